"""All hostile imports under one roof, and what happens when the worker reads one."""

import json
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tests.hostile_imports.documents import DOCUMENTS
from tests.hostile_imports.lures import Fixtures
from tests.hostile_imports.mails import MAILS
from tests.hostile_imports.packages import PACKAGES
from tests.hostile_imports.pages import PAGES
from tests.hostile_imports.texts import TEXTS

from geoeditor import worker

CORPUS: Final[Fixtures] = MappingProxyType({**PAGES, **MAILS, **TEXTS, **PACKAGES, **DOCUMENTS})
SLOWEST_S: Final = 2.0
"""Seconds of the clock and of the processor that one may take."""
_TICKS: Final = 100  # a second, as the kernel counts them on Linux


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its answer, and the seconds it took by the clock and by the processor."""

    answer: Mapping[str, Any]
    clock_s: float
    processor_s: float

    def wrongs(self) -> list[str]:
        """Return what is wrong with it, nothing where it was refused in a sentence or is a harmless text."""
        found = [
            f"{what} {seconds:.2f} s"
            for what, seconds in (("clock", self.clock_s), ("processor", self.processor_s))
            if seconds > SLOWEST_S
        ]
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
        self.process = subprocess.Popen(
            [*under, *worker.command()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def read(self, path: Path) -> Outcome:
        """Let it read a file; a worker that dies of it gives no answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        used, start = self._used(), time.perf_counter()
        task = {"id": 1, "do": "article", "path": str(path)}
        pieces: dict[str, Any] = {}
        try:
            self.process.stdin.write(json.dumps(task).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return Outcome({}, 0.0, 0.0)
        while line := self.process.stdout.readline():
            message = json.loads(line)
            for key, piece in message.get("more", {}).items():
                pieces[key] = pieces[key] + piece if key in pieces else piece
            if "more" not in message:
                took = time.perf_counter() - start, self._used() - used
                if "value" in message:
                    message["value"] |= pieces
                return Outcome(message, *took)
        return Outcome({}, time.perf_counter() - start, 0.0)

    def _used(self) -> float:
        """Return the processor time it has used so far; 0 where that can't be told."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def end(self) -> int:
        """Let it go, and return its exit code."""
        try:
            self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        return self.process.returncode


def write(folder: Path, name: str, data: bytes) -> Path:
    """Put a fixture into a folder."""
    path = folder / name
    path.write_bytes(data)
    return path
