"""Parts side by side and boxes pushed apart. Imports only numpy."""

from collections.abc import Sequence

import numpy as np

from geoeditor.layout.boxes import Floats, touching_pairs


def shelves(sizes: Sequence[tuple[float, float]], width: float, gap: float) -> list[tuple[float, float]]:
    """Return the top left corner of each block, set in rows from left to right in the order given.

    Args:
        sizes: width and height of each block in px.
        width: where a row ends; a block wider than that has a row of its own.
        gap: px between blocks and rows.
    """
    corners: list[tuple[float, float]] = []
    x = y = tallest = 0.0
    for block, height in sizes:
        if x > 0 and x + block > width:
            x, y, tallest = 0.0, y + tallest + gap, 0.0
        corners.append((x, y))
        x += block + gap
        tallest = max(tallest, height)
    return corners


def push_apart(centres: Floats, boxes: Floats, pad: float, held: Sequence[int] = (), rounds: int = 120) -> Floats:
    """Return centres moved so that the boxes around them stay apart, as little as a greedy way manages.

    Each overlapping pair parts along the shorter of its two ways; a held box leaves all the moving to the other.

    Args:
        centres: (n, 2) px.
        boxes: (n, 4) px relative to the centres.
        pad: px wanted between boxes.
        held: rows that must not move.
        rounds: sweeps over all pairs before it gives up.
    """
    places = centres.copy()
    free = np.ones(len(places))
    free[list(held)] = 0.0
    for _ in range(rounds):
        pairs = touching_pairs(boxes + np.tile(places, 2), pad - 1e-6)
        if not pairs:
            break
        moved = False
        for a, b in pairs:
            share = free[a] + free[b]
            if share == 0:
                continue
            box_a, box_b = boxes[a] + np.tile(places[a], 2), boxes[b] + np.tile(places[b], 2)
            ahead = np.minimum(box_a[2:], box_b[2:]) - np.maximum(box_a[:2], box_b[:2]) + pad
            if (ahead <= 0).any():
                continue
            axis = int(ahead[1] <= ahead[0])
            middle_a, middle_b = box_a[axis] + box_a[axis + 2], box_b[axis] + box_b[axis + 2]
            way = -1.0 if middle_a < middle_b or (middle_a == middle_b and a < b) else 1.0
            places[a, axis] += way * ahead[axis] * free[a] / share
            places[b, axis] -= way * ahead[axis] * free[b] / share
            moved = True
        if not moved:
            break
    return places
