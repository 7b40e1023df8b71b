"""The structure of a PDF document, looked over before a parser sees it: what would unpack or multiply without end.

Finds objects as they lie in the file, those packed in object streams too, and refuses streams packed too often, streams
that unpack to far too much, and forms that show each other so often that no page is ever done. A look of bounded length
that believes no table: what it can't make out is left to the limits on the parser. Imports the standard library only.
"""

import base64
import binascii
import re
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from geoeditor.translation import tr

MOST_FILTERS: Final = 4
"""How often a stream may be packed; two are usual, one for pictures and one for mail."""
LARGEST_STREAM: Final = 100_000_000
"""Bytes that one stream may unpack to."""
MOST_DRAWN: Final = 100_000_000
"""Bytes of forms to go through for one that a page shows, counted as often as each is shown by others."""

_DEEPEST: Final = 40  # forms within forms, beyond which parsers give up
_SECONDS: Final = 0.4
_LOOK_EVERY: Final = 1_000  # things found
_LONGEST_HEAD: Final = 20_000
_LARGEST_FORM: Final = 4_000_000  # bytes of what a form shows
_LARGEST_OBJECTS: Final = 32_000_000  # bytes of an object stream
_PIECE: Final = 1 << 16
_BLANK: Final = rb"[\0\t\n\f\r ]"
_LONGEST_NUMBERS: Final = 60
_NUMBERED: Final = re.compile(rb"(?<![0-9])([0-9]{1,10})" + _BLANK + rb"{1,20}[0-9]{1,5}" + _BLANK + rb"{1,20}\Z")
_FILTER: Final = re.compile(rb"/Filter\s{0,20}(?:\[([^\]]{0,9000})|(/[A-Za-z0-9]{1,40})|(\d{1,10})\s+\d{1,5}\s+R)")
_NAME: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_KIND: Final = re.compile(rb"/(?:Subtype|Type)\s{0,20}/(Form|Image|ObjStm|EmbeddedFile)(?![A-Za-z])")
_FIRST: Final = re.compile(rb"/First\s{0,20}(\d{1,9})")
_RESOURCES: Final = re.compile(rb"/Resources\s{0,20}(\d{1,10})\s+\d{1,5}\s+R")
_FORMS: Final = re.compile(rb"/XObject\s{0,20}(?:<<([^>]*)>>|(\d{1,10})\s+\d{1,5}\s+R)")
_NAMED: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{0,20}(\d{1,10})\s+\d{1,5}\s+R")
_SHOWN: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,20}Do(?![A-Za-z])")
_PREDICTED: Final = re.compile(rb"/Predictor\s{0,20}(?!1(?!\d))\d")
_FLATE: Final = (b"FlateDecode", b"Fl")
_MOST_RATIO: Final = 1_032  # of what one filter can make of a byte


class StructureError(Exception):
    """A document would not come to an end; the text says why, for a person."""


class _Stream(NamedTuple):
    """A stream: its dictionary, where its bytes are, and what it is called."""

    number: int
    head: bytes
    start: int
    end: int
    kind: bytes


