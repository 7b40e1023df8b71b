"""Who stands where in a sentence: names, pronouns and descriptions, each with the actor meant.

A pronoun means the last subject of its kind; a description with a people's name ("the former U.S. president") the
last person that is not the subject. May import the lexicon, names and words of the reader.
"""

from dataclasses import dataclass, field

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title

_PERSONAL = frozenset(("he", "she", "him", "his", "her"))
_NEUTRAL = frozenset(("it", "its"))
_POSSESSIVE = frozenset(("his", "her", "its"))


@dataclass(slots=True)
class Reference:
    """An actor at some words of a sentence (half-open numbers).

    role: name, pronoun, agent ("U.S. envoys"), owner ("Moscow's", "his"), attribute ("Belarusian" before a noun).
    `lead` is the first word of the whole phrase, titles and articles included.
    """

    first: int
    last: int
    actor: Actor
    role: str
    lead: int


@dataclass(slots=True)
class SentenceView:
    """One sentence: its words (half-open numbers), its references in order, its subject.

    `topic` is who the sentence before was about.
    """

    number: int
    first: int
    last: int
    references: list[Reference] = field(default_factory=list)
    subject: Reference | None = None
    topic: Actor | None = None


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


def _lead(page: Page, first: int, begin: int) -> int:
    """Return where the phrase of a name begins: over titles, trades, adjectives and the article before it."""
    start = first
    lists = page.lexicon.words
    for _ in range(8):
        before = start - 1
        if before < begin or page.words[start].gap not in (" ", "\u00a0", ". ", ", ", "-"):
            return start
        found = next(
            (n for n in range(max(begin, start - 4), start) if (t := match_title(page, n, start)) and t[0] == start), None
        )
        if found is not None:
            start = found
            continue
        word = page.words[before]
        if page.words[start].gap == ", ":
            return start
        place = page.lexicon.places.get(word.low)
        adjective = place is not None and place.use in ("demonym", "adjective", "name")
        if adjective or word.low in lists["title_modifiers"] or word.low in lists["determiners"] or word.low in ("u.s.", "us"):
            start = before
            continue
        return start
    return start


def _role(page: Page, reference: Reference, end: int) -> str:
    """Tell how a state, or any owner, stands before the next word."""
    words, lists = page.words, page.lexicon.words
    last = reference.last
    if words[last - 1].owner:
        follows = words[last].low if last < end else ""
        return "agent" if follows in lists["role_nouns"] and reference.actor.kind == "state" else "owner"
    if last >= end or not words[last].joined or reference.actor.kind == "person":
        return "name"
    follows = words[last]
    if follows.low in lists["role_nouns"] and not follows.upper:
        return "agent" if match_title(page, last, last + 2) is None or follows.low in ("ambassador", "envoy") else "attribute"
    surface = page.phrase(reference.first, last)
    place = page.lexicon.places.get(surface)
    demonym = place is not None and place.use in ("demonym", "adjective")
    if follows.upper or match_title(page, last, last + 3) is not None:
        return "attribute"
    if demonym:
        return "attribute"
    noun = follows.low.isalpha() and follows.low not in lists["auxiliaries"] | lists["stop"]
    return "attribute" if noun and follows.low not in page.lexicon.verbs and reference.actor.kind == "state" else "name"


