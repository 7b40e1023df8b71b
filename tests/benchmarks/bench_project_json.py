"""Processor time of project JSON, out and in: 100,000 events with all their columns filled. Run it by hand."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from geoeditor.core import journal, search
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.identifiers import new_id
from geoeditor.core.journal import ChangeSet
from geoeditor.core.vocabulary import words
from geoeditor.exchange.project_json import export_json, import_json

COUNT = 100_000
ROUNDS = 5


def event(random: Random, number: int) -> dict[str, object]:
    """Return the values of an event: nine columns, four of them in `extra`, besides its id and what is derived."""
    return {
        "kind": random.choice(_KINDS),
        "title": f"Event {number} in a long row of them",
        "description": f"What a source says of event {number}.",
        "status": random.choice(("planned", "ongoing", "negated")),
        "t": f"{random.randint(1900, 2030)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        "score": round(random.uniform(-10, 10), 1),
        "likelihood": random.randint(1, 99),
        "colour": "#2a7f7a",
        "extra": {"place": "Minsk", "row": number, "url": f"https://example.org/{number}", "note": "x"},
    }


_KINDS = [word.key for word in words() if word.scope == "event"]


def spent(what: str, work: Callable[[], object]) -> None:
    """Print the processor time that some work takes."""
    start = time.process_time()
    work()
    sys.stdout.write(f"{what:<34} {time.process_time() - start:7.2f} s CPU\n")


@contextmanager
def neither_history_nor_search(document: Document) -> Iterator[None]:
    """Take the triggers away and leave the index alone, so that an import costs what it would without them."""
    connection = document._connection
    connection.execute("PRAGMA query_only=OFF")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER temp.{trigger}")
    changed = ChangeSet("Fill", "do", {"event": frozenset()}, {}, {})
    with patch.object(search, "update"), patch.object(journal, "changes", return_value=changed):
        yield


def main() -> None:
    """Print all figures."""
    random = Random(1)
    rows = [event(random, number) for number in range(COUNT)]
    ids = [new_id() for _ in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.geoeditor"
        with Document.create(path) as one:
            spent("bulk command", lambda: add_records(one, "Fill", [Batch("event", rows, ids)]))
            spent("  its undo", one.undo)
            spent("  its redo", one.redo)
        with Document.create(Path(folder) / "bare.geoeditor") as bare, neither_history_nor_search(bare):
            spent("  without history and search", lambda: add_records(bare, "Fill", [Batch("event", rows, ids)]))
        with Document.open_copy(path) as copied:
            for number in range(ROUNDS):
                spent(f"export {number + 1} of {ROUNDS}", lambda: export_json(copied))
            data = export_json(copied)
        sys.stdout.write(f"{'size':<34} {len(data) / 1e6:7.1f} MB\n")
        with Document.create(Path(folder) / "two.geoeditor") as two:
            spent("import into a new project", lambda: import_json(two, data))
            spent("the same again, nothing new", lambda: import_json(two, data))
            spent("export of it", lambda: export_json(two))
            sys.stdout.write(f"{'same bytes':<34} {export_json(two) == data!s:>7}\n")


if __name__ == "__main__":
    main()
