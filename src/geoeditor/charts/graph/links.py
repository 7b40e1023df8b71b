"""The ways of links and the places of all labels: parallel links fan out, ways keep clear of nodes, labels of all.

Imports `layout` only; works on row numbers and px.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, sin

import numpy as np

from geoeditor.layout import label_places, routes
from geoeditor.layout.boxes import Box, BoxGrid, Floats

_FAN_PX = 34.0
_MOST_FAN_PX = 60.0
_BENDS = (0.0, 26.0, -26.0, 52.0, -52.0, 84.0, -84.0)
_MOST_BEND = 0.35
"""Share of a link's length that it may bow out to keep clear of others."""
_ARROW_GAP = 2.0
_NODE_WEIGHT = 4.0


@dataclass(slots=True)
class Way:
    """One link on paper: rows of its ends, size of its label (0, 0 without), then its curve and label's box."""

    start: int
    end: int
    directed: bool
    arrow: float
    """Px of the arrow head."""
    label: tuple[float, float]
    curve: Floats = field(default_factory=lambda: np.zeros(8))
    shaft: Floats = field(default_factory=lambda: np.zeros(8))
    box: Box | None = None


def outline(kind: str, radius: float, angle: float) -> float:
    """Return px from a mark's centre to its outline in a direction."""
    c, s = abs(cos(angle)), abs(sin(angle))
    if kind in ("actor.state", "actor.organisation"):
        edge = 0.9 * radius / max(c, s, 1e-9)
        return min(edge, radius * 1.14) if kind == "actor.state" else edge
    if kind == "actor.place":
        return radius / max(c + s, 1e-9)
    return radius


def route(
    ways: Sequence[Way], places: Floats, kinds: Sequence[str], radii: Floats, labels: Floats, area: Box, straight: bool,
) -> None:  # fmt: skip
    """Set the curve of each way: around nodes and their labels where that is possible.

    Args:
        ways: changed in place.
        places: (n, 2) px of the nodes.
        kinds: base kind of each node.
        radii: (n,) px.
        labels: (k, 4) boxes of node labels.
        area: px that no curve may leave.
        straight: whether single links stay straight lines, because there are too many to look for better ways.
    """
    bundles: dict[tuple[int, int], list[Way]] = defaultdict(list)
    for way in ways:
        bundles[min(way.start, way.end), max(way.start, way.end)].append(way)
    reach = radii[:, None] + 3.0
    marks = np.hstack([places - reach, places + reach])
    for (a, b), bundle in bundles.items():
        fan = routes.fan(len(bundle), _apart(bundle, places[b] - places[a]))
        base = 0.0
        if not straight:
            others = np.delete(np.arange(len(places)), [a, b])
            obstacles = np.vstack([marks[others], labels])
            weights = np.r_[np.full(len(others), _NODE_WEIGHT), np.ones(len(labels))]
            most = _MOST_BEND * hypot(*(places[b] - places[a]))
            bends = [bend for bend in _BENDS if abs(bend) <= most]
            costs = [_cost(places[a], places[b], [bend + f for f in fan], obstacles, weights) for bend in bends]
            base = bends[int(np.argmin([c + abs(d) * 0.02 for c, d in zip(costs, bends, strict=True)]))]
        for way, bend in zip(bundle, fan, strict=True):
            turned = 1.0 if way.start == a else -1.0
            whole = routes.bow(places[way.start], places[way.end], turned * (base + bend))
            # A curve lies within its control points: held in the area, so is all of it.
            whole = np.clip(whole, np.tile(area[:2], 4), np.tile(area[2:], 4))
            _trim(way, whole, kinds, radii)


def _apart(bundle: Sequence[Way], gap: Floats) -> float:
    """Return px between parallel links at which the label in the middle of one stays clear of the next."""
    across, down = np.abs(gap) / max(hypot(*gap), 1e-9)
    needed = max(way.label[0] / 2 * down + way.label[1] / 2 * across for way in bundle) + 5.0
    return float(np.clip(needed, _FAN_PX, _MOST_FAN_PX))


def _cost(start: Floats, end: Floats, bends: Sequence[float], obstacles: Floats, weights: Floats) -> float:
    at = np.linspace(0.06, 0.94, 24)
    cost = 0.0
    for bend in bends:
        hits = routes.hits(routes.points(routes.bow(start, end, bend), at), obstacles)
        cost += float((hits * weights).sum())
    return cost


def _trim(way: Way, whole: Floats, kinds: Sequence[str], radii: Floats) -> None:
    p = whole.reshape(4, 2)
    leave, arrive = p[1] - p[0], p[2] - p[3]
    start = outline(kinds[way.start], float(radii[way.start]), float(np.arctan2(leave[1], leave[0])))
    end = outline(kinds[way.end], float(radii[way.end]), float(np.arctan2(arrive[1], arrive[0])))
    gap = _ARROW_GAP if way.directed else 0.0
    way.curve = routes.trimmed(whole, start, end + gap)
    long = hypot(*(whole[6:] - whole[:2])) > start + end + gap + 1.5 * way.arrow
    way.shaft = routes.trimmed(whole, start, end + gap + 0.8 * way.arrow) if way.directed and long else way.curve


def file_lines(ways: Sequence[Way]) -> BoxGrid:
    """File the ways as small boxes, each under the number of its way."""
    grid = BoxGrid(48.0)
    for number, way in enumerate(ways):
        length = hypot(*(way.curve[6:] - way.curve[:2]))
        spots = routes.points(way.curve, np.linspace(0, 1, max(3, int(length / 16))))
        low, high = np.minimum(spots[:-1], spots[1:]), np.maximum(spots[:-1], spots[1:])
        for x0, y0, x1, y1 in np.hstack([low, high]).tolist():
            grid.add((x0, y0, x1 + 0.1, y1 + 0.1), number)
    return grid


def place_node_labels(
    places: Floats, radii: Floats, sizes: Sequence[tuple[float, float]], lines: BoxGrid, taken: BoxGrid, frame: Box,
) -> list[Box | None]:  # fmt: skip
    """Give each node's label the free box that the fewest lines cross; important (large) nodes first."""
    found: list[Box | None] = [None] * len(sizes)
    for row in np.argsort(-radii, kind="stable").tolist():
        x, y = places[row].tolist()
        width, height = sizes[row]
        candidates = list(label_places.around(x, y, float(radii[row]), width, height))
        box = label_places.best_free(candidates, taken, lines, frame, 2.0)
        if box:
            taken.add(box)
            found[row] = box
    return found


def place_link_labels(ways: Sequence[Way], lines: BoxGrid, taken: BoxGrid, frame: Box) -> tuple[int, int]:
    """Give each way's label a free box on the way; return how many found none and how many lie on other ways."""
    missing = crossing = 0
    for way in sorted((way for way in ways if way.label[0]), key=lambda way: -way.label[0]):
        spots = routes.points(way.curve, np.linspace(0, 1, 33))
        candidates = list(label_places.along(spots, *way.label, clear=10.0))
        way.box = label_places.best_free(candidates, taken, lines, frame, 3.0)
        if way.box:
            taken.add(way.box)
            crossing += len(lines.owners(way.box)) > 1
        else:
            missing += 1
    return missing, crossing
