"""What the Edit menu does in a table: delete, cut, copy, paste and duplicate rows; a field that is open comes first."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from geoeditor.core.commands.removal import remove_facts
from geoeditor.core.commands.table_edits import add_typed_rows, duplicate, paste_clip, typed_cells
from geoeditor.core.document import Document
from geoeditor.core.queries.rows import clip
from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.selection import Fact
from geoeditor.ui.tables.clipboard import clip_of, is_rows, plain_records, rows_as_mime

if TYPE_CHECKING:
    from geoeditor.ui.tables.table_view import TableView

_MADE: Final = ("actor", "event", "link")
"""Tables whose rows can be pasted and duplicated."""


def _field() -> QLineEdit | None:
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, QLineEdit) else None


def _on_clipboard() -> QMimeData:
    found: object = QGuiApplication.clipboard().mimeData()
    return found if isinstance(found, QMimeData) else QMimeData()  # there is none where nothing was copied yet


class RowDeeds(QObject):
    """The deeds of the Edit menu for one table."""

    def __init__(self, view: "TableView", actions: Actions) -> None:
        super().__init__(view)
        self._view = view
        self._actions = actions

    def join(self) -> None:
        """Join the actions of the table of actions."""
        view, join = self._view, partial(self._actions.handle_in, self._view)
        join("fact.delete", self.delete, self._can_delete)
        join("edit.copy", self.copy, self._can_copy)
        join("edit.cut", self.cut, self._can_cut)
        join("edit.paste", self.paste, self._can_paste)
        join("edit.duplicate", self.duplicate, self._can_duplicate)
        join("edit.select_all", self.select_all, self._has_rows)
        join("fact.rename", view.rename, self._can_rename)
        join("fact.passage", view.request_passage, self._has_cursor)

    # -- when

    def _has_rows(self) -> bool:
        return _field() is not None or self._view.model.shown > 0

    def _has_cursor(self) -> bool:
        return self._view.grid.currentIndex().isValid()

    def _has_selected(self) -> bool:
        return self._view.grid.selectionModel().hasSelection()

    def _can_delete(self) -> bool:
        return self._view.bridge.can_edit and (_field() is not None or bool(self._view.selection.facts))

    def _can_copy(self) -> bool:
        field = _field()
        return field.hasSelectedText() if field is not None else self._has_selected()

    def _can_cut(self) -> bool:
        return self._view.bridge.can_edit and self._can_copy() and (_field() is not None or self._view.table in _MADE)

    def _can_paste(self) -> bool:
        return _field() is not None or self._view.bridge.is_open

    def _can_duplicate(self) -> bool:
        return self._view.bridge.can_edit and self._view.table in _MADE and self._has_selected()

    def _can_rename(self) -> bool:
        return self._view.bridge.can_edit and self._view.table != "citation" and self._has_cursor()

    # -- deeds

    def delete(self) -> None:
        """Remove all that is selected, here and elsewhere, as one step."""
        field = _field()
        if field is not None:
            field.del_()
            return
        facts = self._view.selection.facts
        if self._view.bridge.attempt(lambda document: remove_facts(document, *facts)).done:
            self._view.bridge.announced.emit(tr("Deleted; Ctrl+Z brings it back"))

    def _facts(self) -> list[Fact]:
        return [Fact(self._view.table, row_id) for row_id in self._ids()]

    def _ids(self) -> list[int]:
        """Return the ids of the selected rows, from top to bottom."""
        model, ids = self._view.model, self._view.grid.selected_ids()
        return sorted(ids, key=model.row_of)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as text, HTML and JSON."""
        field = _field()
        if field is not None:
            field.copy()
            return
        view, ids = self._view, self._ids()
        chosen = [line for row_id in ids if (line := view.model.line_of(row_id)) is not None]
        columns = [view.model.columns[section] for section in view.grid.seen_columns()]
        facts = clip(view.bridge.document, self._facts()) if view.table in _MADE else plain_records(chosen)
        QGuiApplication.clipboard().setMimeData(rows_as_mime(columns, chosen, facts))
        view.bridge.announced.emit(trn("{n} row copied", "{n} rows copied", len(chosen)))

    def cut(self) -> None:
        """Put the selected rows on the clipboard and remove them, as one step."""
        field = _field()
        if field is not None:
            field.cut()
            return
        self.copy()
        facts = self._facts()
        self._view.bridge.attempt(lambda document: remove_facts(document, *facts))

    def duplicate(self) -> None:
        """Make copies of the selected rows and select them."""
        self._make(partial(duplicate, facts=self._facts()), tr("Duplicated; the copies are selected"))

    def paste(self) -> None:
        """Make rows of what is on the clipboard: our own facts, or cells of a spreadsheet; an article is a source."""
        field = _field()
        if field is not None:
            field.paste()
            return
        view = self._view
        mime = _on_clipboard()
        if view.table in _MADE and (found := clip_of(mime)) is not None:
            self._make(partial(paste_clip, given=found), tr("Pasted"))
        elif view.table in _MADE and mime.hasText() and is_rows(mime.text()):
            self._make(partial(self._paste_cells, text=mime.text()), tr("Pasted"))
        else:
            self._actions.run("project.paste")

    def _paste_cells(self, document: Document, text: str) -> list[tuple[str, int]]:
        view = self._view
        columns = [view.model.columns[section] for section in view.grid.seen_columns()]
        fields = [column.field or ("actors" if column.key == "participants" else "") for column in columns]
        titles = {column.title: field for column, field in zip(columns, fields, strict=True)}
        ids = add_typed_rows(document, view.table, typed_cells(text), fields, titles)
        return [(view.table, row_id) for row_id in ids]

    def _make(self, work: "partial[list[tuple[str, int]]]", done: str) -> None:
        view = self._view
        view.entry.is_storing = True
        try:
            outcome = view.bridge.attempt(work)
        finally:
            view.entry.is_storing = False
        if outcome.value:
            view.bridge.announced.emit(done)
            view.choose(Fact(*fact) for fact in outcome.value)

    def select_all(self) -> None:
        """Select all rows, or all text of the field that is open."""
        field = _field()
        if field is not None:
            field.selectAll()
        else:
            self._view.grid.selectAll()
