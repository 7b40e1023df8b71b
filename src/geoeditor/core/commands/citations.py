"""Citations: passages that bear on a fact, and the speakers behind them."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypedDict, Unpack

from geoeditor.core.commands.records import change, insert, remove, require
from geoeditor.core.commands.sources import require_span, source_text
from geoeditor.core.commands.values import given, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import ActorId, CitationId, SourceId
from geoeditor.translation import tr, trn

CONTEXT: Final = 32
"""How many characters before and after a passage are kept to find it again."""
TARGETS: Final = ("actor", "event", "participation", "link", "relation")


class Speaker(NamedTuple):
    """Somebody who says it; `name` stays when the actor goes."""

    name: str = ""
    mode: str = "states"
    actor_id: ActorId | None = None


class CitationValues(TypedDict, total=False):
    """What can be given of a citation; `field` and `value` say what the passage gives of the fact."""

    field: str
    value: str
    locator: str
    anchor: str
    stance: str
    credibility: int | None
    note: str
    origin: str


def cite(
    document: Document,
    source_id: SourceId,
    target: str,
    target_id: int,
    span: tuple[int, int] | None = None,
    speakers: Sequence[Speaker] = (),
    **values: Unpack[CitationValues],
) -> CitationId:
    """Let a passage of a source bear on a fact; `target` is actor, event, participation, link or relation.

    Without a span (code points, half-open) the source as a whole bears on it.
    """
    with document.edit(tr("Add evidence")) as edit:
        return CitationId(write_citation(edit, source_id, (target, target_id), span, speakers, values))


def write_citation(
    edit: Edit,
    source_id: int,
    fact: tuple[str, int],
    span: tuple[int, int] | None,
    speakers: Sequence[Speaker],
    values: CitationValues,
) -> int:
    """Write a citation with its speakers inside an open edit; return its id."""
    target, target_id = fact
    if target not in TARGETS:
        raise refusal("“{what}” can't have evidence.", what=given(target))
    require(edit, "source", source_id)
    require(edit, target, target_id)
    passage = passage_of(edit, source_id, span)
    citation_id = insert(edit, "citation", {"source": source_id, target: target_id, **passage, **values})
    _write_speakers(edit, citation_id, speakers)
    return citation_id


def passage_of(edit: Edit, source_id: int, span: tuple[int, int] | None) -> dict[str, object]:
    """Return quote, context and place of a passage; nothing where there is no span."""
    if span is None:
        return {}
    start, end = span
    text = require_span(edit, source_id, start, end)
    return {
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "start": start,
        "end": end,
    }


def change_citation(document: Document, citation_id: CitationId, **values: Unpack[CitationValues]) -> None:
    """Change stance, credibility, note and the like of a citation."""
    with document.edit(tr("Change evidence")) as edit:
        change(edit, "citation", citation_id, values)
        if "anchor" in values:
            _refuse_other_words(edit, citation_id)


def _refuse_other_words(edit: Edit, citation_id: int) -> None:
    """Only a passage that waits for an answer to its new wording may differ from what stands at its place."""
    anchor, quote, source_id, start, end = edit.execute(
        'SELECT anchor, quote, source_id, start, "end" FROM citation WHERE id = ?', (citation_id,)
    ).fetchone()
    if anchor != "near" and start is not None and source_text(edit, source_id)[start:end] != quote:
        raise refusal("The quote is not what the text of the source says there.")


def move_citation(document: Document, citation_id: CitationId, span: tuple[int, int]) -> None:
    """Let a citation take another passage of its source."""
    with document.edit(tr("Move evidence")) as edit:
        require(edit, "citation", citation_id)
        source_id = edit.execute("SELECT source_id FROM citation WHERE id = ?", (citation_id,)).fetchone()[0]
        change(edit, "citation", citation_id, {**passage_of(edit, source_id, span), "anchor": "exact"})


def remove_citations(document: Document, *citation_ids: CitationId) -> None:
    """Remove evidence; the facts stay."""
    with document.edit(trn("Remove evidence", "Remove {n} pieces of evidence", len(citation_ids))) as edit:
        remove(edit, "citation", citation_ids)


def set_speakers(document: Document, citation_id: CitationId, speakers: Sequence[Speaker], label: str = "") -> None:
    """Say who says it, outermost first; nobody means the author in their own voice. `label` names the step."""
    with document.edit(label or tr("Set speakers")) as edit:
        require(edit, "citation", citation_id)
        _write_speakers(edit, citation_id, speakers)


def _write_speakers(edit: Edit, citation_id: int, speakers: Sequence[Speaker]) -> None:
    """Write the speakers over those that are there, so that the same ones leave no trace."""
    found = edit.execute("SELECT id FROM attribution WHERE citation_id = ? ORDER BY ordinal", (citation_id,)).fetchall()
    rows = [row for (row,) in found]
    for row in rows[len(speakers) :]:
        edit.remove("attribution", row)
    for ordinal, speaker in enumerate(speakers):
        values = {
            "citation": citation_id,
            "ordinal": ordinal,
            "actor": speaker.actor_id,
            "name": _speaker_name(edit, speaker),
            "mode": speaker.mode,
        }
        if ordinal < len(rows):
            change(edit, "attribution", rows[ordinal], values)
        else:
            insert(edit, "attribution", values)


def _speaker_name(edit: Edit, speaker: Speaker) -> str:
    if speaker.name or speaker.actor_id is None:
        return speaker.name
    require(edit, "actor", speaker.actor_id)
    name: str = edit.execute("SELECT name FROM actor WHERE id = ?", (speaker.actor_id,)).fetchone()[0]
    return name
