"""Ticks and their labels for a stretch of time, from hours to millions of years. Imports only `when`, `translation`.

Years count astronomically (year 0 is 1 BC); the calendar is proleptic Gregorian, the clock is UTC.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geoeditor import when
from geoeditor.translation import tr

DAY = 86_400
YEAR = 31_556_952
_GAP_PX = 16.0
_LEAST_PX = 52.0
"""Ticks closer than this would make the grid louder than the facts."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: time in seconds, its label, and the larger unit it begins ('' when the same)."""

    t: int
    label: str
    context: str = ""


def month_name(month: int) -> str:
    """Return the short name of a month 1 to 12."""
    names = (
        tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun"),
        tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec"),
    )  # fmt: skip
    return names[month - 1]


def year_name(year: int) -> str:
    """Return a year as people write it: 1994, 44 BC, 2.5 million BC."""
    if year > 0:
        return str(year)
    before = 1 - year
    if before >= 1_000_000:
        return tr("{n} million BC", n=f"{before / 1e6:.4g}")
    return tr("{n} BC", n=before)


def _years(t0: float, t1: float, step: int) -> Iterator[Tick]:
    """Yield round years as people count them: 40 BC, 20 BC, 1, 20, 40."""
    first = when.civil(int(t0 // DAY))[0]
    count = first // step - 1
    while True:
        year = count if step == 1 else count * step + 1 if count < 1 else count * step
        t = when.days(year, 1, 1) * DAY
        if t >= t1:
            return
        if t >= t0:
            yield Tick(t, year_name(year))
        count += 1


def _months(t0: float, t1: float, step: int) -> Iterator[Tick]:
    year, month, _ = when.civil(int(t0 // DAY))
    month = (month - 1) // step * step + 1
    while (t := when.days(year, month, 1) * DAY) < t1:
        if t >= t0:
            yield Tick(t, month_name(month), year_name(year))
        month += step
        year, month = (year + 1, 1) if month > 12 else (year, month)


def _days(t0: float, t1: float, step: int) -> Iterator[Tick]:
    day = int(t0 // DAY)
    while day * DAY < t1:
        year, month, date = when.civil(day)
        # Counted from the first of each month, and not within a step of the next first, so that steps stay even.
        if day * DAY >= t0 and (date - 1) % step == 0 and (date == 1 or date - 1 + step // 2 < 31):
            yield Tick(day * DAY, str(date), f"{month_name(month)} {year_name(year)}")
        day += 1


def _hours(t0: float, t1: float, minutes: int) -> Iterator[Tick]:
    step = minutes * 60
    t = int(-(-t0 // step) * step)
    while t < t1:
        year, month, date = when.civil(t // DAY)
        clock = t % DAY
        yield Tick(t, f"{clock // 3600:02}:{clock % 3600 // 60:02}", f"{date} {month_name(month)} {year_name(year)}")
        t += step


def _steps() -> Iterator[tuple[float, Callable[[float, float, int], Iterator[Tick]], int]]:
    """Yield step lengths in seconds with the function that walks them, finest first."""
    for minutes in (15, 60, 180, 360, 720):
        yield minutes * 60.0, _hours, minutes
    for days in (1, 2, 5, 10):
        yield days * float(DAY), _days, days
    for months in (1, 3, 6):
        yield months * 30.0 * DAY, _months, months
    for power in range(12):
        for factor in (1, 2, 5):
            years = factor * 10**power
            yield years * float(YEAR), _years, years


def _once(ticks: list[Tick]) -> list[Tick]:
    """Keep the larger unit only where it begins."""
    seen = ""
    kept: list[Tick] = []
    for tick in ticks:
        kept.append(Tick(tick.t, tick.label, tick.context if tick.context != seen else ""))
        seen = tick.context
    return kept


def axis_ticks(t0: float, t1: float, px: float, width_of: Callable[[str], float]) -> list[Tick]:
    """Return the finest ticks whose labels stay apart.

    Args:
        t0: first second of the stretch.
        t1: second after the last one.
        px: how wide the stretch is drawn; one scale throughout.
        width_of: the width of a label in px.
    """
    fewest: list[Tick] = []
    for seconds, walk, step in _steps():
        apart = seconds / (t1 - t0) * px
        if apart < _LEAST_PX:
            continue
        if apart > px and fewest:
            break
        found = list(walk(t0, t1, step))
        if found and apart >= max(width_of(tick.label) for tick in found) + _GAP_PX:
            return _once(found)
        fewest = found[:1] or fewest
    return _once(fewest)
