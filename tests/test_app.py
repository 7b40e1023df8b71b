"""The program from its start to its end, each time in a process of its own, whose exit code is looked at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COPIES = {
    "a chart": "from geoeditor.ui.export.clipboard import put_on_clipboard; put_on_clipboard({'image/png': b'x' * 99})",
    "rows": "d = QMimeData(); d.setText('abc'); QApplication.clipboard().setMimeData(d)",
    "a text": "QApplication.clipboard().setText('abc')",
    "nothing": "pass",
}
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication
from geoeditor.app import run

def copy_and_leave():
    {copy}
    for window in application.topLevelWidgets():
        window.close()

application = QApplication(["geoeditor"])
QTimer.singleShot(300, copy_and_leave)
sys.exit(run(None))
"""


@pytest.mark.parametrize("what", COPIES)
def test_closing_with_something_on_the_clipboard_ends_well(what: str, tmp_path: Path) -> None:
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(copy=COPIES[what])],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
