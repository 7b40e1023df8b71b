"""History inside the project file: old rows kept in shadow tables, and their replay.

TEMP triggers note every change in its own transaction: of an insert only the id, of an update and a delete the old row,
with native values, in `journal_<table>`. `journal_log` numbers all changes; a step owns a range of it. Undo is itself
noted: going back over a step, newest change first and never reordered, the triggers note the way forward in its place,
so redo is the same act. Cascades and bulk statements are covered without anyone remembering.
The caller opens and ends the transaction; nothing here commits.
"""

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal

from geoeditor.core.identifiers import new_id
from geoeditor.core.schema import Table, tables

Way = Literal["do", "undo", "redo"]

STEP_DECLARATION: Final = """CREATE TABLE journal_step (
\tn INTEGER PRIMARY KEY,
\tid INTEGER NOT NULL UNIQUE,
\tlabel TEXT NOT NULL,
\torigin TEXT NOT NULL,
\tauthor TEXT NOT NULL,
\tat TEXT NOT NULL,
\tundone INTEGER NOT NULL DEFAULT 0,
\tfirst INTEGER NOT NULL,
\tlast INTEGER NOT NULL
) STRICT"""
LOG_DECLARATION: Final = """CREATE TABLE journal_log (
\tseq INTEGER PRIMARY KEY,
\tmark TEXT NOT NULL,
\tid INTEGER NOT NULL
) STRICT"""


@dataclass(frozen=True, slots=True)
class Step:
    """One undo step; `n` orders them, `id` is its global id, `at` is in UTC."""

    n: int
    id: int
    label: str
    origin: str
    author: str
    at: str
    undone: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What an edit, an undo or a redo came to: ids by table. What came and went inside is in none of the sets."""

    label: str
    way: Way
    added: Mapping[str, frozenset[int]]
    updated: Mapping[str, frozenset[int]]
    removed: Mapping[str, frozenset[int]]
    origin: str = ""
    step_id: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything changed at all."""
        return bool(self.added or self.updated or self.removed)


def shadow_declaration(table: Table) -> str:
    """Return the statement that makes the table's shadow."""
    columns = "".join(f",\n\t{_quoted(column)} ANY" for column in table.columns)
    return f"CREATE TABLE journal_{table.name} (\n\tjournal_seq INTEGER PRIMARY KEY{columns}\n) STRICT"


def _quoted(column: str) -> str:
    return f'"{column}"'


def _triggers(table: Table) -> Iterator[str]:
    shadow = f"journal_{table.name}"
    old = ", ".join(f"old.{_quoted(column)}" for column in table.columns)
    # binary, because a NOCASE column would hide a change from Nato to NATO
    changed = " OR ".join(
        f"old.{_quoted(column)} COLLATE BINARY IS NOT new.{_quoted(column)}" for column in table.columns
    )
    image = f"INSERT INTO {shadow} VALUES(last_insert_rowid(), {old});"

    def log(mark: str, row: str) -> str:
        return f"INSERT INTO journal_log(mark, id) VALUES('{mark}{table.name}', {row}.id);"

    def trigger(letter: str, moment: str, body: str) -> str:
        return f"CREATE TEMP TRIGGER {shadow}_{letter} AFTER {moment} BEGIN {body} END"

    yield (
        f"CREATE TEMP TRIGGER {shadow}_n BEFORE UPDATE OF id ON main.{table.name} WHEN old.id IS NOT new.id"
        " BEGIN SELECT RAISE(ABORT, 'an id never changes'); END"
    )
    yield trigger("i", f"INSERT ON main.{table.name}", log("+", "new"))
    yield trigger("u", f"UPDATE ON main.{table.name} WHEN {changed}", f"{log('~', 'old')} {image}")
    yield trigger("d", f"DELETE ON main.{table.name}", f"{log('-', 'old')} {image}")


def watch(connection: sqlite3.Connection) -> None:
    """Make the triggers; once a connection, outside any transaction."""
    for table in tables().values():
        for trigger in _triggers(table):
            connection.execute(trigger)


def top(connection: sqlite3.Connection) -> int:
    """Return the number of the newest noted change, 0 where there is none."""
    number: int = connection.execute("SELECT coalesce(max(seq), 0) FROM journal_log").fetchone()[0]
    return number


