"""What holds for every date: random EDTF, random text and random words."""

from hypothesis import given
from hypothesis import strategies as st

from geoeditor.when import (
    DATE_ORDERS,
    OPEN_END,
    OPEN_START,
    Verdict,
    WhenError,
    before,
    bounds,
    describe,
    earliest_day,
    latest_day,
    month_length,
    overlaps,
    parse,
    read_typed,
)
from geoeditor.when.typed_items import plain_date

YEARS = st.one_of(st.integers(-9_999, 9_999), st.integers(1_000, 2_100))
MARKS = st.sampled_from(["", "", "?", "~", "%"])
ORDERS = st.sampled_from(DATE_ORDERS)


@st.composite
def plain_dates(draw: st.DrawFn, years: st.SearchStrategy[int] = YEARS) -> str:
    """Draw a year, a month or a day."""
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, month_length(year, month)))
    return draw(st.sampled_from([plain_date(year), plain_date(year, month), plain_date(year, month, day)]))


@st.composite
def masked_dates(draw: st.DrawFn) -> str:
    """Draw a date of which some digits of year, month and day are X."""
    year, month = draw(st.integers(1, 9_999)), draw(st.integers(1, 12))
    digits = f"{draw(st.sampled_from(['', '-']))}{year:04d}-{month:02d}-{draw(st.integers(1, 28)):02d}"
    hidden = draw(st.sets(st.integers(1, len(digits) - 1)))
    text = "".join("X" if i in hidden and digit != "-" else digit for i, digit in enumerate(digits))
    return text[: draw(st.sampled_from([len(text), len(text) - 3, len(text) - 6]))]


