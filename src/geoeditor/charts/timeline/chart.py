"""From facts to the display list of the timeline: places everything, then draws it. Imports `layout` and the parts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geoeditor.charts.display import DisplayList, Drawing
from geoeditor.charts.frame import MARGIN, Footer, Frame, check_size, empty_chart
from geoeditor.charts.lettering import Letterer, Measure
from geoeditor.charts.palette import LIGHT, Palette
from geoeditor.charts.style import TEXT_PX, end_marks
from geoeditor.charts.timeline.axis import HEIGHT as AXIS_HEIGHT
from geoeditor.charts.timeline.axis import AxisPainter, axis_note, span_words
from geoeditor.charts.timeline.bars import BarPainter, forms_of
from geoeditor.charts.timeline.cast import Cast, choose_cast, is_place_role
from geoeditor.charts.timeline.flags import Flag, FlagRows, crossings_of_gaps, line_heights
from geoeditor.charts.timeline.legend import legend_samples
from geoeditor.charts.timeline.moments import Moment, bounded, place_moments, read_date, scale_for
from geoeditor.charts.timeline.storylines import BADGE_RADIUS, EventPainter, Label, draw_storyline, draw_tray
from geoeditor.charts.wording import event_title, source_line
from geoeditor.core.queries.chart_facts import ChartEvent, ChartFacts
from geoeditor.layout.time_scale import TimeScale
from geoeditor.translation import tr, trn

_PITCH = 34.0
_LEAST_PITCH = 20.0
_TWO_LINES = 32.0
"""Px between storylines from which names may take two lines."""
_EDGE = 18.0
_TALLEST = 12_000.0
"""Px a chart may take in height when no size is asked for."""
_MOST_ROWS, _CROWD_ROWS = 40, 2
"""Rows of labels a stack may have."""
_LABEL_PX = {1: 320.0, 2: 250.0, 3: 250.0}
"""Px a label may be wide, by its number of lines."""
_FEW = 40
"""Events up to which labels may have three lines."""
_MOST_LABELS = 600
"""Labels beyond these would hide the connectors they lie on."""
_CROWD = 400
"""Events above which labels get one line and few rows."""


@dataclass(slots=True)
class _Columns:
    """Px of the parts from left to right: names, tray, axis."""

    left: float
    name_room: float
    tray: tuple[float, float]
    axis: tuple[float, float]


@dataclass(slots=True)
class _Plan:
    """Everything placed, before it is drawn; heights count from the top of the storylines."""

    cast: Cast
    columns: _Columns
    scale: TimeScale | None
    moments: list[Moment]
    labels: list[Label]
    flags: list[Flag]
    rows: FlagRows
    ys: list[float]

    @property
    def height(self) -> float:
        """Return the px of the storylines and the axis."""
        return self.ys[-1] + (AXIS_HEIGHT if self.scale or self.columns.tray[1] > self.columns.tray[0] else 12.0)


def timeline_chart(
    facts: ChartFacts, size: tuple[int, int] | None, measure: Measure, *, title: str = "", legend: bool = True,
    today: str | None = None, palette: Palette = LIGHT, omitted: str = "",
) -> DisplayList:  # fmt: skip
    """Draw facts as a timeline of storylines.

    Args:
        facts: what to draw.
        size: width and height in px; None takes the size the content needs.
        measure: measures text.
        title: heading; the facts' title where it is ''.
        legend: whether to explain the marks that occur.
        today: EDTF date the facts stand for, named under the chart.
        palette: colours.
        omitted: what a filter has left out of the facts, in a sentence; stands under the chart.

    Raises:
        UserError: the size is too small for any chart.
    """
    letterer = Letterer(measure)
    heading = title or facts.title or tr("Timeline")
    check_size(size)
    if not facts.events:
        words = tr("No events yet: add one, or accept one that was found in a source.")
        if omitted:
            words = tr("There is no event that the filter shows.")
        return empty_chart(letterer, palette, size, heading, words, omitted)
    width = float(size[0]) if size else _natural_width(facts)
    dates = {date for date in (read_date(event.t) for event in facts.events) if date}
    samples = legend_samples(facts.events, {f for date in dates for f in forms_of(date)}, palette) if legend else []
    footer = Footer(letterer, width, source_line(facts.sources), today, omitted)

    def framed(notes: Sequence[str], subtitle: str) -> Frame:
        height = float(size[1]) if size else None
        return Frame(letterer, palette, width, heading, subtitle, samples, footer.lines(notes), height)

    # What was left out is known only once all is placed, and naming it takes room: so up to three rounds.
    frame, notes = framed([], "…"), list[str]()
    for _ in range(3):
        room = (float(size[1]) - frame.top - frame.bottom) if size else _TALLEST
        plan = _plan(facts, letterer, width, room)
        notes = _notes(plan, bool(omitted))
        roomy = framed(notes, _subtitle(plan))
        fits = roomy.bottom <= frame.bottom
        frame = roomy
        if fits or not size:
            break
    if size:
        _stretch(plan, float(size[1]) - frame.top - frame.bottom)
    height = float(size[1]) if size else math.ceil(frame.top + plan.height + frame.bottom)
    drawing = Drawing()
    frame.draw(drawing, height)
    _draw(plan, drawing, letterer, palette, facts, frame.top)
    description = trn("Timeline with {n} event", "Timeline with {n} events", len(plan.cast.events))
    if omitted:
        description = f"{description}. {omitted}"
    return drawing.finish(width, height, heading, description, palette.ground)


def _natural_width(facts: ChartFacts) -> float:
    dated = sum(1 for event in facts.events if event.t)
    return float(min(1240 + 14 * max(0, dated - 14), 2400))


def _columns(facts: ChartFacts, cast: Cast, letterer: Letterer, width: float) -> _Columns:
    names = [letterer.extent(letterer.elided(a.name, TEXT_PX, 200.0), TEXT_PX).width for a in cast.actors if a]
    room = min(max([*names, 60.0]), 200.0, 0.22 * width)
    x = MARGIN + 2 * BADGE_RADIUS + 8 + room + 14
    undated = sum(1 for event in cast.events if not read_date(event.t))
    span = 0.0
    if undated:
        most = (width - MARGIN - x) * (0.35 if undated < len(cast.events) else 0.9)
        span = min(max(170.0, 46.0 * undated + 60), most)
    tray = (x, x + span)
    return _Columns(MARGIN, room, tray, (tray[1] + (16 if undated else 0), width - MARGIN))


def _plan(facts: ChartFacts, letterer: Letterer, width: float, room: float) -> _Plan:
    """Place everything so that it is at most `room` px high, with as many and as full labels as that allows."""
    cast = choose_cast(facts, most=max(1, int((room - AXIS_HEIGHT - 2 * _EDGE) / _LEAST_PITCH) + 1))
    columns = _columns(facts, cast, letterer, width)
    dates = [date for date in (read_date(event.t) for event in cast.events) if date]
    scale = scale_for(dates, *columns.axis)
    inner = (columns.tray[0] + 10, columns.tray[1] - 10)
    moments = place_moments(cast.events, scale, columns.axis, inner)
    connectors = ((moment.x, lanes[0], lanes[-1]) for moment, lanes in zip(moments, cast.lanes, strict=True))
    through = crossings_of_gaps(len(cast.actors), connectors)
    crowded = len(cast.events) > _CROWD
    ranks = _importance(cast.events)

    def planned(labels: list[Label], shown: int) -> _Plan:
        flags = _flags(cast, columns, moments, labels)
        rows = FlagRows(len(cast.actors), _CROWD_ROWS if crowded else _MOST_ROWS, through)
        rows.place([flag for flag, rank in zip(flags, ranks, strict=True) if rank < shown])
        for pitch in (_PITCH, (_PITCH + _LEAST_PITCH) / 2, _LEAST_PITCH):
            plan = _Plan(cast, columns, scale, moments, labels, flags, rows, line_heights(rows, pitch, _EDGE))
            if plan.height <= room:
                break
        return plan

    count = min(len(cast.events), _MOST_LABELS)
    for lines in (1,) if crowded else (3, 2, 1) if count <= _FEW else (2, 1):
        named = [rank < count for rank in ranks]
        labels = _labels(facts, cast, letterer, columns, moments, named, lines)
        plan = planned(labels, count)
        if plan.height <= room:
            return plan
    # How many of the most important events can have a label is found by halving.
    low, high = 0, count
    for _ in range(7):
        middle = (low + high) // 2
        low, high = (middle, high) if planned(labels, middle).height <= room else (low, middle)
    return planned(labels, low)


def _importance(events: Sequence[ChartEvent]) -> list[int]:
    """Return the rank of each event, 0 the first to get a label: well documented ones, then those of many actors."""
    order = sorted(range(len(events)), key=lambda i: (-events[i].evidence.passages, -len(events[i].participants), i))
    ranks = [0] * len(events)
    for rank, i in enumerate(order):
        ranks[i] = rank
    return ranks


def _stretch(plan: _Plan, room: float) -> None:
    """Spread the storylines over the room there is, up to twice their distance, and centre what is left."""
    spare = room - plan.height
    if spare <= 0:
        return
    step = min(spare / (len(plan.ys)), _PITCH)
    plan.ys = [y + step * (i + 0.5) for i, y in enumerate(plan.ys)]
    plan.ys[-1] = room - (plan.height - plan.ys[-1])


def _labels(
    facts: ChartFacts, cast: Cast, letterer: Letterer, columns: _Columns, moments: Sequence[Moment],
    named: Sequence[bool], most: int,
) -> list[Label]:  # fmt: skip
    names = {actor.id: actor.name for actor in facts.actors}
    widest = 150.0 if len(cast.events) > _CROWD else _LABEL_PX[most]
    labels = []
    for event, moment, wanted in zip(cast.events, moments, named, strict=True):
        if not wanted:
            labels.append(Label((), 0.0, 0.0))
            continue
        span = columns.axis if moment.when else columns.tray
        words, suffix = _label_words(event, names)
        lines = tuple(letterer.wrapped(words, TEXT_PX, min(widest, span[1] - span[0] - 8), most, suffix))
        extents = [letterer.extent(line, TEXT_PX) for line in lines]
        labels.append(Label(lines, max(e.width for e in extents), max(e.height for e in extents)))
    return labels


def _label_words(event: ChartEvent, names: Mapping[int, str]) -> tuple[str, str]:
    """Return an event's title with its place, and what must not be cut off: `?`, `≠`, whose claim it is."""
    places = [names[a] for a, role in event.participants if a in names and is_place_role(role)]
    words = event.title + "".join(f" · {place}" for place in places if place.casefold() not in event.title.casefold())
    doubtful, evidence = event.status == "hypothetical", event.evidence
    return words, end_marks(words, doubtful=doubtful, disputed=evidence.disputed, speakers=evidence.speakers)


