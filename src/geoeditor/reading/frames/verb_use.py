"""How a word is used as a verb, and who is said to have done what "accused of" is followed by.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView, role_end

_ACTING = frozenset(
    "board management leadership lawyers government ministry office campaign team administration forces troops party "
    "movement council executive shareholders regulators envoys negotiators soldiers fighters police army".split()
)
"""Who acts for an owner: "Kpodar's lawyers", "the bank's board"."""
_BLAME_REACH = 14
_BLAMED_FOR = frozenset(
    "accuse suspect convict acquit jail sentence fine sanction designate arrest detain want criticise criticize "
    "condemn "
    "blame denounce rebuke thank praise punish penalise penalize indict prosecute investigate probe sue blacklist "
    "expel "
    "dismiss sack suspend ban bar imprison slam censure chide reprimand lambast scold applaud commend".split()
)
"""Verbs whose "of" or "for" tells what their object has done."""
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


def _over_brackets(page: Page, view: SentenceView, number: int) -> int:
    """Return where a bracket of a word or two opens that closes right before a word: "The Front (FN) backs"."""
    if ")" in page.words[number].gap:
        for start in range(number - 1, max(view.first, number - 4), -1):
            if "(" in page.words[start].gap:
                return start
    return number


def _follows_reference(page: Page, view: SentenceView, number: int) -> bool:
    place = _over_brackets(page, view, over_adverbs(page, view, number))
    return any(
        (r.last == place or (r.role == "agent" and role_end(page, r, view.last) == place))
        and r.role in ("name", "pronoun", "agent")
        for r in view.references
    )


def _goes_on(page: Page, view: SentenceView, number: int) -> bool:
    """Tell whether a comma closes an aside on a name before a verb: "X, the mayor of Y, leads Z"."""
    if page.words[number].gap not in (", ", "), "):
        return False
    named = (r for r in view.references if r.last < number - 1 and r.role in ("name", "pronoun"))
    return any(page.words[r.last].gap == ", " for r in named)


def doer_of(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return X of "accused X of bombing Y" and "X was fined for paying Y": who is said to have done it."""
    words = page.words
    number -= words[number - 1].low == "having"
    if number - 2 <= view.first or words[number - 1].low not in ("of", "for"):
        return None
    for place in range(number - 2, max(view.first, number - _BLAME_REACH) - 1, -1):
        if any(sign in words[place + 1].gap for sign in ";:—–()"):
            return None
        verb = page.lexicon.verbs.get(words[place].low)
        if verb is None or verb.base not in _BLAMED_FOR or words[place].upper:
            continue
        near = [words[n].low for n in range(max(view.first, place - 3), place)]
        if set(near) & page.lexicon.words["passive"]:
            before = [r for r in view.references if r.last <= place and r.role in ("name", "pronoun", "agent")]
            free = [r for r in before if not r.governed]
            return free[-1] if free else None
        named = [r for r in view.references if place < r.first and r.last < number]
        named = [r for r in named if r.role in ("name", "pronoun", "agent") and not r.governed]
        return named[0] if named else None
    return None


def _several_before(page: Page, view: SentenceView, number: int) -> bool:
    """Tell whether several act right before a base form: "NATO leaders gather", "A and B plan"."""
    place = over_adverbs(page, view, number)
    if place == view.first or not page.words[number].joined:
        return False
    things = page.words[place - 1]
    if things.low.endswith("s") and not things.upper:
        whose = range(max(view.first, place - 6), place - 1)
        apart = any(
            r.first >= n for n in whose if page.words[n].low == "whose" for r in view.references if r.last < place
        )
        if any(page.words[n].low == "whose" for n in whose) and not apart:
            return True  # "X, whose rigs depend on Y"
    for reference in view.references:
        if reference.role == "agent" and reference.last < place == role_end(page, reference, view.last):
            return page.words[place - 1].low.endswith("s")
        if reference.last != place or reference.role != "name" or reference.governed:
            continue
        joint = reference.lead - 1
        if joint > view.first and page.words[joint].low == "and":
            return any(r.last == joint and r.role in ("name", "agent") and not r.governed for r in view.references)
    return False


def verb_use(page: Page, view: SentenceView, number: int, verb: Verb) -> str:
    """Return how a word is used as a verb: active, passive, gerund, or "" where it is a noun or an adjective."""
    lists = page.lexicon.words
    word, before = page.words[number], word_before(page, view, number)
    if word.upper and not (number == view.first and verb.form == "gerund"):
        return ""
    if word.gap == "-" or (number + 1 < view.last and page.words[number + 1].gap == "-"):
        return ""
    forms = verb.form.split("+")
    by = number + 1 < view.last and page.words[number + 1].low == "by" and "participle" in forms
    if forms[0] == "base" and "past" not in forms and not by:
        return "active" if before in page.lexicon.words["modals"] or _several_before(page, view, number) else ""
    if verb.form == "third":
        noun = before in lists["determiners"] or before in lists["prepositions"] or before.isdigit()
        return (
            ""
            if noun
            else "active"
            if _follows_reference(page, view, number)
            or before in _RELATIVES
            or before == "and"
            or _goes_on(page, view, number)
            else ""
        )
    if verb.form == "gerund":
        noun = page.words[number].low in page.lexicon.nouns and before not in lists["auxiliaries"]
        if before in ("of", "for") and doer_of(page, view, number) is not None:
            return "gerund"
        return "" if noun or before in lists["determiners"] or before in ("of", "for", "in", "about") else "gerund"
    if before == "having" and doer_of(page, view, number) is not None:
        return "active"
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
        if reference.role == "owner" and 0 < place - reference.last <= 4 and aide(page, view, number) is not None:
            return True
    return any(
        (found := match_title(page, start, place)) is not None and found[0] == place
        for start in range(max(view.first, place - 3), place)
    )


def aide(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return "her diplomatic advisor" as one who acts for the owner, where it stands right before a verb."""
    end = reach = over_adverbs(page, view, number)
    while reach > view.first and page.words[reach - 1].low in page.lexicon.words["auxiliaries"]:
        reach -= 1
    if reach > view.first and page.words[reach - 1].low in _ACTING:
        end = reach
    for reference in view.references:
        if reference.role != "owner" or not 0 < end - reference.last <= 4:
            continue
        apposed = page.words[reference.lead].gap == ", "
        if apposed and any(r.last == reference.lead and r.actor.kind == "person" for r in view.references):
            continue
        between = page.words[reference.last : end]
        plain = all(word.joined and not word.upper for word in between[1:]) and not between[0].upper
        if between[-1].low in _ACTING and plain and not {w.low for w in between} & page.lexicon.words["prepositions"]:
            return Reference(reference.first, end, reference.actor, "aide", reference.lead)
        for start in range(reference.last, end):
            found = match_title(page, start, end)
            if found is not None and found[0] == end:
                return Reference(reference.first, end, reference.actor, "aide", reference.lead)
    return None
