"""What a verb means by who stands on its two sides: a guest is received, a place is sat in, one acts together.

May import the lexicon, names and references of the reader.
"""

from dataclasses import replace

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import SentenceView

_PLACES = ("place", "state")
_MOVES = frozenset(("move", "relocate"))
_TAKEN = frozenset(
    "expel suspend oust eject dismiss fire sack remove exclude poach hire "
    "recruit headhunt lure purge axe bar ban".split()
)
_BUYING = frozenset(("buy", "purchase"))
_SECOND = {
    "buy": ("link.trades_with", "from", "buys from"),
    "purchase": ("link.trades_with", "from", "buys from"),
    "acquire": ("link.trades_with", "from", "buys from"),
    "sell": ("link.supplies", "to", "sells to"),
    "defect": ("link.member_of", "to", "defects to"),
    "switch": ("link.member_of", "to", "switches to"),
    "transfer": ("link.supplies", "to", "transfers to"),
    "extradite": ("link.supplies", "to", "extradites to"),
}
_SECOND_REACH = 6
_ATTACKS = frozenset(("attack", "hit", "assault", "target", "pummel", "batter"))
_RIVALS = frozenset(("person", "organisation", "group"))
_JOINTLY = frozenset(("together", "jointly", "side-by-side", "alongside"))
_APART = frozenset(("event.election", "event.reject", "event.accuse"))
_JOINT_REACH = 8


def _as_guest(frame: Frame) -> Frame:
    """Read "the king received X" as a meeting, "X received arms from Y" as it stands."""
    people = all(actor.kind == "person" for actor in frame.targets)
    named = frame.target_reference
    met = named is not None and named.actor in frame.targets
    if frame.base != "receive" or not people or not frame.targets or (frame.voice == "active" and not met):
        return frame
    return replace(frame, event="event.consult", link="link.contact_of", label="receives")


def suited(page: Page, view: SentenceView, frame: Frame) -> list[Frame]:
    """Return the frames a verb frame comes to for the kinds of its actors; none where they do not fit it."""
    frame = _as_guest(frame)
    kinds = {actor.kind for actor in frame.targets}
    if frame.link == "link.member_of" and kinds and kinds <= {"place"}:
        if frame.base != "sit":
            return []
        frame = replace(frame, link="link.based_in", label="sits in")
    if frame.base == "sit" and frame.link == "link.member_of" and kinds == {"state"}:
        frame = replace(frame, link="link.based_in", label="sits in")
    people = kinds == {"person"}
    if frame.link == "link.occupies" and people:
        frame = replace(frame, link="link.detains")
    if frame.link == "link.at_war_with" and people and frame.base in _ATTACKS and _in_words(page, view, frame):
        frame = replace(frame, link="link.criticises", event="event.accuse.disapprove")
    frame = _by_kinds(frame, kinds)
    if frame.base in _MOVES and frame.target_reference is not None:
        moved = any(frame.last < r.first and r.last <= frame.target_reference.lead for r in view.references)
        if moved or (frame.targets[:1] and frame.targets[0].kind not in _PLACES):
            return []
    return [
        _bought(page, frame),
        *_together(page, view, frame),
        *_of_body(page, view, frame),
        *_second(page, view, frame),
    ]


def _by_kinds(frame: Frame, kinds: set[str]) -> Frame:
    """Return what a verb means of such actors: who defects to a state is no member, who beats a rival no attacker."""
    acting = {actor.kind for actor in frame.sources}
    if frame.base == "defect" and kinds == {"state"}:
        return replace(frame, link="link.associated_with")
    if frame.base == "belong" and "person" not in acting:
        return replace(frame, link="link.part_of")
    if frame.base in ("beat", "best", "thrash") and frame.voice == "active" and acting | kinds <= _RIVALS:
        return replace(frame, link="link.rival_of", event="event.election")
    return frame


def _in_words(page: Page, view: SentenceView, frame: Frame) -> bool:
    """Tell whether one attacks another in words: "attacked Shaw over migration"."""
    if frame.voice != "active" or any(actor.kind not in ("person", "organisation") for actor in frame.sources):
        return False
    end = max((r.last for r in view.references if r.actor in frame.targets), default=view.last)
    return end < view.last and page.words[end].low in ("over", "for", "as", "on")


def _bought(page: Page, frame: Frame) -> Frame:
    """Read "X bought Y" of a firm as owning it, "X bought gas from Y" as trade."""
    named = frame.target_reference
    if frame.base not in _BUYING or named is None or frame.voice != "active" or named.role == "attribute":
        return frame
    if any(word.low == "from" for word in page.words[frame.last + 1 : named.lead]):
        return frame
    return replace(frame, link="link.owns", label="buys")


def _second(page: Page, view: SentenceView, frame: Frame) -> list[Frame]:
    """Return the other side of "X bought Y from Z", "X sold Y to Z" and "defected from Y to Z"."""
    named, second = frame.target_reference, _SECOND.get(frame.base)
    if named is None or second is None or frame.voice != "active" or not frame.sources:
        return []
    link, preposition, label = second
    for place in range(named.last, min(view.last - 1, named.last + _SECOND_REACH)):
        if page.words[place].low != preposition:
            continue
        other = next((r for r in view.references if r.lead == place + 1 and r.role == "name"), None)
        if other is None or other.actor in [*frame.targets, *frame.sources] or other.actor.kind == "place":
            return []
        return [replace(frame, targets=[other.actor], link=link, label=label, event="", weight=0)]
    return []


def _of_body(page: Page, view: SentenceView, frame: Frame) -> list[Frame]:
    """Return the tie of "expelled X from the party" and "poached X from Y": X is or was of that body."""
    named = frame.target_reference
    if frame.base not in _TAKEN or named is None or named.actor.kind != "person" or named.last >= view.last:
        return []
    if page.words[named.last].low != "from":
        return []
    body = next((r for r in view.references if r.lead in (named.last, named.last + 1) and r.role == "name"), None)
    if body is None or body.actor.kind not in ("organisation", "group"):
        return []
    return [
        replace(
            frame,
            sources=[named.actor],
            targets=[body.actor],
            event="",
            link="link.member_of",
            label="is or was of",
            weight=0,
            status="occurred",
            rule="taken from a body",
        )
    ]


def _together(page: Page, view: SentenceView, frame: Frame) -> list[Frame]:
    """Return the tie of "A and B plan to visit C together"."""
    if len(frame.sources) < 2 or frame.voice != "active" or frame.event.startswith(tuple(_APART)):
        return []
    near = page.words[frame.trigger + 1 : min(view.last, frame.trigger + _JOINT_REACH)]
    if not any(word.low in _JOINTLY for word in near):
        return []
    rule = f"{frame.rule}, together"
    joint = replace(frame, sources=frame.sources[:1], targets=frame.sources[1:], event="", weight=0, rule=rule)
    return [replace(joint, link="link.associated_with", label="acts together with")]
