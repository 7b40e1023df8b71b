"""What mouse and keys mean on the canvas of the timeline. Moves the stage itself; all else it asks for by signals."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from geoeditor import when
from geoeditor.charts.timeline.redating import date_at, moved, stretched
from geoeditor.charts.wording import date_words
from geoeditor.translation import tr
from geoeditor.ui.timeline.stage import Hit

if TYPE_CHECKING:
    from geoeditor.ui.timeline.canvas import Canvas

_WHEEL_PX: Final = 60.0
"""Px of one step of the wheel."""
_NOTCH: Final = 1.2
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_MOST_GHOSTS: Final = 200
_MENU_OFFSET: Final = QPoint(6, 6)


class _State(Enum):
    """What the pressed button is doing."""

    IDLE = 0
    PRESSED = 1
    """Pressed on something; a click unless the pointer moves."""
    PANNING = 2
    RUBBER = 3
    DRAGGING = 4


@dataclass(slots=True)
class Preview:
    """Where what is dragged would go: px of its marks, the pointer, the new date in words."""

    places: list[tuple[float, float]]
    pointer: tuple[float, float]
    words: str


class Gestures(QObject):
    """Turns presses, moves, wheel and keys into moves of the stage and wishes."""

    chosen = Signal(object, str)
    """Places of events and how they are chosen: set, toggle or add."""
    lane_chosen = Signal(int, bool)
    """A storyline, and whether it is added to what is chosen."""
    ground_clicked = Signal()
    opened = Signal(int)
    """The passage of an event, or by -1 of whatever is selected, is wished for."""
    creation_wanted = Signal(float, int)
    """Px of the canvas and lane, -1 for none, where an event is wished for."""
    refused = Signal(str)
    """A sentence that says why a drag comes to nothing."""
    dated = Signal(object)
    """New dates by place of the event, EDTF."""
    stepped = Signal(str, bool)
    """Another event is wished for: next, previous, above, below, first, last; whether it is added."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._state = _State.IDLE
        self._hit = Hit("ground")
        self._start = QPointF()
        self._last = QPointF()
        self._space = False
        self.can_edit = False
        self.preview: Preview | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether a button is held."""
        return self._state is not _State.IDLE

    def cancel(self) -> None:
        """Drop the gesture; nothing has happened then."""
        self._state = _State.IDLE
        self.preview = None
        self._canvas.marked.rubber = None
        self._canvas.unsetCursor()
        self._canvas.update()

    def forget_space(self) -> None:
        """Forget that Space is held, as its release is not heard any more."""
        self._space = False

    def press(self, event: QMouseEvent) -> None:
        """Begin: what was pressed decides what a move will mean."""
        self._start = self._last = event.position()
        stage = self._canvas.stage
        self._hit = stage.hit(event.position().x(), event.position().y())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and self._space):
            self._begin_pan()
        elif is_left:
            self._state = _State.PRESSED
            if event.modifiers() & _SHIFT and self._hit.kind in ("ground", "tray"):
                self._state = _State.RUBBER

    def _begin_pan(self) -> None:
        self._state = _State.PANNING
        self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, event: QMouseEvent) -> None:
        """Go on."""
        at = event.position()
        if self._state is _State.IDLE:
            self._look(at)
            return
        if self._state is _State.PRESSED and self._is_far(at):
            if self._hit.kind in ("event", "end") and self.can_edit:
                self._state = _State.DRAGGING
            elif self._hit.kind != "event":
                self._begin_pan()
        step = at - self._last
        self._last = at
        if self._state is _State.PANNING:
            self._canvas.pan(step.x(), step.y())
        elif self._state is _State.RUBBER:
            self._canvas.marked.rubber = QRectF(self._start, at).normalized()
            self._canvas.update()
        elif self._state is _State.DRAGGING:
            self._drag(at)

    def _is_far(self, at: QPointF) -> bool:
        return (at - self._start).manhattanLength() >= QApplication.startDragDistance()

    def _look(self, at: QPointF) -> None:
        hit = self._canvas.stage.hit(at.x(), at.y())
        self._canvas.hover(hit.event)
        if hit.kind == "end" and self.can_edit:
            self._canvas.setCursor(Qt.CursorShape.SizeHorCursor)
        elif hit.kind in ("event", "lane"):
            self._canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self._canvas.unsetCursor()

    def release(self, event: QMouseEvent) -> None:
        """End: a click, a pan, a rubber band or a drag."""
        state, rubber = self._state, self._canvas.marked.rubber
        self.cancel()
        if state is _State.PRESSED:
            self._click(event)
        elif state is _State.RUBBER and rubber is not None:
            box = (rubber.left(), rubber.top(), rubber.right(), rubber.bottom())
            self.chosen.emit(self._canvas.stage.within(*box), "add" if event.modifiers() & _CTRL else "set")
        elif state is _State.DRAGGING:
            self._drop(event.position())

    def _click(self, event: QMouseEvent) -> None:
        adds = bool(event.modifiers() & (_CTRL | _SHIFT))
        if self._hit.event >= 0:
            self.chosen.emit([self._hit.event], "toggle" if adds else "set")
        elif self._hit.kind == "lane":
            self.lane_chosen.emit(self._hit.lane, adds)
        elif not adds:
            self.ground_clicked.emit()

    def double_click(self, event: QMouseEvent) -> None:
        """Open the passage of an event; create one on empty ground."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        hit = self._canvas.stage.hit(at.x(), at.y())
        if hit.event >= 0:
            self.opened.emit(hit.event)
        elif hit.kind in ("ground", "tray") or (hit.kind == "lane" and at.x() >= self._canvas.stage.plot.names):
            self.creation_wanted.emit(at.x(), hit.lane)

    def _drag(self, at: QPointF) -> None:
        """Show where what is dragged would go, and the new date of what the pointer holds."""
        stage = self._canvas.stage
        grabbed, frame = self._hit.event, stage.frame
        try:
            text = self._new_dates(at, [grabbed]).get(grabbed)
            words = tr("Drop it on the axis to date it") if text is None else date_words(text)
        except when.WhenError as problem:
            words = str(problem)
        shift = at.x() - self._start.x() if self._hit.kind == "event" else 0.0
        group = np.array(self._group())
        marks = np.flatnonzero(np.isin(frame.mark_event, group))[:_MOST_GHOSTS]
        xs, ys = (frame.mark_x[marks] + shift).tolist(), frame.mark_y[marks].tolist()
        self.preview = Preview(list(zip(xs, ys, strict=True)), (at.x(), at.y()), words)
        self._canvas.update()

    def _group(self) -> list[int]:
        """Return the events that move: all that are selected and dated, where the grabbed one is among them."""
        grabbed, scene, selected = self._hit.event, self._canvas.stage.scene, self._canvas.marked.selected
        if self._hit.kind == "end" or grabbed not in selected or not scene.dated[grabbed]:
            return [grabbed]
        return [event for event in selected if scene.dated[event]]

    def _new_dates(self, at: QPointF, group: list[int]) -> dict[int, str]:
        """Return the dates that events would have if they were dropped here.

        Raises: WhenError where one of them can't be written.
        """
        stage, grabbed = self._canvas.stage, self._hit.event
        dates = stage.scene.columns.events.dates
        seconds = (at.x() - self._start.x()) / stage.window.rate
        if not stage.scene.dated[grabbed]:
            inside = at.x() >= stage.plot.left
            return {grabbed: date_at(stage.seconds(at.x()), stage.window.rate)} if inside else {}
        if self._hit.kind == "end":
            return {grabbed: stretched(dates[grabbed], self._hit.end, seconds)}
        return {event: moved(dates[event], seconds) for event in group}

    def _drop(self, at: QPointF) -> None:
        """Ask for the new dates of all that was dragged."""
        try:
            found = self._new_dates(at, self._group())
        except when.WhenError as problem:
            self.refused.emit(str(problem))
            return
        dates = self._canvas.stage.scene.columns.events.dates
        changed = {event: text for event, text in found.items() if text != dates[event]}
        if changed:
            self.dated.emit(changed)

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll lanes, pan time with Shift or sideways, zoom with Ctrl."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        fine = not pixels.isNull()
        dx = float(pixels.x()) if fine else angle.x() / 120 * _WHEEL_PX
        dy = float(pixels.y()) if fine else angle.y() / 120 * _WHEEL_PX
        if event.modifiers() & _CTRL:
            steps = (angle.y() or angle.x()) / 120
            self._canvas.zoom(_NOTCH**steps, event.position().x(), at_once=fine)
        elif event.modifiers() & _SHIFT:
            self._canvas.pan(dx or dy, 0.0)
        else:
            self._canvas.pan(dx, dy)
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Heed a key; tell whether it meant anything."""
        key, adds = event.key(), bool(event.modifiers() & _SHIFT)
        steps = {
            Qt.Key.Key_Right: "next", Qt.Key.Key_Left: "previous", Qt.Key.Key_Up: "above", Qt.Key.Key_Down: "below",
            Qt.Key.Key_Home: "first", Qt.Key.Key_End: "last",
        }  # fmt: skip
        stage = self._canvas.stage
        if key == Qt.Key.Key_Escape and self.is_busy:
            self.cancel()
        elif event.modifiers() & _CTRL and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._canvas.pan(stage.axis_width / (5 if key == Qt.Key.Key_Left else -5), 0.0)
        elif event.modifiers() & _CTRL and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._canvas.pan(0.0, _WHEEL_PX if key == Qt.Key.Key_Up else -_WHEEL_PX)
        elif key in steps:
            self.stepped.emit(steps[Qt.Key(key)], adds)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(stage.plot.bottom - 60, 60.0)
            self._canvas.pan(0.0, page if key == Qt.Key.Key_PageUp else -page)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._canvas.marked.current)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            return False
        return True

    def key_up(self, event: QKeyEvent) -> None:
        """Note that Space is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._canvas.unsetCursor()

    def menu(self, event: QContextMenuEvent) -> None:
        """Choose what the menu is about, then ask for it."""
        canvas = self._canvas
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            current = canvas.marked.current
            place = canvas.label_box(current).bottomLeft() if current >= 0 else canvas.rect().center()
            canvas.menu_wanted.emit(canvas.mapToGlobal(place) + _MENU_OFFSET)
            return
        at = event.pos()
        hit = canvas.stage.hit(float(at.x()), float(at.y()))
        if hit.event >= 0 and hit.event not in canvas.marked.selected:
            self.chosen.emit([hit.event], "set")
        elif hit.kind == "lane" and hit.lane not in canvas.marked.lanes:
            self.lane_chosen.emit(hit.lane, False)
        canvas.menu_wanted.emit(event.globalPos())
