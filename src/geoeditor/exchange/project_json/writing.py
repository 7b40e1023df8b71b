"""A project as JSON: the same facts give the same bytes, and a changed fact changes few lines.

Reads with plain SQL, column by column, because a large project has millions of values. SQLite leaves out what equals
its default. Imports core only; changes nothing.
"""

import base64
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Final

import orjson

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.identifiers import to_text
from geoeditor.exchange.project_json.layout import FORMAT, ROOT, SCHEMA_NAME, VERSION, Key, Layout, Nest, layouts

Record = dict[str, object]
_TRUTHS: Final = {None: None, 0: False, 1: True}
_LOW_BITS: Final = 15


def export_json(document: Document) -> bytes:
    """Return the whole project, history excepted, as the bytes of a JSON file."""
    with document.read() as connection:
        root = _Writer(connection).root()
    return orjson.dumps(root, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


@lru_cache(maxsize=1)
def _low_letters() -> tuple[str, ...]:
    """Return the last three letters of an id by its lowest bits: six times as fast as letter by letter."""
    return tuple(to_text(number)[-3:] for number in range(1 << _LOW_BITS))


class _IdTexts(dict[int | None, str | None]):
    """Ids in base32, each spelled once; None, which points nowhere, stays None."""

    def __init__(self) -> None:
        super().__init__({None: None})
        self._low = _low_letters()
        self._high: dict[int, str] = {}

    def __missing__(self, number: int) -> str:
        high = number >> _LOW_BITS
        start = self._high.get(high)
        if start is None:
            start = self._high[high] = to_text(number)[:-3]
        text = self[number] = start + self._low[number & (1 << _LOW_BITS) - 1]
        return text


class _Writer:
    """Reads one project into the values of its JSON form."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids = _IdTexts()
        self._kinds: dict[int | None, str | None] = {None: None}
        self._kinds.update(connection.execute("SELECT id, key FROM kind").fetchall())

    def root(self) -> Record:
        """Return the whole file."""
        known = layouts()
        root: Record = {"$schema": SCHEMA_NAME, "format": FORMAT, "version": VERSION}
        root["project"] = next(iter(self._records(known["project"]).values()))
        for name, table in ROOT.items():
            root[name] = self.kinds_of_its_own() if table == "kind" else self._list(known[table])
        return root

    def kinds(self) -> dict[int, Record]:
        """Return all kinds by id."""
        return self._records(layouts()["kind"])

    def kinds_of_its_own(self) -> list[Record]:
        """Return the kinds that a new project does not have like this, and those of it that were removed here."""
        kinds = self.kinds()
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
            schema.build(fresh)
            builtin = _Writer(fresh).kinds()
        own = {row: kind for row, kind in kinds.items() if builtin.get(row) != kind}
        here = {kind["key"] for kind in kinds.values()}
        for row, kind in builtin.items():
            if kind["key"] not in here:
                own[row] = {"id": kind["id"], "key": kind["key"], "removed": True}
        return [own[row] for row in sorted(own)]

    def _list(self, layout: Layout) -> list[Record]:
        records = self._records(layout, "name" if layout.table == "tag" else "id")
        if layout.table == "source":
            self._put(records, "text", "SELECT source_id, text FROM source_text")
        if layout.table == "attachment":
            self._put(records, "data", "SELECT attachment_id, data FROM attachment_data", _base64)
        for nest in layout.nests:
            self._nest(records, nest)
        if layout.tagged:
            self._tag(records, layout.table)
        return list(records.values())

    def _put(
        self, records: dict[int, Record], name: str, query: str, spelled: Callable[[object], object] = lambda value: value
    ) -> None:
        for row, value in self._connection.execute(query):
            records[row][name] = spelled(value)

    def _nest(self, records: dict[int, Record], nest: Nest) -> None:
        parent = f"{nest.field}_id"
        column_rows = self._columns(nest.layout, f"{parent} IS NOT NULL ORDER BY {parent}, {nest.order}", parent)
        for row, record in zip(column_rows[0], _records(nest.layout, column_rows[1:]), strict=True):
            if nest.single:
                records[row][nest.name] = record
            else:
                _member(records[row], nest.name).append(record)

    def _tag(self, records: dict[int, Record], table: str) -> None:
        rows = self._connection.execute(
            f"SELECT b.{table}_id, t.name FROM tagging b JOIN tag t ON t.id = b.tag_id"
            f" WHERE b.{table}_id IS NOT NULL ORDER BY t.name COLLATE BINARY"
        )
        for row, name in rows:
            _member(records[row], "tags").append(name)

    def _records(self, layout: Layout, order: str = "id") -> dict[int, Record]:
        """Return the rows of a table by id, without what is nested in them."""
        columns = self._columns(layout, f"TRUE ORDER BY {order} COLLATE BINARY", "id")
        return dict(zip(columns[0], _records(layout, columns[1:]), strict=True))

    def _columns(self, layout: Layout, condition: str, first: str) -> list[Sequence[int] | Iterable[object]]:
        """Return one raw column of ids, then the written id and all keys, column by column."""
        defaults = {row[1]: row[4] for row in self._connection.execute(f"PRAGMA table_info({layout.table})")}
        wanted = [_expression(key.column, defaults[key.column]) for key in layout.keys]
        rows = self._connection.execute(
            f"SELECT {first}, id, {', '.join(wanted)} FROM {layout.table} WHERE {condition}"
        ).fetchall()
        if not rows:
            return [() for _ in range(len(wanted) + 2)]
        firsts, ids, *values = zip(*rows, strict=True)
        spelled = [self._spelled(key, column) for key, column in zip(layout.keys, values, strict=True)]
        return [firsts, map(self._ids.__getitem__, ids), *spelled]

    def _spelled(self, key: Key, column: tuple[object, ...]) -> Iterable[object]:
        match key.sort:
            case "truth":
                return map(_TRUTHS.__getitem__, column)
            case "json":
                return (None if value is None else orjson.loads(value) for value in column)
            case "id":
                return map(self._ids.__getitem__, column)
            case "kind":
                return map(self._kinds.__getitem__, column)
            case "plain":
                return column


def _expression(column: str, default: str | None) -> str:
    """Return the column as an expression that is NULL where the value is the default."""
    return f'"{column}"' if default is None else f'nullif("{column}", {default})'


def _records(layout: Layout, columns: Sequence[Iterable[object]]) -> Iterable[Record]:
    names = ("id", *(key.name for key in layout.keys))
    rows = zip(*columns, strict=True)
    return [{name: value for name, value in zip(names, row) if value is not None} for row in rows]  # noqa: B905


def _member(record: Record, name: str) -> list[object]:
    found = record.setdefault(name, [])
    if not isinstance(found, list):
        raise TypeError(f"{name} is no list")
    return found


def _base64(value: object) -> str:
    if not isinstance(value, bytes):
        raise TypeError("an attachment holds bytes")
    return base64.b64encode(value).decode("ascii")
