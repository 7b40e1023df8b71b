"""From bytes to plain JSON values, more strictly than the standard library: what would change on the way is refused.

Python's parser keeps the last of two equal keys, turns 1e999 into infinity and lets half a surrogate pair through.
Such flaws are noted while parsing and then looked up, so that a refusal can name their place.
"""

import json
import math
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.translation import shown, tr

SIZE_LIMIT: Final = 200 * 1024 * 1024
"""The largest file that is read, in bytes."""
_LONGEST_NUMBER: Final = 40
_GREATEST: Final = 2**63 - 1
_SUSPECT_ESCAPE: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class _Flaw:
    """Stands in the values where something was that can't be kept."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


class _Flaws:
    """What the parser calls for objects and numbers; counts the flaws it leaves behind."""

    def __init__(self) -> None:
        self.count = 0

    def note(self, reason: str) -> _Flaw:
        """Put a flaw in the place of a value."""
        self.count += 1
        return _Flaw(reason)

    def record(self, pairs: list[tuple[str, object]]) -> dict[str, object] | _Flaw:
        """Return the object, in which every key must be there once."""
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        return self.note(tr("the key “{key}” is there twice", key=shown(twice)))

    def whole(self, digits: str) -> int | _Flaw:
        """Return the integer, which must fit into 63 bits and a sign."""
        number = int(digits) if len(digits) <= _LONGEST_NUMBER else _GREATEST + 1
        if -_GREATEST <= number <= _GREATEST:
            return number
        return self.note(tr("the number {number} is too large", number=shown(digits)))

    def real(self, digits: str) -> float | _Flaw:
        """Return the number, which must be finite."""
        number = float(digits)
        return number if math.isfinite(number) else self.constant(digits)

    def constant(self, word: str) -> _Flaw:
        """Refuse what is no number in JSON."""
        return self.note(tr("{number} is no number that can be kept", number=shown(word)))


def refused(place: str, reason: str) -> UserError:
    """Return the refusal of a file, with the place where the reason lies."""
    if place:
        return UserError(tr("{place}: {reason}; nothing was changed.", place=place, reason=reason))
    return UserError(tr("This is no project in JSON: {reason}; nothing was changed.", reason=reason))


def read_json_file(path: Path) -> bytes:
    """Return the bytes of a file that is to be imported.

    Raises: UserError where it can't be read or is too large.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():  # a pipe could keep us waiting for ever
            raise UserError(tr("“{name}” is a device or a pipe, not a file; nothing was changed.", name=path.name))
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as problem:
        raise UserError(
            tr(
                "“{name}” could not be read ({reason}); nothing was changed.",
                name=path.name,
                reason=problem.strerror or type(problem).__name__,
            )
        ) from problem
    _check_size(data)
    return data


def _check_size(data: bytes) -> None:
    if len(data) > SIZE_LIMIT:
        raise refused("", tr("the file is larger than {limit} MB", limit=SIZE_LIMIT // 1024**2))


def parse(data: bytes) -> dict[str, object]:
    """Return the object that the bytes hold.

    Raises: UserError with the line, or the place among the values, of what is wrong.
    """
    _check_size(data)
    flaws = _Flaws()
    try:
        root: object = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=flaws.record,
            parse_int=flaws.whole,
            parse_float=flaws.real,
            parse_constant=flaws.constant,
        )
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise refused("", tr("line {line} is not UTF-8", line=line)) from problem
    except json.JSONDecodeError as problem:
        where = tr("it is no JSON from line {line}, letter {column} on", line=problem.lineno, column=problem.colno)
        raise refused("", where) from problem
    except RecursionError as problem:
        raise refused("", tr("it is nested too deeply")) from problem
    if flaws.count or _SUSPECT_ESCAPE.search(data):
        _refuse_flaws(root)
    if not isinstance(root, dict):
        raise refused("", tr("it is not an object"))
    return root


def _refuse_flaws(root: object) -> None:
    for place, value in _walk(root):
        if isinstance(value, _Flaw):
            raise refused(place, value.reason)
        if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
            raise refused(place, tr("a character is no text (code {code:#06x})", code=ord(found[0])))


def _walk(root: object) -> Iterator[tuple[str, object]]:
    """Yield every key and value with its place, without recursion: the nesting is a stranger's."""
    waiting: list[tuple[str, object]] = [("", root)]
    while waiting:
        place, value = waiting.pop()
        yield place, value
        if isinstance(value, dict):
            inner = [(f"{place}.{shown(key)}".lstrip("."), key, part) for key, part in value.items()]
            yield from ((spot, key) for spot, key, _ in inner)
            waiting += [(spot, part) for spot, _, part in reversed(inner)]
        elif isinstance(value, list):
            waiting += [(f"{place}[{index}]", part) for index, part in reversed(list(enumerate(value)))]
