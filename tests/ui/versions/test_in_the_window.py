"""A new version of a text in the main window, by keyboard alone: taken in, looked through, decided, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.proofs.soundness import digest

from geoeditor.core.commands import citations, events, sources
from geoeditor.core.commands.versions import add_version
from geoeditor.core.identifiers import CitationId, SourceId
from geoeditor.core.queries.checking import LOST, NEAR, UNSUPPORTED, CheckItem
from geoeditor.core.queries.versions import version_figures
from geoeditor.jobs import make_sample
from geoeditor.settings import Preferences
from geoeditor.ui.checking import CheckView
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.theme import Theme
from geoeditor.ui.versions import VersionView

HEAD = "Talks on the river dam, and what became of them in the end"
MET = "Anna Berg met the ministers of both states in Vienna on Friday."
PLAN = "The dam is to be opened before the end of the year, her office said."
DOUBT = "Fishermen downstream doubt that the water will ever reach them."
TEXT = f"{HEAD}\n\n{MET} {PLAN}\n\n{DOUBT}"
NEW_PLAN = "The dam will be opened before the end of the year, her office has said."
OTHER = "No other voices were heard."
NEW = TEXT.replace(PLAN, NEW_PLAN).replace(DOUBT, OTHER).replace("in Vienna", "in\u00a0Vienna")


class Desk:
    """The window over the sample with one more source, which is open in the reader."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window, self.bridge = qtbot, window, window.bridge
        self.furnishing = window.furnish()
        versions, reader, checking = (self.furnishing.view(key) for key in ("versions", "reader", "checking"))
        assert isinstance(versions, VersionView)
        assert isinstance(reader, ReaderView)
        assert isinstance(checking, CheckView)
        self.versions, self.reader, self.checking = versions, reader, checking
        self.source = SourceId(0)

    def fill(self) -> None:
        """Add the source and a citation for each sentence."""
        document = self.bridge.document
        self.source = sources.add_source(document, TEXT, title=HEAD, t="2025-08-08")
        for words in (MET, PLAN, DOUBT):
            start = TEXT.index(words)
            citations.cite(
                document,
                self.source,
                "event",
                events.add_event(document, title=words[:20]),
                (start, start + len(words)),
            )

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget()
        assert isinstance(target, QWidget)
        QTest.keyClick(target, key, modifier)

    def take(self, text: str) -> None:
        """Take in a new version by keys, with its text on the clipboard."""
        QApplication.clipboard().setText(text)
        self.reader.setFocus()
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        self.qtbot.waitUntil(self.versions.strip.text.hasFocus)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def items(self, section: str) -> list[str]:
        """Return the words of the rows of a section."""
        return [row.words for row in self.versions.model.rows if isinstance(row, CheckItem) and row.section == section]

    def anchors(self) -> list[str]:
        """Return the anchors of the three passages."""
        with self.bridge.document.read() as connection:
            rows = connection.execute("SELECT anchor FROM citation ORDER BY id DESC LIMIT 3").fetchall()
        return [anchor for (anchor,) in reversed(rows)]


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
    made.fill()
    yield made
    window.close()
    theme.setParent(None)


def test_a_corrected_text_comes_in_by_keys_and_the_report_says_what_became_of_the_passages(desk: Desk) -> None:
    before = digest(desk.bridge.document)
    desk.take(NEW)
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    assert not desk.versions.strip.isVisible()
    assert desk.reader.reading.source_id == desk.versions.source != desk.source
    assert desk.reader.reading.page.text == NEW
    assert desk.versions.summary.text() == "Passages: 2 with new wording · 1 lost"
    assert desk.items(NEAR) == [MET, NEW_PLAN]
    assert desk.items(LOST) == [DOUBT]
    titles = [source.title for source in desk.reader.reading.sources]
    assert titles[-2:] == [f"Earlier version of “{HEAD}”", HEAD]
    desk.bridge.undo()
    assert digest(desk.bridge.document) == before
    assert desk.reader.reading.source_id == desk.source


def test_yes_and_no_are_keys_and_what_changed_is_shown_before(desk: Desk) -> None:
    desk.take(NEW)
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    assert [piece.text for piece in desk.versions.wording.pieces if piece.change != "kept"] == ["·", "°"]
    desk.press(Qt.Key.Key_Down)
    changed = [(piece.change, piece.text) for piece in desk.versions.wording.pieces if piece.change != "kept"]
    assert ("removed", "is to") in changed
    assert ("added", "will") in changed
    desk.press(Qt.Key.Key_Y)
    assert desk.anchors() == ["near", "exact", "lost"]
    assert desk.bridge.document.history()[0].label == "Take new words"
    desk.bridge.undo()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_O)
    assert desk.anchors() == ["near", "exact", "lost"]
    assert desk.versions.summary.text() == "Passages: 1 with new wording · 1 lost · 1 in an earlier version"
    assert desk.bridge.document.history()[0].label == "Keep old words"


