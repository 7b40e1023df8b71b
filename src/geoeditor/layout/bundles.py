"""Many links at once as quadratic curves: links between the same two nodes fan out. Imports only numpy.

A curve is a row of six numbers: start, control point and end, in px; a straight one has its control in the middle.
"""

import numpy as np

from geoeditor.layout.boxes import Floats, Ints

_MOST_BEND = 0.3
"""Share of its length that a curve may bow out."""

SQUARE, ROUNDED, DIAMOND, ROUND = 0, 1, 2, 3
"""Outlines of marks: a square, one with round corners, a square on its tip, a circle."""


def fan_ranks(ends: Ints) -> Floats:
    """Return for each link, given as (m, 2) rows of its nodes, its place among those that share both nodes.

    Places are steps to the left of the link's own way, around 0; a single link has place 0.
    """
    if not len(ends):
        return np.zeros(0)
    low, high = ends.min(axis=1), ends.max(axis=1)
    order = np.lexsort((np.arange(len(ends)), high, low))
    first = np.r_[True, (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)]
    group = np.cumsum(first) - 1
    sizes = np.bincount(group)
    rank = np.arange(len(ends)) - np.flatnonzero(first)[group]
    ranks = np.empty(len(ends))
    ranks[order] = rank - (sizes[group] - 1) / 2
    return np.where(ends[:, 0] == low, ranks, -ranks)


def fan_bends(places: Floats, ends: Ints, ranks: Floats, labels: Floats, least: float, most: float) -> Floats:
    """Return px that the middle of each link bows to the left of its way, so that labels keep clear of the next link.

    Args:
        places: (n, 2) px of the nodes.
        ends: (m, 2) rows of nodes.
        ranks: (m,) as of `fan_ranks`.
        labels: (m, 2) px of room for a label, the same for all links between two nodes.
        least: px between two links at least.
        most: px between them at most.
    """
    gap = np.abs(places[ends[:, 1]] - places[ends[:, 0]])
    length = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-9)
    needed = (labels[:, 0] * gap[:, 1] + labels[:, 1] * gap[:, 0]) / length / 2 + 5.0
    return np.asarray(ranks * np.clip(needed, least, most))


def curves(places: Floats, ends: Ints, bends: Floats) -> Floats:
    """Return (m, 6) curves from node to node, centre to centre."""
    start, end = places[ends[:, 0]], places[ends[:, 1]]
    gap = end - start
    length = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-9)
    most = _MOST_BEND * length
    # A quadratic curve passes its control at half the distance.
    reach = 2.0 * np.clip(bends, -most, most) / length
    control = (start + end) / 2 + np.column_stack([gap[:, 1], -gap[:, 0]]) * reach[:, None]
    return np.hstack([start, control, end])


def sampled(lines: Floats, count: int) -> Floats:
    """Return (m, count, 2) points of the curves at even parameters."""
    t = np.linspace(0.0, 1.0, count)[None, :, None]
    s = 1.0 - t
    start, control, end = lines[:, None, 0:2], lines[:, None, 2:4], lines[:, None, 4:6]
    return np.asarray(s * s * start + 2 * s * t * control + t * t * end)


def reaches(directions: Floats, radii: Floats, outlines: Ints) -> Floats:
    """Return px from a mark's centre to its outline in each (m, 2) direction."""
    length = np.maximum(np.hypot(directions[:, 0], directions[:, 1]), 1e-9)
    across, down = np.abs(directions[:, 0]) / length, np.abs(directions[:, 1]) / length
    square = 0.9 * radii / np.maximum(np.maximum(across, down), 1e-9)
    found = np.where(outlines == SQUARE, square, radii)
    found = np.where(outlines == ROUNDED, np.minimum(square, radii * 1.14), found)
    return np.asarray(np.where(outlines == DIAMOND, radii / np.maximum(across + down, 1e-9), found))


def trimmed(lines: Floats, at_start: Floats, at_end: Floats) -> Floats:
    """Return the curves cut back by px at both ends; at most to a stump of a tenth of their length."""
    leave, arrive = lines[:, 2:4] - lines[:, 0:2], lines[:, 2:4] - lines[:, 4:6]
    leave_length = np.maximum(np.hypot(leave[:, 0], leave[:, 1]), 1e-9)
    arrive_length = np.maximum(np.hypot(arrive[:, 0], arrive[:, 1]), 1e-9)
    cut = lines.copy()
    cut[:, 0:2] += leave * np.minimum(at_start / leave_length, 0.9)[:, None]
    cut[:, 4:6] += arrive * np.minimum(at_end / arrive_length, 0.9)[:, None]
    bow = lines[:, 2:4] - (lines[:, 0:2] + lines[:, 4:6]) / 2
    cut[:, 2:4] = (cut[:, 0:2] + cut[:, 4:6]) / 2 + bow
    return cut


class Reach:
    """Curves ready to be searched for those that pass by a spot: first by the boxes around them, then exactly."""

    def __init__(self, lines: Floats) -> None:
        self._lines = lines
        xs, ys = lines[:, 0::2], lines[:, 1::2]
        self._left: Floats = xs.min(axis=1)
        self._right: Floats = xs.max(axis=1)
        self._top: Floats = ys.min(axis=1)
        self._bottom: Floats = ys.max(axis=1)

    def nearest(self, x: float, y: float, reach: float) -> int | None:
        """Return the row of the curve that passes nearest to a spot, within a reach; None where none does."""
        by = (self._left < x + reach) & (self._right > x - reach) & (self._top < y + reach) & (self._bottom > y - reach)
        rows = np.flatnonzero(by)
        if not len(rows):
            return None
        lines = self._lines[rows]
        # A quadratic curve bows out half as far as its control: what the straight way is too far from is out.
        gap = lines[:, 4:6] - lines[:, 0:2]
        bow = lines[:, 2:4] - (lines[:, 0:2] + lines[:, 4:6]) / 2
        length = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-9)
        aside = np.abs(gap[:, 0] * (y - lines[:, 1]) - gap[:, 1] * (x - lines[:, 0])) / length
        rows = rows[aside <= reach + np.hypot(bow[:, 0], bow[:, 1]) / 2]
        if not len(rows):
            return None
        away = distances(self._lines[rows], x, y)
        best = int(away.argmin())
        return int(rows[best]) if away[best] <= reach else None


def distances(lines: Floats, x: float, y: float) -> Floats:
    """Return px from a point to each curve, each taken as eight straight pieces."""
    spots = sampled(lines, 9)
    start, gap = spots[:, :-1], np.diff(spots, axis=1)
    offset = np.array([x, y]) - start
    squares = (gap**2).sum(axis=2)
    along = np.clip((offset * gap).sum(axis=2) / np.maximum(squares, 1e-12), 0.0, 1.0)
    miss = offset - gap * along[:, :, None]
    return np.asarray(np.sqrt((miss**2).sum(axis=2)).min(axis=1))
