"""Stretches of two texts that are nearly the same: which went where, in order or moved. Equal ones are found before.

A stretch has one partner. Where two are equally good and nothing tells them apart it has none.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from geoeditor.core.anchors.folding import folded
from geoeditor.core.anchors.likeness import at_most, likeness
from geoeditor.core.anchors.matching import Pair, heaviest_rise
from geoeditor.core.anchors.units import Span

IN_ORDER: Final = 0.6
"""Likeness of stretches between the same neighbours."""
MOVED: Final = 0.75
"""Likeness of stretches that stand elsewhere."""
CLEARLY: Final = 0.08
"""How much better than the next one a moved stretch must be."""
SHORTEST: Final = 20
"""Characters below which nothing is found again by its own words alone."""
_ALL: Final = 400
"""Pairs of stretches that are all compared; of more, those that share a rare word."""
_RARE: Final = 6
_WORD: Final = re.compile(r"\w{4,}")


class Candidates:
    """Stretches of a new text by the words they hold, of those that are asked for."""

    def __init__(self, text: str, spans: Sequence[Span], asked: Iterable[str]) -> None:
        words_asked = {word for words in asked for word in _WORD.findall(words)}
        self._texts = [folded(text[start:end]) for start, end in spans]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self._texts):
            for word in words_asked.intersection(_WORD.findall(words)):
                self._by_word[word].append(place)

    def like(self, words: str, among: Iterable[int], least: float) -> Iterator[tuple[int, float]]:
        """Yield those of the stretches that are as much like the words, with how much."""
        plain = folded(words)
        for place in among:
            if at_most(plain, self._texts[place]) >= least:
                found = likeness(plain, self._texts[place])
                if found >= least:
                    yield place, found

    def sharing(self, words: str) -> set[int]:
        """Return the stretches that share a rare word with these."""
        found: set[int] = set()
        for word in set(_WORD.findall(folded(words))):
            places = self._by_word.get(word, ())
            if len(places) <= _RARE:
                found.update(places)
        return found


def alike_in_order(old: str, old_spans: Sequence[Span], new: str, new_spans: Sequence[Span]) -> list[Pair]:
    """Return pairs of places of stretches that are nearly the same and follow each other in both texts."""
    if not old_spans or not new_spans:
        return []
    candidates = Candidates(new, new_spans, (folded(old[start:end]) for start, end in old_spans))
    few = len(old_spans) * len(new_spans) <= _ALL
    found: list[tuple[int, int, float]] = []
    for place, (start, end) in enumerate(old_spans):
        words = old[start:end]
        among: Collection[int] = range(len(new_spans)) if few else candidates.sharing(words)
        found.extend((place, other, score) for other, score in candidates.like(words, among, IN_ORDER))
    found.sort()
    return [found[row][:2] for row in heaviest_rise(found)]


def alike_elsewhere(old: str, old_spans: Sequence[Span], new: str, new_spans: Sequence[Span]) -> list[Pair]:
    """Return pairs of places of stretches that are nearly the same wherever they stand, where there is no doubt."""
    candidates = Candidates(new, new_spans, (folded(old[start:end]) for start, end in old_spans))
    scores: dict[Pair, float] = {}
    for place, (start, end) in enumerate(old_spans):
        words = old[start:end]
        if len(words) >= SHORTEST:
            for other, score in candidates.like(words, candidates.sharing(words), MOVED - CLEARLY):
                scores[place, other] = score
    rivals: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for (place, other), score in scores.items():
        rivals["old", place].append(score)
        rivals["new", other].append(score)
    return [
        (place, other)
        for (place, other), score in scores.items()
        if score >= MOVED and _is_clear(score, rivals["old", place]) and _is_clear(score, rivals["new", other])
    ]


def _is_clear(score: float, scores: list[float]) -> bool:
    """Tell whether a score is the best of all and no other comes near."""
    return sum(1 for other in scores if other > score - CLEARLY) == 1
