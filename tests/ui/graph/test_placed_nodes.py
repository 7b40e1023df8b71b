"""The places of nodes in the project: one default view, made when it is needed, in the same step."""

from pathlib import Path

import pytest

from geoeditor.core.commands.actors import add_actor, remove_actors
from geoeditor.core.commands.views import add_view, place_nodes
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.queries.graph import default_graph_view, graph_facts


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return Document.create(tmp_path / "graph.geoeditor")


def test_the_first_placing_makes_the_view_in_the_same_step(document: Document) -> None:
    actors = [add_actor(document, name=name) for name in "AB"]
    assert graph_facts(document).places == {}
    place_nodes(document, {actors[0]: (1.0, 2.0), actors[1]: (3.0, 4.0)})
    assert graph_facts(document).places == {actors[0]: (1.0, 2.0), actors[1]: (3.0, 4.0)}
    assert document.history()[0].label == "Move 2 nodes"
    document.undo()
    with document.read() as connection:
        assert default_graph_view(connection) is None
    document.close()


def test_a_view_of_the_graph_that_is_there_is_used(document: Document) -> None:
    actor = add_actor(document, name="A")
    view = add_view(document, name="Our graph", kind="graph")
    assert place_nodes(document, {actor: (5.0, 6.0)}) == view
    place_nodes(document, {actor: (7.0, 8.0)})
    assert graph_facts(document).places == {actor: (7.0, 8.0)}
    document.close()


def test_a_name_that_is_taken_is_numbered(document: Document) -> None:
    add_view(document, name="Graph", kind="table")
    actor = add_actor(document, name="A")
    place_nodes(document, {actor: (5.0, 6.0)})
    with document.read() as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM view ORDER BY name")]
    assert names == ["Graph", "Graph 2"]
    document.close()


def test_places_that_are_no_numbers_and_actors_that_are_gone_are_refused(document: Document) -> None:
    actor = add_actor(document, name="A")
    with pytest.raises(UserError, match="finite"):
        place_nodes(document, {actor: (float("nan"), 0.0)})
    remove_actors(document, actor)
    with pytest.raises(UserError, match="no longer"):
        place_nodes(document, {actor: (1.0, 0.0)})
    document.close()
