"""The text pane speaks in places of the source's text, whatever Qt counts, and paints only what is in sight."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.core.commands.sources import add_source
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.reader.marks import Mark, Marks
from geoeditor.ui.reader.text_pane import TextPane
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

TEXT = "🕊🕊 In Minsk they met. \u202eThen they left."


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> TextPane:
    made = TextPane(theme, lambda facts: ", ".join(fact.table for fact in facts))
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_text(TEXT)
    made.show()
    return made


def _middle(pane: TextPane, place: int) -> QPoint:
    cursor = pane._cursor((place, place + 1))
    right = pane.cursorRect(cursor)
    cursor.setPosition(cursor.anchor())
    left = pane.cursorRect(cursor)
    return QPoint((left.center().x() + right.center().x()) // 2, left.center().y())


def test_selected_words_after_an_emoji_are_those_of_the_source(pane: TextPane) -> None:
    start = TEXT.index("Minsk")
    pane.select_span((start, start + 5))
    assert pane.textCursor().selectedText() == "Minsk"
    assert pane.selected_span() == (start, start + 5)


def test_blanks_around_selected_words_do_not_count(pane: TextPane) -> None:
    start = TEXT.index(" Minsk ")
    pane.select_span((start, start + 7))
    assert pane.selected_span() == (start + 1, start + 6)
    pane.select_span((start, start + 1))
    assert pane.selected_span() is None


def test_copied_words_are_those_of_the_source_not_those_displayed(pane: TextPane) -> None:
    pane.selectAll()
    pane.copy()
    assert QGuiApplication.clipboard().text() == TEXT
    assert "\u202e" not in pane.toPlainText()


def test_a_click_tells_the_letter_that_was_hit(pane: TextPane, qtbot: QtBot) -> None:
    place = TEXT.index("Minsk")
    for offset in range(5):
        with qtbot.waitSignal(pane.clicked) as clicked:
            QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=_middle(pane, place + offset))
        assert clicked.args == [place + offset]
        QTest.qWait(QApplication.doubleClickInterval() // 8)


def test_a_drag_selects_and_is_no_click(pane: TextPane, qtbot: QtBot) -> None:
    start, end = _middle(pane, TEXT.index("Minsk")), _middle(pane, TEXT.index("they met"))
    with qtbot.assertNotEmitted(pane.clicked):
        QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(pane.viewport(), end)
        QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert pane.selected_span() is not None


def test_a_mark_is_painted_in_its_colour_and_outlined_once_selected(pane: TextPane, theme: Theme) -> None:
    start = TEXT.index("Minsk")
    fact = Fact("actor", 1)
    pane.show_marks(Marks([Mark(start, start + 5, "actor", fact)]))
    at = _middle(pane, start)
    top = pane.cursorRect(pane._cursor((start, start))).top()
    picture = pane.viewport().grab().toImage()
    assert picture.pixelColor(at.x(), top + 2).name() == theme.tones.passage_actor
    pane.select_facts([fact])
    outlined = pane.viewport().grab().toImage()
    assert outlined != picture


def test_two_thousand_marks_are_painted_within_a_frame(pane: TextPane) -> None:
    pane.show_text("They met in Minsk again. " * 2_000)
    pane.show_marks(Marks(Mark(25 * n, 25 * n + 24, "event", Fact("event", n)) for n in range(2_000)))
    pane.viewport().repaint()
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        pane.viewport().repaint()
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.05


def test_a_line_of_200_kb_opens_at_once(make_reader: Callable[[Bridge], ReaderView], bridge: Bridge) -> None:
    reader = make_reader(bridge)
    add_source(bridge.document, "First words.", title="Short")
    begun = time.perf_counter()
    add_source(bridge.document, "many words and more of them " * 7_200, title="Long")
    QApplication.processEvents()
    assert time.perf_counter() - begun < 1.5  # 0.03 s on an idle machine; the widget alone would take minutes
    assert len(reader.text.text) > 200_000


def test_the_theme_repaints_the_text(pane: TextPane, theme: Theme) -> None:
    before = pane.viewport().grab().toImage()
    theme.choose("dark")
    assert pane.viewport().grab().toImage() != before
