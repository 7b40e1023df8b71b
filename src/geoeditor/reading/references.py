"""Who stands where in a sentence: names, pronouns and descriptions, each with the actor meant.

A pronoun means the last subject of its kind; a description with a people's name ("the former U.S. president") the
last person that is not the subject. May import the lexicon, names and words of the reader.
"""

from dataclasses import dataclass, field

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title

_PERSONAL = frozenset(("he", "she", "him", "his", "her"))
_NEUTRAL = frozenset(("it", "its"))
_ARTICLES = frozenset(("a", "an", "the", "his", "her", "its", "their", "our"))
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
    governed: bool = False


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
        if adjective or word.low in lists["title_modifiers"] or word.low == "u.s.":
            start = before
            continue
        return before if word.low in _ARTICLES else start
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
    if role_end(page, reference, end) > last:
        return "agent"
    surface = page.phrase(reference.first, last)
    place = page.lexicon.places.get(surface)
    demonym = place is not None and place.use in ("demonym", "adjective")
    if follows.upper or match_title(page, last, last + 3) is not None:
        return "attribute"
    if demonym:
        return "attribute"
    noun = follows.low.isalpha() and follows.low not in lists["auxiliaries"] | lists["stop"]
    return "attribute" if noun and follows.low not in page.lexicon.verbs and reference.actor.kind == "state" else "name"


def role_end(page: Page, reference: Reference, end: int) -> int:
    """Return where "Kazakh energy ministry" or "U.S. envoys" ends: after the noun that acts for the state."""
    words, lists = page.words, page.lexicon.words
    for number in range(reference.last, min(end, reference.last + 3)):
        word = words[number]
        closed = word.low in lists["stop"] or word.low in lists["auxiliaries"] or word.low == "and"
        if word.upper or not word.joined or closed or word.low in lists["prepositions"]:
            break
        if word.low in lists["role_nouns"] and reference.actor.kind in ("state", "organisation"):
            person = match_title(page, number, number + 2) is not None and word.low not in ("ambassador", "envoy")
            return reference.last if person else number + 1
    return reference.last


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


def _mark_governed(page: Page, view: SentenceView) -> None:
    """Note which references a preposition governs, also through "between A and B"."""
    previous: Reference | None = None
    for reference in view.references:
        reference.governed = is_governed(page, reference, view.first)
        if previous is not None and previous.governed and previous.last <= reference.lead:
            between = [word.low for word in page.words[previous.last : reference.lead]]
            if between == ["and"] and previous.role != "attribute":
                reference.governed = True
        previous = reference


def _mark_appositions(page: Page, view: SentenceView) -> None:
    """Make "American" in "Grace Holloway, the American ambassador," say only who she is."""
    for before, reference in zip(view.references, view.references[1:], strict=False):
        follows = before.last == reference.lead and page.words[reference.lead].gap == ", "
        if follows and before.actor.kind == "person" and reference.role == "agent" and reference.lead < reference.first:
            reference.role = "attribute"


def _mark_dateline(page: Page, view: SentenceView) -> None:
    """Set apart the places before the dash or bracket that opens a report ("BAMAKO, Mali (AP) —")."""
    if not view.references or not page.words[view.references[0].first].text.isupper():
        return
    if view.references[0].first != view.first:
        return
    for number in range(view.first + 1, min(view.last, view.first + 10)):
        gap = page.words[number].gap
        if any(sign in gap for sign in "—–") or " - " in gap or gap.startswith(") "):
            for reference in view.references:
                if reference.first < number:
                    reference.role = "dateline"
            return


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
    _mark_governed(page, view)
    free = [r for r in view.references if r.role in ("name", "pronoun", "agent") and not r.governed]
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
        if fits and (low == "its" or not reference.governed) and reference.actor.kind != "place":
            actor = reference.actor
    actor = actor or last.get("person" if persons else "other")
    if actor is None:
        return None
    return Reference(number, number + 1, actor, "owner" if low in _POSSESSIVE else "pronoun", number)


def _common_noun(page: Page, number: int, last: dict[str, Actor]) -> Reference | None:
    """Resolve "the bloc" and "the company" to the body named last."""
    lists, word = page.lexicon.words, page.words[number]
    if word.upper or number == 0 or page.words[number - 1].low != "the" or not word.joined:
        return None
    actor = last.get("union") if word.low in lists["unit_nouns"] else None
    if word.low in lists["body_nouns"]:
        actor = last.get("body")
    following = page.words[number + 1].low if number + 1 < len(page.words) else ""
    if actor is None or following == "of":
        return None
    return Reference(number, number + 1, actor, "owner" if word.owner else "name", number - 1)


def _note_bodies(page: Page, reference: Reference, last: dict[str, Actor]) -> None:
    if reference.actor.kind == "organisation" and reference.role != "attribute":
        last["body"] = reference.actor
        if any(mention.use == "body" for mention in reference.actor.mentions):
            last["union"] = reference.actor


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


def _add_pronouns(page: Page, view: SentenceView, last: dict[str, Actor]) -> None:
    """Add what pronouns and nouns such as "the bloc" stand for, in the order of the words."""
    named = {reference.first: reference for reference in view.references}
    for number in range(view.first, view.last):
        if number in named:
            _note_bodies(page, named[number], last)
            continue
        found = _pronoun(page, number, view, last) or _common_noun(page, number, last)
        if found is not None:
            view.references.append(found)
            view.references.sort(key=lambda r: r.first)
            _mark_governed(page, view)


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
        _mark_appositions(page, view)
        _mark_dateline(page, view)
        view.subject = _find_subject(page, view)
        _add_pronouns(page, view, last)
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
