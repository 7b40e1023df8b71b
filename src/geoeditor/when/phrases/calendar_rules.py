"""Rules for days, months and years of the calendar, with their year or without: "7 August 2025", "14-15 March".

Imports nothing of ours outside this package.
"""

import re
from datetime import date

from geoeditor.when.phrases import spans
from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.doubts import NOT_A_YEAR, is_no_month, is_no_year, is_quantity
from geoeditor.when.phrases.rules import Rule, rule
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import (
    DASH,
    DAY,
    MONTH,
    PART_OF_DAY,
    WEEKDAY,
    YEAR,
    S,
    day_number,
    month_number,
)

Found = re.Match[str]
_LEAD = rf"\b(?:(?:the[ ])?{PART_OF_DAY}[ ]of[ ](?:the[ ])?)?(?:{WEEKDAY},?{S})?"


def _day(year: str, month: str, day: str) -> date:
    return date(int(year), month_number(month), day_number(day))


def _numeric(found: Found, context: Context) -> Stretch | None:
    """Read "13/01/2025"; where day and month can't be told apart and no order is set, both readings stand."""
    a, b, year = int(found[1]), int(found[3]), int(found[4])
    readings = sorted(
        {date(year, month, day) for day, month in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31}
    )
    if not readings:
        return None
    if len(readings) == 1 or "." in found[0]:
        return spans.of_day(date(year, b, a) if "." in found[0] else readings[0])
    if context.habits.date_order:
        return spans.of_day(date(year, b, a) if context.habits.date_order == "day-month" else date(year, a, b))
    return Stretch(f"[{readings[0].isoformat()},{readings[1].isoformat()}]", readings[0], readings[1], "span")


def _year_less(month: str, day: str, found: Found, context: Context) -> date:
    number, number_of_day = month_number(month), day_number(day)
    year = context.year_of(number, found.start(), found.end(), number_of_day)
    if number == 2 and number_of_day == 29:
        year = next(y for y in (year, year - 1, year - 2, year - 3, year + 1) if y % 4 == 0)
    return date(year, number, number_of_day)


def _days(found: Found, context: Context) -> Stretch | None:
    """Read "March 14-15", "14-15 March 2026" and "from 10 to 12 February 2025"."""
    words = found.groupdict()
    if words["year"]:
        first, last = (_day(words["year"], words["month"], words[key]) for key in ("a", "b"))
    else:
        first = _year_less(words["month"], words["a"], found, context)
        last = date(first.year, first.month, day_number(words["b"]))
    return spans.between(first, last) if last > first else None


def _days_of_two_months(found: Found, context: Context) -> Stretch | None:
    """Read "30 June–2 July 2024" and "from February 28 to March 3"."""
    low, high = month_number(found["ma"]), month_number(found["mb"])
    a, b = day_number(found["a"]), day_number(found["b"])
    year = int(found["yb"]) if found["yb"] else context.year_of(high, found.start(), found.end(), b)
    begin = int(found["ya"]) if found["ya"] else year - 1 if (low, a) > (high, b) else year
    first, last = date(begin, low, a), date(year, high, b)
    return spans.between(first, last, grain="pair") if last > first else None


def _months(found: Found, context: Context) -> Stretch | None:
    """Read "April to September 2024" and "February and March"."""
    low, high = month_number(found["a"]), month_number(found["b"])
    year = int(found["year"]) if found["year"] else context.year_of(high, found.start(), found.end())
    begin = year - 1 if low > high else year
    first, last = spans.of_month(begin, low), spans.of_month(year, high)
    return Stretch(f"{first.edtf}/{last.edtf}", first.first, last.last, "span")


def _years(found: Found, context: Context) -> Stretch | None:
    first = int(found[1])
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    if last <= first or last - first > 200 or is_no_year(context.text, found.start(1), found.end()):
        return None
    return Stretch(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31), "span")


def _years_in_words(found: Found, context: Context) -> Stretch | None:
    years = _years(found, context)
    return None if years is None else Stretch(years.edtf, years.first, years.last, "pair")


