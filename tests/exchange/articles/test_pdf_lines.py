"""Lines of pages become paragraphs again."""

from collections.abc import Sequence

import pytest

from geoeditor.exchange.articles.pdf_lines import Line, paragraphs

SIZE = 10.0
LEADING = 12.0


def _page(*texts: str, left: float = 72, right: float = 540, top: float = 700, size: float = SIZE) -> list[Line]:
    """Return lines one below the other; '' leaves one out, and the last of a paragraph ends early."""
    lines = []
    for number, text in enumerate(texts):
        ends_early = number + 1 == len(texts) or not texts[number + 1]
        end = left + (right - left) * (0.4 if ends_early else 1)
        if text:
            lines.append(Line(text, left, end, top - number * LEADING, size))
    return lines


def test_lines_are_joined_and_gaps_divide() -> None:
    page = _page("The first paragraph goes on", "over two lines.", "", "The second has", "three lines", "in all.")
    assert paragraphs([page]) == ["The first paragraph goes on over two lines.", "The second has three lines in all."]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the govern-", "ment fell", "the government fell"),
        ("the govern\xad", "ment fell", "the government fell"),
        ("the govern\ufffe", "ment fell", "the government fell"),
        ("the Franco-", "German talks", "the Franco-German talks"),
        ("a long-term plan, a long-", "term debt", "a long-term plan, a long-term debt"),
        ("from 2024-", "2025 on", "from 2024- 2025 on"),
        ("he said –", "and left", "he said – and left"),
        ("the of\ufb01ce of the \ufb02eet", "is e\ufb00ective", "the office of the fleet is effective"),
    ],
)
def test_a_divided_word_is_whole_again(first: str, second: str, whole: str) -> None:
    assert paragraphs([_page(first, second, "to the end.")]) == [f"{whole} to the end."]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = _page("One begins here and", "ends with this line.", "Two is set in and", "ends here.")
    page[1].right = page[0].right
    page[2].left += 20
    assert paragraphs([page]) == ["One begins here and ends with this line.", "Two is set in and ends here."]


def test_a_heading_stands_alone() -> None:
    page = [*_page("A heading", top=730, size=16), *_page("Words below", "the heading.")]
    assert paragraphs([page]) == ["A heading", "Words below the heading."]


def test_items_of_a_list_stay_apart() -> None:
    page = _page("He named three:", "• ships;", "• grain;", "• the weather.")
    for line in page[1:]:
        line.right = 200
    assert paragraphs([page]) == ["He named three:", "• ships;", "• grain;", "• the weather."]


def _pages(count: int) -> Sequence[list[Line]]:
    pages = []
    for number in range(1, count + 1):
        head = Line(f"The Harbour Review, issue {number}", 72, 300, 760, 8)
        foot = Line(f"Page {number} of {count}", 280, 320, 30, 8)
        pages.append(
            [
                head,
                *_page(f"This is what page {'abcdefgh'[number]} holds and", f"nothing but {'abcdefgh'[number]}."),
                foot,
            ]
        )
    return pages


def test_running_heads_and_page_numbers_go() -> None:
    assert paragraphs(_pages(4)) == [f"This is what page {each} holds and nothing but {each}." for each in "bcde"]


def test_a_head_on_a_single_page_stays() -> None:
    assert paragraphs(_pages(1))[0] == "The Harbour Review, issue 1"


def test_a_paragraph_goes_on_on_the_next_page_and_in_the_next_column() -> None:
    first = _page("Left column begins and", "goes on to the", right=300)
    first[-1].right = 300
    second = _page("right column, which", "ends the page in the mid-", left=320, right=540)
    second[-1].right = 540
    third = _page("dle of a word.")
    assert paragraphs([[*first, *second], third]) == [
        "Left column begins and goes on to the right column, which ends the page in the middle of a word."
    ]


def test_a_finished_paragraph_is_not_joined_to_the_next_page() -> None:
    assert paragraphs([_page("One ends", "here."), _page("Two begins", "here.")]) == [
        "One ends here.",
        "Two begins here.",
    ]


def test_lines_without_places_are_joined_by_their_words() -> None:
    page = [Line("A sentence goes"), Line("on and ends."), Line("Another one.")]
    assert " ".join(paragraphs([page])) == "A sentence goes on and ends. Another one."


def test_nothing_comes_of_nothing() -> None:
    assert paragraphs([]) == []
    assert paragraphs([[], [Line("  ")]]) == []
