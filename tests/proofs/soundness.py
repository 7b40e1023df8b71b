"""What a project must be at any moment: its facts as values, and what is wrong with file, history and search."""

import hashlib
import itertools
import re
import sqlite3
from typing import Final

from geoeditor.core import search
from geoeditor.core.document import Document
from geoeditor.core.schema import tables

Facts = dict[str, dict[int, tuple[object, ...]]]
_TEXTS: Final = {
    "actor": ("name", "description"),
    "actor_name": ("name",),
    "event": ("title", "description"),
    "link": ("label", "description"),
    "source": ("title", "author", "publisher"),
    "source_text": ("text",),
    "citation": ("note",),
}


def facts(document: Document) -> Facts:
    """Return every row of every table by its id, with native values."""
    with document.read() as connection:
        return {
            name: {row[0]: row for row in connection.execute(f"SELECT {', '.join(_quoted(table.columns))} FROM {name}")}
            for name, table in tables().items()
        }


def _quoted(columns: tuple[str, ...]) -> list[str]:
    return [f'"{column}"' for column in ("id", *(column for column in columns if column != "id"))]


def digest(document: Document) -> str:
    """Return a hash over all facts; equal where nothing differs at all."""
    hashed = hashlib.sha256()
    for name, rows in facts(document).items():
        hashed.update(repr((name, sorted(rows.items()))).encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


def state(document: Document) -> str:
    """Return a hash over all facts and over which steps are done and undone."""
    steps = repr([(step.label, step.undone) for step in document.history()])
    return hashlib.sha256(f"{digest(document)} {steps}".encode()).hexdigest()


def problems(document: Document) -> list[str]:
    """Return all that is wrong with an open project, as sentences."""
    with document.read() as connection:
        found = [f"quick_check: {line}" for (line,) in connection.execute("PRAGMA quick_check") if line != "ok"]
        found += [f"dangling: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]
        found += [f"search differs at {row}" for row in search.differences(connection)]
        found += _history_problems(connection)
    return found


def _history_problems(connection: sqlite3.Connection) -> list[str]:
    """Each note belongs to one step, each old row to one note, and what is undone is newer than what is not."""
    found = []
    ranges = sorted(connection.execute("SELECT first, last, n FROM journal_step"))
    found += [f"step {n} owns nothing" for first, last, n in ranges if last < first]
    found += [f"steps {one[2]} and {two[2]} overlap" for one, two in itertools.pairwise(ranges) if one[1] >= two[0]]
    owned = sum(
        connection.execute("SELECT count(*) FROM journal_log WHERE seq BETWEEN ? AND ?", (first, last)).fetchone()[0]
        for first, last, _ in ranges
    )
    total = connection.execute("SELECT count(*) FROM journal_log").fetchone()[0]
    if owned != total:
        found.append(f"{total - owned} notes belong to no step")
    undone = [bool(flag) for (flag,) in connection.execute("SELECT undone FROM journal_step ORDER BY n")]
    if undone != sorted(undone):
        found.append("an undone step is older than one that is done")
    for name in tables():
        wanted = connection.execute(
            "SELECT count(*) FROM journal_log WHERE mark IN (?, ?)", (f"~{name}", f"-{name}")
        ).fetchone()[0]
        kept = connection.execute(f"SELECT count(*) FROM journal_{name}").fetchone()[0]
        tied = connection.execute(
            f"SELECT count(*) FROM journal_{name} AS shadow JOIN journal_log AS log ON log.seq = shadow.journal_seq"
            " WHERE log.mark IN (?, ?) AND log.id = shadow.id",
            (f"~{name}", f"-{name}"),
        ).fetchone()[0]
        if not wanted == kept == tied:
            found.append(f"old rows of {name}: {wanted} noted, {kept} kept, {tied} tied to their note")
    return found


def scanned(document: Document, words: str) -> list[tuple[str, int]]:
    """Return the records that hold every word, the last one as a beginning, found by reading all texts.

    A word with marks inside, such as U.S., is its parts one after another.
    """
    phrases = [phrase for phrase in map(_tokens, search.fold(words).replace("\0", " ").split()) if phrase]
    found = []
    for name, rows in facts(document).items():
        if name not in _TEXTS:
            continue
        columns = ("id", *(column for column in tables()[name].columns if column != "id"))
        places = [columns.index(column) for column in _TEXTS[name]]
        for row_id, row in rows.items():
            tokens = _tokens(" ".join(str(row[place]) for place in places))
            whole = all(_holds(tokens, phrase) for phrase in phrases[:-1])
            if phrases and whole and _holds(tokens, phrases[-1], beginning=True):
                found.append((name, row_id))
    return sorted(found, key=lambda record: record[1])


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", search.fold(text).lower())


def _holds(tokens: list[str], phrase: list[str], *, beginning: bool = False) -> bool:
    """Tell whether the tokens of a phrase follow each other somewhere, the last of them perhaps as a beginning."""
    for start in range(len(tokens) - len(phrase) + 1):
        *first, last = tokens[start : start + len(phrase)]
        if first == phrase[:-1] and (last.startswith(phrase[-1]) if beginning else last == phrase[-1]):
            return True
    return False


def differing(before: Facts, after: Facts) -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, set[int]]]:
    """Return the ids added, changed and removed between two moments, by table, without empty ones."""
    added: dict[str, set[int]] = {}
    changed: dict[str, set[int]] = {}
    removed: dict[str, set[int]] = {}
    for name, rows in after.items():
        old = before[name]
        added[name] = rows.keys() - old.keys()
        removed[name] = old.keys() - rows.keys()
        # by their spelling, since 0.0 equals -0.0 and 1 equals 1.0
        changed[name] = {row for row in rows.keys() & old.keys() if repr(rows[row]) != repr(old[row])}
    return _filled(added), _filled(changed), _filled(removed)


def _filled(ids: dict[str, set[int]]) -> dict[str, set[int]]:
    return {name: rows for name, rows in ids.items() if rows}
