"""From one project to the next: an actor accepted here is proposed there, with its other names, and nowhere else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.core.commands.actors import add_actor, add_name
from geoeditor.core.commands.sources import add_source
from geoeditor.core.document import Document
from geoeditor.settings import Preferences
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences import PreferencesDialog
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.theme import Theme

TEXT = "Latvian Foreign Minister Juris Ozols spoke in Riga. Zelk engineers came later."
Open = Callable[[str], None]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    store = Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")
    store.set_preferences(Preferences(folder=str(tmp_path), remembers=True))
    theme = Theme(qapp, "light")
    made = MainWindow(theme, store)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.furnish()
    yield made
    made.close()
    theme.setParent(None)


@pytest.fixture
def open_(window: MainWindow, tmp_path: Path) -> Open:
    def act(name: str) -> None:
        path = tmp_path / f"{name}.geoeditor"
        Document.create(path).close()
        assert window.open_path(path)

    return act


@pytest.fixture
def reader(window: MainWindow) -> ReaderView:
    view = window.furnish().view("reader")
    assert isinstance(view, ReaderView)
    return view


def _rules(reader: ReaderView) -> dict[str, str]:
    found = reader.reading.proposals
    return {} if found is None else {actor["name"]: actor["rule"] for actor in found["actors"]}


def test_what_is_learned_in_one_project_is_proposed_in_the_next(
    qtbot: QtBot, window: MainWindow, open_: Open, reader: ReaderView
) -> None:
    open_("one")
    row = add_actor(window.bridge.document, name="Zelk", kind="actor.organisation")
    add_name(window.bridge.document, row, name="Zelk AG")
    open_("two")
    add_source(window.bridge.document, TEXT, title="Talks", t="2025-08-07")
    qtbot.waitUntil(lambda: bool(_rules(reader)), timeout=20_000)
    assert _rules(reader)["Zelk"] == "learned from your other projects"
    card = next(card for card in reader.reading.cards() if card.title == "Zelk")
    reader.proposals.go_to(card.key)
    reader.follow_card()
    window.actions_["proposal.accept"].trigger()
    names = {actor.name: actor.names for actor in reader.reading.names.values()}
    assert names["Zelk"] == ("Zelk AG",)
    qtbot.waitUntil(lambda: _rules(reader).get("Zelk") == "known actor", timeout=20_000)


def test_turned_off_in_the_preferences_it_is_proposed_no_longer(
    qtbot: QtBot, window: MainWindow, open_: Open, reader: ReaderView
) -> None:
    open_("one")
    add_actor(window.bridge.document, name="Zelk", kind="actor.organisation")
    open_("two")
    add_source(window.bridge.document, TEXT, title="Talks", t="2025-08-07")
    qtbot.waitUntil(lambda: "Zelk" in _rules(reader), timeout=20_000)
    window.actions_["edit.preferences"].trigger()
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    assert dialog.names.count == "1 name is kept"
    dialog.remembers.setChecked(False)
    dialog.accept()
    qtbot.waitUntil(lambda: "Zelk" not in _rules(reader), timeout=20_000)


def test_off_nothing_is_written(window: MainWindow, open_: Open) -> None:
    store = window.store
    store.set_preferences(replace(store.preferences, remembers=False))
    open_("one")
    add_actor(window.bridge.document, name="Zelk")
    window.close()
    assert not store.names_path.exists()


def test_closing_writes_what_was_learned_last(window: MainWindow, open_: Open) -> None:
    open_("one")
    add_actor(window.bridge.document, name="Zelk")
    window.close()
    assert b'"Zelk"' in window.store.names_path.read_bytes()
