"""Pages, messages, documents and texts that flood a reader, or lead its patterns astray; all larger than they look."""

import io
import random
import zipfile
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.lures import WORDS, Fixtures
from tests.hostile_imports.packages import body, paragraph

_LARGE: Final = 45_000_000
_HEADER: Final = "From: A B <a@example.org>\r\nTo: c@example.org\r\nSubject: Talks\r\nMIME-Version: 1.0\r\n"
_SAVED: Final = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/2025/08/07/talks\r\n"
    'Subject: Talks\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
)


def _stored(text: bytes) -> bytes:
    """Return a Word document in which nothing is packed, so that no ratio tells."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", text)
    return memory.getvalue()


def _lying_when_stored() -> bytes:
    """Return a Word document whose text is said to be much longer than it is, and runs into what follows."""
    data = bytearray(_stored(body(paragraph(WORDS))))
    start = data.index(b"PK\x01\x02")
    data[start + 20 : start + 28] = (len(data) - 60).to_bytes(4, "little") * 2
    return bytes(data)


def _nested_mail(levels: int, text: str) -> bytes:
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(levels))
    closing = "".join(f"\r\n--b{n}--\r\n" for n in reversed(range(levels)))
    return f"{_HEADER}{opening}Content-Type: text/plain\r\n\r\n{text}{closing}".encode()


def _near_boundaries() -> bytes:
    """Return a message full of lines that are nearly its boundary."""
    head = f'{_HEADER}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
    return (head + "\r\n--bc" * 6_000_000 + "\r\n--b--\r\n").encode()


def _saved(charset: str, transfer: str, content: bytes) -> bytes:
    part = f"--b\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    return f"{_SAVED}{part}".encode() + content + b"\r\n--b--\r\n"


def _page(inner: str) -> bytes:
    return f"<html><body><h1>Talks</h1><p>{WORDS}</p>{inner}</body></html>".encode()


FLOODS: Final[Fixtures] = MappingProxyType(
    {
        "many_comments.html": lambda _lures: b"<!---->" * 580 + b"<p>" + WORDS.encode(),
        "many_comments.txt": lambda _lures: b"<!---->" * 580 + WORDS.encode(),
        "long_numbers.html": lambda _lures: _page(f"<p>&#{'9' * 100_000}; &#x{'f' * 100_000};</p>"),
        "long_numbers_in_tags.html": lambda _lures: _page(
            f'<p class="&#{"9" * 7_000};" hidden="&#{"9" * 7_000}">x</p>'
        ),
        "folded_first_field.eml": lambda _lures: b"A: b\r\n" + b" x\r\n" * 50 + b"\x01" + WORDS.encode(),
        "nested_and_large.eml": lambda _lures: _nested_mail(18, f"{WORDS}\r\n" + "x\r\n" * 6_000_000),
        "nested_and_too_large.eml": lambda _lures: _nested_mail(20, "\r\n" * (_LARGE // 2)),
        "nested_turned.eml": lambda _lures: (
            _HEADER
            + "".join(
                f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\nContent-Type: message/rfc822\r\n\r\n'
                for n in range(5_000)
            )
            + WORDS
        ).encode(),
        "same_boundary.eml": lambda _lures: (
            _HEADER + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' * 100_000 + WORDS
        ).encode(),
        "near_boundaries.eml": lambda _lures: _near_boundaries(),
        "slow_words.eml": lambda _lures: (
            f"Subject: {'=?punycode?q?' + 'a-b' * 900 + '?= '}=?idna?q?{'x' * 900}?=\r\n{_HEADER[:60]}\r\n\r\n{WORDS}"
        ).encode(),
        "half_base64.eml": lambda _lures: (
            f"{_HEADER}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n{'=A' * (_LARGE // 2)}"
        ).encode(),
        "charset_runs.mhtml": lambda _lures: _saved("utf-7", "8bit", _page("") + b"+AGE-" * 4_000_000),
        "charset_hz.mhtml": lambda _lures: _saved("hz", "8bit", _page("") + b"~{VPND~}" * 2_000_000),
        "charset_idna.mhtml": lambda _lures: _saved("idna", "8bit", _page("xn--" * 1_000_000)),
        "charset_long.mhtml": lambda _lures: _saved("x" * 1_000_000, "8bit", _page("")),
        "charset_east.mhtml": lambda _lures: _saved("big5", "quoted-printable", b"=A4=A4=FF=81" * 1_500_000),
        "packed_words.mhtml": lambda _lures: _saved("utf-8", "quoted-printable", _page("=3Cb=3E=\r\n" * 3_000_000)),
        "one_run.docx": lambda _lures: _stored(body(paragraph("word " * (_LARGE // 5)))),
        "many_long_runs.docx": lambda _lures: _stored(body(paragraph("word " * 1_900_000) * 4)),
        "many_runs.docx": lambda _lures: _stored(body(f"<w:p>{'<w:r/>' * (_LARGE // 6)}{paragraph(WORDS)}</w:p>")),
        "many_short_runs.docx": lambda _lures: _stored(
            body(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * (_LARGE // 23)}</w:p>")
        ),
        "many_cells.docx": lambda _lures: _stored(
            body(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * (_LARGE // 19)}</w:tr></w:tbl>{paragraph(WORDS)}")
        ),
        "many_spaces.docx": lambda _lures: _stored(
            body("".join(f'<w:p xmlns:a{n}="u{n}"/>' for n in range(1_500_000)) + paragraph(WORDS))
        ),
        "lies_when_stored.docx": lambda _lures: _lying_when_stored(),
        "controls.txt": lambda _lures: b"\x01" * 20_000_000,
        "one_control_in_three.txt": lambda _lures: b"ab\x02" * 6_000_000,
        "noise.txt": lambda _lures: random.Random(7).randbytes(20_000_000).replace(b"\0", b" "),
        "noise_as_letters.txt": lambda _lures: bytes(b | 0x80 for b in random.Random(8).randbytes(5_000_000)),
        "noise_in_utf_16.txt": lambda _lures: b"\xff\xfe" + random.Random(9).randbytes(19_000_000),
        "nearly_utf_8.txt": lambda _lures: "é".encode() * 9_900_000 + b"\xe9",
        "every_second_zero.txt": lambda _lures: b"a\0" * 9_999_999,
    }
)
