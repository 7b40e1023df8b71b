"""Rules for parts of years, seasons, quarters, halves, decades and centuries: "Q3 2025", "the late 1990s".

Imports nothing of ours outside this package.
"""

import re
from datetime import date, timedelta

from geoeditor.when.phrases import spans
from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.rules import Rule, rule
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import (
    DAY,
    DECADES,
    MONTH,
    PART,
    SEASON,
    SEASONS,
    YEAR,
    S,
    day_number,
    decade_number,
    month_number,
    ordinal,
    part_name,
)

Found = re.Match[str]
_CENTURY = r"(\d{1,2}(?:st|nd|rd|th)|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)"
_SAID = r"(last year|this year|next year|the year)"
_FOURTH = r"(first|second|third|fourth|last|final)"
_AFTER = "".join(
    rf"|(?<=\b{word} )" for word in ("[Ss]ince", "[Bb]y", "[Uu]ntil", "[Dd]uring", "[Tt]hrough", "[Bb]efore")
)
_SEASON_WORDS = rf"(?:(?<=\b[Ii]n ){_AFTER}|(?<=\b[Oo]ver )|(?<=\b[Tt]his ))"


def _said_year(words: str | None, context: Context) -> int | None:
    """Return the year in "2025", "last year", "this year", "the year"; None where none is said."""
    if not words:
        return None
    if words.isdigit():
        return int(words)
    low = words.lower()
    return context.today.year + ("next" in low) - ("last" in low)


def by_tense(this: Stretch, before: Stretch, after: Stretch, found: Found, context: Context) -> Stretch:
    """Choose between three years of a period: the one that has begun in the past, the one to come, else this one."""
    today = context.today
    tense = context.tense(found.start(), found.end())
    if tense == "past" and this.first is not None and this.first > today:
        return before
    if tense == "future" and this.last is not None and this.last < today:
        return after
    return this


def _quarter(found: Found, context: Context) -> Stretch:
    word = found[1].lower()
    number = int(word) if word.isdigit() else 4 if word in ("last", "final") else ordinal(word)
    year = _said_year(found[2], context)
    if year is not None:
        return spans.of_quarter(year, number)
    year = context.today.year
    this, before, after = (spans.of_quarter(each, number) for each in (year, year - 1, year + 1))
    return by_tense(this, before, after, found, context)


def _half(found: Found, context: Context) -> Stretch:
    word = found[1].lower()
    number = int(word) if word.isdigit() else ordinal(word)
    year = _said_year(found[2], context)
    return spans.of_half(context.today.year if year is None else year, number)


def _half_of_month(found: Found, context: Context) -> Stretch:
    month = _month(found[2], found[3], found, context)
    if month.first is None or month.last is None:
        return month
    middle = month.first.replace(day=15)
    if found[1].lower() == "first":
        return spans.between(month.first, middle)
    return spans.between(middle + timedelta(1), month.last)


def _half_of_decade(found: Found, _: Context) -> Stretch:
    first = int(found[2]) + (0 if found[1].lower() == "first" else 5)
    return Stretch(f"{first:04d}/{first + 4:04d}", date(first, 1, 1), date(first + 4, 12, 31), "span")


def _month(name: str, year: str | None, found: Found, context: Context) -> Stretch:
    number = month_number(name)
    return spans.of_month(int(year) if year else context.year_of(number, found.start(), found.end()), number)


def _week_of_month(found: Found, context: Context) -> Stretch | None:
    """Read "the first week of March 2024" as its first seven days, "the last week" as its last."""
    month = _month(found[2], found[3], found, context)
    if month.first is None or month.last is None:
        return None
    if found[1].lower() in ("last", "final"):
        return spans.between(month.last - timedelta(6), month.last, "<")
    first = month.first + timedelta(7 * (ordinal(found[1]) - 1))
    return spans.between(first, first + timedelta(6), "<>" if first > month.first else ">")


def _week_of_day(found: Found, context: Context) -> Stretch:
    """Read "the week of 7 July", "the week ending 3 August 2025"."""
    month = month_number(found["m1"] or found["m2"])
    day = day_number(found["d1"] or found["d2"])
    year = found["y1"] or found["y2"]
    there = date(int(year) if year else context.year_of(month, found.start(), found.end(), day), month, day)
    if found["side"].lower() in ("ending", "to"):
        return spans.between(there - timedelta(6), there, grain="week")
    if found["side"].lower() == "of":
        return spans.of_week(there)
    return spans.between(there, there + timedelta(6), grain="week")


def _part_of_month(found: Found, context: Context) -> Stretch | None:
    return spans.part(part_name(found[1]), _month(found[2], found[3], found, context))


