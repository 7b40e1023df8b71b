"""How facts look: dashes by status, widths by weight of evidence, class names. Imports core's plain facts only."""

import math
import re
from dataclasses import dataclass

from geoeditor.charts.display import Dash, Style
from geoeditor.charts.palette import Palette
from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartLink, Evidence

TITLE_PX = 16.0
HEAD_PX = 13.5
TEXT_PX = 12.5
SMALL_PX = 11.0

_DASHES = {"planned": Dash.LONG, "hypothetical": Dash.SHORT}
_BASE_KINDS = ("actor.person", "actor.state", "actor.organisation", "actor.group", "actor.place")


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of an event or a link: colour, width in px, dash, and whether it is drawn hollow."""

    colour: str
    width: float
    dash: Dash
    hollow: bool

    def style(self) -> Style:
        """Return it as a line's style."""
        return Style(stroke=self.colour, width=self.width, dash=self.dash)


def weight(evidence: Evidence) -> float:
    """Return the line width in px, 1 without evidence up to 3.5 for well documented facts."""
    return min(3.5, 1.0 + 0.8 * math.log2(1 + evidence.passages))


def status_dash(status: str, evidence: Evidence) -> Dash:
    """Return the dash of a link's line: dotted when it rests on claims only, else by status."""
    return Dash.DOTTED if evidence.speakers else _DASHES.get(status, Dash.SOLID)


def link_stroke(link: ChartLink, palette: Palette) -> Stroke:
    """Return how a link is drawn."""
    dash = status_dash(link.status, link.evidence)
    return Stroke(palette.of_sign(link.sign), weight(link.evidence), dash, not link.evidence.passages)


def event_stroke(event: ChartEvent, palette: Palette) -> Stroke:
    """Return how an event's connector is drawn; claims show at its marks, so the dash is the status alone."""
    dash = _DASHES.get(event.status, Dash.SOLID)
    return Stroke(palette.of_sign(event.sign), weight(event.evidence), dash, not event.evidence.passages)


def base_kind(actor: ChartActor) -> str:
    """Return the base kind that decides the actor's shape: unnamed, one of five, or actor.other."""
    if not actor.named:
        return "unnamed"
    return next((kind for kind in _BASE_KINDS if f"{actor.kind}.".startswith(f"{kind}.")), "actor.other")


def initials(speakers: tuple[str, ...]) -> str:
    """Return the initials of up to two speakers: `JB, AL +1`."""
    marks = ["".join(word[0] for word in name.split()[:3] if word[0].isalnum()).upper() for name in speakers[:2]]
    more = f" +{len(speakers) - 2}" if len(speakers) > 2 else ""
    return ", ".join(mark or "?" for mark in marks) + more


def end_marks(words: str, *, doubtful: bool, disputed: bool, speakers: tuple[str, ...]) -> str:
    """Return what a label ends with and what is never cut: `?` in doubt, `≠` where disputed, whose claim it is."""
    marks = "?" if doubtful and not words.endswith("?") else ""
    marks += "\u00a0≠" if disputed else ""
    return marks + (f"\u00a0({initials(speakers)})" if speakers else "")


def link_end_marks(link: ChartLink) -> str:
    """Return the marks at the end of a link's label."""
    doubtful, evidence = link.status == "hypothetical", link.evidence
    return end_marks(link.label, doubtful=doubtful, disputed=evidence.disputed, speakers=evidence.speakers)


def class_names(*words: str) -> tuple[str, ...]:
    """Return words as class names: lower case letters, digits and hyphens, empty ones left out."""
    names = (re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in words)
    return tuple(name for name in names if name)


def event_classes(event: ChartEvent) -> tuple[str, ...]:
    """Return the classes of an event's group."""
    return class_names("event", event.kind and f"kind-{event.kind}", f"status-{event.status}", *_shared(event.evidence))


def link_classes(link: ChartLink) -> tuple[str, ...]:
    """Return the classes of a link's group."""
    return class_names("link", link.kind and f"kind-{link.kind}", f"status-{link.status}", *_shared(link.evidence))


def actor_classes(actor: ChartActor) -> tuple[str, ...]:
    """Return the classes of an actor's group."""
    return class_names("actor", actor.kind and f"kind-{actor.kind}", "" if actor.named else "unnamed")


def _shared(evidence: Evidence) -> tuple[str, ...]:
    return (
        "" if evidence.passages else "no-evidence",
        "claimed" if evidence.speakers else "",
        "disputed" if evidence.disputed else "",
    )
