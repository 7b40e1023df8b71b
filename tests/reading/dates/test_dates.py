"""The policy table of dates: what each expression stands for, read on Thursday 7 August 2025."""

from datetime import date

import pytest

from geoeditor import when
from geoeditor.reading.dates import find_dates

PUBLISHED = date(2025, 8, 7)

POLICY = [
    ("They met on 7 August 2025.", "7 August 2025", "2025-08-07"),
    ("They met on August 7, 2025.", "August 7, 2025", "2025-08-07"),
    ("They met on Thursday, August 7, 2025.", "Thursday, August 7, 2025", "2025-08-07"),
    ("They met on the 7th of August 2025.", "the 7th of August 2025", "2025-08-07"),
    ("Dated 2025-08-07 in the file.", "2025-08-07", "2025-08-07"),
    ("On 31.12.2024 it ended.", "31.12.2024", "2024-12-31"),
    ("On 25/12/2024 it ended.", "25/12/2024", "2024-12-25"),
    ("On 01/08/2025 it ended.", "01/08/2025", "[2025-01-08,2025-08-01]"),
    ("They met in Aug 2025.", "Aug 2025", "2025-08"),
    ("They met in 2025.", "2025", "2025"),
    ("A 2019 meeting failed.", "2019", "2019"),
    ("The 2020 election failed.", "2020", "2020"),
    ("He spoke on Monday.", "Monday", "2025-08-04"),
    ("He spoke on Thursday.", "Thursday", "2025-08-07"),
    ("They will meet on Friday.", "Friday", "2025-08-08"),
    ("They plan to meet on Monday.", "Monday", "2025-08-11"),
    ("He spoke last Thursday.", "last Thursday", "2025-07-31"),
    ("They meet next Monday.", "next Monday", "2025-08-11"),
    ("He spoke last week.", "last week", "2025-07-28/2025-08-03"),
    ("He speaks this week.", "this week", "2025-08-04/2025-08-10"),
    ("They meet next week.", "next week", "2025-08-11/2025-08-17"),
    ("He spoke last month.", "last month", "2025-07"),
    ("They meet next month.", "next month", "2025-09"),
    ("He spoke last year.", "last year", "2024"),
    ("He spoke yesterday.", "yesterday", "2025-08-06"),
    ("He spoke on Wednesday night.", "Wednesday night", "2025-08-06"),
    ("They meet tomorrow.", "tomorrow", "2025-08-08"),
    ("It closes before the end of the year.", "before the end of the year", "2025-08-07/2025-12-31"),
    ("It closes by the end of the year.", "by the end of the year", "2025-08-07/2025-12-31"),
    ("It opens before March 2026.", "before March 2026", "2025-08-07/2026-02"),
    ("It opens by 2030.", "by 2030", "2025-08-07/2030"),
    ("It opened by 2010.", "by 2010", "../2010"),
    ("They must leave no later than 1 September.", "no later than 1 September", "2025-08-07/2025-09-01"),
    ("He has ruled since 1994.", "since 1994", "1994/.."),
    ("He has ruled since December.", "since December", "2024-12/.."),
    ("He has ruled since the 1990s.", "since the 1990s", "1990~/.."),
    ("It runs until 2027.", "until 2027", "../2027"),
    ("It runs until the end of February 2026.", "until the end of February 2026", "../2026-02-28"),
    ("It ran from 1998 to 2003.", "from 1998 to 2003", "1998/2003"),
    ("It ran between 2020 and 2022.", "between 2020 and 2022", "2020/2022"),
    ("It ran from April to September 2024.", "from April to September 2024", "2024-04/2024-09"),
    ("It runs from March 2026 to 2028.", "from March 2026 to 2028", "2026-03/2028"),
    ("They met from 10 to 12 February 2025.", "from 10 to 12 February 2025", "2025-02-10/2025-02-12"),
    ("A summit on March 14-15, 2026 is near.", "March 14-15, 2026", "2026-03-14/2026-03-15"),
    ("The war of 1993–1995 ended.", "1993–1995", "1993/1995"),
    ("Prices fell in early 2024.", "early 2024", "2024-01-01/2024-05~"),
    ("Prices fell in late 2024.", "late 2024", "2024-09~/2024-12"),
    ("Prices fell in mid-July 2024.", "mid-July 2024", "2024-07-11~/2024-07-20~"),
    ("Prices fell in early June.", "early June", "2025-06-01/2025-06-10~"),
    ("Prices fell in Q3 2025.", "Q3 2025", "2025-35"),
    ("Prices fell in the fourth quarter of 2028.", "the fourth quarter of 2028", "2028-36"),
    ("Prices fell in the second half of 2025.", "the second half of 2025", "2025-41"),
    ("Prices fell in summer 2024.", "summer 2024", "2024-22"),
    ("Prices fell in the winter of 1987.", "the winter of 1987", "1987-24"),
    ("Prices fell in the 1990s.", "the 1990s", "199X"),
    ("Prices fell in the 19th century.", "the 19th century", "18XX"),
    ("Two years ago he left.", "Two years ago", "2023~"),
    ("A decade ago he left.", "A decade ago", "2015~"),
    ("Forty years from now he will leave.", "Forty years from now", "2065~"),
    ("He died around 2005.", "around 2005", "2005~"),
    ("He was arrested in February 2019 and freed six months later.", "six months later", "2019-08~"),
    ("It joined in 2004 and left three years later.", "three years later", "2007~"),
    ("The law of 2023 was repealed the following year.", "the following year", "2024"),
    ("He was arrested in March of last year.", "March of last year", "2024-03"),
    ("He won last November.", "last November", "2024-11"),
    ("He recently left.", "recently", "2025-06-23~/2025-08-07"),
    ("After a recent meeting he left.", "a recent", "2025-06-23~/2025-08-07"),
    ("In recent days he left.", "In recent days", "2025-07-28~/2025-08-07"),
    ("In recent months he left.", "In recent months", "2025-02-08~/2025-08-07"),
    ("He will leave soon.", "soon", "2025-08-07/2025-09-21~"),
    ("He will leave in the coming weeks.", "in the coming weeks", "2025-08-07/2025-09-21~"),
    ("It fell earlier this month.", "earlier this month", "2025-08-01/2025-08-07"),
    ("It falls later this month.", "later this month", "2025-08-07/2025-08-31"),
    ("It fell over the past week.", "the past week", "2025-07-31/2025-08-07"),
    ("It opens within twelve months.", "within twelve months", "2025-08-07/2026-08-07~"),
    ("The vote is due on 28 September.", "28 September", "2025-09-28"),
    ("The mandate expires on 31 October.", "31 October", "2025-10-31"),
    ("On 16 May he signed it.", "16 May", "2025-05-16"),
    ("A truce was signed in November.", "November", "2024-11"),
    ("It will be signed in November.", "November", "2025-11"),
]

