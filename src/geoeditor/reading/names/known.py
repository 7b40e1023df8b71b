"""Finding the project's own actors in a text: whole words, the longest name first, before every other rule.

A first-word index, so the cost does not grow with the number of known actors. May import this package and the
reader's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geoeditor.reading.lexicon import fold
from geoeditor.reading.words import Word, split_words

_KINDS = {
    "person": "person",
    "state": "state",
    "group": "group",
    "place": "place",
    "government_body": "organisation",
    "political_party": "organisation",
    "armed_force": "organisation",
    "armed_group": "group",
    "company": "organisation",
    "igo": "organisation",
    "international_organisation": "organisation",
    "ngo": "organisation",
    "media": "organisation",
    "organisation": "organisation",
}


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the user's project; `kind` is a word or a key such as "actor.person" ("" when untyped)."""

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def proposal_kind(self) -> str:
        """Return the kind in the words of proposals."""
        for word in reversed(self.kind.split(".")):
            if word in _KINDS:
                return _KINDS[word]
        return "untyped"


@dataclass(slots=True)
class KnownNames:
    """All names of all known actors, by their first word."""

    by_first: dict[str, list[tuple[tuple[str, ...], KnownActor]]] = field(default_factory=dict)
    by_name: dict[str, KnownActor] = field(default_factory=dict)

    def match(self, words: list[Word], number: int) -> tuple[int, KnownActor] | None:
        """Return the longest known name that begins at a word, and the number of the word after it."""
        for form, actor in self.by_first.get(words[number].text, ()):
            last = number + len(form)
            if last <= len(words) and all(
                words[number + k].text == form[k]
                and (k == 0 or words[number + k].gap in (" ", "\u00a0", ". ", " & ", "\n"))
                for k in range(len(form))
            ):
                return last, actor
        return None


def _forms(actor: KnownActor) -> list[str]:
    return [name for name in (actor.name, *actor.aliases) if name.strip()]


def _parts(form: str) -> tuple[str, ...]:
    """Return the words of a name as the reader splits them; names of plain letters need no splitting."""
    if form.replace(" ", "").isalpha():
        return tuple(form.split())
    return tuple(word.text for word in split_words(form, [(0, len(form))]))


def known_names(known: Sequence[KnownActor]) -> KnownNames:
    """Index the names of the project's actors; a surname counts where only one known person bears it."""
    names = KnownNames()
    surnames: dict[str, set[str]] = {}
    for actor in known:
        words = actor.name.split()
        if actor.proposal_kind == "person" and len(words) > 1:
            surnames.setdefault(words[-1], set()).add(actor.name)
    for actor in known:
        forms = _forms(actor)
        words = actor.name.split()
        if len(words) > 1 and len(surnames.get(words[-1], ())) == 1 and actor.proposal_kind == "person":
            forms.append(words[-1])
        for form in forms:
            names.by_name.setdefault(fold(form), actor)
            parts = _parts(form)
            if parts:
                names.by_first.setdefault(parts[0], []).append((parts, actor))
    for entries in names.by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return names
