"""Frames from what a name is called beside it: "X, a Y loyalist", "X, the Lima firm", "Y's X", "X, whose Front …".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.beside import (
    BODIES,
    MOST_ADJECTIVES,
    NOUN_REACH,
    beside_frame,
    ends_phrase,
    is_plain,
    named_before,
)
from geoeditor.reading.frames.frame import Frame, coordinated
from geoeditor.reading.frames.objects import described
from geoeditor.reading.frames.seat_frames import called_body, seated, seated_after
from geoeditor.reading.frames.subjects import find_subject
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_FOLLOWERS = {
    "loyalist": ("link.supports", "loyal to"),
    "supporter": ("link.supports", "supporter of"),
    "backer": ("link.supports", "backer of"),
    "admirer": ("link.supports", "admirer of"),
    "ally": ("link.allied_with", "ally of"),
    "aide": ("link.advises", "aide to"),
    "adviser": ("link.advises", "adviser to"),
    "advisor": ("link.advises", "adviser to"),
    "confidant": ("link.associated_with", "confidant of"),
    "confidante": ("link.associated_with", "confidante of"),
    "associate": ("link.associated_with", "associate of"),
    "friend": ("link.associated_with", "friend of"),
    "protege": ("link.associated_with", "protégé of"),
    "protégé": ("link.associated_with", "protégé of"),
    "appointee": ("link.associated_with", "appointed by"),
    "nominee": ("link.associated_with", "nominated by"),
    "insider": ("link.associated_with", "close to"),
    "critic": ("link.criticises", "critic of"),
    "rival": ("link.rival_of", "rival of"),
    "challenger": ("link.rival_of", "challenger of"),
    "opponent": ("link.opposes", "opponent of"),
    "foe": ("link.opposes", "foe of"),
    "partner": ("link.associated_with", "partner of"),
    "donor": ("link.funds", "donor of"),
    "financier": ("link.funds", "financier of"),
    "mentor": ("link.influences", "mentor of"),
    "successor": ("link.succeeds", "successor of"),
    "subsidiary": ("link.part_of", "subsidiary of"),
    "affiliate": ("link.part_of", "affiliate of"),
    "supplier": ("link.supplies", "supplier of"),
    "distributor": ("link.trades_with", "distributor for"),
    "customer": ("link.trades_with", "customer of"),
    "client": ("link.trades_with", "client of"),
    "creditor": ("link.funds", "creditor of"),
    "lender": ("link.funds", "lender to"),
    "neighbour": ("link.associated_with", "neighbour of"),
    "neighbor": ("link.associated_with", "neighbour of"),
    "proxy": ("link.supports", "proxy of"),
    "founder": ("link.founded", "founder of"),
    "co-founder": ("link.founded", "co-founder of"),
    "owner": ("link.owns", "owner of"),
    "shareholder": ("link.owns", "shareholder in"),
    "lawyer": ("link.represents", "lawyer of"),
    "spokesman": ("link.represents", "spokesman for"),
    "spokeswoman": ("link.represents", "spokeswoman for"),
    "cousin": ("link.family_of", "related to"),
    "nephew": ("link.family_of", "related to"),
    "niece": ("link.family_of", "related to"),
    "brother": ("link.family_of", "related to"),
    "sister": ("link.family_of", "related to"),
    "brother-in-law": ("link.family_of", "related to"),
    "son-in-law": ("link.family_of", "related to"),
    "wife": ("link.spouse_of", "married to"),
    "husband": ("link.spouse_of", "married to"),
    "widow": ("link.spouse_of", "was married to"),
}
_OF_STATES = frozenset(("ally", "proxy", "loyalist"))
_COPULAS = frozenset(("is", "was", "are", "were", "became", "remains", "remained", "been"))
_MEMBERS = frozenset(
    "lawmaker mp mep senator deputy candidate activist politician councillor legislator parliamentarian backbencher "
    "figure member militant organiser organizer stalwart veteran delegate supporter commissioner fighter".split()
)
_STAFF = frozenset(
    "economist strategist fellow professor lecturer scholar historian expert specialist geologist physicist chemist "
    "biologist trader manager executive officer lawyer solicitor partner consultant columnist correspondent editor "
    "presenter director researcher analyst adviser advisor scientist epidemiologist virologist campaigner coordinator "
    "associate banker auditor accountant broker statistician demographer climatologist curator broadcaster".split()
)
_PEOPLE_OF_FIRMS = frozenset(
    "boss official operative agent spy employee engineer insider lobbyist donor recruiter pilot captain source".split()
)


def _follower(page: Page, view: SentenceView, owner: Reference) -> list[Frame]:
    """Read "X, a Y loyalist", "X, Y's silent partner" and "X was Y's partner"."""
    owned = owner.role == "owner"
    article = page.words[owner.lead - 1].low if owner.lead > view.first else ""
    shown = owner.role in ("name", "attribute") and page.words[owner.first - 1].low in ("a", "an", "another")
    if not owned and not shown:
        return []
    for number in range(owner.last, min(view.last, owner.last + MOST_ADJECTIVES)):
        found = _FOLLOWERS.get(page.words[number].low)
        if found is None:
            continue
        if not is_plain(page, owner.last, number + 1) or not ends_phrase(page, view, number + 1):
            return []
        if shown and owner.actor.kind == "state" and page.words[number].low not in _OF_STATES:
            return []  # "a Chinese supplier" is one from China
        start = owner.lead if page.words[owner.lead].low in ("a", "an", "another") else owner.first - shown
        who = named_before(page, view, start)
        if who is None and article in _COPULAS:
            that = owner.lead - 2
            told = that > view.first and page.words[that].low in ("that", "who", "which")
            who = described(page, view, that) if told else find_subject(page, view, owner.lead - 1)
        return _tied(page, who, owner, number, found) if who is not None else []
    return []


def _tied(page: Page, who: Reference, owner: Reference, number: int, found: tuple[str, str]) -> list[Frame]:
    """Return the frame of a word such as "loyalist", where it fits the kinds of both."""
    kind, label = found
    both = {who.actor.kind, owner.actor.kind}
    people = kind in ("link.family_of", "link.spouse_of", "link.advises", "link.represents")
    if who.actor is owner.actor or (people and who.actor.kind != "person") or "place" in both:
        return []
    if kind in ("link.family_of", "link.spouse_of") and both != {"person"}:
        return []
    if kind in ("link.part_of", "link.owns", "link.founded") and owner.actor.kind == "person":
        return []
    former = page.words[number - 1].low in ("former", "one-time", "ex", "then") or page.words[number].low == "widow"
    rule = "tie beside the name"
    return [beside_frame(number, who.actor, owner.actor, kind, label, rule, "occurred" if former else "")]


def _of_body(page: Page, view: SentenceView, owner: Reference) -> list[Frame]:
    """Read "Kestrel Bank's Yuki Brandt" and "Hungary's Viktor Orbán"."""
    if owner.role not in ("owner", "agent") or not page.words[owner.last - 1].owner:
        return []
    person = next((r for r in view.references if r.first == owner.last and r.role in ("name", "owner")), None)
    if person is None or person.actor.kind != "person" or page.words[person.first].gap != " ":
        return []
    if person.last - person.first < 2 or match_title(page, person.first, person.last) is not None:
        return []
    if owner.actor.kind in BODIES:
        return [beside_frame(person.first, owner.actor, person.actor, "link.employs", "employs", "a person of a body")]
    if owner.actor.kind == "state":
        kind, label = "link.associated_with", "of"
        return [beside_frame(person.first, person.actor, owner.actor, kind, label, "a person of a state")]
    return []


def _whose(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "X, whose far-right Front tops the polls": a body of a person."""
    if body.actor.kind not in ("organisation", "group"):
        return []
    for place in range(body.first - 1, max(view.first, body.first - 4), -1):
        if page.words[place].low != "whose":
            continue
        who = named_before(page, view, place)
        if who is None or who.actor.kind != "person" or not is_plain(page, place + 1, body.first):
            return []
        return [
            beside_frame(place, who.actor, body.actor, "link.associated_with", "of", "a body whose person is named")
        ]
    return []


