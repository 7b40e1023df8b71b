"""What rows of each table look like, so that a page that lost its tree can be given back to its table."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geoeditor.core.inspection.columns import checked_columns, is_allowed
from geoeditor.core.recovery.pages import StoredRow, Value
from geoeditor.core.schema import tables

INDEXED_TEXTS: Final = "search_content"
"""The table in which the search index keeps its folded texts: id, text, name of the table."""
_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "INTEGER": int,
    "REAL": (int, float),
    "TEXT": str,
    "BLOB": bytes,
    "ANY": (int, float, str, bytes),
    "": (int, float, str, bytes),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as declared."""

    name: str
    types: type | tuple[type, ...]
    required: bool
    has_default: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that points at a row of another table, and what becomes of its row when that one goes."""

    column: str
    parent: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns in order, the first of them the id, its references, and its indexes by name."""

    table: str
    columns: tuple[Column, ...]
    references: tuple[Reference, ...]
    indexes: Mapping[str, tuple[str, ...]]

    def fits(self, row: StoredRow) -> bool:
        """Tell whether a row can be one of this table, by number and types of its values."""
        values = row.values
        if (row.whole and len(values) != len(self.columns)) or len(values) > len(self.columns) or not values:
            return False
        if values[0] is not None or row.rowid < 0:
            return False
        if any(column.required and not column.has_default for column in self.columns[len(values) :]):
            return False
        return all(_suits(column, value) for column, value in zip(self.columns[1:], values[1:], strict=False))

    def suits(self, values: Mapping[str, Value]) -> bool:
        """Tell whether values by column have the types of their columns."""
        types = {column.name: column for column in self.columns}
        return all(_suits(types[name], value) for name, value in values.items())

    def named(self, row: StoredRow) -> dict[str, Value]:
        """Return the values of a row by column; those that are lost are not among them."""
        names = [column.name for column in self.columns]
        return {**dict(zip(names, row.values, strict=False)), names[0]: row.rowid}

    def has_likely_words(self, row: StoredRow) -> bool:
        """Tell whether all values are among those that a command would store."""
        values = self.named(row)
        checks = checked_columns(self.table)
        return all(
            is_allowed(check, column, values[column])
            for column, check in checks.items()
            if values.get(column) is not None
        )


def _suits(column: Column, value: Value) -> bool:
    return not column.required if value is None else isinstance(value, column.types)


def shapes(connection: sqlite3.Connection) -> dict[str, Shape]:
    """Return the shapes of all tables of facts, parents before children, as a sound project has them."""
    return {name: _shape(connection, name) for name in tables()}


def texts_shape(connection: sqlite3.Connection) -> Shape:
    """Return the shape of the table in which the search index keeps its texts."""
    return _shape(connection, INDEXED_TEXTS)


def history_shape(shape: Shape) -> Shape:
    """Return the shape of the table in which the journal keeps old rows of a table."""
    number = Column("journal_seq", int, required=False, has_default=False)
    old = tuple(Column(column.name, column.types, column.required, column.has_default) for column in shape.columns)
    return Shape(f"journal_{shape.table}", (number, *old), (), {})


def _shape(connection: sqlite3.Connection, table: str) -> Shape:
    columns = tuple(
        Column(name, _TYPES[kind], required=bool(required) and not key, has_default=default is not None)
        for _, name, kind, required, default, key in connection.execute(f"PRAGMA table_info({table})")
    )
    references = tuple(
        Reference(row[3], row[2], row[6]) for row in connection.execute(f"PRAGMA foreign_key_list({table})")
    )
    indexes = {}
    for row in connection.execute(f"PRAGMA index_list({table})").fetchall():
        names = [found[2] for found in connection.execute(f"PRAGMA index_info({row[1]})")]
        if all(names):
            indexes[row[1]] = tuple(names)
    return Shape(table, columns, references, indexes)


def references_met(shape: Shape, rows: Sequence[StoredRow], ids: Mapping[str, set[int]]) -> int:
    """Count the rows whose references all lead to rows that are there."""
    count = 0
    for row in rows:
        values = shape.named(row)
        count += all(
            values.get(reference.column) is None or values[reference.column] in ids.get(reference.parent, ())
            for reference in shape.references
        )
    return count
