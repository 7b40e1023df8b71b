"""A desk for each test; its worker is stopped afterwards."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.intake_preview.desk import Desk

from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge, selection: Selection, theme: Theme) -> Iterator[Desk]:
    """Return a window with an intake over an empty project."""
    made = Desk(qtbot, bridge, selection)
    yield made
    made.worker.stop()
