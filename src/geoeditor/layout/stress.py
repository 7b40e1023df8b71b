"""Node positions whose distances on paper follow the distances in the graph. Imports only numpy.

A start by PivotMDS (Brandes and Pich 2006), then stress majorisation (Gansner, Koren and North 2004): with all
pairs for graphs of up to a few hundred nodes, with pivots and neighbours (after Ortmann, Klimenta and Brandes
2016) above. Nothing is random: the same graph gets the same picture.
"""

import numpy as np

from geoeditor.layout.boxes import Floats, Ints
from geoeditor.layout.distances import Neighbours, all_distances, pivot_hops

_ALL_PAIRS_UP_TO = 300
_PIVOTS = 50


def _start(pivot_rows: Floats) -> Floats:
    """Return (n, 2) positions from (k, n) distances of some nodes to all: the two widest directions."""
    squares = pivot_rows.T**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, _, axes = np.linalg.svd(centred.T @ centred)
    for axis in axes[:2]:
        axis *= np.sign(axis[np.abs(axis).argmax()])  # the sign of an eigenvector is left open
    flat = centred @ axes[:2].T
    if flat.shape[1] < 2:
        flat = np.column_stack([flat, np.zeros(len(flat))])
    spread = flat.std()
    flat = flat / spread * pivot_rows.mean() if spread > 0 else flat
    # Nodes with the same distances would stay on one spot: a turn by the golden angle parts them.
    angle = np.arange(len(flat)) * 2.399963
    return np.asarray(flat + 0.12 * pivot_rows.mean() * np.column_stack([np.cos(angle), np.sin(angle)]))


def _step_all_pairs(places: Floats, ways: Floats, weights: Floats, total: Floats) -> Floats:
    gap = places[:, None, :] - places[None, :, :]
    span = np.sqrt((gap**2).sum(axis=2))
    np.fill_diagonal(span, 1.0)
    pull = weights * ways / np.maximum(span, 1e-9)
    # Each node moves to the weighted mean of where every other node would like to have it.
    moved = weights @ places + places * pull.sum(axis=1)[:, None] - pull @ places
    return np.asarray(moved / total[:, None])


def _all_pairs(ways: Floats, held: Ints, places: Floats, rounds: int) -> Floats:
    weights = 1.0 / np.maximum(ways, 1e-9) ** 2
    np.fill_diagonal(weights, 0.0)
    total = weights.sum(axis=1)
    for _ in range(rounds):
        moved = _step_all_pairs(places, ways, weights, total)
        moved[held] = places[held]
        shift = np.abs(moved - places).max()
        places = moved
        if shift < 0.002 * ways.max():
            break
    return places


def _sparse(neighbours: Neighbours, pivots: Ints, rows: Floats, places: Floats, held: Ints, rounds: int) -> Floats:
    n, k = neighbours.count, len(pivots)
    weights = n / k / 3.0 / np.maximum(rows, 1.0) ** 2  # a pivot stands for its region
    weights[np.arange(k), pivots] = 0.0
    first, second = neighbours.pairs.T
    total = weights.sum(axis=0) + neighbours.degrees
    for _ in range(rounds):
        moved = np.zeros_like(places)
        for row, pivot, weight in zip(rows, pivots, weights, strict=True):
            gap = places - places[pivot]
            span = np.sqrt((gap**2).sum(axis=1)) + 1e-9
            moved += weight[:, None] * (places[pivot] + gap * (row / span)[:, None])
        gap = places[first] - places[second]
        span = np.sqrt((gap**2).sum(axis=1)) + 1e-9
        wish = places[second] + gap / span[:, None]
        for axis in (0, 1):
            moved[:, axis] += np.bincount(first, wish[:, axis], n)
        moved /= total[:, None]
        moved[held] = places[held]
        places = moved
    return places


def _level(places: Floats) -> Floats:
    """Turn the positions so that their longest direction lies flat, as pages and screens do."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    for axis in axes:
        axis *= np.sign(axis[np.abs(axis).argmax()])
    return np.asarray(centred @ axes.T)


def place_component(neighbours: Neighbours, lengths: Floats, fixed: dict[int, tuple[float, float]]) -> Floats:
    """Return (n, 2) px for the nodes of one connected graph.

    Args:
        neighbours: the graph; every node can be reached.
        lengths: wished px for each row of `neighbours.pairs`.
        fixed: px of the nodes that must stay where they are.
    """
    n = neighbours.count
    held = np.array(sorted(fixed), dtype=np.int64)
    spots = np.array([fixed[node] for node in held.tolist()], dtype=np.float64).reshape(-1, 2)
    if n == 1:
        return spots if len(held) else np.zeros((1, 2))
    if n <= _ALL_PAIRS_UP_TO:
        ways = all_distances(neighbours, lengths)
        places = _start(ways)
        places = _held_start(places, held, spots)
        places = _all_pairs(ways, held, places, rounds=300)
    else:
        pivots, rows = pivot_hops(neighbours, _PIVOTS)
        unit = float(lengths.mean())
        places = _held_start(_start(rows), held, spots / unit)
        places = _sparse(neighbours, pivots, rows, places, held, rounds=40) * unit
        places[held] = spots
    return places if len(held) else _level(places)


def _held_start(places: Floats, held: Ints, spots: Floats) -> Floats:
    """Move the whole start near the nodes that must stay, then set these exactly."""
    if not len(held):
        return places
    moved = np.asarray(places - places[held].mean(axis=0) + spots.mean(axis=0))
    moved[held] = spots
    return moved
