"""Frames from verbs: the subject stands to the left, the other actor to the right, "by" turns them round.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame, coordinated, is_boundary, status_at
from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView, role_end

_OBJECT_REACH = 16
_RELATIVES = frozenset(("who", "which", "that", "whom"))


def over_adverbs(page: Page, view: SentenceView, number: int) -> int:
    """Return the number after the last word before `number` that is no adverb."""
    while number > view.first:
        low = page.words[number - 1].low
        if low not in page.lexicon.words["adverbs"] and not low.endswith("ly"):
            break
        number -= 1
    return number


def _previous(page: Page, view: SentenceView, number: int) -> str:
    """Return the word before, adverbs passed over."""
    place = over_adverbs(page, view, number)
    return page.words[place - 1].low if place > view.first else ""


def _follows_reference(page: Page, view: SentenceView, number: int) -> bool:
    place = over_adverbs(page, view, number)
    return any(r.last == place and r.role in ("name", "pronoun", "agent") for r in view.references)


def _use(page: Page, view: SentenceView, number: int, verb: Verb) -> str:
    """Return how a word is used as a verb: active, passive, gerund, or "" where it is a noun or an adjective."""
    lists = page.lexicon.words
    word, before = page.words[number], _previous(page, view, number)
    if word.upper and not (number == view.first and verb.form == "gerund"):
        return ""
    if word.gap == "-" or (number + 1 < view.last and page.words[number + 1].gap == "-"):
        return ""
    forms = verb.form.split("+")
    if "base" in forms and forms[0] == "base" and "past" not in forms:
        return "active" if before in page.lexicon.words["modals"] else ""
    if verb.form == "third":
        noun = before in lists["determiners"] or before in lists["prepositions"] or before.isdigit()
        return (
            ""
            if noun
            else "active"
            if _follows_reference(page, view, number) or before in _RELATIVES or before == "and"
            else ""
        )
    if verb.form == "gerund":
        noun = page.words[number].low in page.lexicon.nouns and before not in lists["auxiliaries"]
        return "" if noun or before in lists["determiners"] or before in ("of", "for", "in", "about") else "gerund"
    near = [page.words[n].low for n in range(max(view.first, number - 3), number)]
    if set(near) & lists["passive"] and "participle" in forms and before not in ("has", "have", "had"):
        return "passive"
    following = page.words[number + 1].low if number + 1 < view.last else ""
    if following == "by" and "participle" in forms and before not in ("has", "have", "had"):
        return "passive"
    if before in lists["determiners"] or before in ("of", "with", "for"):
        return ""
    return "active" if _can_act(page, view, number, before) else ""


def _can_act(page: Page, view: SentenceView, number: int, before: str) -> bool:
    """Tell whether a past form follows a subject and not a noun it describes ("a truce signed in Lome")."""
    if (
        before in _RELATIVES
        or before in ("and", "has", "have", "had", "not", "but", "then")
        or "," in page.words[number].gap
    ):
        return True
    place = over_adverbs(page, view, number)
    if place > view.first and place < number and "," in page.words[place].gap:
        return True
    for reference in view.references:
        if reference.role == "agent" and role_end(page, reference, view.last) == place:
            return True
        if reference.last == place and reference.role in ("name", "pronoun", "agent"):
            return True
        if reference.role == "owner" and 0 < place - reference.last <= 4 and _aide(page, view, number) is not None:
            return True
    return any(
        (found := match_title(page, start, place)) is not None and found[0] == place
        for start in range(max(view.first, place - 3), place)
    )


def _antecedent(page: Page, view: SentenceView, place: int) -> Reference | None:
    """Return whom "who" or "which" means: the name right before it, for "who" also one a little further off."""
    if place > view.first and page.words[place - 1].low == "and":
        earlier = next((n for n in range(view.first, place) if page.words[n].low in ("who", "whom", "which")), place)
        place = earlier
    bracket = [r.first for r in view.references if r.last == place and "(" in page.words[r.first].gap]
    who = page.words[place].low in ("who", "whom")
    place = bracket[0] if bracket else place
    before = [r for r in view.references if r.last <= place and r.role in ("name", "pronoun", "agent")]
    if who:
        before = [r for r in before if r.actor.kind == "person" or r.last == place]
        return before[-1] if before and place - before[-1].last <= 8 else None
    return before[-1] if before and before[-1].last == place and before[-1].actor.kind != "place" else None


def _owns_noun(page: Page, subject: Reference, number: int) -> bool:
    """Tell whether no other clause begins between a reference and a noun ("said that talks with …")."""
    for place in range(subject.last, number):
        verb = page.lexicon.verbs.get(page.words[place].low)
        finite = verb is not None and verb.form not in ("gerund", "base")
        told = finite and page.words[place].low in page.lexicon.speech
        adverbial = place + 1 < number and page.words[place + 1].low in (
            "after",
            "before",
            "during",
            "following",
            "at",
            "in",
        )
        if page.words[place].low == "that" or (told and not adverbial):
            return False
    return True


def _turns(page: Page, start: int, number: int) -> list[int]:
    """Return the words between a reference and a verb after which another subject can stand."""
    turns: list[int] = []
    for place in range(start, number):
        low = page.words[place].low
        verb = page.lexicon.verbs.get(low)
        told = (
            low in page.lexicon.speech
            and verb is not None
            and ("past" in verb.form or (verb.form == "third" and place == start))
        )
        if told or low in page.lexicon.words["clause_words"]:
            turns.append(place)
    return turns


def _is_its_subject(page: Page, view: SentenceView, subject: Reference, number: int) -> bool:
    """Tell whether nothing between a reference and a verb is the verb's real subject ("said that prices fell")."""
    lists, words = page.lexicon.words, page.words
    end = role_end(page, subject, view.last) if subject.role == "agent" else subject.last
    turns = _turns(page, end, number)
    ends = [*turns[1:], number] if turns else []
    light = lists["auxiliaries"] | page.lexicon.words["modals"] | page.lexicon.words["adverbs"] | {"to", "and"}
    for turn, following in zip(turns, ends, strict=True):
        rest = words[turn + 1 : following]
        if words[turn].low in ("what", "whether", "if") or (words[turn].low == "that" and turn + 1 == number):
            return False
        opens = turn == turns[-1] or words[turn].low in page.lexicon.words["clause_words"]
        if opens and not all(word.low in light or word.low.endswith("ly") for word in rest):
            return False
    return True


