"""Where everything on the timeline lies for one window of time and one place of scrolling. Pure numpy, no Qt.

A frame is made anew for each picture: what is neither in the time nor in the lanes that are seen is left out at once.
"""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from geoeditor.charts.timeline.scene import Bools, Scene, Strips
from geoeditor.layout.boxes import Box, Floats, Ints
from geoeditor.layout.row_packing import pack_rows
from geoeditor.layout.time_window import TimeWindow

AXIS_HEIGHT: Final = 42.0
ROW_HEIGHT: Final = 30.0
"""Px of a row of events in a lane."""
MARK_DROP: Final = 20.0
"""Px from the top of such a row to its marks."""
LANE_AIR: Final = 8.0
MOST_ROWS: Final = 8
CLEAR: Final = 11.0
"""Px between a storyline and the nearest label."""
LEAST_BAR: Final = 6.0
CRISP_BAR: Final = 60.0
"""A day or less is a mark without a bar up to this width."""
MARK_REACH: Final = 9.0
PASSING_UP_TO: Final = 3_000
"""Events up to which connectors are drawn whose marks all lie out of sight; of more they would be a haze."""
TOP_AIR: Final = 8.0
_MOST_PITCH: Final = 66.0
TWIN_STEP: Final = 13.0
_TRAY_STEP: Final = 22.0
_TRAY_EDGE: Final = 14.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The parts of the canvas in px: names, tray, then the axis."""

    width: float
    height: float
    names: float
    tray: float
    line: float = 15.0
    """Height of a line of text."""

    @property
    def left(self) -> float:
        """Return where the axis begins."""
        return self.names + self.tray

    @property
    def bottom(self) -> float:
        """Return where the lanes end and the axis is."""
        return max(self.height - AXIS_HEIGHT, 0.0)

    @property
    def least_pitch(self) -> float:
        """Return the least px between storylines, so that a label has room between them."""
        return self.line + 2 * CLEAR


def plot_for(width: float, height: float, strips: Strips, line: float = 15.0) -> Plot:
    """Return how a canvas is divided: names take up to 188 px, the tray what it needs, at most a quarter."""
    names = float(round(min(188.0, max(0.27 * width, 56.0))))
    room = max(width - names, 1.0)
    wanted = max(2 * _TRAY_EDGE + _TRAY_STEP * (strips.tray_columns - 1), 150.0)
    tray = float(round(min(wanted, max(room * 0.25, 60.0)))) if strips.tray_columns else 0.0
    return Plot(width, height, names, tray, line)


@dataclass(frozen=True, slots=True)
class Ladder:
    """How high everything lies, counted from the top of the content."""

    tops: Floats
    """(lanes + 1,) px where each lane begins, and where the last ends."""
    drop: Floats
    """(n,) px from the top of the lane to the mark of an event."""
    pitch: float
    """Px between storylines; 0 where lanes differ in height."""

    @property
    def height(self) -> float:
        """Return the px of all lanes."""
        return float(self.tops[-1])


def storyline_ladder(scene: Scene, strips: Strips, plot: Plot) -> Ladder:
    """Return storylines at even distances that fill the canvas where there are few; those without events come after."""
    count = len(strips.lanes)
    busy = sum(1 for lane in strips.lanes if lane.count) or count
    room = (plot.bottom - 2 * TOP_AIR) / max(busy + 0.5, 1.0)
    pitch = float(np.floor(min(max(room, plot.least_pitch), _MOST_PITCH)))
    tops: Floats = TOP_AIR + np.arange(count + 1, dtype=np.float64) * pitch + round(0.25 * pitch)
    return Ladder(tops, np.full(len(scene), round(pitch / 2)), pitch)


def lane_ladder(scene: Scene, strips: Strips, window: TimeWindow, widths: Floats) -> Ladder:
    """Return lanes as high as their events need side by side at this scale.

    Args:
        scene: the events.
        strips: lanes of kinds.
        window: gives the scale.
        widths: (n,) px that each event's label would like.
    """
    at = strips.mark_event
    lo, hi, x = reach(scene, window, at)
    start, end = np.minimum(lo, x - MARK_REACH), np.maximum(hi, x + MARK_REACH + 3 + widths[at]) + 6
    # Labels give way where they would need more rows than a lane may have.
    dated = scene.dated[at]
    rows = np.where(dated, 0, strips.tray_row[at])
    for spans_end in (end, np.maximum(hi, x + MARK_REACH) + 2):
        packed = pack_rows(strips.mark_lane[dated], start[dated], spans_end[dated], MOST_ROWS)
        rows[dated] = packed
        if not len(packed) or packed.max() < MOST_ROWS - 1:
            break
    needed = np.zeros(len(strips.lanes), dtype=np.int64)
    np.maximum.at(needed, strips.mark_lane, rows)
    tops = TOP_AIR + np.concatenate([[0.0], np.cumsum((needed + 1) * ROW_HEIGHT + LANE_AIR)])
    drop = np.zeros(len(scene))
    drop[at] = rows * ROW_HEIGHT + MARK_DROP
    return Ladder(tops, drop, 0.0)


def reach(scene: Scene, window: TimeWindow, at: Ints) -> tuple[Floats, Floats, Floats]:
    """Return for these events the px from the left of the axis of both bounds and of the mark."""
    events = scene.columns.events
    lo, hi = window.x(events.lo[at]), window.x(events.hi[at])
    with np.errstate(invalid="ignore"):
        room = np.maximum(np.where(np.isfinite(hi - lo), hi - lo, 0.0) * 0.8, 2 * TWIN_STEP)
    x = window.x(scene.mid[at]) + scene.nudge[at] + scene.twin[at] * np.minimum(TWIN_STEP, room / scene.twins[at])
    return lo, hi, x


def _mark_x(scene: Scene, strips: Strips, plot: Plot, at: Ints, x: Floats) -> Floats:
    """Return px on the canvas: of dated events from those on the axis, of others their place in the tray."""
    step = min(_TRAY_STEP, (plot.tray - 2 * _TRAY_EDGE) / max(strips.tray_columns - 1, 1))
    return np.where(scene.dated[at], x + plot.left, plot.names + _TRAY_EDGE + strips.tray_column[at] * step)


def event_x(
    scene: Scene, strips: Strips, plot: Plot, window: TimeWindow, event: int, asides: Floats | None = None
) -> float:
    """Return the px on the canvas of one event's mark, in sight or not."""
    at = np.array([event])
    x = reach(scene, window, at)[2]
    return float(_mark_x(scene, strips, plot, at, x if asides is None else x + asides[at])[0])


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture in px of the canvas. `events` are those with a mark or bar in sight, each once, sorted."""

    plot: Plot
    window: TimeWindow
    ladder: Ladder
    scroll: float
    x: Floats
    """(n,) of all events; only those in sight mean something."""
    lo: Floats
    hi: Floats
    has_bar: Bools
    events: Ints
    mark_event: Ints
    mark_lane: Ints
    mark_y: Floats
    line_event: Ints
    """Events whose connector is seen."""
    line_y: Floats
    """(k, 2) ends of the connectors."""
    line_passes: Bools
    """The connector crosses what is seen, its marks lie outside."""
    lanes: range
    labels: tuple["Label", ...] = field(default=())
    hidden_labels: int = 0

    def lane_y(self, lane: int) -> float:
        """Return the height of a storyline, or of the top of a lane."""
        top = float(self.ladder.tops[lane])
        return top - self.scroll + (round(self.ladder.pitch / 2) if self.ladder.pitch else 0.0)

    @property
    def mark_x(self) -> Floats:
        """Return the px of the marks."""
        return self.x[self.mark_event]

    def with_labels(self, labels: tuple["Label", ...], hidden: int) -> "Frame":
        """Return the frame with labels."""
        return replace(self, labels=labels, hidden_labels=hidden)


@dataclass(frozen=True, slots=True)
class Label:
    """A label that has a place: its event and its box."""

    event: int
    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """Return the box it fills."""
        return self.left, self.top, self.left + self.width, self.top + self.height


def make_frame(
    scene: Scene, strips: Strips, plot: Plot, window: TimeWindow, ladder: Ladder, scroll: float,
    asides: Floats | None = None,
) -> Frame:  # fmt: skip
    """Return the picture of a window of time, scrolled down by so many px, without labels.

    `asides` are (n,) px that marks stand beside their time, so that none hides another.
    """
    count = len(scene)
    lanes = _lanes_in_sight(ladder, scroll, plot)
    part = slice(int(strips.starts[lanes.start]), int(strips.starts[lanes.stop]))
    mark_event, mark_lane = strips.mark_event[part], strips.mark_lane[part]
    at = _of_lanes(scene, strips, mark_event)
    lo, hi, x = reach(scene, window, at)
    if asides is not None:
        x = x + asides[at]
    with np.errstate(invalid="ignore"):
        has_bar = hi - lo >= np.where(scene.columns.events.fine[at], CRISP_BAR, LEAST_BAR)
        left_end = np.where(has_bar, np.minimum(lo, x - MARK_REACH), x - MARK_REACH)
        right_end = np.where(has_bar, np.maximum(hi, x + MARK_REACH), x + MARK_REACH)
        in_time = ((right_end >= 0) & (left_end <= window.width)) | ~scene.dated[at]
    at = at[in_time]
    full_x, full_lo, full_hi = (np.zeros(count) for _ in range(3))
    full_x[at] = _mark_x(scene, strips, plot, at, x[in_time])
    full_lo[at], full_hi[at] = lo[in_time] + plot.left, hi[in_time] + plot.left
    bars, in_sight, shown = (np.zeros(count, dtype=np.bool_) for _ in range(3))
    bars[at], in_sight[at] = has_bar[in_time], True
    seen = in_sight[mark_event]
    mark_event, mark_lane = mark_event[seen], mark_lane[seen]
    shown[mark_event] = True
    joined = (strips.top[at] < strips.bottom[at]) & (strips.bottom[at] >= lanes.start) & (strips.top[at] < lanes.stop)
    joined &= (full_x[at] >= plot.names - 2) & (full_x[at] <= plot.width + 2)
    lines = at[joined]
    ends = np.column_stack([strips.top[lines], strips.bottom[lines]])
    line_y = ladder.tops[ends] + ladder.drop[lines][:, None] - scroll
    return Frame(
        plot, window, ladder, scroll, full_x, full_lo, full_hi, bars, np.flatnonzero(shown), mark_event, mark_lane,
        ladder.tops[mark_lane] + ladder.drop[mark_event] - scroll,
        lines, np.clip(line_y, -50.0, plot.height + 50.0), ~shown[lines], lanes,
    )  # fmt: skip


def _of_lanes(scene: Scene, strips: Strips, marked: Ints) -> Ints:
    """Return the events to look at: those on the lanes in sight, and of a small project also what only passes by."""
    wanted = np.zeros(len(scene), dtype=np.bool_)
    wanted[strips.mark_event if len(scene) <= PASSING_UP_TO else marked] = True
    return np.flatnonzero(wanted)


def _lanes_in_sight(ladder: Ladder, scroll: float, plot: Plot) -> range:
    """Return the lanes of which anything can be seen."""
    count = len(ladder.tops) - 1
    first = int(np.searchsorted(ladder.tops, scroll, side="right")) - 1
    last = int(np.searchsorted(ladder.tops, scroll + plot.bottom, side="left"))
    return range(min(max(first, 0), count), min(max(last, 0), count))


def furthest_scroll(ladder: Ladder, plot: Plot) -> float:
    """Return how far down one can scroll."""
    return max(ladder.height + TOP_AIR + 6 - plot.bottom, 0.0)
