"""Where a change is to be seen: the facts that changed rows belong to."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final

from geoeditor.core.journal import ChangeSet

_SELECTABLE: Final = ("event", "link", "actor", "source", "citation")
_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "participation": ("event",),
    "dating": ("event", "link"),
    "actor_name": ("actor",),
    "citation": ("event", "link", "actor"),
    "tagging": ("event", "link", "actor", "source"),
    "placement": ("actor", "event"),
    "set_aside": ("source",),
    "decision": ("source",),
}
"""Tables whose rows belong to a fact, with what they may belong to."""


def facts_of(connection: sqlite3.Connection, changes: ChangeSet, most: int) -> list[tuple[str, int]]:
    """Return table and id of up to so many facts that are there and have changed, themselves or in a part of them."""
    found: dict[tuple[str, int], None] = {}
    for table, row in _candidates(connection, changes):
        found.setdefault((table, row))
        if len(found) >= most:
            break
    return list(found)


def _candidates(connection: sqlite3.Connection, changes: ChangeSet) -> Iterator[tuple[str, int]]:
    for changed in (changes.added, changes.updated):
        for table in _SELECTABLE[:4]:
            for row in sorted(changed.get(table, ())):
                yield table, row
    for table, parents in _PARENTS.items():
        columns = ", ".join(f"{parent}_id" for parent in parents)
        for row in sorted({*changes.added.get(table, ()), *changes.updated.get(table, ())}):
            held = connection.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (row,)).fetchone() or ()
            for parent, owner in zip(parents, held, strict=False):
                if owner is not None:
                    yield parent, owner
