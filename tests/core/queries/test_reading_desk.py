"""The reader's desk holds all marks of a source, what was decided, and where every fact is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.project import Ids, fill, opened

from geoeditor.core.commands import citations
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.queries import reading_desk


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


@pytest.fixture
def ids(document: Document) -> Ids:
    return fill(document)


def _desk(document: Document, source: int) -> reading_desk.Desk:
    found = reading_desk.desk(document, source)
    assert found is not None
    return found


def test_the_head_counts_every_fact_once(document: Document, ids: Ids) -> None:
    citations.cite(document, ids.source, "event", ids.event, (0, 5))
    citations.cite(document, ids.source, "link", ids.link, (0, 5))
    head = _desk(document, ids.source).head
    assert (head.title, head.published, head.publisher, head.facts) == ("An article", "2025-08-07", "The Paper", 2)


def test_a_passage_of_a_participation_or_relation_leads_to_the_event(document: Document, ids: Ids) -> None:
    citations.cite(document, ids.source, "participation", ids.participation, (0, 5))
    citations.cite(document, ids.source, "relation", ids.relation, (6, 8))
    found = _desk(document, ids.source).passages
    assert [(passage.fact, passage.id, passage.start) for passage in found] == [
        ("event", ids.event, 0),
        ("event", ids.event, 6),
        ("event", ids.event, 17),
    ]


def test_evidence_without_a_place_has_no_mark(document: Document, ids: Ids) -> None:
    citations.cite(document, ids.second, "event", ids.event)
    assert _desk(document, ids.second).passages == ()
    assert _desk(document, ids.second).head.facts == 1


def test_verdicts_stretches_and_date_words_are_there(document: Document, ids: Ids) -> None:
    found = _desk(document, ids.source)
    assert found.verdicts == (reading_desk.Verdict("actor", "Łukašenka", 17, 26, "skipped"),)
    assert found.aside == (reading_desk.Aside(ids.aside, 0, 16, "headline"),)
    assert [(date.id, date.words) for date in found.dates] == [(ids.later, "again")]
    assert _desk(document, ids.second).dates == ()


def test_what_events_and_links_say_is_told_with_their_people(document: Document, ids: Ids) -> None:
    citations.cite(document, ids.source, "link", ids.link, (0, 5))
    assert set(_desk(document, ids.source).told) == {
        reading_desk.Told("event", "event.consult.visit", frozenset({ids.actor}), 17, 36),
        reading_desk.Told("link", "link.allied_with", frozenset({ids.actor, ids.other}), 0, 5),
    }


def test_every_place_of_a_fact_is_found_in_the_order_of_the_sources(document: Document, ids: Ids) -> None:
    citations.cite(document, ids.second, "event", ids.event, (0, 7))
    citations.cite(document, ids.source, "participation", ids.participation, (0, 5))
    assert reading_desk.places_of(document, "event", ids.event) == [
        (ids.source, (0, 5)),
        (ids.source, (17, 36)),
        (ids.second, (0, 7)),
    ]
    assert reading_desk.places_of(document, "citation", ids.citation) == [(ids.source, (17, 36))]
    assert reading_desk.places_of(document, "actor", ids.actor) == []
    with pytest.raises(BugError):
        reading_desk.places_of(document, "tag", ids.tag)


def test_sources_come_in_the_order_in_which_they_came_in(document: Document, ids: Ids) -> None:
    assert [source.id for source in reading_desk.source_titles(document)] == [ids.source, ids.second]
    assert reading_desk.desk(document, 1) is None


def test_kinds_have_signs(document: Document) -> None:
    signs = reading_desk.kind_signs(document)
    assert (signs["event.aid"], signs["event.assault"], signs["link.supplies"], signs["event.statement"]) == (
        1,
        -1,
        1,
        0,
    )
