"""Uncertain time (EDTF): read it, bound it, compare it, print it, and read what people type.

A leaf that everybody may import: it imports nothing of ours but `translation`. EDTF text is the only authority
on a date; everything here is computed from it. Python's `datetime` is not used, so any year works; only `phrases`,
the date words of running text, needs it and is imported by itself.
"""

from geoeditor.when.bounds import (
    OPEN_END,
    OPEN_START,
    Bounds,
    When,
    bounds,
    earliest_day,
    latest_day,
    parse,
)
from geoeditor.when.extents import Precision
from geoeditor.when.grammar import Kind, WhenError
from geoeditor.when.gregorian import DAY, civil, days, is_leap, month_length, weekday
from geoeditor.when.typed import DATE_ORDERS, read_typed
from geoeditor.when.verdicts import Verdict, before, overlaps
from geoeditor.when.words import describe

__all__ = [
    "DATE_ORDERS",
    "DAY",
    "OPEN_END",
    "OPEN_START",
    "Bounds",
    "Kind",
    "Precision",
    "Verdict",
    "When",
    "WhenError",
    "before",
    "bounds",
    "civil",
    "days",
    "describe",
    "earliest_day",
    "is_leap",
    "latest_day",
    "month_length",
    "overlaps",
    "parse",
    "read_typed",
    "weekday",
]
