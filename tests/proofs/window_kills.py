"""Kills the program with its window at random moments of work, and looks whether every acknowledged edit is there.

In full: `python -m tests.proofs.window_kills [KILLS] [SEED]` from the checkout. The suite runs a short slice.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.inspection import inspect_project
from geoeditor.exchange.sample import build_sample
from geoeditor.resources import resource_path

KILLS: Final = 20
_CHECKOUT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a kill came to: acknowledged changes, and what is wrong, '' for nothing."""

    acknowledged: int
    wrong: str


def expected(notices: list[str], before: int) -> tuple[int, int]:
    """Return how many steps are done, and how many can be redone, after these notices."""
    done, undone = before, 0
    for notice in notices:
        if notice == "do":
            done, undone = done + 1, 0
        elif notice == "undo":
            done, undone = done - 1, undone + 1
        else:
            done, undone = done + 1, undone - 1
    return done, undone


def killed(project: Path, seed: int, after: float) -> Verdict:
    """Let somebody work on a project, kill the program after so many seconds, and judge what is there then."""
    with Document.open_copy(project) as document:
        before = len([step for step in document.history() if not step.undone])
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.proofs.window_session", str(project), str(seed)],
        cwd=_CHECKOUT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    time.sleep(after)
    program.send_signal(signal.SIGKILL)
    said, _ = program.communicate(timeout=30)
    notices = said.split()
    return Verdict(len(notices), _judged(project, notices, before))


def _judged(project: Path, notices: list[str], before: int) -> str:
    """Return what is wrong; one change more than was acknowledged may be there, as its notice was cut off."""
    allowed = {expected([*notices, *more], before) for more in ([], ["do"], ["undo"], ["redo"])}
    with Document.open(project) as document:
        steps = document.history()
        found = len([step for step in steps if not step.undone]), len([step for step in steps if step.undone])
        while document.undo() is not None:
            pass
        with document.read() as connection:
            left = connection.execute("SELECT count(*) FROM event").fetchone()[0]
        while document.redo() is not None:
            pass
    problems = inspect_project(project)
    if found not in allowed:
        return f"{found} steps instead of one of {sorted(allowed)}"
    if left:
        return f"{left} events are left after undoing everything"
    return problems[0].text if problems else ""


def run(kills: int, seed: int) -> list[Verdict]:
    """Return the verdicts of so many kills."""
    random = Random(seed)
    verdicts = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            project = Path(folder) / f"{number}.geoeditor"
            with Document.create(project) as document:
                build_sample(document, resource_path("sample"))
            verdicts.append(killed(project, random.randrange(2**31), random.uniform(0.05, 3.0)))
    return verdicts


def main() -> None:
    """Print what came of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    verdicts = run(kills, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    lost = [verdict.wrong for verdict in verdicts if verdict.wrong]
    acknowledged = sum(verdict.acknowledged for verdict in verdicts)
    sys.stdout.write(f"{kills} kills, {acknowledged} acknowledged changes, {len(lost)} projects wrong\n")
    for line in lost:
        sys.stdout.write(f"  {line}\n")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
