"""A project as JSON: the same facts give the same bytes, and a changed fact changes few lines.

Reads with plain SQL, a hundred rows at a time and column by column, because a large project has millions of
values; SQLite leaves out what equals its default. Imports core only; changes nothing.
"""

import base64
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

import orjson

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.identifiers import to_text
from geoeditor.exchange.project_json.layout import FORMAT, ROOT, SCHEMA_NAME, VERSION, Key, Layout, Nest, Sort, layouts

Record = dict[str, object]
_ROWS_AT_ONCE: Final = 100
_LOW_BITS: Final = 15
_LOW_MASK: Final = (1 << _LOW_BITS) - 1


def export_json(document: Document) -> bytes:
    """Return the whole project, history excepted, as the bytes of a JSON file."""
    with document.read() as connection:
        return b"".join(_Writer(connection).pieces())


@lru_cache(maxsize=1)
def _low_letters() -> tuple[str, ...]:
    """Return the last three letters of an id by its lowest bits."""
    return tuple(to_text(number)[-3:] for number in range(_LOW_MASK + 1))


class _Beginnings(dict[int, str]):
    """The beginnings of ids in base32 by their high bits, each spelled when it is first met."""

    def __missing__(self, high: int) -> str:
        self[high] = to_text(high << _LOW_BITS)[:-3]
        return self[high]


class _Speller:
    """Spells ids in base32, four times as fast as letter by letter, as most begin alike."""

    def __init__(self) -> None:
        self._low = _low_letters()
        self._high = _Beginnings()

    def __call__(self, column: Sequence[int | None]) -> list[str | None]:
        """Return the ids as text, None as None."""
        low, high = self._low, self._high
        return [None if number is None else high[number >> _LOW_BITS] + low[number & _LOW_MASK] for number in column]


def _parsed(column: Sequence[str | None]) -> list[object]:
    """Return the values of a column of JSON, parsed in one go."""
    values: list[object] = orjson.loads(f"[{','.join([text or 'null' for text in column])}]")
    return values


