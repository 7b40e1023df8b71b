"""What columns of one record have to do with each other and with the text of its source.

Commands for single records see to it by the way they are called; here a record comes as it stands in a file.
"""

from collections.abc import Callable, Mapping
from typing import Final

from geoeditor.core.commands.citations import TARGETS
from geoeditor.core.commands.tags import TAGGED
from geoeditor.core.commands.values import Columns, refusal

TextOf = Callable[[int], str]
"""Returns the text of a source by its id."""

_LOOSE_ANCHORS: Final = ("near",)
"""Anchors of passages whose words need not be those at their place; a lost one stands in an earlier version."""


def _count(columns: Columns, names: tuple[str, ...]) -> int:
    return sum(columns.get(name) is not None for name in names)


def _check_span(columns: Columns, text_of: TextOf) -> None:
    _passage(columns, text_of)


def _passage(columns: Columns, text_of: TextOf) -> str:
    """Return the words of a passage."""
    source, start, end = columns.get("source_id"), columns.get("start"), columns.get("end")
    if not isinstance(source, int) or not isinstance(start, int) or not isinstance(end, int):
        raise refusal("A passage needs its start and its end.")
    text = text_of(source)
    if end > len(text):
        raise refusal("The passage lies outside the text of its source.")
    return text[start:end]


def _check_citation(columns: Columns, text_of: TextOf) -> None:
    count = _count(columns, tuple(f"{target}_id" for target in TARGETS))
    if count != 1:
        raise refusal("A citation bears on exactly one fact, and this one on {count}.", count=count)
    if columns.get("start") is None and columns.get("end") is None:
        return
    words = _passage(columns, text_of)
    if words != columns.get("quote") and columns.get("anchor") not in _LOOSE_ANCHORS:
        raise refusal("The quote is not what the text of the source says there.")


def _check_dating(columns: Columns, _text_of: TextOf) -> None:
    if _count(columns, ("event_id", "link_id")) != 1:
        raise refusal("Date words belong to one event or one link.")
    if _count(columns, ("anchor_source_id", "anchor_event_id")) > 1:
        raise refusal("Date words count from a source or from an event, not from both.")


def _check_placement(columns: Columns, _text_of: TextOf) -> None:
    if _count(columns, ("actor_id", "event_id", "lane")) != 1:
        raise refusal("A placement is that of one actor, one event or one lane.")


def _check_tagging(columns: Columns, _text_of: TextOf) -> None:
    if _count(columns, tuple(f"{what}_id" for what in TAGGED)) != 1:
        raise refusal("A tag goes on one record at a time.")


ACROSS: Final[Mapping[str, Callable[[Columns, TextOf], None]]] = {
    "citation": _check_citation,
    "set_aside": _check_span,
    "decision": _check_span,
    "dating": _check_dating,
    "placement": _check_placement,
    "tagging": _check_tagging,
}
"""The check of a table's records as a whole, where there is one."""


CIRCLES: Final[Mapping[str, tuple[str, str, str]]] = {
    "source": ("id", "version_of", "A source can't be a version of itself."),
    "dating": ("event_id", "anchor_event_id", "A date can't count from itself."),
}
"""By table, what must not lead back to itself: the column of a row, that of what is above it, and the refusal."""


def find_circle(above: Mapping[int, int]) -> int | None:
    """Return something that is above itself, None where nothing is; `above` leads from each to what is above it."""
    settled: set[int] = set()
    for start in above:
        path: set[int] = set()
        here: int | None = start
        while here is not None and here not in settled:
            if here in path:
                return here
            path.add(here)
            here = above.get(here)
        settled |= path
    return None
