"""Links end at outlines, fan out, and are cut where labels lie."""

import numpy as np
import pytest

from geoeditor.layout import label_places, routes
from geoeditor.layout.boxes import BoxGrid

START, END = np.array([0.0, 0.0]), np.array([200.0, 0.0])


def _way(curve: routes.Curve) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = routes.points(curve, np.linspace(0, 1, 401))
    return found.reshape(401, 2)


def test_a_bow_begins_and_ends_where_it_should_and_bends_as_far_as_asked() -> None:
    way = _way(routes.bow(START, END, 40.0))
    assert way[0].tolist() == [0, 0]
    assert way[-1].tolist() == [200, 0]
    assert np.abs(way[:, 1]).max() == pytest.approx(40, abs=0.1)


def test_links_there_and_back_bend_to_opposite_sides_when_turned() -> None:
    there = _way(routes.bow(START, END, 20.0))
    back = _way(routes.bow(END, START, -20.0))
    assert np.allclose(there, back[::-1])


def test_a_fan_is_even_around_the_straight_way() -> None:
    assert routes.fan(1, 30) == [0]
    assert routes.fan(2, 30) == [-15, 15]
    assert routes.fan(3, 30) == [-30, 0, 30]


def test_a_trimmed_curve_ends_at_both_outlines() -> None:
    way = _way(routes.trimmed(routes.bow(START, END, 30.0), 20.0, 35.0))
    assert np.hypot(*(way[0] - START)) == pytest.approx(20, abs=1.5)
    assert np.hypot(*(way[-1] - END)) == pytest.approx(35, abs=1.5)


def test_a_part_of_a_curve_lies_on_it() -> None:
    whole = routes.bow(START, END, 50.0)
    part = routes.part(whole, 0.25, 0.75)
    at = np.linspace(0, 1, 9)
    assert np.allclose(routes.points(part, at), routes.points(whole, 0.25 + at / 2))


def test_a_curve_is_cut_where_a_label_lies_and_nowhere_else() -> None:
    pieces = routes.with_gaps(routes.bow(START, END, 0.0), np.array([[80.0, -8, 120, 8], [300, 0, 340, 10]]))
    assert len(pieces) == 2
    assert _way(pieces[0])[-1, 0] == pytest.approx(80, abs=3)
    assert _way(pieces[1])[0, 0] == pytest.approx(120, abs=3)
    way = np.vstack([_way(piece) for piece in pieces])
    assert not ((way[:, 0] > 80.01) & (way[:, 0] < 119.99)).any()


def test_a_label_that_covers_a_whole_link_leaves_nothing_of_it() -> None:
    assert routes.with_gaps(routes.bow(START, END, 0.0), np.array([[-10.0, -10, 210, 10]])) == []


def test_a_label_takes_the_first_place_that_is_free() -> None:
    taken = BoxGrid()
    frame = (-100.0, -100.0, 100.0, 100.0)
    candidates = list(label_places.around(0, 0, 10, 60, 14))
    assert label_places.best_free(candidates, taken, BoxGrid(), frame, 2.0) == candidates[0]
    taken.add((-40, 12, 40, 30))
    assert label_places.best_free(candidates, taken, BoxGrid(), frame, 2.0) == candidates[1]


def test_a_label_prefers_a_place_no_line_crosses() -> None:
    lines = BoxGrid()
    lines.add((-1, 10, 1, 60), 7)
    candidates = list(label_places.around(0, 0, 10, 60, 14))
    assert label_places.best_free(candidates, BoxGrid(), lines, (-100, -100, 100, 100), 2.0) == candidates[1]


def test_a_label_without_a_place_gets_none() -> None:
    candidates = label_places.around(0, 0, 10, 60, 14)
    assert label_places.best_free(list(candidates), BoxGrid(), BoxGrid(), (-20, -20, 20, 20), 2.0) is None


def test_no_place_for_a_label_touches_its_node() -> None:
    for x0, y0, x1, y1 in label_places.around(0, 0, 10, 60, 14):
        assert x0 >= 10 or x1 <= -10 or y0 >= 10 or y1 <= -10
