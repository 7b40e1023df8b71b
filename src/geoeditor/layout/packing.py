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


def push_apart(centres: Floats, boxes: Floats, pad: float, held: Sequence[int] = (), rounds: int = 200) -> Floats:
    """Return centres moved so that the boxes around them stay apart, by little.

    Each overlapping pair parts along the shorter of its two ways, all pairs at once and again; a held box leaves
    all the moving to the other. In a hopeless crowd some overlap may stay after the last round.

    Args:
        centres: (n, 2) px.
        boxes: (n, 4) px relative to the centres.
        pad: px wanted between boxes.
        held: rows that must not move.
        rounds: rounds before it gives up.
    """
    places = centres.copy()
    free = np.ones(len(places))
    free[list(held)] = 0.0
    for _ in range(rounds):
        around = boxes + np.tile(places, 2)
        pairs = touching_pairs(around, pad - 1e-3)
        a, b = pairs.T
        share = free[a] + free[b]
        a, b, share = a[share > 0], b[share > 0], share[share > 0]
        if not len(a):
            break
        ahead = np.minimum(around[a, 2:], around[b, 2:]) - np.maximum(around[a, :2], around[b, :2]) + pad
        axis = (ahead[:, 1] <= ahead[:, 0]).astype(np.int64)
        depth = ahead[np.arange(len(a)), axis]
        middles = around[:, :2] + around[:, 2:]
        apart = middles[b, axis] - middles[a, axis]
        way = np.where((apart > 0) | ((apart == 0) & (a < b)), -1.0, 1.0)
        shifts = np.zeros_like(places)
        np.add.at(shifts, (a, axis), way * depth * free[a] / share)
        np.add.at(shifts, (b, axis), -way * depth * free[b] / share)
        # A box pushed from many sides would fly off if it took the sum: it takes the mean, a little enlarged.
        counts = np.bincount(np.concatenate([a, b]), minlength=len(places))
        places += shifts / np.maximum(counts, 1)[:, None] * 1.1
    return places
