"""The strip that takes in a new version: the text, when it was published, and nothing that stands in the way."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from geoeditor.translation import shown, tr
from geoeditor.ui.fields.date_field import DateField
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.reader.bare_keys import keep_bare_key

MOST: Final = 300_000
"""Letters that are pasted into the field; a longer text comes in as a file."""


class PasteStrip(QFrame):
    """Open for one source at a time; Ctrl+Enter takes the text in, Esc leaves all as it is."""

    given = Signal(object, str, str)
    """The source, its new text, and when that was published as EDTF."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._source = 0
        self.title = PlainLabel("", self, role="section", wraps=True)
        self.text = QPlainTextEdit(self)
        self.text.setProperty("role", "field")
        self.text.setPlaceholderText(tr("Paste the new text here"))
        self.text.setAccessibleName(tr("New text"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._clear)
        self.date = DateField(self)
        self.date.setPlaceholderText(tr("as before"))
        self.date.setAccessibleName(tr("When the new version was published"))
        self.problem = PlainLabel("", self, role="reason", wraps=True)
        self.take = QPushButton(tr("Take as New Version  Ctrl+↵"), self)
        self.take.setProperty("role", "primary")
        self.take.setAutoDefault(False)
        self.take.setAccessibleName(tr("Take as New Version"))
        self.take.clicked.connect(self.give)
        self._leave = QToolButton(self)
        self._leave.setText(tr("Close  Esc"))
        self._leave.setAccessibleName(tr("Close"))
        self._leave.clicked.connect(self.close_strip)
        self._lay_out()
        self.setAccessibleName(tr("New version of this text"))
        self.hide()

    def _lay_out(self) -> None:
        published = QHBoxLayout()
        published.setSpacing(8)
        published.addWidget(PlainLabel(tr("Published"), self, role="muted"))
        published.addWidget(self.date, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        column.addLayout(published)
        column.addWidget(self.problem)
        column.addLayout(foot)

    @property
    def source(self) -> int:
        """Return the source that it is open for, 0 while it is closed."""
        return self._source

    def open_for(self, source: int, title: str, published: str, text: str) -> None:
        """Ask for a new version of a source; `text` is offered where nothing was typed for the same source yet."""
        if source != self._source:
            self._source = source
            self.text.setPlainText(text[:MOST])
            self.date.discard()
            self.date.set_edtf(published)
        self.title.setText(tr("New version of “{title}”", title=shown(title, 80)))
        self._clear()
        if len(text) > MOST:
            self.text.clear()
            self.refuse(tr("The text on the clipboard is too long for this field; save it as a file and drop it here."))
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        """Hand the text over; what is refused stays here as it was typed."""
        published = self.date.edtf()
        if not self._source:
            return
        if published is None:
            self.refuse(tr("The date can't be read, so nothing was taken in; mend it or leave it empty."))
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.given.emit(self._source, self._words(), published)

    def _words(self) -> str:
        """Return the text to the letter; the field's own plain text would have common blanks for all others."""
        raw = self.text.document().toRawText()
        return raw.replace("\N{PARAGRAPH SEPARATOR}", "\n").replace("\N{LINE SEPARATOR}", "\n")

    def refuse(self, sentence: str) -> None:
        """Say why the text was not taken in."""
        self.problem.setText(sentence)
        self.problem.show()

    def _clear(self) -> None:
        self.problem.hide()

    def close_strip(self) -> None:
        """Close, and forget what was typed."""
        if self._source:
            self._source = 0
            self.text.clear()
            self.date.discard()
            self.hide()
            self.closed.emit()

    def minimumSizeHint(self) -> QSize:
        """Let the pane be as narrow as it likes."""
        return QSize(160, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter and Esc from what they do elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return keep_bare_key(event) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the text in by Ctrl+Enter, close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        elif _is_own(event):
            self.give()
        else:
            super().keyPressEvent(event)


def _is_own(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Escape or (is_enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier)
