"""Many records in one step: checked like single ones, kept apart from what is there, all or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.core.commands import actors, citations, events, project, sources, tags, views, vocabulary
from geoeditor.core.commands.bulk import Batch, ImportCounts, add_records, import_project
from geoeditor.core.commands.bulk.consistency import find_circle
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import new_id

Rows = list[dict[str, object]]


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """Return a new project."""
    with Document.create(tmp_path / "project.geoeditor", "A project") as made:
        yield made


def column(document: Document, query: str) -> list[object]:
    """Return the first column of a query."""
    with document.read() as connection:
        return [row[0] for row in connection.execute(query)]


def kinds_of(document: Document, rows: Rows, ids: list[int] | None = None) -> ImportCounts:
    """Take kinds in as an import does."""
    batch = Batch("kind", rows, ids or [new_id() for _ in rows], "kinds[{}]".format)
    return import_project(document, "Import", (new_id(), {"title": "Other"}), batch, [])


def test_records_are_written_under_their_ids_in_one_step(document: Document) -> None:
    actor, event = new_id(), new_id()
    counts = add_records(
        document,
        "Import table",
        [
            Batch("actor", [{"name": " Two   words "}], [actor]),
            Batch("event", [{"title": "Talks", "t": "2025"}, {"title": "More"}], [event, new_id()]),
            Batch("participation", [{"event": event, "actor": actor, "role": "role.host"}]),
        ],
    )
    assert counts == ImportCounts({"actor": 1, "event": 2, "participation": 1}, {})
    assert column(document, "SELECT name FROM actor") == ["Two words"]
    assert column(document, f"SELECT t_prec FROM event WHERE id = {event}") == ["year"]
    assert [step.label for step in document.history()] == ["Import table"]
    document.undo()
    assert column(document, "SELECT id FROM event") == []


def test_a_record_that_a_command_would_refuse_refuses_them_all(document: Document) -> None:
    rows: Rows = [{"title": "Good"}, {"title": "Bad", "likelihood": 101}]
    with pytest.raises(UserError, match=r"^row 1\.likelihood: .*; nothing was changed\.$"):
        add_records(document, "Import", [Batch("event", rows, None, "row {}".format)])
    assert column(document, "SELECT id FROM event") == []
    assert document.history() == []


def test_what_commands_derive_is_derived(document: Document) -> None:
    one = sources.add_source(document, "A text.", title="One")
    add_records(document, "Import", [Batch("source", [{"title": "Two", "text": "A text."}])])
    hashes = column(document, "SELECT text_sha256 FROM source")
    assert hashes[0] == hashes[1]
    assert column(document, f"SELECT text FROM source_text WHERE source_id <> {one}") == ["A text."]
    add_records(
        document, "Import", [Batch("actor", [{"name": "x"}], [7]), Batch("actor_name", [{"actor": 7, "name": "Zoë"}])]
    )
    assert column(document, "SELECT key FROM actor_name") == ["zoe"]


def test_an_attachment_is_kept_once_and_its_users_follow(document: Document) -> None:
    kept = project.attach(document, b"picture", "image/png")
    add_records(
        document,
        "Import",
        [
            Batch("attachment", [{"media_type": "image/png", "data": b"picture"}], [7]),
            Batch("actor", [{"name": "x", "portrait": 7}]),
        ],
    )
    assert column(document, "SELECT portrait_id FROM actor") == [kept]
    assert column(document, "SELECT data FROM attachment_data") == [b"picture"]


@pytest.mark.parametrize("data", [None, b"", "text"])
def test_an_attachment_needs_bytes(document: Document, data: object) -> None:
    with pytest.raises(UserError, match="empty or too large"):
        add_records(document, "Import", [Batch("attachment", [{"media_type": "a/b", "data": data}])])


def test_a_source_may_be_a_version_of_one_that_comes_later(document: Document) -> None:
    rows: Rows = [{"title": "New", "version_of": 8}, {"title": "Old"}]
    add_records(document, "Import", [Batch("source", rows, [7, 8])])
    assert column(document, "SELECT version_of FROM source ORDER BY id") == [8, None]


def test_what_points_at_nothing_is_refused(document: Document) -> None:
    with pytest.raises(UserError, match=r"\[0\]: What it points at is not there \(actor\)"):
        add_records(document, "Import", [Batch("link", [{"from": 1, "to": 2}])])
    actor = actors.add_actor(document, name="x")
    add_records(document, "Import", [Batch("actor_name", [{"actor": actor, "name": "y"}])])
    assert column(document, "SELECT actor_id FROM actor_name") == [actor]


def test_two_records_of_a_batch_that_say_the_same_are_refused_by_their_places(document: Document) -> None:
    actor = actors.add_actor(document, name="x")
    rows: Rows = [{"actor": actor, "name": "y"}, {"actor": actor, "name": "z"}, {"actor": actor, "name": "y"}]
    with pytest.raises(UserError, match=r"^\[2\]: It says the same as \[0\]"):
        add_records(document, "Import", [Batch("actor_name", rows)])
    assert column(document, "SELECT id FROM actor_name") == []


def test_what_is_there_already_is_counted_and_left_alone(document: Document) -> None:
    event = events.add_event(document, title="Talks", score=2.0, extra={"a": 1})
    same: Rows = [{"title": "Talks", "score": 2, "extra": {"a": 1}, "description": ""}]
    assert add_records(document, "Import", [Batch("event", same, [event])]).present == {"event": 1}
    assert len(document.history()) == 1


def test_a_taken_id_is_replaced_and_references_follow(document: Document) -> None:
    event, actor = events.add_event(document, title="Talks"), actors.add_actor(document, name="x")
    counts = add_records(
        document,
        "Import",
        [
            Batch("actor", [{"name": "y"}], [event]),  # taken by another table
            Batch("event", [{"title": "Other talks"}], [actor]),
            Batch("participation", [{"event": actor, "actor": event, "role": "role.host"}], [7]),
            Batch("merge", [{"old": event, "new": 5}], [9]),
        ],
    )
    assert counts.renumbered == 2
    joined = (
        "SELECT a.name || e.title FROM participation p JOIN actor a ON a.id = actor_id JOIN event e ON e.id = event_id"
    )
    assert column(document, joined) == ["yOther talks"]
    assert column(document, "SELECT old_id FROM merge") == column(document, "SELECT id FROM actor WHERE name = 'y'")


def test_citations_of_a_source_that_is_there_are_checked_against_its_text(document: Document) -> None:
    source = sources.add_source(document, "A text.", title="One")
    event = events.add_event(document, title="Talks")
    row = {"source": source, "event": event, "quote": "text", "start": 2, "end": 6}
    add_records(document, "Import", [Batch("citation", [row])])
    with pytest.raises(UserError, match="quote"):
        add_records(document, "Import", [Batch("citation", [{**row, "quote": "Text"}])])
    assert len(column(document, "SELECT id FROM citation")) == 1


def test_speakers_that_a_citation_has_already_stay(document: Document) -> None:
    source, event = sources.add_source(document, title="One"), events.add_event(document, title="Talks")
    citation = citations.cite(document, source, "event", event, None, [citations.Speaker("Bolton")])
    rows: Rows = [{"citation": citation, "name": "Kellogg"}, {"citation": citation, "name": "Orbán", "ordinal": 1}]
    counts = add_records(document, "Import", [Batch("attribution", rows)])
    assert (counts.added, counts.present) == ({"attribution": 1}, {"attribution": 1})
    assert column(document, "SELECT name FROM attribution ORDER BY ordinal") == ["Bolton", "Orbán"]


def test_a_tag_of_the_same_name_in_another_case_is_the_same_tag(document: Document) -> None:
    tag, event = tags.add_tag(document, name="Élection"), events.add_event(document, title="Talks")
    batches = [Batch("tag", [{"name": "élection"}], [7]), Batch("tagging", [{"tag": 7, "event": event}])]
    add_records(document, "Import", batches)
    assert column(document, "SELECT tag_id FROM tagging") == [tag]
    with pytest.raises(UserError, match="says the same"):
        add_records(document, "Import", [Batch("tag", [{"name": "Ä"}, {"name": "ä"}])])


def test_a_view_of_a_name_that_is_taken_gets_a_number(document: Document) -> None:
    views.add_view(document, name="Map", kind="graph")
    rows: Rows = [{"name": "Map", "kind": "timeline"}, {"name": "Map (2)", "kind": "table"}]
    add_records(document, "Import", [Batch("view", rows)])
    assert column(document, "SELECT name FROM view ORDER BY kind") == ["Map", "Map (2)", "Map (3)"]


def test_kinds_may_swap_their_labels(document: Document) -> None:
    with document.read() as connection:
        query = "SELECT id, key, scope, label FROM kind WHERE key IN ('role.host', 'role.actor') ORDER BY id"
        (one, *first), (two, *second) = connection.execute(query).fetchall()
    rows: Rows = [
        {"key": first[0], "scope": "role", "label": second[2]},
        {"key": second[0], "scope": "role", "label": first[2]},
    ]
    assert kinds_of(document, rows, [one, two]).added == {"kind": 2}
    with document.read() as connection:
        assert [row[3] for row in connection.execute(query)] == [second[2], first[2]]
    document.undo()
    with document.read() as connection:
        assert [row[3] for row in connection.execute(query)] == [first[2], second[2]]


def test_a_kind_may_come_before_its_parent(document: Document) -> None:
    kinds_of(
        document,
        [
            {"key": "event.a.b", "scope": "event", "label": "B", "parent": "event.a"},
            {"key": "event.a", "scope": "event", "label": "A"},
        ],
    )
    assert column(document, "SELECT p.key FROM kind k JOIN kind p ON p.id = k.parent_id WHERE k.key = 'event.a.b'") == [
        "event.a"
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            [{"key": "event.a", "scope": "event", "label": "A", "parent": "event.a"}],
            r"kinds\[0\]\.parent: .*under itself",
        ),
        ([{"key": "event.a", "scope": "event", "label": "A", "parent": "role.host"}], "same sort"),
        ([{"key": "event.a", "scope": "event", "label": "A", "parent": "event.none"}], "“event.none” is no kind"),
        ([{"key": "event.A", "scope": "event", "label": "A"}], "small letters"),
        ([{"key": "role.a", "scope": "event", "label": "A"}], "begins with what it is for"),
        ([{"key": "event.a", "scope": "event", "label": " "}], r"kinds\[0\]: .*label"),
        (
            [{"key": "event.a", "scope": "event", "label": "A"}, {"key": "event.b", "scope": "event", "label": "A"}],
            r"kinds\[1\]: There is a kind of this label already",
        ),
        (
            [{"key": "event.a", "scope": "event", "label": "A"}, {"key": "event.a", "scope": "event", "label": "B"}],
            r"kinds\[1\]: It has the key of kinds\[0\]",
        ),
    ],
)
def test_wrong_kinds_are_refused(document: Document, rows: Rows, reason: str) -> None:
    before = column(document, "SELECT label FROM kind ORDER BY id")
    with pytest.raises(UserError, match=reason):
        kinds_of(document, rows)
    assert column(document, "SELECT label FROM kind ORDER BY id") == before
    assert document.history() == []


def test_a_project_in_use_keeps_its_own_kinds_and_row(document: Document) -> None:
    events.add_event(document, title="Talks")
    own = vocabulary.add_kind(document, key="event.mine", scope="event", label="Mine")
    counts = kinds_of(
        document,
        [
            {"key": "event.mine", "scope": "event", "label": "Yours"},
            {"key": "event.yours", "scope": "event", "label": "Mine"},
        ],
        [new_id(), own],
    )
    assert (counts.added, counts.present) == ({"kind": 1}, {"kind": 1})
    mine = "SELECT label FROM kind WHERE key IN ('event.mine', 'event.yours') ORDER BY key"
    assert column(document, mine) == ["Mine", "Mine (2)"]
    assert column(document, "SELECT title FROM project") == ["A project"]


def test_the_row_of_an_empty_project_is_taken_over_and_undo_brings_it_back(document: Document) -> None:
    before = column(document, "SELECT id FROM project")
    other = new_id()
    kinds = Batch("kind", [], [])
    import_project(document, "Import", (other, {"title": "Other", "language": "be"}), kinds, [])
    assert column(document, "SELECT id FROM project") == [other]
    import_project(document, "Import", (other, {"title": "Other", "language": "be"}), kinds, [])
    assert len(document.history()) == 1
    document.undo()
    assert column(document, "SELECT id FROM project") == before
    assert column(document, "SELECT title FROM project") == ["A project"]
    document.redo()
    assert column(document, "SELECT language FROM project") == ["be"]


@given(st.dictionaries(st.integers(0, 6), st.integers(0, 6)))
def test_circles_are_found_where_there_are_any(above: dict[int, int]) -> None:
    def returns(start: int) -> bool:
        here: int | None = above.get(start)
        for _ in range(7):
            if here == start:
                return True
            here = None if here is None else above.get(here)
        return False

    found = find_circle(above)
    assert (found is not None) == any(map(returns, above))
    assert found is None or returns(found)
