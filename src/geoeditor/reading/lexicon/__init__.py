"""The word lists of the reader: reviewed tables beside this file, loaded once and never changed.

Holds facts about names and words only; decides nothing. Imports nothing of ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geoeditor.reading.lexicon.inflection import inflect
from geoeditor.reading.lexicon.spelling import fold

__all__ = ["Noun", "Place", "Title", "Verb", "fold", "lexicon"]


@dataclass(frozen=True, slots=True)
class Place:
    """What a name of the gazetteer stands for; `key` is the ISO code of a state or else the name."""

    key: str
    name: str
    kind: str  # person, state, organisation, group, place
    use: str  # name, demonym, capital, metonym, city, body, media, region, adjective
    country: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """An office or trade that stands before or after a person's name."""

    link: str
    label: str
    sector: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb and what it says about the actors on its two sides."""

    base: str
    form: str  # base, third, past, participle, gerund; joined by "+" where one spelling serves for several
    present: str
    event: str = ""
    link: str = ""
    label: str = ""
    places: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names what happens between two actors, such as "meeting" or "sanctions"."""

    event: str
    link: str
    label: str
    places: tuple[str, ...]
    phrase: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, keyed for look-up: names by their folded words, words in lower case."""

    places: dict[str, Place]
    longest: int
    states: dict[str, str]
    country_capitals: frozenset[str]
    titles: dict[str, Title]
    title_openers: frozenset[str]
    heads: dict[str, tuple[str, frozenset[str]]]
    verbs: dict[str, Verb]
    phrasals: dict[str, dict[tuple[str, ...], Verb]]
    nouns: dict[str, Noun]
    speech: dict[str, str]
    given_names: frozenset[str]
    genders: dict[str, str]
    words: dict[str, frozenset[str]]


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table; lines that begin with # are for the reader of the file."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _add_places() -> tuple[dict[str, Place], dict[str, str], frozenset[str]]:
    places: dict[str, Place] = {}
    states: dict[str, str] = {}
    capitals: set[str] = set()

    def put(name: str, place: Place) -> None:
        """Acronyms keep their capitals, so that WHO is not who."""
        acronym = name.isupper() and name.isalpha() and len(name) <= 8
        places.setdefault(name if acronym else fold(name), place)

    for code, name, others, demonyms, cities, metonyms in _rows("countries.tsv"):
        states[code] = name
        for other in (name, *_several(others)):
            put(other, Place(code, name, "state", "name", code))
        for demonym in _several(demonyms):
            put(demonym, Place(code, name, "state", "demonym", code))
        for city in _several(cities):
            capitals.add(fold(city))
            put(city, Place(code, name, "state", "capital", code))
        for metonym in _several(metonyms):
            put(metonym, Place(code, name, "state", "metonym", code))
    for name, others, kind, metonyms in _rows("bodies.tsv"):
        use = "media" if kind == "media" else "body"
        for other in (name, *_several(others)):
            put(other, Place(name, name, "organisation", use))
        for metonym in _several(metonyms):
            put(metonym, Place(name, name, "organisation", "capital" if metonym == "Brussels" else "metonym"))
    for name, others, adjectives, kind in _rows("regions.tsv"):
        for other in (name, *_several(others)):
            put(other, Place(name, name, kind, "region"))
        for adjective in _several(adjectives):
            put(adjective, Place(name, name, kind, "adjective"))
    for city, code in _rows("cities.tsv"):
        put(city, Place(city, city, "place", "city", code))
    return places, states, frozenset(capitals | {"brussels"})


def _add_verbs() -> tuple[dict[str, Verb], dict[str, str]]:
    verbs: dict[str, Verb] = {}
    speech: dict[str, str] = {}

    def put(form: str, verb: Verb) -> None:
        """Keep the first meaning of a spelling, but remember every form it can be of that verb."""
        known = verbs.get(form)
        if known is None:
            verbs[form] = verb
        elif known.base == verb.base and verb.form not in known.form.split("+"):
            verbs[form] = Verb(
                known.base,
                known.form + "+" + verb.form,
                known.present,
                known.event,
                known.link,
                known.label,
                known.places,
                known.weight,
            )

    for base, past, participle, event, link, label, where, weight in _rows("verbs.tsv"):
        forms = inflect(base, past, participle)
        places = tuple(where.split())
        for kind, spelling in forms:
            put(spelling, Verb(base, kind, forms[1][1], event, link, label, places, int(weight)))
    for base, past, participle, mode in _rows("speech.tsv"):
        forms = inflect(base, past, participle)
        for kind, spelling in forms:
            speech.setdefault(spelling, mode)
            put(spelling, Verb(base, kind, forms[1][1]))
    return verbs, speech


def _add_phrasals() -> dict[str, dict[tuple[str, ...], Verb]]:
    """Return verbs that mean something with the words after them ("turned" + "down"), by form and those words."""
    phrasals: dict[str, dict[tuple[str, ...], Verb]] = {}
    for base, past, participle, after, event, link, label, where, weight in _rows("phrasals.tsv"):
        forms = inflect(base, past, participle)
        particle = tuple(after.split())
        for kind, spelling in forms:
            known = phrasals.setdefault(spelling, {}).get(particle)
            form = f"{known.form}+{kind}" if known is not None else kind
            phrasals[spelling][particle] = Verb(
                base, form, forms[1][1], event, link, label, tuple(where.split()), int(weight)
            )
    return phrasals


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Load the lists of words alone, which is a tenth of the work: all that sentences need."""
    lists: dict[str, set[str]] = {}
    for name, words in _rows("words.tsv"):
        lists.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in lists.items()}


@cache
def lexicon() -> Lexicon:
    """Load every table; the same object each time."""
    places, states, capitals = _add_places()
    verbs, speech = _add_verbs()
    titles = {row[0]: Title(*row[1:]) for row in _rows("titles.tsv")}
    return Lexicon(
        places=places,
        longest=max(name.count(" ") for name in places) + 1,
        states=states,
        country_capitals=capitals,
        titles=titles,
        title_openers=frozenset(title.split(" ")[0].replace(".", "") for title in titles),
        heads={row[0]: (row[1], frozenset(row[2].split())) for row in _rows("heads.tsv")},
        verbs=verbs,
        phrasals=_add_phrasals(),
        nouns={row[0]: Noun(row[1], row[2], row[3], tuple(row[4].split()), row[5]) for row in _rows("nouns.tsv")},
        speech=speech,
        given_names=frozenset(fold(row[0]) for row in _rows("given_names.tsv")),
        genders={fold(name): row[0] for row in _rows("genders.tsv") for name in row[1].split()},
        words=word_lists(),
    )
