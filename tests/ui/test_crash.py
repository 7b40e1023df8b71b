"""Whatever goes wrong is shown once, logged without content, and the program stays usable."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRunnable,
    Qt,
    QThread,
    QThreadPool,
    QTimer,
    qWarning,
)
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.errors import BugError
from geoeditor.ui import crash
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.crash import Guard
from geoeditor.ui.crash_dialogs import FaultDialog
from geoeditor.ui.diagnostics import LOG_NAME, tail

pytestmark = pytest.mark.logs
CONTENT = "Alexander Lukashenko"


def wait(milliseconds: int) -> None:
    """Let a loop of events run as the program does; the errors of painting and models are raised anew elsewhere."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Shell(QMainWindow):
    """A window with a button that counts, to see whether the program is still usable."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = 0
        self.kept: list[QObject] = []
        self.button = QPushButton("Count")
        self.button.clicked.connect(self._count)
        self.setCentralWidget(self.button)

    def _count(self) -> None:
        self.clicks += 1


@pytest.fixture
def shell(qapp: QApplication) -> Shell:
    made = Shell()
    made.show()
    return made


@pytest.fixture
def guard(shell: Shell, tmp_path: Path) -> Iterator[Guard]:
    made = crash.install(lambda: shell, tmp_path / "log")
    yield made
    crash.uninstall()


def fail() -> None:
    raise KeyError(CONTENT)


def in_slot(shell: Shell) -> None:
    button = QPushButton("Fail", shell)
    button.clicked.connect(fail)
    button.click()


def in_timer(shell: Shell) -> None:
    QTimer.singleShot(0, shell, fail)


class _Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        fail()


def in_paint(shell: Shell) -> None:
    widget = _Painted(shell)
    widget.resize(50, 50)
    widget.show()
    for _ in range(14):
        widget.update()
        wait(5)


class _Model(QAbstractTableModel):
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 3

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole.value) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            fail()
        return None


def in_model(shell: Shell) -> None:
    table = QTableView(shell)
    model = _Model(table)
    table.setModel(model)
    table.resize(300, 200)
    table.show()
    wait(20)
    table.viewport().update()
    wait(20)


class _Thread(QThread):
    def run(self) -> None:
        fail()


def in_qthread(shell: Shell) -> None:
    thread = _Thread(shell)
    thread.start()
    thread.wait()


def in_python_thread(_shell: Shell) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


class _Filter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            fail()
        return False


def in_event_filter(shell: Shell) -> None:
    seeing = _Filter(shell)
    shell.installEventFilter(seeing)
    QApplication.postEvent(shell, QEvent(QEvent.Type.User))
    wait(10)
    shell.removeEventFilter(seeing)


class _Runnable(QRunnable):
    def run(self) -> None:
        fail()


def in_runnable(_shell: Shell) -> None:
    QThreadPool.globalInstance().start(_Runnable())
    QThreadPool.globalInstance().waitForDone()


WAYS = (in_slot, in_timer, in_paint, in_model, in_qthread, in_python_thread, in_event_filter, in_runnable)


@pytest.mark.parametrize("cause", WAYS)
def test_every_kind_of_error_gives_one_dialog_and_a_usable_program(
    qtbot: QtBot, shell: Shell, guard: Guard, tmp_path: Path, cause: Callable[[Shell], None]
) -> None:
    cause(shell)
    qtbot.waitUntil(lambda: guard.dialog is not None, timeout=5_000)
    wait(30)
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, FaultDialog)]
    assert len(shown) == 1
    assert "KeyError at test_crash.py" in shown[0].words
    assert CONTENT not in shown[0].words
    shown[0].accept()
    wait(30)
    assert guard.dialog is None
    QTimer.singleShot(0, shell.button.click)
    wait(30)
    assert shell.clicks == 1
    logged = tail(tmp_path / "log")
    assert "KeyError" in logged
    assert CONTENT not in logged


def test_an_error_of_painting_is_shown_once_then_counted(
    qtbot: QtBot, shell: Shell, guard: Guard, tmp_path: Path
) -> None:
    in_paint(shell)
    qtbot.waitUntil(lambda: guard.dialog is not None, timeout=5_000)
    wait(30)
    dialog = guard.dialog
    assert dialog is not None
    assert "times" in dialog.words
    dialog.accept()
    in_paint(shell)
    wait(30)
    assert guard.dialog is None
    assert "happened" in shell.statusBar().currentMessage()
    lines = (tmp_path / "log" / LOG_NAME).read_text().splitlines()
    assert len([line for line in lines if "nobody caught" in line]) < 8  # of more than two dozen


def test_the_same_error_is_shown_anew_after_a_while(
    qtbot: QtBot, shell: Shell, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        in_slot(shell)
        qtbot.waitUntil(lambda: guard.dialog is not None, timeout=5_000)
        dialog = guard.dialog
        assert dialog is not None
        dialog.accept()
        wait(10)
        monkeypatch.setattr(crash, "QUIET_S", 0.0)


def test_other_errors_join_the_open_dialog(qtbot: QtBot, shell: Shell, guard: Guard) -> None:
    in_slot(shell)
    qtbot.waitUntil(lambda: guard.dialog is not None, timeout=5_000)
    guard.catch(BugError, BugError(CONTENT), None)
    wait(30)
    assert guard.dialog is not None
    assert "and 1 other error" in guard.dialog.words


def test_the_report_has_kind_place_and_versions_but_no_content(qtbot: QtBot, shell: Shell, guard: Guard) -> None:
    in_slot(shell)
    qtbot.waitUntil(lambda: guard.dialog is not None, timeout=5_000)
    dialog = guard.dialog
    assert dialog is not None
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy &Report").click()
    text = QGuiApplication.clipboard().text()
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "GeoEditor: " in text
    assert CONTENT not in text
    assert dialog.isVisible()


def test_quit_closes_the_window_as_its_user_would(qtbot: QtBot, shell: Shell, guard: Guard) -> None:
    in_slot(shell)
    qtbot.waitUntil(lambda: guard.dialog is not None, timeout=5_000)
    dialog = guard.dialog
    assert dialog is not None
    dialog.quit_wanted.emit()
    assert not shell.isVisible()


def test_messages_of_qt_go_to_the_log(guard: Guard, tmp_path: Path) -> None:
    qWarning("/somewhere/affair.geoeditor is odd")
    logged = tail(tmp_path / "log")
    assert "affair.geoeditor is odd" in logged
    assert "somewhere" not in logged


def test_everything_is_given_back(shell: Shell, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, list(logging.getLogger("geoeditor").handlers))
    crash.install(lambda: shell, tmp_path / "log")
    crash.install(lambda: shell, tmp_path / "log")
    assert crash.installed() is not None
    crash.uninstall()
    crash.uninstall()
    after = (sys.excepthook, threading.excepthook, sys.unraisablehook, list(logging.getLogger("geoeditor").handlers))
    assert after == before
    assert crash.installed() is None
    assert [path.name for path in (tmp_path / "log").iterdir()] == [LOG_NAME]


DIES = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from geoeditor.ui import crash
crash.install(lambda: None, Path(sys.argv[1]))
os.kill(os.getpid(), int(sys.argv[2]))
"""


