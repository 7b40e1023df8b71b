"""What the journeys share: the command line, the sample project, and an article of our own."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

CHECKOUT = str(Path(__file__).resolve().parents[2])
if CHECKOUT not in sys.path:  # what the journeys share is a module of the checkout, not of the program
    sys.path.append(CHECKOUT)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot
    from tests.journeys.command_line import Here
    from tests.journeys.person import Person

    from geoeditor.ui.preferences_store import Store

ARTICLE = """Norway and Iceland agree on a fishing pact

REYKJAVIK, 14 March 2025 — Norwegian Prime Minister Jonas Gahr Støre met President Halla Tómasdóttir of Iceland on
Tuesday. Norway and Iceland signed a fishing agreement last week, officials said. Norway accused Russia of overfishing
in 2022. The European Union is expected to join the talks in June.
"""


@pytest.fixture
def here(
    qapp: object, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator["Here"]:
    """Return the program, run in this process in a folder of its own.

    Qt runs before the program does: a process has one application, and the tests of pictures need a full one.
    """
    from tests.journeys.command_line import Here

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # so that what is set meanwhile is taken back
    yield Here(capfdbinary, monkeypatch)


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from geoeditor.jobs import make_sample

    path = tmp_path_factory.mktemp("sample") / "sample.geoeditor"
    make_sample(str(path), None)
    return path.read_bytes()


@pytest.fixture
def project(tmp_path: Path, _sample: bytes) -> Path:
    """Return the path of a copy of the sample project."""
    path = tmp_path / "project.geoeditor"
    path.write_bytes(_sample)
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return the path of a short article."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> "Store":
    """Return settings of their own, with new projects in a folder of the test."""
    from geoeditor.settings import Preferences
    from geoeditor.ui.preferences_store import Store

    made = Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")
    made.set_preferences(Preferences(folder=str(tmp_path / "projects")))
    return made


@pytest.fixture
def open_window(qtbot: "QtBot", qapp: "QApplication", store: "Store") -> Iterator["Callable[[], Person]"]:
    """Return what opens a main window; it is closed at the end."""
    from tests.journeys.person import Person

    from geoeditor.ui.main_window import MainWindow
    from geoeditor.ui.theme import Theme

    themes: list[Theme] = []

    def opened() -> Person:
        themes.append(Theme(qapp, "light"))
        window = MainWindow(themes[-1], store)
        window.resize(1440, 900)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Person(qtbot, window)

    yield opened
    for theme in themes:
        theme.setParent(None)
