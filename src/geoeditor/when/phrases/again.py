"""What date words that were read once come to when the source they stand in was published at another time.

Words are read at their place, with what stands before them, and by themselves where the place is not known. `None`
says that the words give no date at all, "" that they count from a day that is unknown.
Imports `when.bounds` and nothing of ours outside this package.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final

from geoeditor.when.bounds import latest_day
from geoeditor.when.habits import USUAL, Habits
from geoeditor.when.phrases.finding import AHEAD, FoundDate, find_dates

Span = tuple[int, int]
LOOKED_BACK: Final = 4_000
"""Characters before a passage in which the date that its words count from is looked for."""
READ_WHOLE: Final = 100_000
"""Characters of a text that are read at once where more than a few passages are asked for."""
_FEW: Final = 3
LOOKED_AHEAD: Final = 80
"""Characters after a passage that may tell its tense."""


class Rereading:
    """The date words of one source, read as if it had been published at a given time (EDTF, "" for unknown)."""

    def __init__(self, published: str, text: str = "", habits: Habits = USUAL) -> None:
        self._day = day_of_issue(published)
        self._text = text
        self._habits = habits
        self._read: dict[Span, list[FoundDate]] = {}

    def date_of(self, words: str, rule: str, places: Sequence[Span] = ()) -> str | None:
        """Return the EDTF of words that stand in one of these passages; of the words by themselves where in none."""
        alone = only_date(words, rule, self._day, self._habits)
        wanted = {_plain(words)} | ({_plain(words[alone.start : alone.end])} if alone is not None else set())
        for place in places:
            for found in self._found_in(place):
                if _plain(self._text[found.start : found.end]) in wanted:
                    return found.edtf
        return None if alone is None else alone.edtf

    def _found_in(self, place: Span) -> list[FoundDate]:
        """Return the dates of a passage; where many are asked for, the whole text is read once."""
        if place not in self._read:
            length = len(self._text)
            if length <= LOOKED_BACK or (length <= READ_WHOLE and len(self._read) >= _FEW):
                self._read[place] = [each for each in self._all if each.start >= place[0] and each.end <= place[1]]
            else:
                self._read[place] = find_dates_in(self._text, place, self._day, self._habits)
        return self._read[place]

    @cached_property
    def _all(self) -> list[FoundDate]:
        return find_dates(self._text, self._day, self._habits)


def find_dates_in(text: str, place: Span, published: date | None, habits: Habits = USUAL) -> list[FoundDate]:
    """Return the date expressions within a passage of a text, read with what stands around it."""
    start, end = place
    begin = _line_start(text, max(0, start - LOOKED_BACK), start)
    found = (each.moved(begin) for each in find_dates(text[begin : end + LOOKED_AHEAD], published, habits))
    return [each for each in found if each.start >= start and each.end <= end]


def only_date(words: str, rule: str, published: date | None, habits: Habits = USUAL) -> FoundDate | None:
    """Return the one date in words that stand alone; the rule they were read by tells their tense."""
    found = find_dates(words, published, habits, ahead=rule.endswith(AHEAD))
    return found[0] if len(found) == 1 else None


def date_alone(words: str, rule: str, published: date | None, habits: Habits = USUAL) -> str | None:
    """Return what date words come to without the text they stood in, None where they give no date."""
    found = only_date(words, rule, published, habits)
    return None if found is None else found.edtf


def day_of_issue(published: str) -> date | None:
    """Return the last day on which something can have been published, None where that is unknown."""
    return as_day(latest_day(published)) if published else None


def as_day(iso: str | None) -> date | None:
    """Return a day that Python's calendar knows, None for others."""
    return date.fromisoformat(iso) if iso is not None and "0001" <= iso[:4] <= "9999" else None


def _line_start(text: str, place: int, limit: int) -> int:
    """Return where the first line begins at or after a place, the place itself where none does before the limit."""
    if place == 0:
        return 0
    line = text.find("\n", place, limit)
    return place if line < 0 else line + 1


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
