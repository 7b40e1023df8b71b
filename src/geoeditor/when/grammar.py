"""The grammar of EDTF (ISO 8601-2:2019 Annex A, levels 0 to 2): text to its written parts, nothing computed.

One regular expression reads a date; intervals and sets are split by hand. Everything is linear in a text of
at most 200 characters. Ours beyond the standard: `HH:MM` without seconds, and blanks after the commas of a
set. Refused although some readers take them: fractions of a second, a mark (`? ~ %`) on a time of day.
Imports only `translation`.
"""

import re
from typing import Literal, NamedTuple

from geoeditor.translation import shown, tr

Kind = Literal["point", "span", "one_of", "all_of"]

LONGEST = 200
"""Characters a date may have."""


class WhenError(ValueError):
    """A text that is no date; the message is one sentence for the user and gives an example."""


class WrittenDate(NamedTuple):
    """One date as it is written; parts that are absent are ''."""

    year: str
    """`2025`, `-0044`, `201X`, `Y17000` or `Y-17E7`."""
    significant: int
    """Digits of the year that count (`1950S2`), 0 when not said."""
    month: str
    """`08`, `1X`, or a season such as `21`."""
    day: str
    clock: str
    """`14:30` or `14:30:00`."""
    zone: str
    """`Z`, `+03:00` or `+03`."""
    uncertain: bool
    approximate: bool


class Member(NamedTuple):
    """A stretch from one date to another; None is an end nobody knows. A single date is both ends."""

    first: WrittenDate | None
    last: WrittenDate | None


class Expression(NamedTuple):
    """A whole EDTF text in its parts."""

    kind: Kind
    members: tuple[Member, ...]
    open_start: bool = False
    """`..` is written before the first date."""
    open_end: bool = False


_MARK = r"([?~%])?"
_DATE = re.compile(
    rf"{_MARK}(-?[0-9X]{{4}}|Y-?[1-9][0-9]*(?:E[0-9]+)?)(?:S([1-9][0-9]*))?{_MARK}"
    rf"(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?"
    r"(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
)
_LOOSE_DATE = re.compile(r"-?[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?")


def read(text: str) -> Expression:
    """Split an EDTF text into its parts, or say in a `WhenError` what is wrong with it."""
    check_length(text)
    if text.startswith(("[", "{")):
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    date = read_date(text)
    return Expression("point", (Member(date, date),))


def check_length(text: str) -> None:
    """Refuse a text that is too long to be a date before anything looks at it."""
    if len(text) > LONGEST:
        raise WhenError(
            tr(
                "A date may have at most {most} characters and this one has {count}; write it as in 2025-08-07.",
                most=LONGEST,
                count=len(text),
            )
        )


def read_date(text: str) -> WrittenDate:
    """Read a single date, which may have marks, masked digits and a time of day."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise WhenError(_complaint(text))
    before, year, significant, after, *rest, clock, zone = match.groups(default="")
    before_month, month, after_month, before_day, day, after_day = rest
    marks = before + after + before_month + after_month + before_day + after_day
    date = WrittenDate(
        year,
        int(significant or 0),
        month,
        day,
        clock,
        zone,
        "?" in marks or "%" in marks,
        "~" in marks or "%" in marks,
    )
    _check_parts(date, text, bool(marks))
    return date


def quoted(text: str) -> str:
    """Quote a text in a message, cut to a readable length."""
    return f"“{shown(text, 40)}”"


def _check_parts(date: WrittenDate, text: str, marked: bool) -> None:
    """Refuse combinations the pattern lets through."""
    if date.month and (date.significant or date.year[0] == "Y"):
        raise WhenError(
            tr(
                "{text} joins a month to a year written with Y or S; such a year stands alone, as in Y17000.",
                text=quoted(text),
            )
        )
    if date.significant and "X" in date.year:
        raise WhenError(
            tr(
                "{text} has both X and S in its year; use one of the two, as in 19XX or 1950S2.",
                text=quoted(text),
            )
        )
    if not date.clock:
        return
    if not date.day or "X" in date.year + date.month + date.day:
        raise WhenError(
            tr(
                "{text} has a time of day without an exact day; write both, as in 2025-08-07T14:30Z.",
                text=quoted(text),
            )
        )
    if marked:
        raise WhenError(
            tr(
                "{text} puts ?, ~ or % on a time of day; leave one of the two out, as in 2025-08-07~.",
                text=quoted(text),
            )
        )


def _read_interval(text: str) -> Expression:
    """Read `A/B`, where an end may be `..` (open) or empty (unknown)."""
    start, _, end = text.partition("/")
    if "/" in end:
        raise WhenError(
            tr(
                "{text} has more than one /; write a day as in 2025-08-01 and a span as in 2025-08-01/2025-08-05.",
                text=quoted(text),
            )
        )
    first = None if start in ("", "..") else read_date(start)
    last = None if end in ("", "..") else read_date(end)
    if first is None and last is None:
        raise WhenError(tr("{text} has no known end; write at least one, as in 1994/.. or ../2025.", text=quoted(text)))
    return Expression("span", (Member(first, last),), start == "..", end == "..")


def _read_set(text: str) -> Expression:
    """Read `[one of these]` or `{all of these}`."""
    kind: Kind = "one_of" if text[0] == "[" else "all_of"
    closing = "]" if kind == "one_of" else "}"
    if not text.endswith(closing):
        raise WhenError(
            tr(
                "{text} does not end with {closing}; write a set as in [2025-08-01,2025-08-05].",
                text=quoted(text),
                closing=closing,
            )
        )
    if "/" in text:
        raise WhenError(tr("{text} has a / inside a set; write a stretch as in [2019..2021,2025].", text=quoted(text)))
    items = [item.strip(" ") for item in text[1:-1].split(",")]
    members = tuple(_read_member(item, i == 0, i == len(items) - 1) for i, item in enumerate(items))
    return Expression(kind, members, items[0].startswith(".."), items[-1].endswith(".."))


def _read_member(item: str, is_first: bool, is_last: bool) -> Member:
    """Read one member of a set: a date, a stretch `A..B`, `..B` in front or `A..` at the end."""
    start, dots, end = item.partition("..")
    if not dots:
        date = read_date(item)
        return Member(date, date)
    if (not start and not is_first) or (not end and not is_last) or not (start or end):
        raise WhenError(
            tr(
                "{text} is open in the wrong place; only the first date of a set may start with .. "
                "and only the last may end with it, as in [..2019,2025].",
                text=quoted(item),
            )
        )
    return Member(read_date(start) if start else None, read_date(end) if end else None)


def _complaint(text: str) -> str:
    """Say in one sentence why a text is no date, with an example of what would be one."""
    if not text:
        return tr("There is no date here; write one as in 2025-08-07, 2025-08 or 2019.")
    if text != text.strip():
        return tr("{text} has blanks around the date; write it without, as in 2025-08-07.", text=quoted(text))
    if _LOOSE_DATE.fullmatch(text):
        return tr("{text} needs two digits for month and day; write them as in 2025-08-01.", text=quoted(text))
    return tr("{text} is not a date; write one as in 2025-08-07, 2025-08, 2019 or 2005~.", text=quoted(text))
