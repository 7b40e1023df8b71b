"""Entering facts with one key: the words become the fact, the sentence its evidence, and all of it is one step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import TEXT

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.events import add_event
from geoeditor.core.commands.sources import change_source
from geoeditor.core.identifiers import SourceId
from geoeditor.core.queries import rows
from geoeditor.core.queries.reading_desk import places_of
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact, Selection

Select = Callable[[str], None]
MET = "Last week Alexander Lukashenko met Vladimir Putin in Minsk, the capital of Belarus."


def _press(reader: ReaderView, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or reader.text, key)


def _steps(bridge: Bridge) -> list[str]:
    return [step.label for step in bridge.document.history() if not step.undone]


def _passages(bridge: Bridge, fact: Fact) -> list[str]:
    text = rows.source_text(bridge.document, places_of(bridge.document, *fact)[0][0])
    return [text[slice(*span)] for _, span in places_of(bridge.document, *fact)]


def test_a_adds_an_actor_of_the_selected_words_with_its_sentence(
    reader: ReaderView, bridge: Bridge, selection: Selection, select: Select
) -> None:
    select("Vladimir Putin")
    _press(reader, Qt.Key.Key_A)
    (actor,) = rows.actors(bridge.document)
    assert (actor.name, actor.named) == ("Vladimir Putin", True)
    assert selection.facts == (Fact("actor", actor.id),)
    assert _passages(bridge, Fact("actor", actor.id)) == [MET]
    assert _steps(bridge)[0] == "Add actor “Vladimir Putin”"


def test_a_on_a_name_that_is_known_selects_that_actor_and_adds_the_passage(
    reader: ReaderView, bridge: Bridge, selection: Selection, select: Select
) -> None:
    known = add_actor(bridge.document, name="Alexander Lukashenko", kind="actor.person")
    select("Lukashenko criticised")
    reader.text.select_span((reader.text.text.index("Lukashenko criticised"),) * 2)
    start = reader.text.text.index("Lukashenko criticised")
    reader.text.select_span((start, start + len("Lukashenko")))
    _press(reader, Qt.Key.Key_A)
    (actor,) = rows.actors(bridge.document)
    assert actor.id == known
    assert actor.names == ("Lukashenko",)
    assert selection.current == Fact("actor", known)
    assert _passages(bridge, Fact("actor", known)) == ["John Bolton claims that Lukashenko criticised Russia."]


def test_a_twice_on_the_same_words_adds_nothing_more(reader: ReaderView, bridge: Bridge, select: Select) -> None:
    select("Minsk")
    _press(reader, Qt.Key.Key_A)
    before = _steps(bridge)
    select("Minsk")
    _press(reader, Qt.Key.Key_A)
    assert _steps(bridge) == before
    assert len(rows.actors(bridge.document)) == 1


def test_u_adds_an_unnamed_actor_by_the_words_that_describe_it(
    reader: ReaderView, bridge: Bridge, select: Select
) -> None:
    select("A senior diplomat")
    _press(reader, Qt.Key.Key_U)
    (actor,) = rows.actors(bridge.document)
    assert (actor.name, actor.named) == ("A senior diplomat", False)


def test_u_without_words_asks_for_them(reader: ReaderView, bridge: Bridge) -> None:
    reader.text.put_cursor(TEXT.index("progress"))
    _press(reader, Qt.Key.Key_U)
    assert reader.entry.title.text() == "Unnamed actor"
    _press(reader, Qt.Key.Key_Return)
    assert reader.entry.problem.text() == "Say in a few words who it is, such as “a senior diplomat”."
    QTest.keyClicks(reader.entry.actor.name, "a diplomat")
    _press(reader, Qt.Key.Key_Return)
    assert not reader.entry.isVisible()
    (actor,) = rows.actors(bridge.document)
    assert (actor.name, actor.named) == ("a diplomat", False)


def test_e_and_enter_store_an_event_with_people_date_and_sentence_as_one_step(
    reader: ReaderView, bridge: Bridge, selection: Selection, select: Select
) -> None:
    for name in ("Alexander Lukashenko", "Vladimir Putin"):
        add_actor(bridge.document, name=name, kind="actor.person")
    add_actor(bridge.document, name="Minsk", kind="actor.place")
    before = _steps(bridge)
    select("met")
    _press(reader, Qt.Key.Key_E)
    assert reader.entry.isVisible()
    assert rows.events(bridge.document) == []
    _press(reader, Qt.Key.Key_Return)
    assert not reader.entry.isVisible()
    (event,) = rows.events(bridge.document)
    assert (event.title, event.t, event.words) == ("met", "2025-07-28/2025-08-03", "last week".capitalize())
    (line,) = rows.lines(bridge.document, "event", [event.id])
    assert isinstance(line, rows.EventLine)
    assert line.participants == "Alexander Lukashenko; Vladimir Putin; Minsk"
    assert _passages(bridge, Fact("event", event.id)) == [MET]
    assert _steps(bridge) == ["Add event “met”", *before]
    assert selection.facts == (Fact("event", event.id),)
    bridge.undo()
    assert rows.events(bridge.document) == []


def test_e_without_a_day_of_publication_keeps_the_words_and_no_date(
    reader: ReaderView, bridge: Bridge, source: SourceId, select: Select
) -> None:
    change_source(bridge.document, source, t="")
    select("met")
    _press(reader, Qt.Key.Key_E)
    _press(reader, Qt.Key.Key_Return)
    (event,) = rows.events(bridge.document)
    assert (event.t, event.words) == ("", "Last week")


def test_e_without_a_selection_takes_the_sentence_as_title(reader: ReaderView, bridge: Bridge) -> None:
    reader.text.put_cursor(reader.text.text.index("progress"))
    _press(reader, Qt.Key.Key_E)
    assert reader.entry.event_form.title.text() == "A senior diplomat spoke of progress"
    assert reader.entry.event_form.title.hasSelectedText()


def test_escape_stores_nothing_and_gives_the_focus_back(reader: ReaderView, bridge: Bridge, select: Select) -> None:
    before = _steps(bridge)
    select("met")
    _press(reader, Qt.Key.Key_E)
    _press(reader, Qt.Key.Key_Escape)
    assert not reader.entry.isVisible()
    assert _steps(bridge) == before
    assert reader.text.hasFocus()


def test_letters_typed_into_the_entry_are_letters(reader: ReaderView, bridge: Bridge, select: Select) -> None:
    select("met")
    _press(reader, Qt.Key.Key_E)
    QTest.keyClicks(reader.entry.event_form.title, "a lunch, exactly")
    assert reader.entry.event_form.title.text() == "a lunch, exactly"
    _press(reader, Qt.Key.Key_Return)
    assert [event.title for event in rows.events(bridge.document)] == ["a lunch, exactly"]


def test_what_is_refused_is_said_in_the_entry_and_nothing_typed_is_lost(
    reader: ReaderView, bridge: Bridge, select: Select
) -> None:
    select("met")
    _press(reader, Qt.Key.Key_E)
    reader.entry.event_form.title.setText(" ")
    _press(reader, Qt.Key.Key_Return)
    assert reader.entry.isVisible()
    assert reader.entry.problem.isVisible()
    assert "title" in reader.entry.problem.text()
    assert rows.events(bridge.document) == []


def test_l_links_the_first_two_actors_of_the_sentence(
    reader: ReaderView, bridge: Bridge, selection: Selection, select: Select
) -> None:
    for name in ("Russia", "Belarus"):
        add_actor(bridge.document, name=name, kind="actor.state")
    select("supply missiles")
    before = _steps(bridge)
    _press(reader, Qt.Key.Key_L)
    form = reader.entry.link
    assert (form.start.text(), form.end.text()) == ("Russia", "Belarus")
    form.kind.set_value("link.supplies")
    _press(reader, Qt.Key.Key_Return)
    (link,) = rows.links(bridge.document)
    names = {actor.id: actor.name for actor in rows.actors(bridge.document)}
    assert (names[link.from_id], link.kind, names[link.to_id]) == ("Russia", "link.supplies", "Belarus")
    assert _passages(bridge, Fact("link", link.id))[0].startswith("Russia will supply")
    assert _steps(bridge) == ["Add link “Russia – Belarus”", *before]
    assert selection.current == Fact("link", link.id)


def test_l_makes_the_actors_that_are_typed_as_part_of_the_same_step(
    reader: ReaderView, bridge: Bridge, select: Select
) -> None:
    select("criticised")
    before = _steps(bridge)
    _press(reader, Qt.Key.Key_L)
    reader.entry.link.start.setText("A new minister")
    reader.entry.link.end.setText("Another one")
    reader.entry.store()
    assert [actor.name for actor in rows.actors(bridge.document)] == ["A new minister", "Another one"]
    assert len(_steps(bridge)) == len(before) + 1
    bridge.undo()
    assert rows.actors(bridge.document) == []


def test_l_says_which_end_is_missing(reader: ReaderView, bridge: Bridge, select: Select) -> None:
    select("criticised")
    _press(reader, Qt.Key.Key_L)
    reader.entry.store()
    assert "from" in reader.entry.problem.text()
    assert rows.links(bridge.document) == []


def test_d_dates_the_selected_event_by_the_selected_words(
    reader: ReaderView, bridge: Bridge, selection: Selection, select: Select, actions: Actions
) -> None:
    event = add_event(bridge.document, title="Delivery of missiles", status="planned")
    select("before the end of 2025")
    assert not actions.can_run("fact.date")
    selection.choose([Fact("event", event)])
    select("before the end of 2025")
    _press(reader, Qt.Key.Key_D)
    (dated,) = rows.events(bridge.document)
    assert dated.t == "2025-08-07/2025-12-31"
    assert dated.words == "before the end of 2025"
    assert _passages(bridge, Fact("event", event))[0].startswith("Russia will supply")
    bridge.undo()
    assert rows.events(bridge.document)[0].t == ""


def test_people_are_taken_out_and_put_in_by_keyboard(
    reader: ReaderView, bridge: Bridge, select: Select, window: QWidget
) -> None:
    for name in ("Alexander Lukashenko", "Vladimir Putin"):
        add_actor(bridge.document, name=name, kind="actor.person")
    select("met")
    _press(reader, Qt.Key.Key_E)
    people = reader.entry.event_form.people
    people.field.setFocus()
    _press(reader, Qt.Key.Key_Backspace)
    assert [who.name for who in people.people] == ["Alexander Lukashenko"]
    people.field.created.emit("Somebody new")
    reader.entry.store()
    (line,) = rows.lines(bridge.document, "event")
    assert isinstance(line, rows.EventLine)
    assert line.participants == "Alexander Lukashenko; Somebody new"


def test_nothing_can_be_entered_where_the_project_is_read_only(
    reader: ReaderView, bridge: Bridge, actions: Actions, select: Select
) -> None:
    from geoeditor.core.document import Document

    copy = Document.open_copy(bridge.document.path)
    bridge.adopt(copy)
    select("met")
    actions.update()
    assert not actions["event.add"].isEnabled()
    assert not actions["proposal.accept"].isEnabled()
    assert reader.text.text


def test_the_sentence_stays_in_sight_while_it_is_entered(
    reader: ReaderView, bridge: Bridge, select: Select, qtbot: QtBot
) -> None:
    reader.resize(420, 480)
    select("criticised")
    _press(reader, Qt.Key.Key_E)
    assert not reader.proposals.isVisible()
    start = reader.text.text.index("John Bolton")
    qtbot.waitUntil(lambda: reader.text.is_seen((start, start + 4)))
    assert reader.text.selected_span() is not None
    reader.entry.close_bar()
    assert reader.proposals.isVisible()
