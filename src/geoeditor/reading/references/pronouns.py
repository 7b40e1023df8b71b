"""Pronouns that stand for an actor named before: "he", "her", "I", "both".

May import names, phrases and descriptions of the reader.
"""

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references.descriptions import find_common_noun, find_titled, note_bodies
from geoeditor.reading.references.gender import pronoun_gender
from geoeditor.reading.references.memory import Memory
from geoeditor.reading.references.neutral import NEUTRAL, find_neutral
from geoeditor.reading.references.phrases import Reference, SentenceView, is_inside_quotation, mark_governed
from geoeditor.reading.references.strangers import acts_unnamed

PERSONAL = frozenset(("he", "she", "him", "his", "her"))
_POSSESSIVE = frozenset(("his", "her"))
_UNNAMED = frozenset("nobody everybody everyone somebody someone they police officers gunmen officials".split())
_OPENING_REACH = 6
"""How many words, as in "As public works minister she", may stand before a pronoun that opens its sentence."""
_OWN = frozenset(("i", "my", "me"))


def _may_be_stranger(page: Page, number: int, view: SentenceView, before: SentenceView | None) -> bool:
    """Tell whether a person without a name acted since the last one named, here or in the sentence before."""
    persons = [r.last for r in view.references if r.last <= number and r.actor.kind == "person"]
    if acts_unnamed(page, max(persons, default=view.first), number):
        return True
    if persons or before is None or any(r.actor.kind == "person" for r in before.references):
        return False
    return acts_unnamed(page, before.first, before.last)


def _of_last_sentence(before: SentenceView | None, memory: Memory, gender: str) -> Actor | None:
    """Return the person whom the sentence before is about, or the only one it names that a pronoun fits."""
    if before is None:
        return None
    subject = before.subject.actor if before.subject is not None else None
    if subject is not None and subject.kind == "person" and memory.fits(subject, gender):
        return subject
    named = {id(r.actor): r.actor for r in before.references if r.actor.kind == "person"}
    fitting = [actor for actor in named.values() if memory.fits(actor, gender)]
    return fitting[0] if len(fitting) == 1 else None


def _is_aside(page: Page, reference: Reference, number: int) -> bool:
    """Tell whether a name is only in an aside ("whom X had named, insists he") or is no owner ("X, her mentor")."""
    words = page.words
    if number - reference.last <= 1 and reference.last <= number and words[reference.last].gap == ", ":
        return words[number].low in _POSSESSIVE
    before = words[reference.lead - 1].low if reference.lead else ""
    if before not in ("whom", "which"):
        return False
    return any(words[between].gap.startswith(",") for between in range(reference.last, number + 1))


def _person(
    page: Page, number: int, view: SentenceView, memory: Memory, preceding: SentenceView | None
) -> Actor | None:
    """Return whom "he", "her" or "him" means: in the sentence who acted last, else the last subject that suits."""
    low = page.words[number].low
    gender = pronoun_gender(low)
    before = [
        r
        for r in view.references
        if r.last <= number and r.actor.kind == "person" and r.role in ("name", "agent", "pronoun", "owner")
        if not _is_aside(page, r, number)
    ]
    fitting = [r for r in before if memory.fits(r.actor, gender)]
    free = [r for r in fitting if not r.governed and r.role != "owner"]
    done_to = low == "him" or (low == "her" and _is_object(page, number, view))
    if done_to:
        # who does it is not whom it is done to: "X said Y had told him" means X
        doer = _doer(page, number, view, before)
        free = [r for r in free if doer is None or r.actor is not doer.actor]
        fitting = [r for r in fitting if doer is None or r.actor is not doer.actor]
        barred = doer.actor if doer is not None else None
    else:
        barred = None
    if barred is None and _may_be_stranger(page, number, view, preceding):
        return None
    if free:
        return free[-1].actor
    opens = not before and number - view.first <= _OPENING_REACH
    if opens and (nearest := _of_last_sentence(preceding, memory, gender)) is not None:
        return nearest
    sure = [r for r in fitting if memory.genders.get(id(r.actor)) == gender]
    last = memory.last.get("person")
    known = [last, memory.last.get(gender), *reversed(memory.recent[-4:])]
    earlier = [a for a in known if a is not None and a is not barred and memory.fits(a, gender)]
    certain = [a for a in earlier if memory.genders.get(id(a)) == gender]
    if sure and (done_to or not certain):
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


