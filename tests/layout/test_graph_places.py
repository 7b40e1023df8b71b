"""Graphs are laid out by their distances, always the same, and boxes are parted."""

import numpy as np
import pytest

from geoeditor.layout.boxes import Floats, Ints, touching_pairs
from geoeditor.layout.distances import Neighbours, all_distances, pivot_hops
from geoeditor.layout.packing import push_apart, shelves
from geoeditor.layout.stress import place_component


def _grid(width: int, height: int) -> tuple[int, Ints]:
    pairs = [(y * width + x, y * width + x + 1) for y in range(height) for x in range(width - 1)]
    pairs += [(y * width + x, y * width + width + x) for y in range(height - 1) for x in range(width)]
    return width * height, np.array(pairs)


def _stress(places: Floats, ways: Floats) -> float:
    """Return the mean weighted squared error at the best scale."""
    a, b = np.triu_indices(len(places), 1)
    span, way = np.hypot(*(places[a] - places[b]).T), ways[a, b]
    scale = (span / way).sum() / ((span / way) ** 2).sum()
    return float(((scale * span / way - 1) ** 2).mean())


def test_distances_agree_with_steps() -> None:
    count, pairs = _grid(5, 4)
    graph = Neighbours(count, pairs)
    ways = all_distances(graph, np.ones(len(graph.pairs)))
    assert np.array_equal(ways, np.array([graph.hops(node) for node in range(count)]))


def test_parts_are_found_with_loners_last() -> None:
    parts = Neighbours(7, np.array([[0, 3], [3, 5], [1, 2]])).components()
    assert [part.tolist() for part in parts] == [[0, 3, 5], [1, 2], [4], [6]]


@pytest.mark.parametrize(("width", "height", "most"), [(6, 5, 0.03), (24, 20, 0.03)])
def test_a_grid_is_drawn_as_a_grid(width: int, height: int, most: float) -> None:
    count, pairs = _grid(width, height)
    graph = Neighbours(count, pairs)
    places = place_component(graph, np.full(len(graph.pairs), 100.0), {})
    assert _stress(places, np.array([graph.hops(node) for node in range(count)])) < most
    assert np.ptp(places[:, 0]) > np.ptp(places[:, 1])


def test_lengths_are_about_what_was_wished() -> None:
    graph = Neighbours(4, np.array([[0, 1], [1, 2], [2, 3]]))
    places = place_component(graph, np.full(6, 150.0), {})
    assert np.hypot(*(places[0] - places[1])) == pytest.approx(150, rel=0.05)


def test_the_same_graph_gets_the_same_picture() -> None:
    count, pairs = _grid(20, 20)
    graph = Neighbours(count, pairs)
    first, second = (place_component(graph, np.full(len(graph.pairs), 100.0), {}) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("size", [4, 20])
def test_given_positions_are_kept_and_the_others_gather_around(size: int) -> None:
    count, pairs = _grid(size, size)
    graph = Neighbours(count, pairs)
    fixed = {0: (500.0, 300.0), count - 1: (900.0, 300.0)}
    places = place_component(graph, np.full(len(graph.pairs), 100.0), fixed)
    assert places[0].tolist() == [500.0, 300.0]
    assert places[-1].tolist() == [900.0, 300.0]
    assert np.isfinite(places).all()


def test_twins_do_not_lie_on_one_spot() -> None:
    graph = Neighbours(6, np.array([[0, leaf] for leaf in range(1, 6)]))
    places = place_component(graph, np.full(10, 120.0), {})
    a, b = np.triu_indices(6, 1)
    assert np.hypot(*(places[a] - places[b]).T).min() > 60


def test_pivots_lie_far_from_each_other() -> None:
    chain = np.array([[i, i + 1] for i in range(30)])
    pivots, rows = pivot_hops(Neighbours(31, chain), 3)
    assert pivots.tolist() == [1, 30, 15]
    assert rows.shape == (3, 31)


@pytest.mark.parametrize("seed", range(6))
def test_boxes_are_parted(seed: int) -> None:
    centres = np.random.default_rng(seed).uniform(0, 600, (40, 2))
    boxes = np.tile([-40.0, -10.0, 40.0, 25.0], (40, 1))
    places = push_apart(centres, boxes, 6.0)
    assert len(touching_pairs(boxes + np.tile(places, 2), 5.0)) == 0


def test_held_boxes_stay_and_the_others_make_way() -> None:
    centres = np.array([[0.0, 0], [10, 0], [0, 5], [30, 10], [200, 0]])
    boxes = np.tile([-40.0, -10.0, 40.0, 25.0], (5, 1))
    places = push_apart(centres, boxes, 6.0, held=[0, 4])
    assert places[[0, 4]].tolist() == [[0, 0], [200, 0]]
    assert len(touching_pairs(boxes + np.tile(places, 2), 5.0)) == 0


def test_boxes_apart_are_left_alone() -> None:
    centres = np.array([[0.0, 0.0], [200.0, 0.0]])
    assert np.array_equal(push_apart(centres, np.tile([-10.0, -10, 10, 10], (2, 1)), 4.0), centres)


def test_blocks_are_set_in_rows() -> None:
    assert shelves([(60, 20), (60, 30), (60, 10)], 130, 5) == [(0, 0), (65, 0), (0, 35)]
