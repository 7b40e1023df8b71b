"""A small graph made legible: nodes move a little so that fewer links cross, and none runs close by a node.

Takes positions that follow the distances and looks for better ones nearby: each node in turn tries spots around it
and keeps the cheapest. Nothing is random. Imports `layout` only.
"""

import numpy as np
from numpy.typing import NDArray

from geoeditor.layout.boxes import Floats, Ints

MOST_NODES = 70
MOST_LINKS = 220
"""Larger graphs are left as they are: every spot is compared with every link."""
_CROSSING = 1.6
_NEAR_LINK = 2.2
_TOUCHING = 6.0
_SHARP = 1.1
_CLEARANCE = 34.0
"""Px that a link keeps from nodes and their names."""
_STRAND = 40.0
"""Px more for each further link beside it."""
_LEAST_ANGLE = 0.6
"""Radians between two links of one node below which they are hard to tell apart."""
_ROUNDS = 10
_REACHES = (260.0, 180.0, 120.0, 90.0, 60.0, 40.0, 28.0, 20.0, 12.0, 8.0)
_PAD = 14.0


def polished(
    places: Floats, boxes: Floats, pairs: Ints, lengths: Floats, strands: Ints, wide: float, *, known: bool = False
) -> Floats:
    """Return better (n, 2) px for the nodes of one connected graph.

    Args:
        places: (n, 2) px to begin with.
        boxes: (n, 4) px around each centre: mark and label.
        pairs: (m, 2) linked rows, each pair once.
        lengths: (m,) wished px of the links.
        strands: (m,) how many links run side by side between the two, and need room.
        wide: how much further apart nodes may lie side by side than one above the other.
        known: whether the places are those of an earlier polish that a few nodes have joined, and wide already.
    """
    if not 2 < len(places) <= MOST_NODES or len(pairs) > MOST_LINKS:
        return places
    table = _Table(places if known else places * _stretch(wide), boxes, pairs, lengths, strands, wide)
    order = np.argsort(-np.bincount(pairs.ravel(), minlength=len(places)), kind="stable")
    for turn in range(_ROUNDS):
        moved = 0.0
        for node in order.tolist():
            moved = max(moved, table.improve(node, _REACHES[turn], turn))
        if moved == 0.0 and turn > 5:
            break
    return table.places


def _stretch(wide: float) -> Floats:
    """Return the factors for across and down that keep the area."""
    return np.array([wide**0.5, wide**-0.5])