def _die(folder: Path, number: int) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", DIES, str(folder), str(number)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -number, done.stderr


def test_after_a_hard_crash_the_next_start_offers_to_check(
    qtbot: QtBot, shell: Shell, sample: Bridge, tmp_path: Path
) -> None:
    _die(tmp_path / "log", signal.SIGSEGV)
    guard = crash.install(lambda: shell, tmp_path / "log")
    assert guard.crashed_before
    account = tmp_path / "log" / "last-crash.txt"
    assert "Fatal Python error" in account.read_text()
    assert account.stat().st_mode & 0o777 == 0o600
    offer = crash.offer_check(sample, shell)
    assert offer is not None
    assert "sample.geoeditor" in offer.words
    offer.check()
    qtbot.waitUntil(lambda: offer.words == "The project is sound.", timeout=20_000)
    offer.reject()
    assert crash.offer_check(sample, shell) is None
    crash.uninstall()
    assert not crash.install(lambda: shell, tmp_path / "log").crashed_before
    crash.uninstall()


def test_a_session_that_was_killed_is_no_crash_of_ours(shell: Shell, tmp_path: Path) -> None:
    _die(tmp_path / "log", signal.SIGKILL)
    guard = crash.install(lambda: shell, tmp_path / "log")
    assert not guard.crashed_before
    crash.uninstall()
    assert not list((tmp_path / "log").glob("fault-*"))
