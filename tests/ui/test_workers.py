"""The window's side of the worker: answers come back, failures come back as a sentence, nothing stays behind."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from geoeditor.ui.child_process import ChildProcess
from geoeditor.ui.workers import LIMIT_S, PATIENCE_S, Worker

TEXT = "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said.\n"
ENDLESS = TEXT * 20_000
"""Two megabytes of news: the reader needs far longer for it than any limit in these tests."""


class Answers:
    """Takes down what comes back."""

    def __init__(self) -> None:
        self.values: list[dict[str, Any]] = []
        self.problems: list[str] = []

    def done(self, value: dict[str, Any]) -> None:
        self.values.append(value)

    def failed(self, sentence: str) -> None:
        self.problems.append(sentence)

    @property
    def count(self) -> int:
        return len(self.values) + len(self.problems)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def make(qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Worker]]:
    made: list[Worker] = []

    def worker(limit_s: float = LIMIT_S) -> Worker:
        made.append(Worker(limit_s=limit_s))
        return made[-1]

    yield worker
    for each in made:
        each.stop()
        assert not any(child.is_running for child in each.findChildren(ChildProcess))
    assert capfd.readouterr().err == ""


def child_of(worker: Worker) -> int:
    child = worker._child
    assert child is not None
    return child.number


def is_gone(pid: int) -> bool:
    """Tell whether there is no such process any more, not even as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def ask(worker: Worker, answers: Answers, text: str = TEXT) -> None:
    worker.suggest(text, "2025-08-07", [], answers.done, answers.failed)


def wait(qtbot: QtBot, answers: Answers, count: int = 1) -> None:
    qtbot.waitUntil(lambda: answers.count >= count, timeout=20_000)


def test_nothing_is_started_before_something_is_asked(make: Callable[..., Worker]) -> None:
    assert make()._child is None


def test_proposals_come_back_whole(qtbot: QtBot, make: Callable[..., Worker], answers: Answers) -> None:
    known = [{"name": "Juris Ozols", "kind": "person", "names": ["Ozols"]}]
    worker = make()
    worker.suggest(TEXT, "2025-08-07", known, answers.done, answers.failed)
    wait(qtbot, answers)
    assert answers.problems == []
    assert {"Juris Ozols", "Anna Tamm"} <= {actor["name"] for actor in answers.values[0]["actors"]}
    assert answers.values[0]["dates"][0]["edtf"] == "2025-08-05"


def test_a_long_answer_is_that_of_the_reader_itself(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers
) -> None:
    from geoeditor.reading import as_json, suggest

    text = TEXT * 300
    ask(make(), answers, text)
    wait(qtbot, answers)
    assert answers.values[0] == as_json(suggest(text, "2025-08-07"))


def test_an_article_comes_back_to_the_letter(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, tmp_path: Path
) -> None:
    text = "Ökonomie\n\n" + "Ein Satz über “alles” – 平和 😀. \n" * 20_000
    path = tmp_path / "artikel ü.txt"
    path.write_bytes(text.encode())
    make().read_article(path, answers.done, answers.failed)
    wait(qtbot, answers)
    assert answers.values[0]["text"] == text
    assert answers.values[0]["title"] == "Ökonomie"


