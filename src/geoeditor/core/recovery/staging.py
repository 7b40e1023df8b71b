"""A project in memory in which recovered rows are made to agree with each other before they are written.

Its constraints refuse what can't stand; then references, kinds, passages, texts and files are put right, and a row
that is still wrong by the rules of the check goes. What is left is a sound project.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from geoeditor.core import schema
from geoeditor.core.commands.sources import text_hash
from geoeditor.core.errors import BugError
from geoeditor.core.inspection.columns import VALUE_RULES
from geoeditor.core.inspection.findings import Finding
from geoeditor.core.inspection.records import (
    KIND_COLUMNS,
    LOOSE_ANCHORS,
    RECORD_RULES,
    Passage,
    circle_members,
    fits,
    passages,
    shared_ids,
)
from geoeditor.core.recovery.notes import FILE, PASSAGE, REFERENCE, TEXT, Notes
from geoeditor.core.recovery.pages import Value
from geoeditor.core.recovery.salvage import Row
from geoeditor.core.recovery.shapes import Shape
from geoeditor.core.vocabulary import words

_PARTICIPANT: Final = "role.participant"
_MOST_PASSES: Final = 50


class Staging:
    """The project in memory; `notes` hears of every repair."""

    def __init__(self, connection: sqlite3.Connection, shapes: Mapping[str, Shape], notes: Notes) -> None:
        self._connection = connection
        self._shapes = shapes
        self._notes = notes
        connection.execute("PRAGMA foreign_keys=OFF")

    def load(self, table: str, rows: Sequence[Row], *, all_kinds: bool) -> None:
        """Add rows; those that break a rule of the table, or clash with one before, are left out.

        `all_kinds` says that no row of kinds is missing, so that built-in ones not among them were removed.
        """
        if table == "project" and rows:
            self._connection.execute("DELETE FROM project")
        if table == "kind":
            there = {row["id"] for row in rows}
            gone = [word.number for word in words() if all_kinds or word.number in there]
            self._connection.executemany("DELETE FROM kind WHERE id = ?", ((number,) for number in gone))
        by_columns: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            by_columns[tuple(row)].append(row)
        for columns, alike in by_columns.items():
            listed = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" * len(columns))
            self._connection.executemany(
                f"INSERT OR IGNORE INTO {table}({listed}) VALUES({marks})", (tuple(row.values()) for row in alike)
            )

    def settle(self) -> None:
        """Make all rows agree with each other.

        Raises: BugError where that has no end.
        """
        self._settle_files()
        self._settle_kinds()
        self._settle_references()
        self._settle_circles()
        self._settle_texts()
        for _ in range(_MOST_PASSES):
            wrong = [finding for finding in self._findings() if finding.row_id is not None]
            if not wrong:
                return
            for finding in wrong:
                self._connection.execute(f"DELETE FROM {finding.table} WHERE id = ?", (finding.row_id,))
            self._settle_references()
        raise BugError("recovered rows do not come to agree")

    def _findings(self) -> Iterator[Finding]:
        for rule in (*VALUE_RULES, *RECORD_RULES, shared_ids):
            yield from rule(self._connection)

    def _settle_files(self) -> None:
        """Let go of files without bytes, and name those whose bytes changed by what they are now."""
        self._connection.execute("DELETE FROM attachment WHERE id NOT IN (SELECT attachment_id FROM attachment_data)")
        for row_id, sha256, data in self._connection.execute(
            "SELECT a.id, a.sha256, d.data FROM attachment a JOIN attachment_data d ON d.attachment_id = a.id"
        ).fetchall():
            now = hashlib.sha256(data).hexdigest()
            if now != sha256:
                self._notes.add(FILE)
                self._connection.execute("UPDATE OR IGNORE attachment SET sha256 = ? WHERE id = ?", (now, row_id))

    def _settle_kinds(self) -> None:
        """Give built-in kinds their keys, and take away kinds that are for something else than their use."""
        run = self._connection.execute
        for word in words():
            run("UPDATE OR IGNORE kind SET key = ?, scope = ? WHERE id = ?", (word.key, word.scope, word.number))
        run("DELETE FROM kind WHERE key NOT LIKE scope || '.%'")
        run(
            "UPDATE kind SET parent_id = NULL WHERE parent_id IS NOT NULL"
            " AND scope IS NOT (SELECT scope FROM kind AS above WHERE above.id = kind.parent_id)"
        )
        for (table, column), scope in KIND_COLUMNS.items():
            for (row_id,) in run(
                f"SELECT id FROM {table} WHERE {column} IS NOT NULL"
                f" AND {column} NOT IN (SELECT id FROM kind WHERE scope = ?)",
                (scope,),
            ).fetchall():
                self._loosen(table, row_id, column, "RESTRICT")

    def _settle_references(self) -> None:
        """Deal with references to rows that are not there as if these had just been deleted."""
        for _ in range(_MOST_PASSES):
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
            if not broken:
                return
            for table, row_id, _, number in broken:
                column, on_delete = self._reference(table, number)
                self._loosen(table, row_id, column, on_delete)

    def _reference(self, table: str, number: int) -> tuple[str, str]:
        for row in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            if row[0] == number:
                return row[3], row[6]
        raise BugError(f"{table} has no reference {number}")

    def _loosen(self, table: str, row_id: int, column: str, on_delete: str) -> None:
        """Take out a reference, or the row with it where it can't do without."""
        required = any(each.name == column and each.required for each in self._shapes[table].columns)
        run = self._connection.execute
        if on_delete != "CASCADE" and not required:
            run(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (row_id,))
        elif column == "role_id":
            run(
                "UPDATE OR IGNORE participation SET role_id = (SELECT id FROM kind WHERE key = ?) WHERE id = ?"
                " AND role_id IS NOT (SELECT id FROM kind WHERE key = ?)",
                (_PARTICIPANT, row_id, _PARTICIPANT),
            )
            run(
                "DELETE FROM participation WHERE id = ? AND role_id NOT IN (SELECT id FROM kind WHERE scope = 'role')",
                (row_id,),
            )
        else:
            run(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            return
        self._notes.add(REFERENCE)

    def _settle_circles(self) -> None:
        for table, column in (("kind", "parent_id"), ("source", "version_of")):
            above = dict(
                self._connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()
            )
            for row_id in circle_members(above):
                self._notes.add(REFERENCE)
                self._connection.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (row_id,))

    def _settle_texts(self) -> None:
        """Name texts by what they are now, and look for the passages that are not at their place any more."""
        run = self._connection.execute
        texts = dict(run("SELECT source_id, text FROM source_text").fetchall())
        for source_id, sha256 in run("SELECT id, text_sha256 FROM source").fetchall():
            now = text_hash(texts.get(source_id, ""))
            if now != sha256:
                self._notes.add(TEXT)
                run("UPDATE source SET text_sha256 = ? WHERE id = ?", (now, source_id))
        for source_id, found in passages(self._connection).items():
            for passage in found:
                self._settle_passage(passage, texts.get(source_id, ""))

    def _settle_passage(self, passage: Passage, text: str) -> None:
        inside = fits(passage, text)
        if inside and (passage.quote in (None, text[passage.start : passage.end]) or passage.anchor in LOOSE_ANCHORS):
            return
        if passage.quote is None:
            self._connection.execute(f"DELETE FROM {passage.table} WHERE id = ?", (passage.row_id,))
            return
        self._notes.add(PASSAGE)
        place: tuple[int | None, int | None, str] = (None, None, "lost")
        if passage.quote and text.count(passage.quote) == 1:
            start = text.index(passage.quote)
            place = (start, start + len(passage.quote), "moved")
        self._connection.execute(
            'UPDATE citation SET start = ?, "end" = ?, anchor = ? WHERE id = ?', (*place, passage.row_id)
        )


def staged_rows(connection: sqlite3.Connection, table: str) -> list[tuple[Value, ...]]:
    """Return all rows of a table, its columns in order."""
    columns = ", ".join(f'"{column}"' for column in schema.tables()[table].columns)
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
