"""Widths, order, sort and hiding of the columns of a table, by the keys of the columns, so that they can be kept."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from geoeditor.ui.tables.grid import Grid
from geoeditor.ui.tables.rows_model import RowsModel

_NARROWEST: Final = 40
_WIDEST: Final = 2_000
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class ColumnLayout(QObject):
    """The columns of one grid."""

    def __init__(self, grid: Grid, model: RowsModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._header = grid.horizontalHeader()
        self._keys = [column.key for column in model.columns]
        self._header.setSortIndicator(-1, _ASCENDING)
        width = grid.fontMetrics().averageCharWidth()
        for section, column in enumerate(model.columns):
            needed = grid.fontMetrics().horizontalAdvance(column.title) + 34  # the title, its edges and the sort sign
            self._header.resizeSection(section, max(column.width * width + 16, needed))
        self._header.sortIndicatorChanged.connect(self._sort)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self._grid.hold(True)
        self._model.sort(section, order)
        self._grid.hold(False)
        if self._grid.currentIndex().isValid():
            self._grid.scrollTo(self._grid.currentIndex())

    def sort_by(self, key: str, *, descending: bool) -> None:
        """Sort by the column of this key."""
        if key in self._keys:
            self._header.setSortIndicator(self._keys.index(key), _DESCENDING if descending else _ASCENDING)

    def turn_round(self, key: str) -> None:
        """Sort by a column; by the same one again the other way round."""
        is_same = self._header.sortIndicatorSection() == self._keys.index(key)
        self.sort_by(key, descending=is_same and self._header.sortIndicatorOrder() == _ASCENDING)

    def show_column(self, key: str) -> None:
        """Show a column that may be hidden."""
        if key in self._keys:
            self._grid.setColumnHidden(self._keys.index(key), False)

    def state(self) -> dict[str, Any]:
        """Return what is to be kept."""
        header = self._header
        sorted_by = header.sortIndicatorSection()
        hidden = [key for section, key in enumerate(self._keys) if header.isSectionHidden(section)]
        for key in hidden:
            self.show_column(key)  # a hidden column has no width of its own
        widths = {key: header.sectionSize(section) for section, key in enumerate(self._keys)}
        for key in hidden:
            self._grid.setColumnHidden(self._keys.index(key), True)
        return {
            "widths": widths,
            "order": [self._keys[header.logicalIndex(place)] for place in range(header.count())],
            "hidden": hidden,
            "sort": [self._keys[sorted_by], header.sortIndicatorOrder() == _DESCENDING] if sorted_by >= 0 else [],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put the columns as they were; what is not understood is passed over."""
        widths, order, hidden, sort = (state.get(key) for key in ("widths", "order", "hidden", "sort"))
        if isinstance(widths, dict):
            for key, width in widths.items():
                if key in self._keys and isinstance(width, int):
                    self._header.resizeSection(self._keys.index(key), max(_NARROWEST, min(width, _WIDEST)))
        if isinstance(order, list):
            for place, key in enumerate(key for key in order if key in self._keys):
                self._header.moveSection(self._header.visualIndex(self._keys.index(key)), place)
        if isinstance(hidden, list) and not set(self._keys) <= {str(key) for key in hidden}:
            for section, key in enumerate(self._keys):
                self._grid.setColumnHidden(section, key in hidden)
        if isinstance(sort, list) and len(sort) == 2 and isinstance(sort[0], str):
            self.sort_by(sort[0], descending=bool(sort[1]))
