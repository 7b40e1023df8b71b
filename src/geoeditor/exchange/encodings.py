"""From the bytes of a plain text to its characters: which encoding they are in.

The order: byte order mark, what the file itself declares, strict UTF-8, UTF-16 without a mark, then a few one-byte
encodings told apart by the letters they yield, then those of East Asia, which a detector proposes. What is valid UTF-8
beyond ASCII is UTF-8, even where a page declares a one-byte encoding, which would fit anything. May import translation;
the detector is imported only where it is needed. Refuses to guess where the letters make no sense.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.translation import tr


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding its bytes were in, as Python names it, and how many places made no sense in it."""

    text: str
    encoding: str
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """An encoding that can be asked for: Python's name of it, and what people call it."""

    encoding: str
    name: str


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

_WEB_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "latin-1": "cp1252",
        "us-ascii": "cp1252",
        "ascii": "cp1252",
        "windows-1252": "cp1252",
        "iso-8859-9": "cp1254",
        "iso-8859-11": "cp874",
        "tis-620": "cp874",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "big5": "big5hkscs",
        "shift-jis": "cp932",
        "x-sjis": "cp932",
        "ks-c-5601-1987": "cp949",
        "euc-kr": "cp949",
        "utf8": "utf-8",
        "utf-16": "utf-16-le",
        "unicode": "utf-16-le",
        "x-mac-roman": "mac_roman",
        "macintosh": "mac_roman",
    }
)
"""What pages declare where browsers take something else or wider."""
_SEVERAL_BYTES: Final = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "utf-16-le", "utf-16-be"})
_EAST_ASIA: Final = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
_WIDER: Final[Mapping[str, str]] = MappingProxyType({"big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"})
_USUAL_SIGNS: Final = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff60“”‘’…—·]")
_MOST_DAMAGED: Final = 0.01
_SAMPLE: Final = 50_000

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
_AROUND: Final = 2_000_000  # bytes
_JUDGED: Final = 100_000  # characters outside ASCII; more of them tell nothing new


def encoding_choices() -> tuple[Choice, ...]:
    """Return the encodings for a menu, the commonest first."""
    return (
        Choice("utf-8", tr("Unicode (UTF-8)")),
        Choice("cp1252", tr("Western European (Windows-1252)")),
        Choice("iso8859_15", tr("Western European (ISO 8859-15)")),
        Choice("cp1250", tr("Central European (Windows-1250)")),
        Choice("iso8859_2", tr("Central European (ISO 8859-2)")),
        Choice("cp1251", tr("Cyrillic (Windows-1251)")),
        Choice("koi8_r", tr("Cyrillic (KOI8-R)")),
        Choice("iso8859_5", tr("Cyrillic (ISO 8859-5)")),
        Choice("cp1253", tr("Greek (Windows-1253)")),
        Choice("cp1254", tr("Turkish (Windows-1254)")),
        Choice("cp1257", tr("Baltic (Windows-1257)")),
        Choice("cp1255", tr("Hebrew (Windows-1255)")),
        Choice("cp1256", tr("Arabic (Windows-1256)")),
        Choice("cp1258", tr("Vietnamese (Windows-1258)")),
        Choice("cp874", tr("Thai (Windows-874)")),
        Choice("gb18030", tr("Chinese, simplified (GB 18030)")),
        Choice("big5hkscs", tr("Chinese, traditional (Big5)")),
        Choice("cp932", tr("Japanese (Shift JIS)")),
        Choice("euc_jp", tr("Japanese (EUC-JP)")),
        Choice("cp949", tr("Korean (EUC-KR)")),
        Choice("mac_roman", tr("Western European (Mac Roman)")),
        Choice("utf-16-le", tr("Unicode (UTF-16, little endian)")),
        Choice("utf-16-be", tr("Unicode (UTF-16, big endian)")),
    )


