"""Rules for dates that count from the publication day or from the date before: "last week", "a year earlier".

The vague words ("recently", "soon") stand for 10, 45, 180 or 1500 days by their unit.
Imports nothing of ours outside this package.
"""

import re
from datetime import date, timedelta

from geoeditor.reading.dates import spans
from geoeditor.reading.dates.context import Context
from geoeditor.reading.dates.rules import Rule, rule
from geoeditor.reading.dates.spans import Stretch
from geoeditor.reading.dates.wordings import (
    MONTH,
    NUMBER,
    PART_OF_DAY,
    SEASON,
    SEASONS,
    UNIT,
    VAGUE_NUMBER,
    WEEKDAY,
    S,
    month_number,
    number,
    part_name,
    weekday_number,
)

Found = re.Match[str]
VAGUE_DAYS = {"day": 10, "week": 45, "month": 180, "year": 1500}
_STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}
_GRAINS = ["day", "week", "month", "quarter", "season", "year", "decade", "century", "span"]


def _unit(word: str) -> str:
    low = word.lower()
    return "century" if low.startswith("centur") else low.rstrip("s")


def _weekend(step: int, found: Found, context: Context) -> Stretch:
    today = context.today
    saturday = today - timedelta(today.weekday()) + timedelta(5)
    future = step > 0 or context.is_future(found.start(), found.end())
    if not future and (step < 0 or saturday > today):
        saturday -= timedelta(7)
    elif step > 0:
        saturday += timedelta(7 if today.weekday() < 5 else 0)
    return spans.between(saturday, saturday + timedelta(1))


def _season(step: int, word: str, today: date) -> Stretch:
    season = spans.of_season(today.year, SEASONS[word])
    if step < 0 and season.first is not None and season.first >= today.replace(day=1) - timedelta(60):
        return spans.of_season(today.year - 1, SEASONS[word])
    if step > 0 and season.first is not None and season.first <= today:
        return spans.of_season(today.year + 1, SEASONS[word])
    return season