@dataclass(slots=True)
class _Objects:
    """The objects of a document, by number where they are no streams."""

    data: bytes
    end: float
    plain: dict[int, tuple[int, int]] = field(default_factory=dict)
    streams: list[_Stream] = field(default_factory=list)
    _packed: dict[int, bytes] | None = None
    _places: dict[bytes, int] = field(default_factory=dict)

    @property
    def is_late(self) -> bool:
        """Tell whether the time for looking is over."""
        return time.process_time() > self.end

    def find(self) -> None:
        """Go through the file once, from object to object; what lies inside a stream is passed over."""
        at = count = 0
        while (place := self.data.find(b"obj", at)) >= 0:
            count += 1
            if not count % _LOOK_EVERY and self.is_late:
                return
            at = place + 3
            told = _NUMBERED.search(self.data, max(place - _LONGEST_NUMBERS, 0), place)
            if told is None:  # such as the end of one
                continue
            number, end, begun = int(told[1]), self._next(b"endobj", at), self._next(b"stream", at)
            self.plain[number] = at, min(end, begun, at + _LONGEST_HEAD)
            if begun < end and self.data[begun + 6 : begun + 7] in (b"\r", b"\n"):
                at = self._take_stream(number, at, begun)

    def _next(self, what: bytes, start: int) -> int:
        """Return where something comes next, the end of the file where it does not; each stretch is searched once."""
        known = self._places.get(what, -1)
        if known < start:
            known = self.data.find(what, start)
            known = self._places[what] = known if known >= 0 else len(self.data)
        return known

    def _take_stream(self, number: int, head: int, begun: int) -> int:
        """Keep a stream, and return where what follows it begins."""
        first = begun + (8 if self.data.startswith(b"\r\n", begun + 6) else 7)
        end = self._next(b"endstream", first)
        described = _unescaped(self.data[head : min(begun, head + _LONGEST_HEAD)])
        kinds = _KIND.findall(described)
        self.streams.append(_Stream(number, described, first, end, b" ".join(kinds)))
        return end if end < len(self.data) else first

    def body(self, number: int) -> bytes:
        """Return the text of an object that is no stream, wherever it lies; nothing for an unknown one."""
        if number in self.plain:
            start, end = self.plain[number]
            return _unescaped(self.data[start:end].partition(b"endobj")[0])
        if self._packed is None:
            self._packed = {}
            for stream in self.streams:
                if b"ObjStm" in stream.kind and not self.is_late:
                    self._packed |= _unpacked(stream.head, self.content(stream, _LARGEST_OBJECTS) or b"")
        return _unescaped(self._packed.get(number, b""))

    def filters(self, stream: _Stream) -> list[bytes]:
        """Return the names of the ways in which a stream is packed, the outermost first."""
        found = _FILTER.search(stream.head)
        if found is None:
            return []
        names = found[1] or found[2] or (self.body(int(found[3])) if found[3] else b"")
        return _NAME.findall(names)

    def content(self, stream: _Stream, limit: int, but_last: int = 0) -> bytes | None:
        """Return what a stream unpacks to, not much more of it than the limit; None where that is not known here.

        As many filters at the end as `but_last` says are left out.
        """
        content = self.data[stream.start : stream.end]
        filters = self.filters(stream)
        for name in filters[: len(filters) - but_last]:
            match name:
                case b"FlateDecode" | b"Fl":
                    content = _inflated(content, limit)
                case b"ASCII85Decode" | b"A85":
                    content = _from_ascii_85(content[:limit])
                case b"ASCIIHexDecode" | b"AHx":
                    content = _from_hex(content[: 2 * limit])
                case _:
                    return None
        return None if _PREDICTED.search(stream.head) and b"ObjStm" in stream.kind else content


def check_structure(data: bytes) -> None:
    """Look over a document.

    Raises:
        StructureError: reading it would take time or memory without end.
    """
    objects = _Objects(data, time.process_time() + _SECONDS)
    objects.find()
    for stream in objects.streams:
        if objects.is_late:
            return
        _check_size(objects, stream)
    _check_forms(objects)


def _check_size(objects: _Objects, stream: _Stream) -> None:
    filters = objects.filters(stream)
    if len(filters) > MOST_FILTERS:
        raise StructureError(tr("parts of it are packed more than {n} times over", n=MOST_FILTERS))
    flat = sum(name in _FLATE for name in filters)
    could_be = (stream.end - stream.start) * _MOST_RATIO**flat
    if not flat or could_be <= LARGEST_STREAM or stream.kind in (b"Image", b"EmbeddedFile"):
        return
    is_flat = filters[-1] in _FLATE
    content = objects.content(stream, LARGEST_STREAM + 1, but_last=int(is_flat))
    if content is None:
        return
    size = sum(map(len, _inflating(content, LARGEST_STREAM + 1))) if is_flat else len(content)
    if size > LARGEST_STREAM:
        raise StructureError(tr("what is packed in it is far too large, as if to fill the memory"))


