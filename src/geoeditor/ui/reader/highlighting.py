"""Painting under the words: coloured passages, the outline of what is selected, hits of a search, the open sentence.

Only what is in sight is looked at, so the number of marks does not matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLine

from geoeditor.ui.reader.display_text import DisplayText
from geoeditor.ui.reader.marks import Marks
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

Span = tuple[int, int]
_RADIUS: Final = 3.0
_BAND: Final = 3.0
"""Height of the stripe by which a second fact in the same words is shown."""


@dataclass(slots=True)
class Shown:
    """What is shown beneath the words, in code points."""

    marks: Marks = field(default_factory=Marks)
    selected: frozenset[Fact] = frozenset()
    sentence: Span | None = None
    hits: list[Span] = field(default_factory=list)
    hit: int = -1


@dataclass(frozen=True, slots=True)
class SeenBlock:
    """A block in sight: where it is painted, and its stretch of the displayed text."""

    block: QTextBlock
    top: QPointF
    start: int
    end: int


class Highlighting:
    """Paints what is shown of one text."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self, painter: QPainter, blocks: list[SeenBlock], display: DisplayText, shown: Shown, height: float
    ) -> None:
        """Paint under the blocks in sight."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for seen in blocks:
            stretch = (display.from_display(seen.start), display.from_display(seen.end) + 1)
            if shown.sentence is not None and shown.sentence[0] < stretch[1] and shown.sentence[1] > stretch[0]:
                self._paint_sentence(painter, seen, display, shown.sentence, height)
            self._paint_marks(painter, seen, display, shown, stretch, height)
            self._paint_hits(painter, seen, display, shown, stretch, height)

    def _paint_sentence(
        self, painter: QPainter, seen: SeenBlock, display: DisplayText, sentence: Span, height: float
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        accent, ground = QColor(self._theme.tones.accent), QColor(self._theme.tones.hover)
        for rect in line_rects(seen, display.span_to_display(sentence), height):
            painter.fillRect(rect.adjusted(-2, 0, 2, 0), ground)
            painter.fillRect(QRectF(4, rect.top(), 3, rect.height()), accent)

    def _paint_marks(
        self, painter: QPainter, seen: SeenBlock, display: DisplayText, shown: Shown, stretch: Span, height: float
    ) -> None:
        tones = self._theme.tones
        grounds = {
            "actor": QColor(tones.passage_actor),
            "event": QColor(tones.passage_event),
            "link": QColor(tones.passage_link),
            "date": QColor(tones.passage_date),
        }
        outline = QPen(QColor(tones.accent), 1.5)
        outlined: list[QRectF] = []
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in shown.marks.between(*stretch):
            rects = list(line_rects(seen, display.span_to_display((mark.start, mark.end)), height))
            painter.setBrush(grounds[mark.look])
            for rect in rects:
                if mark.level:
                    band = min(_BAND, rect.height() / 4)
                    bottom = rect.bottom() - 1 - (mark.level - 1) * band
                    painter.drawRect(QRectF(rect.left(), bottom - band, rect.width(), band))
                else:
                    painter.drawRoundedRect(rect.adjusted(-1, 1, 1, -1), _RADIUS, _RADIUS)
            if mark.fact in shown.selected:
                outlined += rects
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(outline)
        for rect in outlined:
            painter.drawRoundedRect(rect.adjusted(-1.5, 0.5, 1.5, -0.5), _RADIUS, _RADIUS)

    def _paint_hits(
        self, painter: QPainter, seen: SeenBlock, display: DisplayText, shown: Shown, stretch: Span, height: float
    ) -> None:
        tones = self._theme.tones
        for number, hit in enumerate(shown.hits):
            if hit[0] >= stretch[1]:
                break
            if hit[1] <= stretch[0]:
                continue
            current = number == shown.hit
            painter.setPen(QPen(QColor(tones.accent if current else tones.warning), 2 if current else 1))
            painter.setBrush(QColor(tones.selected if current else tones.warning_ground))
            for rect in line_rects(seen, display.span_to_display(hit), height):
                painter.drawRoundedRect(rect.adjusted(-1, 1, 1, -1), _RADIUS, _RADIUS)


def line_rects(seen: SeenBlock, span: Span, height: float) -> Iterator[QRectF]:
    """Yield the places of a stretch (UTF-16 units of the displayed text) on the lines of a block that are in sight."""
    first, last = max(span[0], seen.start) - seen.start, min(span[1], seen.end) - seen.start
    layout = seen.block.layout()
    if first >= last:
        return
    line = layout.lineForTextPosition(first)
    while line.isValid():
        start, end = line.textStart(), line.textStart() + line.textLength()
        if start >= last:
            return
        top = seen.top.y() + line.y()
        if top > height:
            return
        if top + line.height() >= 0:
            left, right = _x(line, max(first, start)), _x(line, min(last, end))
            if last >= end and right > left:
                right = min(right, line.naturalTextRect().right())  # without the blank at which the line was broken
            left, right = min(left, right), max(left, right)
            if right > left:
                yield QRectF(seen.top.x() + left, top, right - left, line.height())
        line = layout.lineAt(line.lineNumber() + 1) if line.lineNumber() + 1 < layout.lineCount() else QTextLine()


def _x(line: QTextLine, place: int) -> float:
    # the binding says `object`, and gives the place and the cursor position
    found = line.cursorToX(place)
    return float(found[0]) if isinstance(found, tuple) else 0.0
