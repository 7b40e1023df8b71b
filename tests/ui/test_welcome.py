"""The welcome page: ways to begin, recent projects, all by keyboard too; nothing heavy is loaded for it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.actions import Actions
from geoeditor.ui.theme import Theme
from geoeditor.ui.welcome import Recent, WelcomePage

CANARY = "<img src=x><b>bold"


@dataclass
class Memory:
    """What the page is told of recent projects."""

    entries: list[Recent] = field(default_factory=list)

    def __call__(self) -> list[Recent]:
        return self.entries

    def forget(self, path: Path) -> None:
        self.entries = [entry for entry in self.entries if entry[0] != path]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Return three projects: one that is there, one missing, one with a name that looks like tags."""
    there = tmp_path / "Belarus.geoeditor"
    there.touch()
    day = datetime(2025, 8, 7, 12, tzinfo=UTC)
    return Memory([(there, True), (tmp_path / "gone.geoeditor", False), (tmp_path / f"{CANARY}.geoeditor", True, day)])


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, theme: Theme, memory: Memory) -> Iterator[WelcomePage]:
    """Return the page, shown at the size of a small screen."""
    made = WelcomePage(actions, theme, memory)
    made.resize(1024, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def test_each_way_to_begin_runs_its_action(qtbot: QtBot, page: WelcomePage, actions: Actions) -> None:
    ran: list[str] = []
    for key in page.choices:
        actions.handle(key, lambda: None)
    actions.update()
    actions.ran.connect(ran.append)
    for choice in page.choices.values():
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert ran == ["project.new", "project.open", "project.sample", "edit.paste"]
    page.choices["project.new"].setFocus()
    QTest.keyClick(page.choices["project.new"], Qt.Key.Key_Return)
    QTest.keyClick(page.choices["project.new"], Qt.Key.Key_Space)
    assert ran[4:] == ["project.new"] * 2


def test_recent_projects_are_listed_and_opened(qtbot: QtBot, page: WelcomePage, memory: Memory) -> None:
    assert [project.text() for project in page.projects] == ["Belarus", "gone", CANARY]
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.mouseClick(page.projects[0], Qt.MouseButton.LeftButton)
    assert asked.args == [memory.entries[0][0]]
    page.projects[2].setFocus()
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.keyClick(page.projects[2], Qt.Key.Key_Return)
    assert asked.args == [memory.entries[2][0]]
    assert "missing" in page.projects[1].accessibleName()
    assert "7 Aug 2025" in page.projects[2].accessibleName()


def test_a_project_is_taken_out_of_the_list_by_key_and_by_button(
    qtbot: QtBot, page: WelcomePage, memory: Memory
) -> None:
    page.forget_requested.connect(memory.forget)
    page.projects[1].setFocus()
    QTest.keyClick(page.projects[1], Qt.Key.Key_Delete)
    assert [project.text() for project in page.projects] == ["Belarus", CANARY]
    assert page.projects[1].hasFocus()
    QTest.mouseClick(page.removals[0], Qt.MouseButton.LeftButton)
    assert [project.text() for project in page.projects] == [CANARY]
    page.clear_requested.connect(memory.entries.clear)
    QTest.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert page.projects == []
    assert page.choices["project.new"].hasFocus()
    assert not page.clear.isVisible()


def test_tab_reaches_everything_once_in_reading_order(page: WelcomePage) -> None:
    page.choices["project.new"].setFocus()
    reached: list[QWidget] = []
    for _ in range(20):
        widget = QApplication.focusWidget()
        if widget is None or widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert reached[:4] == list(page.choices.values())
    assert set(page.projects) <= set(reached)
    assert page.clear in reached
    assert all(widget.accessibleName() for widget in reached)


def test_all_is_seen_on_a_small_screen_in_light_and_dark(page: WelcomePage, theme: Theme, memory: Memory) -> None:
    memory.entries = [memory.entries[0]] * 10
    page.refresh()
    QApplication.processEvents()
    for choice in ("light", "dark"):
        theme.choose(choice)
        picture = page.grab().toImage()
        assert picture.pixelColor(2, 2).name() == theme.palette.ground
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()
    for part in (*page.choices.values(), *page.projects):
        assert part.width() > 200
    assert len(page.projects) == 10


def loaded_with(*modules: str) -> set[str]:
    """Return the top-level names of all modules that are there after an import in a fresh interpreter."""
    code = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    found = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True)
    return set(found.stdout.split())


def test_nothing_heavy_is_loaded_for_the_page() -> None:
    assert not loaded_with("geoeditor.ui.welcome") & {"sqlmodel", "sqlalchemy", "numpy", "openpyxl"}


def test_finding_and_history_do_not_load_the_store() -> None:
    rooms = ("palette", "find_bar", "filter_panel", "chips")
    modules = loaded_with("geoeditor.ui.history", *(f"geoeditor.ui.finding.{room}" for room in rooms))
    assert not modules & {"sqlmodel", "sqlalchemy"}
