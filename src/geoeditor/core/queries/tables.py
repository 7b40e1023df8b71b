"""The project as plain tables for people and spreadsheets: names beside ids, kinds by label, dates with their days.

Column names are the same in every language, so that a program can rely on them. Several values in one cell are set
apart by “; ”. Fields of the user's own become columns at the end, under their labels.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import orjson

from geoeditor import when
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import to_text
from geoeditor.core.spelling import json_text
from geoeditor.translation import tr

Cell = str | int | float | None
Row = tuple[Cell, ...]
Sort = Literal["text", "typed"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; a `typed` one holds only ids, numbers, dates and words of ours, a `text` one whatever was typed."""

    name: str
    sort: Sort = "text"


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table with all its rows, in the order in which the records were made."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Row]


def plain_table(document: Document, name: str) -> PlainTable:
    """Return one table of the project.

    Raises: UserError where there is none of this name.
    """
    if name not in TABLES:
        raise UserError(
            tr(
                "There is no table “{name}”, so nothing was written; use one of {known}.",
                name=name,
                known=", ".join(TABLES),
            )
        )
    with document.read() as connection:
        return TABLES[name](_Reader(connection))


class _Reader:
    """Looks things up while the tables of one project are read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.kinds = self._labels("SELECT id, label FROM kind")

    def select(self, statement: str) -> Iterator[tuple[Cell, ...]]:
        """Return the rows of a query."""
        yield from self._connection.execute(statement)

    def _labels(self, query: str) -> dict[Cell, str]:
        return {None: "", **dict(self._connection.execute(query).fetchall())}

    def names(self, table: str) -> dict[Cell, str]:
        """Return the name or title of each record by id."""
        return self._labels(f"SELECT id, {'name' if table == 'actor' else 'title'} FROM {table}")

    def joined(self, query: str) -> dict[Cell, str]:
        """Return several texts of each record as one, in the order of the query."""
        texts: dict[Cell, str] = {}
        for record, text in self._connection.execute(query):
            texts[record] = f"{texts[record]}; {text}" if record in texts else text
        return texts

    def tags(self, table: str) -> dict[Cell, str]:
        """Return the tags of each record of a table."""
        return self.joined(
            f"SELECT b.{table}_id, t.name FROM tagging b JOIN tag t ON t.id = b.tag_id"
            f" WHERE b.{table}_id IS NOT NULL ORDER BY t.name COLLATE BINARY"
        )

    def fields(self, scope: str, taken: tuple[Column, ...]) -> tuple[tuple[Column, ...], Callable[[Cell], Row]]:
        """Return the columns of the user's own, and what takes their values out of `extra`."""
        found = self._connection.execute(
            "SELECT key, label FROM field WHERE scope = ? ORDER BY ordinal, id", (scope,)
        ).fetchall()
        names = [column.name for column in taken]
        for key, label in found:
            names.append(f"{label} ({key})" if label in names else label)
        keys = [key for key, _ in found]

        def values(extra: Cell) -> Row:
            given = orjson.loads(extra) if keys and isinstance(extra, str) else {}
            return tuple(_cell(given.get(key)) for key in keys)

        return tuple(Column(name) for name in names[len(taken) :]), values


def _cell(value: object) -> Cell:
    """Return a value of a user's field as it stands in a cell."""
    if isinstance(value, bool | dict | list):
        return json_text(value)
    return value if isinstance(value, str | int | float) else None


def _id(number: Cell) -> str:
    return to_text(number) if isinstance(number, int) else ""


def _days(t: Cell) -> tuple[Cell, Cell, Cell]:
    """Return a date with the first and the last day it can touch; '' for an open end."""
    text = str(t)
    return text, when.earliest_day(text) or "", when.latest_day(text) or ""


_DATE: Final = (Column("date", "typed"), Column("earliest", "typed"), Column("latest", "typed"))
_ID: Final = Column("id", "typed")
_TARGETS: Final = ("actor", "event", "participation", "link", "relation")


