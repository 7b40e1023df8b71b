"""A very long text is there from its beginning at once, and whole in a while or where somebody goes to its end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoeditor.ui.reader.filling import PIECE
from geoeditor.ui.reader.text_pane import TextPane
from geoeditor.ui.theme import Theme

TEXT = "".join(f"Line {number} of 🕊 peace, \r\nand \x07 more. \n" for number in range(PIECE // 8))
LAST = TEXT.rindex("Line")


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> TextPane:
    made = TextPane(theme, lambda facts: "")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_text(TEXT)
    made.show()
    return made


def _there(pane: TextPane) -> str:
    return pane.document().toPlainText()


def test_the_beginning_is_there_at_once_and_the_rest_follows(pane: TextPane, qtbot: QtBot) -> None:
    assert len(TEXT) > 3 * PIECE
    assert 0 < len(_there(pane)) < len(TEXT)
    qtbot.waitUntil(lambda: pane._filling.is_done)
    assert _there(pane) == pane._display.shown()


def test_a_place_far_down_can_be_shown_before_the_text_is_whole(pane: TextPane) -> None:
    pane.show_span((LAST, LAST + 4))
    assert pane.is_seen((LAST, LAST + 4))
    pane.select_span((LAST, LAST + 4))
    assert pane.textCursor().selectedText() == "Line"


def test_all_is_selected_though_not_all_is_there_yet(pane: TextPane) -> None:
    QTest.keyClick(pane, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.selected_span() == (0, len(TEXT.rstrip()))


def test_another_text_stops_the_one_before(pane: TextPane, qtbot: QtBot) -> None:
    pane.show_text("Short.")
    qtbot.wait(50)
    assert _there(pane) == "Short."
