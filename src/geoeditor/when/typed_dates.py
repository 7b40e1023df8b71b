"""Single dates as people type them: `7 August 2025`, `Aug 7, 2025 14:30`, `44 BC`, `about 2005`.

The text comes in tidied by `typed`: lower case, single blanks, no `the` and `of`. A function that does not
recognise its text returns None; one that does but must refuse raises a `WhenError`. English only. Imports only
its neighbours and `translation`.
"""

import re
from dataclasses import replace

from geoeditor.translation import tr
from geoeditor.when.calendar_words import MONTHS, WEEKDAYS
from geoeditor.when.grammar import WhenError, quoted, read_date
from geoeditor.when.typed_items import Item, joined_mark, plain_date
from geoeditor.when.typed_periods import portion_of, read_long_period, read_part_of_year, read_season

_SHAPES = {"DMY", "MDY", "YMD", "MY", "YM", "DM", "MD", "DY", "D", "M", "Y"}
"""Orders in which day, month and year may come; what is missing comes from a neighbour."""

_MARK_BEFORE = re.compile(
    r"(?P<about>(?:about|around|approximately|approx\.?|roughly|circa|ca?\.?)(?: |(?=[0-9]))|~ ?)"
    r"|(?P<maybe>(?:probably|possibly|perhaps|maybe) )"
)
_MARK_AFTER = re.compile(r" ?([?~%])\Z| or so\Z")
_CLOCK = re.compile(
    r"(?P<date>.*?)(?:,? ?\b(?:at )?|(?<=[0-9])t)"
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?(?: ?(?P<half>am|pm|a\.m\.?|p\.m\.?))?"
    r"(?: ?(?P<zone>z|utc|gmt|(?:utc|gmt)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|-([0-9]{1,2})|([0-9]{2})([0-9]{2}))")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]+)")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_ERA = re.compile(
    r"(?P<rest>.*?),? ?\b(?:ad (?P<ad>[0-9]{1,4})"
    r"|(?P<year>[0-9]{1,6}) ?(?P<era>bce?|ad|ce|b\.c\.(?:e\.)?|a\.d\.|c\.e\.))"
)
_PORTION = re.compile(r"(early|mid|middle|late|beginning|start|end|close|first half|second half) (.+)")
_PORTION_WORDS = {"middle": "mid", "beginning": "start", "close": "end"}
_DAY_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")


def read_item(text: str, date_order: str) -> Item | None:
    """Read one date with its marks and its time of day; None when it is something else."""
    bare, mark = _without_marks(text)
    found = _read_bare(bare, date_order) or _read_with_clock(bare, date_order)
    return replace(found, mark=mark) if found and mark else found


def _without_marks(text: str) -> tuple[str, str]:
    """Take `about`, `probably`, `?` and their like off a text and return the mark they stand for."""
    marks = ""
    while match := _MARK_BEFORE.match(text):
        marks += "~" if match["about"] else "?"
        text = text[match.end() :]
    while match := _MARK_AFTER.search(text):
        marks += match[1] or "~"
        text = text[: match.start()]
    return text, joined_mark(marks)


def _read_bare(text: str, date_order: str) -> Item | None:
    return (
        _read_edtf(text)
        or _read_year_first(text)
        or _read_numbers(text, date_order)
        or read_long_period(text)
        or read_part_of_year(text)
        or read_season(text)
        or _read_portion(text, date_order)
        or _read_words(text)
    )


def _read_edtf(text: str) -> Item | None:
    """Read a date that is EDTF already; a plain one in its parts, so that its neighbours are known."""
    try:
        date = read_date(text.upper())
    except WhenError:
        return None
    numbers = [date.year.lstrip("-"), date.month or "0", date.day or "0"]
    plain = all(number.isdigit() for number in numbers) and date.year != "-0000"
    if not plain or int(numbers[1]) > 12 or date.significant or date.uncertain or date.approximate:
        return Item(phrase=text.upper())
    return Item(
        int(date.year),
        int(date.month) if date.month else None,
        int(date.day) if date.day else None,
        date.clock,
        date.zone,
    )


