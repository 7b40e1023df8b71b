"""Search within one text whatever its case and accents, with the places of the hits in the text as it is.

Folding a letter can make it longer or take it away, so the places are kept letter by letter. Knows no widget.
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from geoeditor.core.search import fold

Span = tuple[int, int]
MOST_HITS: Final = 10_000


class TextSearch:
    """A text that is searched; it is folded when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = ""
        self._starts: list[int] | None = None
        self._is_folded = False

    def _fold(self) -> None:
        if self._is_folded:
            return
        self._is_folded = True
        if self._text.isascii():
            self._folded = fold(self._text)
            return
        pieces = {letter: fold(letter) for letter in set(self._text)}
        parts = [pieces[letter] for letter in self._text]
        self._folded = "".join(parts)
        if any(len(piece) != 1 for piece in pieces.values()):
            self._starts = list(accumulate(map(len, parts), initial=0))

    def hits(self, sought: str) -> list[Span]:
        """Return where the words stand, in code points, from the first on; blanks at their ends do not count."""
        wanted = fold(sought.strip())
        if not wanted:
            return []
        self._fold()
        found: list[Span] = []
        place = self._folded.find(wanted)
        while place >= 0 and len(found) < MOST_HITS:
            found.append(self._place(place, place + len(wanted)))
            place = self._folded.find(wanted, place + len(wanted))
        return found

    def _place(self, start: int, end: int) -> Span:
        if self._starts is None:
            return start, end
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end)
        while last < len(self._text) and self._starts[last + 1] == end:  # accents belong to the letter before
            last += 1
        return first, last
