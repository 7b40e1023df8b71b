"""A private copy of a project file, of one moment, in a temporary folder that is gone afterwards.

Check and recovery work on it, so that the original keeps its bytes and nothing appears beside it, whatever state it is
in. What a crash left half done is rolled back in the copy; a file that was cut off is made a whole number of pages.
"""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.core.lock import opened
from geoeditor.core.project_file import connect, read_header, real_path, refuse_busy
from geoeditor.translation import shown, tr

_PATIENCE_S: Final = 10.0
_PAGE_SIZES: Final = frozenset(2**power for power in range(9, 17))
_MAGIC: Final = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """The copy at `path` of the project at `real`; `missing` pages that its header promises were not there."""

    real: Path
    path: Path
    missing: int


@contextmanager
def private_copy(path: str | os.PathLike[str]) -> Iterator[PrivateCopy]:
    """Copy a project, also while another process edits it, and remove the copy at the end.

    Raises: UserError where there is no ordinary file, it can't be read, is kept busy, or there is no room for a copy.
    """
    real = real_path(path)
    try:
        if shutil.disk_usage(_temporary_folder(real)).free < real.stat().st_size:
            raise UserError(
                tr(
                    "There is no room for a copy of “{name}” to look into; nothing was changed, free some space.",
                    name=shown(real.name),
                )
            )
        with tempfile.TemporaryDirectory(prefix="geoeditor-", ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / real.name
            _copy(real, copy)
            _roll_back(copy)
            yield PrivateCopy(real, copy, _make_whole(copy))
    except OSError as problem:
        read_header(real)  # says it better where the file itself is the reason
        raise UserError(
            tr(
                "“{name}” could not be copied to look into it ({why}); nothing was changed.",
                name=shown(real.name),
                why=problem.strerror or "",
            )
        ) from problem


def _temporary_folder(real: Path) -> str:
    try:
        return tempfile.gettempdir()
    except FileNotFoundError as problem:  # Python tries to write to each folder it knows
        raise UserError(
            tr(
                "There is no room for a copy of “{name}” to look into; nothing was changed, free some space.",
                name=shown(real.name),
            )
        ) from problem


def _copy(real: Path, copy: Path) -> None:
    """Copy the file under SQLite's shared lock; where SQLite gives none, while nobody changes it."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            with closing(connect(real, read_only=True)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                # closing the file lets this reader's lock go, which is all right: by then the copy is complete
                _copy_bytes(real, copy)
            return
        except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
            busy = getattr(problem, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy and _copied_in_peace(real, copy):
                return
        if time.monotonic() > deadline:
            refuse_busy(real)
        time.sleep(0.02)


def _copy_bytes(real: Path, copy: Path) -> None:
    with opened(real) as original, tempfile.NamedTemporaryFile(dir=copy.parent, delete=False) as target:
        shutil.copyfileobj(original, target)
    Path(target.name).replace(copy)


def _copied_in_peace(real: Path, copy: Path) -> bool:
    """Copy a damaged file, or one that a crash left with its journal, and tell whether nobody changed it meanwhile."""
    journal = real.with_name(f"{real.name}-journal")
    before = _states(real, journal)
    _copy_bytes(real, copy)
    beside = copy.with_name(f"{copy.name}-journal")
    beside.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        shutil.copyfile(journal, beside)
    return _states(real, journal) == before


def _states(*paths: Path) -> list[tuple[int, int, int] | None]:
    states: list[tuple[int, int, int] | None] = []
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:
            states.append(None)
        else:
            states.append((status.st_ino, status.st_size, status.st_mtime_ns))
    return states


def _roll_back(copy: Path) -> None:
    """Let SQLite undo in the copy what a crash left half done; where it can't, the pages stay as they are."""
    if copy.with_name(f"{copy.name}-journal").exists():
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError), closing(connect(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _make_whole(copy: Path) -> int:
    """Let the header of the copy promise the pages that are there; return how many it promised in vain."""
    size = copy.stat().st_size
    with copy.open("rb") as file:
        head = file.read(100)
    page = int.from_bytes(head[16:18], "big")
    page = 65_536 if page == 1 else page
    if len(head) < 100 or not head.startswith(_MAGIC) or page not in _PAGE_SIZES:
        return 0
    promised, there = int.from_bytes(head[28:32], "big"), -(-size // page)
    if promised * page <= size:
        return 0
    os.truncate(copy, there * page)
    descriptor = os.open(copy, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.lseek(descriptor, 28, os.SEEK_SET)
        os.write(descriptor, there.to_bytes(4, "big"))
    finally:
        os.close(descriptor)
    return promised - size // page