def _month_alone(found: Found, context: Context) -> Stretch | None:
    if is_no_month(context.text, found.start(), found.end()):
        return None
    month = month_number(found[1])
    return spans.of_month(context.year_of(month, found.start(), found.end()), month)


def _year_alone(found: Found, context: Context) -> Stretch | None:
    year = int(found[1])
    limit = context.published.year + 80 if context.published else 2150
    if not 1500 <= year <= limit or is_no_year(context.text, found.start(1), found.end(1)):
        return None
    return spans.of_year(year)


def _about(found: Found, context: Context) -> Stretch | None:
    """Read "around 2005", but not "around 1900 fighters"."""
    return None if is_quantity(context.text, found.end()) else spans.about(spans.of_year(int(found[1])))


def _before_or_after(found: Found, _: Context) -> Stretch:
    """Read "pre-2014" and "post-2015"."""
    year = int(found[2])
    if found[1].lower() == "pre":
        return Stretch(f"../{year - 1:04d}", None, date(year - 1, 12, 31), "limit")
    return Stretch(f"{year + 1:04d}/..", date(year + 1, 1, 1), None, "limit")


def _day_of_month(found: Found, context: Context) -> Stretch:
    """Read "on the 15th" and "on the 5th of next month"."""
    number, today = day_number(found[1]), context.today
    step = {"last": -1, "next": 1, "this": 0}.get((found[2] or "").lower())
    if step is None:
        if context.is_future(found.start(), found.end()):
            step = 1 if number < today.day else 0
        else:
            step = -1 if number > today.day else 0
    there = spans.add_months(today.replace(day=1), step)
    return spans.of_day(date(there.year, there.month, number))


_A, _B = rf"(?P<a>{DAY})", rf"(?P<b>{DAY})"
_MA, _MB = rf"(?P<ma>{MONTH})", rf"(?P<mb>{MONTH})"
_YA, _YB = rf"(?:,?{S}(?P<ya>{YEAR}))?", rf"(?:,?{S}(?P<yb>{YEAR}))?"
_TO = rf"(?:[ ](?:to|until|till|through)[ ](?:the[ ])?|{DASH})"
_FROM = rf"\b(?:from{S}(?:the[ ])?)?"

DATED: tuple[Rule, ...] = (
    rule(
        "iso date",
        rf"\b({YEAR})-(\d\d)-(\d\d)(?:T\d\d[\d:]{{0,12}}Z?)?\b",
        lambda m, c: spans.of_day(date(int(m[1]), int(m[2]), int(m[3]))),
    ),
    rule(
        "iso date",
        rf"(?<![\w/])({YEAR})/(\d\d)/(\d\d)\b(?!/)",
        lambda m, c: spans.of_day(date(int(m[1]), int(m[2]), int(m[3]))),
    ),
    rule("numeric date", rf"(?<![\w/.-])(\d\d?)([/.-])(\d\d?)\2({YEAR})\b", _numeric),
    rule("days", rf"{_FROM}{_A}[ ]{_MA}{_YA}{_TO}{_B}[ ]{_MB}{_YB}(?!\w)", _days_of_two_months),
    rule("days", rf"{_FROM}{_MA}[ ]{_A}{_YA}{_TO}{_MB}[ ]{_B}{_YB}(?!\w)", _days_of_two_months),
    rule("days of a month", rf"{_LEAD}(?P<month>{MONTH})[ ]{_A}{DASH}{_B},?{S}(?P<year>{YEAR})\b", _days),
    rule("days of a month", rf"\b{_A}{DASH}{_B}{S}(?P<month>{MONTH}),?{S}(?P<year>{YEAR})\b", _days),
    rule(
        "days of a month",
        rf"\b(?:from{S}|between{S})?{_A}[ ](?:to|and|until|through)[ ]{_B}{S}(?P<month>{MONTH}),?{S}(?P<year>{YEAR})\b",
        _days,
    ),
    rule("day", rf"{_LEAD}({MONTH})[ ]({DAY}),?{S}({YEAR})\b", lambda m, c: spans.of_day(_day(m[3], m[1], m[2]))),
    rule(
        "day",
        rf"{_LEAD}(?:the[ ])?({DAY})(?:[ ]of)?[ ]({MONTH}),?{S}({YEAR})\b",
        lambda m, c: spans.of_day(_day(m[3], m[2], m[1])),
    ),
    rule(
        "months",
        rf"\b(?:from{S}|between{S})?(?P<a>{MONTH})(?:[ ](?:to|and|until|through|or)[ ]|{DASH})"
        rf"(?P<b>{MONTH})(?:[ ]of)?,?{S}(?P<year>{YEAR})\b",
        _months,
    ),
    rule("month", rf"\b({MONTH})(?:[ ]of)?,?{S}({YEAR})\b", lambda m, c: spans.of_month(int(m[2]), month_number(m[1]))),
    rule("about a year", rf"\b(?:circa|c\.|ca\.|around|about|approximately|roughly)[ ]?({YEAR})\b{NOT_A_YEAR}", _about),
    rule("years", rf"\b({YEAR}){DASH}({YEAR})\b(?![-–/]?\d)", _years),
    rule("years", rf"(?<![\d/])\b({YEAR})[-–/](\d\d)\b(?![-/\d])", _years),
    rule("years", rf"\b(?:from{S})?({YEAR})[ ](?:to|until|till|through)[ ]({YEAR})\b{NOT_A_YEAR}", _years_in_words),
    rule("before or after a year", rf"\b(pre|post)[-–]({YEAR})\b(?![-–/]\d)", _before_or_after),
    rule(
        "year",
        rf"(?<![\d$€£.,#/\-–])\b(?:[Tt]he[ ]year[ ])?(?<![\d$€£.,#/\-–])({YEAR})\b{NOT_A_YEAR}",
        _year_alone,
        exact=True,
    ),
)

