"""Single dates as people type them: `7 August 2025`, `Q3 2025`, `mid 1990s`, `44 BC`, `about 2005`.

The text comes in tidied by `typed`: lower case, single blanks, no `the` and `of`. A function that does not
recognise its text returns None; one that does but must refuse raises a `WhenError`. English only. Imports only
its neighbours and `translation`.
"""

import re
from dataclasses import replace

from geoeditor.translation import tr
from geoeditor.when.grammar import WhenError, read_date, shown
from geoeditor.when.gregorian import month_length
from geoeditor.when.typed_items import Item, joined_mark, plain_date

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {
    **{name: i for i, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = {
    **{name: i for i, name in enumerate(_WEEKDAY_NAMES)},
    **{name[:3]: i for i, name in enumerate(_WEEKDAY_NAMES)},
    **{"tues": 1, "wednes": 2, "thur": 3, "thurs": 3},
}
_ORDINAL_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_ORDINALS = {name: i for i, name in enumerate(_ORDINAL_NAMES, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS = {"quarter": (32, 4), "third": (36, 3), "half": (39, 2)}
"""Part of a year to (code before its first, how many there are)."""
_SHAPES = {"DMY", "MDY", "YMD", "MY", "YM", "DM", "MD", "DY", "D", "M", "Y"}
"""Orders in which day, month and year may come; what is missing comes from a neighbour."""

_MARK_BEFORE = re.compile(
    r"(?P<about>(?:about|around|approximately|approx\.?|roughly|circa|ca?\.?)(?: |(?=[0-9]))|~ ?)"
    r"|(?P<maybe>(?:probably|possibly|perhaps|maybe) )"
)
_MARK_AFTER = re.compile(r" ?([?~%])$| (or so)$")
_CLOCK = re.compile(
    r"(?P<date>.*?)(?:,? ?\b(?:at )?|(?<=[0-9])t)"
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?(?: ?(?P<half>am|pm|a\.m\.?|p\.m\.?))?"
    r"(?: ?(?P<zone>z|utc|gmt|(?:utc|gmt)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|-([0-9]{1,2})|([0-9]{2})([0-9]{2}))")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]+)")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_ERA = re.compile(
    r"(?P<rest>.*?),? ?\b(?:ad (?P<ad>[0-9]{1,4})|(?P<year>[0-9]{1,6}) ?(?P<era>bce?|ad|ce|b\.c\.(?:e\.)?|a\.d\.|c\.e\.))"
)
_LONG_YEAR = re.compile(r"year (-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{5,12})")
_DECADE = re.compile(r"([0-9]{3})0'?s")
_CENTURY = re.compile(r"([0-9]{1,2}|[a-z-]+?)(?:st|nd|rd|th)? ?(?:century|cent\.?)(?: (bce?|ad|ce))?")
_YEAR_PART = re.compile(r"([0-9a-z]+) (quarter|third|half)(?: year)? ([0-9]{4})")
_YEAR_CODE = re.compile(r"([qh])([1-4]) ?/?([0-9]{4})|([0-9]{4}) ?/?([qh])([1-4])")
_SEASON = re.compile(r"([a-z]+) ([0-9]{4})(?: ?[-–/] ?([0-9]{2}|[0-9]{4}))?(?: \((north|south)\))?")
_PORTION = re.compile(r"(early|mid|middle|late|beginning|start|end|close) (.+)")
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
        or _read_long_period(text)
        or _read_part_of_year(text)
        or _read_season(text)
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
        raise WhenError(tr("The year of {text} needs four digits; write it as in 7 August 2025.", text=shown(text)))
    if first > 12 or (first != second and second <= 12 and date_order == "day-month") or first == second:
        return Item(int(year), second, first)
    if second > 12 or date_order == "month-day":
        return Item(int(year), first, second)
    raise WhenError(
        tr(
            "{text} can be {one} or {other}; write the month as a word, as in 7 August 2025, "
            "or tell the project which comes first.",
            text=shown(text),
            one=plain_date(int(year), second, first),
            other=plain_date(int(year), first, second),
        )
    )


def _read_long_period(text: str) -> Item | None:
    """Read decades, centuries and years of five digits or more."""
    if match := _DECADE.fullmatch(text):
        return Item(phrase=f"{match[1]}X")
    if match := _LONG_YEAR.fullmatch(text):
        return Item(phrase=f"Y{match[1]}{match[2].replace(',', '')}")
    match = _CENTURY.fullmatch(text)
    if match is None:
        return None
    number = _ORDINALS.get(match[1]) or (int(match[1]) if match[1].isdigit() else 0)
    if not number:
        return None
    sign = "-" if match[2] in ("bc", "bce") else ""
    return Item(phrase=f"{sign}{number - 1:02d}XX")


def _read_part_of_year(text: str) -> Item | None:
    """Read quarters, thirds and halves of a year."""
    if match := _YEAR_CODE.fullmatch(text):
        letter, number, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[6], match[4])
        part = "quarter" if letter == "q" else "half"
    elif match := _YEAR_PART.fullmatch(text):
        number, part, year = match.groups()
    else:
        return None
    code, count = _PARTS[part]
    which = count if number in ("last", "final") else _ORDINALS.get(number, 0)
    if day := _DAY_NUMBER.fullmatch(number):
        which = int(day[1])
    return Item(phrase=f"{year}-{code + which}") if 1 <= which <= count else None


