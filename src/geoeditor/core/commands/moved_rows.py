"""What a resolution moved, row by row, in the form in which it is kept in the table `merge`.

Rows are taken and written as they stand in the database, so that what comes back is what went. Only commands use this.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from geoeditor.core.commands.values import name_key
from geoeditor.core.edit import Edit, Value
from geoeditor.core.errors import BugError
from geoeditor.core.schema import tables

FORM: Final = "resolved"
"""Tells a resolution from other things that may be kept in the table."""
Image = dict[str, Value]
"""A row by its columns."""
TARGETS: Final = ("actor_id", "event_id", "participation_id", "link_id", "relation_id")
_SAME_PASSAGE: Final = (
    "source_id", "quote", "start", "end", "field", "value", "locator", "anchor", "stance", "credibility", "note",
)  # fmt: skip


@dataclass(slots=True)
class Gone:
    """A row that was taken out; what it said went `into` a row of the same table, where there was one."""

    table: str
    image: Image
    into: int | None = None


@dataclass(slots=True)
class Turned:
    """A row that points elsewhere now: each column with what it held before and since."""

    table: str
    id: int
    columns: dict[str, tuple[Value, Value]]


@dataclass(slots=True)
class Moved:
    """All that one resolution did, in the order in which it was done."""

    words: str
    actor: Image
    gone: list[Gone] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)
    made: list[tuple[str, Image]] = field(default_factory=list)
    held: dict[str, list[int]] = field(default_factory=dict)
    """The citations that a moved link or participation had, by table and id."""

    def as_json(self) -> dict[str, object]:
        """Return the form that is stored."""
        return {
            "form": FORM,
            "words": self.words,
            "actor": self.actor,
            "gone": [[gone.table, gone.image, gone.into] for gone in self.gone],
            "turned": [
                [turned.table, turned.id, {name: list(pair) for name, pair in turned.columns.items()}]
                for turned in self.turned
            ],
            "made": [[table, image] for table, image in self.made],
            "held": self.held,
        }

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "Moved":
        """Return what was stored."""
        return cls(
            stored["words"],
            stored["actor"],
            [Gone(*gone) for gone in stored["gone"]],
            [
                Turned(table, row, {name: (pair[0], pair[1]) for name, pair in columns.items()})
                for table, row, columns in stored["turned"]
            ],
            [(table, image) for table, image in stored["made"]],
            stored["held"],
        )


def row_id(image: Image) -> int:
    """Return the id of a row."""
    row = image["id"]
    if not isinstance(row, int):
        raise BugError("a row without an id")
    return row


def held_key(table: str, row: int) -> str:
    """Return the key of a moved row in `Moved.held`."""
    return f"{table} {row}"


def images(edit: Edit, table: str, where: str, *values: Value, order: str = "id") -> list[Image]:
    """Return rows of a table in an order."""
    names = tables()[table].columns
    listed = ", ".join(f'"{name}"' for name in names)
    rows = edit.execute(f'SELECT {listed} FROM "{table}" WHERE {where} ORDER BY {order}', values).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def image_of(edit: Edit, table: str, row: Value) -> Image | None:
    """Return a row; None where it is gone."""
    return next(iter(images(edit, table, "id = ?", row)), None)


def write_image(edit: Edit, table: str, image: Image) -> None:
    """Write a row as it stood."""
    names = ", ".join(f'"{name}"' for name in image)
    marks = ", ".join("?" * len(image))
    edit.execute(f'INSERT INTO "{table}"({names}) VALUES({marks})', tuple(image.values()))


def turn(edit: Edit, table: str, row: Value, values: Image) -> None:
    """Let columns of a row point elsewhere."""
    changes = ", ".join(f'"{name}" = ?' for name in values)
    edit.execute(f'UPDATE "{table}" SET {changes} WHERE id = ?', (*values.values(), row))


def attributions(edit: Edit, citation: Value) -> list[Image]:
    """Return who says it, outermost first."""
    return images(edit, "attribution", "citation_id = ?", citation, order="ordinal")


def same_passage(edit: Edit, citation: Image, column: str, fact: Value) -> Image | None:
    """Return a citation of a fact that says the same of the same words by the same speakers, if there is one."""
    alike = " AND ".join(f'"{name}" IS ?' for name in _SAME_PASSAGE)
    found = images(
        edit, "citation", f'"{column}" = ? AND id <> ? AND {alike}', fact, citation["id"],
        *(citation[name] for name in _SAME_PASSAGE),
    )  # fmt: skip
    said = _said(attributions(edit, citation["id"]))
    return next((other for other in found if _said(attributions(edit, other["id"])) == said), None)


def _said(speakers: Iterable[Image]) -> list[tuple[Value, Value, Value]]:
    return [(speaker["actor_id"], speaker["name"], speaker["mode"]) for speaker in speakers]


def equal_link(edit: Edit, link: Image, from_id: Value, to_id: Value) -> Image | None:
    """Return another link that says all that this one would say between these two, if there is one."""
    undirected = edit.execute("SELECT NOT directed FROM kind WHERE id IS ?", (link["kind_id"],)).fetchone()
    ends = [(from_id, to_id), (to_id, from_id)] if undirected is not None and undirected[0] else [(from_id, to_id)]
    for start, end in ends:
        found = images(
            edit, "link", "from_id = ? AND to_id = ? AND id <> ?"
            " AND kind_id IS ? AND label = ? AND status = ? AND t = ?",
            start, end, link["id"], link["kind_id"], link["label"], link["status"], link["t"],
        )  # fmt: skip
        for other in found:
            if all(link[name] in (empty, other[name]) for name, empty in _BESIDE.items()):
                return other
    return None


_BESIDE: Final[dict[str, Value]] = {
    "description": "", "sign": None, "strength": None, "likelihood": None, "extra": "{}",
}  # fmt: skip
"""What a link may say beyond kind, label, status and date, with what says nothing."""


def is_free_name(edit: Edit, name: str) -> bool:
    """Tell whether no actor bears a name, in whatever case."""
    return (
        edit.execute("SELECT 1 FROM actor_name WHERE key = ?", (name_key(name),)).fetchone() is None
        and edit.execute("SELECT 1 FROM actor WHERE name = ? COLLATE NOCASE", (name,)).fetchone() is None
    )
