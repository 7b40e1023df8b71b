"""What is done in tables: cells of many rows, rows from a spreadsheet, copies from a clipboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.project import opened

from geoeditor.core.commands import actors, dating, events, links, tags
from geoeditor.core.commands.table_edits import (
    add_row,
    add_typed_rows,
    duplicate,
    paste_clip,
    set_cells,
    set_other_names,
    typed_cells,
)
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.queries import rows


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "tables.geoeditor") as document:
        yield document


def _label(document: Document) -> str:
    return document.history()[0].label


def test_a_cell_of_many_rows_is_one_step(project: Document) -> None:
    ids = [events.add_event(project, title=f"E{number}", t="1999") for number in range(5)]
    dating.date_in_words(project, "event", ids[0], "last year", t="1999")
    set_cells(project, "event", ids, {"t": "2025-08"})
    assert {(event.t, event.words) for event in rows.events(project)} == {("2025-08", "")}
    assert _label(project) == "Change date of 5 events"
    project.undo()
    assert rows.events(project)[0].words == "last year"


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("actor", {"name": " \u200b"}),
        ("actor", {"kind": "event.aid"}),
        ("event", {"t": "yesterday"}),
        ("event", {"status": "so"}),
        ("link", {"to": 4711}),
    ],
)
def test_a_refused_cell_changes_nothing(project: Document, table: str, values: dict[str, object]) -> None:
    first, second = actors.add_actor(project, name="A"), actors.add_actor(project, name="B")
    ids = {
        "actor": first,
        "event": events.add_event(project, title="E"),
        "link": links.link_actors(project, first, second),
    }
    before = project.image()
    with pytest.raises(UserError):
        set_cells(project, table, [ids[table]], values)
    with pytest.raises(UserError):
        set_cells(project, "link", [ids["link"]], {"to": first})
    with pytest.raises(UserError):
        set_cells(project, "actor", [4711], {"country": "BY"})
    with pytest.raises(BugError):
        set_cells(project, "actor", [first], {"colour": "#ffffff"})
    assert project.image() == before


def test_other_names_that_stay_keep_what_is_known_of_them(project: Document) -> None:
    actor = actors.add_actor(project, name="A")
    actors.add_name(project, actor, name="Ä", language="de", kind="native")
    actors.add_name(project, actor, name="old")
    set_other_names(project, [actor], ["new", " Ä ", "new"])
    with project.read() as connection:
        found = connection.execute("SELECT name, language FROM actor_name ORDER BY id").fetchall()
    assert found == [("Ä", "de"), ("new", "")]
    assert _label(project) == "Change other names of “A”"
    with pytest.raises(UserError):
        set_other_names(project, [actor], ["\u2800"])


def test_a_row_is_added_under_its_name(project: Document) -> None:
    add_row(project, "actor", {"name": "Ann", "kind": "actor.person", "names": ["Annie"]})
    (ann,) = rows.actors(project)
    assert (ann.name, ann.kind, ann.names) == ("Ann", "actor.person", ("Annie",))
    assert _label(project) == "Add actor “Ann”"
    with pytest.raises(BugError):
        add_row(project, "citation", {})


def test_cells_in_quotes_may_hold_tabs_and_lines() -> None:
    assert typed_cells('a\t"b\tc\r\nd"\r\n"e ""f"""\t\n\n') == [["a", "b\tc\nd"], ['e "f"', ""]]
    with pytest.raises(UserError):
        typed_cells("\t" * 3_000_000)
    with pytest.raises(UserError):
        typed_cells("x" * 200_000)


def test_rows_without_titles_go_by_place(project: Document) -> None:
    ids = add_typed_rows(project, "actor", typed_cells("Ann\tperson\tAnnie; A.\n\nBob\n"), ["name", "kind", "names"])
    ann, bob = rows.actors(project)
    assert [ann.id, bob.id] == ids
    assert (ann.kind, ann.names, bob.kind) == ("actor.person", ("Annie", "A."), "")
    assert _label(project) == "Paste 2 actors"
    add_typed_rows(project, "actor", [["Cid"], ["Dan"]], ["kind", "name"])
    assert [actor.name for actor in rows.actors(project)][2:] == ["Cid", "Dan"]


def test_links_from_a_spreadsheet_find_their_actors_by_any_name(project: Document) -> None:
    ann = actors.add_actor(project, name="Łuka")
    bob = actors.add_actor(project, name="Bob")
    actors.add_name(project, bob, name="Robert")
    cells = typed_cells("TO\tfrom\tRelation\tSTATUS\tother\nrobert\tluka\tleads\tdenied\tx\nBob\tŁuka\tfeeds\t\t")
    add_typed_rows(project, "link", cells, [])
    first, second = rows.links(project)
    assert (first.from_id, first.to_id, first.kind, first.status) == (ann, bob, "link.leads", "negated")
    assert (second.kind, second.label) == ("", "feeds")


