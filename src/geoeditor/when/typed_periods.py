"""Stretches of time with a name of their own: `1990s`, `19th century`, `Q3 2025`, `winter 2001–02`, `mid 2024`.

The text comes in tidied by `typed`. A function that does not recognise its text returns None. English only.
Imports only its neighbours and `translation`.
"""

import re

from geoeditor.translation import tr
from geoeditor.when.grammar import WhenError, quoted
from geoeditor.when.gregorian import month_length
from geoeditor.when.typed_items import Item, plain_date

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASONS_OVER_NEW_YEAR = (24, 28, 30)
_PARTS = {"quarter": (32, 4), "third": (36, 3), "half": (39, 2)}
"""Part of a year to (code before its first, how many there are)."""

_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_DECADE = re.compile(r"([0-9]{3})0'?s")
_SHORT_DECADE = re.compile(r"'?([0-9]0)'?s")
_LONG_YEAR = re.compile(r"year (-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{5,12})")
_CENTURY = re.compile(r"([0-9a-z-]+) (?:century|cent\.?)(?: (bce?|ad|ce))?")
_YEAR_PART = re.compile(r"([0-9a-z]+) (quarter|third|half)(?: year)? ([0-9]{4})")
_YEAR_CODE = re.compile(r"([qh])([1-4]) ?/?([0-9]{4})|([0-9]{4}) ?/?([qh])([1-4])")
_SEASON = re.compile(r"([a-z]+) ([0-9]{4})(?: ?[-–/] ?([0-9]{2}|[0-9]{4}))?(?: \((north|south)\))?")

# Where each portion begins and ends: as a year of the decade or century, as a month of the year.
_DECADE_PORTIONS = {
    "early": (0, 3),
    "mid": (3, 6),
    "late": (6, 9),
    "start": (0, 1),
    "end": (8, 9),
    "first half": (0, 4),
    "second half": (5, 9),
}
_CENTURY_PORTIONS = {
    "early": (0, 33),
    "mid": (33, 66),
    "late": (66, 99),
    "start": (0, 10),
    "end": (89, 99),
    "first half": (0, 49),
    "second half": (50, 99),
}
_YEAR_PORTIONS = {"early": (1, 5), "mid": (5, 8), "late": (8, 12), "start": (1, 2), "end": (11, 12)}
_YEAR_HALVES = {"first half": 40, "second half": 41}
_YEAR_THIRDS = {"early": 37, "mid": 38, "late": 39}


def read_long_period(text: str) -> Item | None:
    """Read decades, centuries and years of five digits or more."""
    if match := _DECADE.fullmatch(text):
        return Item(phrase=f"{match[1]}X")
    if match := _LONG_YEAR.fullmatch(text):
        return Item(phrase=f"Y{match[1]}{match[2].replace(',', '')}")
    if match := _SHORT_DECADE.fullmatch(text):
        raise WhenError(
            tr("{text} does not say which century; write it as in 19{decade}s.", text=quoted(text), decade=match[1])
        )
    match = _CENTURY.fullmatch(text)
    number = _ordinal(match[1]) if match else None
    if match is None or not number:
        return None
    sign = "-" if match[2] in ("bc", "bce") else ""
    return Item(phrase=f"{sign}{number - 1:02d}XX")


def read_part_of_year(text: str) -> Item | None:
    """Read quarters, thirds and halves of a year."""
    if match := _YEAR_CODE.fullmatch(text):
        letter, number, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[6], match[4])
        part = "quarter" if letter == "q" else "half"
    elif match := _YEAR_PART.fullmatch(text):
        number, part, year = match.groups()
    else:
        return None
    code, count = _PARTS[part]
    which = count if number in ("last", "final") else _ordinal(number) or 0
    return Item(phrase=f"{year}-{code + which}") if 1 <= which <= count else None


def read_season(text: str) -> Item | None:
    """Read `summer 2024`, and `winter 2001–02` where the second year must be the next one."""
    match = _SEASON.fullmatch(text)
    if match is None or match[1] not in _SEASONS:
        return None
    code, year, next_year = _SEASONS[match[1]], int(match[2]), match[3]
    code += {"north": 4, "south": 8}.get(match[4], 0)
    if next_year and (code not in _SEASONS_OVER_NEW_YEAR or int(next_year) % 100 != (year + 1) % 100):
        return None
    return Item(phrase=f"{year:04d}-{code}")


def portion_of(item: Item, portion: str) -> Item | None:
    """Return the early, mid or late third, the start or end, or a half of a decade, century, year or month."""
    if re.fullmatch(r"[0-9]{3}X", item.phrase):
        return _portion_of_years(item.phrase, item.phrase[:3], portion, _DECADE_PORTIONS[portion], 9)
    if re.fullmatch(r"[0-9]{2}XX", item.phrase):
        return _portion_of_years(item.phrase, item.phrase[:2], portion, _CENTURY_PORTIONS[portion], 99)
    if item.phrase or item.day or item.clock:
        return None
    if item.year is None:
        return item  # which says itself that the year is missing
    if item.month is None:
        return _portion_of_year(plain_date(item.year), portion)
    return _portion_of_month(item.year, item.month, portion) if 1 <= item.month <= 12 else None


def _ordinal(text: str) -> int | None:
    number = _NUMBER.fullmatch(text)
    return int(number[1]) if number else _ORDINALS.get(text)


def _span_of(portion: str, start: tuple[str, bool], end: tuple[str, bool]) -> str:
    """Join two dates; one that is not the end of the whole is soft, except where two halves meet."""
    soft = "" if portion.endswith("half") else "~"
    return "/".join(text if hard else text + soft for text, hard in (start, end))


def _portion_of_years(mask: str, prefix: str, portion: str, ends: tuple[int, int], last: int) -> Item:
    width = len(str(last))
    start, end = (f"{prefix}{year:0{width}d}" for year in ends)
    phrase = _span_of(portion, (start, ends[0] == 0), (end, ends[1] == last))
    inside = {"start": f"{start}-01-01", "end": f"{end}-12-31"}.get(portion, f"{mask}~")
    return Item(phrase=phrase, inside=inside)


def _portion_of_year(year: str, portion: str) -> Item:
    if portion in _YEAR_HALVES:
        return Item(phrase=f"{year}-{_YEAR_HALVES[portion]}")
    first, last = _YEAR_PORTIONS[portion]
    start = f"{year}-01-01" if first == 1 else f"{year}-{first:02d}"
    end = f"{year}-12-31" if last == 12 else f"{year}-{last:02d}"
    phrase = _span_of(portion, (start, first == 1), (end, last == 12))
    inside = f"{year}-{_YEAR_THIRDS[portion]}~" if portion in _YEAR_THIRDS else start if portion == "start" else end
    return Item(phrase=phrase, inside=inside)


def _portion_of_month(year: int, month: int, portion: str) -> Item:
    length = month_length(year, month)
    ends = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, length),
        "start": (1, 5),
        "end": (length - 4, length),
        "first half": (1, 15),
        "second half": (16, length),
    }
    first, last = ends[portion]
    start, end = plain_date(year, month, first), plain_date(year, month, last)
    phrase = _span_of(portion, (start, first == 1), (end, last == length))
    inside = {"start": start, "end": end}.get(portion, f"{plain_date(year, month)}~")
    return Item(phrase=phrase, inside=inside)
