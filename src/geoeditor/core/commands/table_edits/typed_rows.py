"""Rows as they come from a spreadsheet: tabs and lines, by the names of a first row or by place, all in one step."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from geoeditor import when
from geoeditor.core.commands.bulk.addition import Batch, add_records, placed
from geoeditor.core.commands.fields import STATUSES
from geoeditor.core.commands.table_edits.cells import ActorsByName
from geoeditor.core.commands.values import is_blank, name_key, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.identifiers import new_id
from geoeditor.translation import shown, tr, trn

REQUIRED: Final = {"actor": ("name",), "event": ("title",), "link": ("from", "to")}
_TITLES: Final[Mapping[str, Mapping[str, str]]] = {
    "actor": {
        "name": "name", "actor": "name", "kind": "kind", "type": "kind", "also called": "names", "other names": "names",
        "aliases": "names", "country": "country", "date": "t", "when": "t", "description": "description",
        "note": "description", "notes": "description",
    },
    "event": {
        "date": "t", "when": "t", "title": "title", "event": "title", "name": "title", "kind": "kind", "type": "kind",
        "status": "status", "participants": "actors", "actors": "actors", "description": "description",
        "note": "description", "notes": "description",
    },
    "link": {
        "from": "from", "source": "from", "to": "to", "target": "to", "kind": "kind", "relation": "kind",
        "type": "kind", "label": "kind", "date": "t", "when": "t", "status": "status", "description": "description",
        "note": "description", "notes": "description",
    },
}  # fmt: skip
"""What a first row may call a column, by table."""
_MOST_CELLS: Final = 2_000_000
Values = dict[str, object]


def typed_cells(text: str) -> list[list[str]]:
    """Return the cells of text as a spreadsheet copies it; a cell in quotes may hold tabs and lines.

    Raises: UserError where there is far too much of it.
    """
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), newline="")
    cells: list[list[str]] = []
    count = 0
    try:
        for row in csv.reader(lines, delimiter="\t"):
            cells.append(row)
            count += len(row)
            if count > _MOST_CELLS:
                raise refusal("The clipboard holds too many cells (at most {most:,} fit).", most=_MOST_CELLS)
    except csv.Error as problem:
        raise refusal("The clipboard holds a cell that is too long.") from problem
    while cells and not any(map(str.strip, cells[-1])):
        cells.pop()
    return cells


def add_typed_rows(
    document: Document,
    table: str,
    cells: Sequence[Sequence[str]],
    fields: Sequence[str],
    titles: Mapping[str, str] | None = None,
) -> list[int]:
    """Add actors, events or links from rows of cells, as one step; return their ids.

    A first row that names columns says what they are (`titles` adds names to those known); without one they are
    `fields`, by place, '' for one to pass over.
    Raises: UserError that names the line and the reason; nothing is changed then.
    """
    if table not in REQUIRED:
        raise BugError(f"{table} has no rows to be typed")
    known = {**_TITLES[table], **{name_key(title): field for title, field in (titles or {}).items()}}
    named = [known.get(name_key(cell), "") for cell in cells[0]] if cells else []
    has_titles = all(field in named for field in REQUIRED[table])
    rows = cells[1:] if has_titles else cells
    first_line = 2 if has_titles else 1
    places = named if has_titles else list(REQUIRED[table]) if _is_lone(cells, table) else list(fields)
    filled = [(line, row) for line, row in enumerate(rows, first_line) if any(map(str.strip, row))]
    if not filled:
        raise refusal("The clipboard holds no rows.")
    with document.edit(_label(table, len(filled))) as edit:
        reader = _Reader(edit, table)
        for line, row in filled:
            try:
                reader.read(dict(zip(places, row, strict=False)))
            except UserError as problem:
                raise placed(tr("Line {line}", line=line), problem) from problem
        place = _Place([line for line, _ in filled])
        add_records(document, tr("Paste"), reader.batches(place))
        return reader.ids


def _is_lone(cells: Sequence[Sequence[str]], table: str) -> bool:
    return len(REQUIRED[table]) == 1 and all(len(row) <= 1 for row in cells)


def _label(table: str, count: int) -> str:
    words = {
        "actor": trn("Paste {n} actor", "Paste {n} actors", count),
        "event": trn("Paste {n} event", "Paste {n} events", count),
        "link": trn("Paste {n} link", "Paste {n} links", count),
    }
    return words[table]


class _Place:
    """Says in which line a record stood."""

    def __init__(self, lines: Sequence[int]) -> None:
        self._lines = lines

    def __call__(self, index: int) -> str:
        return tr("Line {line}", line=self._lines[index])


class _Reader:
    """Makes records of rows of cells, and says of each cell why not."""

    def __init__(self, edit: Edit, table: str) -> None:
        self._table = table
        self._actors = ActorsByName(edit)
        self._date_order = edit.execute("SELECT date_order FROM project").fetchone()[0]
        kinds = edit.execute("SELECT scope, key, label FROM kind WHERE scope IN (?, 'role')", (table,)).fetchall()
        self._kinds = self._spellings(kinds, table)
        self._roles = self._spellings(kinds, "role")
        self._values: list[Values] = []
        self._parts: list[Values] = []
        self._names: list[Values] = []
        self.ids: list[int] = []

    @staticmethod
    def _spellings(kinds: Sequence[tuple[str, str, str]], scope: str) -> dict[str, str]:
        found = {name_key(key.rpartition(".")[2]): key for own, key, _ in kinds if own == scope}
        found |= {name_key(key): key for own, key, _ in kinds if own == scope}
        return found | {name_key(label): key for own, key, label in kinds if own == scope}

    def read(self, cells: Mapping[str, str]) -> None:
        """Take in one row, cells by field."""
        row_id = new_id()
        values: Values = {}
        for field in REQUIRED[self._table]:
            if is_blank(cells.get(field, "")):
                raise refusal("The {field} is missing.", field=field)
        for field, cell in cells.items():
            if field and cell.strip():
                self._read_cell(row_id, field, cell.strip(), values)
        self.ids.append(row_id)
        self._values.append(values)

    def _read_cell(self, row_id: int, field: str, cell: str, values: Values) -> None:
        readers: Mapping[str, Callable[[str], Values]] = {
            "t": self._date,
            "kind": self._kind,
            "status": self._status,
            "from": self._end("from"),
            "to": self._end("to"),
        }
        if field == "names":
            known = dict.fromkeys(name.strip() for name in cell.split(";"))
            self._names += [{"actor": row_id, "name": name} for name in known if name]
        elif field == "actors":
            self._take_part(row_id, cell)
        else:
            values |= readers[field](cell) if field in readers else {field: cell}

    def _date(self, cell: str) -> Values:
        try:
            return {"t": when.read_typed(cell, self._date_order)}
        except when.WhenError as problem:
            raise refusal("{problem}", problem=problem) from problem

    def _kind(self, cell: str) -> Values:
        key = self._kinds.get(name_key(cell))
        if key is not None:
            return {"kind": key}
        if self._table == "link":
            return {"label": cell}
        raise refusal("“{word}” is no kind in this project.", word=shown(cell))

    @staticmethod
    def _status(cell: str) -> Values:
        word = name_key(cell)
        status = "negated" if word in map(name_key, (tr("denied"), tr("did not happen"))) else word
        if status not in STATUSES:
            raise refusal("“{word}” is no status (choose one of {words}).", word=shown(cell), words=", ".join(STATUSES))
        return {"status": status}

    def _end(self, field: str) -> Callable[[str], Values]:
        def read(cell: str) -> Values:
            return {field: self._actors.require(cell)}

        return read

    def _take_part(self, row_id: int, cell: str) -> None:
        """Read participants such as “A; B (mediator)”."""
        for ordinal, given in enumerate(filter(None, map(str.strip, cell.split(";")))):
            role, name = "role.participant", given
            head, bracket, tail = given.rpartition("(")
            if bracket and tail.endswith(")") and name_key(tail[:-1]) in self._roles:
                role, name = self._roles[name_key(tail[:-1])], head.strip()
            actor = self._actors.require(name)
            self._parts.append({"event": row_id, "actor": actor, "role": role, "ordinal": ordinal})

    def batches(self, place: Callable[[int], str]) -> list[Batch]:
        """Return all that was read."""
        return [
            Batch(self._table, self._values, self.ids, place),
            Batch("actor_name", self._names),
            Batch("participation", self._parts),
        ]