def _named(word: str, unit: str, found: Found, context: Context) -> Stretch | None:
    """Read "last week", "this decade", "the coming winter"."""
    step, today = _STEPS.get(word.lower(), 0), context.today
    if unit == "week":
        return spans.of_week(today + timedelta(7 * step))
    if unit == "month":
        there = spans.add_months(today.replace(day=1), step)
        return spans.of_month(there.year, there.month)
    if unit == "quarter":
        year, index = divmod(today.year * 4 + (today.month - 1) // 3 + step, 4)
        return spans.of_quarter(year, index + 1)
    if unit == "year":
        return spans.of_year(today.year + step)
    if unit == "decade":
        return spans.of_decade(today.year + 10 * step)
    if unit == "century":
        return spans.of_century(today.year // 100 + 1 + step)
    if unit == "weekend":
        return _weekend(step, found, context)
    return _season(step, unit, today) if unit in SEASONS else None


def _named_or_after_last(found: Found, context: Context) -> Stretch | None:
    """Read "the following year" from the date before, everything else from the publication day."""
    word, unit = found[1].lower(), _unit(found[2])
    if word == "past" and unit in ("week", "month", "year", "decade"):
        return spans.between(spans.move(context.today, unit, -1), context.today)
    if word == "following" and context.last is not None and context.last.first is not None:
        there = context.last.first
        if unit == "year":
            return spans.of_year(there.year + 1)
        if unit == "month":
            month = spans.add_months(there.replace(day=1), 1)
            return spans.of_month(month.year, month.month)
        if unit == "week":
            return spans.of_week(there + timedelta(7))
    return _named(word, unit, found, context)


def _edge(found: Found, context: Context) -> Stretch | None:
    """Read "the end of this year", "the start of the month"."""
    whole = _named({"the": "this"}.get(found[2].lower(), found[2]), _unit(found[3]), found, context)
    return None if whole is None else spans.part(part_name(found[1]), whole)


def _part_of_named(found: Found, context: Context) -> Stretch | None:
    whole = _named(found[2], _unit(found[3]), found, context)
    return None if whole is None else spans.part(found[1].lower(), whole)


def _so_far(found: Found, context: Context) -> Stretch | None:
    """Read "earlier this month" and "later in the year"."""
    whole = _named("this", _unit(found[2]), found, context)
    if whole is None or whole.first is None or whole.last is None:
        return None
    if found[1].lower() == "earlier":
        return spans.between(whole.first, min(context.today, whole.last))
    return spans.between(max(context.today, whole.first), whole.last)


def _weekday(found: Found, context: Context) -> Stretch:
    return spans.of_day(context.weekday(weekday_number(found[1]), found.start(), found.end()))


def _named_weekday(found: Found, context: Context) -> Stretch:
    word, today = found[1].lower(), context.today
    back = (today.weekday() - weekday_number(found[2])) % 7
    if "next" in word or "coming" in word:
        return spans.of_day(today + timedelta(7 - back))
    return spans.of_day(today - timedelta(back or (7 if "last" in word else 0)))


def _named_month(found: Found, context: Context) -> Stretch:
    month, today, word = month_number(found[2]), context.today, found[1].lower()
    year = today.year
    if word == "last":
        year -= month >= today.month
    elif word == "next":
        year += month <= today.month
    return spans.of_month(year, month)


def _counted(found: Found, context: Context) -> Stretch:
    """Read "two years ago", "six months later", "40 years from now"."""
    n, unit, word = number(found[1]), _unit(found[2]), found[3].lower()
    if word == "ago":
        return spans.shift(context.today, unit, -n)
    if word.startswith(("from", "hence")):
        return spans.shift(context.today, unit, n)
    n = n if word.startswith(("later", "after", "on")) else -n
    grain = context.last.grain if context.last is not None else "day"
    if unit in ("year", "decade") and grain == "month":
        years = n * (10 if unit == "decade" else 1)
        return spans.of_month(context.anchor.year + years, context.anchor.month)
    return spans.shift(context.anchor, unit, n)


def _some_ago(found: Found, context: Context) -> Stretch:
    unit = _unit(found[1])
    far = spans.move(context.today, unit, -9 if unit != "decade" else -5)
    return spans.between(far, spans.move(context.today, unit, -2), "<>")


def _stretch_of_units(found: Found, context: Context) -> Stretch:
    """Read "the past three weeks", "in the next few months"."""
    words, unit = found[2], _unit(found[3])
    n = number(words) if words and re.fullmatch(NUMBER, words, re.IGNORECASE) else 3
    if unit == "hour":
        n = 1
    if found[1].lower() in ("coming", "next", "following"):
        return spans.between(context.today, spans.move(context.today, unit, n), ">")
    return spans.between(spans.move(context.today, unit, -n), context.today, "<")


def _within(found: Found, context: Context) -> Stretch:
    return spans.between(context.today, spans.move(context.today, _unit(found[2]), number(found[1])), ">")


def _same(found: Found, context: Context) -> Stretch | None:
    if context.last is None or context.last.first is None:
        return None
    there, unit = context.last.first, _unit(found[1])
    if unit == "week":
        return spans.of_week(there)
    if unit == "month":
        return spans.of_month(there.year, there.month)
    return spans.of_year(there.year) if unit == "year" else spans.of_day(there)


def _next_day(found: Found, context: Context) -> Stretch:
    return spans.of_day(context.anchor + timedelta(-1 if found[1].lower() == "previous" else 1))


def _days(found: Found) -> int:
    word = re.search(r"(day|week|month|year)s\Z", found[0].lower())
    return VAGUE_DAYS[word[1]] if word else 45


def _lately(found: Found, context: Context) -> Stretch:
    return spans.between(context.today - timedelta(_days(found)), context.today, "<")


def _soon(found: Found, context: Context) -> Stretch:
    return spans.between(context.today, context.today + timedelta(_days(found)), ">")


def _away(days: int, name: str, pattern: str) -> Rule:
    return rule(name, pattern, lambda m, c: spans.of_day(c.today + timedelta(days)), anchored=True)


_PERIOD = rf"(year|month|week|weekend|quarter|decade|century|{SEASON})"
_RECENT_THINGS = (
    r"(?:visits?|meetings?|talks|trips?|summits?|elections?|attacks?|remarks|statements?|comments?|interviews?|decisions?"
    r"|moves?|calls?|events|developments|raids?|strikes?|protests?|reports?|polls?|surveys?|arrests?|clashes|deals?|tests?)"
)

RELATIVE: tuple[Rule, ...] = (
    rule(
        "end of a period",
        r"\b((?:the[ ])?(?:end|close|beginning|start|middle)[ ]of)[ ](the|this|next|last)[ ]"
        r"(year|month|week|quarter|decade|century)\b",
        _edge,
        anchored=True,
    ),
    rule(
        "end of a period",
        r"\b(?:the[ ])?(?:year|month)[ -]?end\b",
        lambda m, c: spans.part(
            "end",
            spans.of_year(c.today.year) if "year" in m[0].lower() else spans.of_month(c.today.year, c.today.month),
        ),
        anchored=True,
    ),
    rule(
        "part of a period",
        rf"\b(early|mid|late)[ -](?:in[ ])?(this|last|next)[ ](year|month|week|{SEASON})\b",
        _part_of_named,
        anchored=True,
    ),
    rule(
        "so far",
        rf"\b(earlier|later)[ ](?:in[ ]|on[ ])?(?:this|the)[ ](year|month|week|decade|century|{SEASON})\b",
        _so_far,
        anchored=True,
    ),
    _away(0, "today", r"\b(?:earlier|later)[ ]today\b|\b(?:earlier|later)[ ](?:in[ ])?the[ ]day\b"),
    rule(
        "period",
        rf"\b(?:the[ ])?(last|this|next|previous|past|coming|following){S}{_PERIOD}\b(?![ ]?[-–]?long)(?!['’]s[ ]end)",
        _named_or_after_last,
        anchored=True,
    ),
    rule(
        "weekend",
        r"\b(?:the|over the|at the)[ ](weekend)\b",
        lambda m, c: _named("this", "weekend", m, c),
        anchored=True,
    ),
    rule(
        "period",
        r"\bthe[ ](?:current|present)[ ](year|month|week|quarter|decade|century)\b",
        lambda m, c: _named("this", _unit(m[1]), m, c),
        anchored=True,
    ),
    rule(
        "weekday",
        rf"\b(last|this|next|this[ ]past|this[ ]coming|the[ ]previous|the[ ]following)[ ]({WEEKDAY})"
        rf"(?:[ ]{PART_OF_DAY})?(?!\w)",
        _named_weekday,
        anchored=True,
    ),
    rule("month", rf"\b(last|this|next)[ ]({MONTH})(?!\w)", _named_month, anchored=True),
    rule(
        "weekday",
        rf"\b(?:(?:early|late)[ ](?:on[ ])?)?({WEEKDAY})(?:[ ]{PART_OF_DAY})?(?!\w)",
        _weekday,
        anchored=True,
        exact=True,
    ),
    rule(
        "counted",
        rf"\b(?:(?:over|about|around|nearly|almost|more[ ]than|some|roughly|less[ ]than|at[ ]least|just)[ ])?"
        rf"({NUMBER})(?:[ ]and[ ]a[ ]half)?[ -]({UNIT})s?[ ]"
        r"(ago|earlier|later|afterwards?|hence|from[ ]now|from[ ]today|previously|before(?=[.,;)]|[ ](?:and|but)\b|\Z))"
        r"\b(?![ ]than\b)(?<!earlier(?=[ ]this\b))(?<!later(?=[ ]this\b))(?![ ]in[ ]the\b)",
        _counted,
        anchored=True,
    ),
    rule(
        "some time ago",
        rf"\b(?:a[ ])?{VAGUE_NUMBER}[ ]({UNIT})s[ ](?:ago|earlier)\b",
        _some_ago,
        anchored=True,
        vague=True,
    ),
    rule(
        "vague past",
        r"\b(?:in[ ]|over[ ])?(?:the[ ])?recent[ ](?:days|weeks|months|years)\b",
        _lately,
        anchored=True,
        vague=True,
    ),
    rule(
        "vague future",
        r"\b(?:in[ ]|over[ ])?the[ ]coming[ ](?:days|weeks|months|years)\b",
        _soon,
        anchored=True,
        vague=True,
    ),
    rule(
        "units",
        rf"\b(?:(?:in|over|within|during|for)[ ])?(?:the[ ])?(past|last|coming|next|following)[ ]"
        rf"(?:({NUMBER}|{VAGUE_NUMBER})[ ])?(hour|day|week|month|year|decade)s\b",
        _stretch_of_units,
        anchored=True,
    ),
    rule("within", rf"\bwithin[ ]({NUMBER})[ ]({UNIT})s?\b(?![ ]of)", _within, anchored=True),
    _away(-2, "days from today", r"\bthe[ ]day[ ]before[ ]yesterday\b"),
    _away(2, "days from today", r"\bthe[ ]day[ ]after[ ]tomorrow\b"),
    _away(-1, "yesterday", rf"\byesterday(?:[ ]{PART_OF_DAY})?\b|\blast[ ]night\b"),
    _away(1, "tomorrow", rf"\btomorrow(?:[ ]{PART_OF_DAY})?\b"),
    _away(0, "today", rf"\b(?:today|tonight|this[ ]{PART_OF_DAY})\b(?!['’]s\b)"),
    rule("same period", r"\b(?:the[ ]same|that(?:[ ]very|[ ]same)?)[ ](day|week|month|year)\b", _same, anchored=True),
    rule("next day", rf"\bthe[ ](next|following|previous)[ ](?:day|{PART_OF_DAY})\b", _next_day, anchored=True),
    rule(
        "time of day",
        r"\b(?:shortly[ ]|just[ ])?(?:before|after|at)[ ](?:dawn|dusk|midnight|noon|sunrise|sunset|daybreak)\b",
        lambda m, c: spans.of_day(c.anchor),
        anchored=True,
    ),
    rule(
        "vague past",
        r"\b(?:very[ ])?recently\b|\blately\b|\bof[ ]late\b|\b(?:the[ ])?most[ ]recent\b"
        rf"|\b(?:an?|his|her|their|its|this)[ ]recent\b(?=[ ][a-z])|\brecent\b(?=[ ]{_RECENT_THINGS}\b)",
        _lately,
        anchored=True,
        vague=True,
    ),
    rule(
        "vague future",
        r"\bsoon\b(?![ ](?:after|before|as)\b)|\bshortly\b(?![ ](?:after|before)\b)|\bin[ ]the[ ]near[ ]future\b"
        r"|\bbefore[ ]long\b|\bimminent(?:ly)?\b",
        _soon,
        anchored=True,
        vague=True,
    ),
)
