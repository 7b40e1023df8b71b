"""Dates moved along the axis keep their precision, shape and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor import when
from geoeditor.charts.timeline.redating import can_stretch, date_at, moved, stretched

DAY, MONTH, YEAR = 86_400.0, 2_629_746.0, 31_556_952.0


@pytest.mark.parametrize(
    ("text", "seconds", "result"),
    [
        ("2025-08-01", 40 * DAY, "2025-09-10"),
        ("2025-08-01", 0.4 * DAY, "2025-08-01"),
        ("2024-02-29", 366 * DAY, "2025-03-01"),
        ("2025-08", -8 * MONTH, "2024-12"),
        ("2019", 3 * YEAR, "2022"),
        ("2019", 0.3 * YEAR, "2019"),
        ("2005~", -6 * YEAR, "1999~"),
        ("2005-06?", MONTH, "2005-07?"),
        ("?2005-06~-11", DAY, "?2005-06~-12"),
        ("2001-21", YEAR / 4, "2001-22"),
        ("2001-24", YEAR / 4, "2002-21"),
        ("2001-36", YEAR / 4, "2002-33"),
        ("2001-41", YEAR / 2, "2002-40"),
        ("201X", 10 * YEAR, "202X"),
        ("19XX~", 100 * YEAR, "20XX~"),
        ("2025-XX-XX", 2 * YEAR, "2027-XX-XX"),
        ("Y170000002", 5 * YEAR, "Y170000007"),
        ("9999", 2 * YEAR, "Y10001"),
        ("1950S2", 100 * YEAR, "2050S2"),
        ("0001", -2 * YEAR, "-0001"),
        ("2025-08-07/2025-12-31", 10 * DAY, "2025-08-17/2026-01-10"),
        ("2025-06-23~/2025-08", 31 * DAY, "2025-07-24~/2025-09"),
        ("../2025-08-07", DAY, "../2025-08-08"),
        ("1994/..", YEAR, "1995/.."),
        ("[2025-08-01..2025-08-07]", DAY, "[2025-08-02..2025-08-08]"),
        ("{1960,1961-12}", YEAR, "{1961,1962-12}"),
        ("2025-08-01T23:45Z", 1_800, "2025-08-02T00:15Z"),
        ("2025-08-01T10:00:30+03:00", 900, "2025-08-01T10:15:30+03:00"),
    ],
)
def test_a_date_moves_by_whole_units_of_its_own(text: str, seconds: float, result: str) -> None:
    assert moved(text, seconds) == result


@given(st.integers(-3_000_000, 2_900_000), st.integers(-400_000, 400_000))
def test_a_day_moves_to_the_day_and_back(day: int, days: int) -> None:
    year, month, date = when.civil(day)
    text = f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{date:02}"
    try:
        there = moved(text, days * DAY)
    except when.WhenError:
        assert abs(when.civil(day + days)[0]) > 9999
        return
    assert when.parse(there).lo == (day + days) * 86_400
    assert moved(there, -days * DAY) == text


@pytest.mark.parametrize("text", ["XXXX", "1X9X", "Y290000000000"])
def test_what_can_not_be_written_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(when.WhenError, match=", as in "):
        moved(text, 1e18)


def test_a_month_beyond_the_year_9999_is_refused() -> None:
    with pytest.raises(when.WhenError, match="9999"):
        moved("9999-12", MONTH)


def test_an_end_is_stretched_up_to_the_other_and_no_further() -> None:
    assert stretched("2025-08-07/2025-12-31", "end", 10 * DAY) == "2025-08-07/2026-01-10"
    assert stretched("2025-08-07/2025-12", "start", -31 * DAY) == "2025-07-07/2025-12"
    with pytest.raises(when.WhenError):
        stretched("2025-08-07/2025-12-31", "start", YEAR)
    assert can_stretch("2025/..", "start") and not can_stretch("2025/..", "end")
    assert not can_stretch("../2025", "start") and not can_stretch("2025", "end")


@given(st.floats(-9e15, 9e15), st.floats(1e-16, 10))
def test_any_place_on_the_axis_has_a_date_that_holds_it(seconds: float, rate: float) -> None:
    date = when.parse(date_at(seconds, rate))
    assert date.lo is not None and date.hi is not None
    assert date.lo - 1 <= seconds < date.hi + 900


@pytest.mark.parametrize(
    ("rate", "text"),
    [(1e-8, "2025"), (5e-6, "2025-08"), (4e-5, "2025-08-01"), (0.02, "2025-08-01T00:00")],
)
def test_a_date_is_as_exact_as_the_scale(rate: float, text: str) -> None:
    moment = when.days(2025, 8, 1) * 86_400
    assert date_at(moment, rate) == text
