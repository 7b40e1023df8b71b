"""Common nouns that stand for an actor named before: "the bloc", "the ousted president", "the former U.S. president".

May import the lexicon, names and phrases of the reader.
"""

from geoeditor.reading.lexicon import fold
from geoeditor.reading.names import Actor, Mention
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references.memory import Memory
from geoeditor.reading.references.phrases import Reference, SentenceView, is_inside_quotation

_SORTS = ("party", "company", "bank", "court", "ministry", "council", "agency", "union")
_TOLD_BY_NAME = ("bank", "court", "ministry", "council", "union")
"""Sorts that the name of such a body nearly always tells, so that a silent name is something else."""
_THE_OUTLET = frozenset(("newspaper", "paper", "magazine", "website", "publication", "broadcaster"))
_CLOSED = ("auxiliaries", "prepositions", "boundaries", "determiners", "adverbs", "stop", "modals", "irregular_pasts")
_SECOND = frozenset(("deputy", "vice", "assistant", "shadow"))
_SHORTENED = ("minister", "president", "secretary", "ambassador", "governor", "mayor", "spokesman", "spokeswoman")


def _sort_of(page: Page, actor: Actor) -> str:
    """Return what sort of body a name tells of: party, company, bank, court …, or "" where it is silent."""
    words = [fold(word) for word in actor.name.split()]
    for sort in _SORTS:
        if any(word in page.lexicon.words[f"body_{sort}"] for word in words):
            return sort
    return ""


def _is_noun(page: Page, low: str) -> bool:
    """Tell whether a word after "the coalition" may be a noun, as in "the coalition agreement"."""
    lists = page.lexicon.words
    closed = (
        "auxiliaries",
        "prepositions",
        "boundaries",
        "determiners",
        "adverbs",
        "stop",
        "modals",
        "irregular_pasts",
    )
    if any(low in lists[name] for name in closed) or low in page.lexicon.speech:
        return False
    return low not in page.lexicon.verbs and not low.endswith(("ed", "ly", "ing"))


def _is_so_called(page: Page, number: int) -> bool:
    """Tell "the bank" from "the bank of", "the newspaper Vremya" and the "this paper" that an article calls itself."""
    word, before = page.words[number], page.words[number - 1].low if number else ""
    if word.upper or before not in ("the", "this") or not word.joined:
        return False
    if before == "this" and word.low in _THE_OUTLET:
        return False
    following = page.words[number + 1] if number + 1 < len(page.words) else None
    if following is None or word.owner or not following.joined:
        return True
    return not (following.low == "of" or following.upper or _is_noun(page, following.low))


def _body_called(page: Page, noun: str, memory: Memory) -> Actor | None:
    """Return the body named last that a noun can mean: by its own words, by its sort, then one that tells no sort."""
    lists, recent = page.lexicon.words, memory.bodies[::-1]
    if noun in lists["unit_nouns"]:
        return memory.last.get("union")
    if noun not in lists["body_nouns"]:
        return None
    by_name = [a for a in recent[:6] if noun in (fold(word) for word in a.name.split())]
    wanted = next((sort for sort in _SORTS if noun in lists[f"body_{sort}"]), "")
    if not wanted:
        return next(iter([*by_name, *recent]), None)
    same = [a for a in recent[:6] if _sort_of(page, a) == wanted]
    silent = [a for a in recent[:2] if not _sort_of(page, a) and not _is_union(a)]
    if wanted in _TOLD_BY_NAME or noun in _THE_OUTLET:
        silent = []
    return next(iter([*by_name, *same, *silent]), None)


def find_common_noun(page: Page, number: int, memory: Memory) -> Reference | None:
    """Resolve "the bloc" and "the company" to the body named last that can be so called."""
    word = page.words[number]
    if not _is_so_called(page, number):
        return None
    government = word.low in page.lexicon.words["government_nouns"] and memory.home is not None
    actor = memory.home if government else _body_called(page, word.low, memory)
    if actor is None:
        return None
    return Reference(number, number + 1, actor, "owner" if word.owner else "name", number - 1)


def _is_bloc(page: Page, actor: Actor) -> bool:
    """Tell whether a body is made of states."""
    known = any(mention.use == "body" for mention in actor.mentions)
    return known and any(fold(word) in page.lexicon.words["blocs"] for word in actor.name.split())


def _is_union(actor: Actor) -> bool:
    return any(mention.use in ("body", "media") for mention in actor.mentions)


def find_titled(page: Page, number: int, view: SentenceView, memory: Memory) -> Reference | None:
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
    owners = memory.titles.get(found[2], [])
    return Reference(number, found[0], owners[0], "name", start - 1) if len(owners) == 1 else None


def _is_second(page: Page, mention: Mention) -> bool:
    """Tell whether the title is of one who only stands in: nobody calls a deputy mayor "the mayor"."""
    before = mention.first - len(mention.title_words.split()) - 1
    words = mention.title_words.replace("-", " ").split()
    return not _SECOND.isdisjoint(words) or (before >= 0 and page.words[before].low in _SECOND)


def titles_of(page: Page, actors: list[Actor]) -> dict[str, list[Actor]]:
    """Return the persons by the office before their names."""
    titles: dict[str, list[Actor]] = {}
    for actor in actors:
        if actor.kind == "person":
            titled = [m for m in actor.mentions if m.title_words and not _is_second(page, m)]
            told = {mention.title_words for mention in titled}
            for words in told | {words.split()[-1] for words in told if words.endswith(_SHORTENED)}:
                titles.setdefault(words, []).append(actor)
    return titles


def note_bodies(page: Page, reference: Reference, memory: Memory) -> None:
    """Remember a body as the one named last."""
    if reference.actor.kind in ("organisation", "group") and reference.role != "attribute":
        if reference.actor in memory.bodies:
            memory.bodies.remove(reference.actor)
        memory.bodies.append(reference.actor)
        if _is_bloc(page, reference.actor):
            memory.last["union"] = reference.actor


def _may_hold(actor: Actor, title: str) -> bool:
    """Tell whether the titles before a person's names leave room for another: one who has none may hold any."""
    told = {mention.title_words for mention in actor.mentions if mention.title_words}
    return not told or any(title.split()[-1] == words.split()[-1] for words in told)


def describe(page: Page, reference: Reference, view: SentenceView, recent: list[Actor]) -> Reference | None:
    """Resolve "the former U.S. president" to the last person who is not the subject."""
    words = page.words
    if is_inside_quotation(page, reference.first, view):
        return None
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
    actor = next((a for a in reversed(recent) if a is not subject and _may_hold(a, found[2])), None)
    return None if actor is None else Reference(start - 1, found[0], actor, "name", start - 1)
