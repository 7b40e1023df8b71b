"""How much comes back of a project with destroyed pages: `python -m tests.proofs.recovery_rate [SEEDS]`.

Prints for each share of destroyed pages: rows kept, rows kept whole (every value as it was), and rows kept of those
whose own page survived. Every recovered project is checked and opened.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geoeditor.core import schema
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.commands.records import insert
from geoeditor.core.commands.sources import write_source
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import new_id
from geoeditor.core.inspection import inspect_project
from geoeditor.core.recovery import recover_project
from geoeditor.core.recovery.pages import Pages

WORDS: Final = (
    "the president minister of Łódź and Минск met in secret with envoys from Brussels about sanctions gas transit"
    " missiles prisoners border crossing treaty union state elections protest referendum summit island monastery"
).split()
SHARES: Final = (0.01, 0.05)
Rows = dict[str, dict[int, tuple[object, ...]]]


def make_project(path: Path, events: int, seed: int = 1) -> None:
    """Make a project with some thousand rows of all that a reader of news keeps."""
    generator = random.Random(seed)

    def words(low: int, high: int) -> str:
        return " ".join(generator.choices(WORDS, k=generator.randint(low, high)))

    with Document.create(path, "Recovery") as document:
        with document.edit("Import") as edit:
            _fill(document, edit, events, generator, words)
        with document.edit("Change some") as edit:
            edit.execute("UPDATE event SET likelihood = 55 WHERE id % 3 = 0")


def _fill(
    document: Document, edit: Edit, events: int, generator: random.Random, words: Callable[[int, int], str]
) -> None:
    def many(table: str, rows: Sequence[Mapping[str, object]]) -> list[int]:
        ids = [new_id() for _ in rows]
        add_records(document, "Import", [Batch(table, rows, ids)])
        return ids

    def date() -> str:
        day = f"{generator.randint(1990, 2029)}-{generator.randint(1, 12):02}-{generator.randint(1, 28):02}"
        return generator.choice((day, day[:7], day[:4], f"{day}/..", ""))

    actors = many("actor", [{"name": words(2, 4).title(), "kind": "actor.person"} for _ in range(events // 5)])
    many("actor_name", [{"actor": actor, "name": words(1, 3)} for actor in actors])
    facts = [{"title": words(4, 10), "t": date(), "description": words(0, 30)} for _ in range(events)]
    happened = many("event", facts)
    roles = ("role.actor", "role.participant")
    taking_part = [(event, actor) for event in happened for actor in generator.sample(actors, k=2)]
    many(
        "participation",
        [{"event": event, "actor": actor, "role": generator.choice(roles)} for event, actor in taking_part],
    )
    pairs = [generator.sample(actors, k=2) for _ in range(events // 2)]
    many("link", [{"from": one, "to": other, "label": words(1, 3), "t": date()} for one, other in pairs])
    after = [
        {"from": one, "to": other, "kind": "relation.before"}
        for one, other in zip(happened[:-7], happened[7:], strict=True)
    ]
    many("relation", after[::3])
    tags = many("tag", [{"name": f"{words(1, 2)} {number}"} for number in range(20)])
    many("tagging", [{"tag": generator.choice(tags), "event": event} for event in happened[::2]])
    view = insert(edit, "view", {"name": "All", "kind": "graph"})
    many("placement", [{"view": view, "actor": actor, "x": 1.0, "y": 2.5} for actor in actors])
    for number in range(events // 20):
        text = words(150, 900)
        source = write_source(
            edit, text, {"title": words(4, 9), "t": "2025-08-07", "url": f"https://example.org/{number}"}
        )
        _cite(document, source, text, generator.sample(happened, k=20), generator)


def _cite(document: Document, source: int, text: str, facts: Sequence[int], generator: random.Random) -> None:
    passages = []
    for fact in facts:
        start = generator.randrange(len(text) - 100)
        end = start + generator.randint(20, 90)
        passages.append({"source": source, "event": fact, "start": start, "end": end, "quote": text[start:end]})
    ids = [new_id() for _ in passages]
    speakers = [{"citation": citation, "name": "A spokesman", "mode": "claims"} for citation in ids[::3]]
    add_records(document, "Import", [Batch("citation", passages, ids), Batch("attribution", speakers)])


def read_rows(path: Path) -> Rows:
    """Return all rows by table and id."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: {row[0]: row for row in connection.execute(f"SELECT {', '.join(_quoted(table.columns))} FROM {name}")}
            for name, table in schema.tables().items()
        }


