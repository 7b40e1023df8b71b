"""Figures of the document: what an import, undo, redo, opening and a single edit cost. Never fails on time.

    python -m tests.benchmarks.bench_document --events 100000

CPU time of this process and the clock, which also waits for the disk: the median, and the 99th percentile of many.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.proofs import recorder

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.identifiers import new_id

INSERT = (
    "INSERT INTO event(id, title, description, t, t_lo, t_hi, t_prec, score, extra) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
Row = tuple[int, str, str, str, int, int, str, float, str]


def rows(count: int) -> list[Row]:
    """Return so many events of the usual size."""
    return [
        (
            new_id(),
            f"Talks number {number} in Zürich",
            "Delegations met to speak about the ceasefire. " * 2,
            "2025-08-07",
            number * 1_000,
            number * 1_000 + 86_400,
            "day",
            number % 20 - 9.5,
            '{"place":"Zürich"}',
        )
        for number in range(count)
    ]


def report(what: str, cpu_s: list[float], clock_s: list[float]) -> None:
    """Print median and 99th percentile of CPU time and clock, in ms."""
    parts = [f"{what:<46}"]
    for name, times in (("CPU", sorted(cpu_s)), ("clock", sorted(clock_s))):
        median, worst = times[len(times) // 2], times[min(len(times) - 1, len(times) * 99 // 100)]
        parts.append(f"{name} {median * 1_000:9.1f} ms" + (f" (p99 {worst * 1_000:7.1f})" if len(times) > 1 else ""))
    sys.stdout.write("  ".join(parts) + "\n")
    sys.stdout.flush()


def measure(what: str, act: Callable[[], object], times: int = 1) -> None:
    """Do something so often and print what it costs."""
    cpu_s, clock_s = [], []
    for _ in range(times):
        cpu, clock = time.process_time(), time.perf_counter()
        act()
        cpu_s.append(time.process_time() - cpu)
        clock_s.append(time.perf_counter() - clock)
    report(what, cpu_s, clock_s)


def plainly(path: Path, events: list[Row]) -> None:
    """Write the events into the same schema without journal, search or door."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.configure(connection)
        schema.make_durable(connection)
        schema.build(connection)

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, events)
            connection.execute("COMMIT")

        measure(f"plain import of {len(events):,} events", write)


def through_the_door(path: Path, events: list[Row]) -> None:
    """Import, undo, redo, change and edit through the document."""

    def write() -> None:
        with document.edit("Import") as edit:
            edit.executemany(INSERT, events)

    def change_all() -> None:
        with document.edit("Change") as edit:
            edit.execute("UPDATE event SET score = score + 0.5")

    def edit_once() -> None:
        with document.edit("Edit") as edit:
            edit.execute("UPDATE event SET title = title || '!' WHERE id = ?", (next(ids),))

    ids = iter([row[0] for row in events] * 200)
    with Document.create(path) as document:
        measure(f"import of {len(events):,} events through the door", write)
        measure("  undo", document.undo)
        measure("  redo", document.redo)
        measure("change of all in one statement", change_all)
        measure("  undo", document.undo)
        measure("  redo", document.redo)
        document.undo()
        measure("one edit", edit_once, 200)
        measure("  undo", document.undo, 100)
        measure("  redo", document.redo, 100)
    sys.stdout.write(f"the file: {path.stat().st_size / 1e6:.0f} MB\n")


def opening(path: Path, what: str) -> None:
    """Open for writing, and as a copy in memory."""
    measure(f"open {what}", lambda: Document.open(path).close(), 5)
    measure(f"open a copy of {what}", lambda: Document.open_copy(path).close(), 5)


def syncs(path: Path) -> None:
    """Print how often an edit syncs."""
    if not recorder.available():
        return
    with recorder.recording() as kept, Document.open(path) as document:
        for number in range(20):
            with document.edit("Edit") as edit:
                edit.execute("INSERT INTO actor(id, name) VALUES(?, 'Anna')", (new_id() + number,))
    counts = kept.counts()
    sys.stdout.write(f"one edit: {counts['fsync'] / 20:g} fsyncs, {counts['write'] / 20:g} writes\n")


def main() -> int:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description="Figures of the document.")
    parser.add_argument("--events", type=int, default=100_000)
    given = parser.parse_args()
    events = rows(given.events)
    with tempfile.TemporaryDirectory() as folder:
        plainly(Path(folder) / "plain.db", events)
        path, small = Path(folder) / "large.geoeditor", Path(folder) / "small.geoeditor"
        through_the_door(path, events)
        opening(path, "the large project")
        through_the_door(small, events[:300])
        opening(small, "the small project")
        syncs(small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
