"""Tables as an Excel workbook (XLSX): one sheet a table, text as text and never as a formula.

May import core.errors, translation and its neighbour xml_text; which tables and columns there are is not its business.
openpyxl is imported only when a workbook is written. The same tables always give the same bytes.
"""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.queries.tables import TABLES, plain_table
from geoeditor.exchange.xml_text import legal
from geoeditor.translation import tr

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT: Final = 32_767
"""What fits into a cell, in units of UTF-16."""
MOST_ROWS: Final = 1_048_576
"""What fits into a sheet, with its header."""

Value = str | int | float | bool | None

_WIDEST: Final = 60
_NARROWEST: Final = 8
_SAMPLE: Final = 500  # rows that the width of a column is taken from
# Excel reads _x0041_ inside a text as the character of that code, unless its first stroke is written as a code too.
_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE_END: Final = re.compile("\r\n?")
_TRIGGERS: Final = tuple("=+-@")
# In place of openpyxl's, which has its own name and the time in it.
_PROPERTIES: Final = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>GeoEditor</dc:creator></cp:coreProperties>'
)
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest date that a file in an archive can have


class Sheet(NamedTuple):
    """A table to write; every row has a value for each column of the header."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def xlsx_bytes(document: Document) -> bytes:
    """Return all tables of the project as a workbook, one sheet a table.

    Raises:
        UserError: a table has more rows than a sheet can hold.
    """
    with document.read():
        tables = [plain_table(document, name) for name in TABLES]
    return workbook_bytes(
        [Sheet(table.name, [column.name for column in table.columns], table.rows) for table in tables]
    )


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return the tables as a workbook; where texts had to be cut, a last sheet says which.

    Raises:
        UserError: a table has more rows than a sheet can hold.
    """
    from openpyxl import Workbook

    _refuse_the_longest(sheets)
    workbook = Workbook(write_only=True)
    cut: list[Sequence[Value]] = []
    for sheet in sheets:
        _write(workbook.create_sheet(sheet.name), sheet)
        cut += _cut_texts(sheet)
    if cut:
        header = (tr("sheet"), tr("row"), tr("column"), tr("characters"))
        notes = Sheet(tr("cut texts"), header, cut)
        _write(workbook.create_sheet(notes.name), notes)
    return _packed(workbook)


def _refuse_the_longest(sheets: Sequence[Sheet]) -> None:
    """Raise a UserError for a table that no sheet can hold, before anything is written."""
    for sheet in sheets:
        if len(sheet.rows) >= MOST_ROWS:
            raise UserError(
                tr(
                    "“{name}” has {n:,} rows, more than a sheet can hold; no file was made: export to .csv instead.",
                    name=sheet.name,
                    n=len(sheet.rows),
                )
            )


def _write(target: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    target.freeze_panes = "A2"
    for number, title in enumerate(sheet.header):
        letter = get_column_letter(number + 1)
        target.column_dimensions[letter].width = _width([title, *(row[number] for row in sheet.rows[:_SAMPLE])])
    titles = [_text_cell(target, title) for title in sheet.header]
    for cell in titles:
        cell.font = Font(bold=True)
    target.append(titles)
    for row in sheet.rows:
        target.append([_cell(target, value) for value in row])


def _cell(target: "Worksheet", value: Value) -> "Cell | Value":
    if isinstance(value, str):
        return _text_cell(target, value) if value else None
    return value


def _text_cell(target: "Worksheet", text: str) -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(target, _fitted(text))
    cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
    if text.startswith(_TRIGGERS):
        cell.quotePrefix = True  # so that it stays text in Excel when somebody edits the cell
    return cell


def _written(text: str) -> str:
    """Return the text as it stands in the file."""
    return _CODE.sub("_x005F_", _LINE_END.sub("\n", legal(text)))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _fitted(text: str) -> str:
    """Return the text as it stands in the file, cut and with a mark where it is too long for a cell."""
    written = _written(text)
    if _units(written) <= LONGEST_TEXT:
        return written
    mark = tr("… [cut]")
    kept = text
    while (excess := _units(written) + _units(mark) - LONGEST_TEXT) > 0:
        kept = kept[: -((excess + 1) // 2)]  # a character takes up to two units, so never more than needed
        written = _written(kept)
    return written + mark


def _cut_texts(sheet: Sheet) -> list[Sequence[Value]]:
    """Return where a text is too long for a cell: name of the sheet, row, column, length in characters."""
    return [
        (sheet.name, number, title, len(value))
        for number, row in enumerate(sheet.rows, start=2)
        for title, value in zip(sheet.header, row, strict=True)
        if isinstance(value, str) and len(value) > LONGEST_TEXT // 3 and _units(_written(value)) > LONGEST_TEXT
    ]


def _width(values: Sequence[Value]) -> int:
    """Return the width of a column in characters, taken from the longest line."""
    longest = max((len(line) for value in values if value is not None for line in str(value).splitlines()), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _packed(workbook: "Workbook") -> bytes:
    """Return the workbook as an archive that tells nothing of the time and the system it was written on."""
    from openpyxl.writer.excel import ExcelWriter
    from openpyxl.xml.constants import ARC_CORE

    written, packed = io.BytesIO(), io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        ExcelWriter(workbook, archive).write_data()
    with ZipFile(written) as files, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in files.namelist():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, _PROPERTIES if name == ARC_CORE else files.read(name))
    return packed.getvalue()
