"""A graph that nobody has placed takes the shape of its pane, moves little as it grows, and keeps its colours."""

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from tests.ui.graph.conftest import Hand

from geoeditor.charts.graph.nodes import Nodes
from geoeditor.charts.palette import LIGHT
from geoeditor.core.commands.actors import add_actor, remove_actors
from geoeditor.core.commands.links import link_actors
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries.hues import FAIR
from geoeditor.layout.boxes import Box, Floats, overlap
from geoeditor.ui.graph.camera import Camera
from geoeditor.ui.graph.lettering import Words
from geoeditor.ui.graph.placing import Placing
from geoeditor.ui.graph.shaping import in_shape, shaped
from geoeditor.ui.selection import Fact


@pytest.fixture
def star() -> tuple[Nodes, Floats]:
    """Return a round graph of nine nodes, and two nodes without links."""
    angle = np.arange(8) * np.pi / 4
    places = np.vstack([np.zeros((1, 2)), 200 * np.column_stack([np.cos(angle), np.sin(angle)]), np.zeros((2, 2))])
    boxes = np.tile([-40.0, -12.0, 40.0, 30.0], (11, 1))
    pairs = np.column_stack([np.zeros(8, dtype=np.int64), np.arange(1, 9)])
    return Nodes(boxes, pairs, np.full(8, 120.0), {}), places


def _extent(places: Floats, boxes: Floats) -> tuple[float, float]:
    around = np.tile(places, 2) + boxes
    width, height = (around[:, 2:].max(axis=0) - around[:, :2].min(axis=0)).tolist()
    return width, height


def _fitted(places: Floats, nodes: Nodes, room: tuple[float, float]) -> Floats:
    camera = Camera(width=int(room[0]), height=int(room[1]))
    camera.fit(places, nodes.boxes, 0.0)
    return camera.sheet(places)


@pytest.mark.parametrize("room", [(1200.0, 500.0), (700.0, 340.0), (560.0, 800.0)])
def test_the_graph_has_the_shape_of_its_pane(star: tuple[Nodes, Floats], room: tuple[float, float]) -> None:
    nodes, places = star
    found = shaped(nodes, places, room)
    assert (found == shaped(nodes, places, room)).all()
    width, height = _extent(_fitted(found, nodes, room), nodes.boxes)
    assert width / height == pytest.approx((room[0] - 32) / (room[1] - 32), rel=0.35)


def test_nodes_without_links_stand_in_line_and_apart_from_the_others(star: tuple[Nodes, Floats]) -> None:
    nodes, places = star
    found = shaped(nodes, places, (900.0, 500.0))
    assert found[9, 1] == found[10, 1] or found[9, 0] == found[10, 0]
    around = np.tile(_fitted(found, nodes, (900.0, 500.0)), 2) + nodes.boxes
    for loner in around[9:].tolist():
        assert not any(overlap(tuple(loner), tuple(other)) for other in around[:9].tolist())


def test_a_crowd_keeps_the_places_that_were_found(star: tuple[Nodes, Floats]) -> None:
    found = {row: (float(row), 0.0) for row in range(500)}
    assert in_shape(star[0], list(found), found, (900.0, 500.0)) is found


def _on_pane(hand: Hand) -> Floats:
    places: Floats = np.array(
        [[spot.x(), spot.y()] for spot in map(hand.canvas.spot_of, range(len(hand.view.scene.ids)))]
    )
    return places


@pytest.mark.parametrize("size", [(900, 500), (1300, 420), (560, 760)])
def test_the_graph_uses_the_room_of_the_pane_and_does_so_again_when_that_changes(
    hand: Hand, size: tuple[int, int]
) -> None:
    hand.view.resize(*size)
    hand.canvas.settle()
    spots = _on_pane(hand)
    boxes = hand.canvas.boxes()
    width, height = _extent(spots, boxes)
    assert width > 0.8 * size[0]
    assert height > 0.7 * size[1]
    around = np.tile(spots, 2) + boxes
    assert around.min() > 0
    assert (around[:, 2] < size[0]).all()


def test_another_size_and_back_leaves_everything_where_it_was(hand: Hand) -> None:
    before = _on_pane(hand)
    hand.view.resize(700, 300)
    hand.view.resize(900, 500)
    assert _on_pane(hand) == pytest.approx(before)


def test_who_has_looked_closer_keeps_zoom_and_places_when_the_pane_changes(hand: Hand) -> None:
    hand.canvas.zoom_by(1.5)
    zoom, places = hand.canvas.camera.zoom, hand.view.scene.places.copy()
    hand.view.resize(700, 300)
    assert hand.canvas.camera.zoom == zoom
    assert (hand.view.scene.places == places).all()


