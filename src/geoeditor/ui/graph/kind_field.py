"""A field on the canvas that asks for the kind of a link, with the kinds listed at once; Enter takes what is marked.

Words that are no kind become the label of a link without a kind.
"""

from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent

from geoeditor.core.document import Document
from geoeditor.translation import tr
from geoeditor.ui.fields.choices import kind_choices
from geoeditor.ui.fields.refusals import show_refusal
from geoeditor.ui.fields.type_ahead import TypeAhead
from geoeditor.ui.graph.canvas import Canvas

_WIDTH: Final = 230


class KindAnswer(NamedTuple):
    """The key of a kind, or the words that stand for one."""

    kind: str
    label: str


class KindField(TypeAhead):
    """The field; it leaves at Esc, and when the focus goes elsewhere."""

    answered = Signal(object)
    """A KindAnswer."""
    left = Signal()

    def __init__(self, canvas: Canvas, document: Document) -> None:
        super().__init__(canvas, creates=True)
        self.setAccessibleName(tr("Kind of link"))
        self.setPlaceholderText(tr("Kind of link, or your own words"))
        self.setMaxLength(2_000)
        self.setFixedWidth(_WIDTH)
        self.set_choices(kind_choices(document, "link"))
        self._done = False
        self.picked.connect(self._pick)
        self.created.connect(self._create)
        self.cancelled.connect(self.leave)

    def _pick(self, key: object) -> None:
        if isinstance(key, str):
            self._answer(KindAnswer(key, ""))

    def _create(self, words: str) -> None:
        self._answer(KindAnswer("", words))

    def _answer(self, answer: KindAnswer) -> None:
        if not self._done:
            self._done = True
            self.answered.emit(answer)

    def refuse(self, reason: str) -> None:
        """Say why the link can't be made, and keep what was typed."""
        self._done = False
        show_refusal(self, reason)
        self.setFocus()

    def leave(self) -> None:
        """Go without a link."""
        if not self._done:
            self._done = True
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Esc, whether the list is open or not."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """List all kinds before anything is typed."""
        super().focusInEvent(event)
        if not self.text():
            self._offer("")

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the list along."""
        super().moveEvent(event)
        if self.is_offering:
            self._offer(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave when the focus goes elsewhere, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.leave()
