"""Rules for dates that name their year, or a month or day of the calendar: "7 August 2025", "Q3 2025".

Imports nothing of ours outside this package.
"""

import re
from datetime import date

from geoeditor.reading.dates import spans
from geoeditor.reading.dates.context import Context
from geoeditor.reading.dates.rules import Rule, rule
from geoeditor.reading.dates.spans import Stretch
from geoeditor.reading.dates.wordings import (
    DASH,
    DAY,
    MONTH,
    PART,
    SEASON,
    SEASONS,
    WEEKDAY,
    YEAR,
    S,
    day_number,
    month_number,
    ordinal,
    part_name,
)

Found = re.Match[str]
_LEAD = rf"\b(?:{WEEKDAY},?{S})?"
_CENTURY = r"(\d{1,2}(?:st|nd|rd|th)|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)"


def _day(year: str, month: str, day: str) -> date:
    return date(int(year), month_number(month), day_number(day))


def _numeric(found: Found, _: Context) -> Stretch | None:
    """Read "13/01/2025"; where day and month can't be told apart, both readings stand."""
    a, b, year = int(found[1]), int(found[2]), int(found[3])
    readings = sorted(
        {date(year, month, day) for day, month in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31}
    )
    if not readings:
        return None
    if len(readings) == 1 or "." in found[0]:
        return spans.of_day(date(year, b, a) if "." in found[0] else readings[0])
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


def _months(found: Found, context: Context) -> Stretch | None:
    """Read "April to September 2024" and "February and March"."""
    low, high = month_number(found["a"]), month_number(found["b"])
    year = int(found["year"]) if found["year"] else context.year_of(high, found.start(), found.end())
    begin = year - 1 if low > high else year
    first, last = spans.of_month(begin, low), spans.of_month(year, high)
    return Stretch(f"{first.edtf}/{last.edtf}", first.first, last.last, "span")


def _years(found: Found, _: Context) -> Stretch | None:
    first = int(found[1])
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    if last <= first or last - first > 200:
        return None
    return Stretch(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31), "span")


def _part_of_month(found: Found, context: Context) -> Stretch | None:
    month = month_number(found[2])
    year = int(found[3]) if found[3] else context.year_of(month, found.start(), found.end())
    return spans.part(part_name(found[1]), spans.of_month(year, month))


def _month_alone(found: Found, context: Context) -> Stretch:
    month = month_number(found[1])
    return spans.of_month(context.year_of(month, found.start(), found.end()), month)


def _said_year(words: str | None, context: Context) -> int:
    """Return the year in "2025", "last year", "this year", "the year"; none means this one."""
    if words and words.isdigit():
        return int(words)
    low = (words or "").lower()
    return context.today.year + ("next" in low) - ("last" in low)


def _quarter(found: Found, context: Context) -> Stretch:
    word = found[1].lower()
    number = int(word) if word.isdigit() else 4 if word in ("last", "final") else ordinal(word)
    return spans.of_quarter(_said_year(found[2], context), number)


def _half(found: Found, context: Context) -> Stretch:
    return spans.of_half(_said_year(found[2], context), ordinal(found[1]))


def _year_alone(found: Found, context: Context) -> Stretch | None:
    year = int(found[1])
    limit = context.published.year + 80 if context.published else 2150
    return spans.of_year(year) if 1500 <= year <= limit else None


_A, _B = rf"(?P<a>{DAY})", rf"(?P<b>{DAY})"
_NOT_A_DATE = (
    r"(?![ ]?(?:people|troops|soldiers|miles|km|kilomet|dollars|euros|tonnes|tons|%|percent|prisoners|votes|delegates"
    r"|men|women|children|homes|vehicles|tanks|drones|missiles|workers|members|MW|am\b|pm\b|hours|metres|meters|feet))"
    r"(?![,.]\d)(?![-–]\d)"
)

