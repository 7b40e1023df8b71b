"""A project in figures, and the names it knows."""

import pytest
from tests.core.queries.random_projects import table

from geoeditor import when
from geoeditor.core.commands import actors, citations, events, links, project, sources
from geoeditor.core.document import Document
from geoeditor.core.queries.summary import COUNTED, KnownName, known_names, summary


def test_a_new_project_in_figures(document: Document) -> None:
    found = summary(document)
    assert (found.title, found.description, found.first, found.last) == ("A project", "", "", "")
    assert found.counts == dict.fromkeys(COUNTED, 0)
    assert (found.undated_events, found.facts_without_evidence, found.steps, found.steps_undone) == (0, 0, 0, 0)
    assert (found.bytes, found.version) == (document.path.stat().st_size, 1)


def test_a_project_without_a_title_is_called_like_its_file(document: Document) -> None:
    project.change_project(document, title="", description="About it.")
    assert (summary(document).title, summary(document).description) == ("project", "About it.")


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["2025-08-01"], "2025-08-01", "2025-08-01"),
        (["2025", "1994-07-20"], "1994-07-20", "2025-12-31"),
        (["../1999", "2025-02/.."], "2025-02-01", "1999-12-31"),
        (["1994/.."], "1994-01-01", ""),
        (["../1994"], "", "1994-12-31"),
        (["-0044-03-15"], "-0044-03-15", "-0044-03-15"),
        (["0000"], "0000-01-01", "0000-12-31"),
        (["Y17000"], "+17000-01-01", "+17000-12-31"),
        (["2025-08-01T23:59:59Z"], "2025-08-01", "2025-08-01"),
        ([""], "", ""),
    ],
)
def test_first_and_last_are_days_inclusive_and_open_ends_have_none(
    document: Document, dates: list[str], first: str, last: str
) -> None:
    for t in dates:
        events.add_event(document, title="E", t=t)
    found = summary(document)
    assert (found.first, found.last) == (first, last)


def test_events_and_links_without_any_citation_are_counted(document: Document) -> None:
    one, two = actors.add_actor(document, name="A"), actors.add_actor(document, name="B")
    event, link = events.add_event(document, title="E"), links.link_actors(document, one, two)
    assert summary(document).facts_without_evidence == 2
    source = sources.add_source(document, title="S")
    for fact, fact_id in (("event", event), ("event", event), ("actor", one)):
        citations.cite(document, source, fact, fact_id)
    assert summary(document).facts_without_evidence == 1
    citations.cite(document, source, "link", link)
    assert summary(document).facts_without_evidence == 0


def test_steps_are_counted_and_those_undone_too(document: Document) -> None:
    for name in "ABC":
        actors.add_actor(document, name=name)
    document.undo()
    found = summary(document)
    assert (found.steps, found.steps_undone, found.counts["actor"]) == (3, 1, 2)


def test_known_names_leave_out_the_unnamed_and_descriptions(document: Document) -> None:
    known = actors.add_actor(document, name="Alexander Lukashenko", kind="actor.person")
    for name, kind in (("Łukašenka", "native"), ("the president", "description"), ("Batka", "alias")):
        actors.add_name(document, known, name=name, kind=kind)
    unnamed = actors.add_actor(document, name="her advisor", named=False)
    actors.add_name(document, unnamed, name="the advisor")
    assert known_names(document) == [KnownName(known, "Alexander Lukashenko", "actor.person", ("Łukašenka", "Batka"))]


def test_figures_are_those_of_the_calculation(at_random: Document) -> None:
    found = summary(at_random)
    cited = table(at_random, "citation")
    assert found.counts == {name: len(table(at_random, name)) for name in COUNTED}
    dated = [row["t"] for row in table(at_random, "event")]
    days = [when.earliest_day(t) for t in dated], [when.latest_day(t) for t in dated]
    lows = [(when.bounds(t).t_lo, day) for t, day in zip(dated, days[0], strict=True) if day is not None]
    highs = [(when.bounds(t).t_hi, day) for t, day in zip(dated, days[1], strict=True) if day is not None]
    assert found.first == (min(lows)[1] if lows else "")
    assert found.last == (max(highs)[1] if highs else "")
    assert found.undated_events == dated.count("")
    assert found.facts_without_evidence == sum(
        all(row[f"{fact}_id"] != owner["id"] for row in cited)
        for fact in ("event", "link")
        for owner in table(at_random, fact)
    )
    names = table(at_random, "actor_name")
    assert [(known.id, known.names) for known in known_names(at_random)] == [
        (
            row["id"],
            tuple(name["name"] for name in names if name["actor_id"] == row["id"] and name["kind"] != "description"),
        )
        for row in table(at_random, "actor")
        if row["named"]
    ]
