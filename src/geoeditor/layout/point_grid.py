"""Where is what: points filed under square cells, to find what lies near a spot. Imports only numpy."""

import numpy as np

from geoeditor.layout.boxes import Floats, Ints

_NOTHING = np.zeros(0, dtype=np.int64)
_SIDE = 96
"""Cells along each side of the plane."""


class CellGrid:
    """Numbers filed under the cells of a square grid, as one flat list cut at `starts`."""

    def __init__(self, spots: Floats, numbers: Ints) -> None:
        """File each number at its (n, 2) spot; the same number may have many."""
        self._low = spots.min(axis=0) if len(spots) else np.zeros(2)
        span = np.ptp(spots, axis=0).max() if len(spots) else 0.0
        self._cell = max(float(span) / _SIDE, 1e-6)
        keys = self._keys(spots)
        order = np.argsort(keys, kind="stable")
        self._numbers = numbers[order]
        self._starts = np.searchsorted(keys[order], np.arange((_SIDE + 1) ** 2 + 1))

    def _keys(self, spots: Floats) -> Ints:
        cells = ((spots - self._low) / self._cell).astype(np.int64)
        return np.asarray(cells[:, 0] * (_SIDE + 1) + cells[:, 1])

    def near(self, x: float, y: float, reach: float) -> Ints:
        """Return the numbers filed in the cells within `reach` of a spot, each once or more."""
        cells = np.array([[x - reach, y - reach], [x + reach, y + reach]])
        (left, top), (right, bottom) = np.clip((cells - self._low) / self._cell, -1, _SIDE + 1).tolist()
        first, last = max(int(top), 0), min(int(bottom), _SIDE)
        if right < 0 or bottom < 0 or left > _SIDE or top > _SIDE or last < first:
            return _NOTHING
        found = []
        for column in range(max(int(left), 0), min(int(right), _SIDE) + 1):
            base = column * (_SIDE + 1)
            piece = self._numbers[self._starts[base + first] : self._starts[base + last + 1]]
            if len(piece):
                found.append(piece)
        return np.concatenate(found) if found else _NOTHING
