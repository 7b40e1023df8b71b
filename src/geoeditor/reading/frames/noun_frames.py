"""Frames from nouns that name a relation or an event: "talks with", "ties between", "threat to".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame, coordinated, is_boundary, status_at
from geoeditor.reading.frames.objects import fronted_object, people_of, with_joint
from geoeditor.reading.frames.subjects import find_subject
from geoeditor.reading.lexicon import Noun
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_GAP_TO_PREPOSITION = 3
_GAP_TO_NAME = 7
_GUARDED = ("event.assault", "event.coerce", "event.sanction", "event.accuse", "event.protest", "event.election")
_JUDGES = ("event.accuse", "event.reject", "event.protest", "event.statement")
_MEETING = frozenset(
    "face faces faced facing draw draws drew drawn win wins won get gets got receive receives received enjoy enjoys "
    "enjoyed attract attracted attracts under amid despite has had seek seeks sought want wants wanted".split()
)
"""What somebody does who has the criticism or the help of another: it comes from the other."""
_HELP = frozenset(("backing", "support", "help", "blessing", "endorsement", "aid", "assistance", "protection"))
_PAIR_WORDS = frozenset(("two", "both", "countries", "sides", "neighbours", "neighbors"))


def _noun_at(page: Page, view: SentenceView, number: int) -> tuple[int, Noun] | None:
    """Return the noun that begins at a word, two-word nouns first, and the number of its last word."""
    nouns = page.lexicon.nouns
    if number + 1 < view.last:
        found = nouns.get(f"{page.words[number].low} {page.words[number + 1].low}")
        if found is not None:
            return number + 1, found
    found = nouns.get(page.words[number].low)
    return None if found is None else (number, found)


def _owner(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return the possessor of a noun: "Moscow's threat", "his allegiance", "their" left aside."""
    for reference in view.references:
        close = number - 4 <= reference.last <= number
        if reference.role in ("owner", "agent") and close and page.words[reference.last - 1].low not in ("him",):
            between = {word.low for word in page.words[reference.last : number]}
            named = any(
                word.upper and word.low not in page.lexicon.titles for word in page.words[reference.last : number]
            )
            acted = any(
                (v := page.lexicon.verbs.get(low)) is not None and "past" in v.form.split("+") for low in between
            )
            if not between & page.lexicon.words["prepositions"] and not named and not acted:
                return reference
    return None


def _pair_before(view: SentenceView, number: int) -> list[Actor]:
    """Return the two actors of one kind named last before a word, for "the two states"."""
    found: list[Actor] = []
    for reference in reversed(view.references):
        if reference.last <= number and reference.actor.kind == "state" and reference.actor not in found:
            found.append(reference.actor)
        if len(found) == 2:
            return found
    return []


def _after_preposition(page: Page, view: SentenceView, place: int, link: str) -> Reference | None:
    """Return the first reference after a preposition that is not a mere adjective."""
    for reference in view.references:
        if reference.first <= place:
            continue
        if reference.lead - place > _GAP_TO_NAME or any(
            is_boundary(page, n) for n in range(place + 1, reference.lead + 1)
        ):
            break
        if reference.role == "attribute":
            if people_of(page, view, reference, link):
                return reference
            continue
        if reference.role == "owner" and page.words[reference.first].low in ("his", "her", "its"):
            continue
        return reference
    return None


def _place_named(view: SentenceView, place: int) -> Reference | None:
    """Return the place right after "in", as in "talks in Doha with X"."""
    return next((r for r in view.references if r.lead == place + 1 and r.actor.kind in ("place", "state")), None)


def _targets(page: Page, view: SentenceView, last: int, noun: Noun) -> tuple[str, Reference | None]:
    """Return the preposition and the reference that a noun is directed at."""
    for place in range(last + 1, min(view.last, last + 1 + _GAP_TO_PREPOSITION)):
        low = page.words[place].low
        if is_boundary(page, place) or "," in page.words[place].gap:
            return "", None
        if low in noun.places:
            return low, _after_preposition(page, view, place, noun.link)
        where = _place_named(view, place) if low in ("in", "at") else None
        if where is not None and where.last < view.last and page.words[where.last].low in noun.places:
            return page.words[where.last].low, _after_preposition(page, view, where.last, noun.link)
        if low in page.lexicon.words["prepositions"] or low in page.lexicon.verbs:
            return "", None
    return "", None


def _doer(page: Page, view: SentenceView, number: int, last: int, target: Reference | None) -> Reference | None:
    """Return X in "the attack on Y by X" and "the visit by X to Y"."""
    end = target.last + 3 if target is not None else last + 5
    for place in range(last + 1, min(view.last, end)):
        if is_boundary(page, place):
            return None
        if page.words[place].low == "by":
            return next((r for r in view.references if r.lead == place + 1 and r.role != "attribute"), None)
    return None