def _check_forms(objects: _Objects) -> None:
    """Count how much there is to go through where each form is shown as often as the others say."""
    forms = [stream for stream in objects.streams if b"Form" in stream.kind]
    numbers = {form.number for form in forms}
    shows: dict[int, Counter[int]] = {}
    size: dict[int, int] = {}
    for form in forms:
        if objects.is_late:
            return
        size[form.number] = max(size.get(form.number, 0), form.end - form.start)
        named = {name: number for name, number in _named_forms(objects, form).items() if number in numbers}
        content = objects.content(form, _LARGEST_FORM) if named else None
        if content is not None:
            size[form.number] = max(size[form.number], len(content))
            shown = Counter(named[name] for name in _SHOWN.findall(content) if name in named)
            shows[form.number] = shows.get(form.number, Counter()) | shown
    whole = dict(size)
    for _ in range(_DEEPEST):
        grown = {
            number: size[number] + sum(times * whole[other] for other, times in shown.items())
            for number, shown in shows.items()
            if shown
        }
        if max(grown.values(), default=0) > MOST_DRAWN:
            raise StructureError(tr("drawings in it hold each other, far too many times over"))
        if all(whole[number] == each for number, each in grown.items()) or objects.is_late:
            return
        whole |= grown


def _named_forms(objects: _Objects, form: _Stream) -> dict[bytes, int]:
    """Return the numbers of what a form may show, by the names that it uses for them."""
    elsewhere = _RESOURCES.search(form.head)
    resources = objects.body(int(elsewhere[1])) if elsewhere else form.head
    found = _FORMS.search(resources)
    if found is None:
        return {}
    inside = objects.body(int(found[2])) if found[2] else found[1]
    return {name: int(number) for name, number in _NAMED.findall(inside)}


def _unpacked(head: bytes, content: bytes) -> dict[int, bytes]:
    """Return the objects of an object stream; how many it claims to have does not matter."""
    told = _FIRST.search(head)
    first = int(told[1]) if told else 0
    words = content[:first].split()
    if not all(word.isdigit() and len(word) < 10 for word in words):
        return {}
    numbers, places = [int(word) for word in words[::2]], [first + int(word) for word in words[1::2]]
    ends = [*places[1:], len(content)]
    return {
        number: content[start : min(end, start + _LONGEST_HEAD)]
        for number, start, end in zip(numbers, places, ends, strict=False)
    }


def _inflated(packed: bytes, limit: int) -> bytes:
    """Return what was packed, as far as it is whole and up to a limit."""
    return b"".join(_inflating(packed, limit))


def _inflating(packed: bytes, limit: int) -> Iterator[bytes]:
    """Yield what was packed piece by piece, as far as it is whole and up to a limit."""
    machine = zlib.decompressobj()
    size = at = 0
    tail = b""
    while not machine.eof and size < limit:
        if not tail:
            tail = packed[at : at + _PIECE]
            at += len(tail)
            if not tail:
                return
        try:
            piece = machine.decompress(tail, min(1 << 20, limit - size))
        except zlib.error:  # parsers take what came before as well
            return
        size += len(piece)
        yield piece
        tail = machine.unconsumed_tail


def _from_ascii_85(packed: bytes) -> bytes:
    letters = packed.translate(None, b"\0\t\n\f\r ").removeprefix(b"<~").partition(b"~")[0]
    try:
        return base64.a85decode(letters)
    except ValueError:
        return b""


def _from_hex(packed: bytes) -> bytes:
    letters = packed.translate(None, b"\0\t\n\f\r ").partition(b">")[0]
    try:
        return binascii.unhexlify(letters + b"0" * (len(letters) % 2))
    except ValueError:
        return b""


def _unescaped(text: bytes) -> bytes:
    """Return a text in which names are written plainly."""
    if b"#" not in text:
        return text
    return _ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), text)
