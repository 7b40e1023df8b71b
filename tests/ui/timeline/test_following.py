"""The timeline follows changes made elsewhere: only what was touched is made anew, and nothing stays behind."""

from random import Random

import pytest
from pytestqt.qtbot import QtBot

from geoeditor.charts.timeline.scene import storyline_strips
from geoeditor.core.commands.actors import add_actor, change_actor, remove_actors
from geoeditor.core.commands.events import add_event, connect_actor
from geoeditor.core.commands.sources import add_source
from geoeditor.core.identifiers import ActorId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.timeline import read_timeline
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact
from geoeditor.ui.timeline import TimelineView
from geoeditor.ui.timeline import view as timeline_view
from geoeditor.ui.timeline.reading import touches


def test_actors_and_storylines_after_any_change_are_those_read_anew(view: TimelineView, sample: Bridge) -> None:
    random, document = Random(3), sample.document
    for step in range(40):
        actors = [ActorId(actor.id) for actor in view.scene.columns.actors]
        deed = random.randrange(4)
        if deed == 0:
            add_actor(document, name=f"New {step}")
        elif deed == 1:
            change_actor(document, random.choice(actors), name=f"Other {step}", kind="actor.place")
        elif deed == 2:
            connect_actor(document, add_event(document, title=f"Event {step}", t="2020-02-03"), random.choice(actors))
        else:
            remove_actors(document, random.choice(actors))
        assert view.scene.columns.actors == read_timeline(document).actors
        strips, fresh = view.canvas.stage.strips, storyline_strips(view.scene)
        assert {(lane.name, lane.count) for lane in strips.lanes} >= {(lane.name, lane.count) for lane in fresh.lanes}
        assert strips.lane_of == {
            lane.actor.id: place for place, lane in enumerate(strips.lanes) if lane.actor is not None
        }


def test_what_was_not_touched_stays_the_same_object(view: TimelineView, sample: Bridge) -> None:
    before, lanes = view.scene.columns, view.canvas.stage.strips.lanes
    add_actor(sample.document, name="Ann")
    after = view.scene.columns
    assert after.events is before.events and after.participations is before.participations
    assert all(actor in after.actors for actor in before.actors)
    kept = {id(lane) for lane in view.canvas.stage.strips.lanes}
    assert all(id(lane) in kept for lane in lanes if lane.actor is not None)


def test_a_new_source_is_nothing_to_the_timeline(view: TimelineView, sample: Bridge) -> None:
    told: list[ChangeSet] = []
    sample.changed.connect(told.append)
    scene = view.scene
    add_source(sample.document, "Words.", title="Fresh")
    assert not touches(told[-1])
    assert view.scene is scene


def test_a_large_timeline_follows_in_a_turn_of_its_own_and_is_up_to_date_then(
    view: TimelineView, sample: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_view, "_MUCH", 1)
    view.canvas.clearFocus()
    event = add_event(sample.document, title="Later", t="2021-05-06")
    view.selection.choose([Fact("event", event)])
    assert view.scene.at(event) is None
    qtbot.waitUntil(lambda: view.scene.at(event) is not None)
    assert view.canvas.marked.selected == {view.scene.at(event)}
    sample.adopt(None)
    assert not view.scene.columns.events.titles
