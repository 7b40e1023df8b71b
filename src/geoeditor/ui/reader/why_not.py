"""Why a bare key does nothing now: what is missing for its action, said in the status line.

An action that has nothing to do is disabled, so its key comes to the text or the list instead, which tell of it here.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from geoeditor.translation import tr

if TYPE_CHECKING:
    from geoeditor.ui.reader.cards import Card
    from geoeditor.ui.reader.reader_view import ReaderView


class WhyNot(QObject):
    """Answers keys of actions that can't run."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self._view = view

    def join(self) -> None:
        """Listen to keys that nothing answered."""
        self._view.text.key_unused.connect(self.answer)
        self._view.proposals.list.key_unused.connect(self.answer)

    def answer(self, keys: str) -> None:
        """Say what is missing for the action that has these keys, if it is one of the reader's."""
        actions, pressed = self._view.actions_, QKeySequence(keys)
        for key, reason in self._reasons().items():
            if pressed in actions[key].shortcuts() and not actions[key].isEnabled():
                self._view.bridge.announced.emit(reason())
                return

    def _reasons(self) -> dict[str, Callable[[], str]]:
        decide = dict.fromkeys(("proposal.accept", "proposal.skip"), self._of_deciding)
        enter = dict.fromkeys(
            (
                "actor.add", "actor.add_unnamed", "event.add", "link.add",
                "sentence.next", "sentence.previous", "sentence.set_aside", "sentence.set_aside_because",
            ),
            self._of_entering,
        )  # fmt: skip
        return {
            **decide,
            **enter,
            "proposal.same_as": self._of_same,
            "proposal.type": self._of_type,
            "proposal.kind": self._of_kind,
            "proposal.swap": self._of_swap,
            "fact.date": self._of_date,
        }

    def _of_entering(self) -> str:
        """Return why nothing can be entered here."""
        bridge = self._view.bridge
        if bridge.is_open and bridge.document.read_only:
            return tr("This project is open to read only, so nothing can be changed here")
        if not bridge.can_edit:
            return tr("Something large is being stored just now; try again in a moment")
        return tr("This source has no text to work on")

    def _of_deciding(self) -> str:
        """Return why no proposal can be decided on."""
        if not self._view.can_enter():
            return self._of_entering()
        if self._view.proposals.is_asking:
            return tr("Proposals are still being looked for")
        return tr("No proposal is left here; select words and press A, E or L to add more")

    def _of_card(self, actor: str, link: str, event: str) -> str:
        """Return the sentence that fits what the current card is."""
        card: Card | None = self._view.proposals.current
        if card is None or not self._view.bridge.can_edit:
            return self._of_deciding()
        return {"link": link, "event": event}.get(card.what, actor)

    def _of_same(self) -> str:
        return self._of_card(
            "",
            tr("M is for actors; F2 changes who stands at the ends of this link"),
            tr("M is for actors; F2 changes who takes part in this event"),
        )

    def _of_type(self) -> str:
        words = tr("T is for actors; K says what kind of link this is")
        return self._of_card("", words, tr("T is for actors; K says what kind of event this is"))

    def _of_kind(self) -> str:
        return self._of_card(tr("K is for events and links; T says what this actor is"), "", "")

    def _of_swap(self) -> str:
        words = tr("W turns a link round; the marked proposal is an actor")
        return self._of_card(words, "", tr("W turns a link round; the marked proposal is an event"))

    def _of_date(self) -> str:
        if not self._view.can_enter():
            return self._of_entering()
        return tr("Select an event or a link first; D then dates it by the words of this sentence")
