"""Which lines of a table a change bears on: its own records, and those that name or count what was changed."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.journal import ChangeSet
from geoeditor.core.spelling import json_text

MOST: Final = 2_000
"""Where more lines than this are touched, reading all of them is cheaper."""
_IDS: Final = "(SELECT value FROM json_each(?1))"

_OWNED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "actor": {
        "actor_name": ("actor_id",),
        "participation": ("actor_id",),
        "link": ("from_id", "to_id"),
        "citation": ("actor_id",),
    },
    "event": {"participation": ("event_id",), "citation": ("event_id",)},
    "link": {"citation": ("link_id",)},
    "source": {"citation": ("source_id",), "source_text": ("source_id",)},
    "citation": {"attribution": ("citation_id",)},
}
"""By table: which records hang on its own, and by which columns. What they hung on before counts too."""

_SPOKEN_FOR: Final[Mapping[str, str]] = {
    table: f"SELECT c.{table}_id FROM {{journal}}attribution t JOIN citation c ON c.id = t.citation_id"
    f" WHERE t.id IN {_IDS}"
    for table in ("event", "link")
}
"""By table: which of its records somebody is quoted for."""

_SAID: Final = (
    f"SELECT c.{{table}}_id FROM attribution t JOIN citation c ON c.id = t.citation_id WHERE t.actor_id IN {_IDS}"
)
_NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "event": {
        "actor": (f"SELECT event_id FROM participation WHERE actor_id IN {_IDS} UNION {_SAID.format(table='event')}"),
    },
    "link": {
        "actor": (
            f"SELECT id FROM link WHERE from_id IN {_IDS} UNION SELECT id FROM link WHERE to_id IN {_IDS}"
            f" UNION {_SAID.format(table='link')}"
        ),
    },
    "citation": {
        "source": f"SELECT id FROM citation WHERE source_id IN {_IDS}",
        "actor": (
            f"SELECT id FROM citation WHERE actor_id IN {_IDS}"
            " UNION SELECT c.id FROM link l JOIN citation c ON c.link_id = l.id"
            f" WHERE l.from_id IN {_IDS} OR l.to_id IN {_IDS}"
            " UNION SELECT c.id FROM participation p JOIN citation c ON c.participation_id = p.id"
            f" WHERE p.actor_id IN {_IDS}"
            f" UNION SELECT citation_id FROM attribution WHERE actor_id IN {_IDS}"
        ),
        "event": (
            f"SELECT id FROM citation WHERE event_id IN {_IDS}"
            " UNION SELECT c.id FROM participation p JOIN citation c ON c.participation_id = p.id"
            f" WHERE p.event_id IN {_IDS}"
            " UNION SELECT c.id FROM relation r JOIN citation c ON c.relation_id = r.id"
            f" WHERE r.from_id IN {_IDS} OR r.to_id IN {_IDS}"
        ),
        "link": f"SELECT id FROM citation WHERE link_id IN {_IDS}",
        "participation": f"SELECT id FROM citation WHERE participation_id IN {_IDS}",
        "relation": f"SELECT id FROM citation WHERE relation_id IN {_IDS}",
    },
}
"""By table: which of its records show the name of a record of another table."""


def touched(document: Document, table: str, changes: ChangeSet) -> frozenset[int] | None:
    """Return the ids of a table whose lines a change may have made, changed or removed; None where it may be any.

    Raises: BugError for a table that has no lines.
    """
    if table not in _OWNED:
        raise BugError(f"{table} has no lines")
    if any("kind" in sets for sets in (changes.added, changes.updated, changes.removed)):
        return None  # a kind names any number of records
    found: set[int] = set()
    for sets in (changes.added, changes.updated, changes.removed):
        found |= sets.get(table, frozenset())
    with document.read() as connection:
        for name, columns in _OWNED[table].items():
            now = changes.added.get(name, frozenset()) | changes.updated.get(name, frozenset())
            before = changes.updated.get(name, frozenset()) | changes.removed.get(name, frozenset())
            for column in columns:
                found |= _owners(connection, f"SELECT {column} FROM {name} WHERE id IN {_IDS}", now)
                # the journal keeps what a record was before; that of older changes does no harm
                found |= _owners(connection, f"SELECT {column} FROM journal_{name} WHERE id IN {_IDS}", before)
        if table in _SPOKEN_FOR:
            found |= _spoken_for(connection, _SPOKEN_FOR[table], changes)
        for name, statement in _NAMED.get(table, {}).items():
            found |= _owners(connection, statement, changes.updated.get(name, frozenset()))
    return None if len(found) > MOST else frozenset(found)


def _spoken_for(connection: sqlite3.Connection, statement: str, changes: ChangeSet) -> set[int]:
    """Return the records for which somebody is, or was until now, quoted otherwise."""
    now = changes.added.get("attribution", frozenset()) | changes.updated.get("attribution", frozenset())
    gone = changes.removed.get("attribution", frozenset())
    return _owners(connection, statement.format(journal=""), now) | _owners(
        connection, statement.format(journal="journal_"), gone
    )


def _owners(connection: sqlite3.Connection, statement: str, ids: frozenset[int]) -> set[int]:
    if not ids:
        return set()
    rows = connection.execute(statement, (json_text(sorted(ids)),))
    return {row for (row,) in rows if row is not None}
