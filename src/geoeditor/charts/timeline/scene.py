"""The timeline on the screen before anything has a place: events as columns, joined to lanes. Imports core's columns.

A lane is an actor's storyline or a kind of events. Nothing here depends on scale or size; `screen` does that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geoeditor.charts.style import base_kind
from geoeditor.core.queries.chart_facts import ChartActor
from geoeditor.core.queries.timeline import EventKind, TimelineColumns
from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.lanes import order_lanes
from geoeditor.layout.row_packing import pack_rows
from geoeditor.translation import tr

Bools = NDArray[np.bool_]
Mode = Literal["storylines", "lanes"]
OPEN_NUDGE: Final = 34.0
"""Px from the known end of a time whose other end is open to the mark of the event."""
_TRAY_ROWS: Final = 4
_MOST_ORDERED: Final = 20_000
"""Participations from which the order of storylines is found."""
_MOST_TRAY_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Lane:
    """A storyline or a lane of a kind: what it is called, and whose it is."""

    name: str
    actor: ChartActor | None = None
    sign: int = 0
    """Of a kind of events."""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Strips:
    """Lanes from top to bottom and the marks on them; marks are sorted by lane."""

    mode: Mode
    lanes: tuple[Lane, ...]
    mark_event: Ints
    """(m,) place of the event in the columns."""
    mark_lane: Ints
    starts: Ints
    """(lanes + 1,) where the marks of each lane begin."""
    top: Ints
    """(n,) uppermost lane of each event; of one without marks, beyond its lowest."""
    bottom: Ints
    tray_column: Ints
    """(n,) place from left to right in the tray, of those without a date."""
    tray_row: Ints
    """(n,) row within a lane, of those without a date."""
    tray_columns: int
    """How many columns the tray has."""
    lane_of: Mapping[int, int]
    """The storyline of each actor, by id."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All events of a project with what drawing needs of each, and what the filter hides."""

    columns: TimelineColumns
    sign: NDArray[np.int64]
    dated: Bools
    mid: Floats
    """Best estimate in seconds: the middle, or the known end; NaN without a date."""
    nudge: Floats
    """Px by which the mark lies beside `mid`, for times that are open at one end."""
    twin: Floats
    """Place among events of the very same time, 0 in their middle."""
    twins: Floats
    """How many have the very same time."""
    rank: Ints
    """(n,) importance, 0 the greatest: well documented events first, then those of many actors."""
    hidden: Bools
    in_time: Ints
    """Events that are shown and dated, in order of time, then those without a date."""

    def __len__(self) -> int:
        """Return how many events there are, hidden ones included."""
        return len(self.columns.events)

    def at(self, event_id: int) -> int | None:
        """Return the place of an event in the columns, None where it is not there."""
        ids = self.columns.events.ids
        place = int(np.searchsorted(ids, event_id))
        return place if place < len(ids) and int(ids[place]) == event_id else None

    def places(self, event_ids: Sequence[int]) -> list[int]:
        """Return the places of those events that are there, in the order given."""
        ids, wanted = self.columns.events.ids, np.array(event_ids, dtype=np.int64)
        if not len(ids):
            return []
        found = np.searchsorted(ids, wanted).clip(max=len(ids) - 1)
        places: list[int] = found[ids[found] == wanted].tolist()
        return places

    def id(self, place: int) -> int:
        """Return the id of an event by its place."""
        return int(self.columns.events.ids[place])


def make_scene(
    columns: TimelineColumns,
    hides: Callable[[int, str], bool],
    since: int | None = None,
    until: int | None = None,
    left_out: Bools | None = None,
) -> Scene:
    """Return the scene of these columns.

    Args:
        columns: the events.
        hides: whether the filter hides a sign and kind; asked once a kind.
        since: what ends before this second is hidden.
        until: what begins at or after it is hidden.
        left_out: for each event whether it is hidden for any other reason.
    """
    events = columns.events
    kinds: Mapping[int, EventKind] = {0: EventKind("", "", 0), **columns.kinds}
    known, inverse = np.unique(events.kinds, return_inverse=True)
    found = [kinds.get(kind, kinds[0]) for kind in known.tolist()]
    sign = np.array([kind.sign for kind in found], dtype=np.int64)[inverse] if len(events) else np.zeros(0, np.int64)
    off = np.array([hides(kind.sign, kind.key) for kind in found], dtype=np.bool_)
    hidden = off[inverse] if len(events) else np.zeros(0, np.bool_)
    if left_out is not None:
        hidden |= left_out
    dated = ~np.isnan(events.lo)
    with np.errstate(invalid="ignore"):
        if since is not None:
            hidden |= dated & (events.hi <= since)
        if until is not None:
            hidden |= dated & (events.lo >= until)
    mid, nudge = _estimates(events.lo, events.hi)
    twin, twins = _twins(mid, dated & ~hidden)
    joined = columns.participations
    people = np.bincount(np.searchsorted(events.ids, joined.events), minlength=len(events))
    order = np.lexsort((-people, -events.passages))
    rank = np.empty(len(events), dtype=np.int64)
    rank[order] = np.arange(len(events))
    timed = np.argsort(np.where(dated, mid, np.inf), kind="stable")
    return Scene(columns, sign, dated, mid, nudge, twin, twins, rank, hidden, timed[~hidden[timed]])


