"""Actors and their other names."""

from typing import TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, remove, require
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import ActorId, ActorNameId, AttachmentId
from geoeditor.translation import tr, trn


class ActorValues(TypedDict, total=False):
    """What can be given of an actor; `kind` is the key of a kind or '', `t` EDTF text."""

    kind: str
    name: str
    named: bool
    description: str
    country: str
    lat: float | None
    lon: float | None
    colour: str
    t: str
    portrait: AttachmentId | None
    ext_ids: dict[str, object]
    extra: dict[str, object]


class ActorNameValues(TypedDict, total=False):
    """What can be given of another name; `language` is a BCP 47 tag, `kind` alias, native, former and so on."""

    name: str
    language: str
    kind: str
    t: str


def add_actor(document: Document, **values: Unpack[ActorValues]) -> ActorId:
    """Add an actor; only the name must be given."""
    with document.edit(tr("Add actor")) as edit:
        return ActorId(insert(edit, "actor", values))


def change_actor(document: Document, actor_id: ActorId, **values: Unpack[ActorValues]) -> None:
    """Change fields of an actor; a name that a cited text uses stays among its other names when it is renamed."""
    with document.edit(tr("Change actor")) as edit:
        if "name" in values:
            _keep_name(edit, actor_id)
        change(edit, "actor", actor_id, values)
        if "name" in values:
            edit.execute(
                "DELETE FROM actor_name WHERE actor_id = ?1 AND name = (SELECT name FROM actor WHERE id = ?1)",
                (actor_id,),
            )


def _keep_name(edit: Edit, actor_id: ActorId) -> None:
    """Keep the present name as another one where a text that is evidence for the actor holds it."""
    require(edit, "actor", actor_id)
    found = edit.execute(
        "SELECT a.name FROM actor a WHERE a.id = ?1 AND EXISTS (SELECT 1 FROM citation c JOIN source_text t"
        " ON t.source_id = c.source_id WHERE c.actor_id = a.id AND instr(t.text, a.name) > 0)"
        " AND NOT EXISTS (SELECT 1 FROM actor_name n WHERE n.actor_id = a.id AND n.name = a.name)",
        (actor_id,),
    ).fetchone()
    if found is not None:
        insert(edit, "actor_name", {"actor": actor_id, "name": found[0]})


def remove_actors(document: Document, *actor_ids: ActorId) -> None:
    """Remove actors with their names, links, participations and evidence."""
    with document.edit(trn("Remove actor", "Remove {n} actors", len(actor_ids))) as edit:
        remove(edit, "actor", actor_ids)


def add_name(document: Document, actor_id: ActorId, **values: Unpack[ActorNameValues]) -> ActorNameId:
    """Add another name of an actor."""
    with document.edit(tr("Add name")) as edit:
        return ActorNameId(insert(edit, "actor_name", {"actor": actor_id, **values}))


def change_name(document: Document, name_id: ActorNameId, **values: Unpack[ActorNameValues]) -> None:
    """Change another name of an actor."""
    with document.edit(tr("Change name")) as edit:
        change(edit, "actor_name", name_id, values)


def remove_names(document: Document, *name_ids: ActorNameId) -> None:
    """Remove other names."""
    with document.edit(trn("Remove name", "Remove {n} names", len(name_ids))) as edit:
        remove(edit, "actor_name", name_ids)
