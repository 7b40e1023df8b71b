"""Places for nodes: all of them on request, new ones among the others. Long work runs in a thread and can be ended.

The layout is that of the exported chart, so both show the same picture.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal

from geoeditor.charts.graph.nodes import Nodes, assemble, lay_out
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.insertion import insert_near

QUICK_NODES: Final = 60
QUICK_LINKS: Final = 160
"""Graphs up to this size are arranged at once."""
_LEAST_LENGTH, _MOST_LENGTH = 95.0, 210.0
_LABEL: Final = 72.0
_STRAND: Final = 20.0
_AIR: Final = 2.2
_ASPECT: Final = 2.3
_WIDE: Final = 2.4
"""A pane is wider than a page."""


def wishes(boxes: Floats, radii: Floats, ends: Ints) -> Nodes:
    """Return what the layout has to know of nodes (n boxes and radii) and links (m rows of nodes)."""
    low, high = ends.min(axis=1, initial=0), ends.max(axis=1, initial=0)
    pairs = low * max(len(boxes), 1) + high
    _, which, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    wished = radii[ends].sum(axis=1) + _LABEL + _STRAND * (counts[which.ravel()] - 1)
    return Nodes(boxes, ends, np.clip(wished, _LEAST_LENGTH, _MOST_LENGTH), {}, _AIR, _WIDE, _ASPECT)


def arranged(nodes: Nodes) -> Floats:
    """Return (n, 2) places for all nodes."""
    return assemble(lay_out(nodes), 1.0) if len(nodes.boxes) else np.zeros((0, 2))


def spiral(count: int) -> Floats:
    """Return (n, 2) places that say nothing but are apart: for a graph whose layout was called off."""
    at = np.arange(count)
    reach = 60.0 * np.sqrt(at)
    angle = at * 2.399963
    return np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])


def joined(nodes: Nodes, before: Mapping[int, tuple[float, float]]) -> Nodes:
    """Return what the layout has to know to move nodes little from where they were, by their rows, and new ones in."""
    known = np.array(sorted(before), dtype=np.int64)
    places = np.zeros((len(nodes.boxes), 2))
    places[known] = [before[row] for row in known.tolist()]
    return replace(nodes, before=inserted(nodes, places, known))


def inserted(nodes: Nodes, places: Floats, known: Ints) -> Floats:
    """Return (n, 2) places where those that are known stay and the others come near their neighbours."""
    mask = np.zeros(len(places), dtype=np.bool_)
    mask[known] = True
    return insert_near(places, mask, nodes.boxes, nodes.pairs)


class _Run(QThread):
    """One layout in a thread of its own."""

    def __init__(self, nodes: Nodes) -> None:
        super().__init__()
        self._nodes = nodes
        self.places: Floats | None = None

    def run(self) -> None:
        """Lay out; what comes of it is taken up when the thread ends."""
        self.places = arranged(self._nodes)


class Arranger(QObject):
    """Runs layouts, one at a time; a new one, or a call to stop, lets the one before go unheeded."""

    arranged = Signal(object)
    """(n, 2) places, in the order of the nodes given."""
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._current: _Run | None = None
        self.is_quiet = False
        """Whether the layout that is on its way was not asked for."""
        self._threads: list[_Run] = []
        # A thread must not be taken away while it runs, also when the view goes.
        self.destroyed.connect(partial(_wait_for, self._threads))

    @property
    def is_busy(self) -> bool:
        """Tell whether a layout is on its way."""
        return self._current is not None

    def start(self, nodes: Nodes, *, quietly: bool = False) -> None:
        """Lay out: at once where that is quick, else in a thread; always in a thread where nobody waits for it."""
        self.stop()
        self.is_quiet = quietly
        if not quietly and len(nodes.boxes) <= QUICK_NODES and len(nodes.pairs) <= QUICK_LINKS:
            self.arranged.emit(arranged(nodes))
            return
        run = self._current = _Run(nodes)
        self._threads.append(run)
        run.finished.connect(self._finish)
        run.start(QThread.Priority.LowPriority)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Let go of the layout that is on its way, if any."""
        if self._current is not None:
            self._current = None
            self.busy_changed.emit(False)

    def _finish(self) -> None:
        current = self._current
        if current is not None and current.isFinished():
            self._current = None
            self.busy_changed.emit(False)
            if current.places is not None:
                self.arranged.emit(current.places)
        self._threads[:] = [run for run in self._threads if not run.isFinished()]


def _wait_for(threads: list[_Run], _gone: object = None) -> None:
    for run in threads:
        run.wait()
