"""The strip for what was pasted: a text that is there already, or that looks like a later version of a source."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.intake_preview.desk import PARAGRAPHS, Desk

from geoeditor.core.document import Document
from geoeditor.ui.intake_preview.offer_bar import Answer, OfferBar
from geoeditor.ui.selection import Fact

FIRST = "Ministers meet in Riga\n\n" + "\n\n".join(PARAGRAPHS)
SECOND = FIRST.replace("The two states", "Both states") + "\n\nThe text was corrected afterwards."


@pytest.fixture
def shown(desk: Desk) -> Desk:
    """Return a desk whose strip has its place in the window."""
    desk.window.setCentralWidget(desk.intake.offer)
    desk.intake.offer.hide()
    return desk


def choose(desk: Desk, words: str) -> None:
    """Press the button of the strip that says this."""
    buttons: list[QPushButton] = desk.intake.offer.buttons
    next(button for button in buttons if button.text() == words).click()
    desk.settle()


def test_a_changed_text_is_asked_about_and_not_stored(shown: Desk) -> None:
    shown.paste(FIRST)
    shown.paste(SECOND)
    assert shown.texts() == [FIRST]
    assert shown.intake.offer.isVisible()
    assert shown.intake.offer.text == "This looks like a new version of “Ministers meet in Riga”."
    assert [button.text() for button in shown.intake.offer.buttons] == [
        "Take as New Version",
        "Take as Separate Source",
    ]
    assert QApplication.activeModalWidget() is None


def test_as_a_separate_source_it_comes_in_as_any_other(shown: Desk) -> None:
    shown.paste(FIRST)
    shown.paste(SECOND)
    choose(shown, "Take as Separate Source")
    assert shown.texts() == [FIRST, SECOND]
    assert shown.labels() == ["Import “Ministers meet in Riga”"] * 2
    assert len(shown.imported) == 2
    assert shown.intake.offer.isHidden()


def test_put_aside_it_is_left_out(shown: Desk) -> None:
    shown.paste(FIRST)
    shown.paste(SECOND)
    assert shown.intake.offer.buttons[0].hasFocus()
    QTest.keyClick(shown.intake.offer.buttons[0], Qt.Key.Key_Escape)
    assert shown.intake.offer.isHidden()
    assert shown.texts() == [FIRST]


def test_two_of_them_are_asked_about_in_turn(shown: Desk) -> None:
    shown.paste(FIRST)
    shown.paste(SECOND)
    shown.paste(SECOND + " Again.")
    choose(shown, "Take as Separate Source")
    assert shown.intake.offer.isVisible()
    choose(shown, "Take as Separate Source")
    assert shown.texts() == [FIRST, SECOND, SECOND + " Again."]


def test_a_text_that_is_there_already_offers_to_show_it(shown: Desk) -> None:
    shown.paste(FIRST)
    source = shown.imported[0]
    shown.selection.clear()
    asked: list[object] = []
    shown.selection.passage_requested.connect(asked.append)
    shown.paste(FIRST)
    assert "already, as “Ministers meet in Riga”" in shown.intake.offer.text
    choose(shown, "Show It")
    assert asked == [Fact("source", source)]
    assert shown.intake.offer.isHidden()


def test_what_was_asked_of_one_project_is_forgotten_with_it(shown: Desk, tmp_path: object) -> None:
    shown.paste(FIRST)
    shown.paste(SECOND)
    shown.bridge.adopt(Document.create(shown.bridge.document.path.with_name("other.geoeditor")))
    assert shown.intake.offer.isHidden()
    assert shown.texts() == []


def test_the_strip_is_worked_by_keys_alone(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    bar = OfferBar(holder)
    field = QLineEdit(holder)
    done: list[str] = []
    bar.ask("Which <b>way</b>?", [Answer("One", lambda: done.append("one")), Answer("Two", lambda: done.append("two"))])
    holder.show()
    bar.take_focus()
    assert bar.accessibleName() == bar.text == "Which <b>way</b>?"
    QTest.keyClick(bar.buttons[0], Qt.Key.Key_Tab)
    QTest.keyClick(bar.buttons[1], Qt.Key.Key_Return)
    assert done == ["two"]
    assert bar.isHidden()
    bar.ask("Again?", [Answer("One", lambda: done.append("one"))], lambda: done.append("given up"))
    bar.take_focus()
    QTest.keyClick(bar.buttons[0], Qt.Key.Key_Escape)
    assert done == ["two", "given up"]
    assert field.isVisible()
