"""The shape of a date rule and the registry that the rule modules fill while they are built.

Imports nothing of ours outside this package.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geoeditor.reading.dates.context import Context
from geoeditor.reading.dates.spans import Stretch

Resolver = Callable[[re.Match[str], Context], Stretch | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression, what it stands for, and whether it needs the publication day to say so."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    anchored: bool = False
    vague: bool = False


def rule(
    name: str, pattern: str, resolve: Resolver, *, anchored: bool = False, vague: bool = False, exact: bool = False
) -> Rule:
    """Make a rule; `exact` keeps capitals apart from small letters."""
    return Rule(name, re.compile(pattern, 0 if exact else re.IGNORECASE), resolve, anchored, vague)
