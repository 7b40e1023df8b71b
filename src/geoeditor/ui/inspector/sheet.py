"""What all sheets of the inspector share: a heading, a form, lists, evidence, and what needs attention.

A sheet is made once and turned to one record after another; it is read again when a change bears on its record.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QLayoutItem, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import details
from geoeditor.core.queries.attention import attention
from geoeditor.core.queries.concerns import concerns
from geoeditor.translation import tr
from geoeditor.ui.fields import TitleField
from geoeditor.ui.inspector.desk import Desk
from geoeditor.ui.inspector.evidence import EvidenceList
from geoeditor.ui.inspector.form import Form, Reason
from geoeditor.ui.inspector.lines import Section
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact

_NONE: Final = Fact("", 0)
_MARGIN: Final = 16


class Page(QWidget):
    """What the inspector can show: of one record, of several, or of the project."""

    form: Form

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.heading: TitleField | None = None
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, 12, _MARGIN, 16)
        self.column.setSpacing(4)
        self._editable = True

    def refresh(self) -> bool:
        """Read everything again; fields that are being typed in stay as they are. False where there is nothing."""
        raise BugError(f"{type(self).__name__} can't be read again")

    def is_touched(self, changes: ChangeSet) -> bool:
        """Tell whether a change can show here."""
        raise BugError(f"{type(self).__name__} does not say what touches it")

    def discard(self) -> None:
        """Drop what was typed and not stored, before something else is shown."""
        self.form.discard()
        if self.heading is not None:
            self.heading.discard()

    def rename(self) -> None:
        """Let the user type another name, where there is one."""
        if self.heading is not None and not self.heading.isReadOnly():
            self.heading.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.heading.selectAll()

    def allow(self, editable: bool) -> None:
        """Let the fields be edited, or only be read."""
        if editable and self._editable:
            return
        self._editable = editable
        for line in self.findChildren(QLineEdit):
            line.setReadOnly(not editable)
        for text in self.findChildren(QPlainTextEdit):
            text.setReadOnly(not editable)
        for box in self.findChildren(QCheckBox):
            box.setEnabled(editable)
        for button in self.findChildren(QToolButton):
            if button.property("edits"):
                button.setEnabled(editable)

    def in_reading_order(self) -> None:
        """Let Tab go from top to bottom, also over rows that were made later."""
        stops = [widget for widget in _in_order(self) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


class Sheet(Page):
    """One record; `table` says of which table. Subclasses add their fields in `build` and say how they are stored."""

    table: ClassVar[str] = ""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.fact = _NONE
        self.about = PlainLabel("", self, role="muted", wraps=True)
        self.form = Form(self.store, self)
        self.more = Form(self.store, self)
        self.more.hide()
        self.more_button = QToolButton(self)
        self.more_button.hide()
        self.attention = PlainLabel("", self, role="attention", wraps=True)
        self._attention_title = PlainLabel(tr("Needs attention"), self, role="section")
        self._attention_title.setContentsMargins(0, 8, 0, 2)
        for label in (self.attention, self._attention_title):
            label.hide()
        self.evidence = EvidenceList(desk.theme, self)
        self.evidence.hide()
        self.evidence.opened.connect(self._open_passage)
        self.evidence.selected.connect(self._select_citation)
        self.evidence.enlarged.connect(self.refresh)
        self.sections: list[Section] = []
        self.build()
        self.column.addStretch(1)

    def build(self) -> None:
        """Put the widgets of the sheet into its column."""
        raise BugError(f"{type(self).__name__} builds nothing")

    def show_fact(self, fact: Fact) -> bool:
        """Turn to another record; False where it is gone."""
        self.discard()
        self.fact = fact
        for section in self.sections:
            section.close_up()
        self.evidence.close_up()
        self.close_up()
        return self.refresh()

    def close_up(self) -> None:
        """Show only the beginnings of long lists again."""

    def discard(self) -> None:
        """Drop what was typed and not stored."""
        super().discard()
        self.more.discard()

    def read(self, document: Document) -> Mapping[str, object] | None:
        """Return the values of the fields with the tags, None where the record is gone."""
        found = details.record(document, self.table, self.fact.id)
        if found is None or self.table not in _TAGGED:
            return found
        return {**found, "tags": ", ".join(details.tags_of(document, self.table, self.fact.id))}

    def change(self, document: Document, name: str, value: object) -> object:
        """Store one field by a command."""
        raise BugError(f"{type(self).__name__} stores nothing")

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill what is no field."""

    def refresh(self) -> bool:
        """Read the record again; fields that are being typed in stay as they are."""
        document = self.desk.document
        values = self.read(document)
        if values is None:
            return False
        if self.heading is not None:
            self.heading.set_stored(str(values.get("name", values.get("title", ""))))
        self.show_values(document, values)
        self.refresh_lists(document, values)
        if self.table in _CITED:
            self.evidence.read(document, self.table, self.fact.id)
        doubts = attention(document, self.table, self.fact.id)
        self.attention.setText("\n".join(doubts))
        for label in (self.attention, self._attention_title):
            label.setVisible(bool(doubts))
        self.in_reading_order()
        return True

    def show_values(self, document: Document, values: Mapping[str, object]) -> None:
        """Show the values in the fields."""
        self.form.show_values(values)
        self.more.show_values(values)

    def is_touched(self, changes: ChangeSet) -> bool:
        """Tell whether a change bears on the record."""
        return concerns(self.desk.document, self.table, self.fact.id, changes)

    def add_heading(self, name: str, words: str) -> None:
        """Put the name of the record on top, editable in place."""
        self.heading = TitleField(parent=self)
        self.heading.setAccessibleName(words)
        self.heading.committed.connect(partial(self._rename, name))
        self.column.addWidget(self.heading)
        self.column.addWidget(Reason(self.heading, self))
        self.column.addWidget(self.about)
        self.column.addSpacing(4)

    def add_more(self) -> None:
        """Put the rarely used fields behind a button."""
        button = self.more_button
        button.setText(tr("More ▸"))
        button.setAccessibleName(tr("More fields"))
        button.setProperty("role", "flat")
        button.setCheckable(True)
        button.clicked.connect(partial(self._toggle_more, button))
        button.show()
        self.column.addWidget(button)
        self.column.addWidget(self.more)

    def _toggle_more(self, button: QToolButton) -> None:
        shown = button.isChecked()
        self.more.setVisible(shown)
        button.setText(tr("More ▾") if shown else tr("More ▸"))

    def add_rest(self) -> None:
        """Put what every fact has at the end: evidence and what needs attention."""
        self.column.addWidget(self.evidence)
        self.column.addWidget(self._attention_title)
        self.column.addWidget(self.attention)

    def add_section(self, title: str) -> Section:
        """Put a list with a heading; a click on a row selects its fact."""
        section = Section(title, self.desk.theme, self)
        section.chosen.connect(self.desk.choose)
        self.column.addWidget(section)
        self.sections.append(section)
        return section

    def _rename(self, name: str, text: str) -> None:
        if self.heading is not None:
            self.heading.set_refusal(self.store(name, text))

    def store(self, name: str, value: object) -> str:
        """Store one field; return '' or why not."""
        return self.desk.bridge.attempt(partial(self._stored, name, value), tell=False).problem

    def _stored(self, name: str, value: object, document: Document) -> object:
        return self.change(document, name, value)

    def attempt(self, work: Callable[[Document], object]) -> str:
        """Do something else to the document, say so where it is refused, and return the reason."""
        return self.desk.attempt(work).problem

    def _open_passage(self, row: object) -> None:
        if isinstance(row, int):
            self.desk.selection.passage_requested.emit(Fact("citation", row))

    def _select_citation(self, row: object) -> None:
        if isinstance(row, int):
            self.desk.choose(Fact("citation", row))


def _in_order(widget: QWidget) -> list[QWidget]:
    """Return the widgets inside another in the order of its layouts."""
    layout = widget.layout()
    found: list[QWidget] = []
    waiting: list[QLayoutItem] = [layout] if layout is not None else []
    while waiting:
        item = waiting.pop()
        inner, own = item.widget(), item.layout()
        if inner is not None:
            found.append(inner)
            own = inner.layout()
        if own is not None:
            waiting += [part for at in reversed(range(own.count())) if (part := own.itemAt(at)) is not None]
    return found


_CITED: Final = ("actor", "event", "link", "source")
_TAGGED: Final = ("actor", "event", "link", "source")