def _actors(reader: _Reader) -> PlainTable:
    columns = (
        _ID,
        Column("name"),
        Column("kind"),
        Column("named", "typed"),
        Column("other names"),
        Column("country"),
        *_DATE,
        Column("latitude", "typed"),
        Column("longitude", "typed"),
        Column("description"),
        Column("tags"),
    )
    own, values = reader.fields("actor", columns)
    tags, others = reader.tags("actor"), reader.joined("SELECT actor_id, name FROM actor_name ORDER BY id")
    rows: list[Row] = [
        (
            *(_id(row), name, reader.kinds[kind], "yes" if named else "no", others.get(row, ""), country),
            *(*_days(t), lat, lon, description, tags.get(row, ""), *values(extra)),
        )
        for row, name, kind, named, country, t, lat, lon, description, extra in reader.select(
            "SELECT id, name, kind_id, named, country, t, lat, lon, description, extra FROM actor ORDER BY id"
        )
    ]
    return PlainTable("actors", columns + own, rows)


def _events(reader: _Reader) -> PlainTable:
    columns = (
        _ID,
        Column("title"),
        Column("kind"),
        Column("status", "typed"),
        *_DATE,
        Column("date words"),
        Column("participants"),
        Column("score", "typed"),
        Column("likelihood", "typed"),
        Column("description"),
        Column("tags"),
    )
    own, values = reader.fields("event", columns)
    tags, words = reader.tags("event"), reader.joined("SELECT event_id, words FROM dating WHERE event_id IS NOT NULL")
    people = reader.joined(
        "SELECT p.event_id, a.name || ' (' || k.label || ')' FROM participation p JOIN actor a ON a.id = p.actor_id"
        " JOIN kind k ON k.id = p.role_id ORDER BY p.event_id, p.ordinal, p.id"
    )
    rows: list[Row] = [
        (
            *(_id(row), title, reader.kinds[kind], status, *_days(t), words.get(row, ""), people.get(row, "")),
            *(score, likelihood, description, tags.get(row, ""), *values(extra)),
        )
        for row, title, kind, status, t, score, likelihood, description, extra in reader.select(
            "SELECT id, title, kind_id, status, t, score, likelihood, description, extra FROM event ORDER BY id"
        )
    ]
    return PlainTable("events", columns + own, rows)


def _links(reader: _Reader) -> PlainTable:
    columns = (
        _ID,
        Column("from"),
        Column("from id", "typed"),
        Column("kind"),
        Column("to"),
        Column("to id", "typed"),
        Column("label"),
        Column("status", "typed"),
        *_DATE,
        Column("date words"),
        Column("sign", "typed"),
        Column("strength", "typed"),
        Column("likelihood", "typed"),
        Column("description"),
        Column("tags"),
    )
    own, values = reader.fields("link", columns)
    tags, actors = reader.tags("link"), reader.names("actor")
    words = reader.joined("SELECT link_id, words FROM dating WHERE link_id IS NOT NULL")
    rows: list[Row] = [
        (
            *(_id(row), actors[start], _id(start), reader.kinds[kind], actors[end], _id(end), label, status, *_days(t)),
            *(words.get(row, ""), sign, strength, likelihood, description, tags.get(row, ""), *values(extra)),
        )
        for row, start, kind, end, label, status, t, sign, strength, likelihood, description, extra in reader.select(
            "SELECT id, from_id, kind_id, to_id, label, status, t, sign, strength, likelihood, description, extra"
            " FROM link ORDER BY id"
        )
    ]
    return PlainTable("links", columns + own, rows)


def _participations(reader: _Reader) -> PlainTable:
    columns = (
        _ID,
        Column("event"),
        Column("event id", "typed"),
        Column("actor"),
        Column("actor id", "typed"),
        Column("role"),
        Column("order", "typed"),
        Column("note"),
    )
    actors, events = reader.names("actor"), reader.names("event")
    rows: list[Row] = [
        (_id(row), events[event], _id(event), actors[actor], _id(actor), reader.kinds[role], ordinal, note)
        for row, event, actor, role, ordinal, note in reader.select(
            "SELECT id, event_id, actor_id, role_id, ordinal, note FROM participation ORDER BY event_id, ordinal, id"
        )
    ]
    return PlainTable("participations", columns, rows)