class _Table:
    """The graph and what a spot costs."""

    def __init__(self, places: Floats, boxes: Floats, pairs: Ints, lengths: Floats, strands: Ints, wide: float) -> None:
        self.places = places
        self._boxes = boxes
        self._pairs = pairs
        self._clear: Floats = np.asarray(_CLEARANCE + _STRAND * (strands - 1.0), dtype=np.float64)
        self._strands = strands
        self._stretch = _stretch(wide)
        self._wished = _ways(len(places), pairs, lengths)
        self._own = [np.flatnonzero((pairs == node).any(axis=1)) for node in range(len(places))]

    def improve(self, node: int, reach: float, turn: int) -> float:
        """Move a node to the cheapest of some spots around it and return how far it went."""
        angles = np.arange(12) * (np.pi / 6) + turn * 0.7
        ring = np.column_stack([np.cos(angles), np.sin(angles)])
        spots = self.places[node] + np.vstack([np.zeros((1, 2)), ring * reach, ring * reach * 0.45])
        costs = self._costs(node, spots)
        costs[0] -= 1e-6
        best = int(costs.argmin())
        step = float(np.hypot(*(spots[best] - self.places[node])))
        self.places[node] = spots[best]
        return step

    def _costs(self, node: int, spots: Floats) -> Floats:
        others = np.delete(np.arange(len(self.places)), node)
        own = self._own[node]
        rest = np.setdiff1d(np.arange(len(self._pairs)), own)
        near = self._pairs[own].sum(axis=1) - node
        costs = self._stress(node, spots, others) + self._touching(node, spots, others)
        costs += self._sharpness(spots, near, self._strands[own])
        if len(rest):
            start, end = self.places[self._pairs[rest, 0]], self.places[self._pairs[rest, 1]]
            # Its own links crossed by others, and others passing close by the node.
            for other in near.tolist():
                free = ~(self._pairs[rest] == other).any(axis=1)
                goal = self.places[other]
                costs += _CROSSING * _crossings(spots, goal, start[free], end[free]).sum(axis=1)
            middle = spots + (self._boxes[node, :2] + self._boxes[node, 2:]) / 4
            wide = self._clear[rest]
            costs += _NEAR_LINK * _closeness(middle[:, None, :], start[None], end[None], wide).sum(axis=1)
        for other, clear in zip(near.tolist(), self._clear[own].tolist(), strict=True):
            aside = others[others != other]
            if len(aside):
                middles = self.places[aside] + (self._boxes[aside, :2] + self._boxes[aside, 2:]) / 4
                goal = np.broadcast_to(self.places[other], (1, 1, 2))
                costs += _NEAR_LINK * _closeness(middles[None], spots[:, None, :], goal, clear).sum(axis=1)
        return costs

    def _stress(self, node: int, spots: Floats, others: Ints) -> Floats:
        gap = spots[:, None, :] - self.places[others][None]
        wished = self._wished[node, others]
        # Pages and panes are wide, and so are names: what lies aside may lie further away.
        gap = gap / self._stretch
        return np.asarray((((np.hypot(gap[..., 0], gap[..., 1]) - wished) / wished) ** 2).sum(axis=1))

    def _touching(self, node: int, spots: Floats, others: Ints) -> Floats:
        mine = np.tile(spots, 2) + self._boxes[node]
        theirs = np.tile(self.places[others], 2) + self._boxes[others]
        across = np.minimum(mine[:, None, 2], theirs[None, :, 2]) - np.maximum(mine[:, None, 0], theirs[None, :, 0])
        down = np.minimum(mine[:, None, 3], theirs[None, :, 3]) - np.maximum(mine[:, None, 1], theirs[None, :, 1])
        deep = np.minimum(across + _PAD, down + _PAD)
        return np.asarray(_TOUCHING * np.clip(deep / _PAD, 0.0, 3.0).sum(axis=1))

    def _sharpness(self, spots: Floats, near: Ints, strands: Ints) -> Floats:
        """Charge small angles between the node's own links; several side by side need more of it."""
        if len(near) < 2:
            return np.zeros(len(spots))
        gap = self.places[near][None] - spots[:, None, :]
        angles = np.arctan2(gap[..., 1], gap[..., 0])
        order = np.argsort(angles, axis=1)
        angles = np.take_along_axis(angles, order, axis=1)
        between = np.diff(np.hstack([angles, angles[:, :1] + 2 * np.pi]), axis=1)
        many = strands[order]
        wished = _LEAST_ANGLE * (1.0 + 0.25 * (many + np.roll(many, -1, axis=1) - 2.0))
        return np.asarray(_SHARP * (np.clip(1.0 - between / wished, 0.0, 1.0) ** 2).sum(axis=1))


def _ways(count: int, pairs: Ints, lengths: Floats) -> Floats:
    ways = np.full((count, count), np.inf)
    np.fill_diagonal(ways, 0.0)
    for (a, b), length in zip(pairs.tolist(), lengths.tolist(), strict=True):
        ways[a, b] = ways[b, a] = max(length, 1.0)
    for middle in range(count):
        np.minimum(ways, ways[:, middle, None] + ways[None, middle, :], out=ways)
    return np.asarray(np.where(np.isfinite(ways), np.maximum(ways, 1.0), lengths.max() * 3))


def _crossings(spots: Floats, goal: Floats, start: Floats, end: Floats) -> NDArray[np.bool_]:
    """Tell for each spot which links its straight way to the goal crosses."""

    def side(a: Floats, b: Floats, c: Floats) -> Floats:
        across = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1])
        return np.asarray(across - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0]))

    here, there = spots[:, None, :], goal[None, None, :]
    first, last = start[None], end[None]
    apart = side(here, there, first) * side(here, there, last) < 0
    return np.asarray(apart & (side(first, last, here) * side(first, last, there) < 0))


def _closeness(spots: Floats, start: Floats, end: Floats, clear: Floats | float) -> Floats:
    """Return how far, from 0 to 1 squared, each spot lies within the clearance of each straight link."""
    gap = end - start
    squares = np.maximum((gap**2).sum(axis=-1), 1e-9)
    along = np.clip(((spots - start) * gap).sum(axis=-1) / squares, 0.0, 1.0)
    miss = spots - (start + gap * along[..., None])
    away = np.hypot(miss[..., 0], miss[..., 1])
    return np.asarray(np.clip(1.0 - away / clear, 0.0, 1.0) ** 2)
