"""Marks that would hide each other stand side by side, as far as their dates leave it open. Pure numpy, no Qt.

How far each stands aside hangs on the scale alone, so nothing moves while one pans.
"""

from typing import Final

import numpy as np

from geoeditor.charts.timeline.scene import Scene, Strips
from geoeditor.charts.timeline.screen import CRISP_BAR, LEAST_BAR, MARK_REACH, TWIN_STEP, reach
from geoeditor.layout.boxes import Floats
from geoeditor.layout.time_window import TimeWindow

_MOST_EVENTS: Final = 150
"""Above so many, labels and marks are a crowd anyway."""
_MOST_ASIDE: Final = 52.0


class Asides:
    """How far the marks of one scene stand beside their time, reckoned anew for each scale."""

    def __init__(self, scene: Scene, strips: Strips) -> None:
        self._scene = scene
        self._lanes: list[list[int]] = []
        self._of: tuple[float, Floats] | None = None
        if strips.mode != "storylines" or len(scene) > _MOST_EVENTS:
            return
        self._lanes = [[] for _ in range(len(scene))]
        for event, lane in zip(strips.mark_event.tolist(), strips.mark_lane.tolist(), strict=True):
            if scene.dated[event]:
                self._lanes[event].append(lane)

    def at(self, window: TimeWindow) -> Floats | None:
        """Return (n,) px, to the right where above 0; None where all marks stand at their time."""
        if not self._lanes:
            return None
        if self._of is None or self._of[0] != window.rate:
            self._of = (window.rate, self._reckoned(window))
        return self._of[1]

    def _reckoned(self, window: TimeWindow) -> Floats:
        """Part the marks: to the left first, for what a source tells of is mostly over by then."""
        lo, hi, x = reach(self._scene, window, np.arange(len(self._scene)))
        with np.errstate(invalid="ignore"):
            # Without a bar that shows how far it may be off, a mark stands for its very time.
            short = ~(hi - lo >= np.where(self._scene.columns.events.fine, CRISP_BAR, LEAST_BAR))
        found = x
        for sign, bound in ((-1.0, lo), (1.0, hi)):
            room = np.where(np.isfinite(bound), sign * (bound - found) - MARK_REACH / 2, _MOST_ASIDE)
            most = np.clip(np.minimum(room, _MOST_ASIDE - sign * (found - x)), 0.0, None)
            most[short] = 0.0
            found = sign * self._in_turn(sign * found, most)
        return np.asarray(np.where(np.isfinite(found - x), found - x, 0.0))

    def _in_turn(self, along: Floats, most: Floats) -> Floats:
        """Return px where each mark has moved on, by at most so much, until it stands clear of the one before."""
        ends: dict[int, float] = {}
        places = along.copy()
        for event in np.argsort(along, kind="stable").tolist():
            own = self._lanes[event]
            wish = max((ends[lane] for lane in own if lane in ends), default=-np.inf) + TWIN_STEP
            place = float(along[event])
            if wish > place:
                place = places[event] = min(wish, place + float(most[event]))
            for lane in own:
                ends[lane] = max(place, ends.get(lane, -np.inf))
        return places
