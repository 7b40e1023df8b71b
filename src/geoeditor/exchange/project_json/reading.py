"""A project from JSON: every record is taken apart into plain values, and one command writes them all.

Here a file is held against its form: keys, ids, what points where. What a value may be is the commands' business, so
that an import is as if a user had typed it. Imports core only; never edits.
"""

import base64
import binascii
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final

from geoeditor.core.commands.bulk import Batch, ImportCounts, import_project
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import from_text
from geoeditor.core.schema import tables
from geoeditor.exchange.project_json.layout import FORMAT, ROOT, VERSION, Key, Layout, layouts
from geoeditor.exchange.project_json.parsing import parse, refused
from geoeditor.translation import shown, tr

Record = dict[str, object]
_HEAD: Final = ("$schema", "format", "version", "project")


@dataclass(frozen=True, slots=True)
class ProjectRecords:
    """A project taken apart: its title, its own row with the id, its kinds, and all records, parents first."""

    title: str
    project: tuple[int, Record]
    kinds: Batch
    batches: list[Batch]

    @property
    def label(self) -> str:
        """Return the name of the step that takes it in."""
        return tr("Import “{title}”", title=self.title) if self.title else tr("Import project")


def read_project(data: bytes, *, strict: bool = False) -> ProjectRecords:
    """Return the records in the bytes of a JSON file; what their values may be is seen to when they are taken in.

    Raises: UserError with the place and the reason.
    """
    root = parse(data)
    _check_head(root, strict=strict)
    reader = _Reader(strict=strict)
    reader.read(layouts()["project"], "project", root["project"])
    for name, table in ROOT.items():
        for index, item in enumerate(_list(name, root.get(name, []))):
            reader.read(layouts()[table], f"{name}[{index}]", item)
    reader.point()
    project_id, project = reader.project()
    title = project.get("title")
    return ProjectRecords(str(title or ""), (project_id, project), reader.batch("kind"), reader.batches())


def import_json(document: Document, data: bytes, *, strict: bool = False) -> ImportCounts:
    """Take the project in the bytes of a JSON file into a document, as one step.

    Keys that are not known go into `extra` where a record has one; `strict` refuses them. An empty project becomes the
    one in the file; otherwise what is there stays, see `geoeditor.core.commands.bulk`.

    Raises: UserError with the place and the reason; nothing was changed then.
    """
    found = read_project(data, strict=strict)
    return import_project(document, found.label, found.project, found.kinds, found.batches)


def _check_head(root: Record, *, strict: bool) -> None:
    if root.get("format") != FORMAT:
        raise refused("", tr("“format” is not “{wanted}”", wanted=FORMAT))
    version = root.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise refused("version", tr("it must be a whole number from 1 on"))
    if version > VERSION:
        raise refused("version", tr("the file is from a newer GeoEditor, so get the newest one to read it"))
    for key in root:
        if key not in _HEAD and key not in ROOT:
            raise refused(shown(key), tr("this key is not known"))
    for key in ("project", *(ROOT if strict else ())):
        if key not in root:
            raise refused(key, tr("it is missing"))


def _list(place: str, value: object) -> list[object]:
    if not isinstance(value, list):
        raise refused(place, tr("it must be a list"))
    return value


@dataclass(slots=True)
class _Part:
    """All records of one table: their layout, values by field, ids, and where they stand in the file."""

    layout: Layout
    rows: list[Record] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


