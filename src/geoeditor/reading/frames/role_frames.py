"""Frames from offices: "Belarusian President X", "X, the envoy of Y", "the group leader, X", "X of the Y".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.offices import (
    BODIES,
    BODY_OF_OFFICE,
    LINKS,
    body_after,
    body_before,
    held_before,
    is_former,
    is_party,
    make_tie,
    only_body,
    suits,
    titles_before,
)
from geoeditor.reading.frames.relation_frames import relation_after, relation_before
from geoeditor.reading.frames.silent_states import silent_office, silent_state
from geoeditor.reading.lexicon import Title
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_OFFICE_REACH = 12
_BODY_REACH = 7
_CALLINGS = frozenset(("judge", "justice", "lawyer", "barrister", "advocate", "counsel", "attorney"))
"""Callings that a demonym before them does not make an office."""
_SEATS = frozenset(("lawmaker", "mp", "senator", "deputy", "councillor", "legislator", "mep", "congressman"))
"""Seats that one has for a party, which is not what one sits in."""
_FIRM_OFFICES = frozenset(
    "chief executive,chief executive officer,ceo,chairman,chairwoman,managing director,finance chief,finance director,"
    "chief financial officer,cfo,chief operating officer,director-general,secretary-general".split(",")
)
_PARTY_OFFICES = frozenset(
    "group leader,party leader,party chairman,party chairwoman,party chair,parliamentary leader,floor leader,"
    "faction leader,party secretary,chief whip,group chairman,caucus leader,bloc leader,party president".split(",")
)
"""Offices of a party, of the one the sentence names before where none is said."""
_COPULAS = frozenset(("is", "was", "became", "as", "been", "becomes"))


def _opposition(actors: list[Actor], state: Actor | None, words: str) -> Actor | None:
    """Return the group an opposition leader leads, where the article names it."""
    if "opposition" not in words:
        return state
    for actor in actors:
        if actor.kind == "group" and actor.name.endswith("opposition"):
            return actor
    return state


def _office_before(page: Page, view: SentenceView, reference: Reference, actors: list[Actor]) -> list[Frame]:
    found = titles_before(page, view, reference)
    if found is None:
        return _office_of_body(page, view, reference)
    start, _, title, words = found
    former = is_former(page, view, start)
    body = body_before(page, view, start)
    owner = body.actor if body is not None else None
    if owner is not None and owner.kind == "person":
        return _under_person(view, reference, owner, found, former)
    if owner is None and page.words[start - 1].low == "whose" and start > view.first:
        before = [r for r in view.references if r.last < start and r.actor.kind in BODIES]
        owner = before[-1].actor if before else None
    if body is not None and body.role == "attribute" and words in _CALLINGS:
        owner = None  # "the Latvian judge X" tells a nationality
    if owner is None:
        owner = _pointed(page, view, start, words)
    target = _opposition(actors, owner, words)
    rule = "office before the name"
    if target is None and title.label.startswith("spokes"):
        target = _spoken_for(view, start)
        rule = "spokesman of the body named before"
    if target is None and words in BODY_OF_OFFICE:
        target, rule = only_body(actors, BODY_OF_OFFICE[words]), "office of the only such body"
    if target is None and page.words[start].upper and page.words[reference.first].joined:
        target, rule = silent_state(page, view, reference, title)
        if target is not None and held_before(page, actors, reference.actor, words):
            target = None
    if target is None or target is reference.actor or not suits(title, target):
        return []
    if words in _SEATS and is_party(page, target):
        return [make_tie(start, reference.actor, target, "link.member_of", "member of", rule, former)]
    label = "leader of" if target.kind == "group" else title.label
    return [make_tie(start, reference.actor, target, title.link, label, rule, former)]


def _office_of_body(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "the president of the Union, X," and "Mexico's ambassador to Bolivia, X"."""
    if page.words[reference.lead].gap != ", ":
        return []
    body = next((r for r in view.references if r.last == reference.lead and r.role == "name"), None)
    if body is None or body.lead - 2 < view.first or page.words[body.lead - 1].low not in LINKS:
        return []
    end = body.lead - 1
    for start in range(max(view.first, end - 4), end):
        found = match_title(page, start, end)
        if found is None or found[0] != end or not found[1].link:
            continue
        owner = body_before(page, view, start)
        abroad = found[1].link == "link.represents" and page.words[end].low in ("to", "at")
        abroad = abroad or _is_envoy_for(page, found[1], end, body)
        if page.words[end].low == "in" and body.actor.kind in ("place", "state") and found[1].link != "link.leads":
            if owner is not None and owner.role == "owner" and suits(found[1], owner.actor):
                rule = "office before the name"
                return [make_tie(start, reference.actor, owner.actor, found[1].link, found[1].label, rule)]
            return []  # "a spokesman in Gitega, X": where he is, not whom he serves
        target = owner.actor if owner is not None and abroad else None if abroad else body.actor
        if target is None or target is reference.actor or not suits(found[1], target):
            return []
        rule = "office and body before the name"
        former = is_former(page, view, start)
        return [make_tie(start, reference.actor, target, found[1].link, found[1].label, rule, former)]
    return []


