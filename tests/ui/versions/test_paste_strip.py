"""The strip that takes in a new version: texts of any length that a project holds, and clear words for longer ones."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.ui.versions.paste_strip import MOST, PasteStrip

LONG = "A line of the appendix. " * (1 + MOST // 20)


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[PasteStrip]:
    made = PasteStrip()
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.open_for(1, "Talks", "2025-08-08", "")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


def paste(strip: PasteStrip, text: str) -> None:
    QApplication.clipboard().setText(text)
    strip.text.setFocus()
    QTest.keyClick(strip.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_long_text_is_kept_whole_and_its_ends_are_shown(qtbot: QtBot, strip: PasteStrip) -> None:
    given: list[tuple[object, str, str]] = []
    strip.given.connect(lambda source, text, published: given.append((source, text, published)))
    paste(strip, LONG)
    assert strip.ends.isVisible()
    assert not strip.text.isVisible()
    assert strip.ends.text().startswith(f"A text of {len(LONG):,} letters, taken in whole.")
    assert strip.take.hasFocus()
    QTest.keyClick(strip.take, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given == [(1, LONG, "2025-08-08")]


def test_another_text_takes_the_place_of_a_long_one(strip: PasteStrip) -> None:
    paste(strip, LONG)
    strip.another.click()
    assert strip.text.hasFocus()
    paste(strip, "Short.")
    assert strip.text.toPlainText() == "Short."
    assert not strip.ends.isVisible()
    strip.close_strip()
    strip.open_for(2, "Other talks", "", "")
    assert strip.text.toPlainText() == ""


def test_what_is_longer_than_a_project_holds_is_refused_and_what_was_typed_is_kept(strip: PasteStrip) -> None:
    strip.text.setPlainText("Typed.")
    paste(strip, "x" * (21 * 1024 * 1024))
    assert "longer than the 20 MB that fit" in strip.problem.text()
    assert strip.problem.isVisible()
    assert strip.text.toPlainText() == "Typed."


def test_a_text_of_19_mb_is_taken_from_the_clipboard_without_a_stop(strip: PasteStrip) -> None:
    text = "All that was said on that day. " * (19 * 1024 * 1024 // 31)
    mime = QMimeData()
    mime.setText(text)
    begun = perf_counter()
    strip.text.insertFromMimeData(mime)
    assert perf_counter() - begun < 0.5
    assert strip.ends.isVisible()


def test_files_that_are_dropped_are_left_to_the_window(strip: PasteStrip) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("file:///talks.txt")])
    assert not strip.text.canInsertFromMimeData(mime)
