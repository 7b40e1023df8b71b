"""Frames from lasting ties: "Emirati-owned X", "X, a member of Y", "her Y party", "X, daughter of Y", "X was in Y".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.beside import compound_tail
from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.subjects import find_subject
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_TAILS = {
    "owned": ("link.owns", "owns"),
    "controlled": ("link.owns", "controls"),
    "backed": ("link.supports", "backs"),
    "supported": ("link.supports", "supports"),
    "sponsored": ("link.funds", "sponsors"),
    "funded": ("link.funds", "funds"),
    "financed": ("link.funds", "finances"),
    "armed": ("link.supplies", "arms"),
    "trained": ("link.trains", "trains"),
    "led": ("link.leads", "leads"),
    "run": ("link.leads", "runs"),
    "appointed": ("link.appointed", "appointed"),
    "founded": ("link.founded", "founded"),
    "aligned": ("link.allied_with", "aligned with"),
    "allied": ("link.allied_with", "allied with"),
    "occupied": ("link.occupies", "occupies"),
    "held": ("link.occupies", "holds"),
    "based": ("link.based_in", "based in"),
    "headquartered": ("link.based_in", "headquartered in"),
}
_OF_WORDS = {
    "member": ("link.member_of", "member of", True),
    "members": ("link.member_of", "member of", True),
    "subsidiary": ("link.part_of", "subsidiary of", True),
    "branch": ("link.part_of", "branch of", True),
    "wing": ("link.part_of", "wing of", True),
    "arm": ("link.part_of", "arm of", True),
    "unit": ("link.part_of", "unit of", True),
    "faction": ("link.part_of", "faction of", True),
    "offshoot": ("link.part_of", "offshoot of", True),
    "son": ("link.parent_of", "parent of", False),
    "daughter": ("link.parent_of", "parent of", False),
    "father": ("link.parent_of", "parent of", True),
    "mother": ("link.parent_of", "parent of", True),
    "wife": ("link.spouse_of", "married to", True),
    "husband": ("link.spouse_of", "married to", True),
    "widow": ("link.spouse_of", "was married to", True),
    "brother": ("link.family_of", "related to", True),
    "sister": ("link.family_of", "related to", True),
    "grandson": ("link.family_of", "related to", True),
    "granddaughter": ("link.family_of", "related to", True),
    "uncle": ("link.family_of", "related to", True),
    "aunt": ("link.family_of", "related to", True),
    "stepson": ("link.family_of", "related to", True),
    "stepdaughter": ("link.family_of", "related to", True),
    "brother-in-law": ("link.family_of", "related to", True),
    "sister-in-law": ("link.family_of", "related to", True),
    "son-in-law": ("link.family_of", "related to", True),
    "daughter-in-law": ("link.family_of", "related to", True),
    "father-in-law": ("link.family_of", "related to", True),
    "descendant": ("link.family_of", "related to", True),
    "heir": ("link.succeeds", "heir of", True),
    "patron": ("link.supports", "patron of", True),
    "disciple": ("link.associated_with", "disciple of", True),
    "pupil": ("link.associated_with", "pupil of", True),
    "classmate": ("link.associated_with", "classmate of", True),
    "loyalist": ("link.supports", "loyal to", True),
    "admirer": ("link.supports", "admirer of", True),
    "champion": ("link.supports", "champion of", True),
    "defender": ("link.supports", "defender of", True),
    "adversary": ("link.opposes", "adversary of", True),
    "enemy": ("link.opposes", "enemy of", True),
    "challenger": ("link.rival_of", "challenger of", True),
    "owner": ("link.owns", "owner of", True),
    "co-owner": ("link.owns", "co-owner of", True),
    "neighbour": ("link.associated_with", "neighbour of", True),
    "envoy": ("link.contact_of", "envoy to", True),
    "graduate": ("link.associated_with", "graduate of", True),
    "employee": ("link.associated_with", "employee of", True),
    "target": ("link.opposes", "target of", False),
    "victim": ("link.opposes", "victim of", False),
    "cousin": ("link.family_of", "related to", True),
    "nephew": ("link.family_of", "related to", True),
    "niece": ("link.family_of", "related to", True),
    "ally": ("link.allied_with", "ally of", True),
    "allies": ("link.allied_with", "ally of", True),
    "rival": ("link.rival_of", "rival of", True),
    "opponent": ("link.opposes", "opponent of", True),
    "critic": ("link.criticises", "critic of", True),
    "foe": ("link.opposes", "foe of", True),
    "supporter": ("link.supports", "supporter of", True),
    "backer": ("link.supports", "backer of", True),
    "friend": ("link.associated_with", "friend of", True),
    "associate": ("link.associated_with", "associate of", True),
    "confidant": ("link.associated_with", "confidant of", True),
    "confidante": ("link.associated_with", "confidante of", True),
    "protege": ("link.influences", "protégé of", True),
    "successor": ("link.succeeds", "successor of", True),
    "predecessor": ("link.succeeds", "predecessor of", False),
    "affiliate": ("link.part_of", "affiliate of", True),
    "supplier": ("link.supplies", "supplier of", True),
    "distributor": ("link.trades_with", "distributor for", True),
    "customer": ("link.trades_with", "customer of", True),
    "client": ("link.trades_with", "client of", True),
    "creditor": ("link.funds", "creditor of", True),
    "financier": ("link.funds", "financier of", True),
    "shareholder": ("link.owns", "shareholder in", True),
    "proxy": ("link.supports", "proxy of", True),
    "signatory": ("link.treaty_with", "signatory to", True),
    "deputy": ("link.associated_with", "deputy to", True),
    "counsel": ("link.represents", "counsel for", True),
    "attorney": ("link.represents", "attorney for", True),
    "mentor": ("link.influences", "mentor of", True),
    "donor": ("link.funds", "donor of", True),
    "aide": ("link.advises", "aide to", True),
    "adviser": ("link.advises", "adviser to", True),
    "advisor": ("link.advises", "adviser to", True),
    "lawyer": ("link.represents", "lawyer of", True),
    "spokesman": ("link.represents", "spokesman for", True),
    "spokeswoman": ("link.represents", "spokeswoman for", True),
    "spokesperson": ("link.represents", "spokesperson for", True),
}
_STANDS = {
    ("close", "to"): ("link.associated_with", "close to", True),
    ("loyal", "to"): ("link.supports", "loyal to", True),
    ("faithful", "to"): ("link.supports", "loyal to", True),
    ("sympathetic", "to"): ("link.supports", "sympathetic to", True),
    ("critical", "of"): ("link.criticises", "critical of", True),
    ("hostile", "to"): ("link.opposes", "hostile to", True),
    ("opposed", "to"): ("link.opposes", "opposed to", True),
    ("allied", "with"): ("link.allied_with", "allied with", True),
    ("allied", "to"): ("link.allied_with", "allied with", True),
    ("aligned", "with"): ("link.allied_with", "aligned with", True),
    ("linked", "to"): ("link.associated_with", "linked to", True),
    ("tied", "to"): ("link.associated_with", "tied to", True),
    ("affiliated", "with"): ("link.associated_with", "affiliated with", True),
    ("married", "to"): ("link.spouse_of", "married to", True),
    ("related", "to"): ("link.family_of", "related to", True),
    ("engaged", "to"): ("link.spouse_of", "engaged to", True),
    ("dependent", "on"): ("link.influences", "dependent on", False),
    ("reliant", "on"): ("link.influences", "reliant on", False),
    ("independent", "from"): ("link.opposes", "independent from", True),
    ("bound", "to"): ("link.allied_with", "bound to", True),
    ("beholden", "to"): ("link.influences", "beholden to", False),
    ("answerable", "to"): ("link.part_of", "answerable to", True),
    ("subordinate", "to"): ("link.part_of", "subordinate to", True),
    ("wary", "of"): ("link.opposes", "wary of", True),
    ("suspicious", "of"): ("link.opposes", "suspicious of", True),
    ("supportive", "of"): ("link.supports", "supportive of", True),
    ("dismissive", "of"): ("link.criticises", "dismissive of", True),
    ("scornful", "of"): ("link.criticises", "scornful of", True),
    ("sceptical", "of"): ("link.opposes", "sceptical of", True),
    ("skeptical", "of"): ("link.opposes", "sceptical of", True),
    ("friendly", "with"): ("link.associated_with", "friendly with", True),
    ("friends", "with"): ("link.associated_with", "friends with", True),
    ("part", "of"): ("link.part_of", "part of", True),
}
_KIN = frozenset(("link.parent_of", "link.spouse_of", "link.family_of"))
_PEOPLE_ONLY = ("link.represents", "link.advises")
_JUST = frozenset(("just", "back", "now", "currently"))
_STAYS = frozenset(
    "was is has been were are be will now still also recently back due expected seen spotted sighted stayed stays "
    "staying stopped remains remained currently already today".split()
)
"""Words that put somebody at a place together with "in"."""
_REACH = 8
_LEADS = frozenset("a an the one once also still long both another close key staunch".split())


def _frame(number: int, source: Actor, target: Actor, kind: str, label: str, rule: str, status: str = "") -> Frame:
    return Frame(number, [source], [target], "", kind, label, status or "ongoing", 0, "role", rule, lasting=True)


def _compound(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "Emirati-owned X", "the Lima-based Y" and "X, the Emirati-owned exporter"."""
    number, tail = reference.last, compound_tail(page, reference)
    if number >= view.last or tail not in _TAILS:
        return []
    kind, label = _TAILS[tail]
    target = _after_compound(page, view, number) or _before_compound(page, view, reference)
    if target is None or target.actor is reference.actor or target.actor.kind == "place":
        return []
    if kind == "link.based_in":
        if target.actor.kind == "person" or target.actor.kind == "state" or reference.actor.kind == "person":
            return []
        return [_frame(number, target.actor, reference.actor, kind, label, "based in a place")]
    return [_frame(number, reference.actor, target.actor, kind, label, f"compound “-{tail}”")]