def _sources(reader: _Reader) -> PlainTable:
    columns = (
        _ID,
        Column("title"),
        Column("kind"),
        Column("author"),
        Column("publisher"),
        Column("language"),
        *_DATE,
        Column("address"),
        Column("archived address"),
        Column("accessed"),
        Column("reliability", "typed"),
        Column("characters", "typed"),
        Column("tags"),
    )
    own, values = reader.fields("source", columns)
    tags = reader.tags("source")
    rows: list[Row] = [
        (
            *(_id(row), title, kind, author, publisher, language, *_days(t), url, archived, accessed, reliability),
            *(length, tags.get(row, ""), *values(extra)),
        )
        for row, title, kind, author, publisher, language, t, url, archived, accessed, reliability, length, extra in (
            reader.select(
                "SELECT s.id, title, kind, author, publisher, language, t, url, archived_url, accessed, reliability,"
                " coalesce(length(x.text), 0), extra FROM source s LEFT JOIN source_text x ON x.source_id = s.id"
                " ORDER BY s.id"
            )
        )
    ]
    return PlainTable("sources", columns + own, rows)


def _facts(reader: _Reader) -> dict[tuple[str, Cell], str]:
    """Return what each record that can have evidence says, in words."""
    actors, events = reader.names("actor"), reader.names("event")
    facts = {("actor", row): name for row, name in actors.items()} | {
        ("event", row): name for row, name in events.items()
    }
    for row, event, actor, role in reader.select("SELECT id, event_id, actor_id, role_id FROM participation"):
        facts["participation", row] = f"{actors[actor]} ({reader.kinds[role]}): {events[event]}"
    for table, names in (("link", actors), ("relation", events)):
        for row, start, kind, end in reader.select(f"SELECT id, from_id, kind_id, to_id FROM {table}"):
            facts[table, row] = f"{names[start]} – {reader.kinds[kind]} → {names[end]}"
    return facts


def _citations(reader: _Reader) -> PlainTable:
    columns = (
        _ID,
        Column("source"),
        Column("source id", "typed"),
        Column("fact"),
        Column("fact sort", "typed"),
        Column("fact id", "typed"),
        Column("stance", "typed"),
        Column("quote"),
        Column("start", "typed"),
        Column("end", "typed"),
        Column("locator"),
        Column("speakers"),
        Column("credibility", "typed"),
        Column("field"),
        Column("value"),
        Column("note"),
        Column("origin"),
    )
    sources, facts = reader.names("source"), _facts(reader)
    speakers = reader.joined(
        "SELECT citation_id, name || ' (' || mode || ')' FROM attribution ORDER BY citation_id, ordinal"
    )
    sort = " ".join(f"WHEN {target}_id IS NOT NULL THEN '{target}'" for target in _TARGETS)
    fact_id = ", ".join(f"{target}_id" for target in _TARGETS)
    rows: list[Row] = [
        (
            *(_id(row), sources[source], _id(source), facts[str(target), fact], target, _id(fact), stance, quote),
            *(start, end, locator, speakers.get(row, ""), credibility, field, value, note, origin),
        )
        for row, source, target, fact, stance, quote, start, end, locator, credibility, field, value, note, origin in (
            reader.select(
                f"SELECT id, source_id, CASE {sort} END, coalesce({fact_id}), stance, quote,"
                ' "start", "end", locator, credibility, field, value, note, origin FROM citation ORDER BY id'
            )
        )
    ]
    return PlainTable("citations", columns, rows)


TABLES: Final[Mapping[str, Callable[[_Reader], PlainTable]]] = {
    "actors": _actors,
    "events": _events,
    "links": _links,
    "participations": _participations,
    "sources": _sources,
    "citations": _citations,
}
"""What there is, by name."""