def _quoted(columns: Sequence[str]) -> list[str]:
    return [f'"{column}"' for column in columns]


def pages_of_rows(path: Path) -> dict[int, set[tuple[str, int]]]:
    """Return the rows, by table and id, on each page that holds some; a sound project only."""
    pages = Pages(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"))
    return {
        leaf: {(name, row.rowid) for row in pages.rows(leaf) if row is not None}
        for name in schema.tables()
        for leaf in pages.tree(roots[name]).leaves
    }


def destroyed(
    data: bytes, share: float, generator: random.Random, *, with_first: bool = False
) -> tuple[bytes, set[int]]:
    """Return a file with a share of its pages zeroed or filled with noise, and which; the first is spared."""
    size = int.from_bytes(data[16:18], "big")
    pages = range(1 if with_first else 2, len(data) // size + 1)
    chosen = set(generator.sample(pages, k=max(1, round(share * len(pages)))))
    broken = bytearray(data)
    for page in chosen:
        broken[(page - 1) * size : page * size] = bytes(size) if generator.random() < 0.5 else generator.randbytes(size)
    return bytes(broken), chosen


@dataclass(slots=True)
class Rate:
    """Counts of rows: all there were, kept, kept whole, on surviving pages, and kept of those."""

    there: int = 0
    kept: int = 0
    whole: int = 0
    surviving: int = 0
    surviving_kept: int = 0

    def __str__(self) -> str:
        return (
            f"{self.there:,} rows: kept {self.kept / self.there:.3%}, whole {self.whole / self.there:.3%},"
            f" of surviving pages {self.surviving_kept / max(1, self.surviving):.3%}"
        )


def measure(rate: Rate, before: Rows, after: Rows, gone: set[tuple[str, int]]) -> None:
    """Add the comparison of a project with what was recovered of it; `gone` are rows of destroyed pages."""
    for name, rows in before.items():
        for row_id, row in rows.items():
            found = after[name].get(row_id)
            rate.there += 1
            rate.kept += found is not None
            rate.whole += found == row
            if (name, row_id) not in gone:
                rate.surviving += 1
                rate.surviving_kept += found is not None


def run(folder: Path, share: float, seeds: Sequence[int], events: int) -> Rate:
    """Destroy and recover a project once a seed, and return the rate over all."""
    original = folder / f"original-{events}.geoeditor"
    if not original.exists():
        make_project(original, events)
    before, on_page, data = read_rows(original), pages_of_rows(original), original.read_bytes()
    rate = Rate()
    for seed in seeds:
        broken, chosen = destroyed(data, share, random.Random(seed))
        damaged, new = folder / "damaged.geoeditor", folder / f"recovered-{share}-{seed}.geoeditor"
        damaged.write_bytes(broken)
        recover_project(damaged, new)
        if damaged.read_bytes() != broken:
            raise AssertionError("the damaged file was changed")
        if problems := inspect_project(new):
            raise AssertionError(f"seed {seed}: the recovered project is not sound: {problems[:5]}")
        with Document.open(new) as document:
            document.undo()
            document.redo()
        measure(rate, before, read_rows(new), {row for page in chosen for row in on_page.get(page, ())})
        new.unlink()
    return rate


def main() -> None:
    """Print the rates."""
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    with tempfile.TemporaryDirectory() as folder:
        for share in SHARES:
            begun = time.perf_counter()
            rate = run(Path(folder), share, seeds, events=1_000)
            seconds = (time.perf_counter() - begun) / len(seeds)
            sys.stdout.write(f"{share:.0%} of pages destroyed, {len(seeds)} times, {seconds:.1f} s each: {rate}\n")


if __name__ == "__main__":
    main()
