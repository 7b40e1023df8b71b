"""The schema of the project file: made from frozen text, compared with it, and described to the journal.

`version_1.sql` is the schema as released; a test holds it against `entities`. Nothing here needs SQLAlchemy, so that a
project can be read without it.
"""

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Final

from geoeditor.core.identifiers import new_id
from geoeditor.core.spelling import json_text
from geoeditor.core.vocabulary import words

APPLICATION_ID: Final = 0x47454F45
VERSION: Final = 1
LENGTH_LIMIT: Final = 128 * 1024 * 1024
"""The longest text or blob a project may hold, in bytes."""


@dataclass(frozen=True, slots=True)
class Table:
    """What journal and commands need to know of a table: its columns in order, and whether rows can clash."""

    name: str
    columns: tuple[str, ...]
    unique: bool
    references: Mapping[str, str] = field(default_factory=dict)
    """The table that a column points at, by column."""


def statements() -> list[str]:
    """Return the statements that make the newest schema, in order."""
    text = files("geoeditor.core").joinpath(f"version_{VERSION}.sql").read_text("utf-8")
    return [statement for statement in text.split(";\n\n") if statement.strip()]


def configure(connection: sqlite3.Connection) -> None:
    """Set what every connection to a project must have; must run before anything is read from it."""
    for pragma in (
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


def make_durable(connection: sqlite3.Connection) -> None:
    """Choose the journal of SQLite that keeps a project in one file and loses no acknowledged edit.

    The rollback journal is emptied at each commit rather than deleted: that is as durable with synchronous=EXTRA, and
    spares the two syncs of the folder, so an edit takes four. `make_single` takes the empty journal away.
    """
    connection.execute("PRAGMA journal_mode=TRUNCATE").close()
    connection.execute("PRAGMA synchronous=EXTRA").close()


def make_single(connection: sqlite3.Connection) -> None:
    """Take away the empty journal beside the project; for when it is closed."""
    connection.execute("PRAGMA journal_mode=DELETE").close()


def build(connection: sqlite3.Connection, title: str = "") -> None:
    """Make an empty project in an empty database: schema, built-in vocabulary, the project's own row."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in statements():
        connection.execute(statement)
    numbers = {word.key: word.number for word in words()}
    connection.executemany(
        "INSERT INTO kind(id, key, scope, label, inverse, parent_id, directed, sign, score, ordinal, map)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                word.number,
                word.key,
                word.scope,
                word.label,
                word.inverse,
                numbers.get(word.parent),
                word.directed,
                word.sign,
                word.score,
                word.ordinal,
                json_text(word.map),
            )
            for word in words()
        ),
    )
    connection.execute("INSERT INTO project(id, title) VALUES(?, ?)", (new_id(), " ".join(title.split())))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("COMMIT")


def _described(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str | None]]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return {(kind, name): (table, sql) for kind, name, table, sql in rows}


@lru_cache(maxsize=1)
def _allowed() -> dict[tuple[str, str], tuple[str, str | None]]:
    with closing(_model()) as connection:
        return _described(connection)


def _model() -> sqlite3.Connection:
    """Return an empty database with the newest schema."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements():
        connection.execute(statement)
    return connection


def strangers(connection: sqlite3.Connection) -> list[str]:
    """Return the names in the schema that are not exactly as ours: added, changed or missing."""
    found, allowed = _described(connection), _allowed()
    return sorted({name for kind, name in {*found, *allowed} if found.get((kind, name)) != allowed.get((kind, name))})


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Return the tables of facts by name, parents before children; the journal's and the index's are not among them."""
    with closing(_model()) as connection:
        order = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
            if not name.startswith(("journal_", "search", "sqlite_"))
        ]
        return {name: _table(connection, name) for name in order}


def _table(connection: sqlite3.Connection, name: str) -> Table:
    columns = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
    unique = any(row[2] for row in connection.execute(f"PRAGMA index_list({name})"))
    references = {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
    return Table(name, columns, unique, references)
