"""What looks like a date and is none: numbers that could be years, names that hold a month or a weekday.

Asked with the text and the place of the word. Imports nothing of ours.
"""

import re
from typing import Final

NOT_A_YEAR: Final = (
    r"(?![ ]?(?:people|troops|soldiers|miles|km|kilomet|dollars|euros|tonnes|tons|%|percent|per[ ]cent|prisoners|votes"
    r"|delegates|men|women|children|homes|vehicles|tanks|drones|missiles|rockets|workers|members|MW|am\b|pm\b|hours"
    r"|hrs\b|GMT\b|UTC\b|local[ ]time|metres|meters|feet|pages?\b|seats|copies|words|ro?ubles|lira|yuan|yen\b|pounds"
    r"|hryvnias?|zlotys?|francs|rupees|dinars?|pesos|kilograms|kg\b|barrels|Agenda\b))(?![,.]\d)(?![-–/]\d)"
)
"""What may not follow a number that is to be a year."""
_NUMBERED: Final = re.compile(
    r"\b(?:(?i:no\.|nos\.|number|resolutions?|articles?|paragraphs?|sections?|chapters?|pages?|rooms?|gates?|flights?"
    r"|routes?|highways?|rules?|regulations?|directives?|decisions?|decrees?|laws?|bills?|orders?|cases?|clauses?|forms?"
    r"|tables?|figures?|levels?|units?|channels?|grid|square|type|model|mark|serial|licen[cs]e|box|lot|extension)"
    r"|Agenda|Vision|Expo|Horizon|Project|Windows|Euro|Strategy|Boeing|Airbus)\s?(?:\([A-Z]{2,4}\)\s)?(?:[Nn]o\.\s?)?\Z"
)
_ADDRESS: Final = re.compile(
    r"\s(?:[A-Z]\w{1,20}\s){1,3}(?:Street|Avenue|Road|Boulevard|Drive|Lane|Square|Place|Court|Way|St\.|Ave\.|Rd\.)"
)
_QUANTITY: Final = re.compile(
    r"\b(?:at[ ]least|at[ ]most|more[ ]than|less[ ]than|fewer[ ]than|over|nearly|almost|some|up[ ]to|about|around"
    r"|roughly|killed|wounded|total[ ]of|only|another|all)[ ]\Z",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"[ ][a-z]{3,20}s\b")
_AFTER_WORDS: Final = re.compile(
    r"\b(?:in|since|by|until|till|of|to|from|the|this|last|next|early|late|mid|for|through|during|before|after"
    r"|between|on|every|each|one)[ -]\Z",
    re.IGNORECASE,
)
_NAME_AFTER: Final = re.compile(r"[ ][A-Z][a-z]")
_FAMED_MONTH: Final = re.compile(r"[ ](?:Revolution|War|Manifesto|Movement|Uprising|Crisis|Theses|Surprise)\b")
_FAMED_DAY: Final = re.compile(r"\b(?:Bloody|Good|Black|Super|Ash|Palm|Holy|Maundy|Cyber|Easter|Whit|Shrove)[ ]\Z")
_EVERY: Final = re.compile(r"\b(?:every|each|most|alternate)[ ](?:other[ ])?\Z", re.IGNORECASE)
_THE: Final = re.compile(r"\b[Tt]he[ ]\Z")
_REACH: Final = 40


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start]


def is_no_year(text: str, start: int, end: int) -> bool:
    """Tell whether a number that could be a year counts, numbers or addresses something."""
    before = _before(text, start)
    if _NUMBERED.search(before) or _ADDRESS.match(text, end):
        return True
    return _COUNTED.match(text, end) is not None and _QUANTITY.search(before) is not None


def is_quantity(text: str, end: int) -> bool:
    """Tell whether a number after "around" counts what follows."""
    return _COUNTED.match(text, end) is not None


def is_no_month(text: str, start: int, end: int) -> bool:
    """Tell whether a month's name belongs to somebody, or to something famous."""
    if _FAMED_MONTH.match(text, end):
        return True
    return _NAME_AFTER.match(text, end) is not None and _AFTER_WORDS.search(_before(text, start)) is None


def is_no_weekday(text: str, start: int, word: str) -> bool:
    """Tell whether a weekday comes back every week, is part of a name, or is a newspaper at the end of a sentence."""
    before = _before(text, start)
    if _EVERY.search(before) or _FAMED_DAY.search(before):
        return True
    return word.endswith(".") and _THE.search(before) is not None
