"""The timeline's legend: only what occurs in the chart. Imports marks, bars and `tr`."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from geoeditor.charts.display import Dash, Drawing, Style
from geoeditor.charts.frame import Sample
from geoeditor.charts.marks import draw_arrow, draw_cross, draw_event_mark, draw_unequal
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import Stroke
from geoeditor.charts.timeline import bars
from geoeditor.core.queries.chart_facts import ChartEvent
from geoeditor.translation import tr

_HALF = 13.0
_BAR = 7.0


def legend_samples(events: Sequence[ChartEvent], forms: Iterable[str], palette: Palette) -> list[Sample]:
    """Return the entries for signs, evidence, statuses and forms of time that occur."""
    return [*_signs(events, palette), *_evidence(events, palette), *_statuses(events, palette), *_forms(forms, palette)]


def _mark(sign: int, hollow: bool, claimed: bool, palette: Palette) -> Callable[[Drawing, float, float], None]:
    stroke = Stroke(palette.of_sign(sign), 1.0, Dash.SOLID, hollow)
    return lambda drawing, x, y: draw_event_mark(drawing, x, y, sign, stroke, claimed, palette)


def _signs(events: Sequence[ChartEvent], palette: Palette) -> list[Sample]:
    words = {1: tr("cooperation"), -1: tr("conflict"), 0: tr("neutral")}
    used = {(event.sign > 0) - (event.sign < 0) for event in events}
    return [Sample(words[sign], _mark(sign, False, False, palette)) for sign in (1, -1, 0) if sign in used]


def _evidence(events: Sequence[ChartEvent], palette: Palette) -> list[Sample]:
    samples = []
    if any(not event.evidence.passages for event in events):
        samples.append(Sample(tr("no evidence yet"), _mark(0, True, False, palette)))
    if any(event.evidence.speakers for event in events):
        samples.append(Sample(tr("only what somebody said (initials)"), _mark(0, False, True, palette)))
    if any(event.evidence.disputed for event in events):
        ink = palette.neutral_text
        samples.append(Sample(tr("contradicted by a passage"), lambda d, x, y: draw_unequal(d, x, y, 5.0, ink)))
    return samples


def _statuses(events: Sequence[ChartEvent], palette: Palette) -> list[Sample]:
    used = {event.status for event in events}
    colour = palette.neutral_text

    def line(dash: Dash) -> Callable[[Drawing, float, float], None]:
        style = Style(stroke=colour, width=1.6, dash=dash)
        return lambda drawing, x, y: drawing.line(x - _HALF, y, x + _HALF, y, style)

    def ongoing(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(x - _HALF, y, x + _HALF - 6, y, Style(stroke=colour, width=1.6))
        draw_arrow(drawing, np.array([x + _HALF, y]), np.array([1.0, 0.0]), 7, Style(fill=colour))

    def negated(drawing: Drawing, x: float, y: float) -> None:
        _mark(0, False, False, palette)(drawing, x, y)
        draw_cross(drawing, x, y, 9, palette.ink)

    samples = [
        ("ongoing", Sample(tr("ongoing"), ongoing)),
        ("planned", Sample(tr("planned"), line(Dash.LONG))),
        ("hypothetical", Sample(tr("hypothetical (?)"), line(Dash.SHORT))),
        ("negated", Sample(tr("denied"), negated)),
    ]
    return [sample for status, sample in samples if status in used]


def _forms(forms: Iterable[str], palette: Palette) -> list[Sample]:
    colour = palette.neutral_text

    def point(drawing: Drawing, x: float, y: float) -> None:
        bars.draw_hollow(drawing, x - _HALF, x + _HALF, y, _BAR, colour, palette.surface)

    def about(drawing: Drawing, x: float, y: float) -> None:
        bars.draw_about(drawing, x - _HALF, x + _HALF, y, _BAR, colour)

    def span(drawing: Drawing, x: float, y: float) -> None:
        bars.draw_core(drawing, x - _HALF, x + _HALF, y, _BAR, colour, False, False)

    def whisker(drawing: Drawing, x: float, y: float) -> None:
        bars.draw_whiskers(drawing, (x - _HALF, x - 4, x + 4, x + _HALF), y, _BAR, colour)
        bars.draw_core(drawing, x - 4, x + 4, y, _BAR, colour, False, False)

    def one_of(drawing: Drawing, x: float, y: float) -> None:
        pieces = [(x - _HALF, x - _HALF), (x + 3, x + 3), (x + _HALF, x + _HALF)]
        bars.draw_choice(drawing, x - _HALF, x + _HALF, pieces, y, _BAR, colour, palette.ground)

    def all_of(drawing: Drawing, x: float, y: float) -> None:
        bars.draw_pieces(drawing, x - _HALF, x + _HALF, [(x - _HALF, x - 5), (x + 4, x + _HALF)], y, _BAR, colour)

    def open_end(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(x - _HALF, y, x + _HALF - 6, y, Style(stroke=colour, width=1.2))
        draw_arrow(drawing, np.array([x + _HALF, y]), np.array([1.0, 0.0]), 6, Style(fill=colour))

    samples = {
        "point": Sample(tr("some time in here"), point),
        "about": Sample(tr("fades: an approximate or doubtful time"), about),
        "span": Sample(tr("lasts from … to"), span),
        "whisker": Sample(tr("begins or ends in here"), whisker),
        "one_of": Sample(tr("one of these times"), one_of),
        "all_of": Sample(tr("all of these times"), all_of),
        "open": Sample(tr("open or unknown end"), open_end),
    }
    return [samples[form] for form in bars.FORMS if form in set(forms)]
