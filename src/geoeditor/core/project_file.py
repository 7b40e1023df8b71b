"""The project file on disk: who may open it, how it is made, opened for writing, or copied for reading.

A stranger's, a newer or a damaged file is refused with one sentence and keeps its bytes. Writing needs the lock, one
for each real file; readers copy the project into memory and let go at once, so that no commit of the writer fails.
"""

import os
import re
import sqlite3
import stat
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from geoeditor.core import schema
from geoeditor.core.errors import UserError
from geoeditor.core.lock import WriteLock, opened
from geoeditor.translation import shown, tr

SUFFIX: Final = ".geoeditor"
_MAGIC: Final = b"SQLite format 3\0"
_LARGE: Final = 64 * 1024 * 1024
_READERS_PATIENCE_S: Final = 10.0
_WRITERS_PATIENCE_S: Final = 10.0
RUNS_BESIDE: Final = sqlite3.threadsafety >= 3
"""Whether this SQLite lets several threads take turns at one connection."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of the file say."""

    application_id: int
    version: int


def real_path(path: str | os.PathLike[str]) -> Path:
    """Return the real path of an existing ordinary file.

    Raises: UserError where it is missing, a folder, or not a file.
    """
    given = Path(path)
    try:
        real = given.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError, ValueError) as problem:
        raise UserError(
            tr("There is no project “{name}” here; check the name and the folder.", name=_shown(given))
        ) from problem
    if stat.S_ISDIR(mode):
        _refuse(given, tr("is a folder, not a project; choose a file that ends in {suffix}.", suffix=SUFFIX))
    if not stat.S_ISREG(mode):
        _refuse(given, tr("is not an ordinary file; choose a file that ends in {suffix}.", suffix=SUFFIX))
    return real


def _shown(path: Path) -> str:
    return shown(path.name or str(path))


def _refuse(path: Path, because: str) -> NoReturn:
    raise UserError(f"“{_shown(path)}” {because}")


def read_header(path: Path) -> Header:
    """Return what the file says of itself, from its first bytes alone.

    Its length is SQLite's business: while a commit goes on, or after a crash, the header may run ahead of it.
    Raises: UserError where it is empty, not SQLite, another program's, or newer than us.
    """
    try:
        with opened(path) as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError as problem:
        raise UserError(
            tr(
                "“{name}” can't be read ({why}); nothing was changed, check its permissions.",
                name=_shown(path),
                why=problem.strerror,
            )
        ) from problem
    if size == 0:
        _refuse(path, tr("is empty (zero bytes), so there is no project in it; take an older copy of it."))
    if len(head) < 100 or not head.startswith(_MAGIC):
        _refuse(path, tr("is not a GeoEditor project; it was left as it is."))
    header = Header(
        application_id=int.from_bytes(head[68:72], "big"),
        version=int.from_bytes(head[60:64], "big"),
    )
    if header.application_id != schema.APPLICATION_ID:
        _refuse(path, tr("is a database of another program, not a GeoEditor project; it was left as it is."))
    if header.version > schema.VERSION:
        _refuse(
            path, tr("was made by a newer version of GeoEditor; it was left as it is, update the program to open it.")
        )
    if header.version < 1:
        _refuse(path, tr("names no version of a GeoEditor project; it was left as it is, take an older copy of it."))
    if head[18:20] != b"\x01\x01":  # another journal mode, which would leave files beside it
        _refuse(path, tr("was not written by GeoEditor alone (it is in WAL mode); it was left as it is."))
    return header


