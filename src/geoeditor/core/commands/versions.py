"""A new version of a text: a source of its own, to which everything goes over that is still where it was.

What becomes of a passage is told by its `anchor`.
- exact, moved: its words stand in the new version, at the same place or another; it belongs to that version now.
- near: it points at a stretch of the new version whose words differ from its quote; quote and context stay the old
  ones until somebody says yes or no. Only a near passage may say something else than its place.
- lost: it stays with the earlier version, where its words still stand and can be looked at, and says so. It is not
  carried over without a place, because a quote without the text around it can't be judged; and it is not removed,
  because whether the fact still holds is for a person to say.
- exact in an earlier version: somebody looked at the new words and kept the old ones. The earlier text said so, and
  still does, so the fact goes on resting on it; it is not lost, which is what nobody has decided about, and no later
  version asks again. It only has to be told from evidence in the newest text, which everything that shows it does.

Stretches set aside and decisions go over with their words; where these changed the sentence is open again. Date words
count from the new version, unless all passages of their fact are lost. Nothing is lost silently, all is one step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Unpack, cast

import orjson

from geoeditor.core.anchors import Passage, Place, reanchor
from geoeditor.core.commands.citations import CONTEXT, passage_of
from geoeditor.core.commands.moving_dates import Moved, move_dates
from geoeditor.core.commands.records import change, require
from geoeditor.core.commands.sources import SourceValues, source_text, write_source
from geoeditor.core.commands.values import is_blank, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import CitationId, SourceId, new_id
from geoeditor.core.queries.versions import Asked, AskedPassage, asked
from geoeditor.translation import shown, tr, trn

_KEPT: Final = ("kind", "title", "author", "publisher", "language", "url", "t", "published_from", "reliability")
"""What a version has in common with the one before; when and where that one was read is not."""

Row = tuple[str, int]
"""A table and the id of a row."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Where the passages of earlier versions are in a new text; finding out takes time and needs no document."""

    asked: Asked
    text: str
    places: Mapping[Row, Place] = field(repr=False)


class VersionReport(NamedTuple):
    """What became of the passages, by ids of citations; `whole` bear on their source without a place in it.

    `reopened` counts stretches set aside whose words changed, `dates` are those that moved with the publication.
    """

    source_id: SourceId
    earlier_id: SourceId
    exact: tuple[CitationId, ...]
    moved: tuple[CitationId, ...]
    near: tuple[CitationId, ...]
    lost: tuple[CitationId, ...]
    whole: tuple[CitationId, ...]
    reopened: int
    dates: tuple[Moved, ...]


def answer(asked_of: Asked, text: str) -> Answered:
    """Find the passages in a new text; may run beside the window, since it touches no document."""
    places: dict[Row, Place] = {}
    for source in asked_of.sources:
        passages = [Passage(row.start, row.end, row.quote) for row in source.passages]
        rows = [(row.table, row.id) for row in source.passages]
        places.update(zip(rows, reanchor(source.text, text, passages), strict=True))
    return Answered(asked_of, text, places)


def add_version(
    document: Document,
    source_id: SourceId,
    text: str,
    *,
    answered: Answered | None = None,
    **values: Unpack[SourceValues],
) -> VersionReport:
    """Add a new version of a source; what is not given of it is as it was before. Earlier versions stay as they are.

    Where the source has later versions, the newest of them is the one before. Where `t` differs, date words that
    count from it come to other dates. `answered` may have been found out before; where the passages have changed since,
    it is found out anew.
    Raises: UserError where the text is empty or the same as before.
    """
    if is_blank(text):
        raise refusal("There is no text to make a new version of, so nothing was changed.")
    now = asked(document, source_id)
    if now is None:
        raise refusal("That source is no longer in the project.")
    with document.edit(tr("New version of “{title}”", title=shown(now.title))) as edit:
        if text == source_text(edit, now.newest):
            raise refusal("This is the text of the source as it stands, so there is no new version to make.")
        if answered is None or answered.asked != now or answered.text != text:
            answered = answer(now, text)
        given = cast("SourceValues", {**_as_before(edit, now.newest), **_said(values), "version_of": now.newest})
        fresh = write_source(edit, text, given)
        _copy_tags(edit, now.newest, fresh)
        report = _Carrying(edit, now, fresh, text, answered.places).report()
        _move_anchors(edit, now.newest, fresh, {*report.lost})
        before = edit.execute("SELECT t FROM source WHERE id = ?", (now.newest,)).fetchone()[0]
        return report._replace(dates=tuple(move_dates(edit, "source", {fresh: before})))


def _said(values: SourceValues) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}