def test_a_graph_that_somebody_has_placed_is_not_stretched(hand: Hand) -> None:
    hand.drag(hand.node("Donald Trump"), hand.ground())
    places = hand.view.scene.places.copy()
    hand.view.resize(700, 300)
    hand.canvas.fit()
    assert (hand.view.scene.places == places).all()


def _marks(hand: Hand) -> Iterator[Box]:
    """Yield boxes within the marks, on the sheet."""
    scene, zoom = hand.view.scene, hand.canvas.camera.zoom
    for (x, y), radius in zip((scene.places * zoom).tolist(), scene.radii.tolist(), strict=True):
        reach = 0.6 * radius * min(zoom, 1.0) ** 0.7
        yield x - reach, y - reach, x + reach, y + reach


@pytest.mark.parametrize("size", [(900, 500), (520, 240)])
def test_no_name_or_label_lies_over_a_node(hand: Hand, size: tuple[int, int]) -> None:
    hand.view.resize(*size)
    hand.canvas.settle()
    placing = hand.canvas.frame.placing
    for box in (*placing.names.values(), *placing.labels.values()):
        assert not any(overlap(box, mark) for mark in _marks(hand))


def test_the_label_of_a_selected_link_is_shown_where_it_hides_no_node(hand: Hand) -> None:
    canvas, scene = hand.canvas, hand.view.scene
    for row, line in enumerate(scene.lines):
        words = canvas.look.label(scene, row)
        box = canvas.frame.placing.callout(line * canvas.camera.zoom, words, canvas.camera.view)
        assert not any(overlap(box, mark) for mark in _marks(hand)), words.lines
        view = canvas.camera.view
        assert view[0] <= box[0] and view[1] <= box[1] and box[2] <= view[2] and box[3] <= view[3]


def test_a_graph_that_grows_is_arranged_once_it_rests_and_moves_little(qtbot: QtBot, hand: Hand) -> None:
    before = dict(zip(hand.view.scene.ids, _on_pane(hand).tolist(), strict=True))
    first, last = ActorId(hand.id("Donald Trump")), ActorId(hand.id("Vladimir Putin"))
    with qtbot.waitSignal(hand.view.arranger.arranged, timeout=20_000):
        hand.view.bridge.attempt(lambda document: link_actors(document, first, last, label="calls"))
        added = hand.view.bridge.attempt(lambda document: add_actor(document, name="Latvia")).value
    after = dict(zip(hand.view.scene.ids, _on_pane(hand).tolist(), strict=True))
    assert added in after
    moved = [np.hypot(*np.subtract(after[actor], spot)) for actor, spot in before.items()]
    assert float(np.mean(moved)) < 100  # laid out from scratch it is twice that and more
    assert not hand.view.scene.stored


def test_a_node_keeps_its_colour_when_a_younger_one_goes_and_few_change_when_an_old_one_does(hand: Hand) -> None:
    def colours() -> dict[int, str]:
        scene = hand.view.scene
        return {actor: hand.canvas.look.key(scene, row, 9.0)[1] for actor, row in scene.row_of.items()}

    before = colours()
    newest, oldest = max(before), min(before)
    hand.view.bridge.attempt(lambda document: remove_actors(document, ActorId(newest)))
    after = colours()
    assert after == {actor: colour for actor, colour in before.items() if actor != newest}
    hand.view.bridge.attempt(lambda document: remove_actors(document, ActorId(oldest)))
    changed = [actor for actor, colour in colours().items() if colour != after[actor]]
    assert set(changed) <= set(sorted(before)[: FAIR + 1])  # at most those who had stepped aside, or do so now
    after = colours()
    assert set(after.values()) <= set(LIGHT.actors)
    hand.view.choose([Fact("actor", min(after))])
    assert colours() == after


def test_a_name_goes_back_beside_its_mark_when_there_is_room_again() -> None:
    placing, name = Placing(), Words(("Klaskovsky",), (80.0,), 80.0, 14.0, True)
    placing.place_name(0, 50.0, 50.0, 8.0, name, (0.0, 0.0, 100.0, 100.0), beside=True)
    assert 0 in placing.names
    assert not placing.is_beside(0)
    placing.restart()
    placing.place_name(0, 50.0, 50.0, 8.0, name, (0.0, 0.0, 400.0, 100.0), beside=True)
    assert placing.is_beside(0)