def _is_envoy_for(page: Page, title: Title, number: int, body: Reference) -> bool:
    """Tell whether an envoy "for" a state is meant, who is sent there by another: no spokesman."""
    sent = title.link == "link.represents" and not title.label.startswith("spokes")
    return sent and page.words[number].low == "for" and body.actor.kind in ("state", "place")


def _pointed(page: Page, view: SentenceView, start: int, words: str) -> Actor | None:
    """Return the body of "their deputy leader, X" and of "says group leader X", which one of a party is."""
    place = start
    while place > view.first and page.words[place - 1].low in page.lexicon.words["title_modifiers"]:
        place -= 1
    subject = view.subject
    their = place > view.first and page.words[place - 1].low in ("their", "its")
    if their and subject is not None and subject.last < start and subject.actor.kind in ("organisation", "group"):
        return subject.actor
    if words not in _PARTY_OFFICES | _FIRM_OFFICES or (
        place > view.first and page.words[place - 1].low in ("of", "a", "an", "former")
    ):
        return None
    target = _spoken_for(view, start)
    return target if target is not None and target.kind != "state" else None


def _spoken_for(view: SentenceView, start: int) -> Actor | None:
    """Return the body named before in the sentence, else the one the sentence before was about."""
    before = [r.actor for r in view.references if r.last <= start and r.role == "name" and r.actor.kind in BODIES]
    if before:
        return before[-1]
    return view.topic if view.topic is not None and view.topic.kind in BODIES else None


_CHOSEN = frozenset(("elected", "appointed", "named", "nominated"))
_SERVANTS = {"link.represents": "link.represents", "link.advises": "link.advises"}


def _under_person(
    view: SentenceView, reference: Reference, owner: Actor, found: tuple[int, int, Title, str], former: bool
) -> list[Frame]:
    """Read "her spokesman, X" and "his prime minister, X": X serves the owner, and the state the owner leads."""
    start, _, title, words = found
    if not title.link or owner is reference.actor:
        return []
    kind = _SERVANTS.get(title.link, "link.associated_with")
    label = title.label if title.link in _SERVANTS else f"{words} under"
    frames = [make_tie(start, reference.actor, owner, kind, label, "office before the name, under a person", former)]
    if title.sector == "state" and view.home is not None and words.endswith(("minister", "premier", "secretary")):
        rule = "office before the name, the article's only state"
        frames.append(make_tie(start, reference.actor, view.home, title.link, title.label, rule, former))
    return frames


