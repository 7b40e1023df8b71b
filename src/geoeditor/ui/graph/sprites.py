"""Nodes as small pictures, painted once each by the marks of the charts, then stamped in batches from numpy arrays."""

import math
from typing import Final, cast

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from geoeditor.charts.display import Dash, Drawing, Style
from geoeditor.charts.marks import draw_actor
from geoeditor.charts.palette import Palette
from geoeditor.layout.boxes import Floats
from geoeditor.pictures.painter import paint

Key = tuple[str, str, float]
"""Kind, colour and radius in px of a node."""
_CLEAR: Final = "#00000000"
_RIM: Final = 3.0
_CROWD: Final = 400
_STEP: Final = 1.15


def sprite_radius(radius: float, count: int) -> float:
    """Return the radius at which a node is drawn: to half a px, in a crowd in coarser steps, so that few differ."""
    if count <= _CROWD:
        return max(round(radius * 2) / 2, 2.0)
    return max(_STEP ** round(math.log(max(radius, 2.0), _STEP)), 2.0)


class Sprites:
    """The pictures of nodes in one palette, for one resolution of the screen."""

    def __init__(self, palette: Palette, ratio: float, bold: QFont) -> None:
        self._palette = palette
        self._ratio = ratio
        self._bold = bold
        self._made: dict[Key, QPixmap] = {}

    def picture(self, key: Key) -> QPixmap:
        """Return the picture of a node, its mark in the middle."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._paint(key)
        return found

    def _paint(self, key: Key) -> QPixmap:
        kind, colour, radius = key
        middle = math.ceil(radius + _RIM)
        side = 2 * middle
        drawing = Drawing()
        drawing.begin()
        if kind == "unnamed":
            ring = Style(self._palette.surface, colour, 1.6, Dash.SHORT)
            draw_actor(drawing, kind, middle, middle, radius, ring)
        else:
            rim = Style(fill=colour, stroke=self._palette.surface, width=1.5 if radius > 5 else 0.8)
            draw_actor(drawing, kind, middle, middle, radius, rim)
        picture = QPixmap(round(side * self._ratio), round(side * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(drawing.finish(side, side, "", "", _CLEAR), painter)
        if kind == "unnamed" and radius >= 6:
            painter.setFont(self._bold)
            painter.setPen(QColor(self._palette.ink))
            metrics = QFontMetricsF(self._bold)
            base = middle + metrics.capHeight() / 2
            painter.drawText(QPointF(middle - metrics.horizontalAdvance("?") / 2, base), "?")
        painter.end()
        return picture

    def stamp(self, painter: QPainter, key: Key, spots: Floats) -> None:
        """Stamp one picture at all these spots."""
        picture = self.picture(key)
        side = float(picture.width())
        pieces = np.zeros((len(spots), 10))
        pieces[:, 0:2] = spots
        pieces[:, 4:6] = side
        pieces[:, 6:8] = 1.0 / self._ratio
        pieces[:, 9] = 1.0
        fragments = cast(QPainter.PixmapFragment, shiboken6.wrapInstance(pieces.ctypes.data, QPainter.PixmapFragment))
        painter.drawPixmapFragments(fragments, len(pieces), picture, QPainter.PixmapFragmentHint(0))
