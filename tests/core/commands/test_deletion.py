"""What goes with a record that is removed, what stays, and that undo brings all of it back."""

from collections.abc import Callable
from typing import Final

import pytest
from tests.core.commands.project import Ids, count, row, undoes_and_redoes
from tests.proofs.soundness import facts

from geoeditor.core.commands import actors, citations, dating, events, links, project, sources, tags, views, vocabulary
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document
from geoeditor.core.schema import tables

Removal = Callable[[Document, Ids], object]


def _grow(document: Document, ids: Ids) -> None:
    """Hang something of every sort on the actor, the event, the link and the source."""
    speaker = [Speaker("", "states", ids.actor)]
    for target, target_id in (
        ("actor", ids.actor),
        ("event", ids.event),
        ("link", ids.link),
        ("participation", ids.participation),
        ("relation", ids.relation),
    ):
        citations.cite(document, ids.source, target, target_id, (17, 26), speaker)
    for what, record_id in (("actor", ids.actor), ("link", ids.link), ("source", ids.source)):
        tags.tag(document, ids.tag, what, record_id)
    views.place(document, ids.view, "event", ids.event, x=0, y=0)
    dating.date_in_words(document, "link", ids.link, "since then", anchor_event=ids.event)
    actors.change_actor(document, ids.actor, portrait=ids.attachment)
    sources.change_source(document, ids.source, file=ids.attachment)
    sources.change_source(document, ids.second, version_of=ids.source)


REMOVALS: Final[dict[str, tuple[Removal, dict[str, int]]]] = {
    "actor": (
        lambda d, i: actors.remove_actors(d, i.actor),
        # with the link goes what cites, tags and dates it; the same for the participation
        {
            "actor": 1,
            "actor_name": 1,
            "link": 1,
            "participation": 1,
            "citation": 3,
            "attribution": 3,
            "tagging": 2,
            "placement": 1,
            "dating": 1,
        },
    ),
    "event": (
        lambda d, i: events.remove_events(d, i.event),
        {
            "event": 1,
            "participation": 1,
            "relation": 1,
            "citation": 4,
            "attribution": 4,
            "tagging": 1,
            "placement": 1,
        },
    ),
    "link": (
        lambda d, i: links.remove_links(d, i.link),
        {"link": 1, "citation": 1, "attribution": 1, "tagging": 1, "dating": 1},
    ),
    "source": (
        lambda d, i: sources.remove_sources(d, i.source),
        {
            "source": 1,
            "source_text": 1,
            "citation": 6,
            "attribution": 6,
            "set_aside": 1,
            "decision": 1,
            "tagging": 1,
        },
    ),
    "participation": (
        lambda d, i: events.remove_participations(d, i.participation),
        {"participation": 1, "citation": 1, "attribution": 1},
    ),
    "relation": (
        lambda d, i: events.remove_relations(d, i.relation),
        {"relation": 1, "citation": 1, "attribution": 1},
    ),
    "citation": (lambda d, i: citations.remove_citations(d, i.citation), {"citation": 1, "attribution": 1}),
    "tag": (lambda d, i: tags.remove_tags(d, i.tag), {"tag": 1, "tagging": 4}),
    "view": (lambda d, i: views.remove_views(d, i.view), {"view": 1, "placement": 2, "annotation": 1}),
    "attachment": (
        lambda d, i: project.remove_attachments(d, i.attachment),
        {"attachment": 1, "attachment_data": 1},
    ),
    "kind": (lambda d, i: vocabulary.remove_kinds(d, i.kind), {"kind": 1}),
    "field": (lambda d, i: vocabulary.remove_fields(d, i.field), {"field": 1}),
}


@pytest.mark.parametrize("what", REMOVALS)
def test_removing_takes_along_what_hangs_on_it_and_undo_brings_it_back(document: Document, ids: Ids, what: str) -> None:
    _grow(document, ids)
    removal, expected = REMOVALS[what]
    before = facts(document)
    label = {"citation": "Remove evidence", "participation": "Remove participant"}.get(what, f"Remove {what}")
    undoes_and_redoes(document, lambda: removal(document, ids), label)
    after = facts(document)
    gone = {name: len(before[name]) - len(after[name]) for name in tables() if len(before[name]) != len(after[name])}
    assert gone == expected


def test_a_speaker_keeps_the_name_when_the_actor_goes(document: Document, ids: Ids) -> None:
    citation = citations.cite(document, ids.source, "event", ids.event, None, [Speaker("", "claims", ids.other)])
    actors.remove_actors(document, ids.other)
    with document.read() as connection:
        found = connection.execute(
            "SELECT name, mode, actor_id FROM attribution WHERE citation_id = ?", (citation,)
        ).fetchall()
    assert found == [("Vladimir Putin", "claims", None)]
    document.undo()
    with document.read() as connection:
        found = connection.execute("SELECT actor_id FROM attribution WHERE citation_id = ?", (citation,)).fetchall()
    assert found == [(ids.other,)]


def test_date_words_stay_without_their_anchor(document: Document, ids: Ids) -> None:
    sources.remove_sources(document, ids.source)
    dated = row(document, "dating", ids.dating)
    assert (dated["words"], dated["anchor_source_id"]) == ("again", None)


def test_a_portrait_that_is_removed_leaves_its_actor(document: Document, ids: Ids) -> None:
    actors.change_actor(document, ids.actor, portrait=ids.attachment)
    project.remove_attachments(document, ids.attachment)
    assert row(document, "actor", ids.actor)["portrait_id"] is None


def test_values_of_a_field_stay_when_the_field_is_removed(document: Document, ids: Ids) -> None:
    actors.change_actor(document, ids.actor, extra={"party": "none"})
    vocabulary.remove_fields(document, ids.field)
    assert row(document, "actor", ids.actor)["extra"] == '{"party":"none"}'


def test_facts_stay_when_their_evidence_is_removed(document: Document, ids: Ids) -> None:
    before = count(document, "event")
    citations.remove_citations(document, ids.citation)
    assert count(document, "event") == before


def test_a_version_stays_when_the_earlier_one_is_removed(document: Document, ids: Ids) -> None:
    sources.change_source(document, ids.second, version_of=ids.source)
    sources.remove_sources(document, ids.source)
    assert row(document, "source", ids.second)["version_of"] is None


def test_kinds_can_be_removed_from_the_lowest_up(document: Document, ids: Ids) -> None:
    child = vocabulary.add_kind(document, key="event.summit.small", scope="event", label="Small", parent=ids.kind)
    before = count(document, "kind")
    vocabulary.remove_kinds(document, child, ids.kind)
    assert count(document, "kind") == before - 2
