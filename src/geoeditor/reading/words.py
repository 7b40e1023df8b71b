"""The words of a text: where they stand, what separates them, in which sentence they are.

One pass of one expression without backtracking, so any text costs time in proportion to its length.
May import the lexicon only.
"""

import re
from dataclasses import dataclass

from geoeditor.reading.lexicon import fold, word_lists

_WORD = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}(?![^\W\d_])|[^\W_]+(?:['’ʼ‐‑–-](?!s(?![^\W_]))[^\W_]+)*)(?P<owner>['’]s(?![^\W_]))?"
)
_PREFIXED = re.compile(r"(?:al|el|ul|as|an|ar|ad|at|ash|az|d|l)['’‑-]")
_MAX_WORD = 100


@dataclass(slots=True)
class Word:
    """A word: half-open span in code points, the text between it and the word before, and its sentence."""

    start: int
    end: int
    text: str
    low: str
    gap: str
    owner: bool
    sentence: int
    upper: bool

    @property
    def joined(self) -> bool:
        """Tell whether only one blank stands between this word and the one before."""
        return self.gap in (" ", "\u00a0", "\n")


def is_capital(text: str) -> bool:
    """Tell whether a word is written as a name: a capital, or an article with a hyphen and a capital."""
    if text[0].isupper():
        return True
    found = _PREFIXED.match(text)
    return found is not None and found.end() < len(text) and text[found.end()].isupper()


def _cut(word: str) -> int:
    """Return where a compound such as "Moscow-based" ends being a name, or 0."""
    place = word.rfind("-")
    if place <= 1 or not word[0].isupper():
        return 0
    tail = word[place + 1 :]
    return (
        place
        if tail in word_lists()["compound_tails"] or (tail.islower() and len(tail) > 4 and tail.endswith("ed"))
        else 0
    )


def split_words(text: str, sentences: list[tuple[int, int]]) -> list[Word]:
    """Return the words of the text; `sentences` are spans in order, a word outside all gets number -1."""
    words: list[Word] = []
    last, number = 0, 0
    for found in _WORD.finditer(text):
        start, end = found.span("word")
        cut = _cut(found["word"])
        owner = found["owner"] is not None and not cut
        end = start + cut if cut else end
        while number < len(sentences) and sentences[number][1] <= start:
            number += 1
        inside = number < len(sentences) and sentences[number][0] <= start
        form = text[start:end]
        words.append(
            Word(
                start,
                end,
                form,
                fold(form) if len(form) <= _MAX_WORD else form[:_MAX_WORD],
                text[last:start] if start - last <= 8 else text[last : last + 4] + text[start - 4 : start],
                owner,
                number if inside else -1,
                is_capital(form),
            )
        )
        last = found.end()
    return words
