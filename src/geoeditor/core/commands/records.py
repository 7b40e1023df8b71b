"""How commands write a record: given values are checked, become columns, and go through SQLModel or in bulk.

Only commands use this.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.moving_dates import Moved, dates_before, move_dates
from geoeditor.core.commands.values import Columns, Lookup, name_key, named, refusal
from geoeditor.core.edit import Edit
from geoeditor.core.errors import BugError
from geoeditor.core.identifiers import new_id
from geoeditor.core.schema import tables
from geoeditor.translation import tr

if TYPE_CHECKING:
    from geoeditor.core.entities import Entity


class EditLookup:
    """What the checks ask of an open edit; kinds are read once and kept for the length of a command."""

    def __init__(self, edit: Edit) -> None:
        self._edit = edit
        self._kinds: dict[tuple[str, str], int] = {}

    def kind_id(self, scope: str, key: str) -> int | None:
        """Return the id of a kind of this scope, or None."""
        if (scope, key) not in self._kinds:
            row = self._edit.execute("SELECT id FROM kind WHERE scope = ? AND key = ?", (scope, key)).fetchone()
            if row is None:
                return None
            self._kinds[scope, key] = row[0]
        return self._kinds[scope, key]


def checked(lookup: Lookup, table: str, values: Mapping[str, object], *, new: bool) -> Columns:
    """Return the columns that the given values come to.

    Raises: UserError where a value is refused or a required one of a new record is missing; BugError for an unknown
    field.
    """
    record = RECORDS[table]
    columns: Columns = {}
    for field, value in values.items():
        check = record.fields.get(field)
        if check is None:
            raise BugError(f"{table} has no field {field}")
        columns |= check(lookup, field, value)
    if new:
        for field in record.required:
            if field not in values:
                raise refusal("The {field} is missing.", field=named(field))
    _look_across(table, columns)
    return columns


_TWO_ENDS: Final = {
    "link": "A link needs two different actors.",
    "relation": "A relation needs two different events.",
}


def _look_across(table: str, columns: Columns) -> None:
    """Check what two columns have to do with each other, and derive what is derived."""
    if table == "actor_name" and "name" in columns:
        columns["key"] = name_key(str(columns["name"]))
    if table in ("link", "relation") and "from_id" in columns and columns["from_id"] == columns.get("to_id"):
        raise refusal(_TWO_ENDS[table])
    start, end = columns.get("start"), columns.get("end")
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        raise refusal("The passage ends before it begins.")


def entity_class(table: str) -> "type[Entity]":
    """Return the SQLModel class of a table."""
    from geoeditor.core import entities

    for found in entities.Entity.__subclasses__():
        if found.__tablename__ == table:
            return found
    raise BugError(f"no table {table}")


def insert(edit: Edit, table: str, values: Mapping[str, object], **derived: object) -> int:
    """Check the values of a new record, write it and return its id; `derived` are columns no user gives."""
    columns = checked(EditLookup(edit), table, values, new=True)
    _require_references(edit, table, columns)
    row: dict[str, Any] = {"id": new_id(), **columns, **derived}
    with _clashes_explained(table):
        edit.add(entity_class(table)(**row))
    row_id: int = row["id"]
    return row_id


def change(edit: Edit, table: str, row_id: int, values: Mapping[str, object], **derived: object) -> list[Moved]:
    """Check new values of a record that must be there and write them; the same values leave no trace.

    What was dated by words that count from the record moves with a new date of it, and is returned.
    """
    from sqlalchemy.orm.attributes import flag_modified

    require(edit, table, row_id)
    before = dates_before(edit, table, (row_id,)) if "t" in values else {}
    columns = checked(EditLookup(edit), table, values, new=False)
    _require_references(edit, table, columns)
    entity = edit.get(entity_class(table), row_id)
    for name, value in {**columns, **derived}.items():
        setattr(entity, name, value)
        if isinstance(value, dict):
            flag_modified(entity, name)  # 1 and True, or another order of keys, are equal in Python, not in JSON
    with _clashes_explained(table):
        edit.flush()
    return move_dates(edit, table, before)


def _require_references(edit: Edit, table: str, columns: Columns) -> None:
    for column, target in tables()[table].references.items():
        known = target == "kind" and column != "parent_id"  # made from a key that was looked up
        if columns.get(column) is not None and not known:
            require(edit, target, columns[column])


_CLASHES: Final = {
    "actor_name": "The actor has this name already.",
    "field": "There is a field with this key already.",
    "kind": "There is a kind with this key or label already.",
    "participation": "The actor takes part in this event in this role already.",
    "relation": "These events are related in this way already.",
    "set_aside": "This stretch is set aside already.",
    "tag": "There is a tag with this name already.",
    "view": "There is a view with this name already.",
}


@contextmanager
def _clashes_explained(table: str) -> Iterator[None]:
    """Say in words that a record like this one is there already."""
    from sqlalchemy.exc import IntegrityError

    try:
        yield
    except IntegrityError as problem:
        if getattr(problem.orig, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_UNIQUE":
            raise refusal(_CLASHES.get(table, "This is there already.")) from problem
        raise


def remove(edit: Edit, table: str, row_ids: Sequence[int]) -> None:
    """Delete records that must be there, with all that hangs on them."""
    for row_id in row_ids:
        require(edit, table, row_id)
        edit.remove(table, row_id)


def require(edit: Edit, table: str, row_id: object) -> None:
    """Make sure that a record is there.

    Raises: UserError where it is not.
    """
    row = None
    if isinstance(row_id, int) and not isinstance(row_id, bool) and 0 <= row_id < 2**63:
        row = edit.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        raise refusal("That {what} is no longer in the project.", what=_noun(table))


def _noun(table: str) -> str:
    """Return what a user calls a record of a table."""
    words = {
        "actor_name": tr("name"),
        "citation": tr("piece of evidence"),
        "participation": tr("participant"),
        "placement": tr("place on a view"),
        "set_aside": tr("stretch set aside"),
        "tagging": tr("tag"),
    }
    return words.get(table, table.replace("_", " "))


def refuse_circle(edit: Edit, parents: str, row_id: int, parent_id: int | None, sentence: str) -> None:
    """Refuse a parent that has the record itself above it; `parents` is a statement from an id to its parent's.

    Raises: UserError with the sentence given.
    """
    seen: set[int] = set()
    above = parent_id
    while above is not None and above not in seen:
        if above == row_id:
            raise refusal(sentence)
        seen.add(above)
        found = edit.execute(parents, (above,)).fetchone()
        above = None if found is None else found[0]
