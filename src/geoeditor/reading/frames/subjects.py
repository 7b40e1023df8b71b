"""Who acts at a verb: which reference to the left of it is its subject.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.beside import compound_tail
from geoeditor.reading.frames.frame import acts_next
from geoeditor.reading.frames.verb_use import aide, doer_of, over_adverbs, verb_use, word_before
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView, role_end

_OPENERS = frozenset(("after", "before", "since", "until", "as", "than", "like"))
_TOLD_TO = frozenset(("accuse", "charge", "tell", "warn", "urge", "ask", "threaten"))
"""Verbs of speech that have somebody as their object."""
_OWN_DEEDS = frozenset("promise vow threaten visit meet leave use join fly phone travel".split())
"""Verbs after whose object "to" tells what the subject does: "left Riga to join the army"."""


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


def _closing(page: Page, turn: int, number: int) -> int:
    """Return where a comma ends the aside that "who" opens, or 0: "X, who leads Y, signed it but refused to go"."""
    words = page.words
    opening = turn - (
        words[turn].low in ("which", "whom") and words[turn - 1].low in page.lexicon.words["prepositions"]
    )
    if words[turn].low not in ("who", "which", "whose", "whom") or "," not in words[opening].gap:
        return 0
    for place in range(turn + 2, number + 1):
        if words[place].gap not in (", ", "), "):
            continue
        low = words[place].low
        verb = page.lexicon.verbs.get(low)
        told = verb is not None and ({"past", "third"} & set(verb.form.split("+")))
        if told or low in page.lexicon.words["auxiliaries"] or low in page.lexicon.words["irregular_pasts"]:
            return place
    return 0


def _is_joined(page: Page, view: SentenceView, turn: int, number: int) -> bool:
    """Tell whether "and" joins a verb to a verb of speech that has but a thing after it: "denied it and blamed X"."""
    low = page.words[turn].low
    if low in page.lexicon.words["clause_words"] or word_before(page, view, number) not in ("and", "but", "then"):
        return False
    if any(page.words[n].low in page.lexicon.words["clause_words"] for n in range(turn + 1, number)):
        return False
    between = [r for r in view.references if r.first > turn and r.last <= number and not r.governed]
    acting = [r for r in between if r.role in ("name", "pronoun", "agent")]
    return not any(not _is_object(page, view, r) for r in acting)


def _is_its_subject(page: Page, view: SentenceView, subject: Reference, number: int) -> bool:
    """Tell whether nothing between a reference and a verb is the verb's real subject ("said that prices fell")."""
    lists, words = page.lexicon.words, page.words
    end = role_end(page, subject, view.last) if subject.role == "agent" else subject.last
    turns = _turns(page, end, number)
    aside = max((_closing(page, turn, number) for turn in turns), default=0)
    turns = [turn for turn in turns if turn >= aside]
    turns = [turn for turn in turns if not _is_joined(page, view, turn, number)]
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
    beside = next((r for r in view.references if r.last == number - 1 and r.role in ("name", "agent")), None)
    if beside is not None and beside is not subject and _is_object(page, view, beside):
        doing = page.lexicon.verbs.get(page.words[beside.lead - 1].low)
        return None if doing is not None and doing.base in _OWN_DEEDS else beside
    for place in range(subject.last, number):
        verb = page.lexicon.verbs.get(page.words[place].low)
        if verb is not None and verb.event.startswith("event.request"):
            for reference in view.references:
                if place < reference.first < number and reference.role in ("name", "agent"):
                    return reference
    return None


def _over_adjectives(page: Page, view: SentenceView, number: int) -> int:
    """Return the word before "the opposition" in "accused the opposition Rally"."""
    lists, start = page.lexicon.words, number
    closed = lists["prepositions"] | lists["auxiliaries"] | lists["boundaries"] | {"and", "or", "but"}
    while number > view.first and start - number < 3:
        word = page.words[number]
        if word.low in page.lexicon.verbs or word.low in page.lexicon.speech:
            return number
        if word.upper or not word.joined or word.low in closed:
            return start
        number -= 1
    return start


