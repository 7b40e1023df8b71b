"""What an error message for a user must be: one sentence, on one line, that can be printed."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from tests.core.commands.project import state

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

_QUOTED: Final = re.compile(r"“[^”]*”")
_EXAMPLE: Final = re.compile(r"[\d/\[-]*\.\.[\d/\]-]*\d|\d[\d-]*/\.\.")
"""A date with an open end or a range in it, as messages give it for an example."""
_STOP_INSIDE: Final = re.compile(r"[.!?…](?=[\s)])|[.!?]{2}")
_ODD: Final = re.compile(r"\ba [aeiou]|[ ]{2}|[ ][,;.]|_|\bNone\b|\{\w+\}|;[^;]*;[^;]*;")
LONGEST: Final = 300


def faults(sentence: str) -> list[str]:
    """Return what is wrong with a message; the user's own words in it, between “ and ”, may be anything printable."""
    own = _EXAMPLE.sub("2025", _QUOTED.sub("“”", sentence))
    found = []
    if not sentence.endswith(".") or sentence.endswith(("..", "!.", "?.")):
        found.append("does not end with one full stop")
    if _STOP_INSIDE.search(own):
        found.append("is more than one sentence")
    if not sentence.isprintable():
        found.append("can't be printed on one line")
    if not (own[:1].isupper() or own.startswith("“")):
        found.append("does not begin like a sentence")
    if _ODD.search(own):
        found.append("is clumsy")
    if len(sentence) > LONGEST:
        found.append("is too long to be read")
    return found


def refused(document: Document, deed: Callable[[], object]) -> str:
    """Make sure that something is refused in one sentence and leaves everything as it was; return the sentence."""
    before = state(document)
    with pytest.raises(UserError) as caught:
        deed()
    sentence = str(caught.value)
    assert faults(sentence) == [], sentence
    assert sentence.endswith("nothing was changed."), sentence
    assert sentence.count("changed") == 1 + sentence.count("can't be changed"), sentence
    assert state(document) == before
    return sentence
