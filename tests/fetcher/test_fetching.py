"""What is fetched, and what is refused: the servers count, and only to loopback anything is ever sent."""

import gzip
import ipaddress
import json
import socket
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from shutil import which

import pytest
from tests.fetcher.conftest import Server

from geoeditor.core.errors import UserError
from geoeditor.fetcher import checked_address, command
from geoeditor.fetcher.addresses import Ip, is_public, next_address
from geoeditor.fetcher.connection import Doors
from geoeditor.fetcher.fetching import fetch

PAGE = "<html><body><p>Ministers met in Rīga.</p></body></html>".encode()
TYPE = "Content-Type: text/html"


def is_here(ip: Ip) -> bool:
    """Allow 127.0.0.1, which no program of the user does, and the public web."""
    return str(ip) == "127.0.0.1" or is_public(ip)


def is_here_alone(ip: Ip) -> bool:
    return str(ip) == "127.0.0.1"


HERE = Doors(is_allowed=is_here_alone)


class Names:
    """Tells what hosts stand for, one answer after the other, and counts."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0)


def refusal(address: str, doors: Doors = HERE, limit_s: float = 20.0) -> str:
    with pytest.raises(UserError) as told:
        fetch(address, doors, limit_s=limit_s)
    return str(told.value)


def test_a_page_comes_as_it_is_and_nothing_is_told_of_the_user(
    server: Server, inner: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, inner.url())
    found = fetch(server.page("/a?x=%C4%80", PAGE, "\r\nSet-Cookie: a=1").replace("%C4%80", "Ā") + "#part", HERE)
    assert (found.data, found.media_type, found.charset) == (PAGE, "text/html", "utf-8")
    assert found.address == server.url("/a?x=%C4%80")
    (asked,) = server.asked
    fields = {line.partition(b":")[0].lower(): line for line in asked.split(b"\r\n")[1:] if line}
    assert set(fields) == {b"host", b"user-agent", b"accept", b"accept-encoding", b"connection"}
    assert fields[b"user-agent"] == b"User-Agent: GeoEditor"


def test_a_redirect_is_followed_without_cookie_or_referrer(server: Server) -> None:
    server.answer("/a", "Location: /b\r\nSet-Cookie: a=1\r\nContent-Length: 0", status="301 Moved")
    server.page("/b", PAGE)
    found = fetch(server.url("/a"), HERE)
    assert (found.address, found.data) == (server.url("/b"), PAGE)
    assert b"cookie" not in server.asked[1].lower()
    assert b"referer" not in server.asked[1].lower()


def test_the_connection_is_made_to_what_was_checked_and_the_name_is_looked_up_once_a_hop(server: Server) -> None:
    server.page("/b", PAGE)
    server.redirect("/a", server.url("/b", "other.example"))
    names = Names(["127.0.0.1"], ["127.0.0.1"])
    assert fetch(server.url("/a", "news.example"), Doors(names, is_here)).data == PAGE
    assert names.asked == ["news.example", "other.example"]
    assert f"Host: news.example:{server.port}".encode() in server.asked[0]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_what_is_packed_is_unpacked(server: Server, encoding: str, packed: bytes) -> None:
    assert fetch(server.page("/", packed, f"\r\nContent-Encoding: {encoding}"), HERE).data == PAGE


def test_a_body_in_chunks_and_one_without_a_length_come_whole(server: Server) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in (PAGE[:7], PAGE[7:])) + b"0\r\n\r\n"
    assert fetch(server.answer("/a", f"{TYPE}\r\nTransfer-Encoding: chunked", chunks), HERE).data == PAGE
    assert fetch(server.answer("/b", TYPE, PAGE), HERE).data == PAGE


@pytest.mark.parametrize("size", [47_999, 48_000, 48_001, 2_000_000])
def test_packed_bodies_of_any_size_come_whole(server: Server, size: int) -> None:
    body = b"a" * size
    assert fetch(server.page("/", gzip.compress(body, mtime=0), "\r\nContent-Encoding: gzip"), HERE).data == body


FORBIDDEN = [
    "127.0.0.1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fec0::1]",
    "[fd00::1]",
    "[ff02::1]",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "１２７.０.０.１",
    "127。0。0。1",
    "0.0.0." + "0",
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "localhost",
    "LOCALHOST.",
    "a.localhost",
    "printer.local",
    "metadata.google.internal",
    "printer",
    "user@127.0.0.1",
]


@pytest.mark.parametrize("host", FORBIDDEN)
def test_hosts_that_are_not_public_are_refused_by_their_form(server: Server, host: str) -> None:
    names = Names()
    assert "contacted" in refusal(server.url("/", host), Doors(names))
    assert (server.met, names.asked) == (0, [])


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "data:text/html,a",
        "javascript:alert(1)",
        "gopher://example.org/",
        "//example.org/",
        "example.org",
        "",
        "http://",
        "http:///a",
        "http://a:b@example.org/",
        "https://@example.org/",
        "http://example.org:22/",
        "http://example.org:70000/",
        "http://example.org:x/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/a\r\nX: y",
        "http://example.org/\ta",
        "http://example%2eorg/",
        "http://[::1/",
        "http://-.example/",
        "http://xn--a.b..c/",
        "http://example.org/" + "a" * 4_000,
        f"http://{'a' * 300}.org/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(UserError):
        checked_address(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (" HTTPS://Example.ORG:443 ", "https://example.org/"),
        ("http://example.org:8080/a b".replace(" ", "%20"), "http://example.org:8080/a%20b"),
        ("https://rīga.example/ā?ē=ī#x", "https://xn--rga-uta.example/%C4%81?%C4%93=%C4%AB"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_addresses_of_the_web_are_asked_for_in_their_usual_form(address: str, expected: str) -> None:
    assert checked_address(address) == expected


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["127.0.0.1", "93.184.215.14"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%lo"],
        ["10.1.2.3"],
        ["0.0.0." + "0"],
        [],
    ],
)
def test_a_name_that_stands_for_anything_inside_is_refused_whole(server: Server, found: list[str]) -> None:
    assert "not in the public web" in refusal(server.url("/", "news.example"), Doors(Names(found)))
    assert server.met == 0


def test_a_name_that_changes_its_meaning_after_a_redirect_is_refused(server: Server, inner: Server) -> None:
    server.redirect("/", inner.url("/", "news.example"))
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    assert "not in the public web" in refusal(server.url("/", "news.example"), Doors(names, is_here))
    assert server.met == 1


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "data:text/html,a",
        "http://a:b@127.0.0.1/",
        "http://127.0.0.2:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://[::1]:{port}/",
        "//127.0.0.2:{port}/",
        "http://0x7f.1:{port}/",
        "http://10.0.0.1/",
        "http://127.0.0.1\\@a/",
        "http://[",
    ],
)
@pytest.mark.parametrize("status", ["301 A", "302 A", "303 A", "307 A", "308 A"])
def test_a_redirect_to_what_may_not_be_fetched_is_not_followed(
    server: Server, inner: Server, to: str, status: str
) -> None:
    refusal(server.redirect("/", to.format(port=inner.port), status))
    assert server.met == 1


def test_a_loop_of_redirects_ends_after_five(server: Server) -> None:
    assert "without end" in refusal(server.redirect("/", "/"))
    assert server.met == 6


def test_a_redirect_from_an_encrypted_address_to_an_open_one_is_refused() -> None:
    with pytest.raises(UserError, match="not encrypted"):
        next_address("https://example.org/", "http://example.org/")
    assert next_address("http://example.org/", "https://example.org/a") == "https://example.org/a"


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("Content-Type: image/png", b"a", "image/png"),
        ("Content-Type: application/octet-stream", b"a", "octet-stream"),
        ("X: y", PAGE, "nothing"),
        (f"{TYPE}\r\nContent-Length: 99999999999", PAGE, "larger"),
        (f"{TYPE}\r\nContent-Length: 1000", PAGE, "broke off"),
        (f"{TYPE}\r\nTransfer-Encoding: chunked", b"ff\r\nabc", "broke off"),
        (f"{TYPE}\r\nTransfer-Encoding: chunked", b"zz\r\nabc", ""),
        (f"{TYPE}\r\nContent-Encoding: br", PAGE, "packed"),
        (f"{TYPE}\r\nContent-Encoding: gzip, gzip", PAGE, "packed"),
        (f"{TYPE}\r\nContent-Encoding: gzip", PAGE, "no sense"),
        (f"{TYPE}\r\nContent-Encoding: gzip", gzip.compress(PAGE, mtime=0)[:-9], "broke off"),
        ("X: " + "y" * 70_000, PAGE, "no sense"),
        ("\r\n".join(f"X{n}: y" for n in range(500)), PAGE, "no sense"),
    ],
)
def test_an_answer_that_is_no_article_is_refused(server: Server, head: str, body: bytes, words: str) -> None:
    assert words in refusal(server.answer("/", head, body))


@pytest.mark.parametrize(
    "status", ["404 Not Found", "500 No", "204 Nothing", "206 Part", "401 Who", "302 Found", "999 X"]
)
def test_an_answer_that_is_an_error_is_refused(server: Server, status: str) -> None:
    refusal(server.answer("/", TYPE, PAGE, status))


@pytest.mark.parametrize("garbage", [b"", b"\x00" * 999, b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 2oo OK\r\n\r\n"])
def test_an_answer_in_another_tongue_is_refused(server: Server, garbage: bytes) -> None:
    server.answers["/"] = garbage
    refusal(server.url("/"))


@pytest.mark.parametrize("layers", [1, 4])
def test_a_bomb_is_left_off_at_the_limit(server: Server, layers: int) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000, 9, mtime=0) * layers
    start = time.perf_counter()
    assert "larger" in refusal(server.page("/", bomb, "\r\nContent-Encoding: gzip"))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_an_answer_that_drips_is_given_up_in_time(server: Server, start: bytes, piece: bytes) -> None:
    begin = time.perf_counter()
    refusal(server.behave("/", server.drip(start, piece, 0.05)), limit_s=0.6)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_an_answer_without_end_is_given_up_at_the_limit(server: Server, start: bytes) -> None:
    refusal(server.behave("/", server.drip(start, b"a" * 500_000, 0)))


def test_nobody_there_is_told_with_the_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "could not be reached" in refusal(f"http://127.0.0.1:{port}/")


def test_a_certificate_that_nobody_signed_is_refused_and_nothing_is_asked(tmp_path: Path) -> None:
    openssl = which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example"]
    made += ["-addext", "subjectAltName=DNS:news.example", "-keyout", "key.pem", "-out", "own.pem"]
    subprocess.run([openssl, *made], cwd=tmp_path, check=True, capture_output=True)
    server = Server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem", tmp_path / "key.pem")
    server.encrypt(context)
    server.page("/", PAGE)

    def trusting() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(tmp_path / "own.pem"))

    try:
        here = Names(*[["127.0.0.1"]] * 3)
        address = server.url("/", "news.example").replace("http:", "https:")
        other = server.url("/", "other.example").replace("http:", "https:")
        assert "prove" in refusal(address, Doors(here, is_here))
        assert "prove" in refusal(other, Doors(here, is_here, trusting))
        assert server.asked == []
        assert fetch(address, Doors(here, is_here, trusting)).data == PAGE
    finally:
        server.end()


def _child(asked: bytes) -> list[dict[str, object]]:
    done = subprocess.run(command(), input=asked, capture_output=True, timeout=30, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_process_never_speaks_to_this_computer_whatever_it_is_given(server: Server) -> None:
    url = server.page("/", PAGE)
    for more in ({}, {"is_allowed": True, "doors": "all"}):
        (answer,) = _child(json.dumps({"address": url, **more}).encode() + b"\n")
        assert "not in the public web" in str(answer["problem"])
    assert server.met == 0


@pytest.mark.parametrize("asked", [b"", b"\n", b"[]\n", b"{}\n", b"\xff\n", b"[" * 30_000 + b"\n", b"7\n"])
def test_the_process_answers_nonsense_with_a_sentence(asked: bytes) -> None:
    (answer,) = _child(asked)
    assert set(answer) == {"problem"}


def test_the_window_loads_no_library_of_the_network() -> None:
    code = (
        "import sys, geoeditor.fetcher; print(*{'ssl', 'socket', 'http.client', 'urllib.request'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_public_addresses_are_public() -> None:
    for each in ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"):
        assert is_public(ipaddress.ip_address(each))