def changes(connection: sqlite3.Connection, first: int, last: int, label: str, way: Way, origin: str = "") -> ChangeSet:
    """Return the net change noted in a range of the log."""
    between = (first, last)
    marks = [
        mark
        for (mark,) in connection.execute("SELECT DISTINCT mark FROM journal_log WHERE seq BETWEEN ? AND ?", between)
    ]
    found: dict[str, dict[str, set[int]]] = {"+": {}, "~": {}, "-": {}}
    if len({mark[1:] for mark in marks}) == len(marks):  # one kind of change a table: nothing to net, as in an import
        for mark in marks:
            rows = connection.execute(
                "SELECT id FROM journal_log WHERE mark = ? AND seq BETWEEN ? AND ?", (mark, *between)
            )
            found[mark[0]][mark[1:]] = {row for (row,) in rows}
    else:
        _net(connection, between, found)
    added, updated, removed = ({name: frozenset(ids) for name, ids in found[mark].items()} for mark in ("+", "~", "-"))
    return ChangeSet(label, way, added, updated, removed, origin)


def altered(connection: sqlite3.Connection, first: int, last: int) -> frozenset[str]:
    """Return the tables of which rows were changed or removed in a range of the log."""
    marks = connection.execute("SELECT DISTINCT mark FROM journal_log WHERE seq BETWEEN ? AND ?", (first, last))
    return frozenset(mark[1:] for (mark,) in marks if mark[0] != "+")


def _net(connection: sqlite3.Connection, between: tuple[int, int], found: dict[str, dict[str, set[int]]]) -> None:
    """Sort rows into added, updated and removed by the first and last that was noted of each."""
    begun: dict[tuple[str, int], str] = {}
    ended: dict[tuple[str, int], str] = {}
    for mark, row in connection.execute(
        "SELECT mark, id FROM journal_log WHERE seq BETWEEN ? AND ? ORDER BY seq", between
    ):
        key = (mark[1:], row)
        begun.setdefault(key, mark[0])  # its first note tells whether it was there before
        ended[key] = mark[0]  # its last, whether it is there now
    for (name, row), start in begun.items():
        gone = ended[name, row] == "-"
        net = ("" if gone else "+") if start == "+" else ("-" if gone else "~")
        if net:
            found[net].setdefault(name, set()).add(row)


def without_idle(connection: sqlite3.Connection, changes: ChangeSet, first: int, last: int) -> ChangeSet:
    """Return the changes less those rows that were changed and changed back within a range of the log."""
    updated: dict[str, frozenset[int]] = {}
    for name, rows in changes.updated.items():
        columns = map(_quoted, tables()[name].columns)
        same = " AND ".join(f"now.{column} COLLATE BINARY IS image.{column}" for column in columns)
        # the first note of a row that was there before is of its old values
        idle = connection.execute(
            "SELECT noted.id FROM (SELECT id, min(seq) AS seq FROM journal_log WHERE mark IN (?, ?, ?)"
            " AND seq BETWEEN ? AND ? GROUP BY id HAVING count(*) > 1) AS noted"
            f" JOIN journal_{name} AS image ON image.journal_seq = noted.seq JOIN {name} AS now ON now.id = noted.id"
            f" AND {same}",
            (f"+{name}", f"~{name}", f"-{name}", first, last),
        )
        if left := rows - {row for (row,) in idle}:
            updated[name] = left
    return replace(changes, updated=updated)


def write_step(connection: sqlite3.Connection, label: str, origin: str, author: str, first: int, last: int) -> int:
    """Add a step that owns a range of the log, forget what was undone before it, and return the step's id."""
    for step in steps(connection, "WHERE undone"):
        _forget(connection, step.first, step.last)
    connection.execute("DELETE FROM journal_step WHERE undone")
    step_id = new_id()
    connection.execute(
        "INSERT INTO journal_step(id, label, origin, author, at, first, last) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (step_id, label, origin, author, datetime.now(UTC).isoformat(timespec="seconds"), first, last),
    )
    return step_id


def steps(connection: sqlite3.Connection, where: str = "") -> list[Step]:
    """Return the steps, newest first."""
    rows = connection.execute(
        f"SELECT n, id, label, origin, author, at, undone, first, last FROM journal_step {where} ORDER BY n DESC"
    ).fetchall()
    return [
        Step(n, step_id, label, origin, author, at, bool(undone), first, last)
        for n, step_id, label, origin, author, at, undone, first, last in rows
    ]


def next_step(connection: sqlite3.Connection, way: Way) -> Step | None:
    """Return the step that undo or redo would take."""
    if way == "undo":
        found = steps(connection, "WHERE n = (SELECT max(n) FROM journal_step WHERE NOT undone)")
    else:
        found = steps(connection, "WHERE n = (SELECT min(n) FROM journal_step WHERE undone)")
    return found[0] if found else None


