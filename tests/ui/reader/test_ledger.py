"""The ledger tells of every sentence whether it is open, used or set aside."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoeditor.core.queries.reading_desk import Aside, Passage
from geoeditor.ui.reader.ledger import Ledger, ledger_of
from geoeditor.ui.reader.ledger_bar import LedgerBar
from geoeditor.ui.theme import Theme

SENTENCES = [(0, 10), (11, 20), (21, 30), (31, 40)]


def test_a_sentence_is_used_by_the_facts_that_it_bears_on_set_aside_or_open() -> None:
    passages = [Passage(1, "event", 7, 0, 10), Passage(2, "link", 8, 2, 5), Passage(3, "event", 7, 4, 6)]
    ledger = ledger_of(SENTENCES, passages, [Aside(9, 21, 30, "background")])
    assert [(line.state, line.facts) for line in ledger.lines] == [("used", 2), ("open", 0), ("aside", 0), ("open", 0)]
    assert [line.words() for line in ledger.lines] == ["2 facts", "open", "set aside: background", "open"]
    assert ledger.done == 2


def test_a_passage_over_several_sentences_uses_all_of_them_and_wins_over_what_was_set_aside() -> None:
    ledger = ledger_of(SENTENCES, [Passage(1, "event", 7, 5, 25)], [Aside(9, 0, 10, "")])
    assert [line.state for line in ledger.lines] == ["used", "used", "used", "open"]


def test_the_next_open_sentence_is_found_in_both_directions_and_there_is_an_end() -> None:
    ledger = ledger_of(SENTENCES, [Passage(1, "event", 7, 11, 20)], [])
    assert ledger.next_open(-1) == (0, 10)
    assert ledger.next_open(0) == (21, 30)
    assert ledger.next_open(31) is None
    assert ledger.previous_open(31) == (21, 30)
    assert ledger.previous_open(0) is None


def test_a_ledger_of_a_hundred_thousand_sentences_takes_no_time() -> None:
    sentences = [(number * 10, number * 10 + 9) for number in range(100_000)]
    passages = [Passage(number, "event", number, number * 10, number * 10 + 9) for number in range(0, 100_000, 3)]
    ledger = ledger_of(sentences, passages, [])
    assert ledger.done == len(passages)


def test_a_click_on_the_bar_goes_to_the_sentence(qtbot: QtBot, theme: Theme) -> None:
    bar = LedgerBar(theme)
    qtbot.addWidget(bar)
    bar.resize(400, 12)
    bar.show_ledger(Ledger(ledger_of(SENTENCES, [], []).lines))
    bar.show_current((11, 20))
    bar.show()
    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(250, 6))
    assert chosen.args == [(21, 30)]
    assert "0 of 4 sentences read" in bar.accessibleName()
    assert not bar.grab().isNull()
