"""The sheet of an event: its fields, who took part in which role, its evidence."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, cast

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.events import (
    EventValues,
    change_event,
    change_participation,
    connect_actor,
    remove_participations,
)
from geoeditor.core.commands.steps import one_step
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, EventId, ParticipationId
from geoeditor.core.queries import details
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.fields import Choice, DateField, TypeAhead, actor_choices, kind_choices, status_choices, status_label
from geoeditor.ui.inspector.lists import Line, LineButton
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact


class EventSheet(Sheet):
    """Something that happened, is planned, or is said to have happened."""

    table: ClassVar[str] = "event"
    touched_by: ClassVar[frozenset[str]] = frozenset(
        ("event", "participation", "actor", "dating", "citation", "attribution", "tagging", "tag", "kind")
    )

    def build(self) -> None:
        """Title, kind, status, date; participants; evidence."""
        self.add_heading("title", tr("Title"))
        form = self.form
        form.choice(tr("Kind"), "kind", kind_choices(self.bridge.document, "event"), "")
        form.choice(tr("Status"), "status", status_choices(), "occurred")
        self._date = form.date(tr("Date"))
        form.prose(tr("Description"), "description")
        form.line(tr("Tags"), "tags").setPlaceholderText(tr("apart by commas"))
        self.column.addWidget(form)
        self.more.number(tr("Likelihood"), "likelihood", "70", whole=True)
        self.more.number(tr("Score"), "score", "-2.5")
        self.more.line(tr("Colour"), "colour").setPlaceholderText("#2a7f7a")
        self.add_more()
        self.participants = Participants(self)
        self.column.addWidget(self.participants)
        self.add_rest()

    def read(self, document: Document) -> Mapping[str, object] | None:
        """Return the fields with the tags."""
        found = details.record(document, "event", self.fact.id)
        return None if found is None else {**found, "tags": ", ".join(details.tags_of(document, "event", self.fact.id))}

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        if name == "tags":
            set_tags(document, "event", self.fact.id, str(value).split(","))
            return
        change_event(document, EventId(self.fact.id), **cast(EventValues, {name: value}))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill who took part, and the words the date came from."""
        people = details.participants_of(document, self.fact.id)
        words = details.date_words(document, "event", self.fact.id)
        _show_words(self._date, str(values["t"]), words)
        parts = [str(values["kind_label"]) or tr("event"), status_label(str(values["status"]))]
        parts += [trn("{n} participant", "{n} participants", len(people))] if people else []
        parts += [tr("from “{words}”", words=printable(words))] if words else []
        self.about.setText(" · ".join(parts))
        self.participants.fill(document, people)


def _show_words(field: DateField, t: str, words: str) -> None:
    if words:
        field.set_edtf(t, words)
    field.setPlaceholderText(words if words and not t else tr("no date"))


class Participants(QWidget):
    """Who took part: each with a role that can be chosen, and a field that adds another, also a new one."""

    def __init__(self, sheet: EventSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._shown: list[details.PartRow] | None = None
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(PlainLabel(tr("Participants"), self, role="section"))
        self.adder = TypeAhead(self, creates=True)
        self.adder.setPlaceholderText(tr("Add a participant"))
        self.adder.setAccessibleName(tr("Add a participant"))
        self.adder.picked.connect(self._add)
        self.adder.created.connect(self._create)
        self._column.addWidget(self.adder)

    def fill(self, document: Document, people: list[details.PartRow]) -> None:
        """Show these people."""
        self.adder.set_choices(actor_choices(document))
        if people == self._shown:
            return
        self._shown = people
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        roles = kind_choices(document, "role")
        self._rows = [self._row(part, roles) for part in people]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(1 + place, row)
            row.show()

    def _row(self, part: details.PartRow, roles: list[Choice]) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        button = LineButton(Line(Fact("actor", part.other_id), part.other), self._sheet.theme, row)
        button.clicked.connect(partial(self._sheet.selection.choose, [Fact("actor", part.other_id)]))
        layout.addWidget(button, 3)
        role = TypeAhead(row)
        role.set_choices(roles)
        role.set_value(part.role)
        role.setAccessibleName(tr("Role of {name}", name=printable(part.other)))
        role.picked.connect(partial(self._set_role, part.id))
        layout.addWidget(role, 2)
        remove = QToolButton(row)
        remove.setText("✕")
        remove.setProperty("role", "flat")
        remove.setAccessibleName(tr("Remove {what}", what=printable(part.other)))
        remove.clicked.connect(partial(self._remove, part.id))
        layout.addWidget(remove)
        return row

    @property
    def _event(self) -> EventId:
        return EventId(self._sheet.fact.id)

    def _add(self, actor: object) -> None:
        self.adder.set_value(None)
        if isinstance(actor, int):
            self._sheet.attempt(lambda document: connect_actor(document, self._event, ActorId(actor)))

    def _create(self, name: str) -> None:
        self.adder.set_value(None)

        def create(document: Document) -> None:
            with one_step(document, tr("Add participant")):
                connect_actor(document, self._event, add_actor(document, name=name))

        self._sheet.attempt(create)

    def _set_role(self, part: int, role: object) -> None:
        if isinstance(role, str):
            self._sheet.attempt(lambda document: change_participation(document, ParticipationId(part), role=role))

    def _remove(self, part: int) -> None:
        self._sheet.attempt(lambda document: remove_participations(document, ParticipationId(part)))
