"""Random edits in SQL, straight through the door: all tables, cascades, bulk, REPLACE, swaps, nested and failing parts.

What an edit does follows from the random source and the rows alone; ids come from the random source as well.
"""

import sqlite3
import string
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Final

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.errors import BugError

_NAMES: Final = (
    "Nato",
    "NATO",
    "nato",
    "Łukašenka",
    "łukasenka",
    "Ærø",
    "Straße",
    "İstanbul",
    "O'Brien",
    'a"b',
    "№ 5",
    "平和",
)
_TEXTS: Final = ("", "talks on peace", "Peace—talks", "x\0y", "line\nbreak", "“quoted”", "🕊", "e\u0301", "AND OR NOT *")
_REALS: Final = (0.0, -0.0, 0.1, 1 / 3, -1e-300, 5e-324, 1.7976931348623157e308, 2.0, -90.0)
_EXACTLY_ONE: Final = {
    "citation": ("actor_id", "event_id", "participation_id", "link_id", "relation_id"),
    "dating": ("event_id", "link_id"),
    "tagging": ("actor_id", "event_id", "link_id", "source_id"),
    "placement": ("actor_id", "event_id", "lane"),
}
_RANGES: Final[dict[str, tuple[float, float]]] = {
    "lat": (-90, 90),
    "lon": (-180, 180),
    "strength": (0, 1),
    "sign": (-1, 1),
    "likelihood": (0, 100),
    "credibility": (1, 6),
}
_OPEN_ENDS: Final = (-(2**63), 2**63 - 1)
_GROWING: Final = 60
"""Above so many rows a table is rather cut than filled."""


