"""Dates moved along the axis: EDTF text in, EDTF text out, as exact or vague as it was. Imports `when` and `layout`.

What is moved keeps its marks of doubt and its shape: a day stays a day, a year a year, a span a span. Refused is what
has no such text, such as a month in the year 12000.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from geoeditor import when
from geoeditor.translation import tr
from geoeditor.when.extents import SEASONS
from geoeditor.when.grammar import quoted, read_date

_MONTH: Final = 2_629_746.0
_YEAR: Final = 31_556_952.0
_PARTS: Final = re.compile(
    r"(?P<before>[?~%]?)(?P<year>-?[0-9X]{4}|Y-?[0-9]+(?:E[0-9]+)?)(?P<significant>S[0-9]+)?(?P<after>[?~%]?)"
    r"(?P<month>-[?~%]?[0-9X]{2}[?~%]?)?(?P<day>-[?~%]?[0-9X]{2}[?~%]?)?(?P<clock>T.*)?"
)
_SEPARATORS: Final = re.compile(r"(\.\.|[/,\[\]{} ])")
_LEAST_PX: Final = 3.0
"""A unit of time must be this wide before a date is given that exactly."""

End = Literal["start", "end"]


def moved(text: str, seconds: float) -> str:
    """Return a date moved by about so many seconds, each of its parts by whole units of its own.

    Raises: WhenError where such a date can't be written.
    """
    parts = [part if not part or _SEPARATORS.fullmatch(part) else _moved_date(part, seconds)
             for part in _SEPARATORS.split(text)]  # fmt: skip
    result = "".join(parts)
    when.parse(result)
    return result


def stretched(text: str, end: End, seconds: float) -> str:
    """Return a span one end of which was moved by about so many seconds, at most up to the other end.

    Raises: WhenError where such a date can't be written, as where the ends would cross.
    """
    start, _, stop = text.partition("/")
    result = f"{_moved_date(start, seconds)}/{stop}" if end == "start" else f"{start}/{_moved_date(stop, seconds)}"
    when.parse(result)
    return result


def can_stretch(text: str, end: End) -> bool:
    """Tell whether a date is a span whose end at this side is written."""
    start, slash, stop = text.partition("/")
    return bool(slash) and (start if end == "start" else stop) not in ("", "..")


def date_at(seconds: float, rate: float) -> str:
    """Return the date at a moment, as exact as a scale of `rate` px a second lets one point at it."""
    year, month, day = when.civil(int(seconds // when.DAY))
    if not 0 <= year <= 9999:
        return _year_text(year)
    if rate * 3600 >= _LEAST_PX * 4:
        clock = int(seconds % when.DAY) // 60 // 15 * 15
        return f"{year:04}-{month:02}-{day:02}T{clock // 60:02}:{clock % 60:02}"
    if rate * when.DAY >= _LEAST_PX:
        return f"{year:04}-{month:02}-{day:02}"
    if rate * _MONTH >= _LEAST_PX:
        return f"{year:04}-{month:02}"
    return f"{year:04}"


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts of one date as they are written, marks included."""

    before: str
    year: str
    significant: str
    after: str
    month: str
    day: str
    clock: str

    def text(self, year: str, month: int | None = None, day: int | None = None) -> str:
        """Return the date with another year and, where given, month and day; everything else stays."""
        month_part = self.month if month is None else re.sub(r"[0-9]{2}", f"{month:02}", self.month)
        day_part = self.day if day is None else re.sub(r"[0-9]{2}", f"{day:02}", self.day)
        return f"{self.before}{year}{self.significant}{self.after}{month_part}{day_part}{self.clock}"


def _moved_date(text: str, seconds: float) -> str:
    """Move a single written date by whole units of its own."""
    date = read_date(text)
    match = _PARTS.fullmatch(text)
    if match is None:
        raise when.WhenError(_unmovable(text))
    written = _Written(**{name: part or "" for name, part in match.groupdict().items()})
    if "X" in date.year or date.significant or date.year[0] == "Y":
        return _moved_years(written, seconds)
    year = int(date.year)
    if not date.month or "X" in date.month:
        return written.text(_year_text(year + round(seconds / _YEAR), bool(date.month)))
    if int(date.month) > 12:
        return _moved_season(written, year, int(date.month), seconds)
    if not date.day or "X" in date.day:
        months = year * 12 + int(date.month) - 1 + round(seconds / _MONTH)
        return written.text(_year_text(months // 12, dated=True), months % 12 + 1)
    number = when.days(year, int(date.month), int(date.day))
    if not date.clock:
        year, month, day = when.civil(number + round(seconds / when.DAY))
        return written.text(_year_text(year, dated=True), month, day)
    hour, minute = int(date.clock[:2]), int(date.clock[3:5])
    minutes = number * 1440 + hour * 60 + minute + round(seconds / 900) * 15
    year, month, day = when.civil(minutes // 1440)
    clock = f"T{minutes % 1440 // 60:02}:{minutes % 60:02}{date.clock[5:]}{date.zone}"
    moved_clock = _Written(**{name: getattr(written, name) for name in _Written.__slots__} | {"clock": clock})
    return moved_clock.text(_year_text(year, dated=True), month, day)


def _unmovable(text: str) -> str:
    return tr("{date} can't be moved along the axis; type its date instead, as in 201X.", date=quoted(text))


def _year_text(year: int, dated: bool = False) -> str:
    """Return a year as EDTF writes it; with a month or day it must have four digits."""
    if -9999 <= year <= 9999:
        return f"{year:04}" if year >= 0 else f"-{-year:04}"
    if dated:
        raise when.WhenError(
            tr("A date with a month can't be moved beyond the year 9999; write the year alone, as in Y12000.")
        )
    return f"Y{year}"


def _moved_season(written: _Written, year: int, code: int, seconds: float) -> str:
    """Move a season, quarter or half by whole ones of its own family."""
    length = SEASONS[code][1]
    first, count = (21 + (code - 21) // 4 * 4, 4) if code < 33 else {3: (33, 4), 4: (37, 3), 6: (40, 2)}[length]
    place = year * count + (code - first) + round(seconds / (length * _MONTH))
    return written.text(_year_text(place // count, dated=True), first + place % count)


def _moved_years(written: _Written, seconds: float) -> str:
    """Move a year that is masked, rounded or very long by steps of its last known digit."""
    if "X" in written.year:
        digits = written.year.lstrip("-")
        unknown = len(digits) - len(digits.rstrip("X"))
        if "X" in digits.rstrip("X") or unknown >= 4:
            raise when.WhenError(_unmovable(written.year))
        sign = -1 if written.year.startswith("-") else 1
        step: int = 10**unknown
        known = sign * int(digits[: 4 - unknown]) + round(seconds / (step * _YEAR))
        if abs(known) * step > 9999 or (known <= 0 and sign > 0) or (known >= 0 and sign < 0):
            raise when.WhenError(_unmovable(written.year))
        return written.text(f"{'-' if known < 0 else ''}{abs(known):0{4 - unknown}}{'X' * unknown}")
    base, _, exponent = written.year.lstrip("Y").partition("E")
    year = int(base) * 10 ** int(exponent or 0)
    known = int(written.significant[1:]) if written.significant else 0
    step = 10 ** max(len(str(abs(year))) - known, 0) if known else 10 ** int(exponent or 0)
    year += round(seconds / (step * _YEAR)) * step
    return written.text(_year_text(year))
