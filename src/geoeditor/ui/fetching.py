"""The window's side of fetching: one child process for each address, one address at a time, which can be killed.

Nothing here waits, and nothing here knows the network. Imports Qt's core only.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QDir, QObject, QProcess, QTimer, Signal

from geoeditor import fetcher
from geoeditor.translation import printable, shown, tr

LONGEST_LINE: Final = 200_000
"""Bytes of one line of an answer; a child that sends more is not ours any more."""
LONGEST_ANSWER: Final = 40_000_000
"""Letters of a whole answer in base64; what may be fetched is much shorter."""
_GRACE_S: Final = 1.0
"""The child watches its time itself, but can't while it looks up a host."""
_SLICE_S: Final = 0.005
_GOODBYE_MS: Final = 2_000
_SUFFIXES: Final = (
    ("text/plain", ".txt"),
    ("application/pdf", ".pdf"),
    ("message/rfc822", ".eml"),
    ("multipart/related", ".mhtml"),
)
logger = logging.getLogger(__name__)


class Fetched(NamedTuple):
    """What came: from where in the end, as what, in which encoding by its header, and its bytes in base64."""

    address: str
    media_type: str
    charset: str
    data: str

    @property
    def name(self) -> str:
        """Return what it is called as a file, with the ending of what it is."""
        return f"{host_of(self.address)}{dict(_SUFFIXES).get(self.media_type, '.html')}"


Done = Callable[[Fetched], object]
Failed = Callable[[str], object]


class Fetching(QObject):
    """Fetches what lies at an address; a new wish takes the place of one that is still on its way."""

    progress_changed = Signal(str)
    """What is being fetched and how much has come, '' when there is nothing."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        limit_s: float = fetcher.LIMIT_S,
        command: Callable[[], list[str]] = fetcher.command,
    ) -> None:
        super().__init__(parent)
        self._limit_s, self._command = limit_s, command
        self._process: QProcess | None = None
        self._dying: list[QProcess] = []
        self._lines: deque[bytes] = deque()
        self._rest = bytearray()
        self._pieces: list[str] = []
        self._size = 0
        self._host = ""
        self._done: Done | None = None
        self._failed: Failed | None = None
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._give_up)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._work_off)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being fetched."""
        return self._done is not None

    def fetch(self, address: str, done: Done, failed: Failed) -> None:
        """Fetch what lies at an address; one of the two functions is called, unless it is given up."""
        import orjson

        self.cancel()
        self._host, self._done, self._failed = host_of(address), done, failed
        process = self._process = QProcess(self)
        program, *arguments = self._command()
        process.setProgram(program)
        process.setArguments(arguments)
        process.setWorkingDirectory(QDir.rootPath())
        process.readyReadStandardOutput.connect(self._hear)
        process.readyReadStandardError.connect(self._log)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_end)
        self._clock.start(int((self._limit_s + _GRACE_S) * 1_000))
        self.progress_changed.emit(tr("Fetching from “{host}”…", host=shown(self._host)))
        process.start()
        if self._process is process:  # it could not be started, and that was told
            process.write(orjson.dumps({"address": address}) + b"\n")

    def cancel(self) -> None:
        """Give up what is being fetched; nobody is told."""
        self._end()

    def stop(self) -> None:
        """End the child for good and wait until it is gone."""
        self._end()
        for process in tuple(self._dying):
            process.waitForFinished(_GOODBYE_MS)
        self._dying.clear()

    def _hear(self) -> None:
        if self._process is None:
            return
        self._rest += self._process.readAllStandardOutput().data()
        *lines, rest = bytes(self._rest).split(b"\n")
        self._lines += lines
        self._rest = bytearray(rest)
        if len(self._rest) > LONGEST_LINE:
            self._fail(_nonsense())
        elif not self._turn.isActive():
            self._work_off()

    def _work_off(self) -> None:
        """Handle lines for a few ms; the rest has its turn when the window has had its own."""
        end = time.perf_counter() + _SLICE_S
        while self._lines:
            if time.perf_counter() > end:
                self._turn.start()
                return
            self._take(self._lines.popleft())

    def _take(self, line: bytes) -> None:
        """Take one line of the answer."""
        import orjson

        try:
            message: dict[str, Any] = orjson.loads(line)
            more, value, got = message.get("more"), message.get("value"), message.get("got")
        except (AttributeError, ValueError):  # orjson's own error is a ValueError
            self._fail(_nonsense())
            return
        if isinstance(more, str) and self._size + len(more) <= LONGEST_ANSWER:
            self._pieces.append(more)
            self._size += len(more)
        elif isinstance(got, int):
            words = tr("Fetching from “{host}”… {n} kB", host=shown(self._host), n=got // 1_000)
            self.progress_changed.emit(words)
        elif isinstance(value, dict):
            address, media_type, charset = (str(value.get(name, "")) for name in ("address", "media_type", "charset"))
            found = Fetched(address, media_type, charset, "".join(self._pieces))
            done = self._done
            self._end()
            if done is not None:
                done(found)
        else:
            self._fail(str(message.get("problem", _nonsense())))

    def _fail(self, sentence: str) -> None:
        failed = self._failed
        self._end()
        if failed is not None:
            failed(sentence)

    def _give_up(self) -> None:
        seconds = f"{self._limit_s:g}"
        self._fail(tr("Fetching took more than {n} seconds and was stopped; nothing was taken in.", n=seconds))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            reason = self._process.errorString()
            self._fail(tr("The process that fetches could not be started ({reason}); all else works.", reason=reason))

    def _on_end(self, *_how: object) -> None:
        """Take the last words of a child that ended by itself."""
        self._hear()
        if self.is_busy and self._lines:
            QTimer.singleShot(0, self, self._on_end)
        elif self.is_busy:
            self._fail(tr("The process that fetches ended unexpectedly; nothing was taken in, try again."))

    def _end(self) -> None:
        """Let go of the child, alive or not, and of whoever asked."""
        was_busy = self.is_busy
        process, self._process = self._process, None
        self._done = self._failed = None
        self._lines.clear()
        self._rest.clear()
        self._pieces.clear()
        self._size = 0
        self._clock.stop()
        self._turn.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._hear)
            process.readyReadStandardError.disconnect(self._log)
            process.errorOccurred.disconnect(self._on_error)
            process.finished.disconnect(self._on_end)
            if process.state() == QProcess.ProcessState.NotRunning:
                process.deleteLater()
            else:
                self._dying.append(process)
                process.finished.connect(partial(self._bury, process))
                process.kill()
        if was_busy:
            self.progress_changed.emit("")

    def _bury(self, process: QProcess, *_how: object) -> None:
        if process in self._dying:
            self._dying.remove(process)
        process.deleteLater()

    def _log(self) -> None:
        if self._process is not None:
            for line in bytes(self._process.readAllStandardError().data()).decode(errors="replace").splitlines():
                logger.info("fetcher: %s", printable(line[:500]))


def host_of(address: str) -> str:
    """Return the host of an address that was checked."""
    return urlsplit(address).hostname or ""


def _nonsense() -> str:
    return tr("The process that fetches gave no proper answer and was stopped; nothing was taken in.")
