"""From selected words, or the sentence under the cursor, to what is to be entered: whom, what, when, and where it says.

Plain values in and out; knows no widget and stores nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from geoeditor.core.commands.acceptance import (
    ActorEntry,
    Dated,
    EventEntry,
    LinkEntry,
    Origin,
    Proposals,
    Who,
    actor_proposed,
    decided_as,
)
from geoeditor.core.queries.summary import KnownName
from geoeditor.ui.reader.page import DateFound, Page, as_title

Span = tuple[int, int]
Entry = ActorEntry | EventEntry | LinkEntry
_FOR_PEOPLE: Final = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.IGNORECASE)
_FOR_OTHERS: Final = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
"""Words that stand for somebody who was named before: for persons, and for states and the like."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Something about to be stored: what, and the passage of which source bears on it."""

    source_id: int
    span: Span
    entry: Entry
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a gesture starts from: the source, the selected words if any, and the sentence or sentences they are in."""

    source_id: int
    published: str
    words: Span | None
    sentence: Span


def chosen(page: Page, source_id: int, published: str, words: Span | None, place: int) -> Chosen | None:
    """Return what a gesture starts from; None in a text without sentences."""
    sentence = page.around(words or (place, place + 1))
    if sentence is None:
        return None
    if words is not None and not (sentence[0] <= words[0] and words[1] <= sentence[1]):
        sentence = min(sentence[0], words[0]), max(sentence[1], words[1])
    return Chosen(source_id, published, words, sentence)


def actor_entry(page: Page, choice: Chosen, *, named: bool) -> ActorEntry | None:
    """Return the actor that the selected words name or describe; None where nothing is selected."""
    if choice.words is None:
        return None
    name = " ".join(page.text[slice(*choice.words)].split())
    return ActorEntry(name, "", named, page.known_as(choice.words) if named else None)


def event_draft(page: Page, choice: Chosen, names: Mapping[int, KnownName]) -> Draft:
    """Return an event of the selected words, with everybody and the date that the sentence names."""
    words = choice.words or choice.sentence
    title = as_title(page.text[slice(*words)])
    entry = EventEntry(title, date=_date_of(page, choice), who=tuple(people_in(page, choice.sentence, names)))
    return Draft(choice.source_id, choice.sentence, entry)


def link_draft(page: Page, choice: Chosen, names: Mapping[int, KnownName]) -> Draft:
    """Return a link between the first two actors of the sentence; who is not named is left to be filled in."""
    people = [*people_in(page, choice.sentence, names), Who(""), Who("")]
    entry = LinkEntry(people[0], people[1], date=Dated())
    return Draft(choice.source_id, choice.sentence, entry)


def people_in(page: Page, span: Span, names: Mapping[int, KnownName]) -> list[Who]:
    """Return the known actors that a stretch names, each once, in the order of the text."""
    ids = dict.fromkeys(mention.actor_id for mention in page.mentions_in(span))
    return [Who(names[row].name, row, names[row].kind) for row in ids if row in names]


def dated(found: DateFound) -> Dated:
    """Return date words as they are stored."""
    return Dated(found.t, found.words, found.rule, found.anchored)


def _date_of(page: Page, choice: Chosen) -> Dated:
    """Return the date within the selected words, or else the first of the sentence."""
    within = page.dates_in(choice.words, choice.published) if choice.words is not None else []
    found = within or page.dates_in(choice.sentence, choice.published)
    best = next((date for date in found if date.t), found[0] if found else None)
    return Dated() if best is None else dated(best)


def words_dated(page: Page, choice: Chosen) -> tuple[Span, Dated] | None:
    """Return the place and the meaning of the selected date words; without a selection, of those in the sentence.

    Words that the reading does not understand are kept as words, without a date.
    """
    if choice.words is None:
        found = page.dates_in(choice.sentence, choice.published)
        return ((found[0].start, found[0].end), dated(found[0])) if found else None
    around = page.dates_in(choice.sentence, choice.published)
    inside = [date for date in around if choice.words[0] < date.end and date.start < choice.words[1]]
    if inside:
        return (inside[0].start, inside[0].end), dated(inside[0])
    return choice.words, Dated(words=" ".join(page.text[slice(*choice.words)].split()))


def proposal_draft(source_id: int, proposals: Proposals, what: str, index: int, names: Mapping[str, int]) -> Draft:
    """Return a proposal to be corrected; `names` are the actors of the project by the folded form of their names."""
    decided, value, span = decided_as(proposals, what, index)
    origin = Origin(_rule_of(proposals, what, index), decided, value, span)
    kinds = {actor["name"]: (actor["kind"], actor["named"]) for actor in proposals["actors"]}

    def who(name: str) -> Who:
        from geoeditor.core.commands.values import name_key

        kind, named = kinds.get(name, ("untyped", True))
        return Who(name, names.get(name_key(name)) if named else None, _kind_key(kind), named=named)

    if what in ("actor", "unnamed"):
        actor = actor_proposed(proposals, what, index)
        known = who(actor["name"]) if what == "actor" else Who("", None, _kind_key(actor["kind"]))
        sentence = next(
            ((s["span"][0], s["span"][1]) for s in proposals["sentences"] if s["span"][0] <= span[0] < s["span"][1]),
            span,
        )
        entry: Entry = ActorEntry(actor["name"], known.kind, actor["named"], known.actor_id, tuple(actor["aliases"]))
        return Draft(source_id, sentence, entry, origin)
    if what == "event":
        event = proposals["events"][index]
        date = _proposed_date(proposals, span, event["edtf"])
        people = tuple(map(who, event["actors"]))
        entry = EventEntry(event["title"], event["kind"], event["status"], date, people, tuple(event["speakers"]))
        return Draft(source_id, span, entry, origin)
    link = proposals["links"][index]
    date = _proposed_date(proposals, span, link["edtf"])
    ends = who(link["source"]), who(link["target"])
    entry = LinkEntry(*ends, link["kind"], link["label"], link["status"], date, tuple(link["speakers"]))
    return Draft(source_id, span, entry, origin)


def _rule_of(proposals: Proposals, what: str, index: int) -> str:
    match what:
        case "actor" | "unnamed":
            return actor_proposed(proposals, what, index)["rule"]
        case "event":
            return proposals["events"][index]["rule"]
        case _:
            return proposals["links"][index]["rule"]


def _kind_key(kind: str) -> str:
    return "" if kind == "untyped" else f"actor.{kind}"


def mentioned(
    page: Page, span: Span, proposals: Proposals | None, known: Mapping[int, KnownName], ids: Mapping[str, int]
) -> list[Who]:
    """Return who is named within a stretch, known or proposed, each once, in the order of the text."""
    from geoeditor.core.commands.values import name_key

    found: list[tuple[int, Who]] = [
        (mention.start, Who(known[mention.actor_id].name, mention.actor_id, known[mention.actor_id].kind))
        for mention in page.mentions_in(span)
        if mention.actor_id in known
    ]
    named = [*proposals["actors"], *proposals.get("unnamed", ())] if proposals is not None else []
    for actor in named:
        first = min((m[0] for m in actor["mentions"] if span[0] <= m[0] < span[1]), default=None)
        if first is not None:
            row = ids.get(name_key(actor["name"])) if actor["named"] else None
            name = known[row].name if row in known and row is not None else actor["name"]
            found.append((first, Who(name, row, _kind_key(actor["kind"]), named=actor["named"])))
    here = {_same(who) for _, who in found}
    if proposals is not None:
        found += [pair for pair in _stood_for(page.text, span, proposals, known, ids) if _same(pair[1]) not in here]
    found.sort(key=lambda pair: pair[0])
    people: dict[object, Who] = {}
    for _, who in found:
        people.setdefault(_same(who), who)
    return list(people.values())


def _same(who: Who) -> object:
    return who.name if who.actor_id is None else who.actor_id


def _stood_for(
    text: str, span: Span, proposals: Proposals, known: Mapping[int, KnownName], ids: Mapping[str, int]
) -> Iterator[tuple[int, Who]]:
    """Yield whom something is proposed of within a stretch, at the first word that may stand for them, or its end."""
    from geoeditor.core.commands.values import name_key

    actors = {actor["name"]: actor for actor in (*proposals["actors"], *proposals.get("unnamed", ()))}
    for name in dict.fromkeys(_actors_told(proposals, span)):
        actor = actors.get(name)
        kind, is_named = ("", True) if actor is None else (actor["kind"], actor["named"])
        word = (_FOR_PEOPLE if kind == "person" else _FOR_OTHERS).search(text, *span)
        row = ids.get(name_key(name)) if is_named else None
        title = known[row].name if row is not None and row in known else name
        yield span[1] if word is None else word.start(), Who(title, row, _kind_key(kind), named=is_named)


def _actors_told(proposals: Proposals, span: Span) -> Iterator[str]:
    """Yield the actors of whom something is proposed within a stretch, named there or not, as they are told."""
    for event in proposals["events"]:
        if span[0] <= event["span"][0] < span[1]:
            yield from (*(speaker["name"] for speaker in event["speakers"]), *event["actors"])
    for link in proposals["links"]:
        if span[0] <= link["span"][0] < span[1]:
            yield from (*(speaker["name"] for speaker in link["speakers"]), link["source"], link["target"])


def _proposed_date(proposals: Proposals, span: Span, edtf: str) -> Dated:
    for date in proposals["dates"]:
        within = span[0] <= date["span"][0] and date["span"][1] <= span[1]
        if within and date["edtf"] == edtf and date["anchored"]:
            return Dated(edtf, date["text"], date["rule"], anchored=True)
    return Dated(edtf)
