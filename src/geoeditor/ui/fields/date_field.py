"""A field for uncertain time: shows a date in words, takes what people type, and says how it was understood."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from geoeditor import when
from geoeditor.translation import tr
from geoeditor.ui.fields.hint import FieldHint
from geoeditor.ui.fields.refusals import show_refusal
from geoeditor.ui.fields.undoing import is_left_to_window
from geoeditor.ui.plain import tip


def date_words(t: str) -> str:
    """Return a date as it is shown in a field, which reads it back to the same date; EDTF where words would not."""
    if not t:
        return ""
    words = when.describe(t)
    try:
        return words if when.read_typed(words) == t else t
    except when.WhenError:
        return t


class DateField(QLineEdit):
    """A date, shown in words and typed in words."""

    committed = Signal(str)
    """EDTF text, '' for no date: the date was changed and left."""
    refused = Signal(str)
    """Why the text is no date; '' once it is one. Said when the field is left, not at each key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t = ""
        self._shown = ""
        self._words = ""
        self._sent: str | None = None
        self._hint: FieldHint | None = None
        self.problem = ""
        self.date_order = ""
        """How the project reads 1/8/2025: '', day-month or month-day."""
        self.setPlaceholderText(tr("no date"))
        self.setAccessibleName(tr("Date"))
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._commit)

    @property
    def has_changes(self) -> bool:
        """Tell whether something was typed that is not stored, because it is still being typed or was refused."""
        changed = self.text() != self._shown
        return changed and (
            bool(self.problem) or (self.hasFocus() and (self._sent is None or self.edtf() != self._sent))
        )

    def set_edtf(self, t: str, words: str = "") -> None:
        """Show this date, unless something else is being typed; `words` are those it came from."""
        typing = self.has_changes
        self._t = t
        self._sent = None
        self._shown = date_words(t)
        self._words = words
        if not typing:
            self.setText(self._shown)
            self.setCursorPosition(0)
            self._refuse("")

    def edtf(self) -> str | None:
        """Return the date as EDTF, '' for none, None while the text is no date."""
        if self.text() == self._shown:
            return self._t
        try:
            return when.read_typed(self.text(), self.date_order) if self.text().strip() else ""
        except when.WhenError:
            return None

    def discard(self) -> None:
        """Show what is stored, whatever was typed; the field is about to show something else."""
        self._sent = None
        if self.text() != self._shown:
            self.setText(self._shown)
        self._refuse("")
        self._say("")

    def set_refusal(self, sentence: str) -> None:
        """Say why the date could not be stored; it stays as typed."""
        self._refuse(sentence)

    @property
    def hint(self) -> str:
        """Return what the line under the field says, '' while there is none."""
        return self._hint.text() if self._hint is not None and self._hint.isVisible() else ""

    def _read(self, text: str) -> None:
        """Say, under the field, how the text is understood or why it is not."""
        self._refuse("")
        if not text.strip():
            self._say("")
            return
        try:
            t = when.read_typed(text, self.date_order)
        except when.WhenError as problem:
            self.problem = _explained(problem)
            self._say(self.problem)
            return
        words = when.describe(t)
        self._say(words if words != text.strip() else t)

    def _say(self, text: str) -> None:
        if not text or not self.isVisible():
            if self._hint is not None:
                self._hint.hide()
            return
        if self._hint is None:
            self._hint = FieldHint(self)
        self._hint.say(text)

    def _refuse(self, sentence: str) -> None:
        was, self.problem = self.problem, sentence
        show_refusal(self, sentence)
        if not sentence and self._words and self.text() == self._shown:
            self.setToolTip(tip(tr("from the words “{words}”", words=self._words)))
        if was or sentence:
            self.refused.emit(sentence)

    def _commit(self) -> None:
        t = self.edtf()
        if t is None:
            self._read(self.text())
            self._refuse(self.problem)
            return
        self._say("")
        if t != (self._t if self._sent is None else self._sent):
            self._sent = t
            self.committed.emit(t)
        elif self._sent is None and self.text() != self._shown:  # the same date in other words
            self.setText(self._shown)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing was typed."""
        if is_left_to_window(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say again why a date was refused."""
        super().focusInEvent(event)
        if self.problem:
            self._say(self.problem)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hint away."""
        super().focusOutEvent(event)
        self._say("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the hint along."""
        super().hideEvent(event)
        self._say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Restore what is stored by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            self._sent = None
            self._refuse("")
            self._say("")
        else:
            super().keyPressEvent(event)


def _explained(problem: when.WhenError) -> str:
    """Return why a text is no date, with an example where the reason has none."""
    reason = str(problem)
    if " as in " in reason or " such as " in reason:
        return reason
    return tr("{reason}; type for example “7 Aug 2025” or “before June 2024”.", reason=reason.removesuffix("."))
