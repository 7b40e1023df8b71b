"""The form of proposals: plain values as `geoeditor suggest --json` prints them. Imports nothing of ours."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

Span = Sequence[int]


class SpeakerProposal(TypedDict):
    """Who says it."""

    name: str
    mode: str


class SentenceProposal(TypedDict):
    """A unit of evidence."""

    span: Span


class ActorProposal(TypedDict):
    """An actor with all places where it is mentioned."""

    name: str
    kind: str
    named: bool
    aliases: Sequence[str]
    mentions: Sequence[Span]
    score: float
    rule: str


class DateProposal(TypedDict):
    """Date words with what they come to."""

    span: Span
    text: str
    edtf: str
    anchored: bool
    rule: str


class EventProposal(TypedDict):
    """An event at its sentence; `actors` are names of proposed actors."""

    title: str
    kind: str
    actors: Sequence[str]
    edtf: str
    status: str
    speakers: Sequence[SpeakerProposal]
    span: Span
    score: float
    rule: str


class LinkProposal(TypedDict):
    """A link at its sentence; `source` and `target` are names of proposed actors."""

    source: str
    target: str
    kind: str
    label: str
    edtf: str
    status: str
    speakers: Sequence[SpeakerProposal]
    span: Span
    score: float
    rule: str


class Proposals(TypedDict):
    """All that was proposed for one text; scores run from 0 to 1. `unnamed` are described, not named, in the text."""

    sentences: Sequence[SentenceProposal]
    actors: Sequence[ActorProposal]
    dates: Sequence[DateProposal]
    events: Sequence[EventProposal]
    links: Sequence[LinkProposal]
    unnamed: NotRequired[Sequence[ActorProposal]]


def actor_proposed(proposals: Proposals, what: str, index: int) -> ActorProposal:
    """Return a proposed actor: `what` is actor or unnamed.

    Raises: IndexError where there is none.
    """
    return proposals["actors"][index] if what == "actor" else proposals.get("unnamed", ())[index]