@lru_cache(maxsize=1)
def _shapes() -> dict[str, list[tuple[str, str, bool, str]]]:
    """Return of each table its columns: name, type, whether it must be filled, and the table that it points at."""
    connection = sqlite3.connect(":memory:")
    for statement in schema.statements():
        connection.execute(statement)
    shapes = {}
    for name in schema.tables():
        targets = {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
        columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        shapes[name] = [(row[1], row[2], bool(row[3]), targets.get(row[1], "")) for row in columns]
    connection.close()
    return shapes


class Scribe:
    """Writes random things into one open edit."""

    def __init__(self, edit: Edit, random: Random) -> None:
        self._edit = edit
        self._random = random

    def _pick(self, table: str) -> int | None:
        ids = [row for (row,) in self._edit.execute(f"SELECT id FROM {table} ORDER BY id")]
        return self._random.choice(ids) if ids else None

    def _table(self) -> str:
        return self._random.choice([name for name in _shapes() if name != "project"])

    def _text(self, name: str) -> str:
        if name in ("name", "title", "label", "words", "key", "quote", "sha256", "lane"):
            return self._random.choice(_NAMES) + self._random.choice(string.ascii_letters + " ")
        return self._random.choice(_TEXTS)

    def _value(self, name: str, kind: str, filled: bool, target: str) -> Value:
        random = self._random
        if target:
            return self._pick(target) if filled or random.random() < 0.6 else None
        if not filled and random.random() < 0.4:
            return None
        if kind == "TEXT":
            return self._text(name)
        if kind == "BLOB":
            return random.randbytes(random.randrange(0, 50)) + b"\0"
        low, high = _RANGES.get(name, (-(2**40), 2**40))
        if kind == "REAL":
            return random.choice(_REALS) if name not in _RANGES else random.uniform(low, high)
        return random.randint(int(low), int(high)) if random.random() < 0.8 or name in _RANGES else 2**63 - 1

    def _row(self, table: str) -> dict[str, Value]:
        row = {shape[0]: self._value(*shape) for shape in _shapes()[table]}
        random = self._random
        row["id"] = random.randrange(1_000, 2**63)
        if "t_lo" in row:
            low, high = sorted((random.randint(-(2**40), 2**40), random.choice((*_OPEN_ENDS, 2**41))))
            row |= {"t": "2020", "t_lo": low, "t_hi": high} if random.random() < 0.5 else {"t": ""}
            row |= {} if row["t"] else {"t_lo": None, "t_hi": None}
        if "start" in row:
            start = random.randrange(0, 100)
            row |= {"start": start, "end": start + random.randrange(1, 50)}
        if table in _EXACTLY_ONE:
            chosen = random.choice(_EXACTLY_ONE[table])
            row |= {name: None for name in _EXACTLY_ONE[table] if name != chosen}
            target = next(target for name, _, _, target in _shapes()[table] if name == chosen)
            row[chosen] = self._pick(target) if target else self._text(chosen)
        if table == "dating":
            row["anchor_event_id"] = None
        return row

    def insert(self, table: str = "") -> int | None:
        """Write a random row, at times over another one, and return its id."""
        table = table or self._table()
        row = self._row(table)
        verb = self._random.choice(("INSERT", "INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"))
        if verb == "INSERT OR REPLACE" and self._random.random() < 0.3:
            row["id"] = self._pick(table) or row["id"]
        names = ", ".join(f'"{name}"' for name in row)
        self._edit.execute(f"{verb} INTO {table}({names}) VALUES({', '.join('?' * len(row))})", tuple(row.values()))
        number = row["id"]
        return number if isinstance(number, int) else None

    def insert_many(self) -> None:
        """Write rows of a few tables in bulk, as an import does."""
        for table in ("actor", "event"):
            rows = [self._row(table) for _ in range(self._random.randrange(2, 12))]
            names = ", ".join(f'"{name}"' for name in rows[0])
            marks = ", ".join("?" * len(rows[0]))
            self._edit.executemany(
                f"INSERT INTO {table}({names}) VALUES({marks})", [tuple(row.values()) for row in rows]
            )

    def update(self) -> None:
        """Change one column of one, some or all rows."""
        table = self._table() if self._random.random() < 0.95 else "project"
        columns = [shape for shape in _shapes()[table] if shape[0] not in ("id", "t_lo", "t_hi", "t", "start", "end")]
        name, kind, filled, target = self._random.choice(columns)
        column = f'"{name}"'
        where, values = self._random.choice(
            (("WHERE id = ?", (self._pick(table),)), (f"WHERE id % 3 = {self._random.randrange(3)}", ()), ("", ()))
        )
        expression, given = "?", [self._value(name, kind, filled, target)]
        if not target and self._random.random() < 0.6:
            given = []
            expression = {"TEXT": f"upper({column}) || 'ß'", "REAL": f"{column} * 1.1 - 0.1"}.get(kind, column)
            expression = f"{column} + 1" if kind == "INTEGER" else expression
        verb = self._random.choice(("UPDATE", "UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"))
        self._edit.execute(f"{verb} {table} SET {column} = {expression} {where}", (*given, *values))

    def upper(self) -> None:
        """Change the case of a name that SQLite takes for the same."""
        self._edit.execute("UPDATE tag SET name = upper(name) WHERE id = ?", (self._pick("tag"),))

    def swap(self) -> None:
        """Let two rows swap a unique value."""
        table, column = self._random.choice(
            (("tag", "name"), ("view", "name"), ("attachment", "sha256"), ("kind", "key"))
        )
        one, two = self._pick(table), self._pick(table)
        if one == two:
            return
        (first,), (second,) = (
            self._edit.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone() for row in (one, two)
        )
        for value, row in (("between two", one), (first, two), (second, one)):
            self._edit.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row))

    def delete(self) -> None:
        """Delete one row, or every fifth, with all that hangs on them."""
        table = self._random.choice(("actor", "event", "source", "view", "tag", "kind", self._table()))
        if self._random.random() < 0.8:
            self._edit.remove(table, self._pick(table) or 0)
        else:
            self._edit.execute(f"DELETE FROM {table} WHERE id > 1000 AND id % 5 = ?", (self._random.randrange(5),))

    def family(self) -> None:
        """Make a parent with its child in one edit, of the tables that point at themselves."""
        table, column = self._random.choice((("kind", "parent_id"), ("source", "version_of")))
        parent, child = self.insert(table), self.insert(table)
        self._edit.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (parent, child))

    def come_and_go(self) -> None:
        """Make a row and delete it in the same edit."""
        table = self._table()
        number = self.insert(table)
        self._edit.remove(table, number or 0)


_DEEDS: Final[tuple[tuple[int, Callable[[Scribe], object]], ...]] = (
    (10, Scribe.insert),
    (1, Scribe.insert_many),
    (7, Scribe.update),
    (2, Scribe.upper),
    (2, Scribe.swap),
    (4, Scribe.delete),
    (1, Scribe.family),
    (1, Scribe.come_and_go),
)


class GivenUpError(Exception):
    """The edit was broken off on purpose."""


def edit(document: Document, random: Random, label: str) -> bool:
    """Make one random edit and tell whether it was stored; one fails for a rule of the schema or on purpose only."""
    try:
        with document.edit(label) as opened:
            scribe = Scribe(opened, random)
            for _ in range(random.randint(1, 5)):
                _act(document, scribe, random)
            if random.random() < 0.05:
                raise GivenUpError
    except GivenUpError:
        return False
    except BugError as problem:
        if not isinstance(problem.__cause__, sqlite3.IntegrityError) and "a part of this edit failed" not in str(
            problem
        ):
            raise
        return False
    return True


def _act(document: Document, scribe: Scribe, random: Random) -> None:
    deed = random.choices([deed for _, deed in _DEEDS], [weight for weight, _ in _DEEDS])[0]
    try:
        if random.random() < 0.1:
            with document.edit("part"):
                deed(scribe)
        else:
            deed(scribe)
    except sqlite3.IntegrityError:
        if random.random() < 0.1:
            raise
