"""Long work in slices: a generator does some and yields, so that whoever drives it can see to other things meanwhile.

One edit may stay open over all the slices; closing the generator before its end takes everything back.
"""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Slices = Generator[None, None, T]
"""Work that yields now and then and returns what it came to."""


def at_once(work: Slices[T]) -> T:
    """Do all of the work now and return what it came to."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            value: T = end.value
            return value
