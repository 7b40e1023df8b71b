"""Which verb a word is with the words that belong to it: "turned down", "cut all ties with", "drove X out".

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import SentenceView

_MOST_SKIPPED = 3


def verb_at(page: Page, view: SentenceView, number: int) -> tuple[Verb | None, int]:
    """Return the verb a word is, the words after it minded ("turned down"), and the number of its last word."""
    best: tuple[Verb | None, int] = page.lexicon.verbs.get(page.words[number].low), number
    for particle, verb in page.lexicon.phrasals.get(page.words[number].low, {}).items():
        end = _particle_end(page, view, number, particle)
        if best[1] < end < view.last and page.words[number + 1].joined:
            best = verb, end
    split = _split_particle(page, view, number) if best[1] == number else None
    return split if split is not None else best


def _split_particle(page: Page, view: SentenceView, number: int) -> tuple[Verb, int] | None:
    """Return what a verb means whose particle stands after its object: "drove X out", "turned X down"."""
    phrasals = page.lexicon.phrasals.get(page.words[number].low, {})
    named = next((r for r in view.references if r.lead == number + 1 and r.role in ("name", "pronoun")), None)
    if not phrasals or named is None or named.last >= view.last or not page.words[named.last].joined:
        return None
    verb = phrasals.get((page.words[named.last].low,))
    if verb is None:
        return None
    return verb, number if "obj" in verb.places else named.last


def _particle_end(page: Page, view: SentenceView, number: int, particle: tuple[str, ...]) -> int:
    """Return the last word of what belongs to a verb, adjectives before its noun allowed, or 0."""
    lists = page.lexicon.words
    noun = particle[1:] if particle[0] in lists["determiners"] else particle
    loose = len(noun) > 1 and noun[0] not in lists["prepositions"] and noun[0] not in lists["adverbs"]
    for skipped in range(_MOST_SKIPPED + 1 if loose else 1):
        start = number + 1 + skipped
        for wanted in (particle, noun) if loose else (particle,):
            end = start + len(wanted)
            if end <= view.last and tuple(word.low for word in page.words[start:end]) == wanted:
                return end - 1
        if start >= view.last or page.words[start].upper or not page.words[start].joined:
            return 0
        if page.words[start].low in lists["prepositions"] | lists["auxiliaries"] | {"and", "or", "to"}:
            return 0
    return 0
