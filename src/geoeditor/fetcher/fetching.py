"""One article from one address: redirects checked anew each time, the answer unpacked as it comes, within bounds."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from geoeditor.core.errors import UserError
from geoeditor.fetcher import refusals
from geoeditor.fetcher.addresses import checked_address, next_address
from geoeditor.fetcher.connection import MEDIA_TYPES, Clock, Doors, Line, connected
from geoeditor.fetcher.refusals import LARGEST, LIMIT_S
from geoeditor.translation import shown, tr

if TYPE_CHECKING:
    from http.client import HTTPResponse

MOST_REDIRECTS: Final = 5
_PIECE: Final = 48_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: from where in the end, as what, and its bytes."""

    address: str
    media_type: str
    charset: str
    data: bytes


def fetch(
    address: str,
    doors: Doors | None = None,
    *,
    heard: Callable[[int], object] | None = None,
    limit_s: float = LIMIT_S,
) -> Fetched:
    """Fetch what lies at an address; `heard` is told how many bytes have come.

    Raises: UserError where it can't be had, or may not be.
    """
    import ssl
    from http.client import HTTPException, IncompleteRead

    doors = doors or Doors()
    clock = Clock(limit_s)
    address = checked_address(address, doors.is_allowed)
    host = urlsplit(address).hostname or ""
    try:
        for _ in range(MOST_REDIRECTS + 1):
            host = urlsplit(address).hostname or ""
            with connected(address, doors, clock) as line:
                response = line.ask(address)
                if response.status not in (301, 302, 303, 307, 308):
                    return _taken(address, response, line, heard)
                location = response.headers.get("Location") or ""
                if not location:
                    raise refusals.senseless(host)
                location = location.encode("latin-1", "replace").decode("utf-8", "replace")
                address = next_address(address, location, doors.is_allowed)
    except ssl.SSLCertVerificationError as problem:
        told = tr("“{host}” could not prove who it is, so nothing was fetched from it.", host=shown(host))
        raise UserError(told) from problem
    except TimeoutError as problem:
        raise refusals.too_slow() from problem
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        told = tr("“{host}” could not be reached ({reason}); nothing was fetched.", host=shown(host), reason=reason)
        raise UserError(told) from problem
    except IncompleteRead as problem:
        raise refusals.broken_off(host) from problem
    except (HTTPException, zlib.error, UnicodeError, ValueError) as problem:
        raise refusals.senseless(host) from problem
    raise UserError(tr("“{host}” leads from address to address without end; nothing was fetched.", host=shown(host)))


def _taken(address: str, response: "HTTPResponse", line: Line, heard: Callable[[int], object] | None) -> Fetched:
    """Take the body of an answer, if it is one that may hold an article."""
    host = shown(urlsplit(address).hostname or "")
    if response.status != 200:
        told = tr("“{host}” answered with an error ({code}); nothing was fetched.", host=host, code=response.status)
        raise UserError(told)
    media_type = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
    if media_type not in MEDIA_TYPES:
        told = tr(
            "“{host}” sent no article but “{kind}”; nothing was fetched.",
            host=host,
            kind=shown(media_type or tr("nothing")),
        )
        raise UserError(told)
    if response.length is not None and response.length > LARGEST:
        raise refusals.too_large()
    unpack = _unpacker(response.headers.get("Content-Encoding") or "", line.clock)
    pieces: list[bytes] = []
    size = come = 0
    expected = response.length
    while packed := response.read(_PIECE):
        come += len(packed)
        for piece in unpack.send(packed):
            size += len(piece)
            if size > LARGEST:
                raise refusals.too_large()
            pieces.append(piece)
        if heard is not None:
            heard(come)
    if (expected is not None and come < expected) or not unpack.is_whole:
        raise refusals.broken_off(host)
    charset = str(response.headers.get_content_charset() or "")
    return Fetched(address, media_type, charset if charset.isascii() else "", b"".join(pieces))


class _Unpacker:
    """Unpacks what is sent packed, in pieces of a bounded size."""

    def __init__(self, kind: str, clock: Clock) -> None:
        self._clock = clock
        self._kind = kind
        self._inner = zlib.decompressobj(31) if kind == "gzip" else zlib.decompressobj()
        self._has_begun = False

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing at the end."""
        return self._kind == "" or self._inner.eof

    def send(self, packed: bytes) -> Iterator[bytes]:
        """Yield what these bytes stand for."""
        if self._kind == "":
            yield packed
            return
        if self._kind == "deflate" and not self._has_begun and (packed[0] & 0x0F) != 8:
            self._inner = zlib.decompressobj(-15)  # as some servers send it
        self._has_begun = True
        while True:
            self._clock.left()
            if self._inner.eof:
                if self._kind != "gzip":
                    return
                self._inner = zlib.decompressobj(31)  # one packed file may follow another
            piece = self._inner.decompress(packed, _PIECE)
            yield piece
            packed = self._inner.unconsumed_tail or self._inner.unused_data
            if not packed and len(piece) < _PIECE:  # a full piece may have more behind it without any more input
                return
            if not packed and self._inner.eof:
                return


def _unpacker(encoding: str, clock: Clock) -> _Unpacker:
    kind = encoding.strip().lower()
    known = {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
    if kind not in known:
        raise UserError(tr("The answer is packed in a way that is not known here; nothing was fetched."))
    return _Unpacker(known[kind], clock)
