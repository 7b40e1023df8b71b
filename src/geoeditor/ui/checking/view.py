"""The To Check pane: what waits to be checked, in sections; what is done about it is done from here."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.checking import RESOLVED, CheckItem, is_unnamed
from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking.deeds import ACTIONS, Deeds
from geoeditor.ui.checking.finding import Search
from geoeditor.ui.checking.foot import Foot
from geoeditor.ui.checking.resolve_strip import ResolveStrip
from geoeditor.ui.checking.row_list import RowList
from geoeditor.ui.checking.row_view import RowView
from geoeditor.ui.checking.rows import Section
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

_DONE: Final = (RESOLVED,)
"""Sections that do not wait for anything."""


class CheckView(RowView):
    """The list; arrows and clicks select the fact of a row everywhere, Enter opens its passage."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, actions, RowList(theme, tr("To check")), ACTIONS, parent)
        self._is_late = False
        self.search = Search(bridge, self)
        self.search.found.connect(self._show_sections)
        self.list.reached.connect(self._offer)
        self.list.opened.connect(self._open)
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
        if len(facts) == 1 and (current is None or tuple(facts[0]) not in current.facts):
            place = self.model.place_of_fact(*facts[0])
            if place is not None:
                self.list.put_keys(place)

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        self.list.show_sections(sections)
        waiting = sum(section.count for section in self.model.sections if section.key not in _DONE)
        self._stack.setCurrentIndex(1 if self.model.rows else 0)
        self.lead_focus(self.list if self.model.rows else None)
        self.status_changed.emit(trn("{n} to check", "{n} to check", waiting) if waiting else "")
        self._offer()

    def _offer(self, _item: CheckItem | None = None) -> None:
        """Offer what can be done about the current row."""
        asks = self.strip.actor != 0  # the strip has buttons of its own
        self.foot.show_actions(() if asks else self.keys_of_current())
        self.actions_.update()

    def _leave_strip(self) -> None:
        self._offer()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, item: CheckItem) -> None:
        """Open the passage of a row."""
        if item.source_id is not None and item.span is not None:
            self.place_requested.emit(item.source_id, item.span)
        elif item.fact is not None:
            self.selection.passage_requested.emit(Fact(*item.fact))