def _asked(page: Page, view: SentenceView, subject: Reference, number: int) -> Reference | None:
    """Return who is asked to do it: "Levania" in "called on Levania to cooperate"."""
    for place in range(subject.last, number):
        verb = page.lexicon.verbs.get(page.words[place].low)
        if verb is not None and verb.event.startswith("event.request"):
            for reference in view.references:
                if place < reference.first < number and reference.role in ("name", "agent"):
                    return reference
    return None


def find_subject(page: Page, view: SentenceView, number: int, *, noun: bool = False) -> Reference | None:
    """Return the reference that acts at a word: the nearest to the left that no preposition governs."""
    for place in range(number - 1, max(view.first, number - 10) - 1, -1):
        if page.words[place].low in ("who", "which"):
            return _antecedent(page, view, place)
    best: Reference | None = None
    for reference in view.references:
        if reference.last > number:
            break
        if reference.role not in ("name", "pronoun", "agent"):
            continue
        if not reference.governed:
            best = reference
    aide = _aide(page, view, number)
    if aide is not None:
        return aide
    if best is not None:
        fits = _owns_noun(page, best, number) if noun else _is_its_subject(page, view, best, number)
        return best if fits else None
    opening = noun or page.words[number].low.endswith("ing")
    if view.subject is not None:
        return view.subject if opening else None
    return _first_owner(view, number) if opening else None


def _first_owner(view: SentenceView, number: int) -> Reference | None:
    return next((r for r in view.references if r.role in ("owner", "agent") and r.last <= number), None)


