"""Rows for tables, inspector and reader: by hand and against a calculation."""

import pytest
from tests.core.queries.random_projects import one, table

from geoeditor.core.commands import actors, citations, dating, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.queries import rows


def test_a_new_project_has_no_rows(document: Document) -> None:
    assert [rows.actors(document), rows.events(document), rows.links(document), rows.sources(document)] == [[]] * 4
    assert rows.citations(document) == []
    assert rows.ledger(document, 4711) == rows.Ledger()
    assert rows.source_text(document, 4711) == ""


def test_an_actor_has_its_other_names_in_the_order_in_which_they_came(document: Document) -> None:
    actor = actors.add_actor(document, name="B", kind="actor.state", country="BY", named=False, t="1991/..")
    for name in ("Z", "A"):
        actors.add_name(document, actor, name=name)
    actors.add_actor(document, name="A")
    first, second = rows.actors(document)
    assert first == rows.ActorRow(actor, "B", "actor.state", False, "", "BY", "1991/..", ("Z", "A"))
    assert (second.name, second.kind, second.names) == ("A", "", ())


def test_events_stand_in_the_order_of_time_and_the_undated_ones_last(document: Document) -> None:
    for t in ("", "2025-08", "2025-08-01", "../1999", "-0044", "2025", "1994/.."):
        events.add_event(document, title=t or "undated", t=t)
    found = [event.title for event in rows.events(document)]
    assert found == ["../1999", "-0044", "1994/..", "2025", "2025-08-01", "2025-08", "undated"]


def test_an_event_shows_the_words_it_was_dated_by(document: Document) -> None:
    event = events.add_event(document, title="E")
    dating.date_in_words(document, "event", event, "last week", t="2025")
    assert rows.events(document)[0].words == "last week"


def test_a_link_has_its_own_label_or_that_of_its_kind_or_none(document: Document) -> None:
    one_end, other = actors.add_actor(document, name="A"), actors.add_actor(document, name="B")
    for values in ({"kind": "link.leads"}, {"kind": "link.leads", "label": "heads"}, {"kind": ""}):
        links.link_actors(document, one_end, other, kind=values["kind"], label=values.get("label", ""))
    assert [link.label for link in rows.links(document)] == ["leads", "heads", ""]


def test_the_length_of_a_text_is_counted_in_code_points(document: Document) -> None:
    source = sources.add_source(document, "🕊 Łuk", title="S", reliability="B")
    sources.add_source(document, title="Without a text")
    assert [found.characters for found in rows.sources(document)] == [5, 0]
    assert rows.source_text(document, source) == "🕊 Łuk"


def test_citations_come_by_the_facts_they_bear_on(document: Document) -> None:
    actor, event = actors.add_actor(document, name="A"), events.add_event(document, title="E")
    source = sources.add_source(document, "some text", title="S")
    said = [Speaker("", "states", actor), Speaker("Somebody", "denies")]
    late = citations.cite(document, source, "event", event, (5, 9), said, credibility=2, note="!")
    early = citations.cite(document, source, "event", event, (0, 4))
    whole = citations.cite(document, source, "actor", actor)
    assert [found.id for found in rows.citations(document)] == [whole, early, late]
    assert [found.id for found in rows.citations(document, "event", [event])] == [early, late]
    assert rows.citations(document, "event", [event])[1] == rows.CitationRow(
        late,
        source,
        "event",
        event,
        "text",
        5,
        9,
        "supports",
        2,
        "!",
        "user",
        (rows.SpeakerRow("A", "states", actor), rows.SpeakerRow("Somebody", "denies", None)),
    )
    assert rows.citations(document, "event", []) == rows.citations(document, "link", [event]) == []


def test_citations_of_more_facts_than_a_statement_has_places_for(document: Document) -> None:
    event, source = events.add_event(document, title="E"), sources.add_source(document, title="S")
    citation = citations.cite(document, source, "event", event)
    asked = [*range(1, 40_000), event]
    assert [found.id for found in rows.citations(document, "event", asked)] == [citation]


def test_citations_of_what_has_none_are_our_mistake(document: Document) -> None:
    with pytest.raises(BugError, match="view has no citations"):
        rows.citations(document, "view", [1])


def test_a_ledger_has_each_stretch_once_in_the_order_of_the_text(document: Document) -> None:
    source = sources.add_source(document, "some text", title="S")
    other = sources.add_source(document, "other text", title="O")
    event = events.add_event(document, title="E")
    for start, end in ((5, 9), (0, 4), (5, 9), (0, 2)):
        citations.cite(document, source, "event", event, (start, end))
    citations.cite(document, source, "event", event)
    citations.cite(document, other, "event", event, (1, 2))
    sources.set_aside(document, source, 4, 5)
    sources.set_aside(document, source, 2, 3)
    assert rows.ledger(document, source) == rows.Ledger(((0, 2), (0, 4), (5, 9)), ((2, 3), (4, 5)))


def test_rows_are_those_of_the_calculation(at_random: Document) -> None:
    kinds = [*table(at_random, "kind"), {"id": None, "key": "", "label": ""}]
    names, words = table(at_random, "actor_name"), table(at_random, "dating")
    found = {row.id: row for row in rows.actors(at_random)}
    for row in table(at_random, "actor"):
        actor = found.pop(row["id"])
        assert actor.kind == (one(kinds, row["kind_id"]) or {})["key"]
        assert actor.names == tuple(name["name"] for name in names if name["actor_id"] == row["id"])
    assert found == {}
    listed = rows.events(at_random)
    dated = {event["id"]: event for event in table(at_random, "event")}
    order = [(dated[event.id]["t_lo"] is None, dated[event.id]["t_lo"], dated[event.id]["t_hi"]) for event in listed]
    assert [(undated, low or 0, high or 0) for undated, low, high in order] == sorted(
        (undated, low or 0, high or 0) for undated, low, high in order
    )
    for event in listed:
        assert event.words == "".join(dating["words"] for dating in words if dating["event_id"] == event.id)
    assert len(listed) == len(dated)


def test_citations_and_ledgers_are_those_of_the_calculation(at_random: Document) -> None:
    cited, aside = table(at_random, "citation"), table(at_random, "set_aside")
    for fact in ("actor", "event", "link"):
        wanted = [row["id"] for row in table(at_random, fact)][::2]
        found = rows.citations(at_random, fact, wanted)
        assert {row.id for row in found} == {row["id"] for row in cited if row[f"{fact}_id"] in wanted}
        assert {row.fact for row in found} <= {fact}
        assert {row.fact_id for row in found} <= set(wanted)
    assert {row.id for row in rows.citations(at_random)} == {row["id"] for row in cited}
    for source in table(at_random, "source"):
        mine = [row for row in cited if row["source_id"] == source["id"] and row["start"] is not None]
        ledger = rows.ledger(at_random, source["id"])
        assert ledger.used == tuple(sorted({(row["start"], row["end"]) for row in mine}))
        spans = [(row["start"], row["end"]) for row in aside if row["source_id"] == source["id"]]
        assert ledger.set_aside == tuple(sorted(spans))
