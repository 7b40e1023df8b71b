"""The To Check pane: what it lists, where its rows lead, and saying who the unnamed are."""

from collections.abc import Callable
from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.commands.resolving import resolve
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries.checking import BARE, RESOLVED, UNNAMED, CheckItem
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking import CheckView
from geoeditor.ui.checking.rows import Heading, Rest, RowModel, Section, spoken
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

Lines = Callable[[], list[str]]


class Checker(Protocol):
    """What looks whether an item model keeps its promises."""

    def check(self, model: QAbstractItemModel) -> None: ...


class Known:
    """A project with an aide whom nobody names."""

    def __init__(self, bridge: Bridge) -> None:
        document = bridge.document
        self.aide = actors.add_actor(document, name="her aide", named=False)
        self.ann = actors.add_actor(document, name="Ann Berg")
        self.source = sources.add_source(document, "Her aide met Ann Berg.", title="S")
        for actor, span in ((self.aide, (0, 8)), (self.ann, (13, 21))):
            citations.cite(document, self.source, "actor", actor, span)
        self.link = links.link_actors(document, self.aide, self.ann, kind="link.advises")
        citations.cite(document, self.source, "link", self.link, (0, 22))


@pytest.fixture
def known(bridge: Bridge) -> Known:
    return Known(bridge)


def go_to(view: CheckView, section: str, item: int) -> None:
    place = view.model.place_of(section, item)
    assert place is not None
    view.list.setCurrentIndex(view.model.index(place))


def type_name(view: CheckView, text: str) -> None:
    field = view.strip.people.field
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_an_empty_list_says_what_comes_here(view: CheckView, lines: Lines) -> None:
    assert lines() == []
    assert view.hint.isVisible()
    assert not view.list.isVisible()


def test_changes_show_a_moment_later_with_their_count(
    qtbot: QtBot, view: CheckView, lines: Lines, bridge: Bridge
) -> None:
    said: list[str] = []
    view.status_changed.connect(said.append)
    events.add_event(bridge.document, title="Talks")
    actors.add_actor(bridge.document, name="her aide", named=False)
    assert lines() == ["Facts without evidence", "Talks", "her aide", "Unnamed actors", "her aide"]
    assert said[-1] == "3 to check"
    assert view.list.isVisible()
    bridge.undo()
    bridge.undo()
    assert lines() == []
    assert said[-1] == ""


def test_arrows_select_the_fact_in_all_views_and_the_selection_moves_the_keys(
    view: CheckView, lines: Lines, bridge: Bridge, selection: Selection, known: Known
) -> None:
    talks = events.add_event(bridge.document, title="Talks")
    lines()
    view.list.setCurrentIndex(view.model.index(0))
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert selection.facts == (Fact("event", talks),)
    selection.choose([Fact("actor", known.aide)])
    assert view.current is not None
    assert view.current.id == known.aide


def test_enter_opens_the_passage(
    view: CheckView, lines: Lines, selection: Selection, bridge: Bridge, known: Known
) -> None:
    asked: list[object] = []
    view.place_requested.connect(lambda source, span: asked.append((source, span)))
    selection.passage_requested.connect(asked.append)
    talks = events.add_event(bridge.document, title="Talks")
    lines()
    go_to(view, UNNAMED, known.aide)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    go_to(view, BARE, talks)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert asked == [(known.source, (0, 8)), Fact("event", talks)]


