"""Rules for days and periods around the publication, or the date before: "last week", "on Friday", "the next day".

Imports nothing of ours outside this package.
"""

import re
from datetime import date, timedelta

from geoeditor.when.phrases import spans
from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.doubts import is_no_weekday
from geoeditor.when.phrases.rules import Rule, rule
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import (
    MONTH,
    PART_OF_DAY,
    SEASON,
    SEASONS,
    WEEKDAY,
    S,
    month_number,
    part_name,
    unit_name,
    weekday_number,
)

Found = re.Match[str]
_STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}
_STRETCHING = re.compile(r"\b(?:in|over|for|during|within|throughout)[ ]\Z", re.IGNORECASE)


def _weekend(word: str, found: Found, context: Context) -> Stretch:
    """Return the weekend that has begun last, or the one to come; "this weekend" is that of the week itself."""
    today = context.today
    saturday = today - timedelta(today.weekday()) + timedelta(5)
    step = _STEPS.get(word, 0)
    tense = context.tense(found.start(), found.end())
    looks_back = tense == "past" if word == "this" else tense != "future"
    if step < 0 or (step == 0 and looks_back and saturday > today):
        saturday -= timedelta(7)
    elif step > 0:
        saturday += timedelta(7 if today.weekday() < 5 else 0)
    return spans.between(saturday, saturday + timedelta(1))


def _season(step: int, word: str, today: date) -> Stretch:
    """Return the last season that is over, the next that has not begun, or the one that it is or will be this year."""
    found = [spans.of_season(year, SEASONS[word]) for year in range(today.year - 2, today.year + 3)]
    if step < 0:
        return [season for season in found if season.last is not None and season.last < today][-1]
    if step > 0:
        return next(season for season in found if season.first is not None and season.first > today)
    now = (s for s in found if s.first is not None and s.last is not None and s.first <= today <= s.last)
    return next(now, spans.of_season(today.year, SEASONS[word]))


