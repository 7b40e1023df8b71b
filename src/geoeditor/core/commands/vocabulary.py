"""The project's own words: kinds, and fields of the user's own."""

from typing import TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, remove
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import FieldId, KindId
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
        if not str(values.get("key", "")).startswith(f"{values.get('scope', '')}."):
            raise refusal("The key of a kind begins with what it is for, such as “event.”.")
        return KindId(insert(edit, "kind", values))


def change_kind(document: Document, kind_id: KindId, **values: Unpack[KindValues]) -> None:
    """Change label, colour and the like of a kind; key and scope stay."""
    with document.edit(tr("Change kind")) as edit:
        if "key" in values or "scope" in values:
            raise refusal("The key of a kind can't be changed, so add a new kind.")
        change(edit, "kind", kind_id, values)


def remove_kinds(document: Document, *kind_ids: KindId) -> None:
    """Remove kinds that nothing uses."""
    with document.edit(trn("Remove kind", "Remove {n} kinds", len(kind_ids))) as edit:
        for kind_id in kind_ids:
            for table, column in _USERS:
                if edit.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (kind_id,)).fetchone():
                    raise refusal("This kind is in use, so hide it or give its records another kind first.")
        remove(edit, "kind", kind_ids)


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
    """Change label, options and the like of a field."""
    with document.edit(tr("Change field")) as edit:
        change(edit, "field", field_id, values)


def remove_fields(document: Document, *field_ids: FieldId) -> None:
    """Remove fields; values given for them stay with their records."""
    with document.edit(trn("Remove field", "Remove {n} fields", len(field_ids))) as edit:
        remove(edit, "field", field_ids)
