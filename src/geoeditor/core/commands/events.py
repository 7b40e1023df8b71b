"""Events, who takes part in them, and how they bear on each other."""

from typing import TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, remove, require
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, EventId, ParticipationId, RelationId
from geoeditor.translation import tr, trn


class EventValues(TypedDict, total=False):
    """What can be given of an event; `kind` is the key of a kind or '', `t` EDTF text, `score` from -10 to 10."""

    kind: str
    title: str
    description: str
    status: str
    t: str
    score: float | None
    likelihood: int | None
    colour: str
    extra: dict[str, object]


class ParticipationValues(TypedDict, total=False):
    """What can be given of a participation; `role` is the key of a role."""

    role: str
    ordinal: int
    note: str


class RelationValues(TypedDict, total=False):
    """What can be given of a relation; `kind` is the key of a relation."""

    kind: str
    note: str


def add_event(document: Document, **values: Unpack[EventValues]) -> EventId:
    """Add an event; only the title must be given."""
    with document.edit(tr("Add event")) as edit:
        return EventId(insert(edit, "event", values))


def change_event(document: Document, event_id: EventId, **values: Unpack[EventValues]) -> None:
    """Change fields of an event; a new `t` is a date typed by hand, so date words are dropped."""
    with document.edit(tr("Change event")) as edit:
        change(edit, "event", event_id, values)
        if "t" in values:
            edit.execute("DELETE FROM dating WHERE event_id = ?", (event_id,))


def remove_events(document: Document, *event_ids: EventId) -> None:
    """Remove events with their participations, relations and evidence."""
    with document.edit(trn("Remove event", "Remove {n} events", len(event_ids))) as edit:
        remove(edit, "event", event_ids)


def connect_actor(
    document: Document, event_id: EventId, actor_id: ActorId, **values: Unpack[ParticipationValues]
) -> ParticipationId:
    """Let an actor take part in an event, after those who do already; without a role as a participant."""
    with document.edit(tr("Add participant")) as edit:
        require(edit, "event", event_id)
        last = edit.execute("SELECT max(ordinal) FROM participation WHERE event_id = ?", (event_id,)).fetchone()[0]
        given = {"role": "role.participant", "ordinal": 0 if last is None else last + 1, **values}
        return ParticipationId(insert(edit, "participation", {"event": event_id, "actor": actor_id, **given}))


def change_participation(
    document: Document, participation_id: ParticipationId, **values: Unpack[ParticipationValues]
) -> None:
    """Change role, order or note of a participation."""
    with document.edit(tr("Change participant")) as edit:
        change(edit, "participation", participation_id, values)


def remove_participations(document: Document, *participation_ids: ParticipationId) -> None:
    """Take actors out of events."""
    with document.edit(trn("Remove participant", "Remove {n} participants", len(participation_ids))) as edit:
        remove(edit, "participation", participation_ids)


def relate_events(document: Document, from_id: EventId, to_id: EventId, **values: Unpack[RelationValues]) -> RelationId:
    """Say how one event bears on another; the kind must be given."""
    with document.edit(tr("Relate events")) as edit:
        return RelationId(insert(edit, "relation", {"from": from_id, "to": to_id, **values}))


def change_relation(document: Document, relation_id: RelationId, **values: Unpack[RelationValues]) -> None:
    """Change kind or note of a relation."""
    with document.edit(tr("Change relation")) as edit:
        change(edit, "relation", relation_id, values)


def remove_relations(document: Document, *relation_ids: RelationId) -> None:
    """Remove relations between events."""
    with document.edit(trn("Remove relation", "Remove {n} relations", len(relation_ids))) as edit:
        remove(edit, "relation", relation_ids)
