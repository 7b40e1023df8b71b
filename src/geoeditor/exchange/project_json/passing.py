"""A project taken apart, passed from one process to another as plain values and put together again on the other side.

Long texts and bytes are passed beside the records, so that no single value has to be handled whole.
"""

from base64 import b64decode, b64encode
from typing import Any, Final, cast

from geoeditor.core.commands.bulk import Batch
from geoeditor.core.commands.slices import Slices
from geoeditor.exchange.project_json.reading import ProjectRecords

_LONG: Final = 50_000
"""Letters from which on a text is passed beside its record."""


def apart(records: ProjectRecords) -> dict[str, Any]:
    """Return the records as values that JSON can hold; every list is one of the outermost keys."""
    values: dict[str, Any] = {"title": records.title, "project": list(records.project), "tables": []}
    for place, batch in enumerate((records.kinds, *records.batches)):
        values["tables"].append([batch.table, batch.ids is not None])
        ids = batch.ids if batch.ids is not None else [0] * len(batch.rows)
        lines = []
        for index, (row_id, row) in enumerate(zip(ids, batch.rows, strict=True)):
            beside: dict[str, str] = {}
            for name, value in row.items():
                if isinstance(value, bytes):
                    beside[name] = "bytes"
                    values[f"{place} {index} {name}"] = b64encode(value).decode()
                elif isinstance(value, str) and len(value) > _LONG:
                    beside[name] = "text"
                    values[f"{place} {index} {name}"] = value
            kept = {name: value for name, value in row.items() if name not in beside} if beside else row
            lines.append([row_id, kept, batch.place(index), beside])
        values[f"rows {place}"] = lines
    return values


def together(values: dict[str, Any]) -> Slices[ProjectRecords]:
    """Put the records together again, in slices."""
    batches: list[Batch] = []
    for place, (table, has_ids) in enumerate(values["tables"]):
        lines = values[f"rows {place}"]
        for index, (_, row, _, beside) in enumerate(lines):
            for name, sort in beside.items():
                text = values[f"{place} {index} {name}"]
                row[name] = b64decode(text) if sort == "bytes" else text
                yield
        ids = [line[0] for line in lines] if has_ids else None
        places = [line[2] for line in lines]
        batches.append(Batch(table, [line[1] for line in lines], ids, places.__getitem__))
        yield
    project_id, project = values["project"]
    return ProjectRecords(values["title"], (cast(int, project_id), project), batches[0], batches[1:])