def test_a_file_whose_name_is_no_text_can_be_read(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
    try:
        path.write_text("Words.")
    except OSError:
        pytest.skip("this file system has text for names only")
    make().read_article(path, answers.done, answers.failed)
    wait(qtbot, answers)
    assert answers.problems == []
    assert answers.values[0]["text"] == "Words."


def test_the_child_is_kept_for_the_next_task(qtbot: QtBot, make: Callable[..., Worker], answers: Answers) -> None:
    worker = make()
    ask(worker, answers)
    first = child_of(worker)
    wait(qtbot, answers)
    ask(worker, answers)
    wait(qtbot, answers, 2)
    assert child_of(worker) == first


def test_a_killed_child_is_told_and_replaced(qtbot: QtBot, make: Callable[..., Worker], answers: Answers) -> None:
    worker = make()
    ask(worker, answers)
    wait(qtbot, answers)
    ask(worker, answers, ENDLESS)
    killed = child_of(worker)
    QTimer.singleShot(100, lambda: os.kill(killed, signal.SIGKILL))
    wait(qtbot, answers, 2)
    assert "ended unexpectedly" in answers.problems[0]
    ask(worker, answers)
    wait(qtbot, answers, 3)
    assert len(answers.values) == 2
    assert child_of(worker) != killed
    assert is_gone(killed)


def test_a_child_that_dies_idle_is_replaced_without_a_word(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers
) -> None:
    worker = make()
    ask(worker, answers)
    wait(qtbot, answers)
    os.kill(child_of(worker), signal.SIGKILL)
    qtbot.waitUntil(lambda: worker._child is None, timeout=5_000)
    ask(worker, answers)
    wait(qtbot, answers, 2)
    assert len(answers.values) == 2


def test_an_endless_task_is_stopped_and_the_next_one_answered(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    worker = make(limit_s=3)
    ask(worker, answers)
    wait(qtbot, answers)
    begin = time.monotonic()
    ask(worker, answers, ENDLESS)
    slow = child_of(worker)
    worker.read_article(path, answers.done, answers.failed)
    wait(qtbot, answers, 2)
    assert "3 seconds" in answers.problems[0]
    assert time.monotonic() - begin < 10
    wait(qtbot, answers, 3)
    assert answers.values[1]["text"] == TEXT
    qtbot.waitUntil(lambda: is_gone(slow), timeout=5_000)


def test_a_newer_request_takes_the_place_of_an_older(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers
) -> None:
    worker, older = make(), Answers()
    ask(worker, older, ENDLESS)
    begin = time.monotonic()
    ask(worker, answers)
    wait(qtbot, answers)
    assert time.monotonic() - begin < PATIENCE_S + 8
    assert len(answers.values) == 1
    assert older.count == 0


def test_of_a_thousand_quick_requests_the_last_is_answered(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers
) -> None:
    worker, forgotten = make(), Answers()
    begin = time.process_time()
    for number in range(999):
        ask(worker, forgotten, f"{TEXT}{number}")
    worker.suggest(f"{TEXT}Last.", "2025-08-07", [], answers.done, answers.failed)
    assert time.process_time() - begin < 1
    wait(qtbot, answers)
    assert answers.values[0]["sentences"][-1]["span"][1] == len(f"{TEXT}Last.")
    assert forgotten.count == 0
    assert not worker.is_busy


def test_a_newer_request_leaves_articles_alone(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, tmp_path: Path
) -> None:
    worker, articles = make(), Answers()
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Article {number}")
        worker.read_article(path, articles.done, articles.failed)
        ask(worker, answers)
    wait(qtbot, articles, 5)
    assert [value["text"] for value in articles.values] == [f"Article {number}" for number in range(5)]
    wait(qtbot, answers)


def test_cancelling_tells_who_waits_for_an_article(qtbot: QtBot, make: Callable[..., Worker], answers: Answers) -> None:
    worker, asked = make(), Answers()
    ask(worker, asked, ENDLESS)
    worker.read_article(Path("a.txt"), answers.done, answers.failed)
    worker.cancel()
    assert answers.problems == ["Cancelled; the project was not changed."]
    assert asked.count == 0
    assert not worker.is_busy
    ask(worker, answers)
    wait(qtbot, answers, 2)
    assert len(answers.values) == 1


def test_half_a_surrogate_pair_is_refused_in_a_sentence(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers
) -> None:
    ask(make(), answers, "one \ud800 two")
    wait(qtbot, answers)
    assert "no text" in answers.problems[0]


def test_a_worker_that_can_not_be_started_is_told(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    worker = make()
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    ask(worker, answers)
    wait(qtbot, answers)
    assert "could not be started" in answers.problems[0]
    monkeypatch.undo()
    ask(worker, answers)
    wait(qtbot, answers, 2)
    assert len(answers.values) == 1


def test_nonsense_from_the_child_is_stopped_and_told(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nonsense in ("print('what?')", 'print(\'{"id": 99, "value": {}}\')', "print('x' * 5_000_000)"):
        worker = make()
        program = f"import sys; sys.stdin.readline(); {nonsense}; sys.stdin.read()"
        monkeypatch.setattr("geoeditor.worker.command", partial(list, (sys.executable, "-c", program)))
        before = answers.count
        ask(worker, answers)
        wait(qtbot, answers, before + 1)
        assert "no proper answer" in answers.problems[-1]


def test_what_fails_in_an_answer_does_not_stop_the_next(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    worker = make()

    def fail(_value: object) -> None:
        raise RuntimeError("in the callback")

    with qtbot.captureExceptions() as caught:
        worker.read_article(path, fail, answers.failed)
        worker.read_article(path, answers.done, answers.failed)
        wait(qtbot, answers)
    assert [str(each[1]) for each in caught] == ["in the callback"]
    assert len(answers.values) == 1
    assert "in the callback" in capfd.readouterr().err  # what Qt's test harness prints of it


def test_progress_says_what_is_read_and_ends_empty(
    qtbot: QtBot, make: Callable[..., Worker], answers: Answers, tmp_path: Path
) -> None:
    worker = make()
    said: list[str] = []
    worker.progress_changed.connect(said.append)
    worker.read_article(tmp_path / "<b>a.txt", answers.done, answers.failed)
    wait(qtbot, answers)
    assert said == ["Reading “<b>a.txt”…", ""]


def test_stopping_leaves_no_process(qtbot: QtBot, make: Callable[..., Worker], answers: Answers) -> None:
    worker = make()
    ask(worker, answers, ENDLESS)
    qtbot.wait(300)
    child = child_of(worker)
    begin = time.monotonic()
    worker.stop()
    assert time.monotonic() - begin < 1
    assert is_gone(child)
    assert answers.count == 0
    ask(worker, answers)
    assert worker._child is None
