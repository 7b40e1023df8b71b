"""Places for labels: the free candidate that fewest lines cross wins, and an exact overlap test decides.

Nothing is ever set where it would touch something: a label without a place is left out and the caller counts it.
Imports only `layout.boxes` and numpy.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from geoeditor.layout.boxes import Box, BoxGrid, Floats, grown, inside


def around(x: float, y: float, radius: float, width: float, height: float, gap: float = 4.0) -> Iterator[Box]:
    """Yield boxes for a node's label: below, above, right, left, then the four corners."""
    reach = radius + gap
    slant = radius * 0.5
    below, above = y + reach, y - reach - height
    yield x - width / 2, below, x + width / 2, below + height
    yield x - width / 2, above, x + width / 2, above + height
    yield x + reach, y - height / 2, x + reach + width, y + height / 2
    yield x - reach - width, y - height / 2, x - reach, y + height / 2
    yield x + slant, below, x + slant + width, below + height
    yield x - slant - width, below, x - slant, below + height
    yield x + slant, above, x + slant + width, above + height
    yield x - slant - width, above, x - slant, above + height


def along(way: Floats, width: float, height: float, clear: float) -> Iterator[Box]:
    """Yield boxes centred on a way, from its middle outwards, clear px away from both ends."""
    steps = np.hypot(*np.diff(way, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    length = float(run[-1])
    for share in (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8):
        at = share * length
        if at < clear or length - at < clear:
            continue
        x, y = float(np.interp(at, run, way[:, 0])), float(np.interp(at, run, way[:, 1]))
        yield x - width / 2, y - height / 2, x + width / 2, y + height / 2


def best_free(candidates: Sequence[Box], taken: BoxGrid, lines: BoxGrid, frame: Box, pad: float) -> Box | None:
    """Return the free box that the fewest lines cross, the earlier one where equal, or None."""
    best: Box | None = None
    fewest = np.inf
    for box in candidates:
        if not inside(box, frame) or not taken.free(box, pad):
            continue
        crossed = len(lines.owners(grown(box, 1.0)))
        if crossed < fewest:
            best, fewest = box, crossed
    return best
