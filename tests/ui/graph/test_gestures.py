"""The graph by mouse: pan, zoom, move, link, name, select, each as one step that can be undone."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.graph.conftest import MIDDLE, RIGHT, Hand, actor

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.document import Document
from geoeditor.ui.graph.in_place import NameField
from geoeditor.ui.graph.kind_field import KindField
from geoeditor.ui.selection import Fact

BELARUS, RUSSIA, TRUMP, KLASKOVSKY = "Belarus", "Russia", "Donald Trump", "Alexander Klaskovsky"


def test_all_actors_and_links_of_the_sample_are_shown(hand: Hand) -> None:
    assert len(hand.view.scene.ids) == 17
    assert len(hand.view.scene.link_ids) == 16
    assert all(hand.canvas.rect().contains(hand.canvas.spot_of(row).toPoint()) for row in range(17))


def test_dragging_a_node_is_one_undo_step(hand: Hand) -> None:
    before = len(hand.steps())
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(40, 30))
    assert len(hand.steps()) == before + 1
    assert hand.steps()[0] == "Move “Russia”"
    assert (hand.node(RUSSIA) - start - QPoint(40, 30)).manhattanLength() <= 2


def test_undo_puts_a_dragged_node_back_and_redo_moves_it_again(hand: Hand) -> None:
    places = hand.view.scene.places.copy()
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(60, 10))
    moved = hand.view.scene.places.copy()
    hand.view.bridge.undo()
    assert hand.view.scene.places == pytest.approx(places)
    hand.view.bridge.redo()
    assert hand.view.scene.places == pytest.approx(moved)


def test_only_the_dragged_node_moves_and_all_keep_their_places_at_the_next_opening(hand: Hand) -> None:
    places = hand.view.scene.places.copy()
    row = hand.row(RUSSIA)
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(60, 10))
    others = np.delete(np.arange(17), row)
    assert hand.view.scene.places[others] == pytest.approx(places[others])
    kept = hand.view.scene.places.copy()
    hand.view.scene.placed.clear()
    hand.view.reload()
    assert hand.view.scene.places == pytest.approx(kept)


def test_links_follow_a_node_while_it_is_dragged(hand: Hand) -> None:
    scene = hand.view.scene
    row = hand.row(RUSSIA)
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(0, 50), release=False)
    for link in scene.links_of([row]).tolist():
        begin = 0 if scene.ends[link, 0] == row else 4
        assert scene.lines[link, begin : begin + 2] == pytest.approx(scene.places[row])


def test_escape_calls_a_drag_off(hand: Hand) -> None:
    places = hand.view.scene.places.copy()
    before = hand.steps()
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(0, 50), release=False)
    hand.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(0, 50))
    assert hand.view.scene.places == pytest.approx(places)
    assert hand.steps() == before


def test_selected_nodes_move_together_as_one_step(hand: Hand) -> None:
    hand.view.selection.choose([actor(hand, RUSSIA), actor(hand, TRUMP)])
    places = hand.view.scene.places.copy()
    before = len(hand.steps())
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(30, 30))
    moved = np.flatnonzero(np.abs(hand.view.scene.places - places).max(axis=1) > 1)
    assert set(moved.tolist()) == {hand.row(RUSSIA), hand.row(TRUMP)}
    assert len(hand.steps()) == before + 1


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, MIDDLE])
def test_dragging_the_ground_pans(hand: Hand, button: Qt.MouseButton) -> None:
    before = hand.node(RUSSIA)
    ground = hand.ground()
    hand.drag(ground, ground + QPoint(50, 20), button=button)
    assert (hand.node(RUSSIA) - before - QPoint(50, 20)).manhattanLength() <= 1


def test_space_lets_a_drag_on_a_node_pan(hand: Hand) -> None:
    steps, before = hand.steps(), hand.node(RUSSIA)
    QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
    hand.drag(before, before + QPoint(40, 0))
    QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert (hand.node(RUSSIA) - before - QPoint(40, 0)).manhattanLength() <= 1
    assert hand.steps() == steps


def test_the_wheel_zooms_at_the_pointer(hand: Hand) -> None:
    spot, zoom = hand.node(RUSSIA), hand.canvas.camera.zoom
    hand.turn(spot, 240)
    assert hand.canvas.camera.zoom > zoom * 1.3
    assert (hand.node(RUSSIA) - spot).manhattanLength() <= 2


def test_fit_brings_everything_back(hand: Hand) -> None:
    hand.canvas.pan(5_000, 3_000)
    hand.run("view.fit")
    assert all(hand.canvas.rect().contains(hand.canvas.spot_of(row).toPoint()) for row in range(17))


def test_a_click_selects_and_one_on_the_ground_clears(hand: Hand) -> None:
    hand.click(hand.node(RUSSIA))
    assert hand.view.selection.ids("actor") == (hand.id(RUSSIA),)
    hand.click(hand.ground())
    assert not hand.view.selection.facts


def test_ctrl_click_adds_and_takes_away(hand: Hand) -> None:
    hand.click(hand.node(RUSSIA))
    hand.click(hand.node(TRUMP), Qt.KeyboardModifier.ControlModifier)
    assert hand.view.selection.ids("actor") == (hand.id(RUSSIA), hand.id(TRUMP))
    hand.click(hand.node(RUSSIA), Qt.KeyboardModifier.ControlModifier)
    assert hand.view.selection.ids("actor") == (hand.id(TRUMP),)


def test_shift_drag_selects_what_lies_in_the_band(hand: Hand) -> None:
    hand.drag(QPoint(2, 2), QPoint(898, 498), Qt.KeyboardModifier.ShiftModifier)
    assert len(hand.view.selection.ids("actor")) == 17


def test_a_click_on_a_line_selects_its_link(hand: Hand) -> None:
    scene = hand.view.scene
    for row, link in enumerate(scene.link_ids):
        x, y = (scene.lines[row, 0:2] * 0.25 + scene.lines[row, 2:4] * 0.5 + scene.lines[row, 4:6] * 0.25).tolist()
        spot = QPointF(*hand.canvas.camera.to_pane(x, y))
        if hand.canvas.hit(spot).what == "link" and hand.canvas.hit(spot).row == row:
            hand.click(spot.toPoint())
            assert hand.view.selection.facts == (Fact("link", link),)
            return
    raise AssertionError("no link could be hit in its middle")


def test_a_double_click_on_a_node_asks_for_its_passage(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.view.selection.passage_requested) as caught:
        QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, pos=hand.node(RUSSIA))
    assert caught.args == [actor(hand, RUSSIA)]


def test_a_double_click_on_the_ground_makes_an_actor_there_named_in_place(hand: Hand) -> None:
    ground, before = hand.ground(), len(hand.steps())
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, pos=ground)
    assert isinstance(hand.view.deeds.field, NameField)
    hand.type("<b>Poland</b>")
    hand.key(Qt.Key.Key_Return)
    assert (hand.node("<b>Poland</b>") - ground).manhattanLength() <= 2
    assert hand.steps()[0] == "Add actor “<b>Poland</b>”"
    assert len(hand.steps()) == before + 1
    assert hand.view.selection.facts == (actor(hand, "<b>Poland</b>"),)


def test_escape_and_an_empty_name_make_no_actor(hand: Hand) -> None:
    before = hand.steps()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, pos=hand.ground())
        hand.key(key)
        assert hand.view.deeds.field is None
    assert hand.steps() == before


def _pull(hand: Hand, name: str, end: QPoint) -> None:
    """Draw a link from the ring of a node."""
    middle = hand.node(name)
    hand.hover(middle)
    edge = next(
        middle + QPoint(reach, 0) for reach in range(5, 40)
        if hand.canvas.hit(QPointF(middle + QPoint(reach, 0))).what == "handle"
    )  # fmt: skip
    hand.drag(edge, end)


def test_pulling_from_the_ring_to_a_node_asks_for_the_kind_and_links_in_one_step(hand: Hand) -> None:
    before = len(hand.steps())
    _pull(hand, TRUMP, hand.node(KLASKOVSKY))
    assert isinstance(hand.view.deeds.field, KindField)
    hand.type("crit")
    hand.key(Qt.Key.Key_Return)
    found = hand.view.selection.facts
    assert [fact.table for fact in found] == ["link"]
    link = hand.view.scene.links[found[0].id].shown
    assert (link.from_id, link.to_id, link.label) == (hand.id(TRUMP), hand.id(KLASKOVSKY), "criticises")
    assert len(hand.steps()) == before + 1


def test_alt_drag_links_with_words_of_ones_own(hand: Hand) -> None:
    hand.drag(hand.node(TRUMP), hand.node(KLASKOVSKY), Qt.KeyboardModifier.AltModifier)
    hand.type("plays golf with")
    hand.key(Qt.Key.Key_Return)
    link = hand.view.scene.links[hand.view.selection.facts[0].id].shown
    assert (link.label, link.kind, link.directed) == ("plays golf with", "", True)


def test_a_link_dropped_on_the_ground_makes_actor_and_link_in_one_step(hand: Hand) -> None:
    before = len(hand.steps())
    ground = hand.ground()
    _pull(hand, TRUMP, ground)
    hand.type("Melania Trump")
    hand.key(Qt.Key.Key_Return)
    assert isinstance(hand.view.deeds.field, KindField)
    hand.type("spouse")
    hand.key(Qt.Key.Key_Return)
    assert len(hand.steps()) == before + 1
    assert (hand.node("Melania Trump") - ground).manhattanLength() <= 2
    hand.view.bridge.undo()
    assert len(hand.view.scene.ids) == 17


def test_escape_at_the_kind_makes_no_link(hand: Hand) -> None:
    before = hand.steps()
    _pull(hand, TRUMP, hand.node(KLASKOVSKY))
    hand.key(Qt.Key.Key_Escape)
    assert hand.view.deeds.field is None
    assert hand.steps() == before
    assert hand.canvas.marked.linking is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_key_and_the_right_button_offer_what_can_be_done(hand: Hand) -> None:
    hand.click(hand.node(RUSSIA), button=RIGHT)
    assert hand.view.selection.facts == (actor(hand, RUSSIA),)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert hand.view._actions["fact.rename"] in menu.actions()
    menu.close()
    hand.canvas.setFocus()
    QTest.keyClick(hand.canvas, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    again = QApplication.activePopupWidget()
    assert isinstance(again, QMenu)
    again.close()


def test_a_project_open_to_read_only_leaves_the_node_where_it_was(hand: Hand) -> None:
    hand.view.bridge.adopt(Document.open_copy(hand.view.bridge.document.path))
    hand.canvas.settle()
    places = hand.view.scene.places.copy()
    refusals: list[Any] = []
    hand.view.bridge.refused.connect(refusals.append)
    start = hand.node(RUSSIA)
    hand.drag(start, start + QPoint(40, 30))
    assert hand.view.scene.places == pytest.approx(places)
    assert len(refusals) == 1


def test_an_actor_made_elsewhere_comes_in_without_moving_the_others(hand: Hand) -> None:
    before = {actor_id: hand.view.scene.placed[actor_id] for actor_id in hand.view.scene.ids}
    zoom = hand.canvas.camera.zoom
    hand.view.bridge.attempt(lambda document: add_actor(document, name="Latvia"))
    assert len(hand.view.scene.ids) == 18
    assert {actor_id: hand.view.scene.placed[actor_id] for actor_id in before} == before
    assert hand.canvas.camera.zoom == zoom
