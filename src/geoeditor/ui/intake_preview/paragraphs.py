"""A text in paragraphs that can be struck out: what is left of it, to the letter, and how many words that is.

Knows no widgets. Of a very long text the beginning is taken apart, and the rest is one last paragraph.
"""

import re
from collections.abc import Iterable
from typing import Final

LONGEST_APART: Final = 200_000
"""Letters of a text that are taken apart."""
_HARD_WRAPPED: Final = 120
"""Letters of the longest line in what was broken into lines to fit a page."""
_BREAK: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


class Paragraphs:
    """The paragraphs of one text; their numbers go from 0 on."""

    def __init__(self, text: str, struck: Iterable[str] = ()) -> None:
        """Take a text apart; paragraphs that read like one of `struck` are struck from the beginning."""
        self.text = text
        self._spans = _spans(text)
        self._words = self._counted()
        wanted = frozenset(struck)
        self._struck = {number for number in range(len(self._spans)) if wanted and self.words_of(number) in wanted}

    def _counted(self) -> list[int]:
        """Return how many words each paragraph has; of the rest of a long text, about how many."""
        counts = [len(self.text[start:end].split()) for start, end in self._spans if end <= LONGEST_APART]
        if len(counts) < len(self._spans):
            start, end = self._spans[-1]
            counts.append(round(sum(counts) * (end - start) / max(start, 1) / 1_000) * 1_000)
        return counts

    @property
    def is_long(self) -> bool:
        """Tell whether the text was too long to be taken apart, so that its words are only estimated."""
        return len(self.text) > LONGEST_APART

    def __len__(self) -> int:
        return len(self._spans)

    def words_of(self, number: int, most: int = -1) -> str:
        """Return a paragraph, or the beginning of it."""
        start, end = self._spans[number]
        return self.text[start : end if most < 0 else min(end, start + most)]

    def length(self, number: int) -> int:
        """Return how many letters a paragraph has."""
        start, end = self._spans[number]
        return end - start

    def is_rest(self, number: int) -> bool:
        """Tell whether this is the rest of a text that is too long to be taken apart."""
        return number == len(self._spans) - 1 and self._spans[number][1] > LONGEST_APART

    def is_struck(self, number: int) -> bool:
        """Tell whether a paragraph is struck out."""
        return number in self._struck

    def strike(self, numbers: Iterable[int], is_struck: bool) -> None:
        """Strike paragraphs out, or restore them."""
        if is_struck:
            self._struck.update(numbers)
        else:
            self._struck.difference_update(numbers)

    @property
    def struck(self) -> frozenset[int]:
        """Return the numbers of the paragraphs that are struck out."""
        return frozenset(self._struck)

    @property
    def struck_words(self) -> list[str]:
        """Return the paragraphs that are struck out, as they read."""
        return [self.words_of(number) for number in sorted(self._struck)]

    @property
    def kept_words(self) -> list[str]:
        """Return the paragraphs that are not struck out, as they read."""
        return [self.words_of(number) for number in range(len(self)) if number not in self._struck]

    @property
    def words(self) -> int:
        """Return how many words the text has."""
        return sum(self._words)

    @property
    def words_kept(self) -> int:
        """Return how many words are not struck out."""
        return sum(count for number, count in enumerate(self._words) if number not in self._struck)

    def kept(self) -> str:
        """Return what is left of the text: whole where nothing was struck, else paragraphs as they stood apart."""
        if not self._struck:
            return self.text
        left = [number for number in range(len(self._spans)) if number not in self._struck]
        if not left:
            return ""
        parts = [self.text[: self._spans[0][0]]]
        for number, following in zip(left, [*left[1:], None], strict=True):
            parts += [self.words_of(number), self._gap(number, following)]
        return "".join(parts)

    def _gap(self, number: int, following: int | None) -> str:
        """Return what stands between two paragraphs that are left: the widest of the gaps that lie there."""
        if following is None:
            return self.text[self._spans[-1][1] :]
        gaps = (self.text[self._spans[at][1] : self._spans[at + 1][0]] for at in range(number, following))
        return max(gaps, key=lambda gap: gap.count("\n"))


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where the paragraphs of a text begin and end, without the white space between them."""
    apart = text if len(text) <= LONGEST_APART else text[: text.rfind("\n", 0, LONGEST_APART) + 1 or LONGEST_APART]
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in [*_BREAK.finditer(apart), None]:
        end = len(apart) if gap is None else gap.start()
        spans += _in_block(apart, start, end)
        start = end if gap is None else gap.end()
    if len(apart) < len(text):
        spans.append((len(apart), len(text)))
    return spans


def _in_block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the paragraphs between two empty lines: one, or one a line where lines are as long as paragraphs are."""
    lines: list[tuple[int, int]] = []
    place = start
    for line in text[start:end].split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip():
            lines.append((place + lead, place + len(line.rstrip())))
        place += len(line) + 1
    if not lines:
        return []
    if max(to - begin for begin, to in lines) > _HARD_WRAPPED:
        return lines
    return [(lines[0][0], lines[-1][1])]
