"""How the tables of a project lie in its JSON file: which list holds which, under which keys, in which order.

Keys are the fields that commands take, in the order of the columns; what hangs on one record only is nested in it.
Left out on purpose: what is derived (bounds of dates, search keys, the hash of a text), ids of rows that are no more
than a part of their record (a source's text, an attachment's bytes, a tag on a record), history and search index.
Imports core only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.values import json_object, reference, required_reference, truth
from geoeditor.core.schema import tables

FORMAT: Final = "geoeditor-project"
VERSION: Final = 1
SCHEMA_NAME: Final = f"geoeditor-project-{VERSION}.schema.json"

ROOT: Final[Mapping[str, str]] = {
    "kinds": "kind",
    "fields": "field",
    "tags": "tag",
    "attachments": "attachment",
    "actors": "actor",
    "events": "event",
    "links": "link",
    "relations": "relation",
    "sources": "source",
    "citations": "citation",
    "views": "view",
    "merges": "merge",
}
"""The table in each list of the root, in the order of the file, in which nothing but date anchors points ahead."""
TAGGED: Final = ("actor", "event", "link", "source")

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {"source": ("text",), "attachment": ("data",)}
"""Keys that stand for no column of their table."""

Sort = Literal["plain", "truth", "json", "id", "kind"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: its column, how it is written, and for ids the table pointed at ('' for any)."""

    name: str
    column: str
    sort: Sort = "plain"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Nest:
    """Records inside a record: their key there, their layout, the column that points at the parent, the order."""

    name: str
    layout: "Layout"
    field: str
    order: str = "id"
    single: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A table in the file; `names` are all keys that a record may have."""

    table: str
    keys: tuple[Key, ...]
    nests: tuple[Nest, ...]
    names: frozenset[str]

    @property
    def tagged(self) -> bool:
        """Tell whether records hold the names of their tags."""
        return self.table in TAGGED


@lru_cache(maxsize=1)
def layouts() -> Mapping[str, Layout]:
    """Return the layouts of the project's row and of the lists of the root, by table."""
    nests = {
        "actor": (Nest("names", _nested("actor_name", "actor"), "actor"),),
        "event": (
            Nest("participants", _nested("participation", "event"), "event", "ordinal, id"),
            Nest("dating", _nested("dating", "event", "link"), "event", single=True),
        ),
        "link": (Nest("dating", _nested("dating", "event", "link"), "link", single=True),),
        "source": (
            Nest("set_aside", _nested("set_aside", "source"), "source"),
            Nest("decisions", _nested("decision", "source"), "source"),
        ),
        "citation": (Nest("speakers", _nested("attribution", "citation"), "citation", "ordinal, id"),),
        "view": (
            Nest("placements", _nested("placement", "view"), "view"),
            Nest("annotations", _nested("annotation", "view"), "view"),
        ),
    }
    return {table: _layout(table, nests.get(table, ())) for table in ("project", *ROOT.values())}


def _nested(table: str, *parents: str) -> Layout:
    """Return the layout of a table without the fields that point at what it is nested in."""
    return _layout(table, (), parents)


def _layout(table: str, nests: tuple[Nest, ...], parents: tuple[str, ...] = ()) -> Layout:
    keys = tuple(_key(table, name) for name in RECORDS[table].fields if name not in parents)
    names = {"id", *(key.name for key in keys), *(nest.name for nest in nests), *_PARTS.get(table, ())}
    return Layout(table, keys, nests, frozenset({*names, "tags"} if table in TAGGED else names))


def _key(table: str, name: str) -> Key:
    known = tables()[table]
    column = name if name in known.columns else f"{name}_id"
    check = RECORDS[table].fields[name]
    target = known.references.get(column, "")
    if target == "kind":
        return Key(name, column, "kind", target)
    if target or name == "copy_of" or check in (reference, required_reference):
        return Key(name, column, "id", target)
    if check is json_object:
        return Key(name, column, "json")
    return Key(name, column, "truth" if check is truth else "plain")
