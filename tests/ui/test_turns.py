"""Turns: one token each, in order, and never twice for one wish."""

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from geoeditor.ui.turns import Turns


def test_each_token_is_called_once_in_a_turn_of_its_own(qtbot: QtBot) -> None:
    turns, called = Turns(), list[object]()
    turns.came.connect(called.append)
    for token in ("one", "two", "one", "three"):
        turns.ask(token)
    assert called == []
    seen = []
    while len(called) < 3:
        QCoreApplication.processEvents()
        seen.append(len(called))
    assert called == ["one", "two", "three"]
    assert all(after - before <= 1 for before, after in zip([0, *seen], seen, strict=False))
    turns.ask("one")
    qtbot.waitUntil(lambda: called == ["one", "two", "three", "one"])
