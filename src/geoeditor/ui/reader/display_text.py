"""A text as it is displayed: long lines broken, invisible letters made visible, and the way between both offsets.

The source's text counts in code points; what is displayed counts in UTF-16 units and has line breaks of its own.
Knows no widget.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final

LONGEST_LINE: Final = 10_000
"""Characters of a line; a plain text widget freezes on much longer ones."""
_BREAK_WITHIN: Final = 200
"""So many characters before the limit, a space is looked for to break at."""
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"


def _visible() -> dict[int, str]:
    """Return what stands for letters that would change the line, hide, or mean something to a text widget."""
    table = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
    table |= dict.fromkeys(range(0x7F, 0xA0), _REPLACED)
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    bidi = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    table |= dict.fromkeys((*bidi, 0xFDD0, 0xFDD1, 0xFFFC), _REPLACED)
    table[0x2029] = "\n"  # Qt takes it for the end of a block anyway
    return table


_VISIBLE: Final = _visible()
_HIDDEN: Final = re.compile(
    "[" + "".join(map(re.escape, map(chr, _VISIBLE))) + "]"
)  # to translate takes 18 times as long
_RETURNS: Final = re.compile("\r\n?")


def _shown_letter(found: re.Match[str]) -> str:
    return _VISIBLE[ord(found[0])]


def _shown_return(found: re.Match[str]) -> str:
    return "\u200b\n" if len(found[0]) == 2 else "\n"


class DisplayText:
    """A text with its displayed form; offsets outside are held within the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        # each letter is shown by one, so that only line ends have to be known before a part is displayed
        self._lined = _RETURNS.sub(_shown_return, text) if "\r" in text else text
        self._lined = self._lined.replace("\u2029", "\n")
        self._breaks = _breaks(self._lined)
        self._astral = [found.start() for found in _ASTRAL.finditer(text)] if _may_be_astral(text) else []

    def shown(self, start: int = 0, end: int | None = None) -> str:
        """Return what the widget is given for code points from start to end; line breaks before a letter go with it."""
        end = len(self.text) if end is None else min(end, len(self.text))
        breaks = self._breaks[bisect_left(self._breaks, start) : bisect_left(self._breaks, end)]
        edges = [start, *breaks, end]
        pieces = (self._lined[low:high] for low, high in pairwise(edges))
        return _HIDDEN.sub(_shown_letter, "\n".join(pieces))

    def to_display(self, place: int) -> int:
        """Return where a code point begins in the displayed text, in UTF-16 units."""
        place = min(max(place, 0), len(self.text))
        if not self._astral and not self._breaks:
            return place
        return place + bisect_left(self._astral, place) + bisect_right(self._breaks, place)

    def end_to_display(self, place: int) -> int:
        """Return where a stretch that ends before a code point ends in the displayed text: before an added break."""
        place = min(max(place, 0), len(self.text))
        return place + bisect_left(self._astral, place) + bisect_left(self._breaks, place)

    def from_display(self, unit: int) -> int:
        """Return the code point at a place of the displayed text."""
        if not self._astral and not self._breaks:
            return min(max(unit, 0), len(self.text))
        return max(bisect_right(range(len(self.text) + 1), unit, key=self.to_display) - 1, 0)

    def span_to_display(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return a stretch of the text in the displayed text."""
        return self.to_display(span[0]), self.end_to_display(span[1])


def _may_be_astral(text: str) -> bool:
    """Tell whether a letter may take two units of UTF-16; far faster than to look for one."""
    return sys.getsizeof(text) > 3 * len(text)  # four bytes a letter are used only where one needs them (PEP 393)


def _breaks(text: str) -> list[int]:
    """Return the code points before which a line is broken for display."""
    places: list[int] = []
    start = 0
    while len(text) - start > LONGEST_LINE:
        line_end = text.rfind("\n", start, start + LONGEST_LINE + 1)
        if line_end >= 0:
            start = line_end + 1
            continue
        space = text.rfind(" ", start + LONGEST_LINE - _BREAK_WITHIN, start + LONGEST_LINE)
        start = space + 1 if space > 0 else start + LONGEST_LINE
        places.append(start)
    return places
