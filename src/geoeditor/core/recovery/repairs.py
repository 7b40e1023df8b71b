"""Repairs of one row by itself: what can't stand in a column gives way to the usual value, and is kept beside it.

Dates are the EDTF text alone: bounds and keys are computed anew. Nothing is made up: a name that is gone is “?”.
"""

from typing import Any, Final

import orjson

from geoeditor import when
from geoeditor.core.commands.values import Check, json_object, name_key
from geoeditor.core.inspection.columns import DATED, checked_columns, is_allowed, is_text
from geoeditor.core.recovery.notes import DATE, GARBLED, UNNAMED, VALUE, Notes
from geoeditor.core.recovery.pages import Value
from geoeditor.core.recovery.salvage import Row
from geoeditor.core.recovery.shapes import Shape
from geoeditor.core.spelling import json_text

_CALLED: Final = ("name", "title", "label", "words")
_KEPT_LENGTH: Final = 10_000


def mended(shape: Shape, row: Row, notes: Notes) -> Row | None:
    """Return the row with all that each value needs to stand by itself, or None where that can't be done."""
    fixed: Row = {column: _plain(value, notes) for column, value in row.items()}
    found: dict[str, Value] = {}
    for column, check in checked_columns(shape.table).items():
        value = fixed.get(column)
        if value is None or is_allowed(check, column, value):
            continue
        if value not in ("", b"") and column not in _CALLED:
            found[f"{column} as found"] = value
        if not _replace(shape, fixed, column, check, notes):
            return None
    if shape.table in DATED:
        _set_bounds(fixed, found, notes)
    if shape.table == "actor_name":
        fixed["key"] = name_key(str(fixed["name"]))
    if found and any(column.name == "extra" for column in shape.columns):
        _keep(fixed, found)
    return fixed


def _plain(value: Value, notes: Notes) -> Value:
    """Return text that can be stored; what is no text becomes a visible mark."""
    if not isinstance(value, str) or (is_text(value) and "\0" not in value):
        return value
    notes.add(GARBLED)
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "�")


def _replace(shape: Shape, row: Row, column: str, check: Check, notes: Notes) -> bool:
    """Put the usual value in the place of one that can't stand there; tell whether there is one."""
    declared = next(each for each in shape.columns if each.name == column)
    if column in _CALLED and declared.required and not declared.has_default:
        text = " ".join(str(row[column]).split())[:200]
        row[column] = text if text and is_allowed(check, column, text) else "?"
        notes.add(UNNAMED if row[column] == "?" else VALUE)
        return True
    notes.add(VALUE)
    if declared.has_default:
        del row[column]
        return True
    row[column] = None
    return not declared.required


def _set_bounds(row: Row, found: dict[str, Value], notes: Notes) -> None:
    """Compute the bounds of the date; one that can't be read goes to what is kept as found."""
    text = str(row.get("t") or "")
    try:
        bounds = when.bounds(text)
    except when.WhenError:
        found["date as found"] = text
        notes.add(DATE)
        text, bounds = "", when.bounds("")
    row |= {"t": text, "t_lo": bounds.t_lo, "t_hi": bounds.t_hi, "t_prec": bounds.t_prec}


def _keep(row: Row, found: dict[str, Value]) -> None:
    """Keep what was found in the extra values of the record."""
    kept = {name: value[:_KEPT_LENGTH] if isinstance(value, str) else str(value) for name, value in found.items()}
    with_found = json_text(extra_of(row) | kept)
    if is_allowed(json_object, "extra", with_found):
        row["extra"] = with_found


def extra_of(row: Row) -> dict[str, Any]:
    """Return the extra values of a row that was mended."""
    extra = orjson.loads(str(row.get("extra") or "{}"))
    return extra if isinstance(extra, dict) else {}
