"""Mouse and wheel on the timeline: pan, zoom, select, create, date; each edit is one step."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.timeline.conftest import mark_of, place_of, settle

from geoeditor.core.journal import ChangeSet
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.timeline import TimelineView

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
KEYS = Qt.KeyboardModifier
SHIFT, CTRL, NONE = KEYS.ShiftModifier, KEYS.ControlModifier, KEYS.NoModifier
VALAAM = "Lukashenko and Putin meet"


def drag(
    view: TimelineView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE, *, let_go: bool = True
) -> None:
    """Press, move in steps and let go."""
    canvas = view.canvas
    QTest.mousePress(canvas, LEFT, keys, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
    if let_go:
        QTest.mouseRelease(canvas, LEFT, keys, end)


def wheel(view: TimelineView, at: QPoint, dx: int, dy: int, keys: Qt.KeyboardModifier = NONE) -> None:
    """Turn the wheel by so many eighths of a degree."""
    canvas = view.canvas
    event = QWheelEvent(
        QPointF(at), canvas.mapToGlobal(QPointF(at)), QPoint(), QPoint(dx, dy),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def ground(view: TimelineView) -> QPoint:
    """Return a place where nothing is."""
    stage = view.canvas.stage
    for y in range(int(stage.plot.bottom) - 20, 20, -7):
        for x in range(int(stage.plot.left) + 40, int(stage.plot.width) - 40, 13):
            if stage.hit(x, y).kind == "ground" and stage.hit(x + 30, y - 5).kind == "ground":
                return QPoint(x, y)
    pytest.fail("there is no empty ground")


@pytest.fixture
def steps(sample: Bridge) -> list[ChangeSet]:
    """Return the list that all changes of the sample are added to."""
    found: list[ChangeSet] = []
    sample.changed.connect(found.append)
    return found


def test_dragging_the_ground_pans_in_time_and_selects_nothing(view: TimelineView, selection: Selection) -> None:
    before, at = view.canvas.stage.window, ground(view)
    drag(view, at, at + QPoint(80, 0))
    after = view.canvas.stage.window
    assert after.rate == before.rate
    assert after.x(before.start) == pytest.approx(80, abs=1)
    assert not selection.facts


def test_the_middle_button_and_space_pan_from_anywhere(view: TimelineView) -> None:
    canvas = view.canvas
    for press in ("middle", "space"):
        before, at = canvas.stage.window, mark_of(view, place_of(view, VALAAM))
        button = MIDDLE if press == "middle" else LEFT
        if press == "space":
            QTest.keyPress(canvas, Qt.Key.Key_Space)
        QTest.mousePress(canvas, button, NONE, at)
        QTest.mouseMove(canvas, at - QPoint(50, 0))
        QTest.mouseRelease(canvas, button, NONE, at - QPoint(50, 0))
        QTest.keyRelease(canvas, Qt.Key.Key_Space)
        assert canvas.stage.window.x(before.start) == pytest.approx(-50, abs=1), press


def test_ctrl_wheel_zooms_and_leaves_what_is_pointed_at_in_place(view: TimelineView) -> None:
    stage, at = view.canvas.stage, QPoint(500, 200)
    moment, rate = stage.seconds(500), stage.window.rate
    wheel(view, at, 0, 120, CTRL)
    settle(view)
    assert stage.window.rate == pytest.approx(rate * 1.2)
    assert stage.seconds(500) == pytest.approx(moment, abs=1 / stage.window.rate)


def test_the_wheel_scrolls_lanes_and_pans_time_with_shift_or_sideways(view: TimelineView) -> None:
    view.resize(900, 300)
    stage, window = view.canvas.stage, view.canvas.stage.window
    wheel(view, QPoint(500, 100), 0, -120)
    assert stage.scroll == 60
    wheel(view, QPoint(500, 100), 0, -120, SHIFT)
    assert stage.window.x(window.start) == pytest.approx(-60)
    wheel(view, QPoint(500, 100), 120, 0)
    assert stage.window.x(window.start) == pytest.approx(0)
    assert stage.scroll == 60


def test_a_click_selects_and_ctrl_or_shift_adds(view: TimelineView, selection: Selection) -> None:
    first, second = place_of(view, VALAAM), place_of(view, "Lukashenko wins")
    QTest.mouseClick(view.canvas, LEFT, NONE, mark_of(view, first))
    assert selection.facts == (Fact("event", view.scene.id(first)),)
    QTest.mouseClick(view.canvas, LEFT, CTRL, mark_of(view, second))
    assert selection.ids("event") == (view.scene.id(first), view.scene.id(second))
    QTest.mouseClick(view.canvas, LEFT, SHIFT, mark_of(view, first))
    assert selection.ids("event") == (view.scene.id(second),)
    QTest.mouseClick(view.canvas, LEFT, NONE, ground(view))
    assert not selection.facts


def test_a_click_on_a_name_or_a_storyline_selects_the_actor(view: TimelineView, selection: Selection) -> None:
    stage = view.canvas.stage
    for lane, x in ((0, 60), (1, 330)):
        actor = stage.strips.lanes[lane].actor
        assert actor is not None
        QTest.mouseClick(view.canvas, LEFT, NONE, QPoint(x, round(stage.frame.lane_y(lane))))
        assert selection.facts == (Fact("actor", actor.id),)
        assert view.canvas.marked.lanes == {lane}


def test_shift_drag_on_the_ground_selects_what_lies_in_the_band(view: TimelineView, selection: Selection) -> None:
    stage = view.canvas.stage
    right, bottom = int(stage.plot.width) - 3, int(stage.plot.bottom) - 3
    start = QPoint(int(stage.plot.left) + 3, 3)
    assert stage.hit(start.x(), start.y()).kind == "ground"
    drag(view, start, QPoint(right, bottom), SHIFT)
    frame = stage.frame
    inside = (frame.mark_x >= start.x()) & (frame.mark_x <= right) & (frame.mark_y <= bottom)
    assert set(selection.ids("event")) == {view.scene.id(e) for e in np.unique(frame.mark_event[inside]).tolist()}
    assert len(selection.facts) > 5


def test_a_double_click_on_an_event_asks_for_its_passage(view: TimelineView, selection: Selection) -> None:
    asked: list[Fact] = []
    selection.passage_requested.connect(asked.append)
    event = place_of(view, VALAAM)
    QTest.mouseDClick(view.canvas, LEFT, NONE, mark_of(view, event))
    assert asked == [Fact("event", view.scene.id(event))]


def test_dragging_an_event_is_one_undo_step_and_keeps_its_precision(
    view: TimelineView, sample: Bridge, steps: list[ChangeSet]
) -> None:
    event = place_of(view, VALAAM)
    event_id, at = view.scene.id(event), mark_of(view, event)
    drag(view, at, at - QPoint(60, 0), let_go=False)
    preview = view.canvas.gestures.preview
    assert preview is not None and preview.words.endswith("2024")
    assert not steps, "nothing is stored before the button is let go"
    QTest.mouseRelease(view.canvas, LEFT, NONE, at - QPoint(60, 0))
    assert [step.label for step in steps] == ["Move event in time"]
    moved = view.scene.columns.events.dates[place_of(view, VALAAM)]
    assert len(moved) == len("2024-08-01") and moved < "2025-08-01"
    sample.undo()
    assert view.scene.columns.events.dates[view.scene.at(event_id) or 0] == "2025-08-01"


def test_escape_drops_a_drag(view: TimelineView, steps: list[ChangeSet]) -> None:
    at = mark_of(view, place_of(view, VALAAM))
    drag(view, at, at - QPoint(60, 0), let_go=False)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.canvas.gestures.preview is None
    QTest.mouseRelease(view.canvas, LEFT, NONE, at - QPoint(60, 0))
    assert not steps


def test_selected_events_move_together_as_one_step(view: TimelineView, steps: list[ChangeSet]) -> None:
    first, second = place_of(view, VALAAM), place_of(view, "Lukashenko wins")
    QTest.mouseClick(view.canvas, LEFT, NONE, mark_of(view, second))
    QTest.mouseClick(view.canvas, LEFT, CTRL, mark_of(view, first))
    at = mark_of(view, first)
    drag(view, at, at - QPoint(60, 0))
    assert [step.label for step in steps] == ["Move 2 events in time"]
    dates = view.scene.columns.events.dates
    assert dates[second] < "2020-08" and len(dates[second]) == len("2020-08")
    assert dates[first] < "2025-08-01"


def test_dragging_the_end_of_an_interval_stretches_it(view: TimelineView, steps: list[ChangeSet]) -> None:
    event = place_of(view, "Oreshnik missiles")
    view.canvas.zoom(6, float(mark_of(view, event).x()), at_once=True)
    frame = view.canvas.stage.frame
    at = QPoint(round(float(frame.hi[event])), mark_of(view, event).y())
    assert view.canvas.stage.hit(at.x(), at.y()).kind == "end"
    drag(view, at, at + QPoint(40, 0))
    start, end = view.scene.columns.events.dates[event].split("/")
    assert start == "2025-08-07"
    assert end > "2025-12-31" and len(end) == 10
    assert len(steps) == 1


def test_an_undated_event_is_dated_by_dropping_it_on_the_axis(view: TimelineView, steps: list[ChangeSet]) -> None:
    event, stage = place_of(view, "Lukashenko warns"), view.canvas.stage
    at = mark_of(view, event)
    assert at.x() < stage.plot.left
    drag(view, at, at + QPoint(12, 0))
    assert not steps, "dropped within the tray it stays undated"
    drag(view, at, QPoint(600, at.y()))
    assert len(steps) == 1
    place = place_of(view, "Lukashenko warns")
    assert view.scene.dated[place]
    assert float(stage.frame.x[place]) == pytest.approx(600, abs=20)


def test_a_double_click_creates_an_event_there_with_its_actor_in_one_step(
    view: TimelineView, selection: Selection, steps: list[ChangeSet]
) -> None:
    stage, lane = view.canvas.stage, 3
    actor = stage.strips.lanes[lane].actor
    assert actor is not None
    QTest.mouseDClick(view.canvas, LEFT, NONE, QPoint(500, round(stage.frame.lane_y(lane))))
    field = view.canvas.naming
    assert field.is_naming and field.isVisible() and not steps
    QTest.keyClicks(field, "A visit")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [step.label for step in steps] == ["Add event"]
    place = place_of(view, "A visit")
    assert selection.facts == (Fact("event", view.scene.id(place)),)
    joined = view.scene.columns.participations
    assert joined.actors[joined.events == view.scene.id(place)].tolist() == [actor.id]
    assert stage.lane_at(float(mark_of(view, place).y())) == lane
    assert mark_of(view, place).x() == pytest.approx(500, abs=12)


def test_escape_creates_nothing_and_a_refused_title_stays_in_the_field(
    view: TimelineView, steps: list[ChangeSet]
) -> None:
    field = view.canvas.naming
    QTest.mouseDClick(view.canvas, LEFT, NONE, ground(view))
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible() and not steps
    QTest.mouseDClick(view.canvas, LEFT, NONE, ground(view))
    field.setText("\N{HANGUL FILLER}")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible() and field.text() == "\N{HANGUL FILLER}"
    assert field.property("refused") and "needs at least one letter" in field.accessibleDescription()
    assert not steps


def test_pointing_lifts_an_event_and_tells_of_it(view: TimelineView) -> None:
    event = place_of(view, "Lukashenko tells Bolton")
    QTest.mouseMove(view.canvas, mark_of(view, event))
    assert view.canvas.marked.hovered == event
    assert "2019 · occurred" in view.account(event)
    assert "only John Bolton said so" in view.account(event)
