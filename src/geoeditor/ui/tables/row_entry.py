"""What happens to an entry in a cell: it is stored in one row or in all selected ones, or kept in a row not yet stored.

A row that is being typed is stored as soon as it has all that it must have.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.translation import tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import Choice
from geoeditor.ui.tables.cell_values import Entered, choices_of, store_cells, store_row, values_of
from geoeditor.ui.tables.columns import Column
from geoeditor.ui.tables.rows_model import Index, RowsModel

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("name",),
    "event": ("title",),
    "link": ("from", "to"),
    "source": ("title",),
}
"""By table: the keys of the columns without which a row can't be stored."""


class RowEntry:
    """Takes in what is entered in the cells of one table."""

    def __init__(self, bridge: Bridge, table: str, model: RowsModel, selected: Callable[[], list[int]]) -> None:
        self._bridge = bridge
        self._table = table
        self._model = model
        self._selected = selected
        self._values: dict[str, object] = {}
        self.problem = ""
        """Why the last entry was refused, '' where it was taken in."""
        self.stored = 0
        """The id of the row that was stored last, 0 while it is being typed."""
        self.is_storing = False
        """A row of ours is being stored, and is shown whatever the filter says."""

    def choices(self, column: Column) -> list[Choice]:
        """Return what a cell of a column can be."""
        if not self._bridge.is_open:
            return []
        return choices_of(self._bridge.document, self._table, column)

    def begin(self) -> None:
        """Begin a row with nothing in it."""
        self._values = {}
        self.stored = 0

    def take(self, index: Index, given: object) -> bool:
        """Take in an entry, and tell whether that worked; `problem` says why not."""
        column = self._model.columns[index.column()]
        entered = given if isinstance(given, Entered) else Entered(str(given))
        line = self._model.line_at(index.row())
        self.problem = ""
        try:
            values = values_of(self._bridge.document, self._table, column, entered)
        except UserError as refusal:
            self.problem = str(refusal)
            return False
        if line is None:
            return self._take_in_draft(column, entered, values)
        ids = self._selected() if entered.for_all else []
        ids = ids if line.id in ids else [line.id]
        return self._attempt(partial(store_cells, table=self._table, ids=ids, values=values)) is not None

    def _attempt(self, work: Callable[[Document], int | None]) -> int | None:
        """Do work and return what it came to, 0 for nothing in particular, None where it was refused."""
        outcome = self._bridge.attempt(work, tell=False)
        self.problem = outcome.problem
        return (outcome.value or 0) if outcome.done else None

    def _take_in_draft(self, column: Column, entered: Entered, values: dict[str, object]) -> bool:
        if column.key in REQUIRED[self._table] and not entered.text.strip():
            self.problem = self._missing(column)
            return False
        values = {field: value for field, value in values.items() if value not in ("", None, [])}
        candidate = {**self._values, **values}
        if all(key in candidate for key in REQUIRED[self._table]):
            self.is_storing = True
            try:
                row_id = self._attempt(partial(store_row, table=self._table, values=candidate))
            finally:
                self.is_storing = False
            if row_id is None:
                return False
            self._values, self.stored = {}, row_id
            return True
        self._values = candidate
        self._model.note_in_draft(column.key, self._words(column, entered))
        return True

    @staticmethod
    def _words(column: Column, entered: Entered) -> str:
        return entered.picked.label if entered.picked is not None else entered.text.strip()

    def _missing(self, column: Column) -> str:
        sentences = {
            "actor": tr("An actor needs a name, such as “Alexander Lukashenko”; Esc leaves the row out."),
            "event": tr("An event needs a title, such as “Valaam meeting”; Esc leaves the row out."),
            "link": tr("A link needs an actor at each end; Esc leaves the row out."),
            "source": tr("A source needs a title; Esc leaves the row out."),
        }
        return sentences.get(self._table, tr("The {what} can't be empty.", what=column.title.lower()))

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed yet in the row that is being typed."""
        return not self._values

    def next_required(self) -> str:
        """Return the key of the first column that the row that is being typed still needs, '' for none."""
        return next((key for key in REQUIRED[self._table] if key not in self._values), "")
