"""Is a project sound? All that can be wrong with its file and the records in it, each in a line a reader understands.

The file is never changed: everything is read from a private copy. Repairs nothing.
"""

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from geoeditor.core import schema
from geoeditor.core.inspection.columns import VALUE_RULES, no_text
from geoeditor.core.inspection.file import damaged_pages, history, search_index, strange_schema
from geoeditor.core.inspection.findings import Finding, line_of
from geoeditor.core.inspection.private_copy import PrivateCopy, private_copy
from geoeditor.core.inspection.records import RECORD_RULES, shared_ids
from geoeditor.core.project_file import connect, read_header, refuse_damaged
from geoeditor.translation import shown, tr, trn

MOST_LINES: Final = 200
"""How many problems are named one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a project, in one line; of a row of a table, or of the whole file where both are None."""

    text: str
    table: str | None = None
    row_id: int | None = None


def inspect_project(path: str | os.PathLike[str]) -> list[Problem]:
    """Return all problems of a project, none where it is sound; works while another process edits it.

    Raises: UserError where it is no project of ours, newer than us, or so damaged that nothing can be read.
    """
    with private_copy(path) as copy:
        read_header(copy.path)
        with closing(connect(copy.path)) as connection:
            try:
                names = schema.strangers(connection)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
                refuse_damaged(copy.path, problem)
            return _capped(connection, _findings(connection, copy, names))


def _capped(connection: sqlite3.Connection, findings: Iterator[Finding]) -> list[Problem]:
    problems = []
    for finding in itertools.islice(findings, MOST_LINES):
        problems.append(Problem(line_of(connection, finding), finding.table or None, finding.row_id))
    more = sum(1 for _ in findings)
    if more:
        problems.append(Problem(trn("… and {n} more problem.", "… and {n} more problems.", more)))
    return problems


def _findings(connection: sqlite3.Connection, copy: PrivateCopy, names: list[str]) -> Iterator[Finding]:
    if copy.missing:
        yield Finding(
            trn(
                "The file was cut off: {n} page is missing.",
                "The file was cut off: {n} pages are missing.",
                copy.missing,
            )
        )
    yield from strange_schema(names)
    readable = not copy.missing
    try:
        for finding in damaged_pages(connection):
            readable = False
            yield finding
        if readable and _ours_are_changed(names):
            yield Finding(tr("Tables of the project itself were changed, so the records in it were not checked."))
        elif readable:
            yield from record_findings(connection)
            yield from history(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        readable = False
    if not readable:
        yield Finding(
            tr(
                "Not everything in it could be checked because of that; save what can be read with"
                " “geoeditor check {name} --recover NEW”.",
                name=shown(copy.real.name),
            )
        )


def _ours_are_changed(names: list[str]) -> bool:
    """Tell whether reading the tables could run or return what is not ours."""
    ours = set(schema.tables())
    return any(name in ours or name.startswith(("journal_", "search")) for name in names)


def record_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find all that is wrong with the records and their search index; the connection must be open for writing."""
    known: set[int] = set()
    for finding in no_text(connection):
        known.add(finding.row_id or 0)
        yield finding
    for rule in (*VALUE_RULES, *RECORD_RULES):
        yield from rule(connection)
    for finding in shared_ids(connection):
        known.add(finding.row_id or 0)
        yield finding
    yield from search_index(connection, frozenset(known))
