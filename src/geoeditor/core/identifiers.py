"""Ids: 63-bit integers made by us, and their 13 characters of Crockford base32. Imports nothing of ours."""

import secrets
import time
from typing import Final, NewType

from geoeditor.core.errors import UserError
from geoeditor.translation import tr

EPOCH_MS: Final = 1_577_836_800_000
"""2020-01-01T00:00Z in milliseconds since 1970."""
LENGTH: Final = 13
GREATEST: Final = 2**63 - 1
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}

ActorId = NewType("ActorId", int)
ActorNameId = NewType("ActorNameId", int)
AttachmentId = NewType("AttachmentId", int)
AnnotationId = NewType("AnnotationId", int)
CitationId = NewType("CitationId", int)
DatingId = NewType("DatingId", int)
DecisionId = NewType("DecisionId", int)
EventId = NewType("EventId", int)
FieldId = NewType("FieldId", int)
KindId = NewType("KindId", int)
LinkId = NewType("LinkId", int)
ParticipationId = NewType("ParticipationId", int)
PlacementId = NewType("PlacementId", int)
RelationId = NewType("RelationId", int)
SetAsideId = NewType("SetAsideId", int)
SourceId = NewType("SourceId", int)
TagId = NewType("TagId", int)
TaggingId = NewType("TaggingId", int)
ViewId = NewType("ViewId", int)


class IdMaker:
    """A source of ids: 41 bits of milliseconds since 2020, then 22 bits counting up from a random start."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> int:
        """Return an id greater than every one before it in this process."""
        # a clock set before 2020 must not make the small numbers of the vocabulary
        elapsed = max(time.time_ns() // 1_000_000 - EPOCH_MS, secrets.randbits(30) | 1)
        fresh = elapsed << 22 | secrets.randbits(21)
        self._last = fresh if fresh > self._last else self._last + 1
        return self._last


new_id: Final = IdMaker()


def to_text(number: int) -> str:
    """Return the id as 13 characters of Crockford base32, as used in JSON, CSV and file formats."""
    if not 0 <= number <= GREATEST:
        raise ValueError(f"not an id: {number}")
    return "".join([_ALPHABET[number >> shift & 31] for shift in range(60, -1, -5)])


def from_text(text: str) -> int:
    """Return the id written as 13 characters of Crockford base32.

    Raises: UserError where the text is no id.
    """
    number = 0
    for letter in text.upper() if text.isascii() else "?":
        value = _VALUES.get(letter)
        if value is None:
            break
        number = number << 5 | value
    else:
        if len(text) == LENGTH and number <= GREATEST:
            return number
    raise UserError(tr("“{text}” is not an id: an id has 13 letters and digits.", text=text[:40]))
