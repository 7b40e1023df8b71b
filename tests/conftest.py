"""What every test gets: Qt without a screen, a quiet log, no widget left behind, and Hypothesis as we want it."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile(
    "default", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")), database=None
)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000, database=None)
hypothesis.settings.load_profile("long" if os.environ.get("GEOEDITOR_LONG") else "default")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs: this test makes the program log warnings or errors on purpose")


class _Recorder(logging.Handler):
    """Keeps the warnings and errors that the program logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the program logs a warning or worse, unless it is marked `logs`."""
    recorder = _Recorder()
    logger = logging.getLogger("geoeditor")
    logger.addHandler(recorder)
    yield
    logger.removeHandler(recorder)
    if recorder.lines and request.node.get_closest_marker("logs") is None:
        pytest.fail("logged unexpectedly:\n" + "\n".join(recorder.lines))


@pytest.fixture(autouse=True)
def _tidy_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect no garbage during a Qt test, and close and delete every window at its end.

    Cyclic collection inside `processEvents` can destroy a visible window and crash the interpreter.
    """
    if "qapp" not in request.fixturenames or "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    gc.disable()
    try:
        yield
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()  # what outlives a test, such as modules, need not be looked through at the end of each one
    left = [type(widget).__name__ for widget in QApplication.topLevelWidgets()]
    if left:
        pytest.fail(f"windows left: {', '.join(left)}")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that holds pyproject.toml."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared(checkout: Path) -> Path:
    """Return the folder of reference material beside the checkout; where there is none, leave the test out."""
    folder = checkout.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder of reference material beside the checkout")
    return folder
