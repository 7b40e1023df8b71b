"""Who stands where in a sentence: names, pronouns and descriptions, each with the actor meant.

A pronoun means the last subject of its kind; a description with a people's name ("the former U.S. president") the
last person that is not the subject. May import the lexicon, names and words of the reader.
"""

from collections import defaultdict

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references.descriptions import describe, titles_of
from geoeditor.reading.references.gender import genders_of
from geoeditor.reading.references.memory import Memory
from geoeditor.reading.references.phrases import (
    Reference,
    SentenceView,
    find_opening_subject,
    government_start,
    is_governed,
    mark_appositions,
    mark_dateline,
    mark_shared,
    phrase_start,
    role_end,
    role_of,
)
from geoeditor.reading.references.pronouns import add_pronouns, note_quotation

__all__ = ["Reference", "SentenceView", "is_governed", "read_references", "role_end"]

_TOPIC_REACH = 5
_LEAST_HOME = 3
_HOME_LEAD = 1.3
_EARLY, _OPENING = 1.0, 3
"""What a mention counts more in the headline and the first sentences, which say what the report is about."""
_LONGEST_SENTENCE = 400  # words; what is longer is a list or a table, and says nothing about who acts on whom


def _sentence_ranges(page: Page) -> list[tuple[int, int, int]]:
    """Return (sentence, first word, last word) for each sentence that has words."""
    ranges: list[tuple[int, int, int]] = []
    for number, word in enumerate(page.words):
        if word.sentence < 0:
            continue
        if ranges and ranges[-1][0] == word.sentence:
            ranges[-1] = (word.sentence, ranges[-1][1], number + 1)
        else:
            ranges.append((word.sentence, number, number + 1))
    return ranges


def _names_of(page: Page, actors: list[Actor]) -> dict[int, list[Reference]]:
    """Return the references by sentence, overlapping shorter ones left out."""
    by_sentence: dict[int, list[Reference]] = {}
    found = sorted(
        (
            (mention.first, -mention.last, number, actor)
            for number, actor in enumerate(actors)
            for mention in actor.mentions
        ),
        key=lambda entry: entry[:3],
    )
    end = -1
    for first, negative, _, actor in found:
        last = -negative
        if first < end:
            continue
        end = last
        reference = Reference(first, last, actor, "name", first)
        by_sentence.setdefault(page.words[first].sentence, []).append(reference)
    return by_sentence


def _topic(views: list[SentenceView]) -> Actor | None:
    """Return who the last sentence was about: its subject, or the owner of its subject."""
    if not views:
        return None
    view = views[-1]
    if view.subject is not None and view.subject.role != "agent":
        return view.subject.actor if view.subject.lead - view.first <= _TOPIC_REACH else None
    opening = [r for r in view.references if r.role in ("owner", "agent") and r.lead - view.first <= _TOPIC_REACH]
    return opening[0].actor if opening else None


def _is_apposition(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a phrase says who the person before the comma is."""
    if page.words[reference.lead].gap != ", ":
        return False
    return any(r.last == reference.lead and r.actor.kind == "person" for r in view.references)


def _home(page: Page, actors: list[Actor]) -> Actor | None:
    """Return the state an article is about: named first and, with its cities, more often than any other."""
    counts: dict[str, float] = defaultdict(float)
    states: dict[str, Actor] = {}
    firsts: list[tuple[int, str]] = []
    for actor in actors:
        for mention in actor.mentions:
            code = mention.key if actor.kind == "state" else mention.country
            if code and actor.kind in ("state", "place"):
                firsts.append((mention.start, code))
                counts[code] += 1.0 if mention.use in ("name", "city") else 0.5
                counts[code] += _EARLY if page.words[mention.first].sentence <= _OPENING else 0.0
            if actor.kind == "state":
                states.setdefault(mention.key, actor)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:2]
    if not ranked or ranked[0][1] < _LEAST_HOME:
        return None
    ahead = len(ranked) == 1 or ranked[0][1] >= _HOME_LEAD * ranked[1][1]
    ahead = ahead and min(firsts)[1] == ranked[0][0]
    return states.get(ranked[0][0]) if ahead else None


def _note_subject(view: SentenceView, memory: Memory) -> None:
    """Remember who the next sentence's pronouns can mean."""
    last, recent = memory.last, memory.recent
    for reference in view.references:
        if reference.actor.kind == "person" and reference.role in ("name", "owner"):
            if reference.actor in recent:
                recent.remove(reference.actor)
            recent.append(reference.actor)
    subject = view.subject
    persons = [r for r in view.references if r.actor.kind == "person" and r.role in ("name", "pronoun")]
    if subject is not None and subject.actor.kind != "person":
        last["other"] = subject.actor
        free = [r for r in persons if r.role == "name"]
        if free and not any(r.role == "pronoun" for r in persons):
            last["person"] = free[0].actor
    elif subject is not None:
        last["person"] = subject.actor
    for reference in reversed(persons):
        if not reference.governed and reference.actor is not last.get("person"):
            last[memory.genders.get(id(reference.actor), "")] = reference.actor
    if (person := last.get("person")) is not None:
        last[memory.genders.get(id(person), "")] = person


def read_references(page: Page, actors: list[Actor]) -> list[SentenceView]:
    """Return every sentence with its references, pronouns and descriptions resolved."""
    named = _names_of(page, actors)
    views: list[SentenceView] = []
    states = {mention.key: actor for actor in reversed(actors) if actor.kind == "state" for mention in actor.mentions}
    memory = Memory(genders_of(page, actors), titles_of(page, actors), _home(page, actors))
    for number, first, end in _sentence_ranges(page):
        if end - first > _LONGEST_SENTENCE:
            continue
        view = SentenceView(number, first, end, named.get(number, []), topic=_topic(views), home=memory.home)
        view.states = states
        for reference in view.references:
            reference.lead = phrase_start(page, reference.first, first)
            reference.lead = government_start(page, reference, first)
            reference.role = role_of(page, reference, end)
        mark_appositions(page, view)
        mark_shared(page, view)
        mark_dateline(page, view)
        view.subject = find_opening_subject(page, view)
        add_pronouns(page, view, memory, views[-1] if views else None)
        view.subject = find_opening_subject(page, view)
        extra = [
            found
            for reference in view.references
            if reference.role == "attribute"
            and not _is_apposition(page, view, reference)
            and (found := describe(page, reference, view, memory.recent)) is not None
        ]
        view.references = sorted(view.references + extra, key=lambda r: (r.first, -r.last))
        _note_subject(view, memory)
        note_quotation(page, view, memory)
        views.append(view)
    return views
