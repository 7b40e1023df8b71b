"""From facts to the display list of the graph: places everything, then draws it. Imports `layout` and the parts."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geoeditor.charts.display import Dash, DisplayList, Drawing, Shape, Style
from geoeditor.charts.frame import MARGIN, Footer, Frame, check_size, empty_chart
from geoeditor.charts.graph.legend import legend_samples
from geoeditor.charts.graph.links import Way, file_lines, place_link_labels, place_node_labels, route
from geoeditor.charts.graph.nodes import Nodes, Parts, assemble, fit, lay_out
from geoeditor.charts.lettering import Letterer, Measure
from geoeditor.charts.marks import draw_actor, draw_arrow, link_end
from geoeditor.charts.palette import LIGHT, Palette
from geoeditor.charts.style import (
    SMALL_PX,
    TEXT_PX,
    actor_classes,
    base_kind,
    link_classes,
    link_end_marks,
    link_stroke,
)
from geoeditor.charts.wording import actor_title, link_title, source_line
from geoeditor.core.queries.chart_facts import ChartActor, ChartFacts, ChartLink
from geoeditor.layout.boxes import Box, BoxGrid, Floats, grown
from geoeditor.layout.routes import points, with_gaps
from geoeditor.translation import tr, trn

_NAME_PX = 180.0
_LABEL_PX = 132.0
_LEAST_RADIUS, _MOST_RADIUS = 9.0, 20.0
_LEAST_LENGTH, _MOST_LENGTH = 130.0, 340.0
_APART = 34.0
"""Px that the ends of several parallel links lie further apart for each of them but the first."""
_NATURAL = (720.0, 440.0)
"""Px a chart has at least when no size is asked for."""
_SCALES = (1.0, 1.2, 1.4, 1.65, 1.95, 2.3)
_CROWD = 300
"""Links above which no larger scales are tried and single links stay straight."""
_LARGEST = 6000.0
_SIGNS = {1: "+\u00a0", -1: "−\u00a0", 0: ""}


@dataclass(slots=True)
class _Lines:
    """A label: its lines and its size in px."""

    lines: list[str]
    width: float
    line_height: float

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in px."""
        return self.width, self.line_height * len(self.lines)


@dataclass(slots=True)
class _Plan:
    """Everything measured and, later, placed."""

    actors: Sequence[ChartActor]
    links: Sequence[ChartLink]
    names: list[_Lines]
    words: list[_Lines]
    kinds: list[str]
    radii: Floats
    degrees: list[int]
    ways: list[Way]
    places: Floats
    name_boxes: list[Box | None]
    hidden: int = 0
    """Labels without a place."""
    crossing: int = 0
    """Link labels that lie on another link."""

    @property
    def boxes(self) -> Floats:
        """Return (n, 4) px around the centres that keep room for mark and name."""
        halves = np.maximum(self.radii, [name.width / 2 for name in self.names])
        below = self.radii + 4 + np.array([name.size[1] for name in self.names])
        return np.column_stack([-halves, -self.radii, halves, below])


