"""Which colour of the series an actor has that was given none: its id asks for one, and the first few share out fairly.

An actor keeps its hue whoever comes later; one that goes changes at most those few that had to step aside for it.
Imports nothing of ours.
"""

from collections.abc import Iterable
from typing import Final

HUES: Final = 8
"""How many colours a series has."""
FAIR: Final = HUES
"""How many actors, the oldest, share the hues out; were it more, one that goes would change many others."""


def hues(oldest: Iterable[int]) -> dict[int, int]:
    """Return by id, the oldest first, the hue that each asks for, or the next of those used least so far."""
    used = [0] * HUES
    found: dict[int, int] = {}
    for actor in oldest:
        least = min(used)
        hue = next(asked for asked in range(actor, actor + HUES) if used[asked % HUES] == least) % HUES
        used[hue] += 1
        found[actor] = hue
    return found
