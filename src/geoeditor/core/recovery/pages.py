"""The pages of a damaged SQLite file, read by ourselves: whatever of a tree is broken, the other pages still give rows.

The format is SQLite's published one (“Database File Format”): pages of tables and indexes, cells, records, chains of
overflow pages, the list of free pages. Nothing here raises for what it reads; what makes no sense is left out.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from geoeditor.core.inspection.columns import tolerant_text

Value = int | float | str | bytes | None
MAGIC: Final = b"SQLite format 3\0"
_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_USUAL_PAGE: Final = 4_096
_WIDTHS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of a whole number, by serial type."""


class _SenselessError(Exception):
    """What was read can't be a part of a sound file."""


class StoredRow(NamedTuple):
    """A row as stored; of one whose end is lost, `values` are those that are left and `whole` is false."""

    rowid: int
    values: list[Value]
    whole: bool


@dataclass(slots=True)
class Tree:
    """The leaves that can be reached from a root, and whether a part of the tree can't."""

    leaves: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    broken: bool = False


class Pages:
    """The pages of a file, numbered from 1."""

    def __init__(self, data: bytes, size: int | None = None) -> None:
        has_header = data.startswith(MAGIC)
        self._data = data
        self._size = size or page_sizes(data)[0]
        self._usable = self._size - (data[20] if has_header and data[20] <= 32 else 0)
        self.count = len(data) // self._size
        self._free = int.from_bytes(data[32:36], "big") if has_header else 0

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise _SenselessError
        return self._data[(number - 1) * self._size : number * self._size]

    def is_leaf_of_a_table(self, number: int) -> bool:
        """Tell whether a page says of itself that it holds rows."""
        return self._kind(number) == _TABLE_LEAF

    def _kind(self, number: int) -> int:
        if not 1 <= number <= self.count:
            return 0
        return self._data[(number - 1) * self._size + (100 if number == 1 else 0)]

    def tree(self, root: int) -> Tree:
        """Walk a tree from its root."""
        found = Tree()
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            kind = self._kind(number)
            if number in seen or kind not in (_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, _TABLE_LEAF):
                found.broken = True
                continue
            seen.add(number)
            if kind in (_INDEX_LEAF, _TABLE_LEAF):
                found.leaves.append(number)
                continue
            found.inner.append(number)
            try:
                waiting += reversed(self._children(number))
            except (_SenselessError, IndexError, struct.error):
                found.broken = True
        return found

    def _cells(self, number: int) -> tuple[bytes, list[int]]:
        """Return a page and where its cells begin."""
        page = self._page(number)
        start = 100 if number == 1 else 0
        width = 12 if page[start] in (_INDEX_INSIDE, _TABLE_INSIDE) else 8
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        if start + width + 2 * count > self._size:
            raise _SenselessError
        return page, list(struct.unpack_from(f">{count}H", page, start + width))

    def _children(self, number: int) -> list[int]:
        page, places = self._cells(number)
        start = 100 if number == 1 else 0
        pointers = [int.from_bytes(page[place : place + 4], "big") for place in places]
        return [*pointers, int.from_bytes(page[start + 8 : start + 12], "big")]

    def free_pages(self) -> set[int]:
        """Return the pages that are on the list of free ones, as far as it can be read."""
        free: set[int] = set()
        trunk = self._free
        while trunk and trunk not in free and trunk <= self.count:
            free.add(trunk)
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self._size // 4 - 2)
            free.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = int.from_bytes(page[:4], "big")
        return free

    def rows(self, number: int) -> Iterator[StoredRow | None]:
        """Yield the rows of a leaf of a table; None for each cell that makes no sense."""
        try:
            page, places = self._cells(number)
        except (_SenselessError, struct.error):
            yield None
            return
        for place in places:
            try:
                length, at = _varint(page, place)
                rowid, at = _varint(page, at)
                payload = self._payload(page, at, length, self._usable - 35)
                yield StoredRow(_signed(rowid), _record(payload, length), len(payload) == length)
            except (_SenselessError, IndexError, struct.error):
                yield None

    def entries(self, number: int) -> Iterator[list[Value] | None]:
        """Yield the entries of a page of an index, the row id last; None for each that makes no sense."""
        try:
            page, places = self._cells(number)
        except (_SenselessError, struct.error):
            yield None
            return
        skip = 4 if self._kind(number) == _INDEX_INSIDE else 0
        for place in places:
            try:
                length, at = _varint(page, place + skip)
                payload = self._payload(page, at, length, (self._usable - 12) * 64 // 255 - 23)
                yield _record(payload, length) if len(payload) == length else None
            except (_SenselessError, IndexError, struct.error):
                yield None

    def _payload(self, page: bytes, at: int, length: int, most: int) -> bytes:
        """Return the payload of a cell, shorter than its length where its overflow pages are lost."""
        if length > len(self._data):
            raise _SenselessError
        if length <= most:
            if at + length > self._size:
                raise _SenselessError
            return page[at : at + length]
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self._usable - 4)
        local = local if local <= most else least
        if at + local + 4 > self._size:
            raise _SenselessError
        parts, left = [page[at : at + local]], length - local
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while left > 0 and 1 <= following <= self.count:
            overflow = self._page(following)
            if not any(overflow):
                break
            parts.append(overflow[4 : min(self._usable, 4 + left)])
            left -= len(parts[-1])
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)


def page_sizes(data: bytes) -> list[int]:
    """Return the sizes that pages of a file may have, the likeliest first."""
    named = int.from_bytes(data[16:18], "big")
    named = 65_536 if named == 1 else named
    sensible = data.startswith(MAGIC) and 512 <= named <= 65_536 and named & (named - 1) == 0
    return list(dict.fromkeys([named, _USUAL_PAGE])) if sensible else [_USUAL_PAGE]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, and the place after it."""
    byte = data[at]
    if byte < 0x80:
        return byte, at + 1
    number = byte & 0x7F
    for offset in range(1, 8):
        byte = data[at + offset]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + offset + 1
    return number << 8 | data[at + 8], at + 9


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


def _record(payload: bytes, length: int) -> list[Value]:
    """Return the values of a record; where its end is lost, those that are left, a text among them maybe cut."""
    size, at = _varint(payload, 0)
    if not 0 < size <= length or size > len(payload):
        raise _SenselessError
    kinds = []
    while at < size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = size
    for kind in kinds:
        value, width = _value(payload, at, kind)
        at += width
        if at > len(payload):
            if kind >= 13 and kind % 2:
                values.append(payload[at - width :].decode("utf-8", "ignore"))
            return values
        values.append(value)
    if at != length:
        raise _SenselessError
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """Return a value of a serial type and its width in bytes."""
    if kind == 0:
        return None, 0
    if kind in _WIDTHS:
        width = _WIDTHS[kind]
        return int.from_bytes(payload[at : at + width], "big", signed=True), width
    if kind == 7:
        return (struct.unpack_from(">d", payload, at)[0] if at + 8 <= len(payload) else None), 8
    if kind in (8, 9):
        return kind - 8, 0
    if kind < 12:
        raise _SenselessError
    width = (kind - 12) // 2
    data = payload[at : at + width]
    return (tolerant_text(data) if kind % 2 else data), width
