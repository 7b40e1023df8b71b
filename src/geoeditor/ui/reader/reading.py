"""What is being read: one source of the open document, its page, marks, proposals, and who is known.

Reads through queries only; stores nothing and knows no widget.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geoeditor.core.commands.acceptance import Proposals, Who
from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import reading_desk, rows, vocabulary
from geoeditor.core.queries.dating import date_habits
from geoeditor.core.queries.learned import unwanted_names
from geoeditor.core.queries.reading_desk import Desk, SourceTitle
from geoeditor.core.queries.summary import KnownName
from geoeditor.core.queries.versions import newer_version
from geoeditor.ui.reader.amendments import amended_card
from geoeditor.ui.reader.cards import Card, Key, Known, all_cards, still_open
from geoeditor.ui.reader.cast import Cast, words_of
from geoeditor.ui.reader.gestures import Draft, mentioned, proposal_draft
from geoeditor.ui.reader.ledger import Ledger, ledger_of
from geoeditor.ui.reader.marks import Marks, marks_of
from geoeditor.ui.reader.page import Page
from geoeditor.ui.selection import Fact

Span = tuple[int, int]
_NAMES: Final = ("actor", "actor_name", "kind")
_DESK: Final = (
    "source", "source_text", "citation", "attribution", "decision", "set_aside", "dating", "event", "link",
    "participation", "relation",
)  # fmt: skip


class Reading:
    """One source at a time, or none."""

    def __init__(self) -> None:
        self.sources: list[SourceTitle] = []
        self.desk: Desk | None = None
        self.page = Page("")
        self.marks = Marks()
        self.cast = Cast()
        self.named: list[KnownName] = []
        """Those of the cast who may be named in the text."""
        self.unwanted: list[str] = []
        """Names that were skipped in other sources."""
        self.ledger = Ledger()
        self._amended: dict[Key, list[Draft]] = {}
        """What the user made of proposals, each change after the one before."""
        self._proposals: Proposals | None = None
        self._cards: list[Card] = []
        self._known = Known()
        self._newer = 0

    @property
    def source_id(self) -> int:
        """Return the source that is shown, 0 for none."""
        return self.desk.head.id if self.desk is not None else 0

    @property
    def newer(self) -> SourceTitle | None:
        """Return the newest version of what is shown, None where that is the newest itself."""
        return next((source for source in self.sources if source.id == self._newer), None)

    @property
    def published(self) -> str:
        """Return when it was published, '' where that is unknown."""
        return self.desk.head.published if self.desk is not None else ""

    @property
    def proposals(self) -> Proposals | None:
        """Return what was proposed for this source, None as long as nothing came."""
        return self._proposals

    def take(self, proposals: Proposals | None) -> None:
        """Keep what was proposed."""
        self._proposals = proposals
        self._cards = all_cards(self.page.text, proposals, self._known) if proposals is not None else []

    @property
    def names(self) -> dict[int, KnownName]:
        """Return who is known."""
        return self.cast.people

    @property
    def actor_ids(self) -> dict[str, int]:
        """Return the actors of the project by the folded form of their names, where it leads to one only."""
        return self.cast.alone

    def like(self, name: str) -> list[KnownName]:
        """Return who may be meant by a name: those named in the text, and those who share a word with it."""
        near = {actor.id: actor for actor in (*self.named, *self.cast.named_in(words_of(name)))}
        return list(near.values())

    def close(self) -> None:
        """Forget everything."""
        self.sources, self.desk, self.page, self.marks, self._newer = [], None, Page(""), Marks(), 0
        self._known, self.ledger, self.named = Known(), Ledger(), []
        self.cast.forget()
        self.unwanted = []
        self._amended.clear()
        self.take(None)

    def read_sources(self, document: Document) -> None:
        """Read which sources there are."""
        self.sources = reading_desk.source_titles(document)

    def _read_kinds(self, document: Document) -> None:
        words = [word for scope in ("actor", "event", "link") for word in vocabulary.kind_words(document, scope)]
        labels = {word.key: word.label for word in words}
        self._known = Known(self.cast.alone, reading_desk.kind_signs(document), labels)

    def _find_names(self) -> None:
        """Find who is known in the text."""
        self._known = replace(self._known, actors=self.cast.alone)
        self.named = self.cast.named_in(self.page.words)
        self.page.know(self.named)

    def open(self, document: Document, source_id: int) -> None:
        """Read a source; its proposals have to be asked for anew."""
        self.desk = reading_desk.desk(document, source_id)
        self._newer = newer_version(document, source_id)
        text = rows.source_text(document, source_id) if self.desk is not None else ""
        self.page = Page(text, date_habits(document))
        self._amended.clear()
        self.take(None)
        self.cast.read(document)
        self._read_kinds(document)
        self._find_names()
        self.unwanted = unwanted_names(document, source_id)
        self.mark()

    def refresh(self, document: Document, changes: ChangeSet) -> None:
        """Read anew what a change may have touched."""
        touched = {*changes.added, *changes.updated, *changes.removed}
        if "source" in touched:
            self._newer = newer_version(document, self.source_id)
        if "project" in touched:
            self.page.habits = date_habits(document)
        if not touched.isdisjoint(_NAMES):
            self.cast.follow(document, changes)
            if "kind" in touched:
                self._read_kinds(document)
            self._find_names()
            self.take(self._proposals)
        if not touched.isdisjoint(("decision", *_NAMES)):
            self.unwanted = unwanted_names(document, self.source_id)
        if self.desk is not None and not touched.isdisjoint((*_DESK, *_NAMES)):
            self.desk = reading_desk.desk(document, self.source_id)
            self.mark()

    def mark(self) -> None:
        """Find the marks of the text, and what became of its sentences."""
        desk = self.desk
        self.ledger = ledger_of(self.page.sentences, desk.passages, desk.aside) if desk is not None else Ledger()
        self.marks = (
            marks_of(self.page.text, desk.passages, self.page.mentions, desk.dates) if desk is not None else Marks()
        )

    def cards(self) -> list[Card]:
        """Return the proposals that are still open, as the user amended them."""
        if self.desk is None or self._proposals is None:
            return []
        cards = still_open(self._cards, self._proposals, self.desk, self._known)
        if not self._amended:
            return cards
        known = self._known
        return [
            amended_card(card, self._amended[card.key][-1], known.labels, known.signs)
            if card.key in self._amended
            else card
            for card in cards
        ]

    def draft_of(self, card: Card) -> Draft | None:
        """Return a proposal as it would be stored, with what the user amended; None where it is gone."""
        if self._proposals is None:
            return None
        if card.key in self._amended:
            return self._amended[card.key][-1]
        return proposal_draft(self.source_id, self._proposals, card.what, card.index, self._known.actors)

    def amend(self, card: Card, draft: Draft) -> None:
        """Show a proposal otherwise from now on; nothing is stored."""
        self._amended.setdefault(card.key, []).append(draft)

    def take_back(self, card: Card) -> None:
        """Show an amended proposal as it was before the last change to it."""
        drafts = self._amended[card.key]
        drafts.pop()
        if not drafts:
            del self._amended[card.key]

    def is_amended(self, card: Card) -> bool:
        """Tell whether the user changed a proposal."""
        return card.key in self._amended

    def mentioned_in(self, span: Span) -> list[Who]:
        """Return who is named within a stretch, known to the project or only proposed."""
        return mentioned(self.page, span, self._proposals, self.names, self._known.actors)

    def aside_at(self, span: Span) -> list[int]:
        """Return what was set aside within a stretch."""
        desk = self.desk
        return [a.id for a in desk.aside if a.start < span[1] and a.end > span[0]] if desk is not None else []

    def first_mark(self, facts: Sequence[Fact]) -> Span | None:
        """Return the first passage of some facts in this source, or where they are named first."""
        if self.desk is not None:
            for passage in self.desk.passages:
                if Fact(passage.fact, passage.id) in facts or Fact("citation", passage.citation_id) in facts:
                    return passage.start, passage.end
        found = self.marks.of(facts)
        return (found[0].start, found[0].end) if found else None

    def facts_of_citations(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return the facts that some citations of this source bear on."""
        ids = {fact.id for fact in facts if fact.table == "citation"}
        passages = self.desk.passages if self.desk is not None and ids else ()
        return [Fact(passage.fact, passage.id) for passage in passages if passage.citation_id in ids]
