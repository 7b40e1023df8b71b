"""From EDTF text to exact bounds in whole seconds since 1970-01-01Z, half-open.

`extents` computes a single date; here dates become points, spans and sets. Marks (`? ~ %`) do not move a
bound: the standard gives them no width. Imports only its neighbours and `translation`.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, get_args

from geoeditor.translation import tr
from geoeditor.when.extents import Extent, Precision, extent
from geoeditor.when.grammar import Expression, Kind, Member, WhenError, WrittenDate, read
from geoeditor.when.gregorian import DAY, civil

OPEN_START = -(2**63)
OPEN_END = 2**63 - 1

_PRECISIONS: tuple[Precision, ...] = get_args(Precision)


@dataclass(frozen=True, slots=True)
class When:
    """What an EDTF text says, with its bounds; None is an end that is open or unknown.

    All bounds are seconds since 1970-01-01Z; `hi_min` and `hi` are exclusive, so a day is `[d, d + 86400)`.
    """

    text: str
    kind: Kind
    """`point` (some time in here), `span` (from, to), `one_of` or `all_of` several."""
    lo: int | None
    """First second in which it can begin."""
    lo_max: int | None
    """Last second in which it can begin."""
    hi_min: int | None
    """First second after the earliest end."""
    hi: int | None
    """First second after the last one it can touch."""
    precision: Precision
    """The coarsest one written."""
    uncertain: bool = False
    approximate: bool = False
    open_start: bool = False
    """`..` is written; an unknown start is `lo is None` without it."""
    open_end: bool = False
    pieces: tuple[tuple[int | None, int | None], ...] = ()
    """(lo, hi) of each member of a set, earliest first; empty for points and spans."""


class Bounds(NamedTuple):
    """The three derived time columns; NULL, NULL and '' when there is no date."""

    t_lo: int | None
    t_hi: int | None
    t_prec: str


@lru_cache(maxsize=65_536)
def parse(text: str) -> When:
    """Read an EDTF text of level 0, 1 or 2, or raise a `WhenError` that says what is wrong."""
    expression = read(text)
    if expression.kind == "point":
        return _point(text, expression)
    if expression.kind == "span":
        return _span(text, expression)
    return _set(text, expression)


def bounds(text: str) -> Bounds:
    """Return the time columns to store for an EDTF text; '' is no date.

    Open and unknown ends are the ends of the 64-bit range, so that every range query is two comparisons.
    """
    if not text:
        return Bounds(None, None, "")
    when = parse(text)
    return Bounds(
        OPEN_START if when.lo is None else when.lo,
        OPEN_END if when.hi is None else when.hi,
        when.precision,
    )


def earliest_day(text: str) -> str | None:
    """Return the first day a date can touch as ISO text, None when that end is open or there is no date.

    Years outside 0000 to 9999 are written with a sign and at least four digits, as ISO 8601 allows.
    """
    lo = parse(text).lo if text else None
    return None if lo is None else _iso_day(lo // DAY)


def latest_day(text: str) -> str | None:
    """Return the last day a date can touch (inclusive) as ISO text, None when open or without a date."""
    hi = parse(text).hi if text else None
    return None if hi is None else _iso_day((hi - 1) // DAY)


def _iso_day(day_number: int) -> str:
    year, month, day = civil(day_number)
    sign = "-" if year < 0 else "+" if year > 9_999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def _point(text: str, expression: Expression) -> When:
    date = _dates(expression)[0]
    lo, hi, precision = extent(date)
    return When(text, "point", lo, hi - 1, lo + 1, hi, precision, date.uncertain, date.approximate)


def _span(text: str, expression: Expression) -> When:
    start, end = _ends(expression.members[0])
    dates = _dates(expression)
    return When(
        text,
        "span",
        lo=start.lo if start else None,
        lo_max=_latest_start(start, end) if start else None,
        hi_min=_earliest_end(start, end) if end else None,
        hi=end.hi if end else None,
        precision=_coarsest([side.precision for side in (start, end) if side]),
        uncertain=any(date.uncertain for date in dates),
        approximate=any(date.approximate for date in dates),
        open_start=expression.open_start,
        open_end=expression.open_end,
    )


def _set(text: str, expression: Expression) -> When:
    members = [_ends(member) for member in expression.members]
    dates = _dates(expression)
    starts = [start.lo if start else None for start, _ in members]
    stops = [end.hi if end else None for _, end in members]
    lo = _least(starts)
    hi = _greatest(stops)
    if expression.kind == "one_of":
        lo_max = None if hi is None else hi - 1
        hi_min = None if lo is None else lo + 1
    else:  # it touches every member: begun by the end of the first, not over before the start of the last
        first_stop = _least([_latest_start(start, end) if start else None for start, end in members])
        last_start = _greatest([_earliest_end(start, end) if end else None for start, end in members])
        lo_max, hi_min = first_stop, last_start
    return When(
        text,
        expression.kind,
        lo,
        lo_max,
        hi_min,
        hi,
        _coarsest([side.precision for pair in members for side in pair if side]),
        any(date.uncertain for date in dates),
        any(date.approximate for date in dates),
        expression.open_start,
        expression.open_end,
        tuple(sorted(zip(starts, stops, strict=True), key=_piece_order)),
    )


def _piece_order(piece: tuple[int | None, int | None]) -> tuple[int, int]:
    lo, hi = piece
    return OPEN_START if lo is None else lo, OPEN_END if hi is None else hi


def _ends(member: Member) -> tuple[Extent | None, Extent | None]:
    """Return the extents of a member's two dates, and refuse one that ends before it begins."""
    start = extent(member.first) if member.first else None
    if member.last is member.first:
        return start, start
    end = extent(member.last) if member.last else None
    if start and end and end.hi <= start.lo:
        raise WhenError(
            tr("The end lies before the beginning; write the earlier date first, as in 2025-08-01/2025-08-05.")
        )
    return start, end


def _latest_start(start: Extent, end: Extent | None) -> int:
    """Return the last second a stretch can begin in: within its first date, and not after its last."""
    return (min(start.hi, end.hi) if end else start.hi) - 1


def _earliest_end(start: Extent | None, end: Extent) -> int:
    """Return the earliest exclusive end of a stretch: within its last date, and after it began."""
    return (max(start.lo, end.lo) if start else end.lo) + 1


def _least(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def _greatest(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None


def _coarsest(precisions: list[Precision]) -> Precision:
    return max(precisions, key=_PRECISIONS.index)


def _dates(expression: Expression) -> list[WrittenDate]:
    return [date for member in expression.members for date in member if date]
