"""Paints display lists with QPainter, on whatever device it is opened on. Imports QtGui and QtCore; no widgets."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from geoeditor.charts.display import DisplayList, Shape, Style, Text
from geoeditor.pictures.measure import UNIT, font
from geoeditor.pictures.svg import cap


def paint(picture: DisplayList, painter: QPainter) -> None:
    """Paint a display list in its own units; the caller scales the painter."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, picture.width, picture.height), QColor(picture.ground))
    brushes = _Brushes(painter, picture)
    starts, numbers = picture.starts.tolist(), picture.numbers.tolist()
    groups, kinds, styles = picture.group_of.tolist(), picture.kinds.tolist(), picture.style_of.tolist()
    texts = sorted(picture.texts, key=lambda text: text.group)
    text_at = shape_at = 0
    for group in range(len(picture.groups)):
        while shape_at < len(groups) and groups[shape_at] == group:
            brushes.draw(kinds[shape_at], styles[shape_at], numbers[starts[shape_at] : starts[shape_at + 1]])
            shape_at += 1
        while text_at < len(texts) and texts[text_at].group == group:
            brushes.write(texts[text_at])
            text_at += 1


class _Brushes:
    """Pens and brushes of a picture's styles, made once, and the current one set on the painter."""

    def __init__(self, painter: QPainter, picture: DisplayList) -> None:
        self._painter = painter
        self._pens = [_pen(style) for style in picture.styles]
        self._fills = [
            QBrush(_colour(style.fill, style.opacity)) if style.fill else QBrush() for style in picture.styles
        ]
        self._styles = picture.styles
        self._ground = picture.ground
        self._current = -1

    def draw(self, kind: int, style: int, n: list[float]) -> None:
        painter = self._painter
        if style != self._current:
            painter.setPen(self._pens[style])
            painter.setBrush(self._fills[style])
            self._current = style
        if self._styles[style].fade is not None:
            painter.fillRect(QRectF(*n[:4]), _gradient(self._styles[style], n, self._ground))
        elif kind == Shape.POLYLINE and len(n) == 4:
            painter.drawLine(QLineF(*n))
        elif kind == Shape.POLYLINE:
            painter.drawPolyline(_points(n))
        elif kind == Shape.POLYGON:
            painter.drawPolygon(_points(n))
        elif kind == Shape.CURVE:
            path = QPainterPath(QPointF(n[0], n[1]))
            path.cubicTo(*n[2:])
            painter.strokePath(path, self._pens[style])
        elif kind == Shape.CIRCLE:
            painter.drawEllipse(QPointF(n[0], n[1]), n[2], n[2])
        else:
            painter.drawRoundedRect(QRectF(*n[:4]), n[4], n[4])

    def write(self, text: Text) -> None:
        painter = self._painter
        painter.save()
        painter.setFont(font(text.bold, text.strike))
        painter.setPen(QColor(text.colour))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # The extent holds slack for other fonts; here the true width is known, so the anchor is exact.
        width = painter.fontMetrics().horizontalAdvance(text.text) * text.size / UNIT if text.anchor != "start" else 0.0
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * width
        painter.translate(text.x - shift, text.y)
        painter.scale(text.size / UNIT, text.size / UNIT)
        painter.drawText(QPointF(0, 0), text.text)
        painter.restore()


def _colour(name: str, opacity: float) -> QColor:
    colour = QColor(name)
    colour.setAlphaF(opacity)
    return colour


def _pen(style: Style) -> QPen:
    if not style.stroke:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_colour(style.stroke, style.opacity), style.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if cap(style) == "round" else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if style.dash.value:
        pen.setDashPattern([length / style.width for length in style.dash.value])
    return pen


def _gradient(style: Style, n: list[float], ground: str) -> QBrush:
    """Return a fade from one opacity to another as one of opaque colours: PDF has no gradient of opacities in Qt."""
    gradient = QLinearGradient(n[0], 0.0, n[0] + n[2], 0.0)
    gradient.setColorAt(0.0, _blended(style.fill, style.opacity, ground))
    gradient.setColorAt(1.0, _blended(style.fill, style.fade or 0.0, ground))
    return QBrush(gradient)


def _blended(name: str, opacity: float, ground: str) -> QColor:
    above, below = QColor(name), QColor(ground)

    def mixed(front: float, back: float) -> float:
        return opacity * front + (1 - opacity) * back

    return QColor.fromRgbF(
        mixed(above.redF(), below.redF()), mixed(above.greenF(), below.greenF()), mixed(above.blueF(), below.blueF())
    )


def _points(n: list[float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(n[::2], n[1::2], strict=True)])
