"""The order of storylines and the side-by-side spread of events. Imports only numpy.

The order makes the connectors short: a start by barycentres (Sugiyama, Tagawa and Toda 1981), then single lanes
are moved as long as the sum of connector lengths falls.
"""

from collections.abc import Sequence

import numpy as np

from geoeditor.layout.boxes import Floats, Ints

_MOVES_UP_TO = 80
"""Lanes up to which every single move is tried; above it the barycentres stand."""


def _cost(rank: Ints, lanes: Ints, starts: Ints) -> int:
    where = rank[lanes]
    return int((np.maximum.reduceat(where, starts) - np.minimum.reduceat(where, starts)).sum())


def _barycentres(count: int, lanes: Ints, events: Ints, rounds: int) -> Ints:
    """Return lanes in the best order that averaging back and forth between lanes and events finds."""
    rank = np.arange(count, dtype=np.float64)
    sizes = np.bincount(events)
    shares = np.maximum(np.bincount(lanes, minlength=count), 1)
    starts = np.flatnonzero(np.r_[True, events[1:] != events[:-1]])
    best, best_cost = np.arange(count), _cost(np.arange(count), lanes, starts)
    for _ in range(rounds):
        centres = np.bincount(events, rank[lanes]) / sizes
        pulled = np.bincount(lanes, centres[events], minlength=count) / shares
        alone = np.bincount(lanes, minlength=count) == 0
        order = np.argsort(np.where(alone, rank, pulled), kind="stable")
        rank = np.empty(count)
        rank[order] = np.arange(count)
        cost = _cost(rank.astype(np.int64), lanes, starts)
        if cost < best_cost:
            best, best_cost = order, cost
    return best


def _improved(order: Ints, lanes: Ints, starts: Ints, rounds: int) -> Ints:
    """Move one lane at a time to where the connectors are shortest."""
    current = order.tolist()
    rank = np.empty(len(current), dtype=np.int64)
    for _ in range(rounds):
        before = list(current)
        for lane in before:
            at = current.index(lane)
            rest = current[:at] + current[at + 1 :]
            costs = []
            for place in range(len(current)):
                rank[[*rest[:place], lane, *rest[place:]]] = np.arange(len(current))
                costs.append(_cost(rank, lanes, starts))
            place = int(np.argmin(costs))
            if costs[place] < costs[at]:
                current = [*rest[:place], lane, *rest[place:]]
        if current == before:
            break
    return np.array(current, dtype=np.int64)


def order_lanes(count: int, groups: Sequence[Sequence[int]]) -> list[int]:
    """Return lane numbers from top to bottom so that lanes that meet often lie close together.

    Args:
        count: number of lanes.
        groups: for each event the lanes that meet in it; groups of one do not matter.
    """
    shared = [group for group in groups if len(set(group)) > 1]
    if count < 3 or not shared:
        return list(range(count))
    lanes = np.concatenate([np.array(sorted(set(group)), dtype=np.int64) for group in shared])
    events = np.repeat(np.arange(len(shared)), [len(set(group)) for group in shared])
    starts = np.flatnonzero(np.r_[True, events[1:] != events[:-1]])
    order = _barycentres(count, lanes, events, rounds=24)
    if count <= _MOVES_UP_TO and len(lanes) <= 2000:
        order = _improved(order, lanes, starts, rounds=6)
    return [int(lane) for lane in order]


def spread(windows: Floats, targets: Floats, least: float, most: float) -> Floats:
    """Return one x for each window so that neighbours stay apart as far as the windows allow.

    Each run of windows that overlap, or nearly, is spread by itself, by the largest distance between `least` and
    `most` px at which that parts all neighbours; where not even `least` does, by the largest below it that does.

    Args:
        windows: (n, 2) px, the least and greatest x of each.
        targets: (n,) px, where each would like to be.
        least: px the neighbours should have at least.
        most: px beyond which more distance is no gain.
    """
    order = np.lexsort((targets, windows[:, 0]))
    reach = np.maximum.accumulate(windows[order, 1])
    cuts = np.flatnonzero(windows[order[1:], 0] > reach[:-1] + least) + 1
    xs = np.empty(len(order))
    for run in np.split(order, cuts):
        xs[run] = _spread_run(windows[run], targets[run], least, most)
    return xs


def _spread_run(windows: Floats, targets: Floats, least: float, most: float) -> Floats:
    """Spread one run: for a distance, the least sum of squares to the targets, then each held in its window."""
    order = np.lexsort((targets, windows.mean(axis=1)))
    low, high = windows[order].T
    wishes = targets[order]

    def placed(distance: float) -> Floats:
        steps = np.arange(len(order)) * distance
        # bounds that leave room for the neighbours rise like the places do, so holding within them keeps the distance
        lows = np.maximum.accumulate(low - steps) + steps
        highs = np.minimum.accumulate((high - steps)[::-1])[::-1] + steps
        return np.asarray(np.clip(np.clip(_isotonic(wishes - steps) + steps, lows, highs), low, high))

    def parts_all(tried: Floats, distance: float) -> bool:
        return bool((np.diff(tried) >= distance - 1e-6).all())

    best = placed(least)
    below, above = (least, most) if parts_all(best, least) else (0.0, least)
    for _ in range(7 if len(order) > 1 else 0):
        middle = (below + above) / 2
        tried = placed(middle)
        if parts_all(tried, middle):
            best, below = tried, middle
        else:
            above = middle
    xs = np.empty(len(order))
    xs[order] = best
    return xs


def _isotonic(values: Floats) -> Floats:
    """Return the non-decreasing row of numbers nearest to the values."""
    sums: list[float] = []
    sizes: list[int] = []
    for value in values.tolist():
        sums.append(value)
        sizes.append(1)
        while len(sums) > 1 and sums[-2] * sizes[-1] >= sums[-1] * sizes[-2]:
            total, size = sums.pop(), sizes.pop()
            sums[-1] += total
            sizes[-1] += size
    return np.repeat(np.array(sums) / np.array(sizes), sizes)
