"""A child process of the window: its lines come in order, and it goes with its owner, whichever way that goes."""

import gc
import os
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QProcess
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from geoeditor.ui.child_process import ChildProcess

ECHO = "import sys\nfor line in sys.stdin: print(line.strip()[::-1], flush=True)"
DEAF = "import time; print('here', flush=True); time.sleep(60)"


class Owner(QObject):
    """Whoever needs a child, and takes down what it hears."""

    def __init__(self, code: str = DEAF, longest_line: int = 1_000, command: list[str] | None = None) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.child = ChildProcess("test", command or [sys.executable, "-c", code], longest_line, self)
        self.child.said.connect(self.heard.append)
        self.child.babbled.connect(self._note_babble)
        self.child.not_started.connect(self.heard.append)
        self.child.ended.connect(self._note_end)

    def _note_babble(self) -> None:
        self.heard.append("babbled")
        self.child.let_go()

    def _note_end(self) -> None:
        self.heard.append("ended")


@pytest.fixture(autouse=True)
def _no_process_is_left(qtbot: QtBot) -> Iterator[None]:
    yield
    application = QCoreApplication.instance()
    assert application is not None
    qtbot.waitUntil(lambda: application.findChildren(QProcess) == [])


def is_gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def running(qtbot: QtBot) -> tuple[Owner, int]:
    owner = Owner()
    owner.child.start()
    qtbot.waitUntil(lambda: owner.heard == [b"here"])
    return owner, owner.child.number


def test_lines_come_back_in_order_and_nothing_after_letting_go(qtbot: QtBot) -> None:
    owner = Owner(ECHO)
    owner.child.start()
    for word in (b"abc\n", b"def\n"):
        owner.child.write(word)
    qtbot.waitUntil(lambda: owner.heard == [b"cba", b"fed"])
    owner.child.write(b"ghi\n")
    owner.child.let_go()
    owner.child.write(b"jkl\n")
    qtbot.wait(200)
    assert owner.heard == [b"cba", b"fed"]


def test_the_last_words_come_before_the_end(qtbot: QtBot) -> None:
    owner = Owner("print('line\\n' * 50_000)")
    owner.child.start()
    qtbot.waitUntil(lambda: owner.heard[-1:] == ["ended"], timeout=20_000)
    assert owner.heard.count(b"line") == 50_000


def test_one_that_babbles_is_told_of(qtbot: QtBot) -> None:
    owner = Owner("import time; print('x' * 100_000, flush=True, end=''); time.sleep(60)")
    owner.child.start()
    qtbot.waitUntil(lambda: owner.heard == ["babbled"])


def test_one_that_can_not_be_started_says_why(qtbot: QtBot) -> None:
    owner = Owner(command=["/nowhere/at-all"])
    owner.child.start()
    qtbot.waitUntil(lambda: len(owner.heard) == 1)
    assert isinstance(owner.heard[0], str)
    owner.child.let_go()


def test_one_that_was_never_started_leaves_nothing() -> None:
    owner = Owner()
    owner.child.write(b"to nobody")
    owner.child.wait_until_gone()
    owner.child.let_go()
    assert owner.child.number == 0


def _forget(owner: Owner) -> None:
    """Leave it to Python, which finds it by looking for rubbish."""


def _let_go(owner: Owner) -> None:
    owner.child.let_go()


def _let_go_and_delete(owner: Owner) -> None:
    owner.child.let_go()
    delete(owner)


def _delete_soon(owner: Owner) -> None:
    owner.deleteLater()


@pytest.mark.parametrize("end", [_forget, _let_go, _let_go_and_delete, _delete_soon, delete])
def test_it_goes_with_its_owner_whichever_way_that_goes(qtbot: QtBot, end: Callable[[Owner], object]) -> None:
    owner, number = running(qtbot)
    end(owner)
    del owner
    gc.collect()
    qtbot.waitUntil(lambda: is_gone(number), timeout=3_000)


def test_waiting_for_its_end_takes_no_time(qtbot: QtBot) -> None:
    owner, number = running(qtbot)
    owner.child.let_go()
    owner.child.wait_until_gone()
    assert is_gone(number)
    assert not owner.child.is_running
