"""The parts of a message: taken apart by their boundaries, with limits of depth, number and length of everything.

Imports the standard library only; works in time that grows with the length of the message only.
"""

import binascii
import quopri
import re
import string
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Final

DEEPEST: Final = 20
"""Levels of parts within parts."""
MOST_PARTS: Final = 1_000
MOST_BYTES: Final = 300_000_000
"""Bytes of all parts together, where each level of parts counts anew."""
_LONGEST_HEADER: Final = 200_000  # bytes of all lines before a part
_MOST_LINES: Final = 500
_LONGEST_FIELD: Final = 4_000
_END_OF_HEADER: Final = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_FIELD: Final = re.compile(r"([!-9;-~]{1,76}):[ \t]*(.*)", re.DOTALL)
_END_OF_BOUNDARY: Final = re.compile(rb"(--)?[ \t]{0,100}(?=\r?\n|\Z)")
_MOST_NEARLY: Final = 100_000  # places that are only nearly a boundary
_NEWLINE: Final = ord("\n")
_NOT_BASE64: Final = bytes(set(range(256)) - set(string.ascii_letters.encode() + b"0123456789+/"))
_FOLDED: Final = re.compile(r"\r?\n[ \t]+")


class TooDeepError(Exception):
    """A message breaks the limits."""


@dataclass(slots=True)
class Part:
    """A part of a message: its header and its bytes as they came."""

    fields: dict[str, str]
    body: bytes
    kind: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    name: str = ""
    is_attached: bool = False

    def header(self, name: str) -> str:
        """Return a field of the header with its encoded words resolved, '' where there is none."""
        return resolved_words(self.fields.get(name, ""))

    def parameter(self, name: str) -> str:
        """Return a parameter of the type, such as charset, '' where there is none."""
        return self.parameters.get(name, "")

    def content(self) -> bytes:
        """Return the bytes that the part stands for; what is wrong in their encoding is skipped."""
        match self.fields.get("content-transfer-encoding", "").strip().lower():
            case "base64":
                return _from_base64(self.body)
            case "quoted-printable":
                return quopri.decodestring(self.body)
            case _:
                return self.body


def leaves(data: bytes) -> tuple[Part, list[Part]]:
    """Return a whole message, and the parts in it that have no parts themselves, in order.

    Raises:
        TooDeepError: there are too many of them.
    """
    top = _part(data.lstrip(b"\r\n"), "text/plain")
    found: list[Part] = []
    waiting: list[tuple[Part, int]] = [(top, 0)]
    seen = size = 0
    while waiting:
        part, depth = waiting.pop()
        seen, size = seen + 1, size + len(part.body)
        if depth > DEEPEST or seen > MOST_PARTS or size > MOST_BYTES:
            raise TooDeepError
        boundary = part.parameters.get("boundary", "")
        if part.kind.startswith("multipart/") and boundary:
            usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
            inner = [_part(each, usual) for each in _between(part.body, boundary)]
            waiting += [(each, depth + 1) for each in reversed(inner)]
        elif part.kind == "message/rfc822" and not part.is_attached and not found:
            waiting.append((_part(part.content().lstrip(b"\r\n"), "text/plain"), depth + 1))
        else:
            found.append(part)
    return top, found


def resolved_words(text: str) -> str:
    """Return a header field with its encoded words resolved; what is wrong in them stays as it is."""
    text = _FOLDED.sub(" ", text)[:_LONGEST_FIELD]
    if "=?" not in text:
        return _reread(text)
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(_word(piece, charset) for piece, charset in pieces)


def _reread(text: str) -> str:
    """Return a field that was sent as it is, in UTF-8, where it makes sense so."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return piece.decode("latin-1")


def _part(data: bytes, usual: str) -> Part:
    """Return a part with its header read; what goes beyond the limits of a header is left out."""
    if data.startswith((b"\n", b"\r\n")):
        header, body = b"", data.lstrip(b"\r").removeprefix(b"\n")
    else:
        end = _END_OF_HEADER.search(data)
        header = data[: min(end.start(), _LONGEST_HEADER)] if end else data[:_LONGEST_HEADER]
        body = data[end.end() :] if end else b""
    part = Part(_fields(header), body)
    described = Message()  # only for its reading of single fields
    for name in ("content-type", "content-disposition"):
        if name in part.fields:
            described[name] = _FOLDED.sub(" ", part.fields[name])[:_LONGEST_FIELD]
    part.kind = described.get_content_type() if "content-type" in part.fields else usual
    given = described.get_params(failobj=[], unquote=True) if "content-type" in part.fields else []
    part.parameters = {key.lower(): _plain(value) for key, value in given}
    part.name = resolved_words(described.get_filename("") or "")
    is_text = part.kind.startswith(("text/", "multipart/")) or part.kind == "message/rfc822"
    part.is_attached = described.get_content_disposition() == "attachment" or bool(part.name) or not is_text
    return part


def _plain(value: object) -> str:
    """Return the text of a parameter, which has its encoding and language beside it where it is an extended one."""
    return str(value[2] if isinstance(value, tuple) else value)


def _fields(header: bytes) -> dict[str, str]:
    """Return the fields of a header by their names in small letters, of equal names the first."""
    found: dict[str, str] = {}
    name = ""
    for number, line in enumerate(header.decode("latin-1").replace("\r\n", "\n").split("\n")):
        if number >= _MOST_LINES:
            break
        if line[:1] in (" ", "\t"):
            if name and len(found[name]) < _LONGEST_FIELD:
                found[name] += f"\n{line[:_LONGEST_FIELD]}"
            continue
        match = _FIELD.match(line[:_LONGEST_FIELD])
        name = match[1].lower() if match else ""
        if match and name in found:
            name = ""
        elif match:
            found[name] = match[2]
    return found


def _between(body: bytes, boundary: str) -> list[bytes]:
    """Return what stands between the boundaries of a multipart body; the last one may be missing.

    Raises: TooDeepError where there are too many.
    """
    line = b"--" + boundary.encode("latin-1", "replace")[:200]
    found: list[bytes] = []
    start, place, nearly = -1, body.find(line), 0
    while place >= 0:
        match = _END_OF_BOUNDARY.match(body, place + len(line))
        if match is None or (place and body[place - 1] != _NEWLINE):
            nearly += 1
            place = body.find(line, place + 1)
        else:
            if start >= 0:
                found.append(body[start : max(place - 2 if body[place - 2 : place] == b"\r\n" else place - 1, start)])
            if match[1]:
                return found
            start = match.end() + (2 if body[match.end() : match.end() + 2] == b"\r\n" else 1)
            place = body.find(line, match.end())
        if len(found) > MOST_PARTS or nearly > _MOST_NEARLY:
            raise TooDeepError
    if start >= 0:
        found.append(body[start:])
    return found


def _from_base64(data: bytes) -> bytes:
    """Return what base64 stands for; what does not belong to it is skipped, an unfinished end is left out."""
    letters = data.translate(None, _NOT_BASE64)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
