"""The list of paragraphs: mouse and keys strike out and restore, and what is struck is seen and read aloud as such."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.ui.intake_preview.paragraph_list import ParagraphList
from geoeditor.ui.intake_preview.paragraphs import Paragraphs
from geoeditor.ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> ParagraphList:
    made = ParagraphList()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show_text(Paragraphs("\n\n".join(f"Paragraph {number} has these words." for number in range(8))))
    made.show()
    made.setFocus()
    QApplication.processEvents()
    return made


def click(shown: ParagraphList, number: int, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(shown.viewport(), LEFT, keys, place(shown, number))


def place(shown: ParagraphList, number: int) -> QPoint:
    return shown.visualRect(shown.rows.index(number)).center()


def press(shown: ParagraphList, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(shown, key, keys)


def test_a_click_strikes_out_and_another_restores(shown: ParagraphList) -> None:
    click(shown, 2)
    assert shown.paragraphs.struck == {2}
    click(shown, 5)
    assert shown.paragraphs.struck == {2, 5}
    click(shown, 2)
    assert shown.paragraphs.struck == {5}


def test_two_quick_clicks_are_two_clicks(shown: ParagraphList) -> None:
    QTest.mouseDClick(shown.viewport(), LEFT, NONE, place(shown, 2))
    assert shown.paragraphs.struck == frozenset()
    click(shown, 2)
    assert shown.paragraphs.struck == {2}


def test_with_shift_all_up_to_there_go_the_same_way(shown: ParagraphList) -> None:
    click(shown, 1)
    click(shown, 4, SHIFT)
    assert shown.paragraphs.struck == {1, 2, 3, 4}
    click(shown, 2)
    click(shown, 6)
    click(shown, 6)
    click(shown, 0, SHIFT)
    assert shown.paragraphs.struck == {0, 1, 2, 3, 4, 5, 6}


def test_control_click_only_selects(shown: ParagraphList) -> None:
    click(shown, 3, CTRL)
    assert shown.paragraphs.struck == frozenset()


def test_a_press_that_ends_elsewhere_strikes_nothing(shown: ParagraphList) -> None:
    QTest.mousePress(shown.viewport(), LEFT, NONE, place(shown, 1))
    QTest.mouseRelease(shown.viewport(), LEFT, NONE, place(shown, 4))
    assert shown.paragraphs.struck == frozenset()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_keys_strike_the_current_one_and_runs(shown: ParagraphList, key: Qt.Key) -> None:
    press(shown, Qt.Key.Key_Down)
    press(shown, key)
    assert shown.paragraphs.struck == {1}
    press(shown, Qt.Key.Key_Down, SHIFT)
    press(shown, Qt.Key.Key_Down, SHIFT)
    press(shown, key)
    assert shown.paragraphs.struck == {1, 2, 3}
    press(shown, key)
    assert shown.paragraphs.struck == frozenset()


def test_what_was_struck_can_be_taken_back_and_done_again(shown: ParagraphList) -> None:
    press(shown, Qt.Key.Key_Space)
    press(shown, Qt.Key.Key_A, CTRL)
    press(shown, Qt.Key.Key_Delete)
    assert len(shown.paragraphs.struck) == 8
    press(shown, Qt.Key.Key_Z, CTRL)
    assert shown.paragraphs.struck == {0}
    press(shown, Qt.Key.Key_Z, CTRL)
    assert shown.paragraphs.struck == frozenset()
    press(shown, Qt.Key.Key_Z, CTRL | SHIFT)
    assert shown.paragraphs.struck == {0}


def test_letters_do_not_jump_about(shown: ParagraphList) -> None:
    press(shown, Qt.Key.Key_P)
    assert shown.currentIndex().row() == 0


def test_a_struck_paragraph_is_read_aloud_as_left_out(shown: ParagraphList) -> None:
    click(shown, 2)
    words = shown.rows.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Left out: Paragraph 2 has these words."
    assert shown.rows.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Paragraph 3 has these words."


def picture(shown: ParagraphList) -> QImage:
    QApplication.processEvents()
    return shown.grab(shown.visualRect(shown.rows.index(4))).toImage()


def test_a_struck_paragraph_looks_struck_in_light_and_dark(shown: ParagraphList, theme: Theme) -> None:
    for choice in ("light", "dark"):
        theme.choose(choice)
        before = picture(shown)
        shown.strike([4], True)
        assert picture(shown) != before
        shown.strike([4], False)
        assert picture(shown) == before


def test_text_is_shown_to_the_letter(qtbot: QtBot) -> None:
    made = ParagraphList()
    qtbot.addWidget(made)
    made.show_text(Paragraphs("<b>Bold</b> & <img src='x'>\u202e\x07"))
    assert made.rows.index(0).data() == "<b>Bold</b> & <img src='x'>\ufffd\ufffd"


def test_of_a_paragraph_without_end_the_beginning_is_shown(qtbot: QtBot) -> None:
    made = ParagraphList()
    qtbot.addWidget(made)
    made.show_text(Paragraphs("word " * 10_000))
    assert len(str(made.rows.index(0).data())) < 3_100
    assert str(made.rows.index(0).data()).endswith("… and 46999 more letters")


def test_ten_thousand_paragraphs_are_shown_in_pieces(qtbot: QtBot) -> None:
    made = ParagraphList()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    begin = time.process_time()
    made.show_text(Paragraphs("\n\n".join(f"Paragraph {number}." for number in range(10_000))))
    QApplication.processEvents()
    assert time.process_time() - begin < 0.5
    assert made.rows.rowCount() == 10_000