class _Writer:
    """Reads one project into the bytes of its JSON form."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        kinds: dict[int | None, str | None] = {None: None}
        kinds.update(connection.execute("SELECT id, key FROM kind").fetchall())
        truths = {None: None, 0: False, 1: True}
        self._spellings: dict[Sort, Callable[[Any], Iterable[object]]] = {
            "id": _Speller(),
            "kind": lambda column: map(kinds.__getitem__, column),
            "truth": lambda column: map(truths.__getitem__, column),
            "json": _parsed,
        }

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Yield the whole file in pieces, laid out as if it were one value."""
        known = layouts()
        root: Record = {"$schema": SCHEMA_NAME, "format": FORMAT, "version": VERSION}
        for _, (project,) in self._chunks(known["project"], "id"):
            root["project"] = project
        yield _indented(root).removesuffix(b"\n}")
        for name, table in ROOT.items():
            lists = [self.kinds_of_its_own()] if table == "kind" else self._lists(known[table])
            yield from _listed(name, lists)
        yield b"\n}\n"

    def kinds(self) -> dict[int, Record]:
        """Return all kinds by id."""
        return self._by_id(self._chunks(layouts()["kind"], "id"))

    def kinds_of_its_own(self) -> list[Record]:
        """Return the kinds that a new project does not have like this."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
            schema.build(fresh)
            builtin = _Writer(fresh).kinds()
        return [kind for row, kind in self.kinds().items() if builtin.get(row) != kind]

    def _lists(self, layout: Layout) -> Iterator[list[Record]]:
        """Yield the records of a table with all that is nested in them, some at a time."""
        parts: list[tuple[str, dict[int, object]]] = []
        if layout.table == "source":
            parts.append(("text", dict(self._connection.execute("SELECT source_id, text FROM source_text"))))
        if layout.table == "attachment":
            parts.append(("data", self._attached()))
        parts += [(nest.name, self._nested(nest)) for nest in layout.nests]
        if layout.tagged:
            parts.append(("tags", self._tags(layout.table)))
        for ids, records in self._chunks(layout, "id", "name" if layout.table == "tag" else "id"):
            for name, of_record in parts:
                if of_record:
                    for row, record in zip(ids, records, strict=True):
                        if row in of_record:
                            record[name] = of_record[row]
            yield records

    def _attached(self) -> dict[int, object]:
        rows = self._connection.execute("SELECT attachment_id, data FROM attachment_data")
        return {row: base64.b64encode(data).decode("ascii") for row, data in rows}

    def _nested(self, nest: Nest) -> dict[int, object]:
        """Return what hangs on each record, by the id of the record."""
        column = f"{nest.field}_id"
        chunks = self._chunks(nest.layout, column, f"{column}, {nest.order}")
        if nest.single:
            return dict(self._by_id(chunks))
        lists: dict[int, list[Record]] = {}
        for parents, records in chunks:
            for parent, record in zip(parents, records, strict=True):
                lists.setdefault(parent, []).append(record)
        return dict(lists)

    def _tags(self, table: str) -> dict[int, object]:
        names: dict[int, list[str]] = {}
        for row, name in self._connection.execute(
            f"SELECT b.{table}_id, t.name FROM tagging b JOIN tag t ON t.id = b.tag_id"
            f" WHERE b.{table}_id IS NOT NULL ORDER BY t.name COLLATE BINARY"
        ):
            names.setdefault(row, []).append(name)
        return dict(names)

    @staticmethod
    def _by_id(chunks: Iterable[tuple[Sequence[int], list[Record]]]) -> dict[int, Record]:
        return {row: record for rows, records in chunks for row, record in zip(rows, records, strict=True)}

    def _chunks(self, layout: Layout, of: str, order: str = "id") -> Iterator[tuple[Sequence[int], list[Record]]]:
        """Yield the rows in which a column holds an id: those ids, and the records on their own; some at a time."""
        defaults = {row[1]: row[4] for row in self._connection.execute(f"PRAGMA table_info({layout.table})")}
        wanted = [_expression(key.column, defaults[key.column]) for key in layout.keys]
        ids = ["id"] if of == "id" else [of, "id"]
        cursor = self._connection.execute(
            f"SELECT {', '.join(ids + wanted)} FROM {layout.table} WHERE {of} IS NOT NULL"
            f" ORDER BY {order} COLLATE BINARY"
        )
        own = Key("id", "id", "id")
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            columns = list(zip(*rows, strict=True))
            yield columns[0], self._records((own, *layout.keys), columns[len(ids) - 1 :])

    def _records(self, keys: Sequence[Key], columns: Sequence[tuple[object, ...]]) -> list[Record]:
        """Return columns as records without what is NULL: often that is a whole column, or nothing."""
        nulls = [column.count(None) for column in columns]
        used = [index for index, count in enumerate(nulls) if count < len(columns[0])]
        names = [keys[index].name for index in used]
        rows = zip(*(self._spelled(keys[index], columns[index]) for index in used), strict=True)
        if not any(nulls[index] for index in used):
            return list(map(dict, map(zip, repeat(names), rows)))  # a loop without a step of our own a record
        return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]

    def _spelled(self, key: Key, column: tuple[object, ...]) -> Iterable[object]:
        return self._spellings[key.sort](column) if key.sort != "plain" else column


def _expression(column: str, default: str | None) -> str:
    """Return the column as an expression that is NULL where the value is the default."""
    return f'"{column}"' if default is None else f'nullif("{column}", {default})'


def _indented(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def _listed(name: str, lists: Iterable[list[Record]]) -> Iterator[bytes | memoryview]:
    """Yield a list of the root in pieces, each cut without a copy out of a value that is indented like the root."""
    start, end = b'{\n  "%b": [\n' % name.encode(), b"\n  ]\n}"
    before = b',\n  "%b": [\n' % name.encode()
    for records in lists:
        if records:
            yield before
            yield memoryview(_indented({name: records}))[len(start) : -len(end)]
            before = b",\n"
    yield b"\n  ]" if before == b",\n" else before.removesuffix(b"\n") + b"]"
