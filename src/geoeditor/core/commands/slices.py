"""Long work in slices: a generator does some and yields, so that whoever drives it can see to other things meanwhile.

One edit may stay open over all the slices; closing the generator before its end takes everything back.
"""

from collections.abc import Generator
from typing import Final, TypeVar

from geoeditor.core.search import fold

T = TypeVar("T")
Slices = Generator[None, None, T]
"""Work that yields now and then and returns what it came to."""
_LETTERS: Final = 250_000
"""Letters of a text that are folded in one go."""


def folded(text: str) -> Slices[str]:
    """Fold a long text for the search index, in slices; each letter folds by itself, so it may be cut anywhere."""
    pieces: list[str] = []
    for start in range(0, len(text), _LETTERS):
        pieces.append(fold(text[start : start + _LETTERS]))
        yield
    return "".join(pieces)


def at_once(work: Slices[T]) -> T:
    """Do all of the work now and return what it came to."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            value: T = end.value
            return value
