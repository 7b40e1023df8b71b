"""From a news text to proposals: sentences, actors, dates, events, links and who says so.

Pure functions of the text, with word lists of our own. No Qt, no network, no files but those lists. May import
`geoeditor.when` and `geoeditor.translation` only.
"""

from geoeditor.reading.names import KnownActor
from geoeditor.reading.proposals import (
    ActorProposal,
    DateProposal,
    EventProposal,
    LinkProposal,
    Sentence,
    SpeakerProposal,
    Suggestions,
    TitleSpan,
    UnnamedProposal,
    as_json,
)
from geoeditor.reading.suggestions import suggest

__all__ = [
    "ActorProposal",
    "DateProposal",
    "EventProposal",
    "KnownActor",
    "LinkProposal",
    "Sentence",
    "SpeakerProposal",
    "Suggestions",
    "TitleSpan",
    "UnnamedProposal",
    "as_json",
    "suggest",
]