def _nobody_named_acts(page: Page, first: int, number: int) -> bool:
    """Tell whether "nobody", "they" or "police" act right before "him" or "her"."""
    return any(page.words[between].low in _UNNAMED for between in range(max(first, number - 4), number))


def _doer(page: Page, number: int, view: SentenceView, persons: list[Reference]) -> Reference | None:
    """Return the person who acts on "him"; nobody where a body acts: "he was at home when the police arrested him"."""
    person = next((r for r in reversed(persons) if not r.governed and r.role != "owner"), None)
    if person is not None and (_is_done_to(page, view, person) or _nobody_named_acts(page, person.last, number)):
        return None
    acting = ("name", "agent")
    others = [r for r in view.references if r.last <= number and r.role in acting and r.actor.kind != "person"]
    nearest = next((r for r in reversed(others) if not r.governed), None)
    if person is None or nearest is None or nearest.first < person.last or nearest.lead == view.first:
        return person
    opens = page.words[nearest.lead - 1].low in ("when", "after", "before", "that", "as", "because", "while", "until")
    return None if opens else person


def _pronoun(
    page: Page, number: int, view: SentenceView, memory: Memory, before: SentenceView | None
) -> Reference | None:
    """Resolve a pronoun by the names before it in the sentence, else by the last subjects."""
    low = page.words[number].low
    if low.partition("'")[0] in _OWN and (low[0] != "i" or page.words[number].text[0] == "I"):
        return _quoted_self(page, number, view, memory)
    if low in NEUTRAL:
        return find_neutral(page, number, view, before)
    actor = _person(page, number, view, memory, before) if low in PERSONAL else None
    if actor is None:
        return None
    owner = low in _POSSESSIVE and not (low == "her" and _is_object(page, number, view))
    return Reference(number, number + 1, actor, "owner" if owner else "pronoun", number)


def _relation_start(page: Page, reference: Reference, view: SentenceView) -> int:
    """Return where "his wife, X" or "a lawyer, X" begins, so that "said" before it has X for its subject."""
    lead = reference.lead
    if page.words[lead].gap != ", ":
        return lead
    for start in range(max(view.first, lead - 4), lead):
        if page.words[start].low in page.lexicon.words["determiners"] and all(
            page.words[number].joined for number in range(start + 1, lead)
        ):
            return start
    return lead


def _speaker(page: Page, view: SentenceView) -> Actor | None:
    """Return the person whom a sentence names as the one who says its quotation."""
    for reference in view.references:
        if reference.actor.kind != "person" or reference.role not in ("name", "pronoun"):
            continue
        after = page.words[reference.last].low if reference.last < view.last else ""
        lead = _relation_start(page, reference, view)
        before = page.words[lead - 1].low if lead > view.first else ""
        if page.lexicon.speech.get(after) == "states" or page.lexicon.speech.get(before) == "states":
            return reference.actor
    return None


def _quoted_self(page: Page, number: int, view: SentenceView, memory: Memory) -> Reference | None:
    """Resolve "I" inside a quotation to who says it, in the sentence or the one right before."""
    if not is_inside_quotation(page, number, view):
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
    if is_inside_quotation(page, number, view):
        return None
    named = [r for r in before.references if r.actor.kind == "person" and r.role in ("name", "pronoun")]
    free = list(dict.fromkeys(id(r.actor) for r in named if not r.governed))
    every = list(dict.fromkeys(id(r.actor) for r in named))
    chosen = free[:2] if len(free) >= 2 else every if len(every) == 2 else []
    actors = {id(r.actor): r.actor for r in named}
    if len(chosen) != 2:
        return None
    return Reference(number, number + 1, actors[chosen[0]], "pronoun", number, also=(actors[chosen[1]],))


def add_pronouns(page: Page, view: SentenceView, memory: Memory, before: SentenceView | None) -> None:
    """Add what pronouns and nouns such as "the bloc" stand for, in the order of the words."""
    named = {reference.first: reference for reference in view.references}
    for number in range(view.first, view.last):
        if number in named:
            note_bodies(page, named[number], memory)
            continue
        found = _pronoun(page, number, view, memory, before) or find_common_noun(page, number, memory)
        found = found or _both(page, number, view, before) or find_titled(page, number, view, memory)
        if found is not None:
            view.references.append(found)
            view.references.sort(key=lambda r: r.first)
            mark_governed(page, view)