@pytest.mark.parametrize(
    ("table", "text", "reason"),
    [
        ("actor", "name\tkind\nAnn\tzebra", "Line 2: “zebra” is no kind in this project; nothing was changed"),
        ("actor", "Ann\tperson\n\tstate", "Line 2: The name is missing; nothing was changed"),
        ("event", "title\tparticipants\nE\tTwin", "Line 2: Several actors are called “Twin”; nothing was changed"),
        ("event", "title\tdate\nE\t2025\nF\t01/08/2025", "Line 3: "),
        ("event", "title\tstatus\nE\tsure", "Line 2: “sure” is no status"),
        ("link", "from\tto\nAnn\tNobody", "Line 2: There is no actor “Ann”; add it first; nothing was changed"),
        ("actor", "name\tdescription\nAnn\t\nB\t" + "\ud800", "Line 3"),
        ("actor", "\n \n", "The clipboard holds no rows"),
    ],
)
def test_a_refused_row_is_named_by_its_line_and_nothing_comes_in(
    project: Document, table: str, text: str, reason: str
) -> None:
    for _ in range(2):
        actors.add_actor(project, name="Twin")
    before = project.image()
    with pytest.raises(UserError) as refusal:
        add_typed_rows(project, table, typed_cells(text), ["name", "kind"])
    assert str(refusal.value).startswith(reason)
    assert project.image() == before


def test_copies_have_names_tags_participants_and_the_links_among_them(project: Document) -> None:
    ann, bob = actors.add_actor(project, name="Ann", lat=1.5, named=False), actors.add_actor(project, name="Bob")
    actors.add_name(project, ann, name="Annie", language="en")
    tags.tag(project, tags.add_tag(project, name="leaders"), "actor", ann)
    links.link_actors(project, ann, bob, kind="link.leads", strength=0.5)
    event = events.add_event(project, title="Talks", score=2.5)
    events.connect_actor(project, event, ann, role="role.host", note="late")
    made = duplicate(project, [("actor", ann), ("actor", bob), ("event", event)])
    assert [table for table, _ in made] == ["actor", "actor", "event", "link"]
    copies = [actor for actor in rows.actors(project) if ("actor", actor.id) in made]
    assert [(actor.name, actor.names, actor.named) for actor in copies] == [
        ("Ann (2)", ("Annie",), False),
        ("Bob (2)", (), True),
    ]
    link = rows.links(project)[1]
    assert [link.from_id, link.to_id] == [actor.id for actor in copies]
    with project.read() as connection:
        taking_part = connection.execute("SELECT actor_id, note FROM participation ORDER BY id").fetchall()
        tagged = connection.execute("SELECT count(*) FROM tagging").fetchone()[0]
        tag_count = connection.execute("SELECT count(*) FROM tag").fetchone()[0]
    assert taking_part == [(ann, "late"), (copies[0].id, "late")]
    assert (tagged, tag_count) == (2, 1)
    assert _label(project) == "Duplicate 4 records"


def test_a_clip_of_another_project_brings_the_actors_it_needs(project: Document, tmp_path: Path) -> None:
    ann, bob = actors.add_actor(project, name="Ann"), actors.add_actor(project, name="Bob")
    link = links.link_actors(project, ann, bob, kind="link.leads")
    event = events.add_event(project, title="Talks")
    events.connect_actor(project, event, ann)
    clip = rows.clip(project, [("link", link), ("event", event)])
    with opened(tmp_path / "other.geoeditor") as other:
        there = actors.add_actor(other, name="ann")
        paste_clip(other, clip)
        assert [actor.name for actor in rows.actors(other)] == ["ann", "Bob"]
        assert rows.links(other)[0].from_id == there
        assert _label(other) == "Paste 2 records"


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"format": "other"},
        {"format": "geoeditor-clip", "actors": {}},
        {"format": "geoeditor-clip", "actors": ["x"]},
        {"format": "geoeditor-clip", "actors": [{"name": 7}]},
        {"format": "geoeditor-clip", "actors": [{"name": "A", "lat": "far"}]},
        {"format": "geoeditor-clip", "actors": [{"name": "A", "names": 1}]},
        {"format": "geoeditor-clip", "actors": [{"name": "A", "tags": [1]}]},
        {"format": "geoeditor-clip", "actors": [{"name": "A", "id": ["x"]}]},
        {"format": "geoeditor-clip", "actors": [{"name": "A", "kind": ["x"]}]},
        {"format": "geoeditor-clip", "events": [{"title": "E", "participations": [{"actor": [1], "name": "A"}]}]},
        {"format": "geoeditor-clip", "events": [{"title": "E", "participations": [{"role": {}, "name": "A"}]}]},
        {"format": "geoeditor-clip", "events": [{"title": "E", "t": "yesterday"}]},
        {"format": "geoeditor-clip", "links": [{"from": "0000000000001", "to": "?"}]},
        {"format": "geoeditor-clip", "links": [{"from_name": "A", "to_name": "A"}]},
        {"format": "geoeditor-clip", "links": [{"from_name": 1, "to_name": None}]},
    ],
)
def test_a_clip_that_is_wrong_is_refused_in_words(project: Document, given: object) -> None:
    before = project.image()
    with pytest.raises(UserError):
        paste_clip(project, given)
    assert project.image() == before