def neighbour(connection: sqlite3.Connection, step: Step, way: Way) -> Step | None:
    """Return the step before one (undo) or after it (redo), without looking through those in between."""
    if way == "undo":
        found = steps(connection, f"WHERE n = (SELECT max(n) FROM journal_step WHERE n < {step.n:d})")
    else:
        found = steps(connection, f"WHERE n = (SELECT min(n) FROM journal_step WHERE n > {step.n:d})")
    return found[0] if found else None


def replay(connection: sqlite3.Connection, step: Step, way: Way) -> ChangeSet:
    """Go back over a step and note the way forward in its place; foreign keys must be deferred by the caller."""
    before = top(connection)
    noted = connection.execute(
        "SELECT seq, mark FROM journal_log WHERE seq BETWEEN ? AND ? ORDER BY seq DESC",
        (step.first, step.last),
    ).fetchall()
    for mark, run in itertools.groupby(noted, key=lambda row: row[1]):
        numbers = [seq for seq, _ in run]
        _go_back(connection, mark[0], tables()[mark[1:]], numbers[-1], numbers[0])
    _forget(connection, step.first, step.last)
    first, last = before + 1, top(connection)
    connection.execute(
        "UPDATE journal_step SET undone = ?, first = ?, last = ? WHERE n = ?",
        (way == "undo", first, last, step.n),
    )
    return without_idle(connection, changes(connection, first, last, step.label, way), first, last)


def _forget(connection: sqlite3.Connection, first: int, last: int) -> None:
    names = connection.execute(
        "SELECT DISTINCT substr(mark, 2) FROM journal_log WHERE seq BETWEEN ? AND ?", (first, last)
    ).fetchall()
    for (name,) in names:
        connection.execute(f"DELETE FROM journal_{name} WHERE journal_seq BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM journal_log WHERE seq BETWEEN ? AND ?", (first, last))


def _go_back(connection: sqlite3.Connection, mark: str, table: Table, first: int, last: int) -> None:
    """Take back a run of like changes of one table."""
    between = (first, last)
    if mark == "+":
        connection.execute(
            f"DELETE FROM {table.name} WHERE id IN (SELECT id FROM journal_log WHERE seq BETWEEN ? AND ?)",
            between,
        )
    elif mark == "-":
        columns = _listed(table.columns)
        connection.execute(
            f"INSERT INTO {table.name}({columns}) SELECT {columns} FROM journal_{table.name}"
            " WHERE journal_seq BETWEEN ? AND ? ORDER BY journal_seq DESC",
            between,
        )
    elif not _restore_at_once(connection, table, between):
        _restore_one_by_one(connection, table, between)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _restore_at_once(connection: sqlite3.Connection, table: Table, between: tuple[int, int]) -> bool:
    """Put old values back in one statement, where each row comes once and nothing can clash on the way."""
    if table.unique:
        return False
    others = [column for column in table.columns if column != "id"]
    images = f"(SELECT * FROM journal_{table.name} WHERE journal_seq BETWEEN ? AND ?) AS image"
    moved = ", ".join(f"max(now.{_quoted(column)} COLLATE BINARY IS NOT image.{_quoted(column)})" for column in others)
    count, rows, *flags = connection.execute(
        f"SELECT count(*), count(DISTINCT image.id), {moved} FROM {table.name} AS now"
        f" JOIN {images} ON now.id = image.id",
        between,
    ).fetchone()
    if count != rows:
        return False
    wanted = [column for column, flag in zip(others, flags, strict=True) if flag]
    if wanted:
        values = ", ".join(f"{_quoted(column)} = image.{_quoted(column)}" for column in wanted)
        connection.execute(f"UPDATE {table.name} SET {values} FROM {images} WHERE {table.name}.id = image.id", between)
    return True


def _restore_one_by_one(connection: sqlite3.Connection, table: Table, between: tuple[int, int]) -> None:
    """Put old values back row by row, newest first: the same row may come twice, or two swap a unique value."""
    others = [column for column in table.columns if column != "id"]
    images = connection.execute(
        f"SELECT {_listed(others)}, id FROM journal_{table.name} WHERE journal_seq BETWEEN ? AND ?"
        " ORDER BY journal_seq DESC",
        between,
    ).fetchall()
    values = ", ".join(f"{_quoted(column)} = ?" for column in others)
    connection.executemany(f"UPDATE {table.name} SET {values} WHERE id = ?", images)