def _check_length(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is shorter than its pages; asks the file system only, so that no lock is dropped."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    if path.stat().st_size < pages * connection.execute("PRAGMA page_size").fetchone()[0]:
        refuse_damaged(path)


def refuse_damaged(path: Path, problem: BaseException | None = None) -> NoReturn:
    """Refuse a file that is ours but broken."""
    raise UserError(
        tr(
            "“{name}” is damaged and was left as it is; take an older copy of it, or save what can be read with"
            " “geoeditor check {name} --recover NEW”.",
            name=_shown(path),
        )
    ) from problem


def refuse_changed_schema(path: Path, names: list[str]) -> NoReturn:
    """Refuse a file whose tables, triggers or views are not exactly ours."""
    more = "…" if len(names) > 3 else ""
    raise UserError(
        tr(
            "“{name}” holds things that GeoEditor did not put there ({what}), so it may be unsafe;"
            " it was left as it is.",
            name=_shown(path),
            what=", ".join(re.sub(r"\W+", "_", name[:40]) for name in names[:3]) + more,
        )
    )


def connect(path: Path | str, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the database with our settings; transactions are begun and ended by our own statements only."""
    if read_only:
        connection = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None)
    else:
        # a long statement may run beside the thread that owns the connection, which then waits for it
        patience, bound = _WRITERS_PATIENCE_S, not RUNS_BESIDE
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=bound)
    try:
        schema.configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def verify(connection: sqlite3.Connection, path: Path) -> None:
    """Check schema, pages and references of an open project.

    Raises: UserError where something in it is not ours or broken.
    """
    try:
        if names := schema.strangers(connection):
            refuse_changed_schema(path, names)
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
        projects = connection.execute("SELECT count(*) FROM project").fetchone()[0]
        connection.execute("SELECT rowid FROM search LIMIT 1").fetchone()  # the index must be readable too
    except (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError) as problem:
        refuse_damaged(path, problem)
    if not sound or dangling or projects != 1:
        refuse_damaged(path)


def create(path: str | os.PathLike[str], title: str = "") -> Path:
    """Make a new project, whole or not at all, and return its real path.

    Raises: UserError where something is there already, or the place can't be written to.
    """
    target = Path(path)
    if target.suffix.lower() != SUFFIX:
        _refuse(
            target,
            tr(
                "can't be the name of a project; nothing was made, give it a name that ends in {suffix}.", suffix=SUFFIX
            ),
        )
    if os.path.lexists(target):
        _refuse(target, tr("exists already; it was left as it is, choose another name."))
    try:
        folder = target.parent.resolve(strict=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.stem[:40]}.", suffix=".part", dir=folder) as temporary:
            fresh = Path(temporary) / f"new{SUFFIX}"
            with closing(connect(fresh)) as connection:
                schema.make_durable(connection)
                schema.build(connection, title)
                schema.make_single(connection)
            _move_into_place(fresh, folder / target.name)
        _sync_folder(folder)
    except (OSError, ValueError, sqlite3.OperationalError) as problem:
        raise UserError(
            tr(
                "The project “{name}” could not be made here ({why}); nothing was left behind, choose another folder.",
                name=_shown(target),
                why=(problem.strerror or "") if isinstance(problem, OSError) else str(problem),
            )
        ) from problem
    return folder / target.name


def _move_into_place(fresh: Path, target: Path) -> None:
    """Give the finished file its name without ever replacing another."""
    try:
        os.link(fresh, target)
    except FileExistsError:
        _refuse(target, tr("exists already; it was left as it is, choose another name."))
    except OSError:  # a file system without hard links
        if target.exists():
            _refuse(target, tr("exists already; it was left as it is, choose another name."))
        fresh.rename(target)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def open_for_writing(path: str | os.PathLike[str]) -> tuple[Path, sqlite3.Connection, WriteLock]:
    """Open a project to change it: lock, roll back what a crash left, check.

    Raises: UserError where it is refused; the lock is free again then.
    """
    real = real_path(path)
    read_header(real)
    lock = WriteLock(real)
    lock.acquire()
    connection: sqlite3.Connection | None = None
    try:
        if real.stat().st_nlink > 1:
            _refuse(
                real,
                tr("has a second name on this disk, so two programs could change it at once; open a copy instead."),
            )
        if not os.access(real, os.W_OK):
            _refuse(real, tr("is read-only; it was left as it is, save a copy of it elsewhere to change it."))
        connection = connect(real)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # lets SQLite roll back a crash
        _check_length(connection, real)
        verify(connection, real)
        schema.make_durable(connection)
    except BaseException as problem:
        if connection is not None:
            connection.close()
        lock.release()
        if isinstance(problem, sqlite3.DatabaseError):
            _explain(real, problem)
        raise
    return real, connection, lock


def _explain(path: Path, problem: sqlite3.DatabaseError) -> NoReturn:
    """Turn an error of SQLite on opening into a sentence."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        refuse_busy(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        _refuse(path, tr("can't be written to here; it was left as it is, save a copy of it elsewhere to change it."))
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        _refuse(path, tr("could not be opened because the disk is full or failing; free some space and try again."))
    refuse_damaged(path, problem)


def refuse_busy(path: Path) -> NoReturn:
    """Refuse a file that another process keeps busy for long, as a large import does."""
    _refuse(path, tr("is busy with a long change in another window; nothing was changed, try again in a minute."))


def copy_to_memory(path: str | os.PathLike[str]) -> tuple[Path, sqlite3.Connection]:
    """Copy a project into memory to read it, also while another process edits it; the file is let go at once.

    Raises: UserError where it is refused.
    """
    real = real_path(path)
    read_header(real)
    copy = connect(":memory:")
    try:
        _back_up(real, copy, time.monotonic() + _READERS_PATIENCE_S)
        verify(copy, real)
        copy.execute("PRAGMA query_only=ON")
    except BaseException as problem:
        copy.close()
        if isinstance(problem, sqlite3.DatabaseError):
            _explain(real, problem)
        raise
    return real, copy


def _back_up(real: Path, copy: sqlite3.Connection, deadline: float) -> None:
    """Copy all pages at once under SQLite's shared lock, which a writer waits out."""
    while True:
        try:
            with closing(connect(real, read_only=True)) as original:
                original.execute("BEGIN")
                original.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                _check_length(original, real)
                if real.stat().st_size > _LARGE:  # a lying header must not fill the memory
                    verify(original, real)
                original.backup(copy)
            return
        except sqlite3.OperationalError as problem:
            code = getattr(problem, "sqlite_errorcode", 0)
            if code == sqlite3.SQLITE_READONLY_ROLLBACK:
                _roll_back(real)
            elif code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                if time.monotonic() > deadline:
                    refuse_busy(real)
                time.sleep(0.02)
            else:
                raise


def _roll_back(real: Path) -> None:
    """Let SQLite undo what a crash left half done, which only the holder of the lock may."""
    lock = WriteLock(real)
    lock.acquire()
    try:
        with closing(connect(real)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        lock.release()


def same_file(path: Path, identity: tuple[int, int]) -> bool:
    """Tell whether the path still leads to the file that was opened (device and inode)."""
    with suppress(OSError):
        now = path.stat()
        return (now.st_dev, now.st_ino) == identity
    return False