def _after_compound(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return the name that a compound describes, at most four common words further on."""
    closed = page.lexicon.words["prepositions"] | page.lexicon.words["auxiliaries"] | {"and", "who", "which", "that"}
    for reference in view.references:
        if not number <= reference.first <= number + 4 or reference.role not in ("name", "owner", "agent", "attribute"):
            continue
        between = page.words[number : reference.first + 1]
        if all(word.joined for word in between[1:]) and not {word.low for word in between[:-1]} & closed:
            return reference if reference.actor.kind in ("organisation", "group", "person", "untyped") else None
        return None
    return None


def _before_compound(page: Page, view: SentenceView, compound: Reference) -> Reference | None:
    """Return X in "X, the Emirati-owned exporter"."""
    start = compound.first
    if start > view.first and page.words[start - 1].low in ("a", "an", "the"):
        start -= 1
    if page.words[start].gap != ", ":
        return None
    return next((r for r in view.references if r.last == start and r.role == "name"), None)


def _of_tie(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "X, a close ally of Y" and "X is a member of Y"."""
    words, last = page.words, reference.last
    if last >= view.last:
        return []
    comma = words[last].gap == ", " and (words[last].low in _LEADS or words[last].low in _OF_WORDS)
    copula = words[last].low in ("is", "was", "are", "became", "remains")
    if not comma and not copula:
        return []
    if copula and words[last].gap == ", ":
        # "X, the daughter of Y, is married to Z" is about X
        opening = next((r for r in view.references if r.last < reference.first and not r.governed), None)
        apposed = opening is not None and opening.role == "name" and words[opening.last].gap == ", "
        subject = opening if opening is not None and apposed else reference
    else:
        subject = reference
    for number in range(last, min(view.last - 2, last + _REACH)):
        word = words[number]
        if (number > last and not word.joined) or (word.low in page.lexicon.words["prepositions"] and number > last):
            return []
        if word.low in ("not", "no", "never", "whose", "who", "which", "to") or (word.upper and number > last):
            return []
        found = _OF_WORDS.get(word.low) or _STANDS.get((word.low, words[number + 1].low))
        if found is None or words[number + 1].low not in ("of", "to", "for", "on", "from", "with"):
            continue
        return _tied(page, view, subject, number, found, words[last].low == "was")
    return []


def _joined_tie(page: Page, view: SentenceView, copula: int) -> list[Frame]:
    """Read "X ran the guard and is a cousin of Y"."""
    words = page.words
    for number in range(copula + 1, min(view.last - 2, copula + _REACH)):
        word = words[number]
        if word.upper or not word.joined or word.low in page.lexicon.words["prepositions"]:
            return []
        found = _OF_WORDS.get(word.low)
        if found is None or words[number + 1].low not in ("of", "to"):
            continue
        subject = find_subject(page, view, copula)
        return _tied(page, view, subject, number, found, words[copula].low == "was") if subject is not None else []
    return []


def _tied(
    page: Page, view: SentenceView, reference: Reference, number: int, found: tuple[str, str, bool], former: bool
) -> list[Frame]:
    """Return the frame of a word such as "ally" with who stands after its "of"."""
    kind, label, forward = found
    target = next((r for r in view.references if r.lead == number + 2 and r.role in ("name", "pronoun")), None)
    if target is None:  # "an old friend of Kpodar's," ends with its owner
        owners = (r for r in view.references if r.lead == number + 2 and r.role == "owner")
        target = next((r for r in owners if r.last >= view.last or not page.words[r.last].joined), None)
    if target is None or target.actor is reference.actor:
        return []
    both = {reference.actor.kind, target.actor.kind}
    if kind in _KIN and both != {"person"}:
        return []
    if kind == "link.member_of" and target.actor.kind not in ("organisation", "group", "untyped"):
        return []
    if kind in _PEOPLE_ONLY and target.actor.kind != "person":
        return []
    ends = (reference.actor, target.actor) if forward else (target.actor, reference.actor)
    former = former or any(page.words[n].low in ("former", "ex", "once") for n in range(number - 3, number))
    status = "occurred" if former and kind not in _KIN else "ongoing"
    return [_frame(number, ends[0], ends[1], kind, label, "tie after the name", status)]


def _own_party(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "her Ak-Bulak party" and "X's Civic Front": the owner is of that party."""
    if reference.role != "owner" or reference.actor.kind != "person":
        return []
    for other in view.references:
        if not reference.last <= other.first <= reference.last + 2 or other.actor.kind not in (
            "organisation",
            "group",
            "untyped",
        ):
            continue
        parties = page.lexicon.words["body_party"]
        after = page.words[other.last].low if other.last < view.last and page.words[other.last].joined else ""
        inside = any(word.low in parties for word in page.words[other.first : other.last])
        between = [word.low for word in page.words[reference.last : other.first]]
        plain = all(
            word in ("own", "opposition", "ruling", "new", "far-right", "centre-left", "former") for word in between
        )
        if plain and (after in ("party", "movement", "bloc", "coalition", "list", "faction") or inside):
            rule = "a person's own party"
            return [_frame(other.first, reference.actor, other.actor, "link.member_of", "member of", rule)]
    return []


def _resumption(page: Page, view: SentenceView, number: int) -> int:
    """Return where "X, who ran the port, is in Lima" goes on after its aside, or the sentence's last word."""
    if page.words[number].low not in ("who", "which", "whose", "a", "an", "the"):
        return view.last - 1
    for place in range(number + 1, view.last - 2):
        if page.words[place].gap == ", ":
            return place if page.words[place].low in _STAYS else view.last - 1
    return view.last - 1


def _stay(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "X was in Madrid": a stay of a person at a place."""
    words, number = page.words, reference.last
    if reference.actor.kind != "person" or number + 2 >= view.last:
        return []
    just = words[number].gap == ", " and words[number].low in _JUST
    resumed = reference is view.subject and words[number].gap == ", " and not just
    if resumed:
        number = _resumption(page, view, number)
    if just:
        number, resumed = number + (words[number].low == "just"), True
    start = number
    while number + 2 < view.last and number < start + 4 and words[number].low in _STAYS:
        number += 1
    if number == start or words[number].low not in ("in", "at", "off") or not (words[start].joined or resumed):
        return []
    place = next((r for r in view.references if r.lead == number + 1 and r.role == "name"), None)
    if place is None or place.actor.kind not in ("place", "state"):
        return []
    made = _frame(number, reference.actor, place.actor, "link.contact_of", "is in", "stay at a place", "occurred")
    return [made]


def find_tie_frames(page: Page, view: SentenceView) -> list[Frame]:
    """Return the lasting ties that compounds, appositions and possessives of a sentence state."""
    frames: list[Frame] = []
    for number in range(view.first + 2, view.last - 2):
        if page.words[number].low in ("is", "was", "remains") and page.words[number - 1].low == "and":
            frames += _joined_tie(page, view, number)
    for reference in view.references:
        frames += _compound(page, view, reference)
        frames += _own_party(page, view, reference)
        if reference.role in ("name", "pronoun"):
            frames += _of_tie(page, view, reference)
            frames += _stay(page, view, reference)
    return frames
