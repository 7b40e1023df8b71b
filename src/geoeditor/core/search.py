"""The full-text index: one row a record, its text folded by us, brought up to date in the transaction of each edit.

Folding takes away case and accents, also of letters such as Ł and ø that do not decompose. A row's id is the id of
its record, so what is found leads to the fact without another table.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

DECLARATION: Final = (
    'CREATE VIRTUAL TABLE search USING fts5(text, origin UNINDEXED, tokenize = "unicode61 remove_diacritics 0")'
)
_TEXTS: Final = {
    "actor": "name || ' ' || description",
    "actor_name": "name",
    "event": "title || ' ' || description",
    "link": "label || ' ' || description",
    "source": "title || ' ' || author || ' ' || publisher",
    "source_text": "text",
    "citation": "note",
}
"""What is searched, by table, as an expression over its columns."""
_FLAT: Final = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "œ": "oe", "æ": "ae", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ĸ": "k"
}  # fmt: skip


_MANY: Final = 10_000
"""Rows that go at once from which on it is asked whether to begin the index anew."""


class _Folding(dict[int, str | None]):
    """A table for `str.translate` that learns letters as it meets them: accents go, odd ones become plain."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        self[code] = None if unicodedata.combining(letter) else _FLAT.get(letter, letter)
        return self[code]


_FOLDING: Final = _Folding()
_FOREIGN: Final = re.compile("[^\\x00-\\x7f]+")
_ASCII: Final = bytes(range(128))
_LONG: Final = 2_000
_MOST_ODD: Final = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A record that holds all the words asked for."""

    table: str
    id: int


def fold(text: str) -> str:
    """Return the text without case and accents, so that Łukašenka and lukasenka are one."""
    if text.isascii():
        return text.lower()
    return _folded_at_length(text) if len(text) > _LONG else _FOREIGN.sub(_plain_run, text.casefold())


def _folded_at_length(text: str) -> str:
    """Fold letter by letter, each everywhere at once: case and accents of one do not depend on its neighbours."""
    letters = text.encode(errors="surrogatepass").lower()  # bytes know the case of ASCII only
    foreign = set(letters.translate(None, _ASCII).decode(errors="surrogatepass"))
    odd = {letter: plain for letter in foreign if (plain := _plain(letter.casefold())) != letter}
    if len(odd) > _MOST_ODD or not odd.keys().isdisjoint("".join(odd.values())):
        return _FOREIGN.sub(_plain_run, text.casefold())
    folded = letters.decode(errors="surrogatepass")
    for letter, plain in odd.items():
        folded = folded.replace(letter, plain)
    return folded


def _plain_run(found: re.Match[str]) -> str:
    return _plain(found[0])


def _plain(foreign: str) -> str:
    return unicodedata.normalize("NFKD", foreign).translate(_FOLDING)


def update(connection: sqlite3.Connection, stale: Mapping[str, Set[int]], fresh: Mapping[str, Set[int]]) -> None:
    """Take the stale rows out and write the fresh ones, ids by table; runs inside the caller's transaction."""
    if _leaves_little(connection, stale):
        connection.execute("DROP TABLE search")  # row by row, taking back an import would take half as long again
        connection.execute(DECLARATION)
        rebuild(connection)
        return
    for table, ids in stale.items():
        if table in _TEXTS:
            connection.executemany("DELETE FROM search WHERE rowid = ?", ((row,) for row in sorted(ids)))
    for table, ids in fresh.items():
        if table in _TEXTS:
            _write(connection, table, sorted(ids))


def _leaves_little(connection: sqlite3.Connection, stale: Mapping[str, Set[int]]) -> bool:
    """Tell whether so much of the index goes that it is cheaper to begin it anew with the rest."""
    going = sum(len(ids) for table, ids in stale.items() if table in _TEXTS)
    if going < _MANY:
        return False
    there: int = connection.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
    return there - going < going // 10


def _write(connection: sqlite3.Connection, table: str, ids: list[int]) -> None:
    if len(ids) < 1_000:
        sought = f"SELECT {_TEXTS[table]} FROM {table} WHERE id = ?"
        texts = [(row, connection.execute(sought, (row,)).fetchone()[0]) for row in ids]
    else:
        wanted = frozenset(ids)
        every = connection.execute(
            f"SELECT id, {_TEXTS[table]} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id", (ids[0], ids[-1])
        )
        texts = [(row, text) for row, text in every if row in wanted]
    connection.executemany(
        "INSERT INTO search(rowid, text, origin) VALUES(?, ?, ?)",
        ((row, fold(text), table) for row, text in texts if text.strip()),
    )


def add_folded(connection: sqlite3.Connection, table: str, row: int, folded: str) -> None:
    """Write the row of a record whose text, never a blank one, was folded before; inside the caller's transaction."""
    connection.execute("INSERT INTO search(rowid, text, origin) VALUES(?, ?, ?)", (row, folded, table))


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the whole index anew; runs inside the caller's transaction."""
    connection.execute("DELETE FROM search")
    for table in _TEXTS:
        ids = [row for (row,) in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
        if ids:
            _write(connection, table, ids)


def find(connection: sqlite3.Connection, words: str, limit: int = 1_000) -> list[Found]:
    """Return the records that hold every word, the last one as a beginning, in the order in which they were made."""
    asked = _expression(words)
    if not asked:
        return []
    rows = connection.execute(
        "SELECT origin, rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?", (asked, limit)
    )
    return [Found(table, row) for table, row in rows]


def _expression(words: str) -> str:
    """Return the words as an FTS5 expression in which nothing of the user's text is an operator."""
    # a word without a letter or digit is no token, and an empty phrase would match nothing
    quoted = ['"' + word.replace('"', '""') + '"' for word in _words(words)]
    return " AND ".join(quoted) + "*" if quoted else ""


def _words(text: str) -> list[str]:
    return [word for word in fold(text).replace("\0", " ").split() if any(map(str.isalnum, word))]


def differences(connection: sqlite3.Connection) -> list[int]:
    """Return the ids of records whose index row is missing, left over or not their text: a full scan."""
    indexed = dict(connection.execute("SELECT rowid, text || '\n' || origin FROM search"))
    wanted = {
        row: f"{fold(text)}\n{table}"
        for table, expression in _TEXTS.items()
        for row, text in connection.execute(f"SELECT id, {expression} FROM {table}")
        if text.strip()
    }
    return sorted(row for row in {*indexed, *wanted} if indexed.get(row) != wanted.get(row))
