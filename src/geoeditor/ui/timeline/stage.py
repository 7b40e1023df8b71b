"""What the canvas shows and where: scene, mode, window of time, scrolling, and the frame that comes of them.

Knows no widget and no document; the canvas paints its frames and gestures move it.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from geoeditor.charts.timeline.asides import Asides
from geoeditor.charts.timeline.bar_pieces import BarForms
from geoeditor.charts.timeline.bars import OPEN_CORE_PX
from geoeditor.charts.timeline.label_layout import LabelLayout, Width, label_at
from geoeditor.charts.timeline.redating import End, can_stretch
from geoeditor.charts.timeline.scene import Lane, Mode, Scene, Strips, kind_strips, same_strips, storyline_strips
from geoeditor.charts.timeline.screen import (
    Frame,
    Ladder,
    Plot,
    event_x,
    furthest_scroll,
    lane_ladder,
    make_frame,
    plot_for,
    storyline_ladder,
)
from geoeditor.layout.boxes import Floats
from geoeditor.layout.time_window import TimeWindow, fit_spans

DENSE: Final = 2_500
"""Marks in sight above which they are drawn as ticks, and labels are left out."""
_MARK_NEAR: Final = 9.0
_LINE_NEAR: Final = 4.0
_END_NEAR: Final = 5.0
_LETTER_PX: Final = 7.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under the pointer."""

    kind: Literal["event", "end", "lane", "tray", "axis", "ground"]
    event: int = -1
    lane: int = -1
    end: End = "start"