DATED: tuple[Rule, ...] = (
    rule(
        "iso date",
        rf"\b({YEAR})-(\d\d)-(\d\d)(?:T\d\d[\d:]{{0,12}}Z?)?\b",
        lambda m, c: spans.of_day(date(int(m[1]), int(m[2]), int(m[3]))),
    ),
    rule("numeric date", rf"\b(\d\d?)[/.](\d\d?)[/.]({YEAR})\b", _numeric),
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
    rule("part of a month", rf"\b{PART}({MONTH})(?:[ ]of)?,?{S}({YEAR})\b", _part_of_month),
    rule(
        "part of a year",
        rf"\b{PART}({YEAR})\b(?!s)",
        lambda m, c: spans.part(part_name(m[1]), spans.of_year(int(m[2]))),
    ),
    rule(
        "part of a decade",
        rf"\b{PART}(\d\d\d0)s\b",
        lambda m, c: spans.part(part_name(m[1]), spans.of_decade(int(m[2]))),
    ),
    rule(
        "part of a decade",
        rf"\b{PART}['’]?(\d0)s\b",
        lambda m, c: spans.part(part_name(m[1]), spans.of_decade(1900 + int(m[2]))),
    ),
    rule("month", rf"\b({MONTH})(?:[ ]of)?,?{S}({YEAR})\b", lambda m, c: spans.of_month(int(m[2]), month_number(m[1]))),
    rule(
        "season",
        rf"\b(?:the[ ])?(?:early[ ]|late[ ]|mid-)?({SEASON})[ ](?:of[ ])?({YEAR})\b",
        lambda m, c: spans.of_season(int(m[2]), SEASONS[m[1].lower()]),
    ),
    rule("quarter", rf"\b(?:the[ ])?(first|second|third|fourth|last|final)[ -]quarter[ ](?:of[ ])?({YEAR})", _quarter),
    rule("quarter", rf"\bQ([1-4])[ ]?({YEAR})\b", _quarter, exact=True),
    rule("half", rf"\b(?:the[ ])?(first|second)[ -]half[ ](?:of[ ])?({YEAR})", _half),
    rule(
        "about a year",
        rf"\b(?:circa|c\.|ca\.|around|about|approximately|roughly)[ ]?({YEAR})\b{_NOT_A_DATE}",
        lambda m, c: spans.about(spans.of_year(int(m[1]))),
    ),
    rule("decade", r"\b(?:the[ ])?(\d\d\d0)s\b", lambda m, c: spans.of_decade(int(m[1]))),
    rule("decade", r"\bthe[ ]['’]?(\d0)s\b", lambda m, c: spans.of_decade(1900 + int(m[1]))),
    rule("century", rf"\b(?:the[ ])?{_CENTURY}[ -]century\b", lambda m, c: spans.of_century(ordinal(m[1]))),
    rule("years", rf"\b({YEAR}){DASH}({YEAR})\b", _years),
    rule("years", rf"\b({YEAR})[-–/](\d\d)\b(?![-\d])", _years),
    rule(
        "year",
        rf"(?<![\d$€£.,#/\-–])(?<!No\. )(?<![Rr]esolution )(?<!Agenda )(?<!Vision )\b({YEAR})\b{_NOT_A_DATE}",
        _year_alone,
        exact=True,
    ),
)

YEAR_LESS: tuple[Rule, ...] = (
    rule(
        "days of a month", rf"{_LEAD}(?P<month>{MONTH})[ ]{_A}{DASH}{_B}\b(?P<year>)(?![\d,]*\d)", _days, anchored=True
    ),
    rule(
        "days of a month",
        rf"\b(?:from{S}|between{S})?{_A}(?:{DASH}|[ ](?:to|and|until|through)[ ]){_B}"
        rf"[ ](?P<month>{MONTH})(?P<year>)(?!\w)",
        _days,
        anchored=True,
    ),
    rule(
        "day",
        rf"{_LEAD}({MONTH})[ ]({DAY})\b(?!,?\d)",
        lambda m, c: spans.of_day(_year_less(m[1], m[2], m, c)),
        anchored=True,
    ),
    rule(
        "day",
        rf"{_LEAD}(?:the[ ])?({DAY})(?:[ ]of)?[ ]({MONTH})(?!\w)",
        lambda m, c: spans.of_day(_year_less(m[2], m[1], m, c)),
        anchored=True,
    ),
    rule(
        "months",
        rf"\b(?:from{S}|between{S})?(?P<a>{MONTH})(?:[ ](?:to|and|until|through)[ ]|{DASH})"
        rf"(?P<b>{MONTH})(?P<year>)(?!\w)",
        _months,
        anchored=True,
        exact=True,
    ),
    rule("part of a month", rf"\b{PART}({MONTH})(?!\w)()", _part_of_month, anchored=True),
    rule(
        "month",
        r"(?<!\d[ ])\b(January|February|April|June|July|August|September|October|November|December"
        r"|(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Bb]y )|(?<=\bof )|(?<=\bto )"
        r"|(?<=\bfrom ))(?:March|May))"
        r"(?!\w)(?![ ]\d)",
        _month_alone,
        anchored=True,
        exact=True,
    ),
    rule(
        "quarter",
        r"\b(?:the[ ])?(first|second|third|fourth|final)[ -]quarter(?:[ ]of)?"
        r"(?:[ ](last year|this year|next year|the year))?",
        _quarter,
        anchored=True,
    ),
    rule(
        "half",
        r"\b(?:the[ ])?(first|second)[ -]half[ ]of[ ](last year|this year|next year|the year)",
        _half,
        anchored=True,
    ),
    rule(
        "month",
        rf"\b({MONTH}),?[ ](?:of[ ])?(last|this|next)[ ]year\b",
        lambda m, c: spans.of_month(_said_year(m[2], c), month_number(m[1])),
        anchored=True,
    ),
)
