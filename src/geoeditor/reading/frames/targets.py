"""What a verb is directed at: the first reference after it that its frame allows.

May import the lexicon, names and references of the reader.
"""

from itertools import pairwise

from geoeditor.reading.frames.frame import acts_next, coordinated, is_boundary
from geoeditor.reading.frames.objects import only_names_a_thing, people_of, with_joint
from geoeditor.reading.frames.subjects import antecedent
from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_OBJECT_REACH = 16
_ASKED = frozenset(("request", "requests", "demand", "demands", "call", "calls", "bid", "plea", "appeal"))
_OF_COMPOUNDS = frozenset("ahead out front because instead short outside regardless on".split())


def preposition_before(page: Page, start: int, lead: int) -> str:
    """Return the last preposition between a verb and a reference, or "obj" for none."""
    prepositions = page.lexicon.words["prepositions"]
    people = page.lexicon.words["role_nouns"] | page.lexicon.words["people_nouns"]
    for place in range(lead - 1, start, -1):
        low = page.words[place].low
        if low == "of" and place - 1 > start and page.words[place - 1].low in people:
            continue  # "granted visas to investigators of X"
        if low in prepositions:
            return low
    return "obj"


def _is_clause_subject(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a reference right after a verb of speech is the subject of what is said."""
    following = page.words[reference.last] if reference.last < view.last else None
    if following is None:
        return False
    verb = page.lexicon.verbs.get(following.low)
    finite = verb is not None and verb.form in ("past", "past+participle", "third")
    return following.low in page.lexicon.words["auxiliaries"] or (finite and following.joined)


def _fits(page: Page, places: tuple[str, ...], preposition: str, number: int, lead: int) -> bool:
    """Tell whether a verb takes an actor there; of a direct object's owner ("the approach of X") too."""
    plain = {place.rstrip("<") for place in places}
    if preposition in plain:
        return not _set_off(page, preposition, number, lead)
    between = page.words[number + 1 : lead]
    governing = [word.low for word in between if word.low in page.lexicon.words["prepositions"]]
    doing = any(word.low.endswith("ing") for word in between[-3:])
    # who condemns the arrest of X does not condemn X
    deed = any(
        word.low == "of" and (noun := page.lexicon.nouns.get(before.low)) is not None and "of" in noun.places
        for before, word in pairwise(between)
    )
    compound = any(a.low in _OF_COMPOUNDS and b.low == "of" for a, b in pairwise(page.words[number:lead]))
    asked = [word.low for word in between[:-1] if word.low in _ASKED]
    if "obj" in plain and asked and governing == ["for"]:
        return True  # "turned down a request for his extradition"
    return "obj" in plain and governing == ["of"] and not doing and not deed and not compound


def _set_off(page: Page, preposition: str, number: int, lead: int) -> bool:
    """Tell whether a comma parts a preposition from its verb: "holds a third of it, with X as its partner"."""
    for place in range(lead - 1, number, -1):
        if page.words[place].low == preposition:
            return "," in page.words[place].gap
    return False


def _another_speaks(page: Page, view: SentenceView, end: int, reference: Reference) -> bool:
    """Tell whether a reference belongs to a clause that says who tells it: "…, Interior Minister X said"."""
    words, speech = page.words, page.lexicon.speech
    apart = any("," in words[n].gap for n in range(end + 1, reference.lead + 1))
    after = words[reference.last].low if reference.last < view.last else ""
    if apart and (after in speech or (after in ("has", "had") and words[reference.last + 1].low in speech)):
        return True
    for number in range(end + 1, reference.lead):
        verb = page.lexicon.verbs.get(words[number].low)
        finite = verb is not None and ("past" in verb.form.split("+") or verb.form == "third")
        if words[number].low in speech and finite and "," in words[number].gap:
            return True
    return False


def _is_of_participle(page: Page, end: int, reference: Reference) -> bool:
    """Tell whether a reference belongs to a participle: "suspend accounts linked to X"."""
    before = reference.lead - 2
    if before <= end or page.words[before + 1].low not in page.lexicon.words["prepositions"]:
        return False
    low = page.words[before].low
    verb = page.lexicon.verbs.get(low) or next(iter(page.lexicon.phrasals.get(low, {}).values()), None)
    return verb is not None and low.endswith("ed") and "past" in verb.form.split("+")


def _begins_clause(page: Page, view: SentenceView, end: int, reference: Reference) -> bool:
    """Tell whether a reference acts in a clause on a noun right before it: "measures the Council adopted"."""
    before = page.words[reference.lead - 1]
    if reference.lead - 1 <= end or before.upper or not page.words[reference.lead].joined:
        return False
    lists = page.lexicon.words
    closed = lists["prepositions"] | lists["determiners"] | lists["auxiliaries"] | {"and", "or", "that"}
    return before.low not in closed and acts_next(page, view, reference)


def _another_verb(page: Page, end: int, reference: Reference) -> bool:
    """Tell whether "and" goes on with another verb before a reference: "denied it and blamed X"."""
    for number in range(end + 1, reference.lead - 1):
        if page.words[number].low not in ("and", "but"):
            continue
        verb = page.lexicon.verbs.get(page.words[number + 1].low)
        if verb is not None and {"past", "third"} & set(verb.form.split("+")) and not page.words[number + 1].upper:
            return True
    return False


def holder(page: Page, view: SentenceView, owner: Reference) -> Reference:
    """Return X for "Venezuela's opposition leader, X": who holds an office is meant, not the state it is of."""
    if owner.role not in ("owner", "agent", "attribute"):
        return owner
    beside = next((r for r in view.references if r.first == owner.last and r.role in ("name", "owner")), None)
    owning = owner.actor.kind == "state" and page.words[owner.last - 1].owner
    if owning and beside is not None and beside.actor.kind in ("organisation", "group", "person"):
        return beside
    for reference in view.references:
        named = reference.role == "name" and 0 < reference.lead - owner.last <= 5
        noun = page.words[reference.lead - 1].low if reference.lead else ""
        kin = page.words[reference.first - 1].low in page.lexicon.words["kin"] if reference.first else False
        near = reference.role == "name" and 0 < reference.first - owner.last <= 3
        if near and kin and reference.actor.kind in ("person", "untyped"):
            return reference  # "by Kpodar's brother, X": X is meant
        if named and page.words[reference.lead].gap == ", " and noun in page.lexicon.words["org_nouns"]:
            return reference
        if reference.actor.kind != "person" or reference.role != "name" or not 0 < reference.first - owner.last <= 5:
            continue
        for start in range(owner.last, reference.first):
            found = match_title(page, start, reference.first)
            if found is not None and found[0] == reference.first and page.words[reference.first].gap in (" ", ", "):
                return reference
    return owner


def _ends_objects(page: Page, view: SentenceView, end: int, verb: Verb, reference: Reference) -> bool:
    """Tell whether what a verb is directed at cannot stand as far as a reference: another clause begins."""
    if reference.first - end > _OBJECT_REACH:
        return True
    that = verb.event.startswith("event.request") and page.words[end + 1].low == "that"
    start = end + 2 if that else end + 1
    places = range(start, min(max(reference.lead, start) + 1, view.last))
    if any(is_boundary(page, place) and page.words[place].low not in verb.places for place in places):
        return True
    joint = page.words[reference.lead - 1]
    if reference.lead - 1 > end and joint.low in ("and", "but") and "," in joint.gap:
        return True  # "X left, and Y stayed"
    return _begins_clause(page, view, end, reference) or _another_verb(page, end, reference)


def _is_passed_over(page: Page, view: SentenceView, end: int, verb: Verb, reference: Reference) -> bool:
    """Tell whether a reference is no object, though one may follow it: "Chinese" in "Chinese steel", "its"."""
    if reference.role == "attribute" and not people_of(page, view, reference, verb.link):
        return True
    if only_names_a_thing(page, view, reference) or _is_of_participle(page, end, reference):
        return True
    if reference.role != "owner" or page.words[reference.first].low not in ("its", "his", "her", "their"):
        return False
    if page.words[reference.first].low == "its":
        return verb.link not in ("link.leads", "link.founded", "link.owns")
    return "with" in verb.places  # "negotiates his release with X"


def targets_of(
    page: Page, view: SentenceView, number: int, verb: Verb, end: int
) -> tuple[list[Actor], Reference | None, bool]:
    """Return the actors the verb is directed at, the reference, and whether the direction is turned round.

    `end` is the verb's last word, "down" in "turned down".
    """
    speech = page.words[number].low in page.lexicon.speech and end == number
    for reference in view.references:
        if reference.first <= end or (reference.lead <= end and reference.role == "attribute"):
            continue
        if _ends_objects(page, view, end, verb, reference) or _another_speaks(page, view, end, reference):
            break
        if _is_passed_over(page, view, end, verb, reference):
            continue
        preposition = preposition_before(page, end, reference.lead)
        if not _fits(page, verb.places, preposition, end, reference.lead):
            continue
        if verb.base == "receive" and preposition == "obj" and reference.actor.kind != "person":
            continue  # who receives francs from X has X as the giver
        if speech and preposition == "obj" and _is_clause_subject(page, view, reference):
            break
        turned = preposition + "<" in verb.places
        if reference.role == "attribute":
            return with_joint(page, view, reference), reference, turned
        reference = holder(page, view, reference)
        return coordinated(page, view, reference, before=False), reference, turned
    return _before_relative(page, view, number, verb)


def _before_relative(
    page: Page, view: SentenceView, number: int, verb: Verb
) -> tuple[list[Actor], Reference | None, bool]:
    """Return X of "X, whom he arrested" and "X, to which Y belongs"."""
    for place in range(number - 1, max(view.first, number - 5) - 1, -1):
        if page.words[place].low == "whom" and "obj" in verb.places:
            whom = antecedent(page, view, place)
            return ([whom.actor] if whom is not None else []), None, False
        governs = page.words[place - 1].low if place > view.first else ""
        if page.words[place].low in ("which", "whom") and governs in {p.rstrip("<") for p in verb.places}:
            # "a bloc to which X belongs": what the preposition governs stands before it
            before = next((r for r in view.references if r.last == place - 1 and r.role == "name"), None)
            return ([before.actor] if before is not None else []), None, False
    return [], None, False
