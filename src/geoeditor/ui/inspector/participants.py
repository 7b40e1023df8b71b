"""Who took part in an event: each with a role, in an order that can be changed, and a field that adds another."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.events import change_participation, connect_actor, remove_participations
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, EventId, ParticipationId
from geoeditor.core.queries.details import PartRow
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import TypeAhead
from geoeditor.ui.inspector.line_button import LineButton
from geoeditor.ui.inspector.row_stack import RowStack, row_of, small_button
from geoeditor.ui.selection import Fact

if TYPE_CHECKING:
    from geoeditor.ui.inspector.event import EventSheet


class Participants(RowStack[PartRow]):
    """The participants."""

    def __init__(self, sheet: "EventSheet") -> None:
        super().__init__(tr("Participants"), sheet)
        self._sheet = sheet
        self.adder = TypeAhead(self, creates=True)
        self.adder.set_offer(sheet.desk.actors)
        self.adder.setProperty("role", "quiet")
        self.adder.setPlaceholderText(tr("Add a participant"))
        self.adder.setAccessibleName(tr("Add a participant"))
        self.adder.picked.connect(self._add)
        self.adder.created.connect(self._create)
        self.put_last(self.adder)

    def close_up(self) -> None:
        """Show only the first again, and drop what was typed."""
        super().close_up()
        self.adder.show_choice(None, "")

    def make_row(self, place: int, item: PartRow) -> QWidget:
        """Return name, role and buttons of a participant."""
        desk = self._sheet.desk
        name = LineButton(item.other, desk.theme)
        name.clicked.connect(partial(desk.choose, Fact("actor", item.other_id)))
        role = TypeAhead()
        role.set_offer(desk.kinds("role"))
        role.show_choice(item.role, item.role_label)
        role.setProperty("role", "quiet")
        role.setAccessibleName(tr("Role of {name}", name=shown(item.other)))
        role.picked.connect(partial(self._set_role, item.id, role))
        up = small_button("↑", tr("Move {name} up", name=shown(item.other)))
        up.clicked.connect(partial(self._move_up, place))
        if place == 0:
            up.hide()
        remove = small_button("✕", tr("Take {name} out of the event", name=shown(item.other)))
        remove.clicked.connect(partial(self._remove, item.id))
        return row_of(self, (name, 3), (role, 2), (up, 0), (remove, 0))

    @property
    def _event(self) -> EventId:
        return EventId(self._sheet.fact.id)

    def _do(self, work: Callable[[Document], object]) -> str:
        return self._sheet.attempt(work)

    def _add(self, actor: object) -> None:
        self.adder.show_choice(None, "")
        if isinstance(actor, int):
            self._do(partial(_connect, self._event, actor))

    def _create(self, name: str) -> None:
        if not self._do(partial(_connect_new, self._event, name)):
            self.adder.show_choice(None, "")

    def _set_role(self, part: int, field: TypeAhead, role: object) -> None:
        if isinstance(role, str):
            field.set_refusal(self._do(partial(_give_role, part, role)))
        else:
            field.set_refusal(tr("Somebody who takes part needs a role, such as “participant”."))

    def _move_up(self, place: int) -> None:
        order = [part.id for part in self.items]
        order[place - 1], order[place] = order[place], order[place - 1]
        self._do(partial(_reorder, order))

    def _remove(self, part: int) -> None:
        self._do(partial(_take_out, part))


def _connect(event: EventId, actor: int, document: Document) -> None:
    connect_actor(document, event, ActorId(actor))


def _connect_new(event: EventId, name: str, document: Document) -> None:
    with one_step(document, tr("Add participant")):
        connect_actor(document, event, add_actor(document, name=name))


def _give_role(part: int, role: str, document: Document) -> None:
    change_participation(document, ParticipationId(part), role=role)


def _take_out(part: int, document: Document) -> None:
    remove_participations(document, ParticipationId(part))


def _reorder(order: list[int], document: Document) -> None:
    with one_step(document, tr("Reorder participants")):
        for ordinal, part in enumerate(order):
            change_participation(document, ParticipationId(part), ordinal=ordinal)
