"""Frames from what a body belongs to: "Peru's Ministry of Mines", "X, the Danish navy", "Y, Z's party", "X of Cairo".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_PUBLIC = frozenset(
    "ministry army navy police parliament senate court government authority council commission office agency service "
    "department directorate inspectorate prosecutor treasury guard forces force bank investment fund airforce "
    "intelligence customs assembly congress cabinet secretariat bureau administration mint registry constabulary "
    "gendarmerie ombudsman regulator tribunal board corps command railways prosecution prosecutors parliament's "
    "inspection supreme constitutional electoral statistics archive broadcaster legislature prefecture".split()
)
_FIRMS = frozenset(
    "rival competitor giant major heavyweight champion firm company bank group manufacturer contractor shipbuilder "
    "airline conglomerate maker".split()
)
_LED = frozenset("party bloc movement faction list alliance coalition front".split())
_MOST_BETWEEN = 3
_ENDS = ("organisation", "group", "untyped")


def _frame(number: int, source: Actor, target: Actor, kind: str, label: str, rule: str) -> Frame:
    return Frame(number, [source], [target], "", kind, label, "ongoing", 0, "role", rule, lasting=True)


def _is_plain(page: Page, start: int, end: int) -> bool:
    """Tell whether only joined common words stand from a word up to another."""
    closed = page.lexicon.words["prepositions"] | page.lexicon.words["auxiliaries"] | {"and", "or", "who", "which"}
    return all(word.joined and not word.upper and word.low not in closed for word in page.words[start:end])


def _is_public(page: Page, reference: Reference) -> bool:
    return any(word.low in _PUBLIC for word in page.words[reference.first : reference.last])


def _of_state(page: Page, view: SentenceView, state: Reference) -> list[Frame]:
    """Read "Peru's Ministry of Mines" and "the Danish shipping firm X"."""
    number = state.last
    body = next((r for r in view.references if number <= r.first <= number + _MOST_BETWEEN), None)
    if body is None or body.role not in ("name", "owner", "agent") or body.actor is state.actor:
        return []
    if not page.words[body.first].joined and not page.words[body.first - 1].owner:
        return []
    if not _is_plain(page, number, body.first):
        return []
    told = page.words[body.first - 1].low if body.first > number else ""
    firm = (told in _FIRMS or told in page.lexicon.words["org_nouns"]) and body.actor.kind in _ENDS
    public = body.actor.kind == "organisation" and not told and _is_public(page, body)
    owned = body.actor.kind == "organisation" and not told and page.words[number - 1].owner
    if public:
        return [_frame(number, body.actor, state.actor, "link.part_of", "part of", "a state's body")]
    if firm or owned:
        return [_frame(number, body.actor, state.actor, "link.based_in", "based in", "a state's body")]
    return []


def _apposed_body(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "X, the Danish criminal police, …"."""
    number = body.last
    if number + 1 >= view.last or page.words[number].gap != ", " or page.words[number].low not in ("the", "a", "an"):
        return []
    state = next((r for r in view.references if r.first == number + 1), None)
    if state is None or state.role != "attribute" or state.actor.kind != "state":
        return []
    for place in range(state.last, min(view.last, state.last + 4)):
        word = page.words[place]
        if word.upper or not word.joined:
            return []
        ends = place + 1 >= view.last or not page.words[place + 1].joined
        if ends and (word.low in _PUBLIC or word.low in _FIRMS):
            kind, label = ("link.part_of", "part of") if word.low in _PUBLIC else ("link.based_in", "based in")
            return [_frame(place, body.actor, state.actor, kind, label, "apposition of a body")]
    return []


