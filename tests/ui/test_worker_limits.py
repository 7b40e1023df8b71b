"""A file by which the reading process comes to its end: one sentence soon, and the next file is read by another."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from tests.hostile_imports.corpus import CORPUS
from tests.hostile_imports.lures import Lures

from geoeditor.ui.child_process import ChildProcess
from geoeditor.ui.workers import Worker

TEXT = "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said.\n"


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    """Give a worker, its process running."""
    made = Worker()
    with qtbot.waitCallback(timeout=20_000) as ready:
        made.read_text(TEXT, "x", ready, ready)
    yield made
    made.stop()


@pytest.mark.parametrize("name", ["shown_often.pdf", "forms_out_of_sight.pdf"])
def test_a_document_without_end_is_refused_and_the_next_file_is_read(
    qtbot: QtBot, worker: Worker, tmp_path: Path, name: str
) -> None:
    path, other = tmp_path / name, tmp_path / "next.txt"
    path.write_bytes(CORPUS[name](Lures.nowhere()))
    other.write_text(TEXT)
    problems: list[str] = []
    values: list[dict[str, Any]] = []
    for each in (path, other):  # both wait at once
        worker.read_article(each, values.append, problems.append)
    qtbot.waitUntil(lambda: len(problems) + len(values) == 2, timeout=20_000)
    assert len(problems) == 1
    assert f"“{name}” can not be read as a PDF document: it needs more time or memory" in problems[0]
    assert values[0]["text"] == TEXT


def test_a_reader_that_is_ended_from_outside_is_told_with_the_name_of_the_file(
    qtbot: QtBot, worker: Worker, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 100_000)
    problems: list[str] = []
    values: list[dict[str, Any]] = []
    child = worker.findChild(ChildProcess)
    assert child is not None
    killed = child.number
    os.kill(killed, signal.SIGSTOP)  # so that it is at work on the file for sure
    worker.read_article(path, values.append, problems.append)
    before = time.monotonic()
    QTimer.singleShot(50, lambda: os.kill(killed, signal.SIGKILL))
    qtbot.waitUntil(lambda: bool(problems), timeout=5_000)
    assert time.monotonic() - before < 2
    assert problems[0].startswith("“a.txt” could not be read, as the process that reads it ended, which happens where")
    assert values == []
    worker.read_text(TEXT, "x", values.append, problems.append)
    qtbot.waitUntil(lambda: bool(values), timeout=20_000)
