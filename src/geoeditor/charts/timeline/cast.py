"""Who gets a storyline, in which order, and which events they meet in. Imports core's facts and `layout`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartFacts
from geoeditor.layout.lanes import order_lanes

NOBODY = -1
"""Stands for the actor of events in which nobody with a storyline takes part."""


def is_place_role(role: str) -> bool:
    """Tell whether a role says where something happened."""
    return f"{role}.".startswith("role.location.")


@dataclass(frozen=True, slots=True)
class Cast:
    """Storylines from top to bottom and the events drawn between them."""

    actors: tuple[ChartActor | None, ...]
    """None is the storyline for events of nobody."""
    events: tuple[ChartEvent, ...]
    lanes: tuple[tuple[int, ...], ...]
    """For each event the storylines it joins, sorted."""
    counts: tuple[int, ...]
    """Events of each storyline."""
    idle: int
    """Actors left out because they take part in no event."""
    squeezed_actors: int
    squeezed_events: int
    """Left out because the picture is too low."""


def _lane_ids(event: ChartEvent, known: dict[int, int]) -> list[int]:
    """Return the actors that take part in an event, places left out."""
    ids = dict.fromkeys(a for a, role in event.participants if a in known and not is_place_role(role))
    return list(ids) or [NOBODY]


def choose_cast(facts: ChartFacts, most: int) -> Cast:
    """Choose up to `most` storylines, those with most events first, and order them to keep connectors short."""
    known = {actor.id: i for i, actor in enumerate(facts.actors)}
    joined = [_lane_ids(event, known) for event in facts.events]
    counts = Counter(actor for ids in joined for actor in ids)
    located = {a for event in facts.events for a, role in event.participants if is_place_role(role)}
    ranked = sorted(counts, key=lambda a: (-counts[a], known.get(a, len(known))))
    chosen = sorted(ranked[:most], key=lambda a: known.get(a, len(known)))
    lane = {actor: i for i, actor in enumerate(chosen)}
    kept = [(event, [lane[a] for a in ids if a in lane]) for event, ids in zip(facts.events, joined, strict=True)]
    kept = [(event, lanes) for event, lanes in kept if lanes]
    order = _nobody_last(order_lanes(len(chosen), [lanes for _, lanes in kept]), lane.get(NOBODY))
    rank = {old: new for new, old in enumerate(order)}
    ids = [chosen[old] for old in order]
    return Cast(
        actors=tuple(None if a == NOBODY else facts.actors[known[a]] for a in ids),
        events=tuple(event for event, _ in kept),
        lanes=tuple(tuple(sorted({rank[old] for old in lanes})) for _, lanes in kept),
        counts=tuple(counts[a] for a in ids),
        idle=sum(1 for a in known if a not in counts and a not in located),
        squeezed_actors=sum(1 for a in ranked[most:] if a != NOBODY),
        squeezed_events=len(facts.events) - len(kept),
    )


def _nobody_last(order: Sequence[int], nobody: int | None) -> list[int]:
    if nobody is None:
        return list(order)
    return [*(lane for lane in order if lane != nobody), nobody]
