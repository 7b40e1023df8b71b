"""Two versions of a text laid side by side: which stretch of the old one became which of the new one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geoeditor.core.anchors.joining import Joining
from geoeditor.core.anchors.matching import Gap, in_order
from geoeditor.core.anchors.resemblance import SHORTEST, alike_elsewhere, alike_in_order
from geoeditor.core.anchors.strands import Strand
from geoeditor.core.anchors.units import Span, first_break, keys, last_break, lines, pieces, sentences

_BLOCK: Final = 1 << 16
_MOST_PIECES: Final = 2_000
"""Pieces of a changed stretch that are all compared; of more, those that are asked for."""
_BESIDE: Final = 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """The strands from an old text to a new one, in the order of the old; no two share a letter of either text."""

    old: str
    new: str
    strands: tuple[Strand, ...]
    starts: tuple[int, ...]
    taken: tuple[Strand, ...]
    """The same in the order of the new text."""

    def over(self, start: int, end: int) -> tuple[Strand, ...]:
        """Return the strands that share a letter with a stretch of the old text."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, end - 1)
        return tuple(strand for strand in self.strands[first:last] if strand.old_end > start)

    def is_fresh(self, start: int, end: int) -> bool:
        """Tell whether hardly a letter of the old text became a part of this stretch of the new one."""
        first = max(bisect_right(self.taken, start, key=_new_start) - 1, 0)
        last = bisect_right(self.taken, end - 1, key=_new_start)
        kept = sum(strand.kept_in_new(start, end) for strand in self.taken[first:last])
        return kept * 10 <= end - start


def _new_start(strand: Strand) -> int:
    return strand.new_start


