"""Text in boxes: measure, shorten, break into lines. Imports only the standard library.

A `Measure` says how large a text is; the pictures package brings one that asks the font, and `estimated` here
needs no font: it is wide enough for the common sans-serif families.
"""

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

ELLIPSIS = "…"
SLACK = 1.08
"""Viewers may choose another font than the one measured: every width is counted this much larger."""
LONGEST = 400
"""Characters of a text that are ever looked at for drawing; the whole text stays in titles."""


class Extent(NamedTuple):
    """Size of a line of text in px: its width, and how far it reaches above and below the baseline."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """Return ascent and descent together."""
        return self.ascent + self.descent


Measure = Callable[[str, float, bool], Extent]
"""(text, size in px, bold) -> Extent."""

_NARROW = frozenset("iIjlI.,:;'|![]()ftr‘’ ")
_WIDE = frozenset("mwMW@%—…")


def estimated(text: str, size: float, bold: bool = False) -> Extent:
    """Estimate the size of a text without any font, rather too wide than too narrow."""
    total = 0.0
    for character in text:
        if character in _NARROW:
            total += 0.4
        elif character in _WIDE:
            total += 1.0
        elif unicodedata.combining(character):
            continue
        elif unicodedata.east_asian_width(character) in "WF":
            total += 1.05
        else:
            total += 0.72 if character.isupper() else 0.63
    return Extent(total * size * (1.1 if bold else 1.0), 0.93 * size, 0.25 * size)


def one_line(text: str) -> str:
    """Return the text on one line, without characters that turn, break or hide what follows."""
    if text.isprintable():
        return " ".join(text[:LONGEST].split())
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") or c.isspace() else c for c in text[:LONGEST])
    shown = "".join(c for c in kept if c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    return " ".join(shown.split())


class Letterer:
    """Measures with slack and remembers what it measured."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[tuple[str, float, bool], Extent] = {}

    def extent(self, text: str, size: float, bold: bool = False) -> Extent:
        """Return the size of one line of text, slack included."""
        key = (text, size, bold)
        found = self._known.get(key)
        if found is None:
            width, ascent, descent = self._measure(text, size, bold)
            found = self._known[key] = Extent(width * SLACK, ascent, descent)
        return found

    def elided(self, text: str, size: float, room: float, bold: bool = False) -> str:
        """Return the text on one line, its end cut off with an ellipsis where it is wider than the room."""
        line = one_line(text)
        if len(text) <= LONGEST and self.extent(line, size, bold).width <= room:
            return line
        low, high = 0, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            if self.extent(line[:middle].rstrip() + ELLIPSIS, size, bold).width <= room:
                low = middle
            else:
                high = middle - 1
        return _whole(line, low).rstrip() + ELLIPSIS

    def wrapped(
        self, text: str, size: float, room: float, most: int, suffix: str = "", bold: bool = False
    ) -> list[str]:
        """Return the text in up to `most` lines of like length, shortened where it does not fit.

        The suffix ends the last line and is never cut off.
        """
        line = one_line(text) + (ELLIPSIS if len(text) > LONGEST else "") + suffix
        whole = self.extent(line, size, bold).width
        if whole <= room:
            return [line]
        # Even lines look calmer than a full one with a single word under it.
        aim = min(room, max(whole / min(most, -(-whole // room)) * 1.12, room * 0.5))
        lines: list[str] = []
        words = line.split(" ")
        while words and len(lines) < most - 1:
            taken = 1
            while taken < len(words) and self.extent(" ".join(words[: taken + 1]), size, bold).width <= aim:
                taken += 1
            lines.append(" ".join(words[:taken]))
            words = words[taken:]
        if words:
            lines.append(" ".join(words))
        return [
            *(self.elided(part, size, room, bold) for part in lines[:-1]),
            self._ended(lines[-1], size, room, suffix, bold),
        ]

    def _ended(self, line: str, size: float, room: float, suffix: str, bold: bool) -> str:
        """Shorten a line before its suffix."""
        if self.extent(line, size, bold).width <= room:
            return line
        tail = self.extent(suffix, size, bold).width if suffix else 0.0
        return self.elided(line.removesuffix(suffix), size, room - tail, bold) + suffix


def _whole(text: str, length: int) -> str:
    """Cut the text without parting a letter from its accents."""
    while 0 < length < len(text) and unicodedata.combining(text[length]):
        length -= 1
    return text[:length]
