"""What new versions of texts leave to be checked: passages with other words, lost ones, facts that rest on those only.

Sections of what waits to be checked; reads only.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.queries.checking import LOST, NEAR, UNSUPPORTED, CheckItem, Finder, Found
from geoeditor.core.queries.versions import FACT, PARTS, LostRow, NearRow, lost_rows, near_rows
from geoeditor.translation import shown, tr, trn

_RUN: Final = 4_000
"""Citations looked at in one piece."""


def version_finders() -> dict[str, Finder]:
    """Return what finds each of these sections, in the order in which they are shown."""
    return {NEAR: near_items, LOST: lost_items, UNSUPPORTED: unsupported_items}


def near_item(row: NearRow) -> CheckItem:
    """Return a passage with new wording as an item; `id` is the citation's."""
    was = tr("only signs and spaces differ") if row.typographic else tr("was “{quote}”", quote=shown(row.quote, 160))
    return CheckItem(
        NEAR,
        shown(row.now, 160),
        f"{row.name} · {was}",
        (row.fact, row.fact_id),
        row.source_id,
        (row.start, row.end),
        row.citation_id,
    )


def lost_item(row: LostRow) -> CheckItem:
    """Return a lost passage as an item, at the version in which it still stands; `id` is the citation's."""
    return CheckItem(
        LOST,
        shown(row.quote, 160) or tr("A passage without words"),
        f"{row.name} · {row.source}",
        (row.fact, row.fact_id),
        row.source_id,
        None if row.start is None or row.end is None else (row.start, row.end),
        row.citation_id,
    )


def _runs(document: Document) -> Iterator[tuple[sqlite3.Connection, list[int]]]:
    """Yield a connection and the first and last id of the next citations, until all have been gone through."""
    last = -1
    while True:
        with document.read() as connection:
            after, last = (
                last,
                connection.execute(
                    "SELECT max(id) FROM (SELECT id FROM citation WHERE id > ? ORDER BY id LIMIT ?)", (last, _RUN)
                ).fetchone()[0],
            )
            if last is None:
                return
            yield connection, [after + 1, last]


_IN_RUN: Final = "c.id BETWEEN ? AND ?"


def near_items(document: Document, most: int) -> Iterator[Found]:
    """Find passages whose words changed and that wait for yes or no."""
    left = most
    for connection, run in _runs(document):
        rows = list(near_rows(connection, _IN_RUN, run))
        items = [near_item(row) for row in rows[:left]]
        left -= len(items)
        yield Found(items, len(rows) - len(items))


def lost_items(document: Document, most: int) -> Iterator[Found]:
    """Find passages that are gone from the newest version of their text."""
    left = most
    for connection, run in _runs(document):
        rows = list(lost_rows(connection, _IN_RUN, run))
        items = [lost_item(row) for row in rows[:left]]
        left -= len(items)
        yield Found(items, len(rows) - len(items))


def unsupported_items(document: Document, most: int) -> Iterator[Found]:
    """Find facts whose passages are all lost; `id` is the fact's."""
    left = most
    seen: set[tuple[str, int]] = set()
    for connection, run in _runs(document):
        items: list[CheckItem] = []
        for table in ("event", "link", "actor"):
            rows = connection.execute(
                f"SELECT DISTINCT {table}_id FROM citation c"
                f" WHERE {_IN_RUN} AND anchor = 'lost' AND {table}_id IS NOT NULL ORDER BY 1",
                run,
            ).fetchall()
            for (fact_id,) in rows:
                if (table, fact_id) not in seen:
                    seen.add((table, fact_id))
                    items += _unsupported(connection, table, fact_id)
        yield Found(items[:left], max(len(items) - left, 0))
        left -= min(len(items), left)


def _unsupported(connection: sqlite3.Connection, table: str, fact_id: int) -> list[CheckItem]:
    """Return a fact as an item where none of its passages is left."""
    nouns = {"event": tr("event"), "link": tr("link"), "actor": tr("actor")}
    count, kept, citation = connection.execute(
        f"SELECT count(*), sum(anchor <> 'lost'), min(id) FROM citation WHERE {table}_id = ?", (fact_id,)
    ).fetchone()
    if kept:
        return []
    name = connection.execute(f"SELECT {FACT} FROM citation c{PARTS} WHERE c.id = ?", (citation,)).fetchone()[2]
    detail = trn("{noun} · its passage is lost", "{noun} · all {n} passages are lost", count, noun=nouns[table])
    return [CheckItem(UNSUPPORTED, name, detail, (table, fact_id), None, None, fact_id)]
