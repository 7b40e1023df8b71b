"""Articles as plain text: .txt and .md files, and what comes through a pipe.

May import core's errors and checks of values, translation and its neighbour encodings. Changes nothing but line ends
in a text, and refuses what is no text with one sentence.
"""

import hashlib
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.exchange import encodings
from geoeditor.translation import shown, tr

LARGEST_ARTICLE: Final = 20_000_000
"""The most bytes an article may have."""

SUFFIXES: Final = (".txt", ".md")
"""The endings of the files that are read."""

_LONGEST_TITLE: Final = 200
_MOST_CONTROLS: Final = 0.01  # the share of control characters from which on it is no text
_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_HEADING: Final = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Article:
    """A text as read, LF between its lines; title is '' where the first line is none.

    encoding is Python's name of it; sha256 is that of the text in UTF-8, so that it does not depend on the file's.
    """

    text: str
    title: str
    encoding: str
    sha256: str


def read_article(path: Path | str) -> Article:
    """Read the article in a file, or from standard input where the path is “-”.

    Raises:
        UserError: there is no text to be had.
    """
    if str(path) == "-":
        if sys.stdin is None:  # a program may be started without any
            raise UserError(tr("There is nothing on standard input to read; the project was not changed."))
        return parse_article(sys.stdin.buffer.read(LARGEST_ARTICLE + 1), tr("standard input"), is_markdown=False)
    path = Path(path)
    name = shown(path.name or str(path))
    try:
        _check_file(path, name)
        with path.open("rb") as file:
            data = file.read(LARGEST_ARTICLE + 1)
    except OSError as error:
        raise _refused_by_system(name, error) from error
    except ValueError as error:  # a NUL in the path
        raise UserError(
            tr("“{name}” can not be the name of a file; the project was not changed.", name=name)
        ) from error
    return parse_article(data, name, is_markdown=path.suffix.lower() == ".md")


def parse_article(data: bytes, name: str, *, is_markdown: bool) -> Article:
    """Return the article that the bytes hold; the name is for messages.

    Raises:
        UserError: they hold none.
    """
    if len(data) > LARGEST_ARTICLE:
        raise _too_large(name)
    kind = _binary_kind(data)
    if kind is not None:
        raise _unread_kind(name, kind)
    decoded = encodings.decode(data)
    if decoded is None:
        raise _not_decoded(data, name)
    return _article(decoded.text, name, decoded.encoding, is_markdown=is_markdown)


def parse_text(text: str, name: str) -> Article:
    """Return the article that a text from elsewhere is, such as one that was pasted; the name is for messages.

    Raises:
        UserError: it is none.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as problem:  # half a surrogate pair
        raise _not_text(name) from problem
    if size > LARGEST_ARTICLE:
        raise _too_large(name)
    return _article(text, name, "utf-8", is_markdown=False)


def _article(text: str, name: str, encoding: str, *, is_markdown: bool) -> Article:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise _not_text(name)
    from geoeditor.core.commands.values import is_blank

    if is_blank(text):
        raise UserError(tr("“{name}” is empty, so there is nothing to read; the project was not changed.", name=name))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(text, _title(text, is_markdown=is_markdown), encoding, digest)


def _title(text: str, *, is_markdown: bool) -> str:
    line = text.lstrip().partition("\n")[0].strip()
    if is_markdown:
        line = _HEADING.sub("", line, count=1) if _HEADING.match(line) else line
    return line if len(line) <= _LONGEST_TITLE else ""


def _check_file(path: Path, name: str) -> None:
    """Refuse what is no readable kind of file, before a byte of it is read."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UserError(
            tr("“{name}” is a folder, not an article; name the files in it; the project was not changed.", name=name)
        )
    if not stat.S_ISREG(status.st_mode):
        raise UserError(tr("“{name}” is a device or a pipe, not an article; the project was not changed.", name=name))
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kind = _kind_of_suffix(suffix)
        raise _unknown_suffix(name) if kind is None else _unread_kind(name, kind)
    if status.st_size > LARGEST_ARTICLE:
        raise _too_large(name)


def _kind_of_suffix(suffix: str) -> str | None:
    """Return what files with this ending are, None where that is not known here."""
    match suffix:
        case ".pdf":
            return tr("a PDF document")
        case ".docx" | ".doc" | ".odt" | ".rtf":
            return tr("a word processor document")
        case ".html" | ".htm" | ".mht" | ".mhtml":
            return tr("a web page")
        case ".eml":
            return tr("an e-mail")
        case _:
            return None


def _binary_kind(data: bytes) -> str | None:
    """Return what the bytes are by how they begin, None where they may be text."""
    kinds = (
        ((b"%PDF-",), tr("a PDF document")),
        ((b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), tr("a word processor document")),
        ((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"), tr("a picture")),
        ((b"SQLite format 3\x00",), tr("a database")),
        ((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"BZh9", b"\xfd7zXZ\x00"), tr("an archive")),
        ((b"\x7fELF", b"MZ\x90\x00"), tr("a program")),
    )
    if data.startswith(b"PK\x03\x04"):
        is_document = b"word/" in data or b"opendocument.text" in data[:200]
        return tr("a word processor document") if is_document else tr("an archive")
    return next((kind for starts, kind in kinds if data.startswith(starts)), None)


def _unread_kind(name: str, kind: str) -> UserError:
    return UserError(
        tr(
            "“{name}” is {kind}, which can not be read yet; copy its text into a .txt file and take that; "
            "the project was not changed.",
            name=name,
            kind=kind,
        )
    )


def _unknown_suffix(name: str) -> UserError:
    known = tr("{first} and {last}", first=", ".join(SUFFIXES[:-1]), last=SUFFIXES[-1])
    return UserError(
        tr(
            "“{name}” is of a kind that is not read; articles are files ending in {known}; "
            "the project was not changed.",
            name=name,
            known=known,
        )
    )


def _too_large(name: str) -> UserError:
    return UserError(
        tr(
            "“{name}” is larger than the {limit} MB an article may have; split it; the project was not changed.",
            name=name,
            limit=LARGEST_ARTICLE // 1_000_000,
        )
    )


def _not_text(name: str) -> UserError:
    return UserError(
        tr(
            "“{name}” is not text but data for some program; copy its text into a .txt file and take that; "
            "the project was not changed.",
            name=name,
        )
    )


def _not_decoded(data: bytes, name: str) -> UserError:
    if b"\x00" in data:
        return _not_text(name)
    if encodings.is_damaged_utf_8(data):
        return UserError(
            tr(
                "“{name}” has damaged characters (it is UTF-8 with wrong bytes in it); save it again from where "
                "it came; the project was not changed.",
                name=name,
            )
        )
    return UserError(
        tr(
            "“{name}” is in an encoding that was not recognised, or is not text; save it as UTF-8 and try again; "
            "the project was not changed.",
            name=name,
        )
    )


def _refused_by_system(name: str, error: OSError) -> UserError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            reason = tr("“{name}” does not exist; check the name; the project was not changed.", name=name)
        case PermissionError():
            reason = tr(
                "“{name}” may not be read by you; change its permissions; the project was not changed.", name=name
            )
        case _:
            reason = tr(
                "“{name}” could not be read ({reason}); the project was not changed.",
                name=name,
                reason=error.strerror or type(error).__name__,
            )
    return UserError(reason)
