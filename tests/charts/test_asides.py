"""Marks of vague times stand side by side, exact ones where they belong, and panning moves nothing."""

import numpy as np
import pytest
from tests.charts.test_timeline_screen import columns_of, nothing_hidden

from geoeditor.charts.timeline.asides import Asides
from geoeditor.charts.timeline.scene import Scene, Strips, kind_strips, make_scene, storyline_strips
from geoeditor.charts.timeline.screen import LEAST_BAR, TWIN_STEP, plot_for, reach, storyline_ladder
from geoeditor.layout.boxes import Floats
from geoeditor.layout.time_window import TimeWindow, fit_spans

VAGUE = ("../2025-08-07", "[2025-01-01..2025-08-07]", "[2024-01-01..2025-08-07]", "2025", "[2025-02-01..2025-08-01]")


def _scene(dates: tuple[str, ...], events: int, actors: int = 1) -> tuple[Scene, Strips, TimeWindow]:
    scene = make_scene(columns_of(events, actors, 5, dates), nothing_hidden)
    columns = scene.columns.events
    return scene, storyline_strips(scene), fit_spans(columns.lo, columns.hi, 900.0, 0.0)


def _places(scene: Scene, asides: Asides, window: TimeWindow) -> Floats:
    found = asides.at(window)
    x = reach(scene, window, np.arange(len(scene)))[2]
    return x if found is None else np.asarray(x + found)


def test_marks_of_vague_times_on_one_storyline_do_not_hide_each_other() -> None:
    scene, strips, window = _scene(VAGUE, 6)
    joined = np.unique(strips.mark_event[strips.mark_lane == 0])
    places = np.sort(_places(scene, Asides(scene, strips), window)[joined])
    assert len(places) >= 4
    assert np.diff(places).min() > TWIN_STEP - 1


def test_a_mark_goes_no_further_than_its_date_leaves_open() -> None:
    scene, strips, window = _scene((*VAGUE, "2025-08-01", "2025-08-02"), 40, 3)
    asides = Asides(scene, strips).at(window)
    assert asides is not None
    lo, hi, x = reach(scene, window, np.arange(len(scene)))
    moved = np.abs(asides) > 0.5
    assert moved.any()
    assert (np.abs(asides) <= 52).all()
    assert ((x + asides)[moved] >= lo[moved]).all()
    assert ((x + asides)[moved] <= hi[moved]).all()
    assert not moved[hi - lo < LEAST_BAR].any()


def test_panning_moves_no_mark_beside_its_time() -> None:
    scene, strips, window = _scene(VAGUE, 20, 3)
    asides = Asides(scene, strips)
    before, after = asides.at(window), Asides(scene, strips).at(window.panned(-431.0))
    assert before is not None
    assert after is not None
    assert after == pytest.approx(before, abs=1e-3)
    assert asides.at(window.panned(20.0)) is before


def test_lanes_of_kinds_and_crowds_keep_marks_at_their_times() -> None:
    scene, _, window = _scene(VAGUE, 20, 3)
    assert Asides(scene, kind_strips(scene)).at(window) is None
    crowd, strips, window = _scene(VAGUE, 200, 3)
    assert Asides(crowd, strips).at(window) is None


def test_storylines_without_events_take_no_room_from_those_that_have_some() -> None:
    scene, strips, _ = _scene(VAGUE, 6, 3)
    many = make_scene(columns_of(6, 3, 5, VAGUE), nothing_hidden)
    plot = plot_for(900.0, 400.0, strips)
    columns = many.columns
    idle = tuple(type(columns.actors[0])(i, f"Idle {i}", "actor.person") for i in range(50, 60))
    wide = type(columns)(
        columns.events, columns.participations, (*columns.actors, *idle), columns.kinds, columns.speakers
    )
    grown = make_scene(wide, nothing_hidden)
    longer = storyline_strips(grown)
    assert len(longer.lanes) == len(strips.lanes) + 10
    assert storyline_ladder(grown, longer, plot).pitch == storyline_ladder(scene, strips, plot).pitch
