"""Marks lead from a place of the text to the facts, and from the facts to their places."""

from typing import Final

from geoeditor.core.queries.reading_desk import DateWords, Passage
from geoeditor.ui.reader.marks import Mark, marks_of
from geoeditor.ui.reader.page import Mention
from geoeditor.ui.selection import Fact

TEXT: Final = "Lukashenko met Putin last week. An adviser stayed."
FIRST: Final = (0, 31)
SECOND: Final = (32, 50)
EVENT, LINK = Fact("event", 7), Fact("link", 8)


def _passages(*facts: tuple[str, int, tuple[int, int]]) -> list[Passage]:
    return [Passage(number, table, row, *span) for number, (table, row, span) in enumerate(facts)]


def test_the_shortest_mark_at_a_place_comes_first() -> None:
    marks = marks_of(TEXT, _passages(("event", 7, FIRST), ("link", 8, FIRST)), [Mention(1, 0, 10)], [])
    assert marks.at(3) == [Fact("actor", 1), LINK, EVENT]
    assert marks.at(12) == [LINK, EVENT]
    assert marks.at(40) == []


def test_the_sentence_of_an_actor_is_not_coloured_as_long_as_the_name_in_it_is() -> None:
    passages = _passages(("actor", 1, FIRST), ("actor", 2, SECOND))
    marks = marks_of(TEXT, passages, [Mention(1, 0, 10)], [])
    assert marks.all == (Mark(0, 10, "actor", Fact("actor", 1)), Mark(*SECOND, "actor", Fact("actor", 2)))


def test_facts_in_the_same_words_are_told_apart_by_their_level() -> None:
    marks = marks_of(TEXT, _passages(("event", 7, FIRST), ("link", 8, FIRST)), [], [])
    assert [(mark.fact, mark.level) for mark in marks.all] == [(EVENT, 0), (LINK, 1)]


def test_the_words_that_date_a_fact_are_marked_within_its_passage() -> None:
    dates = [DateWords("event", 7, "last week", "rule", "2025"), DateWords("event", 9, "last week", "rule", "2025")]
    marks = marks_of(TEXT, _passages(("event", 7, FIRST)), [], dates)
    (date,) = [mark for mark in marks.all if mark.look == "date"]
    assert TEXT[date.start : date.end] == "last week"
    assert date.fact == EVENT


def test_marks_are_painted_long_before_short_and_names_last() -> None:
    marks = marks_of(TEXT, _passages(("event", 7, FIRST), ("link", 8, (0, 14))), [Mention(1, 0, 10)], [])
    assert [mark.look for mark in marks.between(0, 20)] == ["event", "link", "actor"]
    assert marks.between(31, 50) == []


def test_the_marks_of_a_fact_come_in_the_order_of_the_text() -> None:
    marks = marks_of(TEXT, _passages(("event", 7, SECOND), ("event", 7, FIRST)), [], [])
    assert [mark.start for mark in marks.of([EVENT])] == [0, 32]
