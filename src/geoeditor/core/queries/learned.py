"""What the user's decisions teach for the reading of further texts. Plain values; writes nothing."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

import orjson

from geoeditor.core.document import Document
from geoeditor.core.queries.summary import KnownName
from geoeditor.core.search import fold

_RECENT: Final = 4_000
"""Old rows of a table among which those of a change that was just made are looked for."""


def unwanted_names(document: Document, source_id: int = 0) -> list[str]:
    """Return the names that were skipped as actors and are none of the project; those of one source do not count.

    The source that is being read keeps its other proposals as they are: what was skipped in it is decided there.
    """
    with document.read() as connection:
        skipped = connection.execute(
            "SELECT DISTINCT value FROM decision"
            " WHERE what = 'actor' AND verdict = 'skipped' AND value <> '' AND source_id <> ? ORDER BY value",
            (source_id,),
        ).fetchall()
        if not skipped:
            return []
        names = connection.execute("SELECT name FROM actor UNION SELECT name FROM actor_name")
        known = {_key(name) for (name,) in names}
    return [name for (name,) in skipped if _key(name) not in known]


def skipped_names(document: Document, ids: Collection[int] | None = None) -> list[str]:
    """Return the names that were skipped as actors anywhere in the project, or in these decisions."""
    some = "" if ids is None else " AND id IN (SELECT value FROM json_each(?))"
    with document.read() as connection:
        rows = connection.execute(
            "SELECT DISTINCT value FROM decision"
            f" WHERE what = 'actor' AND verdict = 'skipped' AND value <> ''{some} ORDER BY value",
            () if ids is None else (_listed(ids),),
        )
        return [name for (name,) in rows]


def actors_by_id(document: Document, ids: Collection[int]) -> list[KnownName]:
    """Return those of these actors that are named, with their other names less those that are another's own name."""
    with document.read() as connection:
        wanted = _listed(ids)
        rows = connection.execute(
            "SELECT a.id, a.name, coalesce(k.key, '') FROM actor a LEFT JOIN kind k ON k.id = a.kind_id"
            " WHERE a.named AND a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id",
            (wanted,),
        ).fetchall()
        others = connection.execute(
            "SELECT actor_id, name FROM actor_name WHERE kind <> 'description'"
            " AND actor_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (wanted,),
        ).fetchall()
        owned = _own_names(connection) if others else frozenset()
    names: dict[int, list[str]] = defaultdict(list)
    for actor, name in others:
        if _key(name) not in owned:
            names[actor].append(name)
    return [KnownName(row, name, kind, tuple(names.get(row, ()))) for row, name, kind in rows]


def _own_names(connection: sqlite3.Connection) -> frozenset[str]:
    return frozenset(_key(name) for (name,) in connection.execute("SELECT name FROM actor"))


def owners_of_names(document: Document, ids: Collection[int]) -> set[int]:
    """Return whose other names these are."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT DISTINCT actor_id FROM actor_name WHERE id IN (SELECT value FROM json_each(?))", (_listed(ids),)
        )
        return {actor for (actor,) in rows}


def former_names(document: Document, ids: Collection[int]) -> dict[int, str]:
    """Return what these actors were called before the change that was just made to them, or as it removed them."""
    return dict(_former(document, "actor", "id, name", "named", ids))


def former_other_names(document: Document, ids: Collection[int]) -> dict[int, list[str]]:
    """Return, by actor, the other names that the change which was just made has removed or altered."""
    found: dict[int, list[str]] = defaultdict(list)
    for actor, name in _former(document, "actor_name", "actor_id, name", "kind <> 'description'", ids):
        found[actor].append(name)
    return dict(found)


def former_skips(document: Document, ids: Collection[int]) -> list[str]:
    """Return the names of actors whose skipping the change which was just made has taken back."""
    skipped = "what = 'actor' AND verdict = 'skipped' AND value <> ''"
    return [name for _, name in _former(document, "decision", "id, value", skipped, ids)]


def _former(
    document: Document, table: str, columns: str, where: str, ids: Collection[int]
) -> Sequence[tuple[int, str]]:
    """Return values of old rows, the newest image of each last; the journal keeps them under their ids."""
    with document.read() as connection:
        return connection.execute(
            f"SELECT {columns} FROM (SELECT * FROM journal_{table} ORDER BY journal_seq DESC LIMIT {_RECENT})"
            f" WHERE {where} AND id IN (SELECT value FROM json_each(?)) ORDER BY journal_seq",
            (_listed(ids),),
        ).fetchall()


def _listed(ids: Collection[int]) -> str:
    return orjson.dumps(sorted(ids)).decode()


def _key(name: str) -> str:
    return " ".join(fold(name).split())
