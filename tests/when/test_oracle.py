"""Our bounds against those of the `edtf` package, which is slow (26 ms a date) but somebody else's reading.

Known differences, all on purpose; the test leaves them out or states both sides:
- winter (24, 28) and southern summer (30) run from December to February; `edtf` stops at 31 December;
- an unknown end (`/2023`, `2023/`) has no bound; `edtf` takes ten years;
- times with an offset are converted to UTC; `edtf` cuts the offset off, so only UTC times are compared;
- a masked year with 29 February keeps to the years that have one; `edtf` does not look, so days stop at 28;
- significant digits (`1950S2`) bound the year; `edtf` does so in its fuzzy bounds only;
- partly masked months and days (`1984-1X`), long years inside spans and sets, and a set of several dates with an open
  end: `edtf` refuses or breaks.
Marks move no bound on either side here: `edtf` pads its fuzzy bounds only.
"""

import math
import os
import random
from collections.abc import Callable
from time import struct_time

import pytest

from geoeditor.when import earliest_day, latest_day, month_length

edtf = pytest.importorskip("edtf")

COUNT = 4_000 if os.environ.get("GEOEDITOR_LONG") else 153
SEASONS_TO_DECEMBER = ("24", "28", "30")


def _year(dice: random.Random) -> str:
    return f"{dice.randint(0, 9_999):04d}" if dice.random() < 0.8 else f"-{dice.randint(1, 9_999):04d}"


def _date(dice: random.Random) -> str:
    year, month = _year(dice), dice.randint(1, 12)
    day = dice.randint(1, month_length(int(year), month))
    return dice.choice([year, f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}"])


def _marked(dice: random.Random) -> str:
    return _date(dice) + dice.choice("?~%")


def _time(dice: random.Random) -> str:
    year, month, day = dice.randint(1, 9_999), dice.randint(1, 12), dice.randint(1, 28)
    clock = f"{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:{dice.randint(0, 59):02d}"
    return f"{year:04d}-{month:02d}-{day:02d}T{clock}{dice.choice(['', 'Z'])}"


def _season(dice: random.Random) -> str:
    return f"{dice.randint(1, 9_998):04d}-{dice.randint(21, 41)}"


def _masked(dice: random.Random) -> str:
    year, month, day = f"{dice.randint(1, 9_999):04d}", dice.randint(1, 12), dice.randint(1, 28)
    return dice.choice(
        [
            year[:3] + "X",
            year[:2] + "XX",
            f"{year}-XX",
            f"{year}-{month:02d}-XX",
            f"{year}-XX-XX",
            f"{year[:3]}X-{month:02d}-{day:02d}",
            f"{year[:2]}XX-{month:02d}",
        ]
    )


def _partly_marked(dice: random.Random) -> str:
    year, month, day = dice.randint(1, 9_999), dice.randint(1, 12), dice.randint(1, 28)
    mark = dice.choice("?~%")
    return dice.choice(
        [
            f"{year:04d}-{month:02d}-{mark}{day:02d}",
            f"{year:04d}{mark}-{month:02d}-{day:02d}",
            f"{year:04d}-{month:02d}{mark}-{day:02d}",
            f"{mark}{year:04d}-{month:02d}-{day:02d}",
        ]
    )


def _long_year(dice: random.Random) -> str:
    sign = dice.choice(["", "-"])
    return dice.choice([f"Y{sign}{dice.randint(10_000, 10**9)}", f"Y{sign}{dice.randint(1, 99)}E{dice.randint(4, 8)}"])


def _interval(dice: random.Random) -> str:
    first, last = sorted((dice.randint(1, 9_998), dice.randint(1, 9_998)))
    start, end = (f"{year:04d}{dice.choice(['', '-05', '-05-17', '~', '-06?'])}" for year in (first, last + 1))
    return dice.choice([f"{start}/{end}", f"{start}/{end}", f"{start}/..", f"../{end}"])


def _set(dice: random.Random) -> str:
    years = sorted(dice.sample(range(1, 9_999), 4))
    a, b, c, d = (f"{year:04d}" for year in years)
    inner = dice.choice([f"{a},{b}", f"{a}..{b},{d}", f"{a},{b}..{c}", f"..{a}", f"{d}..", f"{a}-05,{b}-06-07"])
    return dice.choice(["[{}]", "{{{}}}"]).format(inner)


SHAPES: tuple[Callable[[random.Random], str], ...] = (
    _date,
    _marked,
    _time,
    _season,
    _masked,
    _partly_marked,
    _long_year,
    _interval,
    _set,
)


def _their_day(moment: struct_time | float) -> str | None:
    """Return the day of a bound of `edtf` as our functions write it."""
    if isinstance(moment, float):
        assert math.isinf(moment)
        return None
    year, month, day = moment[:3]
    sign = "-" if year < 0 else "+" if year > 9_999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__.strip("_"))
def test_bounds_are_those_of_another_reader(shape: Callable[[random.Random], str]) -> None:
    dice = random.Random(f"{shape.__name__} 2025")
    wrong = []
    for text in (shape(dice) for _ in range(COUNT // len(SHAPES))):
        parsed = edtf.parse_edtf(text)
        theirs = [_their_day(parsed.lower_strict()), _their_day(parsed.upper_strict())]
        if shape is _season and text.endswith(SEASONS_TO_DECEMBER):
            next_year = int(text[:4]) + 1
            assert theirs[1] == f"{text[:4]}-12-31"
            theirs[1] = f"{next_year:04d}-02-{month_length(next_year, 2)}"
        if [earliest_day(text), latest_day(text)] != theirs:
            wrong.append((text, earliest_day(text), latest_day(text), *theirs))
    assert not wrong


@pytest.mark.parametrize(("text", "first", "last"), [("1950S2", "1900-01-01", "1999-12-31")])
def test_significant_digits_are_the_fuzzy_bounds_of_the_other_reader(text: str, first: str, last: str) -> None:
    parsed = edtf.parse_edtf(text)
    assert (_their_day(parsed.lower_fuzzy()), _their_day(parsed.upper_fuzzy())) == (first, last)
    assert (earliest_day(text), latest_day(text)) == (first, last)
