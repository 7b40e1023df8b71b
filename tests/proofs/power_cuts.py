"""Power cuts: a recorded session is cut at any moment, what a disk may have lost is taken away, the rest is opened.

    python -m tests.proofs.power_cuts --cuts 2000 --seeds 3

A sync of a file keeps its bytes, one of the folder its names; of all else, four models say what is left. Each edit that
was acknowledged before the cut must be there, whole, and the one under way must be there whole or not at all.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, Literal

from tests.proofs import scripted
from tests.proofs.recorder import Entry, recording
from tests.proofs.soundness import problems, state

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

Model = Literal["all unsynced lost", "some lost", "last write torn", "names lost"]
MODELS: Final[tuple[Model, ...]] = ("all unsynced lost", "some lost", "last write torn", "names lost")
SECTOR: Final = 512
NAME: Final = "project.geoeditor"
Image = dict[str, bytes]


@dataclass
class _File:
    """A file as it surely is on the disk, and what was done to it since its last sync."""

    safe: bytes = b""
    unsynced: list[Entry] = field(default_factory=list)

    def bytes_after(self, deeds: list[Entry]) -> bytes:
        """Return what the file holds after these of its deeds; gaps are zeros."""
        content = bytearray(self.safe)
        for entry in deeds:
            if entry.deed == "truncate":
                del content[entry.offset :]
            else:
                content.extend(bytes(max(0, entry.offset + len(entry.data) - len(content))))
                content[entry.offset : entry.offset + len(entry.data)] = entry.data
        return bytes(content)


class Disk:
    """A folder on a disk with a cache: what was written, and how much of it is safe."""

    def __init__(self, image: Image) -> None:
        self._names = {name: _File(data) for name, data in image.items()}  # as programs see them
        self._safe_names = dict(self._names)
        self._unsynced_names: list[tuple[str, _File | None]] = []

    def apply(self, entry: Entry) -> None:
        """Do what was recorded."""
        match entry.deed:
            case "make":
                self._name(entry.file, _File())
            case "delete":
                self._name(entry.file, None)
            case "write" | "truncate":
                self._names[entry.file].unsynced.append(entry)
            case "sync":
                file = self._names[entry.file]
                file.safe, file.unsynced = file.bytes_after(file.unsynced), []
        if entry.synced:
            self._safe_names, self._unsynced_names = dict(self._names), []

    def _name(self, name: str, file: _File | None) -> None:
        self._unsynced_names.append((name, file))
        _set(self._names, name, file)

    def remains(self, model: Model, random: Random) -> Image:
        """Return what is left when the power goes now."""
        match model:
            case "all unsynced lost":
                return {name: file.safe for name, file in self._safe_names.items()}
            case "some lost":
                names = dict(self._safe_names)
                for name, made in self._unsynced_names:
                    if random.random() < 0.5:
                        _set(names, name, made)
                share = random.choice((0.1, 0.5, 0.9))
                return {
                    name: file.bytes_after([entry for entry in file.unsynced if random.random() < share])
                    for name, file in names.items()
                }
            case "last write torn":
                return {
                    name: file.bytes_after([*file.unsynced[:-1], *_torn(file.unsynced[-1:], random)])
                    for name, file in self._names.items()
                }
            case "names lost":
                return {name: file.bytes_after(file.unsynced) for name, file in self._safe_names.items()}


def _set(names: dict[str, _File], name: str, file: _File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _torn(last: list[Entry], random: Random) -> Iterator[Entry]:
    """Yield those sectors of the last write that reached the disk."""
    for entry in last:
        if entry.deed == "truncate":
            continue
        for start in range(0, len(entry.data), SECTOR):
            if random.random() < 0.5:
                yield Entry("write", entry.file, entry.offset + start, entry.data[start : start + SECTOR])


@dataclass
class Session:
    """A recorded session: what was there before, what was done to the disk, and the project's state after each step."""

    image: Image
    entries: list[Entry]
    states: list[str]


@dataclass(frozen=True)
class Verdict:
    """What opening what was left came to."""

    word: Literal["kept", "lost", "half done", "unreadable", "unsound"]
    detail: str = ""


@contextmanager
def synchronous(level: str) -> Iterator[None]:
    """Let documents that are opened inside the block sync less than ours do, to show what that loses."""
    ours = schema.make_durable

    def weaker(connection: sqlite3.Connection) -> None:
        ours(connection)
        connection.execute(f"PRAGMA synchronous={level}").close()

    schema.make_durable = weaker
    try:
        yield
    finally:
        schema.make_durable = ours


