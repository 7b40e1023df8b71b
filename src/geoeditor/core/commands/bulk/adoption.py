"""Taking in a whole project: its own row and its vocabulary first, then its records, all as one step.

A project that holds nothing yet becomes the one taken in, id and vocabulary included. Otherwise the row and the kinds
that are here stay as they are, and only kinds with new keys come in.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from geoeditor.core.commands.bulk.addition import (
    Addition,
    Batch,
    ImportCounts,
    Row,
    Shape,
    free_name,
    is_empty,
    placed,
    stored,
)
from geoeditor.core.commands.records import EditLookup, checked, refuse_circle
from geoeditor.core.commands.slices import Slices, at_once
from geoeditor.core.commands.values import Columns, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import new_id
from geoeditor.translation import shown


def import_project(
    document: Document, label: str, project: tuple[int, Row], kinds: Batch, batches: Sequence[Batch]
) -> ImportCounts:
    """Take in a project as one step: its row with its id, its kinds, its records.

    A kind names its `parent` by key.
    Raises: UserError that names the record and the reason; nothing was changed then.
    """
    return at_once(import_in_slices(document, label, project, kinds, batches))


def import_in_slices(
    document: Document, label: str, project: tuple[int, Row], kinds: Batch, batches: Sequence[Batch]
) -> Slices[ImportCounts]:
    """Do what `import_project` does, in slices inside one open edit; closed before its end, nothing was changed."""
    with document.edit(label, origin="import") as edit:
        empty = is_empty(edit)
        _adopt_row(edit, *project, empty=empty)
        vocabulary = _Vocabulary(edit, kinds, empty=empty)
        vocabulary.adopt()
        counts = yield from Addition(edit, batches).run()
    return ImportCounts(
        {**vocabulary.added, **counts.added}, {**vocabulary.present, **counts.present}, counts.renumbered
    )


def _adopt_row(edit: Edit, project_id: int, values: Row, *, empty: bool) -> None:
    """Make the project's row the one taken in, where the project is empty."""
    try:
        columns = checked(EditLookup(edit), "project", values, new=True)
    except UserError as problem:
        raise placed("project", problem) from problem
    row = {**Shape.of(edit, "project").defaults, **columns, "id": project_id}
    wanted = tuple(stored(value) for value in row.values())
    if empty and edit.execute("SELECT * FROM project").fetchone() != wanted:
        # a new row and not a changed one, because history goes back over rows by their ids
        edit.execute("DELETE FROM project")
        edit.execute(f"INSERT INTO project({', '.join(row)}) VALUES({', '.join('?' * len(row))})", wanted)


@dataclass(frozen=True, slots=True)
class _Word:
    """A kind to write: its place in the file, its id here, its columns, the key of its parent."""

    place: str
    id: int
    columns: Columns
    parent: str


class _Vocabulary:
    """Takes in kinds; in two rounds, because labels may swap and parents may come later."""

    def __init__(self, edit: Edit, kinds: Batch, *, empty: bool) -> None:
        self._edit = edit
        self._kinds = kinds
        self._empty = empty
        self._here: dict[str, int] = dict(edit.execute("SELECT key, id FROM kind").fetchall())
        self._shape = Shape.of(edit, "kind")
        self._labels: dict[object, set[object]] = {}
        self.added: Counter[str] = Counter()
        self.present: Counter[str] = Counter()

    def adopt(self) -> None:
        """Write the kinds that are new, and in an empty project those that are different."""
        words = [word for word in map(self._word, range(len(self._kinds.rows))) if word is not None]
        seen: dict[object, str] = {}
        for word in words:
            first = seen.setdefault(word.columns["key"], word.place)
            if first != word.place:
                raise placed(word.place, refusal("It has the key of {first}.", first=first))
            try:
                self._begin(word)
            except sqlite3.IntegrityError as problem:
                raise placed(word.place, refusal("It does not go with the kinds that are here.")) from problem
        for scope, label in self._edit.execute("SELECT scope, label FROM kind WHERE label <> key"):
            self._labels.setdefault(scope, set()).add(label)
        for word in words:
            try:
                self._finish(word)
            except sqlite3.IntegrityError as problem:
                raise placed(word.place, refusal("There is a kind of this label already.")) from problem
        for word in words:
            self._check_parent(word)

    def _word(self, index: int) -> _Word | None:
        """Return the kind to write, None where there is nothing to do for it."""
        values, place = self._kinds.rows[index], self._kinds.place(index)
        given = {name: value for name, value in values.items() if name != "parent"}
        try:
            columns = checked(EditLookup(self._edit), "kind", given, new=True)
            if not re.fullmatch(rf"{columns['scope']}(\.[a-z0-9_-]+)+", str(columns["key"])):
                raise refusal("The key of a kind begins with what it is for and has small letters.")
        except UserError as problem:
            raise placed(place, problem) from problem
        here, parent = self._here.get(str(columns["key"])), str(values.get("parent", ""))
        row_id = (self._kinds.ids or ())[index] if here is None else here
        if here is None and row_id in self._here.values():
            row_id = new_id()
        columns = {**self._shape.defaults, **columns, "id": row_id, "parent_id": self._here.get(parent)}
        if here is not None and (not self._empty or self._is_same(columns)):
            self.present["kind"] += 1
            return None
        self.added["kind"] += 1
        return _Word(place, row_id, columns, parent)

    def _is_same(self, columns: Columns) -> bool:
        row = self._edit.execute("SELECT * FROM kind WHERE id = ?", (cast(int, columns["id"]),)).fetchone()
        return bool(row == tuple(map(stored, columns.values())))

    def _begin(self, word: _Word) -> None:
        """Make the row, or free its label for others."""
        key = cast(str, word.columns["key"])
        if key in self._here:
            self._edit.execute("UPDATE kind SET label = key WHERE id = ?", (word.id,))
        else:
            values = (word.id, key, cast(str, word.columns["scope"]), key)
            self._edit.execute("INSERT INTO kind(id, key, scope, label) VALUES(?, ?, ?, ?)", values)
            self._here[key] = word.id

    def _finish(self, word: _Word) -> None:
        """Give the row its values, and a label of its own where its is taken by a kind that was here."""
        columns = {**word.columns, "parent_id": self._parent(word)}
        taken = self._labels.get(columns["scope"], set())
        if columns["label"] in taken:
            columns = {**columns, "label": free_name(str(columns["label"]), taken)}
        changed = ", ".join(f'"{name}" = ?' for name in columns)
        values: list[Value] = [stored(value) for value in columns.values()]
        self._edit.execute(f"UPDATE kind SET {changed} WHERE id = ?", [*values, word.id])

    def _parent(self, word: _Word) -> int | None:
        if not word.parent:
            return None
        if word.parent not in self._here:
            raise placed(f"{word.place}.parent", refusal("“{key}” is no kind in this project.", key=shown(word.parent)))
        return self._here[word.parent]

    def _check_parent(self, word: _Word) -> None:
        """Refuse a kind under one of another sort, or under itself."""
        try:
            if word.parent and word.parent.partition(".")[0] != word.columns["scope"]:
                raise refusal("A kind belongs under a kind of the same sort.")
            above = "SELECT parent_id FROM kind WHERE id = ?"
            refuse_circle(self._edit, above, word.id, self._here.get(word.parent), "A kind can't be under itself.")
        except UserError as problem:
            raise placed(f"{word.place}.parent", problem) from problem