def _estimates(lo: Floats, hi: Floats) -> tuple[Floats, Floats]:
    """Return the best estimate of each time, and how many px beside it the mark goes."""
    open_start, open_end = np.isneginf(lo), np.isposinf(hi)
    finite_lo, finite_hi = np.where(open_start, hi, lo), np.where(open_end, lo, hi)
    mid = finite_lo + (finite_hi - finite_lo) / 2
    mid[np.isinf(mid)] = 0.0  # open at both ends
    nudge = np.where(open_start, -OPEN_NUDGE, 0.0) + np.where(open_end, OPEN_NUDGE, 0.0)
    return mid, nudge


def _twins(mid: Floats, shown: Bools) -> tuple[Floats, Floats]:
    """Return for each event its place among those of the same time, and how many they are."""
    place, count = np.zeros(len(mid)), np.ones(len(mid))
    at = np.flatnonzero(shown)
    if len(at):
        _, inverse, sizes = np.unique(mid[at], return_inverse=True, return_counts=True)
        order = np.argsort(inverse, kind="stable")
        begun = np.cumsum(sizes) - sizes
        within = np.empty(len(at))
        within[order] = np.arange(len(at)) - begun[inverse[order]]
        place[at] = within - (sizes[inverse] - 1) / 2
        count[at] = sizes[inverse]
    return place, count


def storyline_strips(scene: Scene, before: Sequence[Lane] = ()) -> Strips:
    """Return one lane for each actor; the order of those before is kept, new ones come below."""
    columns = scene.columns
    joined = columns.participations
    actor_ids = np.array([actor.id for actor in columns.actors], dtype=np.int64)
    at = np.searchsorted(columns.events.ids, joined.events)
    person = np.searchsorted(actor_ids, joined.actors)
    wanted = ~joined.is_place & ~scene.hidden[at]
    size = max(len(actor_ids), 1)
    pairs = np.column_stack(np.divmod(np.unique(at[wanted] * size + person[wanted]), size))
    counts = np.bincount(pairs[:, 1], minlength=len(actor_ids))
    lonely = ~scene.hidden
    lonely[pairs[:, 0]] = False
    known = [lane.actor.id for lane in before if lane.actor]
    order = _kept_order(columns.actors, actor_ids, counts, known) if known else _order(columns.actors, pairs, counts)
    lane_of = np.full(len(actor_ids), -1, dtype=np.int64)
    lane_of[order] = np.arange(len(order))
    lanes = _lanes(columns.actors, order, counts.tolist(), before)
    nobody = np.flatnonzero(lonely)
    if len(nobody):
        lanes.append(Lane(tr("nobody named"), count=len(nobody)))
    mark_event = np.concatenate([pairs[:, 0], nobody])
    mark_lane = np.concatenate([lane_of[pairs[:, 1]], np.full(len(nobody), len(lanes) - 1, dtype=np.int64)])
    return _strips(scene, "storylines", lanes, mark_event, mark_lane)


def same_strips(one: Scene, other: Scene) -> bool:
    """Tell whether two scenes surely come to the same storylines: the same people in the same events, as dated."""
    a, b = one.columns, other.columns
    pairs = (
        (a.events.ids, b.events.ids),
        (np.isnan(a.events.lo), np.isnan(b.events.lo)),
        (a.participations.events, b.participations.events),
        (a.participations.actors, b.participations.actors),
        (a.participations.is_place, b.participations.is_place),
        (one.hidden, other.hidden),
    )
    return a.actors == b.actors and all(x is y or np.array_equal(x, y) for x, y in pairs)


def _lanes(
    actors: Sequence[ChartActor], order: Sequence[int], counts: Sequence[int], before: Sequence[Lane]
) -> list[Lane]:
    """Return the lanes of actors in this order; one that stays as it was is the same object."""
    lanes = []
    for place, i in enumerate(order):
        actor, count = actors[i], counts[i]
        lane = before[place] if place < len(before) else None
        is_same = lane is not None and lane.actor is actor and lane.count == count
        lanes.append(lane if lane is not None and is_same else Lane(actor.name, actor, count=count))
    return lanes


