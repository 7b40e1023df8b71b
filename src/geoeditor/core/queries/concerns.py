"""Whether a change bears on one record: on its fields, or on what is told of it beside them."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.rows import touched
from geoeditor.core.spelling import json_text

_IDS: Final = "(SELECT value FROM json_each(?2))"
_WHOLE: Final = frozenset(("tag", "kind", "project"))
"""Tables whose records show in any number of others."""
_BESIDE: Final[Mapping[str, Mapping[str, str]]] = {
    "actor": {
        "event": f"SELECT 1 FROM participation WHERE actor_id = ?1 AND event_id IN {_IDS}",
        "actor": f"SELECT 1 FROM link WHERE (from_id = ?1 AND to_id IN {_IDS}) OR (to_id = ?1 AND from_id IN {_IDS})",
        "source": f"SELECT 1 FROM citation WHERE actor_id = ?1 AND source_id IN {_IDS}",
    },
    "event": {
        "source": f"SELECT 1 FROM citation WHERE event_id = ?1 AND source_id IN {_IDS}"
        f" UNION ALL SELECT 1 FROM dating WHERE event_id = ?1 AND anchor_source_id IN {_IDS}",
        "event": f"SELECT 1 FROM dating WHERE event_id = ?1 AND anchor_event_id IN {_IDS}",
    },
    "link": {
        "source": f"SELECT 1 FROM citation WHERE link_id = ?1 AND source_id IN {_IDS}"
        f" UNION ALL SELECT 1 FROM dating WHERE link_id = ?1 AND anchor_source_id IN {_IDS}",
        "event": f"SELECT 1 FROM dating WHERE link_id = ?1 AND anchor_event_id IN {_IDS}",
    },
}
"""By table: what else names a record of it, by the table that changed."""
_OWNED: Final[Mapping[str, str]] = {
    "tagging": "SELECT 1 FROM {journal}tagging WHERE {table}_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
    "dating": "SELECT 1 FROM {journal}dating WHERE {table}_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
    "attribution": (
        "SELECT 1 FROM {journal}attribution b JOIN citation c ON c.id = b.citation_id"
        " WHERE c.{table}_id = ?1 AND b.id IN (SELECT value FROM json_each(?2))"
    ),
}
_OWNERS: Final = {
    "tagging": ("actor", "event", "link", "source"),
    "dating": ("event", "link"),
    "attribution": ("actor", "event", "link", "source"),
}


def concerns(document: Document, table: str, row: int, changes: ChangeSet) -> bool:
    """Tell whether a change may bear on what is told of a record."""
    sets = (changes.added, changes.updated, changes.removed)
    if any(name in _WHOLE for found in sets for name in found):
        return True
    found = touched(document, table, changes)
    if found is None or row in found:
        return True
    with document.read() as connection:
        return _beside(connection, table, row, changes) or any(
            _owned(connection, name, table, row, changes) for name, owners in _OWNERS.items() if table in owners
        )


def _beside(connection: sqlite3.Connection, table: str, row: int, changes: ChangeSet) -> bool:
    return any(
        _is_found(connection, query, row, changes.updated.get(name, frozenset()))
        for name, query in _BESIDE.get(table, {}).items()
    )


def _owned(connection: sqlite3.Connection, name: str, table: str, row: int, changes: ChangeSet) -> bool:
    now = changes.added.get(name, frozenset()) | changes.updated.get(name, frozenset())
    before = changes.updated.get(name, frozenset()) | changes.removed.get(name, frozenset())
    query = _OWNED[name]
    # the journal keeps what a record was before; that of older changes does no harm
    return _is_found(connection, query.format(journal="", table=table), row, now) or _is_found(
        connection, query.format(journal="journal_", table=table), row, before
    )


def _is_found(connection: sqlite3.Connection, query: str, row: int, ids: frozenset[int]) -> bool:
    return bool(ids) and connection.execute(f"{query} LIMIT 1", (row, json_text(sorted(ids)))).fetchone() is not None
