"""The window's side of fetching: one child process for each address, one address at a time, which can be killed.

Nothing here waits, and nothing here knows the network. Imports Qt's core only.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from geoeditor import fetcher
from geoeditor.translation import shown, tr
from geoeditor.ui.child_process import ChildProcess

LONGEST_LINE: Final = 200_000
"""Bytes of one line of an answer; a child that sends more is not ours any more."""
LONGEST_ANSWER: Final = 40_000_000
"""Letters of a whole answer in base64; what may be fetched is much shorter."""
_GRACE_S: Final = 1.0
"""The child watches its time itself; this is for one that can not any more."""
_SUFFIXES: Final = (
    ("text/plain", ".txt"),
    ("application/pdf", ".pdf"),
    ("message/rfc822", ".eml"),
    ("multipart/related", ".mhtml"),
)


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
        self._child: ChildProcess | None = None
        self._pieces: list[str] = []
        self._size = 0
        self._host = ""
        self._done: Done | None = None
        self._failed: Failed | None = None
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._give_up)
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
        child = self._child = ChildProcess("fetcher", self._command(), LONGEST_LINE, self)
        child.said.connect(self._take)
        child.babbled.connect(self._fail_by_nonsense)
        child.not_started.connect(self._fail_to_start)
        child.ended.connect(self._fail_by_end)
        self._clock.start(int((self._limit_s + _GRACE_S) * 1_000))
        self.progress_changed.emit(tr("Fetching from “{host}”…", host=shown(self._host)))
        child.start()
        child.write(orjson.dumps({"address": address}) + b"\n")

    def cancel(self) -> None:
        """Give up what is being fetched; nobody is told."""
        self._end()

    def stop(self) -> None:
        """End the child for good and wait until it is gone."""
        self._end()
        for child in self.findChildren(ChildProcess):
            child.wait_until_gone()

    def _take(self, line: bytes) -> None:
        """Take one line of the answer."""
        import orjson

        try:
            message: dict[str, Any] = orjson.loads(line)
            more, value, got = message.get("more"), message.get("value"), message.get("got")
        except (AttributeError, ValueError):  # orjson's own error is a ValueError
            self._fail_by_nonsense()
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

    def _fail_by_nonsense(self) -> None:
        self._fail(_nonsense())

    def _fail_to_start(self, reason: str) -> None:
        self._fail(tr("The process that fetches could not be started ({reason}); all else works.", reason=reason))

    def _fail_by_end(self) -> None:
        self._fail(tr("The process that fetches ended unexpectedly; nothing was taken in, try again."))

    def _end(self) -> None:
        """Let go of the child, alive or not, and of whoever asked."""
        was_busy = self.is_busy
        child, self._child = self._child, None
        self._done = self._failed = None
        self._pieces.clear()
        self._size = 0
        self._clock.stop()
        if child is not None:
            child.let_go()
        if was_busy:
            self.progress_changed.emit("")


def host_of(address: str) -> str:
    """Return the host of an address that was checked."""
    return urlsplit(address).hostname or ""


def _nonsense() -> str:
    return tr("The process that fetches gave no proper answer and was stopped; nothing was taken in.")
