"""Tags and what bears them."""

from typing import Final, TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, remove, require
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import TaggingId, TagId
from geoeditor.translation import tr, trn

TAGGED: Final = ("actor", "event", "link", "source")


class TagValues(TypedDict, total=False):
    """What can be given of a tag."""

    name: str
    colour: str


def add_tag(document: Document, **values: Unpack[TagValues]) -> TagId:
    """Add a tag."""
    with document.edit(tr("Add tag")) as edit:
        return TagId(insert(edit, "tag", values))


def change_tag(document: Document, tag_id: TagId, **values: Unpack[TagValues]) -> None:
    """Rename a tag or give it another colour."""
    with document.edit(tr("Change tag")) as edit:
        change(edit, "tag", tag_id, values)


def remove_tags(document: Document, *tag_ids: TagId) -> None:
    """Remove tags from the project and from all that bears them."""
    with document.edit(trn("Remove tag", "Remove {n} tags", len(tag_ids))) as edit:
        remove(edit, "tag", tag_ids)


def tag(document: Document, tag_id: TagId, what: str, record_id: int) -> TaggingId:
    """Tag an actor, event, link or source; one that bears the tag already is left as it is."""
    with document.edit(tr("Tag")) as edit:
        if what not in TAGGED:
            raise refusal("“{what}” can't bear a tag.", what=what[:40])
        require(edit, what, record_id)
        found = edit.execute(
            f"SELECT id FROM tagging WHERE tag_id = ? AND {what}_id = ?", (tag_id, record_id)
        ).fetchone()
        return TaggingId(found[0] if found else insert(edit, "tagging", {"tag": tag_id, what: record_id}))


def untag(document: Document, *tagging_ids: TaggingId) -> None:
    """Take tags off records."""
    with document.edit(tr("Remove tag from record")) as edit:
        remove(edit, "tagging", tagging_ids)
