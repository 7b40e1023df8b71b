"""Facts in a few words, as a tooltip of the text tells them."""

from collections.abc import Sequence
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.queries import rows
from geoeditor.ui.selection import Fact

_MOST: Final = 6


def fact_words(document: Document, facts: Sequence[Fact]) -> str:
    """Return a line for each of the first few actors, events and links."""
    return "\n".join(_line(line) for fact in facts[:_MOST] for line in rows.lines(document, fact.table, [fact.id]))


def _line(line: rows.Line) -> str:
    if isinstance(line, rows.LinkLine):
        return f"{line.from_name} – {line.label} → {line.to_name}"
    if isinstance(line, rows.ActorLine):
        return line.name
    return line.title if isinstance(line, rows.EventLine | rows.SourceLine) else line.quote
