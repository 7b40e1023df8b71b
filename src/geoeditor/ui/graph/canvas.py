"""The surface that shows the graph: paints the picture and what lies over it, moves the camera, tells what is hit.

Gestures and keys are given to others; nothing here changes the document.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from geoeditor.charts.wording import actor_title, link_title
from geoeditor.layout.boxes import Floats
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.graph.camera import Camera
from geoeditor.ui.graph.frame import Frame, Look
from geoeditor.ui.graph.hits import Hit, Hits
from geoeditor.ui.graph.legend import Legend
from geoeditor.ui.graph.lettering import Lettering
from geoeditor.ui.graph.overlay import Marked, Overlay
from geoeditor.ui.graph.placing import NAME_GAP
from geoeditor.ui.graph.scene import Scene
from geoeditor.ui.plain import tip
from geoeditor.ui.theme import Theme

_LIGHT: Final = 0.012
"""Seconds up to which a whole picture is drawn at once, without a stretched one in between."""
_AT_ONCE: Final = 0.014
_PAUSE_MS: Final = 50
"""Rest after the last move before a sharp picture is begun."""
_LARGE: Final = 400
"""Nodes above which those that are dragged are left out of the picture."""


class Canvas(QWidget):
    """The pane's surface, with its scene, camera and what is marked."""

    camera_moved = Signal()
    """Zoom or place has changed, so what stands over the canvas must follow."""
    fitting = Signal()
    """Everything is about to be fitted into the pane: the time to give the graph the pane's shape."""

    def __init__(self, scene: Scene, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.scene = scene
        self.camera = Camera()
        self.marked = Marked()
        self.curtain = ""
        """A sentence that stands in the place of the graph, such as that nodes are being arranged."""
        self._theme = theme
        self.frame = Frame(scene)
        self._hits = Hits(scene)
        self._look: Look | None = None
        self._legend: Legend | None = None
        self._fits = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        theme.changed.connect(self.restyle)

    @property
    def look(self) -> Look:
        """Return palette, words and pictures of nodes for this screen."""
        ratio = self.devicePixelRatioF()
        if self._look is None or self._look.ratio != ratio:
            lettering = Lettering(self.font(), float(self.logicalDpiY()))
            self._look = Look(self._theme.palette, lettering, ratio)
            self._legend = None
            self.frame.drop()
        return self._look

    @property
    def legend(self) -> Legend:
        """Return the line that explains the marks."""
        look = self.look
        if self._legend is None:
            self._legend = Legend(self.scene, look)
        return self._legend

    def restyle(self) -> None:
        """Take new colours or another font."""
        self._look = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take another font where there is one."""
        if event.type() == QEvent.Type.FontChange:
            self.restyle()
        super().changeEvent(event)

    def content_changed(self) -> None:
        """Show what the scene holds now; its rows may be others."""
        self.frame.drop()
        self._legend = None
        self.update()

    def boxes(self) -> Floats:
        """Return (n, 4) px around the middle of each node that its mark and name need.

        Names stand below their marks, but those of nodes without links beside them: there nothing is in their way.
        """
        scene, look = self.scene, self.look
        name_of, actors = look.lettering.name, scene.actors
        sizes = [(words.width, words.height) for words in (name_of(actors[id_].shown.name) for id_ in scene.ids)]
        widths, below = np.array(sizes, dtype=np.float64).reshape(-1, 2).T
        halves = np.maximum(widths / 2, scene.radii)
        boxes = np.column_stack([-halves, -scene.radii - 4, halves, scene.radii + 4 + below])
        alone = scene.degrees == 0
        reach, half = scene.radii[alone], np.maximum(scene.radii[alone], below[alone] / 2)
        boxes[alone] = np.column_stack([-reach, -half, reach + NAME_GAP + widths[alone], half])
        return boxes

    @property
    def fits(self) -> bool:
        """Tell whether everything is shown, whatever the size of the pane, as nobody has zoomed or moved away."""
        return self._fits

    @property
    def room(self) -> tuple[float, float]:
        """Return the px of the pane that the graph has."""
        return float(self.width()), self.height() - self.legend.height_in(self.height())

    def fit(self) -> None:
        """Show everything that the filter leaves, now and whenever the pane gets another size."""
        self._fits = True
        self.fitting.emit()
        shown = np.flatnonzero(self.scene.shown)
        self.camera.fit(self.scene.places[shown], self.boxes()[shown], self.legend.height_in(self.height()))
        self._moved()

    def look_at(self, places: Floats) -> None:
        """Bring places into the pane, at the zoom there is where they fit; with all else where all is to be seen."""
        if self._fits:
            self.fit()
            return
        low, high = places.min(axis=0), places.max(axis=0)
        self.camera.x, self.camera.y = ((low + high) / 2).tolist()
        room = np.array([self.width() * 0.8, self.height() * 0.8])
        wanted = float((room / np.maximum(high - low, 1.0)).min())
        self.camera.zoom = min(self.camera.zoom, max(wanted, 0.02))
        self._moved()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Look nearer or from further away; what lies under the spot stays there."""
        self._fits = False
        spot = at or QPointF(self.width() / 2, self.height() / 2)
        self.camera.zoom_at(spot.x(), spot.y(), factor)
        self._moved()

    def pan(self, dx: float, dy: float) -> None:
        """Move the graph under the pane."""
        self._fits = False
        self.camera.pan(dx, dy)
        self._moved()

    def remember(self) -> dict[str, float | bool]:
        """Return zoom and place, to be restored."""
        return {"zoom": self.camera.zoom, "x": self.camera.x, "y": self.camera.y, "fits": self._fits}

    def recall(self, zoom: float, x: float, y: float, fits: bool) -> None:
        """Look where one looked before."""
        self.camera.zoom, self.camera.x, self.camera.y = min(max(zoom, 0.02), 8.0), x, y
        self._fits = fits
        if fits:
            self.fit()
        self._moved()

    def recall_state(self, state: Mapping[str, object]) -> bool:
        """Look where one looked before, as it was remembered; False where that can't be read."""
        numbers = [state.get(name) for name in ("zoom", "x", "y")]
        found = [float(n) for n in numbers if isinstance(n, int | float) and np.isfinite(n)]
        if len(found) < len(numbers):
            return False
        zoom, x, y = found
        self.recall(zoom, x, y, bool(state.get("fits", False)))
        return True

    def _moved(self) -> None:
        self._rest()
        self.camera_moved.emit()
        self.update()

    def _rest(self) -> None:
        """Begin the sharp picture once the hand rests, where it can't be drawn at once."""
        if self.frame.cost > _LIGHT and self.frame.zoom != self.camera.zoom:
            self._timer.start(_PAUSE_MS)

    @property
    def left_out(self) -> frozenset[int]:
        """Return the nodes that are not in the picture, as they are being dragged."""
        return self.marked.moving if len(self.scene.ids) > _LARGE else frozenset()

    def hit(self, spot: QPointF) -> Hit:
        """Return what lies under a spot of the pane."""
        ringed = self.marked.hovered
        return self._hits.at(spot.x(), spot.y(), self.camera, self.frame.placing, ringed)

    def hover(self, hit: Hit) -> None:
        """Lift what the pointer is over."""
        node = hit.row if hit.what in ("node", "handle") else None
        link = hit.row if hit.what == "link" else None
        marked = self.marked
        before = (marked.hovered, marked.hovered_link, marked.on_handle)
        marked.hovered, marked.hovered_link, marked.on_handle = node, link, hit.what == "handle"
        if before != (node, link, marked.on_handle):
            self.update()

    def spot_of(self, row: int) -> QPointF:
        """Return where a node lies on the pane."""
        return QPointF(*self.camera.to_pane(*self.scene.places[row].tolist()))

    def settle(self, milliseconds: int = 5_000) -> None:
        """Finish the sharp picture at once, as for a printout."""
        self.frame.work(self.camera, self.look, self.left_out, milliseconds / 1000)

    def _work(self) -> None:
        if not self.isVisible():
            return
        if self.frame.work(self.camera, self.look, self.left_out):
            self.update()
        else:
            self._timer.start(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, what is marked, and the legend."""
        look, frame = self.look, self.frame
        if not frame.is_sharp(self.camera, look, self.left_out):
            done = frame.cost <= _LIGHT and frame.work(self.camera, look, self.left_out, _AT_ONCE)
            if not done and not self._timer.isActive():
                self._timer.start(0 if frame.cost <= _LIGHT or frame.zoom == self.camera.zoom else _PAUSE_MS)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.palette.surface))
        if self.curtain:
            painter.setPen(QColor(look.palette.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.curtain)
        elif len(self.scene.ids):
            frame.show(painter, self.camera)
            tones, focused = self._theme.tones, self.hasFocus()
            Overlay(self.scene, self.camera, look, tones, frame.placing, self.marked, self.left_out, focused).paint(
                painter
            )
            self.legend.paint(painter, self.width(), self.height())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QColor(self._theme.tones.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle, or show everything again where that is wanted."""
        self.camera.width, self.camera.height = self.width(), self.height()
        if self._fits:
            self.fit()
        self._moved()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus has gone."""
        self.update()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of what was lifted."""
        self.hover(Hit(""))
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show tooltips of nodes and links."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.account(self.hit(QPointF(event.pos())))
            QToolTip.showText(event.globalPos() + QPoint(12, 12), tip(text), self)
            return True
        return super().event(event)

    def account(self, hit: Hit) -> str:
        """Return what there is to say about a node or a link, '' for the ground."""
        scene = self.scene
        if hit.what == "handle":
            return tr("Drag to another node to link the two")
        if hit.what == "node":
            return actor_title(scene.actors[scene.ids[hit.row]].shown, int(scene.degrees[hit.row]), "link")
        if hit.what == "link":
            link = scene.links[scene.link_ids[hit.row]].shown
            names = (scene.actors[end].shown.name for end in (link.from_id, link.to_id))
            return link_title(link, *names)
        return ""

    def describe(self) -> None:
        """Tell a screen reader what is current."""
        marked = self.marked
        hit = Hit("")
        if marked.links:
            hit = Hit("link", marked.links[0])
        elif marked.current is not None:
            hit = Hit("node", marked.current)
        words = printable(self.account(hit).replace("\n", ", "))[:600]
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def count(self) -> None:
        """Tell a screen reader how much there is."""
        actors = trn("{n} actor", "{n} actors", len(self.scene.ids))
        links = trn("{n} link", "{n} links", len(self.scene.link_ids))
        self.setAccessibleName(tr("Graph: {actors}, {links}", actors=actors, links=links))
