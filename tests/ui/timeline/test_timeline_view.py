"""The timeline as a view: what it shows, how it follows document, selection and filter, and the keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from tests.ui.timeline.conftest import Make, mark_of, place_of, settle

from geoeditor.core.commands.actors import add_actor, change_actor
from geoeditor.core.commands.citations import Speaker, cite
from geoeditor.core.commands.events import add_event, change_event, connect_actor, remove_events
from geoeditor.core.commands.sources import add_source
from geoeditor.core.identifiers import EventId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.timeline import read_timeline
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline import TimelineView
from geoeditor.ui.timeline.header import Header, RangeLabel

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def picture(view: TimelineView, ratio: float = 1.0) -> QImage:
    """Paint the canvas into a picture."""
    size = view.canvas.size() * ratio
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    view.canvas.paint_on(painter)
    painter.end()
    return image


def test_every_event_and_actor_of_the_sample_is_there(view: TimelineView, sample: Bridge) -> None:
    stage = view.canvas.stage
    assert len(stage.frame.events) == 13
    names = {lane.actor.name for lane in stage.strips.lanes if lane.actor}
    assert "Alexander Klaskovsky" in names, "who takes part in nothing yet has a line all the same"
    assert "Valaam" not in names, "a place is no storyline"
    assert sum(stage.plot.names < mark_of(view, e).x() < stage.plot.left for e in stage.frame.events.tolist()) == 2


def test_both_modes_paint_every_mark_in_the_colour_of_its_sign(view: TimelineView, theme: Theme) -> None:
    for mode in ("storylines", "lanes"):
        view.set_mode("lanes" if mode == "lanes" else "storylines")
        image = picture(view)
        for event in view.canvas.stage.frame.events.tolist():
            at = mark_of(view, event)
            if not 5 < at.y() < view.canvas.stage.plot.bottom - 5:
                continue
            colour = theme.palette.of_sign(int(view.scene.sign[event]))
            around = {image.pixelColor(at.x() + dx, at.y() + dy).name() for dx in range(-6, 7) for dy in range(-6, 7)}
            assert colour in around, (mode, view.scene.columns.events.titles[event])


def test_no_two_labels_touch_in_either_mode_while_zooming(view: TimelineView) -> None:
    for mode in ("storylines", "lanes"):
        view.set_mode("lanes" if mode == "lanes" else "storylines")
        for step in range(12):
            view.canvas.zoom(1.5, 700.0, at_once=True)
            if step % 3 == 0:
                view.canvas.settle()
            boxes = [label.box for label in view.canvas.stage.frame.labels]
            for i, a in enumerate(boxes):
                for b in boxes[:i]:
                    assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        view.canvas.fit()
        settle(view)


def test_columns_after_a_change_equal_those_read_anew(view: TimelineView, sample: Bridge) -> None:
    document = sample.document
    event = EventId(view.scene.id(place_of(view, "Lukashenko wins")))
    source = add_source(document, title="A paper", text="He said so.")
    added = add_event(document, title="New", t="2021")
    actor = add_actor(document, name="Somebody new", kind="actor.person")
    participation = connect_actor(document, added, actor)
    cite(document, source, "event", added, (0, 2), [Speaker("Somebody")])
    change_event(document, event, title="Won", status="negated")
    change_actor(document, actor, name="Renamed")
    assert participation
    remove_events(document, EventId(view.scene.id(place_of(view, "U.S. envoys"))))
    sample.undo()
    sample.undo()
    kept, fresh = view.scene.columns, read_timeline(document)
    for name in ("ids", "lo", "hi", "fine", "kinds", "status", "passages", "claimed", "disputed"):
        np.testing.assert_array_equal(getattr(kept.events, name), getattr(fresh.events, name), name)
    for name in ("ids", "events", "actors", "is_place"):
        np.testing.assert_array_equal(getattr(kept.participations, name), getattr(fresh.participations, name), name)
    assert kept.events.titles == fresh.events.titles
    assert kept.events.dates == fresh.events.dates
    assert dict(kept.speakers) == dict(fresh.speakers)
    assert kept.actors == fresh.actors


def test_storylines_keep_their_order_when_something_is_added(view: TimelineView, sample: Bridge) -> None:
    before = [lane.name for lane in view.canvas.stage.strips.lanes]
    actor = add_actor(sample.document, name="Somebody new", kind="actor.person")
    connect_actor(sample.document, add_event(sample.document, title="New", t="2021"), actor)
    assert [lane.name for lane in view.canvas.stage.strips.lanes] == [*before, "Somebody new"]


def test_selecting_elsewhere_rings_events_and_storylines_and_scrolls_only_if_needed(
    view: TimelineView, selection: Selection
) -> None:
    view.resize(900, 260)
    stage, event = view.canvas.stage, place_of(view, "U.S. envoys")
    stage.scroll_to(0)
    assert not stage.is_in_sight(event)
    selection.choose([Fact("event", view.scene.id(event))])
    assert stage.is_in_sight(event) and view.canvas.marked.selected == {event}
    scroll, window = stage.scroll, stage.window
    other = next(e for e in stage.frame.events.tolist() if e != event and stage.is_in_sight(e))
    selection.choose([Fact("event", view.scene.id(other))])
    assert (stage.scroll, stage.window) == (scroll, window)
    actor = stage.strips.lanes[0].actor
    assert actor is not None
    selection.choose([Fact("actor", actor.id)])
    assert view.canvas.marked.lanes == {0} and 0 in stage.frame.lanes


def test_the_filter_hides_by_sign_kind_and_time_and_says_how_many(
    view: TimelineView, filter_: Filter, qapp: object
) -> None:
    said: list[str] = []
    view.status_changed.connect(said.append)
    filter_.hide_signs(frozenset({-1}))
    assert len(view.scene.in_time) == 12 and said[-1].startswith("1 event hidden by the filter")
    filter_.hide_signs(frozenset())
    filter_.hide_kinds(frozenset({"event.consult"}))
    assert len(view.scene.in_time) == 7, "kinds below a hidden one are hidden too"
    filter_.clear()
    filter_.limit(1735689600, None)
    hidden = {view.scene.columns.events.titles[i] for i in np.flatnonzero(view.scene.hidden)}
    assert hidden == {"Lukashenko tells Bolton of his worry about Moscow", "Lukashenko wins the presidential election"}
    filter_.clear()
    assert "hidden" not in said[-1]


def test_arrow_keys_go_through_time_and_lanes_and_are_announced(view: TimelineView, selection: Selection) -> None:
    canvas = view.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, KEY.Key_Home)
    visited = [selection.ids("event")[0]]
    for _ in range(12):
        QTest.keyClick(canvas, KEY.Key_Right)
        visited.append(selection.ids("event")[0])
        assert view.canvas.stage.is_in_sight(view.canvas.marked.current)
    assert len(set(visited)) == 13
    assert view.scene.columns.events.titles[canvas.marked.current] in canvas.accessibleDescription()
    QTest.keyClick(canvas, KEY.Key_Left)
    assert selection.ids("event")[0] == visited[-2]
    before = int(canvas.stage.strips.top[canvas.marked.current])
    QTest.keyClick(canvas, KEY.Key_Down)
    assert int(canvas.stage.strips.top[canvas.marked.current]) >= before
    QTest.keyClick(canvas, KEY.Key_Left, SHIFT)
    assert len(selection.facts) == 2


def test_enter_asks_for_the_passage(view: TimelineView, selection: Selection) -> None:
    asked: list[Fact] = []
    selection.passage_requested.connect(asked.append)
    QTest.keyClick(view.canvas, KEY.Key_Home)
    QTest.keyClick(view.canvas, KEY.Key_Return)
    assert asked == [selection.current]


def test_f2_renames_in_place_as_one_step(
    view: TimelineView, sample: Bridge, selection: Selection, actions: Actions
) -> None:
    steps: list[ChangeSet] = []
    sample.changed.connect(steps.append)
    event = place_of(view, "Lukashenko wins")
    selection.choose([Fact("event", view.scene.id(event))])
    actions.update()
    actions.run("fact.rename")
    field = view.canvas.naming
    assert field.isVisible() and field.text().startswith("Lukashenko wins")
    field.selectAll()
    QTest.keyClicks(field, "An election")
    QTest.keyClick(field, KEY.Key_Return)
    assert view.scene.columns.events.titles[event] == "An election" and len(steps) == 1
    actor = view.canvas.stage.strips.lanes[2].actor
    assert actor is not None
    selection.choose([Fact("actor", actor.id)])
    actions.run("fact.rename")
    field.setText("<img src=x>")
    QTest.keyClick(field, KEY.Key_Return)
    assert view.canvas.stage.strips.lanes[2].name == "<img src=x>"


def test_delete_removes_what_is_selected_as_one_step(
    view: TimelineView, sample: Bridge, selection: Selection, actions: Actions
) -> None:
    steps: list[ChangeSet] = []
    sample.changed.connect(steps.append)
    actions.run("edit.select_all")
    assert len(selection.facts) == 13
    actions.run("fact.delete")
    assert len(steps) == 1 and len(view.scene) == 0
    assert view.empty.isVisible()
    sample.undo()
    assert len(view.scene) == 13 and not view.empty.isVisible()


def test_zoom_and_fit_work_by_action_and_the_header_tells_the_range(view: TimelineView, actions: Actions) -> None:
    header = view.header()
    assert isinstance(header, Header)
    assert header.range_text == "2018 – 2026"
    rate = view.canvas.stage.window.rate
    actions.run("view.zoom_in")
    settle(view)
    assert view.canvas.stage.window.rate > rate
    view.canvas.zoom(4_000, 600, at_once=True)
    assert len(header.range_text) > 6 and header.range_text != "2018 – 2026"
    actions.run("view.fit")
    settle(view)
    assert view.canvas.stage.window.rate == pytest.approx(rate)
    header.close()


@pytest.mark.parametrize("width", [900, 420, 320])
def test_the_range_is_never_cut_and_gives_its_years_where_room_is_short(view: TimelineView, width: int) -> None:
    header = view.header()
    assert isinstance(header, Header)
    view.canvas.zoom(60, 600, at_once=True)
    header.resize(width, 34)
    header.show()
    label = header.findChild(RangeLabel)
    assert label is not None
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    assert label.text() == header.range_text if width == 900 else len(label.text()) <= len(header.range_text)
    assert header.range_text in label.accessibleName()
    header.close()


def test_labels_without_room_are_told_of_below_the_names_and_not_in_the_header(view: TimelineView) -> None:
    said: list[str] = []
    view.status_changed.connect(said.append)
    view.resize(340, 130)
    view.canvas.zoom(0.1, 300, at_once=True)
    settle(view)
    assert view.canvas.stage.frame.hidden_labels
    assert not any(said)
    plot, image = view.canvas.stage.plot, view.canvas.grab().toImage()
    corner = [
        image.pixelColor(x, round(plot.bottom) + y).name()
        for x in range(12, round(plot.names) - 8)
        for y in (9, 12, 15)
    ]
    assert len(set(corner)) > 3


def test_modes_switch_by_action_and_button(view: TimelineView, actions: Actions) -> None:
    header = view.header()
    assert isinstance(header, Header)
    assert actions["view.storylines"].isChecked()
    actions.run("view.lanes")
    assert view.snapshot_state()["mode"] == "lanes" and actions["view.lanes"].isChecked()
    assert not actions["view.storylines"].isChecked()
    header.mode_chosen.emit("storylines")
    assert view.snapshot_state()["mode"] == "storylines"
    header.close()


def test_an_empty_project_says_what_to_do_and_the_button_starts_naming(
    make: Make, bridge: Bridge, actions: Actions
) -> None:
    view = make(bridge)
    assert view.empty.isVisible()
    actions.update()
    QTest.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    field = view.canvas.naming
    assert field.isVisible()
    QTest.keyClicks(field, "First")
    QTest.keyClick(field, KEY.Key_Return)
    assert view.scene.columns.events.titles == ("First",) and not view.empty.isVisible()


def test_giving_up_the_first_event_shows_the_hint_again(make: Make, bridge: Bridge, actions: Actions) -> None:
    view = make(bridge)
    actions.update()
    actions.run("event.add")
    QTest.keyClick(view.canvas.naming, KEY.Key_Escape)
    assert view.empty.isVisible()


def test_seeking_goes_from_hit_to_hit_in_time_without_case_and_accents(
    view: TimelineView, selection: Selection
) -> None:
    assert view.seek("TSIKHANOUSKAYA") == (1, 3)
    first = selection.current
    assert view.seek("tsikhanouskaya", 1) == (2, 3)
    assert view.seek("tsikhanouskaya", -1) == (1, 3)
    assert selection.current == first
    assert view.seek("tsikhanouskaya", -1) == (3, 3)
    assert view.seek("nothing like it") == (0, 0)
    assert view.seek("") == (0, 0)


def test_mode_and_range_come_back(view: TimelineView, make: Make, sample: Bridge) -> None:
    view.set_mode("lanes")
    view.canvas.zoom(8, 500, at_once=True)
    state = view.snapshot_state()
    other = make(sample)
    other.restore_state(state)
    assert other.snapshot_state() == pytest.approx(state)
    other.restore_state({"mode": 7, "start": "x", "end": None})
    assert other.snapshot_state() == pytest.approx(state), "what is not plausible is left out"


def test_menu_by_keyboard_and_mouse_offers_the_actions_of_the_table(
    view: TimelineView, selection: Selection, actions: Actions
) -> None:
    selection.choose([Fact("event", view.scene.id(0))])
    texts = [action.objectName() for action in view.make_menu().actions() if not action.isSeparator()]
    assert {"fact.passage", "fact.rename", "fact.delete", "event.add", "view.fit"} <= set(texts)
    selection.clear()
    texts = [action.objectName() for action in view.make_menu().actions() if not action.isSeparator()]
    assert "fact.delete" not in texts and "event.add" in texts


def test_titles_of_any_sort_are_shown_as_typed_and_never_overlap(make: Make, bridge: Bridge, theme: Theme) -> None:
    for number, title in enumerate(("<img src=x> <b>bold</b>", "م" * 900, "a" * 1000, "🜁" * 300, "line\u2028break")):
        add_event(bridge.document, title=title, t=f"2020-0{number + 1}")
    view = make(bridge)
    boxes = [label.box for label in view.canvas.stage.frame.labels]
    assert len(boxes) == 5
    assert all(box[0] >= view.canvas.stage.plot.left and box[2] <= view.canvas.width() for box in boxes)
    for ratio in (1.0, 2.0):
        assert not picture(view, ratio).isNull()


def test_dates_at_the_ends_of_what_can_be_written_are_shown(make: Make, bridge: Bridge) -> None:
    for number, t in enumerate(
        ("Y-17E7", "Y170000002", "../1200", "1994/..", "{1990,2001-05}", "[..1960,1970]", "19XX~")
    ):
        add_event(bridge.document, title=f"Event {number}", t=t)
    view = make(bridge)
    for mode in ("storylines", "lanes"):
        view.set_mode("lanes" if mode == "lanes" else "storylines")
        view.canvas.fit()
        settle(view)
        picture(view)
        view.canvas.zoom(1e7, 500.0, at_once=True)
        picture(view)
        view.canvas.zoom(1e9, 500.0, at_once=True)
        picture(view)
        view.canvas.zoom(1e-30, 500.0, at_once=True)
        picture(view)


def test_switching_the_theme_repaints(view: TimelineView, theme: Theme) -> None:
    light = picture(view).pixelColor(5, 5).name()
    theme.choose("dark")
    assert picture(view).pixelColor(5, 5).name() == theme.palette.surface != light


def test_closing_the_project_leaves_an_empty_timeline(view: TimelineView, sample: Bridge) -> None:
    sample.adopt(None)
    assert len(view.scene) == 0
    assert not view.canvas.naming.is_naming
