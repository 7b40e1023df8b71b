"""Frames from verbs: the subject stands to the left, the other actor to the right, "by" turns them round.

May import the lexicon, names and references of the reader.
"""

from itertools import pairwise

from geoeditor.reading.frames.frame import Frame, coordinated, is_boundary, status_at
from geoeditor.reading.frames.subjects import antecedent, asked_subject, find_subject, verb_use, word_before
from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

_OBJECT_REACH = 16
_PEOPLE = frozenset(
    "members fighters gunmen supporters followers employees militants men detectives inspectors lawyers lawyer rebels "
    "member officer agent official prosecutor units unit troops militiamen hackers investigators".split()
)
_ASKED = frozenset(
    "request requests appeal bid offer proposal claim demand plea application invitation objection candidacy".split()
)
"""What somebody puts forward, so that who turns it down turns down its owner."""

_ANSWERS = ("event.reject", "event.agree", "event.support", "event.accuse", "event.concede")


def verb_at(page: Page, view: SentenceView, number: int) -> tuple[Verb | None, int]:
    """Return the verb a word is, the words after it minded ("turned down"), and the number of its last word."""
    best: tuple[Verb | None, int] = page.lexicon.verbs.get(page.words[number].low), number
    for particle, verb in page.lexicon.phrasals.get(page.words[number].low, {}).items():
        end = number + len(particle)
        said = tuple(word.low for word in page.words[number + 1 : end + 1])
        if best[1] < end < view.last and said == particle and page.words[number + 1].joined:
            best = verb, end
    return best


def _preposition(page: Page, start: int, lead: int) -> str:
    """Return the last preposition between a verb and a reference, or "obj" for none."""
    prepositions = page.lexicon.words["prepositions"]
    for place in range(lead - 1, start, -1):
        if page.words[place].low in prepositions:
            return page.words[place].low
    return "obj"


