"""The words of the graph, measured in the window's font: names of nodes and labels of links, in lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from geoeditor.charts.lettering import Extent, Letterer
from geoeditor.charts.style import SMALL_PX, TEXT_PX, link_end_marks
from geoeditor.core.queries.chart_facts import ChartLink

NAME_ROOM: Final = 170.0
LABEL_ROOM: Final = 126.0
_SIGNS: Final = {1: "+\u00a0", -1: "−\u00a0", 0: ""}


@dataclass(frozen=True, slots=True)
class Words:
    """A label: its lines with their widths, and its size in px."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    width: float
    line: float
    """Height of a line."""
    bold: bool
    strike: bool = False

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return self.line * len(self.lines)


class Lettering:
    """Fonts, and the words that were measured in them."""

    def __init__(self, family: QFont, dots_per_inch: float) -> None:
        self._fonts = {
            (bold, strike): _font(family, bold, strike, dots_per_inch)
            for bold in (False, True)
            for strike in (False, True)
        }
        self._metrics = {bold: QFontMetricsF(self._fonts[bold, False]) for bold in (False, True)}
        self._letterer = Letterer(self._measure)
        self._names: dict[str, Words] = {}
        self._labels: dict[tuple[str, int, str, bool], Words] = {}

    def _measure(self, text: str, _size: float, bold: bool) -> Extent:
        metrics = self._metrics[bold]
        return Extent(metrics.horizontalAdvance(text), metrics.ascent(), metrics.descent())

    def name(self, text: str) -> Words:
        """Return the name of an actor in up to two lines."""
        found = self._names.get(text)
        if found is None:
            lines = self._letterer.wrapped(text, TEXT_PX, NAME_ROOM, 2, bold=True)
            found = self._names[text] = self._words(lines, True, False)
        return found

    def label(self, link: ChartLink) -> Words:
        """Return the label of a link: its sign, what it says, and the marks of doubt, dispute and who says so."""
        sign = (link.sign > 0) - (link.sign < 0)
        suffix = link_end_marks(link)
        key = (link.label, sign, suffix, link.status == "negated")
        found = self._labels.get(key)
        if found is None:
            mark = _SIGNS[sign]
            room = LABEL_ROOM - (self._metrics[False].horizontalAdvance(mark) if mark else 0.0)
            lines = self._letterer.wrapped(link.label, SMALL_PX, room, 3, suffix)
            found = self._labels[key] = self._words([mark + lines[0], *lines[1:]], False, key[3])
        return found

    def _words(self, lines: Sequence[str], bold: bool, strike: bool) -> Words:
        metrics = self._metrics[bold]
        widths = tuple(metrics.horizontalAdvance(line) for line in lines)
        return Words(tuple(lines), widths, max(widths) + 2.0, metrics.height(), bold, strike)

    def write(
        self, painter: QPainter, words: Words, left: float, top: float, ink: QColor, *, centred: bool = True
    ) -> None:
        """Write words with their lines in the middle of the box that has its corner here, or else at its left."""
        painter.setFont(self._fonts[words.bold, words.strike])
        painter.setPen(ink)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        base = top + self._metrics[words.bold].ascent()
        for line, width in zip(words.lines, words.widths, strict=True):
            indent = (words.width - width) / 2 if centred else 1.0
            painter.drawText(QPointF(round(left + indent), round(base)), line)
            base += words.line

    def plain(self, painter: QPainter, text: str, x: float, base: float, ink: QColor) -> float:
        """Write a small word with its left end here and return where it ends."""
        painter.setFont(self._fonts[False, False])
        painter.setPen(ink)
        painter.drawText(QPointF(x, base), text)
        return x + self._metrics[False].horizontalAdvance(text)

    def width(self, text: str) -> float:
        """Return the width of a small word."""
        return self._metrics[False].horizontalAdvance(text)

    @property
    def small_font(self) -> QFont:
        """Return the font of labels."""
        return self._fonts[False, False]

    @property
    def bold_font(self) -> QFont:
        """Return the font of names."""
        return self._fonts[True, False]


def _font(family: QFont, bold: bool, strike: bool, dots_per_inch: float) -> QFont:
    font = QFont(family)
    # Only points may be fractions; that the font comes out in these px depends on the screen's resolution.
    font.setPointSizeF((TEXT_PX if bold else SMALL_PX) * 72.0 / max(dots_per_inch, 1.0))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setStrikeOut(strike)
    return font
