"""Pronouns and common nouns that stand for an actor named before: "he", "the bloc", "the ousted president", "both".

May import the lexicon, names and phrases of the reader.
"""

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references.phrases import Reference, SentenceView, mark_governed

PERSONAL = frozenset(("he", "she", "him", "his", "her"))
_NEUTRAL = frozenset(("it", "its"))
_POSSESSIVE = frozenset(("his", "her", "its"))


def _pronoun(page: Page, number: int, view: SentenceView, last: dict[str, Actor]) -> Reference | None:
    """Resolve a pronoun by the names before it in the sentence, else by the last subjects."""
    low = page.words[number].low
    persons = low in PERSONAL
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
    owner = low in _POSSESSIVE and not (low == "her" and _is_object(page, number, view))
    return Reference(number, number + 1, actor, "owner" if owner else "pronoun", number)


def _is_object(page: Page, number: int, view: SentenceView) -> bool:
    """Tell "accused her of" from "her advisor"."""
    if number + 1 >= view.last:
        return True
    following, lists = page.words[number + 1], page.lexicon.words
    closed = lists["prepositions"] | lists["determiners"] | lists["boundaries"] | {"and"}
    return not following.joined or following.low in closed


def _both(page: Page, number: int, view: SentenceView, before: SentenceView | None) -> Reference | None:
    """Resolve "they" and "both" at the beginning of a sentence to the two persons of the sentence before."""
    if number != view.first or page.words[number].low not in ("they", "both") or before is None:
        return None
    named = [r for r in before.references if r.actor.kind == "person" and r.role in ("name", "pronoun")]
    free = list(dict.fromkeys(id(r.actor) for r in named if not r.governed))
    every = list(dict.fromkeys(id(r.actor) for r in named))
    chosen = free[:2] if len(free) >= 2 else every if len(every) == 2 else []
    actors = {id(r.actor): r.actor for r in named}
    if len(chosen) != 2:
        return None
    return Reference(number, number + 1, actors[chosen[0]], "pronoun", number, also=(actors[chosen[1]],))


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


def _titled(page: Page, number: int, view: SentenceView, titles: dict[str, list[Actor]]) -> Reference | None:
    """Resolve "the ousted president" to the one person whom the article calls so."""
    found = match_title(page, number, view.last)
    start = number
    if found is None or page.words[number].upper:
        return None
    while start > view.first and page.words[start - 1].low in page.lexicon.words["title_modifiers"]:
        start -= 1
    if start == view.first or page.words[start - 1].low != "the" or not page.words[number].joined:
        return None
    following = page.words[found[0]] if found[0] < view.last else None
    if following is not None and (following.low in ("of", "for") or (following.upper and following.gap in (" ", ", "))):
        return None
    owners = titles.get(found[2], [])
    return Reference(number, found[0], owners[0], "name", start - 1) if len(owners) == 1 else None


def titles_of(actors: list[Actor]) -> dict[str, list[Actor]]:
    """Return the persons by the office before their names."""
    titles: dict[str, list[Actor]] = {}
    for actor in actors:
        if actor.kind == "person":
            for words in {mention.title_words for mention in actor.mentions if mention.title_words}:
                titles.setdefault(words, []).append(actor)
    return titles


def _note_bodies(page: Page, reference: Reference, last: dict[str, Actor]) -> None:
    if reference.actor.kind == "organisation" and reference.role != "attribute":
        last["body"] = reference.actor
        if any(mention.use == "body" for mention in reference.actor.mentions):
            last["union"] = reference.actor


def describe(page: Page, reference: Reference, view: SentenceView, recent: list[Actor]) -> Reference | None:
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


def add_pronouns(
    page: Page,
    view: SentenceView,
    last: dict[str, Actor],
    before: SentenceView | None,
    titles: dict[str, list[Actor]],
) -> None:
    """Add what pronouns and nouns such as "the bloc" stand for, in the order of the words."""
    named = {reference.first: reference for reference in view.references}
    for number in range(view.first, view.last):
        if number in named:
            _note_bodies(page, named[number], last)
            continue
        found = _pronoun(page, number, view, last) or _common_noun(page, number, last)
        found = found or _both(page, number, view, before) or _titled(page, number, view, titles)
        if found is not None:
            view.references.append(found)
            view.references.sort(key=lambda r: r.first)
            mark_governed(page, view)
