"""Every command once, with arguments that it accepts: the table that tests of all commands walk over.

Together the deeds give every field that a command takes, so that a test can spoil each of them in turn.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Final

from tests.core.commands.project import Ids

from geoeditor.core.commands import (
    actors,
    citations,
    dating,
    events,
    links,
    project,
    removal,
    sources,
    tag_words,
    tags,
    views,
    vocabulary,
)
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document

_JSON: Final = {"a": [1, 2.5, None, True], "б": {"c": "平和"}}


@dataclass(frozen=True, slots=True)
class Deed:
    """A call of a command with the label of its step; `settles` says that the same call again changes nothing."""

    command: Callable[..., object]
    label: str
    args: tuple[Any, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    settles: bool = False

    def do(self, document: Document) -> object:
        """Call the command."""
        return self.command(document, *self.args, **self.values)


def _add(command: Callable[..., object], label: str, /, *args: object, **values: object) -> Deed:
    return Deed(command, label, args, values)


def _set(command: Callable[..., object], label: str, /, *args: object, **values: object) -> Deed:
    return Deed(command, label, args, values, settles=True)


_ACTOR: Final = {
    "kind": "actor.organisation.media",
    "name": "Радио Свабода",
    "named": False,
    "description": "Two\nlines",
    "country": "BY",
    "lat": 53.9,
    "lon": -27.5,
    "colour": "#2a7f7a",
    "t": "1954~/..",
    "ext_ids": {"wikidata": "Q1"},
    "extra": _JSON,
}
_NAME: Final = {"name": "Radio Liberty", "language": "en-Latn", "kind": "former", "t": "1954/1959"}
_EVENT: Final = {
    "kind": "event.accuse",
    "title": "Accusation",
    "description": "Said so.",
    "status": "hypothetical",
    "t": "[2025-08-01,2025-08-05]",
    "score": -2.5,
    "likelihood": 60,
    "colour": "#ffffff",
    "extra": _JSON,
}
_LINK: Final = {
    "kind": "link.leads",
    "label": "president of",
    "description": "Since 1994.",
    "status": "ongoing",
    "t": "1994-07-20/..",
    "sign": -1,
    "strength": 0.25,
    "likelihood": 99,
    "extra": _JSON,
}
_SOURCE: Final = {
    "kind": "report",
    "title": "A report",
    "author": "A. Author",
    "publisher": "The Other Paper",
    "language": "en",
    "url": "https://example.org/a",
    "archived_url": "https://example.org/b",
    "t": "2025-08",
    "published_from": "byline",
    "accessed": "2025-08-09",
    "reliability": "B",
    "csl": {"type": "article"},
    "extra": _JSON,
}
_EVIDENCE: Final = {
    "field": "t",
    "value": "2025-08-01",
    "locator": "p. 3",
    "anchor": "near",
    "stance": "contradicts",
    "credibility": 4,
    "note": "Doubtful.",
    "origin": "import",
}
_KIND: Final = {
    "label": "Congress",
    "inverse": "has congress",
    "directed": False,
    "sign": 1,
    "score": 3.5,
    "colour": "#000000",
    "icon": "table",
    "ordinal": 4,
    "hidden": True,
    "map": {"plover": "CONSULT"},
}
_FIELD: Final = {"label": "Members", "type": "number", "options": {"min": 0}, "ordinal": 2}
_VIEW: Final = {"name": "Second view", "kind": "timeline", "ordinal": 3, "state": {"zoom": 1.5}}
_NOTE: Final = {
    "shape": "arrow",
    "text": "Here",
    "x": 1.0,
    "y": -2.0,
    "w": 30.0,
    "h": 0.5,
    "style": {"width": 2},
}
_PROJECT: Final = {
    "title": "Belarus",
    "description": "All of it.",
    "language": "be",
    "timezone": "Europe/Minsk",
    "date_order": "day-month",
    "vague_days": {"recently": 30},
    "copy_of": 77,
    "extra": _JSON,
}


def deeds(ids: Ids) -> dict[str, Deed]:
    """Return a deed for each command, by name."""
    made = [
        *_of_actors(ids),
        *_of_events(ids),
        *_of_links(ids),
        *_of_sources(ids),
        *_of_citations(ids),
        *_of_views(ids),
        *_of_words(ids),
        *_of_the_project(ids),
    ]
    named: dict[str, Deed] = {}
    for deed in made:
        name = deed.command.__name__
        named[name if name not in named else f"{name} again"] = deed
    return named


def _of_actors(ids: Ids) -> list[Deed]:
    return [
        _add(actors.add_actor, "Add actor", portrait=ids.attachment, **_ACTOR),
        _set(actors.change_actor, "Change actor", ids.other, portrait=ids.attachment, **_ACTOR),
        _add(actors.remove_actors, "Remove 2 actors", ids.actor, ids.place),
        _add(actors.add_name, "Add name", ids.actor, **_NAME),
        _set(actors.change_name, "Change name", ids.name, **_NAME),
        _add(actors.remove_names, "Remove name", ids.name),
    ]


def _of_events(ids: Ids) -> list[Deed]:
    return [
        _add(events.add_event, "Add event", **_EVENT),
        _set(events.change_event, "Change event", ids.later, **_EVENT),
        _add(events.remove_events, "Remove event", ids.event),
        _add(events.connect_actor, "Add participant", ids.event, ids.place, role="role.location", ordinal=5, note="!"),
        _set(
            events.change_participation,
            "Change participant",
            ids.participation,
            role="role.host",
            ordinal=-3,
            note="In person.",
        ),
        _add(events.remove_participations, "Remove participant", ids.participation),
        _add(events.relate_events, "Relate events", ids.later, ids.event, kind="relation.causes", note="Perhaps."),
        _set(events.change_relation, "Change relation", ids.relation, kind="relation.enables", note="Surely."),
        _add(events.remove_relations, "Remove relation", ids.relation),
    ]


def _of_links(ids: Ids) -> list[Deed]:
    return [
        _add(links.link_actors, "Add link", ids.other, ids.place, **_LINK),
        _set(links.change_link, "Change link", ids.link, **_LINK),
        _set(links.reconnect_link, "Reconnect link", ids.link, ids.other, ids.actor),
        _add(links.remove_links, "Remove link", ids.link),
        _add(removal.remove_facts, "Delete 2 records", ("link", ids.link), ("event", ids.event)),
        _set(tag_words.set_tags, "Set tags", "link", ids.link, ["a new tag", "another"]),
        _set(dating.date_link, "Set date", ids.link, "2020"),
        _set(
            dating.date_in_words,
            "Set date in words",
            "link",
            ids.link,
            "since then",
            t="2025-08-01/..",
            rule="since",
            anchor_event=ids.event,
        ),
    ]


def _of_sources(ids: Ids) -> list[Deed]:
    references = {"file": ids.attachment, "version_of": ids.source}
    return [
        _add(sources.add_source, "Add source", "A text.", **_SOURCE, **references),
        _set(sources.change_source, "Change source", ids.second, **_SOURCE, **references),
        _add(sources.remove_sources, "Remove source", ids.source),
        _add(sources.set_aside, "Set sentence aside", ids.source, 17, 30, "nothing new"),
        _add(sources.take_back, "Take sentence back", ids.aside),
        _set(
            sources.decide,
            "Decide on proposal",
            ids.source,
            17,
            26,
            what="actor",
            value="Łukašenka",
            verdict="corrected",
            correction="Lukashenko",
        ),
        _add(sources.forget_decisions, "Forget decision", ids.decision),
    ]


def _of_citations(ids: Ids) -> list[Deed]:
    speakers = (Speaker("John Bolton", "alleges"), Speaker("", "states", ids.actor))
    return [
        _add(citations.cite, "Add evidence", ids.source, "link", ids.link, (17, 30), speakers, **_EVIDENCE),
        _set(citations.change_citation, "Change evidence", ids.citation, **_EVIDENCE),
        _set(citations.move_citation, "Move evidence", ids.citation, (55, 76)),
        _add(citations.remove_citations, "Remove evidence", ids.citation),
        _set(citations.set_speakers, "Set speakers", ids.citation, speakers),
    ]


def _of_views(ids: Ids) -> list[Deed]:
    return [
        _add(views.add_view, "Save view", **_VIEW),
        _set(views.change_view, "Change view", ids.view, **_VIEW),
        _add(views.remove_views, "Remove view", ids.view),
        _set(views.place, "Move on view", ids.view, "actor", ids.other, x=3.0, y=4.5, pinned=False),
        _set(views.place, "Move on view", ids.view, "lane", "Minsk", x=0.0, y=8.0),
        _set(views.place_nodes, "Move 2 nodes", {ids.actor: (1.0, 2.5), ids.other: (-3.0, 0.25)}),
        _add(views.unplace, "Release place", ids.placement),
        _add(views.annotate, "Add annotation", ids.view, **_NOTE),
        _set(views.change_annotation, "Change annotation", ids.annotation, **_NOTE),
        _add(views.remove_annotations, "Remove annotation", ids.annotation),
    ]


def _of_words(ids: Ids) -> list[Deed]:
    return [
        _add(vocabulary.add_kind, "Add kind", key="event.talks", scope="event", parent=ids.kind, **_KIND),
        _set(vocabulary.change_kind, "Change kind", ids.kind, parent=204, **_KIND),
        _add(vocabulary.remove_kinds, "Remove kind", ids.kind),
        _add(vocabulary.add_field, "Add field", scope="actor", key="members", **_FIELD),
        _set(vocabulary.change_field, "Change field", ids.field, **_FIELD),
        _add(vocabulary.remove_fields, "Remove field", ids.field),
        _add(tags.add_tag, "Add tag", name="Energy", colour="#123456"),
        _set(tags.change_tag, "Change tag", ids.tag, name="diplomacy", colour="#abcdef"),
        _add(tags.remove_tags, "Remove tag", ids.tag),
        _set(tags.tag, "Tag", ids.tag, "link", ids.link),
        _add(tags.untag, "Remove tag from record", ids.tagging),
    ]


def _of_the_project(ids: Ids) -> list[Deed]:
    about = {"name": "portrait.png", "credit": "A photographer", "licence": "CC0"}
    return [
        _set(project.change_project, "Change project", **_PROJECT),
        _set(project.attach, "Attach file", b"another picture", "image/png", **about),
        _set(project.change_attachment, "Change attachment", ids.attachment, **about),
        _add(project.remove_attachments, "Remove attachment", ids.attachment),
        _set(dating.date_event, "Set date", ids.later, "2026"),
        _set(dating.count_from, "Count date from something else", "event", ids.later),
        _set(
            dating.date_in_words,
            "Set date in words",
            "event",
            ids.event,
            "last week",
            t="2025-07-28/2025-08-03",
            rule="last week",
            anchor_source=ids.source,
        ),
    ]


_NAMED: Final = deeds(Ids(*range(1 << 30, (1 << 30) + len(fields(Ids)))))
NAMES: Final = tuple(_NAMED)
"""The names of all deeds."""
SETTLING: Final = tuple(name for name, deed in _NAMED.items() if deed.settles)
"""Those that change nothing when they are done again."""
