"""All that is known of one record, for the inspector: its fields, and the lists of what hangs on it."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from geoeditor import when
from geoeditor.core.document import Document
from geoeditor.translation import tr

_FIELDS: Final = {
    "actor": ("name", "named", "description", "country", "t", "colour", "lat", "lon"),
    "event": ("title", "status", "t", "description", "likelihood", "score", "colour"),
    "link": ("from_id", "to_id", "label", "status", "t", "sign", "strength", "likelihood", "description"),
    "source": (
        "kind", "title", "author", "publisher", "t", "url", "archived_url", "accessed", "language", "reliability",
        "published_from",
    ),
    "citation": ("source_id", "quote", "stance", "credibility", "note", "locator", "start", "anchor", "origin"),
    "project": ("title", "description"),
}  # fmt: skip
_KINDED: Final = ("actor", "event", "link")

Value = str | int | float | None
Record = dict[str, Value]


@dataclass(frozen=True, slots=True)
class NameRow:
    """Another name of an actor."""

    id: int
    name: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A participation, seen from the event or from the actor: `other` is who or what stands at the other end."""

    id: int
    other_id: int
    other: str
    role: str
    role_label: str
    t: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link seen from one of its actors: “allied with Vladimir Putin”."""

    id: int
    words: str
    other: str
    outgoing: bool
    sign: int
    status: str
    passages: int


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A citation as a card: the quote, where it stands, who says it, and what it is worth."""

    id: int
    source_id: int
    source: str
    quote: str
    paragraph: int | None
    speakers: tuple["SpeakerRow", ...]
    reliability: str
    credibility: int | None
    stance: str
    version: str = ""
    """What is to be known of its place in versions of the text: near, lost, earlier (not the newest) or ''."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who says it, outermost first."""

    name: str
    mode: str
    actor_id: int | None


def record(document: Document, table: str, row: int) -> Record | None:
    """Return the fields of a record by name, `kind` as a key; None where it is gone."""
    columns = ", ".join(f'r."{name}"' for name in _FIELDS[table])
    with document.read() as connection:
        if table in _KINDED:
            found = connection.execute(
                f"SELECT {columns}, coalesce(k.key, ''), coalesce(k.label, ''), coalesce(k.sign, 0) FROM {table} r"
                " LEFT JOIN kind k ON k.id = r.kind_id WHERE r.id = ?",
                (row,),
            ).fetchone()
            names = (*_FIELDS[table], "kind", "kind_label", "kind_sign")
        else:
            where = "" if table == "project" else " WHERE r.id = ?"
            found = connection.execute(
                f"SELECT {columns} FROM {table} r{where}", () if table == "project" else (row,)
            ).fetchone()
            names = _FIELDS[table]
    return None if found is None else dict(zip(names, found, strict=True))


def date_order(document: Document) -> str:
    """Return how the project reads 1/8/2025: '', day-month or month-day."""
    with document.read() as connection:
        return str(connection.execute("SELECT date_order FROM project").fetchone()[0])


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """An actor in figures: how many events and links, and the dates of its first and last event as EDTF."""

    events: int
    links: int
    first: str
    last: str


def span_of(document: Document, actor: int) -> ActorSpan:
    """Return when an actor acts first and last, open ends aside, and how much is known of it."""
    dated = "SELECT e.t FROM participation p JOIN event e ON e.id = p.event_id WHERE p.actor_id = ?1"
    with document.read() as connection:
        events = connection.execute(
            "SELECT count(DISTINCT event_id) FROM participation WHERE actor_id = ?", (actor,)
        ).fetchone()[0]
        links = connection.execute("SELECT count(*) FROM link WHERE from_id = ?1 OR to_id = ?1", (actor,)).fetchone()[0]
        first = connection.execute(
            f"{dated} AND e.t_lo > ?2 ORDER BY e.t_lo, e.t_hi, e.id LIMIT 1", (actor, when.OPEN_START)
        ).fetchone()
        last = connection.execute(
            f"{dated} AND e.t_hi < ?2 ORDER BY e.t_hi DESC, e.t_lo DESC, e.id LIMIT 1", (actor, when.OPEN_END)
        ).fetchone()
    return ActorSpan(events, links, first[0] if first else "", last[0] if last else "")