YEAR_LESS: tuple[Rule, ...] = (
    rule("days of a month", rf"{_LEAD}(?P<month>{MONTH})[ ]{_A}{DASH}{_B}\b(?P<year>)(?![\d,]*\d)", _days),
    rule(
        "days of a month",
        rf"\b(?:from{S}|between{S})?{_A}(?:{DASH}|[ ](?:to|and|until|through)[ ]){_B}"
        rf"[ ](?P<month>{MONTH})(?P<year>)(?!\w)",
        _days,
    ),
    rule("day", rf"{_LEAD}({MONTH})[ ]({DAY})\b(?!,?\d)", lambda m, c: spans.of_day(_year_less(m[1], m[2], m, c))),
    rule(
        "day",
        rf"{_LEAD}(?:the[ ])?({DAY})(?:[ ]of)?[ ]({MONTH})(?!\w)",
        lambda m, c: spans.of_day(_year_less(m[2], m[1], m, c)),
    ),
    rule(
        "months",
        rf"\b(?:from{S}|between{S})?(?P<a>{MONTH})(?:[ ](?:to|and|until|through)[ ]|{DASH})"
        rf"(?P<b>{MONTH})(?P<year>)(?!\w)",
        _months,
        exact=True,
    ),
    rule(
        "month",
        r"(?<!\d[ ])\b(January|February|April|June|July|August|September|October|November|December"
        r"|(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Bb]y )|(?<=\bof )|(?<=\bto )"
        r"|(?<=\bfrom )|(?<=\bas ))(?:March|May))"
        r"(?!\w)(?![ ]\d)",
        _month_alone,
        exact=True,
        needs="month",
    ),
    rule(
        "month",
        rf"\b({MONTH}),?[ ](?:of[ ])?(last|this|next)[ ]year\b",
        lambda m, c: spans.of_month(
            c.today.year + {"last": -1, "this": 0, "next": 1}[m[2].lower()], month_number(m[1])
        ),
    ),
    rule(
        "day of a month",
        r"(?<=\b[Oo]n )the[ ]((?:3[01]|[12]?\d)(?:st|nd|rd|th))"
        r"(?:[ ]of[ ](last|this|next)[ ]month\b|(?=[.,;:)]|\Z))",
        _day_of_month,
    ),
)
