"""The list that the panes To Check and New Version have in common: sections, folding, keys, menu, and the current row.

What a row leads to and what can be done about it is for the pane to say.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from geoeditor.core.queries.checking import CheckItem
from geoeditor.ui.actions import Actions
from geoeditor.ui.checking.drawing import RowDelegate, height_of
from geoeditor.ui.checking.rows import Heading, RowModel, Section
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme, on_theme

MENU_END: Final = ("fact.passage", "fact.rename")
"""What the menu of every row ends with."""


class RowList(QTableView):
    """Rows in sections, of one column, because a list view lays out all of them at every change."""

    reached = Signal(object)
    """The keys came to another row: its item, or None for a heading and the like."""
    chosen = Signal(object)
    """The same, where it was a gesture on an item and not a row that was put there."""
    opened = Signal(object)
    """Enter or a double click on an item."""
    menu_requested = Signal(QPoint)
    """A menu for the current row is wanted, at this place of the screen."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setVisible(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setAccessibleName(name)
        self.clicked.connect(self._click)
        self.activated.connect(self._activate)
        self.selectionModel().currentChanged.connect(self._reach)
        self.rows.rowsInserted.connect(self._set_heights)
        self.rows.dataChanged.connect(self._set_height)
        on_theme(theme, self.viewport().update)

    @property
    def current(self) -> CheckItem | None:
        """Return the item that the keys are on."""
        row = self.rows.row(self.currentIndex().row())
        return row if isinstance(row, CheckItem) else None

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections; the keys stay on their item, or go to what came into its place."""
        before, row = self.current, self.currentIndex().row()
        was_showing, self._is_showing = self._is_showing, True
        self.rows.show_sections(tuple(sections))
        if before is not None:
            place = self.rows.place_of(before.section, before.id, within=before.within)
            self.put_keys(min(row, self.rows.rowCount() - 1) if place is None else place)
        self._is_showing = was_showing

    def put_keys(self, row: int) -> None:
        """Put the keys on a row, or on the item after a heading; nothing is selected elsewhere by that."""
        if isinstance(self.rows.row(row), Heading) and isinstance(self.rows.row(row + 1), CheckItem):
            row += 1
        was_showing, self._is_showing = self._is_showing, True
        self.setCurrentIndex(self.rows.index(max(row, 0)))
        self._is_showing = was_showing

    def put_keys_first(self) -> bool:
        """Put the keys on the first item, and tell whether there is one."""
        row = next((number for number, row in enumerate(self.rows.rows) if isinstance(row, CheckItem)), -1)
        if row >= 0:
            self.put_keys(row)
        return row >= 0

    def _set_heights(self, _parent: QModelIndex, first: int, last: int) -> None:
        header, metrics = self.verticalHeader(), self.fontMetrics()
        for number in range(first, last + 1):
            header.resizeSection(number, height_of(self.rows.row(number), metrics))

    def _set_height(self, first: QModelIndex, last: QModelIndex) -> None:
        self._set_heights(QModelIndex(), first.row(), last.row())

    def _reach(self, _index: QModelIndex, _before: QModelIndex) -> None:
        item = self.current
        if item is not None and not self._is_showing:
            self.chosen.emit(item)
        self.reached.emit(item)

    def _click(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if isinstance(row, Heading):
            self.rows.fold(row.section, not row.folded)

    def _activate(self, index: QModelIndex) -> None:
        """Open an item, or fold and unfold a section."""
        row = self.rows.row(index.row())
        if isinstance(row, Heading):
            self.rows.fold(row.section, not row.folded)
        elif isinstance(row, CheckItem):
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold a section or what is in an item by Left, unfold it by Right."""
        row = self.rows.row(self.currentIndex().row())
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or row is None:
            super().keyPressEvent(event)
        elif isinstance(row, CheckItem) and (row.parts or row.within):
            self._unfold_parts(row, is_open=event.key() == Qt.Key.Key_Right)
        else:
            self.rows.fold(row.section, event.key() == Qt.Key.Key_Left)

    def _unfold_parts(self, item: CheckItem, *, is_open: bool) -> None:
        """Show or hide the parts of an item; from an item that is folded, or a part, Left leads up."""
        whole = self.rows.whole_of(item)
        if whole is None or (item.within and is_open):
            return
        if not is_open and not self.rows.is_open(whole):
            self.rows.fold(item.section, True)
            return
        if item.within:
            place = self.rows.place_of(whole.section, whole.id)
            self.put_keys(0 if place is None else place)
        self.rows.open_parts(whole, is_open)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current row; where a key asked, at that row."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu_requested.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        event.accept()


def facts_of(item: CheckItem) -> list[Fact]:
    """Return the facts of an item as they are selected."""
    return [Fact(*fact) for fact in item.facts]


def row_menu(owner: QWidget, actions: Actions, keys: Sequence[str]) -> QMenu:
    """Return the menu of a row: the actions of its section, then what can be done with any fact."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    actions.set_active(owner)
    actions.update()
    for key in keys:
        menu.addAction(actions[key])
    if keys:
        menu.addSeparator()
    for key in MENU_END:
        if key not in keys:
            menu.addAction(actions[key])
    return menu
