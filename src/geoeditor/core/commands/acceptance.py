"""Accepting proposals: what a reading suggests of a source becomes actors, events and links with their evidence.

Proposals come as plain values in the form of `geoeditor suggest --json`. An actor that the project knows by name is
that actor; an event or link that is there already gets the new passage as further evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from geoeditor.core.commands.citations import Speaker, write_citation
from geoeditor.core.commands.records import insert
from geoeditor.core.commands.sources import SourceValues, write_decision, write_source
from geoeditor.core.commands.values import name_key, one_line
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import ActorId, SourceId
from geoeditor.translation import shown, tr

Span = Sequence[int]


class SpeakerProposal(TypedDict):
    """Who says it."""

    name: str
    mode: str


class SentenceProposal(TypedDict):
    """A unit of evidence."""

    span: Span


class ActorProposal(TypedDict):
    """An actor with all places where it is mentioned."""

    name: str
    kind: str
    named: bool
    aliases: Sequence[str]
    mentions: Sequence[Span]
    score: float
    rule: str


class DateProposal(TypedDict):
    """Date words with what they come to."""

    span: Span
    text: str
    edtf: str
    anchored: bool
    rule: str


class EventProposal(TypedDict):
    """An event at its sentence; `actors` are names of proposed actors."""

    title: str
    kind: str
    actors: Sequence[str]
    edtf: str
    status: str
    speakers: Sequence[SpeakerProposal]
    span: Span
    score: float
    rule: str


class LinkProposal(TypedDict):
    """A link at its sentence; `source` and `target` are names of proposed actors."""

    source: str
    target: str
    kind: str
    label: str
    edtf: str
    status: str
    speakers: Sequence[SpeakerProposal]
    span: Span
    score: float
    rule: str


class Proposals(TypedDict):
    """All that was proposed for one text; scores run from 0 to 1."""

    sentences: Sequence[SentenceProposal]
    actors: Sequence[ActorProposal]
    dates: Sequence[DateProposal]
    events: Sequence[EventProposal]
    links: Sequence[LinkProposal]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of it: the source, and how many facts are new."""

    source_id: SourceId
    actors: int = 0
    events: int = 0
    links: int = 0


def import_article(
    document: Document, text: str, source: SourceValues, proposals: Proposals, at_least: float | None
) -> Accepted:
    """Add an article as a source and accept the proposals that score at least so much (None: none), in one step."""
    label = tr("Import “{title}”", title=shown(source.get("title", ""), 40))
    with document.edit(label, origin="import") as edit:
        source_id = write_source(edit, text, source)
        if at_least is None:
            return Accepted(SourceId(source_id))
        return _Acceptance(edit, source_id, proposals, at_least).run()


