"""Date words read again for another day of publication: at their place in the text, or by themselves."""

from datetime import date

import pytest

from geoeditor.when.habits import Habits
from geoeditor.when.phrases import Rereading, day_of_issue, find_dates, find_dates_in

TEXT = (
    "The council met in Riga.\n"
    "He was arrested in February 2019 and freed six months later. The ministers will meet on Friday.\n"
    "They recently spoke; last week they spoke again. He left the day after."
)


def _place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_words_are_read_with_the_tense_of_their_clause() -> None:
    place = _place("The ministers will meet on Friday.")
    assert Rereading("2025-08-05", TEXT).date_of("Friday", "weekday, ahead", [place]) == "2025-08-08"
    assert Rereading("2024-08-05", TEXT).date_of("Friday", "weekday, ahead", [place]) == "2024-08-09"


def test_words_without_a_place_keep_the_tense_their_rule_tells() -> None:
    assert Rereading("2024-08-05").date_of("Friday", "weekday, ahead") == "2024-08-09"
    assert Rereading("2024-08-05").date_of("Friday", "weekday") == "2024-08-02"
    assert Rereading("2024-08-05").date_of("28 September", "day, ahead") == "2024-09-28"


def test_the_rule_tells_the_tense_only_where_it_mattered() -> None:
    found = find_dates("They will meet on Friday, after the talks of 7 May 2024.", date(2025, 8, 5))
    assert [each.rule for each in found] == ["weekday, ahead", "day"]


def test_what_counts_from_a_fixed_date_in_the_text_does_not_move() -> None:
    sentence = _place("He was arrested in February 2019 and freed six months later.")
    assert Rereading("2024-08-05", TEXT).date_of("six months later", "counted", [sentence]) == "2019-08~"
    fixed, later = find_dates_in(TEXT, sentence, date(2025, 8, 5))
    assert (fixed.anchored, later.anchored) == (False, False)


def test_what_counts_from_a_date_that_moves_moves_with_it() -> None:
    last = _place("He left the day after.")
    assert Rereading("2025-08-05", TEXT).date_of("the day after", "next day", [last]) == "2025-08-04"
    assert Rereading("2025-08-12", TEXT).date_of("the day after", "next day", [last]) == "2025-08-11"
    (found,) = find_dates_in(TEXT, last, date(2025, 8, 5))
    assert found.anchored


def test_date_words_with_their_noun_are_found_by_the_date_in_them() -> None:
    text = "It follows recent visits by envoys."
    assert Rereading("2025-08-05", text).date_of("recent visits", "vague", [(0, len(text))]) == "2025-06-21~/2025-08-05"


@pytest.mark.parametrize(
    ("words", "t"), [("last week", ""), ("7 May 2024", "2024-05-07"), ("when the cock crows", None)]
)
def test_without_a_day_of_publication_only_fixed_dates_stay(words: str, t: str | None) -> None:
    assert Rereading("").date_of(words, "") == t


def test_a_month_of_publication_counts_as_its_last_day() -> None:
    assert day_of_issue("2025-08") == date(2025, 8, 31)
    assert day_of_issue("") is None
    assert day_of_issue("2025/..") is None


def test_vague_words_go_by_the_habits_of_the_project() -> None:
    recently = Rereading("2025-08-05", TEXT, Habits(weeks=10)).date_of(
        "recently", "vague past", [_place("They recently")]
    )
    assert recently == "2025-07-26~/2025-08-05"


def test_a_passage_far_down_is_read_without_all_that_stands_before_it() -> None:
    text = "In 2019 he left.\n" + "Nothing happened here today.\n" * 1_000 + "She left six months later."
    start = text.rindex("She")
    (found,) = find_dates_in(text, (start, len(text)), date(2025, 8, 5))
    assert text[found.start : found.end] == "six months later"
    assert found.edtf == "2026-02~"
