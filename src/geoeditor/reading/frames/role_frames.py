"""Frames from offices and kinship: "Belarusian President X", "X, the envoy of Y", "his rival, X", "X of the Y".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.silent_states import silent_office, silent_state
from geoeditor.reading.lexicon import Title
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_RELATIONS = (
    ("relation_opposes", "link.opposes", "political opponent of", True),
    ("relation_rival", "link.rival_of", "rival of", True),
    ("relation_ally", "link.allied_with", "ally of", True),
    ("relation_friend", "link.associated_with", "friend of", True),
    ("relation_spouse", "link.spouse_of", "married to", True),
    ("relation_child", "link.parent_of", "parent of", False),
    ("relation_parent", "link.parent_of", "parent of", True),
    ("relation_family", "link.family_of", "related to", True),
    ("relation_contact", "link.contact_of", "counterpart of", True),
    ("relation_mentor", "link.influences", "mentor of", True),
    ("relation_succeeds", "link.succeeds", "successor of", True),
    ("relation_trade", "link.trades_with", "trades for", True),
    ("relation_branch", "link.part_of", "belongs to", True),
    ("relation_counsel", "link.represents", "counsel of", True),
    ("relation_preceded", "link.succeeds", "successor of", False),
)
_PUBLIC_RELATIONS = (
    "relation_opposes",
    "relation_rival",
    "relation_ally",
    "relation_trade",
    "relation_branch",
    "relation_counsel",
)
"""Relations that a state or a body can have too."""
_BODY_RELATIONS = ("relation_trade", "relation_branch", "relation_counsel")
"""Relations that only a body has; of a person they are offices."""
_BODIES = frozenset(("organisation", "state", "group"))
_OFFICE_REACH = 12
_BODY_REACH = 7
_CALLINGS = frozenset(("judge", "justice", "lawyer", "barrister", "advocate", "counsel", "attorney"))
"""Callings that a demonym before them does not make an office."""
_LINKS = frozenset(("of", "for", "to", "in", "at"))
_COPULAS = frozenset(("is", "was", "became", "as", "been", "becomes"))


def _make(number: int, source: Actor, target: Actor, kind: str, label: str, rule: str, former: bool = False) -> Frame:
    status = "occurred" if former else "ongoing"
    label = f"former {label}" if former and not label.startswith("former") else label
    return Frame(number, [source], [target], "", kind, label, status, 0, "role", rule, lasting=True)


def _opposition(actors: list[Actor], state: Actor | None, words: str) -> Actor | None:
    """Return the group an opposition leader leads, where the article names it."""
    if "opposition" not in words:
        return state
    for actor in actors:
        if actor.kind == "group" and actor.name.endswith("opposition"):
            return actor
    return state


def _suits(title: Title, actor: Actor) -> bool:
    if not title.link or actor.kind not in (*_BODIES, "place", "untyped"):
        return False
    if title.sector == "organisation":
        return actor.kind in ("organisation", "group", "untyped")
    return title.sector != "state" or actor.kind in ("state", "organisation")


def _titles_before(page: Page, view: SentenceView, reference: Reference) -> tuple[int, int, Title, str] | None:
    """Return (first word, end, title, its words) of the office right before a person, a comma allowed."""
    for start in range(max(view.first, reference.first - 5), reference.first):
        found = match_title(page, start, reference.first)
        if (
            found is not None
            and found[0] == reference.first
            and page.words[reference.first].gap in (" ", ", ", ". ", "\u00a0")
        ):
            return _office_of(page, view, start, found)
    return None


def _office_of(
    page: Page, view: SentenceView, start: int, found: tuple[int, Title, str]
) -> tuple[int, int, Title, str]:
    """Pass over an honorific to the office before it ("Foreign Minister Sheikh …")."""
    if found[1].link in ("", "link.associated_with"):
        for earlier in range(max(view.first, start - 4), start):
            office = match_title(page, earlier, start)
            if office is not None and office[0] == start and office[1].link and not page.words[start - 1].owner:
                return earlier, found[0], office[1], office[2]
    return start, found[0], found[1], found[2]


def _body_before(page: Page, view: SentenceView, start: int) -> Reference | None:
    """Return the state or body right before an office: "Belarusian", "Venezuela's", "NATO", "its"."""
    modifiers = page.lexicon.words["title_modifiers"] | {"chief", "national"}
    place = start
    while place > view.first and page.words[place - 1].low in modifiers:
        place -= 1
    for reference in view.references:
        if reference.last == place and (page.words[place].joined or page.words[place - 1].owner):
            return reference
    return None


def _former(page: Page, view: SentenceView, start: int) -> bool:
    return any(
        page.words[n].low in ("former", "ex", "then", "ousted", "late")
        for n in range(max(view.first, start - 3), start + 1)
    )


def _office_before(page: Page, view: SentenceView, reference: Reference, actors: list[Actor]) -> list[Frame]:
    found = _titles_before(page, view, reference)
    if found is None:
        return _office_of_body(page, view, reference)
    start, _, title, words = found
    former = _former(page, view, start)
    body = _body_before(page, view, start)
    owner = body.actor if body is not None else None
    if owner is not None and owner.kind == "person":
        return _under_person(view, reference, owner, found, former)
    if owner is None and page.words[start - 1].low == "whose" and start > view.first:
        before = [r for r in view.references if r.last < start and r.actor.kind in _BODIES]
        owner = before[-1].actor if before else None
    if body is not None and body.role == "attribute" and words in _CALLINGS:
        owner = None  # "the Latvian judge X" tells a nationality
    target = _opposition(actors, owner, words)
    rule = "office before the name"
    if target is None and title.label.startswith("spokes"):
        target = _spoken_for(view, start)
        rule = "spokesman of the body named before"
    if target is None and page.words[start].upper and page.words[reference.first].joined:
        target, rule = silent_state(page, view, reference, title)
    if target is None or target is reference.actor or not _suits(title, target):
        return []
    label = "leader of" if target.kind == "group" else title.label
    return [_make(start, reference.actor, target, title.link, label, rule, former)]


def _office_of_body(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "the president of the Union, X," and "Mexico's ambassador to Bolivia, X"."""
    if page.words[reference.lead].gap != ", ":
        return []
    body = next((r for r in view.references if r.last == reference.lead and r.role == "name"), None)
    if body is None or body.lead - 2 < view.first or page.words[body.lead - 1].low not in _LINKS:
        return []
    end = body.lead - 1
    for start in range(max(view.first, end - 4), end):
        found = match_title(page, start, end)
        if found is None or found[0] != end or not found[1].link:
            continue
        owner = _body_before(page, view, start)
        abroad = found[1].link == "link.represents" and page.words[end].low in ("to", "at")
        abroad = abroad or _is_envoy_for(page, found[1], end, body)
        if page.words[end].low == "in" and body.actor.kind == "place" and found[1].link != "link.leads":
            return []  # "a spokesman in Gitega, X": where he is, not whom he serves
        target = owner.actor if owner is not None and abroad else None if abroad else body.actor
        if target is None or target is reference.actor or not _suits(found[1], target):
            return []
        rule = "office and body before the name"
        former = _former(page, view, start)
        return [_make(start, reference.actor, target, found[1].link, found[1].label, rule, former)]
    return []


