"""A project as JSON: the same facts give the same bytes, and a changed fact changes few lines.

Reads with plain SQL, a hundred rows at a time and column by column, because a large project has millions of
values. What equals its default is left out. Records are put together from the JSON of their values, without
dictionaries in between, and text from the very bytes that SQLite holds, wherever nothing in them must be escaped.
Imports core only; changes nothing.
"""

import base64
import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import compress, repeat
from typing import Any, Final

import orjson

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.identifiers import to_text
from geoeditor.exchange.project_json.layout import FORMAT, ROOT, SCHEMA_NAME, VERSION, Key, Layout, Nest, Sort, layouts

_ROWS_AT_ONCE: Final = 100
_LOW_BITS: Final = 15
_LOW_MASK: Final = (1 << _LOW_BITS) - 1
_LISTED: Final = 2  # how many levels deep the records of the root's lists are
_HUNG: Final = 4  # and the records that are nested in those


def export_json(document: Document) -> bytes:
    """Return the whole project, history excepted, as the bytes of a JSON file."""
    with document.read() as connection, _no_collection():
        return b"".join(_Writer(connection).pieces())


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cyclic garbage: none is made here, and among much else in memory each look takes its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def _low_letters() -> tuple[bytes, ...]:
    """Return the last three letters of an id, and the quote behind, by its lowest bits."""
    return tuple(f'{to_text(number)[-3:]}"'.encode() for number in range(_LOW_MASK + 1))


class _Beginnings(dict[int, bytes]):
    """The beginnings of ids in base32, and the quote before, by their high bits, each spelled when it is first met."""

    def __missing__(self, high: int) -> bytes:
        self[high] = f'"{to_text(high << _LOW_BITS)[:-3]}'.encode()
        return self[high]


class _Speller:
    """Spells ids in base32, four times as fast as letter by letter, as most begin alike."""

    def __init__(self) -> None:
        self._low = _low_letters()
        self._high = _Beginnings()

    def __call__(self, column: Sequence[int], depth: int) -> list[bytes]:
        """Return the ids as JSON."""
        low, high = self._low, self._high
        return [high[number >> _LOW_BITS] + low[number & _LOW_MASK] for number in column]


_ESCAPED: Final = bytes(range(32)) + b'"\\'
"""Bytes that JSON does not hold as they are."""


def _inside(column: Sequence[bytes]) -> Iterable[bytes]:
    """Return texts in UTF-8 as they stand between the quotes of JSON."""
    whole = b"".join(column)
    if not whole.isascii():
        whole.decode()  # raises where it is no UTF-8
    if len(whole.translate(None, _ESCAPED)) == len(whole):
        return column
    return [orjson.dumps(text.decode())[1:-1] for text in column]


def _plain(column: Sequence[object], depth: int) -> Iterable[bytes]:
    """Return numbers as JSON, which has a new line only between the values of a list that is indented."""
    return orjson.dumps(column, option=orjson.OPT_INDENT_2)[4:-2].split(b",\n  ")


def _laid_out(column: Sequence[bytes], depth: int) -> Iterable[bytes]:
    """Return JSON indented like a value that is some levels deep: objects in one go, cut where one follows another."""
    values = orjson.loads(b"[%b]" % b",".join(column))
    if not all(type(value) is dict and value for value in values):
        return [_indented(value, depth) for value in values]
    nested = values
    for _ in range(depth - 1):
        nested = [nested]
    line = b"\n" + b"  " * depth
    start, end = line + b"{", line + b"}"
    whole = orjson.dumps(nested, option=orjson.OPT_INDENT_2)
    return [
        b"{%b%b}" % (middle, line)
        for middle in whole[whole.index(start) + len(start) : whole.rindex(end)].split(end + b"," + start)
    ]


