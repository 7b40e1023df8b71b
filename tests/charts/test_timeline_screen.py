"""What the interactive timeline shows: exactly what is in sight, labels apart, lanes in order, forms of dates."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor import when
from geoeditor.charts.timeline import bar_pieces
from geoeditor.charts.timeline.bar_pieces import BarForms
from geoeditor.charts.timeline.label_layout import LabelLayout, label_at
from geoeditor.charts.timeline.scene import Scene, Strips, kind_strips, make_scene, storyline_strips
from geoeditor.charts.timeline.screen import (
    CRISP_BAR,
    LEAST_BAR,
    MARK_REACH,
    Frame,
    event_x,
    furthest_scroll,
    lane_ladder,
    make_frame,
    plot_for,
    storyline_ladder,
)
from geoeditor.core.queries.chart_facts import ChartActor
from geoeditor.core.queries.timeline import EventKind, Participations, TimelineColumns, TimelineEvents
from geoeditor.layout.time_window import TimeWindow, fit_spans

DATES = (
    "2019", "2020-08", "2025-08-01", "[2025-08-01..2025-08-07]", "2025-08-07/2025-12-31", "", "2025-06-23~/2025-08",
    "2025-08-07/..", "../2025-08-07", "2005~", "1994/2001-05", "{1990,1999}", "Y-17E7",
)  # fmt: skip


def columns_of(events: int, actors: int, seed: int, dates: tuple[str, ...] = DATES) -> TimelineColumns:
    """Return made-up columns."""
    dice = random.Random(seed)
    chosen = [dice.choice(dates) for _ in range(events)]
    bounds = [when.bounds(date) for date in chosen]
    lo = [np.nan if b.t_lo is None else -np.inf if b.t_lo == when.OPEN_START else float(b.t_lo) for b in bounds]
    hi = [np.nan if b.t_hi is None else np.inf if b.t_hi == when.OPEN_END else float(b.t_hi) for b in bounds]
    ids = np.arange(events, dtype=np.int64) * 3 + 100
    joined = sorted({(dice.randrange(events), dice.randrange(actors)) for _ in range(events * 2)}) if actors else []
    table = np.array(joined, dtype=np.int64).reshape(-1, 2)
    return TimelineColumns(
        TimelineEvents(
            ids, np.array(lo), np.array(hi), np.array([b.t_prec in ("day", "minute") for b in bounds]),
            np.array([dice.randrange(0, 4) for _ in range(events)], dtype=np.int64),
            np.array([dice.randrange(5) for _ in range(events)], dtype=np.uint8),
            np.array([dice.randrange(3) for _ in range(events)], dtype=np.int64),
            np.zeros(events, dtype=np.bool_), np.zeros(events, dtype=np.bool_),
            tuple(f"Event {i}" for i in range(events)), tuple(chosen),
        ),
        Participations(np.arange(len(table)), ids[table[:, 0]], table[:, 1] + 1, np.zeros(len(table), dtype=np.bool_)),
        tuple(ChartActor(i + 1, f"Actor {i}", "actor.person") for i in range(actors)),
        {k: EventKind(f"event.k{k}", f"Kind {k}", k - 2) for k in (1, 2, 3)}, {},
    )  # fmt: skip


def nothing_hidden(_sign: int, _kind: str) -> bool:
    """Hide nothing."""
    return False


def frame_of(scene: Scene, strips: Strips, window: TimeWindow, scroll: float, size: tuple[float, float]) -> Frame:
    """Return the frame of a window."""
    plot = plot_for(*size, strips)
    window = window.resized(max(plot.width - plot.left, 1.0))
    if strips.mode == "storylines":
        ladder = storyline_ladder(scene, strips, plot)
    else:
        ladder = lane_ladder(scene, strips, window, np.full(len(scene), 60.0))
    return make_frame(scene, strips, plot, window, ladder, min(scroll, furthest_scroll(ladder, plot)))


def in_sight(scene: Scene, strips: Strips, frame: Frame) -> set[int]:
    """Return the events in sight, found one by one."""
    events, window, found = scene.columns.events, frame.window, set[int]()
    for event, lane in zip(strips.mark_event.tolist(), strips.mark_lane.tolist(), strict=True):
        if lane not in frame.lanes:
            continue
        if not scene.dated[event]:
            found.add(event)
            continue
        a, b = window.x(float(events.lo[event])), window.x(float(events.hi[event]))
        x = event_x(scene, strips, frame.plot, window, event) - frame.plot.left
        first, last = x - MARK_REACH, x + MARK_REACH
        if b - a >= (CRISP_BAR if events.fine[event] else LEAST_BAR):
            first, last = min(a, first), max(b, last)
        if last >= 0 and first <= window.width:
            found.add(event)
    return found


@given(
    st.integers(1, 60), st.integers(0, 12), st.integers(0, 99), st.floats(0.5, 5_000), st.floats(0, 1),
    st.floats(0, 900), st.booleans(), st.sampled_from([(900.0, 600.0), (320.0, 180.0)]),
)  # fmt: skip
def test_a_frame_holds_exactly_what_is_in_sight(
    events: int, actors: int, seed: int, factor: float, at: float, scroll: float, lanes: bool, size: tuple[float, float]
) -> None:
    scene = make_scene(columns_of(events, actors, seed), nothing_hidden)
    strips = kind_strips(scene) if lanes else storyline_strips(scene)
    whole = fit_spans(scene.columns.events.lo, scene.columns.events.hi, 600.0, 0.0)
    frame = frame_of(scene, strips, whole.zoomed(factor, at * 600), scroll, size)
    assert set(frame.events.tolist()) == in_sight(scene, strips, frame)
    for event, (top, bottom) in zip(frame.line_event.tolist(), frame.line_y.tolist(), strict=True):
        assert strips.top[event] < strips.bottom[event] and top <= bottom


@given(st.integers(1, 80), st.integers(1, 8), st.integers(0, 99), st.booleans())
def test_no_two_labels_touch_and_all_lie_inside(events: int, actors: int, seed: int, lanes: bool) -> None:
    scene = make_scene(columns_of(events, actors, seed), nothing_hidden)
    strips = kind_strips(scene) if lanes else storyline_strips(scene)
    layout = LabelLayout(lambda event, most: min(40.0 + 7 * (event % 20), most))
    window = fit_spans(scene.columns.events.lo, scene.columns.events.hi, 600.0, 0.0)
    for factor in (1.0, 1.3, 40.0, 41.0):
        frame = frame_of(scene, strips, window.zoomed(factor, 420.0), 0.0, (800.0, 500.0))
        frame = layout.place(scene, strips, frame, {0})
        assert len(frame.labels) + frame.hidden_labels == len(frame.events)
        for i, label in enumerate(frame.labels):
            a = label.box
            assert a[0] >= frame.plot.names and a[2] <= frame.plot.width and a[1] >= 0 and a[3] <= frame.plot.bottom
            assert label_at(frame, (a[0] + a[2]) / 2, (a[1] + a[3]) / 2) == label.event
            for other in frame.labels[:i]:
                b = other.box
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_labels_keep_their_places_while_one_pans() -> None:
    scene = make_scene(
        columns_of(60, 6, 3, ("2019", "2020-08-01", "2021-02", "2022-05-05", "2018-12~")), nothing_hidden
    )
    strips = storyline_strips(scene)
    layout = LabelLayout(lambda event, most: min(90.0, most))
    window = fit_spans(scene.columns.events.lo, scene.columns.events.hi, 600.0, 0.0).zoomed(3.0, 300.0)
    before = layout.place(scene, strips, frame_of(scene, strips, window, 0.0, (900.0, 400.0)), frozenset())
    after = layout.place(scene, strips, frame_of(scene, strips, window.panned(-7.0), 0.0, (900.0, 400.0)), frozenset())
    old = {label.event: (label.left - before.x[label.event], label.top) for label in before.labels}
    moved = [
        label.event
        for label in after.labels
        if label.event in old
        and label.left > after.plot.left + 20
        and label.left + label.width < after.plot.width - 20
        and old[label.event] != pytest.approx((label.left - after.x[label.event], label.top))
    ]
    assert len(old) > 5 and not moved


def test_events_of_the_very_same_time_stand_side_by_side() -> None:
    scene = make_scene(columns_of(5, 0, 1, ("2025-08-01",)), nothing_hidden)
    frame = frame_of(scene, storyline_strips(scene), TimeWindow(1.7e9, 1e-5, 600.0), 0.0, (900.0, 400.0))
    assert len(np.unique(np.rint(frame.x))) == 5


def test_the_filter_is_asked_once_a_kind_and_time_hides_what_ends_before() -> None:
    asked: list[tuple[int, str]] = []

    def hides(sign: int, kind: str) -> bool:
        asked.append((sign, kind))
        return sign == 1

    columns = columns_of(40, 4, 5)
    scene = make_scene(columns, hides)
    assert len(asked) == len(set(asked)) <= 4
    np.testing.assert_array_equal(scene.hidden, columns.events.kinds == 3)
    limited = make_scene(columns, nothing_hidden, since=1_600_000_000, until=1_754_000_000)
    events = columns.events
    late, early = events.lo >= 1_754_000_000, events.hi <= 1_600_000_000
    np.testing.assert_array_equal(limited.hidden, ~np.isnan(events.lo) & (late | early))
    assert not np.intersect1d(storyline_strips(scene).mark_event, np.flatnonzero(scene.hidden)).size


def test_the_forms_of_dates_are_told_apart() -> None:
    columns = columns_of(len(DATES), 2, 0)
    events = TimelineEvents(*(getattr(columns.events, name) for name in TimelineEvents.__slots__))
    forms = BarForms(events)
    forms.read(np.arange(len(events)))
    for place, text in enumerate(events.dates):
        found = int(forms.form[place])
        if text == "2005~":
            assert found == 1
        elif "/" in text:
            assert found == 2
        elif text and text[0] in "[{":
            assert found >= 3
        else:
            assert found == 0
    spans = [i for i, text in enumerate(events.dates) if text == "1994/2001-05"]
    for place in spans:
        a, b = forms.core[place]
        assert (a, b) == (when.days(1995, 1, 1) * 86_400 - 1, when.days(2001, 5, 1) * 86_400 + 1)


def test_bars_of_open_times_fade_from_the_known_end_and_run_on_as_a_line() -> None:
    scene = make_scene(columns_of(1, 0, 0, ("2025-08-07/..",)), nothing_hidden)
    frame = frame_of(scene, storyline_strips(scene), TimeWindow(1.74e9, 2e-5, 700.0), 0.0, (900.0, 400.0))
    pieces = bar_pieces.bar_pieces(frame, BarForms(scene.columns.events), np.array([0]))
    kinds = dict(zip(pieces.kind.tolist(), zip(pieces.a.tolist(), pieces.b.tolist(), strict=True), strict=True))
    assert kinds[bar_pieces.LINE][1] == frame.plot.width
    assert kinds[bar_pieces.FALL][1] == kinds[bar_pieces.LINE][0]
    assert kinds[bar_pieces.SOLID][0] == pytest.approx(float(frame.lo[0]))
