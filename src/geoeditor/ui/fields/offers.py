"""A list of choices that is read when it is first needed and shared by all fields that offer it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from geoeditor.ui.fields.choices import Choice
from geoeditor.ui.fields.matching import Matcher


class Offering(Protocol):
    """What a field asks for choices."""

    def find(self, text: str, most: int) -> list[Choice]:
        """Return up to so many choices for what was typed, the best first."""

    def exact(self, text: str) -> Choice | None:
        """Return the one choice whose label is the text but for case and accents."""

    def count(self, text: str) -> int:
        """Return how many choices have the text as their label."""

    def label(self, value: object) -> str:
        """Return the words of a value, '' where it is none of the choices."""


class Offer:
    """Choices with what finds them; `forget` lets them be read anew, because the document changed."""

    def __init__(self, source: Callable[[], Sequence[Choice]]) -> None:
        self._source = source
        self._read: tuple[Sequence[Choice], Matcher, dict[object, str]] | None = None

    @classmethod
    def of(cls, choices: Sequence[Choice]) -> "Offer":
        """Make an offer of choices that are known already."""
        return cls(lambda: choices)

    @property
    def choices(self) -> Sequence[Choice]:
        """Return the choices, in the order in which they are offered."""
        return self._ready()[0]

    @property
    def matcher(self) -> Matcher:
        """Return what finds choices by typed text."""
        return self._ready()[1]

    def find(self, text: str, most: int) -> list[Choice]:
        """Return up to so many choices for what was typed, the best first."""
        return [self.choices[place] for place in self.matcher.find(text, most)]

    def exact(self, text: str) -> Choice | None:
        """Return the one choice whose label is the text but for case and accents."""
        place = self.matcher.exact(text)
        return None if place is None else self.choices[place]

    def count(self, text: str) -> int:
        """Return how many choices have the text as their label."""
        return self.matcher.count(text)

    def label(self, value: object) -> str:
        """Return the words of a value, '' where it is none of the choices."""
        return self._ready()[2].get(value, "")

    def forget(self) -> None:
        """Read the choices again when they are needed next."""
        self._read = None

    def _ready(self) -> tuple[Sequence[Choice], Matcher, dict[object, str]]:
        if self._read is None:
            choices = self._source()
            labels: dict[object, str] = {}
            for choice in choices:
                labels.setdefault(choice.value, choice.label)
            self._read = choices, Matcher(choices), labels
        return self._read
