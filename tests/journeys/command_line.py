"""The command line as the journeys use it: run here or as a process of its own, and a judge of its refusals."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from geoeditor.cli import main

COMMAND: Final = (sys.executable, "-m", "geoeditor")
_PYTHON_WORDS: Final = re.compile(
    r"Errno|Traceback|codec|Error\b|Exception|None\b|sqlite|surrogate|invalid \w+ value|\\u|\\x|b'"
)
_NOBODY: Final = 65_534


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run: exit code, stdout and stderr."""

    code: int
    out: bytes
    talk: str


class Here:
    """Runs the program in this process."""

    def __init__(self, capture: pytest.CaptureFixture[bytes], patch: pytest.MonkeyPatch) -> None:
        self._capture = capture
        self._patch = patch

    def __call__(self, *arguments: str | Path, typed: bytes = b"") -> Answer:
        """Run with these arguments and this on stdin."""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        self._capture.readouterr()
        code = main([str(argument) for argument in arguments])
        out, talk = self._capture.readouterr()
        return Answer(code, out, talk.decode())


def there(*arguments: str | Path | bytes, typed: bytes = b"", before: Callable[[], None] | None = None) -> Answer:
    """Run the program as a process of its own; `before` is called in it first."""
    done = subprocess.run(
        [*COMMAND, *arguments], input=typed, capture_output=True, timeout=60, check=False, preexec_fn=before
    )
    return Answer(done.returncode, done.stdout, done.stderr.decode())


def faults(talk: str) -> list[str]:
    """Return what is wrong with a refusal: it must be one sentence, for people, on one line."""
    found = []
    if talk.count("\n") != 1 or not talk.endswith("\n"):
        found.append("not one line")
    bare = re.sub(r"“[^”]*”", "“X”", talk.rstrip("\n"))
    if not bare.endswith(".") or bare.endswith(".."):
        found.append("no final stop")
    if re.search(r"[.!?]\s+\S", bare):
        found.append("more than one sentence")
    if "  " in talk or "“”" in talk or "()" in talk:
        found.append("a hole in it")
    if word := _PYTHON_WORDS.search(bare):
        found.append(f"Python's word “{word.group()}”")
    if not talk.rstrip("\n").isprintable():
        found.append("characters that steer a terminal")
    return found


def assert_refused(answer: Answer) -> str:
    """Make sure that the run was refused with one sentence, and return it."""
    assert (answer.code, answer.out) == (2, b""), answer
    assert faults(answer.talk) == [], answer.talk
    return answer.talk


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be nobody for a while where we are root, so that permissions count."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, 0)
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)
