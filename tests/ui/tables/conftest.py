"""What tests of the tables share: a way to make one and show it in the window that owns the actions."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Selection
from geoeditor.ui.tables import TableView
from geoeditor.ui.theme import Theme

ViewT = TypeVar("ViewT", bound=TableView)


class Desk:
    """Shows tables, and presses their keys."""

    def __init__(self, qtbot: QtBot, selection: Selection, actions: Actions, theme: Theme, window: QWidget) -> None:
        self.qtbot = qtbot
        self.selection = selection
        self.actions = actions
        self._theme = theme
        self._window = window
        window.setLayout(QVBoxLayout())
        window.resize(1000, 500)

    def show(self, kind: type[ViewT], bridge: Bridge) -> ViewT:
        """Make a table and show it with the focus in its first cell."""
        view = kind(bridge, self.selection, self.actions, self._theme, self._window)
        layout = self._window.layout()
        assert layout is not None
        layout.addWidget(view.header())
        layout.addWidget(view)
        self._window.show()
        self.qtbot.waitExposed(self._window)
        QApplication.processEvents()
        self.actions.set_active(view)
        view.grid.setFocus()
        return view

    def run(self, key: str) -> None:
        """Run an action as its menu would."""
        self.actions.update()
        self.actions.run(key)

    def field(self) -> QLineEdit:
        """Return the field that is typed in."""
        widget = QApplication.focusWidget()
        assert isinstance(widget, QLineEdit), f"the focus is in {widget}"
        return widget

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text wherever the focus is."""
        for letter in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            QTest.keyClicks(widget, letter)
        QApplication.processEvents()


@pytest.fixture
def desk(qtbot: QtBot, selection: Selection, actions: Actions, theme: Theme, window: QWidget) -> Desk:
    """Return a desk to show tables on."""
    return Desk(qtbot, selection, actions, theme, window)


@pytest.fixture
def steps() -> Callable[[Bridge], list[str]]:
    """Return what names the undo steps of a project, newest first."""

    def named(bridge: Bridge) -> list[str]:
        return [step.label for step in bridge.document.history() if not step.undone]

    return named


def column_texts(view: TableView, key: str) -> list[str]:
    """Return what a column shows, from top to bottom."""
    keys = [column.key for column in view.model.columns]
    return [str(view.model.index(row, keys.index(key)).data()) for row in range(view.model.rowCount())]
