"""The stretch of time that a timeline shows, at one scale throughout: pan, zoom, fit. Imports only numpy.

Times are seconds since 1970-01-01Z. A window never changes; each gesture makes a new one.
"""

from dataclasses import dataclass, replace
from typing import Final, overload

import numpy as np

from geoeditor.layout.boxes import Floats

LEAST_SPAN: Final = 30 * 60.0
"""The shortest stretch that can be shown, in seconds."""
MOST_SPAN: Final = 2e19
"""The longest: what 64-bit seconds can hold."""
_YEAR: Final = 31_556_952.0
_AIR: Final = 0.02
_EDGE_PX: Final = 36.0
"""Px left free at both sides, where marks of open times lie."""


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """`width` px that begin at the second `start`, with `rate` px a second."""

    start: float
    rate: float
    width: float

    @property
    def end(self) -> float:
        """Return the second at the right edge."""
        return self.start + self.width / self.rate

    @property
    def span(self) -> float:
        """Return the seconds that are shown."""
        return self.width / self.rate

    @overload
    def x(self, seconds: float) -> float: ...
    @overload
    def x(self, seconds: Floats) -> Floats: ...
    def x(self, seconds: float | Floats) -> float | Floats:
        """Return px from the left edge; infinite times are infinitely far."""
        return (seconds - self.start) * self.rate

    def seconds(self, x: float) -> float:
        """Return the time at px from the left edge."""
        return self.start + x / self.rate

    def panned(self, px: float) -> "TimeWindow":
        """Return the window after the content was moved right by so many px."""
        return replace(self, start=self.start - px / self.rate)

    def zoomed(self, factor: float, x: float) -> "TimeWindow":
        """Return the window with a scale `factor` times as large, the time at px `x` staying where it is."""
        width = max(self.width, 1.0)
        rate = min(max(self.rate * factor, width / MOST_SPAN), width / LEAST_SPAN)
        return replace(self, start=self.start + x / self.rate - x / rate, rate=rate)

    def resized(self, width: float) -> "TimeWindow":
        """Return the window at another width; the same time is shown, at another scale."""
        width = max(width, 1.0)
        return TimeWindow(self.start, width / self.span, width)

    def towards(self, goal: "TimeWindow", share: float) -> "TimeWindow":
        """Return the window on the way to another one: at 0 this, at 1 the goal; zooming looks even on the way."""
        if share >= 1.0:
            return goal
        rate = self.rate * (goal.rate / self.rate) ** share
        change = 1.0 / goal.rate - 1.0 / self.rate
        # Where the scale changes, the point that keeps its place on the screen does so all the way.
        along = (1.0 / rate - 1.0 / self.rate) / change if abs(change) * self.rate > 1e-9 else share
        return TimeWindow(self.start + (goal.start - self.start) * along, rate, goal.width)


def fit_window(lo: float, hi: float, width: float) -> TimeWindow:
    """Return the window that shows all from `lo` to `hi` with a little air; a single moment gets a year around it."""
    width = max(width, 1.0)
    span = max(hi - lo, 0.0)
    air = span * _AIR if span > 86_400.0 else _YEAR / 2
    span = min(max(span + 2 * air, LEAST_SPAN), MOST_SPAN)
    return TimeWindow(lo - air, width / span, width)


def fit_spans(lo: Floats, hi: Floats, width: float, now: float) -> TimeWindow:
    """Return the window that shows all dated spans; open ends count from their known side, none shows the year of now.

    Args:
        lo: (n,) seconds, minus infinity for open starts, NaN for no date.
        hi: (n,) seconds, infinity for open ends.
        width: px.
        now: the present second.
    """
    known = np.concatenate([lo[np.isfinite(lo)], hi[np.isfinite(hi)]])
    if not len(known):
        return fit_window(now, now, width)
    fitted = fit_window(float(known.min()), float(known.max()), max(width - 2 * _EDGE_PX, 1.0))
    return TimeWindow(fitted.start - _EDGE_PX / fitted.rate, fitted.rate, max(width, 1.0)) if width > 240 else fitted