def _read_year_first(text: str) -> Item | None:
    """Read `2025-8-1`, `2025/08/01`, `2025-8` and `20250801`, which nobody means otherwise."""
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    year, _, month, day, lone_month, compact_month, compact_day = match.groups()
    return Item(
        int(year),
        int(month or lone_month or compact_month),
        int(day or compact_day) if day or compact_day else None,
    )


def _read_numbers(text: str, date_order: str) -> Item | None:
    """Read `13/08/2025` and `08/2025`; `01/08/2025` only when the project says which comes first."""
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return Item(int(match[2]), int(match[1]))
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), match[4]
    if len(year) != 4:
        raise WhenError(tr("The year of {text} needs four digits; write it as in 7 August 2025.", text=quoted(text)))
    if first > 12 or (first != second and second <= 12 and date_order == "day-month") or first == second:
        return Item(int(year), second, first)
    if second > 12 or date_order == "month-day":
        return Item(int(year), first, second)
    raise WhenError(
        tr(
            "{text} can be {one} or {other}; write the month as a word, as in 7 August 2025, "
            "or tell the project which comes first.",
            text=quoted(text),
            one=plain_date(int(year), second, first),
            other=plain_date(int(year), first, second),
        )
    )


def _read_portion(text: str, date_order: str) -> Item | None:
    """Read `early 2024`, `mid August 2025` and `second half 1990s`."""
    match = _PORTION.fullmatch(text)
    whole = _read_bare(match[2], date_order) if match else None
    return portion_of(whole, _PORTION_WORDS.get(match[1], match[1])) if match and whole else None


def _read_words(text: str) -> Item | None:
    """Read days, months and years in any usual order: `Thursday 7 August 2025`, `Aug 7 2025`, `44 BC`."""
    era = _ERA.fullmatch(text)
    if era is None:
        return _read_tokens(text)
    year = int(era["ad"] or era["year"])
    if year == 0:
        raise WhenError(tr("There is no year 0 with BC or AD; the year before AD 1 is 1 BC."))
    if (era["era"] or "").startswith("b"):
        year = 1 - year
    if not era["rest"]:
        return Item(year)
    item = _read_tokens(era["rest"])
    return replace(item, year=year) if item and item.year is None and item.month else None


def _read_tokens(text: str) -> Item | None:
    shape = ""
    values: dict[str, int] = {}
    for token in text.replace(",", " ").split():
        kind, value = _token(token)
        shape += kind
        values[kind] = value
    if shape.replace("W", "", 1) not in _SHAPES or ("W" in shape and "D" not in shape):
        return None
    return Item(values.get("Y"), values.get("M"), values.get("D"), weekday=values.get("W"))


def _token(token: str) -> tuple[str, int]:
    """Tell a day, month, year or weekday (letter and number) from something else ('-')."""
    word = token.rstrip(".")
    if word in MONTHS:
        return "M", MONTHS[word]
    if word in WEEKDAYS:
        return "W", WEEKDAYS[word]
    if day := _DAY_NUMBER.fullmatch(token):
        return "D", int(day[1])
    return ("Y", int(token)) if re.fullmatch(r"[0-9]{3,4}", token) else ("-", 0)


def _read_with_clock(text: str, date_order: str) -> Item | None:
    """Read a date with a time of day behind it, or the time alone."""
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    clock = _clock(match)
    if clock is None:
        return None
    date = _read_bare(match["date"], date_order) if match["date"] else Item()
    if date is None or date.phrase or date.clock:
        return None
    return replace(date, clock=clock, zone=_zone(match["zone"] or ""))


def _clock(match: re.Match[str]) -> str | None:
    hour, minute, second = int(match["hour"]), match["minute"] or "00", match["second"]
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    return f"{hour:02d}:{minute}" + (f":{second}" if second else "")


def _zone(text: str) -> str:
    """Return an offset as EDTF writes it."""
    offset = text.removeprefix("utc").removeprefix("gmt").strip()
    if not text or not offset or offset == "z":
        return "Z" if text else ""
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{offset[0]}{int(hours):02d}:{minutes}"
