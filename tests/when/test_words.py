"""EDTF in short readable words."""

import pytest

from geoeditor.when import WhenError, describe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-08-07", "7 Aug 2025"),
        ("2025-08", "Aug 2025"),
        ("2019", "2019"),
        ("0476", "AD 476"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 Mar 44 BC"),
        ("Y17000", "year 17,000"),
        ("Y-17E7", "year −170,000,000"),
        ("2005~", "about 2005"),
        ("2025-08-07?", "7 Aug 2025?"),
        ("2025-08%", "about Aug 2025?"),
        ("199X", "1990s"),
        ("18XX", "19th century"),
        ("00XX", "1st century"),
        ("01XX", "2nd century"),
        ("02XX", "3rd century"),
        ("10XX", "11th century"),
        ("20XX", "21st century"),
        ("-01XX", "2nd century BC"),
        ("-004X", "between 50 BC and 41 BC"),
        ("1XXX", "between 1000 and 1999"),
        ("XXXX", "year unknown"),
        ("2004-XX", "2004"),
        ("1985-04-XX", "Apr 1985"),
        ("2025-08-2X", "between 20 and 29 Aug 2025"),
        ("1984-1X", "between 1 Oct and 31 Dec 1984"),
        ("156X-12-25", "25 Dec, 1560s"),
        ("XXXX-12-XX", "Dec, year unknown"),
        ("1950S2", "1950 or so (1900 – 1999)"),
        ("1950S4", "1950"),
        ("2001-21", "spring 2001"),
        ("200X-21", "between 1 Mar 2000 and 31 May 2009"),
        ("2001-24", "winter 2001–02"),
        ("1999-24", "winter 1999–00"),
        ("2001-26", "summer 2001 (north)"),
        ("2001-30", "summer 2001–02 (south)"),
        ("2001-31", "autumn 2001 (south)"),
        ("2025-35", "Q3 2025"),
        ("2025-38", "second third of 2025"),
        ("2025-40", "first half of 2025"),
        ("2025-08-01T14:30:00Z", "1 Aug 2025, 14:30 UTC"),
        ("2025-08-01T14:30:05", "1 Aug 2025, 14:30:05"),
        ("2025-08-01T02:30+03:00", "1 Aug 2025, 02:30 UTC+3"),
        ("2025-08-01T02:30-05:30", "1 Aug 2025, 02:30 UTC−5:30"),
    ],
)
def test_a_date_in_words(text: str, words: str) -> None:
    assert describe(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-08-01/2025-08-05", "1–5 Aug 2025"),
        ("2025-08-07/2025-12-31", "7 Aug – 31 Dec 2025"),
        ("2024-12-28/2025-01-03", "28 Dec 2024 – 3 Jan 2025"),
        ("2025-08/2025-10", "Aug–Oct 2025"),
        ("2020/2022", "2020–2022"),
        ("2020/2022-05", "2020 – May 2022"),
        ("2025-06-23~/2025-08-07", "about 23 Jun – 7 Aug 2025"),
        ("1984?/2004%", "1984? – about 2004?"),
        ("-0049/-0043", "50 BC – 44 BC"),
        ("1994/..", "since 1994"),
        ("../2025-08", "until Aug 2025"),
        ("1994/", "since 1994, end unknown"),
        ("/2025~", "until about 2025, start unknown"),
        ("2025-08-01T14:30Z/2025-08-01T16:00Z", "1 Aug 2025, 14:30–16:00 UTC"),
        ("2025-08-01T14:30Z/2025-08-02T16:00Z", "1 Aug 2025, 14:30 UTC – 2 Aug 2025, 16:00 UTC"),
        ("2025-08-05/2025-08-05", "5 Aug 2025 – 5 Aug 2025"),
    ],
)
def test_a_span_in_words_says_once_what_its_ends_share(text: str, words: str) -> None:
    assert describe(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[2025-08-01,2025-08-05]", "one of 1 or 5 Aug 2025"),
        ("[2025-08-01,2025-08-03,2025-09-05]", "one of 1, 3 Aug or 5 Sep 2025"),
        ("[1667,1668,1670..1672]", "one of 1667, 1668 or 1670–1672"),
        ("{1960,1961-12}", "1960 and Dec 1961"),
        ("{2025-08-01,2025-08-03}", "1 and 3 Aug 2025"),
        ("[..1760-12-03]", "3 Dec 1760 or earlier"),
        ("[1760-12..]", "Dec 1760 or later"),
        ("[1760-01,1760-12..]", "one of Jan 1760 or Dec 1760 or later"),
        ("[1667..1670]", "one of 1667–1670"),
        ("{1667..1670}", "all of 1667–1670"),
        ("{..1984}", "all of 1984 or earlier"),
        ("[2001]", "2001"),
        ("[2001,2002,2003,2004,2005]", "one of 5 dates: 2001 … 2005"),
        ("{2001,2002,2003,2004,2005}", "5 dates: 2001 … 2005"),
    ],
)
def test_a_set_in_words_says_whether_one_or_all_are_meant(text: str, words: str) -> None:
    assert describe(text) == words


def test_no_date_has_no_words() -> None:
    assert describe("") == ""


def test_what_is_no_date_is_not_put_in_words() -> None:
    with pytest.raises(WhenError):
        describe("2025-02-30")
