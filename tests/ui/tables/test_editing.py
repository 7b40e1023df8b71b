"""Editing in cells, with real keys: what is stored, what is refused, and that no typed text is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from tests.ui.tables.conftest import Desk, column_texts

from geoeditor.core.commands import actors, dating, events, links
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries import rows
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.tables import ActorsTable, CitationsTable, EventsTable, LinksTable, SourcesTable, TableView
from geoeditor.ui.tables.choice_edit import ChoiceEdit

Steps = Callable[[Bridge], list[str]]
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _go(view: TableView, row: int, key: str) -> None:
    view.grid.go(row, [column.key for column in view.model.columns].index(key))


def _three_actors(bridge: Bridge) -> list[int]:
    return [actors.add_actor(bridge.document, name=name) for name in ("Ann", "Bob", "Cém")]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_key_edits_the_cell_and_enter_stores_it_as_one_step_and_goes_down(
    desk: Desk, bridge: Bridge, steps: Steps, key: Qt.Key
) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "name")
    desk.press(key)
    assert desk.field().text() == "Ann"
    desk.type("Anna")
    desk.press(Qt.Key.Key_Return)
    assert column_texts(view, "name") == ["Anna", "Bob", "Cém"]
    assert steps(bridge)[0] == "Rename “Ann” to “Anna”"
    assert view.grid.currentIndex().row() == 1
    assert view.grid.hasFocus()


def test_typing_starts_editing_and_no_bare_letter_runs_an_action(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _three_actors(bridge)
    ran: list[str] = []
    desk.actions.ran.connect(ran.append)
    view = desk.show(ActorsTable, bridge)
    desk.actions.attach(view)
    _go(view, 1, "name")
    desk.type("aelusnxf/")
    assert desk.field().text() == "aelusnxf/"
    desk.press(Qt.Key.Key_Return)
    assert ran == []
    assert steps(bridge)[0] == "Rename “Bob” to “aelusnxf/”"


def test_escape_restores_the_cell(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _three_actors(bridge)
    before = steps(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "name")
    desk.type("wrong")
    desk.press(Qt.Key.Key_Escape)
    assert column_texts(view, "name")[0] == "Ann"
    assert steps(bridge) == before
    assert view.grid.hasFocus()


def test_tab_stores_and_goes_right(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "names")
    desk.type("Annie; A.")
    desk.press(Qt.Key.Key_Tab)
    assert view.grid.currentIndex().column() == 3
    desk.type("BY")
    desk.press(Qt.Key.Key_Return)
    assert rows.actors(bridge.document)[0].names == ("Annie", "A.")
    assert rows.actors(bridge.document)[0].country == "BY"


def test_a_double_click_edits_and_an_unchanged_cell_leaves_no_step(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _three_actors(bridge)
    before = steps(bridge)
    view = desk.show(ActorsTable, bridge)
    place = view.grid.visualRect(view.model.index(1, 0)).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.field().text() == "Bob"
    desk.press(Qt.Key.Key_Return)
    assert steps(bridge) == before


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("7 Aug 2025", "2025-08-07"), ("before June 2024", "../2024-05"), ("2025-08?", "2025-08?"), ("", "")],
)
def test_a_date_is_what_people_type(desk: Desk, bridge: Bridge, typed: str, stored: str) -> None:
    event = events.add_event(bridge.document, title="Talks", t="1999")
    dating.date_in_words(bridge.document, "event", event, "last year", t="1999")
    view = desk.show(EventsTable, bridge)
    _go(view, 0, "date")
    desk.press(Qt.Key.Key_F2)
    desk.field().clear()
    desk.type(typed)
    desk.press(Qt.Key.Key_Return)
    row = rows.events(bridge.document)[0]
    assert (row.t, row.words) == (stored, "")


def test_a_bad_date_is_refused_at_the_field_with_reason_and_example(desk: Desk, bridge: Bridge) -> None:
    events.add_event(bridge.document, title="Talks", t="1999")
    view = desk.show(EventsTable, bridge)
    _go(view, 0, "date")
    desk.type("yesterday")
    field = desk.field()
    desk.press(Qt.Key.Key_Return)
    assert "7 August 2025" in view.delegate.note
    assert desk.field() is field
    assert field.text() == "yesterday"
    assert field.property("refused") is True
    view.header().setFocus()
    field.clearFocus()
    assert field.isVisible()
    assert field.text() == "yesterday"
    field.setFocus()
    field.selectAll()
    desk.type("2024")
    assert view.delegate.note == ""
    desk.press(Qt.Key.Key_Return)
    assert rows.events(bridge.document)[0].t == "2024"


def test_a_blank_name_is_refused_and_escape_gives_up(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "name")
    desk.type(" ")
    desk.press(Qt.Key.Key_Return)
    assert "letter" in view.delegate.note
    desk.press(Qt.Key.Key_Escape)
    assert view.delegate.note == ""
    assert column_texts(view, "name")[0] == "Ann"


def test_when_the_disk_is_full_the_text_stays_in_the_field(
    desk: Desk, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "name")
    desk.type("Annabel")

    def full(*_values: object) -> None:
        raise UserError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Document, "_write_step", full)
        desk.press(Qt.Key.Key_Return)
        assert view.delegate.note == "The disk is full."
        assert desk.field().text() == "Annabel"
    desk.press(Qt.Key.Key_Return)
    assert column_texts(view, "name")[0] == "Annabel"


def test_a_kind_is_picked_from_a_list_that_typing_narrows(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "kind")
    desk.type("pers")
    field = desk.field()
    assert isinstance(field, ChoiceEdit)
    assert field.is_offering
    assert field.offered == ["person"]
    desk.press(Qt.Key.Key_Return)
    assert rows.actors(bridge.document)[0].kind == "actor.person"
    assert steps(bridge)[0] == "Change kind of “Ann”"
    _go(view, 0, "kind")
    desk.type("zebra")
    desk.press(Qt.Key.Key_Return)
    assert "“zebra” is no kind of this project; write person" in view.delegate.note
    desk.press(Qt.Key.Key_Escape)
    assert not view.grid.is_editing()


def test_a_status_is_picked_by_arrows(desk: Desk, bridge: Bridge) -> None:
    events.add_event(bridge.document, title="Talks")
    view = desk.show(EventsTable, bridge)
    _go(view, 0, "status")
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert rows.events(bridge.document)[0].status == "ongoing"


def test_the_end_of_a_link_is_another_actor_or_a_new_one(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    first, second, third = _three_actors(bridge)
    links.link_actors(bridge.document, ActorId(first), ActorId(second))
    view = desk.show(LinksTable, bridge)
    _go(view, 0, "to")
    desk.type("ce")
    desk.press(Qt.Key.Key_Return)
    assert rows.links(bridge.document)[0].to_id == third
    _go(view, 0, "to")
    desk.type("ann")
    desk.press(Qt.Key.Key_Return)
    assert "two different actors" in view.delegate.note
    desk.press(Qt.Key.Key_Escape)
    _go(view, 0, "to")
    desk.type("Dora")
    field = desk.field()
    view.grid.setFocus()
    assert "“Dora” is no actor of this project" in view.delegate.note, "it takes more than leaving to make somebody"
    field.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert column_texts(view, "to") == ["Dora"]
    assert steps(bridge)[0] == "Link to new actor “Dora”"


def test_words_that_are_no_kind_become_the_label_of_a_link(desk: Desk, bridge: Bridge) -> None:
    first, second, _ = map(ActorId, _three_actors(bridge))
    links.link_actors(bridge.document, first, second, kind="link.leads")
    view = desk.show(LinksTable, bridge)
    _go(view, 0, "kind")
    desk.type("visits in secret")
    desk.press(Qt.Key.Key_Return)
    assert (rows.links(bridge.document)[0].kind, rows.links(bridge.document)[0].label) == (
        "link.leads",
        "visits in secret",
    )
    _go(view, 0, "kind")
    desk.type("opposes")
    desk.press(Qt.Key.Key_Return)
    assert rows.links(bridge.document)[0].label == "opposes"


def test_control_enter_stores_in_all_selected_rows_as_one_step(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "country")
    view.grid.selectAll()
    desk.press(Qt.Key.Key_F2)
    desk.type("BY")
    desk.press(Qt.Key.Key_Return, _CONTROL)
    assert [actor.country for actor in rows.actors(bridge.document)] == ["BY"] * 3
    assert steps(bridge)[0] == "Change country of 3 actors"
    bridge.undo()
    assert column_texts(view, "country") == [""] * 3


def test_the_cell_that_is_typed_in_is_left_alone_by_other_changes(desk: Desk, bridge: Bridge) -> None:
    first, second, _ = map(ActorId, _three_actors(bridge))
    view = desk.show(ActorsTable, bridge)
    _go(view, 1, "name")
    desk.type("Robert")
    field = desk.field()
    actors.change_actor(bridge.document, second, name="Bobby", country="DE")
    actors.add_actor(bridge.document, name="Aaa")
    actors.remove_actors(bridge.document, first)
    assert desk.field() is field
    assert field.text() == "Robert"
    desk.press(Qt.Key.Key_Return)
    assert rows.actors(bridge.document)[0].name == "Robert"


def test_a_field_survives_sorting_and_filtering_of_the_rows(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    _go(view, 1, "date")
    desk.type("nonsense")
    desk.press(Qt.Key.Key_Return)
    field = desk.field()
    view.layout_.sort_by("name", descending=True)
    view.filter_rows("b")
    assert field.isVisible()
    assert field.text() == "nonsense"


def test_insert_begins_a_row_that_is_stored_once_it_has_a_name(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    view = desk.show(ActorsTable, bridge)
    before = steps(bridge)
    view.begin_row()
    assert view.model.rowCount() == 1
    desk.press(Qt.Key.Key_Return)
    assert "An actor needs a name" in view.delegate.note
    assert steps(bridge) == before
    desk.type("Ann")
    desk.press(Qt.Key.Key_Tab)
    assert steps(bridge)[0] == "Add actor “Ann”"
    assert column_texts(view, "name") == ["Ann"]
    assert view.grid.currentIndex().column() == 1
    desk.press(Qt.Key.Key_Insert)
    desk.press(Qt.Key.Key_Escape)
    assert view.model.rowCount() == 1


def test_a_new_row_is_seen_although_the_filter_would_hide_it(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    view.filter_rows("ann")
    desk.press(Qt.Key.Key_Insert)
    desk.type("Zoe")
    desk.press(Qt.Key.Key_Return)
    assert column_texts(view, "name") == ["Ann", "Zoe"]


def test_a_new_link_asks_for_both_ends(desk: Desk, bridge: Bridge, steps: Steps) -> None:
    _three_actors(bridge)
    view = desk.show(LinksTable, bridge)
    view.begin_row()
    desk.type("ann")
    desk.press(Qt.Key.Key_Return)
    assert view.grid.currentIndex().column() == 2
    desk.type("bo")
    desk.press(Qt.Key.Key_Return)
    assert (column_texts(view, "from"), column_texts(view, "to")) == (["Ann"], ["Bob"])
    assert steps(bridge)[0] == "Add link"
    assert view.model.draft is None


def test_escape_leaves_out_a_row_that_was_begun(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    view = desk.show(LinksTable, bridge)
    view.begin_row()
    desk.type("ann")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    assert view.model.rowCount() == 1, "what was typed is kept"
    desk.press(Qt.Key.Key_Escape)
    assert view.model.rowCount() == 0
    assert rows.links(bridge.document) == []


def test_two_actors_of_one_name_can_be_told_apart_by_picking(desk: Desk, bridge: Bridge) -> None:
    first, second, _ = map(ActorId, _three_actors(bridge))
    twin = actors.add_actor(bridge.document, name="Bob", kind="actor.state")
    links.link_actors(bridge.document, first, second)
    view = desk.show(LinksTable, bridge)
    _go(view, 0, "to")
    desk.type("bob")
    field = desk.field()
    assert isinstance(field, ChoiceEdit)
    assert len([line for line in field.offered if line.startswith("Bob")]) == 2
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert rows.links(bridge.document)[0].to_id == twin


def test_leaving_an_empty_new_row_takes_it_away(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    view = desk.show(ActorsTable, bridge)
    desk.press(Qt.Key.Key_Insert)
    assert view.model.rowCount() == 4
    place = view.grid.visualRect(view.model.index(0, 0)).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.model.rowCount() == 3


def test_sources_and_evidence_are_judged_in_their_cells(desk: Desk, sample: Bridge) -> None:
    view = desk.show(SourcesTable, sample)
    _go(view, 0, "reliability")
    desk.type("b")
    desk.press(Qt.Key.Key_Return)
    assert rows.sources(sample.document)[0].reliability == "B"


def test_the_credibility_of_evidence_is_a_number(desk: Desk, sample: Bridge) -> None:
    view = desk.show(CitationsTable, sample)
    _go(view, 0, "credibility")
    desk.type("2")
    desk.press(Qt.Key.Key_Return)
    changed = view.model.id_at(0)
    assert {c.id: c.credibility for c in rows.citations(sample.document)}[changed or 0] == 2


def test_nothing_can_be_typed_into_a_copy_that_is_read_only(desk: Desk, bridge: Bridge) -> None:
    _three_actors(bridge)
    bridge.adopt(Document.open_copy(bridge.document.path))
    view = desk.show(ActorsTable, bridge)
    _go(view, 0, "name")
    desk.press(Qt.Key.Key_F2)
    desk.type("x")
    assert not isinstance(view.grid.focusWidget(), QLineEdit)
    assert not view.grid.is_editing()
