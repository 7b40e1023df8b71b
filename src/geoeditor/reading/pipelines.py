"""The names that a spaCy pipeline of the user finds, added to our own proposals where those say nothing.

The one place that knows spaCy, which is no part of this program: it is looked for when it is asked for, only in the
child process that makes proposals, and what it answers is checked like anything from outside. Nothing is downloaded.
Apart from that pure functions; may import this package.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol

from geoeditor.reading.lexicon import fold
from geoeditor.reading.proposals import ActorProposal, Span, Suggestions
from geoeditor.translation import tr

LONGEST_TEXT: Final = 500_000
"""Characters of a text that a pipeline is given; it needs about a gigabyte of memory for 100,000."""
MOST_SURE: Final = 0.6
"""The score of a name that a pipeline found more than once; it is never counted as certain."""
_LESS_SURE: Final = 0.5
_MOST_FOUND: Final = 20_000
_LONGEST_NAME: Final = 120
_KINDS: Final = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_ENDS: Final = ("'s", "’s")
_EDGES: Final = " \t\r\f\v\u00a0.,;:!?()[]{}\"“”„«»'‘’–—-"


class NoPipelineError(Exception):
    """There is no such pipeline, or it can't be used; the words say why."""


class Entity(Protocol):
    """A name as spaCy gives it; start and end count characters of the text."""

    @property
    def start_char(self) -> int:
        """Return where it begins."""

    @property
    def end_char(self) -> int:
        """Return where it ends."""

    @property
    def label_(self) -> str:
        """Return what it is."""


class Read(Protocol):
    """A text that was read."""

    @property
    def ents(self) -> Iterable[Entity]:
        """Return the names in it."""


class Pipeline(Protocol):
    """What spaCy loads."""

    def __call__(self, text: str) -> Read:
        """Read a text."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A place of a text that a pipeline takes for a name, in our own words for what it is."""

    span: Span
    kind: str


@dataclass(slots=True)
class _Cluster:
    """All places of one name."""

    kind: str
    spans: list[Span] = field(default_factory=list)


def is_there() -> bool:
    """Tell whether spaCy can be imported; imports nothing."""
    try:
        return find_spec("spacy") is not None
    except (ImportError, ValueError):  # something half-removed of that name
        return False


def installed_pipelines() -> list[str]:
    """Return the names of the pipelines that are installed; none where spaCy is not there.

    Raises: NoPipelineError where spaCy can't be used; MemoryError is passed on.
    """
    if not is_there():
        return []
    try:
        names = list(import_module("spacy.util").get_installed_models())
    except MemoryError:
        raise
    except (Exception, SystemExit) as mistake:  # foreign code may fail in any way
        raise NoPipelineError(type(mistake).__name__) from mistake
    return sorted(name for name in names if isinstance(name, str) and name.isprintable() and len(name) < _LONGEST_NAME)


@lru_cache(maxsize=1)
def _loaded(name: str) -> Pipeline:
    pipeline: Pipeline = import_module("spacy").load(name)
    return pipeline


def find_names(text: str, name: str) -> list[FoundName]:
    """Return the names that a pipeline finds in a text, in the order of the text, none within another.

    Raises: NoPipelineError where the pipeline can't be used, whatever the reason; MemoryError is passed on.
    """
    if len(text) > LONGEST_TEXT:
        raise NoPipelineError(tr("the text has more than {n} characters", n=f"{LONGEST_TEXT:,}"))
    if name not in installed_pipelines():  # never a path, which spaCy would load too
        raise NoPipelineError(tr("it is not installed"))
    try:
        return list(_names_in(text, name))
    except MemoryError:
        raise
    except (Exception, SystemExit) as mistake:  # foreign code may fail in any way
        raise NoPipelineError(type(mistake).__name__) from mistake


@lru_cache(maxsize=1)
def _names_in(text: str, name: str) -> tuple[FoundName, ...]:
    """Return what a pipeline finds; the same text is asked about again whenever an actor was accepted."""
    found = sorted(_checked(text, _loaded(name)(text).ents), key=lambda each: (each.span[0], -each.span[1]))
    apart: list[FoundName] = []
    for each in found:
        if not apart or each.span[0] >= apart[-1].span[1]:
            apart.append(each)
    return tuple(apart)


