"""What a text is cut into to be compared: sentences, and pieces of sentences at the ends of lines."""

import re
from typing import Final

from geoeditor.core.anchors.folding import bare, folded

Span = tuple[int, int]

_ENDING: Final = (
    r"[.!?…](?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bGen\.)(?<!\bCol\.)"
    r"(?<!\bSen\.)[.!?…]*[\"'”’»)\]]{0,3}\s+(?![a-z\s])|[。！？][”’」』）]{0,3}\s*"
)
_SENTENCE: Final = re.compile(_ENDING)
_PIECE: Final = re.compile(rf"{_ENDING}|\s*\n\s*")
_WORD: Final = re.compile(r"(?:\w[\u0300-\u036f\u00ad\u200b-\u200d]*)+|[^\w\s]")


def lines(text: str, start: int, end: int) -> list[Span]:
    """Return the lines of a stretch, empty ones left out."""
    found = []
    for line in text[start:end].split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of a stretch without the white space around them; ends of lines are no matter.

    A headline that does not end like a sentence belongs to the sentence after it.
    """
    return _cut(_SENTENCE, text, start, end)


def pieces(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of a stretch, cut at the ends of lines too."""
    return _cut(_PIECE, text, start, end)


def _cut(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    found = []
    begin = start
    for mark in pattern.finditer(text, start, end):
        span = _trimmed(text, begin, mark.end())
        if span[0] < span[1]:
            found.append(span)
        begin = mark.end()
    span = _trimmed(text, begin, end)
    if span[0] < span[1]:
        found.append(span)
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())


def keys(text: str, spans: list[Span]) -> list[str]:
    """Return what stretches say, so that those are equal which differ in typography and white space only."""
    return [bare(folded(text[start:end])) for start, end in spans]


def word_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the words and signs of a stretch."""
    return [mark.span() for mark in _WORD.finditer(text, start, end)]


def last_break(text: str, start: int, end: int) -> int:
    """Return where the last sentence within a stretch begins that can be told for sure; its start where none does."""
    reach = 400
    while True:
        low = max(start, end - reach)
        found = [mark.end() for mark in _SENTENCE.finditer(text, low, end) if mark.end() < end - 1]
        if found:
            return found[-1]
        if low == start:
            return start
        reach *= 8


def first_break(text: str, start: int, end: int) -> int:
    """Return where the first sentence that begins within a stretch begins, and its end where none does."""
    mark = _SENTENCE.search(text, start, end)
    return end if mark is None else mark.end()
