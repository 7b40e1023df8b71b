"""When events are, in px: the scale, each event's bar and the place of its connector. Imports `when` and `layout`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geoeditor import when
from geoeditor.charts.timeline.bars import open_core
from geoeditor.core.queries.chart_facts import ChartEvent
from geoeditor.layout.boxes import Floats
from geoeditor.layout.lanes import spread
from geoeditor.layout.time_scale import TimeScale, fit_time

LEAST_BAR_PX = 6.0
"""A time narrower than this is a crisp mark without a bar."""
_CRISP_PX = 60.0
_LEAST_APART, _MOST_APART = 12.0, 40.0
"""Px between connectors: the least at which marks do not touch, and where more is no gain."""
_NUDGE_PX = 14.0
"""How far simultaneous marks may step aside so that all are seen."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in time an event lies: its date, the px of its bar (None: crisp or unknown) and of its connector."""

    when: when.When | None
    x: float
    bar: tuple[float, float] | None


def read_date(t: str) -> when.When | None:
    """Return the date, None where there is none or it cannot be read."""
    if not t:
        return None
    try:
        return when.parse(t)
    except when.WhenError:
        return None


def bounded(date: when.When) -> tuple[float, float]:
    """Return finite bounds in seconds: an open end is brought in to the nearest known time."""
    known = [float(t) for t in (date.lo, date.lo_max, date.hi_min, date.hi) if t is not None]
    known += [float(t) for piece in date.pieces for t in piece if t is not None]
    lo = min(known) if date.lo is None else float(date.lo)
    hi = max(known) if date.hi is None else float(date.hi)
    return lo, max(hi, lo + 1.0)


def scale_for(dates: Sequence[when.When], x0: float, x1: float) -> TimeScale | None:
    """Fit the axis to the dates; None without any."""
    if not dates:
        return None
    spans = np.array([bounded(date) for date in dates])
    closed = np.array([date.lo is not None and date.hi is not None for date in dates])
    # what only has to be before or after a day does not crowd on that day
    return fit_time(spans, x0, x1, moments=spans[closed].mean(axis=1) if closed.any() else None)


def _reach(date: when.When, scale: TimeScale, ends: tuple[float, float]) -> tuple[float, float]:
    lo, hi = scale.x(np.array(bounded(date))).tolist()
    return (ends[0] if date.lo is None else lo), (ends[1] if date.hi is None else hi)


def _window(date: when.When, bar: tuple[float, float], scale: TimeScale) -> tuple[float, float, float]:
    """Return least, greatest and wished x of the connector, all within the time the event may have."""
    a, b = bar
    middle = (a + b) / 2
    if not is_shown(date, bar):
        return middle - _NUDGE_PX, middle + _NUDGE_PX, middle
    if date.kind == "span":
        # Inside the core, where the event certainly goes on.
        a = a if date.lo_max is None else float(scale.x(np.array([date.lo_max]))[0])
        b = b if date.hi_min is None else float(scale.x(np.array([date.hi_min]))[0])
        a, b = (a, b) if b - a >= LEAST_BAR_PX else bar
    inset = min(8.0, (b - a) / 4)
    if date.lo is None and date.hi is not None:
        core = open_core(a, b)[0]
        return core + 0.3 * (b - core), b - inset, b - 0.35 * (b - core)
    if date.hi is None and date.lo is not None:
        length = b - open_core(a, b)[0]
        return a + inset, a + 0.7 * length, a + 0.35 * length
    return a + inset, b - inset, (a + b) / 2


def is_shown(date: when.When, bar: tuple[float, float]) -> bool:
    """Tell whether a date is drawn as a bar; a day or less is a crisp mark however large the scale."""
    certain = date.kind == "point" and date.precision in ("day", "minute", "second")
    return bar[1] - bar[0] >= (_CRISP_PX if certain else LEAST_BAR_PX)


def place_moments(
    events: Sequence[ChartEvent], scale: TimeScale | None, axis: tuple[float, float], tray: tuple[float, float],
) -> list[Moment]:  # fmt: skip
    """Return the moment of each event; the undated lie in the tray in the order given.

    Args:
        events: the events to place.
        scale: the axis; None when nothing is dated.
        axis: px between which bars may run.
        tray: px of the tray at the left.
    """
    dates = [read_date(event.t) for event in events]
    bars = [_reach(date, scale, axis) if date and scale else None for date in dates]
    xs: Floats = np.zeros(len(events))
    dated = [i for i, bar in enumerate(bars) if bar]
    if dated and scale:
        windows = np.array([_window(date, bar, scale) for date, bar in zip(dates, bars, strict=True) if date and bar])
        held = np.clip(windows, axis[0] + 8, axis[1] - 8)
        xs[dated] = spread(held[:, :2], held[:, 2], _LEAST_APART, _MOST_APART)
    undated = [i for i, bar in enumerate(bars) if not bar]
    step = (tray[1] - tray[0]) / max(len(undated), 1)
    for place, i in enumerate(undated):
        xs[i] = tray[0] + (place + 0.5) * step
    shown = [bar if bar and date and is_shown(date, bar) else None for date, bar in zip(dates, bars, strict=True)]
    return [Moment(d if b else None, float(x), s) for d, b, x, s in zip(dates, bars, xs, shown, strict=True)]
