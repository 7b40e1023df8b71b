"""After a change of a date the window says what moved with it, and lists it; keys alone lead to every fact."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import events, sources
from geoeditor.core.commands.dating import count_from, date_event, date_in_words
from geoeditor.core.identifiers import EventId, SourceId
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.dating import MovedNotice, MovedPanel
from geoeditor.ui.notice_bar import NoticeBar
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme


class Desk:
    """A window with a notice bar, a field, and what listens to changes."""

    def __init__(self, bridge: Bridge, selection: Selection, theme: Theme, actions: Actions, window: QWidget) -> None:
        self.bridge, self.selection = bridge, selection
        column = QVBoxLayout(window)
        self.bar = NoticeBar(window)
        self.field = QLineEdit(window)
        self.bar.shown_changed.connect(self.bar.setVisible)
        self.bar.hide()
        column.addWidget(self.bar)
        column.addWidget(self.field, 1)
        self.panel = MovedPanel(selection, theme, actions, window)
        self.notice = MovedNotice(bridge, self.bar, self.panel, window)
        document = bridge.document
        self.source = SourceId(sources.add_source(document, title="An article", t="2025-08-05"))
        self.talks = self._event("Talks", "last week", "2025-07-28/2025-08-03")
        self.delivery = self._event("Delivery", "before the end of the year", "2025-08-05/2025-12-31")
        self.drill = EventId(events.add_event(document, title="Drill"))
        date_in_words(document, "event", self.drill, "two days after the talks")
        count_from(document, "event", self.drill, event=self.talks)

    def _event(self, title: str, words: str, t: str) -> EventId:
        made = events.add_event(self.bridge.document, title=title)
        date_in_words(self.bridge.document, "event", made, words, t=t, anchor_source=self.source)
        return EventId(made)

    def publish(self, t: str) -> None:
        """Give the article another day of publication."""
        sources.change_source(self.bridge.document, self.source, t=t)
        QApplication.processEvents()


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge, selection: Selection, theme: Theme, actions: Actions, window: QWidget) -> Desk:
    made = Desk(bridge, selection, theme, actions, window)
    window.resize(800, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.field.setFocus()
    QApplication.processEvents()
    return made


def test_the_sentence_counts_what_moved_and_names_the_first(desk: Desk) -> None:
    desk.publish("2024-08-05")
    assert desk.bar.isVisible()
    assert desk.bar.text == "3 dates moved with it: “Talks”, “Drill” and 1 more."
    assert desk.bar.button.isVisible()
    assert desk.field.hasFocus()


def test_the_list_shows_words_and_both_dates_and_leads_to_facts_by_key(desk: Desk) -> None:
    desk.publish("2024-08-05")
    QTest.keyClick(desk.bar.button, Qt.Key.Key_Space)
    panel = desk.panel
    assert panel.isVisible()
    assert panel.title.text() == "3 dates moved with “Change source”"
    assert panel.list.hasFocus()
    spoken = [panel.rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken[0] == "Talks, “last week”, was 28 Jul – 3 Aug 2025, now 29 Jul – 4 Aug 2024"
    assert "Delivery, “before the end of the year”, was 5 Aug – 31 Dec 2025, now 5 Aug – 31 Dec 2024" in spoken
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert desk.selection.current == Fact("event", desk.talks)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert desk.selection.current == Fact("event", desk.drill)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_change_of_an_anchor_event_tells_too(desk: Desk) -> None:
    date_event(desk.bridge.document, desk.talks, "2025-01-01")
    assert desk.bar.text == "1 date moved with it: “Drill”."


QUIET: dict[str, Callable[[Desk], object]] = {
    "a title": lambda desk: events.change_event(desk.bridge.document, desk.talks, title="Other talks"),
    "a date that nothing counts from": lambda desk: date_event(desk.bridge.document, desk.delivery, "2025"),
    "words": lambda desk: date_in_words(desk.bridge.document, "event", desk.delivery, "last week", t="2025"),
    "the same day": lambda desk: desk.publish("2025-08-05"),
}


@pytest.mark.parametrize("change", QUIET)
def test_where_nothing_moved_nothing_is_said(desk: Desk, change: str) -> None:
    QUIET[change](desk)
    assert not desk.bar.isVisible()
    assert not desk.notice.has_moved


def test_taking_it_back_takes_the_sentence_and_the_list_away(desk: Desk) -> None:
    desk.publish("2024-08-05")
    desk.notice.open_list()
    desk.bridge.undo()
    assert desk.panel.isHidden()
    assert not desk.bar.isVisible()
    assert not desk.notice.has_moved


def test_a_refusal_takes_the_place_of_the_sentence_and_its_button(desk: Desk) -> None:
    desk.publish("2024-08-05")
    desk.bar.say("The disk is full.")
    assert (desk.bar.text, desk.bar.button.isVisible()) == ("The disk is full.", False)
    desk.notice.open_list()
    assert desk.panel.isVisible()


def test_names_with_tags_are_shown_to_the_letter(desk: Desk) -> None:
    events.change_event(desk.bridge.document, desk.talks, title="<img src=x> {n}")
    desk.publish("2024-08-05")
    assert "“<img src=x> {n}”" in desk.bar.text


def test_another_document_forgets_what_moved(desk: Desk) -> None:
    desk.publish("2024-08-05")
    QTest.qWait(0)
    forget = partial(desk.bridge.adopt, None)
    forget()
    assert not desk.notice.has_moved
    assert not desk.bar.isVisible()
