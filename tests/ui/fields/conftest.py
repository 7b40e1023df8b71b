"""What tests of the fields share: a shown form with a field under test and another one to leave it for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


class Form:
    """A window with the field and, under it, another one."""

    def __init__(self, qtbot: QtBot, window: QWidget, field: QWidget) -> None:
        self.window = window
        self.field = field
        self.other = QLineEdit()
        column = QVBoxLayout(window)
        column.addWidget(field)
        column.addWidget(self.other)
        column.addStretch(1)
        window.resize(360, 320)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.setFocus()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifiers)

    def type(self, text: str) -> None:
        """Type a text wherever the focus is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(widget, letter)
            else:  # which QTest has no key for
                none = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, 0, none, letter))

    def leave(self) -> None:
        """Go to the other field."""
        self.other.setFocus()


ShowForm = Callable[[QWidget], Form]


@pytest.fixture
def form(qtbot: QtBot, window: QWidget) -> ShowForm:
    """Return what shows a field with the focus in it."""

    def show(field: QWidget) -> Form:
        return Form(qtbot, window, field)

    return show
