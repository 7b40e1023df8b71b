"""What tests of the kept names share: preferences that wish them, and the list over a file of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.ui.kept_names import KeptNames
from geoeditor.ui.preferences_store import Store


@pytest.fixture
def store(qapp: QApplication, tmp_path: Path) -> Store:
    """Return preferences that wish names to be kept."""
    made = Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")
    made.set_preferences(replace(made.preferences, remembers=True))
    return made


@pytest.fixture
def make_names(qtbot: QtBot, store: Store) -> Iterator[Callable[[], KeptNames]]:
    """Return a function that gives the list as one more window has it."""
    made: list[KeptNames] = []

    def make() -> KeptNames:
        names = KeptNames(store)
        made.append(names)
        qtbot.waitUntil(lambda: names.is_loaded, timeout=5_000)
        return names

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def names(make_names: Callable[[], KeptNames]) -> KeptNames:
    """Return the list."""
    return make_names()
