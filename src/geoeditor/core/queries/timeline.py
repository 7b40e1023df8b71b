"""What the interactive timeline draws from: columns of all events, who takes part in them, and the actors.

One array a column, in the order of the ids; after a change only the rows it touched are read again. Reads, never
writes; knows nothing of drawing.
"""

import itertools
import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from geoeditor.core.document import Document
from geoeditor.core.queries.chart_facts import ChartActor
from geoeditor.core.queries.chart_reading import read_actors
from geoeditor.core.queries.hues import FAIR

STATUSES: Final = ("occurred", "ongoing", "planned", "hypothetical", "negated")
FINE_PRECISIONS: Final = ("day", "minute", "second")
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of events: its key, what it is called, and its sign (+1, -1 or 0)."""

    key: str
    label: str
    sign: int


@dataclass(frozen=True, slots=True)
class TimelineEvents:
    """Columns of events, one entry each, in the order of `ids`."""

    ids: NDArray[np.int64]
    lo: NDArray[np.float64]
    """First second; minus infinity where the start is open, NaN where the event has no date."""
    hi: NDArray[np.float64]
    """Second after the last; infinity where the end is open."""
    fine: NDArray[np.bool_]
    """The date is known to the day or better."""
    kinds: NDArray[np.int64]
    """Ids of kinds, 0 for none."""
    status: NDArray[np.uint8]
    """Place in STATUSES; words of other versions count as occurred."""
    passages: NDArray[np.int64]
    claimed: NDArray[np.bool_]
    """Every supporting passage is somebody's claim."""
    disputed: NDArray[np.bool_]
    """A passage contradicts it."""
    titles: tuple[str, ...]
    dates: tuple[str, ...]
    """EDTF text, '' for none."""

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Participations:
    """Columns of who takes part, in the order of event ids, then as the user ordered them."""

    ids: NDArray[np.int64]
    events: NDArray[np.int64]
    actors: NDArray[np.int64]
    is_place: NDArray[np.bool_]
    """The actor is where it happened."""


@dataclass(frozen=True, slots=True)
class TimelineColumns:
    """All that the timeline shows."""

    events: TimelineEvents
    participations: Participations
    actors: tuple[ChartActor, ...]
    kinds: Mapping[int, EventKind]
    speakers: Mapping[int, tuple[str, ...]]
    """Whose word a passage of an event is, by the id of the event."""

    @classmethod
    def empty(cls) -> Self:
        """Return the columns of a project without events."""
        ids, seconds, flags = np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.bool_)
        events = TimelineEvents(ids, seconds, seconds, flags, ids, np.zeros(0, np.uint8), ids, flags, flags, (), ())
        return cls(events, Participations(ids, ids, ids, flags), (), {}, {})


def read_timeline(document: Document) -> TimelineColumns:
    """Return all that the timeline shows."""
    with document.read() as connection:
        return TimelineColumns(
            _events(connection), _participations(connection), read_actors(connection), _kinds(connection),
            _speakers(connection),
        )  # fmt: skip


def read_changed(
    document: Document, before: TimelineColumns, events: Collection[int], actors: Collection[int]
) -> TimelineColumns:
    """Return the columns with these events and actors, whether added, changed or removed, read anew.

    Args:
        document: where to read.
        before: the columns so far; what is not touched is taken over as it is, the same objects.
        events: ids of all events of which anything has changed, their participations and evidence included.
        actors: ids of all actors that have changed.
    """
    with document.read() as connection:
        fresh, joined = _events(connection, events), _participations(connection, events)
        people = _merged_actors(connection, before.actors, actors) if actors else before.actors
        kinds, quoted = _kinds(connection), _speakers(connection, events)
    touched = np.fromiter(events, np.int64, len(events))
    return TimelineColumns(
        _merged_events(before.events, fresh, touched), _merged_joins(before.participations, joined, touched),
        people, kinds, _merged_speakers(before.speakers, quoted, events),
    )  # fmt: skip


def events_of_citations(document: Document, citations: Collection[int]) -> set[int]:
    """Return the events that these citations, as far as they are there, speak of."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT event_id FROM citation WHERE event_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(citations)),),
        )
        return {row for (row,) in rows}


def events_of_attributions(document: Document, attributions: Collection[int]) -> set[int]:
    """Return the events that these attributions, as far as they are there, speak of."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT c.event_id FROM attribution a JOIN citation c ON c.id = a.citation_id"
            " WHERE c.event_id IS NOT NULL AND a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(attributions)),),
        )
        return {row for (row,) in rows}


