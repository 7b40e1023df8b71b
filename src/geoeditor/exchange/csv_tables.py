"""Tables as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, which Excel needs, and CRLF.

A spreadsheet takes text that begins like a formula for one, and a name from the web may be anything. Such cells get an
apostrophe in front, unless their column holds only numbers, ids, dates and words of ours.
"""

import csv
import io
import re
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geoeditor.core.document import Document
from geoeditor.core.queries.tables import TABLES, Cell, PlainTable, plain_table

_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""How a cell begins that might be calculated; with apostrophes too, so that taking one off is always the way back."""
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest date that a file in an archive can have
_ON_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def csv_tables(document: Document) -> dict[str, bytes]:
    """Return all tables of the project as CSV, by file name."""
    with document.read():
        return {f"{name}.csv": csv_table(document, name) for name in TABLES}


def csv_table(document: Document, name: str) -> bytes:
    """Return one table as CSV: actors, events, links, participations, sources or citations.

    Raises: UserError where there is none of this name.
    """
    return _written(plain_table(document, name))


def csv_bundle(document: Document) -> bytes:
    """Return all tables in a ZIP archive; the same project always gives the same bytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in csv_tables(document).items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _ON_UNIX, _READABLE
            archive.writestr(entry, data)
    return buffer.getvalue()


def _written(table: PlainTable) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_guarded(column.name) for column in table.columns])
    text = [index for index, column in enumerate(table.columns) if column.sort == "text"]
    for row in table.rows:
        cells = list(row)
        for index in text:
            cells[index] = _guarded(cells[index])
        writer.writerow(cells)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    """Return a cell so that no spreadsheet calculates it; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
