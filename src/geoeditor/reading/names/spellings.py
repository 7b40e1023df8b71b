"""When two spellings of a person's name are one person: never by likeness alone, never across given names.

May import the lexicon's spelling only.
"""

import re
from functools import lru_cache

from geoeditor.reading.lexicon import fold

_SAME_GIVEN = (
    "alexander aleksandr aleksander aliaksandr oleksandr alexandr alyaksandr",
    "vladimir volodymyr uladzimir wladimir",
    "sergei sergey serhii serhiy siarhei sergej",
    "andrei andrey andriy andrii andrej",
    "dmitry dmitri dmitriy dmytro",
    "nikolai nikolay mykola mikola nikolaj",
    "alexei alexey aleksei aleksey oleksii oleksiy",
    "mikhail mykhailo mikhael michail",
    "yevgeny evgeny yevgeniy evgeniy yevhen",
    "yuri yuriy yury iurii",
    "svetlana sviatlana svitlana svyatlana",
    "mohammed muhammad mohammad mohamed mohamad muhammed",
    "ahmed ahmad ahmet",
    "hassan hasan",
    "hussein hussain husayn hossein",
    "yusuf youssef yousef",
    "ibrahim ebrahim",
    "joseph josef jozef",
    "benjamin binyamin",
    "pavel pavlo",
    "petro pyotr petr",
    "viktor victor viktar",
    "maxim maksim maksym",
    "igor ihor",
    "oleg oleh",
    "konstantin kostiantyn kanstantsin",
    "natalia natalya nataliya",
)
_GIVEN = {name: group.split()[0] for group in _SAME_GIVEN for name in group.split()}
_SOUNDS = (
    (r"kh|ch|h", "h"),
    (r"ts|c|tz", "c"),
    (r"zh|j|dzh", "j"),
    (r"w", "v"),
    (r"ph", "f"),
    (r"q", "k"),
    (r"x", "ks"),
    (r"iy\b|yi\b|ij\b|ii\b|yy\b|y\b|i\b", "i"),
    (r"[yi]", "i"),
    (r"[oa]", "a"),
    (r"e", "e"),
    (r"(.)\1+", r"\1"),
)


@lru_cache(maxsize=5_000)
def skeleton(word: str) -> str:
    """Return how a surname sounds, so that transliterations of one name fall together."""
    sound = re.sub(r"[^a-z]", "", fold(word))[:40]
    for pattern, sign in _SOUNDS:
        sound = re.sub(pattern, sign, sound)
    return re.sub(r"(?<=.)[aeui]+\Z", "", sound) if len(sound) > 5 else sound


def given_matches(a: str, b: str) -> bool:
    """Tell whether two given names are one: the same, one an initial of the other, or known variants."""
    if a == b:
        return True
    if len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1:
        return a[0] == b[0]
    return a in _GIVEN and _GIVEN.get(a) == _GIVEN.get(b)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two full names (folded words) are one person's: given name, surname and any middle names agree."""
    if len(a) < 2 or len(b) < 2 or not given_matches(a[0], b[0]):
        return a == b
    short, long = sorted((a, b), key=len)
    if a[-1] == b[-1]:
        middle_a, middle_b = a[1:-1], b[1:-1]
        if not middle_a or not middle_b:
            return True
        return all(given_matches(x, y) for x, y in zip(middle_a, middle_b, strict=False))
    if long[: len(short)] == short and len(short) > 1:
        return True
    return len(a) == len(b) == 2 and len(a[1]) > 4 and skeleton(a[1]) == skeleton(b[1])
