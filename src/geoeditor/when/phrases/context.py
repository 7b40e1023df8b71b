"""What a date expression needs from its surroundings: the publication day, the tense, the date before it.

Keeps note of what was asked, so that a date is known to move with the publication only where it depends on it.
Imports nothing of ours outside this package.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from geoeditor.when.habits import USUAL, Habits
from geoeditor.when.phrases.spans import Stretch

_FUTURE = re.compile(
    r"\b(?:(?:to|will|would|shall|may|might|could|must|should)[ ]be[ ]\w{1,20}|will|would|shall"
    r"|plans?|planned|planning|due|scheduled?|expected|expects|set[ ]to|(?:is|are|was|were)[ ]to"
    r"|going[ ]to|upcoming|intends?|hopes?|wants?|may|might|could|invited|invites|expires?|begins?|starts?|opens?"
    r"|(?:agreed|promised|vowed|pledged|threatened|decided|prepares?|preparing|asked)[ ]to"
    r"|ends|takes[ ]effect|convenes?|slated|ahead[ ]of|until)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|announced|warned|argued|added|wrote|reported|denied|claimed|met|held|took|made|gave|began|came"
    r"|went|left|won|struck|killed|agreed|signed|released|arrested|confirmed|insisted|vowed|pledged|accused|rejected"
    r"|stated|declared|urged|called|voted|launched|published|visited|arrived|approved|imposed|was|were|had|since|after|last"
    r"|became|broke|brought|built|caught|chose|did|drew|drove|fell|felt|fled|flew|fought|found|froze|got|grew|heard|hit"
    r"|kept|knew|laid|led|lost|overthrew|paid|ran|rose|sank|sat|saw|sent|shot|sold|sought|spent|spoke|stole|stood|swept"
    r"|swore|threw|thought|understood|withdrew)\b",
    re.IGNORECASE,
)
_WEAK_FUTURE = re.compile(r"\b(?:deadline|from|meets?|gathers?|travels|flies|arrives|resumes|departs)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:said|told|announced|warned|argued|added|wrote|reported|claimed|confirmed|insisted|stated|declared)\b"
)
_WEAK_PAST = re.compile(r"\b[a-z]{2,}ed\b")
_AUXILIARY = re.compile(
    r"\b(?:will|would|shall|(?:is|are)[ ](?:to|due|expected|set|scheduled|likely|planned))\b|['’]ll\b", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[.;!?\n\"“”]")
_SINCE = re.compile(r"\bsince[ ](?:the[ ])?$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:by|before|until|till|no[ ]later[ ]than)[ ](?:the[ ])?$", re.IGNORECASE)
_BEFORE, _AFTER = 130, 110


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


class NoAnchorError(Exception):
    """A date counts from the publication day, and that is unknown."""


@dataclass(slots=True)
class Context:
    """The text, its publication day (None: unknown), and the last dated mention read so far.

    `ahead` says of words without their clause that it spoke of what was to come.
    """

    text: str
    published: date | None
    habits: Habits = USUAL
    ahead: bool = False
    last: Stretch | None = None
    last_moves: bool = False
    """The last mention counts from the publication day itself."""
    dated: list[tuple[int, int, Stretch, bool]] = field(default_factory=list)
    """The dates read so far: where they stand, what they are, whether they move with the publication day."""
    sentences: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """The sentences that dates were found to stand in, for they are asked for again and again."""
    told: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Whether the sentence of the date that begins at a place speaks of an event."""
    moves: bool = False
    """The publication day was asked for since `begin`."""
    looks_ahead: bool = False
    """The tense was asked for since `begin`, and it was the future."""

    def begin(self) -> None:
        """Forget what was asked for the expression before."""
        self.moves = self.looks_ahead = False

    @property
    def today(self) -> date:
        """Return the publication day.

        Raises: NoAnchorError where it is unknown.
        """
        self.moves = True
        if self.published is None:
            raise NoAnchorError
        return self.published

    @property
    def before(self) -> Stretch | None:
        """Return the last dated mention that has a beginning, None where there is none."""
        if self.last is None or self.last.first is None:
            return None
        self.moves |= self.last_moves
        return self.last

    @property
    def anchor(self) -> date:
        """Return the day that "later" and "earlier" count from."""
        before = self.before
        return before.first if before is not None and before.first is not None else self.today

    def is_future(self, start: int, end: int) -> bool:
        """Tell whether the clause around a span speaks of what is to come."""
        return self.tense(start, end) == "future"

    def tense(self, start: int, end: int) -> str:
        """Return "future" or "past" by the last word of the clause that tells, "" where none does."""
        tense = "future" if self.ahead else self._tense(start, end)
        self.looks_ahead |= tense == "future"
        return tense

    def _tense(self, start: int, end: int) -> str:
        """Go by the words before in the clause, and where these tell nothing by those after."""
        clause = self.text[max(0, start - _BEFORE) : start]
        breaks = [found.end() for found in _CLAUSE_END.finditer(clause)]
        clause = clause[breaks[-1] :] if breaks else clause
        future = max((found.end() for found in _FUTURE.finditer(clause)), default=0)
        past = max((found.end() for found in _PAST.finditer(clause)), default=0)
        if future or past:
            return "future" if future >= past else "past"
        if _WEAK_PAST.search(clause):
            return "past"
        return "future" if _WEAK_FUTURE.search(clause) else self._tense_after(end)

    def _tense_after(self, end: int) -> str:
        """Return the tense of the first word that tells it in the rest of the sentence."""
        rest = self.text[end : end + _AFTER]
        stop = _CLAUSE_END.search(rest)
        rest = rest[: stop.start()] if stop is not None else rest
        future = _AUXILIARY.search(rest)
        told = _REPORTED.sub(_blank, rest)  # who said so after it was said tells nothing of when it is
        past = _PAST.search(told) or _WEAK_PAST.search(told)
        if future is None:
            return "past" if past is not None else ""
        return "future" if past is None or future.start() < past.start() else "past"

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
        tense = self.tense(start, end)
        if not tense and _DEADLINE.search(self.text[max(0, start - 24) : start]):
            tense, self.looks_ahead = "future", True
        if back and tense == "future":
            return self.today + timedelta(7 - back)
        return self.today - timedelta(back)
