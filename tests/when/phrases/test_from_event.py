"""Date words that count from an event: two days after the coup, the week before the summit, on the eve of the vote."""

import pytest

from geoeditor import when
from geoeditor.when.habits import Habits
from geoeditor.when.phrases import counted_from

COUP = "2023-07-26"

COUNTED = [
    ("two days after the coup", "2023-07-28"),
    ("two days later", "2023-07-28"),
    ("three days before the coup", "2023-07-23"),
    ("a day earlier", "2023-07-25"),
    ("about ten days after it", "2023-08-05"),
    ("two weeks after the coup", "2023-08-09"),
    ("a fortnight before the coup", "2023-07-12"),
    ("six months later", "2024-01~"),
    ("six months before the coup", "2023-01~"),
    ("three years after the coup", "2026~"),
    ("a decade later", "2033~"),
    ("the day of the coup", "2023-07-26"),
    ("the same day", "2023-07-26"),
    ("the day after the coup", "2023-07-27"),
    ("the day after", "2023-07-27"),
    ("the day before the coup", "2023-07-25"),
    ("the following morning", "2023-07-27"),
    ("the previous day", "2023-07-25"),
    ("the week after the coup", "2023-07-31/2023-08-06"),
    ("the week of the coup", "2023-07-24/2023-07-30"),
    ("the following month", "2023-08"),
    ("that year", "2023"),
    ("the year before the coup", "2022"),
    ("on the eve of the coup", "2023-07-25"),
    ("within 90 days of the coup", "2023-07-26/2023-10-24~"),
    ("within a month of the coup", "2023-07-26/2023-08-26~"),
    ("after the coup", "2023-07-27/.."),
    ("before the coup", "../2023-07-25"),
    ("since the coup", "2023-07-26/.."),
    ("until the coup", "../2023-07-26"),
    ("during the coup", "2023-07-26"),
    ("shortly after the coup", "2023-07-26/2023-08-05~"),
    ("shortly before the coup", "2023-07-16~/2023-07-26"),
    ("weeks after the coup", "2023-07-26/2023-09-09~"),
    ("last week", "2023-07-17/2023-07-23"),
    ("before the end of the year", "2023-07-26/2023-12-31"),
    ("by the end of the month", "2023-07-26/2023-07-31"),
    ("the day before yesterday", "2023-07-24"),
    ("7 August 2025", "2025-08-07"),
    ("in 1991", "1991"),
]


@pytest.mark.parametrize(("words", "t"), COUNTED, ids=[words for words, _ in COUNTED])
def test_words_count_from_a_day(words: str, t: str) -> None:
    assert counted_from(words, "", COUP) == t
    assert when.parse(t).text == t


@pytest.mark.parametrize(
    ("words", "anchor", "t"),
    [
        ("two days after the talks", "2023-07-26/2023-07-28", "2023-07-28~/2023-07-30~"),
        ("the day after the talks", "2023-07-26/2023-07-28", "2023-07-29"),
        ("the day before the talks", "2023-07-26/2023-07-28", "2023-07-25"),
        ("during the talks", "2023-07-26/2023-07-28", "2023-07-26/2023-07-28"),
        ("six months after the talks", "2023-07", "2024-01~"),
        ("two days after the talks", "2023-07", "2023-07-03~/2023-08-02~"),
        ("three years after the war", "1945", "1948~"),
        ("the year after the war", "1945", "1946"),
        ("the same month", "1945", "1945-01-01/1945-12-31"),
        ("after the war", "1939/1945", "1946-01-01/.."),
        ("two days after the talks", "2023-07-26/..", "2023-07-28"),
    ],
)
def test_an_event_that_took_longer_makes_the_date_as_wide(words: str, anchor: str, t: str) -> None:
    assert counted_from(words, "", anchor) == t


@pytest.mark.parametrize("words", [words for words, t in COUNTED if t not in ("2025-08-07", "1991")])
def test_from_an_event_without_a_date_words_wait(words: str) -> None:
    assert counted_from(words, "", "") == ""


def test_a_date_that_says_it_all_waits_for_nothing() -> None:
    assert counted_from("7 August 2025", "", "") == "2025-08-07"


@pytest.mark.parametrize("words", ["when the cock crows", "again", "", "for three years", "the coup"])
@pytest.mark.parametrize("anchor", ["", COUP])
def test_words_that_count_from_nothing_are_not_understood(words: str, anchor: str) -> None:
    assert counted_from(words, "", anchor) is None


def test_years_beyond_the_calendar_give_no_date() -> None:
    assert counted_from("a century later", "", "9990") == ""
    assert counted_from("two days later", "", "Y12000") == ""


def test_soon_after_goes_by_the_habits_of_the_project() -> None:
    assert counted_from("shortly after the coup", "", COUP, Habits(days=3)) == "2023-07-26/2023-07-29~"