def test_all_typography_is_taken_by_one_key(desk: Desk) -> None:
    desk.take(NEW)
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    desk.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.anchors() == ["exact", "near", "lost"]


def test_a_lost_passage_is_pointed_to_the_words_that_are_selected(desk: Desk) -> None:
    desk.take(NEW)
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    desk.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    current = desk.versions.current
    assert current is not None
    assert current.section == LOST
    assert [piece.change for piece in desk.versions.wording.pieces] == ["removed"]
    desk.press(Qt.Key.Key_Return)
    assert desk.reader.reading.source_id == desk.source  # where its words still stand
    desk.versions.list.setFocus()
    desk.press(Qt.Key.Key_P)
    assert desk.reader.reading.source_id == desk.versions.source
    desk.qtbot.waitUntil(desk.reader.text.hasFocus)
    start = NEW.index(OTHER)
    desk.reader.text.select_span((start, start + len(OTHER)))
    desk.press(Qt.Key.Key_P)
    assert desk.anchors() == ["near", "near", "exact"]
    with desk.bridge.document.read() as connection:
        row = connection.execute("SELECT source_id, quote FROM citation WHERE id = ?", (current.id,)).fetchone()
    assert row == (desk.versions.source, OTHER)
    assert desk.bridge.document.history()[0].label == "Point evidence to other words"


def test_what_is_refused_keeps_the_typed_text(desk: Desk) -> None:
    steps = len(desk.bridge.document.history())
    desk.take(TEXT)
    strip = desk.versions.strip
    assert strip.isVisible()
    assert "as it stands" in strip.problem.text()
    assert strip.text.toPlainText() == TEXT
    strip.date.setText("some day or other")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "date" in strip.problem.text()
    assert strip.text.toPlainText() == TEXT
    assert len(desk.bridge.document.history()) == steps
    strip.text.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert not strip.isVisible()


def test_letters_typed_into_the_field_are_no_acts(desk: Desk) -> None:
    desk.take(NEW)
    desk.reader.setFocus()
    QApplication.clipboard().clear()
    desk.window.actions_.run("version.new")
    field = desk.versions.strip.text
    desk.qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "yo p")
    assert field.toPlainText() == "yo p"
    assert desk.anchors() == ["near", "near", "lost"]


def test_a_long_text_is_looked_through_beside_the_window(desk: Desk) -> None:
    long = "\n".join([NEW, *(f"Line {number} of a long appendix that nobody reads." for number in range(1_000))])
    desk.take(long)
    desk.qtbot.waitUntil(lambda: desk.reader.reading.page.text == long)
    assert desk.anchors() == ["near", "near", "lost"]


def test_a_text_that_the_field_can_not_show_comes_in_whole(desk: Desk) -> None:
    long = NEW + "\n\nA line of a long appendix." * 20_000
    QApplication.clipboard().setText(long)
    desk.reader.setFocus()
    desk.window.actions_.run("version.new")
    strip = desk.versions.strip
    desk.qtbot.waitUntil(strip.take.hasFocus)
    assert strip.text.toPlainText() == ""
    assert f"{len(long):,} letters" in strip.ends.text()
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.reader.reading.page.text == long)
    assert desk.anchors() == ["near", "near", "lost"]


def test_the_report_comes_up_for_a_version_that_came_in_as_an_article(desk: Desk) -> None:
    report = add_version(desk.bridge.document, desk.source, NEW)
    desk.furnishing.intake.version_added.emit(report.source_id)
    assert desk.versions.source == report.source_id
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    assert desk.window.actions_["version.agree"].isEnabled()
    assert desk.window.actions_["version.refuse"].isEnabled()
    desk.press(Qt.Key.Key_O)
    assert desk.anchors() == ["exact", "near", "lost"]


