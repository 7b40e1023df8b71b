"""Accepting proposals made by hand: what becomes of them, what is not made twice, and that it is one step."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from tests.core.commands.project import count, done, opened, state, undoes_and_redoes

from geoeditor.core.commands import actors, events, links
from geoeditor.core.commands.acceptance import (
    Accepted,
    ActorProposal,
    DateProposal,
    EventProposal,
    LinkProposal,
    Proposals,
    SpeakerProposal,
    import_article,
)
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.queries import rows

TEXT: Final = (
    "Lukashenko met Putin on Valaam last week. His diplomatic advisor was there, Bolton claims. Russia supplies Belarus"
    " with missiles before the end of 2025."
)
FIRST: Final = (0, 41)
SECOND: Final = (42, 90)
THIRD: Final = (91, len(TEXT))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _actor(
    name: str,
    kind: str = "person",
    *,
    named: bool = True,
    aliases: Sequence[str] = (),
    at: str = "",
    score: float = 0.9,
) -> ActorProposal:
    mentions = [_span(at or name)]
    return {
        "name": name,
        "kind": kind,
        "named": named,
        "aliases": aliases,
        "mentions": mentions,
        "score": score,
        "rule": "by hand",
    }


def _event(
    title: str = "Lukashenko met Putin",
    who: Sequence[str] = ("Lukashenko", "Putin", "Valaam"),
    *,
    edtf: str = "",
    speakers: Sequence[SpeakerProposal] = (),
    span: tuple[int, int] = FIRST,
    score: float = 0.8,
    kind: str = "event.consult",
) -> EventProposal:
    return {
        "title": title,
        "kind": kind,
        "actors": who,
        "edtf": edtf,
        "status": "occurred",
        "speakers": speakers,
        "span": span,
        "score": score,
        "rule": "by hand",
    }


def _link(
    source: str = "Russia",
    target: str = "Belarus",
    *,
    kind: str = "link.supplies",
    label: str = "supplies",
    edtf: str = "",
    score: float = 0.7,
) -> LinkProposal:
    return {
        "source": source,
        "target": target,
        "kind": kind,
        "label": label,
        "edtf": edtf,
        "status": "occurred",
        "speakers": [],
        "span": THIRD,
        "score": score,
        "rule": "by hand",
    }


def _date(words: str, edtf: str, *, anchored: bool = True) -> DateProposal:
    return {"span": _span(words), "text": words, "edtf": edtf, "rule": "a rule", "anchored": anchored}


PEOPLE: Final = (
    _actor("Lukashenko", aliases=["Alexander Lukashenko"]),
    _actor("Putin"),
    _actor("Valaam", "place"),
)
STATES: Final = (_actor("Russia", "state"), _actor("Belarus", "state"))


def _proposals(
    who: Sequence[ActorProposal] = (),
    what: Sequence[EventProposal] = (),
    between: Sequence[LinkProposal] = (),
    dates: Sequence[DateProposal] = (),
) -> Proposals:
    sentences = [{"span": FIRST}, {"span": SECOND}, {"span": THIRD}]
    return {
        "sentences": [{"span": sentence["span"]} for sentence in sentences],
        "actors": who,
        "dates": dates,
        "events": what,
        "links": between,
    }


def _accept(document: Document, proposals: Proposals, at_least: float | None = 0.5) -> Accepted:
    return import_article(document, TEXT, {"title": "An article", "t": "2025-08-07"}, proposals, at_least)


def _names(document: Document) -> dict[str, tuple[str, ...]]:
    return {actor.name: actor.names for actor in rows.actors(document)}


def test_an_article_and_what_is_accepted_of_it_is_one_step(document: Document) -> None:
    proposals = _proposals((*PEOPLE, *STATES), [_event()], [_link()])
    undoes_and_redoes(document, lambda: _accept(document, proposals), "Import “An article”")
    assert document.history()[0].origin == "import"


def test_the_label_of_an_import_is_one_short_line(document: Document) -> None:
    title = "A headline\nof two lines, " + "very " * 100 + "long"
    import_article(document, TEXT, {"title": title}, _proposals(), None)
    label = done(document)[0]
    assert label.startswith("Import “A headline of two lines")
    assert "\n" not in label
    assert len(label) < 60


def test_nothing_but_the_source_is_made_where_nothing_is_asked_for(document: Document) -> None:
    accepted = _accept(document, _proposals(PEOPLE, [_event()]), None)
    assert (accepted.actors, accepted.events, accepted.links) == (0, 0, 0)
    assert [count(document, table) for table in ("source", "actor", "event", "citation", "decision")] == [1, 0, 0, 0, 0]


def test_what_is_accepted_is_counted(document: Document) -> None:
    accepted = _accept(document, _proposals((*PEOPLE, *STATES), [_event()], [_link()]))
    assert (accepted.actors, accepted.events, accepted.links) == (5, 1, 1)
    assert accepted.source_id == rows.sources(document)[0].id


def test_the_first_mention_of_an_actor_is_cited_with_its_sentence(document: Document) -> None:
    _accept(document, _proposals([_actor("Bolton")]))
    (found,) = rows.citations(document, "actor", [rows.actors(document)[0].id])
    assert (found.start, found.end, found.origin) == (*SECOND, "by hand")
    assert found.quote == TEXT[slice(*SECOND)]


def test_an_actor_that_the_project_knows_by_another_name_is_not_made_again(document: Document) -> None:
    known = actors.add_actor(document, name="Aleksandr Lukashenko")
    actors.add_name(document, known, name="LUKASHENKO")
    accepted = _accept(document, _proposals([*PEOPLE], [_event()]))
    assert accepted.actors == 2
    assert _names(document)["Aleksandr Lukashenko"] == ("LUKASHENKO", "Lukashenko", "Alexander Lukashenko")
    assert {citation.fact_id for citation in rows.citations(document, "actor", [known])} == {known}


def test_a_name_that_leads_to_two_actors_leads_to_none(document: Document) -> None:
    for name in ("Lukashenko", "Lukashenko"):
        actors.add_actor(document, name=name)
    assert _accept(document, _proposals([_actor("Lukashenko")])).actors == 1


def test_an_alias_of_another_actor_is_not_given_twice(document: Document) -> None:
    actors.add_actor(document, name="Alexander Lukashenko", kind="actor.person")
    _accept(document, _proposals([_actor("Putin", aliases=["Alexander Lukashenko"])]))
    assert _names(document) == {"Alexander Lukashenko": (), "Putin": ()}


def test_names_broken_over_two_lines_are_the_same_names_the_next_time(document: Document) -> None:
    proposals = _proposals([_actor("Lukashenko", aliases=["Alexander\nLukashenko", "Alexander  Lukashenko"])])
    _accept(document, proposals)
    assert _accept(document, proposals).actors == 0
    assert _names(document) == {"Lukashenko": ("Alexander Lukashenko",)}


def test_an_unnamed_actor_is_made_anew_for_each_article_and_never_taken_for_a_named_one(document: Document) -> None:
    advisor = _actor("his diplomatic advisor", named=False, at="His diplomatic advisor", aliases=["the advisor"])
    _accept(document, _proposals([advisor]))
    _accept(document, _proposals([advisor, _actor("the advisor", at="advisor")]))
    made = [(actor.name, actor.named) for actor in rows.actors(document)]
    assert made == [("his diplomatic advisor", False), ("his diplomatic advisor", False), ("the advisor", True)]


def test_an_untyped_actor_has_no_kind(document: Document) -> None:
    _accept(document, _proposals([_actor("Bolton", "untyped")]))
    assert rows.actors(document)[0].kind == ""


def test_proposals_below_the_threshold_are_left_out_and_those_at_it_are_taken(document: Document) -> None:
    proposals = _proposals(
        [_actor("Putin", score=0.5), _actor("Bolton", score=0.49)],
        [_event(score=0.49)],
        [_link(score=0.49)],
    )
    accepted = _accept(document, proposals)
    assert (accepted.actors, accepted.events, accepted.links) == (1, 0, 0)


def test_an_event_or_link_brings_the_actors_it_needs_whatever_their_score(document: Document) -> None:
    people = [_actor(name, score=0.1) for name in ("Lukashenko", "Putin", "Russia", "Belarus", "Bolton")]
    _accept(document, _proposals(people, [_event(who=["Lukashenko", "Putin"])], [_link()]))
    assert sorted(_names(document)) == ["Belarus", "Lukashenko", "Putin", "Russia"]


def test_who_acts_comes_first_and_a_place_is_where_it_was(document: Document) -> None:
    _accept(document, _proposals(PEOPLE, [_event(who=["Valaam", "Putin", "Lukashenko", "Putin", "Nobody"])]))
    with document.read() as connection:
        found = connection.execute(
            "SELECT a.name, k.key FROM participation p JOIN actor a ON a.id = p.actor_id"
            " JOIN kind k ON k.id = p.role_id ORDER BY p.ordinal"
        ).fetchall()
    assert found == [("Valaam", "role.location"), ("Putin", "role.actor"), ("Lukashenko", "role.participant")]


def test_two_names_of_one_actor_take_part_once(document: Document) -> None:
    known = actors.add_actor(document, name="Vladimir Putin")
    actors.add_name(document, known, name="Putin")
    who = [_actor("Lukashenko"), _actor("Putin"), _actor("Vladimir Putin", at="Putin")]
    _accept(document, _proposals(who, [_event(who=["Lukashenko", "Putin", "Vladimir Putin"])]))
    assert count(document, "participation") == 2


def test_the_same_event_in_another_article_is_further_evidence(document: Document) -> None:
    proposals = _proposals(PEOPLE, [_event("Lukashenko  met\nPutin", edtf="2025-08-01")])
    _accept(document, proposals)
    again = _accept(document, proposals)
    assert (again.actors, again.events) == (0, 0)
    assert [count(document, table) for table in ("event", "participation", "source")] == [1, 3, 2]
    event = rows.events(document)[0].id
    assert len(rows.citations(document, "event", [event])) == 2


@pytest.mark.parametrize("other", [_event(edtf="2024"), _event("Lukashenko met Putin again")])
def test_an_event_of_another_date_or_title_is_another_event(document: Document, other: EventProposal) -> None:
    _accept(document, _proposals(PEOPLE, [_event(edtf="2025"), other]))
    assert count(document, "event") == 2


def test_the_same_link_again_is_further_evidence(document: Document) -> None:
    proposals = _proposals(STATES, (), [_link(label="supplies  with")])
    _accept(document, proposals)
    assert _accept(document, proposals).links == 0
    assert len(rows.citations(document, "link", [rows.links(document)[0].id])) == 2


def test_a_link_without_direction_is_the_same_from_either_end(document: Document) -> None:
    between = [_link(kind="link.allied_with", label=""), _link("Belarus", "Russia", kind="link.allied_with", label="")]
    assert _accept(document, _proposals(STATES, (), between)).links == 1


def test_a_link_with_a_direction_is_another_one_from_the_other_end(document: Document) -> None:
    between = [_link(), _link("Belarus", "Russia")]
    assert _accept(document, _proposals(STATES, (), between)).links == 2


def test_a_link_between_two_names_of_one_actor_is_left_out(document: Document) -> None:
    known = actors.add_actor(document, name="Russia")
    actors.add_name(document, known, name="Belarus")
    assert _accept(document, _proposals(STATES, (), [_link()])).links == 0


def test_speakers_are_the_actors_they_name(document: Document) -> None:
    putin = actors.add_actor(document, name="Vladimir Putin")
    actors.add_name(document, putin, name="Putin")
    said: list[SpeakerProposal] = [
        {"name": "Lukashenko", "mode": "claims"},
        {"name": "Putin", "mode": "denies"},
        {"name": "Bolton", "mode": "alleges"},
    ]
    _accept(document, _proposals([_actor("Lukashenko")], [_event(who=["Lukashenko"], speakers=said)]))
    lukashenko = next(actor.id for actor in rows.actors(document) if actor.name == "Lukashenko")
    (found,) = rows.citations(document, "event", [rows.events(document)[0].id])
    assert [(speaker.name, speaker.mode, speaker.actor_id) for speaker in found.speakers] == [
        ("Lukashenko", "claims", lukashenko),
        ("Putin", "denies", putin),  # proposed to nobody, but the project knows him
        ("Bolton", "alleges", None),
    ]


def test_date_words_are_kept_where_the_day_of_publication_moves_them(document: Document) -> None:
    dates = [_date("last week", "2025-07-28/2025-08-03")]
    accepted = _accept(document, _proposals(PEOPLE, [_event(edtf="2025-07-28/2025-08-03")], dates=dates))
    with document.read() as connection:
        found = connection.execute("SELECT words, rule, anchor_source_id, event_id FROM dating").fetchall()
    assert found == [("last week", "a rule", accepted.source_id, rows.events(document)[0].id)]


@pytest.mark.parametrize(
    ("words", "edtf", "given", "anchored"),
    [
        ("the end of 2025", "2025-12", "2025-12", False),  # names its year
        ("last week", "2025-07-28/2025-08-03", "2025-08-01", True),  # is not where the date comes from
        ("before", "2025", "2025", True),  # lies in another sentence
    ],
)
def test_date_words_that_nothing_moves_are_not_kept(
    document: Document, words: str, edtf: str, given: str, anchored: bool
) -> None:
    span = THIRD if "2025" in words else FIRST
    _accept(
        document, _proposals(PEOPLE, [_event(edtf=given, span=span)], dates=[_date(words, edtf, anchored=anchored)])
    )
    assert count(document, "dating") == 0


def test_what_was_accepted_is_remembered(document: Document) -> None:
    _accept(document, _proposals([_actor("Russia", "state"), _actor("Belarus", "state")], [_event(who=[])], [_link()]))
    with document.read() as connection:
        found = connection.execute('SELECT what, value, verdict, "start", "end" FROM decision ORDER BY id').fetchall()
    assert found == [
        ("actor", "Russia", "accepted", *_span("Russia")),
        ("actor", "Belarus", "accepted", *_span("Belarus")),
        ("event", "Lukashenko met Putin", "accepted", *FIRST),
        ("link", "Russia → Belarus: supplies", "accepted", *THIRD),
    ]


@pytest.mark.parametrize(
    "spoilt",
    [
        _proposals(PEOPLE, [_event(), _event("Another", kind="event.nonsense")]),
        _proposals(PEOPLE, [_event(edtf="2025-13")]),
        _proposals(PEOPLE, [_event(span=(0, len(TEXT) + 1))]),
        _proposals([*PEOPLE, _actor("\u200b", at="Putin")]),
        _proposals(STATES, (), [_link(kind="event.consult")]),
        _proposals(PEOPLE, [_event(speakers=[{"name": "Bolton", "mode": "sings"}])]),
    ],
)
def test_one_proposal_that_can_not_be_stored_leaves_nothing_of_the_import(
    document: Document, spoilt: Proposals
) -> None:
    before = state(document)
    with pytest.raises(UserError):
        _accept(document, spoilt)
    assert state(document) == before


def test_facts_made_by_hand_are_found_too(document: Document) -> None:
    russia, belarus = actors.add_actor(document, name="Russia"), actors.add_actor(document, name="Belarus")
    link = links.link_actors(document, russia, belarus, kind="link.supplies", label="supplies")
    event = events.add_event(document, title="Lukashenko met Putin")
    accepted = _accept(document, _proposals(STATES, [_event(who=[])], [_link()]))
    assert (accepted.actors, accepted.events, accepted.links) == (0, 0, 0)
    assert len(rows.citations(document, "link", [link])) == len(rows.citations(document, "event", [event])) == 1
