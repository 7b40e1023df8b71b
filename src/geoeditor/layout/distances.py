"""Graph distances and connected components, breadth first. Imports only numpy."""

import numpy as np

from geoeditor.layout.boxes import Floats, Ints


class Neighbours:
    """Who is linked to whom, both ways, as one flat list cut at `starts`."""

    def __init__(self, count: int, pairs: Ints) -> None:
        both = np.concatenate([pairs, pairs[:, ::-1]]) if len(pairs) else pairs.reshape(0, 2)
        both = np.unique(both[both[:, 0] != both[:, 1]], axis=0)
        self.count = count
        self.pairs: Ints = both
        self.flat: Ints = both[:, 1]
        self.starts: Ints = np.searchsorted(both[:, 0], np.arange(count + 1))
        self.degrees: Ints = np.diff(self.starts)

    def hops(self, start: int) -> Floats:
        """Return the number of steps from one node to each, infinity where there is no way."""
        steps = np.full(self.count, np.inf)
        steps[start] = 0
        front = np.array([start])
        level = 0
        while len(front):
            level += 1
            sizes = self.degrees[front]
            skips = np.repeat(np.cumsum(sizes) - sizes, sizes)
            reached = self.flat[np.repeat(self.starts[front], sizes) + np.arange(len(skips)) - skips]
            front = np.unique(reached[np.isinf(steps[reached])])
            steps[front] = level
        return steps

    def components(self) -> list[Ints]:
        """Return the nodes of each connected part, the largest first, then by first node."""
        part = np.full(self.count, -1)
        found: list[Ints] = []
        for node in range(self.count):
            if part[node] < 0:
                members = np.flatnonzero(np.isfinite(self.hops(node))) if self.degrees[node] else np.array([node])
                part[members] = node
                found.append(members)
        return sorted(found, key=lambda members: (-len(members), int(members[0])))


def all_distances(neighbours: Neighbours, lengths: Floats) -> Floats:
    """Return the (n, n) lengths of the shortest ways, for a few hundred nodes (Floyd and Warshall).

    Args:
        neighbours: a connected graph.
        lengths: the length of each row of `neighbours.pairs`.
    """
    n = neighbours.count
    ways = np.full((n, n), np.inf)
    np.fill_diagonal(ways, 0.0)
    ways[neighbours.pairs[:, 0], neighbours.pairs[:, 1]] = lengths
    for middle in range(n):
        np.minimum(ways, ways[:, middle, None] + ways[None, middle, :], out=ways)
    return ways


def pivot_hops(neighbours: Neighbours, most: int) -> tuple[Ints, Floats]:
    """Return up to `most` nodes that lie far from each other, and their (k, n) hop counts to all nodes."""
    most = min(most, neighbours.count)
    pivots = [int(neighbours.degrees.argmax())]
    rows = [neighbours.hops(pivots[0])]
    nearest = rows[0].copy()
    while len(pivots) < most:
        pivots.append(int(nearest.argmax()))
        rows.append(neighbours.hops(pivots[-1]))
        np.minimum(nearest, rows[-1], out=nearest)
    return np.array(pivots), np.array(rows)
