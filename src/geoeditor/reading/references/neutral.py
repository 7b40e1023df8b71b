"""Which state or body "it" and "its" stand for; nobody where "it" is a thing, an act or only fills a place.

May import names and phrases of the reader.
"""

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references.phrases import Reference, SentenceView, is_finite

NEUTRAL = frozenset(("it", "its"))
_BEING = frozenset(("is", "was", "be", "been", "being"))
_PASSED_OVER = frozenset("not never also then now still soon only already again no longer".split())
_IMPERSONAL = frozenset(
    "seems seemed appears appeared emerged emerges remains remained turns turned happened happens matters mattered "
    "depends depended follows followed takes took take helps helped hurts looks looked sounds sounded proves proved "
    "transpired suffices rained snowed".split()
)
_TOLD = frozenset(
    "said reported believed feared thought hoped expected known understood claimed alleged announced agreed revealed "
    "noted suggested estimated rumoured rumored assumed".split()
)
_OPENING_REACH = 5
"""How many words, such as "Since 2010" or "Last month", may stand before an "it" that opens its sentence."""


def _is_adverb(page: Page, number: int) -> bool:
    low = page.words[number].low
    return low in page.lexicon.words["adverbs"] or low in _PASSED_OVER or low.endswith("ly")


def _over_adverbs(page: Page, number: int, end: int) -> int:
    while number < end and page.words[number].joined and _is_adverb(page, number):
        number += 1
    return number


def _is_object(page: Page, number: int, begin: int) -> bool:
    """Tell "they want it buried" from "Oslo said it wanted" and "when it wanted"."""
    if number == begin or not page.words[number].joined:
        return False
    before = page.words[number - 1].low
    if before in page.lexicon.speech or before in page.lexicon.words["boundaries"] or before in ("that", "and", "but"):
        return False
    clear = page.lexicon.verbs.get(page.words[number + 1].low) is not None and before not in page.lexicon.verbs
    return not (
        clear or page.words[number + 1].low in page.lexicon.words["auxiliaries"] or _is_adverb(page, number - 1)
    )


def _acts_after(page: Page, number: int, end: int) -> bool:
    """Tell whether a finite verb follows, adverbs between them or not: "Oslo", "Oslo also said"."""
    number = _over_adverbs(page, number, end)
    return number < end and page.words[number].joined and is_finite(page, number)


def _is_impersonal(page: Page, number: int, end: int) -> bool:
    """Tell "it is a mistake", "it would be wise" and "it is feared that" from "it was preparing" and "it is ready"."""
    number += 1
    while number < end and (
        _is_adverb(page, number) or page.words[number].low in page.lexicon.words["auxiliaries"] - _BEING
    ):
        number += 1
    if number >= end or page.words[number].low in _IMPERSONAL:
        return True
    if page.words[number].low not in _BEING:
        return False
    while number < end and (page.words[number].low in _BEING or _is_adverb(page, number)):
        number += 1
    if number >= end or not page.words[number].joined:
        return True
    low = page.words[number].low
    if low in _TOLD:
        return number + 1 < end and page.words[number + 1].low != "to"
    return not low.endswith(("ing", "ed")) and low not in page.lexicon.verbs


def _comes_to_act(page: Page, reference: Reference, end: int) -> bool:
    """Tell whether a verb follows a reference, at once or past what stands between commas or brackets."""
    if _acts_after(page, reference.last, end):
        return True
    if reference.last >= end or page.words[reference.last].gap not in (", ", " ("):
        return False
    for number in range(reference.last + 1, min(end, reference.last + 16)):
        gap = page.words[number].gap
        if gap.startswith((",", ")")):
            closed = _over_adverbs(page, number, end)
            if closed < end and is_finite(page, closed):
                return True
    return False


def _opens_part(page: Page, reference: Reference, view: SentenceView) -> bool:
    return reference.lead == view.first or ";" in page.words[reference.lead].gap


def _owner_at_hand(page: Page, number: int, view: SentenceView) -> Reference | None:
    """Return X of "X, including its", "X and its", "thanked X for its" and "X, on which its"."""
    others = [
        r for r in view.references if r.last <= number and r.actor.kind != "person" and r.role in ("name", "agent")
    ]
    if not others:
        return None
    nearest, word = others[-1], page.words[number - 1].low
    beside = nearest.last == number - 1
    if word == "which" or (beside and word in ("including", "and", "or", "for", "plus")):
        return nearest
    return None


def _actor_before(page: Page, number: int, view: SentenceView) -> tuple[bool, Actor | None]:
    """Return whether anything in the sentence acts before a word, and which state or body acts last.

    A person who acts says nothing about "it"; a place that acts ("Europe wants its …") is in the way.
    """
    free = [
        r for r in view.references if r.last <= number and not r.governed and r.role in ("name", "agent", "pronoun")
    ]
    others = [r for r in free if r.actor.kind != "person"]
    acting = [r for r in others if _comes_to_act(page, r, number + 1) or _opens_part(page, r, view)]
    if acting:
        return True, acting[-1].actor if acting[-1].actor.kind != "place" else None
    return bool(free), None


def _actor_of_last(before: SentenceView | None) -> Actor | None:
    """Return whom the sentence before is about, or the one state or body that it names."""
    if before is None:
        return None
    if before.subject is not None and before.subject.actor.kind not in ("person", "place"):
        return before.subject.actor
    named = [
        r for r in before.references if r.actor.kind in ("organisation", "group", "state") and r.role != "dateline"
    ]
    bodies = {id(r.actor): r.actor for r in named}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def find_neutral(page: Page, number: int, view: SentenceView, before: SentenceView | None) -> Reference | None:
    """Resolve "it" as the subject of a verb, and "its", by who acts before them."""
    owner = page.words[number].low == "its"
    acts = owner or (_acts_after(page, number + 1, view.last) and not _is_object(page, number, view.first))
    if not acts or (not owner and _is_impersonal(page, number, view.last)):
        return None
    if number > view.first and page.words[number - 1].low == "whether":
        return None
    near = _owner_at_hand(page, number, view) if owner else None
    named, actor = (True, near.actor) if near is not None else _actor_before(page, number, view)
    if not named and number - view.first <= _OPENING_REACH:
        actor = _actor_of_last(before)
    if actor is None:
        return None
    return Reference(number, number + 1, actor, "owner" if owner else "pronoun", number)
