"""The sheet of an event: its fields, who took part in which role, its evidence."""

from collections.abc import Mapping
from typing import ClassVar, cast

from geoeditor.core.commands.events import EventValues, change_event
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import EventId
from geoeditor.core.queries import details
from geoeditor.translation import tr, trn
from geoeditor.ui.fields import Offer, status_choices, status_label
from geoeditor.ui.inspector.date_words import DateWords
from geoeditor.ui.inspector.form import Shown
from geoeditor.ui.inspector.participants import Participants
from geoeditor.ui.inspector.sheet import Sheet


class EventSheet(Sheet):
    """Something that happened, is planned, or is said to have happened."""

    table: ClassVar[str] = "event"

    def build(self) -> None:
        """Title, kind, status, date; participants; evidence."""
        self.add_heading("title", tr("Title"))
        form = self.form
        form.choice(tr("Kind"), "kind", self.desk.kinds("event"), "")
        form.choice(tr("Status"), "status", Offer.of(status_choices()), "occurred")
        self.date = form.date(tr("Date"))
        self.date_words = DateWords(self)
        form.prose(tr("Description"), "description")
        form.line(tr("Tags"), "tags", tr("apart by commas"))
        self.column.addWidget(form)
        self.more.number(tr("Likelihood"), "likelihood", "70", whole=True)
        self.more.number(tr("Score"), "score", "-2.5")
        self.more.line(tr("Colour"), "colour", "#2a7f7a")
        self.add_more()
        self.participants = Participants(self)
        self.column.addWidget(self.participants)
        self.add_rest()

    def close_up(self) -> None:
        """Show only the beginnings of long lists again."""
        self.participants.close_up()

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        if name == "tags":
            set_tags(document, "event", self.fact.id, str(value).split(","))
        else:
            change_event(document, EventId(self.fact.id), **cast(EventValues, {name: value}))

    def show_values(self, document: Document, values: Mapping[str, object]) -> None:
        """Show the fields, and the words the date came from."""
        self.date.date_order = details.date_order(document)
        dated_by = self.date_words.read(document)
        kind = Shown(values["kind"], str(values["kind_label"]))
        super().show_values(document, {**values, "kind": kind, **dated_by})

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill who took part."""
        people = details.participants_of(document, self.fact.id)
        parts = [str(values["kind_label"]) or tr("event"), status_label(str(values["status"]))]
        parts += [trn("{n} participant", "{n} participants", len(people))] if people else []
        self.about.setText(" · ".join(parts))
        self.participants.fill(people)
