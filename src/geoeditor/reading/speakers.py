"""Who says it: stretches of a sentence that are somebody's words, so that the speaker is no party to what is said.

May import the lexicon, names and references of the reader.
"""

from dataclasses import dataclass

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.subjects import find_subject
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView, role_end

_OPENING = ('"', "“", "‘", "«")
_WRONGS = frozenset(
    "break betray violate breach deceive blackmail bully undermine sabotage endanger cheat abandon intimidate".split()
)
_ACCUSING = ("claims", "alleges", "states", "quotes")
_BLAMED = frozenset((("responsible",), ("guilty",), ("lying",), ("complicit",), ("blackmailing",)))
_PASSED_OVER = frozenset("has had have also then later since again who".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """Words (half-open numbers) that an actor says; mode as in a speaker proposal."""

    first: int
    last: int
    actor: Actor
    mode: str
    verb: int


def _adjacent_before(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return the reference whose phrase ends right before a verb of speech."""
    place = number
    words = page.words
    while place > view.first and (words[place - 1].low in _PASSED_OVER or words[place - 1].low.endswith("ly")):
        place -= 1
    for reference in view.references:
        if reference.last == place and reference.role in ("name", "pronoun", "agent"):
            return reference
    return None


def _inverted(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return the speaker that follows the verb: '…, said Essi Kpodar'."""
    for reference in view.references:
        if reference.lead == number + 1 and reference.role in ("name", "agent"):
            end = reference.last
            ends = end >= view.last or page.words[end].gap.strip() != ""
            return reference if ends and page.words[number].gap.strip() != "" else None
    return None


def _is_quotation(page: Page, first: int, last: int) -> bool:
    if first >= last:
        return False
    return any(sign in page.words[first].gap for sign in _OPENING)


def _trails(page: Page, view: SentenceView, number: int, subject: Reference) -> bool:
    """Tell whether the verb closes the sentence after what was said ("…, Kpodar said on Tuesday")."""
    before = page.words[subject.lead].gap
    said_before = subject.lead > view.first and any(sign in before for sign in ',”"’')
    rest = range(number + 1, view.last)
    if number + 1 < view.last and page.words[number + 1].low in ("for", "about"):
        return False
    return (
        said_before
        and all(page.words[n].low not in ("that", "it", "he", "she") for n in rest)
        and len(rest) <= (16 if _is_quotation(page, view.first, number) else 8)
    )


def _from_verb(page: Page, view: SentenceView, number: int, mode: str) -> Speech | None:
    inverted = _inverted(page, view, number)
    if inverted is not None:
        quoted = _is_quotation(page, view.first, number) and mode == "states"
        return Speech(view.first, number, inverted.actor, "quotes" if quoted else mode, number)
    subject = _adjacent_before(page, view, number)
    if subject is None and page.words[number].low.endswith("ing"):
        if number + 1 >= view.last or page.words[number + 1].low != "that":
            return None
        found = find_subject(page, view, number)
        subject = found if found is not None and found.last <= number else None
        if subject is not None:
            return Speech(number + 1, view.last, subject.actor, mode, number)
    if mode == "states" and number + 1 < view.last and page.words[number + 1].low == "to":
        return None  # "agreed to supply" tells what is planned, not what is said
    if subject is None and number > view.first and page.words[number - 1].low in ("and", "but"):
        joined = find_subject(page, view, number)
        subject = joined if joined is not None and _has_content(page, view, number) else None
    if subject is None:
        return _relative(page, view, number, mode)
    if _trails(page, view, number, subject):
        quoted = _is_quotation(page, view.first, number) and mode == "states"
        return Speech(view.first, subject.lead, subject.actor, "quotes" if quoted else mode, number)
    if mode != "states" and not _has_content(page, view, number):
        return None
    quoted = _is_quotation(page, number + 1, view.last) and mode == "states"
    return Speech(number + 1, _content_end(page, view, number), subject.actor, "quotes" if quoted else mode, number)


def _has_content(page: Page, view: SentenceView, number: int) -> bool:
    """Tell whether a verb such as "denied" is followed by what is said, not by a thing."""
    if number + 1 >= view.last:
        return False
    following = page.words[number + 1]
    if following.low in ("that", "to") or following.low.endswith("ing") or _is_quotation(page, number + 1, view.last):
        return True
    for reference in view.references:
        if reference.lead == number + 1 and reference.last < view.last:
            place = reference.last
            while place + 1 < view.last and (
                page.words[place].low in _PASSED_OVER or page.words[place].low.endswith("ly")
            ):
                place += 1
            low = page.words[place].low
            verb = page.lexicon.verbs.get(low)
            return low in page.lexicon.words["auxiliaries"] or (verb is not None and "past" in verb.form)
    return False


def _content_end(page: Page, view: SentenceView, number: int) -> int:
    """Return where the words said end: before ", and" with a new subject."""
    leads = {reference.lead for reference in view.references if reference.role in ("name", "agent")}
    for place in range(number + 2, view.last):
        word = page.words[place]
        if word.low in ("and", "but", "while") and "," in word.gap and place + 1 in leads:
            return place
    return view.last


def _relative(page: Page, view: SentenceView, number: int, mode: str) -> Speech | None:
    """Read "X, who served …, said that": the sentence's subject speaks when a comma or adverb comes between."""
    before = page.words[number].gap
    subject = view.subject
    if subject is None or "," not in before or subject.last > number:
        return None
    return Speech(number + 1, view.last, subject.actor, mode, number)


def _according_to(page: Page, view: SentenceView) -> list[Speech]:
    found: list[Speech] = []
    for number in range(view.first, view.last - 1):
        if page.words[number].low == "according" and page.words[number + 1].low == "to":
            for reference in view.references:
                if number + 1 < reference.first <= number + 6 and reference.role != "attribute":
                    found.append(Speech(view.first, view.last, reference.actor, "states", number))
                    break
    return found


def find_speeches(page: Page, view: SentenceView) -> list[Speech]:
    """Return the stretches of a sentence that one of its actors says, the outer speaker first."""
    found = _according_to(page, view)
    for number in range(view.first, view.last):
        word = page.words[number]
        mode = page.lexicon.speech.get(word.low)
        verb = page.lexicon.verbs.get(word.low)
        if mode is None or word.upper or (verb is not None and verb.form == "base"):
            continue
        speech = _from_verb(page, view, number, mode)
        if speech is not None:
            found.append(speech)
    return sorted(found, key=lambda speech: speech.verb)


def speakers_at(speeches: list[Speech], number: int) -> list[Speech]:
    """Return whose words a word stands in, the outer speaker first."""
    return [speech for speech in speeches if speech.first <= number < speech.last]


def _is_told_to(page: Page, view: SentenceView, place: int) -> bool:
    """Tell whether words lay a duty on who stands before them: "should", "must", "needs to", "has to"."""
    low = page.words[place].low
    if low in ("should", "must", "ought", "shouldn't", "mustn't"):
        return place + 1 >= view.last or page.words[place + 1].low != "have"
    return low in ("needs", "need", "has", "have") and place + 1 < view.last and page.words[place + 1].low == "to"


def _is_blamed(page: Page, view: SentenceView, place: int) -> bool:
    """Tell whether words put the blame on who stands before them: "was behind it", "is to blame"."""
    if page.words[place].low not in ("was", "is", "were", "are", "had", "stood", "lay") or place + 1 >= view.last:
        return False
    following = tuple(word.low for word in page.words[place + 1 : place + 3])
    if page.words[place].low == "had":
        return following[:1] in (("lied",), ("betrayed",), ("failed",), ("broken",), ("cheated",), ("reneged",))
    if following[:1] == ("behind",):
        return following[1:] != () and following[1] in page.lexicon.words["determiners"] | {"it"}
    return following[:1] in _BLAMED or following in (("to", "blame"), ("at", "fault"))


def find_said_frames(page: Page, view: SentenceView, frames: list[Frame], speeches: list[Speech]) -> list[Frame]:
    """Return whom a speaker calls on or blames in what is said: "X said Y should go", "X said Y broke the pact"."""
    found: list[Frame] = []
    for speech in speeches:
        for reference in view.references:
            inside = speech.first <= reference.first and reference.last < speech.last
            if not inside or reference.role not in ("name", "agent") or reference.actor is speech.actor:
                continue
            if reference.governed or reference.actor.kind == "place":
                continue
            place = role_end(page, reference, view.last)
            if place >= speech.last:
                continue
            if _is_told_to(page, view, place):
                found.append(_said(speech, reference.actor, "link.influences", "calls on", "told what to do"))
            elif _is_blamed(page, view, place):
                found.append(_said(speech, reference.actor, "link.criticises", "blames", "blamed in what is said"))
    for frame in frames:
        hostile = frame.base in _WRONGS and frame.voice == "active" and frame.status in ("occurred", "ongoing")
        for speech in speakers_at(speeches, frame.trigger) if hostile else ():
            blamed = [a for a in frame.sources if a is not speech.actor and a.kind != "place"]
            if (
                speech.verb == frame.trigger
                or speech.mode not in _ACCUSING
                or speech.actor in frame.targets + frame.sources
            ):
                continue
            found += [_said(speech, a, "link.criticises", "accuses", "accused in what is said") for a in blamed[:2]]
    return found


def _said(speech: Speech, actor: Actor, link: str, label: str, rule: str) -> Frame:
    return Frame(speech.verb, [speech.actor], [actor], "", link, label, "occurred", 0, "active", rule)
