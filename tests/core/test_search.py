"""The full-text index: it holds what the records hold, after each edit, and finds what a reading of all would find."""

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.proofs.soundness import scanned

from geoeditor.core import search
from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.identifiers import new_id
from geoeditor.core.inspection import inspect_project
from geoeditor.core.search import Found, fold


def found(document: Document, words: str) -> list[tuple[str, int]]:
    with document.read() as connection:
        return [(record.table, record.id) for record in search.find(connection, words)]


def differences(document: Document) -> list[int]:
    with document.read() as connection:
        return search.differences(connection)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukašenka", "lukasenka"),
        ("ŁUKAŠENKA", "lukasenka"),
        ("Straße STRASSE", "strasse strasse"),
        ("Ærø Œuvre Þór Đoković", "aero oeuvre thor dokovic"),
        ("İstanbul ISPARTA ısparta", "istanbul isparta isparta"),
        ("e\u0301 \u00e9", "e e"),
        ("Ελλάς", "ελλασ"),
        ("Українська", "украінська"),
        ("ﬁnal ２０２０", "final 2020"),
        ("平和", "平和"),
        ("", ""),
    ],
)
def test_folding_takes_away_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_a_text_and_its_other_cases_fold_alike(text: str) -> None:
    assert fold(fold(text)).lower() == fold(text).lower()
    if text.isascii():
        assert fold(text) == text.lower()


SCRIPTS = "Łukašenka ÆØß İstanbul ﬁ № Ελλάς Україна й平和 한국 ２０ e\u0301 𝚨Α ½ “…” \ud800"


@given(st.lists(st.sampled_from(SCRIPTS) | st.characters(), min_size=1, max_size=12))
def test_a_long_text_folds_as_its_letters_do(letters: list[str]) -> None:
    once = "".join(letters) + " "
    assert fold(once * 2_100) == fold(once) * 2_100


ROWS = (
    "INSERT INTO actor(id, name, description) VALUES(1, 'Aljaksandr Łukašenka', 'leads Belarus')",
    "INSERT INTO actor_name(id, actor_id, name, key) VALUES(2, 1, 'Александр Лукашенко', 'k')",
    "INSERT INTO actor(id, name) VALUES(3, 'Anna')",
    "INSERT INTO event(id, title, description) VALUES(4, 'Peace – talks & more', 'In Zürich, U.S.-led')",
    "INSERT INTO link(id, from_id, to_id, label, description) VALUES(5, 1, 3, 'contact of', 'since the talks')",
    "INSERT INTO source(id, title, author, publisher) VALUES(6, 'Daily', 'A. Writer', 'The Paper')",
    "INSERT INTO source_text(id, source_id, text) VALUES(7, 6, 'Talks on peace.' || char(0) || 'hidden' || char(10))",
    "INSERT INTO citation(id, source_id, event_id, note) VALUES(8, 6, 4, 'see also talks')",
    "INSERT INTO tag(id, name) VALUES(9, 'talks')",
)


@pytest.fixture
def filled(document: Document) -> Document:
    """Return a project with a record of each table that is searched."""
    with document.edit("Begin") as edit:
        for row in ROWS:
            edit.execute(row)
    return document


@pytest.mark.parametrize(
    ("words", "records"),
    [
        ("lukasenka", [("actor", 1)]),
        ("ŁUKAŠ", [("actor", 1)]),
        ("лукашенко", [("actor_name", 2)]),
        ("belarus leads", [("actor", 1)]),
        ("lead belarus", []),
        ("talks", [("event", 4), ("link", 5), ("source_text", 7), ("citation", 8)]),
        ("talks peace", [("event", 4), ("source_text", 7)]),
        ("peace – talks", [("event", 4), ("source_text", 7)]),
        ("peace & tal", [("event", 4), ("source_text", 7)]),
        ("hidden", [("source_text", 7)]),
        ("zurich", [("event", 4)]),
        ("U.S.", [("event", 4)]),
        ("paper daily writer", [("source", 6)]),
        ("", []),
        ("  \n ", []),
        ("–", []),
        ("\0", []),
        ("talks\0peace", [("event", 4), ("source_text", 7)]),
        ('talks "', [("event", 4), ("link", 5), ("source_text", 7), ("citation", 8)]),
    ],
)
def test_what_is_looked_for_is_found_in_the_order_it_was_made(
    filled: Document, words: str, records: list[tuple[str, int]]
) -> None:
    assert found(filled, words) == records


