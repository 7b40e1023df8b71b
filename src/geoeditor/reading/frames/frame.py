"""The shape of a frame, and what all ways of finding one share: status, prepositions, coordination.

May import references and names of the reader.
"""

from dataclasses import dataclass

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_CUE_REACH = 7
_JOINTS = frozenset(
    (("and",), ("nor",), ("or",), ("as", "well", "as"), ("along", "with"), ("and", "with"), ("and", "also"))
)
_HOPES = frozenset("hope hopes hoped hoping could might possibility proposes proposed".split())


@dataclass(slots=True)
class Frame:
    """A trigger word (number) with its actors; `source` acts on `target` where both are known.

    `voice` is active, passive, noun or role; `phrase` is the words of a noun frame; `weight` 0 to 3 tells how much of
    an event it is.
    """

    trigger: int
    sources: list[Actor]
    targets: list[Actor]
    event: str
    link: str
    label: str
    status: str
    weight: int
    voice: str
    rule: str
    present: str = ""
    base: str = ""
    phrase: str = ""
    subject: Reference | None = None
    target_reference: Reference | None = None
    lasting: bool = False
    last: int = 0


def is_boundary(page: Page, number: int) -> bool:
    """Tell whether a word begins another clause."""
    word = page.words[number]
    quoted = "," in word.gap and any(sign in word.gap for sign in '"”“')
    strong = quoted or any(sign in word.gap for sign in ";:—–()")
    return strong or word.low in page.lexicon.words["boundaries"]


def acts_next(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a finite verb follows a reference, which begins a clause of its own."""
    if reference.last >= view.last:
        return False
    low = page.words[reference.last].low
    verb = page.lexicon.verbs.get(low)
    return low in page.lexicon.words["auxiliaries"] or (
        verb is not None and ("past" in verb.form.split("+") or verb.form == "third")
    )


def _of_people(page: Page, between: list[str]) -> bool:
    """Tell whether people of another body are joined: "between X and envoys of Y"."""
    if len(between) != 3 or between[0] != "and" or between[2] not in ("of", "from", "for"):
        return False
    return between[1] in page.lexicon.words["role_nouns"] | page.lexicon.words["people_nouns"]


def _owns_next(view: SentenceView, owner: Reference) -> bool:
    """Tell whether a body stands right after a state that owns it: "India's Tarapur Steel"."""
    named = (r for r in view.references if r.first == owner.last and r.role in ("name", "agent"))
    return owner.actor.kind == "state" and any(r.actor.kind in ("organisation", "group", "person") for r in named)


def coordinated(page: Page, view: SentenceView, reference: Reference, before: bool) -> list[Actor]:
    """Return the actor and those joined to it by "and" or commas, before or after it."""
    actors = [reference.actor, *reference.also]
    if reference not in view.references:
        return actors
    index = view.references.index(reference)
    current, before_owner = reference, -1
    others = reversed(view.references[:index]) if before else iter(view.references[index + 1 :])
    for other in others:
        left, right = (other, current) if before else (current, other)
        between = [word.low for word in page.words[left.last : right.lead if before_owner < 0 else before_owner]]
        if right.lead < left.last:
            continue
        comma = not between and page.words[right.lead].gap == ", " and len(actors) > 1
        if tuple(between) not in _JOINTS and not comma and not _of_people(page, between):
            break
        if not before and other.role == "owner" and _owns_next(view, other):
            before_owner = other.lead  # "Rheinstahl and India's Tarapur": the state is no party
            continue
        before_owner = -1
        if other.role in ("attribute", "owner"):
            break
        if before and other.governed and not current.governed:
            break
        if not before and "," in page.words[current.last].gap and acts_next(page, view, other):
            break
        if other.actor not in actors:
            actors.append(other.actor)
        current = other
    return actors[::-1] if before else actors


def status_at(page: Page, view: SentenceView, number: int, form: str) -> str:
    """Return what the words before a trigger say of it: negated, hypothetical, planned, ongoing or occurred."""
    lists = page.lexicon.words
    told = {page.words[n].low for n in range(view.first, number) if not page.words[n].upper}
    if number - 2 >= view.first and page.words[number - 1].low == "to" and page.words[number - 2].low == "used":
        return "occurred"
    if told & _HOPES and form not in ("past", "third"):
        return "hypothetical"
    start = number
    for back in range(1, _CUE_REACH + 1):
        place = number - back
        following = page.words[place + 1]
        if place < view.first or (back > 1 and (is_boundary(page, place + 1) or "," in following.gap)):
            break
        start = place
    before = [page.words[n].low for n in range(start, number) if not page.words[n].upper]
    joined = next((n for n in range(len(before), 0, -1) if before[n - 1] in ("and", "but")), 0)
    if form.startswith("past") and joined and set(before[:joined]) & {"denied", "refused", "failed", "declined"}:
        before = before[joined:]  # "denied it and blamed X"
    near = set(before[-4:])
    if "would" in near and told & lists["reported"] and "if" not in told:
        return "planned"
    if near & lists["negative_cues"]:
        return "negated"
    if set(before) & lists["possible_cues"] and form not in ("past", "past+participle", "third"):
        return "hypothetical"
    if near & {"may", "might", "could", "would", "possible", "potential"}:
        return "hypothetical"
    cues = lists["planned_cues"] if form != "noun" else lists["planned_cues"] - {"to"}
    if set(before) & cues and form not in ("past", "third"):
        return "planned" if form != "past+participle" or near & {"will", "be"} else "occurred"
    if form == "base":
        return "planned"
    if form in ("third", "gerund"):
        progressive = near & {"is", "are", "been", "being"}
        return "ongoing" if form == "third" or progressive else "occurred"
    return "occurred"
