"""The hand on the canvas: what pressing, dragging and turning the wheel mean. Deeds are done elsewhere."""

from enum import Enum, auto
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from geoeditor.layout.boxes import Floats
from geoeditor.ui.graph.canvas import Canvas
from geoeditor.ui.graph.deeds import Deeds
from geoeditor.ui.graph.hits import GROUND, Hit
from geoeditor.ui.graph.overlay import rows_in
from geoeditor.ui.selection import Fact, Selection

_NOTCH: Final = 1.0015
"""Factor of zoom for a unit of the wheel; a notch has 120."""


class _Drag(Enum):
    NONE = auto()
    PRESSED = auto()
    """A button is down, but the hand has not moved far enough to mean a drag."""
    PAN = auto()
    MOVE = auto()
    BAND = auto()
    LINK = auto()


class Pointer(QObject):
    """Turns the mouse's events on a canvas into gestures."""

    menu_wanted = Signal(QPoint)
    """At this spot of the canvas."""

    def __init__(self, canvas: Canvas, deeds: Deeds, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._deeds = deeds
        self._selection = selection
        self._drag = _Drag.NONE
        self._hit: Hit = GROUND
        self._start = QPointF()
        self._last = QPointF()
        self._button = Qt.MouseButton.NoButton
        self._rows: list[int] = []
        self._before: Floats = np.zeros((0, 2))
        self.space_is_down = False
        canvas.installEventFilter(self)

    @property
    def is_dragging(self) -> bool:
        """Tell whether something is being dragged."""
        return self._drag not in (_Drag.NONE, _Drag.PRESSED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events of the mouse."""
        if watched is not self._canvas:
            return False
        match event:
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonPress:
                self._press(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseMove:
                self._move(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonRelease:
                self._release(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonDblClick:
                self._double_click(event)
            case QWheelEvent():
                self._turn(event)
            case _:
                return False
        return True

    def cancel(self) -> bool:
        """Put everything back as it was before the drag, and tell whether there was one."""
        if not self.is_dragging:
            return False
        drag, self._drag = self._drag, _Drag.NONE
        canvas = self._canvas
        if drag is _Drag.MOVE:
            canvas.scene.move(self._rows, self._before)
        self._clear()
        return True

    def _clear(self) -> None:
        marked = self._canvas.marked
        marked.moving, marked.band = frozenset(), None
        if not self._deeds.is_asking:
            marked.linking = marked.aim = marked.target = None
        self._canvas.unsetCursor()
        self._canvas.update()

    def _press(self, event: QMouseEvent) -> None:
        canvas = self._canvas
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._deeds.dismiss()
        if self._drag is not _Drag.NONE:
            self.cancel()
            return
        spot = event.position()
        self._start = self._last = spot
        self._button = event.button()
        self._hit = canvas.hit(spot)
        if event.button() == Qt.MouseButton.RightButton:
            self._point_out(self._hit)
            self.menu_wanted.emit(spot.toPoint())
            return
        self._drag = _Drag.PRESSED
        if event.button() != Qt.MouseButton.LeftButton or self.space_is_down:
            self._hit = GROUND

    def _point_out(self, hit: Hit) -> None:
        """Select what a menu is asked for, unless it is selected already."""
        fact = self.fact(hit)
        if fact is not None and fact not in self._selection.facts:
            self._selection.choose([fact])

    def fact(self, hit: Hit) -> Fact | None:
        """Return the fact that was hit."""
        scene = self._canvas.scene
        if hit.what in ("node", "handle"):
            return Fact("actor", scene.ids[hit.row])
        return Fact("link", scene.link_ids[hit.row]) if hit.what == "link" else None

    def _move(self, event: QMouseEvent) -> None:
        spot, canvas = event.position(), self._canvas
        if self._drag is _Drag.NONE:
            hit = canvas.hit(spot)
            canvas.hover(hit)
            canvas.setCursor(_CURSORS.get(hit.what, Qt.CursorShape.ArrowCursor))
            return
        if self._drag is _Drag.PRESSED:
            away = (spot - self._start).manhattanLength()
            if away < QApplication.startDragDistance():
                return
            self._begin(event.modifiers())
        if self._drag is _Drag.PAN:
            step = spot - self._last
            canvas.pan(step.x(), step.y())
        elif self._drag is _Drag.MOVE:
            way = (spot - self._start) / canvas.camera.zoom
            canvas.scene.move(self._rows, self._before + np.array([way.x(), way.y()]))
            canvas.update()
        elif self._drag is _Drag.BAND:
            canvas.marked.band = (self._start.x(), self._start.y(), spot.x(), spot.y())
            canvas.update()
        else:
            self._aim(spot)
        self._last = spot

    def _begin(self, keys: Qt.KeyboardModifier) -> None:
        """Decide what a drag means, by what lies under its start."""
        canvas, hit = self._canvas, self._hit
        wants_link = hit.what == "handle" or (hit.what == "node" and bool(keys & Qt.KeyboardModifier.AltModifier))
        if self._button == Qt.MouseButton.LeftButton and wants_link:
            self._drag = _Drag.LINK
            canvas.marked.linking = hit.row
            canvas.setCursor(Qt.CursorShape.CrossCursor)
        elif self._button == Qt.MouseButton.LeftButton and hit.what == "node":
            self._drag = _Drag.MOVE
            fact = Fact("actor", canvas.scene.ids[hit.row])
            if fact not in self._selection.facts:
                self._selection.choose([fact])
            rows = canvas.scene.row_of
            self._rows = [rows[actor] for actor in self._selection.ids("actor") if actor in rows]
            self._before = canvas.scene.places[self._rows].copy()
            canvas.marked.moving = frozenset(self._rows)
        elif self._button == Qt.MouseButton.LeftButton and keys & Qt.KeyboardModifier.ShiftModifier:
            self._drag = _Drag.BAND
        else:
            self._drag = _Drag.PAN
            canvas.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _aim(self, spot: QPointF) -> None:
        canvas = self._canvas
        hit = canvas.hit(spot)
        canvas.marked.aim = (spot.x(), spot.y())
        aimed = hit.what in ("node", "handle") and hit.row != canvas.marked.linking
        canvas.marked.target = hit.row if aimed else None
        canvas.update()

    def _release(self, event: QMouseEvent) -> None:
        if event.button() != self._button:
            return
        drag, self._drag = self._drag, _Drag.NONE
        self._button = Qt.MouseButton.NoButton
        if drag is _Drag.PRESSED and event.button() == Qt.MouseButton.LeftButton:
            self._click(event.modifiers())
        elif drag is _Drag.MOVE:
            self._canvas.marked.moving = frozenset()
            if not self._deeds.move(self._rows):
                self._canvas.scene.move(self._rows, self._before)
        elif drag is _Drag.BAND:
            self._take_band(event.modifiers())
        elif drag is _Drag.LINK:
            self._drop(event.position())
            return
        self._clear()

    def _click(self, keys: Qt.KeyboardModifier) -> None:
        fact = self.fact(self._hit)
        more = keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if fact is None:
            if not more:
                self._selection.clear()
        elif more:
            self._selection.toggle(fact)
        else:
            self._selection.choose([fact])

    def _take_band(self, keys: Qt.KeyboardModifier) -> None:
        canvas, scene = self._canvas, self._canvas.scene
        band = canvas.marked.band
        if band is None:
            return
        corners = (*canvas.camera.to_plane(band[0], band[1]), *canvas.camera.to_plane(band[2], band[3]))
        found = [Fact("actor", scene.ids[row]) for row in rows_in(scene.places, corners).tolist() if scene.shown[row]]
        kept = self._selection.facts if keys & Qt.KeyboardModifier.ControlModifier else ()
        self._selection.choose([*kept, *found])

    def _drop(self, spot: QPointF) -> None:
        """End the drag of a new link: on a node, or on the ground where a new actor begins."""
        canvas, scene = self._canvas, self._canvas.scene
        self._aim(spot)
        start, target = canvas.marked.linking, canvas.marked.target
        canvas.unsetCursor()
        if start is None or canvas.hit(spot).row == start:
            self._clear()
            return
        place = canvas.camera.to_plane(spot.x(), spot.y())
        if target is not None:
            self._deeds.ask_for_kind(scene.ids[start], scene.ids[target], place)
        else:
            self._deeds.ask_for_actor(place, scene.ids[start])

    def _double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._drag = _Drag.NONE
        spot = event.position()
        fact = self.fact(self._canvas.hit(spot))
        if fact is None:
            self._deeds.ask_for_actor(self._canvas.camera.to_plane(spot.x(), spot.y()))
        else:
            self._selection.passage_requested.emit(fact)

    def _turn(self, event: QWheelEvent) -> None:
        """Zoom by the wheel; by a pad, two fingers pan and Ctrl zooms."""
        pixels, turned = event.pixelDelta(), event.angleDelta()
        zooms = pixels.isNull() or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if zooms:
            self._canvas.zoom_by(_NOTCH ** (turned.y() or turned.x()), event.position())
        else:
            self._canvas.pan(pixels.x(), pixels.y())
        event.accept()


_CURSORS: Final = {
    "node": Qt.CursorShape.PointingHandCursor,
    "link": Qt.CursorShape.PointingHandCursor,
    "handle": Qt.CursorShape.CrossCursor,
}
