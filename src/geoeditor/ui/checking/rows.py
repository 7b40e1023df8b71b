"""The sections as one list of rows: headings that fold, items, and a row that counts the rest. Changes nothing."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from geoeditor.core.queries.checking import RESOLVED, CheckItem, section_title
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.plain import tip

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
OPEN: Final = Qt.ItemDataRole.UserRole + 1
"""Whether the parts of a row are shown under it."""
_ROOT: Final = QModelIndex()
_LONGEST: Final = 600
Place: TypeAlias = tuple[str, int | None, tuple[int, int] | None]
"""Where an item is: it stays when one of its parts has been decided on, while its id may be of that part."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it was found: its items, and how many more there are."""

    key: str
    items: tuple[CheckItem, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """Return how much there is in it."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class Heading:
    """The row above the items of a section."""

    section: str
    count: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """The row under the items of a section that says how many more there are."""

    section: str
    more: int


Row: TypeAlias = Heading | CheckItem | Rest


class RowModel(QAbstractListModel):
    """The rows; what stays the same keeps its place when others are shown."""

    folded_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._folded = {RESOLVED}
        self._open: set[Place] = set()
        self._rows: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """Return the rows."""
        return self._rows

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return what was found, folded or not."""
        return self._sections

    def row(self, number: int) -> Row | None:
        """Return a row; None beyond the end."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these sections, those that hold nothing left out."""
        self._sections = tuple(section for section in sections if section.count)
        self._lay_out()

    def fold(self, section: str, folded: bool) -> None:
        """Hide the items of a section under its heading, or show them."""
        if folded != (section in self._folded):
            self._folded ^= {section}
            self._lay_out()
            self.folded_changed.emit()

    def is_open(self, item: CheckItem) -> bool:
        """Tell whether the parts of an item are shown under it."""
        return bool(item.parts) and _place(item) in self._open

    def open_parts(self, item: CheckItem, is_open: bool) -> None:
        """Show the parts of an item under it, or hide them."""
        if item.parts and is_open != self.is_open(item):
            self._open ^= {_place(item)}
            self._lay_out()
            place = self.place_of(item.section, item.id)
            if place is not None:  # its triangle turns
                self.dataChanged.emit(self.index(place), self.index(place))

    def whole_of(self, item: CheckItem) -> CheckItem | None:
        """Return the item that a part belongs to, an item that has parts itself, and None for any other."""
        if not item.within:
            return item if item.parts else None
        wholes = (row for row in self._rows if isinstance(row, CheckItem) and item in row.parts)
        return next(wholes, None)

    def place_of(self, section: str, item_id: int, *, within: bool = False) -> int | None:
        """Return the row of an item, or of a part of one."""
        places = (
            number
            for number, row in enumerate(self._rows)
            if isinstance(row, CheckItem) and (row.section, row.id, row.within) == (section, item_id, within)
        )
        return next(places, None)

    def place_of_fact(self, table: str, fact_id: int) -> int | None:
        """Return the first row that is about a fact."""
        places = (
            number
            for number, row in enumerate(self._rows)
            if isinstance(row, CheckItem) and (table, fact_id) in row.facts
        )
        return next(places, None)

    def _lay_out(self) -> None:
        rows: list[Row] = []
        for section in self._sections:
            folded = section.key in self._folded
            rows.append(Heading(section.key, section.count, folded))
            if not folded:
                for item in section.items:
                    rows.append(item)
                    rows.extend(item.parts if self.is_open(item) else ())
                if section.more:
                    rows.append(Rest(section.key, section.more))
        self._replace(rows)

    def _replace(self, rows: list[Row]) -> None:
        """Let only the rows between what is alike at the beginning and at the end come and go."""
        old = self._rows
        short = min(len(old), len(rows))
        head = 0
        while head < short and _is_same_place(old[head], rows[head]):
            head += 1
        tail = 0
        while tail < short - head and _is_same_place(old[-1 - tail], rows[-1 - tail]):
            tail += 1
        kept_tail = old[len(old) - tail :]
        if len(old) > head + tail:
            self.beginRemoveRows(_ROOT, head, len(old) - tail - 1)
            self._rows = [*old[:head], *kept_tail]
            self.endRemoveRows()
        if len(rows) > head + tail:
            self.beginInsertRows(_ROOT, head, len(rows) - tail - 1)
            self._rows = [*old[:head], *rows[head : len(rows) - tail], *kept_tail]
            self.endInsertRows()
        before, self._rows = self._rows, rows
        for number, row in enumerate(rows):
            if row != before[number]:
                self.dataChanged.emit(self.index(number), self.index(number))

    # what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words, tip and spoken words of a row, or the row itself."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role == OPEN:
            return isinstance(row, CheckItem) and self.is_open(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, CheckItem):
            return tip(f"{row.words}\n{row.detail}" if row.detail else row.words)
        return None


def words_of(row: Row) -> str:
    """Return the words of a row, one line of plain text."""
    if isinstance(row, Heading):
        return section_title(row.section)
    if isinstance(row, Rest):
        return trn("… and {n} more", "… and {n} more", row.more)
    return printable(row.words[:_LONGEST])


def spoken(row: Row) -> str:
    """Return what is heard of a row."""
    if isinstance(row, Heading):
        state = tr("folded") if row.folded else tr("open")
        return tr("{section}, {n}, {state}", section=section_title(row.section), n=row.count, state=state)
    if isinstance(row, Rest):
        return words_of(row)
    return printable(f"{row.words[:_LONGEST]}, {row.detail[:_LONGEST]}" if row.detail else row.words[:_LONGEST])


def _place(item: CheckItem) -> Place:
    return item.section, item.source_id, item.span


def _is_same_place(old: Row, new: Row) -> bool:
    """Tell whether a row stands for the same as before, whatever it says now."""
    if isinstance(old, CheckItem) and isinstance(new, CheckItem):
        return (old.section, old.id, old.within) == (new.section, new.id, new.within)
    return type(old) is type(new) and old.section == new.section