def _is_clause_subject(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a reference right after a verb of speech is the subject of what is said."""
    following = page.words[reference.last] if reference.last < view.last else None
    if following is None:
        return False
    verb = page.lexicon.verbs.get(following.low)
    finite = verb is not None and verb.form in ("past", "past+participle", "third")
    return following.low in page.lexicon.words["auxiliaries"] or (finite and following.joined)


def _fits(page: Page, places: tuple[str, ...], preposition: str, number: int, lead: int) -> bool:
    """Tell whether a verb takes an actor there; of a direct object's owner ("the approach of X") too."""
    plain = {place.rstrip("<") for place in places}
    if preposition in plain:
        return True
    between = page.words[number + 1 : lead]
    governing = [word.low for word in between if word.low in page.lexicon.words["prepositions"]]
    doing = any(word.low.endswith("ing") for word in between[-3:])
    # who condemns the arrest of X does not condemn X
    deed = any(
        word.low == "of" and (noun := page.lexicon.nouns.get(before.low)) is not None and "of" in noun.places
        for before, word in pairwise(between)
    )
    return "obj" in plain and governing == ["of"] and not doing and not deed


def _another_speaks(page: Page, view: SentenceView, end: int, reference: Reference) -> bool:
    """Tell whether a reference belongs to a clause that says who tells it: "…, Interior Minister X said"."""
    words, speech = page.words, page.lexicon.speech
    apart = any("," in words[n].gap for n in range(end + 1, reference.lead + 1))
    after = words[reference.last].low if reference.last < view.last else ""
    if apart and (after in speech or (after in ("has", "had") and words[reference.last + 1].low in speech)):
        return True
    for number in range(end + 1, reference.lead):
        verb = page.lexicon.verbs.get(words[number].low)
        finite = verb is not None and ("past" in verb.form.split("+") or verb.form == "third")
        if words[number].low in speech and finite and "," in words[number].gap:
            return True
    return False


def _is_of_participle(page: Page, end: int, reference: Reference) -> bool:
    """Tell whether a reference belongs to a participle: "suspend accounts linked to X"."""
    before = reference.lead - 2
    if before <= end or page.words[before + 1].low not in page.lexicon.words["prepositions"]:
        return False
    low = page.words[before].low
    verb = page.lexicon.verbs.get(low) or next(iter(page.lexicon.phrasals.get(low, {}).values()), None)
    return verb is not None and low.endswith("ed") and "past" in verb.form.split("+")


def _holder(page: Page, view: SentenceView, owner: Reference) -> Reference:
    """Return X for "Venezuela's opposition leader, X": who holds an office is meant, not the state it is of."""
    if owner.role not in ("owner", "agent"):
        return owner
    for reference in view.references:
        if reference.actor.kind != "person" or reference.role != "name" or not 0 < reference.first - owner.last <= 5:
            continue
        for start in range(owner.last, reference.first):
            found = match_title(page, start, reference.first)
            if found is not None and found[0] == reference.first and page.words[reference.first].gap in (" ", ", "):
                return reference
    return owner


def _targets(
    page: Page, view: SentenceView, number: int, verb: Verb, end: int
) -> tuple[list[Actor], Reference | None, bool]:
    """Return the actors the verb is directed at, the reference, and whether the direction is turned round.

    `end` is the verb's last word, "down" in "turned down".
    """
    speech = page.words[number].low in page.lexicon.speech and end == number
    first, number = number, end
    for reference in view.references:
        if reference.first <= number or (reference.lead <= number and reference.role == "attribute"):
            continue
        if reference.first - number > _OBJECT_REACH:
            break
        start = (
            number + 2
            if verb.event.startswith("event.request") and page.words[number + 1].low == "that"
            else number + 1
        )
        if any(is_boundary(page, place) for place in range(start, max(reference.lead, start) + 1) if place < view.last):
            break
        if reference.role == "attribute":
            continue
        if _another_speaks(page, view, end, reference):
            break
        if _is_of_participle(page, end, reference):
            continue
        if reference.role == "owner" and page.words[reference.first].low == "its":
            continue
        preposition = _preposition(page, number, reference.lead)
        if not _fits(page, verb.places, preposition, number, reference.lead):
            continue
        if speech and preposition == "obj" and _is_clause_subject(page, view, reference):
            break
        turned = preposition + "<" in verb.places
        reference = _holder(page, view, reference)
        return coordinated(page, view, reference, before=False), reference, turned
    for place in range(first - 1, max(view.first, first - 5) - 1, -1):
        if page.words[place].low == "whom" and "obj" in verb.places:
            whom = antecedent(page, view, place)
            return ([whom.actor] if whom is not None else []), None, False
        governs = page.words[place - 1].low if place > view.first else ""
        if page.words[place].low in ("which", "whom") and governs in {p.rstrip("<") for p in verb.places}:
            # "a bloc to which X belongs": what the preposition governs stands before it
            before = next((r for r in view.references if r.last == place - 1 and r.role == "name"), None)
            return ([before.actor] if before is not None else []), None, False
    return [], None, False


def _names_a_thing(page: Page, view: SentenceView, number: int, verb: Verb) -> bool:
    """Tell whether a verb of judgement has an object that points back: "rejected the remarks", "denies it"."""
    if not verb.event.startswith(("event.accuse", "event.reject", "event.support")) or number + 1 >= view.last:
        return False
    if any(number < reference.first <= number + 6 for reference in view.references):
        return False
    following = page.words[number + 1]
    things = {word.low for word in page.words[number + 2 : min(view.last, number + 5)]}
    pointing = following.joined and following.low in ("the", "this", "such", "these", "those")
    return pointing and bool(things & page.lexicon.words["said_things"])


def _agent(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return the reference after "by"."""
    for reference in view.references:
        if number < reference.first <= number + 12 and _preposition(page, number, reference.lead) == "by":
            return reference
    return _agent_of_body(page, view, number)


def _agent_of_body(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return X of "by officers of X" and "by a lawyer for X": the body that its people act for."""
    words, people = page.words, page.lexicon.words["role_nouns"]
    for by in range(number + 1, min(view.last - 3, number + 12)):
        if is_boundary(page, by) and words[by].low not in ("after", "before", "since", "until"):
            return None
        if words[by].low != "by":
            continue
        for place in range(by + 1, min(view.last - 1, by + 6)):
            if words[place].upper or (place > by + 1 and not words[place].joined):
                return None
            if words[place].low in ("of", "from", "for") and words[place - 1].low in people | _PEOPLE:
                return next((r for r in view.references if r.lead == place + 1 and r.role == "name"), None)
        return None
    return None


def _made(
    page: Page, number: int, verb: Verb, status: str, sides: tuple[list[Actor], list[Actor]], voice: str, note: str
) -> Frame:
    """Make a frame from what its verb says of it."""
    rule = f"verb “{page.words[number].low}”{note}"
    sources, targets = sides
    return Frame(
        number,
        sources,
        targets,
        verb.event,
        verb.link,
        verb.label,
        status,
        verb.weight,
        voice,
        rule,
        verb.present,
        verb.base,
    )


def _owner_asking(page: Page, view: SentenceView, number: int) -> list[Actor]:
    """Return X of "X's first request was turned down"."""
    for reference in view.references:
        if reference.role not in ("owner", "agent") or not 0 < number - reference.last <= 6:
            continue
        between = [word.low for word in page.words[reference.last : number]]
        light = page.lexicon.words["auxiliaries"] | page.lexicon.words["adverbs"]
        while between and between[-1] in light:
            between.pop()
        if between and between[-1] in _ASKED and not set(between) & page.lexicon.words["prepositions"]:
            return [reference.actor]
    return []


def _passive_frame(page: Page, view: SentenceView, number: int, verb: Verb, end: int) -> Frame | None:
    """Return the frame of "X was arrested by Y" and of "an exchange brokered by Y"."""
    subject, agent = find_subject(page, view, number), _agent(page, view, end)
    bare = word_before(page, view, number) not in page.lexicon.words["passive"]
    named = subject is not None and (not bare or subject.last == number)
    patients = coordinated(page, view, subject, before=True) if subject is not None and named else []
    if not patients and subject is None and agent is not None and verb.event.startswith(_ANSWERS):
        patients = _owner_asking(page, view, number)
    acting = coordinated(page, view, agent, before=False) if agent is not None else []
    acting = [actor for actor in acting if actor not in patients]
    if not patients and not acting:
        return None
    status = status_at(page, view, number, "past+participle")
    frame = _made(page, number, verb, status, (acting, patients), "passive", "" if patients else ", noun before")
    frame.subject, frame.target_reference = subject, agent
    return frame


def _is_infinitive(page: Page, view: SentenceView, number: int, verb: Verb) -> bool:
    """Tell "will cut" from "cut", which are spelt alike."""
    alike = "past" in verb.form.split("+")
    return verb.form.startswith("base") and (
        not alike or word_before(page, view, number) in page.lexicon.words["modals"]
    )


def _active_frame(page: Page, view: SentenceView, number: int, verb: Verb, end: int) -> Frame | None:
    """Return the frame of a verb whose subject acts, also of who is asked to act ("urged X to leave")."""
    subject = find_subject(page, view, number)
    if subject is None:
        return None
    sources = coordinated(page, view, subject, before=True)
    infinitive = _is_infinitive(page, view, number, verb)
    asked = asked_subject(page, view, subject, number) if infinitive and page.words[number - 1].low == "to" else None
    if asked is not None:
        subject, sources = asked, coordinated(page, view, asked, before=False)
    targets, reference, turned = _targets(page, view, number, verb, end)
    targets = [actor for actor in targets if actor not in sources]
    note = ""
    if not targets and view.topic is not None and _names_a_thing(page, view, number, verb):
        targets = [view.topic] if view.topic not in sources else []
        note = ", said of the sentence before"
    form = "base" if infinitive else verb.form.removeprefix("base+")
    status = status_at(page, view, number, form)
    sides = (targets, sources) if turned else (sources, targets)
    frame = _made(page, number, verb, status, sides, "active", note)
    frame.subject, frame.target_reference, frame.lasting = subject, reference, verb.form == "third"
    return frame


def find_verb_frames(page: Page, view: SentenceView) -> list[Frame]:
    """Return a frame for each verb of the sentence that the lexicon knows."""
    frames: list[Frame] = []
    covered = {number for r in view.references for number in range(r.lead, r.last) if r.role != "owner"}
    for number in range(view.first, view.last):
        verb, end = verb_at(page, view, number)
        if verb is None or not verb.event or number in covered:
            continue
        use = verb_use(page, view, number, verb)
        if not use:
            continue
        standing = end > number and page.words[end].low in ("to", "with", "in")
        read = _passive_frame if use == "passive" and not standing else _active_frame
        frame = read(page, view, number, verb, end)
        if frame is not None:
            frame.last = end
            frames.append(frame)
    return frames
