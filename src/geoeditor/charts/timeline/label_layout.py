"""Labels of the events in sight, placed so that no two touch; what has a place keeps it while one pans and zooms.

Imports `layout.label_rows` and the frame; text is measured by whoever asks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from geoeditor.charts.timeline.scene import Scene, Strips
from geoeditor.charts.timeline.screen import CLEAR, MARK_REACH, Frame, Label
from geoeditor.layout.boxes import Floats
from geoeditor.layout.label_rows import LabelRows

MOST_LABELS: Final = 160
"""Labels that are tried in one picture; the rest shows when one points at it or comes nearer."""
LABEL_PX: Final = 230.0
_CROWD: Final = 500
_LEAST_PX: Final = 44.0
_STEP_PX: Final = 24.0
_MOST_FAILED: Final = 48
"""Labels without a place after which no more are tried: it is full."""
_CROSSINGS_UP_TO: Final = 60
"""Connectors up to which labels look for a place where they cross few."""
_SLOTS: Final = 16
_EDGE: Final = 4.0

Width = Callable[[int, float], float]
"""Px of an event's label, cut to at most so many."""


class _Place(NamedTuple):
    """A place relative to the event: below its storylines or above, which row from there, px from its mark."""

    below: bool
    row: int
    shift: float


@dataclass(slots=True)
class LabelLayout:
    """Remembers from picture to picture where labels were."""

    width: Width
    _kept: dict[int, _Place] = field(default_factory=dict)

    def forget(self) -> None:
        """Place all labels anew next time."""
        self._kept = {}

    def place(self, scene: Scene, strips: Strips, frame: Frame, first: Set[int]) -> Frame:
        """Return the frame with labels; events in `first` come before all others."""
        chosen = _candidates(scene, frame, first)
        if strips.mode == "lanes":
            labels = _lane_labels(scene, frame, chosen, self.width)
        else:
            labels = self._storyline_labels(scene, frame, chosen)
        return frame.with_labels(tuple(labels), len(frame.events) - len(labels))

    def _storyline_labels(self, scene: Scene, frame: Frame, chosen: list[int]) -> list[Label]:
        rows = _StorylineRows(frame)
        kept, self._kept = self._kept, {}
        labels: list[Label] = []
        failed = 0
        for event in sorted(chosen, key=lambda event: event not in kept):  # stable: first those that have a place
            room = _room(scene, frame, event)
            width = self.width(event, min(LABEL_PX, room[1] - room[0]))
            if width > room[1] - room[0]:
                continue
            found = rows.settle(event, _anchor(frame, scene, event), width, room, kept.get(event))
            if found is None:
                failed += 1
                if failed > _MOST_FAILED:
                    break
                continue
            place, label = found
            self._kept[event] = place
            labels.append(label)
        return labels


def _candidates(scene: Scene, frame: Frame, first: Set[int]) -> list[int]:
    """Return the events that may get a label, most important first."""
    events = frame.events
    most = MOST_LABELS if len(events) <= _CROWD else MOST_LABELS // 2
    if len(events) > most:
        events = events[np.argpartition(scene.rank[events], most)[:most]]
    ordered: list[int] = events[np.argsort(scene.rank[events])].tolist()
    if not first:
        return ordered
    seen = [event for event in frame.events.tolist() if event in first] if len(frame.events) < 20_000 else []
    return list(dict.fromkeys([*seen, *ordered]))


def _anchor(frame: Frame, scene: Scene, event: int) -> float:
    """Return the px where the label belongs: the mark, or the nearest place in sight of a bar that runs across."""
    x = float(frame.x[event])
    if frame.has_bar[event] and scene.dated[event]:
        x = min(max(x, frame.plot.left + 8), frame.plot.width - 8)
    return x


def _room(scene: Scene, frame: Frame, event: int) -> tuple[float, float]:
    plot = frame.plot
    if scene.dated[event]:
        return plot.left + _EDGE, plot.width - _EDGE
    return plot.names + _EDGE, plot.left - _EDGE


