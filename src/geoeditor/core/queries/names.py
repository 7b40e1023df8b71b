"""Actors by what was typed of their names, asked of the full-text index: as fast among 100,000 as among ten.

Reads only. Imports the folding of the index and the rows of the vocabulary.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.queries.vocabulary import ActorWord
from geoeditor.core.search import fold

_CANDIDATES: Final = 1_000
"""Names that are looked at for one beginning; the index gives those made first."""
_LONGEST: Final = 200
_SOUGHT: Final = (
    "SELECT a.id, a.name, n.name FROM (SELECT rowid AS row, origin FROM search WHERE search MATCH ?"
    " AND origin IN ('actor', 'actor_name') ORDER BY rowid LIMIT ?) f"
    " LEFT JOIN actor_name n ON f.origin = 'actor_name' AND n.id = f.row"
    " JOIN actor a ON a.id = CASE f.origin WHEN 'actor' THEN f.row ELSE n.actor_id END WHERE a.named"
)


def named_actors(document: Document, text: str, most: int) -> list[ActorWord]:
    """Return up to so many named actors for what was typed, the best first; the first by name where nothing was.

    A name that begins with it comes before one with words that do, then come other names, and last what is inside.
    """
    wanted = _plain(text)
    with document.read() as connection:
        found: dict[int, None] = {}
        if not wanted:
            rows = connection.execute(
                "SELECT id FROM actor WHERE named ORDER BY name COLLATE NOCASE, id LIMIT ?", (most,)
            )
            return _words(connection, [row for (row,) in rows])
        for actor in _ranked(connection, wanted):
            found.setdefault(actor)
            if len(found) >= most:
                break
        if len(found) < most and _tokens(wanted):  # signs alone are inside of too much to be worth a look at all
            inside = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            rows = connection.execute(
                "SELECT id FROM actor WHERE named AND name LIKE ? ESCAPE '\\' ORDER BY id LIMIT ?",
                (f"%{inside}%", most),
            )
            found.update(dict.fromkeys(row for (row,) in rows))
        return _words(connection, list(found)[:most])


def _ranked(connection: sqlite3.Connection, wanted: str) -> Iterator[int]:
    """Yield actors, best first, as long as they are asked for."""
    phrase = _phrase(wanted)
    if not phrase:
        return
    begun = connection.execute(_SOUGHT, (f"^{phrase}*", _CANDIDATES)).fetchall()
    yield from (actor for actor, name, _ in sorted(begun, key=_by_length) if _plain(name).startswith(wanted))
    every = " AND ".join(f'"{word}"' for word in _tokens(wanted)) + "*"
    rows = connection.execute(_SOUGHT, (every, _CANDIDATES)).fetchall()
    yield from (actor for actor, name, _ in rows if _holds(name, wanted))
    yield from (actor for actor, _, other in (*begun, *rows) if other is not None and _holds(other, wanted))


def _by_length(row: tuple[int, str, str | None]) -> tuple[int, int]:
    return len(row[1]), row[0]


def _holds(name: str, wanted: str) -> bool:
    """Tell whether every typed word begins a word of the name, and not only of a description."""
    words = _plain(name).split()
    return all(any(word.startswith(typed) for word in words) for typed in wanted.split())


def actors_called(document: Document, text: str) -> list[ActorWord]:
    """Return the named actors whose name is the text but for case and accents."""
    wanted = _plain(text)
    phrase = _phrase(wanted)
    if not wanted:
        return []
    with document.read() as connection:
        if not phrase:
            rows = connection.execute("SELECT id, name FROM actor WHERE named AND name = ?", (wanted,)).fetchall()
        else:
            rows = [row[:2] for row in connection.execute(_SOUGHT, (f"^{phrase}", -1))]
        return _words(connection, list(dict.fromkeys(row for row, name in rows if _plain(name) == wanted)))


def _plain(text: str) -> str:
    return " ".join(fold(text[:_LONGEST].replace("\0", " ")).split())


def _tokens(wanted: str) -> list[str]:
    """Return the words that the index knows: those with a letter or digit."""
    return [word for word in wanted.replace('"', " ").split() if any(map(str.isalnum, word))]


def _phrase(wanted: str) -> str:
    tokens = _tokens(wanted)
    return f'"{" ".join(tokens)}"' if tokens else ""


def _words(connection: sqlite3.Connection, ids: list[int]) -> list[ActorWord]:
    asked = json.dumps(ids)
    others: dict[int, list[str]] = {}
    for actor, name in connection.execute(
        "SELECT actor_id, name FROM actor_name WHERE actor_id IN (SELECT value FROM json_each(?)) ORDER BY id", (asked,)
    ):
        others.setdefault(actor, []).append(name)
    rows = connection.execute(
        "SELECT a.id, a.name, coalesce(k.label, ''), a.named FROM json_each(?) j JOIN actor a ON a.id = j.value"
        " LEFT JOIN kind k ON k.id = a.kind_id ORDER BY j.key",
        (asked,),
    ).fetchall()
    return [ActorWord(row, name, kind, bool(named), tuple(others.get(row, ()))) for row, name, kind, named in rows]
