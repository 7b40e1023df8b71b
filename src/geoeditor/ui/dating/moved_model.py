"""The rows of the list of moved dates, and how one is painted: the fact, its words, and the date before and now."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from geoeditor import when
from geoeditor.core.queries.dating import MovedDate
from geoeditor.translation import printable, shown, tr
from geoeditor.ui.plain import tip
from geoeditor.ui.theme import Theme

ROW: Final = 44
_LONGEST: Final = 300
_SMALL_PX: Final = 11
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


def date_words(t: str) -> str:
    """Return a date in short words, and for none that it waits for one."""
    return when.describe(t) or tr("no date")


def told(moved: MovedDate) -> str:
    """Return a row as a sentence, for those who hear it."""
    return tr(
        "{name}, “{words}”, was {old}, now {new}",
        name=shown(moved.name, _LONGEST),
        words=shown(moved.words, _LONGEST),
        old=date_words(moved.old),
        new=date_words(moved.new),
    )


class MovedModel(QAbstractListModel):
    """The facts that moved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[MovedDate] = ()

    @property
    def rows(self) -> Sequence[MovedDate]:
        """Return the facts."""
        return self._rows

    def show_rows(self, rows: Sequence[MovedDate]) -> None:
        """Show these instead of those before."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return name, tip or spoken words of a row."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        moved = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return printable(moved.name[:_LONGEST])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(told(moved))
        return printable(told(moved)) if role == Qt.ItemDataRole.AccessibleTextRole else None


class MovedDelegate(QStyledItemDelegate):
    """Paints a row on two lines: the name and the date now, below them the words and the date before."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the two lines, each cut to the room there is; the dates have the first right to it."""
        model = index.model()
        if not isinstance(model, MovedModel):
            return
        moved, palette, tones = model.rows[index.row()], self._theme.palette, self._theme.tones
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tones.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tones.hover))
        area = option.rect.adjusted(8, 4, -8, -4)
        half = area.height() // 2
        above, below = QRect(area.left(), area.top(), area.width(), half), area.adjusted(0, half, 0, 0)
        _line(painter, above, moved.name, date_words(moved.new), (palette.ink, palette.ink))
        small = QFont(painter.font())
        small.setPixelSize(_SMALL_PX)
        painter.setFont(small)
        words = tr("“{words}”", words=shown(moved.words, _LONGEST))
        _line(painter, below, words, tr("was {old}", old=date_words(moved.old)), (palette.muted, palette.muted))
        painter.setPen(QColor(palette.neutral))
        painter.setOpacity(0.35)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _line(painter: QPainter, area: QRect, left: str, right: str, colours: tuple[str, str]) -> None:
    metrics = painter.fontMetrics()
    note = metrics.elidedText(printable(right), Qt.TextElideMode.ElideRight, area.width() * 6 // 10)
    taken = metrics.horizontalAdvance(note) + 12
    words = metrics.elidedText(printable(left[:_LONGEST]), Qt.TextElideMode.ElideRight, max(area.width() - taken, 0))
    painter.setPen(QColor(colours[0]))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.setPen(QColor(colours[1]))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
