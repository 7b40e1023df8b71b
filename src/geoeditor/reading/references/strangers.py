"""People without a name who act ("a nurse said", "my grandmother thought"): the next "she" may mean them.

May import names and phrases of the reader.
"""

from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references.phrases import is_finite

_DETERMINERS = frozenset("a an one another my our every each".split())
_PREDICATE = frozenset("as is was were are be been being became become remains remained named called".split())
_LONGEST = 4
"""Words between "a" and the noun, as in "a retired army general"."""


def _noun_end(page: Page, number: int, last: int) -> int:
    """Return where the noun of a person ends that begins at a word, or 0."""
    word = page.words[number]
    if word.upper or word.owner:
        return 0
    found = match_title(page, number, last)
    if found is not None:
        return found[0]
    return number + 1 if word.low in page.lexicon.words["person_nouns"] | page.lexicon.words["kin"] else 0


def _acts_from(page: Page, number: int, first: int, last: int) -> bool:
    """Tell whether "a …" at a word is a person who acts, not what somebody named is."""
    before = page.words[number - 1].low if number > first else ""
    if before in _PREDICATE or (number > first and page.words[number].gap[:1] in (",", ";", "(", "—", "–")):
        return False
    for noun in range(number + 1, min(last, number + 1 + _LONGEST)):
        if not page.words[noun].joined:
            return False
        end = _noun_end(page, noun, last)
        if end:
            return end < last and page.words[end].joined and is_finite(page, end)
    return False


def acts_unnamed(page: Page, first: int, last: int) -> bool:
    """Tell whether somebody without a name acts between two words."""
    if first + 1 < last and page.words[first].low == "one" and is_finite(page, first + 1):
        return True
    return any(
        page.words[number].low in _DETERMINERS and _acts_from(page, number, first, last)
        for number in range(first, last)
    )
