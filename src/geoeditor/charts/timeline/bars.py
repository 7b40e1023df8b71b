"""How each kind of uncertain time is drawn; no two look alike and nothing is invented. Imports the display list.

A point (`2019`): hollow bar, some time in here; faded towards its bounds when it is marked `~` or `?`. A span: solid
core, whiskers over a coarse end, faded at an end marked `~` or `?`. One of: hollow with ticks. All of: solid pieces.
An open end runs to the edge with an arrow.
"""

from collections.abc import Callable

import numpy as np

from geoeditor import when
from geoeditor.charts.display import Drawing, Style
from geoeditor.charts.marks import draw_arrow
from geoeditor.layout.time_scale import TimeScale

_SOLID = 0.5
_PALE = 0.32
_THIN = 1.2
OPEN_CORE_PX = 170.0
"""How far the bar reaches from the known end of a time whose other end is open."""

FORMS = ("point", "about", "span", "whisker", "one_of", "all_of", "open")
"""All forms, in the order of the legend."""


def forms_of(date: when.When) -> set[str]:
    """Return which forms the bar of a date is made of."""
    forms: set[str] = {
        date.kind if date.kind != "point" else "about" if date.approximate or date.uncertain else "point"
    }
    if date.lo is None or date.hi is None:
        forms.add("open")
    if date.kind == "span":
        if any(_soft_ends(date.text)):
            forms.add("about")
        if _coarse(date.lo, date.lo_max) or _coarse(date.hi_min, date.hi):
            forms.add("whisker")
    return forms


def _coarse(first: int | None, last: int | None) -> bool:
    """Tell whether an end of a span is known less exactly than to the day."""
    return first is not None and last is not None and last - first > when.DAY


class BarPainter:
    """Draws time bars on one scale."""

    def __init__(self, drawing: Drawing, scale: TimeScale, ends: tuple[float, float], ground: str) -> None:
        self._drawing = drawing
        self._scale = scale
        self._ends = ends
        self._ground = ground

    def draw(self, date: when.When, y: float, height: float, colour: str) -> None:
        """Draw the bar of a date around a height."""
        drawers: dict[str, Callable[[when.When, float, float, str], None]] = {
            "point": self._point,
            "span": self._span,
            "one_of": self._one_of,
            "all_of": self._all_of,
        }
        drawers[date.kind](date, y, height, colour)

    def _x(self, seconds: int | None, end: int) -> float:
        return self._ends[end] if seconds is None else float(self._scale.x(np.array([seconds], dtype=np.float64))[0])

    def _point(self, date: when.When, y: float, height: float, colour: str) -> None:
        a, b = self._x(date.lo, 0), self._x(date.hi, 1)
        if date.approximate or date.uncertain:
            draw_about(self._drawing, a, b, y, height, colour)
        else:
            draw_hollow(self._drawing, a, b, y, height, colour, self._ground)

    def _span(self, date: when.When, y: float, height: float, colour: str) -> None:
        a, b = self._x(date.lo, 0), self._x(date.hi, 1)
        core_a = self._x(date.lo_max, 0) if _coarse(date.lo, date.lo_max) else a
        core_b = self._x(date.hi_min, 1) if _coarse(date.hi_min, date.hi) else b
        core_a, core_b = (core_a, core_b) if core_a <= core_b else ((core_a + core_b) / 2,) * 2
        soft_start, soft_end = _soft_ends(date.text)
        draw_whiskers(self._drawing, (a, core_a, core_b, b), y, height, colour)
        # Beyond an open end the time is not known: a line with an arrow, and the core a short way from the known end.
        if date.lo is None:
            core_a = open_core(a, core_b)[0]
        if date.hi is None:
            core_b = b + core_a - open_core(core_a, b)[0]
        draw_core(
            self._drawing, core_a, core_b, y, height, colour, soft_start or date.lo is None, soft_end or date.hi is None
        )
        self._open(date, y, height, colour, core_a, core_b)

    def _one_of(self, date: when.When, y: float, height: float, colour: str) -> None:
        a, b = self._x(date.lo, 0), self._x(date.hi, 1)
        pieces = [(self._x(lo, 0), self._x(hi, 1)) for lo, hi in date.pieces]
        draw_choice(self._drawing, a, b, pieces, y, height, colour, self._ground)
        self._open(date, y, height, colour, a, b)

    def _all_of(self, date: when.When, y: float, height: float, colour: str) -> None:
        a, b = self._x(date.lo, 0), self._x(date.hi, 1)
        pieces = [(self._x(lo, 0), self._x(hi, 1)) for lo, hi in date.pieces]
        draw_pieces(self._drawing, a, b, pieces, y, height, colour)
        self._open(date, y, height, colour, a, b)

    def _open(self, date: when.When, y: float, height: float, colour: str, a: float, b: float) -> None:
        line = Style(stroke=colour, width=_THIN)
        reach = height * 0.85
        if date.lo is None:
            self._drawing.line(self._ends[0] + reach, y, a, y, line)
            draw_arrow(self._drawing, np.array([self._ends[0], y]), np.array([-1.0, 0.0]), reach, Style(fill=colour))
        if date.hi is None:
            self._drawing.line(b, y, self._ends[1] - reach, y, line)
            draw_arrow(self._drawing, np.array([self._ends[1], y]), np.array([1.0, 0.0]), reach, Style(fill=colour))


