"""Spans packed into as few rows as they need, within lanes. Imports only numpy."""

import heapq
from typing import Final

import numpy as np

from geoeditor.layout.boxes import Floats, Ints

_FEW: Final = 3_000
"""Spans up to which rows are searched one by one; more could not be told apart on a screen anyway."""


def pack_rows(lanes: Ints, starts: Floats, ends: Floats, most: int) -> Ints:
    """Return the row of each span in its lane, counted from 0; spans share a row only where they do not overlap.

    Where a lane would need more than `most` rows, the rest is spread evenly over them and overlaps.

    Args:
        lanes: (n,) lane of each span.
        starts: (n,) px.
        ends: (n,) px.
        most: rows a lane may have.
    """
    order = np.lexsort((starts, lanes))
    rows = np.zeros(len(lanes), dtype=np.int64)
    if len(lanes) > _FEW:
        sorted_lanes = lanes[order]
        first = np.searchsorted(sorted_lanes, sorted_lanes)
        rows[order] = (np.arange(len(lanes)) - first) % most
        return rows
    lane, free, busy, used = -1, list[int](), list[tuple[float, int]](), 0
    for at, own, start, end in zip(
        order.tolist(), lanes[order].tolist(), starts[order].tolist(), ends[order].tolist(), strict=True
    ):
        if own != lane:
            lane, free, busy, used = own, [], [], 0
        while busy and busy[0][0] <= start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            row = heapq.heappop(free)
        elif used < most:
            row, used = used, used + 1
        else:
            end, row = max(end, busy[0][0]), heapq.heappop(busy)[1]  # the one that is over first
        heapq.heappush(busy, (end, row))
        rows[at] = row
    return rows