def _office_after(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "X, the chairman of Y", "X, the American ambassador", "X was governor of Y"."""
    words, last = page.words, reference.last
    if last < view.last and "(" in words[last].gap:
        last = next((n for n in range(last + 1, min(view.last, last + 8)) if ")" in words[n].gap), view.last)
    if last >= view.last:
        return []
    comma = words[last].gap == ", "
    verb = words[last].low in _COPULAS or words[last].low in ("who", "serves", "served")
    if not comma and not verb:
        return []
    frames: list[Frame] = []
    number, limit = last, min(view.last, last + _OFFICE_REACH)
    while number < limit:
        if number > last and not words[number].joined and not words[number - 1].owner:
            break
        if any(r.first <= number < r.last and r.role == "name" and r.actor.kind == "person" for r in view.references):
            break
        if _ends_office(page, number, last, comma) or (words[number].low == "and" and not frames):
            break
        found = match_title(page, number, view.last)
        if found is None or not found[1].link:
            number += 1
            continue
        if any(r.first == found[0] and r.actor.kind == "person" and words[r.first].joined for r in view.references):
            break
        owner = body_before(page, view, number)
        if owner is not None and owner.role == "owner" and owner.actor.kind == "person" and owner is not reference:
            served = (number, found[0], found[1], found[2])
            return frames + _under_person(view, reference, owner.actor, served, is_former(page, view, number))
        body = _body_of_office(page, view, reference, number, found)
        if body is not None and _is_sent_to(page, found, body):
            return frames if comma else [*frames, _envoy(number, reference, body)]
        target = body.actor if body is not None else silent_office(page, view, reference, number, found)
        if target is None or target is reference.actor or not suits(found[1], target):
            number += 1
            continue
        former = is_former(page, view, number) or words[last].low in ("was", "served")
        rule = "office after the name" if body is not None else "office after the name, the article's only state"
        frames.append(make_tie(number, reference.actor, target, found[1].link, found[1].label, rule, former))
        number = max(found[0], body.last if body is not None else 0)
        ends = number >= view.last or words[number].low != "and" or "," in words[number].gap
        if len(frames) == 2 or ends:
            break
        number, limit = number + 1, min(view.last, number + _OFFICE_REACH)
    return frames


def _ends_office(page: Page, number: int, last: int, comma: bool) -> bool:
    """Tell whether a word after a name ends what can be its office."""
    low = page.words[number].low
    verb = page.lexicon.verbs.get(low)
    if comma and number == last and verb is not None and "past" in verb.form and low not in _CHOSEN:
        return True
    auxiliaries = page.lexicon.words["auxiliaries"]
    if number > last and low in auxiliaries - _COPULAS:
        return True
    return low in ("to", "that", "but", "while") or (comma and number == last and low in auxiliaries)


def _is_sent_to(page: Page, found: tuple[int, Title, str], body: Reference) -> bool:
    """Tell whether an office is one of an envoy whom another sends to a body: "ambassador to Y"."""
    if _is_envoy_for(page, found[1], body.lead - 1, body):
        return True
    sent = found[1].link == "link.represents" and not found[1].label.startswith("spokes")
    return sent and body.lead > found[0] and page.words[body.lead - 1].low == "to"


def _envoy(number: int, person: Reference, body: Reference) -> Frame:
    return make_tie(number, person.actor, body.actor, "link.contact_of", "envoy to", "envoy to a state or body")


def _body_of_office(
    page: Page, view: SentenceView, person: Reference, number: int, found: tuple[int, Title, str]
) -> Reference | None:
    """Return the body right before or after an office: "the party's leader", "leader of the party"."""
    body, after = body_before(page, view, number), body_after(page, view, found[0])
    if body is None or body is person or body.actor.kind == "person":
        return after
    # "Central Africa director at X": the region is no body
    return after if after is not None and not suits(found[1], body.actor) else body


def _of_body(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "X of the Y": X works for Y."""
    last = reference.last
    if last + 1 >= view.last or page.words[last].low not in ("of", "at", "from") or not page.words[last].joined:
        return []
    for other in view.references:
        if not last < other.first <= last + _BODY_REACH or other.role != "name":
            continue
        between = page.words[last + 1 : other.first]
        plain = all(word.joined and not word.owner for word in [*between, page.words[other.first]])
        closed = page.lexicon.words["prepositions"] | page.lexicon.words["auxiliaries"] | {"and"}
        if not plain or {word.low for word in between} & closed:
            break
        if page.words[last].low != "of" and (reference.governed or _is_taken(page, reference)):
            break  # "poached X from Y": the verb tells what X has to do with Y
        told = any(word.low in page.lexicon.words["body_nouns"] for word in between)
        if other.actor.kind == "organisation" or (told and other.actor.kind in ("untyped", "group")):
            return [make_tie(last, other.actor, reference.actor, "link.employs", "employs", "person of a body")]
    return []


def _is_taken(page: Page, reference: Reference) -> bool:
    """Tell whether a verb stands right before a person, so that what follows belongs to the verb."""
    before = page.words[reference.lead - 1].low if reference.lead else ""
    verb = page.lexicon.verbs.get(before)
    return verb is not None and bool(verb.event) and before not in page.lexicon.speech


def find_role_frames(page: Page, view: SentenceView, actors: list[Actor]) -> list[Frame]:
    """Return the lasting relations that offices, kinship and "X of Y" state in a sentence."""
    frames: list[Frame] = []
    for reference in view.references:
        if reference.actor.kind in (*BODIES, "untyped") and reference.role == "name":
            frames += relation_before(page, view, reference)
        if reference.actor.kind != "person" or reference.role not in ("name", "owner", "pronoun"):
            continue
        if reference.role == "name":
            frames += _office_before(page, view, reference, actors)
            frames += _of_body(page, view, reference)
            frames += relation_before(page, view, reference)
            frames += relation_after(page, view, reference)
        frames += _office_after(page, view, reference)
    return frames
