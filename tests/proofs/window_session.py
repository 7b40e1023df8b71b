"""A window on a project in which somebody works without pause: cells, proposals, marks, nodes, undo and redo.

Says on stdout, after each notice of a change, what it was: `do`, `undo` or `redo`. Ends only when it is killed.
"""

import sys
from pathlib import Path
from random import Random
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from geoeditor.core.journal import ChangeSet
from geoeditor.ui.graph import GraphView
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact
from geoeditor.ui.tables import TableView
from geoeditor.ui.theme import Theme

CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class Worker:
    """Whoever works: one deed a turn of the event loop."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._random = Random(seed)
        self._furnishing = window.furnish()
        self._count = 0

    def work(self) -> None:
        """Do one deed, and come back for the next."""
        deed = self._random.choice(
            (self._edit_cell, self._accept, self._delete, self._drag_node, self._undo, self._redo)
        )
        deed()
        QTimer.singleShot(0, self.work)

    def _press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._window, key, keys)

    def _edit_cell(self) -> None:
        pane = self._furnishing.panes["events"]
        pane.show_up()
        view = pane.view
        if not isinstance(view, TableView) or not view.grid.model().rowCount():
            return
        row = self._random.randrange(view.grid.model().rowCount())
        view.grid.setCurrentIndex(view.grid.model().index(row, 1))
        view.grid.setFocus()
        self._count += 1
        self._press(Qt.Key.Key_F2)
        field = QApplication.focusWidget()
        if field is not None and field is not view.grid:
            QTest.keyClicks(field, f"Deed {self._count}")
            self._press(Qt.Key.Key_Return)

    def _accept(self) -> None:
        pane = self._furnishing.panes["reader"]
        pane.show_up()
        view = pane.view
        if isinstance(view, ReaderView) and view.proposals.current is not None:
            view.proposals.list.setFocus()
            self._press(Qt.Key.Key_Return)

    def _delete(self) -> None:
        with self._window.bridge.document.read() as connection:
            rows = [row for (row,) in connection.execute("SELECT id FROM event ORDER BY id")]
        if len(rows) > 5:
            self._window.selection.choose([Fact("event", self._random.choice(rows))])
            self._furnishing.view("timeline").setFocus()
            self._press(Qt.Key.Key_Delete)

    def _drag_node(self) -> None:
        view = self._furnishing.view("graph")
        if not isinstance(view, GraphView) or not len(view.scene.ids):
            return
        canvas = view.canvas
        row = self._random.randrange(len(view.scene.ids))
        spot = canvas.spot_of(row).toPoint()
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        QTest.mouseMove(canvas, spot + QPoint(12, 9))
        QTest.mouseMove(canvas, spot + QPoint(self._random.randint(20, 60), 15))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot + QPoint(40, 15))

    def _undo(self) -> None:
        self._furnishing.view("timeline").setFocus()
        self._press(Qt.Key.Key_Z, CTRL)

    def _redo(self) -> None:
        self._furnishing.view("timeline").setFocus()
        self._press(Qt.Key.Key_Z, CTRL | SHIFT)


def tell(changes: ChangeSet) -> None:
    """Acknowledge a change."""
    sys.stdout.write(f"{changes.way}\n")
    sys.stdout.flush()


def main() -> None:
    """Work until killed."""
    project, seed = Path(sys.argv[1]), int(sys.argv[2])
    application = QApplication(["geoeditor"])
    theme = Theme(application, "light")
    window = MainWindow(theme, Store(project.with_suffix(".preferences"), project.parent / "log"))
    window.resize(1200, 800)
    window.show()
    application.processEvents()
    window.open_path(project)
    window.bridge.changed.connect(tell)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    worker = Worker(window, seed)
    QTimer.singleShot(0, worker.work)
    application.exec()


if __name__ == "__main__":
    main()
