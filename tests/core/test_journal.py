"""History: every change comes back exactly as it was, in whatever way it was made, also after closing."""

import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.proofs.soundness import digest, problems

from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.journal import ChangeSet
from geoeditor.core.schema import tables


def do(document: Document, *statements: str, label: str = "Edit") -> None:
    with document.edit(label) as edit:
        for statement in statements:
            edit.execute(statement)


def values(document: Document, question: str) -> list[tuple[object, ...]]:
    with document.read() as connection:
        return [tuple(row) for row in connection.execute(question)]


def goes_back_and_forth(document: Document) -> None:
    """Undo the newest step and redo it, twice; each must lead exactly to what was there."""
    after = digest(document)
    undone = document.undo()
    assert undone is not None
    before = digest(document)
    for _ in range(2):
        redone = document.redo()
        assert redone is not None
        assert digest(document) == after
        assert problems(document) == []
        again = document.undo()
        assert again is not None
        assert digest(document) == before
        assert problems(document) == []
        assert (redone.added, redone.updated, redone.removed) == (again.removed, again.updated, again.added)
    document.redo()


ROWS = (
    "INSERT INTO kind(id, key, scope, label) VALUES(901, 'event.a', 'event', 'a'), (902, 'event.b', 'event', 'b')",
    "INSERT INTO actor(id, name) VALUES(1, 'Anna'), (2, 'Berta'), (3, 'Clara')",
    "INSERT INTO event(id, title, kind_id) VALUES(11, 'One', 901), (12, 'Two', NULL), (13, 'Three', NULL)",
    "INSERT INTO participation(id, event_id, actor_id, role_id) VALUES(21, 11, 1, 600), (22, 11, 2, 601)",
    "INSERT INTO participation(id, event_id, actor_id, role_id) VALUES(23, 12, 1, 600)",
    "INSERT INTO link(id, from_id, to_id, strength) VALUES(31, 1, 2, 0.1), (32, 2, 3, 0.2), (33, 1, 3, 0.3)",
    "INSERT INTO source(id, title) VALUES(41, 'Paper')",
    "INSERT INTO source(id, title, version_of) VALUES(42, 'Paper again', 41)",
    "INSERT INTO source_text(id, source_id, text) VALUES(43, 41, 'Peace talks'), (44, 42, 'War talks')",
    "INSERT INTO citation(id, source_id, event_id) VALUES(51, 41, 11), (52, 42, 12)",
    "INSERT INTO citation(id, source_id, participation_id) VALUES(53, 41, 21)",
    "INSERT INTO attribution(id, citation_id, ordinal, actor_id, name) VALUES(61, 51, 0, 1, 'A'), (62, 51, 1, 2, 'B')",
    "INSERT INTO dating(id, event_id, words, anchor_event_id) VALUES(71, 11, 'a day later', 12)",
    "INSERT INTO tag(id, name) VALUES(81, 'Nato'), (82, 'Peace'), (83, 'x')",
    "INSERT INTO tagging(id, tag_id, actor_id) VALUES(84, 81, 1), (85, 82, 1)",
    "INSERT INTO attachment(id, sha256, media_type) VALUES(91, 'aa', 'image/png')",
    "INSERT INTO attachment_data(id, attachment_id, data) VALUES(92, 91, x'00ff00')",
    "UPDATE actor SET portrait_id = 91 WHERE id = 1",
)


