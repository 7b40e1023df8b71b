"""The menus of a table: what can be done with rows, and which columns are shown."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.tables.grid import Grid
from geoeditor.ui.tables.layout import ColumnLayout
from geoeditor.ui.tables.rows_model import RowsModel

_ROWS: Final = (
    ("fact.rename", "fact.passage", "actor.resolve"),
    ("edit.cut", "edit.copy", "edit.paste", "edit.duplicate"),
    ("fact.delete", "edit.select_all"),
    ("speaker.only", "speaker.without"),
)


def row_menu(grid: Grid, model: RowsModel, actions: Actions, layout: ColumnLayout) -> QMenu:
    """Return the menu of the selected rows; what can't run now is disabled."""
    actions.update()
    menu = _passing_menu(grid)
    for group in _ROWS:
        for key in group:
            menu.addAction(actions[key])
        menu.addSeparator()
    column = model.columns[grid.column_of_cursor()]
    sort = menu.addAction(tr("Sort by {column}", column=column.title))
    sort.triggered.connect(partial(layout.turn_round, column.key))
    fill_columns(menu.addMenu(tr("Columns")), grid, model)
    return menu


def _passing_menu(grid: Grid) -> QMenu:
    """Return a menu that goes when it is closed."""
    menu = QMenu(grid)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def fill_columns(menu: QMenu, grid: Grid, model: RowsModel) -> None:
    """Offer every column to be shown or hidden; the last one that is shown stays."""
    seen = grid.seen_columns()
    for section, column in enumerate(model.columns):
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(section in seen)
        action.setEnabled(seen != [section])
        action.toggled.connect(partial(_show_column, grid, section))


def _show_column(grid: Grid, section: int, shown: bool) -> None:
    grid.setColumnHidden(section, not shown)


class HeaderMenu(QObject):
    """The menu of the column titles."""

    def __init__(self, grid: Grid, model: RowsModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        grid.horizontalHeader().customContextMenuRequested.connect(self._show)

    def menu(self, section: int) -> QMenu:
        """Return the menu for a column title."""
        menu = _passing_menu(self._grid)
        fill_columns(menu, self._grid, self._model)
        if section >= 0:
            menu.addSeparator()
            fit = menu.addAction(tr("Fit the Width to Its Contents"))
            fit.triggered.connect(partial(self._grid.resizeColumnToContents, section))
        return menu

    def _show(self, place: QPoint) -> None:
        header = self._grid.horizontalHeader()
        self.menu(header.logicalIndexAt(place)).popup(header.mapToGlobal(place))
