"""What people type into a date box."""

import time

import pytest

from geoeditor.when import WhenError, read_typed

POLICY = [
    ("7 August 2025", "2025-08-07"),
    ("August 7, 2025", "2025-08-07"),
    ("7th of August, 2025", "2025-08-07"),
    ("Thursday, 7 August 2025", "2025-08-07"),
    ("7 Aug. 2025", "2025-08-07"),
    ("7-Aug-2025", "2025-08-07"),
    ("2025 August 7", "2025-08-07"),
    ("７ August ２０２５", "2025-08-07"),
    ("٧ August ٢٠٢٥", "2025-08-07"),
    ("2025-8-1", "2025-08-01"),
    ("2025/08/01", "2025-08-01"),
    ("20250801", "2025-08-01"),
    ("Aug 2025", "2025-08"),
    ("Sept. 2025", "2025-09"),
    ("08/2025", "2025-08"),
    ("in 2019", "2019"),
    ("44 BC", "-0043"),
    ("15 March 44 BC", "-0043-03-15"),
    ("AD 476", "0476"),
    ("12345 BC", "Y-12344"),
    ("year 17,000", "Y17000"),
    ("1990s", "199X"),
    ("the 1990s", "199X"),
    ("19th century", "18XX"),
    ("the twentieth century", "19XX"),
    ("1st century BC", "-00XX"),
    ("Q3 2025", "2025-35"),
    ("last quarter of 2025", "2025-36"),
    ("first half of 2025", "2025-40"),
    ("H2 2025", "2025-41"),
    ("summer 2024", "2024-22"),
    ("fall of 2024", "2024-23"),
    ("winter 2024/25", "2024-24"),
    ("about 2005", "2005~"),
    ("circa 2005", "2005~"),
    ("c. 2005", "2005~"),
    ("c.2005", "2005~"),
    ("on or about 7 August 2025", "2025-08-07~"),
    ("2005?", "2005?"),
    ("probably August 2025", "2025-08?"),
    ("about 2005?", "2005%"),
]
SPANS = [
    ("1–5 August 2025", "2025-08-01/2025-08-05"),
    ("1-5 August 2025", "2025-08-01/2025-08-05"),
    ("August 1–5, 2025", "2025-08-01/2025-08-05"),
    ("28 July - 3 August 2025", "2025-07-28/2025-08-03"),
    ("July 28 – August 3, 2025", "2025-07-28/2025-08-03"),
    ("7 August 2025 – 12 September", "2025-08-07/2025-09-12"),
    ("28 Dec – 3 Jan 2025", "2024-12-28/2025-01-03"),
    ("December 2024 to January", "2024-12/2025-01"),
    ("August 2025 - October 2025", "2025-08/2025-10"),
    ("April-September 2024", "2024-04/2024-09"),
    ("from April to September 2024", "2024-04/2024-09"),
    ("between 2020 and 2022", "2020/2022"),
    ("2019-2020", "2019/2020"),
    ("2019–20", "2019/2020"),
    ("from about 2005 to 2010", "2005~/2010"),
    ("from 2025-8-1 to 2025-8-5", "2025-08-01/2025-08-05"),
    ("since 1994", "1994/.."),
    ("from 2024 onwards", "2024/.."),
    ("1994–present", "1994/.."),
    ("until August 2025", "../2025-08"),
    ("by 2030", "../2030"),
    ("no later than May 2025", "../2025-05"),
    ("on or before 7 August 2025", "../2025-08-07"),
    ("before March 2026", "../2026-02"),
    ("before January 2026", "../2025-12"),
    ("before 1 March 2024", "../2024-02-29"),
    ("before Q3 2025", "../2025-06-30"),
    ("before about 2005", "../2005~"),
    ("after 2019", "2020/.."),
    ("after December 2019", "2020-01/.."),
    ("after the 1990s", "2000-01-01/.."),
    ("before 1 BC", "../-0001"),
    ("after 9999", "Y10000/.."),
    ("after about 2005", "2005~/.."),
    ("since 2004-06-~11", "2004-06-~11/.."),
]
PORTIONS = [
    ("early 2024", "2024-01-01/2024-05~"),
    ("mid 2024", "2024-05~/2024-08~"),
    ("mid-2024", "2024-05~/2024-08~"),
    ("late 2024", "2024-08~/2024-12-31"),
    ("the beginning of 2024", "2024-01-01/2024-02~"),
    ("end of 2024", "2024-11~/2024-12-31"),
    ("early August 2025", "2025-08-01/2025-08-10~"),
    ("mid-August 2025", "2025-08-11~/2025-08-20~"),
    ("late February 2024", "2024-02-21~/2024-02-29"),
    ("first half of August 2025", "2025-08-01/2025-08-15"),
    ("early 1990s", "1990/1993~"),
    ("late 19th century", "1866~/1899"),
    ("second half of the 1990s", "1995/1999"),
    ("first half of 44 BC", "-0043-40"),
    ("since early 2024", "2024-37~/.."),
    ("from early 2024 to late 2025", "2024-37~/2025-39~"),
    ("since the start of 2024", "2024-01-01/.."),
    ("by the end of 2025", "../2025-12-31"),
    ("before the end of 2025", "../2025-12-31"),
    ("after the start of 2025", "2025-01-01/.."),
    ("late August 2025 or early September 2025", "[2025-08~,2025-09~]"),
    ("early 2024?", "2024-01-01?/2024-05%"),
]
SETS = [
    ("1 or 5 August 2025", "[2025-08-01,2025-08-05]"),
    ("either 1 or 5 August 2025", "[2025-08-01,2025-08-05]"),
    ("1, 3 or 5 August 2025", "[2025-08-01,2025-08-03,2025-08-05]"),
    ("August 1, 3 or 5, 2025", "[2025-08-01,2025-08-03,2025-08-05]"),
    ("2019, 2020 or 2021", "[2019,2020,2021]"),
    ("one of 1667, 1668 or 1670–1672", "[1667,1668,1670..1672]"),
    ("August and October 2025", "{2025-08,2025-10}"),
    ("both 1 and 5 August 2025", "{2025-08-01,2025-08-05}"),
    ("Dec 1760 or later", "[1760-12..]"),
    ("3 Dec 1760 or earlier", "[..1760-12-03]"),
]
TIMES = [
    ("7 Aug 2025 14:30", "2025-08-07T14:30"),
    ("7 Aug 2025 at 2:30 pm", "2025-08-07T14:30"),
    ("7 Aug 2025, 12:05 a.m.", "2025-08-07T00:05"),
    ("2025-08-07 14:30:05", "2025-08-07T14:30:05"),
    ("7 Aug 2025, 9:30 UTC", "2025-08-07T09:30Z"),
    ("7 Aug 2025 14:30 UTC+3", "2025-08-07T14:30+03:00"),
    ("7 Aug 2025 14:30 +0530", "2025-08-07T14:30+05:30"),
    ("7 Aug 2025 14:30–16:00", "2025-08-07T14:30/2025-08-07T16:00"),
    ("7 Aug 2025, 14:30–16:00 UTC", "2025-08-07T14:30Z/2025-08-07T16:00Z"),
]


