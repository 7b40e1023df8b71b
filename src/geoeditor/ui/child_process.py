"""A child process as the window sees it: lines out, lines of an answer in, in slices of a few ms; it can be killed.

Its process is never ended by Python while either is being taken down: Qt itself kills it with its owner, and deletes
it when it is gone. Imports Qt's core only.
"""

import logging
import time
from collections import deque
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QDir, QObject, QProcess, QTimer, Signal
from shiboken6 import isValid

from geoeditor.translation import printable

SLICE_S: Final = 0.005
"""How long lines are handed out before the window gets its turn."""
_GOODBYE_MS: Final = 2_000
_LONGEST_LOGGED: Final = 500
logger = logging.getLogger(__name__)


class ChildProcess(QObject):
    """Runs one command and hands out what it says, line by line; whoever let go of it hears nothing more."""

    said = Signal(object)
    """One line of its answer, as bytes without the line's end."""
    babbled = Signal()
    """A line was longer than any of ours."""
    not_started = Signal(str)
    """It could not be started: why."""
    ended = Signal()
    """It ended by itself, and all that it said was handed out."""

    def __init__(self, name: str, command: Sequence[str], longest_line: int, parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._command, self._longest_line = name, list(command), longest_line
        self._lines: deque[bytes] = deque()
        self._rest = bytearray()
        self._has_ended = False
        self._is_let_go = False
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._hand_out)
        self._process: QProcess | None = None

    def start(self) -> None:
        """Start it; where that fails, it is told before this returns or soon after."""
        # not a child of this object: that would be deleted with it while it runs, which waits and speaks to what is
        # half gone; and the two slots are Qt's own, so that nothing of Python is called by then
        process = self._process = QProcess(QCoreApplication.instance())
        self.destroyed.connect(process.kill)
        process.finished.connect(self._hear_end)
        process.finished.connect(process.deleteLater)
        process.errorOccurred.connect(self._hear_error)
        process.readyReadStandardOutput.connect(self._hear)
        process.readyReadStandardError.connect(self._log)
        process.setProgram(self._command[0])
        process.setArguments(self._command[1:])
        process.setWorkingDirectory(QDir.rootPath())
        process.start()

    @property
    def _running(self) -> QProcess | None:
        """Return the process while the system has it."""
        process = self._process
        if process is None or not isValid(process) or process.state() == QProcess.ProcessState.NotRunning:
            return None
        return process

    @property
    def is_running(self) -> bool:
        """Tell whether the system has the process still."""
        return self._running is not None

    @property
    def number(self) -> int:
        """Return the number that the system gave the process, 0 where it does not run."""
        process = self._running
        return 0 if process is None else process.processId()

    def write(self, line: bytes) -> None:
        """Send it a line."""
        process = self._running
        if process is not None and not self._is_let_go:
            process.write(line)

    def let_go(self) -> None:
        """Kill it if it runs; nothing of it is told any more."""
        if self._is_let_go:
            return
        self._is_let_go = True
        self._lines.clear()
        self._rest.clear()
        self._turn.stop()
        process = self._running
        if process is None:
            self.deleteLater()
        else:
            process.finished.connect(self.deleteLater)
            process.kill()

    def wait_until_gone(self) -> None:
        """Wait until a killed process is gone, which is at once."""
        process = self._running
        if process is not None:
            process.waitForFinished(_GOODBYE_MS)

    def _hear(self) -> None:
        """Take what it has said."""
        if self._is_let_go or self._process is None:
            return
        start = len(self._rest)
        self._rest += self._process.readAllStandardOutput().data()
        if self._rest.find(b"\n", start) >= 0:
            *lines, rest = bytes(self._rest).split(b"\n")
            self._lines.extend(lines)
            self._rest = bytearray(rest)
        if len(self._rest) > self._longest_line:
            self.babbled.emit()
        elif not self._turn.isActive():
            self._hand_out()

    def _hand_out(self) -> None:
        """Hand out lines for a few ms; the rest has its turn when the window has had its own."""
        end = time.perf_counter() + SLICE_S
        while self._lines:
            if time.perf_counter() > end:
                self._turn.start()
                return
            self.said.emit(self._lines.popleft())  # whoever hears it may let go, and then there are no lines any more
        if self._has_ended and not self._is_let_go:
            self._has_ended = False
            self.ended.emit()

    def _hear_end(self, *_how: object) -> None:
        """Take its last words; that it ended is told after them."""
        if not self._is_let_go:
            self._has_ended = True
            self._hear()

    def _hear_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:  # of all others the end tells
            reason = self._process.errorString()
            self._process.deleteLater()
            if not self._is_let_go:
                self.not_started.emit(reason)

    def _log(self) -> None:
        if self._process is not None:
            for line in bytes(self._process.readAllStandardError().data()).decode(errors="replace").splitlines():
                logger.info("%s: %s", self._name, printable(line[:_LONGEST_LOGGED]))
