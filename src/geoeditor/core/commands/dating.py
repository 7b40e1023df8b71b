"""Date words: what a text says of a date, kept beside the date so that it resolves again when its anchor moves.

Resolving words is the reading's business; here the result comes with them.
"""

from typing import Final

from geoeditor.core.commands.records import change, insert, refuse_circle, require
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import DatingId, EventId, LinkId, SourceId
from geoeditor.translation import tr


def date_in_words(
    document: Document,
    fact: str,
    fact_id: int,
    words: str,
    *,
    t: str = "",
    rule: str = "",
    anchor_source: SourceId | None = None,
    anchor_event: EventId | None = None,
) -> DatingId:
    """Date an event or a link by words of a text; `t` is what they come to, '' as long as nothing anchors them."""
    with document.edit(tr("Set date in words")) as edit:
        if fact not in ("event", "link"):
            raise refusal("Only events and links have a date in words.")
        if anchor_source is not None and anchor_event is not None:
            raise refusal("Date words count from a source or from an event, not from both.")
        change(edit, fact, fact_id, {"t": t})
        if fact == "event" and anchor_event is not None:
            require(edit, "event", anchor_event)
            refuse_circle(edit, _ANCHORS, fact_id, anchor_event, "A date can't count from itself.")
        found = edit.execute(f"SELECT id FROM dating WHERE {fact}_id = ?", (fact_id,)).fetchone()
        values = {"words": words, "rule": rule, "anchor_source": anchor_source, "anchor_event": anchor_event}
        if found is None:
            return DatingId(insert(edit, "dating", {fact: fact_id, **values}))
        change(edit, "dating", found[0], values)
        return DatingId(found[0])


_ANCHORS: Final = "SELECT anchor_event_id FROM dating WHERE event_id = ?"


def date_event(document: Document, event_id: EventId, t: str) -> None:
    """Date an event by hand (EDTF; '' leaves it undated); words that dated it before are dropped."""
    with document.edit(tr("Set date")) as edit:
        change(edit, "event", event_id, {"t": t})
        edit.execute("DELETE FROM dating WHERE event_id = ?", (event_id,))


def date_link(document: Document, link_id: LinkId, t: str) -> None:
    """Date a link by hand (EDTF; '' leaves it undated); words that dated it before are dropped."""
    with document.edit(tr("Set date")) as edit:
        change(edit, "link", link_id, {"t": t})
        edit.execute("DELETE FROM dating WHERE link_id = ?", (link_id,))
