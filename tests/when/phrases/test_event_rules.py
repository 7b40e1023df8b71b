"""Words that count from an event the text has dated move with the day of issue only where that date does."""

from datetime import date
from time import process_time

from geoeditor.when.phrases import Rereading, find_dates

TEXT = "The chamber voted on Monday. Two days after the vote, the army moved."


def test_the_event_is_dated_by_its_own_sentence() -> None:
    found = find_dates(TEXT, date(2025, 8, 7))
    assert [each.edtf for each in found] == ["2025-08-04", "2025-08-06"]
    assert found[1].anchored


def test_read_anew_the_words_move_with_the_event() -> None:
    place = (TEXT.index("Two"), len(TEXT))
    assert Rereading("2025-08-14", TEXT).date_of("Two days after the vote", "", [place]) == "2025-08-13"
    assert Rereading("2025-08-14").date_of("Two days after the vote", "") == ""


def test_a_date_of_its_own_does_not_move() -> None:
    found = find_dates("The coup came on 26 July 2023. The day after the coup, it rained.", date(2025, 8, 7))
    assert [each.anchored for each in found] == [False, False]


def test_many_events_take_no_more_than_their_share_of_time() -> None:
    text = "The chamber voted on 3 May 2024. Two days after the vote, the army moved. "
    took = []
    for times in (100, 800):
        began = process_time()
        find_dates(text * times, date(2025, 8, 7))
        took.append(process_time() - began)
    assert took[1] < 24 * took[0] + 0.2
