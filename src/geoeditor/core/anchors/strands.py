"""One stretch of an old text that became one of the new text, and what became of every letter in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final, NamedTuple

from geoeditor.core.anchors.folding import folded
from geoeditor.core.anchors.units import word_spans

_MOST_WORDS: Final = 4_000
"""Words of a stretch that are compared one by one."""
_MOST_LETTERS: Final = 600
"""Letters of a changed place that are compared one by one."""


class Block(NamedTuple):
    """Letters that stayed, by where they begin in the old and in the new text."""

    old: int
    new: int
    length: int


@dataclass(frozen=True)
class Strand:
    """A stretch of an old text and the one of the new text that it became."""

    old: str
    new: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @cached_property
    def is_same(self) -> bool:
        """Tell whether both are the same to the letter."""
        return self.old[self.old_start : self.old_end] == self.new[self.new_start : self.new_end]

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        """Return the letters that stayed, between an empty block at either end."""
        first = Block(self.old_start, self.new_start, 0)
        last = Block(self.old_end, self.new_end, 0)
        return (first, *_joined(_blocks(self)), last)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.old for block in self._blocks]

    def start_at(self, place: int) -> int:
        """Return where a passage begins that began here; what was put in right before it does not belong to it."""
        if self.is_same:
            return self.new_start + place - self.old_start
        block, following = self._around(place)
        if following is None or place < block.old + block.length:
            return block.new + place - block.old
        gap = following.old - block.old - block.length
        return following.new if not gap else self._between(block, following, place)

    def end_at(self, place: int) -> int:
        """Return where a passage ends that ended here; what was put in right after it does not belong to it."""
        if self.is_same:
            return self.new_start + place - self.old_start
        row = max(bisect_right(self._starts, place - 1) - 1, 0)
        block = self._blocks[row]
        if place <= block.old + block.length or row + 1 == len(self._blocks):
            return block.new + min(place - block.old, block.length)
        return self._between(block, self._blocks[row + 1], place)

    def kept_in_new(self, start: int, end: int) -> int:
        """Return how many letters of a stretch of the new text stood in the old one."""
        if self.is_same:
            return max(min(end, self.new_end) - max(start, self.new_start), 0)
        return sum(max(min(end, block.new + block.length) - max(start, block.new), 0) for block in self._blocks)

    def _around(self, place: int) -> tuple[Block, Block | None]:
        row = max(bisect_right(self._starts, place) - 1, 0)
        return self._blocks[row], self._blocks[row + 1] if row + 1 < len(self._blocks) else None

    @staticmethod
    def _between(block: Block, following: Block, place: int) -> int:
        """Return a place in a changed stretch by its share of the way."""
        old, new = block.old + block.length, block.new + block.length
        gap = following.old - old
        return new + round((place - old) * (following.new - new) / gap)


def _blocks(strand: Strand) -> list[Block]:
    """Find the letters that stayed: words first, then letters between them."""
    if strand.is_same:
        return [Block(strand.old_start, strand.new_start, strand.old_end - strand.old_start)]
    old_words = word_spans(strand.old, strand.old_start, strand.old_end)
    new_words = word_spans(strand.new, strand.new_start, strand.new_end)
    old_keys = [folded(strand.old[start:end]) for start, end in old_words]
    new_keys = [folded(strand.new[start:end]) for start, end in new_words]
    if max(len(old_keys), len(new_keys)) > _MOST_WORDS:
        return []
    found: list[Block] = []
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for tag, one, one_end, other, other_end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old_words[one:one_end], new_words[other:other_end], strict=True)
            found.extend(Block(here[0], there[0], here[1] - here[0]) for here, there in pairs)
        elif tag == "replace":
            here = (old_words[one][0], old_words[one_end - 1][1])
            there = (new_words[other][0], new_words[other_end - 1][1])
            found.extend(_letters(strand, here, there))
    return found


def _letters(strand: Strand, here: tuple[int, int], there: tuple[int, int]) -> list[Block]:
    old, new = strand.old[slice(*here)], strand.new[slice(*there)]
    if max(len(old), len(new)) > _MOST_LETTERS:
        return []
    matcher = SequenceMatcher(None, folded(old), folded(new), autojunk=False)
    return [Block(here[0] + one, there[0] + other, length) for one, other, length in matcher.get_matching_blocks()[:-1]]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Join blocks between which nothing was put in or taken out but white space of the same length."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and block.old - last.old == block.new - last.new and _touch(last, block):
            joined[-1] = Block(last.old, last.new, block.old + block.length - last.old)
        else:
            joined.append(block)
    return joined


def _touch(last: Block, block: Block) -> bool:
    return block.old - last.old - last.length <= 1