def _flags(cast: Cast, columns: _Columns, moments: Sequence[Moment], labels: Sequence[Label]) -> list[Flag]:
    flags = []
    for lanes, moment, label in zip(cast.lanes, moments, labels, strict=True):
        room = columns.axis if moment.when else (columns.tray[0] + 4, columns.tray[1] - 4)
        height = label.line_height * len(label.lines)
        flags.append(Flag(moment.x, label.width, height, moment.bar, lanes[0], lanes[-1], room))
    return flags


def _draw(plan: _Plan, drawing: Drawing, letterer: Letterer, palette: Palette, facts: ChartFacts, top: float) -> None:
    """Draw a plan whose storylines begin `top` px below the edge."""
    columns, cast = plan.columns, plan.cast
    ys = [top + y for y in plan.ys]
    bottom = ys[-1] + 8
    if columns.tray[1] > columns.tray[0]:
        draw_tray(drawing, letterer, palette, columns.tray, top - 4, bottom)
    if plan.scale:
        AxisPainter(drawing, letterer, palette, plan.scale).draw(top - 4, bottom)
    start = min(columns.tray[0], columns.axis[0])
    name_lines = 2 if min(np.diff(plan.ys), default=0.0) >= _TWO_LINES else 1
    for actor, count, y in zip(cast.actors, cast.counts, ys, strict=False):
        colour = palette.of_actor(actor.colour, actor.hue) if actor else palette.neutral
        draw_storyline(
            drawing, letterer, palette, actor, colour, count,
            columns.left, y, (start, columns.axis[1]), columns.name_room, name_lines,
        )  # fmt: skip
    bars = BarPainter(drawing, plan.scale, columns.axis, palette.ground) if plan.scale else None
    painter = EventPainter(drawing, letterer, palette, bars, ys)
    offsets = [plan.rows.offset(flag) if flag.side else 0.0 for flag in plan.flags]
    placed = zip(plan.labels, plan.flags, offsets, strict=True)
    boxes = [painter.reserve(label, flag, offset) if flag.side else None for label, flag, offset in placed]
    names = {actor.id: actor.name for actor in facts.actors}
    for i, event in enumerate(cast.events):
        account = event_title(
            event,
            [names[a] for a, role in event.participants if a in names and not is_place_role(role)],
            [names[a] for a, role in event.participants if a in names and is_place_role(role)],
        )
        painter.draw(
            event, cast.lanes[i], plan.moments[i], plan.flags[i], plan.labels[i], boxes[i], offsets[i], account
        )


