"""From a passage of an old text to its place in a new one, and how sure that place is.

- exact: the same words at the same place. moved: the same words elsewhere.
- near: other words, at least so much alike; typographic changes are near too, since the text differs from the quote,
  but they are told apart so that they can be agreed to together.
- lost: gone, too much changed, or not to be told from others like it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from geoeditor.core.anchors.alignment import Alignment, align
from geoeditor.core.anchors.folding import folded, is_typographic
from geoeditor.core.anchors.likeness import likeness
from geoeditor.core.anchors.resemblance import MOVED, SHORTEST
from geoeditor.core.anchors.strands import Strand
from geoeditor.core.anchors.units import word_spans

ENOUGH: Final = 0.6
"""Likeness of new words to the quote from which they are offered as its place."""
_TELLING: Final = 5
"""Letters from which on a quote that stands once in its sentence, before and after, is the same one."""
_SNAP: Final = 40
_ROOM: Final = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the old text; `quote` is what it says, which for one that was near before are older words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is now; a lost one has no place."""

    anchor: Literal["exact", "moved", "near", "lost"]
    start: int = 0
    end: int = 0
    typographic: bool = False


_LOST: Final = Place("lost")


def reanchor(old: str, new: str, passages: Iterable[Passage]) -> list[Place]:
    """Return the places of the passages in the new text, in the order given."""
    asked = list(passages)
    alignment = align(old, new, [(passage.start, passage.end) for passage in asked])
    return [_place(alignment, passage) for passage in asked]


def _place(alignment: Alignment, passage: Passage) -> Place:
    run = _run(alignment.over(passage.start, passage.end), passage)
    if not run:
        return _elsewhere(alignment, passage)
    start, end = _mapped(alignment, run, passage)
    words = alignment.new[start:end]
    if words == passage.quote:
        if len(words) < SHORTEST and not _is_certain(run, passage, (start, end)):
            return _LOST
        return Place("exact" if start == passage.start else "moved", start, end)
    if start >= end or not _is_near(run, passage, (start, end)):
        return _elsewhere(alignment, passage)
    return Place("near", start, end, is_typographic(passage.quote, words))


def _run(strands: tuple[Strand, ...], passage: Passage) -> list[Strand]:
    """Return those strands of a passage that still follow each other, around the one that holds most of it."""
    if not strands:
        return []
    shares = [min(strand.old_end, passage.end) - max(strand.old_start, passage.start) for strand in strands]
    first = last = shares.index(max(shares))
    room = _ROOM + 2 * (passage.end - passage.start)
    while first > 0 and 0 <= strands[first].new_start - strands[first - 1].new_end <= room:
        first -= 1
    while last + 1 < len(strands) and 0 <= strands[last + 1].new_start - strands[last].new_end <= room:
        last += 1
    return list(strands[first : last + 1])


def _mapped(alignment: Alignment, run: list[Strand], passage: Passage) -> tuple[int, int]:
    first, last = run[0], run[-1]
    start = first.start_at(max(passage.start, first.old_start))
    end = last.end_at(min(passage.end, last.old_end))
    old, new = alignment.old, alignment.new
    if new[start:end] == passage.quote:
        return start, end
    if _at_word_edge(old, passage.start):
        start = next((place for place in range(start, max(start - _SNAP, 0), -1) if _at_word_edge(new, place)), start)
    if _at_word_edge(old, passage.end):
        stop = min(end + _SNAP, len(new) + 1)
        end = next((place for place in range(end, stop) if _at_word_edge(new, place)), end)
    if not passage.quote[:1].isspace():
        while start < end and new[start].isspace():
            start += 1
    if not passage.quote[-1:].isspace():
        while end > start and new[end - 1].isspace():
            end -= 1
    return start, end


def _at_word_edge(text: str, place: int) -> bool:
    """Tell whether no word goes on across a place."""
    return place <= 0 or place >= len(text) or not (text[place - 1].isalnum() and text[place].isalnum())


def _is_certain(run: list[Strand], passage: Passage, place: tuple[int, int]) -> bool:
    """Tell whether a short quote is surely this one of all that read like it in its sentence."""
    strand = run[0]
    if len(run) > 1 or strand.is_same:
        return True
    here = strand.old[strand.old_start : strand.old_end]
    there = strand.new[strand.new_start : strand.new_end]
    if len(passage.quote) >= _TELLING and here.count(passage.quote) == there.count(passage.quote) == 1:
        return True
    return _has_its_neighbour(strand, passage, place)


def _is_near(run: list[Strand], passage: Passage, place: tuple[int, int]) -> bool:
    """Tell whether other words are enough like a quote to be offered; few letters are alike by chance."""
    alike = likeness(folded(passage.quote), folded(run[0].new[slice(*place)]))
    if len(passage.quote) >= SHORTEST or alike >= MOVED:
        return alike >= ENOUGH
    return alike >= ENOUGH and _has_its_neighbour(run[0], passage, place)


def _has_its_neighbour(strand: Strand, passage: Passage, place: tuple[int, int]) -> bool:
    """Tell whether the word before a passage or the one after it is still beside its place."""
    before = _last_word(strand.old, strand.old_start, passage.start), _last_word(strand.new, strand.new_start, place[0])
    after = _first_word(strand.old, passage.end, strand.old_end), _first_word(strand.new, place[1], strand.new_end)
    return before[0] == before[1] or after[0] == after[1]


def _last_word(text: str, start: int, end: int) -> str:
    spans = word_spans(text, max(start, end - _SNAP), end)
    return folded(text[slice(*spans[-1])]) if spans else ""


def _first_word(text: str, start: int, end: int) -> str:
    spans = word_spans(text, start, min(end, start + _SNAP))
    return folded(text[slice(*spans[0])]) if spans else ""


def _elsewhere(alignment: Alignment, passage: Passage) -> Place:
    """Look for the words of a passage where nothing of the old text went; a short one is not known by its words."""
    if len(passage.quote) < SHORTEST:
        return _LOST
    found = [place for place in _all_places(alignment.new, passage.quote) if alignment.is_fresh(*place)]
    if len(found) != 1 or len(list(_all_places(alignment.old, passage.quote))) > 1:
        return _LOST
    start, end = found[0]
    if alignment.new[start:end] == passage.quote:
        return Place("exact" if start == passage.start else "moved", start, end)
    return Place("near", start, end, typographic=True)


def _all_places(text: str, quote: str) -> Iterable[tuple[int, int]]:
    """Yield all places at which a text has these words, whatever their typography."""
    plain, wanted = folded(text), folded(quote)
    start = plain.find(wanted)
    while start >= 0:
        yield start, start + len(quote)
        start = plain.find(wanted, start + 1)
