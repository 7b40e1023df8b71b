"""The model of a table: plain lines, and an array that says which of them are shown in which order.

Only text, edit value, tooltip and accessible text are ever answered; what cells look like is the delegate's business.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from geoeditor.core.queries.rows import Line
from geoeditor.core.queries.speakers import LeftOut
from geoeditor.core.search import fold
from geoeditor.translation import printable
from geoeditor.ui.plain import tip
from geoeditor.ui.tables.columns import Column
from geoeditor.ui.tables.ordering import FoldedLines, Order, Places, ordered

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
LONGEST_SHOWN: Final = 2_000
"""Characters of a cell that are handed out to be shown; no cell is as wide."""
_MOST_MOVES: Final = 200
"""Rows that come or go one by one; where there are more, everything is laid out anew."""
_ROLE: Final = Qt.ItemDataRole
Store = Callable[[Index, object], bool]


def plain(text: str) -> str:
    """Return the beginning of a text on one line, with nothing in it that would do something to it."""
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return cut if cut.isprintable() else printable(cut)


class RowsModel(QAbstractTableModel):
    """Lines of one table; the last row may be one that is being typed and not stored yet."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Final = tuple(columns)
        self.can_edit = False
        self.store: Store | None = None
        """Called with the index and what was typed in a cell; tells whether that was stored."""
        self.folded: Final = FoldedLines(columns)
        self.sorted_by = -1
        self.descending = False
        self.draft: dict[str, str] | None = None
        """The texts of the row that is being typed, by column key."""
        self._lines: list[Line] = []
        self._place: dict[int, int] = {}
        self._shown: Places = np.empty(0, np.int64)
        self._rows: Places | None = None
        self._orders: dict[int, Order] = {}
        self._words: tuple[str, ...] = ()
        self._matching: Places | None = None
        self._kept: set[int] = set()
        self._left_out = LeftOut()

    # -- what the view asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown) + (self.draft is not None)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are, hidden ones among them."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return text, edit value, tooltip or accessible text of a cell."""
        if role not in (_ROLE.DisplayRole, _ROLE.EditRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return None
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if index.row() >= len(self._shown):
            text = given = (self.draft or {}).get(column.key, "")
        else:
            line = self._lines[self._shown[index.row()]]
            text, given = column.text(line), column.given(line)
        if role == _ROLE.EditRole:
            return given
        if role == _ROLE.ToolTipRole:
            return tip(text)
        return f"{column.title}: {plain(text)}" if role == _ROLE.AccessibleTextRole else plain(text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return the title of a column, and its tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _ROLE.ToolTipRole:
            return tip(column.tip or column.title)
        if role == _ROLE.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | self.alignment(section))
        return column.title if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole) else None

    def alignment(self, section: int) -> Qt.AlignmentFlag:
        """Return on which side the texts of a column stand."""
        is_number = self.columns[section].sort == "number"
        return Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.can_edit and self.columns[index.column()].editor
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Store what was typed in a cell, and tell whether that was done."""
        if self.store is None or role != _ROLE.EditRole or not index.isValid():
            return False
        return self.store(index, value)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; -1 is the order in which they came."""
        self.sorted_by, self.descending = column, order == Qt.SortOrder.DescendingOrder
        self.lay_out()

    # -- what the table view asks

    @property
    def total(self) -> int:
        """Return how many lines there are, shown or not."""
        return len(self._lines)

    @property
    def shown(self) -> int:
        """Return how many lines are shown."""
        return len(self._shown)

    @property
    def is_filtered(self) -> bool:
        """Tell whether only some lines are wanted."""
        return bool(self._words or self._left_out)

    def text_at(self, row: int, column: int) -> str:
        """Return what a cell shows, for painting."""
        if row >= len(self._shown):
            return (self.draft or {}).get(self.columns[column].key, "")
        return self.columns[column].text(self._lines[self._shown[row]])

    def line_at(self, row: int) -> Line | None:
        """Return the line of a row; None for the one that is being typed."""
        return self._lines[self._shown[row]] if 0 <= row < len(self._shown) else None

    def line_of(self, row_id: int) -> Line | None:
        """Return the line of a record, shown or not."""
        place = self._place.get(row_id)
        return None if place is None else self._lines[place]

    def id_at(self, row: int) -> int | None:
        """Return the id of the record of a row."""
        line = self.line_at(row)
        return None if line is None else line.id

    def ids_between(self, first: int, last: int) -> list[int]:
        """Return the ids of rows, both ends included."""
        return [self._lines[place].id for place in self._shown[first : last + 1].tolist()]

    def row_of(self, row_id: int) -> int:
        """Return the row of a record, -1 where it is not shown."""
        place = self._place.get(row_id)
        return -1 if place is None else int(self._row_numbers()[place])

    def _row_numbers(self) -> Places:
        if self._rows is None:
            self._rows = np.full(len(self._lines), -1, np.int64)
            self._rows[self._shown] = np.arange(len(self._shown))
        return self._rows

    def hits(self, needle: str) -> Places:
        """Return the rows whose text holds a text, without regard to case and accents."""
        found = self.folded.matches([fold(needle)])
        rows = self._row_numbers()[found]
        return np.sort(rows[rows >= 0])

    # -- changes

    def take(self, lines: list[Line]) -> None:
        """Show these lines and no others."""
        self.beginResetModel()
        self._lines = lines
        self._place = {line.id: place for place, line in enumerate(lines)}
        self.folded.take(lines)
        self._kept.clear()
        self._orders.clear()
        self._matching = None
        self._set_shown(self._wanted())
        self.endResetModel()

    def keep(self, row_id: int) -> None:
        """Show a record even where the filter would not, until the filter changes."""
        self._kept.add(row_id)

    def keep_none(self) -> None:
        """Let the filter decide about every record again."""
        self._kept.clear()

    def want(self, text: str) -> None:
        """Show only the lines that hold every word of a text."""
        words = tuple(fold(text).split())
        if words == self._words:
            return
        narrows = bool(self._words) and len(words) >= len(self._words)
        narrows = narrows and all(old in new for old, new in zip(self._words, words, strict=False))
        self._matching = self.folded.matches(words, self._matching if narrows else None) if words else None
        self._words = words
        self._kept.clear()
        self.lay_out()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the folded words that a line must hold."""
        return self._words

    def leave_out(self, left_out: LeftOut) -> bool:
        """Show none of these records from the next layout on; tell whether that is news."""
        if left_out is self._left_out or left_out == self._left_out:
            return False
        self._left_out = left_out
        return True

    def _wanted(self) -> Places:
        """Return the places to be shown, in order."""
        order = self._sorted()
        if not self.is_filtered:
            return order
        wanted = np.ones(len(self._lines), np.bool_)
        if self._words:
            if self._matching is None:
                self._matching = self.folded.matches(self._words)
            wanted[:] = False
            wanted[self._matching] = True
        if self._left_out:
            wanted &= ~self._left_out.mask(np.fromiter(self._place, np.int64, len(self._place)))
        wanted[[self._place[row] for row in self._kept if row in self._place]] = True
        return order[wanted[order]]

    def _sorted(self) -> Places:
        if self.sorted_by < 0:
            return np.arange(len(self._lines), dtype=np.int64)
        if self.sorted_by not in self._orders:
            column = self.columns[self.sorted_by]
            self._orders[self.sorted_by] = ordered(self._lines, column, self.folded.cells(column))
        return self._orders[self.sorted_by].places(descending=self.descending)

    def _set_shown(self, shown: Places) -> None:
        self._shown = shown
        self._rows = None

    def lay_out(self) -> None:
        """Show what is wanted now; rows that stay take selection and editors with them."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self.id_at(index.row()) for index in before]
        self._set_shown(self._wanted())
        after = []
        for index, row_id in zip(before, ids, strict=True):
            row = len(self._shown) if row_id is None else self.row_of(row_id)
            after.append(QModelIndex() if row < 0 else self.index(row, index.column()))
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def refresh(self, ids: Iterable[int], now: Sequence[Line]) -> None:
        """Take in the present lines of some records; those among the ids without a line are gone."""
        fresh = {line.id: line for line in now}
        known = [row_id for row_id in ids if row_id in self._place]
        self._replace([line for row_id in known if (line := fresh.get(row_id)) is not None])
        gone = [self._place[row_id] for row_id in known if row_id not in fresh]
        new = [line for line in now if line.id not in self._place]
        if gone:
            self._remove(gone)
        if new:
            self._add(new)

    def refresh_all(self, now: Sequence[Line]) -> None:
        """Take in the present lines of all records."""
        self.refresh({*self._place, *(line.id for line in now)}, now)

    def _replace(self, now: Iterable[Line]) -> None:
        changed = [self._place[line.id] for line in now if self._lines[self._place[line.id]] != line]
        if not changed:
            return
        fresh = {line.id: line for line in now}
        for place in changed:
            self._lines[place] = fresh[self._lines[place].id]
        self.folded.follow(self._lines, np.arange(len(self._lines)), changed)
        self._orders.clear()
        self._matching = None  # rows stay where they are until they are sorted or filtered again
        rows = np.sort(self._row_numbers()[changed])
        rows = rows[rows >= 0]
        runs = _runs(rows) if len(rows) <= _MOST_MOVES else [(int(rows[0]), int(rows[-1]))]
        for first, last in runs:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _remove(self, gone: list[int]) -> None:
        rows = np.sort(self._row_numbers()[gone])
        runs = _runs(rows[rows >= 0])
        at_once = len(runs) > _MOST_MOVES
        if at_once:
            self.beginResetModel()
        for first, last in reversed([] if at_once else runs):
            self.beginRemoveRows(_NOWHERE, first, last)
            self._set_shown(np.delete(self._shown, np.s_[first : last + 1]))
            self.endRemoveRows()
        stays = np.ones(len(self._lines), np.bool_)
        stays[gone] = False
        kept = np.flatnonzero(stays)
        moved = np.cumsum(stays) - 1
        self._set_shown(moved[self._shown[stays[self._shown]]])
        self._lines = [self._lines[place] for place in kept.tolist()]
        self._place = {line.id: place for place, line in enumerate(self._lines)}
        self.folded.follow(self._lines, kept, ())
        self._orders.clear()
        self._matching = None
        if at_once:
            self.endResetModel()

    def _add(self, new: Sequence[Line]) -> None:
        first = len(self._lines)
        self._lines = [*self._lines, *new]
        self._place.update((line.id, first + number) for number, line in enumerate(new))
        self.folded.follow(self._lines, np.arange(first), ())
        self._orders.clear()
        self._rows = self._matching = None
        if len(new) > _MOST_MOVES:
            self.beginResetModel()
            self._set_shown(self._wanted())
            self.endResetModel()
            return
        rank = np.empty(len(self._lines), np.int64)
        rank[self._sorted()] = np.arange(len(self._lines))
        wanted = set(self._wanted().tolist())
        for place in sorted(set(range(first, len(self._lines))) & wanted, key=rank.__getitem__):
            behind = np.flatnonzero(rank[self._shown] > rank[place])
            row = int(behind[0]) if len(behind) else len(self._shown)
            self.beginInsertRows(_NOWHERE, row, row)
            self._set_shown(np.insert(self._shown, row, place))
            self.endInsertRows()

    # -- the row that is being typed

    def begin_draft(self) -> int:
        """Add a row to be typed, and return its number; there is never more than one."""
        if self.draft is None:
            row = len(self._shown)
            self.beginInsertRows(_NOWHERE, row, row)
            self.draft = {}
            self.endInsertRows()
        return len(self._shown)

    def end_draft(self) -> None:
        """Take the row that is being typed away."""
        if self.draft is not None:
            row = len(self._shown)
            self.beginRemoveRows(_NOWHERE, row, row)
            self.draft = None
            self.endRemoveRows()

    def note_in_draft(self, key: str, text: str) -> None:
        """Keep what was typed in a cell of the row that is being typed."""
        if self.draft is not None:
            self.draft[key] = text
            row = len(self._shown)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))


def _runs(rows: Places) -> list[tuple[int, int]]:
    """Return rising numbers as runs of neighbours, both ends included."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) > 1)
    firsts = np.concatenate((rows[:1], rows[breaks + 1]))
    lasts = np.concatenate((rows[breaks], rows[-1:]))
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
