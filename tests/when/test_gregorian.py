"""The calendar: any year, both ways."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from geoeditor.when import civil, days, is_leap, month_length, weekday

ANY_DAY = st.integers(-(10**14), 10**14)
EPOCH = datetime.date(1970, 1, 1).toordinal()


@given(ANY_DAY)
def test_a_day_number_comes_back_from_its_date(number: int) -> None:
    year, month, day = civil(number)
    assert 1 <= month <= 12
    assert 1 <= day <= month_length(year, month)
    assert days(year, month, day) == number


@given(st.dates())
def test_dates_that_python_knows_have_the_same_numbers(date: datetime.date) -> None:
    number = date.toordinal() - EPOCH
    assert days(date.year, date.month, date.day) == number
    assert civil(number) == (date.year, date.month, date.day)
    assert weekday(number) == date.weekday()


def test_every_day_of_a_cycle_follows_the_one_before() -> None:
    number = days(-400, 1, 1)
    for year in range(-400, 1):
        for month in range(1, 13):
            for day in range(1, month_length(year, month) + 1):
                assert (days(year, month, day), civil(number)) == (number, (year, month, day))
                number += 1
    assert number - days(-400, 1, 1) == 146_097 + 366


def test_leap_years_follow_the_rule_of_four_hundred_before_and_after_year_zero() -> None:
    assert [year for year in (-400, -100, -4, -1, 0, 1, 4, 1900, 2000, 2023, 2024) if is_leap(year)] == [
        -400,
        -4,
        0,
        4,
        2000,
        2024,
    ]
