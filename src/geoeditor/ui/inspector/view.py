"""The inspector pane: shows the sheet of what is selected and keeps it up to date."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from geoeditor.core.journal import ChangeSet
from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.inspector.actor import ActorSheet
from geoeditor.ui.inspector.event import EventSheet
from geoeditor.ui.inspector.link import LinkSheet
from geoeditor.ui.inspector.several import ProjectSheet, SeveralSheet
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.inspector.source import CitationSheet, SourceSheet
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme, on_theme
from geoeditor.ui.view import View

_SHEETS: Final[dict[str, Callable[..., Sheet]]] = {
    "actor": ActorSheet,
    "event": EventSheet,
    "link": LinkSheet,
    "source": SourceSheet,
    "citation": CitationSheet,
}


_LEAST: Final = 200
"""Px of width in which the fields still can be used."""


class InspectorView(View):
    """Every field of the selection."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, parent)
        self._theme = theme
        self._shown: tuple[Fact, ...] | None = None
        self.sheet: Sheet | SeveralSheet | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setMinimumWidth(220)
        self.setAccessibleName(tr("Inspector"))
        actions.handle_in(self, "fact.rename", self.rename, lambda: bridge.can_edit)
        selection.renaming_requested.connect(self._rename_fact)
        on_theme(theme, self._show_anew)

    def reload(self) -> None:
        """Make the sheet anew."""
        self._shown = None
        self.show_selection(self.selection.facts)

    def apply(self, changes: ChangeSet) -> None:
        """Read the sheet again where a change can show in it."""
        sheet = self.sheet
        if sheet is None:
            return
        touched = {*changes.added, *changes.updated, *changes.removed}
        if touched & sheet.touched_by:
            sheet.refresh()

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Show the sheet of what is selected."""
        if facts == self._shown and self.sheet is not None and self.bridge.is_open:
            return
        self._shown = facts
        self._put(self._made(facts) if self.bridge.is_open else None)

    def _made(self, facts: tuple[Fact, ...]) -> Sheet | SeveralSheet:
        if len(facts) > 1:
            return SeveralSheet(facts, self.bridge, self)
        if not facts or facts[0].table not in _SHEETS:
            sheet: Sheet = ProjectSheet(Fact("project", 0), self.bridge, self.selection, self._theme, self)
        else:
            sheet = _SHEETS[facts[0].table](facts[0], self.bridge, self.selection, self._theme, self)
        sheet.gone.connect(self._leave)
        sheet.setEnabled(True)
        return sheet

    def _put(self, sheet: Sheet | SeveralSheet | None) -> None:
        """Show a sheet in place of the one before."""
        previous = self._scroll.takeWidget()
        if previous is not None:
            previous.hide()
            previous.deleteLater()
        self.sheet = sheet
        shown: QWidget = sheet if sheet is not None else self._empty()
        shown.setProperty("role", "pane")
        shown.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        shown.setMinimumWidth(_LEAST)  # said in so many words, or the widest field would decide
        if sheet is not None and not self.bridge.can_edit:
            _disable(sheet)
        self._scroll.setWidget(shown)

    def _empty(self) -> QWidget:
        label = PlainLabel(tr("Select something to see all that is known of it."), self, role="muted", wraps=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(16, 16, 16, 16)
        return label

    def _leave(self) -> None:
        """Show the project instead of a record that is gone, once the change is through."""
        QTimer.singleShot(0, self._show_anew)

    def _show_anew(self) -> None:
        if self.isVisible():
            self.reload()

    def rename(self) -> None:
        """Let the user type another name."""
        if self.sheet is not None:
            self.sheet.rename()

    def _rename_fact(self, fact: Fact) -> None:
        if self.isVisible() and self.selection.current == fact:
            self.rename()


def _disable(sheet: Sheet | SeveralSheet) -> None:
    """Let the fields of a project that may only be read be seen and not changed."""
    forms = [sheet.form] if isinstance(sheet, SeveralSheet) else [sheet.form, sheet.more]
    for form in forms:
        form.setEnabled(False)
    if isinstance(sheet, Sheet) and sheet.heading is not None:
        sheet.heading.setReadOnly(True)