def _is_envoy_for(page: Page, title: Title, number: int, body: Reference) -> bool:
    """Tell whether an envoy "for" a state is meant, who is sent there by another: no spokesman."""
    sent = title.link == "link.represents" and not title.label.startswith("spokes")
    return sent and page.words[number].low == "for" and body.actor.kind in ("state", "place")


def _spoken_for(view: SentenceView, start: int) -> Actor | None:
    """Return the body named before in the sentence, else the one the sentence before was about."""
    before = [r.actor for r in view.references if r.last <= start and r.role == "name" and r.actor.kind in _BODIES]
    if before:
        return before[-1]
    return view.topic if view.topic is not None and view.topic.kind in _BODIES else None


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
    frames = [_make(start, reference.actor, owner, kind, label, "office before the name, under a person", former)]
    if title.sector == "state" and view.home is not None and words.endswith(("minister", "premier", "secretary")):
        rule = "office before the name, the article's only state"
        frames.append(_make(start, reference.actor, view.home, title.link, title.label, rule, former))
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
        owner = _body_before(page, view, number)
        if owner is not None and owner.role == "owner" and owner.actor.kind == "person" and owner is not reference:
            served = (number, found[0], found[1], found[2])
            return frames + _under_person(view, reference, owner.actor, served, _former(page, view, number))
        body = _body_of_office(page, view, reference, number, found[0])
        if body is not None and _is_envoy_for(page, found[1], body.lead - 1, body):
            break
        target = body.actor if body is not None else silent_office(page, view, reference, number, found)
        if target is None or target is reference.actor or not _suits(found[1], target):
            number += 1
            continue
        former = _former(page, view, number) or words[last].low in ("was", "served")
        rule = "office after the name" if body is not None else "office after the name, the article's only state"
        frames.append(_make(number, reference.actor, target, found[1].link, found[1].label, rule, former))
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


