"""Rules for feasts that days are told by: "before Christmas", "Easter Monday", "New Year's Eve 2024".

Western feasts only, since the others go by calendars that are announced and not reckoned. A feast's name must stand
where a date stands, for there are islands, markets and truces named after feasts.
Imports nothing of ours outside this package.
"""

import re
from datetime import date, timedelta
from typing import Final

from geoeditor.when.phrases import spans
from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.rules import Rule, rule
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import YEAR

Found = re.Match[str]
_DEADLINE: Final = re.compile(r"\b(?:by|before|until|till|ahead[ ]of)[ ](?:the[ ])?\Z", re.IGNORECASE)
_FIXED: Final = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "all saints' day": (11, 1),
}
_FROM_EASTER: Final = {
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
    "ascension day": 39,
    "pentecost": 49,
    "whit monday": 50,
}


def easter(year: int) -> date:
    """Return the Western Easter Sunday of a year, by the Gregorian reckoning."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def _feast(name: str, year: int) -> date:
    """Return the day of a feast in a year."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta((3 - first.weekday()) % 7 + 21)
    return easter(year) + timedelta(_FROM_EASTER[name])


def _of_feast(found: Found, context: Context) -> Stretch:
    """Read a feast in the year that is said, else the last one or the next one by the tense of the clause."""
    name = " ".join(found["feast"].lower().replace("’", "'").split()).removesuffix(" holiday").removesuffix(" holidays")
    if found["year"]:
        return spans.of_day(_feast(name, int(found["year"])))
    today = context.today
    days = [_feast(name, year) for year in range(today.year - 1, today.year + 2)]
    gone, coming = max(day for day in days if day <= today), min(day for day in days if day >= today)
    word = (found["which"] or "").lower()
    if word == "last":
        return spans.of_day(max(day for day in days if day < today))
    if word == "next":
        return spans.of_day(min(day for day in days if day > today))
    tense = context.tense(found.start(), found.end())
    deadline = _DEADLINE.search(context.text[max(0, found.start() - 16) : found.start("feast")]) is not None
    if tense == "future" or (deadline and tense != "past"):
        return spans.of_day(coming)
    if tense == "past" or today - gone <= coming - today:
        return spans.of_day(gone)
    return spans.of_day(coming)


_NEW_YEAR: Final = r"New[ ]Year['’]s(?:[ ](?:Day|Eve))?"
_NAMED: Final = (
    rf"Christmas[ ](?:Day|Eve)|Boxing[ ]Day|{_NEW_YEAR}|Easter[ ](?:Sunday|Monday)|Good[ ]Friday|Palm[ ]Sunday"
    r"|Ash[ ]Wednesday|Ascension[ ]Day|Whit[ ]Monday|Valentine['’]s[ ]Day|All[ ]Saints['’][ ]Day"
)
_PLAIN: Final = r"Christmas|Easter|Pentecost|Thanksgiving|New[ ]Year|May[ ]Day"
_WORDS: Final = (
    "Before",
    "By",
    "Until",
    "Till",
    "Since",
    "After",
    "At",
    "On",
    "Over",
    "Around",
    "Ahead of",
    "Run-up to",
    "From",
    "Last",
    "This",
    "Next",
    "To",
    "And",
)
_PLACED: Final = "|".join(rf"(?<=\b[{word[0]}{word[0].lower()}]{word[1:]} )" for word in _WORDS)
_NO_NAME: Final = r"(?![ ]?[-–]?[A-Z])(?![-–])(?!['’]s\b)"
_GOES_ON: Final = (
    r"(?=[.,;:)!?\"”\n]|\Z|[ ][-–—]|[ ](?:holidays?|and|but|or|to|in|at|on|with|without|when|if|whether|the|an?|this"
    r"|for|as|that|of|by|from|he|she|it|they|we|was|were|is|are|will|would|had|has|have|last|next|after|before|because"
    r"|so|while|amid|despite|unless|until|his|her|its|their|\d{4})\b)"
)
_YEAR: Final = rf"(?:,?[ ](?:of[ ]|in[ ])?(?P<year>{YEAR})\b)?"

FEASTS: tuple[Rule, ...] = (
    rule(
        "feast",
        rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)[ ])?(?P<feast>{_NAMED})(?:{_YEAR})(?!\w){_NO_NAME}{_GOES_ON}",
        _of_feast,
        exact=True,
        needs="feast",
    ),
    rule(
        "feast",
        rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext)[ ](?P<feast>{_PLAIN})(?P<year>)(?!\w){_NO_NAME}{_GOES_ON}",
        _of_feast,
        exact=True,
        needs="feast",
    ),
    rule(
        "feast",
        rf"(?:{_PLACED}|(?<=\b[Bb]efore the )|(?<=\b[Bb]y the )|(?<=\b[Uu]ntil the )|(?<=\b[Aa]fter the ))"
        rf"(?P<which>)(?P<feast>{_PLAIN}){_YEAR}(?!\w){_NO_NAME}{_GOES_ON}",
        _of_feast,
        exact=True,
        needs="feast",
    ),
    rule(
        "feast",
        rf"\b(?P<which>)(?P<feast>{_PLAIN})[ ](?:of[ ])?(?P<year>{YEAR})\b",
        _of_feast,
        exact=True,
        needs="feast",
    ),
)
