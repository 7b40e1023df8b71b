"""Checks of what a user gives, one a sort of value: each returns what is stored, or refuses with one sentence.

A check takes the lookup of the open edit, the field's name and the value, and returns the columns to write.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from typing import Final, Protocol

from geoeditor import when
from geoeditor.core.errors import UserError
from geoeditor.core.search import fold
from geoeditor.core.spelling import json_text
from geoeditor.translation import printable, shown, tr

Columns = dict[str, object]
GREATEST: Final = 2**63 - 1
LINE_LIMIT: Final = 1_000
PROSE_LIMIT: Final = 1_000_000
TEXT_LIMIT: Final = 20 * 1024 * 1024
"""The longest text of a source, in bytes of UTF-8."""
JSON_LIMIT: Final = 1_000_000
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_LONG: Final = 10_000
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")
_DEPTH_LIMIT: Final = 32
_INVISIBLE: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Fillers and selectors that no one sees although their category is that of a letter, mark or symbol."""


class Lookup(Protocol):
    """What a check may ask of the document."""

    def kind_id(self, scope: str, key: str) -> int | None:
        """Return the id of a kind of this scope, or None."""


Check = Callable[[Lookup, str, object], Columns]


def refusal(sentence: str, **values: object) -> UserError:
    """Return the error for a value that can't be stored; it says that nothing was changed, on one printable line."""
    whole_text = tr("{refusal}; nothing was changed.", refusal=tr(sentence, **values).removesuffix("."))
    return UserError(printable(whole_text))


def given(value: object) -> str:
    """Return a refused value as it stands in a message: a text cut to 40 characters, of all else its type."""
    return shown(value, 40) if isinstance(value, str) else type(value).__name__


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing that can be seen, such as spaces, joiners and fillers only."""
    return all(
        letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf") or _INVISIBLE.match(letter) for letter in text
    )


def storable(field: str, value: object, limit: int = PROSE_LIMIT) -> str:
    """Return text that can be stored and read back unchanged.

    Raises: UserError where it is no text, too long, or holds a NUL or half a surrogate pair.
    """
    if not isinstance(value, str):
        raise refusal("The {field} must be text.", field=named(field))
    if len(value) > limit:
        raise refusal(
            "The {field} is too long ({length:,} characters where {limit:,} fit).",
            field=named(field),
            length=len(value),
            limit=limit,
        )
    if (len(value) < _LONG or not _is_clean(value)) and (found := _UNSTORABLE.search(value)):
        raise refusal(
            "The {field} holds a character that is no text (U+{code:04X} at place {place}).",
            field=named(field),
            code=ord(found[0]),
            place=found.start() + 1,
        )
    return value


def _is_clean(text: str) -> bool:
    """Tell quickly whether a text holds neither a NUL nor half a surrogate pair."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


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
        "version_of": tr("earlier version"),
        "copy_of": tr("original"),
        "what": tr("sort of proposal"),
    }
    return words.get(field, field.replace("_", " "))


def line(*, required: bool = False, limit: int = LINE_LIMIT) -> Check:
    """Check a name or title: spaces and line breaks become one space each, and a required one must be visible."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        text = one_line(storable(field, value, limit))
        if required and is_blank(text):
            raise refusal("The {field} needs at least one letter.", field=named(field))
        return {field: text}

    return check


def one_line(text: str) -> str:
    """Return the text as a name or title is stored: without line breaks, and with single spaces between words."""
    return " ".join(text.split())


def prose(_lookup: Lookup, field: str, value: object) -> Columns:
    """Check free text of any shape."""
    return {field: storable(field, value)}


def one_of(*words: str) -> Check:
    """Check a word of a fixed list."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        if not isinstance(value, str) or value not in words:
            raise refusal(
                "“{value}” is no {field} (choose one of {words}).",
                value=given(value),
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
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise refusal("The {field} must be a number.", field=named(field))
        if not low <= value <= high:  # false for NaN too
            raise _out_of_range(field, low, high)
        return {field: float(value)}

    return check


def _out_of_range(field: str, low: float, high: float) -> UserError:
    return refusal("The {field} must lie between {low:,.19g} and {high:,.19g}.", field=named(field), low=low, high=high)


def whole(low: int, high: int, *, optional: bool = True) -> Check:
    """Check a whole number within bounds; None says that nothing is known."""

    def check(_lookup: Lookup, field: str, value: object) -> Columns:
        if value is None and optional:
            return {field: None}
        if isinstance(value, bool) or not isinstance(value, int):
            raise refusal("The {field} must be a whole number.", field=named(field))
        if not low <= value <= high:
            raise _out_of_range(field, low, high)
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
        known = isinstance(value, str) and not _UNSTORABLE.search(value)
        found = lookup.kind_id(scope, str(value)) if known else None
        if found is None:
            raise refusal(
                "“{value}” is no {field} in this project.",
                value=given(value),
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
    if not isinstance(value, dict):
        raise refusal("The {field} must be a set of named values.", field=named(field))
    copy = _PlainCopy(field).of(value, 0)
    if len(json_text(copy)) > JSON_LIMIT:
        raise refusal(_TOO_LARGE, field=named(field), limit=JSON_LIMIT)
    return {field: copy}


_TOO_LARGE: Final = "The {field} is too large (at most {limit:,} characters fit)."


class _PlainCopy:
    """Copies a JSON value; counts what it copies, because shared parts can make a small value an endless one."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._left = JSON_LIMIT

    def of(self, value: object, depth: int) -> object:
        """Return the value in plain types, or refuse what JSON or SQLite would change."""
        self._count(1)
        if depth > _DEPTH_LIMIT:
            raise self._refusal("The {field} is nested too deeply.")
        match value:
            case bool() | None:
                return value
            case str():
                return self._text(value)
            case int():
                if not -GREATEST <= value <= GREATEST:
                    raise self._refusal("The {field} holds a number that is too large.")
                return int(value)
            case float():
                if not math.isfinite(value):
                    raise self._refusal("The {field} holds a number that is not finite.")
                return float(value)
            case dict():
                return {self._text(key): self.of(inner, depth + 1) for key, inner in value.items()}
            case list() | tuple():
                return [self.of(inner, depth + 1) for inner in value]
        raise self._refusal("The {field} holds something that is no plain value.")

    def _text(self, value: object) -> str:
        text = storable(self._field, value)
        self._count(len(text))
        return str(text)

    def _count(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise self._refusal(_TOO_LARGE)

    def _refusal(self, sentence: str) -> UserError:
        return refusal(sentence, field=named(self._field), limit=JSON_LIMIT)


def name_key(name: str) -> str:
    """Return the key under which a name is found whatever its case and accents."""
    return " ".join(fold(name).split())
