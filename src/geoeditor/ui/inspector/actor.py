"""The sheet of an actor: its names and fields, its relationships and events, its evidence."""

from collections.abc import Mapping
from typing import ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from geoeditor import when
from geoeditor.core.commands.actors import ActorValues, change_actor
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries import details
from geoeditor.translation import printable, shown, tr, trn
from geoeditor.ui.inspector.form import Shown
from geoeditor.ui.inspector.lines import FEW, Line, count_note
from geoeditor.ui.inspector.link_adder import LinkAdder
from geoeditor.ui.inspector.names import Names
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.selection import Fact


class ActorSheet(Sheet):
    """A person, a state, an organisation, or whoever acts."""

    table: ClassVar[str] = "actor"

    def build(self) -> None:
        """Name, kind, other names, dates; relationships; events; evidence."""
        self.add_heading("name", tr("Name"))
        self.resolve_button = QToolButton(self)
        self.resolve_button.setText(tr("Resolve To…"))
        self.resolve_button.setAccessibleName(tr("Say who this unnamed actor is"))
        self.resolve_button.setProperty("edits", True)
        self.resolve_button.clicked.connect(self._resolve)
        self.column.addWidget(self.resolve_button, 0, Qt.AlignmentFlag.AlignLeft)
        form = self.form
        form.choice(tr("Kind"), "kind", self.desk.kinds("actor"), "")
        form.check(tr("Named"), "named", tr("by the sources"))
        form.line(tr("Country"), "country")
        form.date(tr("Existed"))
        form.prose(tr("Description"), "description")
        form.line(tr("Tags"), "tags", tr("apart by commas"))
        form.value(tr("First / last"), "span")
        self.column.addWidget(form)
        self.names = Names(self)
        self.column.addWidget(self.names)
        self.more.line(tr("Colour"), "colour", "#2a7f7a")
        self.more.number(tr("Latitude"), "lat", "53.9")
        self.more.number(tr("Longitude"), "lon", "27.6")
        self.add_more()
        self.links = self.add_section(tr("Relationships"))
        self.add_link = self.links.add_button(tr("Add a relationship"))
        self.add_link.setProperty("edits", True)
        self.adder = LinkAdder(self, self.add_link)
        self.add_link.clicked.connect(self.adder.begin)
        self.links.column.insertWidget(1, self.adder)
        self.events = self.add_section(tr("Events"))
        self.add_rest()

    def _resolve(self) -> None:
        """Ask who it is, where that is asked."""
        self.desk.selection.resolving_requested.emit(self.fact)

    def close_up(self) -> None:
        """Show only the beginnings of long lists again."""
        self.names.close_up()
        self.adder.end()

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        if name == "tags":
            set_tags(document, "actor", self.fact.id, str(value).split(","))
        else:
            change_actor(document, ActorId(self.fact.id), **cast(ActorValues, {name: value}))

    def show_values(self, document: Document, values: Mapping[str, object]) -> None:
        """Show the fields, and in figures when it acts."""
        span = details.span_of(document, self.fact.id)
        ends = [when.describe(t) for t in dict.fromkeys((span.first, span.last)) if t]
        counts = [trn("{n} event", "{n} events", span.events), trn("{n} link", "{n} links", span.links)]
        figures = " · ".join([" – ".join(ends) or tr("undated"), *counts])
        kind = Shown(values["kind"], str(values["kind_label"]))
        super().show_values(document, {**values, "kind": kind, "span": figures})
        self._fill_lists(document, span)
        self.resolve_button.setVisible(not values["named"])
        office = shown(details.office_of(document, self.fact.id), 90)
        self.about.setText(" · ".join(part for part in (str(values["kind_label"]) or tr("actor"), office) if part))

    def _fill_lists(self, document: Document, span: details.ActorSpan) -> None:
        self.names.fill(details.names_of(document, self.fact.id))
        self.links.fill(self._link_lines(FEW), span.links, self._link_lines, count_note(span.links))
        self.events.fill(self._event_lines(FEW), span.events, self._event_lines, count_note(span.events))

    def _link_lines(self, most: int = -1) -> list[Line]:
        return [self._link_line(link) for link in details.links_of(self.desk.document, self.fact.id, most)]

    def _link_line(self, link: details.LinkRow) -> Line:
        quotes = trn("{n} quote", "{n} quotes", link.passages) if link.passages else tr("no quote")
        dot = self.desk.theme.palette.of_sign(link.sign)
        return Line(Fact("link", link.id), f"{link.words} {link.other}", quotes, dot)

    def _event_lines(self, most: int = -1) -> list[Line]:
        parts = details.events_of(self.desk.document, self.fact.id, most)
        return [Line(Fact("event", part.other_id), part.other, _note(part)) for part in parts]


def _note(part: details.PartRow) -> str:
    date = when.describe(part.t) if part.t else tr("no date")
    return printable(tr("{date} · {role}", date=date, role=part.role_label))
