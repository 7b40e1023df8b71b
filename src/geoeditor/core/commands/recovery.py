"""Writing down what was recovered of a damaged project, into a new one."""

from collections.abc import Mapping, Sequence

from geoeditor.core.document import Document
from geoeditor.core.edit import Value
from geoeditor.core.schema import tables
from geoeditor.translation import tr


def write_recovered(document: Document, rows: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """Fill a new project, in one step, with rows that agree with each other, given by table, columns in order.

    The kinds take the place of the built-in ones, and the project's own row that of the new project.
    """
    with document.edit(tr("Recover"), origin="recovery") as edit:
        edit.execute("PRAGMA defer_foreign_keys=ON")  # kinds and sources may come before those above them
        edit.execute("UPDATE kind SET parent_id = NULL")
        edit.execute("DELETE FROM kind")
        edit.execute("DELETE FROM project")
        for name, table in tables().items():
            marks = ", ".join("?" * len(table.columns))
            columns = ", ".join(f'"{column}"' for column in table.columns)
            edit.executemany(f"INSERT INTO {name}({columns}) VALUES({marks})", rows.get(name, ()))
