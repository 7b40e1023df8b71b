"""From seconds to px along an axis, in pieces, so that crowded weeks stay readable beside empty decades.

Long empty stretches are left out (a break, marked by whoever draws), and a stretch where most events crowd
gets more room than its length asks for (marked as `scale x k`). Imports only `when` and numpy.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geoeditor import when
from geoeditor.layout.boxes import Floats

DAY = 86_400
BREAK_PX = 44.0
"""Width of the mark for years left out."""
_EMPTY_SHARE = 0.18
"""A gap is left out when it takes at least this share of the whole time."""
_FOCUS_SHARE = 0.06
"""A crowd is given more room when it fills less than this share of its stretch."""
_LEAST_FOCUS = 14.0 * DAY
"""The shortest time in seconds that is given more room: dates to the day say nothing of hours."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of time with one scale: seconds t0 to t1 (half-open) on px x0 to x1."""

    t0: float
    t1: float
    x0: float
    x1: float

    @property
    def rate(self) -> float:
        """Return px a second."""
        return (self.x1 - self.x0) / (self.t1 - self.t0)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Stretches from left to right; where one ends before the next begins, time is left out."""

    segments: tuple[Segment, ...]

    def x(self, seconds: Floats) -> Floats:
        """Return px for each time; what lies outside is held at the nearest end."""
        times = [t for s in self.segments for t in (s.t0, s.t1)]
        places = [x for s in self.segments for x in (s.x0, s.x1)]
        return np.asarray(np.interp(seconds, times, places), dtype=np.float64)

    def breaks(self) -> list[tuple[Segment, Segment]]:
        """Return the neighbours between which time is left out."""
        return [(a, b) for a, b in pairwise(self.segments) if b.t0 > a.t1]

    def factor(self, segment: Segment) -> float:
        """Return how many times larger the scale is here than where it is smallest."""
        return segment.rate / min(s.rate for s in self.segments)


def _unions(spans: Floats) -> list[list[float]]:
    """Merge (n, 2) spans that touch, in order of time."""
    merged: list[list[float]] = []
    for lo, hi in spans[np.argsort(spans[:, 0], kind="stable")].tolist():
        if merged and lo <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], hi)
        else:
            merged.append([lo, hi])
    return merged


def _stretches(spans: Floats, most_breaks: int) -> list[list[float]]:
    """Cut the whole time at its longest empty gaps and give each part some air."""
    parts = _unions(spans)
    total = parts[-1][1] - parts[0][0]
    gaps = sorted(((b[0] - a[1], i) for i, (a, b) in enumerate(pairwise(parts))), reverse=True)
    cuts = sorted(i for gap, i in gaps[:most_breaks] if gap >= _EMPTY_SHARE * total)
    firsts = [0, *(i + 1 for i in cuts)]
    lasts = [*cuts, len(parts) - 1]
    stretches = [[parts[a][0], parts[b][1]] for a, b in zip(firsts, lasts, strict=True)]
    for i, stretch in enumerate(stretches):
        air = max(0.04 * (stretch[1] - stretch[0]), 3600.0)
        before = (stretch[0] - stretches[i - 1][1]) / 3 if i else air
        after = (stretches[i + 1][0] - stretch[1]) / 3 if i + 1 < len(stretches) else air
        stretch[0] -= min(air, before)
        stretch[1] += min(air, after)
    return stretches


def snapped(seconds: float, length: float, up: bool) -> float:
    """Return the nearest start of a day, month or year, whichever suits a stretch of this length in seconds."""
    day = int(seconds // DAY) + (1 if up and seconds % DAY else 0)
    if length < 40 * DAY:
        return float(day * DAY)
    year, month, date = when.civil(day)
    yearly = length > 3 * 366 * DAY
    first = date == 1 and (month == 1 or not yearly)
    if up and not first:
        year, month = (year + 1, 1) if yearly or month == 12 else (year, month + 1)
    return float(when.days(year, 1 if yearly and not (up and not first) else month, 1) * DAY)


def _focused(stretch: list[float], moments: Floats) -> list[list[float]]:
    """Split a stretch around the shortest window that holds most of its moments, if that is a crowd."""
    t0, t1 = stretch
    here = np.sort(moments[(moments >= t0) & (moments < t1)])
    need = int(np.ceil(0.6 * len(here)))
    if need < 4 or here[-1] <= here[0]:
        return [stretch]
    widths = here[need - 1 :] - here[: len(here) - need + 1]
    first = int(widths.argmin())
    length = max(float(widths[first]), _LEAST_FOCUS)
    if length > _FOCUS_SHARE * (t1 - t0):
        return [stretch]
    last = first + need - 1
    while first > 0 and here[first] - here[first - 1] <= length / 4:
        first -= 1
    while last + 1 < len(here) and here[last + 1] - here[last] <= length / 4:
        last += 1
    lo = max(snapped(float(here[first]) - 0.05 * length, length, up=False), t0)
    hi = min(snapped(float(here[last]) + 0.05 * length + 1, length, up=True), t1)
    if hi - lo > 2 * _FOCUS_SHARE * (t1 - t0):
        return [stretch]
    edge = 0.02 * (t1 - t0)
    lo = t0 if lo - t0 < edge else lo
    hi = t1 if t1 - hi < edge else hi
    return [[a, b] for a, b in ((t0, lo), (lo, hi), (hi, t1)) if b > a]


def fit_time(spans: Floats, x0: float, x1: float, least_px: float = 96.0, moments: Floats | None = None) -> TimeScale:
    """Fit a scale to the bounds of dated facts.

    Args:
        spans: (n, 2) seconds, half-open, finite, n >= 1: earliest and latest time of each fact.
        x0: left end in px.
        x1: right end in px.
        least_px: the least width of a stretch; when there is no room for it the time stays whole.
        moments: (m,) seconds, where facts may crowd; the middles of all spans where None.
    """
    moments = spans.mean(axis=1) if moments is None else moments
    most_breaks = max(0, min(3, int((x1 - x0 - least_px) // (least_px + BREAK_PX))))
    stretches = [part for stretch in _stretches(spans, most_breaks) for part in _focused(stretch, moments)]
    if len(stretches) * least_px > 0.9 * (x1 - x0):
        stretches = [[stretches[0][0], stretches[-1][1]]]
    gaps = [b[0] > a[1] for a, b in pairwise(stretches)]
    room = x1 - x0 - BREAK_PX * sum(gaps)
    lengths = np.array([b - a for a, b in stretches])
    counts = np.array([((moments >= a) & (moments < b)).sum() for a, b in stretches], dtype=np.float64)
    crowds = counts**0.8
    share = 0.25 * lengths / lengths.sum() + 0.75 * crowds / max(crowds.sum(), 1.0)
    spare = max(room - least_px * len(stretches), 0.0)
    widths = (room - spare) / len(stretches) + spare * share / share.sum()
    segments: list[Segment] = []
    x = x0
    for i, ((a, b), width) in enumerate(zip(stretches, widths.tolist(), strict=True)):
        segments.append(Segment(a, b, x, x + width))
        x += width + (BREAK_PX if i < len(gaps) and gaps[i] else 0.0)
    return TimeScale(tuple(segments))
