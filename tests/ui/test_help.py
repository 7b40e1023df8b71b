"""Help is made from what the program knows of itself."""

import logging
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoeditor import __version__
from geoeditor.ui import diagnostics
from geoeditor.ui import help as help_
from geoeditor.ui.actions import Actions
from geoeditor.ui.preferences_store import Store


def test_every_action_with_a_key_is_listed_with_it(actions: Actions) -> None:
    dialog = help_.ShortcutsDialog(actions)
    with_keys = [key for key in actions.keys if not actions[key].shortcut().isEmpty()]
    listed = dict(dialog.shown)
    assert [actions[key].text().replace("&", "") for key in with_keys] == list(listed)
    assert "Ctrl+Z" in listed["Undo"]
    assert listed["Skip Proposal"] == "X"


@pytest.mark.parametrize(
    ("typed", "found"), [("ctrl+k", "Find Anything…"), ("CTRL + K", "Find Anything…"), ("what was undone", "Redo")]
)
def test_the_list_is_searched_by_action_key_and_meaning(actions: Actions, typed: str, found: str) -> None:
    dialog = help_.ShortcutsDialog(actions)
    dialog.show()
    QTest.keyClicks(dialog.search, typed)
    assert found in dict(dialog.shown)
    assert len(dialog.shown) < 4
    QTest.keyClicks(dialog.search, "zzz")
    assert dialog.shown == []


def test_about_names_versions_places_and_licences(qapp: object) -> None:
    dialog = help_.AboutDialog()
    dialog.show()
    assert "Qt" in dialog.facts.text()
    assert "preferences.json" in dialog.facts.text()
    listed = (dialog.packages.topLevelItem(row) for row in range(dialog.packages.topLevelItemCount()))
    rows = [row for row in listed if row is not None]
    licences = {row.text(0): row.text(2) for row in rows}
    assert "LGPL" in licences["PySide6_Essentials"]
    assert all(licences.values())
    dialog.packages.setCurrentItem(rows[0])
    assert "Permission is hereby granted" in dialog.licence.toPlainText()


def test_the_packages_are_those_that_the_program_needs(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]
    needed = [re.split(r"[<>=~! ]", line)[0] for line in project["dependencies"]]
    assert sorted(needed) == sorted(help_.NEEDED)


def test_diagnostics_hold_versions_and_messages_but_no_content_and_no_folders(qapp: object, tmp_path: Path) -> None:
    handler = diagnostics.open_log(tmp_path)
    try:
        logger = logging.getLogger("geoeditor.test")
        logger.info("opened %s", "/somewhere/deep/secret place/affair.geoeditor")
        try:
            raise ValueError("Alexander Lukashenko")
        except ValueError:
            logger.info("it failed", exc_info=True)
    finally:
        diagnostics.close_log(handler)
    text = help_.copy_diagnostics(Store(tmp_path / "p.json", tmp_path))
    assert QGuiApplication.clipboard().text() == text
    assert f"GeoEditor: {__version__}" in text
    assert "affair.geoeditor" in text
    assert "somewhere" not in text
    assert "Lukashenko" not in text
    assert "ValueError" in text
    assert "test_help.py" in text


def test_the_log_is_private_and_only_its_end_is_told(qapp: object, tmp_path: Path) -> None:
    handler = diagnostics.open_log(tmp_path / "log")
    logger = logging.getLogger("geoeditor.test")
    for number in range(20_000):
        logger.info("line %d of a log that is long enough to be turned over", number)
    diagnostics.close_log(handler)
    files = sorted((tmp_path / "log").iterdir())
    assert 1 < len(files) <= 3
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o700
    tail = diagnostics.tail(tmp_path / "log").splitlines()
    assert len(tail) == 80
    assert "line 19999 " in tail[-1]


def test_a_log_that_cannot_be_written_stops_nothing(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    handler = diagnostics.open_log(tmp_path / "file")
    logging.getLogger("geoeditor.test").info("nobody hears this")
    diagnostics.close_log(handler)
    assert diagnostics.tail(tmp_path / "file") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can't open /var/lib/x/affair.geoeditor now", "can't open affair.geoeditor now"),
        (r"C:\Data\me\affair.geoeditor", "affair.geoeditor"),
        ("5 and/or 6", "5 and/or 6"),
        ("https://example.org/a/b", "https://example.org/a/b"),
    ],
)
def test_paths_become_names_of_files(text: str, expected: str) -> None:
    assert diagnostics.without_folders(text) == expected


def test_dialogs_close_with_escape(qtbot: QtBot, actions: Actions) -> None:
    for dialog in (help_.ShortcutsDialog(actions), help_.AboutDialog()):
        dialog.open()
        with qtbot.waitSignal(dialog.finished):
            dialog.reject()
