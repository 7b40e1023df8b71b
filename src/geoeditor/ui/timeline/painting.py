"""Paints the frames of the timeline: lanes, axis, bars, connectors, marks, labels, names. Keeps only pictures."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from geoeditor.charts.style import SMALL_PX, TEXT_PX, end_marks
from geoeditor.charts.timeline.bar_pieces import LINE, PALE_FALL, PALE_RISE, BarPieces, bar_pieces
from geoeditor.charts.timeline.moments import read_date
from geoeditor.charts.timeline.scene import Scene
from geoeditor.charts.timeline.screen import AXIS_HEIGHT
from geoeditor.core.queries.timeline import TimelineEvents
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.ticks import axis_ticks
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline.sprites import BADGE, Badges, EventSprites, Fragments, TextSheet, look_of, wrapped
from geoeditor.ui.timeline.stage import DENSE, Stage

_BAR: Final = 6.0
_MOST_POLES: Final = 900
_MOST_PASSING: Final = 120
_MOST_BARS: Final = 600
_LETTERS: Final = 140
"""Letters of a name that are looked at; more never have room."""
_DASHES: Final = {2: [5.0, 3.0], 3: [2.5, 2.5]}
"""Dashes by status, in widths of the line."""


@dataclass(slots=True)
class Highlights:
    """What stands out in a picture: places of events and lanes in the scene."""

    selected: Set[int] = frozenset()
    lanes: Set[int] = frozenset()
    hovered: int = -1
    current: int = -1
    has_focus: bool = False
    rubber: QRectF | None = None
    lifted: frozenset[int] = field(default_factory=frozenset)
    """Events being dragged; their places are painted pale."""


def label_text(scene: Scene, event: int) -> tuple[str, str]:
    """Return what an event's label says, and its end that is never cut: `?`, `≠` where disputed, whose claim it is."""
    events = scene.columns.events
    title = printable(events.titles[event][:_LETTERS])
    speakers = scene.columns.speakers.get(scene.id(event), ()) if events.claimed[event] else ()
    doubtful, disputed = bool(events.status[event] == 3), bool(events.disputed[event])
    return title, end_marks(title, doubtful=doubtful, disputed=disputed, speakers=speakers)


