"""What waits to be checked, in sections: facts without evidence, actors without a name, and what joins them.

A section is found in small pieces, so that a window stays alive over a hundred thousand facts; only the first of each
are told one by one, the rest is counted. Reads only.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from geoeditor.core.document import Document
from geoeditor.translation import tr, trn

MOST: Final = 1_000
"""Items of a section that are told one by one."""
BARE: Final = "bare"
UNNAMED: Final = "unnamed"
RESOLVED: Final = "resolved"
TITLES: Final = "titles"
NEAR: Final = "near"
LOST: Final = "lost"
UNSUPPORTED: Final = "unsupported"
_RUN: Final = 4_000
"""Records looked at in one piece."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """Something to check: in words, with the fact and the passage where there are any; `id` names it in its section.

    What is decided on together is one item with `parts`; each of these tells by `within` that it is a part.
    """

    section: str
    words: str
    detail: str
    fact: tuple[str, int] | None
    source_id: int | None
    span: tuple[int, int] | None
    id: int
    parts: tuple["CheckItem", ...] = ()
    within: bool = False

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the ids of all that it stands for."""
        return tuple(part.id for part in self.parts) or (self.id,)

    @property
    def facts(self) -> tuple[tuple[str, int], ...]:
        """Return the facts of all that it stands for, each once."""
        facts = [part.fact for part in self.parts] or [self.fact]
        return tuple(dict.fromkeys(fact for fact in facts if fact is not None))


class Found(NamedTuple):
    """A piece of a section: items, and how many more there are that are not told one by one."""

    items: list[CheckItem]
    more: int = 0


Finder = Callable[[Document, int], Iterator[Found]]
"""Finds a section in pieces; told how many items are wanted at most."""


def finders() -> dict[str, Finder]:
    """Return what finds each section, in the order in which they are shown."""
    return {BARE: _bare, UNNAMED: _unnamed, RESOLVED: _resolved}


def section_title(section: str) -> str:
    """Return what a section is called."""
    titles = {
        BARE: tr("Facts without evidence"),
        UNNAMED: tr("Unnamed actors"),
        RESOLVED: tr("Resolved actors"),
        TITLES: tr("Titles against time"),
        NEAR: tr("Passages with new wording"),
        LOST: tr("Lost passages"),
        UNSUPPORTED: tr("Facts whose passages are lost"),
    }
    return titles.get(section, section)


def check_items(document: Document, most: int = MOST) -> list[CheckItem]:
    """Return all that waits to be checked, at most so many of each section."""
    return [item for find in finders().values() for found in find(document, most) for item in found.items]


_BARE: Final = {
    "event": "SELECT title, t FROM event WHERE id = ?",
    "link": "SELECT a.name || ' – ' || coalesce(nullif(r.label, ''), k.label, '') || ' → ' || b.name, r.t FROM link r"
    " JOIN actor a ON a.id = r.from_id JOIN actor b ON b.id = r.to_id LEFT JOIN kind k ON k.id = r.kind_id"
    " WHERE r.id = ?",
    "actor": "SELECT name, t FROM actor WHERE id = ?",
}


def _bare(document: Document, most: int) -> Iterator[Found]:
    """Find events, links and actors without a citation."""
    nouns = {"event": tr("event"), "link": tr("link"), "actor": tr("actor")}
    left = most
    for table, query in _BARE.items():
        last: int | None = -1
        while last is not None:
            with document.read() as connection:
                rows, last = _bare_run(connection, table, last)
                items = [
                    CheckItem(BARE, name, nouns[table], (table, row), None, None, row)
                    for row in rows[: max(left, 0)]
                    for name, _ in connection.execute(query, (row,))
                ]
            left -= len(items)
            yield Found(items, len(rows) - len(items))


def _bare_run(connection: sqlite3.Connection, table: str, after: int) -> tuple[list[int], int | None]:
    """Return the records without a citation among the next ones, and the last that was looked at, None at the end."""
    last = connection.execute(
        f"SELECT max(id) FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?)", (after, _RUN)
    ).fetchone()[0]
    if last is None:
        return [], None
    rows = connection.execute(
        f"SELECT r.id FROM {table} r WHERE r.id > ? AND r.id <= ?"
        f" AND NOT EXISTS (SELECT 1 FROM citation c WHERE c.{table}_id = r.id) ORDER BY r.id",
        (after, last),
    )
    return [row for (row,) in rows], last


def _unnamed(document: Document, most: int) -> Iterator[Found]:
    """Find actors that no source has named yet, each with its first passage."""
    with document.read() as connection:
        total = connection.execute("SELECT count(*) FROM actor WHERE NOT named").fetchone()[0]
        rows = connection.execute("SELECT id, name FROM actor WHERE NOT named ORDER BY id LIMIT ?", (most,)).fetchall()
    for start in range(0, len(rows), 100):
        with document.read() as connection:  # and closed before others get their turn: they may edit then
            items = [_unnamed_item(connection, row, name) for row, name in rows[start : start + 100]]
        yield Found(items)
    yield Found([], total - len(rows))


def _unnamed_item(connection: sqlite3.Connection, actor: int, name: str) -> CheckItem:
    events, links = connection.execute(
        "SELECT (SELECT count(DISTINCT event_id) FROM participation WHERE actor_id = ?1),"
        " (SELECT count(*) FROM link WHERE from_id = ?1 OR to_id = ?1)",
        (actor,),
    ).fetchone()
    place = connection.execute(
        'SELECT c.source_id, c."start", c."end", s.title FROM citation c JOIN source s ON s.id = c.source_id'
        ' WHERE c.actor_id = ? ORDER BY c."start" IS NULL, c.source_id, c."start", c.id LIMIT 1',
        (actor,),
    ).fetchone()
    source, span, title = None, None, ""
    if place is not None:
        source, title = place[0], place[3]
        span = None if place[1] is None else (place[1], place[2])
    parts = (
        trn("{n} event", "{n} events", events) if events else "",
        trn("{n} link", "{n} links", links) if links else "",
        title,
    )
    detail = " · ".join(part for part in parts if part)
    return CheckItem(UNNAMED, name, detail, ("actor", actor), source, span, actor)


def is_unnamed(document: Document, actor: int) -> bool:
    """Tell whether an actor is there and has no name yet."""
    with document.read() as connection:
        return connection.execute("SELECT 1 FROM actor WHERE id = ? AND NOT named", (actor,)).fetchone() is not None


def _resolved(document: Document, most: int) -> Iterator[Found]:
    """Find unnamed actors that were resolved to named ones; `id` is the unnamed one's, the fact its first name."""
    query = (
        "SELECT m.old_id, m.new_id, coalesce(a.name, ''), coalesce(m.moved ->> '$.words', '') FROM merge m"
        " LEFT JOIN actor a ON a.id = m.new_id WHERE m.same AND m.moved ->> '$.form' = 'resolved' ORDER BY m.id"
    )
    with document.read() as connection:
        rows = connection.execute(query).fetchall()
    people: dict[int, list[tuple[int, str]]] = {}
    words: dict[int, str] = {}
    for old, new, name, described in rows:
        people.setdefault(old, []).append((new, name))
        words[old] = words.get(old) or described
    items = [
        CheckItem(
            RESOLVED,
            words[old],
            tr("is {names}", names=", ".join(name or tr("somebody removed since") for _, name in named)),
            next((("actor", new) for new, name in named if name), None),
            None,
            None,
            old,
        )
        for old, named in list(people.items())[:most]
    ]
    yield Found(items, len(people) - len(items))