class _StorylineRows:
    """The rows of labels between storylines."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._rows = LabelRows()
        self._line = frame.plot.line
        self._count = max(1, min(int((frame.ladder.pitch - 2 * CLEAR + 1) // self._line), _SLOTS))
        self._ends: dict[int, tuple[int, int]] = {}
        for event, lane in zip(frame.mark_event.tolist(), frame.mark_lane.tolist(), strict=True):
            # marks are sorted by lane
            self._ends[event] = (self._ends[event][0], lane) if event in self._ends else (lane, lane)
        self._lane_ys = {lane: frame.lane_y(lane) for lane in frame.lanes}
        self._poles = _poles(frame) if len(frame.line_event) <= _CROSSINGS_UP_TO else []

    def settle(
        self, event: int, x: float, width: float, room: tuple[float, float], kept: _Place | None
    ) -> tuple[_Place, Label] | None:
        """Take a place for a label: the one it had, else the free one nearby where it crosses fewest connectors."""
        low, high = self._ends[event]
        if kept is not None and kept.row < self._count:
            left = x + kept.shift
            if room[0] <= left <= room[1] - width:
                found = self._try(event, kept, left, width, low, high)
                if found is not None:
                    return self._taken(kept, found)
        best: tuple[float, _Place, tuple[int, Label]] | None = None
        for order, (place, left) in enumerate(self._wishes(x, width, room)):
            found = self._try(event, place, left, width, low, high)
            if found is None:
                continue
            cost = self._crossed(found[1], x) * 4.0 + order
            if best is None or cost < best[0]:
                best = (cost, place, found)
            if cost <= order:
                break
        return None if best is None else self._taken(best[1], best[2])

    def _taken(self, place: _Place, found: tuple[int, Label]) -> tuple[_Place, Label]:
        key, label = found
        self._rows.take(key, label.left, label.left + label.width)
        return place, label

    def _wishes(self, x: float, width: float, room: tuple[float, float]) -> Iterator[tuple[_Place, float]]:
        for row in range(self._count):
            for below in (False, True):
                for share in (0.5, 0.06, 0.94):
                    left = min(max(x - share * width, room[0]), room[1] - width)
                    if left - 2 <= x <= left + width + 2:
                        yield _Place(below, row, left - x), left

    def _try(
        self, event: int, place: _Place, left: float, width: float, low: int, high: int
    ) -> tuple[int, Label] | None:
        """Return the row's number and the label, where it is free and in sight."""
        frame, line = self._frame, self._line
        if place.below:
            gap, slot = high + 1, place.row
            top = self._lane_ys[high] + frame.ladder.pitch - CLEAR - (self._count - slot) * line
        else:
            gap, slot = low, self._count - 1 - place.row
            top = self._lane_ys[low] - CLEAR - (place.row + 1) * line
        if top < 1 or top + line > frame.plot.bottom - 1:
            return None
        key = gap * _SLOTS + slot
        if not self._rows.is_free(key, left, left + width):
            return None
        return key, Label(event, left, top, width, line)

    def _crossed(self, label: Label, own: float) -> int:
        """Return how many connectors of other events a label would lie on."""
        middle = label.top + label.height / 2
        return sum(
            1
            for x, top, bottom in self._poles
            if label.left - 3 < x < label.left + label.width + 3 and top < middle < bottom and abs(x - own) > 0.5
        )


def _poles(frame: Frame) -> list[tuple[float, float, float]]:
    """Return px and both ends of the connectors in sight."""
    ends = np.column_stack([frame.x[frame.line_event], frame.line_y])
    return [(x, top, bottom) for x, top, bottom in ends.tolist()]


def _lane_labels(scene: Scene, frame: Frame, chosen: list[int], measure: Width) -> list[Label]:
    """Return labels right of their marks, each up to the next mark of its row."""
    ys = dict(zip(frame.mark_event.tolist(), frame.mark_y.tolist(), strict=True))
    marks = _marks_by_row(frame, frame.mark_x)
    rows = LabelRows()
    line = frame.plot.line
    labels = []
    for event in chosen:
        y = ys[event]
        x = _anchor(frame, scene, event)
        top = y - 4 - line if frame.has_bar[event] else round(y - line / 2)
        left = x + MARK_REACH + 2
        if top < 0 or top + line > frame.plot.bottom or left < frame.plot.names:
            continue
        right_room = _room(scene, frame, event)[1]
        row = marks[round(y)]
        after = bisect_right(row, x + 0.5)
        room = min(row[after] - MARK_REACH - 2 if after < len(row) else np.inf, right_room) - left
        width = measure(event, LABEL_PX)
        if width > room:
            before = bisect_left(row, x - 0.5) - 1
            start = x - MARK_REACH - 2 - width
            if start >= max(row[before] + MARK_REACH if before >= 0 else 0.0, _room(scene, frame, event)[0]):
                left, room = start, width
            else:
                width = measure(event, room // _STEP_PX * _STEP_PX) if room >= _LEAST_PX else np.inf
        if width <= room and rows.is_free(round(y), left, left + width):
            rows.take(round(y), left, left + width)
            labels.append(Label(event, left, top, width, line))
    return labels


def _marks_by_row(frame: Frame, xs: Floats) -> dict[int, list[float]]:
    """Return the sorted px of all marks, by the height of their row."""
    heights = np.rint(frame.mark_y).astype(np.int64)
    order = np.lexsort((xs, heights))
    found: dict[int, list[float]] = {}
    sorted_heights, sorted_xs = heights[order], xs[order]
    cuts = np.flatnonzero(np.diff(sorted_heights)) + 1
    for ys, row in zip(np.split(sorted_heights, cuts), np.split(sorted_xs, cuts), strict=True):
        if len(ys):
            found[int(ys[0])] = row.tolist()
    return found


def label_at(frame: Frame, x: float, y: float) -> int | None:
    """Return the event whose label lies at a point."""
    return next(
        (
            label.event
            for label in frame.labels
            if label.left <= x <= label.left + label.width and label.top <= y <= label.top + label.height
        ),
        None,
    )
