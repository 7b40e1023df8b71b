"""The proleptic Gregorian calendar in plain integers, for any year. Imports nothing.

Year 0 is 1 BC, as in ISO 8601. Python's `datetime` (years 1 to 9999) is used in `when.phrases` only.
The two conversions count whole 400-year cycles of 146,097 days from 1 March of year 0, the method described
by Howard Hinnant in "chrono-Compatible Low-Level Date Algorithms".
"""

DAY = 86_400
"""Seconds in a day."""

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_EPOCH = 719_468
"""Days from 1 March of year 0 to 1 January 1970."""
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Tell whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12)."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def days(year: int, month: int, day: int) -> int:
    """Return the days from 1970-01-01 to a date, negative before it."""
    from_march = month - 3
    if from_march < 0:
        from_march += 12
        year -= 1
    cycle, year_of_cycle = divmod(year, _CYCLE_YEARS)
    day_of_year = (153 * from_march + 2) // 5 + day - 1
    leap_days = year_of_cycle // 4 - year_of_cycle // 100
    return cycle * _CYCLE_DAYS + year_of_cycle * 365 + leap_days + day_of_year - _EPOCH


def civil(day_number: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a number of days since 1970-01-01: the inverse of `days`."""
    cycle, day_of_cycle = divmod(day_number + _EPOCH, _CYCLE_DAYS)
    leap_days = day_of_cycle // 1_460 - day_of_cycle // 36_524 + day_of_cycle // 146_096
    year_of_cycle = (day_of_cycle - leap_days) // 365
    day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle // 4 - year_of_cycle // 100)
    from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * from_march + 2) // 5 + 1
    month = from_march + 3 if from_march < 10 else from_march - 9
    year = cycle * _CYCLE_YEARS + year_of_cycle + (1 if month <= 2 else 0)
    return year, month, day


def weekday(day_number: int) -> int:
    """Return the day of the week, Monday 0 to Sunday 6, of a number of days since 1970-01-01."""
    return (day_number + 3) % 7
