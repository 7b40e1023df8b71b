"""How the rows are drawn: plain text only, elided; headings with a triangle and their count."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from geoeditor.core.queries.checking import NEAR, TITLES, CheckItem
from geoeditor.translation import printable
from geoeditor.ui.checking.rows import OPEN, ROW, Heading, Rest, Row, words_of
from geoeditor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LEFT: Final = 28
_RIGHT: Final = 12
_STEP: Final = 16
"""How far in the parts of an item stand."""
_SMALL_PX: Final = 11


class RowDelegate(QStyledItemDelegate):
    """Draws headings, items and the count of the rest."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row, which the list sets by `height_of`."""
        row = index.data(ROW)
        return QSize(120, height_of(row, QFontMetrics(option.font)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = index.data(ROW)
        if not isinstance(row, Heading | CheckItem | Rest):
            return
        palette, tones = self._theme.palette, self._theme.tones
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(tones.selected if selected else tones.hover))
        if isinstance(row, Heading):
            self._heading(painter, option, row)
        elif isinstance(row, CheckItem):
            self._item(painter, option, row)
            if row.parts:
                self._turn(painter, area, QFontMetrics(option.font), is_open=bool(index.data(OPEN)))
        else:
            painter.setPen(QColor(palette.muted))
            room = area.adjusted(_LEFT, 0, -_RIGHT, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words_of(row))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(area.left(), area.top(), 3, area.height(), QColor(tones.accent))
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Heading) -> None:
        palette, area = self._theme.palette, option.rect
        painter.setPen(QColor(palette.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.muted))
        painter.drawPolygon(_triangle(QPointF(area.left() + 16, area.center().y() + 1), row.folded))
        font = QFont(option.font)
        count = str(row.count)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted))
        room = area.adjusted(_LEFT, 0, -_RIGHT, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), count)
        taken = QFontMetrics(font).horizontalAdvance(count) + 8
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(palette.ink))
        _one_line(painter, room.adjusted(0, 0, -taken, 0), words_of(row))

    def _turn(self, painter: QPainter, area: QRect, metrics: QFontMetrics, *, is_open: bool) -> None:
        """Draw the triangle of an item that has parts, beside its first line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.muted))
        middle = QPointF(area.left() + 16, area.top() + 5 + metrics.height() / 2)
        painter.drawPolygon(_triangle(middle, folded=not is_open))

    def _item(self, painter: QPainter, option: QStyleOptionViewItem, row: CheckItem) -> None:
        palette = self._theme.palette
        room = option.rect.adjusted(_LEFT + (_STEP if row.within else 0), 5, -_RIGHT, -5)
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(QColor(palette.ink))
        small = QFont(option.font)
        small.setPixelSize(_SMALL_PX)
        line, small_line = metrics.height(), QFontMetrics(small).height()
        _one_line(painter, QRect(room.left(), room.top(), room.width(), line), words_of(row))
        if not row.detail:
            return
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        below = QRect(room.left(), room.top() + line, room.width(), room.height() - line)
        _lines(painter, below, row.detail[:600], max(1, below.height() // small_line))


def height_of(row: Row | None, metrics: QFontMetrics) -> int:
    """Return how high a row is, at any width."""
    if isinstance(row, CheckItem):
        lines = _LINES.get(row.section, 1)
        return metrics.height() + 10 + (lines * (_SMALL_PX + 4) if row.detail else 0)
    return metrics.height() + (14 if isinstance(row, Heading) else 10)


_LINES: Final = {TITLES: 3, NEAR: 2}
"""Lines of detail, where a section needs more than one."""


def _triangle(middle: QPointF, folded: bool) -> QPolygonF:
    points = ((-2.0, -4.0), (-2.0, 4.0), (3.0, 0.0)) if folded else ((-4.0, -2.0), (4.0, -2.0), (0.0, 3.0))
    return QPolygonF([middle + QPointF(x, y) for x, y in points])


def _one_line(painter: QPainter, room: QRect, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)


def _lines(painter: QPainter, room: QRect, text: str, most: int) -> None:
    """Draw text on up to so many lines, broken between words; each line break of its own begins a new one."""
    metrics = painter.fontMetrics()
    parts = [printable(part).split() for part in text.split("\n") if part.strip()]
    top = room.top()
    for number, words in enumerate(parts):
        rest = len(parts) - number - 1  # each part to come has a line kept for it
        while words and most > rest:
            is_last = most == rest + 1
            taken = len(words) if is_last else _fitting(metrics, words, room.width())
            line, words = " ".join(words[:taken]), words[taken:]
            _one_line(painter, QRect(room.left(), top, room.width(), metrics.height()), line)
            top, most = top + metrics.height(), most - 1


def _fitting(metrics: QFontMetrics, words: list[str], width: int) -> int:
    """Return how many words fit on a line, at least one."""
    taken = 1
    while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
        taken += 1
    return taken
