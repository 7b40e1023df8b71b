"""Rows on the clipboard: as text with tabs, as an escaped HTML table, and as JSON that a paste makes anew from."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import orjson
from PySide6.QtCore import QMimeData

from geoeditor.core.queries.rows import Line
from geoeditor.core.queries.rows.clips import FORMAT
from geoeditor.translation import printable
from geoeditor.ui.tables.columns import Column

JSON: Final = "application/json"
_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of JSON that are read from a clipboard."""
_LONGEST_NAME: Final = 120


def rows_as_mime(columns: Sequence[Column], lines: Sequence[Line], clip: dict[str, Any]) -> QMimeData:
    """Return rows in all the forms that others may ask for."""
    cells = [[column.title for column in columns], *([_cell(column, line) for column in columns] for line in lines)]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_quoted, row)) for row in cells) + "\n")
    mime.setHtml(_html(cells))
    mime.setData(JSON, orjson.dumps(clip))
    return mime


def _cell(column: Column, line: Line) -> str:
    """Return a cell as a spreadsheet should get it: dates as they are written, all else as it is shown."""
    return column.given(line) if column.editor == "date" or column.sort == "number" else column.text(line)


def _quoted(cell: str) -> str:
    """Return a cell as it stands between tabs; one that begins with a quote would be taken for a quoted one."""
    text = printable(cell)
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def _html(cells: Sequence[Sequence[str]]) -> str:
    head, *body = cells
    rows = ["<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"]
    rows += ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body]
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'


def plain_records(lines: Sequence[Line]) -> dict[str, Any]:
    """Return lines as plain values, for tables whose rows can't be pasted; ids as text, because they are large."""
    numbers = ("id", "fact_id", "source_id")
    return {
        "rows": [
            {name: str(value) if name in numbers else value for name, value in line._asdict().items()} for line in lines
        ]
    }


def clip_of(mime: QMimeData) -> dict[str, Any] | None:
    """Return the facts that a clipboard holds in our own form, or None."""
    if not mime.hasFormat(JSON):
        return None
    data = mime.data(JSON).data()
    if len(data) > _LARGEST:
        return None
    try:
        found = orjson.loads(bytes(data))
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def is_rows(text: str) -> bool:
    """Tell whether a text is cells or a list of names, rather than an article."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    if "\t" in lines[0]:
        return True
    return all(len(line) <= _LONGEST_NAME and not line.rstrip().endswith((".", "!", "?")) for line in lines)
