"""Finding the project's own actors in a text: whole words, the longest name first, before every other rule.

Names learned from other projects come after the project's own: what clashes with those is left out, and one word of a
longer name counts only where the text has more of the name.

A first-word index, so the cost does not grow with the number of known actors. May import this package and the
reader's words.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

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


LEARNED: Final = "learned from your other projects"
"""The rule of what is known from elsewhere."""
LEARNED_STRENGTH: Final = 0.95


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the user's project; `kind` is a word or a key such as "actor.person" ("" when untyped).

    One that is `learned` is of the user's other projects.
    """

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    learned: bool = False

    @property
    def proposal_kind(self) -> str:
        """Return the kind in the words of proposals."""
        for word in reversed(self.kind.split(".")):
            if word in _KINDS:
                return _KINDS[word]
        return "untyped"


Index = dict[str, list[tuple[tuple[str, ...], KnownActor]]]


@dataclass(slots=True)
class KnownNames:
    """All names of all known actors, by their first word; those of other projects apart."""

    by_first: Index = field(default_factory=dict)
    learned: Index = field(default_factory=dict)
    by_name: dict[str, KnownActor] = field(default_factory=dict)

    def match(self, words: list[Word], number: int, *, learned: bool = False) -> tuple[int, KnownActor] | None:
        """Return the longest known name that begins at a word, and the number of the word after it."""
        for form, actor in (self.learned if learned else self.by_first).get(words[number].text, ()):
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


def is_short(actor: KnownActor, form: str) -> bool:
    """Tell whether a form is one word of a longer name, such as a surname, and no acronym."""
    return " " not in form.strip() and not form.isupper() and fold(form) != fold(actor.name)


def _surname(actor: KnownActor) -> str:
    words = actor.name.split()
    return words[-1] if len(words) > 1 and actor.proposal_kind == "person" else ""


def _may_be_in(actor: KnownActor, there: Container[str]) -> bool:
    """Tell whether a text of these words, in small letters, may name an actor."""
    for form in _forms(actor):
        first = form.split(None, 1)[0].lower()
        bare = first.rstrip(".")
        if first in there or bare in there or not bare.isalpha():  # other words may be split otherwise
            return True
    return _surname(actor).lower() in there


def known_names(known: Sequence[KnownActor], there: Container[str] | None = None) -> KnownNames:
    """Index the names of the project's actors; a surname counts where only one known person bears it.

    Where it is given what words are there, in small letters, other projects' actors without any of them are left out.
    """
    names = KnownNames()
    own = [actor for actor in known if not actor.learned]
    surnames: dict[str, set[str]] = {}
    for actor in own:
        if surname := _surname(actor):
            surnames.setdefault(surname, set()).add(actor.name)
    for actor in own:
        forms = _forms(actor)
        if len(surnames.get(_surname(actor), ())) == 1:
            forms.append(_surname(actor))
        for form in forms:
            names.by_name.setdefault(fold(form), actor)
            _index(names.by_first, form, actor)
    learned = [actor for actor in known if actor.learned and (there is None or _may_be_in(actor, there))]
    for actor, form in _learned_forms(learned, names):
        if not is_short(actor, form):
            names.by_name.setdefault(fold(form), actor)
        _index(names.learned, form, actor)
    for entries in (*names.by_first.values(), *names.learned.values()):
        entries.sort(key=lambda entry: -len(entry[0]))
    return names


def _index(index: Index, form: str, actor: KnownActor) -> None:
    parts = _parts(form)
    if parts:
        index.setdefault(parts[0], []).append((parts, actor))


def _learned_forms(learned: Sequence[KnownActor], names: KnownNames) -> Iterator[tuple[KnownActor, str]]:
    """Yield what the names of other projects add: nothing that the project knows, nothing that may be two actors."""
    heads = {fold(actor.name) for actor in learned}
    forms = {id(actor): {fold(form): form for form in _forms(actor)} for actor in learned}
    for actor in learned:
        if surname := _surname(actor):
            forms[id(actor)].setdefault(fold(surname), surname)
    owners = Counter(key for keys in forms.values() for key in keys)
    for actor in learned:
        head = fold(actor.name)
        if head in names.by_name:
            continue
        for key, form in forms[id(actor)].items():
            alone = owners[key] == 1 and key not in heads
            if (key == head or alone) and key not in names.by_name:
                yield actor, form
