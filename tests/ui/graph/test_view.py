"""The graph as a view: what it shows, keeps and leaves out, and that the picture is right."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.graph.conftest import Hand, actor

from geoeditor.charts.palette import DARK, LIGHT
from geoeditor.core.commands.actors import add_actor, change_actor
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.commands.citations import cite
from geoeditor.core.commands.links import link_actors
from geoeditor.core.commands.sources import add_source
from geoeditor.core.commands.views import place_nodes
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId, new_id
from geoeditor.core.queries.chart_reading import chart_facts
from geoeditor.jobs.exporting import charts_of
from geoeditor.layout.boxes import touching_pairs
from geoeditor.layout.bundles import sampled
from geoeditor.ui.filtering import Filter
from geoeditor.ui.graph.header import GraphHeader
from geoeditor.ui.graph.hits import Hit
from geoeditor.ui.graph.in_place import NameField
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

RUSSIA, BELARUS, TRUMP = "Russia", "Belarus", "Donald Trump"


def _picture(hand: Hand) -> QImage:
    hand.canvas.settle()
    image = QImage(hand.canvas.size(), QImage.Format.Format_RGB32)
    hand.canvas.render(image, QPoint())
    return image


def _colour(image: QImage, spot: QPoint) -> str:
    return QColor(image.pixel(spot)).name()


def test_every_node_is_drawn_in_its_colour_where_it_is_hit(hand: Hand) -> None:
    image = _picture(hand)
    scene = hand.view.scene
    for row, kind in enumerate(scene.kinds):
        spot = hand.canvas.spot_of(row)
        assert hand.canvas.hit(spot) == Hit("node", row)
        if kind not in ("unnamed", "actor.group"):
            shown = scene.actors[scene.ids[row]].shown
            assert _colour(image, spot.toPoint()) == LIGHT.of_actor(shown.colour, shown.hue)


@pytest.mark.parametrize("factor", [1.0, 0.6, 1.9, 4.0])
def test_no_two_labels_touch_at_any_zoom(hand: Hand, factor: float) -> None:
    hand.canvas.zoom_by(factor)
    hand.canvas.settle()
    placing = hand.canvas.frame.placing
    boxes = np.array([*placing.names.values(), *placing.labels.values()])
    assert len(boxes) >= 6
    assert not len(touching_pairs(boxes))


def test_with_room_every_name_and_label_of_the_sample_is_shown(hand: Hand) -> None:
    hand.canvas.zoom_by(2.4)
    hand.canvas.resize(2_400, 1_500)
    hand.canvas.settle()
    assert len(hand.canvas.frame.placing.names) == 17
    assert len(hand.canvas.frame.placing.labels) == 16


def test_labels_stay_where_they_are_while_one_pans(hand: Hand) -> None:
    hand.canvas.settle()
    before = dict(hand.canvas.frame.placing.names)
    hand.canvas.pan(300, 40)
    hand.canvas.settle()
    assert {row: hand.canvas.frame.placing.names[row] for row in before} == before


def test_parallel_links_are_curves_of_their_own_with_labels_of_their_own(hand: Hand) -> None:
    scene = hand.view.scene
    both = {hand.row(RUSSIA), hand.row(BELARUS)}
    rows = [row for row, ends in enumerate(scene.ends.tolist()) if set(ends) == both]
    middles = sampled(scene.lines[rows], 3)[:, 1]
    assert len(rows) == 3
    gaps = [float(np.hypot(*(middles[a] - middles[b]))) for a, b in ((0, 1), (1, 2), (0, 2))]
    assert min(gaps) > 25
    hand.canvas.zoom_by(2.2)
    hand.canvas.look_at(scene.places[sorted(both)])
    hand.canvas.settle()
    assert set(rows) <= set(hand.canvas.frame.placing.labels)


def test_the_same_project_gets_the_same_picture(hand: Hand) -> None:
    places = hand.view.scene.places.copy()
    hand.view._loose.clear()
    hand.view.reload()
    assert hand.view.scene.places == pytest.approx(places)


def test_arranging_is_one_step_and_undo_brings_the_old_places_back(hand: Hand) -> None:
    hand.drag(hand.node(RUSSIA), hand.node(RUSSIA) + QPoint(90, 120))
    places, before = hand.view.scene.places.copy(), len(hand.steps())
    hand.run("view.layout")
    assert hand.steps()[0] == "Arrange graph"
    assert len(hand.steps()) == before + 1
    assert np.abs(hand.view.scene.places - places).max() > 20
    hand.view.bridge.undo()
    assert hand.view.scene.places == pytest.approx(places)


def test_the_exported_chart_reads_the_places_of_the_screen(hand: Hand) -> None:
    hand.drag(hand.node(RUSSIA), hand.node(RUSSIA) + QPoint(90, 20))
    document = hand.view.bridge.document
    chart = next(chart for chart in charts_of(document) if chart.name == "graph")
    assert chart_facts(document, chart.view_id).positions == hand.view.scene.placed


def test_a_place_from_elsewhere_is_followed(hand: Hand) -> None:
    fact = actor(hand, RUSSIA)
    hand.view.bridge.attempt(lambda document: place_nodes(document, {fact.id: (12.0, -7.5)}))
    assert hand.view.scene.places[hand.row(RUSSIA)] == pytest.approx([12.0, -7.5])


def test_a_new_name_is_read_alone_and_nothing_moves(hand: Hand) -> None:
    fact, places = actor(hand, RUSSIA), hand.view.scene.places.copy()
    zoom = hand.canvas.camera.zoom
    hand.view.bridge.attempt(lambda document: change_actor(document, ActorId(fact.id), name="Russian Federation"))
    assert hand.view.scene.actors[fact.id].shown.name == "Russian Federation"
    assert hand.view.scene.places == pytest.approx(places)
    assert hand.canvas.camera.zoom == zoom


def test_new_evidence_makes_its_link_thicker(hand: Hand) -> None:
    scene = hand.view.scene
    row = int(scene.hollow.argmax())
    assert scene.hollow[row] or scene.widths[row] > 0
    before, link = float(scene.widths[row]), LinkId(scene.link_ids[row])

    def work(document: Document) -> None:
        source = add_source(document, "They met again.", title="More")
        cite(document, source, "link", link, (0, 9))

    hand.view.bridge.attempt(work)
    assert scene.widths[row] > before
    hand.view.bridge.undo()
    hand.view.bridge.undo()
    assert scene.widths[row] == pytest.approx(before)


def test_a_label_of_its_own_gives_an_undirected_kind_an_arrow(hand: Hand) -> None:
    ends = ActorId(hand.id(RUSSIA)), ActorId(hand.id(TRUMP))

    def work(document: Document) -> tuple[LinkId, LinkId]:
        plain = link_actors(document, *ends, kind="link.contact_of")
        return plain, link_actors(document, *ends, kind="link.contact_of", label="travels to")

    found = hand.view.bridge.attempt(work).value
    assert found is not None
    scene = hand.view.scene
    assert [bool(scene.directed[scene.link_row_of[link]]) for link in found] == [False, True]


def test_the_filter_hides_signs_kinds_and_links_of_hidden_nodes(hand: Hand, filter_: Filter, qtbot: QtBot) -> None:
    scene = hand.view.scene
    filter_.hide_signs(frozenset({-1}))
    assert not scene.link_shown[scene.signs == -1].any()
    assert scene.link_shown[scene.signs != -1].all()
    with qtbot.waitSignal(hand.view.status_changed) as said:
        filter_.hide_kinds(frozenset({"actor.state"}))
    assert "hidden" in said.args[0]
    assert not scene.shown[hand.row(RUSSIA)]
    assert not scene.link_shown[(scene.ends == hand.row(RUSSIA)).any(axis=1)].any()
    assert hand.canvas.hit(hand.canvas.spot_of(hand.row(RUSSIA))).what != "node"
    filter_.clear()
    assert scene.shown.all()
    assert scene.link_shown.all()


def test_time_hides_links_that_ended_before(hand: Hand, filter_: Filter) -> None:
    ends = ActorId(hand.id(RUSSIA)), ActorId(hand.id(TRUMP))
    old = hand.view.bridge.attempt(lambda document: link_actors(document, *ends, label="met", t="1990")).value
    assert old is not None
    filter_.limit(1_000_000_000, None)
    assert not hand.view.scene.link_shown[hand.view.scene.link_row_of[old]]


def test_zoom_and_place_are_remembered(hand: Hand) -> None:
    hand.canvas.zoom_by(1.7)
    hand.canvas.pan(33, 12)
    state = hand.view.snapshot_state()
    before = hand.node(RUSSIA)
    hand.canvas.fit()
    hand.view.restore_state(state)
    assert hand.node(RUSSIA) == before
    hand.view.restore_state({"zoom": "large", "x": None})
    assert hand.node(RUSSIA) == before


def test_an_empty_graph_says_what_to_do_and_its_button_does_it(empty_hand: Hand) -> None:
    hint = empty_hand.view.hint
    assert hint.isVisible()
    assert "Double-click" in hint.text.text()
    empty_hand.view._actions.update()
    QTest.mouseClick(hint.button, Qt.MouseButton.LeftButton)
    assert isinstance(empty_hand.view.deeds.field, NameField)
    assert not hint.isVisible()
    empty_hand.type("Poland")
    empty_hand.key(Qt.Key.Key_Return)
    assert len(empty_hand.view.scene.ids) == 1
    assert not hint.isVisible()


def test_a_hidden_view_reads_nothing_until_it_is_shown(hand: Hand) -> None:
    hand.view.hide()
    hand.view.bridge.attempt(lambda document: add_actor(document, name="Latvia"))
    assert len(hand.view.scene.ids) == 17
    hand.view.show()
    assert len(hand.view.scene.ids) == 18


def test_the_theme_is_followed(hand: Hand, theme: Theme) -> None:
    assert _colour(_picture(hand), QPoint(3, 3)) == LIGHT.surface
    theme.choose("dark")
    assert _colour(_picture(hand), QPoint(3, 3)) == DARK.surface
    theme.choose("light")


def test_what_the_pointer_is_over_is_told_as_plain_text(hand: Hand) -> None:
    fact = actor(hand, RUSSIA)
    hand.view.bridge.attempt(lambda document: change_actor(document, ActorId(fact.id), name="<img src=x>"))
    assert hand.canvas.account(Hit("node", hand.view.scene.row_of[fact.id])).startswith("<img src=x>\n")
    hand.hover(hand.node("<img src=x>"))
    assert hand.canvas.marked.hovered == hand.view.scene.row_of[fact.id]


def test_names_of_any_length_and_direction_keep_apart(hand: Hand) -> None:
    names = ["x" * 10_000, "שלום עולם שלום", "a\nb\u202ec", "W" * 60]
    for name in names:
        hand.view.bridge.attempt(partial(add_actor, name=name))
    hand.canvas.fit()
    hand.canvas.settle()
    placing = hand.canvas.frame.placing
    boxes = np.array([*placing.names.values(), *placing.labels.values()])
    assert not len(touching_pairs(boxes))
    assert (boxes[:, 2] - boxes[:, 0]).max() < 200


def test_the_header_zooms_fits_and_arranges(hand: Hand, filter_: Filter) -> None:
    header = hand.view.header()
    assert isinstance(header, GraphHeader)
    hand.view._actions.update()
    zoom = hand.canvas.camera.zoom
    buttons = {button.text(): button for button in header.findChildren(QToolButton)}
    buttons["⊕"].click()
    assert hand.canvas.camera.zoom > zoom
    buttons["Fit"].click()
    assert hand.canvas.camera.zoom == pytest.approx(zoom)
    assert all(button.accessibleName() for button in buttons.values())
    menu = header.kinds.menu()
    menu.aboutToShow.emit()
    first = menu.actions()[0]
    first.trigger()
    assert len(filter_.kinds) == 1
    first.trigger()
    assert not filter_.kinds
    header.deleteLater()


def _crowd(document: Document, count: int) -> None:
    ids = [new_id() for _ in range(count)]
    links = [{"from": ids[i], "to": ids[(i * 7 + 1) % count]} for i in range(count) if i != (i * 7 + 1) % count]
    actors = [{"name": f"Actor {i}"} for i in range(count)]
    add_records(document, "Fill", [Batch("actor", actors, ids), Batch("link", links)])


def test_a_large_graph_is_arranged_aside_and_can_be_called_off(empty_hand: Hand, qtbot: QtBot) -> None:
    view = empty_hand.view
    view.bridge.attempt(lambda document: _crowd(document, 500))
    with qtbot.waitSignal(view.arranger.busy_changed) as changed:
        empty_hand.canvas.setFocus()
        empty_hand.key(Qt.Key.Key_Escape)
    assert changed.args == [False]
    assert len(np.unique(view.scene.places, axis=0)) == 500
    before = empty_hand.steps()
    with qtbot.waitSignal(view.arranger.arranged, timeout=20_000):
        empty_hand.run("view.layout")
    assert empty_hand.steps() == ["Arrange graph", *before]


def test_a_large_picture_is_drawn_in_slices_and_moved_meanwhile(empty_hand: Hand, qtbot: QtBot) -> None:
    view, canvas = empty_hand.view, empty_hand.canvas
    with qtbot.waitSignal(view.arranger.arranged, timeout=20_000):
        view.bridge.attempt(lambda document: _crowd(document, 500))
    canvas.settle()
    row = int(np.hypot(*(view.scene.places - view.scene.places.mean(axis=0)).T).argmin())
    canvas.frame.cost = 1.0
    canvas.zoom_by(1.3)
    canvas.repaint()
    assert not canvas.frame.is_sharp(canvas.camera, canvas.look, frozenset())
    qtbot.waitUntil(lambda: canvas.frame.is_sharp(canvas.camera, canvas.look, frozenset()), timeout=10_000)
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    canvas.render(image, QPoint())
    assert _colour(image, canvas.spot_of(row).toPoint()) != LIGHT.surface


def test_a_dragged_node_of_a_large_graph_follows_the_hand(empty_hand: Hand, qtbot: QtBot) -> None:
    view, canvas = empty_hand.view, empty_hand.canvas
    with qtbot.waitSignal(view.arranger.arranged, timeout=20_000):
        view.bridge.attempt(lambda document: _crowd(document, 450))
    canvas.zoom_by(3.0)
    canvas.look_at(view.scene.places[[5]])
    canvas.settle()
    start = canvas.spot_of(5).toPoint()
    empty_hand.drag(start, start + QPoint(70, 40), release=False)
    assert canvas.left_out == {5}
    image = _picture(empty_hand)
    assert _colour(image, start + QPoint(70, 40)) != LIGHT.surface
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(70, 40))
    assert empty_hand.steps()[0] == "Move “Actor 5”"


def test_a_selected_link_without_room_for_its_label_shows_it_all_the_same(hand: Hand) -> None:
    hand.canvas.zoom_by(0.35)
    hand.canvas.settle()
    without = [row for row in range(16) if row not in hand.canvas.frame.placing.labels]
    assert without
    bare = _picture(hand)
    hand.view.selection.choose([Fact("link", hand.view.scene.link_ids[without[0]])])
    assert _picture(hand) != bare


def test_a_link_is_hit_by_its_line_and_the_ground_is_not(hand: Hand) -> None:
    assert hand.canvas.hit(QPointF(hand.ground())).what == ""


def test_importing_the_graph_loads_no_store() -> None:
    code = "import sys, geoeditor.ui.graph; print('sqlmodel' in sys.modules, 'sqlalchemy' in sys.modules)"
    root = Path(__file__).resolve().parents[3] / "src"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(root)}
    )
    assert found.stdout.split() == ["False", "False"]
