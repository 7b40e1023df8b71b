"""The schema: frozen, strict, indexed, and the same as the tables that the program declares."""

import hashlib
import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from geoeditor.core import entities, journal, schema, vocabulary
from geoeditor.core.schema import statements, tables

WORDS = 165
WORDS_HASH = "a3a2e890ccecdb32c9a1df73d1e3fda9206f75783d2ab7d2c30ecc8d1fa87482"


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    """Return a database in memory with the schema and our settings, and nothing in it but what is built in."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.configure(connection)
        schema.build(connection)
        yield connection


def test_the_frozen_schema_is_what_the_program_declares(checkout: Path) -> None:
    place = checkout / "packaging" / "freeze_schema.py"
    spec = importlib.util.spec_from_file_location("freeze_schema", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert list(module.declarations()) == statements()


def test_every_table_is_strict_but_those_of_the_index(empty: sqlite3.Connection) -> None:
    loose = {
        name
        for _, name, kind, _, _, strict in empty.execute("PRAGMA table_list")
        if kind == "table" and not strict and not name.startswith("sqlite_")
    }
    assert not loose
    kinds = {name: kind for _, name, kind, *_ in empty.execute("PRAGMA table_list")}
    assert kinds["search"] == "virtual"


@pytest.mark.parametrize("table", tables())
def test_every_reference_has_an_index_that_begins_with_it(empty: sqlite3.Connection, table: str) -> None:
    first = set()
    for _, index, *_ in empty.execute(f"PRAGMA index_list({table})"):
        columns = empty.execute(f"PRAGMA index_info({index})").fetchall()
        partial = empty.execute("SELECT sql LIKE '%WHERE%' FROM sqlite_schema WHERE name = ?", (index,)).fetchone()
        if not partial or not partial[0]:
            first.add(columns[0][2])
    for _, _, _, column, *_ in empty.execute(f"PRAGMA foreign_key_list({table})"):
        assert column in first, f"{table}.{column}"


@pytest.mark.parametrize("table", tables())
def test_every_table_has_its_own_id_and_a_shadow_with_the_same_columns(empty: sqlite3.Connection, table: str) -> None:
    columns = empty.execute(f"PRAGMA table_info({table})").fetchall()
    assert [row[1] for row in columns if row[5]] == ["id"]
    assert columns[0][1:3] == ("id", "INTEGER")
    shadow = [row[1] for row in empty.execute(f"PRAGMA table_info(journal_{table})")]
    assert shadow == ["journal_seq", *(row[1] for row in columns)]
    assert tables()[table].columns == tuple(row[1] for row in columns)


@pytest.mark.parametrize("table", tables())
def test_a_column_that_must_be_filled_has_a_default_or_must_be_given_to_the_entity(table: str) -> None:
    [kind] = [each for each in entities.Entity.__subclasses__() if each.__tablename__ == table]
    made = kind(**dict.fromkeys(_required(kind), 1))
    assert made is not None
    for name, field in kind.model_fields.items():
        column = kind.metadata.tables[table].columns[name]
        has_default = not field.is_required()
        assert has_default == (column.nullable or column.server_default is not None), f"{table}.{name}"


def _required(kind: type[entities.Entity]) -> list[str]:
    return [name for name, field in kind.model_fields.items() if field.is_required()]


def test_tables_come_parents_first_and_know_which_rows_can_clash() -> None:
    order = list(tables())
    assert len(order) == 24
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements():
            connection.execute(statement)
        for place, name in enumerate(order):
            for row in connection.execute(f"PRAGMA foreign_key_list({name})"):
                assert row[2] == name or order.index(row[2]) < place
    assert {name for name, table in tables().items() if not table.unique} == {
        "actor",
        "annotation",
        "citation",
        "event",
        "link",
        "source",
    }


def test_the_vocabulary_is_built_in_and_its_numbers_never_change(empty: sqlite3.Connection) -> None:
    numbers = [(word.number, word.key) for word in vocabulary.words()]
    assert len(numbers) == len(set(numbers)) == WORDS
    assert hashlib.sha256(repr(sorted(numbers)).encode()).hexdigest() == WORDS_HASH
    assert empty.execute("SELECT id, key FROM kind ORDER BY id").fetchall() == sorted(numbers)
    wrong = "SELECT key FROM kind WHERE trim(label) = '' OR scope <> substr(key, 1, instr(key, '.') - 1)"
    assert empty.execute(wrong).fetchall() == []


def test_a_child_of_the_vocabulary_has_its_parent_and_lies_below_it(empty: sqlite3.Connection) -> None:
    pairs = empty.execute(
        "SELECT child.key, parent.key FROM kind AS child JOIN kind AS parent ON parent.id = child.parent_id"
    ).fetchall()
    assert len(pairs) > 60
    for child, parent in pairs:
        assert child.startswith(f"{parent}.") or child.split(".")[:2] == parent.split(".")[:2]


def test_scores_lie_in_their_range_and_signs_agree(empty: sqlite3.Connection) -> None:
    scores = empty.execute("SELECT score, sign, scope FROM kind WHERE score IS NOT NULL").fetchall()
    assert len(scores) > 80
    for score, sign, scope in scores:
        assert -10 <= score <= 10
        assert scope == "event"
        assert sign == (score > 0) - (score < 0)


def test_a_new_database_holds_one_project_and_says_what_it_is(empty: sqlite3.Connection) -> None:
    assert empty.execute("SELECT count(*) FROM project").fetchone() == (1,)
    with pytest.raises(sqlite3.IntegrityError):
        empty.execute("INSERT INTO project(id) VALUES(5)")
    assert empty.execute("PRAGMA application_id").fetchone() == (0x47454F45,)
    assert empty.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert empty.execute("SELECT count(*) FROM journal_log").fetchone() == (0,)


def test_history_begins_after_what_is_built_in(empty: sqlite3.Connection) -> None:
    journal.watch(empty)
    assert journal.top(empty) == 0
    assert journal.steps(empty) == []


def test_nothing_strange_is_found_in_our_own_schema(empty: sqlite3.Connection) -> None:
    assert schema.strangers(empty) == []
    empty.execute("CREATE TABLE extra(x)")
    empty.execute("DROP INDEX ix_event_kind_id")
    assert schema.strangers(empty) == ["extra", "ix_event_kind_id"]


def test_the_longest_text_has_a_limit(empty: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.DataError, match="too big"):
        empty.execute("SELECT length(zeroblob(?))", (schema.LENGTH_LIMIT + 1,)).fetchone()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO event(id, title) VALUES(1, ' ')",
        "INSERT INTO event(id, title, t) VALUES(1, 'x', '2020')",
        "INSERT INTO event(id, title, t_lo, t_hi) VALUES(1, 'x', 1, 2)",
        "INSERT INTO event(id, title, t, t_lo, t_hi) VALUES(1, 'x', '2020', 2, 1)",
        "INSERT INTO event(id, title, t, t_lo, t_hi) VALUES(1, 'x', '2020', 2, 2)",
        "INSERT INTO event(id, title, t, t_lo) VALUES(1, 'x', '2020', 2)",
        "INSERT INTO event(id, title, likelihood) VALUES(1, 'x', 101)",
        "INSERT INTO event(id, title) VALUES(1, x'41')",
        "INSERT INTO event(id, title, score) VALUES(1, 'x', 'much')",
        "INSERT INTO event(id, title, likelihood) VALUES(1, 'x', 0.5)",
        "INSERT INTO event(id, title, kind_id) VALUES(1, 'x', 99999)",
        "INSERT INTO event(id, title) VALUES('a', 'x')",
        "INSERT INTO actor(id, name, lat) VALUES(1, 'x', 91)",
        "INSERT INTO link(id, from_id, to_id) VALUES(1, 10, 10)",
        "INSERT INTO citation(id, source_id) VALUES(1, 30)",
        "INSERT INTO citation(id, source_id, actor_id, event_id) VALUES(1, 30, 10, 20)",
        "INSERT INTO citation(id, source_id, actor_id, start) VALUES(1, 30, 10, 5)",
        "INSERT INTO citation(id, source_id, actor_id, start, \"end\", quote) VALUES(1, 30, 10, 5, 5, 'x')",
        'INSERT INTO citation(id, source_id, actor_id, start, "end") VALUES(1, 30, 10, 5, 6)',
        "INSERT INTO citation(id, source_id, actor_id, credibility) VALUES(1, 30, 10, 7)",
        "INSERT INTO tagging(id, tag_id) VALUES(1, 40)",
        "INSERT INTO tag(id, name) VALUES(1, 'NATO')",
        "INSERT INTO placement(id, view_id, actor_id, lane) VALUES(1, 50, 10, 'x')",
        'INSERT INTO set_aside(id, source_id, start, "end") VALUES(1, 30, -1, 5)',
        "INSERT INTO dating(id, event_id, words, anchor_source_id, anchor_event_id) VALUES(1, 20, 'x', 30, 20)",
        "INSERT INTO kind(id, key, scope, label) VALUES(1, 'event.aid', 'x', 'y')",
        "INSERT INTO kind(id, key, scope, label) VALUES(1, 'x', 'event', 'Give aid')",
        "DELETE FROM kind WHERE id = 600",
    ],
)
def test_what_breaks_a_rule_of_structure_is_refused(empty: sqlite3.Connection, statement: str) -> None:
    for row in (
        "INSERT INTO actor(id, name) VALUES(10, 'Anna'), (11, 'Berta')",
        "INSERT INTO event(id, title, t, t_lo, t_hi) VALUES(20, 'x', '..', -9223372036854775808, 9223372036854775807)",
        "INSERT INTO source(id, title) VALUES(30, 'x')",
        "INSERT INTO tag(id, name) VALUES(40, 'Nato')",
        "INSERT INTO view(id, name, kind) VALUES(50, 'x', 'graph')",
        "INSERT INTO participation(id, event_id, actor_id, role_id) VALUES(60, 20, 10, 600)",
    ):
        empty.execute(row)
    with pytest.raises(sqlite3.IntegrityError):
        empty.execute(statement)
