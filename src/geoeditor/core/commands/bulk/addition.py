"""Adding many records at once: which of them are new, under which ids, and the statements that write them.

What columns of JSON say of ids (a view's state, what a merge moved) is not understood here and stays as given.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast
from unicodedata import normalize

from geoeditor.core.commands.bulk.consistency import ACROSS, CIRCLES, find_circle
from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.project import ATTACHMENT_LIMIT
from geoeditor.core.commands.records import EditLookup, checked
from geoeditor.core.commands.slices import Slices, at_once, folded
from geoeditor.core.commands.sources import source_text, text_hash
from geoeditor.core.commands.values import TEXT_LIMIT, Columns, refusal, storable
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import new_id
from geoeditor.core.schema import tables
from geoeditor.core.spelling import json_text
from geoeditor.translation import tr, trn

Row = Mapping[str, object]
Kept = list[tuple[int, int, Columns]]
"""Records to be written: their place in the batch, the id they were given, their columns."""
_BODIES: Final = {"source": "text", "attachment": "data"}
"""What is kept in a table of its own, so that rows stay small."""


_SLICE: Final = 250
"""Records that are seen to in one go."""
_SAME: Final = "It says the same as {first}."


@dataclass(frozen=True, slots=True)
class Batch:
    """New records of one table: their values by field, their ids (None: new ones), and where each was found.

    A source may hold its `text`, an attachment must hold its `data`. `place` names a record of the batch in a refusal,
    such as “events[3]”. Only records of one batch may point ahead, and only at each other.
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
        actors, events, links, sources = (self.added.get(table, 0) for table in ("actor", "event", "link", "source"))
        others = sum(self.added.values()) - actors - events - links - sources
        present = sum(self.present.values())
        phrases = (
            trn("{n} new actor", "{n} new actors", actors) if actors else "",
            trn("{n} new event", "{n} new events", events) if events else "",
            trn("{n} new link", "{n} new links", links) if links else "",
            trn("{n} new source", "{n} new sources", sources) if sources else "",
            trn("{n} other new record", "{n} other new records", others) if others else "",
            trn("{n} record was there already", "{n} records were there already", present) if present else "",
        )
        return ", ".join(filter(None, phrases)) or tr("nothing new")


def add_records(document: Document, label: str, batches: Sequence[Batch]) -> ImportCounts:
    """Add many records as one step.

    Raises: UserError that names the record and the reason; nothing was changed then.
    """
    return at_once(add_in_slices(document, label, batches))


def add_in_slices(document: Document, label: str, batches: Sequence[Batch]) -> Slices[ImportCounts]:
    """Do what `add_records` does, in slices inside one open edit; closed before its end, nothing was changed."""
    with document.edit(label, origin="import") as edit:
        return (yield from Addition(edit, batches).run())


def is_empty(edit: Edit) -> bool:
    """Tell whether the project holds nothing yet but its own row and its vocabulary."""
    others = (table for table in tables() if table not in ("project", "kind"))
    return not any(edit.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in others)


