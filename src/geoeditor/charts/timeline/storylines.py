"""Draws storylines, events and the tray of undated events. Imports marks, bars and the placed flags."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geoeditor.charts.display import Dash, Drawing, Style
from geoeditor.charts.lettering import Letterer
from geoeditor.charts.marks import EVENT_RADIUS, draw_arrow, draw_badge, draw_cross, draw_event_mark
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import SMALL_PX, TEXT_PX, actor_classes, base_kind, event_classes, event_stroke
from geoeditor.charts.timeline.bars import BarPainter
from geoeditor.charts.timeline.flags import BAR_PX, Flag
from geoeditor.charts.timeline.moments import Moment
from geoeditor.charts.wording import actor_title
from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent
from geoeditor.layout.boxes import Box, BoxGrid, grown
from geoeditor.translation import tr

BADGE_RADIUS = 9.0
_COMPACT_BAR_PX = 5.0


def draw_storyline(
    drawing: Drawing, letterer: Letterer, palette: Palette, actor: ChartActor | None, colour: str, count: int,
    left: float, y: float, line: tuple[float, float], name_room: float, most: int,
) -> None:  # fmt: skip
    """Draw an actor's badge, name and line; None is the line of events in which nobody is named."""
    if actor is None:
        drawing.begin(classes=("storyline",))
        name, ink = tr("nobody named"), palette.muted
        style = Style(stroke=palette.neutral, width=1.2, dash=Dash.SHORT)
    else:
        drawing.begin(actor.id, ("storyline", *actor_classes(actor)), actor_title(actor, count, "event"))
        name, ink = actor.name, palette.ink
        style = Style(stroke=colour, width=1.6, opacity=0.75)
    drawing.line(line[0], y, line[1], y, style)
    if actor is not None:
        kind = base_kind(actor)
        draw_badge(drawing, letterer, kind, actor.name, left + BADGE_RADIUS, y, BADGE_RADIUS, colour, palette)
    words = letterer.wrapped(name, TEXT_PX, name_room, most)
    extents = [letterer.extent(word, TEXT_PX) for word in words]
    tall = max(extent.height for extent in extents)
    base = y - tall * len(words) / 2 + extents[0].ascent
    for word, extent in zip(words, extents, strict=True):
        if extent.width <= name_room:
            drawing.text(left + 2 * BADGE_RADIUS + 8, base, word, TEXT_PX, extent, ink)
        base += tall


def draw_tray(
    drawing: Drawing, letterer: Letterer, palette: Palette, span: tuple[float, float], top: float, bottom: float,
) -> None:  # fmt: skip
    """Draw the ground of the tray for events whose time is unknown."""
    drawing.begin(classes=("tray",))
    x, width = span[0], span[1] - span[0]
    drawing.rect(x, top, width, bottom - top, Style(fill=palette.neutral, opacity=0.09), 4)
    words = letterer.elided(tr("time unknown"), SMALL_PX, width)
    extent = letterer.extent(words, SMALL_PX)
    if extent.width <= width:
        drawing.text(x + width / 2, bottom + 17, words, SMALL_PX, extent, palette.muted, anchor="middle")


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of an event's label and their size in px."""

    lines: tuple[str, ...]
    width: float
    line_height: float


class EventPainter:
    """Draws events between storylines whose heights are known."""

    def __init__(
        self, drawing: Drawing, letterer: Letterer, palette: Palette, bars: BarPainter | None, ys: Sequence[float]
    ) -> None:
        self._drawing = drawing
        self._letterer = letterer
        self._palette = palette
        self._bars = bars
        self._ys = ys
        self._labels = BoxGrid()

    def reserve(self, label: Label, flag: Flag, offset: float) -> Box:
        """File the box of a placed label, so that connectors stop at it, and return it."""
        near = self._ys[flag.line] + flag.side * (offset + (BAR_PX + 3 if flag.bar else 0))
        far = near + flag.side * label.line_height * len(label.lines)
        box = (flag.left, min(near, far), flag.left + flag.width, max(near, far))
        self._labels.add(box, len(self._labels))
        return box

    def draw(
        self, event: ChartEvent, lanes: Sequence[int], moment: Moment, flag: Flag, label: Label, box: Box | None,
        offset: float, title: str,
    ) -> None:  # fmt: skip
        """Draw one event: time bar, connector, marks on its storylines, label."""
        drawing, palette = self._drawing, self._palette
        drawing.begin(event.id, event_classes(event), title)
        stroke = event_stroke(event, palette)
        x, first, last = moment.x, self._ys[lanes[0]], self._ys[lanes[-1]]
        if box:
            bar_y = self._ys[flag.line] + flag.side * (offset + BAR_PX / 2)
            pole = bar_y if flag.bar else box[3] if flag.side < 0 else box[1]
            first, last = min(first, pole), max(last, pole)
        else:
            bar_y = self._ys[lanes[0]]
        if moment.bar and moment.when and self._bars:
            self._bars.draw(moment.when, bar_y, BAR_PX if box else _COMPACT_BAR_PX, stroke.colour)
        for a, b in self._visible(x, first, last):
            drawing.line(x, a, x, b, stroke.style())
        for lane in lanes:
            draw_event_mark(drawing, x, self._ys[lane], event.sign, stroke, bool(event.evidence.speakers), palette)
        self._status(event, x, self._ys[lanes[0]], stroke.colour)
        if box:
            self._write(event, label, box, flag, on_grid=moment.when is not None)

    def _visible(self, x: float, first: float, last: float) -> list[tuple[float, float]]:
        """Return the parts of a connector outside the labels it meets."""
        column = (x - 2.0, first, x + 2.0, last)
        boxes = sorted((grown(self._labels.box(i), 2.0) for i in self._labels.owners(column)), key=lambda box: box[1])
        parts, y = [], first
        for box in boxes:
            if box[1] > y:
                parts.append((y, min(box[1], last)))
            y = max(y, box[3])
        if y < last:
            parts.append((y, last))
        return parts

    def _status(self, event: ChartEvent, x: float, y: float, colour: str) -> None:
        if event.status == "negated":
            draw_cross(self._drawing, x, y, EVENT_RADIUS + 4, self._palette.ink)
        elif event.status == "ongoing":
            start, tip = x + EVENT_RADIUS + 1, x + EVENT_RADIUS + 13
            self._drawing.line(start, y, tip - 4, y, Style(stroke=colour, width=2.0))
            draw_arrow(self._drawing, np.array([tip, y]), np.array([1.0, 0.0]), 7, Style(fill=colour))

    def _write(self, event: ChartEvent, label: Label, box: Box, flag: Flag, *, on_grid: bool) -> None:
        drawing, palette = self._drawing, self._palette
        y = box[1]
        struck = event.status == "negated"
        # A label that hangs left of its connector is set flush with it.
        anchor = "end" if flag.x > flag.left + 0.7 * flag.width else "start"
        x = flag.left + (flag.width if anchor == "end" else 0)
        if on_grid:
            plate = Style(fill=palette.ground)
            drawing.rect(box[0] - 2, box[1] + 1, box[2] - box[0] + 4, box[3] - box[1] - 2, plate)
        for line in label.lines:
            extent = self._letterer.extent(line, TEXT_PX)
            base = y + (label.line_height - extent.height) / 2 + extent.ascent
            drawing.text(x, base, line, TEXT_PX, extent, palette.ink, anchor=anchor, strike=struck)
            y += label.line_height
