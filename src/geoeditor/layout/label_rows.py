"""Labels in rows, none touching another, placed as one asks for them. Imports nothing but the standard library.

A row is known by any number; whoever asks knows where it lies. Rows must be as far apart as labels are high.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

SIDE_GAP = 8.0
"""Px between two labels of a row."""


class LabelRows:
    """Spans in px that are taken, by row."""

    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[float, float]]] = {}

    def is_free(self, row: int, left: float, right: float) -> bool:
        """Tell whether a label may lie here."""
        taken = self._taken.get(row)
        if not taken:
            return True
        at = bisect_left(taken, (left, right))
        if at < len(taken) and taken[at][0] < right + SIDE_GAP:
            return False
        return at == 0 or taken[at - 1][1] + SIDE_GAP <= left

    def take(self, row: int, left: float, right: float) -> None:
        """Let nothing else lie here."""
        insort(self._taken.setdefault(row, []), (left, right))

    def first_free(self, wishes: Iterable[tuple[int, float]], width: float) -> tuple[int, float] | None:
        """Take the first free place of row and left edge, or return None."""
        for row, left in wishes:
            if self.is_free(row, left, left + width):
                self.take(row, left, left + width)
                return row, left
        return None
