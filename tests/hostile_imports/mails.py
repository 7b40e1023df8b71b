"""E-mails and saved pages that try to hang, to flood, or to leave files behind."""

import base64
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.lures import WORDS, Fixtures, Lures

_HEADER: Final = "From: A B <a@example.org>\r\nTo: c@example.org\r\nSubject: Talks\r\nMIME-Version: 1.0\r\n"
_PLAIN: Final = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{WORDS}\r\n"


def _always(text: str) -> Callable[[Lures], bytes]:
    return lambda _lures: text.encode("utf-8", "surrogateescape")


def _nested(levels: int) -> str:
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(levels))
    closing = "".join(f"\r\n--b{n}--\r\n" for n in reversed(range(levels)))
    return f"{_HEADER}{opening}{_PLAIN}{closing}"


def _mixed(*parts: str) -> str:
    inner = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return f'{_HEADER}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{inner}--b--\r\n'


def _attached(name: str) -> str:
    return f"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; {name}\r\n\r\nMZ\r\n"


def _saved(parts: str, header: str = "") -> str:
    return (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/2025/08/07/talks\r\n{header}"
        f'Subject: Talks\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n{parts}--b--\r\n'
    )


def _page(body: str) -> str:
    html = f"<html><body><h1>Talks</h1><p>{WORDS}</p>{body}</body></html>"
    return f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n"


def _outside(lures: Lures) -> bytes:
    part = (
        f'Content-Type: message/external-body; access-type=local-file; name="{lures.secret}"\r\n\r\n'
        "Content-Type: text/plain\r\n\r\n"
    )
    return _mixed(part, _PLAIN).encode()


def _saved_outside(lures: Lures) -> bytes:
    part = f"--b\r\nContent-Type: image/png\r\nContent-Location: {lures.secret.as_uri()}\r\n\r\n\r\n"
    return _saved(_page(f'<img src="{lures.secret.as_uri()}"><iframe src="{lures.address}"></iframe>') + part).encode()


MAILS: Final[Fixtures] = MappingProxyType(
    {
        "nested_parts.eml": _always(_nested(1_000)),
        "nested_to_the_limit.eml": _always(_nested(18)),
        "nested_messages.eml": _always(_HEADER + "Content-Type: message/rfc822\r\n\r\n" * 2_000 + _PLAIN),
        "many_headers.eml": _always(_HEADER + "".join(f"X-{n}: y\r\n" for n in range(100_000)) + _PLAIN),
        "long_header.eml": _always(f"{_HEADER}X-Long: {'x' * 10_000_000}\r\n{_PLAIN}"),
        "folded_header.eml": _always("".join((_HEADER, "X-Long: x\r\n", " y\r\n" * 300_000, _PLAIN))),
        "many_parts.eml": _always(_mixed(*["Content-Type: text/plain\r\n\r\nx"] * 100_000)),
        "many_recipients.eml": _always(
            f"To: {', '.join(f'<p{n}@example.org>' for n in range(100_000))}\r\n{_HEADER}{_PLAIN}"
        ),
        "encoded_words.eml": _always(f"Subject: {'=?utf-8?b?4oCu?= ' * 100_000}\r\n{_HEADER}{_PLAIN}"),
        "open_encoded_words.eml": _always(f"Subject: {'=?utf-8?q?' * 100_000}\r\n{_HEADER}{_PLAIN}"),
        "odd_encoded_words.eml": _always(
            f"Subject: =?zlib?b?eJw=?= =?utf-16?b?2AA=?= =?utf-8?b?7aCA?=\r\n{_HEADER[5:]}{_PLAIN}"
        ),
        "many_parameters.eml": _always(
            _HEADER
            + "Content-Type: text/plain;\r\n"
            + "".join(f" name*{n}*=x;\r\n" for n in range(20_000))
            + f"\r\n{WORDS}"
        ),
        "endless_boundary.eml": _always(_mixed(_PLAIN).replace('"b"', f'"{"b" * 500_000}"')),
        "pattern_as_boundary.eml": _always(
            f'{_HEADER}Content-Type: multipart/mixed; boundary="(a+)+$"\r\n\r\n--{"a" * 100_000}\r\n'
        ),
        "no_boundary.eml": _always(f"{_HEADER}Content-Type: multipart/mixed\r\n\r\n{WORDS}"),
        "no_end.eml": _always(_mixed(_PLAIN).replace("--b--", "")),
        "dashes.eml": _always(f'{_HEADER}Content-Type: multipart/mixed; boundary=""\r\n\r\n{"--" * 3_000_000}'),
        "wrong_base64.eml": _always(
            f"{_HEADER}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n{'%%%=A=' * 100_000}"
        ),
        "much_base64.eml": _always(
            f"{_HEADER}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.b64encode(WORDS.encode() * 8_000).decode()
        ),
        "quoted_printable.eml": _always(
            f"{_HEADER}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "=ZZ=\r\n=3D" * 500_000
        ),
        "odd_transfer.eml": _always(f"{_HEADER}Content-Transfer-Encoding: x-uuencode\r\n{_PLAIN}"),
        "traversal.eml": _always(
            _mixed(_PLAIN, _attached('filename="../../../../tmp/canary.exe"'), _attached("filename=C:\\Windows\\x.exe"))
        ),
        "turned_names.eml": _always(
            _mixed(
                _PLAIN,
                _attached("filename*=utf-8''%E2%80%AEgpj.exe"),
                _attached('filename="=?utf-8?b?4oCuZ3BqLmV4ZQ==?="'),
            )
        ),
        "odd_names.eml": _always(
            _mixed(_PLAIN, _attached(f'filename="{"x" * 100_000}"'), _attached("filename*=x''%ED%A0%80"))
        ),
        "many_attachments.eml": _always(_mixed(_PLAIN, *(_attached(f'filename="{n}.exe"') for n in range(900)))),
        "outside.eml": _outside,
        "charset_unknown.eml": _always(f"{_HEADER}Content-Type: text/plain; charset=no-such\r\n\r\n{WORDS}\udce9"),
        "charset_codec.eml": _always(f"{_HEADER}Content-Type: text/plain; charset=bz2_codec\r\n\r\n{WORDS}"),
        "impossible_date.eml": _always(f"Date: Fri, 99 Foo 99999 99:99:99 +9999\r\n{_HEADER}{_PLAIN}"),
        "nul_bytes.eml": _always(f"{_HEADER}X-Nul: a\0b\r\nContent-Type: text/plain\r\n\r\n{WORDS}\0{WORDS}"),
        "no_body.eml": _always(_HEADER),
        "only_attachment.eml": _always(_mixed(_attached('filename="x.exe"'))),
        "deep_page.eml": _always(f"{_HEADER}Content-Type: text/html\r\n\r\n{'<div>' * 100_000}{WORDS}"),
        "saved_outside.mhtml": _saved_outside,
        "saved_deep.mht": _always(_saved(_page("<div><b>" * 50_000))),
        "saved_without_page.mhtml": _always(_saved("--b\r\nContent-Type: image/png\r\n\r\nx\r\n")),
        "saved_many_parts.mhtml": _always(_saved(_page("") + "--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * 50_000)),
        "saved_wrong_start.mhtml": _always(
            _saved(_page(""), "Content-ID: <x>\r\n").replace("; boundary", '; start="<y>"; boundary')
        ),
    }
)