def _body_of_office(page: Page, view: SentenceView, person: Reference, number: int, end: int) -> Reference | None:
    """Return the body right before or after an office: "the party's leader", "leader of the party"."""
    body = _body_before(page, view, number)
    if body is None or body is person or body.actor.kind == "person":
        body = _body_after(page, view, end)
    return body


def _body_after(page: Page, view: SentenceView, place: int) -> Reference | None:
    """Return the body after "of", "for", "in charge of"."""
    for number in range(place, min(view.last, place + 4)):
        if page.words[number].gap not in (" ", "\u00a0", "\n"):
            return None
        if page.words[number].low in _LINKS:
            for reference in view.references:
                if reference.lead == number + 1 and reference.actor.kind in (*_BODIES, "place"):
                    return reference
            if page.words[number].low != "in":
                return None
    return None


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
        told = any(word.low in page.lexicon.words["body_nouns"] for word in between)
        if other.actor.kind == "organisation" or (told and other.actor.kind in ("untyped", "group")):
            return [_make(last, other.actor, reference.actor, "link.employs", "employs", "person of a body")]
    return []


def _relation(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "his chief political opponent, X" and "his son X"."""
    lead = reference.first
    titled = _titles_before(page, view, reference)
    if titled is not None:
        lead = titled[0]
        while lead > view.first and page.words[lead - 1].low in page.lexicon.words["title_modifiers"]:
            lead -= 1
    number = lead - 1
    candidates = [number] if titled is None else [number, titled[0]]
    for place in candidates:
        if place < view.first:
            continue
        for name, kind, label, forward in _RELATIONS:
            if page.words[place].low not in page.lexicon.words[name]:
                continue
            owner = next(
                (
                    r
                    for r in reversed(view.references)
                    if r.role == "owner" and place - 5 <= r.last <= place and r.actor is not reference.actor
                ),
                None,
            )
            if owner is None or owner.actor.kind not in ("person", "state", "organisation", "group"):
                return []
            if owner.actor.kind != "person" and name not in _PUBLIC_RELATIONS:
                return []
            if reference.actor.kind == "person" and name in _BODY_RELATIONS:
                return []
            source, target = (reference.actor, owner.actor) if forward else (owner.actor, reference.actor)
            frames = [_make(place, source, target, kind, label, "relation before the name")]
            return (_same_office(view, reference, owner, place) if name == "relation_contact" else []) or frames
    return []


def _same_office(view: SentenceView, reference: Reference, owner: Reference, place: int) -> list[Frame]:
    """Read "his Kyrgyz counterpart, X": X holds in that state the office that "he" holds in his."""
    state = next(
        (r.actor for r in view.references if owner.last <= r.first < place and r.actor.kind == "state"),
        None,
    )
    title = next((m.title for m in owner.actor.mentions if m.title is not None and m.title.sector == "state"), None)
    if state is None or title is None or not title.link:
        return []
    return [_make(place, reference.actor, state, title.link, title.label, "counterpart's office")]


def _relation_after(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "X, who became her mentor" and "X is his rival"."""
    words, number = page.words, reference.last
    if number < view.last and words[number].low == "who":
        number += 1
    if number >= view.last or words[number].low not in _COPULAS:
        return []
    owner = next((r for r in view.references if number < r.first <= number + 2 and r.role == "owner"), None)
    if owner is None or owner.actor is reference.actor or owner.actor.kind != "person":
        return []
    for place in range(owner.last, min(view.last, owner.last + 3)):
        for name, kind, label, forward in _RELATIONS:
            if words[place].low in page.lexicon.words[name]:
                ends = (reference.actor, owner.actor) if forward else (owner.actor, reference.actor)
                return [_make(place, ends[0], ends[1], kind, label, "relation after the name")]
    return []


def find_role_frames(page: Page, view: SentenceView, actors: list[Actor]) -> list[Frame]:
    """Return the lasting relations that offices, kinship and "X of Y" state in a sentence."""
    frames: list[Frame] = []
    for reference in view.references:
        if reference.actor.kind in ("state", "organisation", "group") and reference.role == "name":
            frames += _relation(page, view, reference)
        if reference.actor.kind != "person" or reference.role not in ("name", "owner", "pronoun"):
            continue
        if reference.role == "name":
            frames += _office_before(page, view, reference, actors)
            frames += _of_body(page, view, reference)
            frames += _relation(page, view, reference)
            frames += _relation_after(page, view, reference)
        frames += _office_after(page, view, reference)
    return frames
