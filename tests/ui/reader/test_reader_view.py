"""The reader follows the selection and the document, goes through the sentences, and asks for what it must know."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import TEXT, Reading

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.citations import cite
from geoeditor.core.commands.dating import date_event
from geoeditor.core.commands.events import add_event
from geoeditor.core.commands.sources import add_source, change_source, remove_sources
from geoeditor.core.identifiers import EventId, SourceId
from geoeditor.core.queries import rows
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

Make = Callable[[Bridge], ReaderView]


def _sentence(words: str, reader: ReaderView) -> tuple[int, int]:
    span = reader.reading.page.around((reader.text.text.index(words),) * 2)
    assert span is not None
    return span


def _click(reader: ReaderView, words: str) -> None:
    place = reader.text.text.index(words) + 1
    rect = reader.text.cursorRect(reader.text._cursor((place, place)))
    QTest.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 2, rect.center().y()))
    QTest.qWait(QApplication.doubleClickInterval() // 8)


def _event(bridge: Bridge, source: SourceId, words: str, title: str = "It happened") -> Fact:
    event = add_event(bridge.document, title=title)
    text = rows.source_text(bridge.document, source)
    cite(bridge.document, source, "event", event, (text.index(words), text.index(words) + len(words)))
    return Fact("event", event)


def test_an_empty_project_says_what_to_do_and_offers_it(make_reader: Make, bridge: Bridge, actions: Actions) -> None:
    reader = make_reader(bridge)
    pasted = []
    actions.handle("project.paste", lambda: pasted.append(1))
    actions.update()
    button = next(button for button in reader._empty.findChildren(QPushButton) if "Paste" in button.text())
    assert button.isVisible()
    button.click()
    assert pasted == [1]


def test_the_head_tells_title_kind_date_and_facts(reader: ReaderView, bridge: Bridge, source: SourceId) -> None:
    change_source(bridge.document, source, reliability="B")
    _event(bridge, source, "They" if "They" in TEXT else "met")
    assert reader.masthead.title.text == "Talks on an island"
    assert "7 Aug 2025" in reader.masthead._date.text()
    assert "reliability B" in reader.masthead._rest.whole
    assert "1 fact" in reader.masthead._rest.whole


@pytest.mark.parametrize("title", ["<img src=x>", "word " * 2_000, "x" * 9_000, "\u202eenil dekcart", "🕊" * 400])
def test_any_title_is_shown_as_typed_on_two_lines_at_most(
    reader: ReaderView, bridge: Bridge, source: SourceId, title: str
) -> None:
    change_source(bridge.document, source, title=title[:1_000])
    assert reader.masthead.title.height() <= 2 * reader.masthead.title.fontMetrics().lineSpacing() + 4
    reader.masthead.title.repaint()


def test_a_source_that_comes_in_is_shown_and_the_chooser_lists_all(
    reader: ReaderView, bridge: Bridge, source: SourceId
) -> None:
    assert not reader.chooser.list.isVisibleTo(reader.chooser)
    second = add_source(bridge.document, "Another text. Of two sentences.", title="Another")
    assert reader.reading.source_id == second
    assert reader.text.text.startswith("Another")
    assert reader.chooser.list.isVisibleTo(reader.chooser)
    reader.chooser.list.setCurrentIndex(0)
    reader.chooser.list.activated.emit(0)
    assert reader.reading.source_id == source


def test_removing_the_shown_source_shows_another_and_undo_brings_it_back(
    reader: ReaderView, bridge: Bridge, source: SourceId
) -> None:
    second = add_source(bridge.document, "Another text.", title="Another")
    remove_sources(bridge.document, second)
    assert reader.reading.source_id == source
    bridge.undo()
    assert [one.id for one in reader.reading.sources] == [source, second]


def test_closing_the_project_shows_the_empty_page(reader: ReaderView, bridge: Bridge) -> None:
    bridge.adopt(None)
    assert reader._empty.isVisible()
    assert reader.text.text == ""


def test_a_click_on_a_mark_selects_its_fact_and_again_the_next_one(
    reader: ReaderView, bridge: Bridge, source: SourceId, selection: Selection
) -> None:
    actor = add_actor(bridge.document, name="Vladimir Putin", kind="actor.person")
    first = _event(bridge, source, "Alexander Lukashenko met Vladimir Putin", "First")
    second = _event(bridge, source, "Alexander Lukashenko met Vladimir Putin in Minsk", "Second")
    found = []
    for _ in range(4):
        _click(reader, "Vladimir Putin")
        found.append(selection.current)
    assert found == [Fact("actor", actor), first, second, Fact("actor", actor)]


def test_a_click_between_marks_keeps_the_selection(
    reader: ReaderView, bridge: Bridge, source: SourceId, selection: Selection
) -> None:
    fact = _event(bridge, source, "met")
    selection.choose([fact])
    _click(reader, "progress")
    assert selection.current == fact


def test_a_fact_selected_elsewhere_is_outlined_and_scrolled_to_only_out_of_sight(
    make_reader: Make, bridge: Bridge, selection: Selection
) -> None:
    text = "First words of it.\n\n" + "A sentence that fills the page with words. " * 400 + "\n\nThe very last words."
    source = add_source(bridge.document, text, title="Long")
    reader = make_reader(bridge)
    near, far = _event(bridge, source, "First words"), _event(bridge, source, "The very last words")
    selection.choose([near])
    assert reader.text.verticalScrollBar().value() == 0
    selection.choose([far])
    assert reader.text.verticalScrollBar().value() > 0
    assert reader.text._shown.selected == {far}


def test_selecting_a_source_or_a_fact_of_another_source_shows_that_source(
    reader: ReaderView, bridge: Bridge, source: SourceId, selection: Selection
) -> None:
    fact = _event(bridge, source, "met")
    second = add_source(bridge.document, "Another text.", title="Another")
    selection.choose([fact])
    assert reader.reading.source_id == source
    selection.choose([Fact("source", second)])
    assert reader.reading.source_id == second
    (citation,) = rows.citations(bridge.document)
    selection.choose([Fact("citation", citation.id)])
    assert reader.reading.source_id == source
    assert fact in reader.text._shown.selected


def test_asking_for_the_passage_goes_there_and_asked_again_to_the_next_one(
    reader: ReaderView, bridge: Bridge, source: SourceId, selection: Selection
) -> None:
    fact = _event(bridge, source, "met")
    add_source(bridge.document, "It happened again. Nobody knows why.", title="Another")
    second = reader.reading.source_id
    cite(bridge.document, SourceId(second), "event", fact.id, (0, 18))
    places = []
    for _ in range(3):
        selection.passage_requested.emit(fact)
        places.append((reader.reading.source_id, reader.text.text[slice(*(reader.sentence or (0, 0)))]))
    assert places == [(source, "met"), (second, "It happened again."), (source, "met")]
    assert reader.text.hasFocus()


def test_a_fact_without_a_passage_is_told_and_nothing_moves(
    reader: ReaderView, bridge: Bridge, selection: Selection, qtbot: QtBot
) -> None:
    event = add_event(bridge.document, title="Bare")
    with qtbot.waitSignal(bridge.announced):
        selection.passage_requested.emit(Fact("event", event))


def test_n_goes_from_open_sentence_to_open_sentence_and_behind_the_last_on_from_the_top(
    reader: ReaderView, bridge: Bridge, source: SourceId
) -> None:
    said: list[str] = []
    bridge.announced.connect(said.append)
    _event(bridge, source, "A senior diplomat spoke of progress.")
    seen = []
    QTest.keyClick(reader.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(5):
        QTest.keyClick(reader.text, Qt.Key.Key_N)
        assert reader.sentence is not None
        seen.append(reader.text.text[slice(*reader.sentence)].split()[0])
    assert seen == ["🕊", "Last", "Russia", "John", "🕊"]
    assert said == ["No open sentence follows, so this goes on from the top; 4 open sentences left"]


def test_s_sets_the_sentence_aside_goes_on_and_takes_it_back(
    reader: ReaderView, bridge: Bridge, source: SourceId, qtbot: QtBot
) -> None:
    reader.text.put_cursor(TEXT.index("progress"))
    with qtbot.waitSignal(reader.status_changed) as status:
        QTest.keyClick(reader.text, Qt.Key.Key_S)
    assert status.args == ["1 of 5 sentences read"]
    span = _sentence("progress", reader)
    assert rows.ledger(bridge.document, source).set_aside == (span,)
    assert reader.text._muted == (span,)
    assert reader.sentence == _sentence("missiles", reader)
    reader.text.put_cursor(span[0])
    QTest.keyClick(reader.text, Qt.Key.Key_S)
    assert rows.ledger(bridge.document, source).set_aside == ()


def test_when_every_sentence_is_read_n_says_so(make_reader: Make, bridge: Bridge, qtbot: QtBot) -> None:
    add_source(bridge.document, "Only one.", title="Short")
    reader = make_reader(bridge)
    QTest.keyClick(reader.text, Qt.Key.Key_S)
    with qtbot.waitSignal(bridge.announced) as told:
        QTest.keyClick(reader.text, Qt.Key.Key_N)
    assert "read" in told.args[0]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_source_without_a_date_is_asked_for_it_and_the_proposals_follow(
    reader: ReaderView, bridge: Bridge, worker: Reading
) -> None:
    assert not reader.date_strip.isVisible()
    add_source(bridge.document, TEXT, title="Undated")
    assert reader.date_strip.isVisible()
    reader.date_strip.field.setFocus()
    QTest.keyClicks(reader.date_strip.field, "7 Aug 2025")
    QTest.keyClick(reader.date_strip.field, Qt.Key.Key_Return)
    assert not reader.date_strip.isVisible()
    assert reader.reading.published == "2025-08-07"
    assert worker.asked[-1][1] == "2025-08-07"
    assert bridge.document.history()[0].label == "Set publication date"
    assert rows.events(bridge.document) == []


def test_the_question_can_be_skipped_and_is_not_asked_again(reader: ReaderView, bridge: Bridge) -> None:
    second = add_source(bridge.document, TEXT, title="Undated")
    reader.date_strip._skip.click()
    assert not reader.date_strip.isVisible()
    reader.show_source(reader.reading.sources[0].id)
    reader.show_source(second)
    assert not reader.date_strip.isVisible()


def test_another_day_of_publication_moves_dates_in_words_and_no_date_set_by_hand(
    reader: ReaderView, bridge: Bridge, source: SourceId, actions: Actions
) -> None:
    for name in ("first", "second"):
        reader.text.select_span(_sentence("met", reader))
        QTest.keyClick(reader.text, Qt.Key.Key_E)
        reader.entry.event_form.title.setText(name)
        reader.entry.store()
    by_hand = next(event for event in rows.events(bridge.document) if event.title == "second")
    date_event(bridge.document, EventId(by_hand.id), "2025-07-30")
    actions.run("source.date")
    assert reader.date_strip.field.hasFocus()
    reader.date_strip.given.emit("2025-07-07")
    dates = {event.title: event.t for event in rows.events(bridge.document)}
    assert dates == {"first": "2025-06-30/2025-07-06", "second": "2025-07-30"}
    bridge.undo()
    dates = {event.title: event.t for event in rows.events(bridge.document)}
    assert dates == {"first": "2025-07-28/2025-08-03", "second": "2025-07-30"}
    assert reader.reading.published == "2025-08-07"


def test_a_search_counts_shows_and_goes_round(reader: ReaderView) -> None:
    assert reader.seek("lukashenko") == (1, 2)
    assert reader.seek("lukashenko", 1) == (2, 2)
    assert reader.seek("lukashenko", 1) == (1, 2)
    assert reader.seek("lukashenko", -1) == (2, 2)
    assert len(reader.text._shown.hits) == 2
    assert reader.seek("nowhere") == (0, 0)
    assert reader.seek("") == (0, 0)
    assert reader.text._shown.hits == []


def test_names_learned_mark_the_text_and_ask_for_proposals_once(
    reader: ReaderView, bridge: Bridge, worker: Reading, qtbot: QtBot
) -> None:
    asked = len(worker.asked)
    for name in ("Vladimir Putin", "John Bolton", "Minsk"):
        add_actor(bridge.document, name=name)
    assert [mark.look for mark in reader.reading.marks.all] == ["actor", "actor", "actor"]
    qtbot.waitUntil(lambda: len(worker.asked) > asked)
    assert len(worker.asked) == asked + 1
    assert worker.asked[-1][2] == ["Vladimir Putin", "John Bolton", "Minsk"]


def test_a_hidden_reader_asks_nothing_until_it_is_shown(reader: ReaderView, bridge: Bridge, worker: Reading) -> None:
    reader.hide()
    asked = len(worker.asked)
    add_source(bridge.document, "Another. Text.", title="Another")
    assert len(worker.asked) == asked
    reader.show()
    assert len(worker.asked) == asked + 1
    assert reader.text.text.startswith("Another")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_context_menu_opens_by_key_with_the_actions_of_the_table(
    reader: ReaderView, actions: Actions, qtbot: QtBot
) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(reader.text, event)
    menu = next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())
    assert actions["event.add"] in menu.actions()
    menu.close()


def test_every_widget_that_takes_the_focus_has_a_name(reader: ReaderView, actions: Actions) -> None:
    from PySide6.QtWidgets import QAbstractButton, QWidget

    actions.run("source.date")
    actions.run("event.add")
    for widget in reader.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(reader):
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            assert named, f"{type(widget).__name__} in {type(widget.parent()).__name__}"


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_reader_is_painted_in_both_themes(make_reader: Make, sample: Bridge, theme: Theme, choice: str) -> None:
    theme.choose(choice)
    reader = make_reader(sample)
    picture = reader.grab().toImage()
    assert picture.pixelColor(4, 4).name() == theme.palette.surface


def test_a_thousand_words_are_shown_without_holding_the_window(make_reader: Make, bridge: Bridge) -> None:
    reader = make_reader(bridge)
    add_source(bridge.document, "To warm up. One more.", title="Short")
    spent = []
    for number in range(3):
        words = f"Number {number}. " + "Lukashenko met Putin in Minsk today once again. " * 125
        begun = time.perf_counter()
        add_source(bridge.document, words, title="Long")
        spent.append(time.perf_counter() - begun)
    assert reader.reading.page.sentences
    assert min(spent) < 0.5  # 0.02 s on an idle machine, the answer of the worker included


def test_without_a_text_the_window_answers_in_place_of_the_reader(
    make_reader: Make, bridge: Bridge, actions: Actions
) -> None:
    ran = []
    actions.handle("actor.add", lambda: ran.append("window"))
    make_reader(bridge)
    actions.update()
    assert actions["actor.add"].isEnabled()
    actions.run("actor.add")
    assert ran == ["window"]
