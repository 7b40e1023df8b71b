"""The whole way from a text to proposals: sentences, names, dates, frames, events, links.

A pure function of its arguments: reads no file but the lexicon, changes nothing, and raises for no text.
May import all of this package and `geoeditor.when`.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from geoeditor import when
from geoeditor.reading.dates import FoundDate, find_dates
from geoeditor.reading.events import find_events
from geoeditor.reading.facts import SentenceFacts
from geoeditor.reading.frames import (
    find_apposition_frames,
    find_body_frames,
    find_listing_frames,
    find_noun_frames,
    find_role_frames,
    find_tie_frames,
    find_verb_frames,
)
from geoeditor.reading.lexicon import fold
from geoeditor.reading.links import find_links
from geoeditor.reading.names import LEARNED, Actor, KnownActor, find_actors, known_names
from geoeditor.reading.names.runs import Page
from geoeditor.reading.proposals import ActorProposal, DateProposal, Sentence, Suggestions, TitleSpan, UnnamedProposal
from geoeditor.reading.references import SentenceView, read_references
from geoeditor.reading.sentences import find_title, split_sentences
from geoeditor.reading.speakers import find_said_frames, find_speeches
from geoeditor.reading.unnamed import Unnamed, find_unnamed
from geoeditor.reading.words import split_words
from geoeditor.when.habits import USUAL, Habits


def _day(published: str) -> date | None:
    """Return the publication day; of a month or a year its last day, the latest it can have been written."""
    last = when.latest_day(published)
    return None if last is None or not "0001" <= last[:4] <= "9999" else date.fromisoformat(last)


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _other_names(actors: Sequence[Actor], known: Sequence[KnownActor], text: str) -> dict[str, list[str]]:
    """Return what actors of other projects are called there too, unless the text calls somebody else so."""
    found = {actor.name for actor in actors if actor.rule == LEARNED}
    if not found:
        return {}
    called: dict[str, set[str]] = {}
    for actor in actors:
        for mention in actor.mentions:
            called.setdefault(_key(text[mention.start : mention.end]), set()).add(actor.name)
    borne = Counter(name for actor in known for name in {actor.name, *actor.aliases})
    return {
        actor.name: [
            alias
            for alias in actor.aliases
            if borne[alias] == 1 and called.get(_key(alias), {actor.name}) == {actor.name}
        ]
        for actor in known
        if actor.learned and actor.name in found
    }


def _actor_proposal(actor: Actor, text: str, others: Sequence[str] = ()) -> ActorProposal:
    forms = dict.fromkeys(text[mention.start : mention.end] for mention in actor.mentions)
    forms.update(dict.fromkeys(others))
    forms.pop(actor.name, None)
    return ActorProposal(
        actor.name,
        actor.kind,
        actor.named,
        tuple(forms),
        tuple((mention.start, mention.end) for mention in actor.mentions),
        actor.score,
        actor.rule,
    )


def _unnamed_proposal(found: Unnamed, text: str) -> UnnamedProposal:
    forms = dict.fromkeys(text[start:end] for start, end in found.spans)
    forms.pop(found.name, None)
    return UnnamedProposal(
        found.name,
        "group" if found.plural else "person",
        False,
        tuple(forms),
        tuple(found.spans),
        found.score,
        found.rule,
        found.owner.name if found.owner is not None else "",
    )


def _date_proposal(found: FoundDate, text: str) -> DateProposal:
    return DateProposal(
        (found.start, found.end),
        text[found.start : found.end],
        found.edtf,
        found.earliest.isoformat() if found.earliest is not None else None,
        found.latest.isoformat() if found.latest is not None else None,
        found.vague,
        found.anchored,
        found.rule,
    )


def _facts(
    page: Page, view: SentenceView, span: tuple[int, int], actors: list[Actor], dates: list[FoundDate]
) -> SentenceFacts:
    verbs = find_verb_frames(page, view)
    nouns = find_noun_frames(page, view, verbs)
    roles = find_role_frames(page, view, actors) + find_tie_frames(page, view) + find_body_frames(page, view)
    roles += find_apposition_frames(page, view)
    verbs = verbs + find_listing_frames(page, view)
    speeches = find_speeches(page, view)
    said = find_said_frames(page, view, verbs, speeches)
    return SentenceFacts(view, span, roles + verbs + nouns + said, dates, speeches)


def suggest(
    text: str,
    published: str = "",
    known: Sequence[KnownActor] = (),
    habits: Habits = USUAL,
    unwanted: Sequence[str] = (),
) -> Suggestions:
    """Return what a text proposes: sentences, actors, dates, events and links, each with the rule that found it.

    `published` is the EDTF of the publication, "" when unknown: relative dates then keep their words without a date.
    `known` are the project's own actors, whose names win over every rule, and those learned from other projects, whose
    names win where the project's own say nothing else.
    `unwanted` are names that are proposed nowhere, neither as actors nor in what they would do.
    `habits` is how the project reads dates. Raises WhenError for a `published` that is no
    EDTF; for no text does it raise.
    """
    sentences = split_sentences(text)
    title = find_title(text, sentences)
    words = split_words(text, sentences)
    refused = {_key(name) for name in unwanted}
    known = [actor for actor in known if not (actor.learned and refused and _key(actor.name) in refused)]
    names = known_names(known, {word.low for word in words})
    actors, page = find_actors(text, words, title is not None, names)
    if refused:
        actors = [actor for actor in actors if actor.known or _key(actor.name) not in refused]
    issued = _day(published)
    dates = find_dates(text, issued, habits)
    in_sentence: dict[int, list[FoundDate]] = {}
    number = 0
    for found in dates:
        while number < len(sentences) - 1 and sentences[number][1] <= found.start:
            number += 1
        in_sentence.setdefault(number, []).append(found)
    views = [view for view in read_references(page, actors) if not (title is not None and view.number == 0)]
    facts = [_facts(page, view, sentences[view.number], actors, in_sentence.get(view.number, [])) for view in views]
    others = _other_names(actors, known, text)
    return Suggestions(
        published,
        TitleSpan(text[title[0] : title[1]], title) if title is not None else TitleSpan(),
        tuple(Sentence(span) for span in sentences),
        tuple(_actor_proposal(actor, text, others.get(actor.name, ())) for actor in actors),
        tuple(_date_proposal(found, text) for found in dates),
        tuple(find_events(page, facts, issued.isoformat() if issued is not None else "")),
        tuple(find_links(page, facts)),
        tuple(_unnamed_proposal(found, text) for found in find_unnamed(page, actors, views)),
    )
