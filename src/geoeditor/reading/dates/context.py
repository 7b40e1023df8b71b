"""What a date expression needs from its surroundings: the publication day, the tense, the date before it.

Imports nothing of ours outside this package.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from geoeditor.reading.dates.spans import Stretch

_FUTURE = re.compile(
    r"\b(?:(?:to|will|would|shall|may|might|could|must|should)[ ]be[ ]\w{1,20}|will|would|shall"
    r"|plans?|planned|planning|due|scheduled?|expected|expects|set[ ]to|(?:is|are|was|were)[ ]to"
    r"|going[ ]to|upcoming|intends?|hopes?|wants?|may|might|could|invited|invites|expires?|begins?|starts?|opens?"
    r"|ends|takes[ ]effect|convenes?|slated|deadline|ahead[ ]of|until|from)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|announced|warned|argued|added|wrote|reported|denied|claimed|met|held|took|made|gave|began|came"
    r"|went|left|won|struck|killed|agreed|signed|released|arrested|confirmed|insisted|vowed|pledged|accused|rejected"
    r"|stated|declared|urged|called|voted|launched|published|visited|arrived|approved|imposed|was|were|had|since|after|last)\b",
    re.IGNORECASE,
)
_FUTURE_AFTER = re.compile(
    r",?[ ](?:[^\s,.;]{1,20}[ ]){0,4}?(?:will|would|is[ ]to|are[ ]to|is[ ]due|is[ ]expected|are[ ]expected)\b"
)
_CLAUSE_END = re.compile(r"[.;!?\n\"“”]")
_SINCE = re.compile(r"\bsince[ ](?:the[ ])?$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:by|before|until|till|no[ ]later[ ]than)[ ](?:the[ ])?$", re.IGNORECASE)
_BEFORE, _AFTER = 130, 60


@dataclass(slots=True)
class Context:
    """The text, its publication day (None: unknown), and the last dated mention read so far."""

    text: str
    published: date | None
    last: Stretch | None = None

    @property
    def today(self) -> date:
        """Return the publication day; rules that need it are not asked when it is unknown."""
        if self.published is None:
            raise ValueError("the publication date is unknown")
        return self.published

    @property
    def anchor(self) -> date:
        """Return the day that "later" and "earlier" count from."""
        return self.last.first if self.last is not None and self.last.first is not None else self.today

    def is_future(self, start: int, end: int) -> bool:
        """Tell whether the clause around a span speaks of what is to come."""
        return self.tense(start, end) == "future"

    def tense(self, start: int, end: int) -> str:
        """Return "future" or "past" by the last word of the clause that tells, "" where none does."""
        if _FUTURE_AFTER.match(self.text[end : end + _AFTER]):
            return "future"
        clause = self.text[max(0, start - _BEFORE) : start]
        breaks = [found.end() for found in _CLAUSE_END.finditer(clause)]
        clause = clause[breaks[-1] :] if breaks else clause
        future = max((found.end() for found in _FUTURE.finditer(clause)), default=0)
        past = max((found.end() for found in _PAST.finditer(clause)), default=0)
        if future and future >= past:
            return "future"
        return "past" if past else ""

    def year_of(self, month: int, start: int, end: int, day: int = 0) -> int:
        """Choose the year of a month or a day without one: by the words before, the tense, else the nearest."""
        today = self.today
        reached = (month, day) >= (today.month, today.day) if day else month >= today.month
        before = self.text[max(0, start - 24) : start]
        tense = self.tense(start, end)
        if _SINCE.search(before) or (tense == "past" and not _DEADLINE.search(before)):
            passed = (month, day) <= (today.month, today.day) if day else month <= today.month
            return today.year if passed else today.year - 1
        if tense == "future" or _DEADLINE.search(before):
            return today.year if reached else today.year + 1
        distances = {
            year: (year * 12 + month) - (today.year * 12 + today.month)
            for year in (today.year - 1, today.year, today.year + 1)
        }
        return min(distances, key=lambda year: abs(distances[year]) * (2 if distances[year] > 0 else 1))

    def weekday(self, number: int, start: int, end: int) -> date:
        """Return the last such weekday, the publication day included, or the next one in a future clause."""
        back = (self.today.weekday() - number) % 7
        if back and self.is_future(start, end):
            return self.today + timedelta(7 - back)
        return self.today - timedelta(back)
