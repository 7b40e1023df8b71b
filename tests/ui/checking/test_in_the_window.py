"""The To Check pane in the main window: it is there, R leads to it from anywhere, its rows lead to the reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, links, sources
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries.checking import TITLES, UNNAMED, CheckItem
from geoeditor.jobs import make_sample
from geoeditor.settings import Preferences
from geoeditor.ui.checking import CheckView
from geoeditor.ui.furnishing import Furnishing
from geoeditor.ui.inspector import InspectorView
from geoeditor.ui.inspector.actor import ActorSheet
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme


class Desk:
    """The window over the sample, with what the tests look at."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.furnishing: Furnishing = window.furnish()
        checking, reader, inspector = (self.furnishing.view(key) for key in ("checking", "reader", "inspector"))
        assert isinstance(checking, CheckView)
        assert isinstance(reader, ReaderView)
        assert isinstance(inspector, InspectorView)
        self.checking, self.reader, self.inspector = checking, reader, inspector

    def unnamed(self) -> ActorId:
        """Return an unnamed actor of the sample."""
        with self.window.bridge.document.read() as connection:
            return ActorId(connection.execute("SELECT id FROM actor WHERE NOT named ORDER BY id").fetchone()[0])

    def items(self, section: str) -> list[CheckItem]:
        """Return the rows of a section."""
        return [row for row in self.checking.model.rows if isinstance(row, CheckItem) and row.section == section]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "sample.geoeditor"
    make_sample(str(path), None)
    store = Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")
    store.set_preferences(Preferences(folder=str(tmp_path)))
    theme = Theme(qapp, "light")
    window = MainWindow(theme, store)
    window.resize(1440, 900)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Desk(qtbot, window)
    assert window.open_path(path)
    yield made
    window.close()
    theme.setParent(None)


def test_the_pane_stands_beside_the_inspector(desk: Desk) -> None:
    panes = desk.furnishing.panes
    assert panes["checking"] in desk.window.tabifiedDockWidgets(panes["inspector"])
    desk.qtbot.waitUntil(desk.inspector.isVisible)
    desk.qtbot.waitUntil(lambda: desk.checking.visibleRegion().isEmpty())
    actors.add_actor(desk.window.bridge.document, name="nobody yet", named=False)
    assert not desk.checking.search.is_busy  # it waits until it is seen
    panes["checking"].show_up()
    desk.qtbot.waitUntil(lambda: [item.words for item in desk.items(UNNAMED)][-1:] == ["nobody yet"])
    panes["inspector"].show_up()
    desk.qtbot.waitUntil(lambda: desk.checking.visibleRegion().isEmpty())
    desk.window.bridge.undo()
    panes["checking"].show_up()
    desk.qtbot.waitUntil(lambda: [item.words for item in desk.items(UNNAMED)][-1:] != ["nobody yet"])


def test_r_in_the_graph_asks_in_the_pane_and_the_answer_is_one_step(desk: Desk) -> None:
    aide, document = desk.unnamed(), desk.window.bridge.document
    graph = desk.furnishing.view("graph")
    graph.setFocus()
    desk.window.selection.choose([Fact("actor", aide)])
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_R)
    assert desk.checking.strip.isVisible()
    field = desk.checking.strip.people.field
    desk.qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Dzianis Kuchynski")
    QTest.keyClick(field, Qt.Key.Key_Return)
    steps = len(document.history())
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(document.history()) == steps + 1
    assert "Dzianis Kuchynski" in document.history()[0].label
    desk.furnishing.editing.undo()
    assert desk.unnamed() == aide


def test_the_inspector_of_an_unnamed_actor_leads_there_too(desk: Desk) -> None:
    aide = desk.unnamed()
    desk.window.selection.choose([Fact("actor", aide)])
    sheet = desk.inspector.page
    assert isinstance(sheet, ActorSheet)
    assert sheet.resolve_button.isVisible()
    sheet.resolve_button.click()
    assert desk.checking.strip.actor == aide
    assert desk.checking.isVisible()
    with desk.window.bridge.document.read() as connection:
        named = connection.execute("SELECT id FROM actor WHERE named").fetchone()[0]
    desk.furnishing.panes["inspector"].show_up()
    desk.window.selection.choose([Fact("actor", named)])
    assert not sheet.resolve_button.isVisible()


def test_a_title_that_does_not_fit_leads_to_its_sentence(desk: Desk) -> None:
    document = desk.window.bridge.document
    with document.read() as connection:
        source = connection.execute("SELECT source_id FROM source_text").fetchone()[0]
    desk.furnishing.panes["checking"].show_up()
    words = "Anna Berg spoke first. Then the former Norwegian prime minister left."
    fresh = sources.add_source(document, words, title="Another article", t="2025-08-05")
    berg = actors.add_actor(document, name="Anna Berg", kind="actor.person")
    norway = actors.add_actor(document, name="Norway", kind="actor.state")
    links.link_actors(document, berg, norway, kind="link.leads", t="2024/..")
    desk.qtbot.waitUntil(lambda: len(desk.items(TITLES)) == 1, timeout=30_000)
    desk.reader.show_source(source)
    place = desk.checking.model.place_of(TITLES, desk.items(TITLES)[0].id)
    assert place is not None
    desk.checking.list.setFocus()
    desk.checking.list.setCurrentIndex(desk.checking.model.index(place))
    QTest.keyClick(desk.checking.list, Qt.Key.Key_Return)
    assert desk.reader.reading.source_id == fresh
    assert desk.reader.sentence == (23, len(words))
