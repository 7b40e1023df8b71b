"""The shape of a date rule and the registry that the rule modules fill while they are built.

Imports nothing of ours outside this package.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import MONTH, YEAR

_DIGITS = (YEAR, r"(\d\d\d0)", r"(\d0)")
Resolver = Callable[[re.Match[str], Context], Stretch | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression, and what it stands for."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    vague: bool = False
    needs: str = ""
    """What its words can't be without: "month", "digit" or nothing that is told at a glance."""


def rule(name: str, pattern: str, resolve: Resolver, *, vague: bool = False, exact: bool = False) -> Rule:
    """Make a rule; `exact` keeps capitals apart from small letters.

    A month's name, and without one a year or decade in figures, must be wherever a pattern has it.
    """
    needs = "month" if MONTH in pattern else "digit" if any(part in pattern for part in _DIGITS) else ""
    return Rule(name, re.compile(pattern, 0 if exact else re.IGNORECASE), resolve, vague, needs)
