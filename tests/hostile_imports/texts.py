"""Plain texts and files under wrong names that try to hang, to flood or to deceive."""

import io
import zipfile
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.lures import WORDS, Fixtures, Lures


def _always(data: bytes) -> Callable[[Lures], bytes]:
    return lambda _lures: data


def _zip(**entries: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return memory.getvalue()


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

TEXTS: Final[Fixtures] = MappingProxyType(
    {
        "one_line.txt": lambda _lures: b"word " * 4_000_000,
        "one_byte_too_much.txt": lambda _lures: b"x" * 20_000_001,
        "only_newlines.txt": lambda _lures: b"\r\n" * 5_000_000,
        "wrong_utf_8.txt": _always(WORDS.encode() + b"\xff\xc0\x80\xed\xa0\x80" * 100),
        "half_pairs.txt": _always(b"\xed\xa0\xbd\xed\xb8\x80 " * 1_000 + WORDS.encode()),
        "wrong_utf_16.txt": _always(b"\xff\xfe" + b"\x00\xd8" * 1_000 + WORDS.encode("utf-16-le")),
        "odd_utf_16.txt": _always(b"\xff\xfe" + WORDS.encode("utf-16-le") + b"x"),
        "wrong_utf_32.txt": _always(b"\xff\xfe\x00\x00" + b"\xff\xff\xff\x7f" * 100),
        "nul_bytes.txt": _always(WORDS.encode() + b"\0" + WORDS.encode()),
        "escapes.txt": _always(b"\x1b]0;title\x07\x1b[2J" * 5_000),
        "turned_round.txt": _always("\u202e\u2066\u2067 gpj.exe \u202c\u2069".encode() + WORDS.encode()),
        "nothing_to_see.txt": _always("\u200b\u200d\ufeff\u2060".encode() * 1_000),
        "marks_on_marks.txt": _always(("a" + "\u0301" * 500_000 + " ").encode() + WORDS.encode()),
        "random.txt": lambda _lures: bytes((n * n * 31 + n * 7) % 253 for n in range(1_000_000)),
        "every_byte.txt": _always(bytes(range(256)) * 1_000),
        "gbk_like.txt": _always(bytes((0x81 + n % 0x7E) for n in range(500_000))),
        "\u202egnp.txt": _always(WORDS.encode()),
        "new\nline.txt": _always(WORDS.encode()),
        "really_a_page.txt": _always(b"<!DOCTYPE html><html><body>" + b"<div>" * 100_000 + WORDS.encode()),
        "really_a_zip.txt": _always(_zip(a=b"x")),
        "really_a_program.html": _always(b"\x7fELF" + bytes(1_000)),
        "really_a_picture.pdf": _always(b"\x89PNG\r\n\x1a\n" + bytes(1_000)),
        "really_a_database.eml": _always(b"SQLite format 3\0" + bytes(1_000)),
        "really_text.pdf": _always(WORDS.encode()),
        "really_text.docx": _always(WORDS.encode()),
        "old.doc": _always(_OLE),
        "mail.msg": _always(_OLE + "__substg1.0_1000001F".encode("utf-16-le")),
        "rich.rtf": _always(b"{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT}}}"),
        "open.odt": _always(_zip(mimetype=b"application/vnd.oasis.opendocument.text")),
        "book.epub": _always(_zip(mimetype=b"application/epub+zip")),
        "apple.pages": _always(_zip(**{"Index/Document.iwa": b"x"})),
        "empty.html": _always(b""),
        "empty.eml": _always(b""),
        "empty.pdf": _always(b""),
        "empty.docx": _always(b""),
    }
)
