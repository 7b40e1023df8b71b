"""Overlap is told exactly."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.layout.boxes import Box, BoxGrid, overlap, touching_pairs

NUMBER = st.integers(-200, 200)
BOXES = st.lists(
    st.tuples(NUMBER, NUMBER, st.integers(1, 150), st.integers(1, 60)).map(
        lambda v: (float(v[0]), float(v[1]), float(v[0] + v[2]), float(v[1] + v[3]))
    ),
    min_size=1,
    max_size=25,
)


@given(BOXES, st.sampled_from([0.0, 3.0]))
def test_the_sweep_finds_the_pairs_that_comparing_all_finds(boxes: list[Box], pad: float) -> None:
    found = {frozenset(pair) for pair in touching_pairs(np.array(boxes), pad).tolist()}
    count = len(boxes)
    wanted = {frozenset((a, b)) for a in range(count) for b in range(a) if overlap(boxes[a], boxes[b], pad)}
    assert found == wanted


@given(BOXES, st.sampled_from([0.0, 3.0]))
def test_the_grid_finds_the_boxes_that_comparing_all_finds(boxes: list[Box], pad: float) -> None:
    grid = BoxGrid(32.0)
    for owner, box in enumerate(boxes[1:]):
        grid.add(box, owner)
    wanted = {owner for owner, box in enumerate(boxes[1:]) if overlap(box, boxes[0], pad)}
    assert grid.owners(boxes[0], pad) == wanted
    assert grid.free(boxes[0], pad) == (not wanted)


def test_boxes_that_share_an_edge_do_not_touch() -> None:
    assert not overlap((0, 0, 10, 10), (10, 0, 20, 10))
    assert overlap((0, 0, 10, 10), (10, 0, 20, 10), 1)
