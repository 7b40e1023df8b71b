"""Checks of the file itself: its pages, its schema, the history kept in it, and its search index."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from geoeditor.core import journal, schema, search
from geoeditor.core.inspection.findings import Finding
from geoeditor.core.journal import Step
from geoeditor.translation import shown, tr

_PAGE_LINES: Final = 100
"""How many errors in pages are asked for at most; the first few say what is to be said."""


def damaged_pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find pages, indexes and values that SQLite itself calls broken."""
    connection.execute("PRAGMA ignore_check_constraints=ON")  # we look ourselves, and can name the row
    for lines in _integrity(connection):
        for line in lines.splitlines():
            if line != "ok" and not line.startswith("***"):
                yield Finding(tr("The file is damaged inside ({detail}).", detail=line))


def _integrity(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds; where it breaks off at a broken page, the first thing it found."""
    try:
        return [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_PAGE_LINES})")]
    except sqlite3.DatabaseError as problem:
        rows = connection.execute("PRAGMA integrity_check(1)").fetchmany(1)  # ends before it breaks off
        return [str(row[0]) for row in rows] or [str(problem)]


def strange_schema(names: Sequence[str]) -> Iterator[Finding]:
    """Report what in the schema is not exactly ours."""
    for name in names:
        yield Finding(tr("“{name}” is not as GeoEditor makes it, or not from GeoEditor at all.", name=shown(name)))


def history(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find steps that can't be taken back or done again because what was noted of them is not whole."""
    steps = journal.steps(connection)
    yield from _order(steps)
    noted = [seq for (seq,) in connection.execute("SELECT seq FROM journal_log ORDER BY seq")]
    owned = 0
    for step in steps:
        count = connection.execute(
            "SELECT count(*) FROM journal_log WHERE seq BETWEEN ? AND ?", (step.first, step.last)
        ).fetchone()[0]
        owned += count
        if step.first > step.last or count != step.last - step.first + 1:
            yield _about(step, tr("some of its changes are missing"))
        elif not _has_images(connection, step):
            yield _about(step, tr("rows kept for it are missing or not its own"))
    if owned < len(noted):
        yield Finding(tr("The history holds {count} changes of no step.", count=len(noted) - owned))
    for name in schema.tables():
        (stray,) = connection.execute(
            f"SELECT count(*) FROM journal_{name} AS image WHERE NOT EXISTS"
            " (SELECT 1 FROM journal_log WHERE seq = image.journal_seq AND mark IN (?, ?))",
            (f"~{name}", f"-{name}"),
        ).fetchone()
        if stray:
            yield Finding(
                tr("The history holds {count} old rows of {table} that no step needs.", count=stray, table=name)
            )


def _about(step: Step, what: str) -> Finding:
    return Finding(tr("The step “{label}” of the history is broken: {what}.", label=shown(step.label), what=what))


def _order(steps: Sequence[Step]) -> Iterator[Finding]:
    """Find steps whose ranges overlap, and undone ones before one that is not."""
    for one, other in pairwise(sorted(steps, key=lambda step: step.first)):
        if one.last >= other.first:
            yield _about(other, tr("it shares changes with another step"))
    done = max((step.n for step in steps if not step.undone), default=0)
    for step in steps:
        if step.undone and step.n < done:
            yield _about(step, tr("it is undone, and a later one is not"))


def _has_images(connection: sqlite3.Connection, step: Step) -> bool:
    """Tell whether every change of a step is one we know and has its old row where it needs one."""
    for mark, count in connection.execute(
        "SELECT mark, count(*) FROM journal_log WHERE seq BETWEEN ? AND ? GROUP BY mark", (step.first, step.last)
    ).fetchall():
        name = mark[1:]
        if name not in schema.tables() or mark[0] not in "+~-":
            return False
        if mark[0] == "+":
            continue
        (images,) = connection.execute(
            f"SELECT count(*) FROM journal_log AS log JOIN journal_{name} AS image ON image.journal_seq = log.seq"
            " WHERE log.seq BETWEEN ? AND ? AND log.mark = ? AND image.id = log.id",
            (step.first, step.last, mark),
        ).fetchone()
        if images != count:
            return False
    return True


def search_index(connection: sqlite3.Connection, known: frozenset[int]) -> Iterator[Finding]:
    """Find records that search would miss or find by words they do not hold; the known ones are reported already."""
    wrong = [row for row in search.differences(connection) if row not in known]
    if wrong:
        yield Finding(tr("The search index is not up to date for {count} of the records.", count=len(wrong)))
    try:
        connection.execute("INSERT INTO search(search) VALUES('integrity-check')")
    except sqlite3.DatabaseError:
        if not wrong and not known:
            yield Finding(tr("The search index does not agree with itself, so searching may miss records."))
