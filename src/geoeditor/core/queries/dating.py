"""Date words as they are kept: what a fact was dated by, what its words count from, and what moved in a step.

Plain rows; no ORM objects.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import orjson

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.when.habits import Habits

MOST_MOVED: Final = 1_000
"""Facts that are told to have moved; of more than that only the first."""


class DatedBy(NamedTuple):
    """The words that dated an event or link; `anchor` is source, event or '', with its id, its name and its date."""

    words: str
    rule: str
    anchor: str = ""
    anchor_id: int = 0
    name: str = ""
    t: str = ""


class Anchor(NamedTuple):
    """Something that date words can count from: a source or an event."""

    table: str
    id: int
    name: str
    t: str


class MovedDate(NamedTuple):
    """A fact whose date words came to another date in a step."""

    fact: str
    id: int
    name: str
    words: str
    old: str
    new: str


def habits_of(row: tuple[str, str]) -> Habits:
    """Return the habits that a project's row holds: its date order, and its vague days as JSON."""
    order, days = row
    return Habits.of(order, _mapping(days))


def _mapping(text: str) -> dict[str, object]:
    found: Any = orjson.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def vague_days(document: Document) -> dict[str, object]:
    """Return what the project itself says of the days that vague words stand for."""
    with document.read() as connection:
        return _mapping(connection.execute("SELECT vague_days FROM project").fetchone()[0])


def date_habits(document: Document) -> Habits:
    """Return how the project reads dates: which comes first, and what vague words stand for."""
    with document.read() as connection:
        return habits_of(connection.execute("SELECT date_order, vague_days FROM project").fetchone())


def dated_by(document: Document, fact: str, fact_id: int) -> DatedBy | None:
    """Return the words that dated an event or link, None where it was dated by hand or not at all."""
    with document.read() as connection:
        found = connection.execute(
            "SELECT d.words, d.rule, CASE WHEN s.id IS NOT NULL THEN 'source' WHEN e.id IS NOT NULL THEN 'event'"
            " ELSE '' END, coalesce(s.id, e.id, 0), coalesce(s.title, e.title, ''), coalesce(s.t, e.t, '')"
            " FROM dating d LEFT JOIN source s ON s.id = d.anchor_source_id"
            " LEFT JOIN event e ON e.id = d.anchor_event_id"
            f" WHERE d.{fact}_id = ?",
            (fact_id,),
        ).fetchone()
    return None if found is None else DatedBy._make(found)


_ABOVE: Final = (
    "WITH RECURSIVE counting(id) AS (VALUES(?1) UNION SELECT d.event_id FROM dating d JOIN counting c"
    " ON d.anchor_event_id = c.id WHERE d.event_id IS NOT NULL)"
)


def anchors_for(document: Document, fact: str, fact_id: int) -> list[Anchor]:
    """Return what the date of a fact can count from: the sources it has passages in, then every other event.

    Events that count from the fact themselves are left out.
    """
    with document.read() as connection:
        sources = connection.execute(
            "SELECT 'source', id, title, t FROM source WHERE id IN (SELECT source_id FROM citation"
            f" WHERE {fact}_id = ?1 UNION SELECT anchor_source_id FROM dating WHERE {fact}_id = ?1) ORDER BY id",
            (fact_id,),
        ).fetchall()
        own = f"{_ABOVE} SELECT id FROM counting" if fact == "event" else "SELECT id FROM event WHERE ?1 IS NULL"
        events = connection.execute(
            f"SELECT 'event', id, title, t FROM event WHERE id NOT IN ({own}) ORDER BY t_lo IS NULL, t_lo, title, id",
            (fact_id,),
        ).fetchall()
    return list(map(Anchor._make, (*sources, *events)))


def moved_dates(document: Document, changes: ChangeSet) -> list[MovedDate]:
    """Return the facts that a step gave another date because what their date words count from has moved.

    Those that the step itself dated by words are not among them, and nothing is told of an undo or redo.
    """
    tables = [table for table in ("event", "link") if table in changes.updated]
    touched = changes.added.get("dating", frozenset()) | changes.updated.get("dating", frozenset())
    if changes.way != "do" or not tables:
        return []
    found: list[MovedDate] = []
    with document.read() as connection:
        step = connection.execute(
            "SELECT first, last FROM journal_step WHERE id = ? AND NOT undone", (changes.step_id,)
        ).fetchone()
        for table in tables if step is not None else ():
            rows = connection.execute(
                f"SELECT d.id, now.id, {_NAME[table]}, d.words, image.t, now.t FROM (SELECT id, min(seq) AS seq FROM"
                f" journal_log WHERE mark = '~{table}' AND seq BETWEEN ? AND ? GROUP BY id) AS noted"
                f" JOIN journal_{table} AS image ON image.journal_seq = noted.seq JOIN {table} AS now"
                f" ON now.id = noted.id AND now.t <> image.t JOIN dating d ON d.{table}_id = now.id"
                " ORDER BY now.t_lo, now.id LIMIT ?",
                (*step, MOST_MOVED + len(touched)),
            )
            found += [MovedDate(table, *row[1:]) for row in rows if row[0] not in touched]
    return found[:MOST_MOVED]


_NAME: Final[Mapping[str, str]] = {
    "event": "now.title",
    "link": "(SELECT a.name || ' – ' || b.name FROM actor a, actor b WHERE a.id = now.from_id AND b.id = now.to_id)",
}
