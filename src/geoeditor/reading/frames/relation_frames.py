"""Frames from kinship and other relations: "his rival, X", "her brother X", "X is his mentor".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.offices import make_tie, titles_before
from geoeditor.reading.names.runs import Page
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
_COPULAS = frozenset(("is", "was", "became", "as", "been", "becomes"))


def relation_before(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
    """Read "his chief political opponent, X" and "his son X"."""
    lead = reference.first
    titled = titles_before(page, view, reference)
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
            frames = [make_tie(place, source, target, kind, label, "relation before the name")]
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
    return [make_tie(place, reference.actor, state, title.link, title.label, "counterpart's office")]


def relation_after(page: Page, view: SentenceView, reference: Reference) -> list[Frame]:
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
                return [make_tie(place, ends[0], ends[1], kind, label, "relation after the name")]
    return []
