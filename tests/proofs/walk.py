"""Random walks over a document: edits, undo, redo, reopening; after each step the project is what it must be.

    python tests/proofs/walk.py --steps 1000 --seeds 3

`raw` walks edit in SQL through the door, `commands` walks do what a user does.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from tests.proofs import commanded, raw_edits
from tests.proofs.soundness import Facts, differing, digest, facts, problems, scanned

from geoeditor.core import search
from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet, Way

MakeEdit = Callable[[Document, Random, str], bool]
WALKS: Final[dict[str, MakeEdit]] = {"raw": raw_edits.edit, "commands": commanded.edit}
_WORDS: Final = (
    "nato",
    "peace",
    "talks",
    "lukas",
    "straße",
    "ist",
    "aero",
    "o'brien",
    "peace talks",
    "平",
    "and",
    "x y",
    "a",
)


class Walk:
    """One walk; `counts` says what happened on it."""

    def __init__(self, path: Path, seed: int, edit: MakeEdit) -> None:
        self._path = path
        self._random = Random(seed)
        self._make_edit = edit
        self._heard: list[ChangeSet] = []
        self._document = self._opened(Document.create(path, "A walk"))
        self._states = [digest(self._document)]  # [n] is the project with its first n steps done
        self._place = 0
        self.counts: Counter[str] = Counter()

    def _opened(self, document: Document) -> Document:
        document.changed.connect(self._heard.append)
        return document

    def step(self, number: int) -> None:
        """Edit, and at times go back and forth, look for words, or close and open again."""
        self._edit(f"edit {number}")
        for _ in range(self._random.choice((0, 0, 0, 0, 2))):
            self._undo()
        for _ in range(self._random.choice((0, 0, 0, 0, 0, 1))):
            self._redo()
        if number % 10 == 0:
            self._check()
        if self._random.random() < 0.04:
            self._reopen()

    def _edit(self, label: str) -> None:
        before, state = facts(self._document), digest(self._document)
        if not self._make_edit(self._document, self._random, label):
            self.counts["failed"] += 1
            assert digest(self._document) == state, f"{label} failed and left something behind"
            assert not self._heard, f"{label} failed and gave notice"
        elif not self._heard:
            self.counts["without a change"] += 1
            assert digest(self._document) == state, f"{label} changed something without notice"
        else:
            self.counts["stored"] += 1
            self._check_notice("do", before)
            del self._states[self._place + 1 :]
            self._states.append(digest(self._document))
            self._place += 1
        with self._document.read() as connection:
            assert connection.execute("PRAGMA query_only").fetchone() == (1,)

    def _check_notice(self, way: Way, before: Facts) -> None:
        assert len(self._heard) == 1, "one notice for each change"
        changes = self._heard.pop()
        added, changed, removed = differing(before, facts(self._document))
        assert changes.way == way
        assert changes.added == added
        assert changes.removed == removed
        assert changes.updated == changed

    def _undo(self) -> None:
        self._go("undo", -1)

    def _redo(self) -> None:
        self._go("redo", 1)

    def _go(self, way: Way, direction: int) -> bool:
        """Go one step, tell whether there was one, and check that it leads to what was there before."""
        before = facts(self._document)
        expected = self._document.next_step(way)
        changes = self._document.undo() if way == "undo" else self._document.redo()
        possible = 0 <= self._place + direction < len(self._states)
        assert (changes is not None) == (expected is not None) == possible, f"{way} at {self._place}"
        if changes is None or expected is None:
            return False
        self._place += direction
        assert changes.label == expected.label
        self._check_notice(way, before)
        assert digest(self._document) == self._states[self._place], f"{way} did not lead to step {self._place}"
        self.counts[way] += 1
        return True

    def _check(self) -> None:
        found = problems(self._document)
        assert not found, found
        undone = [step.undone for step in reversed(self._document.history())]
        assert undone == [False] * self._place + [True] * (len(self._states) - 1 - self._place)
        with self._document.read() as connection:
            for words in self._random.sample(_WORDS, 3):
                hits = [(record.table, record.id) for record in search.find(connection, words, 1_000_000)]
                assert hits == scanned(self._document, words), words
                self.counts["found"] += len(hits)

    def _reopen(self) -> None:
        self._document.close()
        self._document = self._opened(Document.open(self._path))
        self.counts["reopened"] += 1

    def finish(self) -> None:
        """Go all the way back and forth, twice, with reopening between, and close."""
        while self._go("redo", 1):
            pass
        for _ in range(2):
            while self._go("undo", -1):
                pass
            assert digest(self._document) == self._states[0], "undo of everything did not lead to the new project"
            self._check()
            self._reopen()
            while self._go("redo", 1):
                pass
            assert digest(self._document) == self._states[-1]
            self._check()
            self._reopen()
        self.counts["rows at the end"] = sum(len(rows) for rows in facts(self._document).values())
        self._document.close()


def walk(path: Path, seed: int, steps: int, edit: MakeEdit) -> Counter[str]:
    """Walk so many steps, all the way back and forth again, and return what happened."""
    walked = Walk(path, seed, edit)
    for number in range(steps):
        walked.step(number)
    walked.finish()
    return walked.counts


def main() -> int:
    """Walk as the command line says and print what happened."""
    parser = argparse.ArgumentParser(description="Random walks over a document.")
    parser.add_argument("--steps", type=int, default=1_000)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--walk", choices=sorted(WALKS), action="append")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in given.walk or sorted(WALKS):
            for seed in range(given.seeds):
                began = time.monotonic()
                counts = walk(Path(folder) / f"{name}-{seed}.geoeditor", seed, given.steps, WALKS[name])
                listed = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
                sys.stdout.write(f"{name} walk {seed}: {time.monotonic() - began:.1f} s; {listed}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
