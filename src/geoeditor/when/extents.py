"""The first and last second of one written date. Imports only its neighbours and `translation`.

Seasons 21 to 28 take the northern months (winter: December to February of the next year), 29 to 32 the
southern ones. Text without an offset is read as UTC. The year of a Y form may reach 290 thousand million
either way, so that every bound fits in 64 bits.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from geoeditor.translation import tr
from geoeditor.when.grammar import WhenError, WrittenDate, quoted
from geoeditor.when.gregorian import DAY, days, month_length

Precision = Literal["second", "minute", "day", "month", "season", "year", "decade", "century", "coarse"]

SEASONS: dict[int, tuple[int, int]] = {
    **dict.fromkeys((21, 25, 31), (3, 3)),
    **dict.fromkeys((22, 26, 32), (6, 3)),
    **dict.fromkeys((23, 27, 29), (9, 3)),
    **dict.fromkeys((24, 28, 30), (12, 3)),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}
"""Code to (first month, number of months): seasons, quarters, thirds and halves of a year."""

_FARTHEST_YEAR = 290_000_000_000
_LARGEST_EXPONENT = 11
_LONGEST_OFFSET = 14 * 3_600


class Extent(NamedTuple):
    """Bounds of one date: seconds since 1970-01-01Z, hi exclusive."""

    lo: int
    hi: int
    precision: Precision


class YearRange(NamedTuple):
    """The years a written year may stand for, both inclusive."""

    lo: int
    hi: int
    precision: Precision


def extent(date: WrittenDate) -> Extent:
    """Compute the bounds of a date, or say in a `WhenError` why there is no such date."""
    years = year_range(date)
    if not date.month:
        return _whole_days(days(years.lo, 1, 1), days(years.hi + 1, 1, 1), years.precision)
    if "X" not in date.month and int(date.month) > 12:
        return _season(date, years)
    months = _values(date.month, 1, 12)
    if not months:
        raise WhenError(tr("There is no month {month}; months run from 01 to 12, as in 2025-08.", month=date.month))
    finer = years.precision == "year" and "X" not in date.month
    if not date.day:
        end = days(years.hi, months[-1], month_length(years.hi, months[-1])) + 1
        return _whole_days(days(years.lo, months[0], 1), end, "month" if finer else years.precision)
    if "X" in date.year + date.month + date.day:
        return _masked_day(date, months, "month" if finer else years.precision)
    return _exact_day(date, years.lo, months[0])


def year_range(date: WrittenDate) -> YearRange:
    """Compute the years that the year of a date may stand for."""
    if date.year[0] == "Y":
        value = _long_year(date)
        years = YearRange(value, value, "year")
    elif "X" in date.year:
        years = _masked_years(date.year)
    else:
        value = int(date.year)
        if value == 0 and date.year[0] == "-":
            raise WhenError(tr("There is no year -0000; 1 BC is 0000 and 2 BC is -0001."))
        years = YearRange(value, value, "year")
    return _rounded(years.lo, date.significant) if date.significant else years


def _whole_days(first: int, after: int, precision: Precision) -> Extent:
    return Extent(first * DAY, after * DAY, precision)


def _long_year(date: WrittenDate) -> int:
    """Compute a year written with Y, which must need it and must fit in the 64 bits of a bound."""
    base, _, exponent = date.year[1:].partition("E")
    if int(exponent or 0) > _LARGEST_EXPONENT or abs(int(base)) > _FARTHEST_YEAR:
        raise _too_far(date.year)
    value: int = int(base) * 10 ** int(exponent or 0)
    if abs(value) > _FARTHEST_YEAR:
        raise _too_far(date.year)
    if abs(value) < 10_000:
        raise WhenError(tr("{text} needs no Y; write a year of up to four digits as in 0476.", text=quoted(date.year)))
    return value


def _too_far(year: str) -> WhenError:
    return WhenError(
        tr(
            "The year {text} is too far away; years reach 290 thousand million either way, as in Y-17E7.",
            text=quoted(year),
        )
    )


def _rounded(year: int, significant: int) -> YearRange:
    """Return the years that share the first significant digits of a year."""
    digits = len(str(abs(year)))
    if significant >= digits:
        return YearRange(year, year, "year")
    step: int = 10 ** (digits - significant)
    near = abs(year) // step * step
    far = near + step - 1
    if far > _FARTHEST_YEAR:
        raise _too_far(str(year))
    precision: Precision = "decade" if step == 10 else "century" if step == 100 else "coarse"
    return YearRange(near, far, precision) if year >= 0 else YearRange(-far, -near, precision)


def _masked_years(mask: str) -> YearRange:
    """Return the first and last year that a year with X digits may stand for."""
    digits = mask.lstrip("-")
    precision: Precision = "decade" if digits[:3].isdigit() else "century" if digits[:2].isdigit() else "coarse"
    return YearRange(next(_years(mask)), next(_years(mask, latest_first=True)), precision)


def _years(mask: str, latest_first: bool = False) -> Iterator[int]:
    """Yield the years a four-digit mask may stand for, in order; -0000 is none of them."""
    negative = mask[0] == "-"
    order = "9876543210" if negative != latest_first else "0123456789"
    for picked in product(*(order if digit == "X" else digit for digit in mask.lstrip("-"))):
        year = int("".join(picked))
        if not negative:
            yield year
        elif year:
            yield -year


@lru_cache(maxsize=512)
def _values(mask: str, first: int, last: int) -> tuple[int, ...]:
    """Return the numbers from first to last that a two-digit mask may stand for."""
    return tuple(
        value
        for value in range(first, last + 1)
        if all(wanted in ("X", digit) for wanted, digit in zip(mask, f"{value:02d}", strict=True))
    )


def _season(date: WrittenDate, years: YearRange) -> Extent:
    """Compute the bounds of a season, quarter, third or half of a year."""
    season = SEASONS.get(int(date.month))
    if season is None or date.day:
        raise WhenError(
            tr(
                "There is no month {month}; months run from 01 to 12 and seasons, which take no day, from 21 to 41.",
                month=date.month,
            )
        )
    first_month, length = season
    later_years, month_before = divmod(first_month - 1 + length, 12)
    return _whole_days(
        days(years.lo, first_month, 1),
        days(years.hi + later_years, month_before + 1, 1),
        "season" if years.precision == "year" else years.precision,
    )


def _exact_day(date: WrittenDate, year: int, month: int) -> Extent:
    day = int(date.day)
    if not 1 <= day <= month_length(year, month):
        raise WhenError(
            tr(
                "There is no day {day} in {month}, which has {length} days, as in {example}.",
                day=date.day,
                month=f"{date.year}-{date.month}",
                length=month_length(year, month),
                example=f"{date.year}-{date.month}-{month_length(year, month)}",
            )
        )
    first = days(year, month, day)
    if date.clock:
        return _time_of_day(date, first * DAY)
    return _whole_days(first, first + 1, "day")


def _masked_day(date: WrittenDate, months: tuple[int, ...], precision: Precision) -> Extent:
    """Compute the bounds of a day of which some digits are masked: its first and last possible day."""
    first = _first_possible(date, months)
    last = _last_possible(date, months)
    if first is None or last is None:
        raise WhenError(
            tr(
                "No day fits {text}; look at the number of days in the month, as in 2025-02-28.",
                text=quoted(f"{date.year}-{date.month}-{date.day}"),
            )
        )
    return _whole_days(first, last + 1, precision)


def _first_possible(date: WrittenDate, months: tuple[int, ...]) -> int | None:
    for year in _years(date.year):
        for month in months:
            possible = _values(date.day, 1, month_length(year, month))
            if possible:
                return days(year, month, possible[0])
    return None


def _last_possible(date: WrittenDate, months: tuple[int, ...]) -> int | None:
    for year in _years(date.year, latest_first=True):
        for month in reversed(months):
            possible = _values(date.day, 1, month_length(year, month))
            if possible:
                return days(year, month, possible[-1])
    return None


def _time_of_day(date: WrittenDate, midnight: int) -> Extent:
    """Compute the bounds of a second or minute, with its offset taken off."""
    hour, minute, *seconds = (int(part) for part in date.clock.split(":"))
    second = seconds[0] if seconds else 0
    if not (hour < 24 and minute < 60 and second < 60) and (hour, minute, second) != (24, 0, 0):
        raise WhenError(
            tr("There is no time {clock}; the day runs from 00:00 to 23:59, as in 14:30.", clock=date.clock)
        )
    lo = midnight + hour * 3_600 + minute * 60 + second - _offset(date.zone)
    return Extent(lo, lo + 1, "second") if seconds else Extent(lo, lo + 60, "minute")


def _offset(zone: str) -> int:
    """Return the seconds by which a zone is ahead of UTC."""
    if zone in ("", "Z"):
        return 0
    hours, _, minutes = zone[1:].partition(":")
    offset = int(hours) * 3_600 + int(minutes or 0) * 60
    if offset > _LONGEST_OFFSET or int(minutes or 0) > 59:
        raise WhenError(tr("There is no offset {zone}; write one as in +03:00.", zone=zone))
    return -offset if zone[0] == "-" else offset
