"""The grid of a table: rows are selected, cells have the cursor, typing edits. Bare letters never run an action."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from geoeditor.ui.tables.rows_model import RowsModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_RUNS = 1_000
"""Separate runs of selected rows that Qt can bear; its selections take a time that grows with their square."""
_Flag = QItemSelectionModel.SelectionFlag


class Grid(QTableView):
    """Shows the model of a table."""

    menu_requested = Signal(QPoint)
    """A menu is wanted at this place of the screen."""
    opened = Signal()
    """Enter was pressed in a cell that can't be edited, or a double click fell on it."""
    escaped = Signal()
    """Esc was pressed where no field is open."""
    row_wanted = Signal()
    """A new row is wanted."""
    rows_selected = Signal()
    """The user selected rows."""

    _open_field = QAbstractItemView.edit  # not under its own name, which is that of the document's door

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._follows = False
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table, as the keyboard must be able to
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(16)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(40)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._size_rows()
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(self._open_fact)

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)

    def changeEvent(self, event: QEvent) -> None:
        """Give rows the height of the font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_rows()
        super().changeEvent(event)

    def _open_fact(self, index: QModelIndex) -> None:
        if not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit()

    # -- selection

    def _tell(self) -> None:
        if not self._follows:
            self.rows_selected.emit()

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows from top to bottom, that of the cursor first."""
        runs = sorted({(run.top(), run.bottom()) for run in self.selectionModel().selection().toList()})
        ids = [row for first, last in runs for row in self._model.ids_between(first, last)]
        if len(runs) > 1:
            ids = list(dict.fromkeys(ids))  # runs can overlap
        current = self._model.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        if len(ids) > 1 and current is not None and current in ids:
            ids.remove(current)
            ids.insert(0, current)
        return ids

    def follow(self, rows: Sequence[int], current: int) -> None:
        """Select these rows, given in order, without telling anybody; put the cursor into one and show it."""
        self._follows = True
        try:
            chosen = QItemSelection()
            last_column = self._model.columnCount() - 1
            for first, last in _runs(rows)[:_MOST_RUNS]:
                chosen.select(self._model.index(first, 0), self._model.index(last, last_column))
            self.selectionModel().select(chosen, _Flag.ClearAndSelect)
            if current >= 0:
                index = self._model.index(current, self.column_of_cursor())
                self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
                self.scrollTo(index)
        finally:
            self._follows = False

    def hold(self, holds: bool) -> None:
        """Tell nobody of selections while rows come and go."""
        self._follows = holds

    def column_of_cursor(self) -> int:
        """Return the column that the cursor is in, or the first that is seen."""
        column = self.currentIndex().column()
        if column >= 0 and not self.isColumnHidden(column):
            return column
        header = self.horizontalHeader()
        seen = (header.logicalIndex(place) for place in range(header.count()))
        return next((column for column in seen if not self.isColumnHidden(column)), 0)

    def seen_columns(self) -> list[int]:
        """Return the columns that are shown, from left to right."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in places if not self.isColumnHidden(column)]

    def go(self, row: int, column: int) -> None:
        """Put the cursor into a cell and select its row."""
        index = self._model.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)

    def step(self, rows: int, columns: int) -> None:
        """Move the cursor by so many rows, and so many of the columns that are seen."""
        seen = self.seen_columns()
        column = self.column_of_cursor()
        if columns:
            place = seen.index(column) + columns if column in seen else 0
            column = seen[max(0, min(place, len(seen) - 1))]
        row = max(0, min(self.currentIndex().row() + rows, self._model.rowCount() - 1))
        self.go(row, column)

    # -- keys and menus

    def event(self, event: QEvent) -> bool:
        """Keep bare keys from running actions: in a table they edit."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if bare == Qt.KeyboardModifier.NoModifier and (
                (event.text().isprintable() and event.text())
                or event.key() in (*_ENTER, Qt.Key.Key_F2, Qt.Key.Key_Insert)
            ):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by Enter and F2, add a row by Insert, move by Tab in no case."""
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index = self.currentIndex()
        if bare and event.key() in _ENTER and index.isValid():
            if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self._open_field(index)
            else:
                self.opened.emit()
        elif bare and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif bare and event.key() == Qt.Key.Key_Insert:
            self.row_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing by bare typing: it would ask the model for every row."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the cursor where a key asked."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_requested.emit(place)
        event.accept()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close a field, but never one that holds what was refused."""
        if not editor.property("refused"):
            super().closeEditor(editor, hint)

    def is_editing(self) -> bool:
        """Tell whether a field is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def open_cell(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the cursor into a cell and open its field."""
        self.go(index.row(), index.column())
        self.scrollTo(self.currentIndex())
        self._open_field(self.currentIndex())


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return rising row numbers as runs of neighbours, both ends included."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
