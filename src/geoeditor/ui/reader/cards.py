"""The proposals that are still open, as cards: what was decided on, or is there already, is left out.

Pure functions of plain values; knows no widget and no document.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from geoeditor.charts.wording import date_words, status_word
from geoeditor.core.commands.acceptance import (
    ActorProposal,
    Proposals,
    SpeakerProposal,
    actor_proposed,
    decided_as,
)
from geoeditor.core.queries.reading_desk import Desk
from geoeditor.translation import printable, tr, trn

Span = tuple[int, int]
Key = tuple[str, str, Span]
ORDER: Final = ("actor", "unnamed", "event", "link")
CERTAIN: Final = 0.8
"""The score from which proposals are taken together."""
_SNIPPET: Final = 240
_NAME_WORDS: Final = 8
"""Words of the longest name that is looked for in a title."""


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as it is shown; `what` and `index` say which it is, `sign` colours its dot."""

    what: str
    index: int
    key: Key
    kind: str
    title: str
    details: str
    snippet: str
    speaker: str
    score: float
    rule: str
    span: Span
    sign: int = 0
    amended: bool = False
    """The user changed it before deciding."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the cards must know of the project: names by their folded form, signs and labels of kinds."""

    actors: Mapping[str, int] = field(default_factory=dict)
    signs: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def all_cards(text: str, proposals: Proposals, known: Known) -> list[Card]:
    """Return a card for every proposal in the order of the text; at one place actors come before what they do."""
    cards = [_actor_card(text, proposals, "actor", index, known) for index in range(len(proposals["actors"]))]
    unnamed = range(len(proposals.get("unnamed", ())))
    cards += [_actor_card(text, proposals, "unnamed", index, known) for index in unnamed]
    cards += [_event_card(text, proposals, index, known) for index in range(len(proposals["events"]))]
    people = frozenset(actor["name"] for actor in proposals["actors"] if actor["kind"] == "person" and actor["named"])
    cards += [_link_card(text, proposals, index, people, known) for index in range(len(proposals["links"]))]
    cards.sort(key=lambda card: (card.span, ORDER.index(card.what), card.index))
    return cards


def still_open(cards: Sequence[Card], proposals: Proposals, desk: Desk, known: Known) -> list[Card]:
    """Return the cards of proposals on which nothing was decided and that are not facts with a passage here already."""
    decided = _Decided(proposals, desk, known)
    return [card for card in cards if not decided.has(card)]


class _Decided:
    """What was decided before, although names in titles may have been learned since."""

    def __init__(self, proposals: Proposals, desk: Desk, known: Known) -> None:
        self._proposals, self._desk, self._known = proposals, desk, known
        self._names: dict[str, str] = {}
        for actor in proposals["actors"]:
            for form in (*actor["aliases"], actor["name"]):
                self._names[" ".join(form.split())] = actor["name"]
        self._values = {
            (verdict.what, verdict.start, verdict.end, self._current(verdict.value))
            for verdict in desk.verdicts
            if verdict.what != "actor"
        }
        self._spans = {value[:3] for value in self._values}
        self._actors = {verdict.value for verdict in desk.verdicts if verdict.what == "actor"}
        self._cited = {passage.id for passage in desk.passages if passage.fact == "actor"}

    def _current(self, value: str) -> str:
        """Return a title with every name in the form that is proposed now."""
        words = value.split()
        found: list[str] = []
        place = 0
        while place < len(words):
            for count in range(min(_NAME_WORDS, len(words) - place), 0, -1):
                form = " ".join(words[place : place + count])
                bare = form.rstrip(",:;.")
                if bare in self._names:
                    found.append(self._names[bare] + form[len(bare) :])
                    place += count
                    break
            else:
                found.append(words[place])
                place += 1
        return " ".join(found)

    def has(self, card: Card) -> bool:
        """Tell whether this proposal is no longer open."""
        what, value, span = card.key
        if card.what == "unnamed":
            return value in self._actors
        if what == "actor":
            return self._has_actor(self._proposals["actors"][card.index])
        if (what, *span) in self._spans and (what, *span, self._current(value)) in self._values:
            return True
        if what == "event":
            event = self._proposals["events"][card.index]
            return _is_told(self._desk, self._known, what, event["kind"], event["actors"], span)
        link = self._proposals["links"][card.index]
        return _is_told(self._desk, self._known, what, link["kind"], (link["source"], link["target"]), span)

    def _has_actor(self, actor: ActorProposal) -> bool:
        """Tell whether this actor was decided on, by any of its names, or is known and cited here."""
        if not self._actors.isdisjoint((actor["name"], *actor["aliases"])):
            return True
        return actor["named"] and self._known.actors.get(folded(actor["name"])) in self._cited


