"""Sentences that were split or joined: partners of pairs of stretches that grow where that makes them more alike."""

from collections.abc import Iterator, Sequence
from typing import Final

from geoeditor.core.anchors.folding import folded
from geoeditor.core.anchors.likeness import likeness
from geoeditor.core.anchors.matching import Pair
from geoeditor.core.anchors.units import Span

_GAIN: Final = 0.05
"""How much more alike two stretches must become by taking in a neighbour."""
_SAME: Final = 0.97
"""From here on nothing is looked for."""


class Joining:
    """Pairs of ranges of stretches, in order in both texts, and what is in none of them."""

    def __init__(
        self, old: str, new: str, old_spans: Sequence[Span], new_spans: Sequence[Span], pairs: Sequence[Pair]
    ) -> None:
        self._old, self._new = old, new
        self._old_spans, self._new_spans = old_spans, new_spans
        self._ranges = [[one, one + 1, other, other + 1] for one, other in pairs]
        for place in range(len(self._ranges)):
            self._grow(place)

    def ranges(self) -> Iterator[tuple[Pair, Pair]]:
        """Yield the ranges of stretches that became each other."""
        for one, one_end, other, other_end in self._ranges:
            yield (one, one_end), (other, other_end)

    def left_old(self) -> list[Span]:
        """Return the old stretches without a partner."""
        taken = {place for one, end, _, _ in self._ranges for place in range(one, end)}
        return [span for place, span in enumerate(self._old_spans) if place not in taken]

    def left_new(self) -> list[Span]:
        """Return the new stretches without a partner."""
        taken = {place for _, _, other, end in self._ranges for place in range(other, end)}
        return [span for place, span in enumerate(self._new_spans) if place not in taken]

    def _grow(self, place: int) -> None:
        """Take in neighbours for as long as that makes the two sides more alike."""
        now = self._score(self._ranges[place])
        while now < _SAME:
            best = max(((self._score(grown), grown) for grown in self._grown(place)), default=(0.0, []))
            if best[0] < now + _GAIN:
                return
            now, self._ranges[place] = best

    def _grown(self, place: int) -> Iterator[list[int]]:
        """Yield a pair with one more free neighbour at one of its four ends."""
        one, one_end, other, other_end = self._ranges[place]
        before = self._ranges[place - 1] if place else [0, 0, 0, 0]
        after = self._ranges[place + 1] if place + 1 < len(self._ranges) else None
        if one > before[1]:
            yield [one - 1, one_end, other, other_end]
        if one_end < (after[0] if after else len(self._old_spans)):
            yield [one, one_end + 1, other, other_end]
        if other > before[3]:
            yield [one, one_end, other - 1, other_end]
        if other_end < (after[2] if after else len(self._new_spans)):
            yield [one, one_end, other, other_end + 1]

    def _score(self, pair: Sequence[int]) -> float:
        one, one_end, other, other_end = pair
        here = self._old[self._old_spans[one][0] : self._old_spans[one_end - 1][1]]
        there = self._new[self._new_spans[other][0] : self._new_spans[other_end - 1][1]]
        return likeness(folded(here), folded(there))
