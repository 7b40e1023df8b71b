"""The elements of parsed trees and documents, as far as they are used here: their packages come without types."""

from collections.abc import Iterator, Mapping
from typing import Protocol


class Node(Protocol):
    """An element of a tree: `tag` is no text for comments and the like."""

    tag: object
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Mapping[str, str]:
        """Return the attributes."""

    def __iter__(self) -> Iterator["Node"]: ...

    def find(self, path: str) -> "Node | None":
        """Return the first element below that fits."""


class Document(Protocol):
    """A PDF document."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> "Page": ...

    def get_metadata_dict(self) -> dict[str, str]:
        """Return what it tells of itself."""

    def close(self) -> None:
        """Give up what it takes."""


class Page(Protocol):
    """A page of a PDF document."""

    def get_textpage(self) -> "TextPage":
        """Return its text."""

    def close(self) -> None:
        """Give up what it takes."""


class TextPage(Protocol):
    """The text of a page."""

    def get_text_range(self) -> str:
        """Return all of it."""

    def get_charbox(self, index: int, *, loose: bool) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a letter."""

    def close(self) -> None:
        """Give up what it takes."""


class Fonts(Protocol):
    """A source of fonts."""

    def setup(self) -> None:
        """Use it."""

    def close(self) -> None:
        """Use it no more."""
