"""The words that dates are written with: months, weekdays, numbers, seasons, and the pieces of expressions.

White space is matched up to three signs only, so that no text makes an expression backtrack far.
Imports the names of months and weekdays only.
"""

import re

from geoeditor.when.calendar_words import MONTH_NAMES, MONTHS, WEEKDAYS

S = r"[ \t\n\u00a0]{1,3}"
_MONTH_NAMES = "|".join(name.capitalize() for name in MONTH_NAMES)
_SHORT_MONTHS = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
MONTH = (  # always with a capital, for people may march
    rf"(?-i:{_MONTH_NAMES}|{_MONTH_NAMES.upper()}|(?:{_SHORT_MONTHS}|{_SHORT_MONTHS.upper()})\b\.?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
YEAR = r"(?:1[1-9]\d\d|20\d\d|21\d\d)(?!\d)"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.)"
NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
VAGUE_NUMBER = r"(?:several|a[ ]few|few|a[ ]couple[ ]of|couple[ ]of|many|some)"
UNIT = r"(?:day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))"
DECADES = r"thirties|forties|fifties|sixties|seventies|eighties|nineties"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
FEAST = (
    r"Christmas|Easter|Pentecost|Thanksgiving|Year|May|Boxing|Ascension|Saints|Valentine|Friday|Sunday|Monday|Wednesday"
)
PART_OF_DAY = r"(?:morning|afternoon|evening|night)"
DASH = r"[ ]?[-–—][ ]?"
PART = r"(?:the[ ])?(early(?:[ ]in)?|mid|late(?:[ ]in)?|(?:beginning|start|middle|end|close)[ ]of)[ -](?:the[ ])?"

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or its short form."""
    return MONTHS[word.lower()[:3]]


def weekday_number(word: str) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    return WEEKDAYS[word.lower()[:3]]


def decade_number(word: str) -> int:
    """Return 1990 for "nineties"."""
    return 1900 + _TENS[word.lower().removesuffix("ies") + "y"]


def day_number(word: str) -> int:
    """Return the number in "1st", "02" or "31"."""
    return int(re.sub(r"\D", "", word))


def number(word: str) -> int:
    """Return the value of a number written in digits or words; "a" is one."""
    low = word.lower()
    if low.isdigit():
        return int(low)
    if low in _SMALL:
        return _SMALL.index(low)
    return _TENS.get(low, 1)


def unit_name(word: str) -> str:
    """Return a unit in the singular: "year" for "Years", "century" for "centuries"."""
    low = word.lower()
    return "century" if low.startswith("centur") else low.rstrip("s")


def ordinal(word: str) -> int:
    """Return the value of "first", "19th" and so on."""
    low = word.lower()
    return _ORDINALS.index(low) + 1 if low in _ORDINALS else day_number(low)


def part_name(words: str) -> str:
    """Return early, mid, late, start or end for the words of a part."""
    low = words.lower()
    for word, name in (("early", "early"), ("mid", "mid"), ("late", "late"), ("beginning", "start")):
        if word in low:
            return name
    return "start" if "start" in low else "end"
