"""Frames from lists and words: "the EU put X on its blacklist", "X was added to Y's list", "A called B a puppet".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame, coordinated, status_at
from geoeditor.reading.frames.subjects import find_subject
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_PUTS = frozenset(
    "put puts putting place places placed placing add adds added adding include includes included including enter "
    "entered keep keeps kept keeping".split()
)
_TAKES = frozenset(
    "remove removes removed removing strike struck drop drops dropped delete deleted take took taken".split()
)
_LISTS = frozenset("list lists blacklist blacklists register greylist watchlist annex".split())
_BEFORE_LIST = frozenset(("on", "to", "onto", "from", "off", "in"))
_ON_LIST, _OFF_LIST = frozenset(("on", "to", "onto", "in")), frozenset(("from", "off"))
_LISTED = ("organisation", "group", "person", "state", "untyped")
_PASSIVE_REACH, _LIST_REACH, _LONGEST = 4, 9, 40
_CALLS = frozenset(("called", "calls", "branded", "brands", "labelled", "labeled", "dubbed", "nicknamed", "termed"))
_MOST_LISTED = 6
_ABROAD = ("ambassador", "envoy", "representative", "consul", "delegate", "emissary", "negotiator")


def _frame(number: int, sides: tuple[list[Actor], list[Actor]], kind: str, label: str, rule: str, status: str) -> Frame:
    return Frame(number, sides[0], sides[1], "", kind, label, status, 0, "active", rule)


def _list_word(page: Page, view: SentenceView, number: int) -> tuple[int, int] | None:
    """Return the preposition and the word of "on … list" after a verb."""
    for place in range(number + 1, min(view.last, number + _LONGEST)):
        if page.words[place].low not in _BEFORE_LIST:
            continue
        for end in range(place + 1, min(view.last, place + _LIST_REACH)):
            if not page.words[end].joined and not page.words[end - 1].owner:
                break
            if page.words[end].low in _LISTS:
                return place, end
    return None


def _list_owner(view: SentenceView, where: tuple[int, int]) -> Reference | None:
    """Return whose list it is: "the EU's", "its"."""
    return next(
        (r for r in view.references if where[0] < r.first < where[1] and r.role in ("owner", "attribute", "agent")),
        None,
    )


def _named_between(view: SentenceView, start: int, end: int) -> list[Actor]:
    """Return the actors put on a list, no doers of something in between."""
    found: list[Actor] = []
    for reference in view.references:
        fits = start < reference.first and reference.last <= end and reference.role == "name"
        if fits and reference.actor.kind in _LISTED and reference.actor not in found:
            found.append(reference.actor)
    return found[:_MOST_LISTED]


def _including(page: Page, view: SentenceView, end: int) -> list[Actor]:
    """Return A and B of "on the list, including A and B"."""
    if end + 2 >= view.last or page.words[end + 1].low not in ("including", "among"):
        return []
    first = next((r for r in view.references if r.lead == end + 2 and r.role == "name"), None)
    return coordinated(page, view, first, before=False) if first is not None else []


def _listing(page: Page, view: SentenceView, number: int) -> list[Frame]:
    """Read "X placed Y on its list", "Y was added to the X's list" and the way off it."""
    low = page.words[number].low
    if low not in _PUTS and low not in _TAKES:
        return []
    where = _list_word(page, view, number)
    if where is None or page.words[where[0]].low not in (_ON_LIST if low in _PUTS else _OFF_LIST):
        return []
    before = {page.words[n].low for n in range(max(view.first, number - _PASSIVE_REACH), number)}
    kind, label = ("link.sanctions", "lists") if low in _PUTS else ("link.supports", "removes from a list")
    subject, owner = find_subject(page, view, number), _list_owner(view, where)
    status = status_at(page, view, number, "past+participle")
    if before & page.lexicon.words["passive"]:
        if subject is None or owner is None or subject.actor is owner.actor:
            return []
        listed = coordinated(page, view, subject, before=True)
        return [_frame(number, ([owner.actor], listed), kind, label, "put on a list", status)]
    if subject is None and owner is not None and page.words[owner.first].low == "its":
        subject = owner  # "whether to keep X on its list"
    if subject is None or subject.actor.kind not in ("state", "organisation", "group"):
        return []
    listed = _named_between(view, number, where[0]) + _including(page, view, where[1])
    listed = [actor for actor in listed if actor is not subject.actor]
    return [_frame(number, ([subject.actor], listed), kind, label, "put on a list", status)] if listed else []


def _called(page: Page, view: SentenceView, number: int) -> list[Frame]:
    """Read "A called B a puppet": what one says of another in so many words."""
    words = page.words
    if words[number].low not in _CALLS or number + 2 >= view.last:
        return []
    named = next((r for r in view.references if r.lead == number + 1 and r.role in ("name", "pronoun")), None)
    if named is None or named.last >= view.last or named.actor.kind == "place":
        return []
    after = words[named.last]
    quoted = any(sign in after.gap for sign in "\"“'‘«") and "," not in after.gap
    if not quoted and after.low not in ("a", "an", "the"):
        return []
    subject = find_subject(page, view, number)
    if subject is None or subject.actor is named.actor:
        return []
    kind, status = "link.associated_with", status_at(page, view, number, "past")
    return [_frame(number, ([subject.actor], [named.actor]), kind, "describes", "calls by a word", status)]


def _phoned(page: Page, view: SentenceView, number: int) -> list[Frame]:
    """Read "X will call Y tomorrow": a call by telephone, no name for Y."""
    words = page.words
    if (
        words[number].low != "call"
        or number + 1 >= view.last
        or words[number - 1].low not in page.lexicon.words["modals"]
    ):
        return []
    named = next((r for r in view.references if r.lead == number + 1 and r.role in ("name", "pronoun")), None)
    if named is None or named.actor.kind != "person":
        return []
    after = words[named.last] if named.last < view.last else None
    if after is not None and (after.low in ("a", "an", "the") or (after.joined and after.upper)):
        return []
    subject = find_subject(page, view, number)
    if subject is None or subject.actor is named.actor:
        return []
    status = status_at(page, view, number, "base")
    return [_frame(number, ([subject.actor], [named.actor]), "link.contact_of", "phones", "a call", status)]


def _made(page: Page, view: SentenceView, number: int) -> list[Frame]:
    """Read "A made B minister": A puts B in an office."""
    if page.words[number].low not in ("made", "makes", "make") or number + 2 >= view.last:
        return []
    named = next((r for r in view.references if r.lead == number + 1 and r.role in ("name", "pronoun")), None)
    if named is None or named.actor.kind != "person" or named.last >= view.last:
        return []
    start = named.last + (page.words[named.last].low in ("his", "her", "its", "their", "the", "a"))
    found = match_title(page, start, view.last)
    subject = find_subject(page, view, number) if found is not None and found[1].link else None
    if subject is None or subject.actor is named.actor:
        return []
    status = status_at(page, view, number, "past")
    return [_frame(number, ([subject.actor], [named.actor]), "link.appointed", "appoints", "made an officer", status)]


def _sent_to(page: Page, view: SentenceView, person: Reference) -> list[Frame]:
    """Read "X, China's ambassador to Y": X is sent to Y."""
    words, number = page.words, person.last
    if number >= view.last or words[number].gap != ", ":
        return []
    for place in range(number, min(view.last - 1, number + 7)):
        if place > number and not words[place].joined and not words[place - 1].owner:
            return []
        if not words[place].low.startswith(_ABROAD) or words[place + 1].low != "to":
            continue
        host = next((r for r in view.references if r.lead == place + 2 and r.role == "name"), None)
        if host is None or host.actor.kind not in ("state", "organisation") or host.actor is person.actor:
            return []
        rule = "envoy to a state or body"
        return [
            Frame(place, [person.actor], [host.actor], "", "link.contact_of", "envoy to", "ongoing", 0, "role", rule)
        ]
    return []


def _own_body(page: Page, view: SentenceView, person: Reference) -> list[Frame]:
    """Read "Orbán's Fidesz": a body right after its person."""
    if person.role != "owner" or not page.words[person.last - 1].owner:
        return []
    body = next((r for r in view.references if r.first == person.last and r.role in ("name", "owner")), None)
    if body is None or body.actor.kind not in ("organisation", "group") or not page.words[body.first].upper:
        return []
    if match_title(page, body.first, body.last) is not None:
        return []
    sides = ([person.actor], [body.actor])
    frame = _frame(body.first, sides, "link.associated_with", "of", "a body after its person", "ongoing")
    frame.voice, frame.lasting = "role", True
    return [frame]


def find_listing_frames(page: Page, view: SentenceView) -> list[Frame]:
    """Return who puts whom on a list, who calls whom what, whom an envoy is sent to and whose a body is."""
    frames: list[Frame] = []
    for number in range(view.first, view.last):
        frames += (
            _listing(page, view, number)
            + _called(page, view, number)
            + _made(page, view, number)
            + _phoned(page, view, number)
        )
    for reference in view.references:
        if reference.actor.kind == "person":
            frames += _own_body(page, view, reference)
            if reference.role == "name":
                frames += _sent_to(page, view, reference)
    return frames