def office_of(document: Document, actor: int) -> str:
    """Return what an actor leads or which office it holds, as in “president, Belarus”, where that is known."""
    with document.read() as connection:
        found = connection.execute(
            "SELECT coalesce(nullif(l.label, ''), k.label), a.name FROM link l JOIN kind k ON k.id = l.kind_id"
            " JOIN actor a ON a.id = l.to_id WHERE l.from_id = ? AND k.key IN ('link.holds_office', 'link.leads')"
            " AND l.status IN ('occurred', 'ongoing') ORDER BY k.key, l.t_lo DESC, l.id LIMIT 1",
            (actor,),
        ).fetchone()
    return "" if found is None else tr("{office}, {where}", office=found[0], where=found[1])


def name_of(document: Document, table: str, row: int) -> str:
    """Return what a record is called, '' where it is gone."""
    with document.read() as connection:
        found = connection.execute(_NAMES[table], (row,)).fetchone()
    return "" if found is None else str(found[0])


_NAMES: Final = {
    "actor": "SELECT name FROM actor WHERE id = ?",
    "event": "SELECT title FROM event WHERE id = ?",
    "source": "SELECT title FROM source WHERE id = ?",
    "citation": "SELECT coalesce(nullif(substr(c.quote, 1, 200), ''), s.title) FROM citation c"
    " JOIN source s ON s.id = c.source_id WHERE c.id = ?",
    "link": "SELECT a.name || ' – ' || coalesce(nullif(r.label, ''), k.label, '') || ' → ' || b.name FROM link r"
    " JOIN actor a ON a.id = r.from_id JOIN actor b ON b.id = r.to_id LEFT JOIN kind k ON k.id = r.kind_id"
    " WHERE r.id = ?",
}


def names_of(document: Document, actor: int) -> list[NameRow]:
    """Return the other names of an actor."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT id, name, kind, language FROM actor_name WHERE actor_id = ? ORDER BY id", (actor,)
        ).fetchall()
    return [NameRow(*row) for row in rows]


def tags_of(document: Document, table: str, row: int) -> list[str]:
    """Return the tags that a record bears."""
    with document.read() as connection:
        rows = connection.execute(
            f"SELECT t.name FROM tagging b JOIN tag t ON t.id = b.tag_id WHERE b.{table}_id = ? ORDER BY t.name", (row,)
        ).fetchall()
    return [name for (name,) in rows]


def participants_of(document: Document, event: int) -> list[PartRow]:
    """Return who takes part in an event, in order."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT p.id, a.id, a.name, k.key, k.label FROM participation p JOIN actor a ON a.id = p.actor_id"
            " JOIN kind k ON k.id = p.role_id WHERE p.event_id = ? ORDER BY p.ordinal, p.id",
            (event,),
        ).fetchall()
    return [PartRow(*row) for row in rows]


def events_of(document: Document, actor: int, most: int = -1) -> list[PartRow]:
    """Return the events an actor takes part in, in order of time, the undated last (-1: all of them)."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT p.id, e.id, e.title, k.key, k.label, e.t FROM participation p JOIN event e ON e.id = p.event_id"
            " JOIN kind k ON k.id = p.role_id WHERE p.actor_id = ? ORDER BY e.t_lo IS NULL, e.t_lo, e.id LIMIT ?",
            (actor, most),
        ).fetchall()
    return [PartRow(*row) for row in rows]


def links_of(document: Document, actor: int, most: int = -1) -> list[LinkRow]:
    """Return the links of an actor, those with most evidence first; at most so many, -1 for all."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT l.id, l.from_id = ?1, coalesce(nullif(l.label, ''), k.label, ''), coalesce(k.inverse, ''), l.label,"
            " a.name, coalesce(l.sign, k.sign, 0), l.status, coalesce(k.directed, 1),"
            " (SELECT count(*) FROM citation c WHERE c.link_id = l.id) AS passages"
            " FROM link l LEFT JOIN kind k ON k.id = l.kind_id"
            " JOIN actor a ON a.id = CASE WHEN l.from_id = ?1 THEN l.to_id ELSE l.from_id END"
            " WHERE l.from_id = ?1 OR l.to_id = ?1 ORDER BY passages DESC, l.id LIMIT ?2",
            (actor, most),
        ).fetchall()
    return [
        LinkRow(
            row, _seen_from_here(words, inverse, own, bool(outgoing), bool(directed)), other, bool(outgoing),
            sign, status, passages,
        )
        for row, outgoing, words, inverse, own, other, sign, status, directed, passages in rows
    ]  # fmt: skip


def _seen_from_here(words: str, inverse: str, own: str, outgoing: bool, directed: bool) -> str:
    """Return the words of a link as they read from this end; the words of its own turn round only as “← words”."""
    said = words or tr("linked with")
    if outgoing or not (directed or own):
        return said
    return inverse if inverse and not own else f"← {said}"


