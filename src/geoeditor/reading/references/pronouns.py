"""Pronouns and common nouns that stand for an actor named before: "he", "the bloc", "the ousted president", "both".

May import the lexicon, names and phrases of the reader.
"""

from dataclasses import dataclass, field

from geoeditor.reading.lexicon import fold
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references.gender import pronoun_gender
from geoeditor.reading.references.phrases import Reference, SentenceView, mark_governed

PERSONAL = frozenset(("he", "she", "him", "his", "her"))
_NEUTRAL = frozenset(("it", "its"))
_POSSESSIVE = frozenset(("his", "her", "its"))
_OWN = frozenset(("i", "my", "me"))
_SORTS = ("party", "company", "bank", "court", "ministry", "council", "agency", "union")
_SHORTENED = ("minister", "president", "secretary", "ambassador", "governor", "mayor", "spokesman", "spokeswoman")


@dataclass(slots=True)
class Memory:
    """Whom the pronouns of the next sentence can mean.

    `last` holds the last subjects by "person", "other", "he", "she" and the last bodies by "body" and "union";
    `recent` the persons named, the latest at the end; `quoted` who was quoted in which sentence; `home` the state
    the article is about.
    """

    genders: dict[int, str]
    titles: dict[str, list[Actor]]
    home: Actor | None = None
    last: dict[str, Actor] = field(default_factory=dict)
    recent: list[Actor] = field(default_factory=list)
    bodies: list[Actor] = field(default_factory=list)
    quoted: tuple[int, Actor] | None = None

    def fits(self, actor: Actor, gender: str) -> bool:
        """Tell whether "he" or "she" can mean an actor."""
        return self.genders.get(id(actor), gender) == gender


def _person(page: Page, number: int, view: SentenceView, memory: Memory) -> Actor | None:
    """Return whom "he", "her" or "him" means: in the sentence who acted last, else the last subject that suits."""
    low = page.words[number].low
    gender = pronoun_gender(low)
    before = [
        r
        for r in view.references
        if r.last <= number and r.actor.kind == "person" and r.role in ("name", "agent", "pronoun", "owner")
    ]
    fitting = [r for r in before if memory.fits(r.actor, gender)]
    free = [r for r in fitting if not r.governed and r.role != "owner"]
    if low == "him" or (low == "her" and _is_object(page, number, view)):
        # who does it is not whom it is done to: "X said Y had told him" means X
        doer = _doer(page, number, view, before)
        free = [r for r in free if doer is None or r.actor is not doer.actor]
        fitting = [r for r in fitting if doer is None or r.actor is not doer.actor]
        barred = doer.actor if doer is not None else None
    else:
        barred = None
    if free:
        return free[-1].actor
    sure = [r for r in fitting if memory.genders.get(id(r.actor)) == gender]
    last = memory.last.get("person")
    known = [last, memory.last.get(gender), *reversed(memory.recent[-4:])]
    earlier = [a for a in known if a is not None and a is not barred and memory.fits(a, gender)]
    certain = [a for a in earlier if memory.genders.get(id(a)) == gender]
    if sure and not certain:
        return sure[-1].actor
    # whose adviser is named is often not the last subject: a name known to suit comes first
    if last in earlier and (last in certain or not certain or low not in ("his", "her")):
        return last
    return next(iter([*certain, *earlier]), None) or (fitting[-1].actor if fitting else None)


def _is_done_to(page: Page, view: SentenceView, person: Reference) -> bool:
    """Tell whether a name in "X, which expelled Y, arrested him" is whom the clause after "which" is about."""
    before = person.lead - 2
    if before < view.first or page.words[before].low not in ("which", "that"):
        return False
    verb = page.lexicon.verbs.get(page.words[person.lead - 1].low)
    return verb is not None or page.words[person.lead - 1].low.endswith("ed")


def _doer(page: Page, number: int, view: SentenceView, persons: list[Reference]) -> Reference | None:
    """Return the person who acts on "him"; nobody where a body acts: "he was at home when the police arrested him"."""
    person = next((r for r in reversed(persons) if not r.governed and r.role != "owner"), None)
    if person is not None and _is_done_to(page, view, person):
        return None
    acting = ("name", "agent")
    others = [r for r in view.references if r.last <= number and r.role in acting and r.actor.kind != "person"]
    nearest = next((r for r in reversed(others) if not r.governed), None)
    if person is None or nearest is None or nearest.first < person.last or nearest.lead == view.first:
        return person
    opens = page.words[nearest.lead - 1].low in ("when", "after", "before", "that", "as", "because", "while", "until")
    return None if opens else person


def _pronoun(page: Page, number: int, view: SentenceView, memory: Memory) -> Reference | None:
    """Resolve a pronoun by the names before it in the sentence, else by the last subjects."""
    low = page.words[number].low
    if low.partition("'")[0] in _OWN and (low[0] != "i" or page.words[number].text[0] == "I"):
        return _quoted_self(page, number, view, memory)
    persons = low in PERSONAL
    if not persons and low not in _NEUTRAL:
        return None
    actor: Actor | None = None
    if persons:
        actor = _person(page, number, view, memory)
    else:
        for reference in view.references:
            if reference.last > number:
                break
            fits = reference.actor.kind != "person" and reference.role in ("name", "agent", "pronoun")
            if fits and (low == "its" or not reference.governed) and reference.actor.kind != "place":
                actor = reference.actor
        actor = actor or memory.last.get("other")
    if actor is None:
        return None
    owner = low in _POSSESSIVE and not (low == "her" and _is_object(page, number, view))
    return Reference(number, number + 1, actor, "owner" if owner else "pronoun", number)