@pytest.fixture
def filled(document: Document) -> Document:
    """Return a project with a few rows of many tables."""
    do(document, *ROWS, label="Begin")
    return document


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM actor WHERE id = 1"],
        ["DELETE FROM event"],
        ["DELETE FROM source"],
        ["DELETE FROM source WHERE id = 41"],
        ["DELETE FROM attachment"],
        ["DELETE FROM tag", "DELETE FROM actor", "DELETE FROM event", "DELETE FROM source"],
        ["UPDATE tag SET name = 'NATO' WHERE id = 81"],
        ["UPDATE event SET title = upper(title), score = 0.1"],
        ["UPDATE event SET score = 1", "UPDATE event SET score = 2", "UPDATE event SET score = 3 WHERE id = 11"],
        ["UPDATE tag SET name = '-' WHERE id = 81", "UPDATE tag SET name = 'Nato' WHERE id = 82"],
        [
            "UPDATE tag SET name = '-' WHERE id = 81",
            "UPDATE tag SET name = 'Nato' WHERE id = 82",
            "UPDATE tag SET name = 'Peace' WHERE id = 81",
        ],
        ["INSERT OR REPLACE INTO tag(id, name) VALUES(89, 'nato')"],
        ["INSERT OR REPLACE INTO actor(id, name) VALUES(1, 'Another')"],
        ["INSERT OR REPLACE INTO tag(id, name) VALUES(81, 'peace')"],
        ["UPDATE OR REPLACE tag SET name = 'Peace' WHERE id = 81"],
        ["UPDATE OR IGNORE tag SET name = 'Talks'"],
        ["REPLACE INTO participation(id, event_id, actor_id, role_id) VALUES(29, 11, 1, 600)"],
        ["INSERT INTO tag(id, name) VALUES(81, 'x') ON CONFLICT DO UPDATE SET name = 'upserted'"],
        [
            "INSERT INTO kind(id, key, scope, label) VALUES(911, 'a.a', 'a', 'a')",
            "INSERT INTO kind(id, key, scope, label, parent_id) VALUES(912, 'a.b', 'a', 'b', 911)",
            "INSERT INTO kind(id, key, scope, label, parent_id) VALUES(910, 'a.c', 'a', 'c', 912)",
        ],
        ["UPDATE kind SET parent_id = 902 WHERE id = 901", "UPDATE event SET kind_id = 902"],
        ["UPDATE kind SET parent_id = id WHERE id = 901", "UPDATE source SET version_of = id"],
        ["UPDATE event SET kind_id = NULL", "DELETE FROM kind WHERE id IN (901, 902)"],
        ["DELETE FROM event WHERE id = 11", "INSERT INTO event(id, title) VALUES(11, 'One again')"],
        ["DELETE FROM tag WHERE id = 81", "INSERT INTO tag(id, name) VALUES(88, 'NATO')"],
        ["UPDATE attribution SET ordinal = ordinal - 1"],
        ["UPDATE link SET from_id = to_id, to_id = from_id"],
        ["UPDATE project SET title = 'x', extra = '{}', copy_of = 5"],
        ["UPDATE event SET title = title || char(0) || 'x'"],
        ["UPDATE attachment_data SET data = zeroblob(100000)"],
    ],
    ids=lambda statements: " ".join(statements)[:60],
)
def test_a_change_goes_back_and_forth_exactly(filled: Document, statements: list[str]) -> None:
    before = digest(filled)
    do(filled, *statements)
    assert digest(filled) != before
    goes_back_and_forth(filled)
    filled.undo()
    assert digest(filled) == before


def test_undoing_a_delete_brings_back_links_participations_and_evidence(filled: Document) -> None:
    do(filled, "DELETE FROM actor WHERE id = 1", "DELETE FROM event WHERE id = 11")
    assert values(filled, "SELECT id FROM link") == [(32,)]
    filled.undo()
    assert len(values(filled, "SELECT id FROM link")) == 3
    assert len(values(filled, "SELECT id FROM participation")) == 3
    assert len(values(filled, "SELECT id FROM citation")) == 3
    assert values(filled, "SELECT actor_id FROM attribution ORDER BY id") == [(1,), (2,)]
    assert values(filled, "SELECT anchor_event_id FROM dating") == [(12,)]


def test_a_parent_and_child_made_and_deleted_in_one_edit_go_back_and_forth(document: Document) -> None:
    do(
        document,
        "INSERT INTO kind(id, key, scope, label) VALUES(901, 'a.a', 'a', 'a')",
        "INSERT INTO kind(id, key, scope, label, parent_id) VALUES(902, 'a.b', 'a', 'b', 901)",
    )
    goes_back_and_forth(document)
    do(document, "DELETE FROM kind WHERE id = 902", "DELETE FROM kind WHERE id = 901")
    goes_back_and_forth(document)
    while document.undo():
        pass
    while document.redo():
        pass
    assert values(document, "SELECT id FROM kind WHERE id > 900") == []


def test_a_word_in_use_is_not_deleted(filled: Document) -> None:
    before = digest(filled)
    with filled.edit("Delete") as edit:
        for number in (901, 600):
            with pytest.raises(Exception, match="FOREIGN KEY"):
                edit.remove("kind", number)
    assert digest(filled) == before


