"""The shape of a date rule and the registry that the rule modules fill while they are built.

Imports nothing of ours outside this package.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import DECADES, FEAST, MONTH, SEASON, UNIT, WEEKDAY, YEAR

_DIGITS = (YEAR, r"(\d\d\d0)", r"(\d0)")
NEEDS: Final = {
    "": re.compile(
        r"\d|day\b|days\b|\bmonth|\bQ[1-4]",
        re.IGNORECASE,
    ),
    "month": re.compile(MONTH),
    "digit": re.compile(r"\d\d"),
    "weekday": re.compile(WEEKDAY, re.IGNORECASE),
    "feast": re.compile(FEAST),
    "unit": re.compile(rf"{UNIT}|hour|{SEASON}|morning|afternoon|evening|night|\beve\b", re.IGNORECASE),
    "moment": re.compile(
        r"recent|lately|\blate\b|soon|shortly|future|\blong\b|imminent|half|overnight|dawn|dusk|midnight|noon"
        rf"|sunrise|sunset|daybreak|{DECADES}|\bturn\b|yesterday|tomorrow|today|tonight|morning|evening|night",
        re.IGNORECASE,
    ),
}
"""What a rule's words can't be without, by the name that rules call it; each is told by one word of the text.

A rule that needs nothing of its own is tried near all that can belong to a date.
"""
_REQUIRED: Final = (
    ("month", (MONTH,)),
    ("digit", _DIGITS),
    ("weekday", (WEEKDAY,)),
    ("moment", (DECADES,)),
    ("unit", (UNIT, "century", "-]quarter")),
)
Resolver = Callable[[re.Match[str], Context], Stretch | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression, and what it stands for."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    vague: bool = False
    needs: str = ""
    """What its words can't be without: a name in `NEEDS`, or nothing that is told at a glance."""


def rule(
    name: str, pattern: str, resolve: Resolver, *, vague: bool = False, exact: bool = False, needs: str | None = None
) -> Rule:
    """Make a rule; `exact` keeps capitals apart from small letters.

    What the words need is, where it is not told, the first of `_REQUIRED` that the pattern has a part of.
    """
    if needs is None:
        needs = next((name for name, parts in _REQUIRED if any(part in pattern for part in parts)), "")
    return Rule(name, re.compile(pattern, 0 if exact else re.IGNORECASE), resolve, vague, needs)
