"""Date expressions of a text as EDTF with first and last day, by the policy table of the reader.

The publication day is the anchor of all that is relative; without it relative words keep their place and get no
date. Finds words only; decides nothing about events. Imports nothing of ours outside this package.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geoeditor.when.habits import USUAL, Habits
from geoeditor.when.phrases.bounds import bounded, joined
from geoeditor.when.phrases.calendar_rules import DATED, YEAR_LESS
from geoeditor.when.phrases.context import Context, NoAnchorError
from geoeditor.when.phrases.counted_rules import COUNTED, SO_LONG
from geoeditor.when.phrases.event_rules import EVENTS
from geoeditor.when.phrases.feast_rules import FEASTS
from geoeditor.when.phrases.period_rules import PERIODS
from geoeditor.when.phrases.relative_rules import RELATIVE
from geoeditor.when.phrases.rules import NEEDS, Rule
from geoeditor.when.phrases.spans import Stretch

AHEAD: Final = ", ahead"
"""What the name of a rule ends with where the clause spoke of what was to come."""
RULES: tuple[Rule, ...] = (*DATED, *YEAR_LESS, *PERIODS, *FEASTS, *RELATIVE, *COUNTED, *EVENTS)
_WORD = re.compile(r"\w{1,40}")
_MARGIN = 48
_LEADING = re.compile(r"(?:on|in|over|during|for)[ ](?!recent\b|the[ ]near\b|the[ ]coming\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression: half-open span in code points, EDTF ("" when unknown), first and last day.

    `anchored` tells that it counts from the day of issue, so that it moves when that day is corrected.
    """

    start: int
    end: int
    edtf: str
    earliest: date | None
    latest: date | None
    vague: bool
    anchored: bool
    rule: str

    def moved(self, by: int) -> "FoundDate":
        """Return the same expression so many characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression before the words around it are read; `stretch` is None when the anchor is missing."""

    start: int
    end: int
    stretch: Stretch | None
    rule: Rule
    moves: bool = False
    ahead: bool = False


def _resolve(rule: Rule, match: re.Match[str], context: Context) -> tuple[bool, Stretch | None]:
    """Return whether the match stands for a date, and which."""
    context.begin()
    try:
        stretch = rule.resolve(match, context)
    except NoAnchorError:
        return True, None
    except (ValueError, OverflowError):  # an impossible day such as 31 June, or a year outside 1 to 9999
        return False, None
    return stretch is not None, stretch


Windows = list[tuple[int, int]]


def _widen(windows: Windows, text: str, first: int, last: int) -> None:
    """Add the stretch of text around a word that a date can hold."""
    start, end = max(0, first - _MARGIN), min(len(text), last + _MARGIN)
    while end < len(text) and not text[end].isspace() and end - last < 2 * _MARGIN:
        end += 1
    if windows and start <= windows[-1][1]:
        windows[-1] = (windows[-1][0], end)
    else:
        windows.append((start, end))


def _windows(text: str) -> dict[str, Windows]:
    """Return where the rules of each need are worth trying; what a word is good for is asked once."""
    windows: dict[str, Windows] = {need: [] for need in NEEDS}
    good_for: dict[str, list[Windows]] = {}
    for found in _WORD.finditer(text):
        word = found[0]
        there = good_for.get(word)
        if there is None:
            there = [windows[need] for need, pattern in NEEDS.items() if pattern.search(f"{word}.")]
            good_for[word] = there
        for each in there:
            _widen(each, text, *found.span())
    return windows


def _hits(context: Context) -> list[Hit]:
    """Read the text from left to right, the longest expression first where several begin at one place."""
    windows = _windows(context.text)
    matches = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(RULES)
        for place in windows[rule.needs]
        for match in rule.pattern.finditer(context.text, *place)
    ]
    matches.sort(key=lambda found: found[:3])
    hits: list[Hit] = []
    place = 0
    for start, _, order, match in matches:
        if start < place:
            continue
        rule = RULES[order]
        dated, stretch = _resolve(rule, match, context)
        if not dated:
            continue
        lead = None if rule.name == SO_LONG else _LEADING.match(match[0])
        begin = start + (lead.end() if lead else 0)
        hits.append(Hit(begin, match.end(), stretch, rule, context.moves, context.looks_ahead))
        place = match.end()
        if stretch is not None and not rule.vague:
            context.last, context.last_moves = stretch, context.moves
            context.dated.append((start, match.end(), stretch, context.moves))
    return hits


def find_dates(
    text: str, published: date | None = None, habits: Habits = USUAL, *, ahead: bool = False
) -> list[FoundDate]:
    """Return the date expressions of a text in order; relative ones count from `published`, the day of issue.

    `ahead` says that words taken out of their clause were said of what was to come.
    """
    found: list[FoundDate] = []
    context = Context(text, published, habits, ahead)
    hits = _hits(context)
    number = 0
    while number < len(hits):
        hit = hits[number]
        following = hits[number + 1] if number + 1 < len(hits) else None
        pair = joined(text, hit.start, hit.end, hit.stretch, following) if following is not None else None
        if pair is not None and following is not None:
            start, stretch = pair
            moves, is_ahead = hit.moves or following.moves, hit.ahead or following.ahead
            hit = replace(hit, start=start, end=following.end, stretch=stretch, moves=moves, ahead=is_ahead)
            number += 1
        found.append(_as_found(context, hit))
        number += 1
    return found


def _as_found(context: Context, hit: Hit) -> FoundDate:
    """Return an expression with the words around it that make it a limit."""
    start, end, stretch, name = bounded(context, hit.start, hit.end, hit.stretch, hit.rule)
    return FoundDate(
        start,
        end,
        stretch.edtf if stretch else "",
        stretch.first if stretch else None,
        stretch.last if stretch else None,
        hit.rule.vague,
        hit.moves or name == "deadline",
        f"{name}{AHEAD}" if hit.ahead else name,
    )