NOT_DATES = [
    "Resolution 2231 was adopted.",
    "They may meet and could march on.",
    "It is now or never, and currently unclear.",
    "Some 2000 troops and 1,990 tanks crossed.",
    "He paid $2025 for it.",
    "The sun is a second away.",
    "It lasted for more than a year.",
    "On 31 June nothing happened, nor on 2025-13-45.",
]


@pytest.mark.parametrize(("text", "words", "edtf"), POLICY, ids=[row[1] for row in POLICY])
def test_an_expression_stands_for_what_the_policy_says(text: str, words: str, edtf: str) -> None:
    found = {text[date.start : date.end]: date.edtf for date in find_dates(text, PUBLISHED)}
    assert found.get(words) == edtf


@pytest.mark.parametrize(("text", "words", "edtf"), POLICY, ids=[row[1] for row in POLICY])
def test_first_and_last_day_are_the_bounds_of_the_edtf(text: str, words: str, edtf: str) -> None:
    found = next(date for date in find_dates(text, PUBLISHED) if text[date.start : date.end] == words)
    days = tuple(day.isoformat() if day is not None else None for day in (found.earliest, found.latest))
    assert days == (when.earliest_day(edtf), when.latest_day(edtf))


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert [text[date.start : date.end] for date in find_dates(text, PUBLISHED)] == []


@pytest.mark.parametrize("words", ["last week", "on Monday", "recently", "in July", "two years ago"])
def test_without_a_publication_day_relative_words_keep_their_place_but_get_no_date(words: str) -> None:
    found = find_dates(f"They met {words}, he said.", None)
    assert [(date.edtf, date.earliest, date.latest) for date in found] == [("", None, None)]


def test_without_a_publication_day_a_full_date_is_read() -> None:
    assert [date.edtf for date in find_dates("They met on 7 August 2025.", None)] == ["2025-08-07"]


def test_another_publication_day_moves_relative_dates() -> None:
    text = "They met last week."
    assert [date.edtf for date in find_dates(text, date(2024, 3, 4))] == ["2024-02-26/2024-03-03"]


def test_vague_words_are_marked() -> None:
    found = find_dates("He recently left; she left in 2019.", PUBLISHED)
    assert [date.vague for date in found] == [True, False]


def test_years_at_the_edge_of_the_calendar_do_not_raise() -> None:
    assert find_dates("Nine decades ago, last century, fifty years ago.", date(1, 1, 5)) is not None
    assert find_dates("Fifty years from now, next century.", date(9999, 12, 30)) is not None