def open_core(a: float, b: float) -> tuple[float, float]:
    """Return the part of an open stretch that is drawn as a bar, at the known end b."""
    return b - min(OPEN_CORE_PX, 0.6 * (b - a)), b


def _soft_ends(text: str) -> tuple[bool, bool]:
    """Tell which ends of a written span carry a mark of doubt."""
    start, _, end = text.partition("/")
    return any(mark in start for mark in "?~%"), any(mark in end for mark in "?~%")


def draw_hollow(drawing: Drawing, a: float, b: float, y: float, height: float, colour: str, ground: str) -> None:
    """Draw: some time in here."""
    drawing.rect(a, y - height / 2, b - a, height, Style(fill=ground, stroke=colour, width=_THIN), height / 2)


def draw_about(drawing: Drawing, a: float, b: float, y: float, height: float, colour: str) -> None:
    """Draw: about here, less likely towards the bounds."""
    middle = (a + b) / 2
    drawing.rect(a, y - height / 2, middle - a, height, Style(fill=colour, opacity=0.0, fade=_SOLID))
    drawing.rect(middle, y - height / 2, b - middle, height, Style(fill=colour, opacity=_SOLID, fade=0.0))


def draw_core(
    drawing: Drawing, a: float, b: float, y: float, height: float, colour: str, soft_a: bool, soft_b: bool,
) -> None:  # fmt: skip
    """Draw: lasts from here to there, an end in doubt fades."""
    fade = (b - a) * (0.5 if soft_a and soft_b else 0.6)
    inner_a, inner_b = a + (fade if soft_a else 0), b - (fade if soft_b else 0)
    top = y - height / 2
    if soft_a:
        drawing.rect(a, top, inner_a - a, height, Style(fill=colour, opacity=0.0, fade=_SOLID))
    if inner_b - inner_a > 0.01:
        drawing.rect(inner_a, top, inner_b - inner_a, height, Style(fill=colour, opacity=_SOLID))
    if soft_b:
        drawing.rect(inner_b, top, b - inner_b, height, Style(fill=colour, opacity=_SOLID, fade=0.0))


def draw_whiskers(
    drawing: Drawing, ends: tuple[float, float, float, float], y: float, height: float, colour: str,
) -> None:  # fmt: skip
    """Draw: may have begun this early, may have ended this late."""
    a, core_a, core_b, b = ends
    top, half = y - height / 2, height / 2
    for left, right, pale, dark in ((a, core_a, 0.0, _PALE), (core_b, b, _PALE, 0.0)):
        if right - left > 2:
            drawing.rect(left, top + half / 2, right - left, half, Style(fill=colour, opacity=pale, fade=dark))
            x = left if pale < dark else right
            drawing.line(x, top, x, top + height, Style(stroke=colour, width=_THIN))


def draw_choice(
    drawing: Drawing, a: float, b: float, pieces: list[tuple[float, float]], y: float, height: float, colour: str,
    ground: str,
) -> None:  # fmt: skip
    """Draw: one of these."""
    line = Style(stroke=colour, width=_THIN)
    drawing.line(a, y, b, y, Style(stroke=colour, width=1.0))
    for lo, hi in pieces:
        if hi - lo > 4:
            drawing.rect(lo, y - height / 2, hi - lo, height, Style(fill=ground, stroke=colour, width=_THIN))
        else:
            drawing.line((lo + hi) / 2, y - height / 2 - 1, (lo + hi) / 2, y + height / 2 + 1, line)


def draw_pieces(
    drawing: Drawing, a: float, b: float, pieces: list[tuple[float, float]], y: float, height: float, colour: str,
) -> None:  # fmt: skip
    """Draw: all of these."""
    drawing.line(a, y, b, y, Style(stroke=colour, width=1.0))
    for lo, hi in pieces:
        drawing.rect(lo, y - height / 2, max(hi - lo, 2.5), height, Style(fill=colour, opacity=0.8))