@pytest.mark.parametrize(("typed", "edtf"), POLICY + SPANS + PORTIONS + SETS + TIMES)
def test_typed_words_become_edtf(typed: str, edtf: str) -> None:
    assert read_typed(typed) == edtf


@pytest.mark.parametrize(("typed", "edtf"), POLICY + SPANS)
def test_capitals_and_blanks_around_do_not_matter(typed: str, edtf: str) -> None:
    assert read_typed(f"  {typed.upper()}  ") == edtf
    assert read_typed(typed.lower()) == edtf


@pytest.mark.parametrize(
    "text", ["2025-08-01", "1984?", "201X", "[1667,1668]", "../2025", "2020-21", "Y-17E7", "2004-06-~11"]
)
def test_edtf_stays_as_it_is(text: str) -> None:
    assert read_typed(text) == text


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [(" 2025-08-01 / 2025-08-05 ", "2025-08-01/2025-08-05"), ("201x", "201X"), ("[1667, 1668]", "[1667, 1668]")],
)
def test_edtf_typed_loosely_is_straightened(typed: str, edtf: str) -> None:
    assert read_typed(typed) == edtf


def test_an_empty_box_is_no_date() -> None:
    assert read_typed("") == ""
    assert read_typed("  \t") == ""


@pytest.mark.parametrize("typed", ["01/08/2025", "1.8.2025", "1-8-2025"])
def test_day_and_month_in_numbers_need_the_order_of_the_project(typed: str) -> None:
    with pytest.raises(WhenError, match="can be 2025-08-01 or 2025-01-08"):
        read_typed(typed)
    assert read_typed(typed, "day-month") == "2025-08-01"
    assert read_typed(typed, "month-day") == "2025-01-08"


