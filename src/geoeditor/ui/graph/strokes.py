"""Links on the pane: pens by sign, width and dash, lines in batches, curves, arrow heads. Takes arrays, no facts."""

from collections.abc import Iterator
from typing import Final, cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from geoeditor.charts.display import Dash
from geoeditor.charts.palette import Palette
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.bundles import reaches, sampled, trimmed
from geoeditor.ui.graph.scene import DASHES, Scene

ARROW_PX: Final = 9.0
_ARROW_GAP: Final = 1.5
_BATCH, _HEADS = 250, 80
_CROWD: Final = 2_500
"""Links above which short ones have no arrow heads."""
_FEW: Final = 600
"""Links up to which curves are smooth; above, they are made of straight pieces."""
_PIECES: Final = 9


def link_pen(sign: int, width: float, dash: Dash, palette: Palette) -> QPen:
    """Return the pen of a link."""
    pen = QPen(QColor(palette.of_sign(sign)), width)
    # Round ends make dots of dots; elsewhere they would only close the gaps of dashes.
    dotted = dash is Dash.DOTTED
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if dotted else Qt.PenCapStyle.FlatCap)
    if dash.value:
        pen.setDashPattern([max(length / width, 0.05) for length in dash.value])
    return pen


class Strokes:
    """The curves of some links on the sheet, cut back to the outlines of their nodes."""

    def __init__(self, scene: Scene, rows: Ints, zoom: float, radii: Floats, palette: Palette) -> None:
        self._scene = scene
        self._palette = palette
        self.rows = rows
        sheet = scene.lines[rows] * zoom
        first, last = scene.ends[rows].T if len(rows) else (rows, rows)
        gap = np.where(scene.directed[rows], _ARROW_GAP, 0.0)
        at_start = reaches(sheet[:, 2:4] - sheet[:, 0:2], radii[first], scene.outlines[first])
        at_end = reaches(sheet[:, 2:4] - sheet[:, 4:6], radii[last], scene.outlines[last]) + gap
        self.curves = trimmed(sheet, at_start, at_end)
        self._length = np.hypot(*(self.curves[:, 4:6] - self.curves[:, 0:2]).T)
        self._headed = scene.directed[rows] & (self._length > 1.5 * ARROW_PX)

    def _shafts(self, at: Ints) -> Floats:
        """Return the curves without the room of their arrow heads."""
        back = np.where(self._headed[at], 0.8 * ARROW_PX, 0.0)
        return trimmed(self.curves[at], np.zeros(len(at)), back)

    def batches(self) -> Iterator[tuple[QPen, Ints]]:
        """Yield pens with the numbers of the links they draw, no more at a time than can be drawn in a blink."""
        scene, rows = self._scene, self.rows
        tenths = np.rint(scene.widths[rows] * 10).astype(np.int64)
        looks = (tenths * 8 + scene.dashes[rows]) * 3 + scene.signs[rows] % 3  # one number a look; neutral is 0
        for look in sorted(np.unique(looks).tolist(), key=lambda look: look % 3 != 0):
            members = np.flatnonzero(looks == look)
            first = rows[members[0]]
            sign, width = int(scene.signs[first]), int(tenths[members[0]]) / 10
            pen = link_pen(sign, width, DASHES[int(scene.dashes[first])], self._palette)
            for begin in range(0, len(members), _BATCH):
                yield pen, members[begin : begin + _BATCH]

    def heads(self) -> Iterator[Ints]:
        """Yield the numbers of the links that have something drawn at their ends, in batches."""
        members = np.flatnonzero(self._headed | (self._scene.hollow[self.rows] & (self._length > 12)))
        if len(self.rows) > _CROWD:
            members = members[self._length[members] > 4 * ARROW_PX]
        for begin in range(0, len(members), _HEADS):
            yield members[begin : begin + _HEADS]

    def draw(self, painter: QPainter, pen: QPen, at: Ints) -> None:
        """Draw the lines of some of the links."""
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shafts = self._shafts(at)
        bowed = np.abs(self._scene.bends[self.rows[at]]) > 1e-6
        lines = np.ascontiguousarray(shafts[~bowed][:, [0, 1, 4, 5]])
        curved = shafts[bowed]
        if len(curved) and len(self.rows) > _FEW and pen.style() == Qt.PenStyle.SolidLine:
            spots = sampled(curved, _PIECES)
            lines = np.vstack([lines, np.concatenate([spots[:, :-1], spots[:, 1:]], axis=2).reshape(-1, 4)])
            curved = curved[:0]
        if len(lines):
            painter.drawLines(cast(QLineF, shiboken6.wrapInstance(lines.ctypes.data, QLineF)), len(lines))
        for x0, y0, cx, cy, x1, y1 in curved.tolist():
            path = QPainterPath(QPointF(x0, y0))
            path.quadTo(cx, cy, x1, y1)
            painter.drawPath(path)

    def draw_heads(self, painter: QPainter, at: Ints) -> None:
        """Draw arrow heads, hollow ones without evidence, and the small rings of undirected links without evidence."""
        scene = self._scene
        curves = self.curves[at]
        unit = curves[:, 4:6] - curves[:, 2:4]
        unit /= np.maximum(np.hypot(unit[:, 0], unit[:, 1]), 1e-9)[:, None]
        side = np.column_stack([-unit[:, 1], unit[:, 0]]) * ARROW_PX * 0.42
        tip = curves[:, 4:6]
        base = tip - unit * ARROW_PX
        corners = np.hstack([tip, base + side, base + unit * ARROW_PX * 0.22, base - side]).tolist()
        ground = QColor(self._palette.surface)
        for place, number in enumerate(at.tolist()):
            row = self.rows[number]
            colour = QColor(self._palette.of_sign(int(scene.signs[row])))
            hollow = bool(scene.hollow[row])
            painter.setBrush(ground if hollow else colour)
            painter.setPen(QPen(colour, 1.2) if hollow else QPen(Qt.PenStyle.NoPen))
            if self._headed[number]:
                n = corners[place]
                painter.drawPolygon(QPolygonF([QPointF(n[i], n[i + 1]) for i in range(0, 8, 2)]))
            elif hollow and not scene.directed[row]:
                x0, y0, _, _, x1, y1 = curves[place].tolist()
                painter.drawEllipse(QPointF(x0, y0), 2.4, 2.4)
                painter.drawEllipse(QPointF(x1, y1), 2.4, 2.4)