def _kept_order(actors: Sequence[ChartActor], ids: Ints, counts: Ints, before: Sequence[int]) -> list[int]:
    """Return the places of actors from top to bottom as they were before, new ones last."""
    place = np.full(len(ids), len(before), dtype=np.int64)
    wanted = np.array(before, dtype=np.int64)
    at = np.searchsorted(ids, wanted)
    there = at < len(ids)
    there[there] = ids[at[there]] == wanted[there]
    place[at[there]] = np.flatnonzero(there)
    shown = (counts > 0) | (place < len(before))
    for i in np.flatnonzero(~shown).tolist():
        shown[i] = base_kind(actors[i]) != "actor.place"
    order = np.argsort(place, kind="stable")
    kept: list[int] = order[shown[order]].tolist()
    return kept


def _order(actors: Sequence[ChartActor], pairs: Ints, counts: Ints) -> list[int]:
    """Return the places of actors from top to bottom so that connectors are short, idle ones last."""
    active = counts > 0
    busy = np.flatnonzero(active)
    lane = np.full(len(actors), -1, dtype=np.int64)
    lane[busy] = np.arange(len(busy))
    # The order of so many lanes shows in a part of the events.
    pairs = pairs[pairs[:, 0] % max(len(pairs) // _MOST_ORDERED, 1) == 0]
    cuts = np.flatnonzero(np.diff(pairs[:, 0])) + 1
    groups = [group.tolist() for group in np.split(lane[pairs[:, 1]], cuts)] if len(pairs) else []
    ordered = busy[np.array(order_lanes(len(busy), groups), dtype=np.int64)].tolist()
    idle = [i for i, actor in enumerate(actors) if not active[i] and base_kind(actor) != "actor.place"]
    return [*ordered, *idle]


def kind_strips(scene: Scene) -> Strips:
    """Return one lane for each kind of events that is there, in the order of the vocabulary."""
    columns = scene.columns
    shown = np.flatnonzero(~scene.hidden)
    known, inverse = np.unique(columns.events.kinds[shown], return_inverse=True)
    counts = np.bincount(inverse, minlength=len(known))
    lanes = []
    for kind, count in zip(known.tolist(), counts.tolist(), strict=True):
        found = columns.kinds.get(kind)
        lanes.append(Lane(found.label if found else tr("no kind"), sign=found.sign if found else 0, count=count))
    return _strips(scene, "lanes", lanes, shown, inverse.astype(np.int64))


def _strips(scene: Scene, mode: Mode, lanes: Sequence[Lane], mark_event: Ints, mark_lane: Ints) -> Strips:
    order = np.lexsort((mark_event, mark_lane))
    mark_event, mark_lane = mark_event[order], mark_lane[order]
    starts = np.searchsorted(mark_lane, np.arange(len(lanes) + 1))
    top, bottom = np.full(len(scene), len(lanes), dtype=np.int64), np.full(len(scene), -1, dtype=np.int64)
    np.minimum.at(top, mark_event, mark_lane)
    np.maximum.at(bottom, mark_event, mark_lane)
    column, row = _tray(scene, mode, top, bottom)
    undated = ~scene.dated & ~scene.hidden
    columns = int(column[undated].max()) + 1 if undated.any() else 0
    lane_of = {lane.actor.id: place for place, lane in enumerate(lanes) if lane.actor is not None}
    return Strips(mode, tuple(lanes), mark_event, mark_lane, starts, top, bottom, column, row, columns, lane_of)


def _tray(scene: Scene, mode: Mode, top: Ints, bottom: Ints) -> tuple[Ints, Ints]:
    """Return column and row in the tray of all events without a date, so that they lie apart."""
    column, row = np.zeros(len(scene), dtype=np.int64), np.zeros(len(scene), dtype=np.int64)
    at = np.flatnonzero(~scene.dated & ~scene.hidden)
    if not len(at):
        return column, row
    if mode == "storylines":
        flat = np.zeros(len(at), dtype=np.int64)
        column[at] = pack_rows(
            flat, top[at].astype(np.float64), (bottom[at] + 1).astype(np.float64), _MOST_TRAY_COLUMNS
        )
        return column, row
    ordered = at[np.argsort(top[at], kind="stable")]
    within = np.arange(len(at)) - np.searchsorted(top[ordered], top[ordered])
    row[ordered], column[ordered] = within % _TRAY_ROWS, within // _TRAY_ROWS
    return column, row
