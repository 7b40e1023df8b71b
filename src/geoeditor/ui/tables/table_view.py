"""A table of one sort of record: rows to read, sort, filter, edit in place, copy and paste."""

from typing import Any, ClassVar, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.rows import lines, touched
from geoeditor.core.queries.speakers import TABLES, LeftOut
from geoeditor.core.search import fold
from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import NOTHING, Filter
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.tables.blank_page import BlankPage
from geoeditor.ui.tables.columns import columns
from geoeditor.ui.tables.delegate import CellDelegate
from geoeditor.ui.tables.grid import Grid
from geoeditor.ui.tables.header_bar import HeaderBar
from geoeditor.ui.tables.layout import ColumnLayout
from geoeditor.ui.tables.menus import HeaderMenu, row_menu
from geoeditor.ui.tables.painting import CellPainter
from geoeditor.ui.tables.row_deeds import RowDeeds
from geoeditor.ui.tables.row_entry import REQUIRED, RowEntry
from geoeditor.ui.tables.rows_model import Index, RowsModel
from geoeditor.ui.theme import Theme
from geoeditor.ui.view import Found, View

_FOLDED_AT_ONCE: Final = 400
"""Lines that are made ready for searching between two events."""


class TableView(View):
    """What all tables do; each says which records it shows and what it says when there are none."""

    table: ClassVar[str]
    first_sort: ClassVar[str] = ""
    """The key of the column by which rows are sorted at first; '' is the order in which they came."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None,
        *, filter_: Filter | None = None,
    ) -> None:  # fmt: skip
        sieve = None if filter_ is None else filter_.sieve(bridge)  # listens before this view does
        super().__init__(bridge, selection, parent)
        self._filter, self._sieve = filter_, sieve
        self._actions = actions
        self._is_choosing = False
        self.model = RowsModel(columns(self.table), self)
        self.grid = Grid(self.model, self)
        self.grid.setAccessibleName(self.title)
        self.entry = RowEntry(bridge, self.table, self.model, self.grid.selected_ids)
        self.model.store = self._store
        self._painter = CellPainter(self.model, theme)
        self.delegate = CellDelegate(self.model, self._painter, self.entry.choices, self.grid.viewport())
        self.grid.setItemDelegate(self.delegate)
        self.layout_ = ColumnLayout(self.grid, self.model)
        self.deeds = RowDeeds(self, actions)
        self._header_menu = HeaderMenu(self.grid, self.model)
        self._bar = HeaderBar(self.title, self.add_words())
        self._blank = BlankPage(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setFocusProxy(self.grid)
        self._folding = QTimer(self)
        self._folding.setInterval(0)
        self._folding.timeout.connect(self._fold_some)
        self._join()
        theme.changed.connect(self._repaint)
        self._repaint()
        if self.first_sort:
            self.layout_.sort_by(self.first_sort, descending=False)

    def _join(self) -> None:
        self.grid.menu_requested.connect(self._show_menu)
        self.grid.opened.connect(self.request_passage)
        self.grid.row_wanted.connect(self.begin_row)
        self.grid.escaped.connect(self._leave_out)
        self.grid.rows_selected.connect(self._choose_rows)
        self.delegate.moved.connect(self._go_on)
        self.delegate.given_up.connect(self._give_up)
        self._bar.add.clicked.connect(self.begin_row)
        self._bar.filter.textChanged.connect(self.filter_rows)
        self._bar.filter.left.connect(self.grid.setFocus)
        self._blank.pressed.connect(self._do_next)
        if self._filter is not None:
            self._filter.changed.connect(self._sift)
        self.deeds.join()

    # -- what each table says

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return ""

    def add_words(self) -> str:
        """Return the words of the button for a new row, '' where rows can't be typed."""
        return ""

    def blank_words(self) -> tuple[str, str]:
        """Return what is said where there is nothing, and the words of the button under it."""
        return "", ""

    def do_next(self) -> None:
        """Do what the button of the blank page offers."""
        self.begin_row()

    def run_action(self, key: str) -> None:
        """Run an action of the window."""
        self._actions.run(key)

    # -- what is shown

    def header(self) -> HeaderBar:
        """Return button, filter and count, for the title bar."""
        return self._bar

    def reload(self) -> None:
        """Read all rows anew."""
        self.model.can_edit = self.bridge.can_edit
        self.model.end_draft()
        self.grid.hold(True)
        self.model.leave_out(self._left_out())
        self.model.take(lines(self.bridge.document, self.table) if self.bridge.is_open else [])
        self.grid.hold(False)
        self._bar.add.setEnabled(self.bridge.can_edit)
        self._folding.start()
        self._tell_count()

    def apply(self, changes: ChangeSet) -> None:
        """Read the rows anew that a change bears on; the cell that is being edited is left alone."""
        document = self.bridge.document
        ids = touched(document, self.table, changes)
        if self.entry.is_storing:
            for row_id in changes.added.get(self.table, ()):
                self.model.keep(row_id)
        self.grid.hold(True)
        is_news = self.model.leave_out(self._left_out())
        try:
            if ids is None:
                self.model.refresh_all(lines(document, self.table))
            elif ids:
                self.model.refresh(ids, lines(document, self.table, sorted(ids)))
            if is_news:
                self.model.lay_out()
        finally:
            self.grid.hold(False)
        self._folding.start()
        self._tell_count()

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Select the rows of the chosen facts and show the first of them."""
        if self._is_choosing:
            return
        ids = [fact.id for fact in facts if fact.table == self.table]
        if set(ids) == set(self.grid.selected_ids()):
            return
        found = [self.model.row_of(row_id) for row_id in ids]
        rows = sorted(row for row in found if row >= 0)
        self.grid.follow(rows, next((row for row in found if row >= 0), -1))

    def _choose_rows(self) -> None:
        self._is_choosing = True
        try:
            self.choose([Fact(self.table, row_id) for row_id in self.grid.selected_ids()])
        finally:
            self._is_choosing = False

    def _tell_count(self) -> None:
        model = self.model
        self._bar.show_count(model.shown, model.total, model.is_filtered)
        if model.rowCount():
            self._show_page(self.grid)
            return
        if model.words and model.total:
            self._blank.say(tr("Nothing here holds these words."), tr("Clear the filter"))
        elif model.is_filtered and model.total:
            self._blank.say(tr("The choice of speakers leaves nothing here."), tr("Show what everybody says"))
        elif self.bridge.is_open:
            text, button = self.blank_words()
            self._blank.say(text, button if self.bridge.can_edit else "")
        else:
            self._blank.say(tr("No project is open."), tr("Open the sample"))
        self._show_page(self._blank)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.lead_focus(self.grid if page is self.grid else self._blank.button)

    def _do_next(self) -> None:
        if not self.bridge.is_open:
            self.run_action("project.sample")
        elif self.model.words:
            self._bar.filter.clear()
        elif self.model.is_filtered and self._filter is not None:
            self._filter.forget_speakers()
        else:
            self.do_next()

    def _repaint(self) -> None:
        self._painter.recolour()
        self._painter.use_font(self.grid.font())
        self.grid.viewport().update()

    def _fold_some(self) -> None:
        if self.model.folded.prepare(_FOLDED_AT_ONCE):
            self._folding.stop()

    # -- filter and search

    def filter_rows(self, text: str) -> None:
        """Show only the rows that hold every word of a text."""
        self.grid.hold(True)
        self.model.want(text)
        self.grid.hold(False)
        self.show_selection(self.selection.facts)
        self._tell_count()

    def _left_out(self) -> LeftOut:
        """Return which rows the filter of the window leaves out for who says them."""
        return NOTHING if self._sieve is None or self.table not in TABLES else self._sieve.left_out(self.table)

    def _sift(self) -> None:
        """Show only the rows that the filter of the window leaves; while hidden, that waits until the next look."""
        if self.isVisible() and self.model.leave_out(self._left_out()):
            self.grid.hold(True)
            self.model.keep_none()
            self.model.lay_out()
            self.grid.hold(False)
            self.show_selection(self.selection.facts)
            self._tell_count()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the filter too."""
        super().showEvent(event)
        self._sift()

    def seek(self, text: str, step: int = 0) -> Found:
        """Mark the cells that hold a text, and go to the row so many hits on."""
        self._painter.needle = fold(text).strip()
        self.grid.viewport().update()
        if not self._painter.needle:
            return Found(0, 0)
        hits = self.model.hits(text.strip())
        if not len(hits):
            return Found(0, 0)
        here = self.grid.currentIndex().row()
        place = int(hits.searchsorted(here))
        is_on_hit = place < len(hits) and hits[place] == here
        if step < 0 or (step > 0 and is_on_hit):
            place += step
        place %= len(hits)
        self.grid.go(int(hits[place]), self.grid.column_of_cursor())
        return Found(place + 1, len(hits))

    # -- editing

    def _store(self, index: Index, entered: object) -> bool:
        stored = self.entry.take(index, entered)
        self.delegate.problem = self.entry.problem
        return stored

    def begin_row(self) -> None:
        """Begin a new row, ready for typing; it is stored as soon as it has what it must have."""
        if not self.bridge.can_edit or self.table not in REQUIRED:
            return
        if self.model.draft is None:
            self.entry.begin()
        row = self.model.begin_draft()
        self._show_page(self.grid)
        self.grid.setFocus()
        self._open_in_draft(row)

    def _open_in_draft(self, row: int) -> None:
        key = self.entry.next_required()
        keys = [column.key for column in self.model.columns]
        self.layout_.show_column(key)
        self.grid.open_cell(self.model.index(row, keys.index(key)))

    def _go_on(self, rows: int, columns: int) -> None:
        """Go to the next cell after an entry; in a row that is being typed, to what it still needs."""
        self.grid.setFocus()
        index = self.grid.currentIndex()
        if self.model.draft is None or self.model.line_at(index.row()) is not None:
            self.grid.step(rows, columns)
            return
        if not self.entry.stored:
            self._open_in_draft(index.row())
            return
        stored, column = self.entry.stored, index.column()
        self._end_draft()
        self.grid.go(self.model.row_of(stored), column)
        if columns:
            self.grid.step(0, columns)

    def _give_up(self) -> None:
        self.delegate.let_go()
        self.grid.setFocus()
        if self.model.draft is not None and (self.entry.is_blank or self.entry.stored):
            self._end_draft()

    def _leave_out(self) -> None:
        """Take away a row that was begun, if the cursor is in it."""
        if self.model.draft is not None and self.grid.currentIndex().row() == self.model.shown:
            self._end_draft()

    def _end_draft(self) -> None:
        self.entry.begin()
        self.grid.hold(True)
        self.model.end_draft()
        self.grid.hold(False)
        self._tell_count()

    def rename(self) -> None:
        """Edit the name of the row under the cursor."""
        key = REQUIRED.get(self.table, ("",))[0]
        keys = [column.key for column in self.model.columns]
        index = self.grid.currentIndex()
        if key in keys and index.isValid():
            self.layout_.show_column(key)
            self.grid.open_cell(self.model.index(index.row(), keys.index(key)))

    def request_passage(self) -> None:
        """Ask for the passage that the row under the cursor came from."""
        row_id = self.model.id_at(self.grid.currentIndex().row()) if self.grid.currentIndex().isValid() else None
        if row_id is not None:
            self.selection.passage_requested.emit(Fact(self.table, row_id))

    def _show_menu(self, place: QPoint) -> None:
        row_menu(self.grid, self.model, self._actions, self.layout_).popup(place)

    # -- settings

    def state(self) -> dict[str, Any]:
        """Return widths, order and sort of the columns, to be restored another day."""
        return self.layout_.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Put the columns as they were; what is not understood is passed over."""
        self.layout_.restore(state)