def _aide(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return "her diplomatic advisor" as one who acts for the owner, where it stands right before a verb."""
    end = over_adverbs(page, view, number)
    for reference in view.references:
        if reference.role != "owner" or not 0 < end - reference.last <= 4:
            continue
        for start in range(reference.last, end):
            found = match_title(page, start, end)
            if found is not None and found[0] == end:
                return Reference(reference.first, end, reference.actor, "aide", reference.lead)
    return None


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
    return "obj" in plain and governing == ["of"] and not doing


def _targets(page: Page, view: SentenceView, number: int, verb: Verb) -> tuple[list[Actor], Reference | None, bool]:
    """Return the actors the verb is directed at, the reference, and whether the direction is turned round."""
    speech = page.words[number].low in page.lexicon.speech
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
        preposition = _preposition(page, number, reference.lead)
        if not _fits(page, verb.places, preposition, number, reference.lead):
            continue
        if speech and preposition == "obj" and _is_clause_subject(page, view, reference):
            break
        turned = preposition + "<" in verb.places
        return coordinated(page, view, reference, before=False), reference, turned
    for place in range(number - 1, max(view.first, number - 5) - 1, -1):
        if page.words[place].low == "whom" and "obj" in verb.places:
            whom = _antecedent(page, view, place)
            return ([whom.actor] if whom is not None else []), None, False
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


def _passive_frame(page: Page, view: SentenceView, number: int, verb: Verb) -> Frame | None:
    """Return the frame of "X was arrested by Y" and of "an exchange brokered by Y"."""
    subject, agent = find_subject(page, view, number), _agent(page, view, number)
    bare = _previous(page, view, number) not in page.lexicon.words["passive"]
    named = subject is not None and (not bare or subject.last == number)
    patients = coordinated(page, view, subject, before=True) if subject is not None and named else []
    acting = [agent.actor] if agent is not None else []
    if not patients and not acting:
        return None
    status = status_at(page, view, number, "past+participle")
    frame = _made(page, number, verb, status, (acting, patients), "passive", "" if patients else ", noun before")
    frame.subject, frame.target_reference = subject, agent
    return frame


def _active_frame(page: Page, view: SentenceView, number: int, verb: Verb) -> Frame | None:
    """Return the frame of a verb whose subject acts, also of who is asked to act ("urged X to leave")."""
    subject = find_subject(page, view, number)
    if subject is None:
        return None
    sources = coordinated(page, view, subject, before=True)
    infinitive = verb.form.startswith("base")
    asked = _asked(page, view, subject, number) if infinitive and page.words[number - 1].low == "to" else None
    if asked is not None:
        subject, sources = asked, coordinated(page, view, asked, before=False)
    targets, reference, turned = _targets(page, view, number, verb)
    targets = [actor for actor in targets if actor not in sources]
    note = ""
    if not targets and view.topic is not None and _names_a_thing(page, view, number, verb):
        targets = [view.topic] if view.topic not in sources else []
        note = ", said of the sentence before"
    status = status_at(page, view, number, "base" if infinitive else verb.form)
    sides = (targets, sources) if turned else (sources, targets)
    frame = _made(page, number, verb, status, sides, "active", note)
    frame.subject, frame.target_reference, frame.lasting = subject, reference, verb.form == "third"
    return frame


def find_verb_frames(page: Page, view: SentenceView) -> list[Frame]:
    """Return a frame for each verb of the sentence that the lexicon knows."""
    frames: list[Frame] = []
    covered = {number for r in view.references for number in range(r.lead, r.last) if r.role != "owner"}
    for number in range(view.first, view.last):
        verb = page.lexicon.verbs.get(page.words[number].low)
        if verb is None or not verb.event or number in covered:
            continue
        use = _use(page, view, number, verb)
        if not use:
            continue
        read = _passive_frame if use == "passive" else _active_frame
        frame = read(page, view, number, verb)
        if frame is not None:
            frames.append(frame)
    return frames
