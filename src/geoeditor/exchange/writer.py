"""The one way a file leaves the program: whole, checked and on the disk, or not at all.

May import core.errors and translation. Nothing else in the program opens a file for writing.
"""

import contextlib
import errno
import hashlib
import os
import platform
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from geoeditor.core.errors import UserError
from geoeditor.translation import shown, tr

_LONGEST_NAME_PART = 150  # bytes; with what is added the temporary name stays under the usual limit of 255


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put the data in the file at path, so that at every moment it holds all of the old or all of the new.

    A link is followed, and the permissions of the file it leads to are kept.

    Raises:
        UserError: the file can't be written; what was there is unchanged.
        Exception: whatever the data raises while they are made (an OSError as a UserError); likewise.
    """
    target = Path(os.path.realpath(path))
    old = _old_file(target)
    with _explained(target, old):
        _remove_leftovers(target)
        temporary = target.with_name(_leftover_prefix(target) + f"{os.getpid()}-{secrets.token_hex(4)}.part")
        try:
            _write_new(temporary, data, old)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    _sync_folder(target)


def _old_file(target: Path) -> os.stat_result | None:
    """Return what is known of the file to be replaced, None where there is none; refuse what is no file."""
    name = shown(target.name)
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refusal(target, None, error) from error
    if stat.S_ISDIR(old.st_mode):
        raise UserError(tr("“{name}” is a folder and was left as it is; choose a name for a file.", name=name))
    if not stat.S_ISREG(old.st_mode):
        raise UserError(
            tr("“{name}” is a device or a pipe and was left as it is; choose a name for a file.", name=name)
        )
    if not os.access(target, os.W_OK):
        raise UserError(
            tr("“{name}” is write-protected and was kept as it is; choose another name or place.", name=name)
        )
    return old


def _leftover_prefix(target: Path) -> str:
    """Return how the temporary files of this target begin when they are made on this computer."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST_NAME_PART:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    host = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
    return f".{name}.{host}-"


def _remove_leftovers(target: Path) -> None:
    """Remove temporary files of this target whose process on this computer is gone."""
    prefix = _leftover_prefix(target)
    with contextlib.suppress(PermissionError):  # a folder that can't be listed can still be written to
        for entry in list(target.parent.iterdir()):
            if not (entry.name.startswith(prefix) and entry.name.endswith(".part")):
                continue
            process = entry.name.removeprefix(prefix).partition("-")[0]
            if process.isdecimal() and not _is_running(int(process)):
                entry.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    """Tell whether a process of this number exists."""
    if os.name == "nt":
        return False  # there signal 0 would end it, and a file that somebody has open can't be removed anyway
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _write_new(temporary: Path, data: bytes | Iterable[bytes], old: os.stat_result | None) -> None:
    """Write a new file and wait until it is on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(temporary, flags, 0o666 if old is None else 0o600)
    try:
        if old is not None:
            _keep_permissions(temporary, old)
        expected = sum(_write_all(handle, piece) for piece in _pieces(data))
        os.fsync(handle)
        size = os.fstat(handle).st_size
        if size != expected:
            raise OSError(errno.EIO, f"{size} bytes arrived of {expected}")
    finally:
        os.close(handle)


def _keep_permissions(temporary: Path, old: os.stat_result) -> None:
    """Give the new file the owner, where we may, and the permissions of the old one."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # only root can give a file away; ours is fine otherwise
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _pieces(data: bytes | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(data, bytes | bytearray | memoryview):
        yield bytes(data)
    else:
        yield from data


def _write_all(handle: int, piece: bytes) -> int:
    """Write a piece however many calls it takes; return its length."""
    rest = memoryview(piece)
    while rest:
        written = os.write(handle, rest)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]
    return len(piece)


def _sync_folder(target: Path) -> None:
    """Wait until the new name is on the disk too."""
    if os.name == "nt":
        return  # a folder can't be opened there
    try:
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        # Some network and user-space file systems know no fsync of a folder, and some folders may not be read.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EBADF}:
            text = tr(
                "“{name}” was written, but the disk reported a fault afterwards ({reason}); check the file.",
                name=shown(target.name),
                reason=error.strerror,
            )
            raise UserError(text) from error


@contextlib.contextmanager
def _explained(target: Path, old: os.stat_result | None) -> Iterator[None]:
    """Turn an error of the file system into a sentence for the user."""
    try:
        yield
    except OSError as error:
        raise _refusal(target, old, error) from error


def _refusal(target: Path, old: os.stat_result | None, error: OSError) -> UserError:
    kept = tr("no file was made") if old is None else tr("the file that was there is unchanged")
    what, advice = _reason(error)
    return UserError(
        tr(
            "“{name}” could not be written because {reason}; {kept}: {advice}.",
            name=shown(target.name),
            reason=what,
            kept=kept,
            advice=advice,
        )
    )


def _reason(error: OSError) -> tuple[str, str]:
    """Return why it failed and what to do about it."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return tr("there is no room for it"), tr("make room or choose another place")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return tr("the folder can not be written to"), tr("choose another folder")
        case errno.ENOENT | errno.ENOTDIR:
            return tr("its folder does not exist"), tr("make the folder or choose another")
        case errno.ENAMETOOLONG:
            return tr("its name is too long"), tr("choose a shorter name")
        case errno.ELOOP:
            return tr("the link leads round in a circle"), tr("choose another name")
        case _:
            reason = error.strerror or type(error).__name__
            return tr("the disk reported a fault ({reason})", reason=reason), tr("choose another place")
