"""What a filter leaves out of a chart: the filter as plain values, the facts it hides, and the facts that remain.

Hides what the window hides by the same filter. Reads only; imports no drawing and says nothing in words.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.queries.chart_facts import ChartFacts, ChartSource
from geoeditor.core.queries.chart_reading import read_sources
from geoeditor.core.queries.speakers import SpeakerLimits, left_out

_SCOPES: Final = {"timeline": ("event",), "graph": ("actor", "link")}
"""The kinds of facts, by their scope, that each chart shows."""
_OTHERS: Final = {
    chart: {scope for other in _SCOPES.values() for scope in other} - {*own} for chart, own in _SCOPES.items()
}
_WANTED: Final = "(SELECT value FROM json_each(?1))"
_ABOUT: Final = {
    "actor": f"c.actor_id IN {_WANTED}",
    "link": f"c.link_id IN {_WANTED}",
    "event": f"(c.event_id IN {_WANTED} OR c.participation_id IN"
    f" (SELECT id FROM participation WHERE event_id IN {_WANTED}))",
}
"""The condition on citations that support a shown fact; of an event also who took part in it."""


@dataclass(frozen=True, slots=True)
class ChartLimits:
    """What a filter leaves out; nothing set leaves out nothing."""

    signs: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    """Keys; kinds below a hidden one are hidden too."""
    since: int | None = None
    until: int | None = None
    speakers: SpeakerLimits = field(default_factory=SpeakerLimits)

    def __bool__(self) -> bool:
        """Tell whether anything may be left out."""
        return self != ChartLimits()

    def on(self, chart: str) -> "ChartLimits":
        """Return what of this bears on a timeline or a graph; kinds of events, for instance, do not on a graph."""
        others = _OTHERS[chart]
        return replace(self, kinds=frozenset(key for key in self.kinds if key.partition(".")[0] not in others))

    def hides_kind(self, kind: str) -> bool:
        """Tell whether a kind, or one above it by its key, is hidden."""
        return any(kind == hidden or kind.startswith(f"{hidden}.") for hidden in self.kinds)


@dataclass(frozen=True, slots=True)
class Omission:
    """The ids of the facts that are left out of one chart."""

    actors: frozenset[int] = frozenset()
    events: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()
    sources: tuple[ChartSource, ...] | None = None
    """The sources that what remains rests on; None where they are all that there are."""

    def applied(self, facts: ChartFacts) -> ChartFacts:
        """Return the facts without those left out."""
        return replace(
            facts,
            actors=tuple(actor for actor in facts.actors if actor.id not in self.actors),
            events=tuple(event for event in facts.events if event.id not in self.events),
            links=tuple(link for link in facts.links if link.id not in self.links),
            sources=facts.sources if self.sources is None else self.sources,
        )


def omission(document: Document, facts: ChartFacts, chart: str, limits: ChartLimits) -> Omission:
    """Return what limits leave out of the facts of a timeline or a graph; links of hidden actors go with them."""
    if chart == "timeline":
        events = _hidden(document, "event", ((each.id, each.sign, each.kind) for each in facts.events), limits)
        shown = {"event": {each.id for each in facts.events} - events}
        return Omission(events=events, sources=_sources(document, shown, limits))
    with document.read() as connection:
        own = connection.execute("SELECT a.id, coalesce(k.key, '') FROM actor a LEFT JOIN kind k ON k.id = a.kind_id")
        actors = frozenset(row for row, kind in own if limits.hides_kind(kind))
    links = _hidden(document, "link", ((each.id, each.sign, each.kind) for each in facts.links), limits)
    loose = (each.id for each in facts.links if each.from_id in actors or each.to_id in actors)
    links = links.union(loose)
    shown = {"actor": {each.id for each in facts.actors} - actors, "link": {each.id for each in facts.links} - links}
    return Omission(actors=actors, links=links, sources=_sources(document, shown, limits))


def _sources(document: Document, shown: Mapping[str, Collection[int]], limits: ChartLimits) -> tuple[ChartSource, ...]:
    """Return the sources of the passages that support what is shown; those of who is not believed support nothing."""
    unheard = left_out(document, "citation", SpeakerLimits(without=limits.speakers.without))
    found: set[int] = set()
    with document.read() as connection:
        for table, ids in shown.items():
            rows = connection.execute(
                f"SELECT id, source_id FROM citation c WHERE stance = 'supports' AND {_ABOUT[table]}",
                (json.dumps(sorted(ids)),),
            )
            found.update(source for citation, source in rows if not unheard.hides(citation))
        return read_sources(connection, found)


def _hidden(
    document: Document, table: str, rows: Iterable[tuple[int, int, str]], limits: ChartLimits
) -> frozenset[int]:
    """Return which of these events or links, given by id, sign and kind, are hidden; what has no date stays."""
    unheard = left_out(document, table, limits.speakers)
    with document.read() as connection:
        bounds = connection.execute(
            f"SELECT id FROM {table} WHERE t_lo IS NOT NULL AND (t_hi <= ? OR t_lo >= ?)", (limits.since, limits.until)
        )
        untimely = {row for (row,) in bounds}
    return frozenset(
        row
        for row, sign, kind in rows
        if (sign > 0) - (sign < 0) in limits.signs or limits.hides_kind(kind) or row in untimely or unheard.hides(row)
    )
