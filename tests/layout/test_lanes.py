"""Storylines that meet lie close; events of one moment stand side by side."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.layout.lanes import order_lanes, spread


def _length(order: list[int], groups: list[list[int]]) -> int:
    rank = {lane: i for i, lane in enumerate(order)}
    return sum(max(rank[lane] for lane in group) - min(rank[lane] for lane in group) for group in groups)


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.lists(st.integers(0, n - 1), min_size=1, max_size=4), max_size=15))
    )
)
def test_every_lane_is_there_once_and_connectors_are_no_longer_than_unordered(
    case: tuple[int, list[list[int]]],
) -> None:
    count, groups = case
    order = order_lanes(count, groups)
    assert sorted(order) == list(range(count))
    assert _length(order, groups) <= _length(list(range(count)), groups)


def test_the_order_of_a_small_chart_is_the_best_there_is() -> None:
    groups = [[0, 5], [5, 2], [2, 4], [1, 3], [0, 5], [3, 4]]
    best = min(_length(list(order), groups) for order in itertools.permutations(range(6)))
    assert _length(order_lanes(6, groups), groups) == best


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 300), st.floats(0, 1)), min_size=1, max_size=30))
def test_each_event_stays_inside_its_time(cases: list[tuple[int, int, float]]) -> None:
    windows = np.array([(a, a + length) for a, length, _ in cases], dtype=np.float64)
    targets = np.array([a + length * share for a, length, share in cases])
    xs = spread(windows, targets, 12.0, 40.0)
    assert (xs >= windows[:, 0] - 1e-9).all()
    assert (xs <= windows[:, 1] + 1e-9).all()


def test_events_of_one_window_stand_apart_as_far_as_it_allows() -> None:
    windows = np.tile([100.0, 220.0], (5, 1))
    gaps = np.diff(np.sort(spread(windows, np.full(5, 160.0), 12.0, 40.0)))
    assert (gaps > 28).all()


def test_a_crowd_elsewhere_does_not_press_events_together() -> None:
    windows = np.array([[0.0, 30.0]] * 6 + [[400.0, 600.0]] * 2)
    xs = spread(windows, windows.mean(axis=1), 12.0, 40.0)
    assert abs(xs[7] - xs[6]) > 38


def test_neighbours_whose_windows_only_meet_stay_apart_too() -> None:
    windows = np.array([[0.0, 50.0], [51.0, 90.0]])
    placed = spread(windows, np.array([48.0, 52.0]), 12.0, 40.0)
    assert placed[1] - placed[0] >= 12.0 - 1e-6
    assert ((placed >= windows[:, 0]) & (placed <= windows[:, 1])).all()


def test_places_held_within_their_windows_keep_their_distance() -> None:
    windows = np.array([[0.0, 100.0], [0.0, 100.0], [80.0, 100.0]])
    placed = spread(windows, np.array([95.0, 96.0, 97.0]), 12.0, 12.0)
    assert (np.diff(np.sort(placed)) >= 12.0 - 1e-6).all()


def test_where_there_is_too_little_room_all_stand_as_far_apart_as_they_can() -> None:
    windows = np.tile([0.0, 100.0], (12, 1))
    gaps = np.diff(np.sort(spread(windows, np.full(12, 60.0), 12.0, 40.0)))
    assert gaps.min() > 100 / 11 - 0.5
