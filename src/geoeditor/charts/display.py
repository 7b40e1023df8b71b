"""The display list: shapes and texts of a chart, each with the group of its fact. One drawing for screen and file.

Shapes lie in numpy arrays in the order they are drawn: shape i has kind, style and group number, and its
coordinates are `numbers[starts[i]:starts[i + 1]]`. All shapes and texts of one group lie together; within a group
shapes come before texts. Units are px at 100 %, y grows downwards. Imports numpy only; measures and paints nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum

import numpy as np
from numpy.typing import NDArray

from geoeditor.charts.lettering import Extent
from geoeditor.layout.boxes import Box, Floats


class Shape(IntEnum):
    """What the numbers of a shape mean."""

    POLYLINE = 0
    """x, y of each point; open."""
    POLYGON = 1
    """x, y of each point; closed."""
    CURVE = 2
    """Four control points of a cubic Bezier curve."""
    RECT = 3
    """x, y, width, height, radius of the corners."""
    CIRCLE = 4
    """x, y of the centre, radius."""


class Dash(Enum):
    """How a line is broken; the value is its pattern in px for a line of 1.5 px, round ends considered."""

    SOLID = None  # not (): early releases of Python 3.11 would make an object() of it
    LONG = (9.0, 5.0)
    SHORT = (4.0, 4.0)
    DOTTED = (0.1, 3.6)


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape is filled and outlined; colours are `#rrggbb`, '' is none."""

    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: Dash = Dash.SOLID
    opacity: float = 1.0
    """Opacity of fill and stroke; of the fill's left end where it fades."""
    fade: float | None = None
    """Opacity of the fill's right end; None does not fade."""


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one fact, or to none (axis, legend): classes for styling and a title to read out."""

    fact: int | None = None
    classes: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; x is its left, middle or right by the anchor, y its baseline."""

    group: int
    x: float
    y: float
    text: str
    size: float
    extent: Extent
    anchor: str = "start"
    colour: str = "#000000"
    bold: bool = False
    strike: bool = False

    @property
    def left(self) -> float:
        """Return the left edge in px."""
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - self.extent.width * shift

    @property
    def box(self) -> Box:
        """Return the box the text fills."""
        left = self.left
        return left, self.y - self.extent.ascent, left + self.extent.width, self.y + self.extent.descent


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A finished chart."""

    width: float
    height: float
    title: str
    description: str
    ground: str
    groups: tuple[Group, ...]
    styles: tuple[Style, ...]
    kinds: NDArray[np.uint8]
    style_of: NDArray[np.int32]
    group_of: NDArray[np.int32]
    starts: NDArray[np.int64]
    numbers: Floats
    texts: tuple[Text, ...]

    def boxes(self) -> Floats:
        """Return the (n, 4) box of each shape's geometry, line width not counted."""
        found = np.empty((len(self.kinds), 4))
        for i, kind in enumerate(self.kinds):
            values = self.numbers[self.starts[i] : self.starts[i + 1]]
            if kind == Shape.RECT:
                found[i] = values[0], values[1], values[0] + values[2], values[1] + values[3]
            elif kind == Shape.CIRCLE:
                x, y, radius = values
                found[i] = x - radius, y - radius, x + radius, y + radius
            else:
                xs, ys = values[::2], values[1::2]
                found[i] = xs.min(), ys.min(), xs.max(), ys.max()
        return found


@dataclass(slots=True)
class Drawing:
    """Collects shapes and texts, then becomes a display list."""

    _groups: list[Group] = field(default_factory=list)
    _styles: dict[Style, int] = field(default_factory=dict)
    _kinds: list[int] = field(default_factory=list)
    _style_of: list[int] = field(default_factory=list)
    _group_of: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _numbers: list[float] = field(default_factory=list)
    _texts: list[Text] = field(default_factory=list)

    def begin(self, fact: int | None = None, classes: Sequence[str] = (), title: str = "") -> None:
        """Start a group; what is added next belongs to it and lies above all earlier groups."""
        self._groups.append(Group(fact, tuple(classes), title))

    def add(self, kind: Shape, values: Sequence[float] | Floats, style: Style) -> None:
        """Add a shape by its numbers to the current group."""
        self._kinds.append(int(kind))
        self._style_of.append(self._styles.setdefault(style, len(self._styles)))
        self._group_of.append(len(self._groups) - 1)
        self._numbers.extend(float(value) for value in values)
        self._starts.append(len(self._numbers))

    def line(self, x0: float, y0: float, x1: float, y1: float, style: Style) -> None:
        """Add a straight line."""
        self.add(Shape.POLYLINE, (x0, y0, x1, y1), style)

    def rect(self, x: float, y: float, width: float, height: float, style: Style, radius: float = 0.0) -> None:
        """Add a rectangle."""
        self.add(Shape.RECT, (x, y, width, height, radius), style)

    def circle(self, x: float, y: float, radius: float, style: Style) -> None:
        """Add a circle."""
        self.add(Shape.CIRCLE, (x, y, radius), style)

    def polygon(self, values: Sequence[float], style: Style) -> None:
        """Add a closed polygon."""
        self.add(Shape.POLYGON, values, style)

    def text(
        self, x: float, y: float, text: str, size: float, extent: Extent, colour: str, *, anchor: str = "start",
        bold: bool = False, strike: bool = False,
    ) -> None:  # fmt: skip
        """Add a line of text to the current group."""
        group = len(self._groups) - 1
        self._texts.append(Text(group, x, y, text, size, extent, anchor, colour, bold, strike))

    def finish(self, width: float, height: float, title: str, description: str, ground: str) -> DisplayList:
        """Return all that was added as a display list."""
        return DisplayList(
            width=width,
            height=height,
            title=title,
            description=description,
            ground=ground,
            groups=tuple(self._groups),
            styles=tuple(self._styles),
            kinds=np.array(self._kinds, dtype=np.uint8),
            style_of=np.array(self._style_of, dtype=np.int32),
            group_of=np.array(self._group_of, dtype=np.int32),
            starts=np.array(self._starts, dtype=np.int64),
            numbers=np.array(self._numbers, dtype=np.float64),
            texts=tuple(self._texts),
        )