def align(old: str, new: str, wanted: Sequence[Span] | None = None) -> Alignment:
    """Lay two texts side by side; where only some stretches of the old one are wanted, the rest is looked at less."""
    head, tail = _same_ends(old, new)
    work = _Work(old, new, wanted)
    if head:
        work.add(0, head, 0, head)
    if tail:
        work.add(len(old) - tail, len(old), len(new) - tail, len(new))
    work.compare(Gap(head, len(old) - tail, head, len(new) - tail))
    strands = tuple(sorted(work.strands, key=lambda strand: strand.old_start))
    taken = tuple(sorted(strands, key=_new_start))
    return Alignment(old, new, strands, tuple(strand.old_start for strand in strands), taken)


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many letters are the same at both ends, counted in whole sentences."""
    most = min(len(old), len(new))
    same = _same_start(old, new, most)
    head = same if same == len(old) == len(new) else last_break(old, 0, same)
    rest = most - head
    same = _same_end(old, new, rest)
    return head, same if same == rest else len(old) - first_break(old, len(old) - same, len(old))


def _same_start(old: str, new: str, most: int) -> int:
    low = 0
    while low < most and old[low : low + _BLOCK] == new[low : low + _BLOCK] and low + _BLOCK <= most:
        low += _BLOCK
    high = min(low + _BLOCK, most)
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(old: str, new: str, most: int) -> int:
    low, here, there = 0, len(old), len(new)
    while low + _BLOCK <= most and old[here - low - _BLOCK : here - low] == new[there - low - _BLOCK : there - low]:
        low += _BLOCK
    high = min(low + _BLOCK, most)
    while low < high:
        middle = (low + high + 1) // 2
        if old[here - middle : here - low] == new[there - middle : there - low]:
            low = middle
        else:
            high = middle - 1
    return low


class _Work:
    """The comparison on its way: strands found, and stretches of both texts that nothing was found for yet."""

    def __init__(self, old: str, new: str, wanted: Sequence[Span] | None) -> None:
        self.old, self.new = old, new
        self.strands: list[Strand] = []
        self._wanted = None if wanted is None else sorted(wanted)
        self._reach = [0]
        """The furthest end among the first wanted stretches, by how many there are."""
        for _, end in self._wanted or ():
            self._reach.append(max(self._reach[-1], end))
        self._left_old: list[Span] = []
        self._left_new: list[Span] = []

    def add(self, old_start: int, old_end: int, new_start: int, new_end: int) -> None:
        """Note that a stretch became another."""
        self.strands.append(Strand(self.old, self.new, old_start, old_end, new_start, new_end))

    def compare(self, gap: Gap) -> None:
        """Find what became of everything in a gap: whole lines first, which is quick, then sentences, then pieces."""
        old, new = lines(self.old, *gap[:2]), lines(self.new, *gap[2:])
        old_lines, new_lines = (
            [text[slice(*span)] for span in spans] for text, spans in ((self.old, old), (self.new, new))
        )
        for inner in self._pair(old, new, old_lines, new_lines):
            here, there = _whole(old[inner.old_start : inner.old_end]), _whole(new[inner.new_start : inner.new_end])
            self._compare_sentences(Gap(*here, *there))
        self._find_moved()

    def _compare_sentences(self, gap: Gap) -> None:
        old, new = sentences(self.old, *gap[:2]), sentences(self.new, *gap[2:])
        for inner in self._pair_equal(old, new):
            here, there = old[inner.old_start : inner.old_end], new[inner.new_start : inner.new_end]
            self._compare_pieces(here, there)

    def _pair(self, old: list[Span], new: list[Span], old_keys: list[str], new_keys: list[str]) -> list[Gap]:
        pairs, gaps = in_order(old_keys, new_keys)
        for one, other in pairs:
            self.add(*old[one], *new[other])
        return gaps

    def _pair_equal(self, old: list[Span], new: list[Span]) -> list[Gap]:
        return self._pair(old, new, keys(self.old, old), keys(self.new, new))

    def _is_wanted(self, spans: list[Span]) -> bool:
        """Tell whether somebody asks for a part of a run of stretches."""
        if not spans or self._wanted is None:
            return bool(spans)
        before = bisect_right(self._wanted, (spans[-1][1] - 1, len(self.old)))
        return self._reach[before] > spans[0][0]

    def _compare_pieces(self, here: list[Span], there: list[Span]) -> None:
        new = [piece for span in there for piece in pieces(self.new, *span)]
        if not self._is_wanted(here):
            self._left_new.extend(new)
            return
        old = [piece for span in here for piece in pieces(self.old, *span)]
        for gap in self._pair_equal(old, new):
            self._pair_alike(old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end])

    def _pair_alike(self, old: list[Span], new: list[Span]) -> None:
        if len(old) > _MOST_PIECES and self._wanted is not None:
            old = self._near_wanted(old)
        pairs = alike_in_order(self.old, old, self.new, new)
        joined = Joining(self.old, self.new, old, new, pairs)
        for one, other in joined.ranges():
            self.add(old[one[0]][0], old[one[1] - 1][1], new[other[0]][0], new[other[1] - 1][1])
        self._left_old.extend(joined.left_old())
        self._left_new.extend(joined.left_new())

    def _near_wanted(self, spans: list[Span]) -> list[Span]:
        """Return the stretches that are asked for, and a few on either side, which might be taken for them."""
        chosen = {
            near
            for place, span in enumerate(spans)
            if self._is_wanted([span])
            for near in range(max(place - _BESIDE, 0), min(place + _BESIDE + 1, len(spans)))
        }
        return [spans[place] for place in sorted(chosen)]

    def _find_moved(self) -> None:
        """Find again elsewhere what was not found in order: equal pieces with their neighbours, then alike ones."""
        old, new = sorted(self._left_old), sorted(self._left_new)
        old_keys, new_keys = keys(self.old, old), keys(self.new, new)
        pairs = dict(_unique_pairs(old_keys, new_keys))
        taken = set(pairs.values())
        for step in (1, -1):
            for one, other in sorted(pairs.items(), reverse=step < 0):
                while True:  # short neighbours that were moved along
                    one, other = one + step, other + step
                    inside = 0 <= one < len(old) and 0 <= other < len(new)
                    if not inside or one in pairs or other in taken or old_keys[one] != new_keys[other]:
                        break
                    pairs[one] = other
                    taken.add(other)
        rest_old = [place for place in range(len(old)) if place not in pairs]
        rest_new = [place for place in range(len(new)) if place not in taken]
        alike = alike_elsewhere(self.old, [old[i] for i in rest_old], self.new, [new[i] for i in rest_new])
        pairs.update((rest_old[one], rest_new[other]) for one, other in alike)
        for one, other in pairs.items():
            self.add(*old[one], *new[other])


def _whole(spans: list[Span]) -> Span:
    """Return the stretch from the first to the last of a run."""
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def _unique_pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    counts, counts_new = Counter(old), Counter(new)
    places = {key: place for place, key in enumerate(new)}
    return [
        (place, places[key])
        for place, key in enumerate(old)
        if len(key) >= SHORTEST and counts[key] == 1 and counts_new.get(key) == 1
    ]
