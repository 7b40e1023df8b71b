"""The project's own words: kinds, and fields of the user's own."""

import re
from typing import Final, TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, refuse_circle, remove, require
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import FieldId, KindId
from geoeditor.core.vocabulary import words
from geoeditor.translation import tr, trn


class KindValues(TypedDict, total=False):
    """What can be given of a kind; `key` begins with the scope, as in `event.consult.visit`."""

    key: str
    scope: str
    label: str
    inverse: str
    parent: KindId | None
    directed: bool
    sign: int
    score: float | None
    colour: str
    icon: str
    ordinal: int
    hidden: bool
    map: dict[str, object]


class FieldValues(TypedDict, total=False):
    """What can be given of a field; `type` is text, number, date, choice or actor."""

    scope: str
    key: str
    label: str
    type: str
    options: dict[str, object]
    ordinal: int


def add_kind(document: Document, **values: Unpack[KindValues]) -> KindId:
    """Add a kind of actor, event or link, a role, or a kind of relation."""
    with document.edit(tr("Add kind")) as edit:
        key, scope = values.get("key"), values.get("scope")
        if isinstance(key, str) and isinstance(scope, str) and not re.fullmatch(rf"{re.escape(scope)}{_REST}", key):
            raise refusal("The key of a kind begins with what it is for and has small letters, such as “event.visit”.")
        kind_id = insert(edit, "kind", values)
        _require_parent(edit, kind_id)
        return KindId(kind_id)


def change_kind(document: Document, kind_id: KindId, **values: Unpack[KindValues]) -> None:
    """Change label, colour and the like of a kind; key and scope stay."""
    with document.edit(tr("Change kind")) as edit:
        if "key" in values or "scope" in values:
            raise refusal("The key of a kind can't be changed, so add a new kind.")
        change(edit, "kind", kind_id, values)
        _require_parent(edit, kind_id)


def _require_parent(edit: Edit, kind_id: int) -> None:
    """Make sure that a kind is of the same scope as its parent and not below itself."""
    scope, parent_id = edit.execute("SELECT scope, parent_id FROM kind WHERE id = ?", (kind_id,)).fetchone()
    if parent_id is None:
        return
    above = edit.execute("SELECT scope FROM kind WHERE id = ?", (parent_id,)).fetchone()[0]
    if above != scope:
        raise refusal("A kind belongs under a kind of the same sort.")
    refuse_circle(edit, "SELECT parent_id FROM kind WHERE id = ?", kind_id, parent_id, "A kind can't be under itself.")


def remove_kinds(document: Document, *kind_ids: KindId) -> None:
    """Remove kinds that nothing uses; the built-in ones stay."""
    with document.edit(trn("Remove kind", "Remove {n} kinds", len(kind_ids))) as edit:
        built_in = {word.number for word in words()}
        for kind_id in kind_ids:
            require(edit, "kind", kind_id)
            if kind_id in built_in:
                raise refusal("This kind is built in (hide it instead).")
            for table, column in _USERS:
                if edit.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (kind_id,)).fetchone():
                    raise refusal("This kind is in use (hide it, or give its records another kind first).")
            edit.remove("kind", kind_id)


_REST: Final = r"(\.[a-z0-9_-]+)+"
_USERS = (
    ("actor", "kind_id"),
    ("event", "kind_id"),
    ("link", "kind_id"),
    ("relation", "kind_id"),
    ("participation", "role_id"),
    ("kind", "parent_id"),
)


def add_field(document: Document, **values: Unpack[FieldValues]) -> FieldId:
    """Add a field of the user's own to actors, events, links or sources."""
    with document.edit(tr("Add field")) as edit:
        return FieldId(insert(edit, "field", values))


def change_field(document: Document, field_id: FieldId, **values: Unpack[FieldValues]) -> None:
    """Change label, options and the like of a field; key and scope stay, for values are kept under them."""
    with document.edit(tr("Change field")) as edit:
        if "key" in values or "scope" in values:
            raise refusal("The key of a field can't be changed, so add a new field.")
        change(edit, "field", field_id, values)


def remove_fields(document: Document, *field_ids: FieldId) -> None:
    """Remove fields; values given for them stay with their records."""
    with document.edit(trn("Remove field", "Remove {n} fields", len(field_ids))) as edit:
        remove(edit, "field", field_ids)
