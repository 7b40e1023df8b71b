"""An article that is named on the command line comes into the real window the same way as any other."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.intake_preview.desk import CTRL, focused, saved

from geoeditor import app
from geoeditor.cli.runs import run_window
from geoeditor.core.errors import UserError
from geoeditor.settings import Preferences
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    store = Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")
    store.set_preferences(Preferences(folder=str(tmp_path / "projects")))
    made = MainWindow(theme, store)
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.furnishing is not None:
        made.furnishing.put_away()


def test_it_is_shown_and_taken_into_a_new_project(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    app._begin(window, None, False, saved(tmp_path, "a.eml"))
    assert window.furnishing is not None
    intake = window.furnishing.intake
    qtbot.waitUntil(lambda: intake.preview is not None and intake.preview.isActiveWindow(), timeout=20_000)
    assert not window.bridge.is_open
    assert intake.preview is not None
    QTest.keyClick(focused(intake.preview), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.bridge.is_open and not intake.is_busy, timeout=20_000)
    assert window.bridge.document.path.stem == "Ministers meet in Riga"
    with window.bridge.document.read() as connection:
        assert connection.execute("SELECT title FROM source").fetchall() == [("Ministers meet in Riga",)]


def test_the_strip_about_a_version_has_its_place(qtbot: QtBot, window: MainWindow) -> None:
    app._begin(window, None, False, None)
    assert window.furnishing is not None
    intake = window.furnishing.intake
    for text in ("Ministers meet again in Riga\n\nWords.", "Ministers meet again in Riga\n\nOther words."):
        intake.take_text(text)
        qtbot.waitUntil(lambda: not intake.is_busy, timeout=20_000)
    assert intake.offer.isVisible()
    intake.offer.buttons[0].click()
    qtbot.waitUntil(lambda: not intake.is_busy, timeout=20_000)
    assert not intake.offer.isVisible()
    with window.bridge.document.read() as connection:
        assert connection.execute("SELECT count(*) FROM source WHERE version_of IS NOT NULL").fetchone() == (1,)


def test_the_command_line_gives_articles_to_the_window_and_refuses_the_rest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[tuple[Path | None, Path | None]] = []

    def run(project: Path | None, *, sample: bool = False, article: Path | None = None) -> int:
        given.append((project, article))
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(app, "run", run)
    path = saved(tmp_path, "a.eml")
    assert run_window(Namespace(project=str(path))) == 0
    assert given == [(None, path)]
    for name in ("gone.eml", "odd.xyz"):
        with pytest.raises(UserError):
            run_window(Namespace(project=str(tmp_path / name)))
    assert len(given) == 1