def _as_before(edit: Edit, source_id: int) -> dict[str, Any]:
    columns = ", ".join(_KEPT)
    row = edit.execute(f"SELECT {columns}, csl, extra FROM source WHERE id = ?", (source_id,)).fetchone()
    plain = dict(zip(_KEPT, row[:-2], strict=True))
    return {**plain, "csl": orjson.loads(row[-2]), "extra": orjson.loads(row[-1])}


def _copy_tags(edit: Edit, source_id: int, fresh: int) -> None:
    tags = edit.execute("SELECT tag_id FROM tagging WHERE source_id = ? ORDER BY id", (source_id,)).fetchall()
    edit.executemany(
        "INSERT INTO tagging(id, tag_id, source_id) VALUES(?, ?, ?)", [(new_id(), tag, fresh) for (tag,) in tags]
    )


class _Carrying:
    """Carries over what has a place in the new version."""

    def __init__(self, edit: Edit, asked_of: Asked, fresh: int, text: str, places: Mapping[Row, Place]) -> None:
        self._edit, self._asked, self._fresh, self._text, self._places = edit, asked_of, fresh, text, places
        self._found: dict[str, list[CitationId]] = {"exact": [], "moved": [], "near": [], "lost": []}
        self._reopened = 0

    def report(self) -> VersionReport:
        """Carry over, and tell what became of everything."""
        for source in self._asked.sources:
            for row in source.passages:
                place = self._places[row.table, row.id]
                if row.table == "citation":
                    self._carry(row, place, is_newest=source.id == self._asked.newest)
                else:
                    self._carry_stretch(row, place)
        whole = self._carry_whole()
        found = {anchor: tuple(ids) for anchor, ids in self._found.items()}
        return VersionReport(
            SourceId(self._fresh), SourceId(self._asked.newest), **found, whole=whole, reopened=self._reopened, dates=()
        )

    def _carry(self, row: AskedPassage, place: Place, *, is_newest: bool) -> None:
        if place.anchor == "lost" or (place.anchor == "near" and not is_newest):
            if is_newest:
                _lose(self._edit, row.id)
                self._found["lost"].append(CitationId(row.id))
            return
        self._found[place.anchor].append(CitationId(row.id))
        self._edit.execute(
            'UPDATE citation SET source_id = ?, start = ?, "end" = ?, anchor = ? WHERE id = ?',
            (self._fresh, place.start, place.end, place.anchor, row.id),
        )
        if place.anchor != "near":
            self._edit.execute(
                "UPDATE citation SET prefix = ?, suffix = ? WHERE id = ?",
                (*_context(self._text, place.start, place.end), row.id),
            )

    def _carry_stretch(self, row: AskedPassage, place: Place) -> None:
        if place.anchor in ("exact", "moved") or place.typographic:
            self._edit.execute(
                f'UPDATE {row.table} SET source_id = ?, start = ?, "end" = ? WHERE id = ?',
                (self._fresh, place.start, place.end, row.id),
            )
        elif row.table == "set_aside":
            self._reopened += 1

    def _carry_whole(self) -> tuple[CitationId, ...]:
        """Carry over what bears on the source without a place in it; what was lost without a place stays."""
        rows = self._edit.execute(
            "SELECT id FROM citation WHERE source_id = ? AND start IS NULL AND anchor <> 'lost' ORDER BY id",
            (self._asked.newest,),
        ).fetchall()
        self._edit.executemany(
            "UPDATE citation SET source_id = ? WHERE id = ?", [(self._fresh, row) for (row,) in rows]
        )
        return tuple(CitationId(row) for (row,) in rows)


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _move_anchors(edit: Edit, earlier: int, fresh: int, lost: set[CitationId]) -> None:
    """Let date words count from the new version, unless all passages of their fact are lost."""
    for fact in ("event", "link"):
        rows = edit.execute(
            f"SELECT id, {fact}_id FROM dating WHERE anchor_source_id = ? AND {fact}_id IS NOT NULL", (earlier,)
        ).fetchall()
        for row, fact_id in rows:
            found = edit.execute(
                f"SELECT id FROM citation WHERE {fact}_id = ? AND source_id IN (?, ?)", (fact_id, earlier, fresh)
            ).fetchall()
            if not found or any(passage not in lost for (passage,) in found):
                edit.execute("UPDATE dating SET anchor_source_id = ? WHERE id = ?", (fresh, row))


def confirm_near(document: Document, *citation_ids: CitationId) -> None:
    """Say that the new words are the passage: they become its quote. It is exact then, since somebody looked."""
    label = trn("Take new words", "Take new words of {n} passages", len(citation_ids))
    with document.edit(label) as edit:
        for citation_id in citation_ids:
            source_id, start, end = _near(edit, citation_id)
            change(edit, "citation", citation_id, {**passage_of(edit, source_id, (start, end)), "anchor": "exact"})


