"""The strip that takes in a new version: the text, when it was published, and nothing that stands in the way."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoeditor.translation import printable, shown, tr
from geoeditor.ui.fields.date_field import DateField
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.reader.bare_keys import keep_bare_key

MOST: Final = 300_000
"""Letters that the field shows; a longer text is kept beside it, because laying it out would take seconds."""
_ENDS: Final = 160
"""Letters that are shown of a longer text, at each end."""


class TextField(QPlainTextEdit):
    """Takes what is pasted, unless it is long; files that are dropped are for the window."""

    long_pasted = Signal(str)
    """A text was pasted that is too long to be shown; the field stays as it was."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, no files."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what is pasted or dropped."""
        text = source.text()
        if len(text) > MOST:
            self.long_pasted.emit(text)
        else:
            super().insertFromMimeData(source)


class PasteStrip(QFrame):
    """Open for one source at a time; Ctrl+Enter takes the text in, Esc leaves all as it is."""

    given = Signal(object, str, str)
    """The source, its new text, and when that was published as EDTF."""
    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._source = 0
        self.title = PlainLabel("", self, role="section", wraps=True)
        self._long = ""
        """The text to be taken in, where it is too long for the field."""
        self.text = TextField(self)
        self.text.setProperty("role", "field")
        self.text.setPlaceholderText(tr("Paste the new text here"))
        self.text.setAccessibleName(tr("New text"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._clear)
        self.text.long_pasted.connect(self._keep_long)
        self.ends = PlainLabel("", self, role="muted", wraps=True)
        self.ends.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.ends.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.another = QToolButton(self)
        self.another.setText(tr("Paste Another Text"))
        self.another.clicked.connect(self._empty)
        self._show_ends()
        self.date = DateField(self)
        self.date.setPlaceholderText(tr("as before"))
        self.date.setAccessibleName(tr("When the new version was published"))
        self.problem = PlainLabel("", self, role="reason", wraps=True)
        self.take = QPushButton(tr("Take In  Ctrl+↵"), self)
        self.take.setProperty("role", "primary")
        self.take.setAutoDefault(False)
        self.take.setAccessibleName(tr("Take In as New Version"))
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
        column.addWidget(self.ends, 1)
        column.addWidget(self.another)
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
            self._long = ""
            self.text.setPlainText(text if len(text) <= MOST else "")
            self.date.discard()
            self.date.set_edtf(published)
            self._show_ends()
            if len(text) > MOST:
                self._keep_long(text)
        else:
            self._clear()
        self.title.setText(tr("New version of “{title}”", title=shown(title, 80)))
        self.show()
        self.opened.emit()
        (self.take if self._long else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_long(self, text: str) -> None:
        """Keep a text that is too long for the field, and show its ends; refuse one that can't be kept."""
        from geoeditor.core.commands.values import TEXT_LIMIT

        if len(text) > TEXT_LIMIT or len(text.encode(errors="replace")) > TEXT_LIMIT:
            self.refuse(
                tr(
                    "The text on the clipboard is longer than the {n} MB that fit, so it was left out;"
                    " take in a part of it.",
                    n=TEXT_LIMIT >> 20,
                )
            )
            return
        self._long = text
        self._clear()
        self._show_ends()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ends(self) -> None:
        """Show the field, or the ends of a text that is too long for it."""
        is_long = bool(self._long)
        if is_long:
            begins, ends = self._long[:_ENDS].strip(), self._long[-_ENDS:].strip()
            count = tr("A text of {n} letters, taken in whole. It begins and ends:", n=f"{len(self._long):,}")
            self.ends.setText(f"{count}\n\n{printable(begins)}\n…\n{printable(ends)}")
        self.text.setVisible(not is_long)
        self.ends.setVisible(is_long)
        self.another.setVisible(is_long)

    def _empty(self) -> None:
        self._long = ""
        self._show_ends()
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
        if self._long:
            return self._long
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
            self._long = ""
            self.text.clear()
            self._show_ends()
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
