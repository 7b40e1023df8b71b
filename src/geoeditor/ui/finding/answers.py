"""The list of the palette: its model of rows, and how a row is drawn, plain text only and elided."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from geoeditor import when
from geoeditor.core.queries.finding import Hit, matches
from geoeditor.translation import printable, tr
from geoeditor.ui.plain import tip
from geoeditor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LONGEST: Final = 300
"""Characters of a title or note that are drawn; no screen shows more on one line."""
_ROW: Final = 30
_GROUP: Final = 84
"""Pixels at the left for the name of the group."""
_ROLE: Final = Qt.ItemDataRole.UserRole
_ROOT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the palette: a fact, or an action by its key; the first of a group has the group's name."""

    group: str
    title: str
    note: str = ""
    hit: Hit | None = None
    action: str = ""
    keys: str = ""
    enabled: bool = True

    @property
    def words(self) -> str:
        """Return all that the row says, for those who hear it."""
        parts = (self.title, self.note, self.keys, "" if self.enabled else tr("can't run now"))
        return ", ".join(part for part in parts if part)


def fact_row(hit: Hit, group: str) -> Row:
    """Return the row of something found."""
    title = printable(hit.title[:_LONGEST])
    date = when.describe(hit.t) if hit.t else ""
    parts = {
        "actor": (tr("also {name}", name=hit.also) if hit.also else "", hit.kind),
        "event": (date, hit.kind),
        "link": (date,),
        "source": (hit.also, date),
        "citation": (hit.also,),
    }[hit.table]
    passage = hit.start is not None
    note = " · ".join(part for part in ((hit.also,) if passage else parts) if part)
    return Row(group, f"“{title}”" if passage or hit.table == "citation" else title, printable(note[:_LONGEST]), hit)


class AnswerModel(QAbstractListModel):
    """The rows of the palette."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.asked = ""
        """What the rows answer; its letters are drawn bold."""

    def show(self, rows: list[Row], asked: str) -> None:
        """Show these rows instead of those before."""
        self.beginResetModel()
        self._rows, self.asked = rows, asked
        self.endResetModel()

    def add(self, rows: list[Row]) -> None:
        """Show these rows after the others."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    @property
    def rows(self) -> list[Row]:
        """Return all rows."""
        return self._rows

    def begins_group(self, place: int) -> bool:
        """Tell whether a row is the first of its group."""
        return place == 0 or self._rows[place - 1].group != self._rows[place].group

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says; the row itself under the user's role."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{group}: {words}", group=row.group, words=row.words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{row.title}\n{row.note}" if row.note else row.title)
        return row if role == _ROLE else None


class AnswerDelegate(QStyledItemDelegate):
    """Draws a row: its group, a dot, the title with what was typed in bold, and a note at the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row; all are alike."""
        return QSize(320, max(_ROW, QFontMetrics(option.font).height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        model = index.model()
        row = index.data(_ROLE)
        if not isinstance(model, AnswerModel) or not isinstance(row, Row):
            return
        palette, tones = self._theme.palette, self._theme.tones
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tones.selected))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(tones.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(tones.hover))
        if model.begins_group(index.row()):
            if index.row():
                painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), QColor(palette.hairline))
            self._words(painter, option.font, row.group, area.adjusted(12, 0, 0, 0), _GROUP - 16, palette.muted)
        left = area.left() + _GROUP
        self._dot(painter, row, QRectF(left, area.center().y() - 3, 8, 8))
        left += 18
        room = area.right() - 12 - left
        aside = row.keys or row.note
        width = min(QFontMetrics(option.font).horizontalAdvance(aside) + 4, room * (60 if row.keys else 42) // 100)
        if aside:
            right = QRect(area.right() - 12 - width, area.top(), width, area.height())
            self._words(painter, option.font, aside, right, width, palette.muted, to_right=True)
        ink = palette.ink if row.enabled else palette.neutral_text
        self._title(
            painter, option.font, row, model.asked, QRect(left, area.top(), room - width - 12, area.height()), ink
        )
        painter.restore()

    def _dot(self, painter: QPainter, row: Row, area: QRectF) -> None:
        """Draw the mark of what it is: round for facts, in the colour of their sign; nothing for actions."""
        if row.hit is None:
            return
        palette = self._theme.palette
        colours = {"event": palette.of_sign(row.hit.sign), "link": palette.of_sign(row.hit.sign)}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.get(row.hit.table, self._theme.tones.accent)))
        if row.hit.table in ("source", "citation"):
            painter.drawRect(area.adjusted(1, 0, -1, 0))
        elif row.hit.table == "link":
            painter.drawRect(area.adjusted(-1, 3, 1, -3))
        else:
            painter.drawEllipse(area)

    def _words(
        self, painter: QPainter, font: QFont, text: str, area: QRect, width: int, colour: str, *, to_right: bool = False
    ) -> None:
        """Draw words on one line, elided."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(area.left(), area.top(), width, area.height()), int(flags), shown)

    def _title(self, painter: QPainter, font: QFont, row: Row, asked: str, area: QRect, colour: str) -> None:
        """Draw the title; what matches is bold, and what is too long is elided."""
        bold = QFont(font)
        bold.setBold(True)
        marked = matches(row.title, asked) if asked else []
        # bold letters are wider, so that the room is measured with the wider font where any are
        metrics = QFontMetrics(bold if marked else font)
        shown = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, area.width())
        layout = QTextLayout(shown, font)
        options = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        options.setWrapMode(QTextOption.WrapMode.NoWrap)
        options.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(options)
        layout.setFormats([_bold(row.title, start, end) for start, end in marked if start < len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        painter.setPen(QColor(colour))
        top = area.top() + ceil((area.height() - line.height()) / 2)
        layout.draw(painter, QPointF(area.left(), top))


def _bold(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Return bold print for a stretch given in code points; Qt counts in UTF-16 units."""
    printed = QTextLayout.FormatRange()
    printed.start = _units(text[:start])
    printed.length = _units(text[start:end])
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    printed.format = look
    return printed


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def same_row(one: Row, other: Row) -> bool:
    """Tell whether two rows stand for the same fact or action."""
    if one.hit is None or other.hit is None:
        return one.hit is other.hit and one.action == other.action
    return (one.hit.table, one.hit.id) == (other.hit.table, other.hit.id)


def group_names() -> dict[str, str]:
    """Return the headings of what is found, by table, in their order."""
    return {
        "actor": tr("Actors"),
        "event": tr("Events"),
        "link": tr("Links"),
        "source": tr("Sources"),
        "citation": tr("Passages"),
    }
