"""Which Ctrl+Z a text field keeps for itself: only one that it has an answer to; all others are the window's.

Qt's fields take every undo and redo key while they have the focus, also when there is nothing to take back.
"""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_left_to_window(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Tell whether this asks who takes an undo or redo key, and the field has nothing of its own to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undoes = event.matches(QKeySequence.StandardKey.Undo) and not can_undo
    return undoes or (event.matches(QKeySequence.StandardKey.Redo) and not can_redo)
