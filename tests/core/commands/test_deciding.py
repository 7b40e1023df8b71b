"""Deciding on proposals one by one: one step each, nothing made twice, and what was decided is remembered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.core.commands.project import count, done, opened, state, undoes_and_redoes
from tests.proofs.soundness import problems

from geoeditor.core.commands import actors, sources
from geoeditor.core.commands.acceptance import (
    ActorProposal,
    EventProposal,
    LinkProposal,
    Proposals,
    accept_certain,
    accept_proposal,
    decided_as,
    skip_proposal,
)
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import ActorId, SourceId
from geoeditor.core.queries import rows
from geoeditor.core.queries.reading_desk import desk

TEXT: Final = "Lukashenko met Putin last week. His adviser met Putin too. Russia supplies Belarus."
SPANS: Final = ((0, 31), (32, 58), (59, 83))


def _actor(name: str, kind: str = "person", *, named: bool = True, score: float = 0.9) -> ActorProposal:
    start = TEXT.lower().index(name.lower())
    mentions = [(start, start + len(name))]
    return {
        "name": name, "kind": kind, "named": named, "aliases": [], "mentions": mentions, "score": score, "rule": "name"
    }  # fmt: skip


def _event(title: str, who: list[str], sentence: int, score: float = 0.9, edtf: str = "") -> EventProposal:
    return {
        "title": title, "kind": "event.consult", "actors": who, "edtf": edtf, "status": "occurred", "speakers": [],
        "span": SPANS[sentence], "score": score, "rule": "verb",
    }  # fmt: skip


LINK: Final[LinkProposal] = {
    "source": "Russia", "target": "Belarus", "kind": "link.supplies", "label": "supplies", "edtf": "",
    "status": "occurred", "speakers": [], "span": SPANS[2], "score": 0.7, "rule": "verb",
}  # fmt: skip
PROPOSALS: Final[Proposals] = {
    "sentences": [{"span": span} for span in SPANS],
    "actors": [
        _actor("Lukashenko"), _actor("Putin"), _actor("his adviser", named=False, score=0.4),
        _actor("Russia", "state", score=0.5), _actor("Belarus", "state", score=0.5),
    ],
    "dates": [
        {"span": (21, 30), "text": "last week", "edtf": "2025-07-28/2025-08-03", "anchored": True, "rule": "last week"}
    ],
    "events": [
        _event("Meeting", ["Lukashenko", "Putin"], 0, edtf="2025-07-28/2025-08-03"),
        _event("Another meeting", ["his adviser", "Putin"], 1, 0.6),
        _event("A third one", ["his adviser", "Putin"], 1, 0.6),
    ],
    "links": [LINK],
}  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


@pytest.fixture
def source(document: Document) -> SourceId:
    return sources.add_source(document, TEXT, title="An article", t="2025-08-07")


def _verdicts(document: Document, source: SourceId) -> list[tuple[str, str, str]]:
    found = desk(document, source)
    assert found is not None
    return [(verdict.what, verdict.value, verdict.verdict) for verdict in found.verdicts]


@pytest.mark.parametrize(
    ("what", "label"),
    [
        ("actor", "Accept actor “Lukashenko”"),
        ("event", "Accept event “Meeting”"),
        ("link", "Accept link “Russia → Belarus: supplies”"),
    ],
)
def test_accepting_is_one_step_with_a_name(document: Document, source: SourceId, what: str, label: str) -> None:
    undoes_and_redoes(document, lambda: accept_proposal(document, source, PROPOSALS, what, 0), label)
    assert problems(document) == []


def test_an_event_brings_its_actors_its_date_words_and_its_passage(document: Document, source: SourceId) -> None:
    table, row = accept_proposal(document, source, PROPOSALS, "event", 0)
    (event,) = rows.events(document)
    assert (table, row) == ("event", event.id)
    assert (event.t, event.words) == ("2025-07-28/2025-08-03", "last week")
    assert [actor.name for actor in rows.actors(document)] == ["Lukashenko", "Putin"]
    assert _verdicts(document, source) == [
        ("actor", "Lukashenko", "accepted"),
        ("actor", "Putin", "accepted"),
        ("event", "Meeting", "accepted"),
    ]


def test_actors_of_the_project_are_matched_and_never_made_again(document: Document, source: SourceId) -> None:
    known = actors.add_actor(document, name="LUKASHENKO")
    for place in range(3):
        accept_proposal(document, source, PROPOSALS, "event", place)
    names = [actor.name for actor in rows.actors(document)]
    assert names == ["LUKASHENKO", "Putin", "his adviser"]
    assert len(rows.citations(document, "actor", [known])) == 1
    assert len(rows.citations(document, "actor", [actor.id for actor in rows.actors(document)])) == 3


def test_an_unnamed_actor_that_got_a_name_is_still_the_same(document: Document, source: SourceId) -> None:
    accept_proposal(document, source, PROPOSALS, "event", 1)
    adviser = next(actor for actor in rows.actors(document) if not actor.named)
    actors.add_name(document, ActorId(adviser.id), name="his adviser", kind="description")
    actors.change_actor(document, ActorId(adviser.id), name="Mikhail", named=True)
    accept_proposal(document, source, PROPOSALS, "event", 2)
    assert sorted(actor.name for actor in rows.actors(document)) == ["Mikhail", "Putin"]


def test_accepting_the_same_again_changes_nothing(document: Document, source: SourceId) -> None:
    accept_proposal(document, source, PROPOSALS, "event", 0)
    before = state(document)
    accept_proposal(document, source, PROPOSALS, "event", 0)
    assert state(document) == before


def test_a_skipped_proposal_is_remembered_as_one_step(document: Document, source: SourceId) -> None:
    label = "Skip event “Meeting”"
    undoes_and_redoes(document, lambda: skip_proposal(document, source, PROPOSALS, "event", 0), label)
    assert _verdicts(document, source) == [("event", "Meeting", "skipped")]
    assert count(document, "event") == 0


def test_all_certain_are_one_step_and_a_skipped_one_stays_skipped(document: Document, source: SourceId) -> None:
    skip_proposal(document, source, PROPOSALS, "event", 0)
    accepted = accept_certain(document, source, PROPOSALS, 0.6)
    assert (accepted.actors, accepted.events, accepted.links) == (5, 2, 1)
    assert ("event", "Meeting", "skipped") in _verdicts(document, source)
    assert len(done(document)) == 3


def test_only_those_asked_for_are_among_the_certain(document: Document, source: SourceId) -> None:
    accepted = accept_certain(document, source, PROPOSALS, 0.6, among=[("link", 0), ("event", 0), ("actor", 2)])
    assert (accepted.actors, accepted.events, accepted.links) == (4, 1, 1)
    assert done(document)[0] == "Accept 2 proposals"


@pytest.mark.parametrize(("what", "place"), [("event", 9), ("event", -1), ("date", 0), ("nothing", 0)])
def test_what_is_not_proposed_is_refused_and_nothing_is_changed(
    document: Document, source: SourceId, what: str, place: int
) -> None:
    before = state(document)
    for decide in (accept_proposal, skip_proposal):
        with pytest.raises(UserError, match="no longer there; nothing was changed"):
            decide(document, source, PROPOSALS, what, place)
    assert state(document) == before


def test_a_link_from_an_actor_to_itself_is_refused(document: Document, source: SourceId) -> None:
    one = actors.add_actor(document, name="Russia")
    actors.add_name(document, one, name="Belarus")
    before = state(document)
    with pytest.raises(UserError, match="two different actors"):
        accept_proposal(document, source, PROPOSALS, "link", 0)
    assert state(document) == before


def test_a_source_that_is_gone_is_refused(document: Document, source: SourceId) -> None:
    sources.remove_sources(document, source)
    for decide in (accept_proposal, skip_proposal):
        with pytest.raises(UserError, match="no longer in the project"):
            decide(document, source, PROPOSALS, "event", 0)


def test_a_decision_is_remembered_by_what_it_says_and_where() -> None:
    assert decided_as(PROPOSALS, "actor", 1) == ("actor", "Putin", (15, 20))
    assert decided_as(PROPOSALS, "event", 0) == ("event", "Meeting", SPANS[0])
    assert decided_as(PROPOSALS, "link", 0) == ("link", "Russia → Belarus: supplies", SPANS[2])
