"""The day on which something was published, out of the many ways in which files and pages write it down.

May import `when`. Gives EDTF of a day, a month or a year, and '' for what is no such date or can't be true.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from geoeditor import when

_OLDEST: Final = 1800
_LONGEST: Final = 80
_ISO: Final = re.compile(r"(\d{4})(?:([-/.]?)(\d{2})(?:\2(\d{2}))?)?(?=$|[T\s,Z+])")
_PDF: Final = re.compile(r"D:\s*(\d{4})(\d{2})?(\d{2})?")
_MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WORDS: Final = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{_MONTH})\b\.?,?[\s-]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))(?![\d-])",
    re.IGNORECASE,
)
_IN_ADDRESS: Final = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)(?:[/-](?P<m>\d{{1,2}}|{_MONTH[3:-1]})(?:[/-](?P<d>\d{{1,2}})(?!\d))?(?=[/._-]|$)"
    r"|(?P<m8>\d\d)(?P<d8>\d\d)(?=[/._-]|$))",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\b(?:published|posted|issued|released|publication date|date|dated)\b", re.IGNORECASE)
_CHANGED: Final = re.compile(r"\b(?:updated?|modified|changed|edited|accessed|retrieved|copyright)\b|©", re.IGNORECASE)
_LONGEST_LINE: Final = 120


def written_date(text: str) -> str:
    """Return the date that a field holds, in any of the usual forms; '' for none."""
    text = " ".join(text[: 4 * _LONGEST].split())
    if not text or len(text) > _LONGEST:
        return ""
    if found := _ISO.match(text):
        return _day(found[1], found[3], found[4])
    if found := _WORDS.search(text):
        return _from_words(found)
    if not any(letter.isalpha() for letter in text):
        return ""  # 03/04/2025 is a day in March or in April
    try:
        edtf = when.read_typed(text)
    except when.WhenError:
        return ""
    return edtf if re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) and _is_likely(int(edtf[:4])) else ""


def pdf_date(text: str) -> str:
    """Return the day of a date as PDF writes it, D:20250807…; '' for none."""
    found = _PDF.match(text.strip())
    return _day(found[1], found[2], found[3]) if found else written_date(text)


def date_in_address(address: str) -> str:
    """Return the date that is a part of an address, such as …/2025/08/07/…; '' for none."""
    path = address.partition("://")[2].partition("?")[0].partition("#")[0]
    for found in _IN_ADDRESS.finditer(path):
        if day := _day(found["y"], found["m"] or found["m8"], found["d"] or found["d8"]):
            return day if len(day) > 4 else ""
    return ""


def guessed_date(lines: Iterable[str]) -> str:
    """Return the date that stands by itself or behind “published” in one of the lines; '' where there is none.

    A date behind “updated” is none of publication, and one in the middle of a sentence is about something else.
    """
    alone = ""
    for line in lines:
        if not line or len(line) > _LONGEST_LINE:
            continue
        found = _WORDS.search(line)
        if found is None:
            continue
        before = line[: found.start()]
        if _LABEL.search(before) and not _CHANGED.search(before):
            if day := _from_words(found):
                return day
        elif not alone and not _CHANGED.search(line) and _stands_alone(line, found):
            alone = _from_words(found)
    return alone


def _stands_alone(line: str, found: re.Match[str]) -> bool:
    """Tell whether there is little else in a line: a weekday, a place, an hour, a name."""
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return len(rest.split()) <= 6 and not rest.rstrip().endswith((".", "!", "?"))


def _from_words(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = parts["y1"] or parts["y2"] or parts["y3"]
    return _day(year, parts["m1"] or parts["m2"] or parts["m3"], parts["d1"] or parts["d2"] or parts["d3"])


def _day(year: str, month: str | None, day: str | None) -> str:
    """Return a date in EDTF where it is one and can be true, as exact as its parts are."""
    if not _is_likely(int(year)):
        return ""
    if not month:
        return year
    number = int(month) if month.isdecimal() else _number_of_month(month)
    try:
        whole = date(int(year), number, int(day) if day else 1)
    except ValueError:
        return ""
    if day and whole == date(1970, 1, 1):  # the beginning of a computer's time stands for nothing
        return ""
    return whole.isoformat() if day else whole.isoformat()[:7]


def _number_of_month(word: str) -> int:
    start = word.lower()[:3]
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(start)), 0)


def _is_likely(year: int) -> bool:
    return _OLDEST <= year <= date.today().year + 1