def keep_old(document: Document, *citation_ids: CitationId) -> tuple[CitationId, ...]:
    """Say that the old words stay the passage: it rests on the earlier version in which they stand, and waits no more.

    Returns those that are lost, because no earlier version that has their words is left in the project. Date words
    count from the earlier version again where nothing in the newer one is left that the fact rests on.
    """
    label = trn("Keep old words", "Keep old words of {n} passages", len(citation_ids))
    with document.edit(label) as edit:
        later = [_near(edit, citation_id)[0] for citation_id in citation_ids]
        homes = [_go_back(edit, citation_id, "exact") for citation_id in citation_ids]
        pairs = zip(citation_ids, later, homes, strict=True)
        _return_dates(edit, [(row, source, home) for row, source, home in pairs if home is not None])
        return tuple(row for row, home in zip(citation_ids, homes, strict=True) if home is None)


def _return_dates(edit: Edit, kept: Sequence[tuple[CitationId, int, int]]) -> None:
    """Let date words count from the version that has the passage, unless their fact rests on the newer one as well."""
    returned: dict[int, int] = {}
    for citation_id, source, home in kept:
        for fact in ("event", "link"):
            returned_now = edit.execute(
                f"UPDATE dating SET anchor_source_id = ?2 WHERE anchor_source_id = ?1 AND {fact}_id ="
                f" (SELECT {fact}_id FROM citation WHERE id = ?3) AND NOT EXISTS (SELECT 1 FROM citation c"
                f" WHERE c.{fact}_id = dating.{fact}_id AND c.source_id = ?1 AND c.anchor <> 'lost')",
                (source, home, citation_id),
            ).rowcount
            if returned_now:
                returned[home] = source
    for home, source in returned.items():
        counted = edit.execute("SELECT t FROM source WHERE id = ?", (source,)).fetchone()[0]
        move_dates(edit, "source", {home: counted})


def point_citation(document: Document, citation_id: CitationId, source_id: SourceId, span: tuple[int, int]) -> None:
    """Let a citation take other words, also of another source, such as the newest version of its own."""
    with document.edit(tr("Point evidence to other words")) as edit:
        require(edit, "citation", citation_id)
        passage = passage_of(edit, source_id, span)
        change(edit, "citation", citation_id, {"source": source_id, **passage, "anchor": "exact"})


def _near(edit: Edit, citation_id: int) -> tuple[int, int, int]:
    require(edit, "citation", citation_id)
    row: tuple[int, int, int] | None = edit.execute(
        "SELECT source_id, start, \"end\" FROM citation WHERE id = ? AND anchor = 'near' AND start IS NOT NULL",
        (citation_id,),
    ).fetchone()
    if row is None:
        raise refusal("This passage does not wait for an answer any more.")
    return row


def _lose(edit: Edit, citation_id: int) -> None:
    """Mark a passage as lost, at the latest version in which its words stand; nowhere, where there is none."""
    _go_back(edit, citation_id, "lost")


def _go_back(edit: Edit, citation_id: int, anchor: str) -> int | None:
    """Put a passage where its words stand, here or in the latest earlier version that has them, and return which.

    Where there is none left it has no place any more, is lost, and the answer is None.
    """
    source_id, quote, prefix, suffix, start, end = edit.execute(
        'SELECT source_id, quote, prefix, suffix, start, "end" FROM citation WHERE id = ?', (citation_id,)
    ).fetchone()
    here = source_text(edit, source_id)
    if here[start:end] == quote:
        edit.execute("UPDATE citation SET anchor = ? WHERE id = ?", (anchor, citation_id))
        return int(source_id)
    earlier: int | None = _before(edit, source_id)
    while earlier is not None:
        text = source_text(edit, earlier)
        place = _place_of(text, (quote, prefix, suffix), here, (start, end))
        if place is not None:
            edit.execute(
                'UPDATE citation SET source_id = ?, start = ?, "end" = ?, anchor = ? WHERE id = ?',
                (earlier, *place, anchor, citation_id),
            )
            return earlier
        earlier = _before(edit, earlier)
    edit.execute("UPDATE citation SET start = NULL, \"end\" = NULL, anchor = 'lost' WHERE id = ?", (citation_id,))
    return None


def _before(edit: Edit, source_id: int) -> int | None:
    found: int | None = edit.execute("SELECT version_of FROM source WHERE id = ?", (source_id,)).fetchone()[0]
    return found


def _place_of(text: str, words: Sequence[str], here: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where an earlier text has a quote: in its own context, and of several the one that became the stretch."""
    quote, prefix, suffix = words
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    own = [place for place in found if _context(text, *place) == (prefix, suffix)] or found
    if len(own) > 1:
        places = reanchor(text, here, [Passage(*place, quote) for place in own])
        own = [place for place, now in zip(own, places, strict=True) if (now.start, now.end) == span] or own
    return own[0] if own else None
