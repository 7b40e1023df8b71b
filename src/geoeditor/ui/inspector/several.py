"""The page of several records at once: what they share is edited in all of them, as one step."""

from collections.abc import Sequence
from functools import partial
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from geoeditor.core.commands.actors import ActorValues, change_actor
from geoeditor.core.commands.citations import CitationValues, change_citation
from geoeditor.core.commands.events import EventValues, change_event
from geoeditor.core.commands.links import LinkValues, change_link
from geoeditor.core.commands.sources import SourceValues, change_source
from geoeditor.core.commands.steps import one_step
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, SourceId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import details
from geoeditor.translation import tr, trn
from geoeditor.ui.fields import (
    DateField,
    Offer,
    credibility_choices,
    reliability_choices,
    sign_choices,
    stance_choices,
    status_choices,
)
from geoeditor.ui.inspector.desk import Desk
from geoeditor.ui.inspector.form import MIXED, Form
from geoeditor.ui.inspector.lines import FEW, Line, Section, count_note
from geoeditor.ui.inspector.sheet import Page
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact

_MOST_COMPARED: Final = 500
"""Records whose values are compared; among more, every field counts as mixed."""
_TAGGED: Final = ("actor", "event", "link", "source")


class SeveralSheet(Page):
    """Several records; where they are of one table, with the fields they share."""

    def __init__(self, table: str, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.table = table
        self._facts: Sequence[Fact] = ()
        self.title = PlainLabel("", self, role="heading", wraps=True)
        self.column.addWidget(self.title)
        hint = tr("A change here is made in all of them.") if table else tr("Select one kind of record to edit.")
        self.column.addWidget(PlainLabel(hint, self, role="muted", wraps=True))
        self.column.addSpacing(4)
        self.form = Form(self._store, self)
        _add_fields(self.form, table, desk)
        self.column.addWidget(self.form)
        self.chosen = Section(tr("Selected"), desk.theme, self)
        self.chosen.chosen.connect(desk.choose)
        self.column.addWidget(self.chosen)
        self.column.addStretch(1)

    def show_facts(self, facts: Sequence[Fact]) -> bool:
        """Turn to other records."""
        self.discard()
        self._facts = facts
        self.chosen.close_up()
        return self.refresh()

    def refresh(self) -> bool:
        """Read again what they share."""
        document = self.desk.document
        self.title.setText(count_words(self.table, len(self._facts)))
        self.chosen.fill(self._lines(FEW), len(self._facts), self._lines, count_note(len(self._facts)))
        if self.table:
            for field in self.form.findChildren(DateField):
                field.date_order = details.date_order(document)
            self.form.show_values(self._shared(document))
        self.in_reading_order()
        return True

    def _shared(self, document: Document) -> dict[str, object]:
        compared = self._facts[:_MOST_COMPARED]
        found = [details.record(document, self.table, fact.id) or {} for fact in compared]
        values: dict[str, object] = {}
        for name in self.form.fields:
            held: set[object] = {record.get(name) for record in found}
            if name == "tags":
                held = {", ".join(details.tags_of(document, self.table, fact.id)) for fact in compared}
            same = len(held) == 1 and len(compared) == len(self._facts)
            values[name] = next(iter(held)) if same else MIXED
        return values

    def _lines(self, most: int = -1) -> list[Line]:
        facts = self._facts if most < 0 else self._facts[:most]
        document = self.desk.document
        return [Line(fact, details.name_of(document, fact.table, fact.id), _noun(fact.table)) for fact in facts]

    def is_touched(self, changes: ChangeSet) -> bool:
        """Tell whether a change can show here."""
        tables = {fact.table for fact in self._facts} | {"kind", "tag", "tagging"}
        return any(name in tables for sets in (changes.added, changes.updated, changes.removed) for name in sets)

    def _store(self, name: str, value: object) -> str:
        return self.desk.bridge.attempt(partial(self._change, name, value), tell=False).problem

    def _change(self, name: str, value: object, document: Document) -> None:
        with one_step(document, tr("Change {records}", records=count_words(self.table, len(self._facts)))):
            for fact in self._facts:
                change_field(document, fact, name, value)


def _add_fields(form: Form, table: str, desk: Desk) -> None:
    if table in ("actor", "event", "link"):
        form.choice(tr("Kind"), "kind", desk.kinds(table), "")
    if table == "actor":
        form.check(tr("Named"), "named", tr("by the sources"))
        form.line(tr("Country"), "country")
        form.date(tr("Existed"))
    if table in ("event", "link"):
        form.choice(tr("Status"), "status", Offer.of(status_choices()), "occurred")
        form.date(tr("Date"))
    if table == "link":
        form.line(tr("Label"), "label", tr("as its kind"))
        form.choice(tr("Sign"), "sign", Offer.of(sign_choices()))
        form.number(tr("Strength"), "strength", "0.5")
    if table in ("event", "link"):
        form.number(tr("Likelihood"), "likelihood", "70", whole=True)
    if table == "source":
        form.line(tr("Kind"), "kind")
        form.line(tr("Author"), "author")
        form.line(tr("Publisher"), "publisher")
        form.date(tr("Published"))
        form.choice(tr("Reliability"), "reliability", Offer.of(reliability_choices()), "")
        form.line(tr("Language"), "language")
    if table == "citation":
        form.choice(tr("Stance"), "stance", Offer.of(stance_choices()), "supports")
        form.choice(tr("Credibility"), "credibility", Offer.of(credibility_choices()))
    if table in ("actor", "event"):
        form.line(tr("Colour"), "colour", "#2a7f7a")
    if table in ("actor", "event", "link"):
        form.prose(tr("Description"), "description")
    if table in _TAGGED:
        form.line(tr("Tags"), "tags", tr("apart by commas"))


def change_field(document: Document, fact: Fact, name: str, value: object) -> None:
    """Change one field of a record of any table."""
    values = {name: value}
    if name == "tags":
        set_tags(document, fact.table, fact.id, str(value).split(","))
    elif fact.table == "actor":
        change_actor(document, ActorId(fact.id), **cast(ActorValues, values))
    elif fact.table == "event":
        change_event(document, EventId(fact.id), **cast(EventValues, values))
    elif fact.table == "link":
        change_link(document, LinkId(fact.id), **cast(LinkValues, values))
    elif fact.table == "source":
        change_source(document, SourceId(fact.id), **cast(SourceValues, values))
    else:
        change_citation(document, CitationId(fact.id), **cast(CitationValues, values))


def count_words(table: str, n: int) -> str:
    """Return how many records of a table, in words."""
    words = {
        "actor": trn("{n} actor", "{n} actors", n),
        "event": trn("{n} event", "{n} events", n),
        "link": trn("{n} link", "{n} links", n),
        "source": trn("{n} source", "{n} sources", n),
        "citation": trn("{n} citation", "{n} citations", n),
    }
    return words.get(table, trn("{n} record", "{n} records", n))


def _noun(table: str) -> str:
    words = {"actor": tr("actor"), "event": tr("event"), "link": tr("link"), "source": tr("source")}
    return words.get(table, tr("citation"))
