"""What a file is: told by how its bytes begin, and by its ending where they leave it open.

Knows the kinds that are read and those that people have articles in and that are not; parses nothing.
"""

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import refusals
from geoeditor.translation import tr

PLAIN: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
MHTML: Final = "multipart/related"
MAIL: Final = "message/rfc822"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BY_SUFFIX: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".txt": PLAIN,
        ".md": MARKDOWN,
        ".html": HTML,
        ".htm": HTML,
        ".xhtml": HTML,
        ".mhtml": MHTML,
        ".mht": MHTML,
        ".pdf": PDF,
        ".docx": DOCX,
        ".eml": MAIL,
    }
)
"""The endings of the files that are read, and what they are called on the web."""

_BEGINNING: Final = 4_096
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE: Final = re.compile(
    # what is matched is never given up again (?>…), or many comments could be parted in endless ways
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_TAG: Final = re.compile(r"<(?:!doctype|html|head|body|div|p|h[1-6]|article|table|span|a|meta|title|br)\b", re.I)
_HEADER: Final = re.compile(r"(?:[!-9;-~]{1,76}:[^\n]{0,2001}\n(?:[ \t][^\n]{0,2001}\n){0,50}){2,}", re.ASCII)
_FIRST_FIELD: Final = re.compile(r"[!-9;-~]{1,76}:[ \t]", re.ASCII)
_MAIL_FIELDS: Final = re.compile(
    r"^(?:mime-version|received|return-path|message-id|content-type|from|subject|date|to):", re.I | re.M
)
_RELATED: Final = re.compile(r"^content-type:\s*multipart/related|^snapshot-content-location:", re.I | re.M)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, name: str, suffix: str) -> str:
    """Return what the bytes are; the name is for messages, the suffix with its dot or ''.

    Raises:
        UserError: they are of a kind that is not read.
    """
    beginning = data[:1024]
    if b"%PDF-" in (beginning if suffix == ".pdf" else beginning.lstrip()[:5]):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data, name)
    refuse_binary(data, name)
    by_suffix = BY_SUFFIX.get(suffix, PLAIN)
    text = _readable(data[:_BEGINNING])
    if _PAGE.match(text):
        return HTML
    if by_suffix in (PLAIN, MARKDOWN):
        return by_suffix
    if _is_mail(text) or (by_suffix in (MHTML, MAIL) and _FIRST_FIELD.match(text.lstrip("\r\n"))):
        return MHTML if by_suffix == MHTML or _RELATED.search(text) else MAIL
    if by_suffix in (MHTML, MAIL, PDF, DOCX):
        return HTML if _TAG.search(text) else PLAIN
    return by_suffix


def beginning_tells(data: bytes) -> bool:
    """Tell whether the beginning of a file says what it is, so that its ending does not matter."""
    return data.startswith(b"%PDF-") or bool(_PAGE.match(_readable(data[:_BEGINNING])))


def refuse_suffix(name: str, suffix: str, known: tuple[str, ...]) -> UserError:
    """Return the refusal of a file by its ending."""
    other = _other_kinds().get(suffix)
    return refusals.unknown_suffix(name, known) if other is None else refusals.unread_kind(name, *other)


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse what is surely no text by how it begins.

    Raises:
        UserError: it is not.
    """
    word = tr("save it as .docx in the program it was made with and take that")
    if data.startswith(_OLE):
        is_mail = "__substg1.0".encode("utf-16-le") in data
        raise refusals.unread_kind(name, *_other_kinds()[".msg" if is_mail else ".doc"])
    kinds = (
        ((b"{\\rtf",), tr("a word processor document"), word),
        ((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"), tr("a picture"), ""),
        ((b"SQLite format 3\x00",), tr("a database"), ""),
        ((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"BZh9", b"\xfd7zXZ\x00"), tr("an archive"), _unpack()),
        ((b"\x7fELF", b"MZ\x90\x00"), tr("a program"), ""),
    )
    for starts, kind, advice in kinds:
        if data.startswith(starts):
            raise refusals.unread_kind(name, kind, advice)


def _kind_of_zip(data: bytes, name: str) -> str:
    """Return what a ZIP file is by the names in its directory, which is not unpacked for that."""
    directory = data[-2_000_000:]
    if b"word/document.xml" in directory:
        return DOCX
    beginning = data[:200]
    others = _other_kinds()
    if b"opendocument.text" in beginning:
        raise refusals.unread_kind(name, *others[".odt"])
    if b"application/epub+zip" in beginning:
        raise refusals.unread_kind(name, *others[".epub"])
    if b"Index/Document.iwa" in directory:
        raise refusals.unread_kind(name, *others[".pages"])
    if b"word/" in directory:
        raise refusals.damaged(name, tr("a Word document"), tr("its text is not in it"))
    raise refusals.unread_kind(name, tr("an archive"), _unpack())


def _other_kinds() -> Mapping[str, tuple[str, str]]:
    """Return the kinds by whose endings people are told what to do, as what they are and the advice."""
    as_docx = tr("save it as .docx in the program it was made with and take that")
    return {
        ".doc": (tr("a Word document of the old kind"), as_docx),
        ".odt": (tr("an OpenDocument text"), as_docx),
        ".rtf": (tr("a word processor document"), as_docx),
        ".pages": (tr("a Pages document"), tr("export it as Word or PDF from Pages and take that")),
        ".msg": (tr("an Outlook message"), tr("save it as .eml in Outlook, or copy its text into a .txt file")),
        ".epub": (tr("an electronic book"), tr("copy the part that you need into a .txt file and take that")),
        ".zip": (tr("an archive"), _unpack()),
    }


def _unpack() -> str:
    return tr("unpack it and take the files in it")


def _readable(data: bytes) -> str:
    """Return the beginning of a file as far as its ASCII letters go, in whatever encoding it is."""
    if data.startswith(_MARKS[1:]) or data[:64].count(0) > 8:
        data = data.replace(b"\x00", b"")
    for mark in _MARKS:
        data = data.removeprefix(mark)
    return data.decode("latin-1")


def _is_mail(text: str) -> bool:
    """Tell whether a text begins with the header of a message, which a file that calls itself one does early."""
    header = _HEADER.match(text.lstrip("\r\n"))
    return header is not None and len({field.lower() for field in _MAIL_FIELDS.findall(header[0])}) >= 2
