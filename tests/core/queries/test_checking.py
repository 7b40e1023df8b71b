"""What waits to be checked: facts without evidence, actors without a name, and those resolved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.project import opened

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.document import Document
from geoeditor.core.queries.checking import BARE, UNNAMED, CheckItem, check_items, finders, is_unnamed, section_title
from geoeditor.core.queries.version_checks import version_finders


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "p.geoeditor") as made:
        yield made


def listed(document: Document, section: str) -> list[CheckItem]:
    return [item for item in check_items(document) if item.section == section]


def test_an_empty_project_has_nothing_to_check(document: Document) -> None:
    assert check_items(document) == []


def test_facts_without_a_passage_are_listed_until_they_have_one(document: Document) -> None:
    ann = actors.add_actor(document, name="Ann")
    bob = actors.add_actor(document, name="Bob")
    talks = events.add_event(document, title="Talks")
    link = links.link_actors(document, ann, bob, kind="link.allied_with")
    assert [(item.words, item.detail, item.fact) for item in listed(document, BARE)] == [
        ("Talks", "event", ("event", talks)),
        ("Ann – allied with → Bob", "link", ("link", link)),
        ("Ann", "actor", ("actor", ann)),
        ("Bob", "actor", ("actor", bob)),
    ]
    source = sources.add_source(document, "Ann and Bob talk.", title="S")
    for table, row in (("event", talks), ("link", link), ("actor", ann)):
        citations.cite(document, source, table, row, (0, 3))
    assert [item.words for item in listed(document, BARE)] == ["Bob"]


def test_the_unnamed_are_listed_with_what_is_known_of_them_and_their_first_passage(document: Document) -> None:
    aide = actors.add_actor(document, name="her aide", named=False)
    ann = actors.add_actor(document, name="Ann")
    links.link_actors(document, aide, ann)
    events.connect_actor(document, events.add_event(document, title="Talks"), aide)
    source = sources.add_source(document, "Then her aide left. Her aide came.", title="An article")
    citations.cite(document, source, "actor", aide, (20, 28))
    citations.cite(document, source, "actor", aide, (5, 13))
    (item,) = listed(document, UNNAMED)
    assert (item.words, item.detail) == ("her aide", "1 event · 1 link · An article")
    assert (item.source_id, item.span, item.id) == (source, (5, 13), aide)
    assert is_unnamed(document, aide)
    assert not is_unnamed(document, ann)


def test_long_sections_are_found_in_pieces_and_the_rest_is_counted(document: Document) -> None:
    with document.edit("Many") as edit:
        edit.executemany("INSERT INTO event(id, title) VALUES(?, ?)", [(1_000 + n, f"E {n}") for n in range(9_500)])
        edit.executemany("INSERT INTO actor(id, name, named) VALUES(?, 'x', 0)", [(90_000 + n,) for n in range(300)])
    pieces = list(finders()[BARE](document, 50))
    assert len(pieces) > 3
    assert [item.words for piece in pieces for item in piece.items][:2] == ["E 0", "E 1"]
    assert sum(len(piece.items) for piece in pieces) == 50
    assert sum(piece.more for piece in pieces) == 9_500 + 300 - 50
    pieces = list(finders()[UNNAMED](document, 50))
    assert (sum(len(piece.items) for piece in pieces), sum(piece.more for piece in pieces)) == (50, 250)


def test_every_section_has_a_title(document: Document) -> None:
    assert all(section_title(key) != key for key in finders())


def test_between_two_pieces_anything_may_be_changed(document: Document) -> None:
    source = sources.add_source(document, "Her aide left.", title="An article")
    for number in range(101):
        aide = actors.add_actor(document, name=f"aide {number}", named=False)
        citations.cite(document, source, "actor", aide, (0, 8))
    for find in (*finders().values(), *version_finders().values()):
        for _ in find(document, 1_000):
            actors.add_actor(document, name="Ann")
            document.undo()
