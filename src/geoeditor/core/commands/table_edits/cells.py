"""One cell of one or many rows: the value is checked once and written by one statement, as one step."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from geoeditor.core.commands.moving_dates import dates_before, move_dates
from geoeditor.core.commands.records import EditLookup, checked, insert, require
from geoeditor.core.commands.values import is_blank, name_key, named, one_line, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.errors import BugError
from geoeditor.translation import shown, tr, trn

_NAMES: Final = {"actor": "name", "event": "title", "source": "title"}
_SETTABLE: Final = {
    "actor": frozenset({"name", "kind", "country", "t", "description"}),
    "event": frozenset({"t", "title", "kind", "status", "description"}),
    "link": frozenset({"from", "to", "kind", "label", "t", "status", "description"}),
    "source": frozenset({"title", "t", "published_from", "publisher", "kind", "reliability"}),
    "citation": frozenset({"stance", "credibility"}),
}
"""What can be set in a cell, by table; all of it is plain text, numbers and references."""
_LONGEST_NAME: Final = 40


def set_cells(document: Document, table: str, ids: Sequence[int], values: Mapping[str, object]) -> None:
    """Give the same values to records of a table, as one step.

    A new `t` of an event or link drops its date words; what is dated by words that count from a record moves with it.
    The first of the values names the step. Raises: UserError where one of them is refused; nothing is changed then.
    """
    if unknown := set(values) - _SETTABLE.get(table, frozenset()):
        raise BugError(f"{table} has no cells for {', '.join(sorted(unknown))}")
    with document.edit(_label(document, table, ids, values)) as edit:
        for row_id in ids:
            require(edit, table, row_id)
        columns = checked(EditLookup(edit), table, values, new=False)
        if table == "link":
            _look_at_ends(edit, ids, columns)
        before = dates_before(edit, table, ids) if "t" in values else {}
        assignments = ", ".join(f'"{column}" = ?' for column in columns)
        given = cast("tuple[Value, ...]", tuple(columns.values()))
        edit.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", ((*given, row_id) for row_id in ids))
        if "t" in values and table in ("event", "link"):
            edit.executemany(f"DELETE FROM dating WHERE {table}_id = ?", ((row_id,) for row_id in ids))
        move_dates(edit, table, before)


def _look_at_ends(edit: Edit, ids: Sequence[int], columns: Mapping[str, object]) -> None:
    """Make sure that links lead to somebody, and to somebody else."""
    for end in ("from_id", "to_id"):
        if end in columns:
            require(edit, "actor", columns[end])
    if not {"from_id", "to_id"} & columns.keys():
        return
    for row_id in ids:
        ends = edit.execute("SELECT from_id, to_id FROM link WHERE id = ?", (row_id,)).fetchone()
        if columns.get("from_id", ends[0]) == columns.get("to_id", ends[1]):
            raise refusal("A link needs two different actors.")


def _label(document: Document, table: str, ids: Sequence[int], values: Mapping[str, object]) -> str:
    field = next(iter(values))
    if len(ids) != 1:
        return tr("Change {field} of {records}", field=named(field), records=_counted(table, len(ids)))
    name = _name_of(document, table, ids[0])
    if field == _NAMES.get(table):
        new = shown(one_line(str(values[field])), _LONGEST_NAME)
        return tr("Rename “{old}” to “{new}”", old=name, new=new)
    if name:
        return tr("Change {field} of “{name}”", field=named(field), name=name)
    if table == "link":
        return tr("Change {field} of a link", field=named(field))
    return tr("Change {field} of evidence", field=named(field))


def _name_of(document: Document, table: str, row_id: int) -> str:
    if table not in _NAMES:
        return ""
    with document.read() as connection:
        found = connection.execute(f"SELECT {_NAMES[table]} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return shown(found[0], _LONGEST_NAME) if found else ""


def _counted(table: str, count: int) -> str:
    words = {
        "actor": trn("{n} actor", "{n} actors", count),
        "event": trn("{n} event", "{n} events", count),
        "link": trn("{n} link", "{n} links", count),
        "source": trn("{n} source", "{n} sources", count),
    }
    return words.get(table) or trn("{n} piece of evidence", "{n} pieces of evidence", count)


def set_other_names(document: Document, actor_ids: Sequence[int], names: Sequence[str]) -> None:
    """Let actors have exactly these other names; those they have already keep what else is known of them."""
    wanted = list(dict.fromkeys(filter(None, map(one_line, names))))
    if blank := next((name for name in wanted if is_blank(name)), None):
        raise refusal("The name “{name}” needs at least one letter.", name=shown(blank))
    with document.edit(_names_label(document, actor_ids)) as edit:
        for actor_id in actor_ids:
            require(edit, "actor", actor_id)
            found = edit.execute("SELECT id, name FROM actor_name WHERE actor_id = ?", (actor_id,)).fetchall()
            for row_id, name in found:
                if name not in wanted:
                    edit.remove("actor_name", row_id)
            here = {name for _, name in found}
            for name in wanted:
                if name not in here:
                    insert(edit, "actor_name", {"actor": actor_id, "name": name})


def _names_label(document: Document, actor_ids: Sequence[int]) -> str:
    if len(actor_ids) == 1:
        return tr("Change other names of “{name}”", name=_name_of(document, "actor", actor_ids[0]))
    return tr("Change other names of {records}", records=_counted("actor", len(actor_ids)))


def add_row(document: Document, table: str, values: Mapping[str, object]) -> int:
    """Add one record from the cells of a row: an actor, event, link or source; return its id."""
    labels = {
        "actor": tr("Add actor"),
        "event": tr("Add event"),
        "link": tr("Add link"),
        "source": tr("Add source"),
    }
    if table not in labels:
        raise BugError(f"{table} has no rows to be typed")
    name = one_line(str(values.get(_NAMES.get(table, ""), "")))
    label = tr("{step} “{name}”", step=labels[table], name=shown(name, _LONGEST_NAME)) if name else labels[table]
    others = values.get("names", ())
    with document.edit(label) as edit:
        row_id = insert(edit, table, {field: value for field, value in values.items() if field != "names"})
        if isinstance(others, Sequence) and others:
            set_other_names(document, [row_id], [str(other) for other in others])
    return row_id


class ActorsByName:
    """Finds actors by what somebody typed: any of their names, whatever case and accents."""

    def __init__(self, edit: Edit) -> None:
        self._ids: dict[str, set[int]] = {}
        for row, name in edit.execute("SELECT id, name FROM actor"):
            self._ids.setdefault(name_key(name), set()).add(row)
        self._others: dict[str, set[int]] = {}
        for row, key in edit.execute("SELECT actor_id, key FROM actor_name"):
            self._others.setdefault(key, set()).add(row)

    def find(self, name: str) -> int | None:
        """Return the one actor of this name, or None where there is none.

        Raises: UserError where several have it.
        """
        key = name_key(name)
        found = self._ids.get(key) or self._others.get(key) or set()
        if len(found) > 1:
            raise refusal("Several actors are called “{name}”.", name=shown(name))
        return next(iter(found), None)

    def require(self, name: str) -> int:
        """Return the one actor of this name.

        Raises: UserError where there is none, or several.
        """
        found = self.find(name)
        if found is None:
            raise refusal("There is no actor “{name}”; add it first.", name=shown(name))
        return found
