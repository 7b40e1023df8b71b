"""A text in paragraphs: what is left of it is what stood there, to the letter."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.ui.intake_preview.paragraphs import LONGEST_APART, Paragraphs

TEXT = "  Title\n\nFirst one,\nwrapped.\n \nSecond.\n\n\nThird.\n"


def read(paragraphs: Paragraphs) -> list[str]:
    return [paragraphs.words_of(number) for number in range(len(paragraphs))]


def test_paragraphs_are_what_empty_lines_keep_apart() -> None:
    assert read(Paragraphs(TEXT)) == ["Title", "First one,\nwrapped.", "Second.", "Third."]


def test_lines_as_long_as_paragraphs_are_paragraphs() -> None:
    long = "word " * 40
    assert read(Paragraphs(f"Title\n{long}\nBy Anna\n\nshort\nlines")) == [
        "Title",
        long.strip(),
        "By Anna",
        "short\nlines",
    ]


def test_a_text_from_which_nothing_is_struck_is_unchanged() -> None:
    assert Paragraphs(TEXT).kept() == TEXT


@pytest.mark.parametrize(
    ("struck", "left"),
    [
        ([0], "  First one,\nwrapped.\n \nSecond.\n\n\nThird.\n"),
        ([2], "  Title\n\nFirst one,\nwrapped.\n\n\nThird.\n"),
        ([1, 2], "  Title\n\n\nThird.\n"),
        ([3], "  Title\n\nFirst one,\nwrapped.\n \nSecond.\n"),
        ([0, 1, 2, 3], ""),
    ],
)
def test_what_is_left_stands_apart_as_it_did(struck: list[int], left: str) -> None:
    paragraphs = Paragraphs(TEXT)
    paragraphs.strike(struck, True)
    assert paragraphs.kept() == left


def test_a_line_struck_out_does_not_draw_paragraphs_together() -> None:
    long = "word " * 40
    paragraphs = Paragraphs(f"{long}\nadvertisement\n\nNext")
    paragraphs.strike([1], True)
    assert paragraphs.kept() == f"{long.strip()}\n\nNext"


def test_words_are_counted_with_and_without_what_is_struck() -> None:
    paragraphs = Paragraphs(TEXT)
    assert (paragraphs.words, paragraphs.words_kept) == (6, 6)
    paragraphs.strike([1], True)
    assert (paragraphs.words, paragraphs.words_kept) == (6, 3)
    paragraphs.strike([1], False)
    assert paragraphs.words_kept == 6
    assert paragraphs.kept() == TEXT


def test_what_was_struck_stays_struck_in_another_reading() -> None:
    paragraphs = Paragraphs(TEXT)
    paragraphs.strike([2], True)
    again = Paragraphs("Menu\n\nTitle\n\nSecond.\n\nThird.", paragraphs.struck_words)
    assert again.kept() == "Menu\n\nTitle\n\nThird."


@given(st.text(alphabet="ab \t\n\U0001f600\u2028", max_size=60), st.sets(st.integers(0, 20)))
def test_kept_paragraphs_are_all_there_and_struck_ones_gone(text: str, struck: set[int]) -> None:
    paragraphs = Paragraphs(text)
    here = {number for number in struck if number < len(paragraphs)}
    paragraphs.strike(here, True)
    left = [words for number, words in enumerate(read(paragraphs)) if number not in here]
    assert paragraphs.kept().split() == " ".join(left).split()
    if not here:
        assert paragraphs.kept() == text


def test_a_text_without_words_has_no_paragraphs() -> None:
    assert len(Paragraphs(" \n\n\t")) == 0
    assert Paragraphs(" \n\n").kept() == " \n\n"


def test_of_a_very_long_text_the_rest_is_one_paragraph_and_nothing_waits_for_it() -> None:
    text = "A line of a very long text.\n\n" * 700_000
    begin = time.process_time()
    paragraphs = Paragraphs(text)
    assert time.process_time() - begin < 0.05
    last = len(paragraphs) - 1
    assert paragraphs.is_rest(last)
    assert paragraphs.length(last) > len(text) - LONGEST_APART - 100
    paragraphs.strike([last], True)
    assert len(paragraphs.kept()) <= LONGEST_APART
    assert paragraphs.kept().startswith("A line of a very long text.\n\nA line")


def test_of_a_very_long_text_the_words_are_estimated() -> None:
    paragraphs = Paragraphs("A line of a very long text.\n\n" * 100_000)
    assert paragraphs.is_long
    assert abs(paragraphs.words - 700_000) < 7_000
    assert not Paragraphs(TEXT).is_long
