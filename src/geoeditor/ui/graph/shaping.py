"""The arranged graph in the shape of its pane: wide panes get wide pictures, and actors without links a tidy edge.

Knows numbers, no widgets. The same graph in the same pane comes out the same, and another size of the pane only
stretches it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geoeditor.charts.graph.nodes import Nodes
from geoeditor.layout.boxes import Floats
from geoeditor.layout.packing import push_apart
from geoeditor.ui.graph.camera import MARGIN

_MOST_NODES: Final = 400
_CELL_AIR: Final = 20.0
_LINE_AIR: Final = 4.0
_EDGE_GAP: Final = 14.0
"""Px between the linked nodes and those without links."""
_MOST_FOR_LONERS: Final = 0.4
"""Share of the pane that nodes without links may have."""
_LEAST: Final = 80.0
_MOST_STRETCH: Final = 2.4
"""How much wider than high a picture may be drawn against how it was arranged, and the other way round."""
_LEAST_SCALE, _EVER_FINE, _MOST_SCALE = 0.05, 0.8, 2.2
_LEAST_LINE: Final = 20.0
_PAD: Final = 8.0
_CROWDED: Final = 0.55
"""Share of the room that names may fill and still be pushed apart within it."""
_LEAST_ZOOM, _MOST_ZOOM = 0.5, 1.25
_ZOOM_BY_ROOM: Final = 0.42


@dataclass(frozen=True, slots=True)
class _Share:
    """What of the pane the linked nodes have, from its top left corner, and the spots of the others."""

    width: float
    height: float
    loners: Floats


def shaped(nodes: Nodes, places: Floats, room: tuple[float, float]) -> Floats:
    """Return (n, 2) places that fill a pane with so many px of width and height once everything is fitted into it."""
    if not len(places):
        return places
    width, height = max(room[0] - 2 * MARGIN, _LEAST), max(room[1] - 2 * MARGIN, _LEAST)
    linked = np.unique(nodes.pairs) if len(nodes.pairs) else np.zeros(0, dtype=np.int64)
    loners = np.setdiff1d(np.arange(len(places)), linked)
    spots = places.copy()
    shares = _shares(nodes.boxes[loners], bool(len(linked)), width, height)
    share = max(shares, key=lambda share: _size(places[linked], nodes.boxes[linked], share))
    if len(linked):
        spots[linked] = _filling(places[linked], nodes.boxes[linked], share)
    spots[loners] = share.loners
    return spots / _zoom(nodes.boxes[linked if len(linked) else loners], width * height)


def in_shape(
    nodes: Nodes, ids: Sequence[int], found: dict[int, tuple[float, float]], room: tuple[float, float]
) -> dict[int, tuple[float, float]]:
    """Return by id the places that were found for nodes, in the shape of the pane; crowds keep what was found."""
    if len(ids) > _MOST_NODES:
        return found
    spots = shaped(nodes, np.array([found[row] for row in ids]).reshape(-1, 2), room)
    return {row: (x, y) for row, (x, y) in zip(ids, spots.tolist(), strict=True)}


def _zoom(boxes: Floats, room: float) -> float:
    """Return the zoom at which marks are as large as the room allows; in steps, so that one more changes nothing."""
    zoom = round(_ZOOM_BY_ROOM * (room / max(_filled(boxes), 1.0)) ** 0.5 * 20) / 20
    return float(np.clip(zoom, _LEAST_ZOOM, _MOST_ZOOM))


def _filled(boxes: Floats) -> float:
    return float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())


def _shares(loners: Floats, has_linked: bool, width: float, height: float) -> list[_Share]:
    """Return the ways to divide the pane: nodes without links in rows below the others, or in a column beside them."""
    if not len(loners):
        return [_Share(width, height, np.zeros((0, 2)))]
    most = height if not has_linked else height * _MOST_FOR_LONERS
    rows, below = _rows(loners, width, most)
    if not has_linked:
        return [_Share(width, height, rows + np.array([0.0, (height - below) / 2]))]
    share = _Share(width, height - below - _EDGE_GAP, rows + np.array([0.0, height - below]))
    across = float((loners[:, 2] - loners[:, 0]).max())
    column, down = _rows(loners, across, np.inf)
    if down > height or across > width * _MOST_FOR_LONERS:
        return [share]
    beside = column + np.array([width - across, (height - down) / 2])
    return [share, _Share(width - across - _EDGE_GAP, height, beside)]


def _rows(boxes: Floats, width: float, most: float) -> tuple[Floats, float]:
    """Return (n, 2) px for boxes in rows, their left ends in columns, and the height of all rows, at most so much."""
    sizes = boxes[:, 2:] - boxes[:, :2]
    line = float(sizes[:, 1].max()) + _LINE_AIR
    columns = _columns(sizes[:, 0], width)
    if -(-len(boxes) // len(columns)) * line > most:
        # Rather a name that finds no room than marks on top of each other.
        line = min(line, _LEAST_LINE)
        count = -(-len(boxes) // max(int(most // line), 1))
        columns = [width / count] * count
    count = -(-len(boxes) // len(columns))
    number = np.arange(len(boxes))
    left = np.concatenate([[0.0], np.cumsum(columns)])[number % len(columns)]
    middle = (number // len(columns) + 0.5) * line
    return np.column_stack([left - boxes[:, 0], middle - (boxes[:, 1] + boxes[:, 3]) / 2]), count * line


def _columns(widths: Floats, room: float) -> list[float]:
    """Return the widths of as many columns as find room, for boxes that are set row by row."""
    for count in range(len(widths), 1, -1):
        found = [float(widths[column::count].max()) + _CELL_AIR for column in range(count)]
        if sum(found) - _CELL_AIR <= room:
            return found
    return [float(widths.max())]


def _scales(places: Floats, boxes: Floats, share: _Share) -> Floats:
    """Return the factors for across and down at which the boxes just fit into their share."""
    found = [
        _scale(places[:, axis], boxes[:, axis], boxes[:, axis + 2], room)
        for axis, room in ((0, share.width), (1, share.height))
    ]
    most = min(max(min(found) * _MOST_STRETCH, _EVER_FINE), _MOST_SCALE)
    return np.array([max(min(scale, most), _LEAST_SCALE) for scale in found])


def _scale(centres: Floats, before: Floats, after: Floats, room: float) -> float:
    """Return the largest factor for the centres at which boxes of constant size fit into the room."""
    low, high = 0.0, 8.0
    for _ in range(30):
        middle = (low + high) / 2
        spread = float((centres * middle + after).max() - (centres * middle + before).min())
        low, high = (middle, high) if spread <= room else (low, middle)
    return low


def _size(places: Floats, boxes: Floats, share: _Share) -> float:
    """Return how large the linked nodes come out."""
    return float(_scales(places, boxes, share).prod()) if len(places) else 0.0


def _filling(places: Floats, boxes: Floats, share: _Share) -> Floats:
    """Return places in px, stretched into their share and, where there is room, with the boxes kept apart."""
    low, high = -boxes[:, :2], np.array([share.width, share.height]) - boxes[:, 2:]
    spots = places * _scales(places, boxes, share)
    around = np.tile(spots, 2) + boxes
    middle = (around[:, :2].min(axis=0) + around[:, 2:].max(axis=0)) / 2
    spots = spots - middle + np.array([share.width, share.height]) / 2
    if _filled(boxes) < _CROWDED * share.width * share.height:
        for _ in range(4):
            spots = np.clip(push_apart(spots, boxes, _PAD, rounds=10), low, np.maximum(low, high))
    return np.asarray(np.clip(spots, low, np.maximum(low, high)))