def test_what_was_changed_and_changed_back_is_in_no_notice(filled: Document) -> None:
    heard: list[ChangeSet] = []
    filled.changed.connect(heard.append)
    do(
        filled,
        "UPDATE event SET title = 'for a moment' WHERE id = 11",
        "UPDATE event SET title = 'One' WHERE id = 11",
        "UPDATE event SET title = 'Deux' WHERE id = 12",
        "DELETE FROM tag WHERE id = 83",
        "INSERT INTO tag(id, name) VALUES(83, 'x')",
    )
    filled.undo()
    filled.redo()
    assert [changes.updated for changes in heard] == [{"event": {12}}] * 3
    assert not any(changes.added or changes.removed for changes in heard)


def test_a_step_survives_closing(path: Path) -> None:
    with Document.create(path) as document:
        first = digest(document)
        do(document, *ROWS, label="One")
        second = digest(document)
        do(document, "DELETE FROM actor", label="Two")
        third = digest(document)
    with Document.open(path) as document:
        assert [step.label for step in document.history()] == ["Two", "One"]
        document.undo()
        assert digest(document) == second
    with Document.open(path) as document:
        assert [step.undone for step in document.history()] == [True, False]
        document.undo()
        assert document.undo() is None
        assert digest(document) == first
    with Document.open(path) as document:
        document.redo()
        document.redo()
        assert document.redo() is None
        assert digest(document) == third
        assert problems(document) == []


def test_the_steps_that_undo_and_redo_would_take_are_known(document: Document) -> None:
    assert document.next_step("undo") is document.next_step("redo") is None
    assert document.undo() is document.redo() is None
    for label in ("One", "Two"):
        do(document, f"INSERT INTO tag(id, name) VALUES({len(label)}{ord(label[0])}, '{label}')", label=label)
    document.undo()
    undo, redo = document.next_step("undo"), document.next_step("redo")
    assert undo is not None
    assert redo is not None
    assert (undo.label, redo.label) == ("One", "Two")
    assert undo.id < redo.id
    assert redo.at.endswith("+00:00")


def test_a_new_edit_forgets_what_was_undone(filled: Document) -> None:
    for number in range(5):
        do(filled, f"UPDATE event SET title = 'Title {number}'", "DELETE FROM tag WHERE id = 83", label=f"{number}")
    for _ in range(3):
        filled.undo()
    do(filled, "DELETE FROM link", label="New")
    assert filled.redo() is None
    assert [step.label for step in filled.history()] == ["New", "1", "0", "Begin"]
    assert problems(filled) == []
    end = digest(filled)
    while filled.undo():
        pass
    while filled.redo():
        pass
    assert digest(filled) == end


def test_an_edit_that_fails_keeps_what_was_undone(filled: Document) -> None:
    do(filled, "DELETE FROM link")
    filled.undo()
    with pytest.raises(RuntimeError), filled.edit("Fails") as edit:
        edit.execute("DELETE FROM actor")
        raise RuntimeError
    assert filled.redo() is not None
    assert values(filled, "SELECT count(*) FROM link") == [(0,)]


