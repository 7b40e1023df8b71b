"""Recovery: what can still be read of a damaged project is written into a new one; the damaged file keeps its bytes.

Every row whose page survived is read, whatever became of the rest; what it can't keep of a value is noted. The history
of changes is not recovered. The new project is sound by the rules of the check.
"""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from geoeditor.core import schema
from geoeditor.core.commands.recovery import write_recovered
from geoeditor.core.document import Document
from geoeditor.core.edit import Value
from geoeditor.core.errors import UserError
from geoeditor.core.inspection.private_copy import private_copy
from geoeditor.core.project_file import connect, read_header
from geoeditor.core.recovery.notes import CUT, Notes
from geoeditor.core.recovery.pages import MAGIC, Pages, page_sizes
from geoeditor.core.recovery.rebuilding import rebuild_lost_rows
from geoeditor.core.recovery.repairs import mended
from geoeditor.core.recovery.salvage import Salvage
from geoeditor.core.recovery.shapes import Shape, shapes, texts_shape
from geoeditor.core.recovery.staging import Staging, staged_rows
from geoeditor.translation import tr


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What came of a recovery, rows by table; what is lost is None where nobody can know how much there was."""

    kept: Mapping[str, int]
    lost: Mapping[str, int | None]
    notes: Sequence[str]


def recover_project(path: str | os.PathLike[str], new_path: str | os.PathLike[str]) -> RecoveryReport:
    """Write what can be read of a damaged project into a new one.

    Raises: UserError where the new one exists or can't be made, the old one is no project of ours or newer than us, or
    nothing of it can be read; nothing is made then.
    """
    with private_copy(path) as copy:
        data = copy.path.read_bytes()
        refusal = _refusal(copy.path, data)
        name = copy.real.name
    notes = Notes()
    with closing(connect(":memory:")) as connection:
        schema.build(connection)
        shaped = shapes(connection)
        texts = texts_shape(connection)
        for size in page_sizes(data):
            salvage = Salvage(Pages(data, size), shaped, texts)
            if salvage.read():
                break
        else:
            raise refusal or UserError(
                tr(
                    "Nothing of “{name}” could be read, so no new project was made; take an older copy of it.",
                    name=name,
                )
            )
        known = rebuild_lost_rows(salvage, shaped, notes)
        _stage(connection, shaped, salvage, notes)
        rows = {table: staged_rows(connection, table) for table in shaped}
    _write(new_path, rows)
    kept = {table: len(found) for table, found in rows.items()}
    lost = _lost(salvage, known, rows)
    return RecoveryReport(kept, lost, [*notes.lines(), tr("The history of changes is not recovered.")])


def _refusal(copy: Path, data: bytes) -> UserError | None:
    """Return why the file can't be a project, where only its first page says so; what its pages hold may disagree.

    Raises: UserError where it is another program's, newer than us, or empty.
    """
    try:
        read_header(copy)
    except UserError as refusal:
        if data and not data.startswith(MAGIC):
            return refusal
        raise
    return None


def _stage(connection: sqlite3.Connection, shaped: Mapping[str, Shape], salvage: Salvage, notes: Notes) -> None:
    """Bring the rows of all tables into an empty project in memory and make them agree."""
    staging = Staging(connection, shaped, notes)
    for name, shape in shaped.items():
        table = salvage.tables[name]
        for _ in table.cut:
            notes.add(CUT)
        rows = [fixed for row in table.rows.values() if (fixed := mended(shape, row, notes)) is not None]
        staging.load(name, rows, all_kinds=not table.broken)
    staging.settle()


def _write(new_path: str | os.PathLike[str], rows: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """Make the new project and fill it; where that fails, it is taken away again."""
    document = Document.create(new_path)
    try:
        with document:
            write_recovered(document, rows)
    except BaseException:
        document.path.unlink()
        raise


def _lost(
    salvage: Salvage, known: Mapping[str, set[int]], rows: Mapping[str, Sequence[Sequence[Value]]]
) -> dict[str, int | None]:
    """Return how many rows are known to have been there and are not kept."""
    lost: dict[str, int | None] = {}
    for name, table in salvage.tables.items():
        kept = {row[0] for row in rows[name]}
        uncertain = table.broken and table.indexes_broken
        lost[name] = None if uncertain else len(known[name] - kept)
    return lost
