"""The axis keeps the order of times, leaves out only what is empty, and its ticks stay apart."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor import when
from geoeditor.layout.ticks import axis_ticks, year_name
from geoeditor.layout.time_scale import TimeScale, fit_time

DAY = 86_400
SPANS = st.lists(
    st.tuples(st.integers(-(10**12), 10**12), st.integers(1, 10**10)).map(lambda v: (v[0], v[0] + v[1])),
    min_size=1,
    max_size=40,
)


def _seconds(year: int, month: int, day: int) -> float:
    return float(when.days(year, month, day) * DAY)


def _scale(*dates: str) -> TimeScale:
    bounds = [when.parse(date) for date in dates]
    return fit_time(np.array([(b.lo or 0, b.hi or 0) for b in bounds], dtype=np.float64), 0.0, 1000.0)


@given(SPANS)
def test_later_is_never_further_left_and_all_facts_are_on_the_axis(spans: list[tuple[int, int]]) -> None:
    scale = fit_time(np.array(spans, dtype=np.float64), 50.0, 950.0)
    times = np.sort(np.array(spans, dtype=np.float64).ravel())
    xs = scale.x(times)
    assert (np.diff(xs) >= 0).all()
    assert xs.min() >= 50 - 1e-6
    assert xs.max() <= 950 + 1e-6
    assert scale.segments[-1].x1 == pytest.approx(950)


@given(SPANS)
def test_only_empty_time_is_left_out(spans: list[tuple[int, int]]) -> None:
    scale = fit_time(np.array(spans, dtype=np.float64), 0.0, 1000.0)
    for before, after in scale.breaks():
        assert all(hi <= before.t1 or lo >= after.t0 for lo, hi in spans)


def test_empty_years_between_an_old_and_many_new_facts_are_left_out() -> None:
    scale = _scale("2019", "2025-06-23/2025-08-07", "2025-08-07/2025-12-31", "2025-08-01")
    assert len(scale.breaks()) == 1
    before, after = scale.breaks()[0]
    assert before.t1 < _seconds(2021, 1, 1)
    assert after.t0 > _seconds(2024, 1, 1)
    assert after.x1 - after.x0 > before.x1 - before.x0


def test_a_crowded_week_in_a_full_decade_gets_more_room() -> None:
    years = [str(year) for year in range(2010, 2026)]
    week = [f"2020-03-{day:02}" for day in range(2, 9)] * 6
    scale = _scale(*years, *week)
    assert scale.breaks() == []
    crowded = max(scale.segments, key=scale.factor)
    assert scale.factor(crowded) > 10
    assert crowded.t0 <= _seconds(2020, 3, 2) < _seconds(2020, 3, 8) < crowded.t1


def test_one_moment_has_an_axis_of_some_length() -> None:
    assert _scale("2024-05-01").segments[0].rate > 0


@given(st.integers(-(10**14), 10**13), st.floats(3.7, 13.5), st.floats(120, 2000))
def test_ticks_lie_inside_in_order_with_room_for_their_labels(start: int, power: float, px: float) -> None:
    length = 10**power
    ticks = axis_ticks(start, start + length, px, lambda label: 6.0 * len(label))
    assert all(start <= tick.t < start + length for tick in ticks)
    for a, b in itertools.pairwise(ticks):
        gap = (b.t - a.t) / length * px
        assert gap >= 6.0 * max(len(a.label), len(b.label)) * 0.9


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2019-01-01", "2026-01-01", ["2019", "2020", "2021", "2022", "2023", "2024", "2025"]),
        ("2025-07-01", "2025-12-31", ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        ("-0100-01-01", "0100-01-01", ["100 BC", "80 BC", "60 BC", "40 BC", "20 BC", "1", "20", "40", "60", "80"]),
    ],
)
def test_ticks_are_what_a_person_would_write(first: str, last: str, labels: list[str]) -> None:
    start, end = when.parse(first).lo, when.parse(last).lo
    assert start is not None
    assert end is not None
    ticks = axis_ticks(start, end, 600, lambda label: 7.0 * len(label))
    assert [tick.label for tick in ticks] == labels


def test_the_larger_unit_stands_where_it_begins() -> None:
    ticks = axis_ticks(_seconds(2024, 10, 15), _seconds(2025, 3, 15), 500, lambda label: 7.0 * len(label))
    assert [(tick.label, tick.context) for tick in ticks] == [
        ("Nov", "2024"), ("Dec", ""), ("Jan", "2025"), ("Feb", ""), ("Mar", ""),
    ]  # fmt: skip


def test_hours_of_one_day_name_the_day() -> None:
    day = _seconds(2024, 3, 4)
    ticks = axis_ticks(day, day + 12 * 3600, 700, lambda label: 7.0 * len(label))
    assert ticks[0].label == "00:00"
    assert ticks[0].context == "4 Mar 2024"


def test_there_is_no_year_nought() -> None:
    assert year_name(0) == "1 BC"
    assert year_name(-43) == "44 BC"
    assert year_name(-2_499_999) == "2.5 million BC"
