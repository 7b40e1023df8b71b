"""Tags of a record, given as the words a person types: what is new is made, what is gone is taken off, in one step."""

from collections.abc import Iterable

from geoeditor.core.commands.records import require
from geoeditor.core.commands.tags import TAGGED, add_tag, tag, untag
from geoeditor.core.commands.values import given, one_line, refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import TaggingId, TagId
from geoeditor.core.search import fold
from geoeditor.translation import tr


def set_tags(document: Document, table: str, row: int, names: Iterable[str]) -> None:
    """Let a record bear exactly these tags; a tag is known by its name whatever the case."""
    wanted = {fold(name): name for name in map(one_line, names) if name}
    with document.edit(tr("Set tags")) as edit:
        if table not in TAGGED:
            raise refusal("“{what}” can't bear a tag.", what=given(table))
        require(edit, table, row)
        known = {fold(name): tag_id for tag_id, name in edit.execute("SELECT id, name FROM tag").fetchall()}
        borne = edit.execute(
            f"SELECT b.id, t.name FROM tagging b JOIN tag t ON t.id = b.tag_id WHERE b.{table}_id = ?", (row,)
        ).fetchall()
        gone = [TaggingId(tagging) for tagging, name in borne if fold(name) not in wanted]
        if gone:
            untag(document, *gone)
        have = {fold(name) for _, name in borne}
        for key, name in wanted.items():
            if key not in have:
                tag_id = TagId(known[key]) if key in known else add_tag(document, name=name)
                tag(document, tag_id, table, row)
