"""The window of time: pan, zoom, fit, and the way from one to another."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.layout.time_window import LEAST_SPAN, MOST_SPAN, TimeWindow, fit_spans, fit_window

windows = st.builds(
    lambda start, span, width: TimeWindow(start, width / span, width),
    st.floats(-1e12, 1e12), st.floats(1e4, 1e13), st.floats(50, 4_000),
)  # fmt: skip


@given(windows, st.floats(0.01, 100), st.floats(0, 1))
def test_zooming_leaves_the_time_under_the_pointer_where_it_is(window: TimeWindow, factor: float, at: float) -> None:
    x = at * window.width
    zoomed = window.zoomed(factor, x)
    assert zoomed.seconds(x) == pytest.approx(window.seconds(x), abs=2 / zoomed.rate + 1e-3)
    assert LEAST_SPAN * 0.999 <= zoomed.span <= MOST_SPAN * 1.001


@given(windows, st.floats(-5_000, 5_000))
def test_panning_moves_what_is_shown_by_so_many_px(window: TimeWindow, px: float) -> None:
    assert window.panned(px).x(window.start) == pytest.approx(px, abs=0.5)


@given(windows, windows)
def test_the_way_to_another_window_begins_here_and_ends_there(window: TimeWindow, goal: TimeWindow) -> None:
    goal = goal.resized(window.width)
    begun = window.towards(goal, 0.0)
    assert begun.rate == pytest.approx(window.rate)
    assert begun.x(window.start) == pytest.approx(0, abs=1)
    assert window.towards(goal, 1.0) == goal
    rates = [window.towards(goal, share).rate for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    steps = [after / before for before, after in pairwise(rates)]  # the last bits of equal rates may differ
    assert all(step > 1 - 1e-12 for step in steps) or all(step < 1 + 1e-12 for step in steps)


def test_a_resized_window_shows_the_same_time() -> None:
    window = TimeWindow(5.0, 0.01, 800.0).resized(400.0)
    assert (window.start, window.end, window.width) == (5.0, 80_005.0, 400.0)


def test_fitting_shows_all_spans_and_counts_open_ends_from_their_known_side() -> None:
    lo = np.array([-np.inf, 2e9, np.nan, 1e9])
    hi = np.array([1.5e9, np.inf, np.nan, 1.1e9])
    window = fit_spans(lo, hi, 900.0, 0.0)
    assert 0 < window.x(1e9) < window.x(2e9) < 900
    assert window.x(2e9) - window.x(1e9) > 700


def test_a_single_moment_and_nothing_at_all_are_fitted_too() -> None:
    assert fit_window(5e8, 5e8, 600).span == pytest.approx(31_556_952)
    nothing = np.full(3, np.nan)
    window = fit_spans(nothing, nothing, 600.0, 1e9)
    assert window.start < 1e9 < window.end
