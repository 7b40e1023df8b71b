"""The way of a link between two nodes: fans of parallel curves, ends at outlines, gaps at labels. Imports only numpy.

A curve is eight numbers: the four control points of a cubic Bezier curve in px.
"""

import numpy as np
from numpy.typing import NDArray

from geoeditor.layout.boxes import Floats

Curve = Floats
_SAMPLES = 48


def bow(start: Floats, end: Floats, bend: float) -> Curve:
    """Return a curve from start to end whose middle lies `bend` px to the left of the straight way."""
    gap = end - start
    length = max(float(np.hypot(*gap)), 1e-9)
    normal = np.array([gap[1], -gap[0]]) / length
    # The middle of a cubic lies at three quarters of the way to its inner points.
    inner = normal * (bend / 0.75)
    return np.concatenate([start, start + gap * 0.3 + inner, end - gap * 0.3 + inner, end])


def points(curve: Curve, at: Floats) -> Floats:
    """Return the (n, 2) points of a curve at parameters 0 to 1."""
    p = curve.reshape(4, 2)
    t = at[:, None]
    s = 1 - t
    return np.asarray(s**3 * p[0] + 3 * s**2 * t * p[1] + 3 * s * t**2 * p[2] + t**3 * p[3])


def part(curve: Curve, t0: float, t1: float) -> Curve:
    """Return the piece of a curve between two parameters: same ends, same tangents, scaled to its share."""
    p = curve.reshape(4, 2)
    t = np.array([[t0], [t1]])
    s = 1 - t
    start, end = points(curve, t[:, 0])
    leave, arrive = (s**2 * (p[1] - p[0]) + 2 * s * t * (p[2] - p[1]) + t**2 * (p[3] - p[2])) * (t1 - t0)
    return np.concatenate([start, start + leave, end - arrive, end])


def fan(count: int, apart: float) -> list[float]:
    """Return the bends in px of links that share both ends: a straight one in the middle, the others around."""
    return [(i - (count - 1) / 2) * apart for i in range(count)]


def trimmed(curve: Curve, radius_start: float, radius_end: float) -> Curve:
    """Return the curve without its parts inside the circles around its ends."""
    at = np.linspace(0.0, 1.0, 4 * _SAMPLES + 1)
    way = points(curve, at)
    outside_start = np.hypot(*(way - way[0]).T) >= radius_start
    outside_end = np.hypot(*(way - way[-1]).T) >= radius_end
    first = int(outside_start.argmax()) if outside_start.any() else 0
    last = len(at) - 1 - (int(outside_end[::-1].argmax()) if outside_end.any() else 0)
    if last - first < 2:
        return part(curve, 0.48, 0.52)
    return part(curve, float(at[first]), float(at[last]))


def hits(way: Floats, boxes: Floats) -> Floats:
    """Return for each (n, 4) box how many of the (m, 2) points lie in it."""
    return np.asarray(_within(way, boxes).sum(axis=0), dtype=np.float64)


def _within(way: Floats, boxes: Floats) -> NDArray[np.bool_]:
    x, y = way[:, 0, None], way[:, 1, None]
    return np.asarray((x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3]))


def with_gaps(curve: Curve, boxes: Floats) -> list[Curve]:
    """Return the pieces of a curve that lie outside all boxes of an (n, 4) array, to 2 px."""
    if not len(boxes):
        return [curve]
    length = float(np.hypot(*np.diff(points(curve, np.linspace(0, 1, _SAMPLES)), axis=0).T).sum())
    at = np.linspace(0.0, 1.0, max(_SAMPLES, int(length / 2)) + 1)
    covered = _within(points(curve, at), boxes).any(axis=1)
    if not covered.any():
        return [curve]
    edges = np.flatnonzero(np.diff(np.r_[True, covered, True].astype(np.int8)))
    starts, stops = edges[::2], edges[1::2] - 1
    return [part(curve, float(at[a]), float(at[b])) for a, b in zip(starts, stops, strict=True) if b - a >= 2]