@pytest.mark.parametrize("order", ["", "day-month", "month-day"])
def test_day_and_month_that_can_be_read_one_way_need_no_order(order: str) -> None:
    assert read_typed("13/08/2025", order) == "2025-08-13"
    assert read_typed("08/13/2025", order) == "2025-08-13"
    assert read_typed("05/05/2025", order) == "2025-05-05"


def test_the_order_holds_inside_sentences() -> None:
    assert read_typed("between 01/08/2025 and 05/08/2025", "day-month") == "2025-08-01/2025-08-05"
    with pytest.raises(WhenError, match="can be"):
        read_typed("since 01/08/2025")


def test_an_order_we_do_not_know_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="unknown order"):
        read_typed("7 August 2025", "year-first")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("yesterday", "depends on another day"),
        ("last Friday", "depends on another day"),
        ("Monday", "depends on another day"),
        ("Friday 2025", "depends on another day"),
        ("two years ago", "depends on another day"),
        ("next week", "depends on another day"),
        ("7 August", "month or the year is missing"),
        ("Aug 25", "month or the year is missing"),
        ("early August", "month or the year is missing"),
        ("14:30", "needs a day"),
        ("01/08/25", "four digits"),
        ("the '90s", "which century"),
        ("Friday 7 August 2025", "is a Thursday, not a Friday"),
        ("30 February 2025", "28 days"),
        ("7 Aug 2025 25:00", "no time 25:00"),
        ("about 7 Aug 2025 14:30", "leave the time out"),
        ("5 August – 1 August 2025", "earlier date first"),
        ("0 BC", "no year 0"),
        ("unknown", "Leave the date empty"),
        ("?", "Leave the date empty"),
        ("Easter 2024", "not a date we can read"),
        ("2025/08", "not a date we can read"),
        ("winter 2001–05", "month or the year is missing"),
        ("early Q3 2025", "not a date we can read"),
        ("Q3 2025 14:30", "not a date we can read"),
        ("7 Aug 2025 13:30 pm", "not a date we can read"),
        ("1, Easter or 5 August 2025", "not a date we can read"),
        ("7 August 2025 or", "not a date we can read"),
    ],
)
def test_what_would_be_a_guess_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(WhenError) as refusal:
        read_typed(typed)
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1 or " * 39 + "1",
        "about " * 30,
        "?" * 200,
        "1–" * 100,
        "- " * 100,
        "1, " * 66,
        "between " * 25,
        "early " * 33,
        "1 to 2 and " * 18,
        "\ufdfa" * 200,
        "12:30 " * 33,
        "44 bc " * 33,
    ],
    ids=lambda text: text[:9],
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    with pytest.raises(WhenError):
        read_typed(text)
    assert time.process_time() - started < 0.2
