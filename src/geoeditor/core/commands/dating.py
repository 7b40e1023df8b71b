"""Date words: what a text says of a date, kept beside the date so that it resolves again when its anchor moves.

A reading gives the result with the words. When what they count from is dated anew, by whatever command, or is another
from now on, they are read again; a date typed by hand drops them and moves no more.
"""

from typing import Final

from geoeditor.core.commands.moving_dates import Moved, date_of_words
from geoeditor.core.commands.records import change, insert, refuse_circle, require
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import DatingId, EventId, LinkId, SourceId
from geoeditor.translation import shown, tr


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
        column = _of(fact)
        if anchor_source is not None and anchor_event is not None:
            raise refusal("Date words count from a source or from an event, not from both.")
        change(edit, fact, fact_id, {"t": t})
        if fact == "event" and anchor_event is not None:
            require(edit, "event", anchor_event)
            refuse_circle(edit, _ANCHORS, fact_id, anchor_event, _CIRCLE)
        found = edit.execute(f"SELECT id FROM dating WHERE {column} = ?", (fact_id,)).fetchone()
        values = {"words": words, "rule": rule, "anchor_source": anchor_source, "anchor_event": anchor_event}
        if found is None:
            return DatingId(insert(edit, "dating", {fact: fact_id, **values}))
        change(edit, "dating", found[0], values)
        return DatingId(found[0])


_ANCHORS: Final = "SELECT anchor_event_id FROM dating WHERE event_id = ?"
_CIRCLE: Final = "A date can't count from itself, directly or through another event; choose another event."


def count_from(
    document: Document, fact: str, fact_id: int, *, source: SourceId | None = None, event: EventId | None = None
) -> list[Moved]:
    """Let the date words of an event or link count from a source's publication, from an event, or from nothing.

    They are read again; from nothing they keep the date they have. Returns what moved: the fact itself, if it did, and
    then all that counts from it.
    """
    with document.edit(tr("Count date from something else")) as edit:
        column = _of(fact)
        require(edit, fact, fact_id)
        found = edit.execute(f"SELECT id FROM dating WHERE {column} = ?", (fact_id,)).fetchone()
        if found is None:
            raise refusal("This date was typed by hand, so it counts from nothing.")
        if source is not None and event is not None:
            raise refusal("Date words count from a source or from an event, not from both.")
        change(edit, "dating", found[0], {"anchor_source": source, "anchor_event": event})
        if fact == "event":
            refuse_circle(edit, _ANCHORS, fact_id, event, _CIRCLE)
        anchor = ("source", source) if source is not None else ("event", event) if event is not None else None
        if anchor is None:
            return []
        words, old = edit.execute(
            f"SELECT d.words, f.t FROM dating d JOIN {fact} f ON f.id = d.{fact}_id WHERE d.id = ?", (found[0],)
        ).fetchone()
        t = date_of_words(edit, fact, fact_id, anchor)
        if t is None:
            raise refusal("“{words}” can't be counted from anything; type the date instead.", words=shown(words, 60))
        moved = change(edit, fact, fact_id, {"t": t})
        return [Moved(fact, fact_id, words, old, t), *moved] if t != old else moved


def _of(fact: str) -> str:
    if fact not in ("event", "link"):
        raise refusal("Only events and links have a date in words.")
    return f"{fact}_id"


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
