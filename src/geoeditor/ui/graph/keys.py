"""The graph by keyboard alone: walk from node to node, from link to link, and draw a link without a mouse."""

from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from geoeditor.core.search import fold
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.translation import shown, tr
from geoeditor.ui.graph.arranging import Arranger
from geoeditor.ui.graph.canvas import Canvas
from geoeditor.ui.graph.deeds import Deeds
from geoeditor.ui.graph.pointer import Pointer
from geoeditor.ui.selection import Fact, Selection

_WAYS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_OWN: Final = {
    *_WAYS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Space,
}  # fmt: skip
"""Keys that are not left to the shortcuts of the window while the canvas has the focus."""
_STEP: Final = 8.0
_ASIDE: Final = 2.2
"""How much dearer a way aside is than one straight on."""


class Keys(QObject):
    """Turns the keys pressed on a canvas into gestures."""

    menu_wanted = Signal(QPoint)
    said = Signal(str)
    """What is going on, for the header."""
    stopped = Signal()
    """Esc was pressed while a layout was on its way."""

    def __init__(
        self, canvas: Canvas, deeds: Deeds, pointer: Pointer, selection: Selection, arranger: Arranger, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self._canvas = canvas
        self._deeds = deeds
        self._pointer = pointer
        self._selection = selection
        self._typed = ""
        canvas.installEventFilter(self)

    @property
    def is_linking(self) -> bool:
        """Tell whether a link is being drawn by keys."""
        return self._canvas.marked.linking is not None and not self._pointer.is_dragging and not self._deeds.is_asking

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here."""
        if watched is self._canvas and event.type() == QEvent.Type.FocusOut:
            self._pointer.space_is_down = False  # its release will be told to another widget
        if watched is not self._canvas or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._wants(event):
                event.accept()
                return True
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        if event.type() == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pointer.space_is_down = False
            return True
        return False

    def _wants(self, event: QKeyEvent) -> bool:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if self.is_linking:
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._selection.current is not None
        return event.key() in _OWN

    def _press(self, event: QKeyEvent) -> bool:
        key, keys = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and keys & Qt.KeyboardModifier.ShiftModifier):
            self.menu_wanted.emit(self._spot())
            return True
        if keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in _WAYS:
            self._walk(*_WAYS[key], keys)
        elif self.is_linking:
            return self._link_key(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._cycle(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._selection.current is not None:
                self._selection.passage_requested.emit(self._selection.current)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pointer.space_is_down = True
        else:
            return False
        return True

    def _spot(self) -> QPoint:
        current = self._canvas.marked.current
        if current is None:
            return QPoint(self._canvas.width() // 2, self._canvas.height() // 2)
        return self._canvas.spot_of(current).toPoint()

    def _escape(self) -> None:
        if self._pointer.cancel():
            return
        if self.is_linking:
            self.stop_linking()
        elif self._arranger.is_busy:
            self.stopped.emit()
        else:
            self._selection.clear()

    def _walk(self, dx: float, dy: float, keys: Qt.KeyboardModifier) -> None:
        canvas, scene, marked = self._canvas, self._canvas.scene, self._canvas.marked
        nodes = np.flatnonzero(scene.shown)
        if not len(nodes):
            return
        if keys & Qt.KeyboardModifier.AltModifier and not self.is_linking:
            if marked.nodes:
                step = _STEP / canvas.camera.zoom
                self._deeds.nudge(list(marked.nodes), dx * step, dy * step)
            return
        start = marked.target if self.is_linking and marked.target is not None else marked.current
        if self.is_linking and start is None:
            start = marked.linking
        if start is None:
            away = scene.places[nodes] - scene.places[nodes].mean(axis=0)
            found: int | None = int(nodes[np.hypot(*away.T).argmin()])
        else:
            found = nearest_towards(scene.places, nodes, start, dx, dy)
        if found is None:
            return
        if self.is_linking:
            self._target(found)
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            self._selection.choose([Fact("actor", scene.ids[found]), *self._selection.facts])
        else:
            self._selection.choose([Fact("actor", scene.ids[found])])

    def _cycle(self, step: int) -> bool:
        """Go round the links of the current node; where there is none, Tab goes on to the next widget."""
        scene, marked = self._canvas.scene, self._canvas.marked
        if marked.current is None:
            return False
        links = links_around(scene.places, scene.ends, scene.links_of([marked.current]), marked.current)
        if not links:
            return False
        chosen = marked.links[0] if marked.links else None
        at = links.index(chosen) + step if chosen in links else (0 if step > 0 else len(links) - 1)
        node = Fact("actor", scene.ids[marked.current])
        if not 0 <= at < len(links):
            self._selection.choose([node])
            return False
        self._selection.choose([Fact("link", scene.link_ids[links[at]]), node])
        return True

    def start_linking(self) -> None:
        """Begin a link at the current node; arrows or letters choose the other one."""
        marked, scene = self._canvas.marked, self._canvas.scene
        if marked.current is None:
            return
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed = ""
        marked.linking, marked.target = marked.current, None
        marked.aim = (self._canvas.spot_of(marked.current) + QPointF(60, -40)).toTuple()
        name = shown(scene.actors[scene.ids[marked.current]].shown.name, 40)
        self.said.emit(tr("Link from “{name}”: arrows or letters choose, Enter takes", name=name))
        self._canvas.update()

    def stop_linking(self) -> None:
        """Leave off drawing a link."""
        marked = self._canvas.marked
        marked.linking = marked.target = marked.aim = None
        self.said.emit("")
        self._canvas.update()

    def _target(self, row: int) -> None:
        canvas, scene = self._canvas, self._canvas.scene
        if row == canvas.marked.linking:
            return
        canvas.marked.target = row
        if not canvas.rect().contains(canvas.spot_of(row).toPoint()):
            canvas.look_at(scene.places[[row]])
        canvas.marked.aim = canvas.spot_of(row).toTuple()
        self.said.emit(tr("Link to “{name}”?", name=shown(scene.actors[scene.ids[row]].shown.name, 40)))
        canvas.update()

    def _link_key(self, event: QKeyEvent) -> bool:
        """Choose the other end by typing its name, take it by Enter."""
        scene, marked = self._canvas.scene, self._canvas.marked
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if marked.linking is not None and marked.target is not None:
                x, y = scene.places[marked.target].tolist()
                self.said.emit("")
                self._deeds.ask_for_kind(scene.ids[marked.linking], scene.ids[marked.target], (x, y))
            return True
        if key == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif event.text().isprintable() and event.text():
            self._typed += event.text()
        else:
            return False
        wanted = fold(self._typed).strip()
        names = [(row, fold(scene.actors[scene.ids[row]].shown.name)) for row in np.flatnonzero(scene.shown).tolist()]
        hits = [row for row, name in names if any(word.startswith(wanted) for word in (name, *name.split()))]
        hits = [row for row in hits if row != marked.linking]
        if wanted and hits:
            self._target(hits[0])
        return True


def nearest_towards(places: Floats, nodes: Ints, start: int, dx: float, dy: float) -> int | None:
    """Return the node that lies nearest in a direction, straight on rather than aside; None where there is none."""
    others = nodes[nodes != start]
    gap = places[others] - places[start]
    along = gap[:, 0] * dx + gap[:, 1] * dy
    aside = np.abs(gap[:, 0] * dy) + np.abs(gap[:, 1] * dx)
    ahead = np.flatnonzero(along > 0.35 * aside)
    if not len(ahead):
        return None
    return int(others[ahead[(along[ahead] + _ASIDE * aside[ahead]).argmin()]])


def links_around(places: Floats, ends: Ints, links: Ints, node: int) -> list[int]:
    """Return the links of a node in the order of a clock, from the top."""
    other = np.where(ends[links, 0] == node, ends[links, 1], ends[links, 0])
    gap = places[other] - places[node]
    angle = np.mod(np.arctan2(gap[:, 0], -gap[:, 1]), 2 * np.pi)
    return [int(row) for row in links[np.lexsort((links, angle))]]
