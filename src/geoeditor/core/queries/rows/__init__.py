"""Plain rows: whole records for inspector and reader, and the lines of tables with what they count and name."""

from geoeditor.core.queries.rows.clips import clip
from geoeditor.core.queries.rows.lines import (
    LINES,
    ActorLine,
    CitationLine,
    EventLine,
    Line,
    LinkLine,
    SourceLine,
    lines,
)
from geoeditor.core.queries.rows.records import (
    ActorRow,
    CitationRow,
    EventRow,
    Ledger,
    LinkRow,
    SourceRow,
    SpeakerRow,
    actors,
    citations,
    events,
    ledger,
    links,
    source_text,
    sources,
)
from geoeditor.core.queries.rows.touched import touched

__all__ = [
    "LINES",
    "ActorLine",
    "ActorRow",
    "CitationLine",
    "CitationRow",
    "EventLine",
    "EventRow",
    "Ledger",
    "Line",
    "LinkLine",
    "LinkRow",
    "SourceLine",
    "SourceRow",
    "SpeakerRow",
    "actors",
    "citations",
    "clip",
    "events",
    "ledger",
    "lines",
    "links",
    "source_text",
    "sources",
    "touched",
]
