"""The words before a date that make it a limit ("since", "until", "before") or one end of a stretch.

Imports nothing of ours outside this package.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from geoeditor.when.phrases.context import Context
from geoeditor.when.phrases.rules import Rule
from geoeditor.when.phrases.spans import Stretch

_LIMIT = re.compile(
    r"\b(?P<word>before|by|no[ ]later[ ]than|not[ ]later[ ]than|ahead[ ]of|until|till|up[ ]to|through|since|from|after"
    r"|as[ ]of|starting[ ]in|as[ ](?:early|late|recently|far[ ]back|long[ ]ago)[ ]as|beginning[ ]in|dating[ ]back[ ]to)"
    r"[ ](?:at[ ]least[ ])?(?:the[ ])?(?:on[ ]|in[ ])?\Z",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b(?P<word>between|from)[ ](?:the[ ])?\Z", re.IGNORECASE)
_LINK = re.compile(r"[ ](?:and|to|until|till|through)[ ](?:the[ ])?|[ ]?[-–—][ ]?", re.IGNORECASE)
_ONWARDS = re.compile(r"[ ](?:onwards?|on)\b(?![ ](?:the|a|its|his|her)\b)", re.IGNORECASE)
_EFFECT = re.compile(r"\b(?:effective|valid|appl(?:y|ies)|in force|runs?|running|open)[ ]\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"[ ](?:to|until|till|through)[ ]", re.IGNORECASE)
_LATEST = frozenset(("before", "by", "no later than", "not later than", "ahead of"))
_OPEN_START = frozenset(("until", "till", "up to", "through"))
_END_WORDS = re.compile(r"\bend\b|\bclose\b|year-end|month-end", re.IGNORECASE)
_REACH = 40
_AT_A_TIME = re.compile(r"as (?:early|late|recently|far back|long ago) as")


class _Placed(Protocol):
    """An expression that has a place and a stretch."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def stretch(self) -> Stretch | None: ...


def _first_text(stretch: Stretch) -> str:
    """Return the EDTF of where a stretch begins, no finer than it was said."""
    if stretch.first is None:
        return ".."
    if stretch.grain == "decade" or stretch.grain == "century":
        return f"{stretch.first.year:04d}~"
    if stretch.grain in ("season", "quarter"):
        return f"{stretch.first.year:04d}-{stretch.first.month:02d}"
    if stretch.edtf.startswith("["):
        return stretch.first.isoformat()
    return stretch.edtf.split("/")[0]


def _last_text(stretch: Stretch) -> str:
    """Return the EDTF of where a stretch ends, no finer than it was said."""
    if stretch.last is None:
        return ".."
    if stretch.grain in ("decade", "century"):
        return f"{stretch.last.year:04d}~"
    if stretch.grain in ("season", "quarter"):
        return f"{stretch.last.year:04d}-{stretch.last.month:02d}"
    if stretch.edtf.startswith("[") or "-4" in stretch.edtf[4:6]:
        return stretch.last.isoformat()
    return stretch.edtf.split("/")[-1]


def joined(
    text: str, start: int, end: int, stretch: Stretch | None, following: _Placed
) -> tuple[int, Stretch | None] | None:
    """Join "from X to Y" and "between X and Y"; return where the pair begins and what it stands for."""
    if following.start - end > 14 or not _LINK.fullmatch(text, end, following.start):
        return None
    head = _PAIR.search(text[max(0, start - 16) : start])
    if head is None and not text[start : start + 5].lower().startswith("from "):
        return None
    begin = max(0, start - 16) + head.start("word") if head else start
    other = following.stretch
    if stretch is None or other is None:
        return begin, None
    if stretch.first is None or other.last is None or other.last < stretch.first:
        return None
    return begin, Stretch(f"{_first_text(stretch)}/{_last_text(other)}", stretch.first, other.last, "pair")


def _before(stretch: Stretch) -> tuple[str, date]:
    """Return the last day, month or year that lies wholly before a stretch."""
    if stretch.first is None:
        raise ValueError("an open beginning has nothing before it")
    day = stretch.first - timedelta(1)
    if stretch.grain == "year":
        return f"{day.year:04d}", day
    if stretch.grain == "month":
        return f"{day.year:04d}-{day.month:02d}", day
    return day.isoformat(), day