def placed(place: str, problem: UserError) -> UserError:
    """Return the refusal with the place it is about in front."""
    return UserError(tr("{place}: {problem}", place=place, problem=problem))


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of a table again and again: defaults and references by column, columns of unique constraints."""

    table: str
    defaults: dict[str, Value]
    uniques: tuple[tuple[str, ...], ...]
    references: Mapping[str, str]

    @classmethod
    def of(cls, edit: Edit, table: str) -> "Shape":
        """Read the shape of a table from the project itself."""
        infos = edit.execute(f"PRAGMA table_info({table})").fetchall()
        values = edit.execute(f"SELECT {', '.join(info[4] or 'NULL' for info in infos)}").fetchone()
        indexes = edit.execute(f"PRAGMA index_list({table})").fetchall()
        uniques = tuple(
            tuple(column for _, _, column in edit.execute(f"PRAGMA index_info({name})"))
            for _, name, unique, origin, _ in indexes
            if unique and origin == "u"
        )
        references = {column: target for column, target in tables()[table].references.items() if target != "kind"}
        return cls(table, {info[1]: value for info, value in zip(infos, values, strict=True)}, uniques, references)

    @property
    def own(self) -> tuple[str, ...]:
        """Return the columns that point at rows of the same table."""
        return tuple(column for column, target in self.references.items() if target == self.table)


class Addition:
    """One addition of many records, inside an open edit."""

    def __init__(self, edit: Edit, batches: Sequence[Batch]) -> None:
        self._edit = edit
        self._batches = batches
        self._lookup = EditLookup(edit)
        self._given: dict[str, set[int]] = {}
        for batch in batches:
            self._given.setdefault(batch.table, set()).update(batch.ids or ())
        self._asked = set[int]().union(*self._given.values())
        self._empty = is_empty(edit)
        self._taken = self._already_taken()
        self._moved: dict[int, int] = {}
        self._written: set[int] = set()
        self._texts: dict[int, str] = {}
        tags = edit.execute("SELECT id, name FROM tag").fetchall()
        self._tags: dict[str, int] = {_tag_key({"name": name}): row for row, name in tags}
        self._added: Counter[str] = Counter()
        self._present: Counter[str] = Counter()
        self._renumbered = 0

    def run(self) -> Slices[ImportCounts]:
        """Write all batches, in slices."""
        # rows of one batch may point ahead; that all of them lead somewhere is seen to here
        self._edit.execute("PRAGMA defer_foreign_keys=ON")
        for batch in self._batches:
            if batch.rows:
                yield from self._add(batch)
        return ImportCounts(+self._added, +self._present, self._renumbered)

    def _already_taken(self) -> dict[int, str]:
        """Return the table that has each of the given ids in this project already."""
        taken: dict[int, str] = {}
        for table in tables():
            rows = self._edit.execute(f"SELECT id FROM {table}")
            taken.update((row, table) for (row,) in rows if row in self._asked)
        return taken

    def _add(self, batch: Batch) -> Slices[None]:
        shape = Shape.of(self._edit, batch.table)
        ids = batch.ids if batch.ids is not None else [self._fresh_id() for _ in batch.rows]
        kept: Kept = []
        for index, (row_id, values) in enumerate(zip(ids, batch.rows, strict=True)):
            if index % _SLICE == 0:
                yield
            try:
                columns = self._columns(shape, values)
            except UserError as problem:
                raise placed(self._place(batch, index), problem) from problem
            home = self._home(shape, row_id, columns)
            if home is None:
                kept.append((index, row_id, columns))
            elif home != row_id:
                self._moved[row_id] = home
        if batch.table == "view" and not self._empty:
            self._name_apart(kept)
        if batch.table == "tag":
            _refuse_double_tags(batch, kept)
        if batch.table in CIRCLES:
            _refuse_circles(batch, kept)
        yield from self._write(shape, batch, kept)
        self._added[batch.table] += len(kept)
        self._present[batch.table] += len(batch.rows) - len(kept)

    def _fresh_id(self) -> int:
        fresh = new_id()
        while fresh in self._asked:
            fresh = new_id()
        return fresh

    def _columns(self, shape: Shape, values: Row) -> Columns:
        """Return the columns that the values come to, pointing at where things are in this project."""
        table = shape.table
        body = _BODIES.get(table)
        if body is None:
            columns = checked(self._lookup, table, values, new=True)
        else:
            given = {name: value for name, value in values.items() if name != body}
            bodied = _with_text if table == "source" else _with_data
            columns = bodied(self._lookup, given, values.get(body))
        for column, target in shape.references.items():
            value = columns.get(column)
            if isinstance(value, int):
                self._require(target, value)
                if target != table:
                    columns[column] = self._moved.get(value, value)
        if table == "merge":
            columns |= {name: self._moved.get(cast(int, columns[name]), columns[name]) for name in ("old_id", "new_id")}
        if look := ACROSS.get(table):
            look(columns, self._text_of)
        return columns

    def _require(self, target: str, row_id: int) -> None:
        if row_id in self._given.get(target, ()):
            return
        if self._edit.execute(f"SELECT 1 FROM {target} WHERE id = ?", (row_id,)).fetchone() is None:
            raise refusal("What it points at is not there ({what}).", what=target.replace("_", " "))

    def _text_of(self, source_id: int) -> str:
        if source_id not in self._texts:
            self._texts[source_id] = source_text(self._edit, source_id)
        return self._texts[source_id]

    def _place(self, batch: Batch, index: int) -> str:
        """Return the place of a refused record, with the field where one alone is refused."""
        place, fields = batch.place(index), RECORDS[batch.table].fields
        for name, value in batch.rows[index].items():
            if name in fields:
                try:
                    fields[name](self._lookup, name, value)
                except UserError:
                    return f"{place}.{name}"
        return place

    def _home(self, shape: Shape, row_id: int, columns: Columns) -> int | None:
        """Return the id that the record has in this project, None where it is new; a new one never shares an id."""
        holder = self._taken.get(row_id)
        if holder == shape.table and self._is_same(shape, row_id, columns):
            return row_id
        twin = None
        if not self._empty:
            twin = self._tags.get(_tag_key(columns)) if shape.table == "tag" else self._twin(shape, columns)
        if twin is None and holder is not None:
            self._moved[row_id] = self._fresh_id()
            self._renumbered += 1
        return twin

    def _is_same(self, shape: Shape, row_id: int, columns: Columns) -> bool:
        """Tell whether the row under this id says what the record says, whatever it points at in its own table."""
        compared = [name for name in shape.defaults if name != "id" and name not in shape.own]
        listed = ", ".join(f'"{name}"' for name in compared)
        row = self._edit.execute(f"SELECT {listed} FROM {shape.table} WHERE id = ?", (row_id,)).fetchone()
        return tuple(row) == tuple(stored(columns.get(name, shape.defaults[name])) for name in compared)

    def _twin(self, shape: Shape, columns: Columns) -> int | None:
        """Return the row that stands where this record would, such as the same name of an actor."""
        for names in shape.uniques:
            values = [stored(columns.get(name, shape.defaults[name])) for name in names]
            beside_new = any(
                name in shape.references and value in self._written for name, value in zip(names, values, strict=True)
            )
            if shape.table == "view" or None in values or beside_new:
                continue
            condition = " AND ".join(f'"{name}" = ?' for name in names)
            row = self._edit.execute(f"SELECT id FROM {shape.table} WHERE {condition}", values).fetchone()
            if row is not None:
                found: int = row[0]
                return found
        return None

    def _name_apart(self, kept: Kept) -> None:
        """Give views other names than those that are here."""
        names = {name for (name,) in self._edit.execute("SELECT name FROM view")}
        wanted = {columns["name"] for _, _, columns in kept}
        for _, _, columns in kept:
            if columns["name"] in names:
                columns["name"] = free_name(str(columns["name"]), names | wanted)
                names.add(columns["name"])

    def _write(self, shape: Shape, batch: Batch, kept: Kept) -> Slices[None]:
        names = [name for name in shape.defaults if name != "id"]
        defaults = [shape.defaults[name] for name in names]
        objects = [name for name in names if shape.defaults[name] == "{}"]
        own = shape.own
        body = _BODIES.get(shape.table, "")
        rows, bodies = [], []
        for count, (_, given_id, columns) in enumerate(kept):
            if count % _SLICE == 0:
                yield
            row_id = self._moved.get(given_id, given_id)
            self._written.add(row_id)
            for name in objects:
                if name in columns:
                    columns[name] = json_text(columns[name])
            for name in own:
                value = columns.get(name)
                columns[name] = self._moved.get(cast(int, value), value)
            if columns.get(body):
                bodies.append((self._fresh_id(), row_id, columns[body]))
            rows.append((row_id, *map(columns.get, names, defaults)))
        marks = ", ".join("?" * (len(names) + 1))
        listed = ", ".join(f'"{name}"' for name in ("id", *names))
        statement = f"INSERT INTO {shape.table}({listed}) VALUES({marks})"
        for start in range(0, len(rows), _SLICE):
            try:
                self._edit.executemany(statement, cast("list[tuple[Value, ...]]", rows[start : start + _SLICE]))
            except sqlite3.IntegrityError as problem:
                raise _clash(shape, batch, kept) from problem
            self._edit.index(shape.table, (cast(int, row[0]) for row in rows[start : start + _SLICE]))
            yield
        into = f"INSERT INTO {shape.table}_{body}(id, {shape.table}_id, {body})"
        for values in bodies:
            if isinstance(data := values[2], bytes):
                self._edit.execute(f"{into} VALUES(?, ?, zeroblob(?))", (values[0], values[1], len(data)))
                yield from self._edit.fill(f"{shape.table}_{body}", body, values[0], data)
            else:
                self._edit.executemany(f"{into} VALUES(?, ?, ?)", [cast("tuple[Value, ...]", values)])
            yield
            if isinstance(text := values[2], str) and text.strip():
                yield from self._edit.index_folded(f"{shape.table}_{body}", values[0], (yield from folded(text)))
                yield


def stored(value: object) -> Value:
    """Return a checked value as it is stored."""
    return json_text(value) if isinstance(value, dict) else cast(Value, value)


def _with_text(lookup: EditLookup, values: Row, text: object) -> Columns:
    """Check a source with its text."""
    kept = storable("text", "" if text is None else text, TEXT_LIMIT)
    if len(kept.encode()) > TEXT_LIMIT:
        raise refusal("The text is too long (at most 20 MB fit), so import it in parts.")
    return {**checked(lookup, "source", values, new=True), "text_sha256": text_hash(kept), "text": kept}


def _with_data(lookup: EditLookup, values: Row, data: object) -> Columns:
    """Check a file to be kept inside; where its hash is given, it must be that of the bytes."""
    if not isinstance(data, bytes) or not 0 < len(data) <= ATTACHMENT_LIMIT:
        raise refusal("The file is empty or too large (at most 100 MB fit).")
    sha256 = hashlib.sha256(data).hexdigest()
    if values.get("sha256", sha256) != sha256:
        raise refusal("The file is damaged, because its bytes do not have the SHA-256 that is given.")
    return {**checked(lookup, "attachment", {**values, "sha256": sha256}, new=True), "data": data}


def _tag_key(columns: Columns) -> str:
    """Return what two tags may not share; SQLite itself knows the case of ASCII letters only."""
    return normalize("NFC", str(columns["name"])).casefold()


def _refuse_double_tags(batch: Batch, kept: Kept) -> None:
    seen: dict[str, int] = {}
    for index, _, columns in kept:
        first = seen.setdefault(_tag_key(columns), index)
        if first != index:
            raise placed(batch.place(index), refusal(_SAME, first=batch.place(first)))


def _refuse_circles(batch: Batch, kept: Kept) -> None:
    """Refuse records that lead back to themselves; those of the project lead to none of the new ones."""
    column, above, sentence = CIRCLES[batch.table]
    places = {cast(int, columns.get(column, row_id)): index for index, row_id, columns in kept}
    leads = {cast(int, columns.get(column, row_id)): columns.get(above) for _, row_id, columns in kept}
    found = find_circle({row: up for row, up in leads.items() if isinstance(up, int)})
    if found is not None:
        raise placed(batch.place(places[found]), refusal(sentence))


def free_name(name: str, taken: set[object]) -> str:
    """Return the name with the first number that sets it apart from those taken."""
    number = 2
    while (free := f"{name} ({number})") in taken:
        number += 1
    return free


def _clash(shape: Shape, batch: Batch, kept: Kept) -> UserError:
    """Return the refusal for two records of one batch that can't both be there."""
    for names in shape.uniques:
        seen: dict[tuple[object, ...], int] = {}
        for index, _, columns in kept:
            values = tuple(columns.get(name, shape.defaults[name]) for name in names)
            if None not in values and seen.setdefault(values, index) != index:
                first = batch.place(seen[values])
                return placed(batch.place(index), refusal(_SAME, first=first))
    return placed(batch.place(kept[0][0]), refusal("It or one after it does not fit into the project."))
