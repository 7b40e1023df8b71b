"""The sample project, built from its article and its facts in `resources/sample` by the commands a user has."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geoeditor.core.commands import actors, citations, dating, events, links, project, sources, tags
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, EventId, LinkId, SourceId, TagId
from geoeditor.exchange.articles import parse_article
from geoeditor.translation import tr

Facts = Mapping[str, Any]


def build_sample(document: Document, folder: Path) -> None:
    """Fill an empty project with the sample, as one step; `folder` holds article.md and facts.toml."""
    facts = tomllib.loads((folder / "facts.toml").read_text("utf-8"))
    article = parse_article((folder / "article.md").read_bytes(), "article.md", is_markdown=True)
    with one_step(document, tr("Sample project"), origin="sample"):
        _Sample(document, facts, article.text.removeprefix("# ")).build()


class _Sample:
    def __init__(self, document: Document, facts: Facts, text: str) -> None:
        self._document = document
        self._facts = facts
        self._text = text
        self._source_id = SourceId(0)
        self._ids: dict[str, int] = {}
        self._tags: dict[str, TagId] = {}

    def build(self) -> None:
        project.change_project(self._document, **self._facts["project"])
        given = dict(self._facts["source"])
        published = given.pop("published")
        self._source_id = sources.add_source(self._document, self._text, t=published, **given)
        for actor in self._facts["actors"]:
            self._add_actor(actor)
        for event in self._facts["events"]:
            self._add_event(event)
        for link in self._facts["links"]:
            self._add_link(link)
        for relation in self._facts["relations"]:
            ends = [EventId(self._ids[relation[end]]) for end in ("from", "to")]
            relation_id = events.relate_events(self._document, *ends, kind=relation["kind"])
            self._cite("relation", relation_id, relation)
        for stretch in self._facts["set_aside"]:
            start, end = self._span(stretch)
            sources.set_aside(self._document, self._source_id, start, end, stretch["reason"])

    def _add_actor(self, actor: Facts) -> None:
        plain = {key: actor[key] for key in ("name", "kind", "named", "country", "description") if key in actor}
        actor_id = actors.add_actor(self._document, **plain)
        self._ids[actor["key"]] = actor_id
        for name in actor.get("names", ()):
            actors.add_name(self._document, actor_id, **name)
        self._tag("actor", actor_id, actor)
        self._cite("actor", actor_id, actor)

    def _add_event(self, event: Facts) -> None:
        plain = {
            key: event[key] for key in ("title", "kind", "status", "t", "description", "likelihood") if key in event
        }
        event_id = events.add_event(self._document, **plain)
        self._ids[event["key"]] = event_id
        for participant in event["participants"]:
            actor_id = ActorId(self._ids[participant["actor"]])
            events.connect_actor(self._document, event_id, actor_id, role=participant["role"])
        self._date("event", event_id, event)
        self._tag("event", event_id, event)
        self._cite("event", event_id, event)

    def _add_link(self, link: Facts) -> None:
        plain = {key: link[key] for key in ("kind", "label", "status", "t", "description") if key in link}
        ends = [ActorId(self._ids[link[end]]) for end in ("from", "to")]
        link_id = links.link_actors(self._document, *ends, **plain)
        self._date("link", link_id, link)
        self._tag("link", link_id, link)
        self._cite("link", link_id, link)

    def _date(self, fact: str, fact_id: EventId | LinkId, given: Facts) -> None:
        if date := given.get("date"):
            dating.date_in_words(
                self._document,
                fact,
                fact_id,
                date["words"],
                t=date["t"],
                rule=date["rule"],
                anchor_source=self._source_id,
            )

    def _tag(self, what: str, record_id: int, given: Facts) -> None:
        for name in given.get("tags", ()):
            if name not in self._tags:
                self._tags[name] = tags.add_tag(self._document, name=name)
            tags.tag(self._document, self._tags[name], what, record_id)

    def _cite(self, fact: str, fact_id: int, given: Facts) -> None:
        for passage in given["passages"]:
            values = {key: passage[key] for key in ("stance", "credibility", "note") if key in passage}
            speakers = self._speakers(passage.get("speakers", ()))
            span = self._span(passage)
            citations.cite(self._document, self._source_id, fact, fact_id, span, speakers, **values)

    def _speakers(self, given: Sequence[Facts]) -> list[Speaker]:
        return [
            Speaker(
                speaker.get("name", ""),
                speaker["mode"],
                ActorId(self._ids[speaker["actor"]]) if "actor" in speaker else None,
            )
            for speaker in given
        ]

    def _span(self, passage: Facts) -> tuple[int, int]:
        start = self._text.index(passage["quote"])
        return start, start + len(passage["quote"])