TYPED = (
    *('"', '""', "*", "a*", "NEAR(a b)", "AND", "OR NOT", "text:talks", "{text}:x", "-talks", "^talks", "a+b", "("),
    *(")", "'", ";", "x" * 100_000, "a " * 3_000, '"' * 1_000, "talks OR 1=1", "origin:actor", "actor*"),
)


@pytest.mark.parametrize("words", TYPED, ids=lambda words: words[:12])
def test_nothing_that_is_typed_is_an_operator_or_an_error(filled: Document, words: str) -> None:
    assert found(filled, words) == scanned(filled, words)


def test_at_most_so_many_are_found(filled: Document) -> None:
    with filled.read() as connection:
        assert search.find(connection, "talks", 2) == [Found("event", 4), Found("link", 5)]


def test_each_edit_undo_and_redo_brings_the_index_up_to_date(filled: Document) -> None:
    with filled.edit("Change") as edit:
        edit.execute("UPDATE actor SET name = 'Maria' WHERE id = 1")
        edit.execute("UPDATE event SET title = 'Other' WHERE id = 4")
        edit.execute("DELETE FROM source")
        assert found(filled, "maria") == []  # inside an edit the index is as before
    assert found(filled, "maria") == [("actor", 1)]
    assert found(filled, "lukasenka") == found(filled, "peace") == found(filled, "hidden") == []
    assert differences(filled) == []
    filled.undo()
    assert found(filled, "maria") == []
    assert found(filled, "hidden") == [("source_text", 7)]
    assert differences(filled) == []
    filled.redo()
    assert found(filled, "maria") == [("actor", 1)]
    filled.undo()
    filled.undo()
    assert found(filled, "talks") == []
    assert differences(filled) == []


def test_a_change_in_bulk_and_one_by_one_come_to_the_same_index(document: Document) -> None:
    rows = [(number, f"Event {number}", "in bulk") for number in range(10_000, 12_500)]
    with document.edit("Import") as edit:
        edit.executemany("INSERT INTO event(id, title, description) VALUES(?, ?, ?)", rows)
    assert differences(document) == []
    with document.edit("Change") as edit:
        edit.execute("UPDATE event SET title = 'Ünder' WHERE id % 2")
        edit.execute("DELETE FROM event WHERE id % 5 = 0")
    assert differences(document) == []
    assert len(found(document, "under")) == 1_000
    document.undo()
    assert differences(document) == []
    document.undo()
    assert found(document, "bulk") == []


def test_differences_tells_what_is_missing_left_over_or_wrong(filled: Document) -> None:
    connection = filled._connection
    connection.execute("PRAGMA query_only=OFF")
    connection.execute("DELETE FROM search WHERE rowid = 1")
    connection.execute("UPDATE search SET text = 'something' WHERE rowid = 4")
    connection.execute("UPDATE search SET origin = 'event' WHERE rowid = 5")
    connection.execute("INSERT INTO search(rowid, text, origin) VALUES(99, 'left over', 'event')")
    assert search.differences(connection) == [1, 4, 5, 99]
    connection.execute("BEGIN")
    search.rebuild(connection)
    connection.execute("COMMIT")
    assert search.differences(connection) == []
    assert found(filled, "talks peace") == [("event", 4), ("source_text", 7)]


WORDS = st.text("abłĄßé'.-— \0&1" + string.digits[:2], max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(WORDS, min_size=1, max_size=6), asked=st.text("abłąßs1", min_size=1, max_size=3))
def test_searching_finds_what_reading_everything_finds(document: Document, texts: list[str], asked: str) -> None:
    with document.edit("Add") as edit:
        edit.execute("DELETE FROM event")
        edit.executemany(
            "INSERT INTO event(id, title, description) VALUES(?, ?, ?)",
            [(1_000 + place, f"x{text}", text[::-1]) for place, text in enumerate(texts)],
        )
    assert differences(document) == []
    for words in (asked, f"{texts[0]} {asked}", f"{asked} – a"):
        if any(map(str.isalnum, words)):
            assert found(document, words) == sorted(scanned(document, words), key=lambda record: record[1])
    document.undo()
    assert differences(document) == []


def test_an_index_that_loses_nearly_all_is_begun_anew_and_is_right(tmp_path: Path) -> None:
    path = tmp_path / "large.geoeditor"
    with Document.create(path) as document:
        add_actor(document, name="Anna stays")
        events = [{"title": f"Event {number}"} for number in range(10_100)]
        add_records(document, "Fill", [Batch("event", events, [new_id() for _ in events])])
        for go in (document.undo, document.redo, document.undo):
            assert go() is not None
            with document.read() as connection:
                assert search.differences(connection) == []
                assert [found.table for found in search.find(connection, "anna")] == ["actor"]
    assert inspect_project(path) == []
