"""Labels of events as flags in the gaps between storylines: none touches another. Imports only `layout`.

Above and below every storyline lies a stack of rows. An event's label and time bar take one row of a stack at its
uppermost or lowest storyline; its connector runs on to that row. Chosen is the place where labels and connectors
cross least; connectors that must cross a label are cut there by whoever draws.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

CLEAR = 12.0
"""Px between a storyline and the first row, so that marks stay free."""
BAR_PX = 7.0
ROW_GAP = 7.0
_SIDE_GAP = 9.0
_CROSSING = 34.0
_BAR_CROSSING = 2.0
_POLE_GAP = 6.0
_STACK_GAP = 12.0

Span = tuple[float, float]


@dataclass(slots=True)
class Flag:
    """A label wanted: connector x, label size, bar, the storylines it joins and the px it may use; then its place."""

    x: float
    width: float
    height: float
    bar: Span | None
    top: int
    bottom: int
    room: Span
    side: int = 0
    """-1 above its uppermost storyline, 1 below its lowest, 0 not shown."""
    row: int = 0
    left: float = 0.0

    @property
    def line(self) -> int:
        """Return the storyline whose stack holds it."""
        return self.bottom if self.side > 0 else self.top

    @property
    def tall(self) -> float:
        """Return the px its row must have."""
        return self.height + (BAR_PX + 3 if self.bar else 0.0) + ROW_GAP


@dataclass(slots=True)
class _Row:
    taken: list[Span] = field(default_factory=list)
    heights: dict[Span, float] = field(default_factory=dict)
    """Px that each taken span needs; the row is as high as the highest."""
    labels: list[Span] = field(default_factory=list)
    poles: list[float] = field(default_factory=list)
    height: float = 0.0

    def free(self, span: Span) -> bool:
        at = bisect_left(self.taken, span)
        after = at == len(self.taken) or self.taken[at][0] >= span[1] + _SIDE_GAP
        return after and (at == 0 or self.taken[at - 1][1] + _SIDE_GAP <= span[0])

    def crossed(self, x: float) -> float:
        """Return what it costs to lead a connector through this row."""
        if any(a - _POLE_GAP < x < b + _POLE_GAP for a, b in self.labels):
            return _CROSSING
        at = bisect_right(self.taken, (x, x))
        return _BAR_CROSSING if at and self.taken[at - 1][1] > x else 0.0


def _between(sorted_xs: list[float], a: float, b: float) -> int:
    return bisect_right(sorted_xs, b) - bisect_left(sorted_xs, a)


def _reaches(rows: Sequence[_Row]) -> Iterator[tuple[float, float, float]]:
    """Yield span and px from the storyline of everything in a stack."""
    near = CLEAR
    for row in rows:
        for (a, b), tall in row.heights.items():
            yield a, b, near + tall
        near += row.height


def crossings_of_gaps(lines: int, connectors: Iterable[tuple[float, int, int]]) -> list[list[float]]:
    """Return for each gap, from above the first storyline on, the sorted x of the connectors that cross it.

    Args:
        lines: number of storylines.
        connectors: x, uppermost and lowest storyline of each.
    """
    through: list[list[float]] = [[] for _ in range(lines + 1)]
    for x, top, bottom in connectors:
        for gap in range(top + 1, bottom + 1):
            through[gap].append(x)
    for xs in through:
        xs.sort()
    return through


@dataclass(slots=True)
class FlagRows:
    """All stacks of a chart with `lines` storylines."""

    lines: int
    most_rows: int
    through: Sequence[list[float]]
    """For each gap the sorted x of the connectors that cross it (`crossings_of_gaps`)."""
    _stacks: dict[tuple[int, int], list[_Row]] = field(default_factory=dict)

    def place(self, flags: Sequence[Flag]) -> None:
        """Give every flag a row and a left edge, or side 0 where the rows are full."""
        # From right to left: a label that hangs right of its connector then meets no connector of a higher row.
        for flag in sorted(flags, key=lambda flag: (-flag.x, -flag.width)):
            self._settle(flag)

    def height(self, line: int, side: int) -> float:
        """Return the px a stack needs, the clearance to its storyline included."""
        rows = self._stacks.get((line, side), [])
        return CLEAR + sum(row.height for row in rows) if rows else 0.0

    def gap(self, line: int) -> float:
        """Return the px that the stacks between a storyline and the next need; those side by side share room."""
        lower, upper = self._stacks.get((line, 1), []), self._stacks.get((line + 1, -1), [])
        need = max(self.height(line, 1), self.height(line + 1, -1))
        facing = sorted(_reaches(upper))
        for a, b, reach in _reaches(lower):
            for c, d, other in facing:
                if c >= b + _SIDE_GAP:
                    break
                if d > a - _SIDE_GAP:
                    need = max(need, reach + other)
        return need

    def offset(self, flag: Flag) -> float:
        """Return the px from the flag's storyline to the near edge of its row."""
        rows = self._stacks[flag.line, flag.side]
        return CLEAR + sum(row.height for row in rows[: flag.row])

    def _settle(self, flag: Flag) -> None:
        best: tuple[float, int, int, float] | None = None
        for side in (-1, 1):
            line = flag.bottom if side > 0 else flag.top
            rows = self._stacks.setdefault((line, side), [])
            through = self.through[line + 1 if side > 0 else line]
            led = 2.0 if side > 0 else 0.0
            for number in range(min(len(rows) + 1, self.most_rows)):
                row = rows[number] if number < len(rows) else _Row()
                if best and led >= best[0]:
                    break
                left, cost = self._best_left(flag, row, rows[number + 1 :], through)
                if left is not None and (best is None or led + cost < best[0]):
                    best = (led + cost, side, number, left)
                led += max(row.height, flag.tall) + row.crossed(flag.x)
        if best:
            self._take(flag, best[1], best[2], best[3])

    def _best_left(
        self, flag: Flag, row: _Row, higher: Sequence[_Row], through: list[float],
    ) -> tuple[float | None, float]:  # fmt: skip
        best: tuple[float | None, float] = (None, 0.0)
        for offset in (6.0, flag.width / 2, flag.width - 6, flag.width * 0.25, flag.width * 0.75):
            left = max(flag.room[0], min(flag.x - offset, flag.room[1] - flag.width))
            if left < flag.room[0] or not left - 2 <= flag.x <= left + flag.width + 2:
                continue
            span = self._span(flag, left)
            if not row.free(span):
                continue
            a, b = left - _POLE_GAP, left + flag.width + _POLE_GAP
            crossings = _between(through, a, b) + sum(_between(other.poles, a, b) for other in higher)
            cost = crossings * _CROSSING + abs(offset - flag.width / 2) * 0.02
            if best[0] is None or cost < best[1]:
                best = (left, cost)
        return best

    @staticmethod
    def _span(flag: Flag, left: float) -> Span:
        right = left + flag.width
        return (min(left, flag.bar[0]), max(right, flag.bar[1])) if flag.bar else (left, right)

    def _take(self, flag: Flag, side: int, number: int, left: float) -> None:
        flag.side, flag.row, flag.left = side, number, left
        rows = self._stacks[flag.line, side]
        if number == len(rows):
            rows.append(_Row())
        row = rows[number]
        insort(row.taken, self._span(flag, left))
        insort(row.labels, (left, left + flag.width))
        insort(row.poles, flag.x)
        row.heights[self._span(flag, left)] = flag.tall
        row.height = max(row.height, flag.tall)


def line_heights(rows: FlagRows, pitch: float, edge: float) -> list[float]:
    """Return the y of each storyline below the top of the chart, and last the height of the whole.

    Args:
        rows: the placed flags.
        pitch: the least px between storylines.
        edge: the least px above the first and below the last storyline.
    """
    y = max(edge, rows.height(0, -1))
    ys = [y]
    for line in range(rows.lines - 1):
        need = rows.gap(line)
        y += max(pitch, need + (_STACK_GAP if need else 0.0))
        ys.append(y)
    return [*ys, y + max(edge, rows.height(rows.lines - 1, 1))]
