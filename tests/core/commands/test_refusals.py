"""Every refusal: a UserError of one sentence that leaves rows, history, search and the guard against writes alone."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import pytest
from tests.core.commands.deeds import NAMES, Deed, deeds
from tests.core.commands.project import Ids, state
from tests.core.commands.sentences import faults, refused

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

HUGE: Final = 10**5_000
"""An integer that Python won't print and no float holds."""
BAD_TEXT: Final = (None, b"bytes", 5, 1.5, True, ["a"], {"a": 1}, "a\0b", "\ud800", "a\udfff\n")
BAD_WHOLE: Final = (True, 1.0, "1", b"1", [1], 2**63, -(2**63) - 1, HUGE, float("nan"), float("inf"))
BAD_NUMBER: Final = (True, "1.5", b"1", [1.0], float("nan"), float("inf"), float("-inf"), HUGE, -HUGE, 1e300)
BAD_TRUTH: Final[tuple[Any, ...]] = (None, 0, 1, "yes", "", 1.0, [])
BAD_IDS: Final = (True, "1", b"1", 1.5, [1], 0, -1, 2**62 + 1, 2**63, HUGE, float("nan"))
BLANK: Final = (
    "",
    " ",
    "\n\t",
    "\u00a0\u3000\u2003",
    "\u200b",
    "\u2060\ufeff",
    "\u3164",
    " \u115f\u1160 \uffa0",
    "\u2800",
    "\U000e0020",
)
CHOICES: Final = {
    "add_actor": ("kind",),
    "change_name": ("kind",),
    "add_event": ("kind", "status"),
    "change_event": ("kind", "status"),
    "connect_actor": ("role",),
    "change_participation": ("role",),
    "relate_events": ("kind",),
    "change_relation": ("kind",),
    "link_actors": ("kind", "status"),
    "change_link": ("kind", "status"),
    "change_source": ("reliability",),
    "cite": ("anchor", "stance"),
    "change_citation": ("anchor", "stance"),
    "decide": ("what", "verdict"),
    "add_view": ("kind",),
    "annotate": ("shape",),
    "add_kind": ("scope",),
    "add_field": ("scope", "type"),
    "change_field": ("type",),
    "change_project": ("date_order",),
}
NEEDED: Final = {
    "add_actor": "name",
    "change_actor": "name",
    "add_name": "name",
    "change_name": "name",
    "add_event": "title",
    "change_event": "title",
    "add_source": "title",
    "change_source": "title",
    "add_tag": "name",
    "change_tag": "name",
    "add_view": "name",
    "change_view": "name",
    "add_kind": "label",
    "change_kind": "label",
    "add_field": "key",
    "change_field": "label",
}


def _circle() -> dict[str, Any]:
    circle: dict[str, Any] = {}
    circle["again"] = {"and": [circle]}
    return circle


def _deep(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"in": value}
    return value


def _doubled() -> dict[str, Any]:
    """Return a value that is small in memory and endless when it is written down."""
    part: list[Any] = ["x" * 100]
    for _ in range(28):
        part = [part, part]
    return {"part": part}


BAD_JSON: Final[tuple[Any, ...]] = (
    None,
    "{}",
    [],
    5,
    {1: "a number is no name"},
    {None: 1},
    {"a\0": 1},
    {"a": "\ud800"},
    {"a": float("nan")},
    {"a": [float("inf")]},
    {"a": 2**63},
    {"a": HUGE},
    {"a": b"bytes"},
    {"a": {1, 2}},
    {"a": object()},
    _circle(),
    _deep(40),
    _deep(100_000),
    _doubled(),
    {"a": "x" * 1_000_001},
    {"a": ["x" * 900_000, "x" * 900_000]},
)


def _spoilt(deed: Deed) -> Iterator[tuple[str, Deed]]:
    """Yield the deed with each of its arguments and values spoilt in turn, with what was spoilt."""
    for place, value in enumerate(deed.args):
        for bad in _bad_for(value):
            args = (*deed.args[:place], bad, *deed.args[place + 1 :])
            yield f"argument {place}: {type(bad).__name__}", Deed(deed.command, deed.label, args, deed.values)
    for name, value in deed.values.items():
        for bad in _bad_for(value):
            if bad is None and isinstance(value, int | float) and not isinstance(value, bool):
                continue  # nothing known is an answer too
            yield f"{name}: {type(bad).__name__}", Deed(deed.command, deed.label, deed.args, {**deed.values, name: bad})


def _bad_for(value: object) -> tuple[Any, ...]:
    match value:
        case bool():
            return BAD_TRUTH
        case int() if value > 2**22:
            return BAD_IDS
        case int():
            return BAD_WHOLE
        case float():
            return BAD_NUMBER
        case str():
            return BAD_TEXT
        case bytes():
            return (None, "text", b"", 5)
        case dict():
            return BAD_JSON
    return ()


@pytest.mark.parametrize("name", NAMES)
def test_what_can_not_be_stored_is_refused(filled: tuple[Document, Ids], name: str) -> None:
    document, ids = filled
    before = state(document)
    for what, deed in _spoilt(deeds(ids)[name]):
        with pytest.raises(UserError) as caught:
            deed.do(document)
            pytest.fail(f"{what} was accepted")
        sentence = str(caught.value)
        assert faults(sentence) == [], sentence
        assert sentence.endswith("; nothing was changed."), sentence
    assert state(document) == before


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, found in CHOICES.items() for field in found])
def test_a_word_that_is_not_in_the_list_is_refused(filled: tuple[Document, Ids], name: str, field: str) -> None:
    document, ids = filled
    deed = deeds(ids)[name]
    for word in ("nonsense", str(deed.values[field]).upper() + "x", "“quotes” and {braces}. Two!", "x" * 5_000):
        spoilt = {**deed.values, field: word}
        refused(document, partial(deed.command, document, *deed.args, **spoilt))


@pytest.mark.parametrize("name", NEEDED)
def test_a_name_that_nobody_can_see_or_read_is_refused(filled: tuple[Document, Ids], name: str) -> None:
    document, ids = filled
    deed = deeds(ids)[name]
    for text in (*BLANK, "x" * 10_000):
        values = {**deed.values, NEEDED[name]: text}
        refused(document, partial(deed.command, document, *deed.args, **values))
