"""All that is known of one record, for the inspector: its fields, and the lists of what hangs on it."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from geoeditor.core.document import Document
from geoeditor.translation import tr, trn

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
    speakers: str
    reliability: str
    credibility: int | None
    stance: str


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


def date_words(document: Document, table: str, row: int) -> str:
    """Return the words of a text that dated an event or link, '' where it was dated by hand or not at all."""
    with document.read() as connection:
        found = connection.execute(f"SELECT words FROM dating WHERE {table}_id = ?", (row,)).fetchone()
    return "" if found is None else str(found[0])


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


def events_of(document: Document, actor: int) -> list[PartRow]:
    """Return the events an actor takes part in, in order of time, the undated last."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT p.id, e.id, e.title, k.key, k.label, e.t FROM participation p JOIN event e ON e.id = p.event_id"
            " JOIN kind k ON k.id = p.role_id WHERE p.actor_id = ? ORDER BY e.t_lo IS NULL, e.t_lo, e.id",
            (actor,),
        ).fetchall()
    return [PartRow(*row) for row in rows]


def links_of(document: Document, actor: int) -> list[LinkRow]:
    """Return the links of an actor, those with most evidence first."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT l.id, l.from_id = ?1, coalesce(nullif(l.label, ''), k.label, ''), coalesce(k.inverse, ''), l.label,"
            " a.name, coalesce(l.sign, k.sign, 0), l.status, coalesce(k.directed, 1),"
            " (SELECT count(*) FROM citation c WHERE c.link_id = l.id) AS passages"
            " FROM link l LEFT JOIN kind k ON k.id = l.kind_id"
            " JOIN actor a ON a.id = CASE WHEN l.from_id = ?1 THEN l.to_id ELSE l.from_id END"
            " WHERE l.from_id = ?1 OR l.to_id = ?1 ORDER BY passages DESC, l.id",
            (actor,),
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


def evidence_of(document: Document, table: str, row: int) -> list[EvidenceRow]:
    """Return the passages that bear on a fact; of a source, all that is cited from it."""
    column = "source_id" if table == "source" else "id" if table == "citation" else f"{table}_id"
    with document.read() as connection:
        rows = connection.execute(
            "SELECT c.id, c.source_id, s.title, c.quote, c.start, s.reliability, c.credibility, c.stance"
            " FROM citation c JOIN source s ON s.id = c.source_id"
            f" WHERE c.{column} = ? ORDER BY c.source_id, c.start, c.id",
            (row,),
        ).fetchall()
        return [
            EvidenceRow(
                citation, source, title, quote, _paragraph(connection, source, start), _speakers(connection, citation),
                reliability, credibility, stance,
            )
            for citation, source, title, quote, start, reliability, credibility, stance in rows
        ]  # fmt: skip


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


def _speakers(connection: sqlite3.Connection, citation: int) -> str:
    rows = connection.execute("SELECT name FROM attribution WHERE citation_id = ? ORDER BY ordinal", (citation,))
    return ", ".join(name for (name,) in rows)


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who says it, outermost first."""

    name: str
    mode: str
    actor_id: int | None


def speakers_of(document: Document, citation: int) -> list[SpeakerRow]:
    """Return who says it."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT name, mode, actor_id FROM attribution WHERE citation_id = ? ORDER BY ordinal", (citation,)
        ).fetchall()
    return [SpeakerRow(*row) for row in rows]


def fact_of(document: Document, citation: int) -> tuple[str, int, str] | None:
    """Return table, id and words of the fact that a citation bears on, for the tables that can be selected."""
    with document.read() as connection:
        for table, words in (("actor", "r.name"), ("event", "r.title"), ("link", "coalesce(nullif(r.label, ''), '')")):
            found = connection.execute(
                f"SELECT r.id, {words} FROM citation c JOIN {table} r ON r.id = c.{table}_id WHERE c.id = ?",
                (citation,),
            ).fetchone()
            if found is not None:
                return table, found[0], found[1]
    return None


def attention(document: Document, table: str, row: int) -> list[str]:
    """Return what a careful reader would mend or doubt about a fact, each in a few words."""
    if table not in _KINDED:
        return []
    with document.read() as connection:
        rests = connection.execute(
            "SELECT c.stance, coalesce(nullif(s.publisher, ''), s.title),"
            " EXISTS (SELECT 1 FROM attribution a WHERE a.citation_id = c.id) FROM citation c"
            f" JOIN source s ON s.id = c.source_id WHERE c.{table}_id = ?",
            (row,),
        ).fetchall()
        undated = table == "event" and connection.execute("SELECT t = '' FROM event WHERE id = ?", (row,)).fetchone()
        unnamed = table == "actor" and connection.execute("SELECT NOT named FROM actor WHERE id = ?", (row,)).fetchone()
    return [
        *_doubts(table, rests),
        *([tr("Has no date yet.")] if undated and undated[0] else []),
        *([tr("Not yet named.")] if unnamed and unnamed[0] else []),
    ]


def _doubts(table: str, rests: list[tuple[str, str, int]]) -> list[str]:
    supports = [(publisher, claimed) for stance, publisher, claimed in rests if stance == "supports"]
    doubts = []
    if not supports:
        doubts.append(tr("Rests on no passage."))
    elif table != "actor" and len({publisher for publisher, _ in supports}) == 1:
        doubts.append(tr("Rests on a single source."))
    if supports and table != "actor" and all(claimed for _, claimed in supports):
        doubts.append(tr("Rests only on what somebody said."))
    against = sum(1 for stance, _, _ in rests if stance == "contradicts")
    if against:
        doubts.append(trn("{n} passage contradicts it.", "{n} passages contradict it.", against))
    return doubts


def open_questions(document: Document, most: int) -> list[tuple[str, int, str, str]]:
    """Return up to so many facts of the project that need attention: table, id, name, and why."""
    queries = (
        ("event", tr("no passage"), "SELECT id, title FROM event e WHERE NOT EXISTS"
         " (SELECT 1 FROM citation c WHERE c.event_id = e.id) ORDER BY id LIMIT ?"),
        ("link", tr("no passage"), "SELECT l.id, a.name || ' – ' || coalesce(nullif(l.label, ''), k.label, '') || ' → '"
         " || b.name FROM link l JOIN actor a ON a.id = l.from_id JOIN actor b ON b.id = l.to_id"
         " LEFT JOIN kind k ON k.id = l.kind_id"
         " WHERE NOT EXISTS (SELECT 1 FROM citation c WHERE c.link_id = l.id) ORDER BY l.id LIMIT ?"),
        ("actor", tr("not named"), "SELECT id, name FROM actor WHERE NOT named ORDER BY id LIMIT ?"),
        ("event", tr("no date"), "SELECT id, title FROM event WHERE t = '' ORDER BY id LIMIT ?"),
        ("source", tr("no date"), "SELECT id, title FROM source WHERE t = '' ORDER BY id LIMIT ?"),
    )  # fmt: skip
    found: list[tuple[str, int, str, str]] = []
    with document.read() as connection:
        for table, why, query in queries:
            left = most - len(found)
            if left > 0:
                found += [(table, row, name, why) for row, name in connection.execute(query, (left,))]
    return found
