"""The lock of a project: one writer for each real file, gone with the process that held it.

It is an operating system's lock on a hidden file beside the project, in which the holder writes who it is.
"""

import os
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from filelock import FileLock, Timeout

from geoeditor.core.errors import UnwritableError
from geoeditor.translation import shown, tr

_LONGEST_NOTE: Final = 300


_Identity = tuple[int, int]
_edited: Final[dict[_Identity, BinaryIO | None]] = {}
"""The files this process writes to, by device and inode, each with the one descriptor to read its bytes.

On POSIX, closing any descriptor of a file drops all locks that the process holds on it, SQLite's among them. So what is
opened of an edited project is closed only when the project is.
"""


def _identity(path: Path) -> _Identity:
    status = path.stat()
    return status.st_dev, status.st_ino


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a project file to read its bytes from the start, in a way that costs nobody in this process a lock."""
    identity = _identity(path)
    if identity not in _edited:
        with path.open("rb") as file:
            yield file
        return
    kept = _edited[identity]
    if kept is None:
        kept = _edited[identity] = path.open("rb")
    kept.seek(0)
    yield kept


class WriteLock:
    """The right to write to a project; `path` is its real path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_name(f".{path.name}.lock")
        self._lock = FileLock(self._file, timeout=0, thread_local=False)

    def acquire(self) -> None:
        """Take the lock.

        Raises: UnwritableError where another process has it, naming it, or where the place can't be written to.
        """
        try:
            self._lock.acquire()
        except Timeout as held:
            raise UnwritableError(
                tr(
                    "“{name}” is open in another window ({holder}) and was not changed; close it there first.",
                    name=shown(self._path.name),
                    holder=self._holder(),
                )
            ) from held
        except OSError as problem:
            raise UnwritableError(
                tr(
                    "“{name}” is in a place that can't be written to; it was left as it is, copy it elsewhere.",
                    name=shown(self._path.name),
                )
            ) from problem
        self._identity = _identity(self._path)
        _edited.setdefault(self._identity, None)
        self._sign()

    def _sign(self) -> None:
        """Write down who holds the lock, for the message that others get."""
        program = Path(sys.argv[0]).name or "geoeditor"
        note = tr("{program} on {host}, process {pid}", program=program, host=socket.gethostname(), pid=os.getpid())
        with suppress(OSError), self._note(os.O_WRONLY) as file:  # a courtesy: a full disk must not keep a project shut
            os.ftruncate(file, 0)
            os.write(file, note.encode()[:_LONGEST_NOTE])

    def _holder(self) -> str:
        note = ""
        with suppress(OSError), self._note(os.O_RDONLY) as file:
            note = os.read(file, _LONGEST_NOTE).decode("utf-8", "replace").strip()
        return note if note.isprintable() and note else tr("another program")

    @contextmanager
    def _note(self, flags: int) -> Iterator[int]:
        """Open the lock's file, unless something else stands in its place that could keep us waiting."""
        descriptor = os.open(self._file, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError("no ordinary file")
            yield descriptor
        finally:
            os.close(descriptor)

    def release(self) -> None:
        """Give the lock back, after SQLite has closed the file; harmless where it is not held."""
        if self._lock.is_locked:
            kept = _edited.pop(self._identity, None)
            if kept is not None:
                kept.close()
        self._lock.release()
