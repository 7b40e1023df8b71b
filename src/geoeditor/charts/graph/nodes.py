"""Where nodes lie: connected parts by stress, packed side by side, loners in a row, given positions kept.

Imports `layout` only; works on row numbers, not on facts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.distances import Neighbours
from geoeditor.layout.packing import push_apart, shelves
from geoeditor.layout.polish import polished
from geoeditor.layout.stress import place_component

_PAD = 16.0
_PART_GAP = 44.0
_CROWD = 500


@dataclass(frozen=True, slots=True)
class Nodes:
    """What is known of the nodes before they are placed."""

    boxes: Floats
    """(n, 4) px around each centre: mark and label."""
    pairs: Ints
    """(m, 2) rows that are linked."""
    lengths: Floats
    """(m,) wished px of each link."""
    fixed: Mapping[int, tuple[float, float]]
    """Rows with given px."""
    air: float = 3.0
    """Px² of paper for each px² of marks and names, at least."""
    wide: float = 1.35
    """How much further apart nodes may lie side by side than one above the other."""
    aspect: float = 1.55
    """Width by height that the whole picture should have."""
    before: Floats | None = None
    """(n, 2) px where all nodes were; they move little from there."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The connected parts of a graph, each laid out by itself."""

    nodes: Nodes
    places: Floats
    """(n, 2) px; parts lie anywhere, those with given positions where these are."""
    held: list[Ints]
    free: list[Ints]
    loners: list[int]


def lay_out(nodes: Nodes) -> Parts:
    """Lay out each connected part by stress."""
    count = len(nodes.boxes)
    places = np.zeros((count, 2))
    found = Neighbours(count, nodes.pairs).components()
    held = [part for part in found if any(int(row) in nodes.fixed for row in part)]
    free = [part for part in found if len(part) > 1 and not any(int(row) in nodes.fixed for row in part)]
    loners = [int(part[0]) for part in found if len(part) == 1 and int(part[0]) not in nodes.fixed]
    for part in (*held, *free):
        places[part] = _placed(nodes, part)
    return Parts(nodes, places, held, free, loners)


def assemble(parts: Parts, scale: float) -> Floats:
    """Return (n, 2) px of all nodes: parts without given positions are scaled, then set side by side."""
    nodes, places = parts.nodes, parts.places.copy()
    done = [int(row) for part in parts.held for row in part]
    if done:
        fixed = [i for i, row in enumerate(done) if row in nodes.fixed]
        places[done] = push_apart(places[done], nodes.boxes[done], _PAD, held=fixed)
    for part in parts.free:
        places[part] *= scale
    _pack(places, nodes, parts.free, done)
    done += [int(row) for part in parts.free for row in part]
    _line_up(places, nodes, parts.loners, done)
    return places


def _placed(nodes: Nodes, part: Ints) -> Floats:
    """Return the px of one connected part."""
    rank = {int(row): i for i, row in enumerate(part)}
    mask = np.isin(nodes.pairs[:, 0], part) if len(nodes.pairs) else np.zeros(0, dtype=bool)
    pairs = np.array([[rank[int(a)], rank[int(b)]] for a, b in nodes.pairs[mask]], dtype=np.int64).reshape(-1, 2)
    neighbours = Neighbours(len(part), pairs)
    wished: dict[tuple[int, int], float] = {}
    for (a, b), length in zip(pairs.tolist(), nodes.lengths[mask].tolist(), strict=True):
        wished[a, b] = wished[b, a] = max(length, wished.get((a, b), 0.0))
    lengths = np.array([wished[a, b] for a, b in neighbours.pairs.tolist()])
    fixed = {rank[row]: spot for row, spot in nodes.fixed.items() if row in rank}
    boxes = nodes.boxes[part]
    if nodes.before is not None and not fixed:
        roomy = push_apart(nodes.before[part], boxes, _PAD, rounds=_rounds(len(part)))
    else:
        places = place_component(neighbours, lengths, fixed)
        if fixed:
            return places
        # Whatever room the names take, links that cross or run past a node are mended first and last.
        roomy = push_apart(places * _roominess(places, boxes, nodes.air), boxes, _PAD, rounds=_rounds(len(part)))
    once = neighbours.pairs[:, 0] < neighbours.pairs[:, 1]
    counts = Counter((min(a, b), max(a, b)) for a, b in pairs.tolist())
    strands = np.array([counts[a, b] for a, b in neighbours.pairs[once].tolist()], dtype=np.int64)
    better = polished(
        roomy, boxes, neighbours.pairs[once], lengths[once], strands, nodes.wide, known=nodes.before is not None
    )
    return roomy if better is roomy else push_apart(better, boxes, _PAD)


def _rounds(count: int) -> int:
    """Return how often overlapping boxes are pushed apart: in a crowd there is no room, and each round costs."""
    return 120 if count <= _CROWD else 12


