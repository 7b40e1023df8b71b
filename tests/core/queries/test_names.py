"""Actors looked for by what was typed of their names: the best first, found by any name, and fast among many."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoeditor.core.commands import actors
from geoeditor.core.commands.bulk import Batch, add_in_slices
from geoeditor.core.commands.slices import at_once
from geoeditor.core.document import Document
from geoeditor.core.queries.names import actors_called, named_actors


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "names.geoeditor") as made:
        yield made


def _found(document: Document, text: str, most: int = 50) -> list[str]:
    return [word.name for word in named_actors(document, text, most)]


def test_names_that_begin_so_come_first_then_words_then_other_names_then_what_is_inside(document: Document) -> None:
    actors.add_actor(document, name="Joanna Ek")
    other = actors.add_actor(document, name="Minister of Water")
    actors.add_name(document, other, name="Ann the Elder")
    for name in ("Berg Ann", "Annabel Lind", "Ann"):
        actors.add_actor(document, name=name)
    actors.add_actor(document, name="Somebody", description="knows Ann well")
    actors.add_actor(document, name="Ann whom nobody names", named=False)
    assert _found(document, "ann") == ["Ann", "Annabel Lind", "Berg Ann", "Minister of Water", "Joanna Ek"]
    assert _found(document, "ann", 2) == ["Ann", "Annabel Lind"]
    assert named_actors(document, "elder", 5)[0].names == ("Ann the Elder",)
    assert _found(document, "") == [
        "Ann", "Annabel Lind", "Berg Ann", "Joanna Ek", "Minister of Water", "Somebody"
    ]  # fmt: skip


def test_case_and_accents_do_not_matter_and_signs_do_no_harm(document: Document) -> None:
    actors.add_actor(document, name="Łukasz Ørsted")
    actors.add_actor(document, name="100% Media")
    actors.add_actor(document, name="***")
    assert _found(document, "lukasz OR") == ["Łukasz Ørsted"]
    assert [word.name for word in actors_called(document, "lukasz  orsted")] == ["Łukasz Ørsted"]
    assert _found(document, "0% m") == ["100% Media"]
    assert _found(document, "1_") == []
    assert [word.name for word in actors_called(document, "***")] == ["***"]
    for odd in ('"', "^", "a AND", "NEAR(", "(", "%", "\\"):
        assert _found(document, odd) == []
        assert actors_called(document, odd) == []


def test_all_who_are_called_the_same_are_told(document: Document) -> None:
    twins = [actors.add_actor(document, name="Ann Berg") for _ in range(2)]
    actors.add_actor(document, name="Ann Berg Junior")
    assert [word.id for word in actors_called(document, "ann berg")] == twins


def test_a_key_is_answered_within_50_ms_among_100_000(document: Document) -> None:
    syllables = ("ka", "lo", "mi", "ren", "sta", "vo", "dri", "pel", "tor", "an")
    names = [
        "".join(syllables[(number // 10**place) % 10] for place in range(3)).title() + f" {number}"
        for number in range(100_000)
    ]
    at_once(add_in_slices(document, "Many", [Batch("actor", [{"name": name} for name in names])]))
    slowest = 0.0
    for text in ("", "k", "ka", "kalo", "lo 99", names[70_000], "zzz", "(", "alo"):
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            named_actors(document, text, 50)
            actors_called(document, text)
            times.append(time.perf_counter() - begun)
        slowest = max(slowest, min(times))
    assert slowest < 0.050, f"{slowest * 1000:.1f} ms"
