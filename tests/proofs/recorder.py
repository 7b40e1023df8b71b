"""A recorder of what SQLite does to the disk: every write, truncation, sync and deletion of a session, in order.

It is a VFS of our own in front of the real one, registered through ctypes in the very library that Python's `sqlite3`
uses, so that a `Document` runs on it unchanged. While it records, every connection that is opened goes through it.
"""

import _sqlite3
import ctypes
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

Deed = Literal["make", "write", "truncate", "sync", "delete", "acknowledge"]

_INT: Final = ctypes.c_int
_POINTER: Final = ctypes.c_void_p
_OPEN_CREATE: Final = 0x4
_OPEN_FLAGS_OF_TEMPORARY_FILES: Final = 0x8  # SQLITE_OPEN_DELETEONCLOSE
_METHODS_WORDS: Final = 32
"""How many machine words of sqlite3_io_methods are copied: version and padding, then the methods of version 3."""
_WRITE, _TRUNCATE, _SYNC = 3, 4, 5
"""Places of the three methods among those words."""

_Write = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(_INT, _POINTER, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
# paths go through as addresses: SQLite keeps the one it was given as long as the file is open
_Open = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_Delete = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)


class _Vfs(ctypes.Structure):
    """The beginning of sqlite3_vfs, as far as it is replaced, and the rest of version 3."""

    _fields_ = (
        ("version", _INT),
        ("file_size", _INT),
        ("longest_path", _INT),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        ("open", _POINTER),
        ("delete", _POINTER),
        ("rest", _POINTER * 16),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done: to which file, where, with what bytes; `synced` tells whether the folder was synced with it."""

    deed: Deed
    file: str = ""
    offset: int = 0
    data: bytes = b""
    synced: bool = False


@dataclass
class Record:
    """All that was done, in order."""

    entries: list[Entry] = field(default_factory=list)

    def acknowledge(self, note: str) -> None:
        """Note that the program was told that an edit is stored."""
        self.entries.append(Entry("acknowledge", note))

    def counts(self) -> Counter[str]:
        """Return how often each thing was done; `fsync` counts those of files and of their folders."""
        counted: Counter[str] = Counter(entry.deed for entry in self.entries)
        counted["fsync"] = sum((entry.deed == "sync") + entry.synced for entry in self.entries)
        return counted


def available() -> bool:
    """Tell whether the library of Python's sqlite3 lets itself be reached."""
    try:
        return hasattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_register")
    except (AttributeError, OSError):  # built into the interpreter
        return False


def _path(address: int) -> Path:
    return Path(ctypes.string_at(address).decode())


class Recorder:
    """The VFS; it must live as long as the connections that were opened on it, for SQLite calls it by address."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._library = ctypes.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
        self._library.sqlite3_vfs_register.argtypes = [_POINTER, _INT]
        self._library.sqlite3_vfs_unregister.argtypes = [_POINTER]
        self._real: Any = self._library.sqlite3_vfs_find(None)
        self._methods: dict[int, Any] = {}  # copies of the real methods with three replaced, by the address of the real
        self._names: dict[int, str] = {}  # of open files, by address; an address is used again after closing
        self._originals: dict[int, tuple[Any, Any, Any]] = {}
        self._fresh: set[str] = set()  # made, and not yet synced with the folder
        self._kept: list[Any] = [_Open(self._open), _Delete(self._delete)]
        self._kept += [_Write(self._write), _Truncate(self._truncate), _Sync(self._sync)]
        self._vfs = _Vfs.from_buffer_copy(self._real.contents)
        self._vfs.name = b"recorder"
        self._vfs.open, self._vfs.delete = (ctypes.cast(function, _POINTER) for function in self._kept[:2])

    def start(self) -> None:
        """Be the VFS of all connections that are opened from now on."""
        self._check(self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1))

    def stop(self) -> None:
        """Let the real one be the VFS again; all connections that were opened meanwhile must be closed."""
        self._check(self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs)))
        self._check(self._library.sqlite3_vfs_register(self._real, 1))

    def _check(self, status: int) -> None:
        if status:
            raise OSError(status, "SQLite refused the recorder")

    def _note(self, deed: Deed, name: str, offset: int = 0, data: bytes = b"", synced: bool = False) -> None:
        self._record.entries.append(Entry(deed, name, offset, data, synced))

    def _open(self, _vfs: int, path: int | None, file: int, flags: int, out: int) -> int:
        existed = path is not None and _path(path).exists()
        status: int = _Open(self._real.contents.open)(
            ctypes.addressof(self._real.contents), path or 0, file, flags, out
        )
        if status or path is None or flags & _OPEN_FLAGS_OF_TEMPORARY_FILES:
            return status
        name = _path(path).name
        if not existed and flags & _OPEN_CREATE:
            self._note("make", name)
            self._fresh.add(name)
        place = ctypes.cast(file, ctypes.POINTER(_POINTER))
        real = place[0]
        if real is not None:
            self._names[file] = name
            self._originals[file], place[0] = self._with_ours(real)
        return status

    def _with_ours(self, real: int) -> tuple[tuple[Any, Any, Any], int]:
        """Return the real three methods, and the address of a copy of all methods in which those are ours."""
        words = (ctypes.c_void_p * _METHODS_WORDS).from_address(real)
        originals = (_Write(words[_WRITE] or 0), _Truncate(words[_TRUNCATE] or 0), _Sync(words[_SYNC] or 0))
        if real not in self._methods:
            version = ctypes.c_int.from_address(real).value
            count = {1: 13, 2: 17}.get(version, 19)
            copied = (ctypes.c_void_p * _METHODS_WORDS)(*words[:count])
            for place, function in zip((_WRITE, _TRUNCATE, _SYNC), self._kept[2:], strict=True):
                copied[place] = ctypes.cast(function, _POINTER).value
            self._methods[real] = copied
        return originals, ctypes.addressof(self._methods[real])

    def _delete(self, _vfs: int, path: int, sync_folder: int) -> int:
        status: int = _Delete(self._real.contents.delete)(ctypes.addressof(self._real.contents), path, sync_folder)
        if status == 0:
            self._note("delete", _path(path).name, synced=bool(sync_folder))
        return status

    def _write(self, file: int, data: int, size: int, offset: int) -> int:
        status: int = self._originals[file][0](file, data, size, offset)
        if status == 0:
            self._note("write", self._names[file], offset, ctypes.string_at(data, size))
        return status

    def _truncate(self, file: int, size: int) -> int:
        status: int = self._originals[file][1](file, size)
        if status == 0:
            self._note("truncate", self._names[file], size)
        return status

    def _sync(self, file: int, flags: int) -> int:
        status: int = self._originals[file][2](file, flags)
        if status == 0:
            name = self._names[file]
            # SQLite's VFS for Unix syncs the folder along with the first sync of a journal that it made
            self._note("sync", name, synced=name in self._fresh)
            self._fresh.discard(name)
        return status


@contextmanager
def recording() -> Iterator[Record]:
    """Record what is done to the disk inside the block; connections opened in it must be closed in it."""
    record = Record()
    recorder = Recorder(record)
    recorder.start()
    try:
        yield record
    finally:
        recorder.stop()
