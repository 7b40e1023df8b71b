"""Which events a change has touched, so that only they are read again."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.timeline import (
    TimelineColumns,
    events_of_attributions,
    events_of_citations,
    events_of_participations,
    events_of_speakers,
    read_changed,
    read_timeline,
)

_MOST: Final = 500
"""Rows that are read one by one; of more, everything is read again."""
_TABLES: Final = frozenset({"event", "participation", "citation", "attribution", "actor", "kind", "source"})
_SILENT: Final = frozenset({"kind", "source"})
"""What is new of these bears on nothing until a fact or a citation says so, which is a change of its own."""


def touches(changes: ChangeSet) -> bool:
    """Tell whether a change can be seen on the timeline."""
    return bool(
        (_TABLES - _SILENT) & changes.added.keys() or _TABLES & (changes.updated.keys() | changes.removed.keys())
    )


def read_again(document: Document, before: TimelineColumns, changes: ChangeSet) -> TimelineColumns:
    """Return the columns after a change, reading as little as that needs."""
    if _is_large(changes):
        return read_timeline(document)
    present = {table: _present(changes, table) for table in _TABLES}
    events = set(present["event"]) | set(changes.removed.get("event", ()))
    events |= events_of_participations(document, present["participation"])
    events |= events_of_citations(document, present["citation"])
    events |= events_of_attributions(document, present["attribution"])
    events |= events_of_speakers(document, set(changes.updated.get("actor", ())))
    joined = before.participations
    gone = np.array(sorted({*changes.removed.get("participation", ()), *changes.updated.get("participation", ())}))
    if len(gone):
        events |= set(joined.events[np.isin(joined.ids, gone)].tolist())
    actors = present["actor"] | set(changes.removed.get("actor", ()))
    return read_changed(document, before, events, actors)


def _present(changes: ChangeSet, table: str) -> set[int]:
    return {*changes.added.get(table, ()), *changes.updated.get(table, ())}


def _is_large(changes: ChangeSet) -> bool:
    """Tell whether reading everything is cheaper, or needed as what went can't be found by its id any more."""
    gone: Iterable[str] = changes.removed
    if {"citation", "attribution"} & set(gone) or any("kind" in found for found in (changes.updated, changes.removed)):
        return True
    found = (changes.added, changes.updated, changes.removed)
    return sum(len(rows) for each in found for table, rows in each.items() if table in _TABLES) > _MOST
