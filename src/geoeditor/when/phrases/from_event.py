"""What date words come to when they count from something that has a date itself: "two days after the coup".

Whoever says so knows what the words count from, so that the noun in them is not looked at. An event that took longer
than a day makes the date as wide as itself.
Imports `when.bounds` and nothing of ours outside this package.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from geoeditor.when.bounds import earliest_day, latest_day
from geoeditor.when.habits import USUAL, Habits
from geoeditor.when.phrases import spans
from geoeditor.when.phrases.again import as_day, date_alone
from geoeditor.when.phrases.wordings import NUMBER, UNIT, number, unit_name

Found = re.Match[str]
Ends = tuple[date, date]
_Resolve = Callable[[Found, Ends, str, Habits], str]
_PROBE: Final = "2000-06-15"
_ABOUT: Final = r"(?:(?:about|around|nearly|almost|some|roughly|just|exactly|only|more than|less than)\s)?"
_UNKNOWN_EVENT: Final = ""


def counted_from(words: str, rule: str, anchor: str, habits: Habits = USUAL) -> str | None:
    """Return the EDTF of words that count from something of this date (EDTF).

    "" where they do and it has no date; None where the words can't be counted from anything.
    """
    fixed = date_alone(words, rule, None, habits)
    if fixed:
        return fixed  # the words say it all, as in "7 August 2025"
    if not anchor:
        return None if _read(words, rule, _PROBE, habits) is None else _UNKNOWN_EVENT
    return _read(words, rule, anchor, habits)


def _read(words: str, rule: str, anchor: str, habits: Habits) -> str | None:
    ends = [day for day in (as_day(earliest_day(anchor)), as_day(latest_day(anchor))) if day is not None]
    if not ends:
        return _UNKNOWN_EVENT
    first, last = ends[0], ends[-1]
    plain = " ".join(words.split())
    try:
        for pattern, resolve in _FORMS:
            if found := pattern.fullmatch(plain):
                return resolve(found, (first, last), anchor, habits)
        dated = date_alone(plain, rule, last, habits)  # "before the end of the year" goes by the year of the event
        beside = _SIDE.fullmatch(plain) if not dated else None
        return dated if beside is None else _beside(beside, (first, last), anchor, habits)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return _UNKNOWN_EVENT


def _counted(found: Found, ends: Ends, _anchor: str, _habits: Habits) -> str:
    """Read "two days after the coup", "six months later", "a year before it"."""
    n = number(found["n"]) * (1 if found["after"] else -1)
    return spans.away(*ends, unit_name(found["unit"]), n).edtf


def _next(found: Found, ends: Ends, _anchor: str, _habits: Habits) -> str:
    """Read "the following day", "the week before the summit", "the same month"."""
    first, last = ends
    side = (found["side"] or found["step"] or "").lower()
    step = 1 if side in ("next", "following", "after") else -1 if side in ("previous", "before", "preceding") else 0
    unit = found["unit"].lower()
    low, high = (_whole(unit, day, step) for day in ((last, last) if step > 0 else (first, first) if step else ends))
    if low == high or low.first is None or high.last is None:
        return low.edtf
    return spans.between(low.first, high.last).edtf


def _whole(unit: str, day: date, step: int) -> spans.Stretch:
    """Return the day, week, month or year that lies so many steps after a day."""
    if unit == "week":
        return spans.of_week(day + timedelta(7 * step))
    if unit == "month":
        there = spans.add_months(day.replace(day=1), step)
        return spans.of_month(there.year, there.month)
    return spans.of_year(day.year + step) if unit == "year" else spans.of_day(day + timedelta(step))


def _eve(_found: Found, ends: Ends, _anchor: str, _habits: Habits) -> str:
    return (ends[0] - timedelta(1)).isoformat()


def _within(found: Found, ends: Ends, _anchor: str, _habits: Habits) -> str:
    return spans.between(ends[0], spans.move(ends[1], unit_name(found["unit"]), number(found["n"])), ">").edtf


def _beside(found: Found, ends: Ends, anchor: str, habits: Habits) -> str:
    """Read "after the coup", "shortly before the vote", "weeks after it", "during the siege"."""
    first, last = ends
    near, side = (found["near"] or "").lower(), found["side"].lower()
    if side in ("during", "at the time of", "in the course of"):
        return anchor
    if side in ("until", "till", "up to"):
        return f"../{last.isoformat()}"
    days = timedelta(habits.days_of(unit_name(near) if near.endswith("s") else "day"))
    if side in ("before", "ahead of", "prior to"):
        if near:
            return spans.between(first - days, first, "<").edtf
        return f"../{(first - timedelta(1)).isoformat()}"
    if near:
        return spans.between(last, last + days, ">").edtf
    return f"{first.isoformat()}/.." if side == "since" else f"{(last + timedelta(1)).isoformat()}/.."


def _form(pattern: str, resolve: _Resolve) -> tuple[re.Pattern[str], _Resolve]:
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE | re.DOTALL), resolve


_FORMS: Final = (
    _form(
        rf"{_ABOUT}(?P<n>{NUMBER})[ -](?P<unit>{UNIT}|fortnight)s? (?:(?P<after>after|later|afterwards?|following|from"
        r"|on|since)|before|earlier|ahead of|previously|prior to)(?:[ ,].*)?",
        _counted,
    ),
    _form(rf"within {_ABOUT}(?P<n>{NUMBER})[ -](?P<unit>{UNIT})s? (?:of|after|from|following) .+", _within),
    _form(
        r"(?:on |in |by )?(?:the |that )?(?:very )?(?:(?P<step>next|following|previous|same) )?"
        r"(?P<unit>day|morning|afternoon|evening|night|week|month|year)"
        r"(?: (?P<side>after|before|following|preceding|of)(?:[ ,](?!yesterday|tomorrow).*)?)?",
        _next,
    ),
    _form(r"(?:on )?(?:the )?eve of .+", _eve),
)
_SIDE: Final = re.compile(
    r"(?:(?P<near>soon|shortly|just|right|immediately|days|weeks|months|years)\s)?"
    r"(?P<side>after|following|since|before|ahead of|prior to|until|till|up to|during|at the time of|in the course of)"
    r"\s.+",
    re.IGNORECASE | re.DOTALL,
)
