"""Bars of uncertain time for many events at once, in pieces: solid, rising, falling, pale, hollow. Pure numpy, no Qt.

The forms are those of `bars`: a point is hollow, or fades to both sides where it is marked; a span is solid with pale
ends where they are coarse; an open end fades away and runs on as a line to the edge.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geoeditor import when
from geoeditor.charts.timeline.bars import OPEN_CORE_PX
from geoeditor.charts.timeline.moments import read_date
from geoeditor.charts.timeline.screen import Frame
from geoeditor.core.queries.timeline import TimelineEvents
from geoeditor.layout.boxes import Floats, Ints

SOLID, RISE, FALL, PALE_RISE, PALE_FALL, LINE = range(6)
"""Kinds of filled pieces."""
_Add = Callable[[int, NDArray[np.bool_], Floats, Floats], None]
_POINT, _ABOUT, _SPAN, _ONE_OF, _ALL_OF = range(5)
_FORMS: Final = {"point": _POINT, "span": _SPAN, "one_of": _ONE_OF, "all_of": _ALL_OF}
MOST_READ: Final = 400
"""Dates that are read for one picture; further ones are drawn as spans until the next."""


@dataclass(frozen=True, slots=True)
class BarPieces:
    """Pieces of bars; `mark` says which mark of the frame each belongs to."""

    kind: NDArray[np.int64]
    mark: Ints
    a: Floats
    b: Floats
    hollow_mark: Ints
    hollow: Floats
    """(k, 2) px of bars drawn as an outline."""
    sets: Ints
    """Marks whose date is a set; they are drawn one by one."""


@dataclass(slots=True)
class BarForms:
    """What the dates of events look like, read when they are first seen."""

    events: TimelineEvents
    form: NDArray[np.int8] = field(init=False)
    core: Floats = field(init=False)
    """(n, 2) seconds between which a span certainly lasts."""
    soft: NDArray[np.bool_] = field(init=False)
    """(n, 2) an end carries a mark of doubt."""

    def __post_init__(self) -> None:
        """Begin with nothing read."""
        count = len(self.events)
        self.form = np.full(count, -1, dtype=np.int8)
        self.core = np.column_stack([self.events.lo, self.events.hi])
        self.soft = np.zeros((count, 2), dtype=np.bool_)

    def read(self, events: Ints) -> None:
        """Read the dates of these events, up to so many at a time."""
        for event in events[self.form[events] < 0][:MOST_READ].tolist():
            self._read(event)

    def _read(self, event: int) -> None:
        text = self.events.dates[event]
        date = read_date(text)
        if date is None:
            self.form[event] = _POINT
            return
        form = _FORMS[date.kind]
        if form == _POINT and (date.approximate or date.uncertain):
            form = _ABOUT
        self.form[event] = form
        if form == _SPAN:
            self._read_span(event, date)

    def _read_span(self, event: int, date: when.When) -> None:
        start, _, end = self.events.dates[event].partition("/")
        self.soft[event] = any(mark in start for mark in "?~%"), any(mark in end for mark in "?~%")
        a, b = self.core[event].tolist()
        if date.lo is not None and date.lo_max is not None and date.lo_max - date.lo > when.DAY:
            a = float(date.lo_max)
        if date.hi is not None and date.hi_min is not None and date.hi - date.hi_min > when.DAY:
            b = float(date.hi_min)
        self.core[event] = (a, b) if a <= b else ((a + b) / 2,) * 2


def bar_pieces(frame: Frame, forms: BarForms, marks: Ints) -> BarPieces:
    """Return the pieces of the bars of these marks of the frame."""
    event = frame.mark_event[marks]
    forms.read(np.unique(event))
    form = forms.form[event]
    left, right = frame.plot.left, frame.plot.width
    a, b = frame.lo[event], frame.hi[event]
    open_a, open_b = np.isneginf(a), np.isposinf(b)
    kinds: list[Ints] = []
    owners: list[Ints] = []
    spans: list[Floats] = []

    def add(kind: int, chosen: NDArray[np.bool_], start: Floats, end: Floats) -> None:
        with np.errstate(invalid="ignore"):  # an infinite stretch is not chosen
            at = np.flatnonzero(chosen & (end - start > 0.4) & (end > left) & (start < right))
        kinds.append(np.full(len(at), kind, dtype=np.int64))
        owners.append(marks[at])
        spans.append(np.column_stack([start[at], end[at]]))

    about = (form == _ABOUT) & ~open_a & ~open_b
    middle = (a + b) / 2
    add(RISE, about, a, middle)
    add(FALL, about, middle, b)
    span = (form == _SPAN) | (form < 0)
    _span_pieces(frame, forms, event, span, add)
    hollow = np.flatnonzero((form == _POINT) & ~open_a & ~open_b & (b > left) & (a < right))
    ends = np.column_stack([np.maximum(a[hollow], left - 20), np.minimum(b[hollow], right + 20)])
    pairs = np.concatenate(spans)
    return BarPieces(
        np.concatenate(kinds), np.concatenate(owners), pairs[:, 0], pairs[:, 1], marks[hollow], ends,
        marks[np.flatnonzero(form >= _ONE_OF)],
    )  # fmt: skip


def _span_pieces(frame: Frame, forms: BarForms, event: Ints, span: NDArray[np.bool_], add: _Add) -> None:
    """Add the pieces of spans: core, fades of ends in doubt, whiskers of coarse ends, lines of open ones."""
    a, b = frame.lo[event], frame.hi[event]
    open_a, open_b = np.isneginf(a), np.isposinf(b)
    core_a, core_b = (frame.plot.left + frame.window.x(forms.core[event, side]) for side in (0, 1))
    core_a = np.where(open_a, core_b - OPEN_CORE_PX, core_a)
    core_b = np.where(open_b, core_a + OPEN_CORE_PX, core_b)
    soft_a, soft_b = forms.soft[event, 0] | open_a, forms.soft[event, 1] | open_b
    with np.errstate(invalid="ignore"):
        fade = (core_b - core_a) * np.where(soft_a & soft_b, 0.5, 0.6)
    inner_a, inner_b = np.where(soft_a, core_a + fade, core_a), np.where(soft_b, core_b - fade, core_b)
    add(RISE, span & soft_a, core_a, inner_a)
    add(SOLID, span, inner_a, inner_b)
    add(FALL, span & soft_b, inner_b, core_b)
    add(PALE_RISE, span & ~open_a & (core_a - a > 2), a, core_a)
    add(PALE_FALL, span & ~open_b & (b - core_b > 2), core_b, b)
    add(LINE, span & open_a, np.full(len(a), frame.plot.left), core_a)
    add(LINE, span & open_b, core_b, np.full(len(b), frame.plot.width))
