"""A server on this computer that behaves as it is told, and counts who comes."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

Behaviour = Callable[[socket.socket], None]
END = b"\r\n\r\n"


class Server:
    """Answers each connection in a thread; `met` counts connections, `asked` keeps what they said."""

    def __init__(self) -> None:
        self.met = 0
        self.asked: list[bytes] = []
        self.answers: dict[str, bytes | Behaviour] = {}
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._context: ssl.SSLContext | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, path: str, head: str, body: bytes = b"", status: str = "200 OK") -> str:
        """Answer with this; return the address."""
        self.answers[path] = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + b"\r\n" + body
        return self.url(path)

    def page(self, path: str, body: bytes, head: str = "") -> str:
        return self.answer(path, f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}{head}", body)

    def redirect(self, path: str, to: str, status: str = "302 Found") -> str:
        return self.answer(path, f"Location: {to}\r\nContent-Length: 0", status=status)

    def behave(self, path: str, behaviour: Behaviour) -> str:
        self.answers[path] = behaviour
        return self.url(path)

    def drip(self, start: bytes, piece: bytes, pause: float) -> Behaviour:
        """Return a behaviour that never comes to an end by itself."""

        def go(connection: socket.socket) -> None:
            connection.sendall(start)
            while not self._ended.is_set():
                connection.sendall(piece)
                time.sleep(pause)

        return go

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Speak encrypted from now on."""
        self._context = context

    def end(self) -> None:
        self._ended.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while not self._ended.is_set():
            with suppress(OSError):
                connection, _ = self._listening.accept()
                self.met += 1
                threading.Thread(target=self._speak, args=(connection,), daemon=True).start()

    def _speak(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if self._context is not None:
                with self._context.wrap_socket(connection, server_side=True) as encrypted:
                    self._answer(encrypted)
            else:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        asked = b""
        while END not in asked and (piece := connection.recv(4096)):
            asked += piece
        if not asked:
            return
        self.asked.append(asked)
        answer = self.answers.get(asked.split(b" ")[1].decode(), b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        if isinstance(answer, bytes):
            connection.sendall(answer)
        else:
            answer(connection)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.end()


@pytest.fixture
def inner() -> Iterator[Server]:
    """Return a second one, which nobody may come to."""
    made = Server()
    yield made
    assert made.met == 0
    made.end()
