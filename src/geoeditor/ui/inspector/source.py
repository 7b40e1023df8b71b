"""The sheets of a source and of a citation."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, cast

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.commands.citations import CitationValues, Speaker, change_citation, set_speakers
from geoeditor.core.commands.sources import SourceValues, change_source
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, CitationId, SourceId
from geoeditor.core.queries import details
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.fields import (
    Choice,
    TypeAhead,
    actor_choices,
    credibility_choices,
    mode_choices,
    reliability_choices,
    stance_choices,
)
from geoeditor.ui.inspector.lists import Line
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact


class SourceSheet(Sheet):
    """An article, a report, whatever was read."""

    table: ClassVar[str] = "source"
    touched_by: ClassVar[frozenset[str]] = frozenset(("source", "citation", "attribution", "tagging", "tag"))

    def build(self) -> None:
        """Title, who published it and when, how reliable it is; what is cited from it."""
        self.add_heading("title", tr("Title"))
        form = self.form
        form.date(tr("Published"))
        form.line(tr("Publisher"), "publisher")
        form.line(tr("Author"), "author")
        form.choice(tr("Reliability"), "reliability", reliability_choices(), "")
        form.line(tr("Kind"), "kind")
        form.line(tr("Address"), "url").setPlaceholderText("https://…")
        form.line(tr("Tags"), "tags").setPlaceholderText(tr("apart by commas"))
        self.column.addWidget(form)
        self.more.line(tr("Archived at"), "archived_url")
        self.more.line(tr("Read on"), "accessed")
        self.more.line(tr("Language"), "language")
        self.add_more()
        self.add_rest()

    def read(self, document: Document) -> Mapping[str, object] | None:
        """Return the fields with the tags."""
        found = details.record(document, "source", self.fact.id)
        tags = details.tags_of(document, "source", self.fact.id)
        return None if found is None else {**found, "tags": ", ".join(tags)}

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field; a date typed here comes from the user."""
        if name == "tags":
            set_tags(document, "source", self.fact.id, str(value).split(","))
            return
        values = {name: value, "published_from": "user"} if name == "t" else {name: value}
        change_source(document, SourceId(self.fact.id), **cast(SourceValues, values))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Say what it is."""
        cited = len(details.evidence_of(document, "source", self.fact.id))
        parts = [str(values["kind"]), str(values["publisher"]), trn("{n} passage cited", "{n} passages cited", cited)]
        self.about.setText(printable(" · ".join(part for part in parts if part)))


class CitationSheet(Sheet):
    """A passage that bears on a fact."""

    table: ClassVar[str] = "citation"
    touched_by: ClassVar[frozenset[str]] = frozenset(("citation", "attribution", "source", "actor", "event", "link"))

    def build(self) -> None:
        """Put the quote, what it bears on and how, who says it."""
        self.column.addWidget(PlainLabel(tr("Evidence"), self, role="heading"))
        self.column.addWidget(self.about)
        self._quote = PlainLabel("", self, wraps=True)
        font = self._quote.font()
        font.setItalic(True)
        self._quote.setFont(font)
        self.column.addWidget(self._quote)
        self.bears_on = self.add_section(tr("Bears on"))
        form = self.form
        form.choice(tr("Stance"), "stance", stance_choices(), "supports")
        form.choice(tr("Credibility"), "credibility", credibility_choices())
        form.line(tr("Page"), "locator")
        form.prose(tr("Note"), "note")
        self.column.addWidget(form)
        self.speakers = SpeakerList(self)
        self.column.addWidget(self.speakers)
        self.column.addWidget(self.attention)

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        change_citation(document, CitationId(self.fact.id), **cast(CitationValues, {name: value}))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill the quote, the fact and the speakers."""
        quote = str(values["quote"])
        self._quote.setText(f"“{printable(quote[:2_000])}”" if quote else tr("the source as a whole"))
        source = details.record(document, "source", _id(values["source_id"])) or {}
        self.about.setText(printable(str(source.get("title", ""))))
        fact = details.fact_of(document, self.fact.id)
        self.bears_on.fill([Line(Fact(fact[0], fact[1]), fact[2] or tr("link"), fact[0])] if fact else [])
        self.speakers.fill(document, details.speakers_of(document, self.fact.id))


class SpeakerList(QWidget):
    """Who says it, outermost first; each with the way it is said."""

    def __init__(self, sheet: CitationSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._speakers: list[details.SpeakerRow] | None = None
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(PlainLabel(tr("Who says so"), self, role="section"))
        self.adder = TypeAhead(self, creates=True)
        self.adder.setPlaceholderText(tr("Add a speaker"))
        self.adder.setAccessibleName(tr("Add a speaker"))
        self.adder.picked.connect(self._add)
        self.adder.created.connect(self._add_by_name)
        self._column.addWidget(self.adder)
        self._names: dict[object, str] = {}

    def fill(self, document: Document, speakers: list[details.SpeakerRow]) -> None:
        """Show these speakers."""
        choices = actor_choices(document)
        self._names = {choice.value: choice.label for choice in choices}
        self.adder.set_choices(choices)
        if speakers == self._speakers:
            return
        self._speakers = speakers
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(place, speaker) for place, speaker in enumerate(speakers)]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(1 + place, row)
            row.show()

    def _row(self, place: int, speaker: details.SpeakerRow) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(PlainLabel(printable(speaker.name[:80]), row), 3)
        mode = TypeAhead(row)
        modes: list[Choice] = mode_choices()
        mode.set_choices(modes)
        mode.set_value(speaker.mode)
        mode.setAccessibleName(tr("How {name} says it", name=printable(speaker.name[:60])))
        mode.picked.connect(partial(self._set_mode, place))
        layout.addWidget(mode, 2)
        remove = QToolButton(row)
        remove.setText("✕")
        remove.setProperty("role", "flat")
        remove.setAccessibleName(tr("Remove {what}", what=printable(speaker.name[:60])))
        remove.clicked.connect(partial(self._remove, place))
        layout.addWidget(remove)
        return row

    def _store(self, speakers: list[details.SpeakerRow]) -> None:
        said = [
            Speaker(speaker.name, speaker.mode, None if speaker.actor_id is None else ActorId(speaker.actor_id))
            for speaker in speakers
        ]
        self._sheet.attempt(lambda document: set_speakers(document, CitationId(self._sheet.fact.id), said))

    def _add(self, actor: object) -> None:
        self.adder.set_value(None)
        if isinstance(actor, int):
            self._store([*(self._speakers or []), details.SpeakerRow(self._names.get(actor, ""), "states", actor)])

    def _add_by_name(self, name: str) -> None:
        self.adder.set_value(None)
        self._store([*(self._speakers or []), details.SpeakerRow(name, "states", None)])

    def _set_mode(self, place: int, mode: object) -> None:
        speakers = list(self._speakers or [])
        if isinstance(mode, str) and place < len(speakers):
            speakers[place] = details.SpeakerRow(speakers[place].name, mode, speakers[place].actor_id)
            self._store(speakers)

    def _remove(self, place: int) -> None:
        self._store([speaker for at, speaker in enumerate(self._speakers or []) if at != place])


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
