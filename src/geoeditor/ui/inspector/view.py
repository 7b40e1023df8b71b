"""The inspector pane: shows the page of what is selected and keeps it up to date."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from geoeditor.core.commands.removal import remove_facts
from geoeditor.core.journal import ChangeSet
from geoeditor.translation import shown, tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import DateField, LineField, ProseField, TypeAhead
from geoeditor.ui.inspector.actor import ActorSheet
from geoeditor.ui.inspector.citation import CitationSheet
from geoeditor.ui.inspector.desk import Desk
from geoeditor.ui.inspector.event import EventSheet
from geoeditor.ui.inspector.evidence import Card
from geoeditor.ui.inspector.lines import LineList
from geoeditor.ui.inspector.link import LinkSheet
from geoeditor.ui.inspector.project import ProjectSheet
from geoeditor.ui.inspector.several import SeveralSheet
from geoeditor.ui.inspector.sheet import Page, Sheet
from geoeditor.ui.inspector.source import SourceSheet
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.view import View

_SHEETS: Final[dict[str, Callable[[Desk, QWidget], Sheet]]] = {
    "actor": ActorSheet,
    "event": EventSheet,
    "link": LinkSheet,
    "source": SourceSheet,
    "citation": CitationSheet,
    "project": ProjectSheet,
}
_PROJECT: Final = Fact("project", 0)
_MENU: Final = ("fact.passage", "fact.rename", "fact.delete", "", "speaker.only", "speaker.without")
_LEAST: Final = 200
"""Px of width in which the fields still can be used."""


class InspectorView(View):
    """Every field of the selection."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, parent)
        self._actions = actions
        self.desk = Desk(bridge, selection, theme, self)
        self.page: Page | None = None
        self._shown: tuple[Fact, ...] | None = None
        self._pages: dict[str, Page] = {}
        self._wants_name = False
        self._body = QWidget(self)
        self._body.setAutoFillBackground(True)
        self._body.setBackgroundRole(QPalette.ColorRole.Base)
        self._body.setMinimumWidth(_LEAST)  # said in so many words, or the widest field would decide
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hint = PlainLabel(tr("Open a project to see what it holds."), self._body, role="muted", wraps=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hint.setContentsMargins(16, 16, 16, 16)
        self._column.addWidget(self.hint)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setMinimumWidth(_LEAST + 20)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr("Inspector"))
        actions.handle_in(self, "fact.rename", self.rename, self._can_rename)
        actions.handle_in(self, "fact.delete", self._delete, self._can_delete)
        actions.handle_in(self, "fact.passage", self._show_passage, self._can_show_passage)
        selection.renaming_requested.connect(self._rename_fact)
        theme.changed.connect(self._follow_theme)

    def reload(self) -> None:
        """Read everything anew, as for another document."""
        self.desk.forget()
        self._shown = None
        self.show_selection(self.selection.facts)

    def apply(self, changes: ChangeSet) -> None:
        """Read the page again where a change can show in it."""
        self.desk.notice(changes)
        page = self.page
        if self._is_missing() and changes.added:
            self._shown = None  # what was selected may be back
            self.show_selection(self.selection.facts)
        elif page is not None and page.is_touched(changes) and not page.refresh():
            self._show_project()

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Show the page of what is selected."""
        if facts == self._shown:
            return
        self._settle()
        self._shown = facts
        if not self.bridge.is_open:
            self._put(None)
        elif len(facts) > 1:
            self._show_several(facts)
        elif not facts or facts[0].table not in _SHEETS or not self._show_one(facts[0]):
            self._show_project()

    def _show_one(self, fact: Fact) -> bool:
        sheet = self._page_of(fact.table)
        if not isinstance(sheet, Sheet) or not sheet.show_fact(fact):
            return False
        self._put(sheet)
        return True

    def _show_project(self) -> None:
        self._show_one(_PROJECT)

    def _show_several(self, facts: tuple[Fact, ...]) -> None:
        tables = {fact.table for fact in facts}
        table = next(iter(tables)) if len(tables) == 1 else ""
        page = self._pages.get(f"several {table}")
        if not isinstance(page, SeveralSheet):
            page = SeveralSheet(table, self.desk, self._body)
            self._take_in(f"several {table}", page)
        page.show_facts(facts)
        self._put(page)

    def _page_of(self, table: str) -> Page:
        if table not in self._pages:
            self._take_in(table, _SHEETS[table](self.desk, self._body))
        return self._pages[table]

    def _take_in(self, key: str, page: Page) -> None:
        page.hide()
        self._pages[key] = page
        self._column.addWidget(page)

    def _put(self, page: Page | None) -> None:
        """Show a page in place of the one before."""
        if page is not None:
            page.allow(self.bridge.can_edit)
        if page is not self.page:
            previous, self.page = self.page, page
            if previous is not None:
                previous.hide()
            if page is not None:
                page.show()
            self.hint.setVisible(page is None)
        self._scroll.verticalScrollBar().setValue(0)

    def _is_missing(self) -> bool:
        """Tell whether something is selected that was not there when it was to be shown."""
        page = self.page
        return bool(self._shown) and isinstance(page, Sheet) and page.table == _PROJECT.table

    def _settle(self) -> None:
        """Store what is being typed before the page turns; say so where that is refused."""
        field = QApplication.focusWidget()
        if field is None or not self._body.isAncestorOf(field):
            return
        self.setFocus()
        if isinstance(field, LineField | ProseField | DateField | TypeAhead) and field.problem:
            text = field.toPlainText() if isinstance(field, ProseField) else field.text()
            self.bridge.refused.emit(tr("“{text}” was not stored. {why}", text=shown(text), why=field.problem))

    def _can_rename(self) -> bool:
        return self.bridge.can_edit and self.page is not None

    def _can_delete(self) -> bool:
        return self.bridge.can_edit and bool(self.selection.facts)

    def _delete(self) -> None:
        """Remove the evidence or the relationship that the keys are on; else, from no list, what is selected."""
        focused = QApplication.focusWidget()
        facts = self.selection.facts
        if isinstance(focused, Card | LineList):
            here = focused.fact
            facts = (here,) if here is not None and here.table in ("citation", "link") else ()
        if facts and self.bridge.attempt(lambda document: remove_facts(document, *facts)).done:
            self.bridge.announced.emit(tr("Deleted; Ctrl+Z brings it back"))

    def _can_show_passage(self) -> bool:
        return self.selection.current is not None

    def _show_passage(self) -> None:
        focused = QApplication.focusWidget()
        here = focused.fact if isinstance(focused, Card | LineList) else None
        self.selection.passage_requested.emit(here or self.selection.current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is shown."""
        self._actions.set_active(self)
        self.make_menu().popup(event.globalPos())

    def make_menu(self) -> QMenu:
        """Return the menu of the actions that have to do with what is selected."""
        self._actions.update()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in _MENU:
            if key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()
        return menu

    def rename(self) -> None:
        """Let the user type another name."""
        if self.page is not None:
            self.page.rename()

    def _rename_fact(self, fact: Fact) -> None:
        """Rename now, or as soon as the pane is seen."""
        if self.selection.current == fact:
            self._wants_name = not self.isVisible()
            if not self._wants_name:
                self.rename()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up, and rename where that was asked for while the pane was hidden."""
        super().showEvent(event)
        if self._wants_name:
            self._wants_name = False
            self.rename()

    def _follow_theme(self) -> None:
        """Colour again what is painted in the colours of signs."""
        if self.page is not None and self.isVisible() and self.bridge.is_open:
            self.page.refresh()