def test_the_newest_step_is_the_one_with_the_highest_number_whatever_the_clock_says(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(document, "INSERT INTO tag(id, name) VALUES(1, 'One')", label="One")
    monkeypatch.setattr("time.time_ns", lambda: 0)
    do(document, "INSERT INTO tag(id, name) VALUES(2, 'Two')", label="Two")
    undone = document.undo()
    assert undone is not None
    assert undone.label == "Two"


@pytest.mark.parametrize("table", ["actor", "event", "tag", "project", "source_text"])
def test_the_id_of_a_row_never_changes(filled: Document, table: str) -> None:
    before = digest(filled)
    with filled.edit("Try") as edit:
        with pytest.raises(sqlite3.IntegrityError, match="an id never changes"):
            edit.execute(f"UPDATE {table} SET id = id + 1000000 WHERE id = (SELECT min(id) FROM {table})")
        edit.execute(f"UPDATE {table} SET id = id")
    assert digest(filled) == before


def test_every_table_is_watched(filled: Document) -> None:
    with filled.read() as connection:
        watched = {name for (name,) in connection.execute("SELECT tbl_name FROM sqlite_temp_schema")}
        assert watched == set(tables())
        counts = connection.execute("SELECT tbl_name, count(*) FROM sqlite_temp_schema GROUP BY 1").fetchall()
    assert {count for _, count in counts} == {4}


def test_a_long_text_is_kept_when_it_changes_and_not_when_its_source_does(filled: Document) -> None:
    do(filled, "UPDATE source SET author = 'Somebody' WHERE id = 41")
    assert values(filled, "SELECT count(*) FROM journal_source_text") == [(0,)]
    do(filled, "UPDATE source_text SET text = 'Other talks' WHERE id = 43")
    assert values(filled, "SELECT text FROM journal_source_text") == [("Peace talks",)]


any_id = st.integers(1_000, 2**63 - 1)
any_real = st.floats(allow_nan=False, allow_infinity=False)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def bits(value: object) -> object:
    return struct.pack("<d", value) if isinstance(value, float) else value


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.dictionaries(any_id, st.tuples(any_text, any_real, st.binary(max_size=20)), min_size=1, max_size=5),
    change=st.tuples(any_text, any_real, st.binary(max_size=20)),
)
def test_values_of_any_kind_come_back_bit_by_bit(
    document: Document, rows: dict[int, tuple[str, float, bytes]], change: tuple[str, float, bytes]
) -> None:
    def stored() -> list[tuple[object, ...]]:
        question = (
            "SELECT e.id, e.title, e.description, e.score, a.data FROM event AS e"
            " LEFT JOIN attachment_data AS a ON a.id = e.id ORDER BY e.id"
        )
        return [tuple(map(bits, row)) for row in values(document, question)]

    def write(edit: Edit) -> None:
        for number, (text, real, data) in rows.items():
            edit.execute(
                "INSERT INTO event(id, title, description, score) VALUES(?, ?, ?, ?)", (number, "x" + text, text, real)
            )
            edit.execute("INSERT INTO attachment(id, sha256, media_type) VALUES(?, ?, 'x')", (number, f"{number}"))
            edit.execute("INSERT INTO attachment_data(id, attachment_id, data) VALUES(?, ?, ?)", (number, number, data))

    with document.edit("Add") as edit:
        write(edit)
    first = stored()
    # SQLite keeps no sign of zero
    assert first == [
        (number, "x" + text, text, bits(real + 0.0 if real else 0.0), data)
        for number, (text, real, data) in sorted(rows.items())
    ]
    with document.edit("Change") as edit:
        edit.execute("UPDATE event SET title = 'y' || ?, description = ?, score = ?", (change[0], change[0], change[1]))
        edit.execute("UPDATE attachment_data SET data = ?", (change[2],))
    second = stored()
    with document.edit("Delete") as edit:
        edit.execute("DELETE FROM event")
        edit.execute("DELETE FROM attachment")
    document.undo()
    assert stored() == second
    document.undo()
    assert stored() == first
    document.redo()
    assert stored() == second
    while document.undo():
        pass
    assert stored() == []


def _updated_twice(edit: Edit) -> None:
    edit.execute("UPDATE event SET title = 'a'")
    edit.execute("UPDATE event SET title = 'b'")


def _inserted_and_dated(edit: Edit) -> None:
    edit.execute("INSERT INTO event(id, title) SELECT id + 100000, title FROM event")
    edit.execute("UPDATE event SET t = '2020', t_lo = 1, t_hi = 2 WHERE id >= 100000")


def _deleted(edit: Edit) -> None:
    edit.execute("DELETE FROM event")


@pytest.mark.parametrize("act", [_updated_twice, _inserted_and_dated, _deleted])
def test_the_work_grows_with_the_rows_and_not_with_their_square(tmp_path: Path, act: Callable[[Edit], None]) -> None:
    few, many = (_work(tmp_path / f"{count}.geoeditor", count, act) for count in (500, 2_000))
    assert few > 20
    assert many < 8 * few  # four times the rows: four times the work, where squares would be sixteen


def _work(path: Path, count: int, act: Callable[[Edit], None]) -> int:
    """Return how much SQLite does for an edit of so many rows, its undo and redo, in thousands of instructions."""
    ticks: list[int] = []

    def tick() -> int:
        ticks.append(1)
        return 0

    with Document.create(path) as document:
        with document.edit("Import") as edit:
            rows = [(number, "An event") for number in range(10_000, 10_000 + count)]
            edit.executemany("INSERT INTO event(id, title) VALUES(?, ?)", rows)
        document._connection.set_progress_handler(tick, 1_000)
        with document.edit("Act") as edit:
            act(edit)
        document.undo()
        document.redo()
    return len(ticks)
