"""Tags and what bears them."""

from typing import Final, TypedDict, Unpack
from unicodedata import normalize

from geoeditor.core.commands.records import change, insert, remove, require
from geoeditor.core.commands.values import given, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
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
        tag_id = insert(edit, "tag", values)
        _refuse_double(edit, tag_id)
        return TagId(tag_id)


def change_tag(document: Document, tag_id: TagId, **values: Unpack[TagValues]) -> None:
    """Rename a tag or give it another colour."""
    with document.edit(tr("Change tag")) as edit:
        change(edit, "tag", tag_id, values)
        _refuse_double(edit, tag_id)


def _refuse_double(edit: Edit, tag_id: int) -> None:
    """Refuse a name that another tag has in another case; SQLite itself knows the case of ASCII letters only."""
    keys = {row: normalize("NFC", name).casefold() for row, name in edit.execute("SELECT id, name FROM tag")}
    if keys.pop(tag_id) in keys.values():
        raise refusal("There is a tag with this name already.")


def remove_tags(document: Document, *tag_ids: TagId) -> None:
    """Remove tags from the project and from all that bears them."""
    with document.edit(trn("Remove tag", "Remove {n} tags", len(tag_ids))) as edit:
        remove(edit, "tag", tag_ids)


def tag(document: Document, tag_id: TagId, what: str, record_id: int) -> TaggingId:
    """Tag an actor, event, link or source; one that bears the tag already is left as it is."""
    with document.edit(tr("Tag")) as edit:
        if what not in TAGGED:
            raise refusal("“{what}” can't bear a tag.", what=given(what))
        require(edit, "tag", tag_id)
        require(edit, what, record_id)
        found = edit.execute(
            f"SELECT id FROM tagging WHERE tag_id = ? AND {what}_id = ?", (tag_id, record_id)
        ).fetchone()
        return TaggingId(found[0] if found else insert(edit, "tagging", {"tag": tag_id, what: record_id}))


def untag(document: Document, *tagging_ids: TaggingId) -> None:
    """Take tags off records."""
    with document.edit(tr("Remove tag from record")) as edit:
        remove(edit, "tagging", tagging_ids)
