"""Rules for counted and vague stretches: "two years ago", "within 90 days", "the past three weeks", "recently".

How many days the vague words stand for is a habit of the project.
Imports nothing of ours outside this package.
"""

import re
from datetime import timedelta

from geoeditor.when.phrases import spans
from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.rules import Rule, rule
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import NUMBER, UNIT, VAGUE_NUMBER, number, unit_name

Found = re.Match[str]
_FEW = {"couple": (2, 3), "few": (2, 6), "some": (2, 6), "several": (3, 9), "many": (5, 30)}
_MONTHS_OF_HALF = {"year": 6, "decade": 60, "century": 600}


def _amount(found: Found) -> tuple[int, str]:
    """Return how many of which unit are counted; halves of long units are counted in months."""
    words, unit = found[0].lower(), unit_name(found["unit"])
    n = number(found["n"]) if found["n"] else 1
    half = _MONTHS_OF_HALF.get(unit)
    if half is None:
        return n, unit
    if found["part"]:
        months = half if "half" in found["part"].lower() else half // 2
    elif "and a half" in words:
        months = 2 * half * n + half
    else:
        return n, unit
    return (months // 12, "year") if months % 12 == 0 else (months, "month")


def _counted(found: Found, context: Context) -> Stretch:
    """Read "two years ago", "six months later", "40 years from now", "half a century ago"."""
    (n, unit), word = _amount(found), found["side"].lower()
    if word == "ago":
        return spans.shift(context.today, unit, -n)
    if word.startswith(("from", "hence")):
        return spans.shift(context.today, unit, n)
    n = n if word.startswith(("later", "after", "on")) else -n
    before = context.before
    grain = before.grain if before is not None else "day"
    if unit in ("year", "decade") and grain == "month":
        years = n * (10 if unit == "decade" else 1)
        return spans.of_month(context.anchor.year + years, context.anchor.month)
    return spans.shift(context.anchor, unit, n)


def _ahead(found: Found, context: Context) -> Stretch | None:
    """Read "in two weeks" where something is to come; elsewhere it says how long something took."""
    if not found["time"] and not context.is_future(found.start(), found.end()):
        return None
    return spans.shift(context.today, unit_name(found["unit"]), number(found["n"]))


def _some_ago(found: Found, context: Context) -> Stretch:
    unit, words = unit_name(found["unit"]), (found["few"] or "several").lower()
    low, high = next(ends for word, ends in _FEW.items() if word in words)
    return spans.between(spans.move(context.today, unit, -high), spans.move(context.today, unit, -low), "<>")


def _stretch_of_units(found: Found, context: Context) -> Stretch:
    """Read "the past three weeks", "in the next few months"."""
    words, unit = found[2], unit_name(found[3])
    n = number(words) if words and re.fullmatch(NUMBER, words, re.IGNORECASE) else 3
    if found[1].lower() in ("coming", "next", "following"):
        return spans.between(context.today, spans.move(context.today, unit, n), ">")
    return spans.between(spans.move(context.today, unit, -n), context.today, "<")


def _within(found: Found, context: Context) -> Stretch:
    return spans.between(context.today, spans.move(context.today, unit_name(found[2]), number(found[1])), ">")


def _days(found: Found, context: Context) -> timedelta:
    word = re.search(r"(day|week|month|year)s\Z", found[0].lower())
    return timedelta(context.habits.days_of(word[1] if word else ""))


def _lately(found: Found, context: Context) -> Stretch:
    return spans.between(context.today - _days(found, context), context.today, "<")


def _soon(found: Found, context: Context) -> Stretch:
    return spans.between(context.today, context.today + _days(found, context), ">")


SO_LONG = "in so long"
"""The one rule whose words begin with "in" and need it."""
_ABOUT = r"(?:(?:over|about|around|nearly|almost|more[ ]than|some|roughly|less[ ]than|at[ ]least|just)[ ])?"
_HALF = r"(?:[ ]and[ ]a[ ]half)?"
_RECENT_THINGS = (
    r"(?:visits?|meetings?|talks|trips?|summits?|elections?|attacks?|remarks|statements?|comments?|interviews?|decisions?"
    r"|moves?|calls?|events|developments|raids?|strikes?|protests?|reports?|polls?|surveys?|arrests?|clashes|deals?|tests?)"
)
_STRETCHED = r"(?:(?:in|over|within|during|for|throughout|these|of|by)[ ])"

COUNTED: tuple[Rule, ...] = (
    rule(
        "counted",
        rf"\b{_ABOUT}(?:(?P<part>half[ ]an?|a[ ]quarter[ ]of[ ]a|a[ ]quarter[-–])[ ]?|(?P<n>{NUMBER}){_HALF}[ -])"
        rf"(?P<unit>{UNIT})s?{_HALF}[ ](?P<side>ago|earlier|later|afterwards?|beforehand|hence|from[ ]now|from[ ]today"
        r"|previously|before(?=[.,;)]|[ ](?:and|but)\b|\Z))"
        r"\b(?![ ]than\b)(?<!earlier(?=[ ]this\b))(?<!later(?=[ ]this\b))(?![ ]in[ ]the\b)",
        _counted,
    ),
    rule(
        SO_LONG,
        rf"\bin[ ]{_ABOUT}(?P<n>{NUMBER})[ ](?P<unit>day|week|fortnight|month|year|decade)s?(?P<time>['’]s?[ ]time)?\b"
        r"(?![ -](?:of|to)\b)",
        _ahead,
        needs="unit",
    ),
    rule(
        "some time ago",
        rf"\b(?:(?P<few>(?:an?[ ])?{VAGUE_NUMBER})[ ])?(?P<unit>{UNIT})s[ ](?:ago|earlier)\b",
        _some_ago,
        vague=True,
    ),
    rule(
        "vague past",
        r"\b(?:in[ ]|over[ ])?(?:the[ ])?recent[ ](?:days|weeks|months|years)\b",
        _lately,
        vague=True,
        needs="unit",
    ),
    rule(
        "vague future",
        r"\b(?:in[ ]|over[ ])?the[ ]coming[ ](?:days|weeks|months|years)\b",
        _soon,
        vague=True,
        needs="unit",
    ),
    rule(
        "vague future",
        r"\bwithin[ ](?:the[ ])?(?:days|weeks|months|years)\b(?![ ]of\b)",
        _soon,
        vague=True,
        needs="unit",
    ),
    rule(
        "units",
        rf"\b(?:{_STRETCHED}(?:the[ ])?|the[ ])(past|last|coming|next|following)[ ]"
        rf"(?:({NUMBER}|{VAGUE_NUMBER})[ ])?(hour|day|week|month|year|decade)s\b(?![ ]of\b)",
        _stretch_of_units,
        needs="unit",
    ),
    rule("within", rf"\bwithin[ ]({NUMBER})[ ]({UNIT}|hour)s?\b(?![ ]of)", _within),
    rule(
        "vague past",
        r"\b(?:very[ ])?(?<!\bmost )(?<!\bas )(?<!\bMost )(?<!\bAs )recently\b|\blately\b|\bof[ ]late\b"
        r"|\b(?:the[ ])?most[ ]recent\b"
        rf"|\b(?:an?|his|her|their|its|this)[ ]recent\b(?=[ ][a-z])|\brecent\b(?=[ ]{_RECENT_THINGS}\b)",
        _lately,
        vague=True,
        needs="moment",
    ),
    rule(
        "vague future",
        r"\bsoon\b(?![ ](?:after|before|as)\b)|\bshortly\b(?![ ](?:after|before)\b)|\bin[ ]the[ ]near[ ]future\b"
        r"|\bbefore[ ]long\b|\bimminent(?:ly)?\b",
        _soon,
        vague=True,
        needs="moment",
    ),
)
