"""Who acts at a verb: how a word is used as a verb, and which reference to the left of it is its subject.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView, role_end

_RELATIVES = frozenset(("who", "which", "that", "whom"))


def over_adverbs(page: Page, view: SentenceView, number: int) -> int:
    """Return the number after the last word before `number` that is no adverb."""
    while number > view.first:
        low = page.words[number - 1].low
        if low not in page.lexicon.words["adverbs"] and not low.endswith("ly"):
            break
        number -= 1
    return number


def word_before(page: Page, view: SentenceView, number: int) -> str:
    """Return the word before, adverbs passed over."""
    place = over_adverbs(page, view, number)
    return page.words[place - 1].low if place > view.first else ""


def _follows_reference(page: Page, view: SentenceView, number: int) -> bool:
    place = over_adverbs(page, view, number)
    return any(r.last == place and r.role in ("name", "pronoun", "agent") for r in view.references)


def verb_use(page: Page, view: SentenceView, number: int, verb: Verb) -> str:
    """Return how a word is used as a verb: active, passive, gerund, or "" where it is a noun or an adjective."""
    lists = page.lexicon.words
    word, before = page.words[number], word_before(page, view, number)
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
    if before in lists["determiners"] - {"that"} or before in ("of", "with", "for"):
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


def _is_described(page: Page, reference: Reference, place: int) -> bool:
    """Tell whether only an apposition stands between a name and "who"."""
    after = page.words[reference.last]
    apposed = after.gap == ", " and (after.low in ("a", "an", "the", "one", "who") or after.text[0].isdigit())
    return apposed or "," in page.words[place].gap


def antecedent(page: Page, view: SentenceView, place: int) -> Reference | None:
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
        # "he betrayed the people who marched" is not about him, "X, a lawyer who led Y" is about X
        if before and before[-1].last < place and not _is_described(page, before[-1], place):
            return None
        return before[-1] if before and place - before[-1].last <= 8 else None
    nearest = before[-1] if before and before[-1].last == place else None
    if nearest is not None and nearest.actor.kind == "place":
        # a capital that stands for its state acts; where something happens does not
        stands_in = page.words[max(view.first, nearest.lead - 1)].low in ("in", "at", "near", "from", "to", "outside")
        return None if stands_in or "," not in page.words[place].gap else nearest
    return nearest


def _owns_noun(page: Page, subject: Reference, number: int) -> bool:
    """Tell whether no other clause begins between a reference and a noun ("said that talks with …")."""
    for place in range(subject.last, number):
        verb = page.lexicon.verbs.get(page.words[place].low)
        finite = verb is not None and verb.form not in ("gerund", "base")
        told = finite and page.words[place].low in page.lexicon.speech
        told = told and page.words[place].low not in page.lexicon.words["light_verbs"]
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


def asked_subject(page: Page, view: SentenceView, subject: Reference, number: int) -> Reference | None:
    """Return who is asked to do it: "Levania" in "called on Levania to cooperate"."""
    for place in range(subject.last, number):
        verb = page.lexicon.verbs.get(page.words[place].low)
        if verb is not None and verb.event.startswith("event.request"):
            for reference in view.references:
                if place < reference.first < number and reference.role in ("name", "agent"):
                    return reference
    return None


def _is_object(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a verb stands right before a reference, so that it does not act in what "and" goes on with."""
    before = reference.lead - 1
    if before <= view.first or not page.words[reference.lead].joined:
        return False
    verb = page.lexicon.verbs.get(page.words[before].low)
    if verb is None or not verb.event or page.words[before].low in page.lexicon.speech:
        return False
    doer = page.words[before - 1].low
    if (
        "past" in verb.form.split("+")
        and page.words[before].joined
        and (doer in page.lexicon.words["role_nouns"] or (doer.endswith("s") and not page.words[before - 1].upper))
    ):
        return True  # "whose forces captured X"
    described = page.words[before - 1].owner or (page.words[before].joined and page.words[before - 1].upper is False)
    adjective = described and word_before(page, view, before) not in page.lexicon.words["verb_leads"]
    return not adjective and verb_use(page, view, before, verb) in ("active", "gerund")


def _is_aside(page: Page, view: SentenceView, reference: Reference, number: int) -> bool:
    """Tell whether a reference stands in brackets that close before a word."""
    opened = any("(" in page.words[n].gap for n in range(max(view.first, reference.first - 6), reference.first + 1))
    closed = any(")" in page.words[n].gap for n in range(reference.last, min(number + 1, reference.last + 4)))
    return opened and closed


def _only_tells(page: Page, view: SentenceView, reference: Reference, number: int) -> bool:
    """Tell whether a reference is set between commas with its verb of speech: "The party, she said, would leave"."""
    told = reference.last
    if told + 1 >= min(view.last, number + 1) or page.words[reference.lead].gap != ", ":
        return False
    return page.words[told].low in page.lexicon.speech and page.words[told + 1].gap == ", "


def _resumed(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return X of "X, who ran the port, was held": the verb after the comma goes on with the sentence's subject."""
    words, subject, start = page.words, view.subject, number
    while start > view.first and words[start - 1].low in page.lexicon.words["auxiliaries"]:
        start -= 1
    if subject is None or start == number or words[start].gap not in (", ", "), "):
        return None
    told = any(words[n].low in ("who", "which", "whose") and "," in words[n].gap for n in range(subject.last, start))
    return subject if told else None


def find_subject(page: Page, view: SentenceView, number: int, *, noun: bool = False) -> Reference | None:
    """Return the reference that acts at a word: the nearest to the left that no preposition governs."""
    resumed = _resumed(page, view, number)
    if resumed is not None:
        return resumed
    for place in range(number - 1, max(view.first, number - 10) - 1, -1):
        if page.words[place].low in ("who", "which"):
            if page.words[place - 1].low in page.lexicon.words["prepositions"] and place > view.first:
                break  # "a bloc to which X belongs": the subject stands after it
            return antecedent(page, view, place)
    best: Reference | None = None
    follows = page.words[number].low in ("replacing", "succeeding", "becoming")  # "appointed X, replacing Y"
    for reference in view.references:
        if reference.last > number:
            break
        if reference.role not in ("name", "pronoun", "agent") or _is_aside(page, view, reference, number):
            continue
        if _only_tells(page, view, reference, number):
            continue
        if not reference.governed and (follows or not _is_object(page, view, reference)):
            best = reference
    aide = _aide(page, view, number)
    if aide is not None:
        return aide
    if best is not None:
        fits = _owns_noun(page, best, number) if noun else _is_its_subject(page, view, best, number)
        return best if fits else None
    progressive = word_before(page, view, number) in page.lexicon.words["auxiliaries"]
    opening = noun or (page.words[number].low.endswith("ing") and not progressive)
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
        apposed = page.words[reference.lead].gap == ", "
        if apposed and any(r.last == reference.lead and r.actor.kind == "person" for r in view.references):
            continue
        for start in range(reference.last, end):
            found = match_title(page, start, end)
            if found is not None and found[0] == end:
                return Reference(reference.first, end, reference.actor, "aide", reference.lead)
    return None
