"""Small pictures made once and drawn many times: event marks, fades, connectors, badges and texts.

Marks come from the same drawing as in exported charts. All are made anew when theme or screen changes.
"""

from collections.abc import Iterable
from typing import Final, TypeVar, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPixmap

from geoeditor.charts.display import Dash, DisplayList, Drawing, Style
from geoeditor.charts.lettering import Letterer
from geoeditor.charts.marks import EVENT_RADIUS, draw_arrow, draw_badge, draw_cross, draw_event_mark, first_letter
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import Stroke, base_kind
from geoeditor.charts.timeline.bar_pieces import FALL, LINE, PALE_FALL, PALE_RISE, RISE, SOLID
from geoeditor.core.queries.chart_facts import ChartActor
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.pictures.measure import qt_measure
from geoeditor.pictures.painter import paint

CELL_WIDTH, CELL_HEIGHT = 48.0, 30.0
RAMP: Final = 128.0
"""Px of a fade in its picture."""
_RAMP_ROW: Final = 8.0
_POLE_CELL: Final = 8.0
BADGE: Final = 22.0
RING: Final = 30.0
_SIGNS: Final = (-1, 0, 1)
_CLEAR: Final = "#00000000"
_SLOT: Final = 256.0
Shared = TypeVar("Shared")


def wrapped(kind: type[Shared], rows: NDArray[np.float64]) -> Shared:
    """Return rows of numbers as the first of as many Qt values, without a copy; the rows must outlive it."""
    return cast(Shared, shiboken6.wrapInstance(rows.ctypes.data, kind))


class Fragments:
    """A reusable table of the pieces that one call draws from a picture."""

    def __init__(self) -> None:
        self._rows: NDArray[np.float64] = np.zeros((1_024, 10))

    def table(self, count: int) -> NDArray[np.float64]:
        """Return (count, 10): x, y of the middle, source left, top, width, height, scale x, y, rotation, opacity."""
        if count > len(self._rows):
            self._rows = np.zeros((count * 2, 10))
        rows = self._rows[:count]
        rows[:, 6:8] = 1.0
        rows[:, 8] = 0.0
        rows[:, 9] = 1.0
        return rows

    def draw(self, painter: QPainter, count: int, picture: QPixmap) -> None:
        """Draw the first pieces of the table; they stay where they are until the next table is asked for."""
        if count:
            pieces = wrapped(QPainter.PixmapFragment, self._rows)
            painter.drawPixmapFragments(pieces, count, picture, QPainter.PixmapFragmentHint(0))


def _picture(width: float, height: float, ratio: float) -> QPixmap:
    made = QPixmap(max(round(width * ratio), 1), max(round(height * ratio), 1))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _painted(drawing: Drawing, width: float, height: float, ratio: float) -> QPixmap:
    listed: DisplayList = drawing.finish(width, height, "", "", _CLEAR)
    made = _picture(width, height, ratio)
    painter = QPainter(made)
    paint(listed, painter)
    painter.end()
    return made


