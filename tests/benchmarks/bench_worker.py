"""Figures of the worker and of what comes in: start, proposals, large articles and projects. Never fails on time.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_worker

Clock until the answer is there, and the longest that the window had to wait for its turn meanwhile.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from geoeditor import worker
from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.exchange.project_json import export_json
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.intake import Intake
from geoeditor.ui.selection import Selection
from geoeditor.ui.workers import Worker

PARAGRAPH = (
    "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said. "
    "Ozols confirmed that Latvia is set to receive the “Falcon” radar system from Estonia before the end of the year. "
    "“We have waited since 2022,” he said. The Baltic Grid Company (BGC), which denied the claim, recently signed a "
    "contract with Rheinmetall. Tamm alleged that Moscow had threatened the project in the spring of 2024.\n"
)
THOUSAND_WORDS = PARAGRAPH * (1_000 // len(PARAGRAPH.split()) + 1)


class Gauge:
    """Waits in the event loop and takes down the longest time between two turns of the window."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._last = self._longest_s = 0.0
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest_s = max(self._longest_s, now - self._last)
        self._last = now

    def measure(self, what: str, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Do something, wait until it is done, and print what it cost."""
        self._application.processEvents()
        start = self._last = time.perf_counter()
        self._longest_s = 0.0
        act()
        while not is_done():
            self._application.processEvents()
        self._tick()
        clock_s = time.perf_counter() - start
        show(f"{what:<58} clock {clock_s * 1_000:8.0f} ms   window waits {self._longest_s * 1_000:7.1f} ms")


def show(line: str) -> None:
    """Print a line of figures."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def start_up() -> None:
    """Print the processor time of a child that starts and ends."""
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.perf_counter()
        subprocess.run(worker.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
        clock_s = time.perf_counter() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        show(f"{'start and end of a child':<58} CPU   {cpu_s * 1_000:8.0f} ms   clock {clock_s * 1_000:13.0f} ms")


def large_project(folder: Path, count: int) -> Path:
    """Write the JSON of a project with so many events."""
    rows = [{"title": f"Event {number} in Riga", "t": "2025-08-07", "description": "x" * 80} for number in range(count)]
    with Document.create(folder / "large.geoeditor", "Large") as document:
        add_actor(document, name="Anna Tamm")
        add_records(document, "Fill", [Batch("event", rows)])
        data = export_json(document)
    path = folder / "large.json"
    path.write_bytes(data)
    return path


def main() -> None:
    """Measure."""
    start_up()
    application = QApplication([])
    window = QMainWindow()
    window.show()
    bridge, child = Bridge(), Worker()
    intake = Intake(bridge, Selection(), child, window)
    gauge = Gauge(application)
    answers: list[object] = []

    def proposals(what: str, text: str) -> None:
        count = len(answers)

        def ask() -> None:
            child.suggest(text, "2025-08-07", [], answers.append, answers.append)

        gauge.measure(what, ask, lambda: len(answers) > count)

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        bridge.adopt(Document.create(folder / "a.geoeditor"))
        proposals("proposals for 1,000 words, first (starts the child)", THOUSAND_WORDS)
        for _ in range(3):
            proposals("proposals for 1,000 words", THOUSAND_WORDS)
        proposals("proposals for 50,000 words", THOUSAND_WORDS * 50)
        count = len(answers)

        def quick() -> None:
            for number in range(1_000):
                child.suggest(f"{THOUSAND_WORDS}{number}", "", [], answers.append, answers.append)

        gauge.measure("1,000 requests at once", quick, lambda: len(answers) > count)

        def taken(what: str, path: Path) -> None:
            gauge.measure(what, lambda: intake.take_paths([path]), lambda: not intake.is_busy)

        for what, unit, size in (
            ("an article of 6 kB", PARAGRAPH, 6_000),
            ("an article of 1 MB", PARAGRAPH, 1_000_000),
            ("an article of 20 MB, English", PARAGRAPH, 19_900_000),
            ("an article of 20 MB, Ukrainian", "Міністр зустрівся з делегацією у Женеві 7 серпня. \n", 19_900_000),
        ):
            path = folder / f"{len(what)}.txt"
            path.write_bytes((unit * (size // len(unit.encode()))).encode())
            taken(what, path)
        for number in (1_000, 100_000):
            (folder / "large.geoeditor").unlink(missing_ok=True)
            taken(f"a project of {number:,} events as JSON", large_project(folder, number))
        gauge.measure("stop", child.stop, lambda: True)
        bridge.adopt(None)


if __name__ == "__main__":
    main()
