"""What a check finds, and how it is put into one line a reader understands."""

import sqlite3
from typing import Final, NamedTuple

from geoeditor.core.identifiers import GREATEST, to_text
from geoeditor.translation import shown, tr

_NAMES: Final = {
    "actor": "name",
    "actor_name": "name",
    "attachment": "name",
    "attribution": "name",
    "dating": "words",
    "event": "title",
    "field": "label",
    "kind": "label",
    "link": "label",
    "source": "title",
    "tag": "name",
    "view": "name",
}


class Finding(NamedTuple):
    """Something that is not as it should be: what, and of which row; without a table it is of the whole file."""

    sentence: str
    table: str = ""
    row_id: int | None = None


def line_of(connection: sqlite3.Connection, finding: Finding) -> str:
    """Return the finding as one line that begins with the record it is of."""
    if not finding.table or finding.row_id is None:
        return finding.sentence
    return f"{_record(connection, finding.table, finding.row_id)}: {finding.sentence}"


def _record(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    what = table.replace("_", " ").capitalize()
    number = to_text(row_id) if 0 <= row_id <= GREATEST else str(row_id)
    name = _name(connection, table, row_id)
    if not name.strip():
        return tr("{what} {number}", what=what, number=number)
    return tr("{what} “{name}” ({number})", what=what, name=shown(name), number=number)


def _name(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    """Return what a person calls the row, '' where it has no name or its page can't be read."""
    if table not in _NAMES:
        return ""
    try:
        row = connection.execute(f"SELECT {_NAMES[table]} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    except sqlite3.DatabaseError:
        return ""
    return "" if row is None else str(row[0])
