"""Stretches of time as EDTF with their first and last day, and the calendar arithmetic between them.

Years 1 to 9999; what falls outside raises ValueError or OverflowError, which the caller treats as "no date".
Imports nothing of ours.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """An EDTF expression with its first and last day; None stands for an open end."""

    edtf: str
    first: date | None
    last: date | None
    grain: str = "day"  # day, week, month, quarter, season, year, decade, century, span


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, n: int) -> date:
    """Return the same day n months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def of_day(day: date) -> Stretch:
    """Return one day."""
    return Stretch(day.isoformat(), day, day)


def of_month(year: int, month: int) -> Stretch:
    """Return one month."""
    return Stretch(f"{year:04d}-{month:02d}", date(year, month, 1), month_end(year, month), "month")


def of_year(year: int) -> Stretch:
    """Return one year."""
    return Stretch(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def of_decade(year: int) -> Stretch:
    """Return the decade that a year falls in."""
    first = max(1, year // 10 * 10)
    return Stretch(f"{year // 10:03d}X", date(first, 1, 1), date(year // 10 * 10 + 9, 12, 31), "decade")


def of_century(number: int) -> Stretch:
    """Return a century by its number: 19 is 1800 to 1899."""
    first = max(1, (number - 1) * 100)
    return Stretch(f"{number - 1:02d}XX", date(first, 1, 1), date(number * 100 - 1, 12, 31), "century")


def of_season(year: int, code: int) -> Stretch:
    """Return a season of the northern year, by its EDTF code 21 to 24; winter ends in the next year."""
    month = SEASON_MONTHS[code]
    end = month_end(year + (month == 12), (month + 1) % 12 + 1)
    return Stretch(f"{year:04d}-{code}", date(year, month, 1), end, "season")


def of_quarter(year: int, number: int) -> Stretch:
    """Return a quarter of a year."""
    return Stretch(
        f"{year:04d}-{32 + number}",
        date(year, number * 3 - 2, 1),
        month_end(year, number * 3),
        "quarter",
    )


def of_half(year: int, number: int) -> Stretch:
    """Return the first or second half of a year."""
    first = date(year, 1 + 6 * (number - 1), 1)
    return Stretch(f"{year:04d}-{39 + number}", first, month_end(year, 6 * number), "span")


def of_week(day: date) -> Stretch:
    """Return the week, Monday to Sunday, that a day falls in."""
    monday = day - timedelta(day.weekday())
    return between(monday, monday + timedelta(6), grain="week")


def between(first: date, last: date, soft: str = "", grain: str = "span") -> Stretch:
    """Return the days from first to last; `soft` names the ends that are vague: "<", ">" or "<>"."""
    if last < first:
        raise ValueError("the end lies before the beginning")
    text = f"{first.isoformat()}{'~' * ('<' in soft)}/{last.isoformat()}{'~' * ('>' in soft)}"
    return Stretch(text, first, last, grain)


def about(stretch: Stretch) -> Stretch:
    """Return the stretch marked as approximate."""
    return Stretch(stretch.edtf + "~", stretch.first, stretch.last, stretch.grain)


def shift(day: date, unit: str, n: int) -> Stretch:
    """Return about n units after (before, where negative) a day, no finer than the unit itself."""
    if unit == "day":
        return of_day(day + timedelta(n))
    if unit in ("week", "fortnight"):
        there = day + timedelta(n * (7 if unit == "week" else 14))
        return between(there - timedelta(3), there + timedelta(3), "<>", "week")
    if unit in ("month", "quarter"):
        there = add_months(day, n * (3 if unit == "quarter" else 1))
        return about(of_month(there.year, there.month))
    return about(of_year(day.year + n * {"year": 1, "decade": 10}.get(unit, 100)))


def months_of(unit: str) -> int:
    """Return how many months a unit has that is no shorter than one."""
    return {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 1200)


def move(day: date, unit: str, n: int) -> date:
    """Return the exact day n units away; hours are rounded to whole days, away from the day."""
    if unit == "hour":
        return day + timedelta((n + 23) // 24 if n > 0 else -((-n + 23) // 24))
    if unit in _DAYS:
        return day + timedelta(n * _DAYS[unit])
    return add_months(day, n * months_of(unit))


def away(first: date, last: date, unit: str, n: int) -> Stretch:
    """Return about n units after (before, where negative) something that took from a first to a last day."""
    if unit in ("fortnight", "week"):
        unit, n = "day", n * (14 if unit == "fortnight" else 7)
    if first == last:
        return shift(first, unit, n)
    if unit != "day" and (first, last) == (first.replace(day=1), month_end(first.year, first.month)):
        there = add_months(first, n * months_of(unit))
        return about(of_month(there.year, there.month))
    if unit in ("year", "decade", "century") and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return about(of_year(add_months(first, n * months_of(unit)).year))
    return between(move(first, unit, n), move(last, unit, n), "<>")


def part(which: str, whole: Stretch) -> Stretch | None:
    """Return the early, middle or late third of a stretch; its beginning or end is a tighter part."""
    if whole.first is None or whole.last is None:
        return None
    year = whole.first.year
    if whole.grain == "year":
        texts = {
            "early": (f"{year:04d}-01-01/{year:04d}-05~", 1, 5),
            "mid": (f"{year:04d}-05~/{year:04d}-08~", 5, 8),
            "late": (f"{year:04d}-09~/{year:04d}-12", 9, 12),
            "start": (f"{year:04d}-01", 1, 1),
            "end": (f"{year:04d}-12", 12, 12),
        }
        text, low, high = texts[which]
        return Stretch(text, date(year, low, 1), month_end(year, high))
    if whole.grain == "decade":
        low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9), "start": (0, 1), "end": (8, 9)}[which]
        soft = ("~" if low else "", "~" if high < 9 else "")
        text = f"{year + low:04d}{soft[0]}/{year + high:04d}{soft[1]}"
        return Stretch(text, date(year + low, 1, 1), date(year + high, 12, 31))
    if whole.grain == "century":
        low, high = {"early": (0, 33), "mid": (33, 66), "late": (66, 99), "start": (0, 9), "end": (90, 99)}[which]
        begin, end = max(1, year // 100 * 100 + low), year // 100 * 100 + high
        text = f"{begin:04d}{'~' * (low > 0)}/{end:04d}{'~' * (high < 99)}"
        return Stretch(text, date(begin, 1, 1), date(end, 12, 31))
    days = (whole.last - whole.first).days + 1
    low, high = {"early": (0, 1), "start": (0, 1), "mid": (1, 2), "late": (2, 3), "end": (2, 3)}[which]
    third = days // 3
    first = whole.first + timedelta(low * third)
    last = whole.last if high == 3 else whole.first + timedelta(high * third - 1)
    return between(first, last, "<" * (low > 0) + ">" * (high < 3))