def _roominess(places: Floats, boxes: Floats, air: float) -> float:
    """Return the factor, at least 1, by which the places must grow to leave most of the paper free of boxes."""
    wanted = air * float(((boxes[:, 2] - boxes[:, 0] + _PAD) * (boxes[:, 3] - boxes[:, 1] + _PAD)).sum())
    width, height = (np.ptp(places, axis=0) + 1.0).tolist()
    return max(1.0, (wanted / (width * height)) ** 0.5) if len(places) > 2 else 1.0


def _extent(places: Floats, boxes: Floats, rows: Sequence[int] | Ints) -> tuple[float, float, float, float]:
    around = boxes[rows] + np.tile(places[rows], 2)
    x0, y0 = around[:, :2].min(axis=0).tolist()
    x1, y1 = around[:, 2:].max(axis=0).tolist()
    return x0, y0, x1, y1


def _pack(places: Floats, nodes: Nodes, parts: Sequence[Ints], done: Sequence[int]) -> None:
    """Set the parts side by side in rows, below what is done."""
    if not parts:
        return
    boxes = nodes.boxes
    extents = [_extent(places, boxes, part) for part in parts]
    sizes = [(x1 - x0, y1 - y0) for x0, y0, x1, y1 in extents]
    area = sum((w + _PART_GAP) * (h + _PART_GAP) for w, h in sizes)
    width = max(max(w for w, _ in sizes), (area * nodes.aspect) ** 0.5)
    left, top = 0.0, 0.0
    if done:
        left, _, _, bottom = _extent(places, boxes, done)
        top = bottom + _PART_GAP
    for part, corner, extent in zip(parts, shelves(sizes, width, _PART_GAP), extents, strict=True):
        places[part] += np.array([left + corner[0] - extent[0], top + corner[1] - extent[1]])


def _line_up(places: Floats, nodes: Nodes, loners: Sequence[int], done: Sequence[int]) -> None:
    """Set nodes without links in tidy rows below the others, or in columns beside them where that fits better."""
    if not loners:
        return
    boxes = nodes.boxes[list(loners)]
    # One size for all makes columns and rows.
    cell = float((boxes[:, 2] - boxes[:, 0]).max()) + _PAD
    line = float((boxes[:, 3] - boxes[:, 1]).max()) + _PAD
    left, top, right, bottom = _extent(places, nodes.boxes, done) if done else (0.0, 0.0, 0.0, 0.0)
    across = max(int(max(right - left, 400.0) // cell), 1) if done else max(round((len(loners) * 2) ** 0.5), 1)
    corner = (left, bottom + _PART_GAP) if done else (0.0, 0.0)
    if done:
        down = max(int((bottom - top) // line), 1)
        columns, rows = -(-len(loners) // down), -(-len(loners) // across)
        beside = max((right - left + _PART_GAP + columns * cell) / nodes.aspect, bottom - top)
        below = max((right - left) / nodes.aspect, bottom - top + _PART_GAP + rows * line)
        if beside < below:
            across, corner = columns, (right + _PART_GAP, top)
    for number, (row, box) in enumerate(zip(loners, boxes.tolist(), strict=True)):
        x = corner[0] + (number % across) * cell + cell / 2
        places[row] = x - (box[0] + box[2]) / 2, corner[1] + (number // across) * line - box[1]


def fit(places: Floats, boxes: Floats, area: tuple[float, float, float, float], moves: bool) -> Floats:
    """Return the places scaled and moved into an area (x0, y0, x1, y1) of px, boxes included.

    Args:
        places: (n, 2) px.
        boxes: (n, 4) px around each centre.
        area: where all boxes shall lie.
        moves: whether nodes may also be pushed apart; False keeps their picture as given.
    """
    scales = [
        _scale(places[:, axis], boxes[:, axis], boxes[:, axis + 2], area[axis + 2] - area[axis]) for axis in (0, 1)
    ]
    if moves:
        least = min(scales)
        scales = [min(scale, least * 2.2, 1.6) for scale in scales]
    else:
        scales = [min(*scales, 1.0)] * 2
    fitted = _centred(places * np.array(scales), boxes, area)
    for _ in range(8 if moves else 0):
        fitted = _inside(push_apart(fitted, boxes, _PAD / 2, rounds=20), boxes, area)
    return _inside(fitted, boxes, area)


def _scale(centres: Floats, before: Floats, after: Floats, room: float) -> float:
    """Return the largest factor for the centres at which boxes of constant size fit into the room."""
    low, high = 0.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        spread = (centres * middle + after).max() - (centres * middle + before).min()
        low, high = (middle, high) if spread <= room else (low, middle)
    return low


def _centred(places: Floats, boxes: Floats, area: tuple[float, float, float, float]) -> Floats:
    x0, y0, x1, y1 = _extent(places, boxes, np.arange(len(places)))
    return np.asarray(places + np.array([(area[0] + area[2] - x0 - x1) / 2, (area[1] + area[3] - y0 - y1) / 2]))


def _inside(places: Floats, boxes: Floats, area: tuple[float, float, float, float]) -> Floats:
    low = np.array(area[:2]) - boxes[:, :2]
    high = np.array(area[2:]) - boxes[:, 2:]
    return np.asarray(np.clip(places, np.minimum(low, high), np.maximum(low, high)))