class TimelinePainter:
    """Paints frames in the colours of a theme, at the resolution of a screen."""

    def __init__(self, theme: Theme, font: QFont, ratio: float) -> None:
        self.palette = theme.palette
        self.tones = theme.tones
        self.ratio = ratio
        palette = self.palette
        text, small, bold = QFont(font), QFont(font), QFont(font)
        text.setPixelSize(round(TEXT_PX))
        small.setPixelSize(round(SMALL_PX))
        bold.setPixelSize(round(SMALL_PX))
        bold.setWeight(QFont.Weight.DemiBold)
        self.sprites = EventSprites(palette, self.tones.accent, ratio)
        self.badges = Badges(palette, ratio)
        self.text = TextSheet(text, palette.ink, palette.surface, ratio)
        self.names = TextSheet(text, palette.ink, "", ratio, 60)
        self.small = TextSheet(small, palette.muted, "", ratio, 60)
        self.bold = TextSheet(bold, palette.muted, "", ratio, 30)
        self._pieces = Fragments()
        self._labels_of: TimelineEvents | None = None
        self._label_texts: dict[int, tuple[str, str]] = {}
        self._shown_ticks: list[tuple[float, str, str]] = []

    def label(self, scene: Scene, event: int, most: float) -> tuple[str, float]:
        """Return an event's label cut to so many px, and its width."""
        if self._labels_of is not scene.columns.events:
            self._labels_of, self._label_texts = scene.columns.events, {}
        text = self._label_texts.get(event)
        if text is None:
            text = self._label_texts[event] = label_text(scene, event)
        return self.text.cut(*text, most)

    def paint(self, painter: QPainter, stage: Stage, marked: Highlights) -> None:
        """Paint all of a stage."""
        frame, plot = stage.frame, stage.plot
        self._shown_ticks = self._ticks(stage)
        painter.fillRect(QRectF(0, 0, plot.width, plot.height), QColor(self.palette.surface))
        painter.setClipRect(QRectF(0, 0, plot.width, plot.bottom))
        self._tray(painter, stage)
        self._grid(painter, stage)
        self._lanes(painter, stage, marked)
        painter.setClipRect(QRectF(plot.names, 0, plot.width - plot.names, plot.bottom))
        if len(frame.mark_event) > DENSE:
            self._dense(painter, stage)
        else:
            self._bars(painter, stage)
        self._poles(painter, stage, marked)
        if len(frame.mark_event) <= DENSE:
            self._labels(painter, stage)
            self._marks(painter, stage, marked)
        self._rings(painter, stage, marked)
        painter.setClipping(False)
        self._names(painter, stage, marked)
        self._axis(painter, stage)
        if marked.rubber is not None:
            fill = QColor(self.tones.accent)
            fill.setAlphaF(0.12)
            painter.fillRect(marked.rubber, fill)
            painter.setPen(QPen(QColor(self.tones.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(marked.rubber)

    def _tray(self, painter: QPainter, stage: Stage) -> None:
        plot = stage.plot
        if plot.tray:
            painter.fillRect(QRectF(plot.names, 0, plot.tray, plot.bottom), QColor(self.palette.ground))
            painter.setPen(QPen(QColor(self.palette.hairline), 1))
            painter.drawLine(QLineF(plot.left - 0.5, 0, plot.left - 0.5, plot.bottom))

    def _lanes(self, painter: QPainter, stage: Stage, marked: Highlights) -> None:
        frame, plot = stage.frame, stage.plot
        if stage.mode == "lanes":
            painter.setPen(QPen(QColor(self.palette.hairline), 1))
            for lane in frame.lanes:
                y = round(frame.lane_y(lane + 1)) - 3.5
                painter.drawLine(QLineF(0, y, plot.width, y))
            return
        for lane in frame.lanes:
            owner = stage.strips.lanes[lane]
            y = round(frame.lane_y(lane)) + 0.5
            if lane in marked.lanes:
                band = QColor(self.tones.selected)
                band.setAlphaF(0.55)
                painter.fillRect(QRectF(0, y - 9, plot.width, 18), band)
            colour = QColor(self.colour_of(stage, lane))
            colour.setAlphaF(0.9 if lane in marked.lanes else 0.62)
            pen = QPen(colour, 2.4 if lane in marked.lanes else 1.5)
            if owner.actor is None:
                pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(QLineF(plot.names, y, plot.width, y))

    def colour_of(self, stage: Stage, lane: int) -> str:
        """Return the colour of a lane."""
        owner = stage.strips.lanes[lane]
        if owner.actor is not None:
            return self.palette.of_actor(owner.actor.colour, owner.actor.hue)
        return self.palette.of_sign(owner.sign)

    def _grid(self, painter: QPainter, stage: Stage) -> None:
        plot = stage.plot
        painter.setPen(QPen(QColor(self.palette.hairline), 1))
        for x, _, _ in self._shown_ticks:
            painter.drawLine(QLineF(x, 0, x, plot.bottom))
        today = plot.left + stage.window.x(stage.now)
        if plot.left <= today <= plot.width:
            pen = QPen(QColor(self.palette.neutral), 1)
            pen.setDashPattern([4, 4])
            painter.setPen(pen)
            painter.drawLine(QLineF(round(today) + 0.5, 0, round(today) + 0.5, plot.bottom))

    def _ticks(self, stage: Stage) -> list[tuple[float, str, str]]:
        window, left = stage.window, stage.plot.left
        ticks = axis_ticks(window.start, window.end, window.width, self._small_width)
        return [(round(left + window.x(float(tick.t))) + 0.5, tick.label, tick.context) for tick in ticks]

    def _small_width(self, text: str) -> float:
        return self.small.cut(text, "", 200.0)[1]

    def _bars(self, painter: QPainter, stage: Stage) -> None:
        frame, scene = stage.frame, stage.scene
        event = frame.mark_event
        marks = np.flatnonzero(frame.has_bar[event] & scene.dated[event])
        if not len(marks):
            return
        pieces = bar_pieces(frame, stage.forms, marks)
        y = frame.mark_y[pieces.mark] + 0.5
        pale = (pieces.kind == PALE_RISE) | (pieces.kind == PALE_FALL)
        heights = np.select([pieces.kind == LINE, pale], [1.2, 3.0], _BAR)
        edges = (stage.plot.left, stage.plot.width)
        self.sprites.draw_bars(
            painter, self._pieces, (pieces.a, pieces.b), y, pieces.kind, scene.sign[event[pieces.mark]], heights, edges
        )
        self._hollow(painter, stage, pieces)
        for mark in pieces.sets[:_MOST_BARS].tolist():
            self._set(painter, stage, mark)

    def _hollow(self, painter: QPainter, stage: Stage, pieces: BarPieces) -> None:
        """Draw bars of times that lie somewhere in here, as outlines, a call for each sign."""
        frame = stage.frame
        sign = stage.scene.sign[frame.mark_event[pieces.hollow_mark]]
        painter.setBrush(QColor(self.palette.surface))
        for each in (-1, 0, 1):
            at = np.flatnonzero(sign == each)
            if not len(at):
                continue
            painter.setPen(QPen(QColor(self.palette.of_sign(each)), 1))
            y = np.rint(frame.mark_y[pieces.hollow_mark[at]]) - 2.5
            a, b = np.rint(pieces.hollow[at, 0]) + 0.5, np.rint(pieces.hollow[at, 1]) + 0.5
            boxes = np.column_stack([a, y, b - a, np.full(len(at), _BAR - 1)])
            painter.drawRects(wrapped(QRectF, boxes), len(boxes))

    def _set(self, painter: QPainter, stage: Stage, mark: int) -> None:
        """Draw a time that is one or all of several: hollow or solid pieces on a line."""
        frame = stage.frame
        event, y = int(frame.mark_event[mark]), float(frame.mark_y[mark])
        date = read_date(stage.scene.columns.events.dates[event])
        if date is None:
            return
        colour = QColor(self.palette.of_sign(int(stage.scene.sign[event])))
        left, right = stage.plot.left - 4, stage.plot.width + 4
        painter.setPen(QPen(colour, 1))
        a, b = np.clip([frame.lo[event], frame.hi[event]], left, right).tolist()
        painter.drawLine(QLineF(a, y + 0.5, b, y + 0.5))
        painter.setBrush(QColor(self.palette.surface) if date.kind == "one_of" else colour)
        for lo, hi in date.pieces[:60]:
            start = left if lo is None else float(np.clip(stage.plot.left + stage.window.x(float(lo)), left, right))
            end = right if hi is None else float(np.clip(stage.plot.left + stage.window.x(float(hi)), left, right))
            painter.drawRect(QRectF(round(start) + 0.5, round(y) - 2.5, max(round(end - start), 2), _BAR - 1))

    def _poles(self, painter: QPainter, stage: Stage, marked: Highlights) -> None:
        """Draw connectors: pale those that only pass by, or none if they are many; of a crowd one in three px."""
        frame, scene = stage.frame, stage.scene
        at, ends = frame.line_event, frame.line_y
        if not len(at):
            return
        events = scene.columns.events
        x, sign = frame.x[at], scene.sign[at]
        width = np.minimum(3.5, 1.0 + 0.8 * np.log2(1.0 + events.passages[at]))
        whole = (events.status[at] != 2) & (events.status[at] != 3)
        passing = frame.line_passes
        if passing.sum() <= _MOST_PASSING:
            far = np.flatnonzero(passing & scene.dated[at])
            painter.setOpacity(0.3)
            self.sprites.draw_poles(painter, self._pieces, x[far], ends[far], sign[far], np.ones(len(far)))
        near = np.flatnonzero(~passing)
        crowd = len(near) > _MOST_POLES
        if crowd:
            near = near[np.unique(x[near].astype(np.int64) // 3, return_index=True)[1]]
            width = np.ones(len(at))
        else:
            near = near[whole[near]]
        painter.setOpacity(0.35 if crowd else 1.0)
        self.sprites.draw_poles(painter, self._pieces, x[near], ends[near], sign[near], width[near])
        painter.setOpacity(1.0)
        if not crowd:
            broken = np.flatnonzero(~whole & ~frame.line_passes)
            status = events.status[at[broken]].astype(np.int64)
            self._dashed(painter, x[broken], ends[broken], sign[broken], status, width[broken])

    def _dashed(self, painter: QPainter, x: Floats, ends: Floats, sign: Ints, status: Ints, width: Floats) -> None:
        for key in np.unique(np.column_stack([sign, status, np.rint(width * 2)]).astype(np.int64), axis=0).tolist():
            at = np.flatnonzero((sign == key[0]) & (status == key[1]) & (np.rint(width * 2) == key[2]))
            pen = QPen(QColor(self.palette.of_sign(key[0])), key[2] / 2)
            pen.setDashPattern(_DASHES[key[1]])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            middle = np.rint(x[at]) + (0.5 if key[2] % 4 == 2 else 0.0)
            lines = np.column_stack([middle, ends[at, 0], middle, ends[at, 1]])
            painter.drawLines(wrapped(QLineF, lines), len(lines))

    def _dense(self, painter: QPainter, stage: Stage) -> None:
        """Draw a crowd: of each lane one tick a px, in the colour of what is most there."""
        frame, scene, plot = stage.frame, stage.scene, stage.plot
        width = int(plot.width)
        x = np.rint(frame.mark_x).astype(np.int64)
        seen = (x >= int(plot.names)) & (x < width)
        y = np.rint(frame.mark_y[seen]).astype(np.int64)
        rows, row = np.unique(y, return_inverse=True)
        counts = np.zeros((3, len(rows) * width), dtype=np.int64)
        sign = scene.sign[frame.mark_event[seen]]
        cell = row * width + x[seen]
        for place in range(3):
            counts[place] = np.bincount(cell[sign == place - 1], minlength=len(rows) * width)
        colours = np.array([_argb(self.palette.of_sign(each)) for each in (-1, 0, 1)], dtype=np.uint32)
        filled = np.where(counts.any(axis=0), colours[counts.argmax(axis=0)], np.uint32(0))
        tall = 11
        picture = np.ascontiguousarray(np.repeat(filled.reshape(len(rows), 1, width), tall, axis=1))
        image = QImage(picture.data, width, len(rows) * tall, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
        for place, height in enumerate(rows.tolist()):
            painter.drawImage(QPointF(0, height - tall // 2), image, QRectF(0, place * tall, width, tall))

    def _labels(self, painter: QPainter, stage: Stage) -> None:
        scene = stage.scene
        negated = scene.columns.events.status == 4
        texts = []
        for label in stage.frame.labels:
            shown, _ = self.label(scene, label.event, label.width)
            texts.append((shown, label.left, label.top, bool(negated[label.event])))
        self.text.draw(painter, self._pieces, texts)

    def _marks(self, painter: QPainter, stage: Stage, marked: Highlights) -> None:
        frame, scene = stage.frame, stage.scene
        events = scene.columns.events
        at = frame.mark_event
        inside = frame.mark_x >= stage.plot.names + 2
        at, y = at[inside], frame.mark_y[inside]
        look = look_of(scene.sign[at], events.passages[at] == 0, events.claimed[at], events.status[at])
        self.sprites.draw_marks(painter, self._pieces, frame.x[at], y + 0.5, look, 1.0)
        if marked.hovered >= 0:
            over = np.flatnonzero(at == marked.hovered)
            self.sprites.draw_marks(painter, self._pieces, frame.x[at[over]], y[over] + 0.5, look[over], 1.25)

    def _rings(self, painter: QPainter, stage: Stage, marked: Highlights) -> None:
        """Draw the rings of what is selected, and of the current event while the canvas has the focus."""
        frame = stage.frame
        if not marked.selected and marked.current < 0:
            return
        chosen = np.isin(frame.mark_event, np.fromiter(marked.selected, np.int64, len(marked.selected)))
        chosen &= frame.mark_x >= stage.plot.names
        current = (frame.mark_event[chosen] == marked.current) & marked.has_focus
        self.sprites.draw_rings(painter, self._pieces, frame.mark_x[chosen], frame.mark_y[chosen] + 0.5, current)

    def _names(self, painter: QPainter, stage: Stage, marked: Highlights) -> None:
        frame, plot = stage.frame, stage.plot
        painter.setClipRect(QRectF(0, 0, plot.names, plot.bottom))
        storylines = stage.mode == "storylines"
        if not storylines:
            painter.fillRect(QRectF(0, 0, plot.names - 1, plot.bottom), QColor(self.palette.surface))
            painter.setPen(QPen(QColor(self.palette.hairline), 1))
        texts = []
        start = 14.0 + BADGE + 4
        for lane in frame.lanes:
            owner = stage.strips.lanes[lane]
            if storylines:
                y = frame.lane_y(lane)
            else:
                y = frame.lane_y(lane) + 20
                bottom = round(frame.lane_y(lane + 1)) - 3.5
                painter.drawLine(QLineF(0, bottom, plot.names, bottom))
            if owner.actor is not None:
                badge = self.badges.of(owner.actor, self.colour_of(stage, lane))
                painter.drawPixmap(QPointF(14, round(y) - BADGE / 2 + 0.5), badge)
                if lane in marked.lanes:
                    self._badge_ring(painter, 14 + BADGE / 2, round(y) + 0.5)
            left = start if storylines else 14.0
            name = (
                printable(owner.name[:_LETTERS]) if storylines else f"{printable(owner.name[:_LETTERS])}  {owner.count}"
            )
            shown, _ = self.names.cut(name, "", plot.names - left - 6)
            texts.append((shown, left, round(y - self.names.height / 2), False))
        self.names.draw(painter, self._pieces, texts)
        painter.setClipping(False)

    def _badge_ring(self, painter: QPainter, x: float, y: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tones.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), 11.5, 11.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _axis(self, painter: QPainter, stage: Stage) -> None:
        plot, palette = stage.plot, self.palette
        y = round(plot.bottom) + 0.5
        painter.fillRect(QRectF(0, plot.bottom, plot.width, AXIS_HEIGHT), QColor(palette.surface))
        painter.setPen(QPen(QColor(palette.neutral), 1))
        painter.drawLine(QLineF(plot.left, y, plot.width, y))
        labels, contexts = list[tuple[str, float, float, bool]](), list[tuple[str, float, float, bool]]()
        free, context_free, context = plot.left - 1e9, plot.left - 1e9, ""
        for x, words, larger in self._shown_ticks:
            painter.drawLine(QLineF(x, y, x, y + 4))
            context = larger or context
            shown, width = self.small.cut(words, "", 200.0)
            left = min(max(x - width / 2, plot.left - 8), plot.width - width - 2)
            if left < free:
                continue
            labels.append((shown, left, y + 6, False))
            free = left + width + 6
            shown, wide = self.bold.cut(context, "", 200.0)
            if context and left >= context_free and left + wide <= plot.width:
                contexts.append((shown, left, y + 6 + self.small.height, False))
                context_free, context = left + wide + 8, ""
        if plot.tray:
            shown, width = self.small.cut(tr("undated"), "", plot.tray - 4)
            labels.append((shown, plot.names + (plot.tray - width) / 2, y + 6, False))
        unlabelled = stage.frame.hidden_labels
        if unlabelled:
            words = trn("{n} label waits for room", "{n} labels wait for room", unlabelled)
            shown, _ = self.small.cut(words, "", plot.names - 14)
            labels.append((shown, 12, y + 6, False))
        self.small.draw(painter, self._pieces, labels)
        self.bold.draw(painter, self._pieces, contexts)


def _argb(colour: str) -> int:
    return QColor(colour).rgba()
