"""What the first change needs is loaded once a project is open, beside the window."""

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QElapsedTimer
from geoeditor.core.document import Document
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.warming import Warming

application = QCoreApplication([])
bridge = Bridge()
warming = Warming(bridge, bridge)
clock = QElapsedTimer()
clock.start()
while clock.elapsed() < 1_000:
    application.processEvents()
print("sqlmodel" in sys.modules)
bridge.adopt(Document.create(Path(sys.argv[1]) / "a.geoeditor"))
print("sqlmodel" in sys.modules)
while clock.elapsed() < 30_000 and "sqlmodel" not in sys.modules:
    application.processEvents()
print("sqlmodel" in sys.modules)
"""


def test_the_store_is_loaded_after_a_project_was_opened_and_not_before(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.split() == ["False", "False", "True"], found.stderr