def _is_object(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a verb stands right before a reference, so that it does not act in what "and" goes on with."""
    before = _over_adjectives(page, view, reference.lead - 1)
    if before <= view.first or not page.words[reference.lead].joined:
        return False
    verb = page.lexicon.verbs.get(page.words[before].low)
    if verb is None or not verb.event:
        return False
    if page.words[before].low in page.lexicon.speech and (
        verb.base not in _TOLD_TO or acts_next(page, view, reference)
    ):
        return False
    doer = page.words[before - 1].low
    if (
        "past" in verb.form.split("+")
        and page.words[before].joined
        and (doer in page.lexicon.words["role_nouns"] or (doer.endswith("s") and not page.words[before - 1].upper))
    ):
        return True  # "whose forces captured X"
    described = page.words[before - 1].owner or (page.words[before].joined and page.words[before - 1].upper is False)
    doing = over_adverbs(page, view, before)
    by_name = any(r.last == doing and r.role == "name" for r in view.references) and doing < before
    by_name = by_name or any(r.last == doing and r.role in ("pronoun", "agent") for r in view.references)
    described = described and not by_name
    adjective = described and word_before(page, view, before) not in page.lexicon.words["verb_leads"]
    return not adjective and verb_use(page, view, before, verb) in ("active", "gerund")


def _describes(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a name only says what another is: "X, a Kpodar loyalist, left", "X, a Social Democrat, left"."""
    party = reference.actor.kind in ("organisation", "group", "state") and reference.first - 1 - view.first > 0
    if party and page.words[reference.first - 1].low in ("a", "an") and page.words[reference.first - 1].gap == ", ":
        closed = reference.last < view.last and page.words[reference.last].gap == ", "
        return closed and any(r.last == reference.first - 1 and r.actor.kind == "person" for r in view.references)
    if reference.role != "name" or reference.actor.kind != "person" or reference.last >= view.last:
        return False
    noun, before = page.words[reference.last], page.words[reference.first - 1]
    if reference.first == view.first or before.low not in ("a", "an", "another", "staunch", "longtime", "veteran"):
        return False
    verb = page.lexicon.verbs.get(noun.low)
    return noun.joined and not noun.upper and (verb is None or verb.form == "base")


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
    openings = [n for n in range(subject.last, start) if words[n].low in ("who", "which", "whose")]
    openings = [n for n in openings if "," in words[n].gap]
    if openings and words[openings[-1]].low == "whose":
        # "the party, whose leader, X, has gone": X goes on, not the party
        named = next((r for r in view.references if r.last == start and r.role == "name"), None)
        if named is not None and named.actor.kind == "person" and words[named.first].gap == ", ":
            return named
    return subject if openings else None


def _sends_people(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether people act for a body: "Delegates from X signed", "Fighters of Y attacked"."""
    words, lists, place = page.words, page.lexicon.words, reference.lead - 1
    if reference.actor.kind == "person" or place <= view.first or words[place].low not in ("of", "from", "for"):
        return False
    if words[place - 1].low not in lists["role_nouns"] | lists["people_nouns"] or words[place - 1].upper:
        return place - 1 == view.first and words[place - 1].low in lists["people_nouns"] | lists["role_nouns"]
    return place - 2 < view.first or words[place - 2].low not in lists["prepositions"]


def _goes_with(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a comma ends what "with" begins: "X, a lawmaker with the Alliance, left"."""
    if reference.lead == view.first or page.words[reference.lead - 1].low != "with":
        return False
    return reference.last < view.last and page.words[reference.last].gap == ", "


def _opens_clause(page: Page, view: SentenceView, reference: Reference, number: int) -> bool:
    """Tell whether "after" before a reference opens a clause that a reference begins: "after Slovak police raided"."""
    if reference.lead == view.first or page.words[reference.lead - 1].low not in _OPENERS:
        return False
    return role_end(page, reference, view.last) == over_adverbs(page, view, number)


def _whose_thing(page: Page, view: SentenceView, place: int, number: int) -> bool:
    """Tell whether a thing of somebody acts for them: "X, whose troops fought", "X, whose rigs depend on Y"."""
    if "," not in page.words[place].gap:
        return False
    between = [r for r in view.references if place < r.first and r.last <= number]
    return not any(r.role in ("name", "pronoun", "agent", "owner") and not r.governed for r in between)


def _relative_before(page: Page, view: SentenceView, number: int) -> int | None:
    """Return the "who" or "which" whose verb a word can be, further off only where nothing parts them."""
    apart = False
    for place in range(number - 1, max(view.first, number - 20) - 1, -1):
        apart = apart or not page.words[place + 1].gap.isspace()
        if place < number - 10 and apart:
            return None
        if page.words[place].low == "whose" and _whose_thing(page, view, place, number):
            return place
        if page.words[place].low in ("who", "which"):
            governed = place > view.first and page.words[place - 1].low in page.lexicon.words["prepositions"]
            return None if governed else place  # "a bloc to which X belongs": the subject stands after it
    return None


def find_subject(page: Page, view: SentenceView, number: int, *, noun: bool = False) -> Reference | None:
    """Return the reference that acts at a word: the nearest to the left that no preposition governs."""
    gerund = page.words[number].low.endswith("ing") or page.words[number - 1].low == "having"
    if gerund and (doer := doer_of(page, view, number)) is not None:
        return doer
    resumed = _resumed(page, view, number)
    if resumed is not None:
        return resumed
    place = _relative_before(page, view, number)
    if place is not None:
        return antecedent(page, view, place)
    best: Reference | None = None
    follows = page.words[number].low in ("replacing", "succeeding", "becoming")  # "appointed X, replacing Y"
    for reference in view.references:
        if reference.last > number:
            break
        if reference.role not in ("name", "pronoun", "agent") or _is_aside(page, view, reference, number):
            continue
        if (
            compound_tail(page, reference)
            or _only_tells(page, view, reference, number)
            or _describes(page, view, reference)
        ):
            continue
        free = not reference.governed or _opens_clause(page, view, reference, number)
        free = (free or _sends_people(page, view, reference)) and not _goes_with(page, view, reference)
        if free and (follows or not _is_object(page, view, reference)):
            best = reference
    helper = aide(page, view, number)
    if helper is not None:
        return helper
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
