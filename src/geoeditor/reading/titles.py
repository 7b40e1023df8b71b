"""Titles in a text that say something about time: "the former U.S. president", "then-Prime Minister X", "President Y".

Pure functions of a text: what is claimed, of whom, and in which sentence; whether it fits is for who knows the roles.
A title that says nothing about time counts only right before or after a name. May import all of this package.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from geoeditor.reading.lexicon import Title
from geoeditor.reading.names import KnownActor, find_actors, known_names
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView, read_references
from geoeditor.reading.sentences import find_title, split_sentences
from geoeditor.reading.words import split_words

_CLAIMS: Final = {
    "former": "past", "ex": "past", "onetime": "past", "one-time": "past", "erstwhile": "past", "ousted": "past",
    "deposed": "past", "late": "past", "then": "then", "current": "present", "sitting": "present",
    "incumbent": "present", "acting": "present", "outgoing": "present", "serving": "present", "incoming": "future",
    "exiled": "exiled",
}  # fmt: skip
_FRONTS: Final = {"ex-": "past", "then-": "then", "former-": "past"}
_ENDS: Final = ("-elect", "-designate")
_OTHER: Final = frozenset(("vice", "deputy", "assistant", "honorary", "associate", "shadow", "would-be", "self-styled"))
"""Words that make another office of a title."""
_DOUBTS: Final = frozenset(
    ("potential", "possible", "future", "next", "aspiring", "presumptive", "self-proclaimed", "likely", "prospective")
)
_DEFINITE: Final = frozenset(("the", "this", "that"))
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MOST_PEOPLE: Final = 40
_REACH: Final = 6


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title as a text uses it.

    `claim` is past, then, present, future, exiled, or '' where only the title itself says that it is held. `who` is the
    name beside it, '' for a description; `hint` is whom the reader takes a description for, `people` who was named
    before it. `body` is what the office is of, as the reader calls it, `body_words` as the text does.
    """

    span: tuple[int, int]
    words: str
    claim: str
    title: str
    link: str
    who: str
    hint: str
    people: tuple[str, ...]
    body: str
    body_words: str
    sentence: tuple[int, int]
    years: tuple[int, ...]


def titles_json(uses: Sequence[TitleUse]) -> list[dict[str, object]]:
    """Return plain values for another process."""
    return [asdict(use) for use in uses]


def find_titles(text: str, known: Sequence[KnownActor] = ()) -> list[TitleUse]:
    """Return the titles of a text that say when they were held, in the order of the text."""
    sentences = split_sentences(text)
    words = split_words(text, sentences)
    actors, page = find_actors(text, words, find_title(text, sentences) is not None, known_names(known))
    first = {id(actor): min(mention.start for mention in actor.mentions) for actor in actors if actor.mentions}
    people = sorted((actor for actor in actors if actor.kind == "person"), key=lambda actor: first.get(id(actor), 0))
    found: list[TitleUse] = []
    for view in read_references(page, actors):
        span = sentences[view.number]
        years = tuple(int(year) for year in _YEAR.findall(text[span[0] : span[1]]))
        for phrase in _phrases(page, view):
            start, end = page.words[phrase.first].start + phrase.cut, page.words[phrase.last - 1].end
            before = [actor.name for actor in people if first.get(id(actor), 0) < start]
            found.append(
                TitleUse(
                    (start, end),
                    text[start:end],
                    phrase.claim,
                    phrase.title,
                    phrase.office.link,
                    phrase.who,
                    phrase.hint,
                    () if phrase.who else tuple(before[-_MOST_PEOPLE:]),
                    phrase.body.actor.name if phrase.body is not None else "",
                    page.text[_begin(page, phrase.body) : _end(page, phrase.body)] if phrase.body is not None else "",
                    span,
                    years,
                )
            )
    return found


def _begin(page: Page, reference: Reference) -> int:
    return page.words[reference.first].start


def _end(page: Page, reference: Reference) -> int:
    return page.words[reference.last - 1].end


@dataclass(slots=True)
class _Phrase:
    """A title with its words (half-open numbers), what it claims, whose it is; `cut` letters of the first are left."""

    first: int
    last: int
    title: str
    office: Title
    claim: str
    cut: int = 0
    body: Reference | None = None
    who: str = ""
    hint: str = ""


def _phrases(page: Page, view: SentenceView) -> list[_Phrase]:
    """Return the titles of a sentence that claim something."""
    found: list[_Phrase] = []
    number = view.first
    while number < view.last:
        phrase = _phrase_at(page, view, number)
        if phrase is None:
            number += 1
            continue
        number = max(phrase.last, number + 1)
        if _grow(page, view, phrase) and _belongs(page, view, phrase):
            found.append(phrase)
    return found


