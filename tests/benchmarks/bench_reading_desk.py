"""How long the window stands still at the reading desk: large texts in, proposals coming, an original kept. By hand.

A timer of one millisecond looks how late it comes: the longest gap is the longest time in which nothing was painted and
no key was heard. Goals: 200 ms while a text of 20 MB is opened, 50 ms in all other cases.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from geoeditor.core.commands.sources import add_source
from geoeditor.core.document import Document
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

SENTENCES = (
    "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said. ",
    "The Harbour Authority of Tallinn will pay 40 million euros to Baltic Cable before the end of March 2025. ",
    "“We have not heard from them since last week,” Mrs Tamm told reporters on 7 August after the meeting. ",
    "Prime Minister Karel Novak appointed Eva Horvat as head of the Agency for Energy, replacing Ivo Kral. ",
    "The Commission declined to comment, and a spokesman for Mr Ozols said talks would go on in September. ",
)
LARGE = 20_000_000


class Stillness:
    """Watches how late a timer of one millisecond comes."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._last = self._last_cpu = 0.0
        self.gaps: list[tuple[float, float]] = []
        """Milliseconds by the clock and of this process, between two visits of the timer."""

    def _look(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.gaps.append(((now - self._last) * 1_000, (cpu - self._last_cpu) * 1_000))
        self._last, self._last_cpu = now, cpu

    def run(
        self, act: Callable[[], object], until: Callable[[], bool], rest_s: float = 1.0
    ) -> tuple[float, float, float]:
        """Do something, and go on until it is so; return the seconds, the longest gap in ms, and of this thread."""
        self._turn(0.3)
        self.gaps = []
        begin = self._last = time.perf_counter()
        self._last_cpu = time.thread_time()
        self._timer.start()
        QTimer.singleShot(0, act)
        self._turn(0.05)
        while not until() and time.perf_counter() - begin < 40:
            self._turn(0.02)
        seconds = time.perf_counter() - begin
        self._turn(rest_s)
        self._timer.stop()
        longest = max(self.gaps)
        return seconds, longest[0], max(cpu for _, cpu in self.gaps)

    def _turn(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1_000), loop.quit)
        loop.exec()


def text_of(letters: int, seed: int) -> str:
    """Return news of this length, in paragraphs; those of another seed are no version of it."""
    random = Random(seed)
    words = ["".join(random.choices("abdefgiklmnoprstu", k=random.randint(3, 9))) for _ in range(400)]

    def paragraph() -> str:
        filler = " ".join(random.choices(words, k=30)).capitalize()
        return f"{random.choice(SENTENCES)}{filler}. {random.choice(SENTENCES)}\n\n"

    block = "".join(paragraph() for _ in range(200))
    return (block * (letters // len(block) + 1))[:letters]


def told(words: str, figures: tuple[float, float, float], goal: int) -> None:
    """Print the figures of one case."""
    seconds, longest, cpu = figures
    block = f"longest block {longest:6.1f} ms, {cpu:6.1f} ms CPU (goal {goal})"
    sys.stdout.write(f"{words:<36} {seconds:6.2f} s  {block}\n")
    sys.stdout.flush()


def save_page(path: Path) -> None:
    """Write a short article in a page of 20 MB."""
    body = text_of(3_300, 4).replace("\n\n", "</p><p>")
    path.write_text(
        f"<html><head><title>Page</title></head><body><article><p>{body}</p></article></body></html>"
        f"<!-- {'x' * (LARGE - 10_000)} -->"
    )


def main() -> None:
    """Print all figures."""
    application = QApplication(["geoeditor"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window = MainWindow(Theme(application, "light"), Store(folder / "p.json", folder / "log"))
        window.resize(1440, 900)
        window.show()
        furnishing = window.furnish()
        Document.create(folder / "a.geoeditor").close()
        window.open_path(folder / "a.geoeditor")
        reader = furnishing.view("reader")
        assert isinstance(reader, ReaderView)
        intake, worker, still = furnishing.intake, furnishing.worker, Stillness()

        def stored(count: int) -> bool:
            if intake.is_busy or worker.is_busy:
                return False  # to read would wait for what is being written
            with window.bridge.document.read() as connection:
                (found,) = connection.execute("SELECT count(*) FROM source").fetchone()
            return int(found) >= count

        def add(text: str, title: str) -> int:
            return add_source(window.bridge.document, text, title=title, t="2025-08-07")

        def show(source: int) -> None:
            window.selection.choose([Fact("source", source)])

        def idle() -> bool:
            return not intake.is_busy and not worker.is_busy

        window.bridge.refused.connect(sys.stdout.write)
        gc.collect()
        article = add(text_of(6_500, 1), "A thousand words")
        other = add(text_of(3_000, 2), "Half of that")
        still.run(lambda: show(other), idle, 2)
        told("1,000 words shown, proposals come", still.run(lambda: show(article), idle), 50)
        large = folder / "large.txt"
        large.write_text(text_of(LARGE * 98 // 100, 3), encoding="utf-8")
        told("20 MB text imported and shown", still.run(lambda: intake.take_paths([large]), lambda: stored(3)), 200)
        show(article)
        with window.bridge.document.read() as connection:
            (largest,) = connection.execute("SELECT max(id) FROM source").fetchone()
        told("20 MB text shown again", still.run(lambda: show(largest), idle), 200)
        show(article)
        page = folder / "page.html"
        save_page(page)

        def shown() -> bool:
            return intake.preview is not None and intake.preview.isVisible()

        told("20 MB page read into the preview", still.run(lambda: intake.take_paths([page]), shown), 50)
        assert intake.preview is not None
        intake.preview.details.keeps.setChecked(True)
        told("original of 20 MB kept", still.run(intake.preview.take.click, lambda: stored(4)), 50)
        window.close()
        window.deleteLater()
        application.processEvents()


if __name__ == "__main__":
    main()
