"""What is packed in a ZIP file, taken out in memory within limits: entries, real sizes, ratio; nothing is extracted.

The sizes that the file gives are not believed: every byte is counted as it comes. Imports translation only.
"""

import io
import struct
import zipfile
import zlib
from typing import Final

from geoeditor.translation import tr

MOST_ENTRIES: Final = 2_000
LARGEST_TOTAL: Final = 200_000_000
"""Bytes of all that is taken out of one file."""
HIGHEST_RATIO: Final = 200
"""How many times larger than packed something may be."""
_FREE_OF_RATIO: Final = 1_000_000
_LARGEST_DIRECTORY: Final = 1_000_000
_PIECE: Final = 1 << 16
_LARGEST_PIECE: Final = 1 << 20
_END: Final = b"PK\x05\x06"
_LOCAL: Final = struct.Struct("<4s5H3I2H")


class PackageError(Exception):
    """A ZIP file is damaged or breaks a limit; the text says which, for a person."""


class Package:
    """A ZIP file in memory."""

    def __init__(self, data: bytes) -> None:
        """Read the directory.

        Raises:
            PackageError: it is damaged or breaks a limit.
        """
        self._data = data
        self._taken = 0
        _check_directory(data)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, EOFError, RuntimeError, struct.error) as problem:
            raise PackageError(_damaged()) from problem
        if len(entries) > MOST_ENTRIES:
            raise PackageError(_too_many())
        _check_overlaps(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._entries.setdefault(entry.filename, entry)

    def names(self) -> list[str]:
        """Return the names of what is in it."""
        return list(self._entries)

    def take(self, name: str) -> bytes | None:
        """Return the bytes of an entry, None where there is none of that name.

        Raises:
            PackageError: it is damaged, locked, or breaks a limit.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise PackageError(_locked())
        packed = memoryview(self._data)[_start_of(self._data, entry) :][: entry.compress_size]
        limit = min(LARGEST_TOTAL - self._taken, max(HIGHEST_RATIO * len(packed), _FREE_OF_RATIO))
        match entry.compress_type:
            case zipfile.ZIP_STORED:
                taken = bytes(packed)
            case zipfile.ZIP_DEFLATED:
                taken = _inflated(packed, limit)
            case _:
                raise PackageError(_damaged())
        self._taken += len(taken)
        if len(taken) > limit:
            raise PackageError(_bomb())
        if zlib.crc32(taken) != entry.CRC:
            raise PackageError(_damaged())
        return taken


def _inflated(packed: memoryview, limit: int) -> bytes:
    """Return what was packed, a piece after the other; one byte more than the limit is enough to know."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    parts: list[bytes] = []
    size = at = 0
    tail: bytes | memoryview = b""
    try:
        while not machine.eof and size <= limit:
            if not tail:
                tail = packed[at : at + _PIECE]
                at += len(tail)
                if not tail:
                    break
            parts.append(machine.decompress(tail, min(_LARGEST_PIECE, limit + 1 - size)))
            size += len(parts[-1])
            tail = machine.unconsumed_tail
    except zlib.error as problem:
        raise PackageError(_damaged()) from problem
    return b"".join(parts)


def _check_directory(data: bytes) -> None:
    """Look at the end of the file, before anything is made of the directory that it describes."""
    end = data.rfind(_END, max(len(data) - 66_000, 0))
    if end < 0 or len(data) < end + 22:
        raise PackageError(_damaged())
    count, size = struct.unpack_from("<HI", data, end + 10)
    if count > MOST_ENTRIES:  # 65,535 stands for the long form of the directory, which no document needs
        raise PackageError(_too_many())
    if size > _LARGEST_DIRECTORY:
        raise PackageError(_too_many())


def _check_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share bytes, by which a small file holds many large ones."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise PackageError(_damaged())
        end = entry.header_offset + _LOCAL.size + len(entry.filename) + entry.compress_size


def _start_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Return where the packed bytes of an entry begin."""
    try:
        mark, *_, name, extra = _LOCAL.unpack_from(data, entry.header_offset)
    except struct.error as problem:
        raise PackageError(_damaged()) from problem
    if mark != b"PK\x03\x04":
        raise PackageError(_damaged())
    return entry.header_offset + _LOCAL.size + int(name) + int(extra)


def _damaged() -> str:
    return tr("it is damaged")


def _too_many() -> str:
    return tr("more than {n:,} files are packed in it", n=MOST_ENTRIES)


def _bomb() -> str:
    return tr("what is packed in it is far too large, as if to fill the memory")


def _locked() -> str:
    return tr("it is locked with a password")
