"""Rows that are indexed before their edit ends: the index holds what the records hold, whatever the edit did later."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geoeditor.core import search
from geoeditor.core.commands.actors import change_actor, remove_actors
from geoeditor.core.commands.bulk import Batch, add_in_slices, add_records
from geoeditor.core.commands.slices import at_once
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import ActorId, new_id


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "a.geoeditor") as made:
        yield made


def differences(document: Document) -> list[int]:
    with document.read() as connection:
        return search.differences(connection)


def found(document: Document, words: str) -> int:
    with document.read() as connection:
        return len(search.find(connection, words))


def actors(count: int) -> tuple[Batch, list[ActorId]]:
    ids = [ActorId(new_id()) for _ in range(count)]
    return Batch("actor", [{"name": f"Łukasz number {number}"} for number in range(count)], ids), ids


def test_what_comes_in_by_the_thousand_is_found_and_can_be_undone(document: Document) -> None:
    batch, _ = actors(1_300)
    add_records(document, "Fill", [batch, Batch("source", [{"title": "Paper", "text": "Ženeva " * 3_000}])])
    assert differences(document) == []
    assert found(document, "lukasz") == 1_000  # as many as are asked for
    assert found(document, "zeneva") == 1
    document.undo()
    assert (differences(document), found(document, "lukasz")) == ([], 0)
    document.redo()
    assert (differences(document), found(document, "zeneva")) == ([], 1)


def test_rows_changed_or_removed_later_in_the_same_step_are_indexed_as_they_ended(document: Document) -> None:
    batch, ids = actors(600)
    with one_step(document, "Much"):
        add_records(document, "Fill", [batch])
        change_actor(document, ids[3], name="Quite another")
        remove_actors(document, ids[4])
    assert differences(document) == []
    assert (found(document, "quite another"), found(document, "number")) == (1, 598)
    document.undo()
    document.redo()
    assert differences(document) == []


def test_work_given_up_between_slices_leaves_nothing_in_the_index(document: Document) -> None:
    batch, _ = actors(2_000)
    work = add_in_slices(document, "Fill", [batch])
    for _ in range(20):
        next(work)
    work.close()
    assert (differences(document), found(document, "number"), document.history()) == ([], 0, [])
    at_once(add_in_slices(document, "Fill", [batch]))
    assert differences(document) == []


def test_a_refusal_after_many_slices_leaves_nothing_in_the_index(document: Document) -> None:
    batch, _ = actors(600)
    with pytest.raises(UserError, match="title"):
        add_records(document, "Fill", [batch, Batch("event", [{"title": " "}])])
    assert (differences(document), found(document, "number")) == ([], 0)


@pytest.mark.parametrize("text", ["", " \n", "\u0301", "\u0301" * 600_000, "Řekl\u0301 “ano”. 한국 № 𝚨 " * 30_000])
def test_any_text_is_indexed_as_it_would_be_at_the_end(document: Document, text: str) -> None:
    add_records(document, "Fill", [Batch("source", [{"title": "Paper", "text": text}])])
    assert differences(document) == []
