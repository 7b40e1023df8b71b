"""What tests of the export share: a dialog over the sample that is ready, and a store of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export import ExportDialog
from geoeditor.ui.export.studio import Draft
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.theme import Theme

Ready = Callable[[], Draft]


@pytest.fixture
def store(qapp: object, tmp_path: Path) -> Store:
    """Return a store that keeps its file among the test's."""
    return Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")


@pytest.fixture
def dialog(qtbot: QtBot, sample: Bridge, theme: Theme, store: Store) -> Iterator[ExportDialog]:
    """Return the dialog, open, over the sample project, with its first picture drawn."""
    made = ExportDialog(sample, theme, None, store)
    made.open()
    qtbot.waitUntil(lambda: made.draft is not None, timeout=20_000)
    yield made
    made.studio.stop()


@pytest.fixture
def ready(qtbot: QtBot, dialog: ExportDialog) -> Ready:
    """Return a function that waits for the picture to be drawn as chosen and returns it."""

    def waited() -> Draft:
        qtbot.waitUntil(lambda: dialog.draft is not None and not dialog.studio.is_drawing, timeout=20_000)
        assert dialog.draft is not None
        return dialog.draft

    return waited
