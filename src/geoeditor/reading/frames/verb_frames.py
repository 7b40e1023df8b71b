"""Frames from verbs: the subject stands to the left, the other actor to the right, "by" turns them round.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame, coordinated, is_boundary, status_at
from geoeditor.reading.frames.objects import (
    described,
    proposer,
    relative_object,
    struck_in,
    unlisted_verb,
)
from geoeditor.reading.frames.phrasals import verb_at
from geoeditor.reading.frames.subjects import asked_subject, find_subject
from geoeditor.reading.frames.suited import suited
from geoeditor.reading.frames.targets import holder, preposition_before, targets_of
from geoeditor.reading.frames.verb_use import verb_use, word_before
from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_PEOPLE = frozenset(
    "members fighters gunmen supporters followers employees militants men detectives inspectors lawyers lawyer rebels "
    "member officer agent official prosecutor units unit troops militiamen hackers investigators".split()
)
_ASKED = frozenset(
    "request requests appeal bid offer proposal claim demand plea application invitation objection candidacy".split()
)
"""What somebody puts forward, so that who turns it down turns down its owner."""

_BESIDE = frozenset(
    "flank flanked accompany accompanied join escort surround surrounded assist shadow shadowed".split()
)
_LEADING = frozenset("lead head chair found own run control back fund finance sponsor co-found command".split())
_NO_OBJECT = frozenset(("agree", "fight", "refuse", "offer", "promise", "pledge"))
"""Verbs whose clause does not tell of whom a relative word speaks: "X, which Y refused to join"."""

_ANSWERS = ("event.reject", "event.agree", "event.support", "event.accuse", "event.concede")


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
        apart = any(";" in page.words[n].gap for n in range(number + 1, min(reference.lead + 1, number + 13)))
        if apart:
            break
        if number < reference.first <= number + 12 and preposition_before(page, number, reference.lead) == "by":
            return holder(page, view, reference)
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


def _described_patient(page: Page, view: SentenceView, number: int, verb: Verb) -> list[Actor]:
    """Return X of "X, a shell company in Panama controlled by Y" and of "X spoke, flanked by Y"."""
    found = described(page, view, number)
    if found is None and page.words[number].gap == ", " and verb.base in _BESIDE:
        found = view.subject
    before = [word.low for word in page.words[max(view.first, number - 4) : number]]
    if found is None and verb.base == "impose" and {"subject", "under", "faces", "faced", "facing"} & set(before):
        found = view.subject  # "X is subject to sanctions imposed by Y"
    if found is None and (page.words[number].gap == ", " or verb.base in _LEADING):
        named = (r for r in view.references if r.last == number and r.role == "name")
        found = next((r for r in named if r.actor.kind in ("organisation", "group", "person")), None)
    return [found.actor] if found is not None else []


def _passive_frame(page: Page, view: SentenceView, number: int, verb: Verb, end: int) -> Frame | None:
    """Return the frame of "X was arrested by Y" and of "an exchange brokered by Y"."""
    subject, agent = find_subject(page, view, number), _agent(page, view, end)
    bare = word_before(page, view, number) not in page.lexicon.words["passive"]
    named = subject is not None and (not bare or subject.last == number)
    patients = coordinated(page, view, subject, before=True) if subject is not None and named else []
    if not patients and bare and agent is not None and number > view.first:
        patients = _described_patient(page, view, number, verb)
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
    targets, reference, turned = targets_of(page, view, number, verb, end)
    if not targets and "obj" in verb.places and verb.base not in _NO_OBJECT:
        joint = [r.lead for r in view.references if r.actor in sources and subject.lead - 12 < r.lead <= subject.lead]
        lead = min(joint) if len(sources) > 1 and joint else subject.lead
        reference = relative_object(page, view, lead, subject, number)
        targets = [reference.actor] if reference is not None else []
    if not targets and verb.event.startswith("event.assault") and sources[0].kind == "state":
        reference = struck_in(page, view, end)
        targets = [reference.actor] if reference is not None else []
    if not targets and verb.event.startswith(("event.reject", "event.agree", "event.support")):
        reference = proposer(page, view, end)
        targets = coordinated(page, view, reference, before=False) if reference is not None else []
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
        if verb is None and number not in covered:
            verb = unlisted_verb(page, view, number)
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
            frames += suited(page, view, frame)
    return frames
