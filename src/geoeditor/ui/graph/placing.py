"""Which labels are shown and where: none touches another, the important ones come first, and what is placed stays.

Boxes lie on the sheet, so panning keeps them; a new zoom or moved nodes place anew, each label first where it was.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from geoeditor.layout.boxes import Box, BoxGrid, Floats, Ints, grown
from geoeditor.layout.bundles import ROUNDED, SQUARE, sampled
from geoeditor.layout.label_places import around
from geoeditor.ui.graph.lettering import Words

NAME_GAP: Final = 3.0
"""Px between a mark and its name."""
_BESIDE: Final = 2
"""The place at the right among those around a mark."""
_NAME_PAD: Final = 2.0
_LABEL_PAD: Final = 3.0
_SLOT_COST: Final = (0.0, 0.5, 0.6, 0.6, 0.8, 0.8, 0.9, 0.9, 0.4, 0.4, 0.9, 0.9, 1.0, 1.0, 1.0, 1.0)
"""What a name pays for not standing below its node; a line across it costs 1."""
_OUTSIDE_COST: Final = 4.0
_GRAZE_COST: Final = 0.4
"""What a label pays for standing close by a mark."""
_HEAD: Final = 5.0
_HEAD_COST: Final = 1.5
"""What a label pays for hiding an arrow head."""
_BOXY: Final = ((1.0, 1.0),)
_ROUND: Final = ((1.0, 0.55), (0.55, 1.0))
"""Boxes, in radii, that cover a mark."""
_CALLOUT_PAD: Final = 5.0
_ASIDE: Final = (0.0, 18.0, -18.0, 34.0, -34.0, 52.0, -52.0)
"""Px that a label of the moment may stand below or above its line, and twice as much beside it."""
_SHARES: Final = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)
_SAMPLES: Final = 41


class Placing:
    """The labels that have a place, by the rows of their nodes and links, and the room they take."""

    def __init__(self) -> None:
        self.names: dict[int, Box] = {}
        self.labels: dict[int, Box] = {}
        self._slots: dict[int, int] = {}
        self._shares: dict[int, float] = {}
        self._tried_names: set[int] = set()
        self._tried_labels: set[int] = set()
        self._filed: set[int] = set()
        self._crossed: set[int] = set()
        self._taken = BoxGrid()
        self._marks = BoxGrid()
        self._lines = BoxGrid(48.0)
        self._heads = BoxGrid()

    def restart(self) -> None:
        """Forget all boxes, as zoom or places have changed; where each label stood is still preferred."""
        self.names, self.labels = {}, {}
        self._tried_names, self._tried_labels = set(), set()
        self._filed, self._crossed = set(), set()
        self._taken, self._marks, self._lines, self._heads = BoxGrid(), BoxGrid(), BoxGrid(48.0), BoxGrid()

    def forget(self) -> None:
        """Forget everything, as rows have changed."""
        self.restart()
        self._slots, self._shares = {}, {}

    def file_marks(self, rows: Ints, spots: Floats, radii: Floats, outlines: Ints) -> None:
        """Keep all labels off these nodes; round ones and those on their tip leave the corners of their square."""
        marks = zip(rows.tolist(), spots.tolist(), radii.tolist(), outlines.tolist(), strict=True)
        for row, (x, y), radius, outline in marks:
            if row not in self._filed:
                self._filed.add(row)
                for across, down in _BOXY if outline in (SQUARE, ROUNDED) else _ROUND:
                    reach, rise = radius * across, radius * down
                    self._marks.add((x - reach, y - rise, x + reach, y + rise))

    def file_heads(self, rows: Ints, tips: Floats) -> None:
        """Let labels keep off the arrow heads at these tips where they can."""
        for row, (x, y) in zip(rows.tolist(), tips.tolist(), strict=True):
            if row not in self._crossed:  # its line is filed right after
                self._heads.add((x - _HEAD, y - _HEAD, x + _HEAD, y + _HEAD), row)

    def file_lines(self, rows: Ints, curves: Floats) -> None:
        """Let labels keep off these links where they can."""
        new = np.array([number for number, row in enumerate(rows.tolist()) if row not in self._crossed], dtype=np.int64)
        if not len(new):
            return
        self._crossed.update(rows[new].tolist())
        length = np.hypot(*(curves[new, 4:6] - curves[new, 0:2]).T)
        steps = np.clip(length / 18, 3, 60).astype(np.int64)
        for count in np.unique(steps).tolist():
            group = new[steps == count]
            spots = sampled(curves[group], count + 1)
            low = np.minimum(spots[:, :-1], spots[:, 1:])
            high = np.maximum(spots[:, :-1], spots[:, 1:]) + 0.1
            for row, boxes in zip(rows[group].tolist(), np.concatenate([low, high], axis=2).tolist(), strict=True):
                for x0, y0, x1, y1 in boxes:
                    self._lines.add((x0, y0, x1, y1), row)

    def place_name(
        self, row: int, x: float, y: float, radius: float, words: Words, view: Box, *, beside: bool = False
    ) -> None:
        """Give the name of a node a place around it, if there is one: where it was, first below it.

        One that belongs beside its mark goes back there as soon as there is room: a name below stands in a line's way.
        """
        if row in self._tried_names:
            return
        self._tried_names.add(row)
        last = _BESIDE if beside else self._slots.get(row, 0)
        costs = (cost - (0.7 if slot == last else 0.0) for slot, cost in enumerate(_SLOT_COST))
        boxes = (*around(x, y, radius, words.width, words.height, NAME_GAP), *_askew(x, y, radius, words))
        candidates = list(zip(boxes, costs, strict=True))
        found = self._cheapest(candidates, _NAME_PAD, view, -1)
        if found is not None and not _within(found[1], view) and _within((x, y, x, y), view):
            self._tried_names.discard(row)  # half a name says little; there may be room once one has moved on
        elif found is not None:
            slot, box = found
            self.names[row], self._slots[row] = box, slot
            self._taken.add(box, 2 * row)

    def is_beside(self, row: int) -> bool:
        """Tell whether the name of a node stands at its right, where lines begin at the mark."""
        return self._slots.get(row) == _BESIDE

    def place_label(self, row: int, curve: Floats, words: Words, view: Box) -> None:
        """Give the label of a link a place on it, if there is one."""
        if row in self._tried_labels:
            return
        self._tried_labels.add(row)
        shares = [self._shares[row], *_SHARES] if row in self._shares else list(_SHARES)
        candidates = list(_along(curve, shares, words))
        if row in self._shares:
            candidates[0] = (candidates[0][0], candidates[0][1] - 0.7)
        found = self._cheapest(candidates, _LABEL_PAD, view, row)
        if found is not None:
            number, box = found
            self.labels[row], self._shares[row] = box, shares[number]
            self._taken.add(box, 2 * row + 1)

    def at(self, x: float, y: float) -> tuple[str, int] | None:
        """Return whose label lies at a spot of the sheet: that of a node or a link, and its row."""
        for owner in self._taken.owners((x, y, x + 0.1, y + 0.1)):
            if owner >= 0:
                return ("link" if owner % 2 else "node"), owner // 2
        return None

    def callout(self, curve: Floats, words: Words, view: Box) -> Box:
        """Return where a label that has no place is shown for a moment.

        That is on its line or beside it where there is room, else where it hides fewest marks and names.
        """
        candidates = [
            ((box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy), cost + 0.06 * abs(away))
            for box, cost in _along(curve, _SHARES, words)
            for away in _ASIDE
            for dx, dy in (((0.0, away), (away * 2, 0.0)) if away else ((0.0, 0.0),))
        ]
        found = self._cheapest(candidates, _CALLOUT_PAD, view, -1)
        if found is not None and _within(found[1], view):
            return found[1]
        return min(candidates, key=lambda candidate: self._hidden(candidate[0], view) + candidate[1])[0]

    def _hidden(self, box: Box, view: Box) -> float:
        """Return how much a box would hide if it were set here regardless."""
        plate = grown(box, _CALLOUT_PAD)
        marks = 0.0 if self._marks.free(plate) else 20.0
        return marks + 4.0 * len(self._taken.owners(plate)) + (0.0 if _within(box, view) else 40.0)

    def _cheapest(
        self, candidates: Sequence[tuple[Box, float]], pad: float, view: Box, own: int
    ) -> tuple[int, Box] | None:
        """Return number and box of the free candidate that costs least."""
        best: tuple[int, Box] | None = None
        least = np.inf
        for number, (box, cost) in enumerate(candidates):
            if cost >= least or not self._taken.free(box, pad) or not self._marks.free(box, 1.0):
                continue
            crossed = self._lines.owners(grown(box, 1.0))
            total = cost + len(crossed) - (own in crossed) + (0.0 if _within(box, view) else _OUTSIDE_COST)
            total += 0.0 if self._marks.free(box, pad + 1.0) else _GRAZE_COST
            total += _HEAD_COST * len(self._heads.owners(box))
            if total < least:
                best, least = (number, box), total
        return best


def _askew(x: float, y: float, radius: float, words: Words) -> Iterator[Box]:
    """Yield boxes for a name a little aside of the usual places: below, above, right and left, each twice."""
    width, height, gap = words.width, words.height, radius + NAME_GAP
    for top in (y + gap, y - gap - height):
        for shift in (0.25, -0.25):
            left = x - width / 2 + shift * width
            yield left, top, left + width, top + height
    for left in (x + gap, x - gap - width):
        for shift in (0.4, -0.4):
            top = y - height / 2 + shift * (height + radius)
            yield left, top, left + width, top + height


def _within(box: Box, view: Box) -> bool:
    return box[0] >= view[0] and box[1] >= view[1] and box[2] <= view[2] and box[3] <= view[3]


def _along(curve: Floats, shares: Sequence[float], words: Words) -> Iterator[tuple[Box, float]]:
    """Yield boxes with their middle on the curve; further from its middle costs a little."""
    way = sampled(curve[None, :], _SAMPLES)[0]
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    at = np.array(shares) * run[-1]
    xs, ys = np.interp(at, run, way[:, 0]), np.interp(at, run, way[:, 1])
    width, height = words.width / 2, words.height / 2
    for share, x, y in zip(shares, xs.tolist(), ys.tolist(), strict=True):
        yield (x - width, y - height, x + width, y + height), abs(share - 0.5)
