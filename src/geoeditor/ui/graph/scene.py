"""What the graph shows, as arrays: nodes with their places, links with their curves, and what the filter hides.

Rows number the arrays; ids number the facts. Knows the facts as the queries give them, no widgets.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geoeditor.charts.display import Dash
from geoeditor.charts.style import base_kind, status_dash, weight
from geoeditor.core.queries.chart_facts import ChartLink
from geoeditor.core.queries.graph import GraphActor, GraphLink
from geoeditor.core.queries.hues import FAIR
from geoeditor.core.queries.speakers import LeftOut
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.bundles import DIAMOND, ROUND, ROUNDED, SQUARE, curves, fan_bends, fan_ranks

Bools = NDArray[np.bool_]
LEAST_FAN, MOST_FAN = 34.0, 60.0
"""Px between two links of the same two nodes."""
_LABEL_ROOM: Final = (92.0, 26.0)
"""Px that a label takes, more or less: fans are laid before anything is measured."""
LEAST_RADIUS, MOST_RADIUS = 9.0, 18.0
_OUTLINES: Final = {"actor.state": ROUNDED, "actor.organisation": SQUARE, "actor.place": DIAMOND}
DASHES: Final = tuple(Dash)
"""Dashes by their number in `Scene.dashes`."""


@dataclass(slots=True)
class Limits:
    """What a filter hides, as far as the graph is concerned."""

    signs: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    """Links that are hidden for who says them."""

    def hides(self, kind: str) -> bool:
        """Tell whether a kind, or one above it, is hidden."""
        return bool(self.kinds) and any(kind == hidden or kind.startswith(f"{hidden}.") for hidden in self.kinds)

    def hides_link(self, link: GraphLink) -> bool:
        """Tell whether a link is hidden; one without a date is not hidden by time."""
        shown = link.shown
        return (
            (shown.sign > 0) - (shown.sign < 0) in self.signs
            or self.hides(shown.kind)
            or self.left_out.hides(shown.id)
            or (self.since is not None and link.until is not None and link.until <= self.since)
            or (self.until is not None and link.since is not None and link.since >= self.until)
        )


def _floats(width: int) -> Floats:
    return np.zeros((0, width)) if width > 1 else np.zeros(0)


@dataclass(slots=True)
class Scene:
    """Nodes and links; arrays are made anew by `rebuild`, places are kept by id."""

    actors: dict[int, GraphActor] = field(default_factory=dict)
    links: dict[int, GraphLink] = field(default_factory=dict)
    placed: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Where each node lies, in chart units, whether the project says so or the layout."""
    stored: set[int] = field(default_factory=set)
    """Nodes whose places the project holds."""
    limits: Limits = field(default_factory=Limits)

    ids: list[int] = field(default_factory=list)
    row_of: dict[int, int] = field(default_factory=dict)
    places: Floats = field(default_factory=lambda: _floats(2))
    radii: Floats = field(default_factory=lambda: _floats(1))
    kinds: list[str] = field(default_factory=list)
    outlines: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    degrees: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    shown: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    """Nodes that the filter leaves."""

    link_ids: list[int] = field(default_factory=list)
    link_row_of: dict[int, int] = field(default_factory=dict)
    ends: Ints = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int64))
    ranks: Floats = field(default_factory=lambda: _floats(1))
    bends: Floats = field(default_factory=lambda: _floats(1))
    signs: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    widths: Floats = field(default_factory=lambda: _floats(1))
    dashes: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    directed: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    hollow: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    link_shown: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    lines: Floats = field(default_factory=lambda: _floats(6))
    """(m, 6) curves from centre to centre."""
    version: int = 0
    """Grows whenever anything that is drawn changes."""

    def rebuild(self) -> None:
        """Make all arrays from the facts; every actor must have a place."""
        self.ids = sorted(self.actors)
        self.row_of = {actor: row for row, actor in enumerate(self.ids)}
        actors = [self.actors[actor].shown for actor in self.ids]
        self.kinds = [base_kind(actor) for actor in actors]
        self.outlines = np.array([_OUTLINES.get(kind, ROUND) for kind in self.kinds], dtype=np.int64)
        self.places = np.array([self.placed[actor] for actor in self.ids], dtype=np.float64).reshape(-1, 2)
        self.link_ids = sorted(link for link in self.links if self._has_ends(self.links[link]))
        self.link_row_of = {link: row for row, link in enumerate(self.link_ids)}
        links = [self.links[link].shown for link in self.link_ids]
        flat = (self.row_of[end] for link in links for end in (link.from_id, link.to_id))
        self.ends = np.fromiter(flat, dtype=np.int64, count=2 * len(links)).reshape(-1, 2)
        self.signs = np.array([(link.sign > 0) - (link.sign < 0) for link in links], dtype=np.int64)
        self.widths = np.array([weight(link.evidence) for link in links], dtype=np.float64)
        number = {dash: i for i, dash in enumerate(DASHES)}
        self.dashes = np.array([number[status_dash(link.status, link.evidence)] for link in links], dtype=np.int64)
        self.directed = np.array([link.directed for link in links], dtype=np.bool_)
        self.hollow = np.array([not link.evidence.passages for link in links], dtype=np.bool_)
        self._measure()
        self.filter(self.limits)

    def take(self, actors: Iterable[int], links: Iterable[int]) -> bool:
        """Take over facts that changed or came; False, and nothing is done, where one went or was joined anew.

        Every new actor must have a place.
        """
        people, lines = sorted(actors), sorted(links)
        if any(actor not in self.actors for actor in people) or any(link not in self.links for link in lines):
            return False
        known = [link for link in lines if link in self.link_row_of]
        if any(self._ends_of(link) != self.ends[self.link_row_of[link]].tolist() for link in known):
            return False
        new = [actor for actor in people if actor not in self.row_of]
        if new:
            self._insert_actors(new)
        joining = [link for link in lines if link not in self.link_row_of and self._has_ends(self.links[link])]
        if joining:
            self._insert_links(joining)
        for link in (*known, *joining):
            self._take_link(self.link_row_of[link], self.links[link].shown)
        for actor in people:
            row = self.row_of[actor]
            self.kinds[row] = base_kind(self.actors[actor].shown)
            self.outlines[row] = _OUTLINES.get(self.kinds[row], ROUND)
        self.filter(self.limits)
        return True

    def _ends_of(self, link: int) -> list[int | None]:
        shown = self.links[link].shown
        return [self.row_of.get(shown.from_id), self.row_of.get(shown.to_id)]

    def _insert_actors(self, new: Sequence[int]) -> None:
        """Make room for actors, in the order of their ids; the rows behind them move down."""
        at = np.searchsorted(np.array(self.ids, dtype=np.int64), new)
        for moved, (row, actor) in enumerate(zip(at.tolist(), new, strict=True)):
            self.ids.insert(row + moved, actor)
            self.kinds.insert(row + moved, "")
        self.row_of = {actor: row for row, actor in enumerate(self.ids)}
        self.outlines = np.insert(self.outlines, at, ROUND)
        self.places = np.insert(self.places, at, [self.placed[actor] for actor in new], axis=0)
        self.degrees = np.insert(self.degrees, at, 0)
        self.radii = np.insert(self.radii, at, LEAST_RADIUS)
        self.ends = self.ends + np.searchsorted(at, self.ends, side="right")

    def _insert_links(self, new: Sequence[int]) -> None:
        """Make room for links, in the order of their ids; what they look like is taken over afterwards."""
        at = np.searchsorted(np.array(self.link_ids, dtype=np.int64), new)
        for moved, (row, link) in enumerate(zip(at.tolist(), new, strict=True)):
            self.link_ids.insert(row + moved, link)
        self.link_row_of = {link: row for row, link in enumerate(self.link_ids)}
        shown = [self.links[link].shown for link in new]
        ends = [[self.row_of[each.from_id], self.row_of[each.to_id]] for each in shown]
        self.ends = np.insert(self.ends, at, ends, axis=0)
        self.signs, self.dashes = np.insert(self.signs, at, 0), np.insert(self.dashes, at, 0)
        self.widths = np.insert(self.widths, at, 1.0)
        self.directed, self.hollow = np.insert(self.directed, at, False), np.insert(self.hollow, at, False)
        self._measure()

    def _measure(self) -> None:
        """Count the links of each node, which make it larger."""
        self.degrees = np.bincount(self.ends.ravel(), minlength=len(self.ids))
        self.radii = np.minimum(LEAST_RADIUS + 2.0 * np.sqrt(self.degrees.astype(np.float64)), MOST_RADIUS)

    def _take_link(self, row: int, link: ChartLink) -> None:
        self.signs[row] = (link.sign > 0) - (link.sign < 0)
        self.widths[row] = weight(link.evidence)
        self.dashes[row] = DASHES.index(status_dash(link.status, link.evidence))
        self.directed[row] = link.directed
        self.hollow[row] = not link.evidence.passages

    def _has_ends(self, link: GraphLink) -> bool:
        shown = link.shown
        return shown.from_id in self.actors and shown.to_id in self.actors and shown.from_id != shown.to_id

    def filter(self, limits: Limits) -> None:
        """Show what these limits leave; links of hidden nodes go with them."""
        self.limits = limits
        self.shown = np.ones(len(self.ids), dtype=np.bool_)
        self.link_shown = np.ones(len(self.link_ids), dtype=np.bool_)
        if limits != Limits():
            self.shown[:] = [not limits.hides(self.actors[actor].kind) for actor in self.ids]
            self.link_shown[:] = [not limits.hides_link(self.links[link]) for link in self.link_ids]
        if len(self.ends):
            self.link_shown &= self.shown[self.ends].all(axis=1)
        # What is hidden takes no part in a fan.
        self.ranks = np.zeros(len(self.ends))
        self.ranks[self.link_shown] = fan_ranks(self.ends[self.link_shown])
        self.bend()

    def bend(self) -> None:
        """Make the curves anew, as nodes have moved."""
        self.bends, self.lines = np.zeros(len(self.ends)), np.zeros((len(self.ends), 6))
        self._bend(np.arange(len(self.ends)))
        self.version += 1

    def _bend(self, links: Ints) -> None:
        ends = self.ends[links]
        room = np.tile(_LABEL_ROOM, (len(links), 1))
        self.bends[links] = fan_bends(self.places, ends, self.ranks[links], room, LEAST_FAN, MOST_FAN)
        self.lines[links] = curves(self.places, ends, self.bends[links])

    def move(self, rows: Sequence[int] | Ints, places: Floats) -> None:
        """Put nodes elsewhere; their links follow."""
        self.places[rows] = places
        near = np.flatnonzero(np.isin(self.ends, rows).any(axis=1)) if len(self.ends) else np.zeros(0, dtype=np.int64)
        self._bend(near)
        for row in rows:
            x, y = self.places[row].tolist()
            self.placed[self.ids[row]] = (x, y)
        self.version += 1

    def put(self, places: Mapping[int, tuple[float, float]]) -> None:
        """Put all these nodes, by id, at their places."""
        self.placed.update({actor: spot for actor, spot in places.items() if actor in self.actors})
        self.places = np.array([self.placed[actor] for actor in self.ids], dtype=np.float64).reshape(-1, 2)
        self.bend()

    def recoloured(self, actors: Iterable[int]) -> frozenset[int]:
        """Return the oldest actors if one of these, as they come or go, is of them: they share out the colours."""
        oldest = self.ids[:FAIR]
        moved = [actor for actor in actors if actor not in self.actors or actor in oldest]
        if not moved or (len(oldest) == FAIR and min(moved) > oldest[-1]):
            return frozenset()
        return frozenset(self.ids[: FAIR + len(moved)])

    def links_of(self, rows: Iterable[int]) -> Ints:
        """Return the rows of the visible links that begin or end at any of these nodes."""
        if not len(self.ends):
            return np.zeros(0, dtype=np.int64)
        touching = np.isin(self.ends, list(rows)).any(axis=1)
        return np.flatnonzero(touching & self.link_shown)

    def hidden(self) -> int:
        """Return how many nodes and links the filter hides."""
        return int((~self.shown).sum() + (~self.link_shown).sum())
