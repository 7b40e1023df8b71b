"""The graph's legend: only what occurs in the chart. Imports marks, styles and `tr`."""

from collections.abc import Callable, Sequence

import numpy as np

from geoeditor.charts.display import Dash, Drawing, Style
from geoeditor.charts.frame import Sample
from geoeditor.charts.marks import draw_actor, draw_arrow, draw_sign, draw_unequal, link_end
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import Stroke, base_kind
from geoeditor.core.queries.chart_facts import ChartActor, ChartLink
from geoeditor.translation import tr

_HALF = 13.0


def legend_samples(actors: Sequence[ChartActor], links: Sequence[ChartLink], palette: Palette) -> list[Sample]:
    """Return the entries for kinds of actors, signs, statuses and evidence that occur."""
    return [*_kinds(actors, palette), *_signs(links, palette), *_lines(links, palette)]


def _kinds(actors: Sequence[ChartActor], palette: Palette) -> list[Sample]:
    words = {
        "actor.person": tr("person"),
        "actor.state": tr("state"),
        "actor.organisation": tr("organisation"),
        "actor.group": tr("group"),
        "actor.place": tr("place"),
        "actor.other": tr("other actor"),
        "unnamed": tr("not named"),
    }
    used = {base_kind(actor) for actor in actors}

    def mark(kind: str) -> Callable[[Drawing, float, float], None]:
        filled = Style(fill=palette.muted, stroke=palette.surface, width=1.0)
        ring = Style(fill=palette.surface, stroke=palette.muted, width=1.4, dash=Dash.SHORT)
        return lambda drawing, x, y: draw_actor(drawing, kind, x, y, 7.0, ring if kind == "unnamed" else filled)

    return [Sample(words[kind], mark(kind)) for kind in words if kind in used]


def _signs(links: Sequence[ChartLink], palette: Palette) -> list[Sample]:
    words = {1: tr("cooperation"), -1: tr("conflict"), 0: tr("neutral")}
    used = {(link.sign > 0) - (link.sign < 0) for link in links}

    def line(sign: int) -> Callable[[Drawing, float, float], None]:
        colour = palette.of_sign(sign)

        def draw(drawing: Drawing, x: float, y: float) -> None:
            drawing.line(x - _HALF, y, x + _HALF, y, Style(stroke=colour, width=2.0))
            if sign:
                drawing.circle(x, y, 5.0, Style(fill=palette.ground))
                draw_sign(drawing, x, y, sign, 3.4, colour)

        return draw

    return [Sample(words[sign], line(sign)) for sign in (1, -1, 0) if sign in used]


def _lines(links: Sequence[ChartLink], palette: Palette) -> list[Sample]:
    colour = palette.muted

    def line(dash: Dash, width: float = 1.6) -> Callable[[Drawing, float, float], None]:
        return lambda d, x, y: d.line(x - _HALF, y, x + _HALF, y, Style(stroke=colour, width=width, dash=dash))

    def hollow(drawing: Drawing, x: float, y: float) -> None:
        stroke = Stroke(colour, 1.0, Dash.SOLID, True)
        drawing.line(x - _HALF, y, x + _HALF - 8, y, stroke.style())
        draw_arrow(drawing, np.array([x + _HALF, y]), np.array([1.0, 0.0]), 9.0, link_end(stroke, palette.ground))

    def weights(drawing: Drawing, x: float, y: float) -> None:
        ends = np.array([x - _HALF, y - 0.5, x + _HALF, y - 1.9, x + _HALF, y + 1.9, x - _HALF, y + 0.5])
        drawing.polygon(ends.tolist(), Style(fill=colour))

    unclaimed = {link.status for link in links if not link.evidence.speakers}
    samples = []
    if "planned" in unclaimed:
        samples.append(Sample(tr("planned"), line(Dash.LONG)))
    if "hypothetical" in unclaimed:
        samples.append(Sample(tr("hypothetical (?)"), line(Dash.SHORT)))
    if any(link.evidence.speakers for link in links):
        samples.append(Sample(tr("only what somebody said (initials)"), line(Dash.DOTTED)))
    if any(link.evidence.disputed for link in links):
        samples.append(Sample(tr("contradicted by a passage"), lambda d, x, y: draw_unequal(d, x, y, 5.0, colour)))
    if any(not link.evidence.passages for link in links):
        samples.append(Sample(tr("no evidence yet"), hollow))
    if len({link.evidence.passages for link in links if link.evidence.passages}) > 1:
        samples.append(Sample(tr("thicker: more passages"), weights))
    return samples
