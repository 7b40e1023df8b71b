"""The time axis under the storylines: ticks, larger units, breaks and changes of scale. Imports `layout` and `tr`."""

import numpy as np

from geoeditor import when
from geoeditor.charts.display import Dash, Drawing, Style
from geoeditor.charts.lettering import Letterer
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import SMALL_PX
from geoeditor.layout.ticks import Tick, axis_ticks, year_name
from geoeditor.layout.time_scale import Segment, TimeScale
from geoeditor.translation import tr, trn

HEIGHT = 60.0
"""Px an axis needs below the chart: ticks, larger units, factors of scale, a row each."""
_YEAR = 31_556_952.0
_DAY = 86_400.0


def length_words(seconds: float) -> str:
    """Return a length of time in its largest fitting unit, rounded."""
    if seconds >= 1.5 * _YEAR:
        return trn("{n} year", "{n} years", round(seconds / _YEAR))
    if seconds >= 45 * _DAY:
        return trn("{n} month", "{n} months", round(seconds / _YEAR * 12))
    return trn("{n} day", "{n} days", max(1, round(seconds / _DAY)))


class AxisPainter:
    """Draws the axis of one scale at the bottom of the storylines."""

    def __init__(self, drawing: Drawing, letterer: Letterer, palette: Palette, scale: TimeScale) -> None:
        self._drawing = drawing
        self._letterer = letterer
        self._palette = palette
        self._scale = scale

    def draw(self, top: float, y: float) -> None:
        """Draw grid lines from `top` down to the axis at y, and its labels below."""
        self._drawing.begin(classes=("axis",))
        grid = Style(stroke=self._palette.hairline, width=1.0)
        rule = Style(stroke=self._palette.neutral, width=1.2)
        free = [-np.inf, -np.inf]
        for segment in self._scale.segments:
            self._drawing.line(segment.x0, y, segment.x1, y, rule)
            ticks = axis_ticks(segment.t0, segment.t1, segment.x1 - segment.x0, self._label_width)
            xs = self._scale.x(np.array([tick.t for tick in ticks], dtype=np.float64)).tolist()
            for x in xs:
                self._drawing.line(x, top, x, y, grid)
                self._drawing.line(x, y, x, y + 4, rule)
            self._labels(segment, ticks, xs, y, free)
            self._factor(segment, y)
        self._breaks(top, y)

    def _label_width(self, label: str) -> float:
        return self._letterer.extent(label, SMALL_PX).width

    def _labels(self, segment: Segment, ticks: list[Tick], xs: list[float], y: float, free: list[float]) -> None:
        """Write the labels that fit right of what is written; `free` holds the next free x of both rows."""
        muted = self._palette.muted
        context = ""
        for tick, x in zip(ticks, xs, strict=True):
            context = tick.context or context
            extent = self._letterer.extent(tick.label, SMALL_PX)
            half = extent.width / 2
            middle = min(max(x, segment.x0 + half - 8), max(segment.x1 - half + 8, segment.x0 + half - 8))
            if middle - half < free[0]:
                continue
            self._drawing.text(middle, y + 17, tick.label, SMALL_PX, extent, muted, anchor="middle")
            free[0] = middle + half + 6
            # The larger unit stands under the first label that is written of it.
            extent = self._letterer.extent(context, SMALL_PX, True)
            left = max(x - half, segment.x0 - 8)
            if context and left >= free[1] and left + extent.width <= segment.x1 + 8:
                self._drawing.text(left, y + 32, context, SMALL_PX, extent, muted, bold=True)
                free[1] = left + extent.width + 8
                context = ""

    def _breaks(self, top: float, y: float) -> None:
        slash = Style(stroke=self._palette.neutral, width=1.2)
        for before, after in self._scale.breaks():
            middle = (before.x1 + after.x0) / 2
            for shift in (-3.0, 3.0):
                self._drawing.line(middle + shift - 3, y + 6, middle + shift + 3, y - 6, slash)
            self._drawing.line(before.x1, y, middle - 6, y, slash)
            self._drawing.line(middle + 6, y, after.x0, y, slash)
            dotted = Style(stroke=self._palette.neutral, width=1.0, dash=Dash.SHORT, opacity=0.7)
            self._drawing.line(middle, top, middle, y - 10, dotted)

    def _factor(self, segment: Segment, y: float) -> None:
        """Say where a stretch is drawn larger than the others."""
        factor = self._scale.factor(segment)
        words = tr("scale × {factor}", factor=f"{factor:.2g}" if factor < 100 else f"{factor:.0f}")
        extent = self._letterer.extent(words, SMALL_PX)
        if factor < 1.5 or extent.width > segment.x1 - segment.x0 - 8:
            return
        band = Style(fill=self._palette.neutral, opacity=0.35)
        self._drawing.rect(segment.x0, y - 4, segment.x1 - segment.x0, 3, band, 1.5)
        self._drawing.text(segment.x1, y + 47, words, SMALL_PX, extent, self._palette.muted, anchor="end")


def axis_note(scale: TimeScale) -> str:
    """Return what a reader must know about the axis, '' when nothing is left out."""
    left_out = [length_words(after.t0 - before.t1) for before, after in scale.breaks()]
    return tr("Left out at the breaks of the axis: {list}.", list=", ".join(left_out)) if left_out else ""


def span_words(first: float, last: float) -> str:
    """Return the years from a first to a last second (exclusive)."""
    start, end = when.civil(int(first // _DAY))[0], when.civil(int((last - 1) // _DAY))[0]
    return year_name(start) if start == end else f"{year_name(start)} – {year_name(end)}"