def _decade(found: Found, _: Context) -> Stretch:
    """Read "the 1990s", and "the 1800s" as the century that nobody counts in decades."""
    year = int(found[1])
    return spans.of_century(year // 100 + 1) if year % 100 == 0 and year < 1900 else spans.of_decade(year)


def _season_of_year(found: Found, context: Context) -> Stretch:
    """Read "in the spring" by the tense of its clause."""
    year, code = context.today.year, SEASONS[found[1].lower()]
    this = spans.of_season(year, code)
    deadline = re.search(r"\b(?:by|before|until)[ ]the[ ]\Z", context.text[max(0, found.start() - 14) : found.start(1)])
    if deadline and this.last is not None and this.last < context.today:
        return spans.of_season(year + 1, code)
    return by_tense(this, spans.of_season(year - 1, code), spans.of_season(year + 1, code), found, context)


def _fiscal(found: Found, _: Context) -> Stretch:
    """Read "fiscal 2025"; when it begins differs from country to country."""
    year = int(found[1])
    if not found[2]:
        return spans.about(spans.of_year(year))
    return Stretch(f"{year:04d}~/{year + 1:04d}~", date(year, 1, 1), date(year + 1, 12, 31), "span")


def _turn(found: Found, _: Context) -> Stretch:
    """Read "the turn of the century" as the one that people remember, unless it is numbered."""
    return spans.about(spans.of_year((ordinal(found[1]) - 1) * 100 if found[1] else 2000))


PERIODS: tuple[Rule, ...] = (
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
    rule(
        "part of a decade",
        rf"\b{PART}({DECADES})\b",
        lambda m, c: spans.part(part_name(m[1]), spans.of_decade(decade_number(m[2]))),
    ),
    rule(
        "part of a century",
        rf"\b{PART}{_CENTURY}[ -]century\b",
        lambda m, c: spans.part(part_name(m[1]), spans.of_century(ordinal(m[2]))),
    ),
    rule(
        "week of a month", rf"\b(?:the[ ])?{_FOURTH}[ ]week[ ](?:of|in)[ ]({MONTH})(?:,?{S}({YEAR}))?\b", _week_of_month
    ),
    rule(
        "week of a day",
        r"\b(?:the[ ])?week[ ](?P<side>of|beginning|starting|ending|to)[ ](?:on[ ])?"
        rf"(?:(?P<d1>{DAY})(?:[ ]of)?[ ](?P<m1>{MONTH})(?:,?{S}(?P<y1>{YEAR}))?"
        rf"|(?P<m2>{MONTH})[ ](?P<d2>{DAY})(?:,?{S}(?P<y2>{YEAR}))?)(?!\w)",
        _week_of_day,
    ),
    rule(
        "season",
        rf"\b(?:the[ ])?(?:early[ ]|late[ ]|mid-)?({SEASON})[ ](?:of[ ])?({YEAR})(?:[-–/]\d\d(?:\d\d)?)?\b(?![-\d])",
        lambda m, c: spans.of_season(int(m[2]), SEASONS[m[1].lower()]),
    ),
    rule("quarter", rf"\b(?:the[ ])?{_FOURTH}[ -]quarter[ ](?:of[ ])?({YEAR})", _quarter),
    rule("quarter", rf"\bQ([1-4])[ ]?(?:of[ ])?({YEAR})\b", _quarter, exact=True),
    rule("quarter", rf"\bQ([1-4])(?![-–&\w.]\w)(?:[ ](?:of[ ])?{_SAID})?(?!\w)", _quarter, exact=True),
    rule("half", rf"\b(?:the[ ])?(first|second)[ -]half[ ](?:of[ ])?({YEAR})(?!s)", _half),
    rule("half", rf"\bH([12])[ ]?(?:of[ ])?({YEAR})\b", _half, exact=True),
    rule("half", r"\b(?:the[ ])?(first|second)[ -]half[ ]of[ ]the[ ](\d\d\d0)s\b", _half_of_decade),
    rule("half", rf"\b(?:the[ ])?(first|second)[ -]half[ ]of[ ]({MONTH})(?:,?{S}({YEAR}))?\b", _half_of_month),
    rule("fiscal year", rf"\b(?:fiscal(?:[ ]year)?|FY)[ -]?({YEAR})(?:[-–/](\d\d))?\b", _fiscal),
    rule("decade", r"\b(?:the[ ])?(\d\d\d0)s\b", _decade),
    rule("decade", r"\bthe[ ]['’]?(\d0)s\b", lambda m, c: spans.of_decade(1900 + int(m[1]))),
    rule("decade", rf"\bthe[ ]({DECADES})\b", lambda m, c: spans.of_decade(decade_number(m[1]))),
    rule("century", rf"\b(?:the[ ])?{_CENTURY}[ -]century\b", lambda m, c: spans.of_century(ordinal(m[1]))),
    rule("turn of a century", rf"\b(?:the[ ])?turn[ ]of[ ]the[ ](?:{_CENTURY}[ ]century|century|millennium)\b", _turn),
    rule("part of a month", rf"\b{PART}({MONTH})(?!\w)()", _part_of_month),
    rule("quarter", rf"\b(?:the[ ])?(first|second|third|fourth|final)[ -]quarter(?:[ ]of)?(?:[ ]{_SAID})?", _quarter),
    rule("half", rf"\b(?:the[ ])?(first|second)[ -]half[ ]of[ ]{_SAID}", _half, needs="moment"),
    rule(
        "season",
        rf"{_SEASON_WORDS}(?:the[ ])(spring|summer|autumn|winter)\b(?![ ](?:of|and)\b)",
        _season_of_year,
        needs="unit",
    ),
    rule("season", r"(?<=\b[Ii]n )the[ ](fall)\b(?![ ]of\b)", _season_of_year, exact=True, needs="unit"),
)
