"""Checks of what a user gives, one a sort of value: each returns what is stored, or refuses with one sentence.

A check takes the lookup of the open edit, the field's name and the value, and returns the columns to write.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from geoeditor import when
from geoeditor.core.errors import UserError
from geoeditor.core.search import fold
from geoeditor.core.spelling import json_text
from geoeditor.translation import tr

Columns = dict[str, object]
GREATEST: Final = 2**63 - 1
LINE_LIMIT: Final = 1_000
PROSE_LIMIT: Final = 1_000_000
TEXT_LIMIT: Final = 20 * 1024 * 1024
"""The longest text of a source, in bytes of UTF-8."""
JSON_LIMIT: Final = 1_000_000
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")
_DEPTH_LIMIT: Final = 32


class Lookup(Protocol):
    """What a check may ask of the document."""

    def kind_id(self, scope: str, key: str) -> int | None:
        """Return the id of a kind of this scope, or None."""


Check = Callable[[Lookup, str, object], Columns]


def refusal(sentence: str, **values: object) -> UserError:
    """Return the error for a value that can't be stored; it says that nothing was changed."""
    return UserError(tr("{refusal}; nothing was changed.", refusal=tr(sentence, **values).removesuffix(".")))


def storable(field: str, value: object, limit: int = PROSE_LIMIT) -> str:
    """Return text that can be stored and read back unchanged.

    Raises: UserError where it is no text, too long, or holds a NUL or half a surrogate pair.
    """
    if not isinstance(value, str):
        raise refusal("The {field} must be text, so it was not stored.", field=named(field))
    if len(value) > limit:
        raise refusal(
            "The {field} is too long ({length:,} characters; at most {limit:,} fit), so shorten it first.",
            field=named(field),
            length=len(value),
            limit=limit,
        )
    if found := _UNSTORABLE.search(value):
        raise refusal(
            "The {field} holds a character that is no text (code {code:#06x} at place {place}), so take it out first.",
            field=named(field),
            code=ord(found[0]),
            place=found.start() + 1,
        )
    return value


def named(field: str) -> str:
    """Return a field's name as it stands in a sentence."""
    words = {
        "t": tr("date"),
        "ext_ids": tr("outside ids"),
        "archived_url": tr("archived address"),
        "url": tr("address"),
        "lat": tr("latitude"),
        "lon": tr("longitude"),
        "csl": tr("bibliographic record"),
        "published_from": tr("origin of the date"),
    }
    return words.get(field, field.replace("_", " "))


def line(*, required: bool = False, limit: int = LINE_LIMIT) -> Check:
    """Check a name or title: no line breaks are kept, and a required one must hold more than spaces."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        text = " ".join(storable(field, value, limit).split()) if value != "" else ""
        if required and not text:
            raise refusal("The {field} is empty, so type at least one letter.", field=named(field))
        return {field: text}

    return check


def prose(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check free text of any shape."""
    return {field: storable(field, value)}


def one_of(*words: str) -> Check:
    """Check a word of a fixed list."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        if value not in words or not isinstance(value, str):
            raise refusal(
                "“{value}” is no {field}; choose one of {words}.",
                value=str(value)[:40],
                field=named(field),
                words=", ".join(word or "–" for word in words),
            )
        return {field: value}

    return check


def number(low: float, high: float, *, optional: bool = True) -> Check:
    """Check a finite number within bounds; None says that nothing is known."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        if value is None and optional:
            return {field: None}
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise refusal("The {field} must be a number, so it was not stored.", field=named(field))
        if not low <= value <= high:
            raise refusal("The {field} must lie between {low} and {high}.", field=named(field), low=low, high=high)
        return {field: float(value)}

    return check


def whole(low: int, high: int, *, optional: bool = True) -> Check:
    """Check a whole number within bounds; None says that nothing is known."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        if value is None and optional:
            return {field: None}
        if isinstance(value, bool) or not isinstance(value, int):
            raise refusal("The {field} must be a whole number, so it was not stored.", field=named(field))
        if not low <= value <= high:
            raise refusal("The {field} must lie between {low} and {high}.", field=named(field), low=low, high=high)
        return {field: value}

    return check


def truth(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check a truth value."""
    if not isinstance(value, bool):
        raise refusal("The {field} must be yes or no.", field=named(field))
    return {field: value}


def colour(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check a colour such as #2a7f7a; '' takes the palette's."""
    if value != "" and not (isinstance(value, str) and _COLOUR.match(value)):
        raise refusal("The {field} must look like #2a7f7a.", field=named(field))
    return {field: str(value).lower()}


def date(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check EDTF text and return the four time columns; the one place where bounds are made."""
    text = storable(field, value, LINE_LIMIT)
    try:
        bounds = when.bounds(text)
    except when.WhenError as problem:
        raise refusal("{problem}", problem=problem) from problem
    return {"t": text, "t_lo": bounds.t_lo, "t_hi": bounds.t_hi, "t_prec": bounds.t_prec}


def kind(scope: str, *, required: bool = False) -> Check:
    """Check the key of a kind; '' leaves the record without one."""

    def check(lookup: Lookup, field: str, value: object) -> Columns:
        if value == "" and not required:
            return {f"{field}_id": None}
        found = lookup.kind_id(scope, value) if isinstance(value, str) else None
        if found is None:
            raise refusal(
                "“{value}” is no {field} in this project; choose one from the list.",
                value=str(value)[:60],
                field=named(field),
            )
        return {f"{field}_id": found}

    return check


def reference(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check the form of an id of another record, or None; the database checks that it is there."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= GREATEST):
        raise refusal("The {field} must be the id of a record.", field=named(field))
    return {f"{field}_id": value}


def required_reference(lookup: Lookup, field: str, value: object) -> Columns:
    """Check the form of an id of another record that must be given."""
    if value is None:
        raise refusal("The {field} is missing.", field=named(field))
    return reference(lookup, field, value)


def json_object(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check a JSON object that reads back equal: finite numbers, text keys, 63-bit integers, no deep nesting."""
    if not isinstance(value, Mapping):
        raise refusal("The {field} must be a set of named values.", field=named(field))
    _walk(field, value, 0)
    if len(json_text(value)) > JSON_LIMIT:
        raise refusal("The {field} is too large.", field=named(field))
    return {field: dict(value)}


def _walk(field: str, value: object, depth: int) -> None:
    if depth > _DEPTH_LIMIT:
        raise refusal("The {field} is nested too deeply.", field=named(field))
    match value:
        case str():
            storable(field, value)
        case bool() | None:
            pass
        case int():
            if not -GREATEST <= value <= GREATEST:
                raise refusal("The {field} holds a number that is too large.", field=named(field))
        case float():
            if not math.isfinite(value):
                raise refusal("The {field} holds a number that is not finite.", field=named(field))
        case Mapping():
            for key, inner in value.items():
                storable(field, key)
                _walk(field, inner, depth + 1)
        case list() | tuple():
            for inner in value:
                _walk(field, inner, depth + 1)
        case _:
            raise refusal("The {field} holds something that is no plain value.", field=named(field))


def name_key(name: str) -> str:
    """Return the key under which a name is found whatever its case and accents."""
    return " ".join(fold(name).split())