def _read_season(text: str) -> Item | None:
    """Read `summer 2024`, and `winter 2001–02` where the second year must be the next one."""
    match = _SEASON.fullmatch(text)
    if match is None or match[1] not in _SEASONS:
        return None
    code, year, next_year = _SEASONS[match[1]], int(match[2]), match[3]
    code += {"north": 4, "south": 8}.get(match[4], 0)
    if next_year and (code not in (24, 28, 30) or int(next_year) % 100 != (year + 1) % 100):
        return None
    return Item(phrase=f"{year:04d}-{code}")


def _read_portion(text: str, date_order: str) -> Item | None:
    """Read `early 2024`, `mid August 2025` and `late 1990s`: thirds, soft (~) where they meet.

    Neighbouring thirds of a year, decade or century share the unit they meet in; `start` and `end` are short.
    """
    match = _PORTION.fullmatch(text)
    whole = _read_bare(match[2], date_order) if match else None
    if match is None or whole is None or whole.day or whole.clock:
        return None
    portion = _PORTION_WORDS.get(match[1], match[1])
    if re.fullmatch(r"[0-9]{3}X", whole.phrase):
        return _portion_of_years(portion, whole.phrase, whole.phrase[:3], (0, 1, 3, 6, 8, 9), 1)
    if re.fullmatch(r"[0-9]{2}XX", whole.phrase):
        return _portion_of_years(portion, whole.phrase, whole.phrase[:2], (0, 10, 33, 66, 89, 99), 2)
    if whole.phrase or whole.year is None:
        return None
    if whole.month is None:
        return _portion_of_year(portion, plain_date(whole.year))
    if not 1 <= whole.month <= 12:
        return None
    return _portion_of_month(portion, plain_date(whole.year, whole.month), month_length(whole.year, whole.month))


def _portion_of_years(
    portion: str, mask: str, prefix: str, years: tuple[int, int, int, int, int, int], digits: int
) -> Item:
    first, start, early, late, end, last = (f"{prefix}{year:0{digits}d}" for year in years)
    phrases = {
        "early": (f"{first}/{early}~", f"{mask}~"),
        "mid": (f"{early}~/{late}~", f"{mask}~"),
        "late": (f"{late}~/{last}", f"{mask}~"),
        "start": (f"{first}/{start}~", f"{first}-01-01"),
        "end": (f"{end}~/{last}", f"{last}-12-31"),
    }
    phrase, inside = phrases[portion]
    return Item(phrase=phrase, inside=inside)


def _portion_of_year(portion: str, year: str) -> Item:
    phrases = {
        "early": (f"{year}-01-01/{year}-05~", f"{year}-37~"),
        "mid": (f"{year}-05~/{year}-08~", f"{year}-38~"),
        "late": (f"{year}-08~/{year}-12-31", f"{year}-39~"),
        "start": (f"{year}-01-01/{year}-02~", f"{year}-01-01"),
        "end": (f"{year}-11~/{year}-12-31", f"{year}-12-31"),
    }
    phrase, inside = phrases[portion]
    return Item(phrase=phrase, inside=inside)


def _portion_of_month(portion: str, month: str, length: int) -> Item:
    phrases = {
        "early": (f"{month}-01/{month}-10~", f"{month}~"),
        "mid": (f"{month}-11~/{month}-20~", f"{month}~"),
        "late": (f"{month}-21~/{month}-{length}", f"{month}~"),
        "start": (f"{month}-01/{month}-05~", f"{month}-01"),
        "end": (f"{month}-{length - 4}~/{month}-{length}", f"{month}-{length}"),
    }
    phrase, inside = phrases[portion]
    return Item(phrase=phrase, inside=inside)


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
    if shape.replace("W", "", 1) not in _SHAPES:
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