def _of_leader(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "the Front of Prime Minister X" and "the Front (F) of ex-mayor Y"."""
    number = body.last
    if body.actor.kind not in ("organisation", "group") or number + 2 >= view.last:
        return []
    if "(" in page.words[number].gap and page.words[number + 1].gap.startswith(")"):
        number += 1
    if page.words[number].low != "of" or page.words[number].gap not in (" ", ") "):
        return []
    person = next((r for r in view.references if r.lead == number + 1 and r.role in ("name", "owner")), None)
    if person is None or person.actor.kind != "person":
        return []
    titled = match_title(page, number + 1, person.first)
    office = titled is not None and titled[1].link in ("link.leads", "link.holds_office")
    kind, label = ("link.leads", "leads") if office and titled is not None else ("link.associated_with", "of")
    if kind == "link.leads" and titled is not None and titled[1].link != "link.leads":
        kind, label = "link.member_of", "member of"
    return [beside_frame(number, person.actor, body.actor, kind, label, "a body of a person")]


def _of_party(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "X, a Social Democrat, left": X is of that party."""
    start = body.first - 1
    if (
        body.actor.kind not in ("organisation", "group")
        or start <= view.first
        or page.words[start].low not in ("a", "an")
    ):
        return []
    who = named_before(page, view, start)
    closed = body.last >= view.last or not page.words[body.last].joined
    if who is None or who.actor.kind != "person" or not closed:
        return []
    return [beside_frame(start, who.actor, body.actor, "link.member_of", "member of", "a party after the name")]


def _serves(page: Page, view: SentenceView, start: int) -> list[Frame]:
    """Read "X, a lawmaker with the Left Alliance" and "X, a geologist at the University of Y"."""
    who = named_before(page, view, start)
    if who is None or who.actor.kind != "person":
        return []
    people = page.lexicon.words["person_nouns"] | _MEMBERS | _STAFF
    for number in range(start + 1, min(view.last - 2, start + NOUN_REACH)):
        word, link = page.words[number], page.words[number + 1]
        if not word.joined or word.low in page.lexicon.words["prepositions"] | page.lexicon.words["boundaries"]:
            return []
        if word.low not in people or link.low not in ("with", "at", "from", "for", "of", "in"):
            continue
        body = next((r for r in view.references if r.lead == number + 2 and r.role == "name"), None)
        if body is None or body.actor.kind not in ("organisation", "group") or not link.joined:
            return []
        former = any(w.low in ("former", "ex", "once", "retired") for w in page.words[start:number])
        status, rule = "occurred" if former else "ongoing", "one of a body, after the name"
        if word.low in _MEMBERS:
            return [beside_frame(number, who.actor, body.actor, "link.member_of", "member of", rule, status)]
        return [beside_frame(number, body.actor, who.actor, "link.employs", "employs", rule, status)]
    return []


def _kind_of_person(page: Page, view: SentenceView, person: Reference) -> list[Frame]:
    """Read "the Lukoil executive X" and "Green lawmaker Y": the body before a calling that is no office."""
    words, lists = page.words, page.lexicon.words
    noun = person.first - 1
    if person.actor.kind != "person" or noun - 1 <= view.first or not words[person.first].joined:
        return []
    if words[noun].upper or words[noun].low not in _STAFF | _MEMBERS | _PEOPLE_OF_FIRMS:
        return []
    office = match_title(page, noun, person.first)
    if office is not None and office[1].link:
        return []  # an office, read as such
    start = noun
    while start > view.first and words[start - 1].low in lists["title_modifiers"] and words[start].joined:
        start -= 1
    body = next((r for r in view.references if r.last == start and r.role in ("name", "attribute", "agent")), None)
    if body is None or body.actor.kind not in ("organisation", "group") or not words[start].joined:
        return []
    if words[start - 1].owner:
        return []
    rule = "a body before a calling"
    if words[noun].low in _MEMBERS:
        return [beside_frame(noun, person.actor, body.actor, "link.member_of", "member of", rule)]
    return [beside_frame(noun, body.actor, person.actor, "link.employs", "employs", rule)]


def _kind_of_body(page: Page, view: SentenceView, body: Reference) -> list[Frame]:
    """Read "a Gulf Terminals subsidiary, X" and "the Lukoil unit Y"."""
    words, noun = page.words, body.lead - 1
    if body.actor.kind not in (*BODIES, "person") or noun - 1 <= view.first or words[body.lead].gap not in (", ", " "):
        return []
    if words[noun].upper or words[noun].low not in page.lexicon.words["relation_branch"] or not words[noun].joined:
        return []
    whole = next((r for r in view.references if r.last == noun and r.role in ("name", "attribute")), None)
    if whole is None or whole.actor.kind not in ("organisation", "group") or whole.actor is body.actor:
        return []
    return [beside_frame(noun, body.actor, whole.actor, "link.part_of", "belongs to", "a branch before its name")]


def _include(page: Page, view: SentenceView, owner: Reference) -> list[Frame]:
    """Read "his admirers include X and Y" and "among his allies is Z"."""
    words = page.words
    if owner.role != "owner" or owner.actor.kind == "place":
        return []
    for number in range(owner.last, min(view.last - 2, owner.last + MOST_ADJECTIVES)):
        noun = words[number].low
        found = _FOLLOWERS.get(noun.removesuffix("s")) or _FOLLOWERS.get(noun.removesuffix("ies") + "y")
        if found is None or not noun.endswith("s") or not is_plain(page, owner.last, number + 1):
            continue
        among = owner.lead > view.first and words[owner.lead - 1].low == "among"
        verb = words[number + 1].low
        if verb not in ("include", "included", "including") and not (among and verb in ("is", "are", "was", "were")):
            return []
        first = next((r for r in view.references if r.lead == number + 2 and r.role == "name"), None)
        if first is None:
            return []
        actors = [actor for actor in coordinated(page, view, first, before=False) if actor is not owner.actor]
        rule = "named among somebody's people"
        return [beside_frame(number, actor, owner.actor, found[0], found[1], rule) for actor in actors[:4]]
    return []


def find_apposition_frames(page: Page, view: SentenceView) -> list[Frame]:
    """Return the ties that stand beside the names of a sentence."""
    frames: list[Frame] = []
    for reference in view.references:
        if reference.role in ("name", "owner", "attribute", "agent"):
            frames += _follower(page, view, reference)
        frames += _of_body(page, view, reference) + _include(page, view, reference)
        if reference.role == "name":
            frames += _whose(page, view, reference) + _of_leader(page, view, reference)
            frames += seated_after(page, view, reference) + called_body(page, view, reference)
            frames += _of_party(page, view, reference) + _kind_of_person(page, view, reference)
            frames += _kind_of_body(page, view, reference)
    for number in range(view.first + 1, view.last - 1):
        if page.words[number].low in ("a", "an", "the") and page.words[number].gap in (", ", "), "):
            frames += seated(page, view, number) + _serves(page, view, number)
    return frames
