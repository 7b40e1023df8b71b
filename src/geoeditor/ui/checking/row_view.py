"""What the panes To Check and New Version do alike with the current row: select its facts, offer its menu.

Which actions a section has is for the pane to say.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from geoeditor.core.queries.checking import CheckItem
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking.row_list import RowList, facts_of, row_menu
from geoeditor.ui.selection import Selection
from geoeditor.ui.view import View


class RowView(View):
    """A pane over one list of rows in sections."""

    place_requested = Signal(object, object)
    """The reader is to show this stretch (start, end) of the source of this id."""

    def __init__(
        self,
        bridge: Bridge,
        selection: Selection,
        actions: Actions,
        rows: RowList,
        keys: Mapping[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, selection, parent)
        self.actions_ = actions
        self._keys = keys
        self.list = rows
        self.list.setParent(self)
        self.model = rows.rows
        rows.chosen.connect(self._choose_item)
        rows.menu_requested.connect(self._open_menu)

    @property
    def current(self) -> CheckItem | None:
        """Return the item that the keys are on."""
        return self.list.current

    def keys_of_current(self) -> tuple[str, ...]:
        """Return the actions of the section of the current row."""
        return self._keys.get(self.current.section, ()) if self.current is not None else ()

    def menu(self) -> QMenu:
        """Return the menu of the current row."""
        return row_menu(self, self.actions_, self.keys_of_current())

    def _open_menu(self, at: QPoint) -> None:
        if self.current is not None:
            self._choose_item(self.current)  # what the menu does, it does with what is selected
            self.menu().popup(at)

    def _choose_item(self, item: CheckItem) -> None:
        """Select the fact of a row that was reached by a gesture, or the facts."""
        if item.facts:
            self.choose(facts_of(item))
