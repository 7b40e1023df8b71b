"""The state of an office that names none: the sentence's only state, its city's, or the one the article is about.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.lexicon import Title
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_BEFORE_MINISTRY = frozenset(("the", "prime", "became", "becomes", "is", "was", "as", "remains"))
_AWAY = frozenset(("to", "from", "for", "into", "towards"))
_GIVEN_TOO = frozenset(("sultan", "sheikh", "emir", "prince", "princess", "king", "queen", "pope"))
"""Titles that are given names too, or that few states have."""
_DATELINE_REACH, _BEFORE_DASH, _LONGEST_CITY = 60, 9, 3


def silent_state(page: Page, view: SentenceView, reference: Reference, title: Title) -> tuple[Actor | None, str]:
    """Return the state of an office of state that names none, and the rule that found it.

    It is the one state the sentence names, or the one whose city it names, or the one the article is about; asked once
    for a person, and never where the text names a state before the office elsewhere.
    """
    if title.label.split(" ")[0] in _GIVEN_TOO:
        return None, ""
    if title.sector != "state" or not title.link or names_state_elsewhere(page, reference.actor):
        return None, ""
    if any(m.title_words and m.first < reference.first for m in reference.actor.mentions):
        return None, ""
    named = [r.actor for r in view.references if r.actor.kind == "state" and r.role != "attribute"]
    opening = any(r.actor.kind == "state" and _speaks_of(page, r, reference) for r in view.references)
    if len({id(actor) for actor in named}) == 1 and (opening or named[0] is view.home):
        return named[0], "office before the name, the sentence's only state"
    cities = {
        r.actor.country
        for r in view.references
        if r.actor.kind == "place" and r.actor.country and page.words[r.lead - 1].low not in _AWAY
    }
    if not named and len(cities) == 1:
        state = view.states.get(cities.pop())
        if state is not None:
            return state, "office before the name, the state of the city named, only state"
    home = home_of(page, view)
    if not named and home is not None:
        return home, "office before the name, the article's only state"
    return None, ""


def home_of(page: Page, view: SentenceView) -> Actor | None:
    """Return the state the article is about, else the one whose city opens the report ("MANILA, Feb 19 - …")."""
    if view.home is not None:
        return view.home
    places = page.lexicon.places
    for number in range(min(_DATELINE_REACH, len(page.words) - _LONGEST_CITY - 1)):
        opens = number == 0 or page.words[number].sentence != page.words[number - 1].sentence
        if not opens or not page.words[number].text.isupper() or len(page.words[number].text) < _LONGEST_CITY:
            continue
        near = [word.gap for word in page.words[number + 1 : number + _BEFORE_DASH]]
        if not any(sign in gap for gap in near for sign in ("—", "–", " - ", ") - ")):
            continue
        for length in range(_LONGEST_CITY, 0, -1):
            found = places.get(page.phrase(number, number + length))
            if found is not None and found.country:
                return view.states.get(found.country)
    return None


def _speaks_of(page: Page, state: Reference, person: Reference) -> bool:
    """Tell whether a state stands before a person or opens what he says: "Minister X said Peru would …".

    A state that he visits or signs with is another's.
    """
    before = page.words[state.lead - 1].low if state.lead > person.first else ""
    return state.last <= person.first or before == "that" or before in page.lexicon.speech


def names_state_elsewhere(page: Page, actor: Actor) -> bool:
    """Tell whether a state stands before the office of a person anywhere ("French President X")."""
    for mention in actor.mentions:
        if not mention.title_words:
            continue
        start = mention.first - len(mention.title_words.split()) - 2
        for number in range(max(0, start), mention.first):
            if page.words[number].sentence != page.words[mention.first].sentence:
                continue
            place = page.lexicon.places.get(page.words[number].low)
            if place is not None and place.kind == "state" and place.use in ("name", "demonym"):
                return True
    return False


def silent_office(
    page: Page, view: SentenceView, reference: Reference, number: int, found: tuple[int, Title, str]
) -> Actor | None:
    """Return the article's state for "X, the interior minister," where no state is named with it."""
    end = found[0]
    closed = end >= view.last or page.words[end].gap.startswith((",", ".", ";"))
    specific = found[2].endswith(("minister", "head of state", "attorney general", "prosecutor general"))
    ministry = specific and found[2] != "minister" and page.words[number - 1].low in _BEFORE_MINISTRY
    if not closed or not ministry or names_state_elsewhere(page, reference.actor):
        return None
    named = {id(r.actor): r.actor for r in view.references if r.actor.kind == "state" and r.last <= reference.first}
    if len(named) == 1 and next(iter(named.values())) is not home_of(page, view):
        return next(iter(named.values()))
    return home_of(page, view)
