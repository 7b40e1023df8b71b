"""Comparing uncertain times: certain, possible or impossible, never a guess. Imports only its neighbours.

Verdicts rest on bounds alone. Marks (`? ~ %`) have no width, so they change no verdict; look at `uncertain`
and `approximate` to be more careful. An open end is taken like an unknown one: `1994/..` has lasted for some
time since 1994, and nothing says whether it still does.
"""

from enum import Enum
from typing import NamedTuple

from geoeditor.when.bounds import OPEN_END, OPEN_START, When


class Verdict(Enum):
    """How sure a statement about two uncertain times is."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class _Stretch(NamedTuple):
    """The four bounds with open and unknown ends filled in; seconds, ends exclusive."""

    begin_min: int
    begin_max: int
    end_min: int
    end_max: int


def before(a: When, b: When) -> Verdict:
    """Judge whether a is over when b begins."""
    first, second = _whole(a), _whole(b)
    if first.end_max <= second.begin_min:
        return Verdict.CERTAIN
    if first.end_min > second.begin_max:
        return Verdict.IMPOSSIBLE
    return Verdict.POSSIBLE


def overlaps(a: When, b: When) -> Verdict:
    """Judge whether a and b share at least one second."""
    if b.kind == "one_of":
        a, b = b, a  # whatever the alternative turns out to be, some piece of the other must meet it
    pairs = [[_overlap(ours, theirs) for theirs in _stretches(b)] for ours in _stretches(a)]
    if all(verdict is Verdict.IMPOSSIBLE for row in pairs for verdict in row):
        return Verdict.IMPOSSIBLE
    enough_of_a = all if a.kind == "one_of" else any
    enough_of_b = all if b.kind == "one_of" else any
    if enough_of_a(enough_of_b(verdict is Verdict.CERTAIN for verdict in row) for row in pairs):
        return Verdict.CERTAIN
    return Verdict.POSSIBLE


def _overlap(a: _Stretch, b: _Stretch) -> Verdict:
    if a.end_max <= b.begin_min or b.end_max <= a.begin_min:
        return Verdict.IMPOSSIBLE
    if a.begin_max < b.end_min and b.begin_max < a.end_min:
        return Verdict.CERTAIN
    return Verdict.POSSIBLE


def _whole(when: When) -> _Stretch:
    return _filled(when.lo, when.lo_max, when.hi_min, when.hi)


def _stretches(when: When) -> list[_Stretch]:
    """Return the pieces of a set, each some time within its bounds, or the one stretch of anything else."""
    if not when.pieces:
        return [_whole(when)]
    return [_filled(lo, None, None, hi) for lo, hi in when.pieces]


def _filled(lo: int | None, lo_max: int | None, hi_min: int | None, hi: int | None) -> _Stretch:
    """Fill in what is not known: a beginning lies before the latest end, an end after the first beginning."""
    begin_min = OPEN_START if lo is None else lo
    end_max = OPEN_END if hi is None else hi
    return _Stretch(
        begin_min,
        end_max - 1 if lo_max is None else lo_max,
        begin_min + 1 if hi_min is None else hi_min,
        end_max,
    )
