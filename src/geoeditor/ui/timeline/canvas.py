"""The canvas of the timeline: paints the stage, zooms smoothly, and hands mouse and keys to the gestures."""

import time
from typing import Final

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from geoeditor.charts.timeline.scene import Scene
from geoeditor.layout.time_window import TimeWindow
from geoeditor.ui.plain import tip
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline.gestures import Gestures
from geoeditor.ui.timeline.naming import NameField, Store
from geoeditor.ui.timeline.painting import Highlights, TimelinePainter
from geoeditor.ui.timeline.sprites import Fragments
from geoeditor.ui.timeline.stage import Stage

_GLIDE_MS: Final = 160.0
_FRAME_MS: Final = 15
_SETTLE_MS: Final = 170
NOTCH: Final = 1.25
"""Factor of zoom of one step of the wheel or the keyboard."""


class Canvas(QWidget):
    """Shows a stage. Wishes go out as signals; places of events in the scene never do, only ids."""

    moved = Signal()
    """Another stretch of time or another part of the lanes is shown."""
    settled = Signal()
    """Moving has come to rest."""
    tip_wanted = Signal(int)
    """Somebody points at an event, by its place; the answer comes by `show_tip`."""
    menu_wanted = Signal(QPoint)
    named = Signal()
    """Naming has come to its end, with or without a name."""

    def __init__(self, theme: Theme, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = TimelinePainter(theme, self.font(), self.devicePixelRatioF())
        self._pieces = Fragments()
        self.stage = Stage(scene, self._label_width, self._painter.text.height, time.time())
        self.marked = Highlights()
        self.gestures = Gestures(self)
        self.naming = NameField(self, self.named.emit)
        self._goal: TimeWindow | None = None
        self._from = self.stage.window
        self._begun = 0.0
        self._glide = QTimer(self)
        self._glide.setInterval(_FRAME_MS)
        self._glide.timeout.connect(self._glide_on)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLE_MS)
        self._rest.timeout.connect(self.settle)
        self._tip_at = QPoint()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self._repaint_all)

    def sizeHint(self) -> QSize:
        """Return a size with room for a handful of storylines."""
        return QSize(720, 380)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that shows anything."""
        return QSize(240, 140)

    def _label_width(self, event: int, most: float) -> float:
        return self._painter.label(self.stage.scene, event, most)[1]

    def _repaint_all(self) -> None:
        """Make all pictures anew, for a theme or a screen that has changed."""
        self._painter = TimelinePainter(self._theme, self.font(), self.devicePixelRatioF())
        self.stage.line = self._painter.text.height
        self.update()

    def show_scene(self, scene: Scene, *, keep_order: bool, keep_window: bool) -> None:
        """Show another scene."""
        self._glide.stop()
        self._goal = None
        self.gestures.cancel()
        self.stage.show(scene, keep_order=keep_order, keep_window=keep_window)
        self._changed()

    def refresh(self) -> None:
        """Show what has been changed on the stage; moving may go on."""
        self._changed()
        self._rest.start()

    def _changed(self) -> None:
        self.update()
        self.moved.emit()

    def settle(self) -> None:
        """Place everything for the scale that is shown now."""
        self._rest.stop()
        if self.stage.mode == "lanes":
            self.stage.settle()
            self.stage.scroll_to(self.stage.scroll)
        self._changed()
        self.settled.emit()

    def glide_to(self, window: TimeWindow, *, at_once: bool = False) -> None:
        """Go to another stretch of time, smoothly where the widget is seen."""
        if at_once or not self.isVisible():
            self._glide.stop()
            self._goal = None
            self.stage.look(window)
            self.refresh()
            return
        self._goal, self._from, self._begun = window, self.stage.window, time.monotonic()
        self._glide.start()

    def _glide_on(self) -> None:
        goal = self._goal
        if goal is None:
            self._glide.stop()
            return
        share = min((time.monotonic() - self._begun) * 1000 / _GLIDE_MS, 1.0)
        eased = QEasingCurve(QEasingCurve.Type.OutCubic).valueForProgress(share)
        self.stage.look(self._from.towards(goal, eased if share < 1.0 else 1.0))
        if share >= 1.0:
            self._goal = None
            self._glide.stop()
        self.refresh()

    def zoom(self, factor: float, x: float | None = None, *, at_once: bool = False) -> None:
        """Zoom around a px of the canvas, or the middle of the axis."""
        plot = self.stage.plot
        at = (x - plot.left) if x is not None else self.stage.axis_width / 2
        base = self._goal or self.stage.window
        self.glide_to(base.zoomed(factor, min(max(at, 0.0), self.stage.axis_width)), at_once=at_once)

    @property
    def goal(self) -> TimeWindow:
        """Return the stretch of time that is shown once moving has come to its end."""
        return self._goal or self.stage.window

    def fit(self) -> None:
        """Show all times at once, smoothly."""
        self.glide_to(self.stage.fitting())

    def pan(self, dx: float, dy: float) -> None:
        """Move the content by so many px."""
        if dx:
            self._goal = None
            self.stage.look(self.stage.window.panned(dx))
        if dy:
            self.stage.scroll_to(self.stage.scroll - dy)
        self.refresh()

    def show_tip(self, text: str) -> None:
        """Show a text beside the pointer."""
        QToolTip.showText(self._tip_at, tip(text), self)

    def label_box(self, event: int) -> QRect:
        """Return where an event is named in place."""
        frame = self.stage.frame
        label = next((label for label in frame.labels if label.event == event), None)
        width = int(min(280, max(self.width() - 24, 80)))
        if label is not None:
            left, top = label.left - 6, label.top - 5
        else:
            marks = frame.mark_y[frame.mark_event == event]
            left, top = float(frame.x[event]) - 12, (float(marks.min()) if len(marks) else 40.0) - 38
        left = min(max(left, 4), max(self.width() - width - 4, 4))
        return QRect(round(left), round(min(max(top, 2), max(self.height() - 30, 2))), width, 26)

    def name_at(self, box: QRect, text: str, words: str, store: Store) -> None:
        """Let something be named in a box of the canvas."""
        self.naming.begin(box, text, words, store)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and what is being dragged."""
        if self._painter.ratio != self.devicePixelRatioF():
            self._repaint_all()
        painter = QPainter(self)
        self.paint_on(painter)
        painter.end()

    def paint_on(self, painter: QPainter) -> None:
        """Paint all on any painter in px of the canvas."""
        self.marked.has_focus = self.hasFocus()
        self._painter.paint(painter, self.stage, self.marked)
        self._hover_label(painter)
        self._drag(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tones.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))

    def _hover_label(self, painter: QPainter) -> None:
        """Show the label of the event that is pointed at, where it had no room."""
        event, frame = self.marked.hovered, self.stage.frame
        if event < 0 or any(label.event == event for label in frame.labels):
            return
        ys = frame.mark_y[frame.mark_event == event]
        if len(ys):
            shown, width = self._painter.label(self.stage.scene, event, 244.0)
            left = min(max(float(frame.x[event]) - width / 2, 4), max(self.width() - width - 4, 4))
            self._plate(painter, QPointF(left, max(float(ys.min()) - 30, 2)), shown, width)

    def _drag(self, painter: QPainter) -> None:
        """Show where a dragged event would go, and its new date."""
        drag = self.gestures.preview
        if drag is None:
            return
        pen = QPen(QColor(self._theme.tones.accent), 1.4)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for x, y in drag.places:
            painter.drawEllipse(QPointF(x, y), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        shown, width = self._painter.text.cut(drag.words, "", 244.0)
        x, y = drag.pointer
        left = min(max(x + 12, 4.0), max(self.width() - width - 6, 4.0))
        self._plate(painter, QPointF(left, y - 34 if y > 40 else y + 22), shown, width)

    def _plate(self, painter: QPainter, corner: QPointF, shown: str, width: float) -> None:
        height = self._painter.text.height
        box = QRectF(round(corner.x()) - 3.5, round(corner.y()) - 2.5, width + 7, height + 5)
        painter.setPen(QPen(QColor(self._theme.palette.neutral), 1))
        painter.setBrush(QColor(self._theme.palette.surface))
        painter.drawRect(box)
        self._painter.text.draw(painter, self._pieces, [(shown, corner.x(), corner.y(), False)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the canvas anew."""
        super().resizeEvent(event)
        self.stage.resize(float(self.width()), float(self.height()))
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a gesture, or see what lies under the pointer."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a passage or create an event."""
        self.gestures.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of what was hovered."""
        super().leaveEvent(event)
        self.hover(-1)

    def hover(self, event: int) -> None:
        """Lift an event, or none by -1."""
        if event != self.marked.hovered:
            self.marked.hovered = event
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, pan with Shift or sideways, zoom with Ctrl."""
        self.gestures.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through events by keys."""
        if not self.gestures.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Note that Space is let go."""
        self.gestures.key_up(event)
        super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or by keyboard at the current event."""
        self.gestures.menu(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus went."""
        super().focusOutEvent(event)
        self.gestures.forget_space()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Answer the wish for a tooltip and pinches."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tip_at = event.globalPos()
            hit = self.stage.hit(float(event.pos().x()), float(event.pos().y()))
            if hit.event >= 0:
                self.tip_wanted.emit(hit.event)
            else:
                QToolTip.hideText()
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1.0 + event.value(), event.position().x(), at_once=True)
            return True
        return super().event(event)
