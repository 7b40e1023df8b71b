"""What the keys do with a proposal: accept, skip, correct, same as, another kind, the other direction, all certain.

Every key acts on the current card; what is changed is shown on the card first and stored when it is accepted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from geoeditor.core.commands import acceptance
from geoeditor.core.commands.acceptance import ActorEntry, Proposals
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.fields import Choice, Offer, actor_choices, kind_choices
from geoeditor.ui.reader.amendments import swapped, with_kind
from geoeditor.ui.reader.ask_strip import Answer, Question
from geoeditor.ui.reader.cards import CERTAIN, Card, folded
from geoeditor.ui.reader.handlers import Handlers, Joint
from geoeditor.ui.reader.likely_actors import likely_same
from geoeditor.ui.selection import Fact

_TYPES: Final = ("actor.person", "actor.state", "actor.organisation", "actor.group", "actor.place", "actor.other")
_ACTORS: Final = ("actor", "unnamed")


class Deciding(Handlers):
    """The handlers of the actions on proposals."""

    def joints(self) -> Iterable[Joint]:
        """Return the actions with their handlers."""
        return (
            ("proposal.accept", self.accept, self.can_decide),
            ("proposal.skip", self.skip, self.can_decide),
            ("proposal.edit", self.correct, self.can_decide),
            ("proposal.same_as", self.ask_same, self.is_actor),
            ("proposal.type", self.ask_type, self.is_actor),
            ("proposal.kind", self.ask_kind, self.is_deed),
            ("proposal.swap", self.swap, self.is_link),
            ("proposal.accept_certain", self.accept_certain, self.has_certain),
            ("edit.undo", self.take_back, self.is_amended),
        )

    @property
    def _card(self) -> Card | None:
        return self._view.proposals.current

    def can_decide(self) -> bool:
        """Tell whether a proposal is current."""
        return self._view.bridge.can_edit and self._card is not None

    def is_actor(self) -> bool:
        """Tell whether the current proposal is an actor."""
        return self.can_decide() and self._card is not None and self._card.what in _ACTORS

    def is_deed(self) -> bool:
        """Tell whether the current proposal is an event or a link."""
        return self.can_decide() and self._card is not None and self._card.what not in _ACTORS

    def is_link(self) -> bool:
        """Tell whether the current proposal is a link."""
        return self.can_decide() and self._card is not None and self._card.what == "link"

    def is_amended(self) -> bool:
        """Tell whether the current proposal was changed, and not stored yet."""
        return self.can_decide() and self._card is not None and self._view.reading.is_amended(self._card)

    def take_back(self) -> None:
        """Undo the last change to the current proposal, before any step of the project."""
        if self._card is not None:
            self._view.reading.take_back(self._card)
            self._view.proposals.show_cards(self._view.reading.cards())
            self._view.actions_.update()
            self._view.bridge.announced.emit(tr("Took back your change to this proposal"))

    def has_certain(self) -> bool:
        """Tell whether there are proposals of high score."""
        return self._view.bridge.can_edit and bool(self._view.proposals.certain)

    def _is_seen(self, card: Card) -> bool:
        """Tell whether somebody who decides has the proposal before their eyes; if not, it is brought there."""
        view = self._view
        if view.proposals.list.hasFocus() or view.chosen_sentence() == card.span:
            return True
        view.follow_card()
        view.bridge.announced.emit(tr("This is the next proposal; the same key again decides on it"))
        return False

    def accept(self) -> None:
        """Take the current proposal as a fact, as it is shown."""
        view, card, proposals = self._view, self._card, self._view.reading.proposals
        if card is None or proposals is None or not self._is_seen(card):
            return
        if view.reading.is_amended(card):
            draft = view.reading.draft_of(card)
            problem = view.store(draft) if draft is not None else ""
            if problem:
                view.bridge.refused.emit(problem)
            else:
                view.follow_card()
            return
        source = SourceId(view.reading.source_id)
        found = view.bridge.attempt(
            lambda document: acceptance.accept_proposal(document, source, proposals, card.what, card.index)
        ).value
        if found is not None:
            view.choose_here(Fact(*found))
            view.follow_card()

    def skip(self) -> None:
        """Leave the current proposal out."""
        view, card, proposals = self._view, self._card, self._view.reading.proposals
        if card is None or proposals is None or not self._is_seen(card):
            return
        source = SourceId(view.reading.source_id)
        outcome = view.bridge.attempt(
            lambda document: acceptance.skip_proposal(document, source, proposals, card.what, card.index)
        )
        if outcome.done:
            view.follow_card()

    def correct(self) -> None:
        """Open the current proposal, to be corrected and kept."""
        card = self._card
        draft = self._view.reading.draft_of(card) if card is not None else None
        if card is not None and draft is not None:
            self._view.open_entry(draft, card.title)

    def swap(self) -> None:
        """Let the current link go the other way."""
        card = self._card
        draft = self._view.reading.draft_of(card) if card is not None else None
        if card is not None and draft is not None:
            self._view.amend(card, swapped(draft))

    def ask_type(self) -> None:
        """Ask what the current actor is."""
        card = self._card
        if card is None:
            return
        choices = kind_choices(self._view.bridge.document, "actor")
        words = {choice.value: choice for choice in choices}
        quick = [words[key] for key in _TYPES if key in words]
        self._ask_kind_of(card, tr("What is “{name}”?", name=shown(card.title, 40)), choices, quick)

    def ask_kind(self) -> None:
        """Ask what kind the current event or link is of."""
        card = self._card
        if card is None:
            return
        choices = kind_choices(self._view.bridge.document, card.what)
        question = tr("What kind of event is it?") if card.what == "event" else tr("What kind of link is it?")
        self._ask_kind_of(card, question, choices, choices[:6])

    def _ask_kind_of(self, card: Card, words: str, choices: list[Choice], quick: list[Choice]) -> None:
        is_link = card.what == "link"
        hint = tr("A kind, or your own words") if is_link else tr("Type for more kinds")
        taking = partial(self._take_kind, card)
        self._view.ask(Question(words, hint, Offer.of(choices), quick, taking, creates=is_link))

    def _take_kind(self, card: Card, answer: Answer) -> str:
        draft = self._view.reading.draft_of(card)
        if draft is None:
            return tr("This proposal is no longer there.")
        if isinstance(answer.value, str):
            self._view.amend(card, with_kind(draft, answer.value))
        elif answer.words:
            self._view.amend(card, with_kind(draft, "", answer.words))
        return ""

    def ask_same(self) -> None:
        """Ask whom the current actor is the same as."""
        card, proposals = self._card, self._view.reading.proposals
        if card is None or proposals is None:
            return
        reading, document = self._view.reading, self._view.bridge.document
        names = [actor["name"] for actor in proposals["actors"] if folded(actor["name"]) not in reading.actor_ids]
        proposed = [Choice(name, name, tr("proposed")) for name in names if name != card.title]
        near = [Choice(each.id, each.name, ", ".join(each.names)) for each in reading.like(card.title)]
        quick = likely_same(card.title, [*(choice for choice in near if choice.label != card.title), *proposed])

        def others() -> list[Choice]:
            return [*(choice for choice in actor_choices(document) if choice.label != card.title), *proposed]

        question = tr("“{name}” is the same as …", name=shown(card.title, 40))
        self._view.ask(Question(question, tr("An actor by name"), Offer(others), quick, partial(self._take_same, card)))

    def _take_same(self, card: Card, answer: Answer) -> str:
        view, proposals = self._view, self._view.reading.proposals
        draft = view.reading.draft_of(card)
        if draft is None or proposals is None or not isinstance(draft.entry, ActorEntry):
            return tr("This proposal is no longer there.")
        entry, source, value = draft.entry, SourceId(draft.source_id), answer.value

        def work(document: Document) -> Fact:
            with one_step(document, tr("“{name}” is the same as another actor", name=shown(entry.name, 40))):
                row = value if isinstance(value, int) else _accepted(document, source, proposals, str(value))
                same = replace(entry, actor_id=row, named=True)
                return Fact("actor", acceptance.enter_actor(document, source, draft.span, same, draft.origin))

        outcome = view.bridge.attempt(work, tell=False)
        if outcome.value is not None:
            view.choose_here(outcome.value)
            view.follow_card()
        return outcome.problem

    def accept_certain(self) -> None:
        """Take all proposals of high score, as one step."""
        view = self._view
        proposals, certain = view.reading.proposals, view.proposals.certain
        if proposals is None or not certain:
            return
        source, among = SourceId(view.reading.source_id), [(card.what, card.index) for card in certain]
        accepted = view.bridge.attempt(
            lambda document: acceptance.accept_certain(document, source, proposals, CERTAIN, among=among)
        ).value
        if accepted is not None:
            made = accepted.actors + accepted.events + accepted.links
            words = trn("{n} new fact; Ctrl+Z takes it back", "{n} new facts; Ctrl+Z takes all back", made)
            view.bridge.announced.emit(f"{words}{_left_words(view.proposals.sure_for_themselves)}")
            view.follow_card()


def _left_words(left: Sequence[Card]) -> str:
    """Return what was left although it is as certain, and why; '' for nothing."""
    changed = sum(card.amended for card in left)
    unnamed = len(left) - changed
    words = [
        trn("{n} unnamed actor is left to your eye", "{n} unnamed actors are left to your eye", unnamed)
        if unnamed
        else "",
        trn("{n} that you changed is left for Enter", "{n} that you changed are left for Enter", changed)
        if changed
        else "",
    ]
    return "".join(f"; {part}" for part in words if part)


def _accepted(document: Document, source: SourceId, proposals: Proposals, name: str) -> int:
    """Take a proposed actor into the project; return its id."""
    place = next(index for index, actor in enumerate(proposals["actors"]) if actor["name"] == name)
    return acceptance.accept_proposal(document, source, proposals, "actor", place)[1]
