"""Processor time from the start of the interpreter to the first paint, and to the sample on the screen. Run it by hand.

Prints median and p99 over fresh processes, and checks that the store is not there at the first paint.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from geoeditor.core.document import Document
from geoeditor.exchange.sample import build_sample
from geoeditor.resources import resource_path

ROUNDS = 15

CHILD = """
import sys, time
from functools import partial
from pathlib import Path
from geoeditor import app

begin = app._begin
stores = ("sqlmodel", "sqlalchemy")

def timed(window, project, sample):
    print("first paint", time.process_time(), flush=True)
    print("store", int(any(name in sys.modules for name in stores)), flush=True)
    begin(window, project, sample)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    QApplication.processEvents()
    QTimer.singleShot(0, partial(shown, window))

def shown(window):
    from PySide6.QtWidgets import QApplication
    QApplication.processEvents()
    print("sample shown", time.process_time(), flush=True)
    window.close()

app._begin = timed
sys.exit(app.run(Path(sys.argv[1])))
"""


def measured(project: Path) -> dict[str, float]:
    """Return seconds of processor time by moment, out of one fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(project)],
        env={"QT_QPA_PLATFORM": "offscreen"} | os.environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = (line.rsplit(" ", 1) for line in done.stdout.splitlines())
    return {name: float(value) for name, value in lines}


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.geoeditor"
        with Document.create(path) as document:
            build_sample(document, resource_path("sample"))
        rounds = [measured(path) for _ in range(ROUNDS)]
    for name in ("first paint", "sample shown"):
        values = sorted(each[name] for each in rounds)
        sys.stdout.write(f"{name:<14} median {statistics.median(values):.3f}  p99 {values[-1]:.3f} s CPU\n")
    loaded = any(each["store"] for each in rounds)
    sys.stdout.write(f"store imported before the first paint: {'yes' if loaded else 'no'}\n")


if __name__ == "__main__":
    main()
