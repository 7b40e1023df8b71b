"""All hostile imports under one roof, and what happens when the worker reads one."""

import json
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tests.hostile_imports.documents import DOCUMENTS
from tests.hostile_imports.floods import FLOODS
from tests.hostile_imports.lures import Fixtures
from tests.hostile_imports.mails import MAILS
from tests.hostile_imports.packages import PACKAGES
from tests.hostile_imports.pages import PAGES
from tests.hostile_imports.structures import STRUCTURES
from tests.hostile_imports.texts import TEXTS

from geoeditor import worker

CORPUS: Final[Fixtures] = MappingProxyType({**PAGES, **MAILS, **TEXTS, **PACKAGES, **DOCUMENTS, **STRUCTURES, **FLOODS})
SLOWEST_S: Final = 2.0
"""Seconds of the clock and of the processor that one may take."""
_TICKS: Final = 100  # a second, as the kernel counts them on Linux


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its answer, seconds by the clock and by the processor, and the most memory in MB.

    Memory is 0 where it can't be told, as of a worker that is gone.
    """

    answer: Mapping[str, Any]
    clock_s: float
    processor_s: float
    memory_mb: int = 0

    def wrongs(self, slowest_s: float = SLOWEST_S) -> list[str]:
        """Return what is wrong with it, nothing where it was refused in a sentence or is a harmless text.

        The clock may be given more time, where others use the computer as well; the processor's time is what counts.
        """
        limits = (("clock", self.clock_s, slowest_s), ("processor", self.processor_s, SLOWEST_S))
        found = [f"{what} {seconds:.2f} s" for what, seconds, most in limits if seconds > most]
        told = json.dumps(self.answer, ensure_ascii=False)
        if "CANARY" in told:
            found.append("the secret came out")
        if "problem" in self.answer:
            problem = str(self.answer["problem"])
            if "mistake" in problem or not problem.endswith(".") or "\n" in problem or len(problem) > 400:
                found.append(f"no proper refusal: {problem[:200]}")
        elif "value" in self.answer:
            found += _wrongs_of_text(self.answer["value"])
        else:
            found.append("no answer")
        return found


def _wrongs_of_text(value: Mapping[str, Any]) -> list[str]:
    found = []
    text = str(value["text"])
    if not text.strip() or any(letter in text for letter in "\0\ud800"):
        found.append("no harmless text")
    if len(text.encode("utf-8", "surrogatepass")) > 20_000_000:
        found.append("too much text")
    for name in ("title", "author", "publisher", "url", "language", "published"):
        line = str(value[name])
        if len(line) > 2_000 or any(letter in line for letter in "\n\0\u202e\u2066"):
            found.append(f"{name} is no plain line")
    return found


class Child:
    """A worker that reads one file after the other, perhaps under the eyes of another program."""

    def __init__(self, *under: str) -> None:
        self._is_over = False
        self.process = subprocess.Popen(
            [*under, *worker.command()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def read(self, path: Path) -> Outcome:
        """Let it read a file; a worker that dies of it gives no answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._forget_most_memory()
        used, start = self._used(), time.perf_counter()
        task = {"id": 1, "do": "article", "path": str(path)}
        pieces: dict[str, list[Any]] = {}
        try:
            self.process.stdin.write(json.dumps(task).encode() + b"\n")
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):  # it ended before, or was ended
            return Outcome({}, 0.0, 0.0)
        while line := self.process.stdout.readline():
            message = json.loads(line)
            for key, piece in message.get("more", {}).items():
                pieces.setdefault(key, []).append(piece)
            if "more" not in message:
                took = time.perf_counter() - start, max(self._used() - used, 0.0), self._most_memory()
                if "value" in message:
                    message["value"] |= {
                        key: "".join(each) if isinstance(each[0], str) else [*chain.from_iterable(each)]
                        for key, each in pieces.items()
                    }
                self._is_over = bool(message.get("is_last"))
                return Outcome(message, *took)
        self._is_over = True
        return Outcome({}, time.perf_counter() - start, 0.0)

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended, or said that it does."""
        return self._is_over or self.process.poll() is not None

    def _forget_most_memory(self) -> None:
        """Let the kernel count the most memory anew, where it does."""
        try:
            Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")
        except OSError:
            return

    def _most_memory(self) -> int:
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) // 1_000 for line in lines if line.startswith("VmHWM")), 0)

    def _used(self) -> float:
        """Return the processor time it has used so far; 0 where that can't be told."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def end(self) -> int:
        """Let it go, and return its exit code; one that has died already is only cleared away."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.close()
        except BrokenPipeError:  # it died with a task unread
            self.process.wait(timeout=20)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        return self.process.returncode


def write(folder: Path, name: str, data: bytes) -> Path:
    """Put a fixture into a folder."""
    path = folder / name
    path.write_bytes(data)
    return path
