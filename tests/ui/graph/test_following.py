"""The graph follows changes row by row: what it comes to is what reading everything anew would give."""

from dataclasses import fields
from random import Random

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from tests.ui.graph.conftest import Hand

from geoeditor.core.commands.actors import add_actor, change_actor, remove_actors
from geoeditor.core.commands.citations import cite
from geoeditor.core.commands.links import change_link, link_actors, remove_links
from geoeditor.core.commands.sources import add_source, change_source
from geoeditor.core.identifiers import ActorId, LinkId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.graph import graph_facts, touched
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.graph import view as graph_view
from geoeditor.ui.graph.scene import Scene


def _anew(bridge: Bridge, scene: Scene) -> Scene:
    """Return a scene made anew from the project, with the same places."""
    facts = graph_facts(bridge.document)
    found = Scene({a.shown.id: a for a in facts.actors}, {link.shown.id: link for link in facts.links})
    found.placed, found.limits = dict(scene.placed), scene.limits
    found.rebuild()
    return found


def _assert_same(scene: Scene, other: Scene) -> None:
    for each in fields(Scene):
        if each.name not in ("placed", "stored", "version"):
            one, two = getattr(scene, each.name), getattr(other, each.name)
            same = np.array_equal(one, two) if isinstance(one, np.ndarray) else one == two
            assert same, each.name


def test_the_scene_after_any_change_is_that_of_a_graph_read_anew(hand: Hand) -> None:
    random, bridge, scene = Random(8), hand.view.bridge, hand.view.scene
    for step in range(60):
        people = [ActorId(row) for row in scene.ids]
        deed = random.randrange(8)
        if deed <= 2:
            add_actor(bridge.document, name=f"New {step}", kind="actor.place" if deed else "actor.person")
        elif deed <= 4:
            link_actors(bridge.document, *random.sample(people, 2), label=f"knows {step}")
        elif deed == 5:
            change_actor(bridge.document, random.choice(people), name=f"Other {step}")
        elif deed == 6 and scene.link_ids:
            change_link(bridge.document, LinkId(random.choice(scene.link_ids)), status="planned")
        elif scene.link_ids and random.random() < 0.5:
            remove_links(bridge.document, LinkId(random.choice(scene.link_ids)))
        else:
            remove_actors(bridge.document, random.choice(people))
        if random.random() < 0.3:
            bridge.undo()
        _assert_same(scene, _anew(bridge, scene))


def test_a_new_source_touches_nothing_and_a_changed_one_only_what_it_bears_on(sample: Bridge) -> None:
    document = sample.document
    told: list[ChangeSet] = []
    sample.changed.connect(told.append)
    source = add_source(document, "Ann met Bob.", title="Fresh")
    assert not touched(document, told[-1])
    ann = add_actor(document, name="Ann")
    cite(document, source, "actor", ann, (0, 3))
    change_source(document, source, publisher="Somebody")
    found = touched(document, told[-1])
    assert found.actors == frozenset([ann])
    assert found.links == frozenset()


def test_a_large_graph_follows_in_a_turn_of_its_own_and_is_up_to_date_then(
    hand: Hand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_view, "_MUCH", 1)
    view = hand.view
    view.canvas.clearFocus()
    ann = add_actor(view.bridge.document, name="Ann at last")
    assert ann not in view.scene.row_of
    qtbot.waitUntil(lambda: ann in view.scene.row_of)
    _assert_same(view.scene, _anew(view.bridge, view.scene))
    view.canvas.setFocus()  # who works in it sees at once what comes of it
    bob = add_actor(view.bridge.document, name="Bob")
    assert bob in view.scene.row_of


def test_who_comes_while_a_first_layout_runs_is_put_in_when_it_has_come(empty_hand: Hand, qtbot: QtBot) -> None:
    view = empty_hand.view
    document = view.bridge.document
    view.hide()
    for number in range(70):
        add_actor(document, name=f"Actor {number}")
    view.show()
    assert view.arranger.is_busy
    late = add_actor(document, name="Late")
    assert view.arranger.is_busy
    qtbot.waitUntil(lambda: not view.arranger.is_busy, timeout=20_000)
    assert view.canvas.curtain == ""
    places = view.scene.places
    assert len(np.unique(places.round(3), axis=0)) == 71
    assert view.scene.placed[late] == tuple(places[view.scene.row_of[late]].tolist())
