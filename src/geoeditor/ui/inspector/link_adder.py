"""Adds a relationship of an actor: what it is, then to whom; Enter on the second field makes the link."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.links import link_actors
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId
from geoeditor.translation import tr
from geoeditor.ui.fields import TypeAhead

if TYPE_CHECKING:
    from geoeditor.ui.inspector.sheet import Sheet

Other = Callable[[Document], ActorId]
"""Returns the actor at the other end, made where it is new."""


class LinkAdder(QWidget):
    """Two fields that come up when they are wanted and leave by Esc."""

    def __init__(self, sheet: "Sheet", button: QToolButton) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._button = button
        self._words = ""
        self.kind = TypeAhead(self, creates=True)
        self.kind.set_offer(sheet.desk.kinds("link"))
        self.kind.setPlaceholderText(tr("what relationship"))
        self.kind.setAccessibleName(tr("Kind of the new relationship, or your own words"))
        self.kind.picked.connect(self._go_on)
        self.kind.created.connect(self._name)
        self.other = TypeAhead(self, creates=True)
        self.other.set_offer(sheet.desk.actors)
        self.other.setPlaceholderText(tr("with whom"))
        self.other.setAccessibleName(tr("The other actor of the new relationship"))
        self.other.picked.connect(self._link)
        self.other.created.connect(self._link_new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.kind)
        column.addWidget(self.other)
        self.hide()

    def begin(self) -> None:
        """Ask what relationship."""
        self._clear()
        self.show()
        self.kind.setFocus()

    def end(self) -> None:
        """Leave without a link."""
        self._clear()  # first, because a field that is left takes a whole name in it for chosen
        self.hide()

    def _clear(self) -> None:
        self._words = ""
        self.kind.show_choice(None, "")
        self.other.show_choice(None, "")

    def _go_on(self, _kind: object) -> None:
        self._words = ""
        self.other.setFocus()

    def _name(self, words: str) -> None:
        """Take words that are no kind as the label of a link without one."""
        self._words = words
        self.other.setFocus()

    def _link(self, actor: object) -> None:
        if isinstance(actor, int):
            self._make(lambda _document: ActorId(actor))

    def _link_new(self, name: str) -> None:
        self._make(lambda document: add_actor(document, name=name))

    def _make(self, other: Other) -> None:
        kind, label = self.kind.value(), self._words or self.kind.text().strip()
        start = ActorId(self._sheet.fact.id)

        def make(document: Document) -> LinkId:
            with one_step(document, tr("Add link")):
                if isinstance(kind, str):
                    return link_actors(document, start, other(document), kind=kind)
                return link_actors(document, start, other(document), label=label)

        problem = self._sheet.desk.bridge.attempt(make, tell=False).problem
        if problem:
            self.other.set_refusal(problem)
            self._sheet.desk.bridge.refused.emit(problem)
        else:
            self.end()
            self._button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc, once the fields have nothing to restore."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
            self._button.setFocus()
        else:
            super().keyPressEvent(event)
