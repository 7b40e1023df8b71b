"""New nodes among those that have a place: each near its neighbours, where there is room. Imports `layout` only.

Nothing that has a place is moved, nothing is random: the same graph gets the same places.
"""

import math

import numpy as np
from numpy.typing import NDArray

from geoeditor.layout.boxes import Box, BoxGrid, Floats, Ints

_PAD = 10.0
_RING = 70.0
"""Px between the rings on which room is looked for."""
_RINGS = 14
_REACH = _RINGS * _RING + _PAD
_FAR = 150.0
"""Px that a node wishes to keep from a single neighbour."""


def insert_near(places: Floats, known: NDArray[np.bool_], boxes: Floats, pairs: Ints) -> Floats:
    """Return (n, 2) px where the nodes that are not known have places too.

    Args:
        places: (n, 2) px; those of unknown nodes say nothing.
        known: which nodes have their place.
        boxes: (n, 4) px around each centre: mark and label.
        pairs: (m, 2) rows that are linked.
    """
    found, placed = places.copy(), known.copy()
    taken, is_filed = BoxGrid(128.0), np.zeros(len(places), dtype=np.bool_)
    neighbours: dict[int, list[int]] = {}
    for a, b in pairs[~known[pairs].all(axis=1)].tolist():
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    open_rows = np.flatnonzero(~known).tolist()
    while open_rows:
        # Who has most neighbours in place is the easiest to place well.
        counts = [sum(bool(placed[other]) for other in neighbours.get(row, ())) for row in open_rows]
        row = open_rows.pop(int(np.argmax(counts)))
        near = [other for other in neighbours.get(row, ()) if placed[other]]
        wish = _wish(found, placed, near)
        # Only what lies on the rings can be in the way; to file all of a large graph would take longer than all else.
        there = boxes + np.tile(found, 2)
        low, high = np.array(_at(boxes[row], *wish)).reshape(2, 2) + np.array([[-_REACH], [_REACH]])
        at_hand = placed & ~is_filed & (there[:, :2] <= high).all(axis=1) & (there[:, 2:] >= low).all(axis=1)
        for other in np.flatnonzero(at_hand).tolist():
            taken.add(_at(boxes[other], *found[other].tolist()))
        is_filed |= at_hand
        found[row] = _room(wish, boxes[row], taken)
        placed[row] = True
    return found


def _wish(places: Floats, placed: NDArray[np.bool_], near: list[int]) -> tuple[float, float]:
    """Return where a node would like to be: between its neighbours, off a single one, or below everything."""
    everything = places[placed]
    if not len(everything):
        return 0.0, 0.0
    if not near:
        low, high = everything.min(axis=0), everything.max(axis=0)
        return float(low[0] + high[0]) / 2, float(high[1]) + _RING
    x, y = places[near].mean(axis=0).tolist()
    if len(near) > 1:
        return x, y
    away = np.array([x, y]) - everything.mean(axis=0)
    length = float(np.hypot(*away))
    ux, uy = (away / length).tolist() if length > 1 else (0.0, 1.0)
    return x + ux * _FAR, y + uy * _FAR


def _room(wish: tuple[float, float], box: Floats, taken: BoxGrid) -> tuple[float, float]:
    """Return the spot nearest to the wish, on rings around it, where the box touches no other."""
    for ring in range(_RINGS):
        count = 1 if ring == 0 else 6 * ring
        for step in range(count):
            angle = math.pi / 2 + 2 * math.pi * step / count
            x = wish[0] + ring * _RING * math.cos(angle)
            y = wish[1] + ring * _RING * math.sin(angle)
            if taken.free(_at(box, x, y), _PAD):
                return x, y
    return wish


def _at(box: Floats, x: float, y: float) -> Box:
    x0, y0, x1, y1 = box.tolist()
    return x0 + x, y0 + y, x1 + x, y1 + y
