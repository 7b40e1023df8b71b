"""What the reader's keys do with the words of the text: enter actors, events, links and dates from them."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from geoeditor.core.commands import acceptance
from geoeditor.core.commands.acceptance import ActorEntry, EventEntry, LinkEntry
from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.core.queries.details import record
from geoeditor.translation import shown, tr
from geoeditor.ui.reader import gestures
from geoeditor.ui.reader.gestures import Chosen, Draft
from geoeditor.ui.reader.handlers import Handlers, Joint
from geoeditor.ui.selection import Fact

T = TypeVar("T")


class Acts(Handlers):
    """The handlers of the reader's actions."""

    def joints(self) -> Iterable[Joint]:
        """Return the actions with their handlers."""
        view = self._view
        return (
            ("actor.add", self.add_actor, view.can_enter),
            ("actor.add_unnamed", self.add_unnamed, view.can_enter),
            ("event.add", self.add_event, view.can_enter),
            ("link.add", self.add_link, view.can_enter),
            ("fact.date", self.date_fact, self.can_date),
            ("source.date", view.publishing.ask_date, view.can_enter),
        )

    def can_date(self) -> bool:
        """Tell whether an event or link is selected that could get a date."""
        return self._view.can_enter() and self._datable() is not None

    def _chosen(self) -> Chosen | None:
        """Return the selected words and the sentence they are in, or the sentence under the cursor."""
        view = self._view
        words = view.text.selected_span()
        place = view.text.place()
        return gestures.chosen(view.reading.page, view.reading.source_id, view.reading.published, words, place)

    def _do(self, work: Callable[[Document], T], *, tell: bool = True) -> T | None:
        return self._view.bridge.attempt(work, tell=tell).value

    def add_actor(self) -> None:
        """Add the actor that the selected words name; one that is known gets the passage. Without words, ask."""
        self._add_actor(named=True)

    def add_unnamed(self) -> None:
        """Add an actor whom the selected words describe. Without words, ask."""
        self._add_actor(named=False)

    def _add_actor(self, *, named: bool) -> None:
        choice = self._chosen()
        if choice is None:
            return
        entry = gestures.actor_entry(self._view.reading.page, choice, named=named)
        if entry is None:
            self._view.open_entry(Draft(choice.source_id, choice.sentence, ActorEntry("", named=named)))
            return
        self._enter_actor(choice, entry)

    def _enter_actor(self, choice: Chosen, entry: ActorEntry) -> None:
        source_id = SourceId(choice.source_id)
        was_known = set(self._view.reading.names)
        actor_id = self._do(lambda document: acceptance.enter_actor(document, source_id, choice.sentence, entry))
        if actor_id is None:
            return
        known = actor_id in was_known
        words = tr("“{name}” is known; the passage was added") if known else tr("Added actor “{name}”")
        self._view.choose_here(Fact("actor", actor_id))
        self._view.bridge.announced.emit(words.format(name=shown(entry.name)))

    def add_event(self) -> None:
        """Open an event of the selected words or the sentence, to be corrected and kept."""
        choice = self._chosen()
        if choice is not None:
            self._view.open_entry(gestures.event_draft(self._view.reading.page, choice, self._view.reading.names))

    def add_link(self) -> None:
        """Open a link between the first two actors of the sentence."""
        choice = self._chosen()
        if choice is not None:
            self._view.open_entry(gestures.link_draft(self._view.reading.page, choice, self._view.reading.names))

    def store(self, draft: Draft) -> str:
        """Store what was entered; return why not, where it was refused."""
        missing = _missing(draft)
        if missing:
            return missing
        source, span, origin = SourceId(draft.source_id), draft.span, draft.origin

        def work(document: Document) -> Fact:
            match draft.entry:
                case ActorEntry() as entry:
                    return Fact("actor", acceptance.enter_actor(document, source, span, entry, origin))
                case EventEntry() as entry:
                    return Fact("event", acceptance.enter_event(document, source, span, entry, origin))
                case LinkEntry() as entry:
                    return Fact("link", acceptance.enter_link(document, source, span, entry, origin))

        outcome = self._view.bridge.attempt(work, tell=False)
        if outcome.value is not None:
            self._view.choose_here(outcome.value)
            self._view.bridge.announced.emit(tr("Stored; Ctrl+Z takes it back"))
        return outcome.problem

    def _datable(self) -> Fact | None:
        facts = self._view.selection.facts
        return next((fact for fact in facts if fact.table in ("event", "link")), None)

    def date_fact(self) -> None:
        """Date the selected event or link by the selected words, or by those of the sentence."""
        fact, choice = self._datable(), self._chosen()
        if fact is None or choice is None:
            return
        found = gestures.words_dated(self._view.reading.page, choice)
        if found is None:
            self._view.bridge.refused.emit(
                tr("No date words were found in this sentence; select some, such as “last week”, and press D again.")
            )
            return
        span, date = found
        if not date.t and self._is_dated(fact):
            self._view.bridge.refused.emit(
                tr(
                    "“{words}” leads to no date, so the date there is was kept; select other words, or type one.",
                    words=shown(date.words),
                )
            )
            return
        source = SourceId(choice.source_id)
        outcome = self._view.bridge.attempt(
            lambda document: acceptance.date_by_words(document, source, fact, span, date, choice.sentence)
        )
        if outcome.done:
            words = tr("Dated by “{words}”") if date.t else tr("Kept “{words}”; without an anchor it stays undated")
            self._view.bridge.announced.emit(words.format(words=shown(date.words)))

    def _is_dated(self, fact: Fact) -> bool:
        found = record(self._view.bridge.document, fact.table, fact.id)
        return found is not None and bool(found["t"])

    def publish(self, t: str) -> bool:
        """Say when the source was published; facts dated in its words move with it, those dated by hand stay."""
        view = self._view
        source = SourceId(view.reading.source_id)
        return view.bridge.attempt(lambda document: acceptance.set_published(document, source, t)).done


def _missing(draft: Draft) -> str:
    """Return what is still to be filled in, '' for nothing."""
    entry = draft.entry
    if isinstance(entry, ActorEntry):
        if not entry.named:
            return "" if entry.name else tr("Say in a few words who it is, such as “a senior diplomat”.")
        return "" if entry.name else tr("An actor needs a name, such as “Minsk”.")
    if isinstance(entry, EventEntry):
        return "" if entry.title else tr("An event needs a title, such as “Meeting in Minsk”.")
    if not entry.start.name:
        return tr("Say who the link goes from; a new name makes a new actor.")
    return "" if entry.end.name else tr("Say who the link goes to; a new name makes a new actor.")
