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


def spread(windows: Floats, targets: Floats, apart: Sequence[float]) -> Floats:
    """Return one x for each window so that neighbours stay apart as far as the windows allow.

    The sum of squared distances to the targets is the least possible for the distance asked
    (pool adjacent violators), then each x is held inside its window.

    Args:
        windows: (n, 2) px, the least and greatest x of each.
        targets: (n,) px, where each would like to be.
        apart: distances to try, largest first; the first that all windows allow is taken, else the last.
    """
    order = np.lexsort((targets, windows.mean(axis=1)))
    low, high = windows[order].T
    placed = targets[order]
    for distance in apart:
        steps = np.arange(len(order)) * distance
        placed = np.clip(_isotonic(targets[order] - steps) + steps, low, high)
        if len(placed) < 2 or (np.diff(placed) >= distance - 1e-6).all():
            break
    xs = np.empty(len(order))
    xs[order] = placed
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