class _Acceptance:
    """One run over the proposals of one source, inside an open edit."""

    def __init__(self, edit: Edit, source_id: int, proposals: Proposals, at_least: float) -> None:
        self._edit = edit
        self._source_id = source_id
        self._proposals = proposals
        self._at_least = at_least
        self._known = dict(_known_actors(edit))
        self._actors: dict[str, int] = {}
        self._kinds = {proposal["name"]: proposal["kind"] for proposal in proposals["actors"]}
        self._fresh = {"actor": 0, "event": 0, "link": 0}

    def run(self) -> Accepted:
        """Accept all that scores enough; an event or link brings the actors it needs."""
        events = [event for event in self._proposals["events"] if event["score"] >= self._at_least]
        links = [link for link in self._proposals["links"] if link["score"] >= self._at_least]
        needed = {name for event in events for name in event["actors"]}
        needed |= {name for link in links for name in (link["source"], link["target"])}
        for proposal in self._proposals["actors"]:
            if proposal["score"] >= self._at_least or proposal["name"] in needed:
                self._accept_actor(proposal)
        for event in events:
            self._accept_event(event)
        for link in links:
            self._accept_link(link)
        return Accepted(SourceId(self._source_id), self._fresh["actor"], self._fresh["event"], self._fresh["link"])

    def _accept_actor(self, proposal: ActorProposal) -> None:
        names = (proposal["name"], *proposal["aliases"])
        actor_id = self._known.get(name_key(proposal["name"])) if proposal["named"] else None
        if actor_id is None:
            kind = "" if proposal["kind"] == "untyped" else f"actor.{proposal['kind']}"
            values = {"name": proposal["name"], "kind": kind, "named": proposal["named"]}
            actor_id = insert(self._edit, "actor", values)
            self._fresh["actor"] += 1
        self._actors[proposal["name"]] = actor_id
        for name in names:
            self._add_name(actor_id, one_line(name), known=proposal["named"])
        first = min(proposal["mentions"], key=tuple, default=None)
        if first is not None:
            span = self._sentence_at(first[0]) or (first[0], first[1])
            self._cite("actor", actor_id, span, (), proposal["rule"])
            self._decide("actor", proposal["name"], (first[0], first[1]))

    def _add_name(self, actor_id: int, name: str, *, known: bool) -> None:
        """Give an actor a name that it has not yet, unless the name leads to another; an unnamed one is never known."""
        owner = self._known.get(name_key(name), actor_id)
        if known:
            self._known.setdefault(name_key(name), actor_id)
        if owner == actor_id or not known:
            taken = self._edit.execute(
                "SELECT 1 FROM actor WHERE id = ? AND name = ? UNION SELECT 1 FROM actor_name"
                " WHERE actor_id = ? AND name = ?",
                (actor_id, name, actor_id, name),
            ).fetchone()
            if taken is None:
                insert(self._edit, "actor_name", {"actor": actor_id, "name": name})

    def _sentence_at(self, place: int) -> tuple[int, int] | None:
        for sentence in self._proposals["sentences"]:
            start, end = sentence["span"]
            if start <= place < end:
                return start, end
        return None

    def _accept_event(self, proposal: EventProposal) -> None:
        event_id = self._same_event(proposal)
        if event_id is None:
            values = {key: proposal[key] for key in ("title", "kind", "status")}
            event_id = insert(self._edit, "event", {**values, "t": proposal["edtf"]})
            self._fresh["event"] += 1
            for ordinal, (actor_id, role) in enumerate(self._roles(proposal["actors"])):
                participant = {"event": event_id, "actor": actor_id, "role": role, "ordinal": ordinal}
                insert(self._edit, "participation", participant)
            self._keep_words("event", event_id, proposal["span"], proposal["edtf"])
        self._cite("event", event_id, proposal["span"], proposal["speakers"], proposal["rule"])
        self._decide("event", proposal["title"], proposal["span"])

    def _same_event(self, proposal: EventProposal) -> int | None:
        found = self._edit.execute(
            "SELECT id FROM event WHERE title = ? AND t = ? AND status = ?",
            (one_line(proposal["title"]), proposal["edtf"], proposal["status"]),
        ).fetchone()
        return None if found is None else int(found[0])

    def _roles(self, names: Iterable[str]) -> list[tuple[int, str]]:
        """Return each actor once with a role: places are where it was, the first of the others is who acted."""
        roles: dict[int, str] = {}
        acting = "role.actor"
        for name in names:
            actor_id = self._actors.get(name)
            if actor_id is None or actor_id in roles:  # two names may lead to one actor
                continue
            if self._kinds.get(name) == "place":
                roles[actor_id] = "role.location"
            else:
                roles[actor_id] = acting
                acting = "role.participant"
        return list(roles.items())

    def _accept_link(self, proposal: LinkProposal) -> None:
        from_id, to_id = self._actors.get(proposal["source"]), self._actors.get(proposal["target"])
        if from_id is None or to_id is None or from_id == to_id:
            return
        link_id = self._same_link(from_id, to_id, proposal)
        if link_id is None:
            values = {key: proposal[key] for key in ("kind", "label", "status")}
            ends: dict[str, object] = {"from": from_id, "to": to_id}
            link_id = insert(self._edit, "link", {**ends, **values, "t": proposal["edtf"]})
            self._fresh["link"] += 1
            self._keep_words("link", link_id, proposal["span"], proposal["edtf"])
        self._cite("link", link_id, proposal["span"], proposal["speakers"], proposal["rule"])
        self._decide("link", f"{proposal['source']} → {proposal['target']}: {proposal['label']}", proposal["span"])

    def _same_link(self, from_id: int, to_id: int, proposal: LinkProposal) -> int | None:
        """Return the link that says the same; one without a direction says it from either end."""
        said = (proposal["kind"], one_line(proposal["label"]), proposal["status"], proposal["edtf"])
        found = self._edit.execute(
            "SELECT l.id FROM link l LEFT JOIN kind k ON k.id = l.kind_id"
            " WHERE (l.from_id, l.to_id) IN (VALUES (?, ?), (?, ?)) AND (l.from_id = ? OR NOT k.directed)"
            " AND coalesce(k.key, '') = ? AND l.label = ? AND l.status = ? AND l.t = ?",
            (from_id, to_id, to_id, from_id, from_id, *said),
        ).fetchone()
        return None if found is None else int(found[0])

    def _keep_words(self, fact: str, fact_id: int, span: Span, edtf: str) -> None:
        """Keep the words that a date came from, so that it can be resolved anew when its anchor moves."""
        for date in self._proposals["dates"]:
            within = span[0] <= date["span"][0] and date["span"][1] <= span[1]
            if within and date["edtf"] == edtf and date["anchored"]:
                words: dict[str, object] = {fact: fact_id, "words": date["text"], "rule": date["rule"]}
                insert(self._edit, "dating", {**words, "anchor_source": self._source_id})
                return

    def _cite(self, fact: str, fact_id: int, span: Span, speakers: Sequence[SpeakerProposal], rule: str) -> None:
        said = [
            Speaker(speaker["name"], speaker["mode"], ActorId(actor_id) if actor_id is not None else None)
            for speaker in speakers
            for actor_id in (self._actors.get(speaker["name"], self._known.get(name_key(speaker["name"]))),)
        ]
        write_citation(self._edit, self._source_id, (fact, fact_id), (span[0], span[1]), said, {"origin": rule})

    def _decide(self, what: str, value: str, span: Span) -> None:
        write_decision(self._edit, self._source_id, (span[0], span[1]), what, value, "accepted")


def _known_actors(edit: Edit) -> Iterable[tuple[str, int]]:
    """Yield key and id of every name that leads to one actor only."""
    owners: dict[str, set[int]] = {}
    for row, name in edit.execute(
        "SELECT id, name FROM actor WHERE named UNION ALL"
        " SELECT n.actor_id, n.name FROM actor_name n JOIN actor a ON a.id = n.actor_id WHERE a.named"
    ):
        owners.setdefault(name_key(name), set()).add(row)
    return ((key, next(iter(ids))) for key, ids in owners.items() if len(ids) == 1)
