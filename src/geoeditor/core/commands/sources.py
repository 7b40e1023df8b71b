"""Sources, their texts, stretches set aside, and what was decided on proposals."""

import hashlib
from typing import TypedDict, Unpack

from geoeditor.core.commands.moving_dates import Moved
from geoeditor.core.commands.records import EditLookup, change, checked, insert, refuse_circle, remove, require
from geoeditor.core.commands.values import TEXT_LIMIT, refusal, storable
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import AttachmentId, DecisionId, SetAsideId, SourceId, new_id
from geoeditor.translation import tr, trn


class SourceValues(TypedDict, total=False):
    """What can be given of a source; `t` is when it was published, `published_from` where that date came from."""

    kind: str
    title: str
    author: str
    publisher: str
    language: str
    url: str
    archived_url: str
    t: str
    published_from: str
    accessed: str
    reliability: str
    file: AttachmentId | None
    csl: dict[str, object]
    version_of: SourceId | None
    extra: dict[str, object]


def add_source(document: Document, text: str = "", **values: Unpack[SourceValues]) -> SourceId:
    """Add a source with its text, which is kept to the letter; only the title must be given."""
    with document.edit(tr("Add source")) as edit:
        return SourceId(write_source(edit, text, values))


def write_source(edit: Edit, text: str, values: SourceValues) -> int:
    """Write a source and its text inside an open edit; return the id."""
    kept = storable("text", text, TEXT_LIMIT)
    if len(kept.encode()) > TEXT_LIMIT:
        raise refusal("The text is too long (at most 20 MB fit), so import it in parts.")
    source_id = insert(edit, "source", values, text_sha256=text_hash(kept))
    if kept:
        edit.execute("INSERT INTO source_text(id, source_id, text) VALUES(?, ?, ?)", (new_id(), source_id, kept))
    return source_id


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hex; '' for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def change_source(document: Document, source_id: SourceId, **values: Unpack[SourceValues]) -> list[Moved]:
    """Change fields of a source; its text is never edited, a new text is a new source with `version_of`.

    Returns what is dated by words that count from its publication and moved with it.
    """
    with document.edit(tr("Change source")) as edit:
        moved = change(edit, "source", source_id, values)
        earlier = "SELECT version_of FROM source WHERE id = ?"
        refuse_circle(edit, earlier, source_id, values.get("version_of"), "A source can't be a version of itself.")
        return moved


def remove_sources(document: Document, *source_ids: SourceId) -> None:
    """Remove sources with their texts and all evidence from them; the facts stay."""
    with document.edit(trn("Remove source", "Remove {n} sources", len(source_ids))) as edit:
        remove(edit, "source", source_ids)


def set_aside(document: Document, source_id: SourceId, start: int, end: int, reason: str = "") -> SetAsideId:
    """Say that a stretch of a source was read and bears no fact; `start` and `end` are code points, half-open."""
    with document.edit(tr("Set sentence aside")) as edit:
        require_span(edit, source_id, start, end)
        values = {"source": source_id, "start": start, "end": end, "reason": reason}
        return SetAsideId(insert(edit, "set_aside", values))


def take_back(document: Document, *set_aside_ids: SetAsideId) -> None:
    """Open stretches again that were set aside."""
    with document.edit(tr("Take sentence back")) as edit:
        remove(edit, "set_aside", set_aside_ids)


def decide(
    document: Document,
    source_id: SourceId,
    start: int,
    end: int,
    *,
    what: str,
    value: str,
    verdict: str,
    correction: str = "",
) -> DecisionId:
    """Remember what was decided on a proposal (`what` is actor, date, event or link; a later verdict replaces it)."""
    with document.edit(tr("Decide on proposal")) as edit:
        return DecisionId(write_decision(edit, source_id, (start, end), what, value, verdict, correction))


def write_decision(
    edit: Edit, source_id: int, span: tuple[int, int], what: str, value: str, verdict: str, correction: str = ""
) -> int:
    """Write a decision inside an open edit; return its id."""
    start, end = span
    require_span(edit, source_id, start, end)
    values = {"source": source_id, "start": start, "end": end, "what": what, "value": value}
    verdicts = {"verdict": verdict, "correction": correction}
    checked(EditLookup(edit), "decision", {**values, **verdicts}, new=True)
    found = edit.execute(
        'SELECT id FROM decision WHERE source_id = ? AND "start" = ? AND "end" = ? AND what = ? AND value = ?',
        (source_id, start, end, what, value),
    ).fetchone()
    if found is None:
        return insert(edit, "decision", {**values, **verdicts})
    change(edit, "decision", found[0], verdicts)
    decision_id: int = found[0]
    return decision_id


def forget_decisions(document: Document, *decision_ids: DecisionId) -> None:
    """Open proposals again that were decided on."""
    with document.edit(tr("Forget decision")) as edit:
        remove(edit, "decision", decision_ids)


def source_text(edit: Edit, source_id: int) -> str:
    """Return the text of a source, '' where it has none."""
    row = edit.execute("SELECT text FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
    return "" if row is None else row[0]


def require_span(edit: Edit, source_id: int, start: int, end: int) -> str:
    """Make sure that a stretch lies within the text of a source, and return that text.

    Raises: UserError where it does not.
    """
    require(edit, "source", source_id)
    text = source_text(edit, source_id)
    numbers = type(start) is int and type(end) is int  # a bool is a number to Python
    if not (numbers and 0 <= start < end <= len(text)):
        raise refusal("The passage lies outside the text of its source.")
    return text