def _checked(text: str, entities: Iterable[Entity]) -> Iterator[FoundName]:
    """Yield what can be a name in this text, without what stands around it."""
    for number, entity in enumerate(entities):
        if number >= _MOST_FOUND:
            return
        kind = _KINDS.get(str(entity.label_))
        start, end = int(entity.start_char), int(entity.end_char)
        if kind is None or not 0 <= start < end <= len(text) or end - start > 2 * _LONGEST_NAME:
            continue
        start, end = _trimmed(text, start, end)
        words = text[start:end]
        if 1 < len(words) <= _LONGEST_NAME and "\n" not in words and not words.islower():
            yield FoundName((start, end), kind)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without an article before it and signs around it; a full stop within capitals stays."""
    before = (-1, -1)
    while before != (start, end):
        before = start, end
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES and not (text[end - 1] == "." and "." in text[start : end - 1]):
            end -= 1
        if text[start : start + 4].lower() == "the ":
            start += 4
        if text[max(start, end - 2) : end] in _ENDS:
            end -= 2
    return start, end


def with_names(
    own: Suggestions, text: str, found: Sequence[FoundName], pipeline: str, unwanted: Sequence[str] = ()
) -> Suggestions:
    """Return our proposals with those names that touch nothing which our rules found; ours stay as they are."""
    taken = [span for actor in own.actors for span in actor.mentions]
    taken += [span for actor in own.unnamed for span in actor.mentions]
    taken = sorted(taken + [date.span for date in own.dates])
    refused = {_key(name) for name in unwanted}
    refused |= {_key(name) for actor in own.actors for name in (actor.name, *actor.aliases)}
    surnames = {_key(actor.name).rpartition(" ")[2] for actor in own.actors if actor.kind == "person"}
    clusters: dict[str, _Cluster] = {}
    for each in _free(found, taken):
        name = _name(text, each.span)
        if _key(name) not in refused and not (each.kind == "person" and _key(name) in surnames):
            clusters.setdefault(_key(name), _Cluster(each.kind)).spans.append(each.span)
    added = list(_proposals(_joined(clusters), text, own.title.span[1], f"proposed by {pipeline}"))
    if not added:
        return own
    actors = sorted((*own.actors, *added), key=lambda actor: min(actor.mentions, default=(0, 0)))
    return replace(own, actors=tuple(actors))


def _free(found: Sequence[FoundName], taken: Sequence[Span]) -> Iterator[FoundName]:
    """Yield what overlaps none of the spans that are taken, which are in order."""
    starts = [start for start, _ in taken]
    reach: list[int] = []  # the furthest end so far, since a span may hold others
    for _, end in taken:
        reach.append(max(end, reach[-1]) if reach else end)
    for each in found:
        before = bisect_right(starts, each.span[1] - 1)
        if not before or reach[before - 1] <= each.span[0]:
            yield each


def _joined(clusters: dict[str, _Cluster]) -> dict[str, _Cluster]:
    """Let a surname alone be of the one full name that ends with it."""
    owners: dict[str, list[str]] = {}
    for key, cluster in clusters.items():
        if cluster.kind == "person" and " " in key:
            owners.setdefault(key.rpartition(" ")[2], []).append(key)
    joined = dict(clusters)
    for key, cluster in clusters.items():
        owner = owners.get(key, []) if cluster.kind == "person" else []
        if len(owner) == 1:
            clusters[owner[0]].spans += cluster.spans
            del joined[key]
    return joined


def _proposals(clusters: dict[str, _Cluster], text: str, headline: int, rule: str) -> Iterator[ActorProposal]:
    """Yield an actor for each name that the text has outside its headline too."""
    for cluster in clusters.values():
        spans = sorted(cluster.spans)
        if spans[-1][0] < headline:
            continue
        forms = dict.fromkeys(_name(text, span) for span in spans)
        name = max(forms, key=len)
        del forms[name]
        score = MOST_SURE if len(spans) > 1 else _LESS_SURE
        yield ActorProposal(name, cluster.kind, True, tuple(forms), tuple(spans), score, rule)


def _name(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


def _key(name: str) -> str:
    return " ".join(fold(name).split())
