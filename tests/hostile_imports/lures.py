"""What hostile files try to reach: a secret file, a pipe on which a reader would hang, and a port that listens."""

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CANARY: Final = "CANARY-4711"
"""What must never come out."""
WORDS: Final = (
    "The envoy of Norland arrived in the harbour town on Monday and spoke for an hour about the ceasefire. " * 12
)
"""A harmless text, so that something is there to be read."""


@dataclass(frozen=True, slots=True)
class Lures:
    """Where the secret, the pipe and the port are."""

    folder: Path
    secret: Path
    pipe: Path
    port: int

    @classmethod
    def nowhere(cls) -> "Lures":
        """Return lures that are not laid out."""
        return cls(Path("/nowhere"), Path("/nowhere/secret.txt"), Path("/nowhere/pipe.png"), 9)

    @property
    def address(self) -> str:
        """Return an address on this computer that would answer."""
        return f"http://127.0.0.1:{self.port}/canary"


Make = Callable[[Lures], bytes]
Fixtures = Mapping[str, Make]
"""File names and what makes the bytes of each."""


@contextmanager
def laid_out(folder: Path) -> Iterator[tuple[Lures, socket.socket]]:
    """Lay out the lures in a folder, and give them with the socket on which a caller would be heard."""
    secret, pipe = folder / "secret.txt", folder / "pipe.png"
    secret.write_text(CANARY)
    os.mkfifo(pipe)
    with socket.socket() as heard:
        heard.bind(("127.0.0.1", 0))
        heard.listen()
        heard.setblocking(False)
        yield Lures(folder, secret, pipe, heard.getsockname()[1]), heard


def was_called(heard: socket.socket) -> bool:
    """Tell whether anybody has called the port."""
    try:
        heard.accept()[0].close()
    except BlockingIOError:
        return False
    return True
