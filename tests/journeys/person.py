"""A person at the real main window: sees what is shown, presses keys, moves the mouse, waits until things have come."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.document import Document
from geoeditor.exchange.project_json import export_json
from geoeditor.ui.furnishing import Furnishing
from geoeditor.ui.graph import GraphView
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.tables import TableView
from geoeditor.ui.timeline import TimelineView

ViewT = TypeVar("ViewT", bound=QWidget)
NONE: Final = Qt.KeyboardModifier.NoModifier
CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
LEFT: Final = Qt.MouseButton.LeftButton


class Person:
    """Uses one main window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.furnishing: Furnishing = window.furnish()

    @property
    def document(self) -> Document:
        """Return the open project."""
        return self.window.bridge.document

    @property
    def reader(self) -> ReaderView:
        """Return the reader."""
        return self._view("reader", ReaderView)

    @property
    def timeline(self) -> TimelineView:
        """Return the timeline."""
        return self._view("timeline", TimelineView)

    @property
    def graph(self) -> GraphView:
        """Return the graph."""
        return self._view("graph", GraphView)

    def table(self, key: str) -> TableView:
        """Bring a table to the front and return it."""
        self.furnishing.panes[key].show_up()
        QApplication.processEvents()
        return self._view(key, TableView)

    def _view(self, key: str, kind: type[ViewT]) -> ViewT:
        view = self.furnishing.view(key)
        assert isinstance(view, kind)
        return view

    def wait(self, until: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(until, timeout=20_000)

    def focused(self) -> QWidget:
        """Return what has the focus."""
        widget = QApplication.focusWidget()
        return widget if widget is not None else self.window

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focused(), key, keys)
        QApplication.processEvents()

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus; in what keeps Tab for itself, Ctrl+Tab."""
        for _ in range(400):
            if widget.hasFocus():
                return
            before = QApplication.focusWidget()
            self.press(Qt.Key.Key_Tab)
            if QApplication.focusWidget() is before:
                self.press(Qt.Key.Key_Tab, CTRL)
        raise AssertionError(f"Tab does not lead to {widget}")

    def type(self, text: str) -> None:
        """Type text wherever the focus is."""
        QTest.keyClicks(self.focused(), text)
        QApplication.processEvents()

    def field(self) -> QLineEdit:
        """Return the line that is being typed in."""
        widget = self.focused()
        assert isinstance(widget, QLineEdit), f"the focus is in {widget}"
        return widget

    def put_on_clipboard(self, text: str) -> None:
        """Copy a text elsewhere."""
        QGuiApplication.clipboard().setText(text)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press the left button, move in steps, and let go."""
        _move(widget, start, Qt.MouseButton.NoButton, keys)
        QTest.mousePress(widget, LEFT, keys, start)
        for step in range(1, 7):
            _move(widget, start + (end - start) * step / 6, LEFT, keys)
        QTest.mouseRelease(widget, LEFT, keys, end)
        QApplication.processEvents()

    def mark(self, words: str) -> None:
        """Select words of the text with the mouse."""
        text = self.reader.text
        start = text.text.index(words)
        text.show_span((start, start + len(words)))
        QApplication.processEvents()
        spots = []
        for place in (start, start + len(words)):
            text.put_cursor(place)
            spots.append(text.cursorRect().center())
        self.drag(text.viewport(), spots[0], spots[1])
        text.setFocus()

    def run_by_palette(self, words: str) -> None:
        """Run a command by its words, through Ctrl+K."""
        self.press(Qt.Key.Key_K, CTRL)
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def steps(self) -> list[str]:
        """Return the names of the steps that can be undone, newest first."""
        return [step.label for step in self.document.history() if not step.undone]

    def count(self, table: str) -> int:
        """Return how many records of a table there are."""
        with self.document.read() as connection:
            number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return number

    def saved(self) -> bytes:
        """Return the project as JSON."""
        return export_json(self.document)

    def undo_all(self) -> int:
        """Press Ctrl+Z until nothing is left; return how many steps that took."""
        return self._go("undo", Qt.Key.Key_Z, CTRL)

    def redo_all(self) -> int:
        """Press the key for Redo until nothing is left."""
        return self._go("redo", Qt.Key.Key_Z, CTRL | SHIFT)

    def _go(self, way: str, key: Qt.Key, keys: Qt.KeyboardModifier) -> int:
        self.timeline.canvas.setFocus()
        taken = 0
        while self.document.next_step("undo" if way == "undo" else "redo") is not None:
            before = len(self.steps())
            self.press(key, keys)
            assert len(self.steps()) != before, f"{way} did nothing"
            taken += 1
            assert taken < 1_000
        return taken

    def look_at(self, path: Path) -> None:
        """Keep a picture of the window."""
        self.window.grab().save(str(path))


def _move(widget: QWidget, spot: QPoint, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    where = QPointF(spot)
    event = QMouseEvent(QEvent.Type.MouseMove, where, widget.mapToGlobal(where), Qt.MouseButton.NoButton, button, keys)
    QApplication.sendEvent(widget, event)


Open = Callable[[], Person]
"""Opens a main window and returns the person at it."""