@st.composite
def times(draw: st.DrawFn) -> str:
    """Draw a time of day, with or without seconds and offset."""
    day = plain_date(draw(YEARS), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    clock = f"{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}"
    seconds = draw(st.sampled_from(["", ":00", ":59"]))
    return f"{day}T{clock}{seconds}{draw(st.sampled_from(['', 'Z', '+03:00', '-05:30', '+14']))}"


@st.composite
def marked_dates(draw: st.DrawFn) -> str:
    """Draw a date with marks on the whole or on its parts."""
    parts = draw(plain_dates(st.integers(0, 9_999))).split("-")
    before_parts = [draw(MARKS) + part for part in parts]
    return "-".join(before_parts) + draw(MARKS)


SEASONS = st.builds(lambda year, code: f"{plain_date(year)}-{code}", YEARS, st.integers(21, 41))
LONG_YEARS = st.builds(
    lambda sign, year, significant: f"Y{sign}{year}{significant}",
    st.sampled_from(["", "-"]),
    st.integers(10_000, 10**11),
    st.sampled_from(["", "S1", "S4"]),
)
EXPONENTS = st.builds(lambda base, power: f"Y{base}E{power}", st.integers(1, 290), st.integers(4, 9))
ROUNDED = st.builds(lambda year, digits: f"{plain_date(year)}S{digits}", YEARS, st.integers(1, 5))
DATES = st.one_of(plain_dates(), masked_dates(), times(), marked_dates(), SEASONS, LONG_YEARS, EXPONENTS, ROUNDED)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Draw an interval, in order, perhaps with an open or unknown end."""
    first, last = sorted((draw(DATES), draw(DATES)), key=lambda date: parse(date).lo or 0)
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/", f"/{last}"]))


@st.composite
def sets(draw: st.DrawFn) -> str:
    """Draw a set of dates, perhaps with a stretch and open at its ends."""
    dates = sorted(draw(st.lists(DATES, min_size=1, max_size=7)), key=lambda date: parse(date).lo or 0)
    opening, closing = draw(st.sampled_from([("[", "]"), ("{", "}")]))
    if len(dates) > 2 and draw(st.booleans()):
        dates = [*dates[:-2], f"{dates[-2]}..{dates[-1]}"]
    inner = ",".join(dates)
    if ".." not in inner:
        inner = draw(st.sampled_from([inner, f"..{inner}", f"{inner}.."]))
    return f"{opening}{inner}{closing}"


def _is_valid(text: str) -> bool:
    try:
        parse(text)
    except WhenError:
        return False
    return True


EDTF = st.one_of(DATES, intervals(), sets())
WORDS = """
7 5 13 31 2025 1994 44 8 0 Aug August July may bc ad about circa since until before after between and or to – - ,
/ ? ~ early mid late end half first second third quarter of the Q3 1990s '90s century 19th spring winter 14:30 pm
UTC +03:00 Friday .. [ ] { } X T Z Y E S 2025-08-01 201X 2001-24 now last year 01/08/2025 20250801
"""
SPELLED = st.lists(st.sampled_from(WORDS.split()), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
ANY_TEXT = st.one_of(st.text(max_size=40), st.text("0123456789X-/.,[]{}?~%YESTZ: +", max_size=24), SPELLED)


@given(EDTF)
def test_generated_edtf_is_accepted(text: str) -> None:
    assert len(text) > 200 or parse(text).text == text


@given(EDTF.filter(_is_valid))
def test_stored_bounds_are_in_order_and_fit_in_64_bits(text: str) -> None:
    t_lo, t_hi, precision = bounds(text)
    assert t_lo is not None
    assert t_hi is not None
    assert OPEN_START <= t_lo < t_hi <= OPEN_END
    assert precision


@given(EDTF.filter(_is_valid))
def test_beginning_and_end_lie_within_the_bounds(text: str) -> None:
    when = parse(text)
    lo = OPEN_START if when.lo is None else when.lo
    hi = OPEN_END if when.hi is None else when.hi
    assert when.lo_max is None or lo <= when.lo_max < hi
    assert when.hi_min is None or lo < when.hi_min <= hi
    assert (when.lo is None) or (earliest_day(text) is not None)
    assert (when.hi is None) == (latest_day(text) is None)
    for piece_lo, piece_hi in when.pieces:
        assert piece_lo is None or piece_hi is None or lo <= piece_lo < piece_hi <= hi
    assert bool(when.pieces) == (when.kind in ("one_of", "all_of"))


@given(EDTF.filter(_is_valid))
def test_every_date_can_be_put_in_words(text: str) -> None:
    words = describe(text)
    assert words
    assert "{" not in words
    assert words == words.strip()
    assert len(words) < 400


@given(EDTF.filter(_is_valid), ORDERS)
def test_typed_edtf_comes_back_unchanged(text: str, order: str) -> None:
    assert read_typed(text, order) == text


@given(ANY_TEXT, ORDERS)
def test_any_text_is_a_date_or_refused(text: str, order: str) -> None:
    for read in (parse, bounds, describe, earliest_day, latest_day):
        try:
            read(text)
        except WhenError as refusal:
            assert str(refusal)
    try:
        edtf = read_typed(text, order)
    except WhenError as refusal:
        assert str(refusal)
    else:
        assert edtf == "" or parse(edtf).text == edtf


@given(plain_dates(), st.sampled_from("?~%"))
def test_a_mark_moves_no_bound(text: str, mark: str) -> None:
    assert bounds(text) == bounds(text + mark)


PLAIN = plain_dates(st.integers(-9_998, 9_998))
READABLE = st.one_of(
    PLAIN,
    st.builds("".join, st.tuples(PLAIN, st.sampled_from("?~%"))),
    st.builds("{}/..".format, PLAIN),
    st.builds("../{}".format, PLAIN),
    st.builds("/{}".format, PLAIN),
    st.builds("[{}..]".format, PLAIN),
    st.builds("{}X".format, st.integers(100, 999)),
    st.builds("{:02d}XX".format, st.integers(0, 98)),
    st.builds("{:04d}-{}".format, st.integers(1_000, 9_998), st.integers(21, 41)),
    st.builds("Y{}".format, st.integers(10_000, 10**9)),
    st.builds(
        "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}{}".format,
        st.integers(1_000, 9_999),
        st.integers(1, 12),
        st.integers(1, 28),
        st.integers(0, 23),
        st.integers(0, 59),
        st.sampled_from(["", "Z", "+03:00", "-05:30"]),
    ),
)


@given(READABLE)
def test_words_of_a_simple_date_are_read_back_as_the_same_date(text: str) -> None:
    assert read_typed(describe(text)) == text


DAYS = st.builds(plain_date, st.integers(1_000, 2_999), st.integers(1, 12), st.integers(1, 28))


@given(st.lists(DAYS, min_size=2, max_size=4, unique=True).map(sorted), st.sampled_from(["or", "and", "–"]))
def test_words_of_several_days_are_read_back_as_the_same_days(dates: list[str], word: str) -> None:
    text = {"or": f"[{','.join(dates)}]", "and": f"{{{','.join(dates)}}}", "–": "/".join(dates[:2])}[word]
    assert read_typed(describe(text)) == text


@given(EDTF.filter(_is_valid), EDTF.filter(_is_valid))
def test_verdicts_do_not_contradict_each_other(a: str, b: str) -> None:
    first, second = parse(a), parse(b)
    assert overlaps(first, second) is overlaps(second, first)
    if before(first, second) is Verdict.CERTAIN:
        assert before(second, first) is Verdict.IMPOSSIBLE
        assert overlaps(first, second) is Verdict.IMPOSSIBLE
    if overlaps(first, second) is Verdict.CERTAIN:
        assert before(first, second) is not Verdict.CERTAIN
