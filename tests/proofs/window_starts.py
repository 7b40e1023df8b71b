"""Starts and closes the program with its window again and again: exit code 0 and not a word on stderr.

In full: `python -m tests.proofs.window_starts [TIMES]` from the checkout, on the screen there is or without one. The
suite runs a short slice.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from geoeditor.core.document import Document
from geoeditor.exchange.sample import build_sample
from geoeditor.resources import resource_path

TIMES: Final = 20
SECONDS: Final = 3.0
"""How long the window is open."""


def started(project: Path, home: Path, seconds: float = SECONDS) -> tuple[int, str]:
    """Show the window on a project, close it after a while, and return exit code and what was said on stderr."""
    environment = os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
    if not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    program = subprocess.Popen(
        [sys.executable, "-m", "geoeditor", str(project)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(seconds)
    program.send_signal(signal.SIGTERM)
    _, said = program.communicate(timeout=60)
    return program.returncode, said


def run(times: int, seconds: float = SECONDS) -> list[tuple[int, str]]:
    """Return what came of so many starts on the sample."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "sample.geoeditor"
        with Document.create(project) as document:
            build_sample(document, resource_path("sample"))
        return [started(project, Path(folder), seconds) for _ in range(times)]


def main() -> None:
    """Print what came of it."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    wrong = [(code, said) for code, said in run(times) if code or said]
    sys.stdout.write(f"{times} starts, {len(wrong)} not clean\n")
    for code, said in wrong:
        sys.stdout.write(f"  exit code {code}: {said.strip()[:300]}\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