def _is_inside_quotation(page: Page, number: int, view: SentenceView) -> bool:
    """Tell whether a word stands inside quotation marks of its sentence."""
    begin = page.words[view.first].start - len(page.words[view.first].gap)
    before = page.text[max(0, begin) : page.words[number].start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _speaker(page: Page, view: SentenceView) -> Actor | None:
    """Return the person whom a sentence names as the one who says its quotation."""
    for reference in view.references:
        if reference.actor.kind != "person" or reference.role not in ("name", "pronoun"):
            continue
        after = page.words[reference.last].low if reference.last < view.last else ""
        before = page.words[reference.lead - 1].low if reference.lead > view.first else ""
        if page.lexicon.speech.get(after) == "states" or page.lexicon.speech.get(before) == "states":
            return reference.actor
    return None


def _quoted_self(page: Page, number: int, view: SentenceView, memory: Memory) -> Reference | None:
    """Resolve "I" inside a quotation to who says it, in the sentence or the one right before."""
    if not _is_inside_quotation(page, number, view):
        return None
    actor = _speaker(page, view)
    if actor is None and memory.quoted is not None and memory.quoted[0] >= view.number - 1:
        actor = memory.quoted[1]
    if actor is None:
        return None
    role = "owner" if page.words[number].low == "my" else "pronoun"
    return Reference(number, number + 1, actor, role, number)


def note_quotation(page: Page, view: SentenceView, memory: Memory) -> None:
    """Remember who is quoted, for a quotation that goes on in the next sentence."""
    begin = page.words[view.first].start
    begin -= 1 if page.words[view.first].gap[-1:] in ("“", '"') else 0
    text = page.text[begin : page.words[view.last - 1].end + 2] if view.last > view.first else ""
    if "“" not in text and "”" not in text and '"' not in text:
        return
    actor = _speaker(page, view)
    if actor is not None:
        memory.quoted = (view.number, actor)
    elif memory.quoted is not None and memory.quoted[0] == view.number - 1:
        memory.quoted = (view.number, memory.quoted[1])


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


def _sort_of(page: Page, actor: Actor) -> str:
    """Return what sort of body a name tells of: party, company, bank, court …, or "" where it is silent."""
    words = [fold(word) for word in actor.name.split()]
    for sort in _SORTS:
        if any(word in page.lexicon.words[f"body_{sort}"] for word in words):
            return sort
    return ""


def _common_noun(page: Page, number: int, memory: Memory) -> Reference | None:
    """Resolve "the bloc" and "the company" to the body named last that can be so called."""
    lists, word = page.lexicon.words, page.words[number]
    if word.upper or number == 0 or page.words[number - 1].low not in ("the", "this") or not word.joined:
        return None
    following = page.words[number + 1].low if number + 1 < len(page.words) else ""
    if following == "of":
        return None
    actor = memory.last.get("union") if word.low in lists["unit_nouns"] else None
    if word.low in lists["government_nouns"] and memory.home is not None:
        return Reference(number, number + 1, memory.home, "owner" if word.owner else "name", number - 1)
    if word.low in lists["body_nouns"]:
        wanted = next((sort for sort in _SORTS if word.low in lists[f"body_{sort}"]), "")
        recent = memory.bodies[::-1]
        same = [a for a in recent[:6] if wanted and _sort_of(page, a) == wanted]
        silent = [a for a in recent[:2] if not _sort_of(page, a) and not _is_union(a)]
        actor = next(iter([*same, *silent] if wanted else recent), actor)
    if actor is None:
        return None
    return Reference(number, number + 1, actor, "owner" if word.owner else "name", number - 1)


def _is_union(actor: Actor) -> bool:
    return any(mention.use in ("body", "media") for mention in actor.mentions)


def _titled(page: Page, number: int, view: SentenceView, memory: Memory) -> Reference | None:
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


def titles_of(actors: list[Actor]) -> dict[str, list[Actor]]:
    """Return the persons by the office before their names."""
    titles: dict[str, list[Actor]] = {}
    for actor in actors:
        if actor.kind == "person":
            told = {mention.title_words for mention in actor.mentions if mention.title_words}
            for words in told | {words.split()[-1] for words in told if words.endswith(_SHORTENED)}:
                titles.setdefault(words, []).append(actor)
    return titles


def _note_bodies(reference: Reference, memory: Memory) -> None:
    if reference.actor.kind in ("organisation", "group") and reference.role != "attribute":
        if reference.actor in memory.bodies:
            memory.bodies.remove(reference.actor)
        memory.bodies.append(reference.actor)
        if any(mention.use == "body" for mention in reference.actor.mentions):
            memory.last["union"] = reference.actor


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


def add_pronouns(page: Page, view: SentenceView, memory: Memory, before: SentenceView | None) -> None:
    """Add what pronouns and nouns such as "the bloc" stand for, in the order of the words."""
    named = {reference.first: reference for reference in view.references}
    for number in range(view.first, view.last):
        if number in named:
            _note_bodies(named[number], memory)
            continue
        found = _pronoun(page, number, view, memory) or _common_noun(page, number, memory)
        found = found or _both(page, number, view, before) or _titled(page, number, view, memory)
        if found is not None:
            view.references.append(found)
            view.references.sort(key=lambda r: r.first)
            mark_governed(page, view)