def record(folder: Path, seed: int, steps: int, level: str = "") -> Session:
    """Record a scripted session; `level` is a weaker setting of `synchronous` than ours."""
    path, twin = folder / NAME, folder / f"twin-{NAME}"
    scripted.make(path)
    image = {NAME: path.read_bytes()}
    twin.write_bytes(image[NAME])
    states = scripted.states(twin, seed, steps)
    with synchronous(level) if level else nullcontext(), recording() as kept, Document.open(path) as document:
        document.changed.connect(lambda changes: kept.acknowledge(changes.label))
        for number in range(steps):
            scripted.step(document, seed, number)
        if state(document) != states[-1]:
            raise RuntimeError("the script is not the same each time")
    return Session(image, list(kept.entries), states)


def moments(session: Session, random: Random, count: int) -> list[int]:
    """Return numbers of entries before which to cut: around what is synced, named or acknowledged, and anywhere."""
    marked = [number for number, entry in enumerate(session.entries) if entry.deed not in ("write", "truncate")]
    around = {number + offset for number in marked for offset in (0, 1)}
    anywhere = range(len(session.entries) + 1)
    if count >= len(anywhere):
        return list(anywhere)
    chosen = set(random.sample(sorted(around), min(len(around), count * 2 // 3)))
    return sorted(chosen | set(random.sample(anywhere, count - len(chosen))))


def cuts(session: Session, random: Random, count: int) -> Iterator[tuple[int, Model, Image, int]]:
    """Yield, for each moment and model, what is left and how many steps had been acknowledged."""
    disk, done, acknowledged = Disk(session.image), 0, 0
    for moment in moments(session, random, count):
        for entry in session.entries[done:moment]:
            disk.apply(entry)
            acknowledged += entry.deed == "acknowledge"
        done = moment
        for model in MODELS:
            yield moment, model, disk.remains(model, random), acknowledged


def judge(folder: Path, image: Image, states: list[str], acknowledged: int) -> Verdict:
    """Put what is left into a folder, open it as a user would, and say what became of the edits."""
    _lay_out(folder, image)
    try:
        with Document.open(folder / NAME) as document:
            found, wrong = state(document), problems(document)
    except UserError as refusal:
        return Verdict("unreadable", str(refusal))
    if wrong:
        return Verdict("unsound", "; ".join(wrong))
    if found in states[acknowledged : acknowledged + 2]:
        return Verdict("kept")
    return Verdict("lost", f"step {states.index(found)}") if found in states else Verdict("half done")


def _lay_out(folder: Path, image: Image) -> None:
    for old in folder.iterdir():
        old.unlink()
    for name, data in image.items():
        (folder / name).write_bytes(data)


def judge_twice(folder: Path, image: Image, states: list[str], acknowledged: int, random: Random) -> Iterator[Verdict]:
    """Cut the power once more, while the project is opened and rolled back, and judge what is left then."""
    _lay_out(folder, image)
    with recording() as kept, suppress(UserError), Document.open(folder / NAME):
        pass
    again = Session(image, list(kept.entries), states)
    for _, _, remains, _ in cuts(again, random, 3):
        yield judge(folder, remains, states, acknowledged)


def run(folder: Path, seed: int, steps: int, count: int, level: str = "") -> Counter[str]:
    """Record a session, cut it so often, and count the verdicts; the first of each that is not good is described."""
    random = Random(seed)
    (folder / "disk").mkdir()
    session = record(folder, seed, steps, level)
    counts: Counter[str] = Counter()
    for number, (moment, model, image, acknowledged) in enumerate(cuts(session, random, count)):
        verdicts = [judge(folder / "disk", image, session.states, acknowledged)]
        if number % 10 == 0 and not level:
            verdicts += judge_twice(folder / "disk", image, session.states, acknowledged, random)
        for verdict in verdicts:
            if verdict.word != "kept" and not counts[verdict.word] and not level:
                sys.stderr.write(f"{verdict} at entry {moment}, {model}, {acknowledged} acknowledged\n")
            counts[verdict.word] += 1
    return counts


def main() -> int:
    """Cut as the command line says, with our settings and with weaker ones, and print what was lost."""
    parser = argparse.ArgumentParser(description="Power cuts over recorded sessions.")
    parser.add_argument("--cuts", type=int, default=1_000, help="moments a session; four models each")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--folder", help="where to work; a folder in memory is faster")
    given = parser.parse_args()
    bad = 0
    for level in ("", "NORMAL", "OFF"):
        counts: Counter[str] = Counter()
        began = time.monotonic()
        for seed in range(given.seeds):
            with tempfile.TemporaryDirectory(dir=given.folder) as folder:
                counts += run(Path(folder), seed, given.steps, given.cuts // (4 if level else 1), level)
        listed = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
        sys.stdout.write(
            f"synchronous {level or 'as ours'}: {counts.total()} cuts: {listed}; {time.monotonic() - began:.0f} s\n"
        )
        sys.stdout.flush()
        bad += 0 if level else counts.total() - counts["kept"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
