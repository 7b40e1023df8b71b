"""The line at the bottom left that explains the marks which occur, drawn with the charts' own samples."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from geoeditor.charts.display import Drawing
from geoeditor.charts.graph.legend import legend_samples
from geoeditor.pictures.painter import paint
from geoeditor.ui.graph.frame import Look
from geoeditor.ui.graph.scene import Scene

_LEFT: Final = 12.0
_SAMPLE: Final = 34.0
"""Px that the sample of an entry takes."""
_GAP: Final = 14.0
_HEIGHT: Final = 26.0
_LEAST_PANE: Final = 250.0


class Legend:
    """The entries, measured once."""

    def __init__(self, scene: Scene, look: Look) -> None:
        actors = [scene.actors[actor].shown for actor in scene.ids]
        links = [scene.links[link].shown for link in scene.link_ids]
        self._look = look
        # how lines look comes first, as entries at the end are left out where the pane is narrow
        self._samples = legend_samples((), links, look.palette) + legend_samples(actors, (), look.palette)
        self._pictures: list[QPixmap] | None = None

    @property
    def height(self) -> float:
        """Return the height of the line, 0 where there is nothing to explain."""
        return _HEIGHT if self._samples else 0.0

    def height_in(self, pane: float) -> float:
        """Return the px that the line takes of a pane so high: none of a low one, which the graph needs for itself."""
        return self.height if pane >= _LEAST_PANE else 0.0

    def _painted(self) -> list[QPixmap]:
        if self._pictures is None:
            self._pictures = []
            for sample in self._samples:
                drawing = Drawing()
                drawing.begin()
                sample.draw(drawing, _SAMPLE / 2, _HEIGHT / 2)
                ratio = self._look.ratio
                picture = QPixmap(round(_SAMPLE * ratio), round(_HEIGHT * ratio))
                picture.setDevicePixelRatio(ratio)
                picture.fill(QColor(self._look.palette.surface))
                painter = QPainter(picture)
                paint(drawing.finish(_SAMPLE, _HEIGHT, "", "", "#00000000"), painter)
                painter.end()
                self._pictures.append(picture)
        return self._pictures

    def paint(self, painter: QPainter, width: float, height: float) -> None:
        """Paint as many entries as fit into one line at the bottom of the pane."""
        if not self.height_in(height):
            return
        lettering = self._look.lettering
        shown, end = 0, _LEFT
        for sample in self._samples:
            needed = _SAMPLE + 4 + lettering.width(sample.words)
            if end + needed > width - _LEFT:
                break
            shown, end = shown + 1, end + needed + _GAP
        top = height - _HEIGHT - 2
        painter.fillRect(QRectF(_LEFT - 6, top, end - _LEFT, _HEIGHT), QColor(self._look.palette.surface))
        x, ink = _LEFT, QColor(self._look.palette.muted)
        for sample, picture in zip(self._samples[:shown], self._painted(), strict=False):
            painter.drawPixmap(QPointF(x, top), picture)
            x = lettering.plain(painter, sample.words, x + _SAMPLE + 4, top + _HEIGHT / 2 + 4, ink) + _GAP
