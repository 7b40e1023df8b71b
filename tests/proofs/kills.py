"""Kills: a real process edits a project and is killed at any moment; each edit that it acknowledged must be there.

    python -m tests.proofs.kills --kills 200

The child takes the steps of a script, undo and redo among them, and writes a line after the notice of each. After each
kill the project is opened and compared with the script, and a copy is undone to the beginning; the next child goes on.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Final

from tests.proofs import scripted
from tests.proofs.soundness import digest, problems, state

from geoeditor.core.document import Document

CHECKOUT: Final = Path(__file__).resolve().parents[2]
STEPS: Final = 60
"""So many steps until a project is begun anew."""


def edit(path: Path, seed: int, first: int) -> None:
    """Take the steps from this one on, and write the number of each after its notice."""

    def acknowledge(_changes: object) -> None:
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()

    with Document.open(path) as document:
        document.changed.connect(acknowledge)
        for number in range(first, STEPS):
            scripted.step(document, seed, number)


class Killer:
    """Lets children edit one project after another, and kills them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._seed = seed
        self._random = Random(seed)
        self._path = folder / "project.geoeditor"
        self._fresh = folder / "fresh.geoeditor"
        scripted.make(self._fresh)
        twin = folder / "twin.geoeditor"
        shutil.copyfile(self._fresh, twin)
        self._states = scripted.states(twin, seed, STEPS)
        self._begin = self._beginning(twin)
        self._done = STEPS
        self.counts: Counter[str] = Counter()

    @staticmethod
    def _beginning(path: Path) -> str:
        """Undo everything and return what is left."""
        with Document.open(path) as document:
            while document.undo() is not None:
                pass
            return digest(document)

    def kill(self) -> None:
        """Let a child edit, kill it, and see what is left."""
        if self._done == STEPS:
            shutil.copyfile(self._fresh, self._path)
            self._done = 0
        acknowledged = self._acknowledged_before_death()
        self.counts["kills"] += 1
        self.counts["acknowledged"] += acknowledged - self._done
        hot = self._path.with_name(f"{self._path.name}-journal")
        self.counts["hot journals"] += hot.exists() and hot.stat().st_size > 0
        began = time.monotonic()
        with Document.open(self._path) as document:
            self.counts["slowest opening in ms"] = max(
                self.counts["slowest opening in ms"], round((time.monotonic() - began) * 1_000)
            )
            found, wrong = state(document), problems(document)
        if wrong:
            raise AssertionError(f"after kill {self.counts['kills']}: {wrong}")
        if found not in self._states[acknowledged : acknowledged + 2]:
            raise AssertionError(f"after kill {self.counts['kills']}: not what it was after step {acknowledged}")
        self._done = acknowledged + (found != self._states[acknowledged])
        self.counts["more than acknowledged"] += self._done - acknowledged
        copy = shutil.copyfile(self._path, self._path.with_name("copy.geoeditor"))
        if self._beginning(Path(copy)) != self._begin:
            raise AssertionError(f"after kill {self.counts['kills']}: undo does not lead back")

    def _acknowledged_before_death(self) -> int:
        """Return how many steps are done as far as the child said before it was killed."""
        given = [str(self._path), str(self._seed), str(self._done)]
        command = [sys.executable, "-m", "tests.proofs.kills", "--edit", *given]
        with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as child:
            if child.stdout is None:
                raise AssertionError("no pipe")
            lines = [child.stdout.readline()]
            time.sleep(self._random.expovariate(5))
            child.kill()
            lines += child.stdout.readlines()
        whole = [line for line in lines if line.endswith("\n")]
        return int(whole[-1]) + 1 if whole else self._done


def kill_often(folder: Path, seed: int, kills: int) -> Counter[str]:
    """Kill so many children, one after another, and return what happened."""
    folder.mkdir()
    killer = Killer(folder, seed)
    for _ in range(kills):
        killer.kill()
    return killer.counts


def main() -> int:
    """Kill as the command line says and print what happened; or be the child."""
    parser = argparse.ArgumentParser(description="Kills of a process that edits.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--edit", nargs=3, metavar=("PATH", "SEED", "FIRST"))
    given = parser.parse_args()
    if given.edit:
        path, seed, first = given.edit
        edit(Path(path), int(seed), int(first))
        return 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        halves = [
            pool.submit(kill_often, Path(folder) / f"{half}", given.seed * 2 + half, given.kills // 2)
            for half in range(2)
        ]
        counts = [half.result() for half in halves]
    total = counts[0] + counts[1]
    total["slowest opening in ms"] = max(count["slowest opening in ms"] for count in counts)
    listed = ", ".join(f"{count} {what}" for what, count in total.items())
    sys.stdout.write(f"{time.monotonic() - began:.0f} s: {listed}; 0 lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
