"""The sentence ledger: every sentence of a source is open, used (so many facts) or set aside (with a reason).

Pure functions of plain values; knows no widget and no document.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geoeditor.core.queries.reading_desk import Aside, Passage
from geoeditor.translation import tr, trn

Span = tuple[int, int]
OPEN: Final = "open"
USED: Final = "used"
ASIDE: Final = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what became of it; `facts` counts those that it bears on, `reason` is of one set aside."""

    span: Span
    state: str
    facts: int = 0
    reason: str = ""

    def words(self) -> str:
        """Return the state as a person reads it."""
        if self.state == USED:
            return trn("{n} fact", "{n} facts", self.facts)
        if self.state == ASIDE:
            return tr("set aside: {reason}", reason=self.reason) if self.reason else tr("set aside")
        return tr("open")


class Ledger:
    """The lines of one source, in the order of the text."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self.lines = tuple(lines)

    @property
    def done(self) -> int:
        """Return how many sentences are used or set aside."""
        return sum(line.state != OPEN for line in self.lines)

    @property
    def open_spans(self) -> list[Span]:
        """Return the sentences that are still open."""
        return [line.span for line in self.lines if line.state == OPEN]

    def next_open(self, after: int) -> Span | None:
        """Return the first open sentence that begins behind a place, None where none does."""
        return next((span for span in self.open_spans if span[0] > after), None)

    def previous_open(self, before: int) -> Span | None:
        """Return the last open sentence that begins before a place, None where none does."""
        return next((span for span in reversed(self.open_spans) if span[0] < before), None)


def ledger_of(sentences: Sequence[Span], passages: Sequence[Passage], asides: Sequence[Aside]) -> Ledger:
    """Return the ledger; a sentence that a passage touches is used, whatever was said of it before."""
    used = sorted((passage.start, passage.end, passage.fact, passage.id) for passage in passages)
    away = sorted((aside.start, aside.end, aside.reason) for aside in asides)
    longest = max((end - start for start, end, *_ in used), default=0)
    longest_away = max((end - start for start, end, _ in away), default=0)
    first = first_away = 0
    lines: list[Line] = []
    for start, end in sentences:
        while first < len(used) and used[first][0] < start - longest:
            first += 1
        while first_away < len(away) and away[first_away][0] < start - longest_away:
            first_away += 1
        facts: set[tuple[str, int]] = set()
        for other, other_end, fact, row in used[first:]:
            if other >= end:
                break
            if other_end > start:
                facts.add((fact, row))
        reasons: list[str] = []
        for other, other_end, reason in away[first_away:]:
            if other >= end:
                break
            if other_end > start:
                reasons.append(reason)
        lines.append(_line((start, end), len(facts), reasons))
    return Ledger(lines)


def _line(span: Span, facts: int, reasons: Sequence[str]) -> Line:
    if facts:
        return Line(span, USED, facts)
    return Line(span, ASIDE, 0, "; ".join(filter(None, reasons))) if reasons else Line(span, OPEN)
