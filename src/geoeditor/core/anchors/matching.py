"""Pairs of equal things in two sequences, in order: what is unique in both holds, and the rest falls between."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

Pair = tuple[int, int]


class Gap(NamedTuple):
    """Stretches of two sequences, half-open, between which nothing equal was found."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def in_order(old: Sequence[str], new: Sequence[str]) -> tuple[list[Pair], list[Gap]]:
    """Return pairs of places at which equal things stand, in order in both, and the gaps between them."""
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    waiting = [Gap(0, len(old), 0, len(new))]
    while waiting:
        gap = _without_ends(old, new, waiting.pop(), pairs)
        if gap.old_start == gap.old_end and gap.new_start == gap.new_end:
            continue
        anchors = _anchors(old, new, gap)
        if not anchors:
            gaps.append(gap)
            continue
        pairs.extend(anchors)
        start_old, start_new = gap.old_start, gap.new_start
        for one, other in [*anchors, (gap.old_end, gap.new_end)]:
            waiting.append(Gap(start_old, one, start_new, other))
            start_old, start_new = one + 1, other + 1
    return sorted(pairs), sorted(gaps)


def _without_ends(old: Sequence[str], new: Sequence[str], gap: Gap, pairs: list[Pair]) -> Gap:
    """Pair what is equal at both ends of a gap, and return what is left of it."""
    one, one_end, other, other_end = gap
    while one < one_end and other < other_end and old[one] == new[other]:
        pairs.append((one, other))
        one, other = one + 1, other + 1
    while one < one_end and other < other_end and old[one_end - 1] == new[other_end - 1]:
        one_end, other_end = one_end - 1, other_end - 1
        pairs.append((one_end, other_end))
    return Gap(one, one_end, other, other_end)


def _anchors(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[Pair]:
    """Return the longest row of things that stand once on both sides of a gap and in the same order."""
    here, there = old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end]
    counted, counted_there = Counter(here), Counter(there)
    places = {thing: place for place, thing in enumerate(there) if counted_there[thing] == 1}
    both = [(place, places[thing]) for place, thing in enumerate(here) if counted[thing] == 1 and thing in places]
    return [(gap.old_start + both[row][0], gap.new_start + both[row][1]) for row in longest_rise([b for _, b in both])]


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest row of numbers that rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        depth = bisect_left(tails, number)
        before.append(ends[depth - 1] if depth else -1)
        if depth == len(tails):
            tails.append(number)
            ends.append(place)
        else:
            tails[depth], ends[depth] = number, place
    row = []
    place = ends[-1] if ends else -1
    while place >= 0:
        row.append(place)
        place = before[place]
    return row[::-1]


def heaviest_rise(pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return the places of those pairs, sorted by the first number, that rise in both and weigh most together."""
    size = max((other for _, other, _ in pairs), default=0) + 2
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(pairs)
    weights = [0.0] * len(pairs)
    place = 0
    while place < len(pairs):
        following = place
        while following < len(pairs) and pairs[following][0] == pairs[place][0]:
            weight, before[following] = _best_below(best, pairs[following][1])
            weights[following] = weight + pairs[following][2]
            following += 1
        for row in range(place, following):  # only now, since one place has one partner
            _note(best, pairs[row][1], (weights[row], row))
        place = following
    end = max(range(len(pairs)), key=weights.__getitem__, default=-1)
    row_of = []
    while end >= 0:
        row_of.append(end)
        end = before[end]
    return row_of[::-1]


def _best_below(best: list[tuple[float, int]], number: int) -> tuple[float, int]:
    found = (0.0, -1)
    while number > 0:
        found = max(found, best[number])
        number -= number & -number
    return found


def _note(best: list[tuple[float, int]], number: int, entry: tuple[float, int]) -> None:
    number += 1
    while number < len(best):
        best[number] = max(best[number], entry)
        number += number & -number
