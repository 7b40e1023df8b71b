"""Lists of the inspector that lead to other facts: a dot, words, and a muted note at the right; fast at any length."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoeditor.translation import printable, tr, trn
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

FEW: Final = 30
"""Rows shown at first; a button shows the rest."""
ROW: Final = 26
_SEEN: Final = 16
"""Rows that a long list is high."""
_LONGEST: Final = 400
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the fact it leads to, its words, a muted word at the right, and the colour of its dot, '' for none."""

    fact: Fact
    words: str
    note: str = ""
    dot: str = ""


class LineModel(QAbstractListModel):
    """The rows of a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    @property
    def lines(self) -> Sequence[Line]:
        """Return the rows."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows instead of those before."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words, tip or spoken words of a row."""
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return printable(line.words[:_LONGEST])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{line.words}\n{line.note}" if line.note else line.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return printable(f"{line.words[:_LONGEST]}, {line.note}" if line.note else line.words[:_LONGEST])
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint dot, words cut to the room there is, and the note at the right."""
        model = index.model()
        if not isinstance(model, LineModel):
            return
        line, area = model.lines[index.row()], option.rect
        palette, tones = self._theme.palette, self._theme.tones
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(tones.hover))
        left = area.left() + 2
        if line.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line.dot))
            painter.drawEllipse(QRectF(left, area.center().y() - 3.5, 8, 8))
            left += 16
        metrics = option.fontMetrics
        note = metrics.elidedText(printable(line.note), Qt.TextElideMode.ElideRight, area.width() * 45 // 100)
        taken = metrics.horizontalAdvance(note) + 8 if note else 0
        words = metrics.elidedText(
            printable(line.words[:_LONGEST]), Qt.TextElideMode.ElideRight, max(area.right() - left - taken, 0)
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(palette.ink))
        room = QRect(left, area.top(), area.right() - left - taken, ROW)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(QColor(palette.muted))
        painter.drawText(area.adjusted(0, 0, -2, 0), middle | Qt.AlignmentFlag.AlignRight, note)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tones.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()


class LineList(QListView):
    """The rows; arrows move, Enter or a click goes to the fact."""

    chosen = Signal(object)
    """The fact of a row."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    @property
    def fact(self) -> Fact | None:
        """Return the fact of the row that the keys are on."""
        row = self.currentIndex().row()
        return self.lines.lines[row].fact if 0 <= row < len(self.lines.lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows, as high as they need, up to a limit."""
        self.lines.show_lines(lines)
        self.setFixedHeight(ROW * min(len(lines), FEW if len(lines) <= FEW else _SEEN))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.lines.lines[index.row()].fact)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0))


class Section(QWidget):
    """A heading with a list under it; there only while the list has something, unless it can be added to."""

    chosen = Signal(object)
    """The fact of a row that was clicked."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_all: Callable[[], Sequence[Line]] | None = None
        self._total = 0
        self._is_whole = False
        self._keeps = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 10, 0, 0)
        self.column.setSpacing(2)
        self.head = QHBoxLayout()
        self.head.addWidget(PlainLabel(title, self, role="section"), 1)
        self._note = PlainLabel("", self, role="small")
        self.head.addWidget(self._note)
        self.column.addLayout(self.head)
        self.list = LineList(theme, title, self)
        self.list.chosen.connect(self.chosen)
        self.column.addWidget(self.list)
        self.more = QToolButton(self)
        self.more.setProperty("role", "flat")
        self.more.clicked.connect(self._show_all)
        self.column.addWidget(self.more)

    def add_button(self, words: str) -> QToolButton:
        """Put a “+” into the heading; the section then stays without rows too."""
        button = QToolButton(self)
        button.setText("+")
        button.setProperty("role", "flat")
        button.setAccessibleName(words)
        button.setToolTip(tip(words))
        self.head.addWidget(button)
        self._keeps = True
        return button

    @property
    def is_whole(self) -> bool:
        """Tell whether all rows were asked for."""
        return self._is_whole

    def close_up(self) -> None:
        """Show only the first rows again, as for another record."""
        self._is_whole = False

    def fill(
        self, lines: Sequence[Line], total: int, read_all: Callable[[], Sequence[Line]] | None = None, note: str = ""
    ) -> None:
        """Show the first rows out of so many; `read_all` returns all of them when they are asked for."""
        self._read_all, self._total = read_all, total
        shown = read_all() if self._is_whole and read_all is not None else lines
        self._note.setText(note)
        if list(shown) != list(self.list.lines.lines) or not shown:
            self.list.show_lines(shown)
        self.list.setVisible(bool(shown))
        self.more.setText(tr("Show all {n}", n=f"{total:,}"))
        self.more.setVisible(total > len(shown) and read_all is not None)
        self.setVisible(bool(shown) or self._keeps)

    def _show_all(self) -> None:
        if self._read_all is not None:
            self._is_whole = True
            self.list.show_lines(self._read_all())
            self.list.setFocus()
            self.more.hide()


def count_note(total: int) -> str:
    """Return the note of a list with more rows than are seen at once."""
    return trn("{n} in all", "{n} in all", total) if total > FEW else ""
