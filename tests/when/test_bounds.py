"""EDTF text to bounds: what is accepted, what it means to the second, and what is refused."""

import datetime
import json
import time
from pathlib import Path
from typing import Any

import pytest

from geoeditor.when import (
    DAY,
    OPEN_END,
    OPEN_START,
    WhenError,
    bounds,
    days,
    earliest_day,
    latest_day,
    parse,
)

CASES = json.loads((Path(__file__).parents[1] / "data" / "edtf_cases.json").read_text(encoding="utf-8"))


def _day(year: int, month: int, day: int) -> int:
    return days(year, month, day) * DAY


def _seconds(iso: str) -> int:
    """Return the seconds of an ISO text by Python's own calendar."""
    moment = datetime.datetime.fromisoformat(iso)
    return int(moment.replace(tzinfo=moment.tzinfo or datetime.UTC).timestamp())


@pytest.mark.parametrize("case", CASES["valid"], ids=lambda case: case["text"])
def test_a_case_has_the_days_precision_and_marks_written_down_for_it(case: dict[str, Any]) -> None:
    when = parse(case["text"])
    assert when.kind == case["kind"]
    assert (earliest_day(case["text"]), latest_day(case["text"])) == (case["first"], case["last"])
    assert when.precision == case["precision"]
    marks = case.get("marks", "")
    assert (when.uncertain, when.approximate) == ("?" in marks, "~" in marks)
    assert (when.open_start, when.open_end) == (".." in case["text"][:3], case["text"].rstrip("]}").endswith(".."))


@pytest.mark.parametrize("case", CASES["valid"], ids=lambda case: case["text"])
def test_a_case_has_the_seconds_that_pythons_calendar_gives(case: dict[str, Any]) -> None:
    when = parse(case["text"])
    if "begins" in case:
        assert when.lo == _seconds(case["begins"])
        assert when.hi == _seconds(case["begins"]) + case["seconds"]
        return
    if case["first"] and case["first"][0] in "12":
        assert when.lo == _seconds(case["first"])
    if case["last"] and case["last"][0] in "12":
        assert when.hi == _seconds(case["last"]) + DAY


@pytest.mark.parametrize("text", CASES["refused"])
def test_a_case_to_refuse_is_refused_in_one_sentence_with_an_example(text: str) -> None:
    with pytest.raises(WhenError) as refusal:
        parse(text)
    message = str(refusal.value)
    assert message.endswith(".")
    assert message.count(". ") == 0
    assert any(digit in message for digit in "0123456789")


