"""Parts side by side and boxes pushed apart. Imports only numpy."""

from collections.abc import Sequence

import numpy as np

from geoeditor.layout.boxes import Floats, touching_pairs

_BIASES = (1.0, 1.0, 0.5, 1.0, 2.0)
"""Leanings to part downwards, by turns: with one alone, boxes between neighbours swing for ever."""
_PATIENCE = 12
"""Rounds after which a crowd without room to part grows a little as a whole."""


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
    """Return centres moved so that the boxes around them stay apart, by little.

    Each overlapping pair parts along the shorter of its two ways, one pair after the other; a held box leaves all
    the moving to the other. In a hopeless crowd some overlap may stay after the last round.

    Args:
        centres: (n, 2) px.
        boxes: (n, 4) px relative to the centres.
        pad: px wanted between boxes.
        held: rows that must not move.
        rounds: rounds before it gives up.
    """
    around = boxes + np.tile(centres, 2)
    stays = np.zeros(len(centres), dtype=bool)
    stays[list(held)] = True
    for turn in range(rounds):
        if turn % _PATIENCE == _PATIENCE - 1:
            middle = (around[:, :2] + around[:, 2:]).mean(axis=0) / 2
            grown = (around[:, :2] + around[:, 2:] - 2 * middle) / 2 * 0.04
            around += np.tile(np.where(stays[:, None], 0.0, grown), 2)
        pairs = [(a, b) for a, b in touching_pairs(around, pad - 1e-3).tolist() if not (stays[a] and stays[b])]
        if not pairs:
            break
        rows = around.tolist()
        for a, b in pairs:
            _part(rows[a], rows[b], pad, 0.0 if stays[a] else 1.0 if stays[b] else 0.5, _BIASES[turn % len(_BIASES)])
        around = np.array(rows)
    return np.asarray(around[:, :2] - boxes[:, :2])


def _part(a: list[float], b: list[float], pad: float, share: float, bias: float) -> None:
    """Move two boxes apart along the shorter way; `share` is what the first one goes, a large `bias` prefers down."""
    across = min(a[2], b[2]) - max(a[0], b[0]) + pad
    down = min(a[3], b[3]) - max(a[1], b[1]) + pad
    if across <= 0 or down <= 0:
        return
    axis, depth = (1, down) if down <= across * bias else (0, across)
    way = -depth if a[axis] + a[axis + 2] <= b[axis] + b[axis + 2] else depth
    for side in (axis, axis + 2):
        a[side] += way * share
        b[side] -= way * (1 - share)