class _Writer:
    """Reads one project into the bytes of its JSON form."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        kinds = {row: orjson.dumps(key) for row, key in connection.execute("SELECT id, key FROM kind")}
        truths = (b"false", b"true")
        self._spellings: Mapping[Sort, Callable[[Any, int], Iterable[bytes]]] = {
            "plain": _plain,
            "id": _Speller(),
            "kind": lambda column, depth: map(kinds.__getitem__, column),
            "truth": lambda column, depth: map(truths.__getitem__, column),
            "json": _laid_out,
        }

    def pieces(self) -> Iterator[bytes]:
        """Yield the whole file in pieces, laid out as if it were one value."""
        known = layouts()
        yield orjson.dumps(
            {"$schema": SCHEMA_NAME, "format": FORMAT, "version": VERSION}, option=orjson.OPT_INDENT_2
        ).removesuffix(b"\n}")
        for _, (project,) in self._chunks(known["project"], "id", _LISTED - 1):
            yield b',\n  "project": ' + _braced(project, _LISTED - 1)
        for name, table in ROOT.items():
            lists = [self.kinds_of_its_own()] if table == "kind" else self._lists(known[table])
            yield b',\n  "%b": ' % name.encode()
            yield from _listed(lists)
        yield b"\n}\n"

    def kinds(self) -> dict[int, bytes]:
        """Return the records of all kinds by id."""
        return self._by_id(self._chunks(layouts()["kind"], "id", _LISTED))

    def kinds_of_its_own(self) -> list[bytes]:
        """Return the kinds that a new project does not have like this."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
            schema.build(fresh)
            builtin = _Writer(fresh).kinds()
        return [kind for row, kind in self.kinds().items() if builtin.get(row) != kind]

    def _lists(self, layout: Layout) -> Iterator[list[bytes]]:
        """Yield the records of a table with all that is nested in them, some at a time."""
        parts = [part for part in self._parts(layout) if part]
        for ids, records in self._chunks(layout, "id", _LISTED, "name" if layout.table == "tag" else "id"):
            for part in parts:
                for index, row in enumerate(ids):
                    if row in part:
                        records[index] += part[row]
            yield records

    def _parts(self, layout: Layout) -> Iterator[dict[int, bytes]]:
        """Yield what else belongs to the records of a table, with its keys, by the ids of the records."""
        if layout.table == "source":
            texts = self._connection.execute("SELECT source_id, text FROM source_text")
            yield {row: _member("text", orjson.dumps(text)) for row, text in texts}
        if layout.table == "attachment":
            rows = self._connection.execute("SELECT attachment_id, data FROM attachment_data")
            yield {row: _member("data", b'"%b"' % base64.b64encode(data)) for row, data in rows}
        for nest in layout.nests:
            yield self._nested(nest)
        if layout.tagged:
            yield self._tags(layout.table)

    def _nested(self, nest: Nest) -> dict[int, bytes]:
        """Return what hangs on each record, by the id of the record."""
        column = f"{nest.field}_id"
        depth = _LISTED + 1 if nest.single else _HUNG
        chunks = self._chunks(nest.layout, column, depth, f"{column}, {nest.order}")
        if nest.single:
            return {row: _member(nest.name, _braced(record, depth)) for row, record in self._by_id(chunks).items()}
        lists: dict[int, list[bytes]] = {}
        for parents, records in chunks:
            for parent, record in zip(parents, records, strict=True):
                lists.setdefault(parent, []).append(_braced(record, depth))
        return {row: _member(nest.name, _bracketed(records)) for row, records in lists.items()}

    def _tags(self, table: str) -> dict[int, bytes]:
        names: dict[int, list[bytes]] = {}
        for row, name in self._connection.execute(
            f"SELECT b.{table}_id, t.name FROM tagging b JOIN tag t ON t.id = b.tag_id"
            f" WHERE b.{table}_id IS NOT NULL ORDER BY t.name COLLATE BINARY"
        ):
            names.setdefault(row, []).append(orjson.dumps(name))
        return {row: _member("tags", _bracketed(of_one)) for row, of_one in names.items()}

    @staticmethod
    def _by_id(chunks: Iterable[tuple[Sequence[int], list[bytes]]]) -> dict[int, bytes]:
        return {row: record for rows, records in chunks for row, record in zip(rows, records, strict=True)}

    def _chunks(
        self, layout: Layout, of: str, depth: int, order: str = "id"
    ) -> Iterator[tuple[Sequence[int], list[bytes]]]:
        """Yield the rows in which a column holds an id: those ids, and the records without braces; some at a time."""
        defaults = self._defaults(layout.table)
        wanted = [f'"{key.column}"' for key in layout.keys]
        ids = ["id"] if of == "id" else [of, "id"]
        cursor = self._connection.execute(
            f"SELECT {', '.join(ids + wanted)} FROM {layout.table} WHERE {of} IS NOT NULL"
            f" ORDER BY {order} COLLATE BINARY"
        )
        keys = [(Key("id", "id", "id"), None), *((key, defaults[key.column]) for key in layout.keys)]
        while rows := self._fetched(cursor):
            columns = list(zip(*rows, strict=True))
            yield columns[0], self._records(keys, columns[len(ids) - 1 :], depth + 1)

    def _said(self, key: Key, column: Sequence[Any], depth: int) -> Iterable[bytes]:
        """Return values of one column as JSON."""
        if key.sort == "plain" and type(column[0]) is bytes:
            return [b'"%b"' % text for text in _inside(column)]
        return self._spellings[key.sort](column, depth)

    def _fetched(self, cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
        """Return the next rows, texts as bytes."""
        self._connection.text_factory = bytes
        try:
            return cursor.fetchmany(_ROWS_AT_ONCE)
        finally:
            self._connection.text_factory = str

    def _defaults(self, table: str) -> dict[str, object]:
        """Return what the columns of a table hold where nothing was said, texts as bytes."""
        columns = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        (values,) = self._fetched(self._connection.execute(f"SELECT {', '.join(row[4] or 'NULL' for row in columns)}"))
        return {row[1]: value for row, value in zip(columns, values, strict=True)}

    def _records(
        self, keys: Sequence[tuple[Key, object]], columns: Sequence[tuple[Any, ...]], depth: int
    ) -> list[bytes]:
        """Return columns as records without what is NULL or the default: often a whole column is, or nothing in it."""
        parts: list[Iterable[bytes]] = []
        closing = b""  # of a text that stands open; goes out with what comes next
        for (key, default), column in zip(keys, columns, strict=True):
            beginning = b'%b\n%b"%b": ' % (b"," if parts else b"", b"  " * depth, key.name.encode())
            left_out = column.count(None) + (0 if default is None else column.count(default))
            if not left_out:
                is_text = key.sort == "plain" and type(column[0]) is bytes
                quote = b'"' if is_text else b""
                spelled = _inside(column) if is_text else self._spellings[key.sort](column, depth)
                parts += (repeat(closing + beginning + quote, len(column)), spelled)
                closing = quote
            elif left_out < len(column):
                known = [value is not None and value != default for value in column]
                said = iter(self._said(key, list(compress(column, known)), depth))
                parts.append([closing + beginning + next(said) if is_known else closing for is_known in known])
                closing = b""
        parts.append(repeat(closing, len(columns[0])))
        return list(map(b"".join, zip(*parts, strict=True)))


def _indented(value: object, depth: int) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", b"\n" + b"  " * depth)


def _braced(record: bytes, depth: int) -> bytes:
    return b"{%b\n%b}" % (record, b"  " * depth)


def _member(name: str, value: bytes) -> bytes:
    """Return a further key of a record in a list of the root, with its value."""
    return b',\n%b"%b": %b' % (b"  " * (_LISTED + 1), name.encode(), value)


def _bracketed(values: Sequence[bytes]) -> bytes:
    """Return a list that is a value of a record in a list of the root."""
    line = b"\n" + b"  " * _HUNG
    return b"[%b%b\n%b]" % (line, (b"," + line).join(values), b"  " * (_LISTED + 1))


def _listed(lists: Iterable[list[bytes]]) -> Iterator[bytes]:
    """Yield a list of the root in pieces."""
    line = b"\n" + b"  " * _LISTED
    between = line + b"}," + line + b"{"
    before = b"[" + line + b"{"
    for records in lists:
        if records:
            yield before
            yield between.join(records)
            before = between
    yield line + b"}\n  ]" if before is between else b"[]"
