"""What the reader proposes for a text, and its JSON form.

Plain frozen values; spans are code points, half-open; the form is `suggest --json` of the command line. Imports
nothing of ours.
"""

from dataclasses import dataclass

Span = tuple[int, int]
FORMAT, VERSION = "geoeditor-suggestions", 1


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """The headline; empty with span (0, 0) when the text has none."""

    text: str = ""
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the headline included."""

    span: Span


@dataclass(frozen=True, slots=True)
class ActorProposal:
    """An actor and everywhere it is named; kind is person, state, organisation, group, place or untyped."""

    name: str
    kind: str
    named: bool
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class UnnamedProposal:
    """An actor the text describes without a name; `of` is the name of the actor it is defined by, or ""."""

    name: str
    kind: str
    named: bool
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    score: float
    rule: str
    of: str


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A date expression; first and last day are inclusive ISO days or None for open or unknown ends.

    `anchored` tells that it counts from the day of publication.
    """

    span: Span
    text: str
    edtf: str
    earliest: str | None
    latest: str | None
    vague: bool
    anchored: bool
    rule: str


@dataclass(frozen=True, slots=True)
class SpeakerProposal:
    """Who says it; mode is states, claims, alleges, denies, suggests, promises, threatens or quotes."""

    name: str
    mode: str


@dataclass(frozen=True, slots=True)
class EventProposal:
    """Something that happened or may happen, with its actors by name and the sentence that says so."""

    title: str
    kind: str
    actors: tuple[str, ...]
    edtf: str
    status: str
    speakers: tuple[SpeakerProposal, ...]
    span: Span
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """A relation between two actors, with the sentence that says so."""

    source: str
    target: str
    kind: str
    label: str
    edtf: str
    status: str
    speakers: tuple[SpeakerProposal, ...]
    span: Span
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All proposals for one text, each list in the order of the text."""

    published: str
    title: TitleSpan
    sentences: tuple[Sentence, ...]
    actors: tuple[ActorProposal, ...]
    dates: tuple[DateProposal, ...]
    events: tuple[EventProposal, ...]
    links: tuple[LinkProposal, ...]
    unnamed: tuple[UnnamedProposal, ...] = ()


def _speakers(speakers: tuple[SpeakerProposal, ...]) -> list[dict[str, object]]:
    return [{"name": speaker.name, "mode": speaker.mode} for speaker in speakers]


def _actor(actor: ActorProposal | UnnamedProposal) -> dict[str, object]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "named": actor.named,
        "aliases": list(actor.aliases),
        "mentions": [list(span) for span in actor.mentions],
        "score": actor.score,
        "rule": actor.rule,
    }


def _date(date: DateProposal) -> dict[str, object]:
    return {
        "span": list(date.span),
        "text": date.text,
        "edtf": date.edtf,
        "earliest": date.earliest,
        "latest": date.latest,
        "vague": date.vague,
        "anchored": date.anchored,
        "rule": date.rule,
    }


def _event(event: EventProposal) -> dict[str, object]:
    return {
        "title": event.title,
        "kind": event.kind,
        "actors": list(event.actors),
        "edtf": event.edtf,
        "status": event.status,
        "speakers": _speakers(event.speakers),
        "span": list(event.span),
        "score": event.score,
        "rule": event.rule,
    }


def _link(link: LinkProposal) -> dict[str, object]:
    return {
        "source": link.source,
        "target": link.target,
        "kind": link.kind,
        "label": link.label,
        "edtf": link.edtf,
        "status": link.status,
        "speakers": _speakers(link.speakers),
        "span": list(link.span),
        "score": link.score,
        "rule": link.rule,
    }


def as_json(suggestions: Suggestions) -> dict[str, object]:
    """Return the form that `suggest --json` prints."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "published": suggestions.published,
        "title": {"text": suggestions.title.text, "span": list(suggestions.title.span)},
        "sentences": [{"span": list(sentence.span)} for sentence in suggestions.sentences],
        "actors": [_actor(actor) for actor in suggestions.actors],
        "dates": [_date(date) for date in suggestions.dates],
        "events": [_event(event) for event in suggestions.events],
        "links": [_link(link) for link in suggestions.links],
        "unnamed": [_actor(actor) | {"of": actor.of} for actor in suggestions.unnamed],
    }