class Stage:
    """The timeline as it is shown now."""

    def __init__(self, scene: Scene, width_of: Width, line: float, now: float) -> None:
        self.scene = scene
        self.mode: Mode = "storylines"
        self.now = now
        self.line = line
        self.labels = LabelLayout(width_of)
        self.strips: Strips = storyline_strips(scene)
        self._asides = Asides(scene, self.strips)
        self.forms = BarForms(scene.columns.events)
        self.size = (640.0, 360.0)
        self.plot: Plot = plot_for(*self.size, self.strips, line)
        self.window: TimeWindow = self.fitting()
        self.scroll = 0.0
        self._ladder: Ladder | None = None
        self._frame: Frame | None = None
        self._first: frozenset[int] = frozenset()
        self._is_fitted = True

    def show(self, scene: Scene, *, keep_order: bool, keep_window: bool = True) -> None:
        """Show another scene; storylines keep their order where asked, the window its time."""
        before = self.strips.lanes if keep_order and any(lane.actor for lane in self.strips.lanes) else ()
        if scene.columns.events is not self.scene.columns.events:
            self.forms = BarForms(scene.columns.events)
        keeps_strips = bool(before) and self.mode == "storylines" and same_strips(self.scene, scene)
        self.scene = scene
        if keeps_strips:  # a title or a date within its day moves nobody, and placing thousands takes its time
            self.labels.forget()
            self._asides = Asides(scene, self.strips)
            self._replot()
        else:
            self._make_strips(before)
        if not keep_window:
            self.fit()

    def set_mode(self, mode: Mode) -> None:
        """Show storylines or lanes of kinds."""
        if mode != self.mode:
            self.mode = mode
            self.scroll = 0.0
            self._make_strips(())

    def _make_strips(self, before: tuple[Lane, ...]) -> None:
        storylines = self.mode == "storylines"
        self.strips = storyline_strips(self.scene, before) if storylines else kind_strips(self.scene)
        self._asides = Asides(self.scene, self.strips)
        self.labels.forget()
        self._replot()

    def _replot(self) -> None:
        self.plot = plot_for(*self.size, self.strips, self.line)
        self.window = self.window.resized(self.axis_width)
        self.settle()
        self.scroll_to(self.scroll)

    @property
    def axis_width(self) -> float:
        """Return the px of the axis."""
        return max(self.plot.width - self.plot.left, 1.0)

    def resize(self, width: float, height: float) -> None:
        """Take the size of the canvas; as long as all is fitted in, it stays so."""
        self.size = (width, height)
        self._replot()
        if self._is_fitted:
            self.fit()

    def fitting(self) -> TimeWindow:
        """Return the window that shows everything."""
        events, shown = self.scene.columns.events, ~self.scene.hidden
        return fit_spans(events.lo[shown], events.hi[shown], self.axis_width, self.now)

    def fit(self) -> None:
        """Show all times at once."""
        self.look(self.fitting())
        self._is_fitted = True
        self.settle()

    def look(self, window: TimeWindow) -> None:
        """Show this stretch of time."""
        if self.mode == "lanes" and window.rate != self.window.rate and self._ladder is None:
            self._ladder = self.ladder
        self.window = window
        self._is_fitted = False
        self._frame = None

    def settle(self) -> None:
        """Pack lanes anew for the scale, as zooming has come to rest."""
        self._ladder = None
        self._frame = None

    @property
    def ladder(self) -> Ladder:
        """Return the heights of lanes."""
        if self._ladder is None:
            if self.mode == "storylines":
                self._ladder = storyline_ladder(self.scene, self.strips, self.plot)
            else:
                self._ladder = lane_ladder(self.scene, self.strips, self.window, self._rough_widths())
        return self._ladder

    def _rough_widths(self) -> Floats:
        lengths = np.fromiter(map(len, self.scene.columns.events.titles), np.float64, len(self.scene))
        return np.minimum(lengths * _LETTER_PX, 200.0)

    @property
    def furthest(self) -> float:
        """Return how far down one can scroll."""
        return furthest_scroll(self.ladder, self.plot)

    def scroll_to(self, y: float) -> None:
        """Scroll to so many px from the top."""
        self.scroll = float(round(min(max(y, 0.0), self.furthest)))
        self._frame = None

    def put_first(self, events: Set[int]) -> None:
        """Let these events have their labels before all others."""
        if events != self._first:
            self._first = frozenset(events)
            self._frame = None

    @property
    def frame(self) -> Frame:
        """Return what is to be drawn."""
        if self._frame is None:
            asides = self._asides.at(self.window)
            frame = make_frame(self.scene, self.strips, self.plot, self.window, self.ladder, self.scroll, asides)
            if len(frame.mark_event) <= DENSE:
                frame = self.labels.place(self.scene, self.strips, frame, self._first)
            else:
                frame = frame.with_labels((), len(frame.events))
            self._frame = frame
        return self._frame

    def is_in_sight(self, event: int) -> bool:
        """Tell whether an event's mark lies where it can be seen."""
        frame = self.frame
        at = np.flatnonzero(frame.mark_event == event)
        edge = self.plot.left if self.scene.dated[event] else self.plot.names
        y = frame.mark_y[at]
        return (
            bool(len(at))
            and edge <= frame.x[event] <= self.plot.width
            and bool(((y > 0) & (y < self.plot.bottom)).any())
        )

    def bring_in(self, event: int) -> None:
        """Pan and scroll as little as needed to show an event."""
        if self.scene.hidden[event] or self.is_in_sight(event):
            return
        if self.scene.dated[event]:
            asides = self._asides.at(self.window)
            x = event_x(self.scene, self.strips, self.plot, self.window, event, asides) - self.plot.left
            if not 0 <= x <= self.window.width:
                goal = 0.2 * self.window.width if x < 0 else 0.8 * self.window.width
                self.look(self.window.panned(goal - x))
        lane = int(self.strips.top[event])
        self.bring_in_lane(lane, float(self.ladder.drop[event]))

    def bring_in_lane(self, lane: int, drop: float = 0.0) -> None:
        """Scroll as little as needed to show a lane."""
        y = float(self.ladder.tops[lane]) + drop
        if not self.scroll + 30 <= y <= self.scroll + self.plot.bottom - 30:
            self.scroll_to(y - self.plot.bottom / 3)

    def seconds(self, x: float) -> float:
        """Return the time at a place on the canvas."""
        return self.window.seconds(x - self.plot.left)

    def lane_at(self, y: float) -> int | None:
        """Return the lane at a height of the canvas."""
        lane = int(np.searchsorted(self.ladder.tops, y + self.scroll, side="right")) - 1
        return lane if 0 <= lane < len(self.strips.lanes) else None

    def hit(self, x: float, y: float) -> Hit:
        """Return what lies at a place of the canvas."""
        if y >= self.plot.bottom:
            return Hit("axis")
        lane = self.lane_at(y)
        if x < self.plot.names:
            return Hit("ground") if lane is None else Hit("lane", lane=lane)
        found = self._event_at(x, y)
        if found is not None:
            return found
        if lane is not None and self.mode == "storylines" and abs(self.frame.lane_y(lane) - y) <= _LINE_NEAR:
            return Hit("lane", lane=lane)
        return Hit("tray" if x < self.plot.left else "ground", lane=-1 if lane is None else lane)

    def _event_at(self, x: float, y: float) -> Hit | None:
        frame = self.frame
        away = np.hypot(frame.mark_x - x, frame.mark_y - y)
        if len(away) and away.min() <= _MARK_NEAR:
            return Hit("event", int(frame.mark_event[int(away.argmin())]))
        labelled = label_at(frame, x, y)
        if labelled is not None:
            return Hit("event", labelled)
        return self._bar_at(x, y) or self._pole_at(x, y)

    def _bar_at(self, x: float, y: float) -> Hit | None:
        """Return the event whose bar lies here, the shortest where several do; near an end, that end."""
        frame = self.frame
        event = frame.mark_event
        inside = frame.has_bar[event] & (np.abs(frame.mark_y - y) <= 5)
        lo, hi = frame.lo[event], frame.hi[event]
        # An open bar is a line but for its core; all along the storyline it would take the clicks meant for that.
        lo, hi = np.where(np.isneginf(lo), hi - OPEN_CORE_PX, lo), np.where(np.isposinf(hi), lo + OPEN_CORE_PX, hi)
        inside &= (lo - _END_NEAR <= x) & (x <= hi + _END_NEAR)
        at = np.flatnonzero(inside)
        if not len(at):
            return None
        length = frame.hi[event[at]] - frame.lo[event[at]]
        chosen = int(event[at[int(length.argmin())]])
        text = self.scene.columns.events.dates[chosen]
        ends: tuple[tuple[End, float], ...] = (("start", float(frame.lo[chosen])), ("end", float(frame.hi[chosen])))
        for end, place in ends:
            if abs(place - x) <= _END_NEAR and can_stretch(text, end):
                return Hit("end", chosen, end=end)
        return Hit("event", chosen)

    def _pole_at(self, x: float, y: float) -> Hit | None:
        frame = self.frame
        near = np.abs(frame.x[frame.line_event] - x)
        near[(frame.line_y[:, 0] > y) | (frame.line_y[:, 1] < y) | frame.line_passes] = np.inf
        if len(near) and near.min() <= _LINE_NEAR:
            return Hit("event", int(frame.line_event[int(near.argmin())]))
        return None

    def within(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """Return the events with a mark in a box of the canvas."""
        frame = self.frame
        inside = (frame.mark_x >= left) & (frame.mark_x <= right) & (frame.mark_y >= top) & (frame.mark_y <= bottom)
        found: list[int] = np.unique(frame.mark_event[inside]).tolist()
        return found
