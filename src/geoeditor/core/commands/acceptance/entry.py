"""Facts entered at a passage of a source: an actor, event or link with its evidence, date and people, in one step.

Also how a corrected proposal is stored: the entry, and the decision that says what it corrects.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geoeditor.core.commands.acceptance.proposed import SpeakerProposal
from geoeditor.core.commands.acceptance.taking import is_cited, known_actors, speaker_of
from geoeditor.core.commands.citations import write_citation
from geoeditor.core.commands.dating import date_in_words
from geoeditor.core.commands.records import insert, require
from geoeditor.core.commands.sources import write_decision
from geoeditor.core.commands.values import name_key, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import ActorId, EventId, LinkId, SourceId
from geoeditor.translation import shown, tr

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who takes part: an actor of the project by id, or one to be found or made by name."""

    name: str
    actor_id: int | None = None
    kind: str = ""
    role: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """A date; with `words` it is what these words come to, and moves with the publication where `anchored`."""

    t: str = ""
    words: str = ""
    rule: str = ""
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from: by hand, or a proposal (`what`, `value`, `span`) that it corrects."""

    rule: str = "user"
    what: str = ""
    value: str = ""
    span: Stretch = (0, 0)


BY_HAND = Origin()


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor to enter; with `actor_id` it is that one, which gets the passage and the name."""

    name: str
    kind: str = ""
    named: bool = True
    actor_id: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event to enter."""

    title: str
    kind: str = ""
    status: str = "occurred"
    date: Dated = field(default_factory=Dated)
    who: tuple[Who, ...] = ()
    speakers: tuple[SpeakerProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """A link to enter."""

    start: Who
    end: Who
    kind: str = ""
    label: str = ""
    status: str = "occurred"
    date: Dated = field(default_factory=Dated)
    speakers: tuple[SpeakerProposal, ...] = ()


def enter_actor(
    document: Document, source_id: SourceId, span: Stretch, entry: ActorEntry, origin: Origin = BY_HAND
) -> ActorId:
    """Add an actor with a passage; a name that leads to an actor of the project adds the passage to that one."""
    with document.edit(_label("actor", entry.name, origin)) as edit:
        known = known_actors(edit)
        found = entry.actor_id
        if found is None and entry.named:
            found = known.get(name_key(entry.name))
        if found is None:
            found = insert(edit, "actor", {"name": entry.name, "kind": entry.kind, "named": entry.named})
        for name in (entry.name, *entry.names):
            _add_name(edit, found, name, known, named=entry.named)
        _cite(edit, source_id, ("actor", found), span, (), origin)
        _decide(edit, source_id, origin, entry.name)
        return ActorId(found)


def enter_event(
    document: Document, source_id: SourceId, span: Stretch, entry: EventEntry, origin: Origin = BY_HAND
) -> EventId:
    """Add an event with its date, the actors who take part (made where they are new) and its passage."""
    with document.edit(_label("event", entry.title, origin)) as edit:
        plain = {"title": entry.title, "kind": entry.kind, "status": entry.status, "t": entry.date.t}
        event_id = insert(edit, "event", plain)
        known = known_actors(edit)
        acting = "role.actor"
        taken: set[int] = set()
        for who in entry.who:
            actor_id, kind = _actor(edit, source_id, span, who, known)
            if actor_id in taken:
                continue
            role = who.role or ("role.location" if kind == "actor.place" else acting)
            if role == acting:
                acting = "role.participant"
            participant = {"event": event_id, "actor": actor_id, "role": role, "ordinal": len(taken)}
            insert(edit, "participation", participant)
            taken.add(actor_id)
        _date(document, source_id, "event", event_id, entry.date)
        _cite(edit, source_id, ("event", event_id), span, entry.speakers, origin)
        _decide(edit, source_id, origin, entry.title)
        return EventId(event_id)


def enter_link(
    document: Document, source_id: SourceId, span: Stretch, entry: LinkEntry, origin: Origin = BY_HAND
) -> LinkId:
    """Link two actors (made where they are new) with a date and a passage."""
    with document.edit(_label("link", f"{entry.start.name} – {entry.end.name}", origin)) as edit:
        known = known_actors(edit)
        start, _ = _actor(edit, source_id, span, entry.start, known)
        end, _ = _actor(edit, source_id, span, entry.end, known)
        plain = {"kind": entry.kind, "label": entry.label, "status": entry.status, "t": entry.date.t}
        link_id = insert(edit, "link", {"from": start, "to": end, **plain})
        _date(document, source_id, "link", link_id, entry.date)
        _cite(edit, source_id, ("link", link_id), span, entry.speakers, origin)
        _decide(edit, source_id, origin, f"{entry.start.name} → {entry.end.name}: {entry.label or entry.kind}")
        return LinkId(link_id)


def date_by_words(
    document: Document, source_id: SourceId, fact: tuple[str, int], span: Stretch, date: Dated, sentence: Stretch
) -> None:
    """Date an event or link by words at `span`; their sentence is evidence of the date."""
    with document.edit(tr("Date by “{words}”", words=shown(date.words, 40))) as edit:
        if fact[0] not in ("event", "link"):
            raise refusal("Only events and links have a date in words.")
        anchor = source_id if date.anchored else None
        date_in_words(document, *fact, date.words, t=date.t, rule=date.rule, anchor_source=anchor)
        covered = edit.execute(
            f'SELECT 1 FROM citation WHERE {fact[0]}_id = ? AND source_id = ? AND "start" <= ? AND "end" >= ?',
            (fact[1], source_id, span[0], span[1]),
        ).fetchone()
        if covered is None:
            write_citation(edit, source_id, fact, sentence, (), {"field": "t", "value": date.t})


def _label(what: str, name: str, origin: Origin) -> str:
    labels = {
        ("actor", False): tr("Add actor “{name}”"),
        ("event", False): tr("Add event “{name}”"),
        ("link", False): tr("Add link “{name}”"),
        ("actor", True): tr("Accept actor “{name}”"),
        ("event", True): tr("Accept event “{name}”"),
        ("link", True): tr("Accept link “{name}”"),
    }
    return labels[what, bool(origin.what)].format(name=shown(name, 40))


def _actor(edit: Edit, source_id: int, span: Stretch, who: Who, known: dict[str, int]) -> tuple[int, str]:
    """Return id and kind of somebody who takes part; a new one is made with the passage as its evidence."""
    actor_id = who.actor_id
    if actor_id is None and who.named:
        actor_id = known.get(name_key(who.name))
    if actor_id is not None:
        require(edit, "actor", actor_id)
        kind = edit.execute(
            "SELECT coalesce(k.key, '') FROM actor a LEFT JOIN kind k ON k.id = a.kind_id WHERE a.id = ?", (actor_id,)
        ).fetchone()[0]
        return actor_id, str(kind)
    actor_id = insert(edit, "actor", {"name": who.name, "kind": who.kind, "named": who.named})
    if who.named:
        known[name_key(who.name)] = actor_id
    write_citation(edit, source_id, ("actor", actor_id), span, (), {})
    return actor_id, who.kind


def _add_name(edit: Edit, actor_id: int, name: str, known: dict[str, int], *, named: bool) -> None:
    """Give an actor a name that it has not yet, unless the name leads to another."""
    if named and known.get(name_key(name), actor_id) != actor_id:
        return
    keys = edit.execute(
        "SELECT name FROM actor WHERE id = ?1 UNION ALL SELECT name FROM actor_name WHERE actor_id = ?1", (actor_id,)
    )
    if name_key(name) not in {name_key(row[0]) for row in keys.fetchall()}:
        insert(edit, "actor_name", {"actor": actor_id, "name": name})


def _date(document: Document, source_id: SourceId, fact: str, fact_id: int, date: Dated) -> None:
    if date.words:
        anchor = source_id if date.anchored else None
        date_in_words(document, fact, fact_id, date.words, t=date.t, rule=date.rule, anchor_source=anchor)


def _cite(
    edit: Edit,
    source_id: int,
    fact: tuple[str, int],
    span: Stretch,
    speakers: Sequence[SpeakerProposal],
    origin: Origin,
) -> None:
    if is_cited(edit, source_id, fact, span):
        return
    known = known_actors(edit) if speakers else {}
    said = [speaker_of(speaker, {}, known) for speaker in speakers]
    write_citation(edit, source_id, fact, span, said, {"origin": origin.rule})


def _decide(edit: Edit, source_id: int, origin: Origin, correction: str) -> None:
    if origin.what:
        write_decision(edit, source_id, origin.span, origin.what, origin.value, "corrected", correction)
