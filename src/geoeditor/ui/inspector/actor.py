"""The sheet of an actor: its names and fields, its relationships and events."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar, cast

from geoeditor import when
from geoeditor.core.commands.actors import ActorValues, add_name, change_actor, remove_names
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, ActorNameId
from geoeditor.core.queries import details
from geoeditor.translation import tr, trn
from geoeditor.ui.fields import LineField, kind_choices
from geoeditor.ui.inspector.lists import Line
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.selection import Fact


class ActorSheet(Sheet):
    """A person, a state, an organisation, or whoever acts."""

    table: ClassVar[str] = "actor"
    touched_by: ClassVar[frozenset[str]] = frozenset(
        ("actor", "actor_name", "event", "participation", "link", "citation", "attribution", "tagging", "tag", "kind")
    )

    def build(self) -> None:
        """Name, kind, other names, dates; relationships; events; evidence."""
        self.add_heading("name", tr("Name"))
        form = self.form
        form.choice(tr("Kind"), "kind", kind_choices(self.bridge.document, "actor"), "")
        form.check(tr("Named"), "named", tr("by the sources"))
        form.line(tr("Country"), "country")
        form.date(tr("Existed"))
        form.prose(tr("Description"), "description")
        form.line(tr("Tags"), "tags").setPlaceholderText(tr("apart by commas"))
        self.column.addWidget(form)
        self.names = self.add_section(tr("Also called"))
        self._new_name = LineField("", self)
        self._new_name.setPlaceholderText(tr("Add another name"))
        self._new_name.setAccessibleName(tr("Add another name"))
        self._new_name.committed.connect(self._add_name)
        self.names.keep(self._new_name)
        self.more.line(tr("Colour"), "colour").setPlaceholderText("#2a7f7a")
        self.more.number(tr("Latitude"), "lat", "53.9")
        self.more.number(tr("Longitude"), "lon", "27.6")
        self.add_more()
        self.links = self.add_section(tr("Relationships"))
        self.events = self.add_section(tr("Events"))
        self.add_rest()

    def read(self, document: Document) -> Mapping[str, object] | None:
        """Return the fields with the tags."""
        found = details.record(document, "actor", self.fact.id)
        return None if found is None else {**found, "tags": ", ".join(details.tags_of(document, "actor", self.fact.id))}

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        actor = ActorId(self.fact.id)
        if name == "tags":
            set_tags(document, "actor", self.fact.id, str(value).split(","))
            return
        change_actor(document, actor, **cast(ActorValues, {name: value}))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill names, relationships and events."""
        events = details.events_of(document, self.fact.id)
        links = details.links_of(document, self.fact.id)
        span = _span([part.t for part in events if part.t])
        kind = str(values["kind_label"]) or tr("kind not said")
        counts = [trn("{n} event", "{n} events", len(events)), trn("{n} link", "{n} links", len(links)), span]
        self.about.setText(" · ".join(part for part in (kind, *counts) if part))
        self.names.fill([self._name_line(name) for name in details.names_of(document, self.fact.id)])
        self.links.fill([self._link_line(link) for link in links])
        self.events.fill([Line(Fact("event", part.other_id), part.other, _when(part.t)) for part in events])

    def _name_line(self, name: details.NameRow) -> Line:
        note = " · ".join(part for part in (name.kind if name.kind != "alias" else "", name.language) if part)
        return Line(self.fact, name.name, note, removes=partial(self._remove_name, name.id))

    def _link_line(self, link: details.LinkRow) -> Line:
        quotes = trn("{n} quote", "{n} quotes", link.passages) if link.passages else tr("no quote")
        return Line(Fact("link", link.id), f"{link.words} {link.other}", quotes, self.theme.palette.of_sign(link.sign))

    def _add_name(self, text: str) -> None:
        problem = self.bridge.attempt(
            lambda document: add_name(document, ActorId(self.fact.id), name=text), tell=False
        ).problem
        self._new_name.set_refusal(problem)
        if not problem:
            self._new_name.clear()

    def _remove_name(self, name: int) -> None:
        self.attempt(lambda document: remove_names(document, ActorNameId(name)))


def _span(dates: Sequence[str]) -> str:
    """Return the years from the first to the last of some dates, as far as they are known."""
    years = [day[:4] for t in dates for day in (when.earliest_day(t), when.latest_day(t)) if day]
    return "" if not years else years[0] if min(years) == max(years) else f"{min(years)} – {max(years)}"


def _when(t: str) -> str:
    return when.describe(t) if t else tr("no date")