def graph_chart(
    facts: ChartFacts, size: tuple[int, int] | None, measure: Measure, *, title: str = "", legend: bool = True,
    today: str | None = None, palette: Palette = LIGHT, omitted: str = "",
) -> DisplayList:  # fmt: skip
    """Draw facts as a graph of actors and links.

    Args:
        facts: what to draw; positions given in it are kept.
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
    heading = title or facts.title or tr("Relationships")
    check_size(size)
    if not facts.actors:
        words = tr("No actors yet: add one, or accept one that was found in a source.")
        if omitted:
            words = tr("There is no actor that the filter shows.")
        return empty_chart(letterer, palette, size, heading, words, omitted)
    plan, parts = _plan(facts, letterer)
    _loosen(plan, parts, _SCALES if not size and not facts.positions else ())
    samples = legend_samples(facts.actors, plan.links, palette) if legend else []
    natural = _natural_size(plan)
    width = float(size[0]) if size else natural[0]
    footer = Footer(letterer, width, source_line(facts.sources), today, omitted)
    subtitle = " · ".join(
        [trn("{n} actor", "{n} actors", len(plan.actors)), trn("{n} link", "{n} links", len(plan.links))]
    )

    def framed(notes: Sequence[str]) -> Frame:
        return Frame(
            letterer, palette, width, heading, subtitle, samples, footer.lines(notes), float(size[1]) if size else None
        )

    # Room for one line of notes is kept: which labels find no place is known only at the end.
    frame = framed([tr("{n} labels not shown.", n=len(plan.links))])
    height = float(size[1]) if size else math.ceil(frame.top + natural[1] + frame.bottom)
    area = (MARGIN, frame.top, width - MARGIN, height - frame.bottom)
    _settle(plan, area, moves=bool(size) and not facts.positions)
    frame = framed([trn("{n} label not shown.", "{n} labels not shown.", plan.hidden)] if plan.hidden else [])
    drawing = Drawing()
    frame.draw(drawing, height)
    _draw(plan, drawing, letterer, palette)
    description = trn("Graph with {n} actor", "Graph with {n} actors", len(plan.actors))
    if omitted:
        description = f"{description}. {omitted}"
    return drawing.finish(width, height, heading, description, palette.ground)


def _plan(facts: ChartFacts, letterer: Letterer) -> tuple[_Plan, Parts]:
    """Measure everything and lay out the connected parts, without regard to the size of the picture."""
    row = {actor.id: i for i, actor in enumerate(facts.actors)}
    links = [link for link in facts.links if link.from_id in row and link.to_id in row and link.from_id != link.to_id]
    degrees = Counter(row[end] for link in links for end in (link.from_id, link.to_id))
    counts = [degrees[i] for i in range(len(facts.actors))]
    radii = np.minimum(_LEAST_RADIUS + 2.2 * np.sqrt(np.array(counts, dtype=np.float64)), _MOST_RADIUS)
    names = [_lines(letterer, actor.name, TEXT_PX, _NAME_PX, 3, bold=True) for actor in facts.actors]
    words = [_link_words(letterer, link) for link in links]
    ways = []
    for link, label in zip(links, words, strict=True):
        size = (label.width + 6, label.size[1] + 2) if label.width else (0.0, 0.0)
        ways.append(Way(row[link.from_id], row[link.to_id], link.directed, 9.0, size))
    plan = _Plan(
        facts.actors, links, names, words, [base_kind(actor) for actor in facts.actors], radii, counts, ways,
        np.zeros((len(facts.actors), 2)), [],
    )  # fmt: skip
    pairs = np.array([[way.start, way.end] for way in ways], dtype=np.int64).reshape(-1, 2)
    bundles = Counter(frozenset((way.start, way.end)) for way in ways)
    wished = [
        radii[way.start] + radii[way.end] + way.label[0] + 44 + _APART * (bundles[frozenset((way.start, way.end))] - 1)
        for way in ways
    ]
    lengths = np.clip(np.array(wished, dtype=np.float64), _LEAST_LENGTH, _MOST_LENGTH)
    fixed = {row[actor]: spot for actor, spot in facts.positions.items() if actor in row}
    return plan, lay_out(Nodes(plan.boxes, pairs, lengths, fixed))


def _lines(letterer: Letterer, text: str, size: float, room: float, most: int, *, bold: bool = False) -> _Lines:
    return _measured(letterer, letterer.wrapped(text, size, room, most, bold=bold), size, bold=bold)


def _measured(letterer: Letterer, lines: list[str], size: float, *, bold: bool) -> _Lines:
    extents = [letterer.extent(line, size, bold) for line in lines]
    # The hair more keeps lines from touching by a rounding.
    return _Lines(lines, max(e.width for e in extents), max(e.height for e in extents) + 0.01)


def _link_words(letterer: Letterer, link: ChartLink) -> _Lines:
    suffix = link_end_marks(link)
    sign = _SIGNS[(link.sign > 0) - (link.sign < 0)]
    # The sign is set before the first line, so that no line can end after it.
    room = _LABEL_PX - (letterer.extent(sign, SMALL_PX).width if sign else 0.0)
    lines = letterer.wrapped(link.label, SMALL_PX, room, 3, suffix)
    lines[0] = sign + lines[0]
    return _measured(letterer, lines, SMALL_PX, bold=False)


def _natural_size(plan: _Plan) -> tuple[float, float]:
    around = plan.boxes + np.tile(plan.places, 2)
    width, height = (around[:, 2:].max(axis=0) - around[:, :2].min(axis=0)).tolist()
    # Curves and labels bow out of the frame of the nodes a little.
    return math.ceil(max(width + 2 * MARGIN + 40, _NATURAL[0])), math.ceil(max(height + 40, _NATURAL[1]))


def _loosen(plan: _Plan, parts: Parts, scales: Sequence[float]) -> None:
    """Draw the nodes further apart until labels find places, and few of them on other links."""
    best, least = assemble(parts, 1.0), math.inf
    for scale in scales if len(plan.links) <= _CROWD else ():
        plan.places = placed = assemble(parts, scale)
        width, height = _natural_size(plan)
        if scale > 1 and max(width, height) > _LARGEST:
            break
        _settle(plan, (0.0, 0.0, width, height), moves=False)
        # A larger picture must be worth its smaller letters on the same sheet of paper.
        cost = (plan.hidden * 8.0 + plan.crossing) / max(len(plan.links), 1) + 0.2 * (scale - 1)
        if cost < least:
            best, least = placed, cost
        if not plan.hidden and not plan.crossing:
            break
    plan.places = best


def _settle(plan: _Plan, area: Box, *, moves: bool) -> None:
    """Fit the nodes into the area, then route links and place labels."""
    plan.places = fit(plan.places, plan.boxes, area, moves)
    reach = plan.radii[:, None] + 1.0
    marks = np.hstack([plan.places - reach, plan.places + reach])
    crowd = len(plan.links) > _CROWD
    route(plan.ways, plan.places, plan.kinds, plan.radii, np.zeros((0, 4)), area, crowd)
    lines = file_lines(plan.ways)
    taken = BoxGrid()
    for x0, y0, x1, y1 in marks.tolist():
        taken.add((x0, y0, x1, y1))
    sizes = [name.size for name in plan.names]
    plan.name_boxes = place_node_labels(plan.places, plan.radii, sizes, lines, taken, area)
    if not crowd:
        shown = [box for box in plan.name_boxes if box]
        route(plan.ways, plan.places, plan.kinds, plan.radii, np.array(shown).reshape(-1, 4), area, crowd)
        lines = file_lines(plan.ways)
    missing, plan.crossing = place_link_labels(plan.ways, lines, taken, area)
    plan.hidden = missing + sum(1 for box in plan.name_boxes if box is None)


def _draw(plan: _Plan, drawing: Drawing, letterer: Letterer, palette: Palette) -> None:
    shown = [grown(box, 2.0) for box in (*plan.name_boxes, *(way.box for way in plan.ways)) if box]
    labels = np.array(shown).reshape(-1, 4)
    for link, words, way in zip(plan.links, plan.words, plan.ways, strict=True):
        names = plan.actors[way.start].name, plan.actors[way.end].name
        drawing.begin(link.id, link_classes(link), link_title(link, *names))
        _draw_way(drawing, link, way, labels, palette)
        if way.box:
            ink = palette.text_of_sign(link.sign)
            _write(drawing, letterer, words, way.box, SMALL_PX, ink, strike=link.status == "negated")
    for row, actor in enumerate(plan.actors):
        drawing.begin(actor.id, ("node", *actor_classes(actor)), actor_title(actor, plan.degrees[row], "link"))
        x, y = plan.places[row].tolist()
        colour = palette.of_actor(actor.colour, actor.hue)
        radius = float(plan.radii[row])
        if plan.kinds[row] == "unnamed":
            draw_actor(drawing, "unnamed", x, y, radius, Style(palette.surface, colour, 1.6, Dash.SHORT))
            extent = letterer.extent("?", TEXT_PX, True)
            drawing.text(x, y + 4.5, "?", TEXT_PX, extent, palette.ink, anchor="middle", bold=True)
        else:
            draw_actor(drawing, plan.kinds[row], x, y, radius, Style(fill=colour, stroke=palette.ground, width=1.5))
        box = plan.name_boxes[row]
        if box:
            _write(drawing, letterer, plan.names[row], box, TEXT_PX, palette.ink, bold=True)


def _draw_way(drawing: Drawing, link: ChartLink, way: Way, labels: Floats, palette: Palette) -> None:
    stroke = link_stroke(link, palette)
    spots = points(way.shaft, np.linspace(0, 1, 24))
    low, high = spots.min(axis=0), spots.max(axis=0)
    near = labels[((labels[:, :2] < high + 1) & (labels[:, 2:] > low - 1)).all(axis=1)]
    for piece in with_gaps(way.shaft, near):
        drawing.add(Shape.CURVE, piece, stroke.style())
    end = link_end(stroke, palette.ground)
    if link.directed:
        draw_arrow(drawing, way.curve[6:], way.curve[6:] - way.curve[4:6], way.arrow, end)
    elif stroke.hollow:
        for x, y in (way.curve[:2].tolist(), way.curve[6:].tolist()):
            drawing.circle(x, y, 2.6, end)


def _write(
    drawing: Drawing, letterer: Letterer, words: _Lines, box: Box, size: float, ink: str, *, bold: bool = False,
    strike: bool = False,
) -> None:  # fmt: skip
    middle = (box[0] + box[2]) / 2
    y = (box[1] + box[3] - words.size[1]) / 2
    for line in words.lines:
        extent = letterer.extent(line, size, bold)
        base = y + (words.line_height - extent.height) / 2 + extent.ascent
        drawing.text(middle, base, line, size, extent, ink, anchor="middle", bold=bold, strike=strike)
        y += words.line_height
