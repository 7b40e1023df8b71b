"""The coloured stretches of a text, each with the fact it leads to; which lie at a place, which belong to a fact.

Offsets are code points. Knows no widget.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geoeditor.core.queries.reading_desk import DateWords, Passage
from geoeditor.ui.reader.page import Mention
from geoeditor.ui.selection import Fact

LOOKS: Final = ("actor", "event", "link", "date")


@dataclass(frozen=True, slots=True)
class Mark:
    """A coloured stretch; `level` counts the longer marks that lie under it where they cover the same words."""

    start: int
    end: int
    look: str
    fact: Fact
    level: int = 0


class Marks:
    """All marks of a text, found by place and by fact."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.all: tuple[Mark, ...] = tuple(marks)
        self._starts = [mark.start for mark in self.all]
        self._longest = max((mark.end - mark.start for mark in self.all), default=0)

    def between(self, start: int, end: int) -> list[Mark]:
        """Return the marks that touch a stretch, long ones first, so that short ones are painted over them."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        found = [mark for mark in self.all[first:last] if mark.end > start]
        found.sort(key=_painted)
        return found

    def at(self, place: int) -> list[Fact]:
        """Return the facts marked at a place, that of the shortest mark first."""
        found = [mark for mark in self.between(place, place + 1) if mark.start <= place]
        return list(dict.fromkeys(mark.fact for mark in reversed(found)))

    def of(self, facts: Collection[Fact]) -> list[Mark]:
        """Return the marks of some facts, in the order of the text."""
        wanted = frozenset(facts)
        return [mark for mark in self.all if mark.fact in wanted]


def _painted(mark: Mark) -> tuple[bool, int, int, int]:
    return mark.look in ("actor", "date"), mark.start - mark.end, mark.level, mark.start


def marks_of(text: str, passages: Sequence[Passage], mentions: Sequence[Mention], dates: Sequence[DateWords]) -> Marks:
    """Return the marks of a source: passages of events and links, names of actors, words that date a fact.

    The sentence that an actor is first named in is not coloured as a whole, as long as the name in it is.
    """
    found: dict[tuple[int, int, str, Fact], Mark] = {}
    for mention in mentions:
        _put(found, mention.start, mention.end, "actor", Fact("actor", mention.actor_id))
    named: dict[int, list[int]] = {}
    for mention in mentions:
        named.setdefault(mention.actor_id, []).append(mention.start)
    spans: dict[Fact, list[tuple[int, int]]] = {}
    levels: dict[tuple[int, int], int] = {}
    for passage in passages:
        fact, span = Fact(passage.fact, passage.id), (passage.start, passage.end)
        spans.setdefault(fact, []).append(span)
        if passage.fact == "actor":
            places = named.get(passage.id, ())
            if bisect_left(places, span[0]) == bisect_left(places, span[1]):
                _put(found, *span, "actor", fact)
        elif (*span, passage.fact, fact) not in found:
            _put(found, *span, passage.fact, fact, levels.get(span, 0))
            levels[span] = levels.get(span, 0) + 1
    for date in dates:
        fact = Fact(date.fact, date.id)
        for start, end in spans.get(fact, ()):
            place = text.find(date.words, start, end) if date.words else -1
            if place >= 0:
                _put(found, place, place + len(date.words), "date", fact)
                break
    return Marks(sorted(found.values(), key=lambda mark: (mark.start, mark.end)))


def _put(
    found: dict[tuple[int, int, str, Fact], Mark], start: int, end: int, look: str, fact: Fact, level: int = 0
) -> None:
    found.setdefault((start, end, look, fact), Mark(start, end, look, fact, level))
