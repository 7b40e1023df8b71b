"""Rows: labels that never touch, and spans packed side by side."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.layout.label_rows import SIDE_GAP, LabelRows
from geoeditor.layout.row_packing import pack_rows

wishes = st.lists(st.tuples(st.integers(0, 3), st.floats(-100, 1_000), st.floats(1, 200)), max_size=60)


@given(wishes)
def test_labels_that_were_placed_keep_their_distance(wanted: list[tuple[int, float, float]]) -> None:
    rows, placed = LabelRows(), list[tuple[int, float, float]]()
    for row, left, width in wanted:
        found = rows.first_free([(row, left), (row + 1, left)], width)
        if found is not None:
            placed.append((found[0], found[1], found[1] + width))
    for i, (row, left, right) in enumerate(placed):
        for other, a, b in placed[:i]:
            assert row != other or right + SIDE_GAP <= a or b + SIDE_GAP <= left


@given(wishes)
def test_a_label_is_left_out_only_where_none_of_its_wishes_is_free(wanted: list[tuple[int, float, float]]) -> None:
    rows, placed = LabelRows(), list[tuple[int, float, float]]()
    for row, left, width in wanted:
        found = rows.first_free([(row, left)], width)
        clashes = [p for p in placed if p[0] == row and p[1] < left + width + SIDE_GAP and left < p[2] + SIDE_GAP]
        assert (found is None) == bool(clashes)
        if found is not None:
            placed.append((row, left, left + width))


spans = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 300), st.integers(1, 60)), min_size=1, max_size=80)


@given(spans)
def test_spans_share_a_row_only_where_they_do_not_overlap(given_spans: list[tuple[int, int, int]]) -> None:
    lanes = np.array([lane for lane, _, _ in given_spans], dtype=np.int64)
    starts = np.array([float(start) for _, start, _ in given_spans])
    ends = starts + np.array([float(length) for _, _, length in given_spans])
    rows = pack_rows(lanes, starts, ends, 1_000)
    for lane in range(3):
        moments = starts[lanes == lane]
        deepest = max((int(((lanes == lane) & (starts <= t) & (ends > t)).sum()) for t in moments.tolist()), default=0)
        assert len(np.unique(rows[lanes == lane])) == deepest, "no more rows than overlap at once"
    for i in range(len(rows)):
        same = (lanes == lanes[i]) & (rows == rows[i]) & (starts < ends[i]) & (ends > starts[i])
        assert same.sum() == 1


def test_a_crowd_is_spread_over_the_rows_there_may_be() -> None:
    count = 10_000
    starts = np.arange(count, dtype=np.float64)
    rows = pack_rows(np.zeros(count, dtype=np.int64), starts, starts + 50.0, 8)
    assert np.bincount(rows).tolist() == [count // 8] * 8
    few = pack_rows(np.zeros(100, dtype=np.int64), np.zeros(100), np.ones(100), 4)
    assert set(few.tolist()) == {0, 1, 2, 3}
