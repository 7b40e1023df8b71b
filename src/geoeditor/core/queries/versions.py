"""Versions of a text: what stands in them, which passages wait for an answer, which are lost, and what rests on them.

Plain rows; reads only.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from geoeditor.core.anchors import is_typographic
from geoeditor.core.document import Document


class AskedPassage(NamedTuple):
    """A stretch that has to be found again: a citation's, one set aside, or one that was decided on."""

    table: str
    id: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class AskedSource:
    """A version of a text, and what is to be found again of it."""

    id: int
    text: str = field(repr=False)
    passages: tuple[AskedPassage, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is to be found in a new version: of the newest one, and what was lost of those before it."""

    newest: int
    title: str
    sources: tuple[AskedSource, ...]


def asked(document: Document, source_id: int) -> Asked | None:
    """Return what a new version of a source, or of the newest version of it, is to be searched for."""
    with document.read() as connection:
        newest = _newest(connection, source_id)
        if newest is None:
            return None
        title = connection.execute("SELECT title FROM source WHERE id = ?", (newest,)).fetchone()[0]
        sources = []
        for version in _line(connection, newest):
            where = "" if version == newest else " AND anchor = 'lost'"
            passages = [*_citations(connection, version, where)]
            if version == newest:
                passages += [*_stretches(connection, version)]
            if passages:
                sources.append(AskedSource(version, _text(connection, version), tuple(passages)))
        return Asked(newest, title, tuple(sources))


def _citations(connection: sqlite3.Connection, source_id: int, where: str) -> Iterator[AskedPassage]:
    rows = connection.execute(
        f'SELECT id, start, "end", quote FROM citation WHERE source_id = ? AND start IS NOT NULL{where} ORDER BY id',
        (source_id,),
    )
    return (AskedPassage("citation", *row) for row in rows)


def _stretches(connection: sqlite3.Connection, source_id: int) -> Iterator[AskedPassage]:
    text = _text(connection, source_id)
    for table in ("set_aside", "decision"):
        rows = connection.execute(f'SELECT id, start, "end" FROM {table} WHERE source_id = ? ORDER BY id', (source_id,))
        yield from (AskedPassage(table, row, start, end, text[start:end]) for row, start, end in rows)


def _text(connection: sqlite3.Connection, source_id: int) -> str:
    row = connection.execute("SELECT text FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
    return "" if row is None else row[0]


def _newest(connection: sqlite3.Connection, source_id: int) -> int | None:
    """Return the newest version after a source, itself where there is none."""
    row = connection.execute("SELECT id FROM source WHERE id = ?", (source_id,)).fetchone()
    newest = None if row is None else row[0]
    seen = set()
    while newest is not None and newest not in seen:
        seen.add(newest)
        later = connection.execute("SELECT max(id) FROM source WHERE version_of = ?", (newest,)).fetchone()[0]
        if later is None:
            break
        newest = later
    return newest


def _line(connection: sqlite3.Connection, source_id: int) -> list[int]:
    """Return a source and all that it is a version of, the newest first."""
    line: list[int] = []
    version: int | None = source_id
    while version is not None and version not in line:
        line.append(version)
        version = connection.execute("SELECT version_of FROM source WHERE id = ?", (version,)).fetchone()[0]
    return line


class NearRow(NamedTuple):
    """A passage that waits for yes or no: what it said, what stands there now, and the fact it bears on."""

    citation_id: int
    source_id: int
    quote: str
    now: str
    start: int
    end: int
    typographic: bool
    fact: str
    fact_id: int
    name: str


class LostRow(NamedTuple):
    """A passage that is gone: what it said, where it still stands, and the fact it bears on."""

    citation_id: int
    source_id: int
    source: str
    quote: str
    start: int | None
    end: int | None
    fact: str
    fact_id: int
    name: str


class VersionFigures(NamedTuple):
    """What became of the passages in a version; `before` is the one before it, lost ones are those of all before it.

    `kept` counts the evidence that still rests on the versions before, such as words that somebody kept.
    """

    source_id: int
    title: str
    exact: int
    moved: int
    near: tuple[NearRow, ...]
    lost: tuple[LostRow, ...]
    whole: int
    before: int
    kept: int


def newer_version(document: Document, source_id: int) -> int:
    """Return the newest version of a source that is superseded, 0 where it is the newest itself.

    What is superseded proposes nothing more and is held against nothing: only what was cited from it still counts.
    """
    with document.read() as connection:
        newest = _newest(connection, source_id)
    return 0 if newest is None or newest == source_id else newest


def earlier_versions(document: Document) -> dict[int, int]:
    """Return, for every source of which there is a later version, the newest one."""
    with document.read() as connection:
        rows = connection.execute("SELECT DISTINCT version_of FROM source WHERE version_of IS NOT NULL").fetchall()
        found = {version: _newest(connection, version) for (version,) in rows}
        return {version: newest for version, newest in found.items() if newest is not None}


def version_figures(document: Document, source_id: int) -> VersionFigures | None:
    """Return what became of the passages in a source that is a version of another; None where it is not."""
    with document.read() as connection:
        row = connection.execute("SELECT title, version_of FROM source WHERE id = ?", (source_id,)).fetchone()
        if row is None or row[1] is None:
            return None
        counts = dict(
            connection.execute(
                "SELECT CASE WHEN start IS NULL THEN 'whole' ELSE anchor END, count(*) FROM citation"
                " WHERE source_id = ? GROUP BY 1",
                (source_id,),
            ).fetchall()
        )
        line = _line(connection, source_id)
        marks = ", ".join("?" * len(line))
        lost = lost_rows(connection, f"c.source_id IN ({marks})", line)
        near = near_rows(connection, "c.source_id = ?", [source_id])
        figures = (counts.get("exact", 0), counts.get("moved", 0), tuple(near), tuple(lost), counts.get("whole", 0))
        kept = connection.execute(
            f"SELECT count(*) FROM citation WHERE source_id IN ({marks}) AND source_id <> ? AND anchor <> 'lost'",
            (*line, source_id),
        ).fetchone()[0]
        return VersionFigures(source_id, row[0], *figures, row[1], kept)


FACT: Final = (
    "CASE WHEN c.actor_id IS NOT NULL THEN 'actor' WHEN c.link_id IS NOT NULL THEN 'link' ELSE 'event' END,"
    " coalesce(c.actor_id, c.link_id, c.event_id, p.event_id, r.from_id),"
    " coalesce((SELECT name FROM actor WHERE id = c.actor_id),"
    " (SELECT title FROM event WHERE id = coalesce(c.event_id, p.event_id, r.from_id)),"
    " (SELECT a.name || ' – ' || coalesce(nullif(l.label, ''), k.label, '') || ' → ' || b.name FROM link l"
    " JOIN actor a ON a.id = l.from_id JOIN actor b ON b.id = l.to_id LEFT JOIN kind k ON k.id = l.kind_id"
    " WHERE l.id = c.link_id), '')"
)
"""Selects table, id and name of the fact that a citation `c` bears on, with `PARTS` joined."""
PARTS: Final = " LEFT JOIN participation p ON p.id = c.participation_id LEFT JOIN relation r ON r.id = c.relation_id"


def near_rows(connection: sqlite3.Connection, where: str, values: list[int]) -> Iterator[NearRow]:
    """Yield the passages that wait for an answer where citations `c` are so."""
    rows = connection.execute(
        f'SELECT c.id, c.source_id, c.quote, substr(x.text, c.start + 1, c."end" - c.start), c.start, c."end", {FACT}'
        f" FROM citation c JOIN source_text x ON x.source_id = c.source_id{PARTS}"
        f" WHERE c.anchor = 'near' AND c.start IS NOT NULL AND {where} ORDER BY c.source_id, c.start, c.id",
        values,
    )
    for citation, source, quote, now, start, end, *fact in rows:
        yield NearRow(citation, source, quote, now, start, end, is_typographic(quote, now), *fact)


def lost_rows(connection: sqlite3.Connection, where: str, values: list[int]) -> Iterator[LostRow]:
    """Return the passages that are lost where citations `c` are so."""
    rows = connection.execute(
        f'SELECT c.id, c.source_id, s.title, c.quote, c.start, c."end", {FACT} FROM citation c'
        f" JOIN source s ON s.id = c.source_id{PARTS} WHERE c.anchor = 'lost' AND {where}"
        " ORDER BY c.source_id, c.start, c.id",
        values,
    )
    return map(LostRow._make, rows)


class NearGroup(NamedTuple):
    """The passages that have the same old and the same new words at one place, to be decided on together."""

    rows: tuple[NearRow, ...]

    @property
    def first(self) -> NearRow:
        """Return the passage that stands for all of them."""
        return self.rows[0]


def near_groups(rows: Iterable[NearRow]) -> list[NearGroup]:
    """Return passages that wait for an answer by the place and words they share, in the order of the first of each."""
    groups: dict[tuple[int, int, int, str], list[NearRow]] = {}
    for row in rows:
        groups.setdefault((row.source_id, row.start, row.end, row.quote), []).append(row)
    return [NearGroup(tuple(group)) for group in groups.values()]


def newest_version(document: Document) -> int:
    """Return the version that came in last, 0 where no source is a version of another."""
    with document.read() as connection:
        row = connection.execute("SELECT coalesce(max(id), 0) FROM source WHERE version_of IS NOT NULL").fetchone()
    return int(row[0])


def typographic(document: Document) -> list[int]:
    """Return the citations whose new wording differs in signs and spaces only."""
    with document.read() as connection:
        return [row.citation_id for row in near_rows(connection, "1", []) if row.typographic]
