"""What all sheets of the inspector share: heading, form, lists, what needs attention; read again on every change."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.queries import details
from geoeditor.translation import tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import LineField
from geoeditor.ui.inspector.evidence import EvidenceList
from geoeditor.ui.inspector.form import Form, Store
from geoeditor.ui.inspector.lists import Section
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme


class Sheet(QWidget):
    """One record; `table` says of which table. Subclasses add their fields in `build` and say how they are stored."""

    table: ClassVar[str] = ""
    touched_by: ClassVar[frozenset[str]] = frozenset()
    """Tables whose changes can show here."""
    gone = Signal()
    """The record is no longer there."""

    def __init__(self, fact: Fact, bridge: Bridge, selection: Selection, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        self.bridge, self.selection, self.theme = bridge, selection, theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 16)
        self.column.setSpacing(6)
        self.heading: LineField | None = None
        self.about = PlainLabel("", self, role="muted", wraps=True)
        self.form = Form(self._store_of("form"), self)
        self.attention = PlainLabel("", self, role="attention", wraps=True)
        self.evidence = EvidenceList(theme, self)
        self.evidence.opened.connect(partial(self._open, "citation"))
        self.evidence.selected.connect(partial(self._choose, "citation"))
        self.more = Form(self._store_of("more"), self)
        self._more_button = QToolButton(self)
        self.build()
        self.column.addStretch(1)
        self.refresh()

    def build(self) -> None:
        """Put the widgets of the sheet into its column."""

    def read(self, document: Document) -> Mapping[str, object] | None:
        """Return the values of the fields, None where the record is gone."""
        return details.record(document, self.table, self.fact.id)

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field by a command."""
        raise BugError(f"{type(self).__name__} can't store {name}")

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill what is no field."""

    def refresh(self) -> None:
        """Read everything again; fields that are being typed in stay as they are."""
        document = self.bridge.document
        values = self.read(document)
        if values is None:
            self.gone.emit()
            return
        if self.heading is not None:
            self.heading.set_stored(str(values.get("name", values.get("title", ""))))
        self.form.show_values(values)
        self.more.show_values(values)
        self.refresh_lists(document, values)
        self.evidence.fill(details.evidence_of(document, self.table, self.fact.id) if self.table in _CITED else [])
        doubts = details.attention(document, self.table, self.fact.id)
        self.attention.setText("\n".join(doubts))
        self.attention.setVisible(bool(doubts))

    def add_heading(self, name: str, words: str) -> None:
        """Put the name of the record on top, editable in place."""
        self.heading = LineField("", self)
        self.heading.setProperty("role", "heading")
        self.heading.setAccessibleName(words)
        self.heading.setFrame(False)
        self.heading.committed.connect(partial(self._rename, name))
        self.column.addWidget(self.heading)
        self.column.addWidget(self.about)

    def add_more(self) -> None:
        """Put the rarely used fields behind a button."""
        button = self._more_button
        button.setText(tr("More fields ▸"))
        button.setProperty("role", "flat")
        button.setCheckable(True)
        button.toggled.connect(self._toggle_more)
        self.column.addWidget(button)
        self.column.addWidget(self.more)
        self.more.hide()

    def _toggle_more(self, shown: bool) -> None:
        self.more.setVisible(shown)
        self._more_button.setText(tr("More fields ▾") if shown else tr("More fields ▸"))

    def add_rest(self) -> None:
        """Put what every fact has at the end: evidence and what needs attention."""
        self.column.addWidget(self.evidence)
        self.column.addWidget(self.attention)

    def add_section(self, title: str) -> Section:
        """Put a list with a heading; a click on a row selects its fact."""
        section = Section(title, self.theme, self)
        section.chosen.connect(self._choose_fact)
        self.column.addWidget(section)
        return section

    def rename(self) -> None:
        """Let the user type another name."""
        if self.heading is not None:
            self.heading.setFocus()
            self.heading.selectAll()

    def _rename(self, name: str, text: str) -> None:
        if self.heading is not None:
            self.heading.set_refusal(self.store(name, text))

    def _store_of(self, _form: str) -> Store:
        return self.store

    def store(self, name: str, value: object) -> str:
        """Store one field; return '' or why not."""
        return self.bridge.attempt(lambda document: self.change(document, name, value), tell=False).problem

    def attempt(self, work: Callable[[Document], object]) -> None:
        """Do something else to the document, and say so where it is refused."""
        self.bridge.attempt(work)

    def _open(self, table: str, row: object) -> None:
        if isinstance(row, int):
            self.selection.passage_requested.emit(Fact(table, row))

    def _choose(self, table: str, row: object) -> None:
        if isinstance(row, int):
            self.selection.choose([Fact(table, row)])

    def _choose_fact(self, fact: Fact) -> None:
        self.selection.choose([fact])


_CITED: Final = ("actor", "event", "link", "source")
