"""What is done from the To Check pane, through commands: say who an unnamed actor is, and take that back.

Also which actions belong to which section; others join theirs here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from geoeditor.core.commands.acceptance import Who
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries.checking import BARE, LOST, NEAR, RESOLVED, TITLES, UNNAMED, UNSUPPORTED, is_unnamed
from geoeditor.core.queries.details import name_of
from geoeditor.translation import shown, tr
from geoeditor.ui.checking.sought_actors import SoughtActors
from geoeditor.ui.selection import Fact

if TYPE_CHECKING:
    from geoeditor.ui.checking.view import CheckView

ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    BARE: ("fact.delete",),
    UNNAMED: ("actor.resolve",),
    RESOLVED: ("actor.unresolve",),
    TITLES: (),
    NEAR: ("version.agree", "version.refuse"),
    LOST: ("version.point",),
    UNSUPPORTED: ("fact.delete",),
}
"""The actions of a row, by section."""


class Deeds(QObject):
    """Joins the actions of the pane to what they do."""

    def __init__(self, view: "CheckView") -> None:
        super().__init__(view)
        self._view = view
        self._bridge = view.bridge
        self._named = SoughtActors(view.bridge)

    def join(self) -> None:
        """Let the actions do it, here and wherever an unnamed actor is selected."""
        actions, view = self._view.actions_, self._view
        actions.handle("actor.resolve", self._ask_selected, self._can_ask_selected)
        actions.handle_in(view, "actor.resolve", self._ask_here, self._can_ask_here)
        actions.handle_in(view, "actor.unresolve", self.unresolve, self._can_unresolve)
        view.selection.resolving_requested.connect(self.ask)

    def _selected(self) -> Fact | None:
        """Return the unnamed actor that is selected."""
        current = self._view.selection.current
        if current is None or current.table != "actor" or not self._bridge.can_edit:
            return None
        return current if is_unnamed(self._bridge.document, current.id) else None

    def _here(self) -> Fact | None:
        """Return the unnamed actor that the keys are on."""
        item = self._view.current
        return Fact("actor", item.id) if item is not None and item.section == UNNAMED else self._selected()

    def _can_ask_selected(self) -> bool:
        return self._selected() is not None

    def _can_ask_here(self) -> bool:
        return self._bridge.can_edit and self._here() is not None

    def _ask_selected(self) -> None:
        self._view.selection.resolving_requested.emit(self._selected())

    def _ask_here(self) -> None:
        self._view.selection.resolving_requested.emit(self._here())

    def ask(self, fact: Fact | None) -> None:
        """Ask who an unnamed actor is."""
        if (
            fact is not None
            and self._bridge.can_edit
            and fact.table == "actor"
            and is_unnamed(self._bridge.document, fact.id)
        ):
            self._view.strip.open_for(fact.id, name_of(self._bridge.document, "actor", fact.id), self._named)

    def resolve(self, actor: int, people: Sequence[Who], reason: str) -> str:
        """Store who an unnamed actor is; return '' or why it can't be stored."""
        from geoeditor.core.commands.resolving import resolve_to

        who = [(person.actor_id, person.name) for person in people]
        name = name_of(self._bridge.document, "actor", actor)
        outcome = self._bridge.attempt(lambda document: resolve_to(document, ActorId(actor), who, reason), tell=False)
        if outcome.value:
            self._view.choose(Fact("actor", row) for row in outcome.value)
            names = ", ".join(shown(person.name, 40) for person in people)
            self._bridge.announced.emit(tr("“{name}” is {names}", name=shown(name, 40), names=names))
        return outcome.problem

    def _can_unresolve(self) -> bool:
        item = self._view.current
        return self._bridge.can_edit and item is not None and item.section == RESOLVED

    def unresolve(self) -> None:
        """Bring back the unnamed actor of the current row, and say what could not go back."""
        from geoeditor.core.commands.resolving import unresolve

        item = self._view.current
        if item is None or item.section != RESOLVED:
            return
        outcome = self._bridge.attempt(lambda document: unresolve(document, ActorId(item.id)))
        if outcome.value is None:
            return
        self._view.choose([Fact("actor", item.id)])
        name, left = shown(item.words, 40), outcome.value.left
        if left:
            told = tr(
                "“{name}” is back. What was edited since could not go back: {left}.", name=name, left="; ".join(left)
            )
            self._bridge.refused.emit(told)
        else:
            self._bridge.announced.emit(tr("“{name}” is back with all it had", name=name))