def _names_of(page: Page, actors: list[Actor]) -> dict[int, list[Reference]]:
    """Return the references by sentence, overlapping shorter ones left out."""
    by_sentence: dict[int, list[Reference]] = {}
    found = sorted(
        ((mention.first, -mention.last, number, actor) for number, actor in enumerate(actors) for mention in actor.mentions),
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


def is_governed(page: Page, reference: Reference, begin: int) -> bool:
    """Tell whether a preposition stands before the phrase of a reference."""
    before = reference.lead - 1
    if before < begin or page.words[before].low not in page.lexicon.words["prepositions"]:
        return False
    acts = page.words[before].low in ("as", "with", "since", "after", "before") and reference.last < len(page.words)
    following = page.words[reference.last].low if acts else ""
    verb = page.lexicon.verbs.get(following)
    return not (following.endswith("ing") or (verb is not None and verb.form != "base"))


def _find_subject(page: Page, view: SentenceView) -> Reference | None:
    free = [r for r in view.references if r.role in ("name", "pronoun", "agent") and not is_governed(page, r, view.first)]
    return free[0] if free else None


def _pronoun(page: Page, number: int, view: SentenceView, last: dict[str, Actor]) -> Reference | None:
    """Resolve a pronoun by the names before it in the sentence, else by the last subjects."""
    low = page.words[number].low
    persons = low in _PERSONAL
    if not persons and low not in _NEUTRAL:
        return None
    actor: Actor | None = None
    for reference in view.references:
        if reference.last > number:
            break
        fits = (reference.actor.kind == "person") == persons and reference.role in ("name", "agent", "pronoun")
        if fits and not is_governed(page, reference, view.first):
            actor = reference.actor
    actor = actor or last.get("person" if persons else "other")
    if actor is None:
        return None
    return Reference(number, number + 1, actor, "owner" if low in _POSSESSIVE else "pronoun", number)


def _description(page: Page, reference: Reference, view: SentenceView, recent: list[Actor]) -> Reference | None:
    """Resolve "the former U.S. president" to the last person who is not the subject."""
    words = page.words
    found = match_title(page, reference.last, view.last)
    if found is None or found[1].sector != "state" or words[reference.last].upper:
        return None
    if found[0] < view.last and words[found[0]].upper and words[found[0]].joined:
        return None
    if found[0] < view.last and words[found[0]].gap == ", " and words[found[0]].upper:
        return None
    start = reference.first
    while start > view.first and words[start - 1].low in page.lexicon.words["title_modifiers"]:
        start -= 1
    if start == view.first or words[start - 1].low != "the":
        return None
    subject = view.subject.actor if view.subject is not None else None
    actor = next((a for a in reversed(recent) if a is not subject), None)
    return None if actor is None else Reference(start - 1, found[0], actor, "name", start - 1)


def _topic(views: list[SentenceView]) -> Actor | None:
    """Return who the last sentence was about: its subject, or the owner of its subject."""
    if not views:
        return None
    view = views[-1]
    if view.subject is not None and view.subject.role != "agent":
        return view.subject.actor
    return next((r.actor for r in view.references if r.role in ("owner", "agent")), None)


def _note_subject(view: SentenceView, last: dict[str, Actor], recent: list[Actor]) -> None:
    """Remember who the next sentence's pronouns can mean."""
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


def read_references(page: Page, actors: list[Actor]) -> list[SentenceView]:
    """Return every sentence with its references, pronouns and descriptions resolved."""
    named = _names_of(page, actors)
    views: list[SentenceView] = []
    last: dict[str, Actor] = {}
    recent: list[Actor] = []
    for number, first, end in _sentence_ranges(page):
        view = SentenceView(number, first, end, named.get(number, []), topic=_topic(views))
        for reference in view.references:
            reference.lead = _lead(page, reference.first, first)
            reference.role = _role(page, reference, end)
        view.subject = _find_subject(page, view)
        for word in range(first, end):
            if page.words[word].low in _PERSONAL or page.words[word].low in _NEUTRAL:
                found = _pronoun(page, word, view, last)
                if found is not None:
                    view.references.append(found)
                    view.references.sort(key=lambda r: r.first)
        view.subject = _find_subject(page, view)
        extra = [
            found
            for reference in view.references
            if reference.role == "attribute" and (found := _description(page, reference, view, recent)) is not None
        ]
        view.references = sorted(view.references + extra, key=lambda r: (r.first, -r.last))
        _note_subject(view, last, recent)
        views.append(view)
    return views