class EventSprites:
    """Marks of events by sign, evidence, claim and status, and pieces of bars and connectors by sign."""

    def __init__(self, palette: Palette, accent: str, ratio: float) -> None:
        self.ratio = ratio
        self.rings = self._make_rings(accent)
        self.marks = self._make_marks(palette)
        self.ramps = self._make_ramps(palette)
        self.poles = self._make_poles(palette)

    def _make_marks(self, palette: Palette) -> QPixmap:
        drawing = Drawing()
        drawing.begin()
        for number in range(48):
            x = (number % 8 + 0.5) * CELL_WIDTH
            y = (number // 8 + 0.5) * CELL_HEIGHT
            sign = _SIGNS[number // 16]
            colour = palette.of_sign(sign)
            stroke = Stroke(colour, 1.8, Dash.SOLID, hollow=bool(number & 1))
            draw_event_mark(drawing, x, y, sign, stroke, bool(number & 2), palette)
            if number & 4:
                draw_cross(drawing, x, y, EVENT_RADIUS + 4, palette.ink)
            if number & 8:
                start, tip = x + EVENT_RADIUS + 1, x + EVENT_RADIUS + 13
                drawing.line(start, y, tip - 4, y, Style(stroke=colour, width=2.0))
                draw_arrow(drawing, np.array([tip, y]), np.array([1.0, 0.0]), 7, Style(fill=colour))
        return _painted(drawing, CELL_WIDTH * 8, CELL_HEIGHT * 6, self.ratio)

    def _make_rings(self, accent: str) -> QPixmap:
        """Return the ring of what is selected, and the double one of the current event."""
        drawing = Drawing()
        drawing.begin()
        middle = RING / 2
        for place in range(2):
            drawing.circle((place + 0.5) * RING, middle, 10.0, Style(stroke=accent, width=2.0))
        drawing.circle(1.5 * RING, middle, 13.0, Style(stroke=accent, width=1.0))
        return _painted(drawing, RING * 2, RING, self.ratio)

    def _make_ramps(self, palette: Palette) -> QPixmap:
        made = _picture(RAMP, _RAMP_ROW * 18, self.ratio)
        painter = QPainter(made)
        for place, sign in enumerate(_SIGNS):
            for kind, (start, end) in {
                SOLID: (0.5, 0.5), RISE: (0.0, 0.5), FALL: (0.5, 0.0),
                PALE_RISE: (0.0, 0.32), PALE_FALL: (0.32, 0.0), LINE: (0.75, 0.75),
            }.items():  # fmt: skip
                gradient = QLinearGradient(0, 0, RAMP, 0)
                for at, opacity in ((0.0, start), (1.0, end)):
                    colour = QColor(palette.of_sign(sign))
                    colour.setAlphaF(opacity)
                    gradient.setColorAt(at, colour)
                painter.fillRect(QRectF(0, (place * 6 + kind) * _RAMP_ROW, RAMP, _RAMP_ROW), gradient)
        painter.end()
        return made

    def _make_poles(self, palette: Palette) -> QPixmap:
        """Return connectors of each sign, 1 to 4 px wide in steps of half a px, to be drawn as high as needed."""
        made = _picture(_POLE_CELL * 24, 4, self.ratio)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, sign in enumerate(_SIGNS):
            for step in range(7):
                width = 1 + step / 2
                x = (place * 8 + step + 0.5) * _POLE_CELL
                painter.fillRect(QRectF(x - width / 2, 0, width, 4), QColor(palette.of_sign(sign)))
        painter.end()
        return made

    def draw_marks(self, painter: QPainter, pieces: Fragments, x: Floats, y: Floats, look: Ints, scale: float) -> None:
        """Draw marks around their centres; `look` is from `look_of`."""
        rows = pieces.table(len(x))
        rows[:, 0], rows[:, 1] = x, y
        rows[:, 2] = (look % 8) * CELL_WIDTH * self.ratio
        rows[:, 3] = (look // 8) * CELL_HEIGHT * self.ratio
        rows[:, 4], rows[:, 5] = CELL_WIDTH * self.ratio, CELL_HEIGHT * self.ratio
        rows[:, 6:8] = scale / self.ratio
        pieces.draw(painter, len(rows), self.marks)

    def draw_rings(
        self, painter: QPainter, pieces: Fragments, x: Floats, y: Floats, current: NDArray[np.bool_]
    ) -> None:
        """Draw rings around marks, double ones around the current event's."""
        rows = pieces.table(len(x))
        rows[:, 0], rows[:, 1] = x, y
        rows[:, 2], rows[:, 3] = current * RING * self.ratio, 0.0
        rows[:, 4:6] = RING * self.ratio
        rows[:, 6:8] = 1 / self.ratio
        pieces.draw(painter, len(rows), self.rings)

    def draw_poles(
        self, painter: QPainter, pieces: Fragments, x: Floats, ends: Floats, sign: Ints, width: Floats
    ) -> None:
        """Draw connectors, unbroken ones."""
        rows = pieces.table(len(x))
        rows[:, 0], rows[:, 1] = x, ends.mean(axis=1)
        steps = np.clip(np.rint((width - 1) * 2), 0, 6)
        rows[:, 2] = ((sign + 1) * 8 + steps) * _POLE_CELL * self.ratio
        rows[:, 3] = 1
        rows[:, 4], rows[:, 5] = _POLE_CELL * self.ratio, 2
        rows[:, 6] = 1 / self.ratio
        rows[:, 7] = (ends[:, 1] - ends[:, 0]) / 2
        pieces.draw(painter, len(rows), self.poles)

    def draw_bars(
        self, painter: QPainter, pieces: Fragments, spans: tuple[Floats, Floats], y: Floats, kind: Ints, sign: Ints,
        height: Floats, edges: tuple[float, float],
    ) -> None:  # fmt: skip
        """Draw pieces of bars, cut to the edges."""
        a, b = spans
        cut_a, cut_b = np.clip(a, *edges), np.clip(b, *edges)
        rows = pieces.table(len(a))
        per_px = RAMP / np.maximum(b - a, 1e-6) * self.ratio
        rows[:, 0], rows[:, 1] = (cut_a + cut_b) / 2, y
        rows[:, 2] = (cut_a - a) * per_px
        rows[:, 3] = ((sign + 1) * 6 + kind) * _RAMP_ROW * self.ratio + 1
        rows[:, 4] = np.maximum((cut_b - cut_a) * per_px, 1e-3)
        rows[:, 5] = (_RAMP_ROW - 2) * self.ratio
        rows[:, 6] = (cut_b - cut_a) / rows[:, 4]
        rows[:, 7] = height / rows[:, 5]
        pieces.draw(painter, len(rows), self.ramps)


def look_of(sign: Ints, hollow: NDArray[np.bool_], claimed: NDArray[np.bool_], status: NDArray[np.uint8]) -> Ints:
    """Return which mark each event has; statuses by their place among STATUSES."""
    look: Ints = (sign + 1) * 16 + hollow * 1 + claimed * 2 + (status == 4) * 4 + (status == 1) * 8
    return look


class Badges:
    """Badges of actors, made when first seen."""

    def __init__(self, palette: Palette, ratio: float) -> None:
        self._palette = palette
        self._ratio = ratio
        self._letterer = Letterer(qt_measure())
        self._made: dict[tuple[str, str, str], QPixmap] = {}

    def of(self, actor: ChartActor, colour: str) -> QPixmap:
        """Return an actor's badge."""
        kind = base_kind(actor)
        key = (kind, first_letter(kind, actor.name), colour)
        if key not in self._made:
            drawing = Drawing()
            drawing.begin()
            middle = BADGE / 2
            draw_badge(drawing, self._letterer, kind, actor.name, middle, middle, 9.0, colour, self._palette)
            self._made[key] = _painted(drawing, BADGE, BADGE, self._ratio)
        return self._made[key]


class TextSheet:
    """Lines of text kept as pictures on one sheet; when it is full it is cleared and begins anew."""

    def __init__(self, font: QFont, colour: str, ground: str, ratio: float, rows: int = 120) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.height = float(np.ceil(self.metrics.height()))
        self._colour, self._ground = QColor(colour), QColor(ground) if ground else None
        self._ratio = ratio
        self._count = rows * 4
        self._sheet = _picture(_SLOT * 4, self.height * rows, ratio)
        self._slots: dict[tuple[str, bool], tuple[int, float]] = {}
        self._cut: dict[tuple[str, str, float], tuple[str, float]] = {}

    def cut(self, text: str, end: str, most: float) -> tuple[str, float]:
        """Return the text, cut so that with its end, which is never cut, it takes at most so many px; and its width."""
        key = (text, end, most)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > 20_000:
                self._cut.clear()
            room = min(most, _SLOT - 8) - 4 - (self.metrics.horizontalAdvance(end) if end else 0.0)
            shown = self.metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, max(room, 0.0)) + end
            found = self._cut[key] = (shown, float(np.ceil(self.metrics.horizontalAdvance(shown))) + 4)
        return found

    def draw(self, painter: QPainter, pieces: Fragments, texts: Iterable[tuple[str, float, float, bool]]) -> None:
        """Draw cut texts: text, left, top, whether struck through."""
        wanted = list(texts)
        if not wanted:
            return
        slots = self._slots_of([(text, struck) for text, _, _, struck in wanted])
        rows = pieces.table(len(wanted))
        place = np.array([slot for slot, _ in slots])
        widths = np.array([width for _, width in slots])
        rows[:, 0] = np.rint([left for _, left, _, _ in wanted]) + widths / 2
        rows[:, 1] = np.rint([top for _, _, top, _ in wanted]) + self.height / 2
        rows[:, 2] = (place % 4) * _SLOT * self._ratio
        rows[:, 3] = (place // 4) * self.height * self._ratio
        rows[:, 4], rows[:, 5] = widths * self._ratio, self.height * self._ratio
        rows[:, 6:8] = 1 / self._ratio
        pieces.draw(painter, len(rows), self._sheet)

    def _slots_of(self, keys: list[tuple[str, bool]]) -> list[tuple[int, float]]:
        missing = [key for key in dict.fromkeys(keys) if key not in self._slots]
        if missing:
            if len(self._slots) + len(missing) > self._count:
                self._slots.clear()
                self._sheet.fill(Qt.GlobalColor.transparent)
                missing = list(dict.fromkeys(keys))[: self._count]
            self._write(missing)
        return [self._slots.get(key, (0, 0.0)) for key in keys]

    def _write(self, keys: list[tuple[str, bool]]) -> None:
        painter = QPainter(self._sheet)
        painter.setPen(self._colour)
        for text, struck in keys:
            font = QFont(self.font)
            font.setStrikeOut(struck)
            painter.setFont(font)
            slot = len(self._slots)
            x, y = (slot % 4) * _SLOT, (slot // 4) * self.height
            width = min(float(np.ceil(self.metrics.horizontalAdvance(text))) + 4, _SLOT)
            painter.setClipRect(QRectF(x, y, width, self.height))
            if self._ground is not None:
                painter.fillRect(QRectF(x, y, width, self.height), self._ground)
            painter.drawText(QPointF(x + 2, y + self.metrics.ascent()), text)
            self._slots[text, struck] = (slot, width)
        painter.end()
