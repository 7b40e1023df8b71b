"""Date expressions of a text as EDTF with first and last day, by the policy table of the reader.

The publication day is the anchor of all that is relative; without it relative words keep their place and get no
date. Finds words only; decides nothing about events. Imports `geoeditor.when` through the pipeline only.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from geoeditor.reading.dates.bounds import bounded, joined
from geoeditor.reading.dates.calendar_rules import DATED, YEAR_LESS
from geoeditor.reading.dates.context import Context
from geoeditor.reading.dates.relative_rules import RELATIVE
from geoeditor.reading.dates.rules import Rule
from geoeditor.reading.dates.spans import Stretch

__all__ = ["FoundDate", "find_dates"]

RULES: tuple[Rule, ...] = (*DATED, *YEAR_LESS, *RELATIVE)
_TRIGGER = re.compile(
    r"\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun|yester)?day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tomorrow"
    r"|tonight|night|year|month|week|decade|centur|quarter|spring|summer|autumn|fall|winter|recent|lately|soon|shortly"
    r"|future|long|imminent|half|dawn|dusk|noon|sunrise|sunset|morning|evening|Q[1-4]|(?:tue|wed|thur?|fri|sat|sun)s?\.",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression before the words around it are read; `stretch` is None when the anchor is missing."""

    start: int
    end: int
    stretch: Stretch | None
    rule: Rule


def _resolve(rule: Rule, match: re.Match[str], context: Context) -> tuple[bool, Stretch | None]:
    """Return whether the match stands for a date, and which."""
    if rule.anchored and context.published is None:
        return True, None
    try:
        stretch = rule.resolve(match, context)
    except (ValueError, OverflowError):  # an impossible day such as 31 June, or a year outside 1 to 9999
        return False, None
    return stretch is not None, stretch


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches of text around words that a date can hold; the rest is not worth reading."""
    windows: list[tuple[int, int]] = []
    for trigger in _TRIGGER.finditer(text):
        start, end = max(0, trigger.start() - _MARGIN), min(len(text), trigger.end() + _MARGIN)
        while end < len(text) and not text[end].isspace() and end - trigger.end() < 2 * _MARGIN:
            end += 1
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _hits(context: Context) -> list[Hit]:
    """Read the text from left to right, the longest expression first where several begin at one place."""
    matches = [
        (match.start(), -match.end(), order, match)
        for first, last in _windows(context.text)
        for order, rule in enumerate(RULES)
        for match in rule.pattern.finditer(context.text, first, last)
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
        lead = _LEADING.match(match[0])
        hits.append(Hit(start + (lead.end() if lead else 0), match.end(), stretch, rule))
        place = match.end()
        if stretch is not None and not rule.vague:
            context.last = stretch
    return hits


def find_dates(text: str, published: date | None = None) -> list[FoundDate]:
    """Return the date expressions of a text in order; relative ones count from `published`, the day of issue."""
    found: list[FoundDate] = []
    hits = _hits(Context(text, published))
    number = 0
    while number < len(hits):
        hit = hits[number]
        anchored = hit.rule.anchored
        following = hits[number + 1] if number + 1 < len(hits) else None
        pair = joined(text, hit.start, hit.end, hit.stretch, following) if following is not None else None
        if pair is not None and following is not None:
            start, stretch = pair
            anchored |= following.rule.anchored
            hit = replace(hit, start=start, end=following.end, stretch=stretch)
            number += 1
        start, stretch, name = bounded(text, hit.start, hit.end, hit.stretch, hit.rule, published)
        found.append(
            FoundDate(
                start,
                hit.end,
                stretch.edtf if stretch else "",
                stretch.first if stretch else None,
                stretch.last if stretch else None,
                hit.rule.vague,
                anchored or name == "deadline",
                name,
            )
        )
        number += 1
    return found
