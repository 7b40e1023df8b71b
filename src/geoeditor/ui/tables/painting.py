"""How a cell looks. Text comes straight from the model's lines, so that no role is asked for that is never answered."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from geoeditor.core.search import fold
from geoeditor.ui.tables.rows_model import RowsModel, plain
from geoeditor.ui.theme import Theme

PADDING: Final = 6
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus.value
_MOST_KEPT: Final = 20_000
_ELIDED: Final = Qt.TextElideMode.ElideRight
_FLAGS: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class CellPainter:
    """Paints cells of one table; texts that were cut to a width are kept."""

    def __init__(self, model: RowsModel, theme: Theme) -> None:
        self._model = model
        self._theme = theme
        self._metrics = QFontMetrics(QFont())
        self._cut: dict[tuple[str, int], str] = {}
        self.needle = ""
        """What is searched for, folded; cells that hold it are marked."""
        self._flags = [_FLAGS | model.alignment(section).value for section in range(len(model.columns))]
        self._is_number = [column.sort == "number" for column in model.columns]
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the theme as it is now."""
        palette, tones = self._theme.palette, self._theme.tones
        self._ink, self._muted = QPen(QColor(palette.ink)), QPen(QColor(palette.muted))
        self._hairline, self._frame = QPen(QColor(palette.hairline)), QPen(QColor(tones.accent))
        self._selected, self._hit = QColor(tones.selected), QColor(tones.passage_event)

    def use_font(self, font: QFont) -> None:
        """Measure texts in this font."""
        self._metrics = QFontMetrics(font)
        self._cut.clear()

    def elided(self, text: str, width: int) -> str:
        """Return a text on one line, cut to a width."""
        key = (text, width)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) >= _MOST_KEPT:
                self._cut.clear()
            found = self._cut[key] = self._metrics.elidedText(plain(text), _ELIDED, width)
        return found

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        state = option.state.value
        row, column = index.row(), index.column()
        text = self._model.text_at(row, column)
        if state & _SELECTED:
            painter.fillRect(rect, self._selected)
        if self.needle and self.needle in fold(text):
            painter.fillRect(rect.adjusted(2, 3, -2, -4), self._hit)
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        painter.setPen(self._hairline)
        painter.drawLine(x, y + height - 1, x + width - 1, y + height - 1)
        if text:
            painter.setPen(self._muted if self._is_number[column] else self._ink)
            room = width - 2 * PADDING
            painter.drawText(x + PADDING, y, room, height - 1, self._flags[column], self.elided(text, room))
        if state & _FOCUSED:
            painter.setPen(self._frame)
            painter.drawRect(x, y, width - 1, height - 2)
