"""Notices lie over the window: they say their sentence, and nothing that is being read moves."""

from PySide6.QtWidgets import QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from geoeditor.ui.notice_bar import NoticeBar
from geoeditor.ui.theme import Theme

LONG = "The words could not be stored, because the source was changed by somebody else in the meantime. " * 4


def _window(qtbot: QtBot) -> tuple[QMainWindow, NoticeBar, QPlainTextEdit]:
    window = QMainWindow()
    qtbot.addWidget(window)
    text = QPlainTextEdit(window)
    window.setCentralWidget(text)
    window.statusBar().showMessage("All changes saved")
    notices = NoticeBar(window)
    window.resize(800, 500)
    window.show()
    return window, notices, text


def test_a_notice_comes_and_goes_without_moving_anything(qtbot: QtBot, theme: Theme) -> None:
    window, notices, text = _window(qtbot)
    before = text.geometry()
    told: list[bool] = []
    notices.shown_changed.connect(told.append)
    assert not notices.isVisible()
    notices.say(LONG)
    assert notices.isVisible()
    assert text.geometry() == before
    assert window.rect().contains(notices.geometry())
    assert notices.geometry().bottom() < window.statusBar().y()
    notices.dismiss()
    assert not notices.isVisible()
    assert text.geometry() == before
    assert told == [True, False]


def test_a_notice_follows_the_size_of_the_window_and_shows_all_its_words(qtbot: QtBot, theme: Theme) -> None:
    window, notices, _ = _window(qtbot)
    notices.offer(LONG, "Show", window.close)
    for width in (1200, 420):
        window.resize(width, 500)
        qtbot.wait(20)
        assert window.rect().contains(notices.geometry())
        label = notices._label
        assert label.height() >= label.heightForWidth(label.width())
        assert notices.button.isVisible()