def test_an_earlier_version_proposes_nothing_and_leads_to_the_newest(desk: Desk) -> None:
    reader, strip = desk.reader, desk.reader.newer_strip
    desk.qtbot.waitUntil(lambda: bool(reader.proposals.model.cards), timeout=20_000)
    assert not strip.isVisible()
    assert not desk.window.actions_["version.newest"].isEnabled()
    desk.take(NEW)
    desk.qtbot.waitUntil(lambda: bool(reader.proposals.model.cards), timeout=20_000)
    newest = reader.reading.source_id
    reader.show_source(desk.source)
    assert not reader.proposals.model.cards
    assert not reader.proposals.isVisible()
    assert strip.words.text() == "An earlier version; the newest is of 8 Aug 2025."
    QTest.qWait(500)
    assert reader.reading.proposals is None
    strip.go.click()
    assert reader.reading.source_id == newest
    desk.qtbot.waitUntil(lambda: bool(reader.proposals.model.cards), timeout=20_000)
    reader.show_source(desk.source)
    desk.bridge.undo()
    assert reader.reading.newer is None
    assert not strip.isVisible()
    desk.qtbot.waitUntil(lambda: bool(reader.proposals.model.cards), timeout=20_000)


def test_a_sentence_with_several_facts_is_decided_once_or_one_by_one(desk: Desk) -> None:
    document = desk.bridge.document
    start = TEXT.index(PLAN)
    for title in ("Opening", "Office speaks"):
        event = events.add_event(document, title=title)
        citations.cite(document, desk.source, "event", event, (start, start + len(PLAN)))
    desk.take(NEW)
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    assert desk.items(NEAR) == [MET, NEW_PLAN]
    desk.press(Qt.Key.Key_Down)
    assert desk.versions.current is not None
    assert len(desk.versions.current.ids) == 3
    assert len(desk.window.selection.facts) == 3
    steps = len(document.history())
    desk.press(Qt.Key.Key_Y)
    assert len(document.history()) == steps + 1
    assert document.history()[0].label == "Take new words of 3 passages"
    desk.bridge.undo()
    desk.versions.list.put_keys(desk.versions.model.place_of(NEAR, desk.versions.model.sections[0].items[1].id) or 0)
    desk.press(Qt.Key.Key_Right)
    assert desk.items(NEAR) == [MET, NEW_PLAN, PLAN[:20], "Opening", "Office speaks"]
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_O)
    assert document.history()[0].label == "Keep old words"
    assert desk.items(NEAR) == [MET, NEW_PLAN, PLAN[:20], "Office speaks"]
    desk.press(Qt.Key.Key_Left)
    assert desk.items(NEAR) == [MET, NEW_PLAN]
    assert desk.versions.current is not None
    assert len(desk.versions.current.ids) == 2


def test_the_sections_stand_in_to_check_and_the_same_keys_work_there(desk: Desk) -> None:
    report = add_version(desk.bridge.document, desk.source, NEW)
    desk.furnishing.panes["checking"].show_up()
    rows = desk.checking.model
    desk.qtbot.waitUntil(lambda: rows.place_of(NEAR, report.near[0]) is not None)
    assert rows.place_of(LOST, report.lost[0]) is not None
    with desk.bridge.document.read() as connection:
        lost = connection.execute("SELECT event_id FROM citation WHERE id = ?", (report.lost[0],)).fetchone()[0]
    assert rows.place_of(UNSUPPORTED, lost) is not None
    desk.checking.list.setCurrentIndex(rows.index(rows.place_of(NEAR, report.near[1]) or 0))
    desk.checking.list.setFocus()
    desk.press(Qt.Key.Key_Y)
    figures = version_figures(desk.bridge.document, report.source_id)
    assert figures is not None
    assert [CitationId(row.citation_id) for row in figures.near] == [report.near[0]]


def test_another_project_shows_nothing_of_the_one_before(desk: Desk) -> None:
    desk.take(NEW)
    desk.bridge.adopt(None)
    assert desk.versions.source == 0
    assert desk.versions.current is None


def test_the_text_follows_to_what_is_decided_next_and_the_menu_offers_the_same(desk: Desk) -> None:
    desk.take(NEW)
    desk.qtbot.waitUntil(desk.versions.list.hasFocus)
    assert desk.reader.sentence is not None
    assert desk.reader.reading.page.text[slice(*desk.reader.sentence)].startswith("Anna Berg")
    desk.press(Qt.Key.Key_Y)
    assert desk.reader.reading.page.text[slice(*desk.reader.sentence)] == NEW_PLAN
    assert desk.versions.list.hasFocus()
    offered = [action.objectName() for action in desk.versions.menu().actions() if not action.isSeparator()]
    assert offered == ["version.agree", "version.refuse", "fact.passage", "fact.rename"]