def events_of_speakers(document: Document, actors: Collection[int]) -> set[int]:
    """Return the events for which these actors are quoted."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT c.event_id FROM attribution a JOIN citation c ON c.id = a.citation_id"
            " WHERE c.event_id IS NOT NULL AND a.actor_id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(actors)),),
        )
        return {row for (row,) in rows}


def events_of_participations(document: Document, participations: Collection[int]) -> set[int]:
    """Return the events that these participations, as far as they are there, belong to."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT event_id FROM participation WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(participations)),),
        )
        return {row for (row,) in rows}


def _only(column: str, ids: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    if ids is None:
        return "", ()
    return f" WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)


def _events(connection: sqlite3.Connection, ids: Collection[int] | None = None) -> TimelineEvents:
    chosen, values = _only("id", ids)
    rows = connection.execute(
        "SELECT id, coalesce(t_lo, 0), coalesce(t_hi, 0), t_lo IS NOT NULL, t_prec, coalesce(kind_id, 0), status,"
        f" title, t FROM event{chosen} ORDER BY id",
        values,
    ).fetchall()
    number, lo, hi, dated, precision, kind, status, titles, dates = zip(*rows, strict=True) if rows else [()] * 9
    evidence = _evidence(connection, ids)
    places = {word: place for place, word in enumerate(STATUSES)}
    ids_ = np.array(number, dtype=np.int64)
    is_dated = np.array(dated, dtype=np.bool_)
    known = evidence[np.searchsorted(evidence[:, 0], ids_).clip(max=len(evidence) - 1)]
    known[known[:, 0] != ids_, 1:] = 0
    return TimelineEvents(
        ids=ids_,
        lo=_seconds(np.array(lo, dtype=np.int64), is_dated),
        hi=_seconds(np.array(hi, dtype=np.int64), is_dated),
        fine=np.fromiter((word in FINE_PRECISIONS for word in precision), np.bool_, len(rows)),
        kinds=np.array(kind, dtype=np.int64),
        status=np.fromiter((places.get(word, 0) for word in status), np.uint8, len(rows)),
        passages=known[:, 1],
        claimed=(known[:, 1] > 0) & (known[:, 1] == known[:, 2]),
        disputed=known[:, 3] > 0,
        titles=tuple(titles),
        dates=tuple(dates),
    )


def _seconds(stored: NDArray[np.int64], dated: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return bounds as floats; the ends of the 64-bit range, which stand for open ends, become infinities."""
    seconds = stored.astype(np.float64)
    seconds[stored == _SMALLEST] = -np.inf
    seconds[stored == _LARGEST] = np.inf
    seconds[~dated] = np.nan
    return seconds


def _evidence(connection: sqlite3.Connection, ids: Collection[int] | None) -> NDArray[np.int64]:
    """Return (n, 4): event id, supporting passages, how many of them are a claim, how many passages contradict it.

    Never empty, sorted by id.
    """
    chosen, values = _only("c.event_id", ids)
    rows = connection.execute(
        "SELECT c.event_id, sum(c.stance = 'supports'),"
        " sum(c.stance = 'supports' AND EXISTS (SELECT 1 FROM attribution a WHERE a.citation_id = c.id)),"
        f" sum(c.stance = 'contradicts') FROM citation c{chosen or ' WHERE c.event_id IS NOT NULL'}"
        " GROUP BY c.event_id ORDER BY c.event_id",
        values,
    ).fetchall()
    return np.array(rows or [(-1, 0, 0, 0)], dtype=np.int64)


def _speakers(connection: sqlite3.Connection, ids: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Return the last speaker of each passage that supports an event, by event, each name once."""
    chosen, values = _only("c.event_id", ids)
    rows = connection.execute(
        "SELECT c.event_id, coalesce(p.name, a.name), max(a.ordinal) FROM citation c"
        " JOIN attribution a ON a.citation_id = c.id LEFT JOIN actor p ON p.id = a.actor_id"
        f"{chosen or ' WHERE c.event_id IS NOT NULL'} AND c.stance = 'supports'"
        " GROUP BY c.id ORDER BY c.event_id, c.id",
        values,
    )
    found: dict[int, dict[str, None]] = {}
    for event, name, _ in rows:
        found.setdefault(event, {})[name] = None
    return {event: tuple(names) for event, names in found.items()}


def _participations(connection: sqlite3.Connection, events: Collection[int] | None = None) -> Participations:
    chosen, values = _only("event_id", events)
    rows = connection.execute(
        f"SELECT id, event_id, actor_id, role_id, ordinal FROM participation{chosen}", values
    ).fetchall()
    flat = np.fromiter(itertools.chain.from_iterable(rows), np.int64, len(rows) * 5).reshape(-1, 5)
    table = flat[np.lexsort((flat[:, 0], flat[:, 4], flat[:, 1]))]
    places = connection.execute("SELECT id FROM kind WHERE key = 'role.location' OR key LIKE 'role.location.%'")
    is_place = np.isin(table[:, 3], [role for (role,) in places])
    return Participations(table[:, 0], table[:, 1], table[:, 2], is_place)


def _kinds(connection: sqlite3.Connection) -> dict[int, EventKind]:
    rows = connection.execute("SELECT id, key, label, sign FROM kind WHERE scope = 'event'")
    return {row: EventKind(key, label, sign or 0) for row, key, label, sign in rows}


def _merged_actors(
    connection: sqlite3.Connection, before: tuple[ChartActor, ...], touched: Collection[int]
) -> tuple[ChartActor, ...]:
    """Return all actors in the order of their ids; of those that were not touched, the very same objects."""
    fresh = read_actors(connection, touched)
    merged = sorted([*(actor for actor in before if actor.id not in touched), *fresh], key=_id_of)
    if [actor.id for actor in merged[:FAIR]] != [actor.id for actor in before[:FAIR]]:
        return read_actors(connection)  # the oldest share out the colours, so others may have got another one
    return tuple(merged)


def _id_of(actor: ChartActor) -> int:
    return actor.id


def _merged_speakers(
    before: Mapping[int, tuple[str, ...]], quoted: Mapping[int, tuple[str, ...]], events: Collection[int]
) -> Mapping[int, tuple[str, ...]]:
    if not events:
        return before
    return {**{event: who for event, who in before.items() if event not in events}, **quoted}


def _merged_events(before: TimelineEvents, fresh: TimelineEvents, touched: NDArray[np.int64]) -> TimelineEvents:
    """Return the columns without what was touched, and with what is there of it now."""
    if not len(touched):
        return before
    keep = np.flatnonzero(~np.isin(before.ids, touched))
    order = np.argsort(np.concatenate([before.ids[keep], fresh.ids]), kind="stable")

    def column(old: NDArray[np.generic], new: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.concatenate([old[keep], new])[order]

    def texts(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
        joined = [*map(old.__getitem__, keep.tolist()), *new]
        return tuple(map(joined.__getitem__, order.tolist()))

    return TimelineEvents(
        ids=column(before.ids, fresh.ids).astype(np.int64),
        lo=column(before.lo, fresh.lo).astype(np.float64),
        hi=column(before.hi, fresh.hi).astype(np.float64),
        fine=column(before.fine, fresh.fine).astype(np.bool_),
        kinds=column(before.kinds, fresh.kinds).astype(np.int64),
        status=column(before.status, fresh.status).astype(np.uint8),
        passages=column(before.passages, fresh.passages).astype(np.int64),
        claimed=column(before.claimed, fresh.claimed).astype(np.bool_),
        disputed=column(before.disputed, fresh.disputed).astype(np.bool_),
        titles=texts(before.titles, fresh.titles),
        dates=texts(before.dates, fresh.dates),
    )


def _merged_joins(before: Participations, fresh: Participations, touched: NDArray[np.int64]) -> Participations:
    if not len(touched):
        return before
    keep = ~np.isin(before.events, touched)
    events = np.concatenate([before.events[keep], fresh.events])
    order = np.argsort(events, kind="stable")
    return Participations(
        np.concatenate([before.ids[keep], fresh.ids])[order],
        events[order],
        np.concatenate([before.actors[keep], fresh.actors])[order],
        np.concatenate([before.is_place[keep], fresh.is_place])[order],
    )
