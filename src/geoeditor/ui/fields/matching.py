"""Which choices fit what was typed: folded text searched in one long string, so that 20,000 answer at once."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from geoeditor.core.search import fold
from geoeditor.ui.fields.choices import Choice

_APART: Final = "\n"
_LONGEST: Final = 1_000
"""Characters of a label or note that are searched."""


class Matcher:
    """Finds choices by words that begin with the typed text first, then by text inside."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        labels = [_line(choice.label) for choice in choices]
        notes = [_line(choice.note) for choice in choices]
        self.labels = labels
        self._all = _APART + _APART.join(f"{label} {note}" for label, note in zip(labels, notes, strict=True)) + _APART
        lengths = (len(label) + len(note) + 2 for label, note in zip(labels, notes, strict=True))
        self._starts = list(accumulate(lengths, initial=1))[:-1]

    def exact(self, text: str) -> int | None:
        """Return the one choice whose label is the text but for case and accents."""
        wanted = _line(text)
        places = [place for place, label in enumerate(self.labels) if label == wanted]
        return places[0] if len(places) == 1 else None

    def count(self, text: str) -> int:
        """Return how many choices have the text as their label."""
        return self.labels.count(_line(text))

    def find(self, text: str, most: int) -> list[int]:
        """Return up to so many choices, the best first."""
        wanted = _line(text)
        if not wanted:
            return list(range(min(most, len(self.labels))))
        found: dict[int, None] = {}
        for beginning in (_APART + wanted, " " + wanted, wanted):
            self._collect(beginning, most, found)
            if len(found) >= most:
                break
        return list(found)[:most]

    def _collect(self, wanted: str, most: int, found: dict[int, None]) -> None:
        place = self._all.find(wanted)
        while place >= 0 and len(found) < most:
            row = max(bisect_right(self._starts, place + wanted.startswith(_APART)) - 1, 0)
            found.setdefault(row)
            following = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._all)
            place = self._all.find(wanted, following)


def _line(text: str) -> str:
    return " ".join(fold(text[:_LONGEST]).split())
