"""Keys that repeat faster than the window answers: undo and redo held down while proposals come in lose nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.journeys.person import CTRL, SHIFT, Open, Person

from geoeditor.core.commands.sources import add_source
from geoeditor.core.document import Document

TEXT = (
    "Last week Anna Tamm met Juris Ozols in Riga. A senior diplomat spoke of progress. Latvia will pay Estonia before"
    " the end of 2025.\n\nKarel Novak claims that Ozols criticised Latvia."
)


def _project(folder: Path) -> Path:
    path = folder / "talks.geoeditor"
    Document.create(path).close()
    return path


def _hold(person: Person, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    for number in range(50):
        QTest.keyClick(person.focused(), key, keys)
        if number % 3 == 0:
            QApplication.processEvents()


def test_undo_and_redo_held_down_while_proposals_come_end_where_they_should(open_window: Open, tmp_path: Path) -> None:
    person = open_window()
    person.furnishing.projects.open(_project(tmp_path))
    person.furnishing.panes["checking"].show_up()
    person.window.bridge.attempt(lambda document: add_source(document, TEXT, title="Talks", t="2025-08-07"))
    person.wait(lambda: person.reader.proposals.current is not None)
    person.reader.text.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_Return):
        person.press(key)
    steps = person.steps()
    before = person.saved()
    for _ in range(2):
        _hold(person, Qt.Key.Key_Z, CTRL)
        assert person.count("source") == 0
        _hold(person, Qt.Key.Key_Z, CTRL | SHIFT)
        assert person.steps() == steps
    person.wait(lambda: not person.furnishing.worker.is_busy)
    assert person.saved() == before
