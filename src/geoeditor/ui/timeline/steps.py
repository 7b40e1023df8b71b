"""Which event the arrow keys lead to: along time, or to the storyline or lane above and below."""

import numpy as np

from geoeditor.charts.timeline.scene import Scene, Strips


def neighbour(scene: Scene, strips: Strips, current: int, way: str) -> int | None:
    """Return the event that lies next to the current one (-1: none), None where there is none.

    Args:
        scene: the events.
        strips: the lanes they lie on.
        current: place of the current event.
        way: next, previous, first, last in time; above, below among the lanes.
    """
    order = scene.in_time
    if not len(order):
        return None
    places = np.flatnonzero(order == current)
    if way == "first" or (way != "last" and not len(places)):
        return int(order[0])
    if way == "last":
        return int(order[-1])
    place = int(places[0])
    if way in ("next", "previous"):
        goal = place + (1 if way == "next" else -1)
        return int(order[goal]) if 0 <= goal < len(order) else None
    return _across(scene, strips, current, place, way)


def _across(scene: Scene, strips: Strips, current: int, place: int, way: str) -> int | None:
    """Return the event nearest in time of the next lane that has another one."""
    rank = np.full(len(scene), -1, dtype=np.int64)
    rank[scene.in_time] = np.arange(len(scene.in_time))
    if way == "below":
        lanes = range(int(strips.top[current]) + 1, len(strips.lanes))
    else:
        lanes = range(int(strips.top[current]) - 1, -1, -1)
    for lane in lanes:
        events = strips.mark_event[strips.starts[lane] : strips.starts[lane + 1]]
        events = events[(events != current) & (rank[events] >= 0)]
        own = events[strips.top[events] == lane]
        chosen = own if len(own) else events
        if len(chosen):
            return int(chosen[int(np.abs(rank[chosen] - place).argmin())])
    return None
