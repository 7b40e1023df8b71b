"""Fields for text: stored when one leaves them, restored by Esc, and never changed under the hands of who types."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from geoeditor.ui.fields.refusals import show_refusal
from geoeditor.ui.fields.undoing import is_left_to_window

__all__ = ["LineField", "ProseField", "TitleField", "show_refusal"]

_MOST_LINES: Final = 10
_MARGINS: Final = 14
_TITLE_MARGINS: Final = 6


class LineField(QLineEdit):
    """One line of text."""

    committed = Signal(str)
    """The text was changed and left."""
    refused = Signal(str)
    """Why the text can't be stored; '' once it can."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._stored = text
        self._sent: str | None = None
        self.problem = ""
        self.editingFinished.connect(self._commit)
        self.textEdited.connect(self._clear)

    @property
    def has_changes(self) -> bool:
        """Tell whether something was typed that is not stored, because it is still being typed or was refused."""
        return self.text() != self._stored and (bool(self.problem) or (self.hasFocus() and self.text() != self._sent))

    def set_stored(self, text: str) -> None:
        """Show what is stored, unless something else is being typed."""
        typing = self.has_changes
        self._stored = text
        self._sent = None
        if typing and self.text() != text:
            return
        if self.text() != text or self.isUndoAvailable():
            place = self.cursorPosition() if self.hasFocus() else 0
            self.setText(text)  # also makes what is stored now the state that undo ends at
            self.setCursorPosition(min(place, len(text)))
        self.set_refusal("")

    def discard(self) -> None:
        """Show what is stored, whatever was typed; the field is about to show something else."""
        self._sent = None
        self.set_refusal("")
        if self.text() != self._stored:
            self.setText(self._stored)

    def set_refusal(self, sentence: str) -> None:
        """Say why the text could not be stored; it stays as typed."""
        if sentence != self.problem:
            self.problem = sentence
            show_refusal(self, sentence)
            self.refused.emit(sentence)

    def _clear(self, _text: str) -> None:
        self.set_refusal("")

    def _commit(self) -> None:
        if self.text() != (self._stored if self._sent is None else self._sent) and not self.problem:
            self._sent = self.text()
            self.committed.emit(self.text())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing was typed."""
        if is_left_to_window(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Restore what is stored by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._stored:
            self.setText(self._stored)
            self._sent = None
            self.set_refusal("")
            self.selectAll()
        else:
            super().keyPressEvent(event)


class ProseField(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter or leaving the field stores it."""

    committed = Signal(str)
    """The text was changed and left."""
    refused = Signal(str)
    """Why the text can't be stored; '' once it can."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self._stored = text
        self._sent: str | None = None
        self.problem = ""
        self._lines = lines
        self._margins = _MARGINS
        self.textChanged.connect(self._clear)
        self._fit()

    @property
    def has_changes(self) -> bool:
        """Tell whether something was typed that is not stored, because it is still being typed or was refused."""
        text = self.toPlainText()
        return text != self._stored and (bool(self.problem) or (self.hasFocus() and text != self._sent))

    def set_stored(self, text: str) -> None:
        """Show what is stored, unless something else is being typed."""
        typing = self.has_changes
        self._stored = text
        self._sent = None
        if typing and self.toPlainText() != text:
            return
        if self.toPlainText() != text:
            self.setPlainText(text)
        self.document().clearUndoRedoStacks()
        self.set_refusal("")

    def discard(self) -> None:
        """Show what is stored, whatever was typed; the field is about to show something else."""
        self._sent = None
        self.set_refusal("")
        if self.toPlainText() != self._stored:
            self.setPlainText(self._stored)

    def set_refusal(self, sentence: str) -> None:
        """Say why the text could not be stored; it stays as typed."""
        if sentence != self.problem:
            self.problem = sentence
            show_refusal(self, sentence)
            self.refused.emit(sentence)

    def _clear(self) -> None:
        self.set_refusal("")
        self._fit()

    def _fit(self) -> None:
        """Be as high as the text, within bounds; the document of plain text measures itself in lines."""
        lines = max(round(self.document().size().height()), self._lines)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * min(lines, _MOST_LINES) + self._margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the text as it wraps now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _commit(self) -> None:
        text = self.toPlainText()
        if text != (self._stored if self._sent is None else self._sent) and not self.problem:
            self._sent = text
            self.committed.emit(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing was typed."""
        document = self.document()
        if is_left_to_window(event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store by Ctrl+Enter, restore by Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._stored:
            self.setPlainText(self._stored)
            self._sent = None
            self.set_refusal("")
        else:
            super().keyPressEvent(event)


class TitleField(ProseField):
    """A name or title as a heading: it wraps where it is long, and Enter stores it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, lines=1)
        self.setProperty("role", "heading")
        self.document().setDocumentMargin(1)
        self._margins = _TITLE_MARGINS
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store by Enter; a title has no second line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted text as one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to another font, as a style may bring."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