def decode_as(data: bytes, encoding: str) -> Decoded:
    """Return the text in an encoding that was asked for; what makes no sense in it becomes a replacement character.

    Raises:
        UserError: there is no such choice.
    """
    if encoding not in {choice.encoding for choice in encoding_choices()} | {name for _, name in _MARKS}:
        raise UserError(tr("There is no encoding “{name}” to choose; the project was not changed.", name=encoding[:40]))
    for mark, marked in _MARKS:
        if marked == encoding:
            data = data.removeprefix(mark)
    return _leniently(data, encoding)


def decode(data: bytes, declared: str = "", *, is_lenient: bool = False) -> Decoded | None:
    """Return the text that the bytes stand for, None where they are no text in an encoding known here.

    `declared` is what a page or a message says it is in; where `is_lenient`, a few wrong bytes are put up with.
    """
    for mark, encoding in _MARKS:
        decoded = _strictly(data[len(mark) :], encoding) if data.startswith(mark) else None
        if decoded is not None:
            return decoded
    told = _codec(declared)
    if told.startswith("utf-16") and b"\x00" not in data[:1_000]:
        told = ""  # a page in which that can be read is not in it
    if b"\x00" in data and not told:
        return _utf_16_without_mark(data) or (_lenient_best(data, told) if is_lenient else None)
    decoded = None if told.startswith("utf-16") else _strictly(data, "utf-8")
    if decoded is not None and (decoded.text.isascii() or told not in _SEVERAL_BYTES):
        return decoded
    decoded = (_strictly(data, told) if told else None) or decoded
    if decoded is None and not is_damaged_utf_8(data):
        decoded = _one_byte_encoding(data) or _east_asian(data)
    return decoded or (_lenient_best(data, told) if is_lenient else None)


def _codec(declared: str) -> str:
    """Return Python's name of an encoding that a page declares, as browsers understand it; '' for an unknown one."""
    name = declared.strip().lower().replace("_", "-")
    if name in _WEB_NAMES:
        return _WEB_NAMES[name]
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    known = {codecs.lookup(choice.encoding).name: choice.encoding for choice in encoding_choices()}
    return known.get(codec, "")


def _leniently(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd") - data.count("\ufffd".encode()) * (encoding == "utf-8"))


def _lenient_best(data: bytes, told: str) -> Decoded | None:
    """Return the reading as declared, or as UTF-8, where little enough of it makes no sense."""
    for encoding in filter(None, (told, "utf-8", "cp1252")):
        decoded = _leniently(data, encoding)
        if decoded.damaged <= max(_MOST_DAMAGED * len(decoded.text), 1):
            return decoded
    return None


def _east_asian(data: bytes) -> Decoded | None:
    """Return the reading that a detector proposes, among the encodings of East Asia only."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_EAST_ASIA), enable_fallback=False).best()
    if best is None:
        return None
    for encoding in dict.fromkeys((best.encoding, *_EAST_ASIA)):
        decoded = _strictly(data, _WIDER.get(encoding, encoding))
        if decoded is not None and _is_east_asian(decoded.text):
            return decoded
    return None


def _is_east_asian(text: str) -> bool:
    """Tell whether what is not ASCII is mostly common signs of Chinese, Japanese or Korean."""
    foreign = [sign for sign in text[:_JUDGED] if sign > "\x7f"]
    usual = sum(1 for sign in foreign if _USUAL_SIGNS.match(sign))
    return usual >= _ENOUGH_OF_ALPHABET * len(foreign)


def is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8 but for a few places, such as halves of surrogate pairs."""
    if _strictly(data, "utf-8") is not None:
        return False
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as problem:  # judged by what is about the first wrong place
        text = data[max(problem.start - _AROUND, 0) : problem.start + _AROUND].decode("utf-8", "replace")
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
        commonest = dict(Counter(high[:_JUDGED]).most_common(2))
        enough = sum(commonest.values()) >= 0.9 * min(len(high), _JUDGED)
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
