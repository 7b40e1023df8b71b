"""He or she: how a text or a given name tells which pronoun stands for a person.

Decides nothing where names and titles are silent. May import names of the reader.
"""

from geoeditor.reading.lexicon import fold
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page

_SHE = frozenset(
    "mrs ms miss lady dame baroness queen princess duchess countess empress wife widow sister daughter niece mother "
    "grandmother granddaughter aunt actress sheikha ".split()
)
_HE = frozenset(
    "mr sir lord king prince emir sultan sheikh pope imam patriarch ayatollah archbishop cardinal rabbi mullah husband "
    "brother son nephew father grandfather grandson uncle baron duke count emperor".split()
)
_PRONOUNS = {"she": "she", "her": "she", "hers": "she", "herself": "she"}
_PRONOUNS |= {"he": "he", "his": "he", "him": "he", "himself": "he"}


def pronoun_gender(low: str) -> str:
    """Return "he" or "she" for a pronoun of either, else ""."""
    return _PRONOUNS.get(low, "")


def _of_word(low: str) -> str:
    if low in _SHE or (low.endswith("woman") and low != "woman"):
        return "she"
    if low in _HE or (low.endswith("man") and low in ("spokesman", "chairman", "congressman", "businessman")):
        return "he"
    return ""


def _told(page: Page, actor: Actor) -> str:
    """Return what the words before and after a name tell: "his wife, X", "Mrs X", "X, a spokeswoman"."""
    for mention in actor.mentions:
        for word in mention.title_words.split():
            if found := _of_word(word):
                return found
        for number in (mention.first - 1, mention.first - 2):
            if number >= 0 and page.words[number].sentence == page.words[mention.first].sentence:
                found = _of_word(page.words[number].low)
                between = page.words[mention.first].gap if number == mention.first - 1 else "x"
                if found and between in (" ", ", ", ". "):
                    return found
    return ""


def genders_of(page: Page, actors: list[Actor]) -> dict[int, str]:
    """Return "he" or "she" by the id of each person of whom it is known."""
    genders: dict[int, str] = {}
    for actor in actors:
        if actor.kind != "person":
            continue
        known = _told(page, actor)
        if not known and " " in actor.name:
            known = page.lexicon.genders.get(fold(actor.name.split()[0]), "")
        elif not known:
            known = page.lexicon.genders.get(fold(actor.name), "")
        if known:
            genders[id(actor)] = known
    return genders
