"""What new versions of texts leave to be checked: passages with other words, lost ones, facts that rest on those only.

Sections of what waits to be checked; reads only.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.queries.checking import LOST, NEAR, UNSUPPORTED, CheckItem, Finder, Found
from geoeditor.core.queries.versions import (
    FACT,
    PARTS,
    LostRow,
    NearGroup,
    NearRow,
    lost_rows,
    near_groups,
    near_rows,
)
from geoeditor.translation import shown, tr, trn

_RUN: Final = 4_000
"""Citations looked at in one piece."""
_NAMED: Final = 3
"""Facts of a changed sentence that are named in its row."""


def version_finders() -> dict[str, Finder]:
    """Return what finds each of these sections, in the order in which they are shown."""
    return {NEAR: near_items, LOST: lost_items, UNSUPPORTED: unsupported_items}


def near_item(row: NearRow, *, within: bool = False) -> CheckItem:
    """Return a passage with new wording as an item; `id` is the citation's."""
    place = (row.start, row.end)
    fact = (row.fact, row.fact_id)
    if within:  # what changed stands above it
        return CheckItem(NEAR, row.name, "", fact, row.source_id, place, row.citation_id, within=True)
    return CheckItem(
        NEAR, shown(row.now, 160), f"{row.name} · {_was(row)}", fact, row.source_id, place, row.citation_id
    )


def near_group_item(group: NearGroup) -> CheckItem:
    """Return passages that are decided on together as one item; a single one as what it is."""
    row, parts = group.first, tuple(near_item(row, within=True) for row in group.rows)
    if len(parts) == 1:
        return near_item(row)
    facts = {(each.fact, each.fact_id): each.name for each in group.rows}
    names = ", ".join(shown(name, 40) for name in list(facts.values())[:_NAMED])
    detail = trn(
        "{n} passage: {names} · {was}", "{n} passages: {names} · {was}", len(parts), names=names, was=_was(row)
    )
    if len(facts) == len(parts):
        detail = trn("{n} fact: {names} · {was}", "{n} facts: {names} · {was}", len(facts), names=names, was=_was(row))
    place = (row.start, row.end)
    return CheckItem(NEAR, shown(row.now, 160), detail, None, row.source_id, place, row.citation_id, parts)


def _was(row: NearRow) -> str:
    return tr("only signs and spaces differ") if row.typographic else tr("was “{quote}”", quote=shown(row.quote, 160))


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


def _runs(document: Document) -> Iterator[list[int]]:
    """Yield the first and last id of the next citations, until all have been gone through.

    No read stays open from one piece to the next: between them the user may change something.
    """
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
        yield [after + 1, last]


_IN_RUN: Final = "c.id BETWEEN ? AND ?"


def near_items(document: Document, most: int) -> Iterator[Found]:
    """Find passages whose words changed and that wait for yes or no, those of one sentence as one item."""
    rows: list[NearRow] = []
    for run in _runs(document):
        with document.read() as connection:
            rows += near_rows(connection, _IN_RUN, run)
        yield Found([])
    groups = near_groups(rows)
    yield Found([near_group_item(group) for group in groups[:most]], max(len(groups) - most, 0))


def lost_items(document: Document, most: int) -> Iterator[Found]:
    """Find passages that are gone from the newest version of their text."""
    left = most
    for run in _runs(document):
        with document.read() as connection:
            rows = list(lost_rows(connection, _IN_RUN, run))
        items = [lost_item(row) for row in rows[:left]]
        left -= len(items)
        yield Found(items, len(rows) - len(items))


def _lost_facts(connection: sqlite3.Connection, run: list[int]) -> list[tuple[str, int]]:
    """Return the facts that some lost passages of a run bear on, each once."""
    return [
        (table, row)
        for table in ("event", "link", "actor")
        for (row,) in connection.execute(
            f"SELECT DISTINCT {table}_id FROM citation c"
            f" WHERE {_IN_RUN} AND anchor = 'lost' AND {table}_id IS NOT NULL ORDER BY 1",
            run,
        ).fetchall()
    ]


def unsupported_items(document: Document, most: int) -> Iterator[Found]:
    """Find facts whose passages are all lost; `id` is the fact's."""
    left = most
    seen: set[tuple[str, int]] = set()
    for run in _runs(document):
        items: list[CheckItem] = []
        with document.read() as connection:
            for table, fact_id in _lost_facts(connection, run):
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
