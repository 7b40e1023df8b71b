"""What lies over the picture and changes with every move: hover, selection, what is dragged, rubber lines."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from geoeditor.layout.boxes import Box, Floats, Ints
from geoeditor.layout.bundles import sampled
from geoeditor.layout.routes import hits
from geoeditor.ui.graph.camera import Camera
from geoeditor.ui.graph.frame import Look, mark_radii, stamp_nodes
from geoeditor.ui.graph.placing import Placing
from geoeditor.ui.graph.scene import DASHES, Scene
from geoeditor.ui.graph.strokes import Strokes, link_pen
from geoeditor.ui.theme import Tones

RING_PX: Final = 4.0
"""How far the ring of a selected node lies outside its mark."""
HANDLE_PX: Final = 9.0
"""How far the ring lies outside from which a link is drawn."""
_LIFT: Final = 1.5


@dataclass(slots=True)
class Marked:
    """What is picked out at the moment, by rows."""

    nodes: tuple[int, ...] = ()
    links: tuple[int, ...] = ()
    current: int | None = None
    """The node that keys act on."""
    participants: tuple[int, ...] = ()
    """Nodes that take part in a selected event."""
    hovered: int | None = None
    hovered_link: int | None = None
    on_handle: bool = False
    moving: frozenset[int] = field(default_factory=frozenset)
    band: tuple[float, float, float, float] | None = None
    """Two corners of the rubber band in px of the pane."""
    linking: int | None = None
    """The node that a new link starts from."""
    aim: tuple[float, float] | None = None
    """Where on the pane the new link leads."""
    target: int | None = None


class Overlay:
    """Paints what is marked; the painter stands on the sheet unless said otherwise."""

    def __init__(
        self, scene: Scene, camera: Camera, look: Look, tones: Tones, placing: Placing, marked: Marked,
        left_out: frozenset[int], focused: bool,
    ) -> None:  # fmt: skip
        self._scene = scene
        self._camera = camera
        self._look = look
        self._tones = tones
        self._placing = placing
        self._marked = marked
        self._left_out = left_out
        self._focused = focused
        self._spots = camera.sheet(scene.places)
        self._radii = mark_radii(scene.radii, camera.zoom, len(scene.ids))

    def paint(self, painter: QPainter) -> None:
        """Paint everything that is marked."""
        left, top = self._camera.origin
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(-left, -top)
        marked = self._marked
        self._halos(painter)
        if self._left_out:
            self._moved(painter, sorted(self._left_out))
        hovered = () if marked.hovered_link is None else (marked.hovered_link,)
        self._links(painter, tuple(row for row in hovered if row not in marked.links), accent=False)
        self._links(painter, marked.links, accent=True)
        if marked.linking is not None and marked.aim is not None:
            self._rubber_line(painter, marked.linking, marked.aim)
        self._lifted(painter)
        self._rings(painter)
        painter.translate(left, top)
        if marked.band is not None:
            self._band(painter, marked.band)

    def _halos(self, painter: QPainter) -> None:
        glow = QColor(self._tones.accent)
        glow.setAlphaF(0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        for row in self._marked.participants:
            self._circle(painter, row, 9.0)

    def _circle(self, painter: QPainter, row: int, out: float) -> None:
        x, y = self._spots[row].tolist()
        reach = float(self._radii[row]) + out
        painter.drawEllipse(QPointF(x, y), reach, reach)

    def _moved(self, painter: QPainter, rows: list[int]) -> None:
        """Draw nodes that are left out of the picture because they are being dragged, and their links."""
        scene, look = self._scene, self._look
        strokes = Strokes(scene, scene.links_of(rows), self._camera.zoom, self._radii, look.palette)
        for pen, at in strokes.batches():
            strokes.draw(painter, pen, at)
        for at in strokes.heads():
            strokes.draw_heads(painter, at)
        some = np.array(rows)
        stamp_nodes(painter, look, scene, some, self._spots[some], self._radii[some])
        for row in rows:
            words = look.name(scene, row)
            x, y = self._spots[row].tolist()
            top = y + float(self._radii[row]) + 3.0
            box = (x - words.width / 2, top, x + words.width / 2, top + words.height)
            look.write(painter, words, box, look.palette.ink)

    def _links(self, painter: QPainter, rows: tuple[int, ...], *, accent: bool) -> None:
        if not rows:
            return
        scene, look = self._scene, self._look
        at = np.array(rows, dtype=np.int64)
        strokes = Strokes(scene, at[scene.link_shown[at]], self._camera.zoom, self._radii, look.palette)
        for number, row in enumerate(strokes.rows.tolist()):
            one = np.array([number])
            width = float(scene.widths[row])
            if accent:
                glow = QColor(self._tones.accent)
                glow.setAlphaF(0.35)
                strokes.draw(painter, QPen(glow, width + 6.0), one)
            dash = DASHES[int(scene.dashes[row])]
            strokes.draw(painter, link_pen(int(scene.signs[row]), width + 1.2, dash, look.palette), one)
            strokes.draw_heads(painter, one)
            self._restore_words(painter, strokes.curves[number], row)

    def _restore_words(self, painter: QPainter, curve: Floats, row: int) -> None:
        """Write the label of a link, placed or not, and again what the thick line went over."""
        scene, look = self._scene, self._look
        words = look.label(scene, row)
        own = self._placing.labels.get(row)
        is_callout = own is None
        if own is None:
            own = self._placing.callout(curve, words, self._camera.view)
        for name, _ in self._crossed(curve, self._placing.names):
            look.write_name(painter, scene, self._placing, name)
        for other, box in self._crossed(curve, self._placing.labels):
            if other != row:  # without its ground, which would hide what is picked out
                look.write(painter, look.label(scene, other), box, self._ink(other), ground=False)
        if is_callout:
            painter.setPen(QPen(QColor(look.palette.hairline), 1.0))
            painter.setBrush(QColor(look.palette.surface))
            painter.drawRoundedRect(QRectF(*own[:2], own[2] - own[0], own[3] - own[1]).adjusted(-4, -2, 4, 2), 3, 3)
        look.write(painter, words, own, self._ink(row))

    def _crossed(self, curve: Floats, boxes: dict[int, Box]) -> list[tuple[int, Box]]:
        if not boxes:
            return []
        spots = sampled(curve[None, :], 80)[0]
        found = hits(spots, np.array(list(boxes.values()))) > 0
        return [pair for pair, hit in zip(boxes.items(), found.tolist(), strict=True) if hit]

    def _ink(self, row: int) -> str:
        return self._look.palette.text_of_sign(int(self._scene.signs[row]))

    def _rubber_line(self, painter: QPainter, start: int, aim: tuple[float, float]) -> None:
        left, top = self._camera.origin
        x, y = self._spots[start].tolist()
        pen = QPen(QColor(self._tones.accent), 1.8)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(aim[0] + left, aim[1] + top))
        self._stamp(painter, start, 0.0)
        if self._marked.target is not None:
            painter.setPen(QPen(QColor(self._tones.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._circle(painter, self._marked.target, RING_PX)

    def _stamp(self, painter: QPainter, row: int, more: float) -> None:
        at = np.array([row])
        radius = np.round((self._radii[at] + more) * 2) / 2
        stamp_nodes(painter, self._look, self._scene, at, self._spots[at], radius)

    def _lifted(self, painter: QPainter) -> None:
        row = self._marked.hovered
        if row is None or not self._scene.shown[row]:
            return
        self._stamp(painter, row, _LIFT)
        if self._marked.linking is None and self._radii[row] >= 5 and not self._marked.moving:
            ring = QColor(self._tones.accent)
            ring.setAlphaF(1.0 if self._marked.on_handle else 0.45)
            painter.setPen(QPen(ring, 2.0 if self._marked.on_handle else 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._circle(painter, row, HANDLE_PX)
        if row not in self._left_out:
            self._look.write_name(painter, self._scene, self._placing, row)

    def _rings(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._tones.accent), 2.0))
        for row in self._marked.nodes:
            if self._scene.shown[row]:
                self._circle(painter, row, RING_PX)
        current = self._marked.current
        if self._focused and current is not None and len(self._marked.nodes) > 1 and self._scene.shown[current]:
            pen = QPen(QColor(self._look.palette.ink), 1.0)
            pen.setDashPattern([2.0, 2.0])
            painter.setPen(pen)
            self._circle(painter, current, RING_PX + 3.0)

    def _band(self, painter: QPainter, band: tuple[float, float, float, float]) -> None:
        x0, y0, x1, y1 = band
        area = QRectF(QPointF(min(x0, x1), min(y0, y1)), QPointF(max(x0, x1), max(y0, y1)))
        fill = QColor(self._tones.accent)
        fill.setAlphaF(0.1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(area, fill)
        painter.setPen(QPen(QColor(self._tones.accent), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)


def rows_in(spots: Floats, band: tuple[float, float, float, float]) -> Ints:
    """Return the rows of the spots inside a band of two corners."""
    low = np.minimum(band[:2], band[2:])
    high = np.maximum(band[:2], band[2:])
    return np.flatnonzero(((spots >= low) & (spots <= high)).all(axis=1))