def test_sections_fold_by_click_and_by_keys(view: CheckView, lines: Lines, known: Known) -> None:
    assert lines() == ["Unnamed actors", "her aide"]
    view.list.setCurrentIndex(view.model.index(0))
    QTest.keyClick(view.list, Qt.Key.Key_Left)
    assert lines() == ["Unnamed actors"]
    QTest.keyClick(view.list, Qt.Key.Key_Right)
    assert lines() == ["Unnamed actors", "her aide"]
    place = view.list.visualRect(view.model.index(0)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert lines() == ["Unnamed actors"]


def test_r_asks_who_it_is_and_names_resolve_it_in_one_step(
    view: CheckView, lines: Lines, bridge: Bridge, selection: Selection, known: Known
) -> None:
    lines()
    go_to(view, UNNAMED, known.aide)
    QTest.keyClick(view.list, Qt.Key.Key_R)
    assert view.strip.isVisible()
    assert view.strip.title.text() == "Who is “her aide”?"
    assert QApplication.focusWidget() is view.strip.people.field
    type_name(view, "Ann")
    type_name(view, "Cara Ek")
    QTest.keyClick(view.strip.people.field, Qt.Key.Key_Return)
    assert not view.strip.isVisible()
    assert bridge.document.history()[0].label == "Resolve “her aide” to Ann Berg, Cara Ek"
    assert lines()[-1] == "Resolved actors"
    assert [fact.table for fact in selection.facts] == ["actor", "actor"]
    assert known.ann in selection.ids("actor")
    assert QApplication.focusWidget() is view.list


def test_only_named_actors_are_offered(view: CheckView, lines: Lines, bridge: Bridge, known: Known) -> None:
    actors.add_actor(bridge.document, name="another aide", named=False)
    view.selection.resolving_requested.emit(Fact("actor", known.aide))
    QTest.keyClicks(view.strip.people.field, "a")
    assert view.strip.people.field.offered == ["Ann Berg", "New “a”"]


def test_what_is_refused_keeps_what_was_typed(view: CheckView, bridge: Bridge, known: Known) -> None:
    view.selection.resolving_requested.emit(Fact("actor", known.aide))
    QTest.keyClick(view.strip.people.field, Qt.Key.Key_Return)
    assert view.strip.problem.text() == "Say who it is: type a name."
    type_name(view, "Ann")
    assert not view.strip.problem.isVisible()
    actors.remove_actors(bridge.document, known.ann)
    QTest.mouseClick(view.strip.keep, Qt.MouseButton.LeftButton)
    assert "no longer in the project" in view.strip.problem.text()
    assert [who.name for who in view.strip.people.people] == ["Ann Berg"]


def test_esc_closes_and_changes_nothing(view: CheckView, lines: Lines, bridge: Bridge, known: Known) -> None:
    lines()
    steps = len(bridge.document.history())
    view.selection.resolving_requested.emit(Fact("actor", known.aide))
    QTest.keyClick(view.strip.people.field, Qt.Key.Key_Escape)
    assert not view.strip.isVisible()
    assert len(bridge.document.history()) == steps


def test_the_strip_goes_when_its_actor_goes(view: CheckView, lines: Lines, bridge: Bridge, known: Known) -> None:
    view.selection.resolving_requested.emit(Fact("actor", known.aide))
    resolve(bridge.document, known.aide, [known.ann])
    assert not view.strip.isVisible()
    assert view.strip.actor == 0


def test_a_reason_is_kept(view: CheckView, bridge: Bridge, known: Known) -> None:
    view.selection.resolving_requested.emit(Fact("actor", known.aide))
    type_name(view, "Ann")
    view.strip.reason.setText("the second article names her")
    QTest.keyClick(view.strip.reason, Qt.Key.Key_Return)
    with bridge.document.read() as connection:
        assert connection.execute("SELECT reason FROM merge").fetchall() == [("the second article names her",)]


def test_the_resolved_can_be_taken_back(
    view: CheckView, lines: Lines, bridge: Bridge, actions: Actions, known: Known
) -> None:
    resolve(bridge.document, known.aide, [known.ann])
    assert lines() == ["Resolved actors"]
    view.model.fold(RESOLVED, False)
    go_to(view, RESOLVED, known.aide)
    assert view.foot.button("actor.unresolve").isVisible()
    assert not actions.can_run("actor.resolve")
    view.foot.button("actor.unresolve").click()
    assert lines() == ["Unnamed actors", "her aide"]
    assert view.selection.current == Fact("actor", known.aide)


def test_what_can_not_go_back_is_told(view: CheckView, lines: Lines, bridge: Bridge, known: Known) -> None:
    told: list[str] = []
    bridge.refused.connect(told.append)
    resolve(bridge.document, known.aide, [actors.add_actor(bridge.document, name="Cara Ek")])
    links.remove_links(bridge.document, known.link)
    lines()
    view.model.fold(RESOLVED, False)
    go_to(view, RESOLVED, known.aide)
    steps = len(bridge.document.history())
    QTest.keyClick(view.list, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert len(bridge.document.history()) == steps + 1
    assert told == ["“her aide” is back. What was edited since could not go back: a link that was removed since."]


def test_an_unnamed_actor_selected_elsewhere_can_be_asked_about(
    view: CheckView, actions: Actions, selection: Selection, known: Known
) -> None:
    actions.set_active(None)
    selection.choose([Fact("actor", known.ann)])
    assert not actions.can_run("actor.resolve")
    selection.choose([Fact("actor", known.aide)])
    assert actions.can_run("actor.resolve")
    actions.update()
    actions.run("actor.resolve")
    assert view.strip.actor == known.aide


def test_the_row_under_the_hands_stays_when_others_go(view: CheckView, lines: Lines, bridge: Bridge) -> None:
    rows = [events.add_event(bridge.document, title=f"Talks {number}") for number in range(5)]
    lines()
    go_to(view, BARE, rows[3])
    events.remove_events(bridge.document, rows[1])
    lines()
    assert view.current is not None
    assert view.current.id == rows[3]
    events.remove_events(bridge.document, rows[3])
    lines()
    assert view.current is not None
    assert view.current.id == rows[4]


def test_it_sleeps_while_hidden_and_closes_with_the_project(
    qtbot: QtBot, view: CheckView, lines: Lines, bridge: Bridge, known: Known
) -> None:
    lines()
    view.hide()
    events.add_event(bridge.document, title="Talks")
    assert not view.search.is_busy
    view.show()
    assert "Talks" in lines()
    bridge.adopt(None)
    assert lines() == []


def test_rows_are_painted_in_both_looks_and_heard(view: CheckView, lines: Lines, theme: Theme, known: Known) -> None:
    lines()
    assert spoken(view.model.rows[0]) == "Unnamed actors, 1, open"
    assert spoken(view.model.rows[1]) == "her aide, 1 link · S"
    light = view.list.viewport().grab().toImage()
    theme.choose("dark")
    assert view.list.viewport().grab().toImage() != light


def item(section: str, number: int, words: str = "") -> CheckItem:
    return CheckItem(section, words or f"Item {number}", "", None, None, None, number)


def test_the_rows_keep_the_promises_of_an_item_model(qtmodeltester: Checker) -> None:
    model = RowModel()
    model.show_sections((Section("a", tuple(item("a", n) for n in range(6))), Section("b", (item("b", 1),), 4)))
    qtmodeltester.check(model)
    assert [type(row) for row in model.rows] == [Heading, *[CheckItem] * 6, Heading, CheckItem, Rest]
    model.show_sections((Section("a", (item("a", 0), item("a", 4, "other words"))), Section("c", (item("c", 1),))))
    qtmodeltester.check(model)
    assert [row.words for row in model.rows if isinstance(row, CheckItem)] == ["Item 0", "other words", "Item 1"]
    model.show_sections(())
    assert model.rowCount() == 0


def test_rows_that_stay_are_not_touched_when_others_change(qtbot: QtBot) -> None:
    model = RowModel()
    model.show_sections((Section("a", tuple(item("a", n) for n in range(9))),))
    gone: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: gone.append((first, last)))
    model.show_sections((Section("a", tuple(item("a", n) for n in range(9) if n not in (3, 4))),))
    assert gone == [(4, 5)]


def test_an_actor_that_is_gone_is_not_asked_about(view: CheckView) -> None:
    view.selection.resolving_requested.emit(Fact("actor", ActorId(7)))
    view.selection.resolving_requested.emit(None)
    assert not view.strip.isVisible()
