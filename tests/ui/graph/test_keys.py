"""The graph without a mouse: walk, link, rename, remove, search."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.graph.conftest import Hand, actor

from geoeditor.core.commands.events import add_event, connect_actor
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, EventId
from geoeditor.ui.graph.in_place import NameField
from geoeditor.ui.graph.keys import nearest_towards
from geoeditor.ui.graph.kind_field import KindField
from geoeditor.ui.selection import Fact

BELARUS, RUSSIA, TRUMP = "Belarus", "Russia", "Donald Trump"
LUKASHENKO = "Alexander Lukashenko"


def test_arrows_go_to_the_nearest_node_in_that_direction() -> None:
    places = np.array([[0.0, 0.0], [100.0, 5.0], [60.0, 90.0], [-50.0, 0.0], [0.0, -80.0]])
    nodes = np.arange(5)
    assert nearest_towards(places, nodes, 0, 1, 0) == 1
    assert nearest_towards(places, nodes, 0, -1, 0) == 3
    assert nearest_towards(places, nodes, 0, 0, 1) == 2
    assert nearest_towards(places, nodes, 0, 0, -1) == 4
    assert nearest_towards(places, nodes, 1, 1, 0) is None


def test_every_node_with_links_is_reached_by_arrows(hand: Hand) -> None:
    scene = hand.view.scene
    reached, fresh = {0}, [0]
    while fresh:
        start = fresh.pop()
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            found = nearest_towards(scene.places, np.arange(len(scene.ids)), start, *way)
            if found is not None and found not in reached:
                reached.add(found)
                fresh.append(found)
    assert len(reached) == len(scene.ids)


def test_an_arrow_selects_a_node_and_shift_adds_one(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Left)
    assert [fact.table for fact in hand.view.selection.facts] == ["actor"]
    first = hand.view.selection.current
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(hand.view.selection.facts) == 2
    assert hand.view.selection.facts[1] == first


def test_tab_goes_round_the_links_of_the_current_node(hand: Hand) -> None:
    hand.view.selection.choose([actor(hand, BELARUS)])
    links = set(hand.view.scene.links_of([hand.row(BELARUS)]).tolist())
    seen: set[int] = set()
    for _ in links:
        hand.key(Qt.Key.Key_Tab)
        seen.update(hand.view.canvas.marked.links)
        assert hand.view.canvas.marked.current == hand.row(BELARUS)
    assert seen == links


def test_enter_asks_for_the_passage(hand: Hand, qtbot: QtBot) -> None:
    hand.view.selection.choose([actor(hand, BELARUS)])
    with qtbot.waitSignal(hand.view.selection.passage_requested) as caught:
        hand.key(Qt.Key.Key_Return)
    assert caught.args == [actor(hand, BELARUS)]


def test_l_and_arrows_and_enter_link_two_actors(hand: Hand) -> None:
    hand.view.selection.choose([actor(hand, BELARUS)])
    before = len(hand.steps())
    hand.run("link.add")
    hand.key(Qt.Key.Key_Left)
    target = hand.canvas.marked.target
    assert target is not None
    hand.key(Qt.Key.Key_Return)
    assert isinstance(hand.view.deeds.field, KindField)
    hand.type("trades")
    hand.key(Qt.Key.Key_Return)
    link = hand.view.scene.links[hand.view.selection.ids("link")[0]].shown
    assert (link.from_id, link.to_id) == (hand.id(BELARUS), hand.view.scene.ids[target])
    assert link.label == "trades with"
    assert len(hand.steps()) == before + 1


def test_the_other_end_of_a_link_is_found_by_typing_its_name(hand: Hand) -> None:
    hand.view.selection.choose([actor(hand, BELARUS)])
    hand.run("link.add")
    hand.type("trump")
    assert hand.canvas.marked.target == hand.row(TRUMP)
    hand.key(Qt.Key.Key_Escape)
    assert hand.canvas.marked.linking is None
    assert hand.view.selection.current == actor(hand, BELARUS)


def test_renaming_in_place_is_one_step_and_refuses_an_empty_name(hand: Hand) -> None:
    fact = actor(hand, BELARUS)
    hand.view.selection.choose([fact])
    before = len(hand.steps())
    hand.run("fact.rename")
    field = hand.view.deeds.field
    assert isinstance(field, NameField)
    assert field.text() == BELARUS
    field.clear()
    hand.key(Qt.Key.Key_Return)
    assert field.property("refused")
    assert field.toolTip()
    hand.type("Republic of Belarus")
    hand.key(Qt.Key.Key_Return)
    assert hand.view.deeds.field is None
    assert hand.view.scene.actors[fact.id].shown.name == "Republic of Belarus"
    assert len(hand.steps()) == before + 1
    assert hand.canvas.hasFocus()


def test_the_label_of_a_link_is_edited_in_place(hand: Hand) -> None:
    link = hand.view.scene.link_ids[0]
    hand.view.selection.choose([Fact("link", link)])
    hand.run("fact.rename")
    hand.type("stands by")
    hand.key(Qt.Key.Key_Return)
    assert hand.view.scene.links[link].shown.label == "stands by"


def test_delete_removes_nodes_and_links_in_one_step(hand: Hand) -> None:
    before = len(hand.steps())
    hand.view.selection.choose([actor(hand, RUSSIA), Fact("link", hand.view.scene.link_ids[-1])])
    hand.run("fact.delete")
    assert len(hand.view.scene.ids) == 16
    assert len(hand.steps()) == before + 1
    hand.view.bridge.undo()
    assert len(hand.view.scene.ids) == 17
    assert len(hand.view.scene.link_ids) == 16


def test_select_all_takes_every_node(hand: Hand) -> None:
    hand.run("edit.select_all")
    assert len(hand.view.selection.ids("actor")) == 17


def test_alt_and_arrows_move_the_selected_node(hand: Hand) -> None:
    hand.view.selection.choose([actor(hand, RUSSIA)])
    x = hand.node(RUSSIA).x()
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert hand.node(RUSSIA).x() - x == pytest.approx(8, abs=1)
    assert hand.steps()[0] == "Move “Russia”"


def test_bare_keys_type_into_the_field_and_act_nowhere_else(hand: Hand) -> None:
    zoom = hand.canvas.camera.zoom
    hand.canvas.pan(40, 0)
    hand.run("actor.add")
    hand.type("Fatal flaw")
    field = hand.view.deeds.field
    assert isinstance(field, NameField)
    assert field.text() == "Fatal flaw"
    assert hand.canvas.camera.zoom == zoom


def test_seeking_goes_through_names_and_labels(hand: Hand) -> None:
    found = hand.view.seek("president")
    assert (found.place, found.hits) == (1, 3)
    first = hand.view.selection.current
    assert hand.view.seek("president", 1).place == 2
    assert hand.view.seek("president", -1).place == 1
    assert hand.view.selection.current == first
    assert hand.view.seek("nobody at all") == (0, 0)
    assert hand.view.seek("putin").hits >= 1
    assert hand.view.seek("") == (0, 0)


def test_a_selected_event_lights_up_who_takes_part(hand: Hand) -> None:
    def work(document: Document) -> EventId:
        event = add_event(document, title="Summit")
        connect_actor(document, event, ActorId(hand.id(TRUMP)), role="role.actor")
        return event

    event = hand.view.bridge.attempt(work).value
    assert event is not None
    hand.view.selection.choose([Fact("event", event)])
    assert hand.canvas.marked.participants == (hand.row(TRUMP),)


def test_selecting_elsewhere_scrolls_only_where_nothing_of_it_is_seen(hand: Hand) -> None:
    place = (hand.canvas.camera.x, hand.canvas.camera.y)
    hand.view.selection.choose([actor(hand, RUSSIA)])
    assert (hand.canvas.camera.x, hand.canvas.camera.y) == place
    hand.canvas.pan(9_000, 0)
    hand.view.selection.choose([actor(hand, TRUMP)])
    assert hand.canvas.rect().contains(hand.node(TRUMP))


def test_a_screen_reader_hears_what_is_current(hand: Hand) -> None:
    assert hand.canvas.accessibleName() == "Graph: 17 actors, 16 links"
    hand.view.selection.choose([actor(hand, BELARUS)])
    assert hand.canvas.accessibleDescription().startswith("Belarus, ")


def test_the_shortcut_of_a_bare_key_reaches_the_graph(hand: Hand) -> None:
    hand.canvas.pan(4_000, 0)
    QTest.keyClick(hand.canvas, Qt.Key.Key_F)
    assert hand.canvas.rect().contains(hand.node(RUSSIA))
