"""The geometry of the window's graph: fans, trimmed curves, grids, new nodes among old ones, fewer crossings."""

import random

import numpy as np
import pytest

from geoeditor.layout.boxes import Floats, touching_pairs
from geoeditor.layout.bundles import (
    DIAMOND,
    ROUND,
    ROUNDED,
    SQUARE,
    Reach,
    curves,
    distances,
    fan_bends,
    fan_ranks,
    reaches,
    sampled,
    trimmed,
)
from geoeditor.layout.insertion import insert_near
from geoeditor.layout.point_grid import CellGrid
from geoeditor.layout.polish import polished


def _curves(places: Floats, ends: list[tuple[int, int]]) -> Floats:
    rows = np.array(ends)
    bends = fan_bends(places, rows, fan_ranks(rows), np.tile((90.0, 26.0), (len(rows), 1)), 34.0, 60.0)
    return curves(places, rows, bends)


def test_a_single_link_is_straight_and_parallel_ones_fan_out_whichever_way_they_go() -> None:
    ends = np.array([[0, 1], [1, 0], [0, 2], [0, 1]])
    ranks = fan_ranks(ends)
    assert ranks[2] == 0
    # Seen from the lower row, the three lie one step apart.
    assert sorted([ranks[0], -ranks[1], ranks[3]]) == [-1, 0, 1]
    assert fan_ranks(np.zeros((0, 2), dtype=np.int64)).shape == (0,)


def test_links_that_run_down_the_page_keep_further_apart_than_those_that_run_across() -> None:
    across = _curves(np.array([[0.0, 0.0], [400.0, 0.0]]), [(0, 1), (0, 1)])
    down = _curves(np.array([[0.0, 0.0], [0.0, 400.0]]), [(0, 1), (0, 1)])
    gaps = [np.hypot(*np.diff(sampled(lines, 3)[:, 1], axis=0)[0]) for lines in (across, down)]
    assert gaps == pytest.approx([34.0, 50.0])


def test_a_curve_never_bows_out_more_than_its_length_allows() -> None:
    lines = _curves(np.array([[0.0, 0.0], [60.0, 0.0]]), [(0, 1)] * 9)
    assert np.abs(sampled(lines, 21)[..., 1]).max() <= 0.3 * 60 + 1e-9


@pytest.mark.parametrize(("outline", "slanting"), [(ROUND, 10.0), (SQUARE, 12.73), (ROUNDED, 11.4), (DIAMOND, 7.07)])
def test_links_end_at_the_outline_of_the_mark(outline: int, slanting: float) -> None:
    found = reaches(np.array([[3.0, 3.0]]), np.array([10.0]), np.array([outline]))
    assert found == pytest.approx([slanting], abs=0.01)


def test_a_trimmed_curve_begins_and_ends_where_it_should() -> None:
    lines = _curves(np.array([[0.0, 0.0], [100.0, 0.0]]), [(0, 1)])
    cut = trimmed(lines, np.array([12.0]), np.array([20.0]))[0]
    assert cut[[0, 1, 4, 5]] == pytest.approx([12, 0, 80, 0])
    stump = trimmed(lines, np.array([90.0]), np.array([90.0]))[0]
    assert np.isfinite(stump).all()


def test_a_point_grid_finds_what_brute_force_finds() -> None:
    dice = np.random.default_rng(3)
    spots = dice.uniform(-500, 900, (800, 2))
    grid = CellGrid(spots, np.arange(800))
    for x, y in dice.uniform(-600, 1_000, (60, 2)).tolist():
        close = np.flatnonzero(np.hypot(*(spots - (x, y)).T) <= 40)
        assert set(close.tolist()) <= set(grid.near(x, y, 40.0).tolist())


def test_the_nearest_curve_is_found_as_by_brute_force() -> None:
    dice = np.random.default_rng(4)
    places = dice.uniform(0, 3_000, (60, 2))
    ends = [(a, b) for a, b in dice.integers(0, 60, (300, 2)).tolist() if a != b]
    lines = _curves(places, ends)
    search = Reach(lines)
    hits = 0
    for x, y in dice.uniform(0, 3_000, (200, 2)).tolist():
        away = distances(lines, x, y)
        found = search.nearest(x, y, 12.0)
        assert (found is None) == (away.min() > 12.0)
        if found is not None:
            hits += 1
            assert away[found] == pytest.approx(away.min())
    assert hits > 20
    assert Reach(lines[:0]).nearest(0, 0, 5) is None


def test_new_nodes_come_near_their_neighbours_touch_nothing_and_move_nobody() -> None:
    dice = random.Random(2)
    places = np.array([[dice.uniform(0, 1_500), dice.uniform(0, 900)] for _ in range(40)])
    boxes = np.tile((-50.0, -12.0, 50.0, 30.0), (40, 1))
    known = np.arange(40) < 20
    pairs = np.array([[i, i - 20] for i in range(20, 36)])
    found = insert_near(places, known, boxes, pairs)
    assert found[known] == pytest.approx(places[known])
    assert np.hypot(*(found[20:36] - found[0:16]).T).max() < 420
    around = boxes + np.tile(found, 2)
    assert not [pair for pair in touching_pairs(around).tolist() if max(pair) >= 20]
    assert insert_near(places, known, boxes, pairs) == pytest.approx(found)


def _crossings(places: Floats, pairs: list[tuple[int, int]]) -> int:
    def side(a: Floats, b: Floats, c: Floats) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    count = 0
    for i, (a, b) in enumerate(pairs):
        for c, d in pairs[i + 1 :]:
            if len({a, b, c, d}) == 4:
                p, q, r, s = places[[a, b, c, d]]
                count += side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0
    return count


def test_polishing_takes_crossings_away_and_keeps_nodes_apart() -> None:
    ring = [(i, (i + 1) % 10) for i in range(10)]
    mixed = np.random.default_rng(8).permutation(10)
    angle = mixed * 2 * np.pi / 10
    places = np.column_stack([np.cos(angle), np.sin(angle)]) * 260
    boxes = np.tile((-40.0, -12.0, 40.0, 30.0), (10, 1))
    pairs = np.array(ring)
    found = polished(places, boxes, pairs, np.full(10, 150.0), np.ones(10, dtype=np.int64), 1.4)
    assert _crossings(found, ring) < _crossings(places, ring) / 2
    assert len(touching_pairs(boxes + np.tile(found, 2))) == 0
    again = polished(places, boxes, pairs, np.full(10, 150.0), np.ones(10, dtype=np.int64), 1.4)
    assert again == pytest.approx(found)


def test_large_graphs_are_not_polished() -> None:
    places = np.random.default_rng(1).uniform(0, 1_000, (200, 2))
    pairs = np.column_stack([np.arange(199), np.arange(1, 200)])
    boxes = np.zeros((200, 4))
    assert polished(places, boxes, pairs, np.full(199, 90.0), np.ones(199, dtype=np.int64), 1.4) is places