def _subtitle(plan: _Plan) -> str:
    bounds = [bounded(moment.when) for moment in plan.moments if moment.when]
    parts = [span_words(min(lo for lo, _ in bounds), max(hi for _, hi in bounds))] if bounds else []
    events = trn("{n} event", "{n} events", len(plan.cast.events))
    lines = trn("{n} storyline", "{n} storylines", sum(1 for actor in plan.cast.actors if actor))
    return " · ".join([*parts, events, lines])


def _notes(plan: _Plan, is_filtered: bool) -> list[str]:
    """Return what a reader must know of what is not drawn, or not drawn evenly."""
    cast = plan.cast
    hidden = sum(1 for flag in plan.flags if not flag.side)
    notes = [axis_note(plan.scale)] if plan.scale else []
    if cast.idle and is_filtered:  # they may well have events that are left out
        notes.append(
            trn(
                "{n} actor without an event shown here is left out.",
                "{n} actors without an event shown here are left out.",
                cast.idle,
            )
        )
    elif cast.idle:
        notes.append(
            trn("{n} actor without events is not shown.", "{n} actors without events are not shown.", cast.idle)
        )
    if cast.squeezed_actors:
        notes.append(trn("No room for {n} more actor.", "No room for {n} more actors.", cast.squeezed_actors))
    if cast.squeezed_events:
        notes.append(trn("No room for {n} more event.", "No room for {n} more events.", cast.squeezed_events))
    if hidden:
        notes.append(trn("{n} label not shown.", "{n} labels not shown.", hidden))
    return [note for note in notes if note]
