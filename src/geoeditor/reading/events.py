"""Events from frames: what happened, is planned, may happen or is denied, with a title, a date and its actors.

At most two events a sentence, the weightiest. May import frames, facts, wording and proposals of the reader.
"""

from geoeditor.reading.facts import SentenceFacts
from geoeditor.reading.frames import Frame
from geoeditor.reading.frames.frame import is_boundary
from geoeditor.reading.names.runs import Page
from geoeditor.reading.proposals import EventProposal
from geoeditor.reading.wording import event_title

_LEAST_WEIGHT = 2.0
_NEEDS_TARGET = frozenset(
    "call order hold open resume pursue ask press tell inform express voice give take run pass reach use go come "
    "charge turn speak talk live move land head name direct hit target stop end pay push force".split()
)
"""Verbs that tell an event only with who or what they are directed at."""
_GETTING = frozenset(("receive", "obtain", "procure", "borrow"))
_PLACE_REACH = 12
_SECOND_WEIGHT = 3.5


def _weight(page: Page, facts: SentenceFacts, frame: Frame) -> float:
    """Weigh a frame: what the verb is worth, a second actor, a date of its own, certainty."""
    weight = float(frame.weight)
    weight += 1.0 if frame.sources and frame.targets else 0.0
    weight += 0.5 if facts.date_of(page, frame) is not None else 0.0
    weight -= {"negated": 0.5, "hypothetical": 0.5}.get(frame.status, 0.0)
    return weight


def _edtf(page: Page, facts: SentenceFacts, frame: Frame, status: str, published: str) -> str:
    """Return the date of an event; without one, it lies before the publication day or after it, by its status."""
    date = facts.date_of(page, frame)
    if date is not None:
        return date.edtf
    if not published:
        return ""
    return f"{published}/.." if status in ("planned", "hypothetical") else f"../{published}"


def _skipped(page: Page, facts: SentenceFacts) -> set[int]:
    """Return the words that are part of a date, which a title leaves out."""
    view = facts.view
    return {
        number
        for number in range(view.first, view.last)
        for date in facts.dates
        if date.start <= page.words[number].start < date.end
    }


def _place(page: Page, facts: SentenceFacts, frame: Frame) -> str | None:
    """Return the place the clause of a frame names."""
    for reference in facts.view.references:
        if reference.actor.kind == "place" and 0 < reference.first - frame.trigger <= _PLACE_REACH:
            between = range(frame.trigger + 1, reference.first)
            apart = any(is_boundary(page, n) or "," in page.words[n].gap for n in between)
            return None if apart else reference.actor.name
    return None


def _event(page: Page, facts: SentenceFacts, frame: Frame, published: str) -> EventProposal | None:
    title = event_title(page, facts.view, frame, _skipped(page, facts))
    if not title:
        return None
    status = facts.status_of(page, frame)
    actors = list(dict.fromkeys(actor.name for actor in (*frame.sources, *frame.targets)))
    place = _place(page, facts, frame)
    if place is not None and place not in actors:
        actors.append(place)
    score = 0.35 + 0.08 * _weight(page, facts, frame)
    return EventProposal(
        title,
        frame.event,
        tuple(actors),
        _edtf(page, facts, frame, status, published),
        status,
        facts.speaker_proposals(frame),
        facts.span,
        round(max(0.2, min(0.9, score)), 2),
        frame.rule,
    )


def _names_talks(page: Page, facts: SentenceFacts, frame: Frame) -> bool:
    """Tell whether a verb such as "held" or "opened" has talks or the like for its object."""
    words = page.words[frame.trigger + 1 : min(facts.view.last, frame.trigger + 6)]
    return any((noun := page.lexicon.nouns.get(word.low)) is not None and noun.event for word in words)


def _happens(page: Page, facts: SentenceFacts, frame: Frame) -> bool:
    """Tell an event from a lasting state such as "leads", which is one only where it is dated."""
    alone = not frame.targets and frame.voice == "active"
    if alone and frame.base in _NEEDS_TARGET and frame.last == frame.trigger:
        return _names_talks(page, facts, frame)
    if alone and frame.status == "ongoing" and frame.lasting and facts.date_of(page, frame) is None:
        return False
    if frame.link == "link.supplies" and not (frame.sources and frame.targets) and frame.base in _GETTING:
        return False
    return frame.event != "event.other" or frame.weight > 1 or facts.date_of(page, frame) is not None


def find_events(page: Page, sentences: list[SentenceFacts], published: str) -> list[EventProposal]:
    """Return the events the sentences tell of; `published` is the day of issue or ""."""
    events: list[EventProposal] = []
    for facts in sentences:
        ranked = [
            (weight, -frame.trigger, frame)
            for frame in facts.frames
            if frame.event and _happens(page, facts, frame) and (weight := _weight(page, facts, frame)) >= _LEAST_WEIGHT
        ]
        ranked.sort(key=lambda entry: entry[:2], reverse=True)
        taken: list[EventProposal] = []
        for weight, _, frame in ranked:
            if len(taken) == 2 or (taken and weight < _SECOND_WEIGHT):
                break
            event = _event(page, facts, frame, published)
            same = any(set(other.actors) == set(event.actors) for other in taken) if event is not None else False
            if same and frame.voice == "noun":
                continue
            if event is not None and all(event.kind != other.kind and event.title != other.title for other in taken):
                taken.append(event)
        events.extend(taken)
    return events
