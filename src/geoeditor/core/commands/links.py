"""Links: lasting relations between two actors."""

from typing import TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, remove
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId
from geoeditor.translation import tr, trn


class LinkValues(TypedDict, total=False):
    """What can be given of a link; `kind` is the key of a kind or '', `t` EDTF text, `strength` from 0 to 1."""

    kind: str
    label: str
    description: str
    status: str
    t: str
    sign: int | None
    strength: float | None
    likelihood: int | None
    extra: dict[str, object]


def link_actors(document: Document, from_id: ActorId, to_id: ActorId, **values: Unpack[LinkValues]) -> LinkId:
    """Link two different actors."""
    with document.edit(tr("Add link")) as edit:
        return LinkId(insert(edit, "link", {"from": from_id, "to": to_id, **values}))


def change_link(document: Document, link_id: LinkId, **values: Unpack[LinkValues]) -> None:
    """Change fields of a link; a new `t` is a date typed by hand, so date words are dropped."""
    with document.edit(tr("Change link")) as edit:
        change(edit, "link", link_id, values)
        if "t" in values:
            edit.execute("DELETE FROM dating WHERE link_id = ?", (link_id,))


def reconnect_link(document: Document, link_id: LinkId, from_id: ActorId, to_id: ActorId) -> None:
    """Move the ends of a link to other actors, or swap them."""
    with document.edit(tr("Reconnect link")) as edit:
        change(edit, "link", link_id, {"from": from_id, "to": to_id})


def remove_links(document: Document, *link_ids: LinkId) -> None:
    """Remove links with their evidence."""
    with document.edit(trn("Remove link", "Remove {n} links", len(link_ids))) as edit:
        remove(edit, "link", link_ids)