def evidence_of(document: Document, table: str, row: int, most: int = -1) -> list[EvidenceRow]:
    """Return the passages that bear on a fact, at most so many; of a source, all that is cited from it."""
    column = _evidence_column(table)
    with document.read() as connection:
        rows = connection.execute(
            "SELECT c.id, c.source_id, s.title, c.quote, c.start, s.reliability, c.credibility, c.stance,"
            " CASE WHEN c.anchor IN ('near', 'lost') THEN c.anchor"
            " WHEN EXISTS (SELECT 1 FROM source v WHERE v.version_of = s.id) THEN 'earlier' ELSE '' END"
            " FROM citation c"
            f" JOIN source s ON s.id = c.source_id WHERE c.{column} = ? ORDER BY c.source_id, c.start, c.id LIMIT ?",
            (row, most),
        ).fetchall()
        return [
            EvidenceRow(
                citation, source, title, quote, _paragraph(connection, source, start), _speakers(connection, citation),
                reliability, credibility, stance, version,
            )
            for citation, source, title, quote, start, reliability, credibility, stance, version in rows
        ]  # fmt: skip


def evidence_count(document: Document, table: str, row: int) -> tuple[int, int]:
    """Return how many passages bear on a fact, and of how many sources."""
    with document.read() as connection:
        quotes, sources = connection.execute(
            f"SELECT count(*), count(DISTINCT source_id) FROM citation WHERE {_evidence_column(table)} = ?", (row,)
        ).fetchone()
    return quotes, sources


def _evidence_column(table: str) -> str:
    return "source_id" if table == "source" else "id" if table == "citation" else f"{table}_id"


def _paragraph(connection: sqlite3.Connection, source: int, start: int | None) -> int | None:
    """Return the number of the paragraph that a passage begins in, from 1; of very long texts, none."""
    if start is None or start > 200_000:
        return None
    found = connection.execute(
        "SELECT substr(text, 1, ?) FROM source_text WHERE source_id = ?", (start, source)
    ).fetchone()
    if found is None:
        return None
    return 1 + sum(1 for line in found[0].split("\n")[:-1] if line.strip())


def _speakers(connection: sqlite3.Connection, citation: int) -> tuple[SpeakerRow, ...]:
    rows = connection.execute(
        "SELECT coalesce(a.name, t.name), t.mode, t.actor_id FROM attribution t LEFT JOIN actor a ON a.id = t.actor_id"
        " WHERE t.citation_id = ? ORDER BY t.ordinal",
        (citation,),
    )
    return tuple(SpeakerRow(*row) for row in rows)


def speakers_of(document: Document, citation: int) -> list[SpeakerRow]:
    """Return who says it, actors by the names they have now."""
    with document.read() as connection:
        return list(_speakers(connection, citation))


def fact_of(document: Document, citation: int) -> tuple[str, int, str] | None:
    """Return table, id and words of the fact that a citation bears on; of a part of an event, the event."""
    with document.read() as connection:
        for table, query in _BORNE_ON:
            found = connection.execute(query, (citation,)).fetchone()
            if found is not None:
                return table, found[0], found[1]
    return None


_BORNE_ON: Final = (
    ("actor", "SELECT r.id, r.name FROM citation c JOIN actor r ON r.id = c.actor_id WHERE c.id = ?"),
    ("event", "SELECT r.id, r.title FROM citation c JOIN event r ON r.id = c.event_id WHERE c.id = ?"),
    (
        "link",
        "SELECT r.id, a.name || ' – ' || coalesce(nullif(r.label, ''), k.label, '') || ' → ' || b.name FROM citation c"
        " JOIN link r ON r.id = c.link_id JOIN actor a ON a.id = r.from_id JOIN actor b ON b.id = r.to_id"
        " LEFT JOIN kind k ON k.id = r.kind_id WHERE c.id = ?",
    ),
    (
        "event",
        "SELECT e.id, a.name || ' · ' || e.title FROM citation c JOIN participation p ON p.id = c.participation_id"
        " JOIN event e ON e.id = p.event_id JOIN actor a ON a.id = p.actor_id WHERE c.id = ?",
    ),
    (
        "event",
        "SELECT a.id, a.title || ' – ' || k.label || ' → ' || b.title FROM citation c"
        " JOIN relation r ON r.id = c.relation_id JOIN event a ON a.id = r.from_id JOIN event b ON b.id = r.to_id"
        " JOIN kind k ON k.id = r.kind_id WHERE c.id = ?",
    ),
)
