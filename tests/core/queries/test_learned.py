"""What a change taught, and what it took away, is found right after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geoeditor.core.commands import actors
from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import learned


@pytest.fixture
def heard() -> list[ChangeSet]:
    return []


@pytest.fixture
def document(tmp_path: Path, heard: list[ChangeSet]) -> Iterator[Document]:
    with Document.create(tmp_path / "a.geoeditor") as made:
        made.changed.connect(heard.append)
        yield made


def test_actors_come_with_their_other_names_but_not_with_a_description_or_anothers_own_name(document: Document) -> None:
    first = actors.add_actor(document, name="Belarus", kind="actor.state")
    actors.add_actor(document, name="Minsk", kind="actor.place")
    actors.add_name(document, first, name="Republic of Belarus")
    actors.add_name(document, first, name="minsk")
    actors.add_name(document, first, name="the country in question", kind="description")
    unnamed = actors.add_actor(document, name="a senior official", named=False)
    (found,) = learned.actors_by_id(document, [first, unnamed])
    assert (found.name, found.kind, found.names) == ("Belarus", "actor.state", ("Republic of Belarus",))


def test_the_name_before_a_change_is_known(document: Document, heard: list[ChangeSet]) -> None:
    row = actors.add_actor(document, name="Luka")
    actors.change_actor(document, row, name="Alexander Lukashenko")
    assert learned.former_names(document, heard[-1].updated["actor"]) == {row: "Luka"}
    actors.remove_actors(document, row)
    assert learned.former_names(document, heard[-1].removed["actor"]) == {row: "Alexander Lukashenko"}


def test_a_making_that_is_undone_leaves_its_name_behind(document: Document, heard: list[ChangeSet]) -> None:
    row = actors.add_actor(document, name="Luka")
    document.undo()
    assert learned.former_names(document, heard[-1].removed["actor"]) == {row: "Luka"}


def test_other_names_that_went_are_known_by_their_actor(document: Document, heard: list[ChangeSet]) -> None:
    row = actors.add_actor(document, name="Luka")
    name = actors.add_name(document, row, name="Batka")
    assert learned.owners_of_names(document, [name]) == {row}
    actors.remove_names(document, name)
    gone = next(change for change in reversed(heard) if change.removed.get("actor_name")).removed["actor_name"]
    assert learned.former_other_names(document, gone) == {row: ["Batka"]}
