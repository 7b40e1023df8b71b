"""The sheets for several records at once, and for the project while nothing is selected."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from geoeditor.core.commands.actors import ActorValues, change_actor
from geoeditor.core.commands.citations import CitationValues, change_citation
from geoeditor.core.commands.events import EventValues, change_event
from geoeditor.core.commands.links import LinkValues, change_link
from geoeditor.core.commands.project import ProjectValues, change_project
from geoeditor.core.commands.sources import SourceValues, change_source
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, SourceId
from geoeditor.core.queries import details
from geoeditor.core.queries.summary import summary
from geoeditor.translation import tr, trn
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import credibility_choices, kind_choices, reliability_choices, stance_choices, status_choices
from geoeditor.ui.inspector.form import MIXED, Form
from geoeditor.ui.inspector.lists import Line
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact

_MOST_QUESTIONS: Final = 200
_MOST_COMPARED: Final = 500
"""Records whose values are compared; among more, every field counts as mixed."""


class SeveralSheet(QWidget):
    """Several records of one table: what they share is edited in all of them, as one step."""

    def __init__(self, facts: Sequence[Fact], bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = facts
        self._bridge = bridge
        tables = {fact.table for fact in facts}
        self.table = next(iter(tables)) if len(tables) == 1 else ""
        self.touched_by = frozenset(tables)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(PlainLabel(_count_words(self.table, len(facts)), self, role="heading", wraps=True))
        hint = tr("A change here is made in all of them.") if self.table else tr("Select one kind of record to edit.")
        column.addWidget(PlainLabel(hint, self, role="muted", wraps=True))
        self.form = Form(self._store, self)
        self._add_fields(bridge.document)
        column.addWidget(self.form)
        column.addStretch(1)
        self.refresh()

    def _add_fields(self, document: Document) -> None:
        form, table = self.form, self.table
        if table in ("actor", "event", "link"):
            form.choice(tr("Kind"), "kind", kind_choices(document, table), "")
        if table in ("event", "link"):
            form.choice(tr("Status"), "status", status_choices(), "occurred")
            form.date(tr("Date"))
        if table == "actor":
            form.line(tr("Country"), "country")
        if table == "source":
            form.date(tr("Published"))
            form.line(tr("Publisher"), "publisher")
            form.choice(tr("Reliability"), "reliability", reliability_choices(), "")
        if table == "citation":
            form.choice(tr("Stance"), "stance", stance_choices(), "supports")
            form.choice(tr("Credibility"), "credibility", credibility_choices())

    def refresh(self) -> None:
        """Read again what they share."""
        if not self.table:
            return
        document = self._bridge.document
        compared = self._facts[:_MOST_COMPARED]
        found = [details.record(document, self.table, fact.id) or {} for fact in compared]
        values: dict[str, object] = {}
        for name in self.form.fields:
            held = {record.get(name) for record in found}
            same = len(held) == 1 and len(compared) == len(self._facts)
            values[name] = next(iter(held)) if same else MIXED
        self.form.show_values(values)

    def rename(self) -> None:
        """Do nothing: several records have no name in common."""

    def _store(self, name: str, value: object) -> str:
        def change(document: Document) -> None:
            with one_step(document, _step_words(self.table, len(self._facts))):
                for fact in self._facts:
                    change_field(document, fact, name, value)

        return self._bridge.attempt(change, tell=False).problem


def change_field(document: Document, fact: Fact, name: str, value: object) -> None:
    """Change one field of a record of any table."""
    values = {name: value}
    if fact.table == "actor":
        change_actor(document, ActorId(fact.id), **cast(ActorValues, values))
    elif fact.table == "event":
        change_event(document, EventId(fact.id), **cast(EventValues, values))
    elif fact.table == "link":
        change_link(document, LinkId(fact.id), **cast(LinkValues, values))
    elif fact.table == "source":
        change_source(document, SourceId(fact.id), **cast(SourceValues, values))
    else:
        change_citation(document, CitationId(fact.id), **cast(CitationValues, values))


def _count_words(table: str, n: int) -> str:
    words = {
        "actor": trn("{n} actor", "{n} actors", n),
        "event": trn("{n} event", "{n} events", n),
        "link": trn("{n} link", "{n} links", n),
        "source": trn("{n} source", "{n} sources", n),
        "citation": trn("{n} citation", "{n} citations", n),
    }
    return words.get(table, trn("{n} record", "{n} records", n))


def _step_words(table: str, n: int) -> str:
    return tr("Change {records}", records=_count_words(table, n))


class ProjectSheet(Sheet):
    """The project itself, and what in it needs attention."""

    table: ClassVar[str] = "project"
    touched_by: ClassVar[frozenset[str]] = frozenset(
        ("project", "actor", "event", "link", "source", "citation", "participation", "attribution")
    )

    def build(self) -> None:
        """Title and description; what is open."""
        self.add_heading("title", tr("Title of the project"))
        if self.heading is not None:
            self.heading.setPlaceholderText(self.bridge.document.path.stem)
        self.form.prose(tr("Description"), "description")
        self.column.addWidget(self.form)
        self.questions = self.add_section(tr("Needs attention"))

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        change_project(document, **cast(ProjectValues, {name: value}))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Count what the project holds, and list what is open."""
        found = summary(document)
        parts = [tr("from {first} to {last}", first=found.first, last=found.last)] if found.first else []
        parts += [trn("{n} citation", "{n} citations", found.counts["citation"])]
        self.about.setText(" · ".join(parts))
        open_questions = details.open_questions(document, _MOST_QUESTIONS)
        lines = [Line(Fact(table, row), name, why) for table, row, name, why in open_questions]
        self.questions.fill(lines, str(len(lines)) if lines else "")
