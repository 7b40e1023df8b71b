"""Processor time of a cell edit in the whole window, all panes up to date; 10,000 events, 2,000 actors. By hand."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.benchmarks.bench_timeline_window import fill

from geoeditor.core.document import Document
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.tables import TableView
from geoeditor.ui.theme import Theme

EDITS = 40


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.geoeditor"
        with Document.create(path) as document:
            fill(document, 2_000, 10_000)
        application = QApplication(["geoeditor"])
        window = MainWindow(Theme(application, "light"), Store(Path(folder) / "p.json", Path(folder) / "log"))
        window.resize(1440, 900)
        window.show()
        furnishing = window.furnish()
        start = time.process_time()
        window.open_path(path)
        application.processEvents()
        sys.stdout.write(f"open and shown      {time.process_time() - start:7.3f} s CPU\n")
        end = time.monotonic() + 5
        while time.monotonic() < end:  # the graph is arranged aside
            application.processEvents()
        pane = furnishing.panes["events"]
        pane.show_up()
        view = pane.view
        assert isinstance(view, TableView)
        spent = []
        for row in Random(1).sample(range(view.model.rowCount() - 1), EDITS):
            view.grid.setFocus()
            view.grid.setCurrentIndex(view.model.index(row, 1))
            QTest.keyClick(view.grid, Qt.Key.Key_F2)
            field = QApplication.focusWidget()
            assert field is not None
            QTest.keyClicks(field, f"Edited {row}")
            application.processEvents()
            start = time.process_time()
            QTest.keyClick(field, Qt.Key.Key_Return)
            application.processEvents()
            spent.append((time.process_time() - start) * 1000)
        spent.sort()
        sys.stdout.write(f"cell edit, all panes  median {statistics.median(spent):6.1f}  p99 {spent[-1]:6.1f} ms CPU\n")
        window.close()
        window.deleteLater()
        application.processEvents()


if __name__ == "__main__":
    main()
