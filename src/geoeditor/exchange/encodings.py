"""From the bytes of a plain text to its characters: which encoding they are in.

The order: byte order mark, strict UTF-8, UTF-16 without a mark, then a few one-byte encodings told apart by the
letters they yield. Imports nothing of ours and refuses to guess where the letters make no sense.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding its bytes were in, as Python names it."""

    text: str
    encoding: str


# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CENTRAL_EUROPE: Final = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Bosnian, Croatian, Serbian, Slovene
    "ăâîşţ",  # Romanian
)

# The letters outside ASCII of the languages usually written in an encoding. Where several encodings fit equally
# well the first one wins: English, with its curly quotes and a foreign name here and there, is cp1252.
_ALPHABETS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "cp1252": (
            "àâçéèêëîïôùûüœ",  # French
            "äöüß",  # German
            "áéíóúüñ",  # Spanish
            "ãõáàâéêíóôúç",  # Portuguese
            "àèéìíòóùú",  # Italian
            "åäöøæé",  # Danish, Finnish, Norwegian, Swedish
            "áéíóúýþæöð",  # Icelandic
            "äöüõšž",  # Estonian
            "ëïéèöüáó",  # Albanian, Dutch
        ),
        "cp1250": _CENTRAL_EUROPE,
        "iso8859_2": _CENTRAL_EUROPE,
        "cp1254": ("çğıİöşüâî",),  # Turkish
    }
)
_ENOUGH_OF_ALPHABET: Final = 0.7
_SEVERAL_LANGUAGES: Final = 0.8  # a text whose letters no single language has is worth this much of one that has
_FREE_SIGNS: Final = frozenset("’‘“”„‚«»‹›–—…•·†‡ªº\xa0\xad")  # may stand anywhere beside letters
_RAISED_DIGITS: Final = frozenset("¹²³")

_CYRILLIC: Final = "оеаинтсрвлі"
# The commonest letters of the other scripts make up some 60 % of a text; of a wrong guess, under 45 %.
_COMMON_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cp1251": _CYRILLIC,
        "koi8_r": _CYRILLIC,
        "cp1253": "αάοόιίεέτσςνη",
        "cp1255": "יוהלארמתבש",
        "cp1256": "اليمونرتبة",
    }
)
_ENOUGH_COMMON: Final = 0.5

# Letters above ASCII come in rows where another script is written; accented letters hardly ever do.
_ROWS: Final = re.compile(rb"[\xa3\xa8\xb3\xb8\xc0-\xff]{3,}")
_HIGH_LETTERS: Final = re.compile(rb"[\xc0-\xff]")
_NOT_ASCII: Final = re.compile("[^\x00-\x7f]")
_JUDGED: Final = 100_000  # characters outside ASCII; more of them tell nothing new


def decode(data: bytes) -> Decoded | None:
    """Return the text that the bytes stand for, None where they are no text in an encoding known here."""
    for mark, encoding in _MARKS:
        decoded = _strictly(data[len(mark) :], encoding) if data.startswith(mark) else None
        if decoded is not None:
            return decoded
    if b"\x00" in data:
        return _utf_16_without_mark(data)
    decoded = _strictly(data, "utf-8")
    if decoded is None and not is_damaged_utf_8(data):
        decoded = _one_byte_encoding(data)
    return decoded


def is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8 but for a few places, such as halves of surrogate pairs."""
    if _strictly(data, "utf-8") is not None:
        return False
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    else:
        return True
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return right > 2 * wrong


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _utf_16_without_mark(data: bytes) -> Decoded | None:
    """Decode as UTF-16 where every second byte, the high one, is nearly always one of two values."""
    if len(data) % 2:
        return None
    for encoding, high, low in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        commonest = dict(Counter(high).most_common(2))
        enough = sum(commonest.values()) >= 0.9 * len(high)
        if 0 in commonest and enough and low.count(0) <= 0.01 * len(low):
            return _strictly(data, encoding)
    return None


def _one_byte_encoding(data: bytes) -> Decoded | None:
    sample = data[: 10 * _JUDGED]
    letters = len(_HIGH_LETTERS.findall(sample))
    in_rows = sum(len(row) for row in _ROWS.findall(sample))
    if letters and in_rows > 0.5 * letters:
        return _best(data, tuple(_COMMON_LETTERS), _other_fitness, _ENOUGH_COMMON)
    return _best(data, tuple(_ALPHABETS), _latin_fitness, _ENOUGH_OF_ALPHABET)


def _best(
    data: bytes, encodings: tuple[str, ...], fitness: Callable[[Decoded], float], enough: float
) -> Decoded | None:
    """Return the fittest reading, the first of equals, None where no fitness (0 to 1) is enough."""
    readings = [decoded for decoded in (_strictly(data, name) for name in encodings) if decoded is not None]
    best = max(readings, key=fitness, default=None)
    return best if best is not None and fitness(best) >= enough else None


def _other_fitness(decoded: Decoded) -> float:
    """Return the share of common letters in what is not ASCII."""
    found = Counter(match[0].lower() for match in islice(_NOT_ASCII.finditer(decoded.text), _JUDGED))
    common = sum(found[letter] for letter in _COMMON_LETTERS[decoded.encoding])
    free = sum(found[sign] for sign in _FREE_SIGNS)
    return common / max(found.total() - free, 1)


def _latin_fitness(decoded: Decoded) -> float:
    """Return how much of what is not ASCII some language written in this encoding explains."""
    letters: Counter[str] = Counter()
    misplaced = 0
    for match in islice(_NOT_ASCII.finditer(decoded.text), _JUDGED):
        sign = match[0]
        if "\x80" <= sign <= "\x9f":
            return 0.0  # a control character is no part of a text
        if sign in _FREE_SIGNS:
            continue
        before = decoded.text[max(match.start() - 1, 0) : match.start()]
        after = decoded.text[match.end() : match.end() + 1]
        if _is_misplaced(sign, before, after):
            misplaced += 1
        elif sign.isalpha():
            letters[sign if sign == "İ" else sign.lower()] += 1
    total = letters.total() + misplaced
    if not total:
        return 1.0
    alphabets = _ALPHABETS[decoded.encoding]
    shares = [sum(letters[letter] for letter in alphabet) / total for alphabet in alphabets]
    union = sum(letters[letter] for letter in set("".join(alphabets))) / total
    return max(*shares, _SEVERAL_LANGUAGES * union)


def _is_misplaced(sign: str, before: str, after: str) -> bool:
    """Tell whether a sign stands where it does only if the encoding is wrong: “Gdañsk”, “s³owo”, “itÕs”."""
    if sign.isalpha():
        return sign.isupper() and before.islower()
    if sign in _RAISED_DIGITS:
        return before.isalpha() and after.isalpha()
    return before.isalpha()
