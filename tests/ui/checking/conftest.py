"""What tests of the To Check pane share: the pane over an empty project, shown."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking import CheckView
from geoeditor.ui.checking.rows import words_of
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme


@pytest.fixture
def view(
    qtbot: QtBot, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, window: QWidget
) -> Iterator[CheckView]:
    """Return the pane, in the window that owns the actions."""
    made = CheckView(bridge, selection, actions, theme, window)
    made.resize(320, 500)
    window.resize(320, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    actions.set_active(made)
    made.list.setFocus()
    yield made
    window.close()


@pytest.fixture
def lines(qtbot: QtBot, view: CheckView) -> Callable[[], list[str]]:
    """Return what gives the rows of the list once everything has been found."""

    def found() -> list[str]:
        qtbot.waitUntil(lambda: not view.search.is_busy)
        return [words_of(row) for row in view.model.rows]

    return found