class _Reader:
    """Takes one file apart."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._parts: dict[str, _Part] = {}
        self._numbers: dict[str, int] = {}
        self._seen: set[int] = set()
        self._tags: dict[object, int] = {}
        self._taggings: tuple[list[Record], list[str]] = ([], [])

    def read(self, layout: Layout, place: str, item: object, parent: tuple[str, int] | None = None) -> None:
        """Take a record apart, with all that is nested in it; `parent` is the field and the id it hangs on."""
        if not isinstance(item, dict):
            raise refused(place, tr("it must be an object"))
        if unknown := item.keys() - layout.names:
            self._keep_unknown(layout, place, item, unknown)
        part = self._parts.setdefault(layout.table, _Part(layout))
        row_id = self._declare(place, item)
        for nest in layout.nests:
            if nest.name in item:
                inner, here = item.pop(nest.name), f"{place}.{nest.name}"
                if nest.single:
                    self.read(nest.layout, here, inner, (nest.field, row_id))
                    continue
                for index, member in enumerate(_list(here, inner)):
                    self.read(nest.layout, f"{here}[{index}]", member, (nest.field, row_id))
        if layout.tagged and "tags" in item:
            self._read_tags(layout.table, row_id, f"{place}.tags", item.pop("tags"))
        if parent is not None:
            item[parent[0]] = parent[1]
        self._look_closer(layout.table, row_id, place, item)
        part.rows.append(item)
        part.ids.append(row_id)
        part.places.append(place)

    def _keep_unknown(self, layout: Layout, place: str, item: Record, unknown: Set[str]) -> None:
        """Move what is under unknown keys into `extra`, in the order of the file, or refuse it."""
        extra = item.setdefault("extra", {}) if "extra" in layout.names and not self._strict else None
        for key in [key for key in item if key in unknown]:
            if not isinstance(extra, dict) or key in extra:
                raise refused(f"{place}.{shown(key)}", tr("this key is not known"))
            extra[key] = item.pop(key)

    def _declare(self, place: str, item: Record) -> int:
        """Return the id of a record, which no other record of the file may have."""
        if "id" not in item:
            raise refused(place, tr("the id is missing"))
        number = self._number(f"{place}.id", item.pop("id"))
        if number in self._seen:
            raise refused(f"{place}.id", tr("another record has the same id"))
        self._seen.add(number)
        return number

    def _number(self, place: str, text: object) -> int:
        number = self._numbers.get(text) if isinstance(text, str) else None
        if number is None:
            try:
                number = from_text(text) if isinstance(text, str) else None
            except UserError:
                number = None
            if number is None:
                raise refused(place, tr("an id is a text of 13 letters and digits"))
            self._numbers[str(text)] = number
        return number

    def _read_tags(self, table: str, row_id: int, place: str, value: object) -> None:
        for index, name in enumerate(_list(place, value)):
            tag_id = self._tags.get(name) if isinstance(name, str) else None
            if tag_id is None:
                raise refused(f"{place}[{index}]", tr("“{name}” is not among the tags", name=shown(str(name))))
            self._taggings[0].append({"tag": tag_id, table: row_id})
            self._taggings[1].append(f"{place}[{index}]")

    def _look_closer(self, table: str, row_id: int, place: str, item: Record) -> None:
        """Do what only some tables need."""
        if table == "tag":
            self._tags[str(item.get("name"))] = row_id
        elif table == "attachment":
            item["data"] = _bytes(f"{place}.data", item.get("data"))

    def point(self) -> None:
        """Turn the ids that records point with into numbers, now that all records are known."""
        known = {table: frozenset(part.ids) for table, part in self._parts.items()}
        for part in self._parts.values():
            for key in part.layout.keys:
                if key.sort == "id":
                    self._point(part, key, known.get(key.target, frozenset()))

    def _point(self, part: _Part, key: Key, known: Set[int]) -> None:
        for row, place in zip(part.rows, part.places, strict=True):
            text = row.get(key.name)
            if text is not None:
                here = f"{place}.{key.name}"
                number = row[key.name] = self._number(here, text)
                if key.target and number not in known:
                    what = key.target.replace("_", " ")
                    raise refused(here, tr("there is no {what} “{id}” in this file", what=what, id=shown(str(text))))

    def project(self) -> tuple[int, Record]:
        """Return id and values of the project's own row."""
        part = self._parts["project"]
        return part.ids[0], part.rows[0]

    def batch(self, table: str) -> Batch:
        """Return the records of one table."""
        part = self._parts.get(table, _Part(layouts()["project"]))
        return Batch(table, part.rows, part.ids, part.places.__getitem__)

    def batches(self) -> list[Batch]:
        """Return all records but kinds, parents before children and merges, which may point anywhere, last."""
        order = [table for table in tables() if table not in ("project", "kind", "merge", "tagging")]
        found = [self.batch(table) for table in order if table in self._parts]
        rows, places = self._taggings
        return [*found, Batch("tagging", rows, None, places.__getitem__), self.batch("merge")]


def _bytes(place: str, text: object) -> bytes:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError) as problem:
        raise refused(place, tr("it is not in base64")) from problem