def _phrase_at(page: Page, view: SentenceView, number: int) -> _Phrase | None:
    """Return the office that begins at a word, also as "ex-president", "then-Prime Minister", "president-elect"."""
    low = page.words[number].low
    for front, claim in _FRONTS.items():
        if low.startswith(front) and len(low) > len(front):
            begun = _office(page, [low[len(front) :]], number + 1, view.last)
            return None if begun is None else _Phrase(number, begun[0], begun[1], begun[2], claim)
    for last in range(min(number + 4, view.last), number, -1):
        words = [word.low for word in page.words[number:last]]
        ending = next((end for end in _ENDS if words[-1].endswith(end)), "")
        office = page.lexicon.titles.get(" ".join([*words[:-1], words[-1].removesuffix(ending)])) if ending else None
        if office is not None:
            return _Phrase(number, last, " ".join(words).removesuffix(ending), office, "future")
    found = match_title(page, number, view.last)
    return None if found is None else _Phrase(number, found[0], found[2], found[1], "")


def _office(page: Page, begun: list[str], number: int, limit: int) -> tuple[int, str, Title] | None:
    """Return the longest office whose first words are known already."""
    for last in range(min(number + 3, limit), number - 1, -1):
        words = " ".join([*begun, *(word.low for word in page.words[number:last])])
        office = page.lexicon.titles.get(words)
        if office is not None:
            return last, words, office
    return None


def _grow(page: Page, view: SentenceView, phrase: _Phrase) -> bool:
    """Take in the words before a title: what it is of, and what is said of its time; False where it is another."""
    modifiers = page.lexicon.words["title_modifiers"]
    for _ in range(_REACH):
        before = phrase.first - 1
        if before < view.first or not _is_beside(page, phrase.first):
            break
        low = page.words[before].low
        body = _body_ending(page, view, phrase.first) if phrase.body is None else None
        if low in _OTHER or low in _DOUBTS:
            return False
        if low in _CLAIMS:
            phrase.claim = phrase.claim or _CLAIMS[low]
            phrase.first = before
        elif body is not None:
            phrase.body, phrase.first = body, body.first
        elif low in modifiers and not page.words[before].upper:
            phrase.first = before
        else:
            break
    if phrase.body is None:
        phrase.body = _body_after(page, view, phrase.last)
    return phrase.office.link != ""


def _is_beside(page: Page, number: int) -> bool:
    """Tell whether only a blank or a hyphen stands before a word, or it follows somebody's."""
    word = page.words[number]
    return word.joined or word.gap == "-" or (page.words[number - 1].owner and "," not in word.gap)


def _body_ending(page: Page, view: SentenceView, number: int) -> Reference | None:
    bodies = (r for r in view.references if r.last == number and r.actor.kind not in ("person", "untyped"))
    return next(bodies, None)


def _body_after(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return what comes after "of", as in "president of Belarus"."""
    if number + 1 >= view.last or page.words[number].low not in ("of", "for") or not page.words[number].joined:
        return None
    lead = number + 2 if page.words[number + 1].low == "the" else number + 1
    bodies = (r for r in view.references if r.first in (number + 1, lead) and r.actor.kind not in ("person", "untyped"))
    return next(bodies, None)


def _belongs(page: Page, view: SentenceView, phrase: _Phrase) -> bool:
    """Find whose title it is; False where it can't be told, or the title claims nothing."""
    last = phrase.last
    if phrase.body is not None and phrase.body.first >= last:
        last = phrase.body.last
    phrase.who = _named_after(page, view, phrase, last) or _named_before(page, view, phrase)
    if phrase.who:
        return True
    article = page.words[phrase.first - 1].low if phrase.first > view.first else ""
    has_article = article in _DEFINITE and page.words[phrase.first].joined
    if phrase.claim not in ("past", "present", "future", "then") or not has_article:
        return False
    phrase.hint = next((r.actor.name for r in view.references if _covers(r, phrase)), "")
    return True


def _named_after(page: Page, view: SentenceView, phrase: _Phrase, last: int) -> str:
    """Return the person right after a title: "former president Donald Trump", "the former president, Donald Trump"."""
    if last >= view.last:
        return ""
    whole = next((r for r in view.references if r.first == phrase.first and r.last > last and _is_named(r)), None)
    if whole is not None:  # the title was taken for a part of the name
        return page.text[page.words[last].start : _end(page, whole)]
    gap = page.words[last].gap
    close = gap in (" ", "\u00a0", ". ") or (gap == ", " and phrase.claim != "")
    person = next((r for r in view.references if r.first == last and _is_named(r)), None)
    return person.actor.name if person is not None and close else ""


def _named_before(page: Page, view: SentenceView, phrase: _Phrase) -> str:
    """Return the person whom a title follows: "Donald Trump, the former U.S. president,"."""
    start = phrase.first
    if start - 1 >= view.first and page.words[start - 1].low in ("the", "a", "an") and page.words[start].joined:
        start -= 1
    if start <= view.first or page.words[start].gap != ", ":
        return ""
    person = next((r for r in view.references if r.last == start and _is_named(r)), None)
    return person.actor.name if person is not None else ""


def _is_named(reference: Reference) -> bool:
    return reference.actor.kind == "person" and reference.role == "name"


def _covers(reference: Reference, phrase: _Phrase) -> bool:
    return reference.actor.kind == "person" and reference.first <= phrase.last - 1 < reference.last