def _until(stretch: Stretch, word: str, phrase: str, published: date | None) -> Stretch | None:
    """Read a deadline: from the publication day to the limit, or open towards the past if that has gone by."""
    if stretch.last is None or stretch.first is None:
        return None
    at_end = _END_WORDS.search(phrase) is not None
    if at_end:
        limit_text, limit = stretch.last.isoformat(), stretch.last
    elif word == "before" or word == "ahead of":
        limit_text, limit = _before(stretch)
    else:
        limit_text, limit = _last_text(stretch), stretch.last
    if published is None or limit < published:
        return Stretch(f"../{limit_text}", None, limit, "limit")
    return Stretch(f"{published.isoformat()}/{limit_text}", published, limit, "limit")


class Bounded(NamedTuple):
    """An expression with the words around it that make it a limit: where it stands, what it comes to, its rule."""

    start: int
    end: int
    stretch: Stretch | None
    name: str


def bounded(context: Context, start: int, end: int, stretch: Stretch | None, rule: Rule) -> Bounded:
    """Widen a date to the words before it, and after it, that make it a limit."""
    text = context.text
    if rule.vague:
        return Bounded(start, end, stretch, rule.name)
    if stretch is not None and stretch.grain == "pair":
        return Bounded(start, end, stretch, "from … to")
    found = _LIMIT.search(text[max(0, start - _REACH) : start])
    if found is None:
        return Bounded(start, end, stretch, rule.name)
    word = " ".join(found["word"].lower().split())
    begin = max(0, start - _REACH) + found.start("word")
    onwards = _ONWARDS.match(text, end) if word == "from" else None
    if word == "from" and onwards is None and (_GOES_ON.match(text, end) or not _takes_effect(context, begin, end)):
        return Bounded(start, end, stretch, rule.name)
    if _AT_A_TIME.fullmatch(word) and (
        word != "as early as" or _is_gone(stretch, context) or not context.is_future(begin, end)
    ):
        return Bounded(begin, end, stretch, word)  # "as early as 2012" says how early it was, not that it went on
    name = "deadline" if word in _LATEST else word
    last = end if onwards is None else onwards.end()
    if stretch is None:
        return Bounded(begin, last, None, name)
    try:
        limit = _limit(stretch, word, text[start:end], context.published)
    except (ValueError, OverflowError):  # the limit lies outside the years 1 to 9999
        limit = None
    return Bounded(start, end, stretch, rule.name) if limit is None else Bounded(begin, last, limit, name)


def _is_gone(stretch: Stretch | None, context: Context) -> bool:
    """Tell whether a stretch was over when the text was published."""
    if stretch is None or stretch.last is None or context.published is None:
        return False
    return stretch.last < context.published


def _takes_effect(context: Context, start: int, end: int) -> bool:
    """Tell whether "from" begins something that goes on; a letter from 2019 does not."""
    return _EFFECT.search(context.text[max(0, start - _REACH) : start]) is not None or context.is_future(start, end)


def _limit(stretch: Stretch, word: str, phrase: str, published: date | None) -> Stretch | None:
    """Return the stretch that a limit word makes of a date, or None where the word says nothing."""
    if word in _LATEST:
        return _until(stretch, word, phrase, published)
    if word in _OPEN_START:
        if stretch.last is None:
            return None
        at_end = _END_WORDS.search(phrase) is not None
        text = stretch.last.isoformat() if at_end else _last_text(stretch)
        return Stretch(f"../{text}", None, stretch.last, "limit")
    if word == "after":
        return _after(stretch)
    if stretch.first is None:
        return None
    return Stretch(f"{_first_text(stretch)}/..", stretch.first, None, "limit")


def _after(stretch: Stretch) -> Stretch | None:
    """Return what lies wholly after a stretch, no finer than it was said."""
    if stretch.last is None:
        return None
    day = stretch.last + timedelta(1)
    text = day.isoformat()
    if stretch.grain == "year":
        text = f"{day.year:04d}"
    elif stretch.grain == "month":
        text = f"{day.year:04d}-{day.month:02d}"
    return Stretch(f"{text}/..", day, None, "limit")
