"""A displayed text shows every letter, breaks long lines, and leads back to the place in the source."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geoeditor.ui.reader.display_text import LONGEST_LINE, DisplayText

PIECES = ["a ", "é\n", "🕊", "\r\n", "\r", "\u2029", "\x07", "x" * 9_999, "word " * 2_500]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_plain_text_is_displayed_as_it_is() -> None:
    display = DisplayText("One line.\nAnother.")
    assert display.shown() == "One line.\nAnother."
    assert display.to_display(5) == display.from_display(5) == 5


def test_an_emoji_counts_two_units_and_one_letter() -> None:
    display = DisplayText("🕊 Minsk")
    assert display.span_to_display((2, 7)) == (3, 8)
    assert [display.from_display(unit) for unit in (0, 1, 2, 3, 8)] == [0, 0, 1, 2, 7]


def test_a_long_line_is_broken_at_a_blank_and_every_place_leads_back() -> None:
    text = "many words " * 3_000
    display = DisplayText(text)
    lines = display.shown().split("\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    assert all(line.endswith(" ") for line in lines)
    assert "".join(lines) == text
    assert all(display.from_display(display.to_display(place)) == place for place in range(len(text) + 1))


def test_a_long_line_without_blanks_is_broken_too() -> None:
    lines = DisplayText("x" * 25_000).shown().split("\n")
    assert [len(line) for line in lines] == [10_000, 10_000, 5_000]


def test_letters_that_hide_or_turn_the_line_are_made_visible() -> None:
    shown = DisplayText("a\x00b\x1bc\u202ed\u2066e\x7f\x85\ufdd0f\ufffc").shown()
    assert shown == "a␀b␛c\ufffdd\ufffde␡\ufffd\ufffdf\ufffd"


def test_line_ends_of_every_sort_end_a_line() -> None:
    display = DisplayText("one\r\ntwo\rthree\u2029four")
    assert [line.strip("\u200b") for line in display.shown().split("\n")] == ["one", "two", "three", "four"]
    assert _units(display.shown()) == len(display.text)


@given(st.text(alphabet=st.sampled_from("a é🕊\n\r\u202e\U0001f468\u200d"), max_size=60))
def test_places_of_any_text_lead_there_and_back(text: str) -> None:
    display = DisplayText(text)
    assert _units(display.shown()) == display.to_display(len(text))
    for place in range(len(text) + 1):
        assert display.from_display(display.to_display(place)) == place
        assert display.end_to_display(place) <= display.to_display(place)


@given(
    st.lists(
        st.sampled_from(["a ", "é\n", "🕊", "\r\n", "\r", "\u2029", "\x07", "x" * 9_999, "word " * 2_500]), max_size=8
    ),
    st.lists(st.integers(0, 30_000), max_size=4),
)
def test_the_parts_of_a_displayed_text_are_the_whole(pieces: list[str], cuts: list[int]) -> None:
    display = DisplayText("".join(pieces))
    edges = sorted({0, len(display.text), *(cut for cut in cuts if cut < len(display.text))})
    parts = [display.shown(low, high) for low, high in pairwise(edges)]
    assert "".join(parts) == display.shown()


def test_twenty_megabytes_are_ready_at_once() -> None:
    text = "He said “so” – and \x07 went.\n" * 700_000
    begin = time.process_time()
    made = DisplayText(text[:12_000_000])
    assert time.process_time() - begin < 1.2  # to look every letter up took three times as long
    assert "\x07" not in made.shown()