def _adjective(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return the state before a noun as in "Israeli strikes" and "fresh U.S. military aid"."""
    for reference in view.references:
        close = reference.role == "attribute" and number - 3 <= reference.last <= number
        if close and reference.actor.kind in ("state", "organisation"):
            between = page.words[reference.last : number]
            plain = all(not word.upper and word.joined for word in [*between, page.words[number]])
            if plain and not {word.low for word in between} & page.lexicon.words["prepositions"]:
                return reference
    return None


def _may_act(page: Page, view: SentenceView, number: int, noun: Noun) -> bool:
    """Tell whether the subject of a sentence can be who does what a noun names, as in "launched an attack on".

    Of a hostile deed it is only the doer where a light verb says so: who condemns an arrest made none.
    """
    guarded = noun.event.startswith(_GUARDED) or (noun.places[:1] == ("of",) and noun.event != "event.request.meet")
    lists = page.lexicon.words
    for place in range(number - 1, max(view.first, number - 9) - 1, -1):
        low = page.words[place].low
        if low in lists["light_verbs"]:
            return True
        verb = page.lexicon.verbs.get(low)
        told = verb is not None and not page.words[place].upper and verb.form not in ("base", "gerund")
        if told and verb is not None and verb.event.startswith(_JUDGES):
            return False
        if told and guarded:
            return False
        if guarded and low in lists["prepositions"] and low not in ("of", "in"):
            return False
    return not guarded


def _between(
    page: Page, view: SentenceView, number: int, reference: Reference | None
) -> tuple[list[Actor], list[Actor]]:
    """Return the two sides of "between A and B"."""
    if reference is not None:
        sides = coordinated(page, view, reference, before=False)
        if len(sides) > 1:
            return sides[:1], sides[1:]
    near = {word.low for word in page.words[number : min(view.last, number + 7)]}
    pair = _pair_before(view, number) if near & _PAIR_WORDS else []
    return (pair[:1], pair[1:]) if pair else ([], [])


def _joined(page: Page, view: SentenceView, reference: Reference | None) -> list[Actor]:
    """Return the actors a noun is directed at: those joined by "and", demonyms too."""
    if reference is None:
        return []
    if reference.role == "attribute":
        return with_joint(page, view, reference)
    return coordinated(page, view, reference, before=False)


def _helper(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return Y of "X won with the backing of Y"."""
    owner = next((r for r in view.references if r.role in ("owner", "agent") and r.last == number), None)
    if owner is not None and owner.lead > view.first and page.words[owner.lead - 1].low == "with":
        return owner  # "elected with Ankara's help"
    start = number - 1 - (page.words[number - 1].low in ("the", "full", "tacit", "strong", "active"))
    before = page.words[start].low if start >= view.first else ""
    if before != "with" or number + 1 >= view.last or page.words[number + 1].low not in ("of", "from"):
        return None
    return next((r for r in view.references if r.lead == number + 2 and r.role in ("name", "agent")), None)


def _frame(page: Page, view: SentenceView, number: int, last: int, noun: Noun) -> Frame | None:
    status = status_at(page, view, number, "noun")
    rule = f"noun “{page.words[number].low}”"
    subject = _owner(page, view, number)
    near = {word.low for word in page.words[max(view.first, number - 3) : number]}
    if subject is None and near & {"about", "over"}:
        return None
    preposition, reference = _targets(page, view, last, noun)
    helper = _helper(page, view, number) if page.words[number].low in _HELP else None
    if helper is not None and view.subject is not None and view.subject.last <= number:
        sources, targets, reference = [helper.actor], [view.subject.actor], helper
    elif "pair" in noun.places:
        before = [r for r in view.references if r.last <= number and r.role == "name"]
        sides = coordinated(page, view, before[-1], before=True) if before else []
        sources, targets, reference = sides[:1], sides[1:], None
    elif preposition == "between" or (preposition == "of" and noun.event.startswith("event.consult") and not subject):
        sources, targets = _between(page, view, last, reference)
    elif preposition == "by":
        sources = [reference.actor] if reference is not None else []
        _, goal = _targets(page, view, reference.last - 1, noun) if reference is not None else ("", None)
        targets = coordinated(page, view, goal, before=False) if goal is not None else []
    else:
        doer = _doer(page, view, number, last, reference)
        subject = subject or _adjective(page, view, number) or doer
        subject = subject or (
            find_subject(page, view, number, noun=True) if _may_act(page, view, number, noun) else None
        )
        acts = subject is not None and (subject.last <= number or subject in (view.subject, doer))
        sources = [subject.actor] if subject is not None and acts else []
        if reference is None and subject is not None and subject.last <= number:
            reference = fronted_object(page, view, subject, noun.places)
        targets = _joined(page, view, reference)
        if preposition == "from" and (noun.event == "event.reject" or near & _MEETING):
            sources, targets = targets, sources
    targets = [actor for actor in targets if actor not in sources]
    if not sources or (not targets and preposition != "by"):
        return None
    lasting = noun.phrase.startswith(("has ", "is "))
    of_things = reference is not None and reference.role == "attribute"
    weight = 0 if lasting or of_things else 1 if not targets else 2
    return Frame(
        number,
        sources,
        targets,
        noun.event,
        noun.link,
        noun.label,
        status,
        weight,
        "noun",
        rule,
        phrase=noun.phrase,
        subject=subject,
        target_reference=reference,
        lasting=True,
    )


def _covered(verbs: list[Frame]) -> set[int]:
    """Return the words that verbs have read already: the verb's own, and "ties" in "cut all ties with X"."""
    covered = {number for frame in verbs for number in range(frame.trigger, frame.last + 1)}
    for frame in verbs:
        if frame.voice == "active" and frame.target_reference is not None and frame.link and frame.sources:
            covered |= set(range(frame.trigger, frame.target_reference.lead))
    return covered


def find_noun_frames(page: Page, view: SentenceView, verbs: list[Frame]) -> list[Frame]:
    """Return a frame for each noun of the lexicon that no verb of the sentence has read already."""
    frames: list[Frame] = []
    taken = _covered(verbs)
    for number in range(view.first, view.last):
        initial = number == view.first
        found = None if number in taken or (page.words[number].upper and not initial) else _noun_at(page, view, number)
        if found is None:
            continue
        frame = _frame(page, view, number, found[0], found[1])
        if frame is not None:
            frames.append(frame)
    return frames
