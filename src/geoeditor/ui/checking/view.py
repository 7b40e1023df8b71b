"""The To Check pane: what waits to be checked, in sections; what is done about it is done from here."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QVBoxLayout, QWidget

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.checking import RESOLVED, CheckItem, is_unnamed
from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking.deeds import ACTIONS, Deeds
from geoeditor.ui.checking.drawing import RowDelegate, height_of
from geoeditor.ui.checking.finding import Search
from geoeditor.ui.checking.foot import Foot
from geoeditor.ui.checking.resolve_strip import ResolveStrip
from geoeditor.ui.checking.rows import Heading, RowModel, Section
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme, on_theme
from geoeditor.ui.view import View

_DONE: Final = (RESOLVED,)
"""Sections that do not wait for anything."""


class CheckView(View):
    """The list; arrows and clicks select the fact of a row everywhere, Enter opens its passage."""

    place_requested = Signal(object, object)
    """The reader is to show this stretch (start, end) of the source of this id."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, parent)
        self.actions_ = actions
        self._is_showing = False
        self._is_late = False
        self.model = RowModel(self)
        self.search = Search(bridge, self)
        self.search.found.connect(self._show_sections)
        self.list = QTableView(self)  # of one column, because a list view lays out all rows at every change
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(theme, self.list))
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.horizontalHeader().setVisible(False)
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.verticalHeader().setVisible(False)
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.verticalHeader().setMinimumSectionSize(1)
        self.list.setAccessibleName(tr("To check"))
        self.list.clicked.connect(self._click)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._choose_row)
        self.model.rowsInserted.connect(self._set_heights)
        self.model.dataChanged.connect(self._set_height)
        self._deeds = Deeds(self)
        self.strip = ResolveStrip(self._deeds.resolve, self)
        self.strip.opened.connect(self._offer)
        self.strip.closed.connect(self._leave_strip)
        self.foot = Foot(actions, theme, self)
        self._lay_out()
        for seen in (self.list.viewport(), self.hint):
            seen.installEventFilter(self)
        self._deeds.join()
        bridge.document_changed.connect(self.strip.close_strip)
        on_theme(theme, self.list.viewport().update)

    def _lay_out(self) -> None:
        self.hint = PlainLabel(
            tr("Nothing to check. Facts without evidence and actors without a name are listed here."),
            self,
            role="muted",
            wraps=True,
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(24, 24, 24, 24)
        upper = QWidget(self)
        self._stack = QStackedLayout(upper)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(upper, 1)
        column.addWidget(self.foot)
        column.addWidget(self.strip)

    @property
    def current(self) -> CheckItem | None:
        """Return the item that the keys are on."""
        row = self.model.row(self.list.currentIndex().row())
        return row if isinstance(row, CheckItem) else None

    def reload(self) -> None:
        """Find everything anew, as for another document."""
        self._show_sections(())
        self._find(self.search.start)

    def apply(self, changes: ChangeSet) -> None:
        """Find everything anew, a moment later."""
        self._find(self.search.start_soon)
        if self.strip.actor and not is_unnamed(self.bridge.document, self.strip.actor):
            self.strip.close_strip()

    def _find(self, start: Callable[[], None]) -> None:
        """Find everything anew; while another tab is before this pane, only once it is seen."""
        self._is_late = self.visibleRegion().isEmpty()
        if self._is_late:
            self.search.stop()
        else:
            start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find what was not found while nobody saw it, as soon as list or hint is painted."""
        if self._is_late and event.type() == QEvent.Type.Paint:
            self._is_late = False
            self.search.start_soon()
        return bool(super().eventFilter(watched, event))

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Put the keys on the item of what is selected, where there is one."""
        current = self.current
        if len(facts) == 1 and (current is None or current.fact != tuple(facts[0])):
            place = self.model.place_of_fact(*facts[0])
            if place is not None:
                self._put_keys(place)

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        before, row = self.current, self.list.currentIndex().row()
        self._is_showing = True
        self.model.show_sections(sections)
        if before is not None:
            place = self.model.place_of(before.section, before.id)
            self._put_keys(min(row, self.model.rowCount() - 1) if place is None else place)
        self._is_showing = False
        waiting = sum(section.count for section in self.model.sections if section.key not in _DONE)
        self._stack.setCurrentIndex(1 if self.model.rows else 0)
        self.lead_focus(self.list if self.model.rows else None)
        self.status_changed.emit(trn("{n} to check", "{n} to check", waiting) if waiting else "")
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done about the current row."""
        item = self.current
        asks = self.strip.actor != 0  # the strip has buttons of its own
        self.foot.show_actions(ACTIONS.get(item.section, ()) if item is not None and not asks else ())
        self.actions_.update()

    def _leave_strip(self) -> None:
        self._offer()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_heights(self, _parent: QModelIndex, first: int, last: int) -> None:
        header, metrics = self.list.verticalHeader(), self.list.fontMetrics()
        for number in range(first, last + 1):
            header.resizeSection(number, height_of(self.model.row(number), metrics))

    def _set_height(self, first: QModelIndex, last: QModelIndex) -> None:
        self._set_heights(QModelIndex(), first.row(), last.row())

    def _put_keys(self, row: int) -> None:
        was_showing, self._is_showing = self._is_showing, True
        self.list.setCurrentIndex(self.model.index(max(row, 0)))
        self._is_showing = was_showing

    def _choose_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Select the fact of a row that was reached by a gesture."""
        row = self.model.row(index.row())
        if not self._is_showing and isinstance(row, CheckItem) and row.fact is not None:
            self.choose([Fact(*row.fact)])
        self._offer()

    def _click(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Heading):
            self.model.fold(row.section, not row.folded)

    def _open(self, index: QModelIndex) -> None:
        """Open the passage of a row, or fold and unfold a section."""
        row = self.model.row(index.row())
        if isinstance(row, Heading):
            self.model.fold(row.section, not row.folded)
        elif isinstance(row, CheckItem):
            if row.source_id is not None and row.span is not None:
                self.place_requested.emit(row.source_id, row.span)
            elif row.fact is not None:
                self.selection.passage_requested.emit(Fact(*row.fact))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold a section by Left, unfold it by Right."""
        row = self.model.row(self.list.currentIndex().row())
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            self.model.fold(row.section, event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)
