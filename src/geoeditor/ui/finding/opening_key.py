"""The key that opens the palette, also where a text field has a use of its own for it: Ctrl+K cuts lines on Linux."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class OpeningKey(QObject):
    """Keeps the focused field from taking the key of an action. Watches only that field, as keys must stay quick."""

    def __init__(self, action: QAction, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._action = action
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._watched:
            old.removeEventFilter(self)
        self._watched = new if isinstance(new, QLineEdit | QPlainTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the action, where it can run."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination())
        if not self._action.isEnabled() or self._action.shortcut().matches(pressed) != _EXACT:
            return False
        event.ignore()
        return True


_EXACT = QKeySequence.SequenceMatch.ExactMatch
