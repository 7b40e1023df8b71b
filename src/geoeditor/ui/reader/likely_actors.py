"""Whom a name may stand for: the actors that are offered first when somebody says “same as”."""

from collections.abc import Sequence
from typing import Final

from geoeditor.core.search import fold
from geoeditor.ui.fields import Choice

_MOST: Final = 6


def likely_same(name: str, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices most like a name, best first: those that share words, initials or beginnings with it.

    Likeness only orders what is offered; nothing is ever merged by it.
    """
    wanted = _words(name)
    scored = [(_likeness(wanted, choice), place) for place, choice in enumerate(choices)]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    return [choices[place] for _, place in best[:_MOST]]


def _words(text: str) -> list[str]:
    return [word for word in fold(text).replace("·", " ").replace(",", " ").split() if word]


def _likeness(wanted: Sequence[str], choice: Choice) -> float:
    words = [*_words(choice.label), *_words(choice.note)]
    if not wanted or not words:
        return 0.0
    likeness = sum(2.0 for word in wanted if word in words)
    likeness += sum(0.5 for word in wanted for other in words if word != other and _begins_alike(word, other))
    initials = "".join(word[0] for word in _words(choice.label))
    if len(wanted) == 1 and len(wanted[0]) > 1 and wanted[0] == initials:
        likeness += 2.0
    return likeness / len(wanted)


def _begins_alike(one: str, other: str) -> bool:
    return len(one) > 3 and len(other) > 3 and one[:4] == other[:4]
