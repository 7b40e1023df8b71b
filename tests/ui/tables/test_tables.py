"""Rows of tables: sorted, filtered, sought, selected, kept up to date, removed, copied and pasted."""

from collections.abc import Callable
from typing import Any, Protocol

import orjson
import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.tables.conftest import Desk, column_texts

from geoeditor.core.commands import actors, events, links
from geoeditor.core.identifiers import ActorId, EventId
from geoeditor.core.queries import rows
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact
from geoeditor.ui.tables import ActorsTable, CitationsTable, EventsTable, LinksTable, SourcesTable, TableView
from geoeditor.ui.tables.menus import row_menu
from geoeditor.ui.view import Found


class Checker(Protocol):
    def check(self, model: QAbstractItemModel) -> None: ...


Steps = Callable[[Bridge], list[str]]
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TABLES = (ActorsTable, EventsTable, LinksTable, SourcesTable, CitationsTable)


def _click(view: TableView, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = view.grid.visualRect(view.model.index(row, 0)).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
    QApplication.processEvents()


def _named(bridge: Bridge, *names: str) -> list[ActorId]:
    return [actors.add_actor(bridge.document, name=name) for name in names]


@pytest.mark.parametrize("kind", TABLES)
def test_every_table_shows_the_sample_and_its_model_is_sound(
    desk: Desk, sample: Bridge, qtmodeltester: Checker, kind: type[TableView]
) -> None:
    view = desk.show(kind, sample)
    assert view.model.rowCount() == len(rows.lines(sample.document, view.table)) > 0
    qtmodeltester.check(view.model)
    view.layout_.sort_by(view.model.columns[0].key, descending=True)
    view.filter_rows("b")
    view.begin_row()
    qtmodeltester.check(view.model)


def test_a_click_on_a_title_sorts_and_a_second_one_turns_round(desk: Desk, bridge: Bridge) -> None:
    _named(bridge, "beta", "Älpha", "Gamma")
    view = desk.show(ActorsTable, bridge)
    header = view.grid.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert column_texts(view, "name") == ["Älpha", "beta", "Gamma"]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert column_texts(view, "name") == ["Gamma", "beta", "Älpha"]
    assert header.sortIndicatorSection() == 0


def test_dates_sort_by_their_bounds_and_the_undated_come_last_both_ways(desk: Desk, bridge: Bridge) -> None:
    for t in ("", "2025-08", "1999", "2025-08-01", "-0044"):
        events.add_event(bridge.document, title=t or "undated", t=t)
    view = desk.show(EventsTable, bridge)
    assert column_texts(view, "title") == ["-0044", "1999", "2025-08-01", "2025-08", "undated"]
    view.layout_.sort_by("date", descending=True)
    assert column_texts(view, "title") == ["2025-08", "2025-08-01", "1999", "-0044", "undated"]
    assert column_texts(view, "date")[0] == "Aug 2025"


def test_the_filter_looks_into_every_column_without_case_and_accents(desk: Desk, bridge: Bridge) -> None:
    *_, trump = _named(bridge, "Łukašenka", "Putin", "Trump")
    actors.change_actor(bridge.document, trump, country="US", t="2017-01-20/2021-01-20")
    view = desk.show(ActorsTable, bridge)
    view.filter_rows("LUKAS")
    assert column_texts(view, "name") == ["Łukašenka"]
    assert view.header().count.text() == "1 of 3"
    view.filter_rows("us jan 2017")
    assert column_texts(view, "name") == ["Trump"]
    view.filter_rows("nobody")
    assert "holds these words" in view._blank.text
    QTest.mouseClick(view._blank.button, Qt.MouseButton.LeftButton)
    view.filter_rows("")
    assert view.model.rowCount() == 3


def test_a_search_goes_from_hit_to_hit_and_counts_them(desk: Desk, bridge: Bridge) -> None:
    _named(bridge, "Ann", "Bob", "Anna", "Hannah")
    view = desk.show(ActorsTable, bridge)
    view.grid.go(1, 0)
    assert view.seek("ANN") == Found(2, 3)
    assert view.grid.currentIndex().row() == 2
    assert view.seek("ann", 1) == Found(3, 3)
    assert view.seek("ann", 1) == Found(1, 3)
    assert view.seek("ann", -1) == Found(3, 3)
    assert view.seek("zzz") == Found(0, 0)
    assert view.seek("") == Found(0, 0)


def test_rows_and_the_selection_of_all_views_follow_each_other(desk: Desk, bridge: Bridge) -> None:
    _named(bridge, *(f"Actor {number:03d}" for number in range(200)))
    ids = [actor.id for actor in rows.actors(bridge.document)]
    view = desk.show(ActorsTable, bridge)
    heard: list[tuple[Fact, ...]] = []
    desk.selection.changed.connect(heard.append)
    _click(view, 1)
    assert desk.selection.facts == (Fact("actor", ids[1]),)
    _click(view, 3, _SHIFT)
    assert set(desk.selection.ids("actor")) == set(ids[1:4])
    _click(view, 6, _CONTROL)
    assert set(desk.selection.ids("actor")) == {*ids[1:4], ids[6]}
    desk.press(Qt.Key.Key_Down, _SHIFT)
    assert ids[7] in desk.selection.ids("actor")
    view.grid.selectAll()
    assert len(desk.selection.facts) == 200
    count = len(heard)
    desk.selection.choose([Fact("actor", ids[150]), Fact("event", 4711)])
    assert len(heard) == count + 1, "the table must not answer"
    assert view.grid.selected_ids() == [ids[150]]
    assert view.grid.rowAt(5) > 100, "the row is scrolled to"
    desk.selection.choose([Fact("event", 4711)])
    assert view.grid.selected_ids() == []


def test_only_the_rows_that_a_change_bears_on_are_read_again(desk: Desk, bridge: Bridge) -> None:
    document = bridge.document
    ann, bob = _named(bridge, "Ann", "Bob")
    event = events.add_event(document, title="Talks")
    view = desk.show(EventsTable, bridge)
    changed: list[tuple[int, int]] = []
    view.model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    part = events.connect_actor(document, event, ann)
    events.add_event(document, title="Later", t="2025")
    assert column_texts(view, "title") == ["Later", "Talks"]
    assert column_texts(view, "participants") == ["", "Ann"]
    actors.change_actor(document, ann, name="Anna")
    assert column_texts(view, "participants") == ["", "Anna"]
    actors.change_actor(document, bob, name="Robert")
    assert changed == [(0, 0), (1, 1)]
    events.remove_participations(document, part)
    assert column_texts(view, "participants") == ["", ""]
    events.remove_events(document, event)
    assert column_texts(view, "title") == ["Later"]
    bridge.undo()
    assert column_texts(view, "title") == ["Later", "Talks"]


def test_a_table_after_any_changes_is_what_it_would_be_anew(desk: Desk, sample: Bridge) -> None:
    views = [desk.show(kind, sample) for kind in TABLES]
    document = sample.document
    ann, bob, *_ = (ActorId(actor.id) for actor in rows.actors(document))
    first = EventId(rows.events(document)[0].id)
    for change in (
        lambda: actors.change_actor(document, ann, name="Somebody else"),
        lambda: actors.add_name(document, bob, name="Another"),
        lambda: events.remove_events(document, first),
        lambda: actors.remove_actors(document, bob),
        sample.undo,
        sample.undo,
        sample.redo,
        sample.undo,
    ):
        change()
        for view in views:
            shown = {view.model.id_at(row): view.model.line_at(row) for row in range(view.model.rowCount())}
            assert shown == {line.id: line for line in rows.lines(document, view.table)}, view.table


def test_delete_removes_all_that_is_selected_as_one_step(desk: Desk, sample: Bridge, steps: Steps) -> None:
    view = desk.show(ActorsTable, sample)
    count = view.model.rowCount()
    _click(view, 0)
    _click(view, 2, _SHIFT)
    desk.actions.update()
    desk.press(Qt.Key.Key_Delete)
    assert view.model.rowCount() == count - 3
    assert steps(sample)[0] == "Delete 3 actors"
    sample.undo()
    assert view.model.rowCount() == count


def test_copied_rows_are_text_with_tabs_and_escaped_html_and_json(desk: Desk, bridge: Bridge) -> None:
    bold, _ = _named(bridge, '<b>"x"</b>', '"quoted" name')
    actors.change_actor(bridge.document, bold, t="2025-08-07", description="a\tb\nc")
    view = desk.show(ActorsTable, bridge)
    view.grid.selectAll()
    desk.run("edit.copy")
    mime = QGuiApplication.clipboard().mimeData()
    head, first, second = mime.text().splitlines()
    assert head.split("\t")[:5] == ["Name", "Kind", "Also called", "Country", "Date"]
    assert first.split("\t") == ['<b>"x"</b>', "", "", "", "2025-08-07", "a b c", "0", "0", "0"]
    assert second.startswith('"""quoted"" name"\t')
    assert "<td>&lt;b&gt;&quot;x&quot;&lt;/b&gt;</td>" in mime.html()
    found: dict[str, Any] = orjson.loads(bytes(mime.data("application/json").data()))
    assert [actor["name"] for actor in found["actors"]] == ['<b>"x"</b>', '"quoted" name']


def test_pasted_facts_are_new_ones_and_links_among_them_lead_to_each_other(
    desk: Desk, bridge: Bridge, steps: Steps
) -> None:
    ann, bob = _named(bridge, "Ann", "Bob")
    links.link_actors(bridge.document, ann, bob, kind="link.leads")
    view = desk.show(ActorsTable, bridge)
    view.grid.selectAll()
    desk.run("edit.copy")
    desk.run("edit.paste")
    assert column_texts(view, "name") == ["Ann", "Bob", "Ann (2)", "Bob (2)"]
    new = rows.links(bridge.document)[1]
    assert {new.from_id, new.to_id} == set(desk.selection.ids("actor"))
    assert steps(bridge)[0] == "Paste 3 records"
    view.grid.selectAll()
    desk.run("edit.cut")
    assert view.model.rowCount() == 0
    desk.run("edit.paste")
    assert len(rows.links(bridge.document)) == 2


def test_a_duplicate_event_has_the_same_participants(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    (ann,) = _named(bridge, "Ann")
    event = events.add_event(bridge.document, title="Talks", t="2025", kind="event.consult")
    events.connect_actor(bridge.document, event, ann, role="role.host")
    view = desk.show(EventsTable, bridge)
    _click(view, 0)
    desk.run("edit.duplicate")
    assert column_texts(view, "title") == ["Talks", "Talks (2)"]
    assert column_texts(view, "participants") == ["Ann", "Ann"]
    assert steps(bridge)[0] == "Duplicate “Talks”"
    assert len(rows.actors(bridge.document)) == 1


def _put_on_clipboard(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def test_cells_of_a_spreadsheet_become_rows(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _named(bridge, "Ann", "Bob")
    view = desk.show(EventsTable, bridge)
    _put_on_clipboard("Title\tWhen\tParticipants\tNotes\nTalks\t7 Aug 2025\tann; Bob (host)\tlong\nWalk\t\t\t\n")
    desk.run("edit.paste")
    assert column_texts(view, "title") == ["Talks", "Walk"]
    assert column_texts(view, "participants") == ["Ann; Bob", ""]
    assert steps(bridge)[0] == "Paste 2 events"
    said: list[str] = []
    bridge.refused.connect(said.append)
    _put_on_clipboard("Title\tWhen\nOne\t2025\nTwo\tyesterday")
    desk.run("edit.paste")
    assert said[0].startswith("Line 3: “yesterday” depends on another day")
    assert view.model.rowCount() == 2


def test_an_article_is_pasted_as_a_source(desk: Desk, bridge: Bridge) -> None:
    asked: list[str] = []
    desk.actions.handle("project.paste", lambda: asked.append("source"))
    desk.show(ActorsTable, bridge)
    desk.actions.update()
    _put_on_clipboard("MINSK – The president met the envoys on Friday.\nHe said that he was content.")
    desk.run("edit.paste")
    assert asked == ["source"]


def test_hostile_names_are_shown_as_they_are_and_cut(desk: Desk, bridge: Bridge) -> None:
    names = ["<img src=/x>", "<b>bold</b>", "a\u202eb", "שלום עולם", "x" * 1_000]
    first, *_ = _named(bridge, *names)
    actors.change_actor(bridge.document, first, description="y" * 10_000)
    view = desk.show(ActorsTable, bridge)
    assert column_texts(view, "name") == ["<img src=/x>", "<b>bold</b>", "a\N{REPLACEMENT CHARACTER}b", *names[3:]]
    tips = [view.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(5)]
    assert tips[0] == "<qt>&lt;img src=/x&gt;</qt>"
    assert view._painter.elided("x" * 10_000, 100).endswith("…")
    assert not view.grab().isNull()


def test_columns_come_back_with_width_order_sort_and_hiding(desk: Desk, bridge: Bridge) -> None:
    _named(bridge, "b", "a")
    view = desk.show(ActorsTable, bridge)
    header = view.grid.horizontalHeader()
    header.resizeSection(0, 222)
    header.moveSection(0, 2)
    view.grid.setColumnHidden(3, True)
    view.layout_.sort_by("name", descending=False)
    state = orjson.loads(orjson.dumps(view.state()))
    other = desk.show(ActorsTable, bridge)
    other.restore(state)
    assert other.state() == state
    assert column_texts(other, "name") == ["a", "b"]
    other.restore({"widths": {"name": "wide"}, "order": 7, "hidden": ["name", 3], "sort": ["nothing", 1], "x": None})
    assert other.grid.isColumnHidden(0)


def test_the_menus_offer_the_actions_of_the_table_and_its_columns(desk: Desk, bridge: Bridge) -> None:
    _named(bridge, "Ann")
    view = desk.show(ActorsTable, bridge)
    _click(view, 0)
    menu = row_menu(view.grid, view.model, desk.actions, view.layout_)
    assert desk.actions["fact.delete"] in menu.actions()
    assert desk.actions["fact.delete"].isEnabled()
    wanted: list[QPoint] = []
    view.grid.menu_requested.disconnect()
    view.grid.menu_requested.connect(wanted.append)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(view.grid.viewport(), event)
    assert wanted == [view.grid.viewport().mapToGlobal(view.grid.visualRect(view.model.index(0, 0)).bottomLeft())]
    columns = view._header_menu.menu(0).actions()
    columns[1].setChecked(False)
    assert view.grid.isColumnHidden(1)


def test_control_enter_asks_for_the_passage(desk: Desk, sample: Bridge) -> None:
    view = desk.show(EventsTable, sample)
    _click(view, 1)
    wanted: list[Fact] = []
    desk.selection.passage_requested.connect(wanted.append)
    desk.press(Qt.Key.Key_Return, _CONTROL)
    assert wanted == [Fact("event", view.model.id_at(1) or 0)]


def test_rename_in_the_menu_edits_the_name_whatever_cell_the_cursor_is_in(desk: Desk, sample: Bridge) -> None:
    view = desk.show(EventsTable, sample)
    view.grid.go(0, 3)
    desk.run("fact.rename")
    assert desk.field().text() == column_texts(view, "title")[0]


def test_an_empty_table_says_what_to_do_and_offers_it(desk: Desk, bridge: Bridge) -> None:
    view = desk.show(ActorsTable, bridge)
    assert "No actors yet" in view._blank.text
    QTest.mouseClick(view._blank.button, Qt.MouseButton.LeftButton)
    desk.type("Ann")
    desk.press(Qt.Key.Key_Return)
    assert column_texts(view, "name") == ["Ann"]
    bridge.adopt(None)
    assert "No project" in view._blank.text


def test_a_hidden_table_catches_up_when_it_is_shown(desk: Desk, bridge: Bridge) -> None:
    view = desk.show(ActorsTable, bridge)
    view.hide()
    for number in range(30):
        actors.add_actor(bridge.document, name=str(number))
    assert view.model.rowCount() == 0
    view.show()
    assert view.model.rowCount() == 30
