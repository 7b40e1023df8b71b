"""The process itself: an address in by standard input, lines of JSON out, then the end."""

import json
import signal
import sys
import time
from base64 import b64encode
from typing import IO, Final

from geoeditor.core.errors import UserError
from geoeditor.fetcher.addresses import LONGEST_ADDRESS
from geoeditor.fetcher.connection import Doors
from geoeditor.fetcher.fetching import fetch
from geoeditor.translation import tr

FROZEN_FLAG: Final = "--fetcher"
"""What a frozen program is called with to be this process."""
_PIECE: Final = 48_000  # of which base64 makes whole groups
_MEMORY_BYTES: Final = 1024**3


def command() -> list[str]:
    """Return the command line that starts the process, program first; the address goes in by its standard input."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_FLAG]
    return [sys.executable, "-P", "-B", "-m", "geoeditor.fetcher"]


def main(doors: Doors | None = None) -> int:
    """Fetch the one address that is asked for; `python -m geoeditor.fetcher` gives no other doors than the usual."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the window, which then stops us
    _limit_ourselves()
    answers = sys.stdout.buffer
    try:
        asked = json.loads(sys.stdin.buffer.readline(10 * LONGEST_ADDRESS))
        found = fetch(str(asked["address"]), doors, heard=_Progress(answers).tell)
    except UserError as refusal:
        _send(answers, {"problem": str(refusal)})
        return 0
    except (MemoryError, RecursionError, KeyError, TypeError, ValueError) as mistake:
        sys.stderr.write(f"{type(mistake).__name__}\n")
        _send(answers, {"problem": tr("Fetching failed by a mistake of the program; please report it.")})
        return 1
    for start in range(0, len(found.data), _PIECE):
        _send(answers, {"more": b64encode(found.data[start : start + _PIECE]).decode("ascii")})
    _send(answers, {"value": {"address": found.address, "media_type": found.media_type, "charset": found.charset}})
    return 0


class _Progress:
    """Tells now and then how much has come."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers, self._next = answers, 0.0

    def tell(self, count: int) -> None:
        """Tell it, unless that was done just now."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 0.2
            _send(self._answers, {"got": count})


def _send(answers: IO[bytes], message: dict[str, object]) -> None:
    answers.write(json.dumps(message).encode("ascii") + b"\n")
    answers.flush()


def _limit_ourselves() -> None:
    """Bound the memory and let no file be written, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the clock of the window is what holds
        return
    for which, most in ((resource.RLIMIT_AS, _MEMORY_BYTES), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        hard = resource.getrlimit(which)[1]
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (lowest, lowest))
        except (OSError, ValueError) as problem:  # a system that does not know this limit
            sys.stderr.write(f"limit {which} not set: {type(problem).__name__}\n")
