"""Facts as a clipboard holds them: plain values under names that stay, so that a paste can make them anew anywhere.

Ids go out as text, because many readers of JSON cut large numbers.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from geoeditor.core.document import Document
from geoeditor.core.identifiers import to_text
from geoeditor.core.spelling import json_text

FORMAT: Final = "geoeditor-clip"
_KIND: Final = "(SELECT key FROM kind WHERE id = r.kind_id)"
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "actor": {
        "id": "r.id",
        "name": "r.name",
        "kind": _KIND,
        **{name: f"r.{name}" for name in ("named", "description", "country", "lat", "lon", "colour", "t", "extra")},
    },
    "event": {
        "id": "r.id",
        "title": "r.title",
        "kind": _KIND,
        **{name: f"r.{name}" for name in ("description", "status", "t", "score", "likelihood", "colour", "extra")},
    },
    "link": {
        "id": "r.id",
        "from": "r.from_id",
        "from_name": "(SELECT name FROM actor WHERE id = r.from_id)",
        "to": "r.to_id",
        "to_name": "(SELECT name FROM actor WHERE id = r.to_id)",
        "kind": _KIND,
        **{name: f"r.{name}" for name in ("label", "description", "status", "t", "sign", "strength", "likelihood")},
        "extra": "r.extra",
    },
}
_IDS: Final = ("id", "from", "to", "actor")


def clip(document: Document, facts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Return actors, events and links by table and id as plain values, with links among the actors themselves.

    What is of another table is left out.
    """
    wanted = {table: [row for name, row in facts if name == table] for table in _FIELDS}
    with document.read() as connection:
        actors = json_text(wanted["actor"])
        among = connection.execute(
            "SELECT id FROM link WHERE from_id IN (SELECT value FROM json_each(?1))"
            " AND to_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
            (actors,),
        )
        wanted["link"] = list(dict.fromkeys([*wanted["link"], *(row for (row,) in among)]))
        return {
            "format": FORMAT,
            "actors": _records(connection, "actor", wanted["actor"]),
            "events": _records(connection, "event", wanted["event"]),
            "links": _records(connection, "link", wanted["link"]),
        }


def _records(connection: sqlite3.Connection, table: str, ids: list[int]) -> list[dict[str, Any]]:
    fields = _FIELDS[table]
    rows = connection.execute(
        f"SELECT {', '.join(fields.values())} FROM json_each(?) j JOIN {table} r ON r.id = j.value ORDER BY j.key",
        (json_text(ids),),
    )
    found = {row[0]: _plain(dict(zip(fields, row, strict=True))) for row in rows}
    for row, name in _hanging(connection, f"b.{table}_id, t.name", "tagging b JOIN tag t ON t.id = b.tag_id", ids):
        found[row].setdefault("tags", []).append(name)
    if table == "actor":
        for row, *name in _hanging(connection, "b.actor_id, b.name, b.language, b.kind, b.t", "actor_name b", ids):
            found[row].setdefault("names", []).append(dict(zip(("name", "language", "kind", "t"), name, strict=True)))
    if table == "event":
        taking_part = "participation b JOIN actor a ON a.id = b.actor_id JOIN kind k ON k.id = b.role_id"
        columns = "b.event_id, b.actor_id, a.name, k.key, b.ordinal, b.note"
        for row, *values in _hanging(connection, columns, taking_part, ids):
            part = dict(zip(("actor", "name", "role", "ordinal", "note"), values, strict=True))
            found[row].setdefault("participations", []).append(_plain(part))
    return list(found.values())


def _hanging(connection: sqlite3.Connection, columns: str, tables: str, ids: list[int]) -> list[tuple[Any, ...]]:
    owner = columns.partition(",")[0]
    return connection.execute(
        f"SELECT {columns} FROM {tables} WHERE {owner} IN (SELECT value FROM json_each(?)) ORDER BY b.id",
        (json_text(ids),),
    ).fetchall()


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without what is empty, its ids as text, its own fields as they are."""
    plain: dict[str, Any] = {}
    for name, value in record.items():
        if name in _IDS:
            plain[name] = to_text(value)
        elif name == "extra":
            if value != "{}":
                plain[name] = orjson.loads(value)
        elif name == "named":
            if not value:
                plain[name] = False
        elif value not in (None, ""):
            plain[name] = value
    return plain
