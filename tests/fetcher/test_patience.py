"""What takes long before a word has come: looking a host up, and knocking; each is told soon, with its own sentence."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import pytest
from tests.fetcher.conftest import Server
from tests.fetcher.test_fetching import HERE, PAGE, is_here_alone

from geoeditor.core.errors import UserError
from geoeditor.fetcher import connection
from geoeditor.fetcher.connection import CONNECT_S, LOOK_UP_S, Doors
from geoeditor.fetcher.fetching import fetch
from geoeditor.fetcher.refusals import LIMIT_S


def refusal_in(seconds: float, address: str, doors: Doors) -> str:
    begin = time.monotonic()
    with pytest.raises(UserError) as told:
        fetch(address, doors)
    assert time.monotonic() - begin < seconds
    return str(told.value)


@pytest.fixture
def deaf() -> Iterator[int]:
    """Return a port where nobody opens: its queue is full."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(listening.getsockname())
        yield listening.getsockname()[1]
        for each in waiting:
            each.close()


def test_a_host_that_nobody_tells_the_place_of_is_given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(_host: str, _port: int) -> Sequence[str]:
        time.sleep(2)
        return ["127.0.0.1"]

    monkeypatch.setattr(connection, "LOOK_UP_S", 0.2)
    told = refusal_in(1, "http://news.example/", Doors(look_up, is_here_alone))
    assert told.startswith("Where “news.example” is could not be found out within 0.2 seconds")


def test_the_process_ends_though_the_system_still_looks_up() -> None:
    code = (
        "import sys, time; from geoeditor.fetcher import connection, entry; connection.LOOK_UP_S = 0.2;"
        "sys.exit(entry.main(connection.Doors(lambda host, port: time.sleep(60) or [])))"
    )
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], input=b'{"address": "http://news.example/"}\n', capture_output=True, check=True
    )
    assert b"could not be found out" in done.stdout
    assert time.monotonic() - begin < 20


def test_a_host_that_is_not_known_is_told_by_what_the_system_says() -> None:
    def look_up(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    told = refusal_in(1, "http://news.example/", Doors(look_up, is_here_alone))
    assert told == "“news.example” could not be reached (Name or service not known); nothing was fetched."


def test_a_host_that_does_not_open_is_given_up_soon(deaf: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_S", 0.3)
    assert "does not answer" in refusal_in(2, f"http://127.0.0.1:{deaf}/", HERE)


def test_of_several_places_one_that_opens_is_enough(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.page("/", PAGE)
    doors = Doors(lambda _host, _port: ["127.0.0.2", "127.0.0.1"], lambda ip: ip.is_loopback)
    assert fetch(server.url("/", "news.example"), doors).data == PAGE


def test_what_is_waited_for_fits_into_the_whole_time() -> None:
    assert LOOK_UP_S + CONNECT_S < LIMIT_S