def test_our_cases_are_the_ones_of_the_reference_material(shared: Path) -> None:
    theirs = json.loads((shared / "prototypes" / "edtf_cases.json").read_text(encoding="utf-8"))
    assert [case["text"] for case in CASES["valid"]] + CASES["refused"] == theirs
    assert (len(CASES["valid"]), len(CASES["refused"])) == (60, 10)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2001-30", "2001-12-01", "2002-02-28"),
        ("2003-28", "2003-12-01", "2004-02-29"),
        ("2001-36", "2001-10-01", "2001-12-31"),
        ("2001-39", "2001-09-01", "2001-12-31"),
        ("2001-40", "2001-01-01", "2001-06-30"),
        ("2001-32", "2001-06-01", "2001-08-31"),
        ("9999-24", "9999-12-01", "+10000-02-29"),
        ("200X-24", "2000-12-01", "2010-02-28"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("-00X0", "-0090-01-01", "-0010-12-31"),
        ("19X5", "1905-01-01", "1995-12-31"),
        ("1X00-02-29", "1200-02-29", "1600-02-29"),
        ("190X-02-29", "1904-02-29", "1908-02-29"),
        ("199X-02-2X", "1990-02-20", "1999-02-28"),
        ("199X-02-X9", "1990-02-09", "1999-02-19"),
        ("2004-02-X9", "2004-02-09", "2004-02-29"),
        ("2001-XX-31", "2001-01-31", "2001-12-31"),
        ("2001-X1-3X", "2001-01-30", "2001-11-30"),
        ("2001-0X", "2001-01-01", "2001-09-30"),
        ("-15XX-12-25", "-1599-12-25", "-1500-12-25"),
        ("-1950S2", "-1999-01-01", "-1900-12-31"),
        ("1950S4", "1950-01-01", "1950-12-31"),
        ("1950S9", "1950-01-01", "1950-12-31"),
        ("1950S3", "1950-01-01", "1959-12-31"),
        ("Y20E9S1", "+20000000000-01-01", "+29999999999-12-31"),
        ("[1667, 1668]", "1667-01-01", "1668-12-31"),
        ("[..1760,1770..]", None, None),
        ("2025-08-01T24:00:00", "2025-08-02", "2025-08-02"),
        ("2025-08-01T00:30+01", "2025-07-31", "2025-07-31"),
        ("2025-12-31T23:59:59-14:00", "2026-01-01", "2026-01-01"),
        ("2025-08-01T14:30Z/2025-08-01T16:00Z", "2025-08-01", "2025-08-01"),
    ],
)
def test_corner_cases_have_their_exact_days(text: str, first: str | None, last: str | None) -> None:
    assert (earliest_day(text), latest_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2025",
        "2025 ",
        "2025\n",
        "٢٠٢٥-08-01",
        "2025-08-01T14",
        "2025-08-01T24:30",
        "2025-08-01T14:60",
        "2025-08-01T14:30:00.5Z",
        "2025-08-01T14:30+0300",
        "2025-08-01T14:30+14:30",
        "2025-08-01T14:30+03:99",
        "2025-08T14:30",
        "2025-XX-01T14:30",
        "2025-08-01~T14:30",
        "2001-21-05",
        "2001-20",
        "2001-42",
        "2001-2X",
        "19X1-02-29",
        "XXX1-02-29",
        "2025-04-31",
        "2025-XX-32",
        "1950S0",
        "19XXS2",
        "1950S2-05",
        "Y1984",
        "Y-9999",
        "Y017000",
        "Y0E5",
        "Y17000-05",
        "Y1E3",
        "Y3E11",
        "Y200000000000S1",
        "Y9E99999999",
        "/",
        "..",
        "../..",
        "/..",
        "2001/2002/2003",
        "01/08/2025",
        "[2001",
        "[2001}",
        "[]",
        "[..]",
        "{..,2001}",
        "[2001,]",
        "[2001,..2002]",
        "[2001..,2002]",
        "[2002..2001]",
        "[2001/2002]",
        "[2001,2002]/2003",
        "[[2001]]",
        "2001..2002",
        "x",
        "201x",
        "2025-08-01?~",
        "Y",
        "-",
        "T14:30",
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(WhenError, match=r"[a-z].*\.$"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-02-30", "no day 30 in 2025-02, which has 28 days"),
        ("2025-13", "no month 13"),
        ("2025-8-1", "two digits"),
        ("2025-08-05/2025-08-01", "earlier date first"),
        ("-0000", "1 BC is 0000"),
        ("01/08/2025", "more than one /"),
        ("2025-08-01~T14:30", "time of day"),
        ("Y1984", "needs no Y"),
        ("Y9E99", "too far away"),
        ("", "no date here"),
        (" 2025", "blanks"),
        ("[2001,..2002]", "open in the wrong place"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(WhenError) as refusal:
        parse(text)
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "[" + ",".join(str(year) for year in range(1000, 9999)) + "]",
        "Y" + "9" * 190,
        "Y1E" + "9" * 190,
        "1950S" + "9" * 190 + "X",
        "9" * 100_000,
        "[" + "XXX1-02-29," * 17 + "XXX1-02-29]",
        "?" * 200,
        "-" * 200,
        "/" * 200,
        "[" * 200,
        "{" * 100_000 + "}" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    with pytest.raises(WhenError) as refusal:
        parse(text)
    assert time.process_time() - started < 0.1
    assert len(str(refusal.value)) < 300


def test_a_point_can_begin_and_end_anywhere_in_its_bounds() -> None:
    when = parse("2025-08")
    lo, hi = _day(2025, 8, 1), _day(2025, 9, 1)
    assert (when.lo, when.lo_max, when.hi_min, when.hi) == (lo, hi - 1, lo + 1, hi)
    assert when.pieces == ()


def test_a_span_begins_within_its_first_date_and_ends_within_its_last() -> None:
    when = parse("2025-08/2025-10-05")
    assert (when.lo, when.lo_max) == (_day(2025, 8, 1), _day(2025, 9, 1) - 1)
    assert (when.hi_min, when.hi) == (_day(2025, 10, 5) + 1, _day(2025, 10, 6))
    assert when.precision == "month"


def test_a_span_does_not_begin_after_its_end_nor_end_before_its_beginning() -> None:
    coarse_start = parse("2025-08/2025-08-05")
    assert (coarse_start.lo_max, coarse_start.hi) == (_day(2025, 8, 6) - 1, _day(2025, 8, 6))
    coarse_end = parse("2025-08-05/2025-08")
    assert (coarse_end.lo, coarse_end.hi_min) == (_day(2025, 8, 5), _day(2025, 8, 5) + 1)


def test_open_and_unknown_ends_have_no_bound_and_are_told_apart() -> None:
    open_end, unknown_end = parse("1994/.."), parse("1994/")
    for when in (open_end, unknown_end):
        assert (when.lo, when.lo_max) == (_day(1994, 1, 1), _day(1995, 1, 1) - 1)
        assert (when.hi_min, when.hi) == (None, None)
    assert (open_end.open_end, unknown_end.open_end) == (True, False)
    open_start, unknown_start = parse("../2025"), parse("/2025")
    assert (open_start.lo, open_start.lo_max, open_start.open_start) == (None, None, True)
    assert (unknown_start.lo, unknown_start.lo_max, unknown_start.open_start) == (None, None, False)


def test_a_set_gives_every_piece_earliest_first() -> None:
    when = parse("[2025-08-05,2025-08-01,1670..1672]")
    assert when.pieces == (
        (_day(1670, 1, 1), _day(1673, 1, 1)),
        (_day(2025, 8, 1), _day(2025, 8, 2)),
        (_day(2025, 8, 5), _day(2025, 8, 6)),
    )
    assert parse("[..1760,1770..]").pieces == ((None, _day(1761, 1, 1)), (_day(1770, 1, 1), None))


def test_one_of_a_set_can_be_anywhere_and_all_of_it_touches_the_first_and_the_last() -> None:
    one_of, all_of = parse("[1960,1961-12]"), parse("{1960,1961-12}")
    lo, hi = _day(1960, 1, 1), _day(1962, 1, 1)
    assert (one_of.lo, one_of.lo_max, one_of.hi_min, one_of.hi) == (lo, hi - 1, lo + 1, hi)
    assert (all_of.lo, all_of.lo_max) == (lo, _day(1961, 1, 1) - 1)
    assert (all_of.hi_min, all_of.hi) == (_day(1961, 12, 1) + 1, hi)
    stretch = parse("{1667..1670}")
    assert (stretch.lo_max, stretch.hi_min) == (_day(1668, 1, 1) - 1, _day(1670, 1, 1) + 1)


def test_marks_do_not_move_a_bound() -> None:
    plain = parse("2025-08-01")
    for text in ("2025-08-01?", "2025-08-01~", "2025-08-01%", "2025?-08-01", "2025-~08-%01"):
        marked = parse(text)
        assert (marked.lo, marked.lo_max, marked.hi_min, marked.hi) == (plain.lo, plain.lo_max, plain.hi_min, plain.hi)


def test_the_stored_bounds_have_open_ends_at_the_ends_of_64_bits() -> None:
    assert bounds("2025-08-01") == (_day(2025, 8, 1), _day(2025, 8, 2), "day")
    assert bounds("1994/..") == (_day(1994, 1, 1), 2**63 - 1, "year")
    assert bounds("/2025-08") == (-(2**63), _day(2025, 9, 1), "month")
    assert bounds("[..1760,1770..]") == (OPEN_START, OPEN_END, "year")


def test_no_date_is_stored_as_nothing() -> None:
    assert bounds("") == (None, None, "")
    assert (earliest_day(""), latest_day("")) == (None, None)


@pytest.mark.parametrize("text", ["Y290000000000", "Y-290000000000", "Y29E10/..", "Y100000000000S1"])
def test_the_farthest_years_stay_within_64_bits(text: str) -> None:
    t_lo, t_hi, _ = bounds(text)
    assert t_lo is not None
    assert t_hi is not None
    assert OPEN_START < t_lo < t_hi <= OPEN_END
