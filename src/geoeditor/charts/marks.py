"""The marks of charts: actors by kind, events with their sign, arrow heads. Imports the display list and styles."""

import math

import numpy as np

from geoeditor.charts.display import Dash, Drawing, Style
from geoeditor.charts.lettering import Letterer, one_line
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import Stroke
from geoeditor.layout.boxes import Floats

EVENT_RADIUS = 5.5
CLAIM_RING = 3.2
"""How far the dotted ring of a claim lies outside its mark, in px."""


def draw_actor(drawing: Drawing, kind: str, x: float, y: float, radius: float, fill: Style) -> None:
    """Draw the shape of a base kind, about `radius` px around its centre."""
    if kind in ("actor.state", "actor.organisation"):
        half = radius * 0.9
        corner = radius * 0.34 if kind == "actor.state" else 0.0
        drawing.rect(x - half, y - half, 2 * half, 2 * half, fill, corner)
    elif kind == "actor.place":
        drawing.polygon((x, y - radius, x + radius, y, x, y + radius, x - radius, y), fill)
    elif kind == "actor.group":
        back = Style(fill.fill, fill.stroke, fill.width, fill.dash, 0.55)
        drawing.circle(x - radius * 0.34, y, radius * 0.66, back)
        drawing.circle(x + radius * 0.34, y, radius * 0.66, fill)
    elif kind == "actor.other":
        corners = [
            a
            for i in range(6)
            for a in (x + radius * math.cos(i * math.pi / 3), y + radius * math.sin(i * math.pi / 3))
        ]
        drawing.polygon(corners, fill)
    else:
        drawing.circle(x, y, radius, fill)


def draw_badge(
    drawing: Drawing, letterer: Letterer, kind: str, name: str, x: float, y: float, radius: float, colour: str,
    palette: Palette,
) -> None:  # fmt: skip
    """Draw an actor's mark with the first letter of its name in it; an unnamed one is a dashed ring with `?`."""
    if kind == "unnamed":
        draw_actor(drawing, kind, x, y, radius, Style(palette.surface, colour, 1.4, Dash.SHORT))
        letter, ink = "?", palette.ink
    else:
        draw_actor(drawing, kind, x, y, radius, Style(fill=colour, stroke=palette.surface, width=1.0))
        letter, ink = first_letter(kind, name), palette.on(colour)
    size = radius * (1.0 if kind != "actor.group" else 0.85)
    extent = letterer.extent(letter, size, True)
    drawing.text(x, y + size * 0.36, letter, size, extent, ink, anchor="middle", bold=True)


def first_letter(kind: str, name: str) -> str:
    """Return the letter that stands for a name: of a person's last word, of the first capital word of others."""
    words = [word for word in one_line(name).split() if word[0].isalnum()]
    if kind != "actor.person":
        words = [word for word in words if not word[0].islower()][:1] or words[:1]
    return words[-1][0].upper() if words else "?"


def draw_sign(drawing: Drawing, x: float, y: float, sign: int, reach: float, colour: str) -> None:
    """Draw +, - or a dot, so that the sign does not hang on colour."""
    stroke = Style(stroke=colour, width=1.4)
    if sign == 0:
        drawing.circle(x, y, 1.2, Style(fill=colour))
        return
    drawing.line(x - reach, y, x + reach, y, stroke)
    if sign > 0:
        drawing.line(x, y - reach, x, y + reach, stroke)


def draw_event_mark(
    drawing: Drawing, x: float, y: float, sign: int, stroke: Stroke, claimed: bool, palette: Palette,
) -> None:  # fmt: skip
    """Draw an event's mark on a storyline: filled with evidence, hollow without, ringed with dots when claimed."""
    if claimed:
        ring = Style(stroke=stroke.colour, width=1.5, dash=Dash.DOTTED, fill=palette.surface)
        drawing.circle(x, y, EVENT_RADIUS + CLAIM_RING, ring)
    if stroke.hollow:
        drawing.circle(x, y, EVENT_RADIUS, Style(fill=palette.surface, stroke=stroke.colour, width=1.6))
    else:
        drawing.circle(x, y, EVENT_RADIUS, Style(fill=stroke.colour, stroke=palette.surface, width=1.0))
    draw_sign(drawing, x, y, sign, 2.6, stroke.colour if stroke.hollow else palette.surface)


def draw_cross(drawing: Drawing, x: float, y: float, reach: float, colour: str) -> None:
    """Draw the strike through a mark of something denied."""
    drawing.line(x - reach, y + reach, x + reach, y - reach, Style(stroke=colour, width=1.8))


def draw_unequal(drawing: Drawing, x: float, y: float, reach: float, colour: str) -> None:
    """Draw the sign `≠` of something that a passage contradicts."""
    stroke = Style(stroke=colour, width=1.4)
    for above in (-2.0, 2.0):
        drawing.line(x - reach, y + above, x + reach, y + above, stroke)
    drawing.line(x - reach * 0.6, y + reach, x + reach * 0.6, y - reach, stroke)


def draw_arrow(drawing: Drawing, tip: Floats, direction: Floats, length: float, fill: Style) -> None:
    """Draw an arrow head whose tip lies at a point and looks in a direction."""
    unit = direction / max(float(np.hypot(*direction)), 1e-9)
    side = np.array([-unit[1], unit[0]]) * length * 0.42
    base = tip - unit * length
    drawing.polygon((*tip, *(base + side), *(base + unit * length * 0.22), *(base - side)), fill)


def link_end(stroke: Stroke, ground: str) -> Style:
    """Return how a link's arrow head or end dot is filled: hollow without evidence."""
    if stroke.hollow:
        return Style(fill=ground, stroke=stroke.colour, width=1.2)
    return Style(fill=stroke.colour)
