"""Figures of a table: what opening, sorting, filtering, scrolling and editing a cell cost. Never fails on time.

    python -m tests.benchmarks.bench_tables --events 100000

CPU time and the clock: the median, and the 99th percentile of many.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from tests.benchmarks.bench_document import measure

from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.identifiers import new_id
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.tables import EventsTable
from geoeditor.ui.tables.cell_values import Entered
from geoeditor.ui.theme import Theme

_KINDS = ("event.consult", "event.accuse", "event.aid", "")
_NAMES = ("Łukašenka", "Putin", "Trump", "Bolton", "Tsikhanouskaya", "Klaskovsky")


def fill(document: Document, number: int) -> None:
    """Write so many events with three participants each into an empty project."""
    actors = [new_id() for _ in range(200)]
    events = [new_id() for _ in range(number)]
    add_records(
        document,
        "Benchmark",
        [
            Batch("actor", [{"name": f"{_NAMES[row % 6]} {row}"} for row in range(200)], actors),
            Batch(
                "event",
                [
                    {
                        "title": f"{'talks visit meeting protest'.split()[row % 4]} {row * 7_919 % number} in Zürich",
                        "t": f"{1900 + row * 31 % 125}-{1 + row % 12:02d}-{1 + row % 28:02d}",
                        "kind": _KINDS[row % 4],
                    }
                    for row in range(number)
                ],
                events,
            ),
            Batch(
                "participation",
                [
                    {"event": event, "actor": actors[(row * 3 + place) % 200], "role": "role.participant"}
                    for row, event in enumerate(events)
                    for place in range(3)
                ],
            ),
        ],
    )


def _numbers() -> Iterator[int]:
    return count(1)


def run(number: int, folder: Path) -> None:
    """Measure one table of so many events."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = QWidget()
    bridge, selection = Bridge(), Selection()
    bridge.adopt(Document.create(folder / "table.geoeditor"))
    fill(bridge.document, number)
    view = EventsTable(bridge, selection, Actions(window), Theme(application, "light"), window)
    view.resize(1600, 900)
    window.resize(1600, 900)

    def show() -> None:
        window.show()
        application.processEvents()

    measure(f"{number:,} events: first show", show)
    keys = [column.key for column in view.model.columns]
    measure("everything read anew", view.reload, 3)
    while not view.model.folded.prepare(400):
        pass
    for key in ("date", "title", "kind", "participants", "passages"):
        measure(f"sort by {key}", partial(view.layout_.turn_round, key))
        measure("  and turned round", partial(view.layout_.turn_round, key), 4)
    words = ("z", "zu", "zur", "talks", "talks put", "123", "aug 19", "")
    for word in words:
        measure(f"filter “{word}”", partial(view.filter_rows, word))
    image, steps = QImage(1600, 900, QImage.Format.Format_RGB32), _numbers()

    def jump() -> None:
        view.grid.verticalScrollBar().setValue(next(steps) * 7_919 * 27 % max(1, (number - 50) * 27))
        view.grid.viewport().render(image)

    measure("frame after a jump", jump, 40)
    view.seek("zürich 7")
    measure("frame after a jump, with hits marked", jump, 40)
    measure("next hit", lambda: view.seek("zürich 7", 1), 10)
    view.seek("")
    texts = _numbers()

    def edit() -> None:
        index = view.model.index(next(texts) % number, keys.index("title"))
        assert view.model.setData(index, Entered(f"Renamed {next(texts)}"), Qt.ItemDataRole.EditRole)
        application.processEvents()

    measure("cell edit with all that follows", edit, 20)
    ids = [view.model.id_at(row) or 0 for row in range(0, min(number, 2_000), 2)]
    measure("1,000 scattered rows selected from elsewhere", lambda: selection.choose(Fact("event", row) for row in ids))
    measure("everything selected", view.grid.selectAll)
    bridge.adopt(None)
    window.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        run(arguments.events, Path(folder))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
