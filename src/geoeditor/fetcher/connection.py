"""Connections to exactly what was checked: a host is looked up once, and all that it stands for must be allowed.

What comes through is counted and timed, the header by itself.
"""

import io
import ipaddress
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit, urlunsplit

from geoeditor.core.errors import UserError
from geoeditor.fetcher import refusals
from geoeditor.fetcher.addresses import Ip, is_public
from geoeditor.fetcher.refusals import LARGEST
from geoeditor.translation import tr

if TYPE_CHECKING:
    import socket
    import ssl
    from http.client import HTTPResponse

    from _typeshed import WriteableBuffer

MEDIA_TYPES: Final = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/pdf",
    "message/rfc822",
    "multipart/related",
)
"""What an article may come as."""
LOOK_UP_S: Final = 6.0
"""How long a host may be looked up; the system itself may take half a minute over one that nobody answers for."""
CONNECT_S: Final = 6.0
"""How long one of the places that a host stands for may take to answer the door."""
_LARGEST_HEADER: Final = 256_000
_MOST_HOSTS: Final = 4


def look_up(host: str, port: int) -> list[str]:
    """Return all that a host stands for."""
    import socket

    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class _Question(threading.Thread):
    """Looks up a host beside the clock: the system's way to do that knows no time and can't be stopped."""

    def __init__(self, ask: Callable[[str, int], Sequence[str]], host: str, port: int) -> None:
        super().__init__(name="look up", daemon=True)  # the process does not wait for it at its end
        self._ask, self._host, self._port = ask, host, port
        self._found: Sequence[str] = ()
        self._problem: OSError | ValueError | OverflowError | None = None

    def run(self) -> None:
        """Look it up, and keep what came of it for the other thread."""
        try:
            self._found = self._ask(self._host, self._port)
        except (OSError, ValueError, OverflowError) as problem:  # raised again by `answer`, where it is told
            self._problem = problem

    def answer(self, limit_s: float) -> Sequence[str]:
        """Return all that the host stands for.

        Raises: UserError where nobody told in time; what the system raised, else.
        """
        self.start()
        self.join(limit_s)
        if self.is_alive():
            raise refusals.not_found_in_time(self._host, LOOK_UP_S)
        if self._problem is not None:
            raise self._problem
        return self._found


def trusted() -> "ssl.SSLContext":
    """Return how certificates are looked at: name and chain must hold; no file of keys is written, whoever asks."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways out: who tells what a host stands for, what may be spoken to, whose certificates count.

    The process never gives others than these.
    """

    look_up: Callable[[str, int], Sequence[str]] = look_up
    is_allowed: Callable[[Ip], bool] = is_public
    trusted: "Callable[[], ssl.SSLContext]" = trusted


class Clock:
    """What is left of the time."""

    def __init__(self, limit_s: float) -> None:
        self._end = time.monotonic() + limit_s

    def left(self) -> float:
        """Return the seconds that are left, of which there are some."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise refusals.too_slow()
        return left


class Line(io.RawIOBase):
    """A connection that lets no more bytes through than it may, and none after its time."""

    def __init__(self, connection: "socket.socket", clock: Clock) -> None:
        super().__init__()
        self._connection, self.clock = connection, clock
        self._bytes_left = _LARGEST_HEADER

    def ask(self, address: str) -> "HTTPResponse":
        """Ask for an address and return the answer as far as its header goes."""
        from http.client import HTTPResponse

        parts = urlsplit(address)
        target = urlunsplit(("", "", parts.path, parts.query, ""))
        fields = {
            "Host": parts.netloc,
            "User-Agent": "GeoEditor",
            "Accept": ", ".join(MEDIA_TYPES),
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
        self._connection.settimeout(self.clock.left())
        self._connection.sendall("\r\n".join(lines).encode("ascii"))
        response = HTTPResponse(cast("socket.socket", self), method="GET")  # of which it uses `makefile` alone
        response.begin()
        self._bytes_left = LARGEST + _LARGEST_HEADER
        return response

    def makefile(self, *_how: object) -> io.BufferedReader:
        """Return what the answer is read from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Tell that this can be read from."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Take what comes next."""
        self._connection.settimeout(self.clock.left())
        count = self._connection.recv_into(buffer)
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise refusals.too_large()
        return count

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
        super().close()


def connected(address: str, doors: Doors, clock: Clock) -> Line:
    """Connect to what a host stands for, if all of that is allowed; it is looked up this once."""
    import socket

    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = [ipaddress.ip_address(host)]
    except ValueError:
        names = _Question(doors.look_up, host, port).answer(min(clock.left(), LOOK_UP_S))
        found = [ipaddress.ip_address(each) for each in dict.fromkeys(names)]
    if not found or not all(doors.is_allowed(ip) for ip in found):
        raise refusals.not_public(host)
    failure: OSError | UserError = OSError(tr("no answer"))
    for ip in found[:_MOST_HOSTS]:
        connection = socket.socket(socket.AF_INET if ip.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
        try:
            connection.settimeout(min(clock.left(), CONNECT_S))
            connection.connect((str(ip), port))
            connection.settimeout(clock.left())
            if parts.scheme == "https":
                connection = doors.trusted().wrap_socket(connection, server_hostname=host)
        except TimeoutError:
            connection.close()
            clock.left()  # where all the time is over, that is what is told
            failure = refusals.no_answer(host)
        except OSError as problem:
            connection.close()
            failure = problem
        except BaseException:  # whatever it is, it goes on its way, but not past an open connection
            connection.close()
            raise
        else:
            return Line(connection, clock)
    raise failure
