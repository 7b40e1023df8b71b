"""Frames from where a body sits and whose it is: "X, the Asunción firm", "X, based in Lima", "Peru's oil firm, X".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.beside import BODIES, NOUN_REACH, beside_frame, ends_phrase, named_before
from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_SEATED = frozenset(("registered", "based", "incorporated", "headquartered", "domiciled"))
_FIRMS = frozenset(
    "builder builders developer operator producer generator supplier maker dealer trader trading-house contractor "
    "exporter importer shipper hauler refinery smelter miner carrier shipowner start-up lab laboratory studio law-firm "
    "think-tank charity insurer firm company bank group manufacturer shipbuilder airline conglomerate lender broker "
    "publisher broadcaster newspaper daily weekly website consultancy pollster retailer wholesaler brewer".split()
)
_STATE_BODIES = frozenset(
    "fund army navy parliament ministry court tribunal regulator agency service police commission senate assembly "
    "congress council authority bureau prosecutor intelligence central-bank treasury".split()
)


def _seat_named(page: Page, view: SentenceView, start: int) -> tuple[int, Reference] | None:
    """Return the noun and the place of "the Asunción firm", "a shell company registered in Cyprus"."""
    nouns = page.lexicon.words["org_nouns"] | _FIRMS
    place: Reference | None = next((r for r in view.references if r.first == start + 1), None)
    inside = place is not None and place.role in ("name", "attribute") and place.actor.kind in ("place", "state")
    begin = place.last if place is not None and inside else start + 1
    for number in range(begin, min(view.last, start + NOUN_REACH)):
        word = page.words[number]
        if word.upper or not word.joined or word.low in page.lexicon.words["prepositions"]:
            return None
        if word.low not in nouns:
            continue
        if number + 1 < view.last and page.words[number + 1].joined and page.words[number + 1].low in nouns:
            continue
        if place is not None and inside:
            return (number, place) if ends_phrase(page, view, number + 1) else None
        after = number + 1
        if after < view.last and page.words[after].low in _SEATED:
            after += 1
        if after + 1 >= view.last or page.words[after].low != "in" or not page.words[after].joined:
            return None
        seat = next((r for r in view.references if r.lead == after + 1 and r.role == "name"), None)
        return (number, seat) if seat is not None and seat.actor.kind in ("place", "state") else None
    return None


def seated(page: Page, view: SentenceView, start: int) -> list[Frame]:
    """Read "X, the Asunción firm that …", "X, a Brazilian builder" and "X, a shell company in Panama"."""
    body = named_before(page, view, start)
    if body is None or body.actor.kind not in BODIES:
        return []
    found = _seat_named(page, view, start)
    if found is None or found[1].actor is body.actor:
        return []
    return [
        beside_frame(found[0], body.actor, found[1].actor, "link.based_in", "based in", "apposition of a firm's seat")
    ]


def called_body(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "Turkey's state oil company, X," and "Kpodar's firm, X,": whose body it is."""
    if body.actor.kind not in BODIES or page.words[body.lead].gap != ", " or body.lead - 1 <= view.first:
        return []
    noun, nouns = page.words[body.lead - 1], page.lexicon.words["org_nouns"] | _FIRMS | _STATE_BODIES
    if noun.upper or noun.low not in nouns:
        return []
    owner = next((r for r in view.references if r.role == "owner" and 0 < body.lead - r.last <= NOUN_REACH), None)
    if owner is None or owner.actor is body.actor or owner.actor.kind == "place":
        return []
    between = page.words[owner.last : body.lead]
    if any(w.upper or w.low in page.lexicon.words["prepositions"] for w in between) or any(
        not w.joined for w in between[1:]
    ):
        return []
    rule = "a body called by whose it is"
    if owner.actor.kind == "person":
        return [beside_frame(body.lead - 1, owner.actor, body.actor, "link.associated_with", "of", rule)]
    if owner.actor.kind == "state":
        public = noun.low in _STATE_BODIES or any(w.low in ("state", "national", "central", "public") for w in between)
        kind, label = ("link.part_of", "part of") if public else ("link.based_in", "based in")
        return [beside_frame(body.lead - 1, body.actor, owner.actor, kind, label, rule)]
    return []


def seated_after(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "X, based in Lima," and "X is headquartered in Lima"."""
    number = body.last
    if body.actor.kind not in BODIES or number + 2 >= view.last:
        return []
    if page.words[number].low in ("is", "was", "are") or page.words[number].gap == ", ":
        number += page.words[number].low in ("is", "was", "are", "which")
        number += page.words[number].low in ("is", "was", "are")
    else:
        return []
    if (
        number + 2 >= view.last
        or page.words[number].low not in _SEATED
        or page.words[number + 1].low not in ("in", "at")
    ):
        return []
    seat = next((r for r in view.references if r.lead == number + 2 and r.role == "name"), None)
    if seat is None or seat.actor.kind not in ("place", "state"):
        return []
    return [beside_frame(number, body.actor, seat.actor, "link.based_in", "based in", "a seat after the name")]
