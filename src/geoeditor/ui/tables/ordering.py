"""The order of lines and which of them match, as numpy arrays of places; no Qt. A proxy model would be far too slow."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geoeditor.core.search import fold
from geoeditor.ui.tables.columns import Column

Places = NDArray[np.int64]
_BETWEEN: Final = "\x1f"
"""Stands between the cells of a folded line, so that no search matches across them."""


class Order(NamedTuple):
    """An order of lines: those that have a value in the column, rising, and those that have none."""

    rising: Places
    blank: Places

    def places(self, *, descending: bool) -> Places:
        """Return all places in this order or turned round; what is empty or undated comes last either way."""
        return np.concatenate((self.rising[::-1] if descending else self.rising, self.blank))


def ordered(lines: Sequence[Sequence[object]], column: Column, folded: Sequence[str] | None = None) -> Order:
    """Return the order of all lines by a column; `folded` are its texts where they are at hand."""
    if column.sort == "text":
        return _by_text(lines, column, folded)
    if column.sort == "date":
        return _by_date(lines, column.at + 1)
    numbers = np.array([line[column.at] if line[column.at] is not None else np.nan for line in lines], np.float64)
    return _parted(np.argsort(numbers, kind="stable"), np.isnan(numbers))


def _by_text(lines: Sequence[Sequence[object]], column: Column, folded: Sequence[str] | None) -> Order:
    if column.words is not None:
        known = {value: fold(column.words(value)) for value in {line[column.at] for line in lines}}
        folded = [known[line[column.at]] for line in lines]
    elif folded is None:
        folded = [fold(text) if isinstance(text := line[column.at], str) else "" for line in lines]
    order = np.array(sorted(range(len(folded)), key=folded.__getitem__), np.int64)
    return _parted(order, np.array([not text for text in folded], np.bool_))


def _by_date(lines: Sequence[Sequence[object]], at: int) -> Order:
    undated = np.array([line[at] is None for line in lines], np.bool_)
    low = np.array([line[at] or 0 for line in lines], np.int64)
    high = np.array([line[at + 1] or 0 for line in lines], np.int64)
    return _parted(np.lexsort((high, low)), undated)


def _parted(order: NDArray[np.intp] | Places, blank: NDArray[np.bool_]) -> Order:
    places = order.astype(np.int64)
    is_blank = blank[places] if len(places) else np.empty(0, np.bool_)
    return Order(places[~is_blank], places[is_blank])


class FoldedLines:
    """The text of each line without case and accents, made when it is first asked for."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._lines: Sequence[Sequence[object]] = ()
        self._texts: list[str | None] = []
        self._made = 0

    def take(self, lines: Sequence[Sequence[object]]) -> None:
        """Forget everything and fold these lines."""
        self._lines = lines
        self._texts = [None] * len(lines)
        self._made = 0

    def follow(self, lines: Sequence[Sequence[object]], kept: Places, changed: Iterable[int]) -> None:
        """Go on with lines of which those at `kept` were there before; `changed` are the places of changed ones."""
        texts = self._texts if len(kept) == len(self._texts) else [self._texts[place] for place in kept]
        self._texts = [*texts, *[None] * (len(lines) - len(texts))]
        for place in changed:
            self._texts[place] = None
        self._lines = lines
        self._made = 0

    def at(self, place: int) -> str:
        """Return the folded text of a line."""
        text = self._texts[place]
        if text is None:
            line = self._lines[place]
            text = self._texts[place] = fold(_BETWEEN.join([column.text(line) for column in self._columns]))
        return text

    def prepare(self, count: int) -> bool:
        """Fold so many lines more, ahead of the first search, and tell whether all are done."""
        end = min(self._made + count, len(self._texts))
        for place in range(self._made, end):
            self.at(place)
        self._made = end
        return end == len(self._texts)

    def cells(self, column: Column) -> list[str] | None:
        """Return the folded texts of a column; None while they are not all made."""
        if self._made < len(self._texts):
            return None
        at = self._columns.index(column)
        return [text.split(_BETWEEN, at + 1)[at] for text in self._texts if text is not None]

    def matches(self, words: Sequence[str], among: Places | None = None) -> Places:
        """Return the places, of these or of all, whose lines hold every one of some folded words."""
        places = among
        self.prepare(len(self._texts))
        texts = self._texts
        for word in words:
            if places is None:
                found = [place for place, text in enumerate(texts) if text is not None and word in text]
            else:
                found = [place for place in places.tolist() if word in (texts[place] or "")]
            places = np.array(found, np.int64)
        return np.arange(len(texts), dtype=np.int64) if places is None else places