def _of_person(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "X, the bloc of ex-mayor Y" and "X – Y's party"."""
    words, number = page.words, body.last
    if number + 1 >= view.last or words[number].gap.strip() not in (",", "–", "—", "("):
        return []
    owner = next((r for r in view.references if r.first == number and r.role == "owner"), None)
    if owner is not None and owner.actor.kind == "person":
        noun = owner.last
        if noun < view.last and (words[noun].low in _LED or words[noun].low in ("own", "ruling")):
            return [_frame(noun, owner.actor, body.actor, "link.leads", "leads", "a person's party after it")]
        return []
    if words[number].low not in ("the", "a"):
        return []
    for place in range(number + 1, min(view.last - 1, number + 4)):
        if words[place].upper or not words[place].joined:
            return []
        if words[place].low in _LED and words[place + 1].low in ("of", "led"):
            return _led_after(page, view, body, place)
    return []


def _led_after(page: Page, view: SentenceView, body: Reference, place: int) -> list[Frame]:
    """Return the link of the person after "of" or "led by", an office between allowed."""
    start = place + (3 if page.words[place + 1].low == "led" else 2)
    leader = next((r for r in view.references if start <= r.first <= start + 4 and r.role == "name"), None)
    if leader is None or leader.actor.kind != "person":
        return []
    if any(not word.joined for word in page.words[start : leader.first + 1]):
        return []
    return [_frame(place, leader.actor, body.actor, "link.leads", "leads", "a party of a person")]


def _seated(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "the shipping line X of Cairo": a firm and its city."""
    number, words = body.last, page.words
    if body.actor.kind not in ("organisation", "untyped") or number + 1 >= view.last:
        return []
    short = "(" in words[number].gap and number + 2 < view.last and words[number + 1].gap.startswith(")")
    number += short
    if words[number].low != "of" or (not words[number].joined and not short) or _is_public(page, body):
        return []
    place = next((r for r in view.references if r.lead == number + 1 and r.role == "name"), None)
    if place is None or place.actor.kind not in ("place", "state"):
        return []
    return [_frame(number, body.actor, place.actor, "link.based_in", "based in", "a body of a place")]


def _one_of(page: Page, view: SentenceView, person: Reference) -> list[Frame]:
    """Read "one of her advisers, X, left": X serves the owner."""
    words, comma = page.words, person.first
    if words[comma].gap != ", " or comma - 2 <= view.first:
        return []
    for owner in view.references:
        if owner.role != "owner" or not 0 < comma - owner.last <= 4 or owner.actor is person.actor:
            continue
        one = words[owner.lead - 1].low == "of" and words[owner.lead - 2].low in ("one", "two", "some")
        noun = words[comma - 1].low
        found = page.lexicon.titles.get(noun.removesuffix("s")) if noun.endswith("s") else None
        if not one or found is None or not found.link or not _is_plain(page, owner.last, comma):
            continue
        kinds = {"person": ("link.advises", "link.represents"), "state": ("link.holds_office", "link.represents")}
        if owner.actor.kind == "place" or found.link not in kinds.get(owner.actor.kind, (found.link,)):
            return []
        return [_frame(comma - 1, person.actor, owner.actor, found.link, found.label, "one of several of an owner")]
    return []


def _in_brackets(page: Page, view: SentenceView, person: Reference) -> list[Frame]:
    """Read "X (of the Y party)" and "X (Y)" of a person and a party."""
    number = person.last
    if number + 1 >= view.last or page.words[number].gap != " (" or match_title(page, number, view.last) is not None:
        return []
    of = page.words[number].low in ("of", "from")
    body = next((r for r in view.references if r.lead == number + of and r.role == "name"), None)
    if body is None or body.actor.kind not in ("organisation", "group"):
        return []
    return [_frame(number, person.actor, body.actor, "link.member_of", "member of", "body in brackets after a person")]


def find_body_frames(page: Page, view: SentenceView) -> list[Frame]:
    """Return what the bodies of a sentence belong to: states, places, the persons who lead them."""
    frames: list[Frame] = []
    for reference in view.references:
        if reference.actor.kind == "state" and reference.role in ("owner", "attribute", "agent"):
            frames += _of_state(page, view, reference)
        elif reference.actor.kind == "person" and reference.role == "name":
            frames += _one_of(page, view, reference) + _in_brackets(page, view, reference)
        elif reference.actor.kind in _ENDS and reference.role == "name":
            frames += _apposed_body(page, view, reference)
            frames += _of_person(page, view, reference)
            frames += _seated(page, view, reference)
    return frames
