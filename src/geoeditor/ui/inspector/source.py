"""The sheet of a source: what it is, when it was published, how reliable it is, what is cited from it."""

from collections.abc import Mapping
from typing import ClassVar, cast

from geoeditor.core.commands.sources import SourceValues, change_source
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.core.queries import details
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.fields import Offer, reliability_choices
from geoeditor.ui.inspector.sheet import Sheet


class SourceSheet(Sheet):
    """Where it is written."""

    table: ClassVar[str] = "source"

    def build(self) -> None:
        """Title, date, who and where; evidence."""
        self.add_heading("title", tr("Title"))
        form = self.form
        form.line(tr("Kind"), "kind", tr("such as {example}", example=tr("article")))
        form.line(tr("Author"), "author")
        form.line(tr("Publisher"), "publisher")
        self.date = form.date(tr("Published"))
        form.choice(tr("Reliability"), "reliability", Offer.of(reliability_choices()), "")
        form.line(tr("Address"), "url", "https://…")
        form.line(tr("Tags"), "tags", tr("apart by commas"))
        self.column.addWidget(form)
        self.more.line(tr("Archived at"), "archived_url", "https://…")
        self.more.line(tr("Read on"), "accessed", "2025-08-07")
        self.more.line(tr("Language"), "language", "en")
        self.add_more()
        self.add_rest()

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field; a date typed here comes from the user."""
        if name == "tags":
            set_tags(document, "source", self.fact.id, str(value).split(","))
            return
        values = {name: value, "published_from": "user"} if name == "t" else {name: value}
        change_source(document, SourceId(self.fact.id), **cast(SourceValues, values))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Say what it is."""
        self.date.date_order = details.date_order(document)
        cited = details.evidence_count(document, "source", self.fact.id)[0]
        parts = [shown(str(values["kind"])), shown(str(values["publisher"]))]
        parts.append(trn("{n} passage cited", "{n} passages cited", cited))
        self.about.setText(" · ".join(part for part in parts if part))