def _is_told(desk: Desk, known: Known, fact: str, kind: str, names: Sequence[str], span: Sequence[int]) -> bool:
    """Tell whether a fact of this kind about these actors has a passage here already, entered by hand."""
    near = [told for told in desk.told if told.fact == fact and told.start < span[1] and told.end > span[0]]
    ids = {known.actors.get(folded(name)) for name in names} if near else set()
    return bool(ids) and any(
        told.actors == ids and (_is_below(told.kind, kind) or _is_below(kind, told.kind)) for told in near
    )


def _is_below(kind: str, above: str) -> bool:
    return kind == above or kind.startswith(f"{above}.")


def folded(name: str) -> str:
    """Return the form by which a name is known."""
    from geoeditor.core.commands.values import name_key

    return name_key(name)


def _pair(span: Sequence[int]) -> Span:
    return span[0], span[1]


def _key(proposals: Proposals, what: str, index: int) -> Key:
    return decided_as(proposals, what, index)


def _snippet(text: str, span: Sequence[int]) -> str:
    return printable(" ".join(text[span[0] : min(span[1], span[0] + _SNIPPET)].split()))


def _actor_card(text: str, proposals: Proposals, what: str, index: int, known: Known) -> Card:
    actor = actor_proposed(proposals, what, index)
    count = len(actor["mentions"])
    details = [actor_word(actor["kind"]), trn("{n} mention", "{n} mentions", count)]
    if not actor["named"]:
        details.insert(1, tr("unnamed"))
    if actor["named"] and folded(actor["name"]) in known.actors:
        details.insert(0, tr("in the project"))
    first = min(map(_pair, actor["mentions"]), default=(0, 0))
    sentence = next(
        (_pair(found["span"]) for found in proposals["sentences"] if found["span"][0] <= first[0] < found["span"][1]),
        first,
    )
    return Card(
        what,
        index,
        _key(proposals, what, index),
        tr("Actor"),
        actor["name"],
        " · ".join(details),
        _snippet(text, sentence),
        "",
        actor["score"],
        actor["rule"],
        sentence,
    )


def _event_card(text: str, proposals: Proposals, index: int, known: Known) -> Card:
    event = proposals["events"][index]
    return Card(
        "event",
        index,
        _key(proposals, "event", index),
        tr("Event"),
        event["title"],
        " · ".join(filter(None, (known.labels.get(event["kind"], ""), _when(event["edtf"], event["status"])))),
        _snippet(text, event["span"]),
        _said(event["speakers"]),
        event["score"],
        event["rule"],
        _pair(event["span"]),
        sign_of(event["kind"], known.signs),
    )


def _link_card(text: str, proposals: Proposals, index: int, people: frozenset[str], known: Known) -> Card:
    link = proposals["links"][index]
    ends = [name.split()[-1] if name in people else name for name in (link["source"], link["target"])]
    return Card(
        "link",
        index,
        _key(proposals, "link", index),
        tr("Link"),
        f"{ends[0]} — {link['label']} → {ends[1]}",
        _when(link["edtf"], link["status"]),
        _snippet(text, link["span"]),
        _said(link["speakers"]),
        link["score"],
        link["rule"],
        _pair(link["span"]),
        sign_of(link["kind"], known.signs),
    )


def _when(edtf: str, status: str) -> str:
    words = [date_words(edtf)]
    if status != "occurred":
        words.append(status_word(status))
    return " · ".join(words)


def _said(speakers: Iterable[SpeakerProposal]) -> str:
    said = [f"{speaker['name']} {mode_word(speaker['mode'])}" for speaker in speakers]
    return ", ".join(said)


def sign_of(kind: str, signs: Mapping[str, int]) -> int:
    """Return the sign of a kind, or of the nearest one above it by its key."""
    while kind:
        if kind in signs:
            return signs[kind]
        kind = kind.rpartition(".")[0]
    return 0


def actor_word(kind: str) -> str:
    """Return a kind of actor as a person reads it."""
    words = {
        "person": tr("person"),
        "state": tr("state"),
        "organisation": tr("organisation"),
        "group": tr("group"),
        "place": tr("place"),
    }
    return words.get(kind, tr("kind unknown"))


def mode_word(mode: str) -> str:
    """Return how somebody says something."""
    words = {
        "states": tr("says so"),
        "claims": tr("claims so"),
        "alleges": tr("alleges it"),
        "denies": tr("denies it"),
        "suggests": tr("suggests it"),
        "promises": tr("promises it"),
        "threatens": tr("threatens it"),
        "quotes": tr("quotes it"),
    }
    return words.get(mode, mode)
