"""Accepting proposals and entering facts at a passage: what a reading suggests, or a reader sees, becomes facts.

Proposals come as plain values in the form of `geoeditor suggest --json`. An actor that the project knows by name is
that actor; an event or link that is there already gets the new passage as further evidence.
"""

from geoeditor.core.commands.acceptance.entry import (
    ActorEntry,
    Dated,
    EventEntry,
    LinkEntry,
    Origin,
    Who,
    date_by_words,
    enter_actor,
    enter_event,
    enter_link,
)
from geoeditor.core.commands.acceptance.proposed import (
    ActorProposal,
    DateProposal,
    EventProposal,
    LinkProposal,
    Proposals,
    SentenceProposal,
    Span,
    SpeakerProposal,
    actor_proposed,
)
from geoeditor.core.commands.acceptance.publication import set_published
from geoeditor.core.commands.acceptance.taking import Accepted
from geoeditor.core.commands.acceptance.verdicts import (
    accept_certain,
    accept_proposal,
    decided_as,
    import_article,
    skip_proposal,
)

__all__ = [
    "Accepted",
    "ActorEntry",
    "ActorProposal",
    "DateProposal",
    "Dated",
    "EventEntry",
    "EventProposal",
    "LinkEntry",
    "LinkProposal",
    "Origin",
    "Proposals",
    "SentenceProposal",
    "Span",
    "SpeakerProposal",
    "Who",
    "accept_certain",
    "accept_proposal",
    "actor_proposed",
    "date_by_words",
    "decided_as",
    "enter_actor",
    "enter_event",
    "enter_link",
    "import_article",
    "set_published",
    "skip_proposal",
]