def _whole(unit: str, day: date, step: int) -> Stretch | None:
    """Return the week, month, quarter, year, decade or century that lies so many steps from the one of a day."""
    if unit == "week":
        return spans.of_week(day + timedelta(7 * step))
    if unit == "month":
        there = spans.add_months(day.replace(day=1), step)
        return spans.of_month(there.year, there.month)
    if unit == "quarter":
        year, index = divmod(day.year * 4 + (day.month - 1) // 3 + step, 4)
        return spans.of_quarter(year, index + 1)
    if unit == "year":
        return spans.of_year(day.year + step)
    if unit == "decade":
        return spans.of_decade(day.year + 10 * step)
    return spans.of_century(day.year // 100 + 1 + step) if unit == "century" else None


def _named(word: str, unit: str, found: Found, context: Context) -> Stretch | None:
    """Read "last week", "this decade", "the coming winter"."""
    step = _STEPS.get(word, 0)
    if unit == "weekend":
        return _weekend(word, found, context)
    if unit in SEASONS:
        return _season(step, unit, context.today)
    return _whole(unit, context.today, step)


def _period(found: Found, context: Context) -> Stretch | None:
    """Read "the following year" from the date before, "the last year" up to now, and the rest by the calendar."""
    word, unit = found[2].lower(), unit_name(found[3])
    if unit not in ("week", "month", "year", "decade", "century"):
        return _named(word, unit, found, context)
    if word in ("past", "last") and (word == "past" or found[1]):
        return spans.between(spans.move(context.today, unit, -1), context.today)
    if word in ("next", "coming") and found[1]:
        if word == "coming" or _STRETCHING.search(context.text[max(0, found.start() - 12) : found.start()]):
            return spans.between(context.today, spans.move(context.today, unit, 1), ">")
        before = context.before
        if before is not None and before.first is not None:
            return _whole(unit, before.first, 1)
    if word in ("following", "previous"):
        before = context.before
        if before is not None and before.first is not None:
            return _whole(unit, before.first, _STEPS[word])
    return _named(word, unit, found, context)


def _edge(found: Found, context: Context) -> Stretch | None:
    """Read "the end of this year", "the start of the month"."""
    word = found[2].lower()
    unit = unit_name(found[3])
    if word == "that":
        before = context.before
        whole = None if before is None or before.first is None else _whole(unit, before.first, 0)
    else:
        whole = _named("this" if word == "the" else word, unit, found, context)
    return None if whole is None else spans.part(part_name(found[1]), whole)


def _end_of_this(found: Found, context: Context) -> Stretch | None:
    """Read "year-end" and "month-end"."""
    return spans.part("end", _whole("year" if "year" in found[0].lower() else "month", context.today, 0) or _NOTHING)


_NOTHING = Stretch("", None, None)


def _part_of_named(found: Found, context: Context) -> Stretch | None:
    whole = _named(found[2].lower(), unit_name(found[3]), found, context)
    return None if whole is None else spans.part(found[1].lower(), whole)


def _so_far(found: Found, context: Context) -> Stretch | None:
    """Read "earlier this month", "so far this year" and "later in the year"."""
    whole = _named("this", unit_name(found[2]), found, context)
    if whole is None or whole.first is None or whole.last is None:
        return None
    if found[1].lower() == "later":
        return spans.between(max(context.today, whole.first), whole.last)
    return spans.between(whole.first, min(context.today, whole.last))


def _rest_of_that(found: Found, context: Context) -> Stretch | None:
    """Read "later that year" and "earlier that month" from the date before; without one they say nothing."""
    before = context.before
    if before is None or before.first is None or before.last is None:
        return None
    whole = _whole(unit_name(found[2]), before.first, 0)
    if whole is None or whole.first is None or whole.last is None or before.last > whole.last:
        return None
    if (before.first, before.last) == (whole.first, whole.last):
        return whole
    if found[1].lower() == "later":
        return spans.between(before.last, whole.last)
    return spans.between(whole.first, before.first)


def _weekday(found: Found, context: Context) -> Stretch | None:
    if is_no_weekday(context.text, found.start(), found[1]):
        return None
    return spans.of_day(context.weekday(weekday_number(found[1]), found.start(), found.end()))


def _named_weekday(found: Found, context: Context) -> Stretch:
    """Read "last Monday", "this Friday" (of the week that it is), "the following Friday" (after the date before)."""
    word, number = found[1].lower(), weekday_number(found[2])
    if word in ("the following", "the previous"):
        there = context.anchor
        step = (number - there.weekday()) % 7 or 7
        return spans.of_day(
            there + timedelta(step if word == "the following" else step - 14 if step == 7 else step - 7)
        )
    today = context.today
    back = (today.weekday() - number) % 7
    if "next" in word or "coming" in word:
        return spans.of_day(today + timedelta(7 - back))
    if word == "this":
        return spans.of_day(today + timedelta(number - today.weekday()))
    return spans.of_day(today - timedelta(back or (7 if "last" in word else 0)))


def _named_month(found: Found, context: Context) -> Stretch:
    month, today, word = month_number(found[2]), context.today, found[1].lower()
    year = today.year
    if word == "last":
        year -= month >= today.month
    elif word == "next":
        year += month <= today.month
    return spans.of_month(year, month)


def _same(found: Found, context: Context) -> Stretch | None:
    before, unit = context.before, unit_name(found[1])
    if before is None or before.first is None:
        return None
    if unit in ("morning", "afternoon", "evening", "night"):
        return spans.of_day(before.first) if before.first == before.last else None
    return spans.of_day(before.first) if unit == "day" else _whole(unit, before.first, 0)


def _next_day(found: Found, context: Context) -> Stretch:
    return spans.of_day(context.anchor + timedelta(-1 if found[1].lower() == "previous" else 1))


def _beside(found: Found, context: Context) -> Stretch | None:
    """Read "the day before" and "the year after" from the date before; without one they say nothing."""
    before, unit = context.before, unit_name(found[1])
    if before is None or before.first is None or before.last is None:
        return None
    step = -1 if found[2].lower() in ("before", "earlier") else 1
    there = before.first if step < 0 else before.last
    if unit in ("week", "month", "year"):
        return _whole(unit, there, step)
    return spans.of_day(there + timedelta(step))


def _away(days: int, name: str, pattern: str, needs: str = "moment") -> Rule:
    return rule(name, pattern, lambda m, c: spans.of_day(c.today + timedelta(days)), needs=needs)


_PERIOD = rf"(year|month|week|weekend|quarter|decade|century|{SEASON})"
_MOMENT = r"(?:early|late|noon|midday|midnight|dawn|dusk|nightfall|sunrise|sunset|overnight)"
_ENDS = r"(?=[.,;:)]|[ ](?:and|but)\b|\Z)"

RELATIVE: tuple[Rule, ...] = (
    rule(
        "end of a period",
        r"\b((?:the[ ])?(?:end|close|beginning|start|middle)[ ]of)[ ](the|this|that|next|last)[ ]"
        r"(year|month|week|quarter|decade|century)\b",
        _edge,
        needs="unit",
    ),
    rule("end of a period", r"\b(?:the[ ])?(?:year|month)[ -]?end\b", _end_of_this, needs="unit"),
    rule(
        "part of a period",
        rf"\b(early|mid|late)[ -](?:in[ ])?(this|last|next)[ ](year|month|week|decade|century|{SEASON})\b",
        _part_of_named,
        needs="unit",
    ),
    rule(
        "so far",
        rf"\b(earlier|later|so[ ]far)[ ](?:in[ ]|on[ ])?(?:this|the)[ ](year|month|week|decade|century|{SEASON})\b",
        _so_far,
        needs="unit",
    ),
    rule(
        "so far",
        r"\b(earlier|later)[ ](?:in[ ]|on[ ])?that[ ](?:same[ ])?(week|month|year|decade)\b",
        _rest_of_that,
        needs="unit",
    ),
    _away(0, "today", r"\b(?:earlier|later)[ ]today\b|\b(?:earlier|later)[ ](?:in[ ])?the[ ]day\b", ""),
    rule(
        "period",
        rf"\b(the[ ])?(last|this|next|previous|past|coming|following){S}{_PERIOD}\b"
        r"(?![ ]?[-–]?long)(?!['’]s[ ]end)(?![ ](?:of|in)[ ](?:the|his|her|its|their|my|our|a|an|which)\b)",
        _period,
        needs="unit",
    ),
    rule(
        "period",
        r"\bthe[ ](week|month|year)[ ](before[ ]last|after[ ]next)\b",
        lambda m, c: _whole(m[1].lower(), c.today, -2 if "last" in m[2].lower() else 2),
        needs="unit",
    ),
    rule("weekend", r"\bthe[ ](weekend)\b(?![ ](?:of|before|after)\b)", lambda m, c: _weekend("", m, c), needs="unit"),
    rule(
        "period",
        r"\bthe[ ](?:current|present)[ ](year|month|week|quarter|decade|century)\b",
        lambda m, c: _named("this", unit_name(m[1]), m, c),
        needs="unit",
    ),
    rule(
        "weekday",
        rf"\b(last|this|next|this[ ]past|this[ ]coming|the[ ]previous|the[ ]following)[ ]({WEEKDAY})"
        rf"(?:[ ]{PART_OF_DAY})?(?!\w)",
        _named_weekday,
    ),
    rule("month", rf"\b(last|this|next)[ ]({MONTH})(?!\w)", _named_month),
    rule(
        "weekday",
        rf"\b(?:(?i:{_MOMENT})[ ](?:on[ ])?)?({WEEKDAY})(?:[ ]{PART_OF_DAY})?(?!\w)",
        _weekday,
        exact=True,
    ),
    _away(-2, "days from today", r"\bthe[ ]day[ ]before[ ]yesterday\b"),
    _away(2, "days from today", r"\bthe[ ]day[ ]after[ ]tomorrow\b"),
    _away(-1, "yesterday", rf"\byesterday(?:[ ]{PART_OF_DAY})?\b|\blast[ ]night\b"),
    _away(1, "tomorrow", rf"\btomorrow(?:[ ]{PART_OF_DAY})?\b"),
    _away(0, "today", rf"\b(?:today|tonight|this[ ]{PART_OF_DAY})\b(?!['’]s\b)"),
    rule(
        "overnight",
        r"\bovernight\b(?=[.,;:]|[ ](?:by|in|into|and)\b|\Z)|(?-i:\bOvernight\b)",
        lambda m, c: spans.between(c.today - timedelta(1), c.today),
        needs="moment",
    ),
    rule(
        "same period",
        rf"\b(?:the[ ]same|that(?:[ ]very|[ ]same)?)[ ](day|week|month|year|{PART_OF_DAY})\b",
        _same,
        needs="unit",
    ),
    rule("next day", rf"\bthe[ ](next|following|previous)[ ](?:day|{PART_OF_DAY})\b", _next_day, needs="unit"),
    rule(
        "next day",
        rf"\bthe[ ](day|{PART_OF_DAY}|week|month|year)[ ](before|after|earlier){_ENDS}",
        _beside,
        needs="unit",
    ),
    rule(
        "time of day",
        r"\b(?:shortly[ ]|just[ ])?(?:before|after|at)[ ](?:dawn|dusk|midnight|noon|sunrise|sunset|daybreak)\b"
        rf"(?![ ]on[ ](?-i:{WEEKDAY}))",
        lambda m, c: spans.of_day(c.anchor),
        needs="moment",
    ),
)
