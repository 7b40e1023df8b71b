"""How proposals become records inside an open edit: who is known already, what is there already, what is decided."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from geoeditor.core.commands.acceptance.proposed import (
    ActorProposal,
    EventProposal,
    LinkProposal,
    Proposals,
    Span,
    SpeakerProposal,
)
from geoeditor.core.commands.citations import Speaker, write_citation
from geoeditor.core.commands.records import insert
from geoeditor.core.commands.sources import write_decision
from geoeditor.core.commands.values import name_key, one_line
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import ActorId, SourceId


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of it: the source, and how many facts are new."""

    source_id: SourceId
    actors: int = 0
    events: int = 0
    links: int = 0


class Taking:
    """One run over proposals of one source, inside an open edit."""

    def __init__(self, edit: Edit, source_id: int, proposals: Proposals) -> None:
        self._edit = edit
        self._source_id = source_id
        self._proposals = proposals
        self._known = known_actors(edit)
        self._actors: dict[str, int] = {}
        self._kinds = {proposal["name"]: proposal["kind"] for proposal in proposals["actors"]}
        self._fresh = {"actor": 0, "event": 0, "link": 0}

    @property
    def accepted(self) -> Accepted:
        """Return what came of it so far."""
        return Accepted(SourceId(self._source_id), self._fresh["actor"], self._fresh["event"], self._fresh["link"])

    def bring(self, names: Collection[str]) -> None:
        """Take the actors of these names, in the order of the text."""
        for proposal in self._proposals["actors"]:
            if proposal["name"] in names and proposal["name"] not in self._actors:
                self.take_actor(proposal)

    def take_actor(self, proposal: ActorProposal) -> int:
        """Take an actor, or the one that is known by this name, with its other names and its first mention."""
        known = self._known.get(name_key(proposal["name"])) if proposal["named"] else self._unnamed_here(proposal)
        if known is None:
            kind = "" if proposal["kind"] == "untyped" else f"actor.{proposal['kind']}"
            values = {"name": proposal["name"], "kind": kind, "named": proposal["named"]}
            known = insert(self._edit, "actor", values)
            self._fresh["actor"] += 1
        actor_id = known
        self._actors[proposal["name"]] = actor_id
        if proposal["named"] or not self._is_named(actor_id):
            for name in (proposal["name"], *proposal["aliases"]):
                self._add_name(actor_id, one_line(name), known=proposal["named"])
        self.cite_mention(actor_id, proposal)
        return actor_id

    def cite_mention(self, actor_id: int, proposal: ActorProposal) -> None:
        """Cite the sentence of the first mention of an actor, once, and remember that the proposal was accepted."""
        first = min(proposal["mentions"], key=tuple, default=None)
        if first is None:
            return
        span = self._sentence_at(first[0]) or (first[0], first[1])
        self._cite("actor", actor_id, span, (), proposal["rule"])
        self._decide("actor", proposal["name"], (first[0], first[1]))

    def _unnamed_here(self, proposal: ActorProposal) -> int | None:
        """Return the actor that was made of this description in this source before; elsewhere it is another one."""
        found = self._edit.execute(
            "SELECT a.id FROM actor a JOIN citation c ON c.actor_id = a.id WHERE c.source_id = ?1 AND (a.name = ?2 OR"
            " EXISTS (SELECT 1 FROM actor_name n WHERE n.actor_id = a.id AND n.name = ?2)) ORDER BY a.id",
            (self._source_id, one_line(proposal["name"])),
        ).fetchone()
        return self._resolved_here(proposal) if found is None else int(found[0])

    def _is_named(self, actor_id: int) -> bool:
        """Tell whether an actor has a name, such as one that a description was resolved to."""
        return bool(self._edit.execute("SELECT named FROM actor WHERE id = ?", (actor_id,)).fetchone()[0])

    def _resolved_here(self, proposal: ActorProposal) -> int | None:
        """Return who this description of this source was resolved to, where it was."""
        found = self._edit.execute(
            "SELECT m.new_id FROM merge m WHERE m.same AND json_extract(m.moved, '$.form') = 'resolved'"
            " AND json_extract(m.moved, '$.words') = ? AND EXISTS"
            " (SELECT 1 FROM citation c WHERE c.actor_id = m.new_id AND c.source_id = ?) ORDER BY m.id",
            (one_line(proposal["name"]), self._source_id),
        ).fetchone()
        return None if found is None else int(found[0])

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

    def take_event(self, proposal: EventProposal) -> int:
        """Take an event, or let its sentence be further evidence of the same event."""
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
        return event_id

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

    def take_link(self, proposal: LinkProposal) -> int | None:
        """Take a link, or let its sentence be further evidence of the same link; None where its ends are one."""
        from_id, to_id = self._actors.get(proposal["source"]), self._actors.get(proposal["target"])
        if from_id is None or to_id is None or from_id == to_id:
            return None
        link_id = self._same_link(from_id, to_id, proposal)
        if link_id is None:
            values = {key: proposal[key] for key in ("kind", "label", "status")}
            ends: dict[str, object] = {"from": from_id, "to": to_id}
            link_id = insert(self._edit, "link", {**ends, **values, "t": proposal["edtf"]})
            self._fresh["link"] += 1
            self._keep_words("link", link_id, proposal["span"], proposal["edtf"])
        self._cite("link", link_id, proposal["span"], proposal["speakers"], proposal["rule"])
        self._decide("link", link_value(proposal), proposal["span"])
        return link_id

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
        said = [speaker_of(speaker, self._actors, self._known) for speaker in speakers]
        if not is_cited(self._edit, self._source_id, (fact, fact_id), span):
            write_citation(self._edit, self._source_id, (fact, fact_id), (span[0], span[1]), said, {"origin": rule})

    def _decide(self, what: str, value: str, span: Span) -> None:
        write_decision(self._edit, self._source_id, (span[0], span[1]), what, value, "accepted")


def speaker_of(speaker: SpeakerProposal, taken: dict[str, int], known: dict[str, int]) -> Speaker:
    """Return a speaker with the actor that the name leads to, if any."""
    actor_id = taken.get(speaker["name"], known.get(name_key(speaker["name"])))
    return Speaker(speaker["name"], speaker["mode"], ActorId(actor_id) if actor_id is not None else None)


def known_actors(edit: Edit) -> dict[str, int]:
    """Return the actor of every name that leads to one only, by the key of the name; mere descriptions are no names."""
    owners: dict[str, set[int]] = {}
    for row, name in edit.execute(
        "SELECT id, name FROM actor WHERE named UNION ALL"
        " SELECT n.actor_id, n.name FROM actor_name n JOIN actor a ON a.id = n.actor_id"
        " WHERE a.named AND n.kind <> 'description'"
    ):
        owners.setdefault(name_key(name), set()).add(row)
    return {key: next(iter(ids)) for key, ids in owners.items() if len(ids) == 1}


def link_value(proposal: LinkProposal) -> str:
    """Return what a decision on a link is remembered by."""
    return f"{proposal['source']} → {proposal['target']}: {proposal['label']}"


def is_cited(edit: Edit, source_id: int, fact: tuple[str, int], span: Span) -> bool:
    """Tell whether exactly this passage bears on the fact already."""
    cited = f'SELECT 1 FROM citation WHERE {fact[0]}_id = ? AND source_id = ? AND "start" = ? AND "end" = ?'
    return edit.execute(cited, (fact[1], source_id, span[0], span[1])).fetchone() is not None
