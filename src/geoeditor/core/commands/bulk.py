"""Many records in one step, as an import brings them: checked like single ones, under ids of their own.

What is in the project already is left as it is and only counted. A record whose id is taken here by different content
gets a new id, and all that points at it follows. What columns of JSON say of ids (a view's state, what a merge moved)
is not understood here and stays as given.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from geoeditor.core.commands.citations import TARGETS
from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.project import ATTACHMENT_LIMIT
from geoeditor.core.commands.records import EditLookup, checked
from geoeditor.core.commands.sources import source_text, text_hash
from geoeditor.core.commands.tags import TAGGED
from geoeditor.core.commands.values import TEXT_LIMIT, Columns, refusal, storable
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.identifiers import new_id
from geoeditor.core.schema import tables
from geoeditor.core.spelling import json_text
from geoeditor.translation import tr, trn

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Batch:
    """New records of one table: their values by field, their ids (None: new ones), and where each was found.

    A source may hold its `text`, an attachment must hold its `data`. `place` names a record of the batch in a refusal,
    such as “events[3]”. Batches come in an order in which only records of one batch point ahead, among themselves.
    """

    table: str
    rows: Sequence[Row]
    ids: Sequence[int] | None = None
    place: Callable[[int], str] = field(default="[{}]".format)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What came in, by table; what was there already; and how many records got a new id."""

    added: Mapping[str, int]
    present: Mapping[str, int]
    renumbered: int = 0

    def described(self) -> str:
        """Return the counts as a phrase for the user."""
        shown = {table: self.added.get(table, 0) for table in ("actor", "event", "link", "source")}
        phrases = [
            trn("{n} new actor", "{n} new actors", shown["actor"]),
            trn("{n} new event", "{n} new events", shown["event"]),
            trn("{n} new link", "{n} new links", shown["link"]),
            trn("{n} new source", "{n} new sources", shown["source"]),
        ]
        if present := sum(self.present.values()):
            phrases.append(trn("{n} record there already", "{n} records there already", present))
        return ", ".join(phrases)


def add_records(document: Document, label: str, batches: Sequence[Batch]) -> ImportCounts:
    """Add many records as one step.

    Raises: UserError that names the record and the reason; nothing was changed then.
    """
    with document.edit(label, origin="import") as edit:
        return write_records(edit, batches)


def write_records(edit: Edit, batches: Sequence[Batch]) -> ImportCounts:
    """Write many records inside an open edit."""
    return _Addition(edit, batches).run()


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is asked of a table again and again: defaults by column, and the columns of each unique constraint."""

    table: str
    defaults: dict[str, Value]
    uniques: tuple[tuple[str, ...], ...]
    references: Mapping[str, str]

    @classmethod
    def of(cls, edit: Edit, table: str) -> "_Shape":
        """Read the shape of a table from the project itself."""
        infos = edit.execute(f"PRAGMA table_info({table})").fetchall()
        values = edit.execute(f"SELECT {', '.join(info[4] or 'NULL' for info in infos)}").fetchone()
        indexes = edit.execute(f"PRAGMA index_list({table})").fetchall()
        uniques = tuple(
            tuple(column[2] for column in edit.execute(f"PRAGMA index_info({name})"))
            for _, name, unique, origin, _ in indexes
            if unique and origin == "u"
        )
        references = {column: target for column, target in tables()[table].references.items() if target != "kind"}
        return cls(table, {info[1]: value for info, value in zip(infos, values, strict=True)}, uniques, references)


class _Addition:
    """One addition of many records, inside an open edit."""

    def __init__(self, edit: Edit, batches: Sequence[Batch]) -> None:
        self._edit = edit
        self._batches = batches
        self._lookup = EditLookup(edit)
        self._given: dict[str, set[int]] = {}
        for batch in batches:
            self._given.setdefault(batch.table, set()).update(batch.ids or ())
        self._asked = set[int]().union(*self._given.values())
        self._taken = self._already_taken()
        self._empty = is_empty(edit)
        self._moved: dict[int, int] = {}
        self._written: set[int] = set()
        self._texts: dict[int, str] = {}
        self._added: Counter[str] = Counter()
        self._present: Counter[str] = Counter()
        self._renumbered = 0

    def run(self) -> ImportCounts:
        """Write all batches."""
        # rows of one batch may point ahead; that all of them lead somewhere is checked here
        self._edit.execute("PRAGMA defer_foreign_keys=ON")
        for batch in self._batches:
            if batch.rows:
                self._add(batch)
        return ImportCounts(dict(self._added), dict(self._present), self._renumbered)

    def _already_taken(self) -> dict[int, str]:
        """Return the table in which each of the given ids is taken in this project, where it is."""
        taken: dict[int, str] = {}
        for table in tables():
            rows = self._edit.execute(f"SELECT id FROM {table}")
            taken.update((row, table) for (row,) in rows if row in self._asked)
        return taken

    def _fresh_id(self) -> int:
        fresh = new_id()
        while fresh in self._asked:
            fresh = new_id()
        return fresh

    def _add(self, batch: Batch) -> None:
        shape = _Shape.of(self._edit, batch.table)
        ids = batch.ids if batch.ids is not None else [self._fresh_id() for _ in batch.rows]
        kept: list[tuple[int, int, Columns]] = []
        for index, (row_id, values) in enumerate(zip(ids, batch.rows, strict=True)):
            try:
                columns = self._columns(shape, values)
            except UserError as problem:
                raise self._placed(batch, index, problem) from problem
            home = self._home(shape, row_id, columns)
            if home is None:
                kept.append((index, row_id, columns))
            elif home != row_id:
                self._moved[row_id] = home
        self._present[batch.table] += len(batch.rows) - len(kept)
        self._write(shape, batch, kept)

    def _columns(self, shape: _Shape, values: Row) -> Columns:
        """Return the columns that the values come to, pointing at where things are in this project."""
        table = shape.table
        if table in ("source", "attachment"):
            columns = self._with_bytes(table, values)
        else:
            columns = checked(self._lookup, table, values, new=True)
        for column, target in shape.references.items():
            value = columns.get(column)
            if isinstance(value, int):
                self._require(target, value)
                columns[column] = self._moved.get(value, value)
        if table == "merge":
            columns |= {name: self._moved.get(value, value) for name, value in columns.items() if isinstance(value, int)}
        if look := _ACROSS.get(table):
            look(columns, self._text_of)
        return columns
