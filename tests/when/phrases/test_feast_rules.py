"""Feasts that move: Easter by the Gregorian reckoning, and the days that count from it."""

from datetime import date

import pytest

from geoeditor.when.phrases import find_dates
from geoeditor.when.phrases.feast_rules import easter


@pytest.mark.parametrize(
    "day",
    ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2024-03-31", "2026-04-05", "2038-04-25"],
)
def test_easter_falls_on_its_sunday(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@pytest.mark.parametrize(
    ("words", "t"),
    [
        ("Good Friday 2024", "2024-03-29"),
        ("Easter Monday, 2024", "2024-04-01"),
        ("Ash Wednesday 2024", "2024-02-14"),
        ("Thanksgiving 2024", "2024-11-28"),
    ],
)
def test_feasts_of_a_year_have_their_day(words: str, t: str) -> None:
    assert [found.edtf for found in find_dates(f"They met on {words}.", date(2025, 8, 7))] == [t]
