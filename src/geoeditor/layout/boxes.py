"""Axis-aligned boxes: overlap tests and a grid to find neighbours. Imports only numpy; draws nothing.

A box is four numbers x0, y0, x1, y1 in px with x0 <= x1 and y0 <= y1; y grows downwards.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def overlap(a: Box, b: Box, pad: float = 0.0) -> bool:
    """Tell whether two boxes share area once a gap of pad px is asked for between them."""
    return a[0] < b[2] + pad and b[0] < a[2] + pad and a[1] < b[3] + pad and b[1] < a[3] + pad


def inside(inner: Box, outer: Box) -> bool:
    """Tell whether the first box lies within the second."""
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def grown(box: Box, pad: float) -> Box:
    """Return the box made larger by pad px on every side."""
    return (box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad)


def touching_pairs(boxes: Floats, pad: float = 0.0) -> Ints:
    """Return as (m, 2) every pair of rows of an (n, 4) array that overlap, by a sweep from left to right."""
    order = np.argsort(boxes[:, 0], kind="stable")
    sorted_boxes = boxes[order]
    ends = np.searchsorted(sorted_boxes[:, 0], sorted_boxes[:, 2] + pad, side="left")
    ranks = np.arange(len(order))
    counts = np.maximum(ends - ranks - 1, 0)
    first = np.repeat(ranks, counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = sorted_boxes[first], sorted_boxes[second]
    hit = (b[:, 1] < a[:, 3] + pad) & (a[:, 1] < b[:, 3] + pad)
    return np.column_stack([order[first[hit]], order[second[hit]]])


class BoxGrid:
    """Boxes filed under square cells, each with a number that says whose it is."""

    def __init__(self, cell: float = 64.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._boxes: list[Box] = []
        self._owners: list[int] = []

    def __len__(self) -> int:
        return len(self._boxes)

    def _keys(self, box: Box) -> Iterator[tuple[int, int]]:
        cell = self._cell
        for column in range(int(box[0] // cell), int(box[2] // cell) + 1):
            for row in range(int(box[1] // cell), int(box[3] // cell) + 1):
                yield column, row

    def add(self, box: Box, owner: int = -1) -> None:
        """File a box for its owner."""
        at = len(self._boxes)
        self._boxes.append(box)
        self._owners.append(owner)
        for key in self._keys(box):
            self._cells.setdefault(key, []).append(at)

    def box(self, at: int) -> Box:
        """Return the box filed as number `at`, counted from 0."""
        return self._boxes[at]

    def owners(self, box: Box, pad: float = 0.0) -> set[int]:
        """Return the owners of all boxes that overlap this one."""
        found: set[int] = set()
        for key in self._keys(grown(box, pad)):
            for at in self._cells.get(key, ()):
                if self._owners[at] not in found and overlap(self._boxes[at], box, pad):
                    found.add(self._owners[at])
        return found

    def free(self, box: Box, pad: float = 0.0) -> bool:
        """Tell whether no filed box overlaps this one."""
        for key in self._keys(grown(box, pad)):
            for at in self._cells.get(key, ()):
                if overlap(self._boxes[at], box, pad):
                    return False
        return True
