"""Bare keys are acts in the reader, but letters in its fields."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


def keep_bare_key(event: QEvent) -> bool:
    """Take a key without Ctrl or Alt away from the actions, so that it goes to the field; tell whether it was one."""
    is_bare = (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.modifiers() in _PLAIN
        and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    )
    if is_bare:
        event.accept()
    return is_bare


def bare_digit(event: QKeyEvent) -> int:
    """Return the digit from 1 to 9 that was pressed without Ctrl or Alt, 0 for none."""
    is_digit = Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and event.modifiers() in _PLAIN
    return event.key() - Qt.Key.Key_0 if is_digit else 0


def bare_act(event: QKeyEvent) -> str:
    """Return the letter or Enter that was pressed without Ctrl or Alt, as shortcuts are written; '' for other keys."""
    if event.modifiers() not in _PLAIN:
        return ""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "Return"
    if not Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return ""
    letter = chr(event.key())
    return f"Shift+{letter}" if event.modifiers() == Qt.KeyboardModifier.ShiftModifier else letter
