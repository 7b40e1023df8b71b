"""What lies on the reader's desk: one source with its marks, its dates in words, and what was decided on it.

Plain rows in code points, half-open; no ORM objects.
"""

import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.translation import tr

Span = tuple[int, int]


class SourceTitle(NamedTuple):
    """A source as a chooser shows it."""

    id: int
    title: str
    published: str


class SourceHead(NamedTuple):
    """What stands above the text; `facts` counts those that the source bears on."""

    id: int
    title: str
    kind: str
    published: str
    reliability: str
    publisher: str
    facts: int


class Passage(NamedTuple):
    """A stretch that bears on an actor, event or link; that of a participation or relation leads to its event."""

    citation_id: int
    fact: str
    id: int
    start: int
    end: int


class Verdict(NamedTuple):
    """What was decided on a proposal."""

    what: str
    value: str
    start: int
    end: int
    verdict: str


class Told(NamedTuple):
    """What an event or link says that has a passage in the source: its kind and whom it is about."""

    fact: str
    kind: str
    actors: frozenset[int]
    start: int
    end: int


class DateWords(NamedTuple):
    """An event or link that was dated by words which count from this source."""

    fact: str
    id: int
    words: str
    rule: str
    t: str


class Aside(NamedTuple):
    """A stretch that was set aside, and why, if that was said."""

    id: int
    start: int
    end: int
    reason: str


class Desk(NamedTuple):
    """All that the reader shows of a source but its text."""

    head: SourceHead
    passages: tuple[Passage, ...]
    dates: tuple[DateWords, ...]
    aside: tuple[Aside, ...]
    verdicts: tuple[Verdict, ...]
    told: tuple[Told, ...]


_FACT: Final = (
    "CASE WHEN c.actor_id IS NOT NULL THEN 'actor' WHEN c.link_id IS NOT NULL THEN 'link' ELSE 'event' END,"
    " coalesce(c.actor_id, c.link_id, c.event_id, p.event_id, r.from_id)"
)
_PARTS: Final = " LEFT JOIN participation p ON p.id = c.participation_id LEFT JOIN relation r ON r.id = c.relation_id"
_OF_FACT: Final[Mapping[str, str]] = {
    "actor": "c.actor_id = ?1",
    "link": "c.link_id = ?1",
    "event": "(c.event_id = ?1 OR p.event_id = ?1 OR r.from_id = ?1)",
    "citation": "c.id = ?1",
}


def source_titles(document: Document) -> list[SourceTitle]:
    """Return the sources in the order in which they came in; one with a later version is named as the earlier one."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT id, title, t, EXISTS (SELECT 1 FROM source v WHERE v.version_of = s.id) FROM source s ORDER BY id"
        )
        return [
            SourceTitle(source, tr("Earlier version of “{title}”", title=title) if is_earlier else title, published)
            for source, title, published, is_earlier in rows
        ]


def desk(document: Document, source_id: int) -> Desk | None:
    """Return what the reader shows of a source, None where it is not there."""
    with document.read() as connection:
        row = connection.execute(
            "SELECT id, title, kind, t, reliability, publisher FROM source WHERE id = ?", (source_id,)
        ).fetchone()
        if row is None:
            return None
        facts = connection.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT {_FACT} FROM citation c{_PARTS} WHERE c.source_id = ?)",
            (source_id,),
        ).fetchone()[0]
        return Desk(
            SourceHead._make((*row, facts)),
            tuple(map(Passage._make, _passages(connection, "c.source_id = ?1", source_id))),
            tuple(map(DateWords._make, _dates(connection, source_id))),
            tuple(
                map(
                    Aside._make,
                    connection.execute(
                        'SELECT id, "start", "end", reason FROM set_aside WHERE source_id = ? ORDER BY 2, 3',
                        (source_id,),
                    ),
                )
            ),
            tuple(
                map(
                    Verdict._make,
                    connection.execute(
                        'SELECT what, value, "start", "end", verdict FROM decision WHERE source_id = ? ORDER BY id',
                        (source_id,),
                    ),
                )
            ),
            _told(connection, source_id),
        )


def _passages(connection: sqlite3.Connection, where: str, value: int) -> sqlite3.Cursor:
    return connection.execute(
        f'SELECT c.id, {_FACT}, c."start", c."end" FROM citation c{_PARTS}'
        f' WHERE {where} AND c."start" IS NOT NULL ORDER BY c."start", c."end", c.id',
        (value,),
    )


def _dates(connection: sqlite3.Connection, source_id: int) -> sqlite3.Cursor:
    """Return the facts dated in words that count from this source or stand in a passage of it."""
    return connection.execute(
        "SELECT CASE WHEN d.event_id IS NULL THEN 'link' ELSE 'event' END, coalesce(d.event_id, d.link_id), d.words,"
        " d.rule, coalesce(e.t, l.t) FROM dating d LEFT JOIN event e ON e.id = d.event_id"
        " LEFT JOIN link l ON l.id = d.link_id WHERE d.anchor_source_id = ?1"
        " OR EXISTS (SELECT 1 FROM citation c WHERE c.source_id = ?1 AND (c.event_id = d.event_id"
        " OR c.link_id = d.link_id)) ORDER BY d.id",
        (source_id,),
    )


def _told(connection: sqlite3.Connection, source_id: int) -> tuple[Told, ...]:
    links = connection.execute(
        """SELECT coalesce(k.key, ''), l.from_id, l.to_id, c."start", c."end" FROM citation c
        JOIN link l ON l.id = c.link_id LEFT JOIN kind k ON k.id = l.kind_id
        WHERE c.source_id = ? AND c."start" IS NOT NULL""",
        (source_id,),
    )
    told = [Told("link", kind, frozenset((start, end)), *span) for kind, start, end, *span in links]
    people: dict[int, set[int]] = {}
    for event, actor in connection.execute(
        "SELECT p.event_id, p.actor_id FROM participation p WHERE p.event_id IN"
        " (SELECT c.event_id FROM citation c WHERE c.source_id = ?)",
        (source_id,),
    ):
        people.setdefault(event, set()).add(actor)
    events = connection.execute(
        """SELECT coalesce(k.key, ''), e.id, c."start", c."end" FROM citation c JOIN event e ON e.id = c.event_id
        LEFT JOIN kind k ON k.id = e.kind_id WHERE c.source_id = ? AND c."start" IS NOT NULL""",
        (source_id,),
    )
    told += [Told("event", kind, frozenset(people.get(event, ())), *span) for kind, event, *span in events]
    return tuple(told)


def kind_signs(document: Document) -> dict[str, int]:
    """Return +1, -1 or 0 for the kinds of events and links, by key."""
    with document.read() as connection:
        return dict(connection.execute("SELECT key, sign FROM kind WHERE scope IN ('event', 'link')").fetchall())


def places_of(document: Document, fact: str, fact_id: int) -> list[tuple[int, Span]]:
    """Return source and span of every passage of a fact, or of one citation; those of earlier versions come last.

    Raises: BugError for a table that has no passages.
    """
    if fact not in _OF_FACT:
        raise BugError(f"{fact} has no passages")
    with document.read() as connection:
        rows = connection.execute(
            f'SELECT c.source_id, c."start", c."end" FROM citation c{_PARTS}'
            f' WHERE {_OF_FACT[fact]} AND c."start" IS NOT NULL'
            ' ORDER BY EXISTS (SELECT 1 FROM source v WHERE v.version_of = c.source_id), c.source_id, c."start", c.id',
            (fact_id,),
        )
        return [(source, (start, end)) for source, start, end in rows]
