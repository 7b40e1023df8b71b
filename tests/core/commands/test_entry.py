"""Entering facts at a passage: one step each, with evidence, date and people, and never a second one of the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.core.commands.project import done, opened, state, undoes_and_redoes
from tests.proofs.soundness import problems

from geoeditor.core.commands import actors, dating, events, sources
from geoeditor.core.commands.acceptance import (
    ActorEntry,
    Dated,
    EventEntry,
    LinkEntry,
    Origin,
    Who,
    date_by_words,
    enter_actor,
    enter_event,
    enter_link,
    set_published,
)
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import SourceId
from geoeditor.core.queries import rows
from geoeditor.core.queries.reading_desk import DateWords, desk

TEXT: Final = "Łukašenka met Putin on Valaam last week. 🕊 They will meet again."
FIRST: Final = (0, 40)
SECOND: Final = (41, len(TEXT))
WORDS: Final = (30, 39)
LAST_WEEK: Final = Dated("2025-07-28/2025-08-03", "last week", "last week", anchored=True)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


@pytest.fixture
def source(document: Document) -> SourceId:
    return sources.add_source(document, TEXT, title="An article", t="2025-08-07")


def _dates(document: Document, source: SourceId) -> tuple[DateWords, ...]:
    found = desk(document, source)
    assert found is not None
    return found.dates


def _enter(document: Document, source: SourceId, what: str) -> Callable[[], object]:
    putin = Who("Putin")
    entries: dict[str, Callable[[], object]] = {
        "actor": lambda: enter_actor(document, source, FIRST, ActorEntry("Putin", "actor.person")),
        "event": lambda: enter_event(
            document, source, FIRST, EventEntry("Talks", date=LAST_WEEK, who=(putin, Who("Valaam", kind="actor.place")))
        ),
        "link": lambda: enter_link(document, source, FIRST, LinkEntry(putin, Who("Łukašenka"), "link.allied_with")),
    }
    return entries[what]


@pytest.mark.parametrize(
    ("what", "label"),
    [("actor", "Add actor “Putin”"), ("event", "Add event “Talks”"), ("link", "Add link “Putin – Łukašenka”")],
)
def test_entering_is_one_step_with_a_name(document: Document, source: SourceId, what: str, label: str) -> None:
    undoes_and_redoes(document, _enter(document, source, what), label)
    assert problems(document) == []


def test_a_name_that_is_known_gets_the_passage_and_makes_no_second_actor(document: Document, source: SourceId) -> None:
    known = actors.add_actor(document, name="Alexander Lukashenko")
    actors.add_name(document, known, name="Lukasenka")
    assert enter_actor(document, source, FIRST, ActorEntry("ŁUKAŠENKA")) == known
    assert len(rows.actors(document)) == 1
    assert rows.actors(document)[0].names == ("Lukasenka",)
    assert [one.quote for one in rows.citations(document, "actor", [known])] == [TEXT[slice(*FIRST)]]


def test_an_actor_that_is_pointed_out_learns_the_name(document: Document, source: SourceId) -> None:
    known = actors.add_actor(document, name="Alexander Lukashenko")
    enter_actor(document, source, FIRST, ActorEntry("the president", actor_id=known))
    assert rows.actors(document)[0].names == ("the president",)


def test_the_same_passage_is_cited_once(document: Document, source: SourceId) -> None:
    _enter(document, source, "actor")()
    before = state(document)
    _enter(document, source, "actor")()
    assert state(document) == before


def test_an_unnamed_actor_is_a_new_one_each_time(document: Document, source: SourceId) -> None:
    for _ in range(2):
        enter_actor(document, source, FIRST, ActorEntry("a diplomat", named=False))
    assert [(actor.name, actor.named) for actor in rows.actors(document)] == [("a diplomat", False)] * 2


def test_people_of_an_event_are_found_or_made_and_have_roles(document: Document, source: SourceId) -> None:
    putin = actors.add_actor(document, name="Putin")
    actors.add_actor(document, name="Valaam", kind="actor.place")
    who = (Who("Putin", putin), Who("valaam"), Who("Łukašenka"), Who("putin"))
    event = enter_event(document, source, FIRST, EventEntry("Talks", "event.consult", date=LAST_WEEK, who=who))
    with document.read() as connection:
        found = connection.execute(
            "SELECT a.name, k.key, p.ordinal FROM participation p JOIN actor a ON a.id = p.actor_id"
            " JOIN kind k ON k.id = p.role_id WHERE p.event_id = ? ORDER BY p.ordinal",
            (event,),
        ).fetchall()
    assert found == [
        ("Putin", "role.actor", 0),
        ("Valaam", "role.location", 1),
        ("Łukašenka", "role.participant", 2),
    ]
    assert (rows.events(document)[0].words, rows.events(document)[0].t) == ("last week", LAST_WEEK.t)


def test_a_new_person_of_an_event_has_its_passage_as_evidence(document: Document, source: SourceId) -> None:
    enter_event(document, source, FIRST, EventEntry("Talks", who=(Who("Somebody new"),)))
    (actor,) = rows.actors(document)
    assert [one.start for one in rows.citations(document, "actor", [actor.id])] == [0]


def test_words_without_an_anchor_are_kept_and_leave_the_event_undated(document: Document, source: SourceId) -> None:
    enter_event(document, source, FIRST, EventEntry("Talks", date=Dated("", "last week", "last week", anchored=True)))
    (event,) = rows.events(document)
    assert (event.t, event.words) == ("", "last week")
    assert [date.words for date in _dates(document, source)] == ["last week"]


@pytest.mark.parametrize(
    "entry", [EventEntry(" "), EventEntry("Talks", "event.nonsense"), EventEntry("T", who=(Who(""),))]
)
def test_what_is_refused_leaves_nothing_behind(document: Document, source: SourceId, entry: EventEntry) -> None:
    before = state(document)
    with pytest.raises(UserError, match="nothing was changed"):
        enter_event(document, source, FIRST, entry)
    assert state(document) == before


def test_a_link_between_two_names_of_one_actor_is_refused_whole(document: Document, source: SourceId) -> None:
    before = state(document)
    with pytest.raises(UserError, match="two different actors"):
        enter_link(document, source, FIRST, LinkEntry(Who("Putin"), Who("PUTIN")))
    assert state(document) == before


def test_a_corrected_proposal_is_remembered_with_the_correction(document: Document, source: SourceId) -> None:
    origin = Origin("verb", "event", "Meeting", FIRST)
    enter_event(document, source, FIRST, EventEntry("Talks on Valaam"), origin)
    found = desk(document, source)
    assert found is not None
    assert [(verdict.value, verdict.verdict) for verdict in found.verdicts] == [("Meeting", "corrected")]
    with document.read() as connection:
        assert connection.execute("SELECT correction FROM decision").fetchall() == [("Talks on Valaam",)]
    assert done(document)[0] == "Accept event “Talks on Valaam”"


def test_an_event_is_dated_by_words_with_their_sentence_as_evidence(document: Document, source: SourceId) -> None:
    event = events.add_event(document, title="Talks")
    undoes_and_redoes(
        document,
        lambda: date_by_words(document, source, ("event", event), WORDS, LAST_WEEK, FIRST),
        "Date by “last week”",
    )
    assert rows.events(document)[0].t == LAST_WEEK.t
    assert [one.quote for one in rows.citations(document, "event", [event])] == [TEXT[slice(*FIRST)]]


def test_an_actor_is_not_dated_by_words(document: Document, source: SourceId) -> None:
    actor = actors.add_actor(document, name="Putin")
    with pytest.raises(UserError, match="Only events and links"):
        date_by_words(document, source, ("actor", actor), WORDS, LAST_WEEK, FIRST)


def test_a_new_day_of_publication_moves_date_words_and_nothing_dated_by_hand(
    document: Document, source: SourceId
) -> None:
    moved = enter_event(document, source, FIRST, EventEntry("Talks", date=LAST_WEEK))
    by_hand = enter_event(document, source, FIRST, EventEntry("More talks", date=LAST_WEEK))
    dating.date_event(document, by_hand, "2025-07-30")
    assert [date.id for date in _dates(document, source)] == [moved]
    undoes_and_redoes(document, lambda: set_published(document, source, "2025-07-07"), "Set publication date")
    dates = {event.title: event.t for event in rows.events(document)}
    assert dates == {"Talks": "2025-06-30/2025-07-06", "More talks": "2025-07-30"}


def test_a_day_of_publication_that_is_no_date_is_refused(document: Document, source: SourceId) -> None:
    before = state(document)
    with pytest.raises(UserError, match="nothing was changed"):
        set_published(document, source, "next week")
    assert state(document) == before
