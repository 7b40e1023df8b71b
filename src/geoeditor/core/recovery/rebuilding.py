"""Rows whose page is destroyed, put together from what else the file knows of them.

That a row was there is known from indexes, from rows that refer to it, and from the search index. What it held comes
from the row that the history keeps of it from before its last change, else from the indexes, and its name from the
search index; where that is lost too it is “?”, so that what refers to the row is kept. Only tables with missing pages
are looked at: what is not there in a whole table was deleted.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from geoeditor import when
from geoeditor.core.recovery.notes import INDEXED, OLDER, REBUILT, Notes
from geoeditor.core.recovery.pages import Value
from geoeditor.core.recovery.salvage import Row, Salvage
from geoeditor.core.recovery.shapes import Shape
from geoeditor.core.search import fold
from geoeditor.core.spelling import json_text
from geoeditor.translation import tr

_LONGEST_NAME: Final = 200
_LONGEST_TEXT: Final = 500_000
_NAMES: Final = {"actor": "name", "event": "title", "source": "title", "link": "label"}
"""The column that the search index knows best, by table."""
_FROM_INDEXES: Final = frozenset(
    {
        *_NAMES,
        "actor_name",
        "participation",
        "relation",
        "tag",
        "tagging",
        "set_aside",
        "citation",
        "attribution",
        "view",
        "kind",
    }
)
"""Tables of which indexes know enough for a row to say something true."""


def rebuild_lost_rows(salvage: Salvage, shapes: Mapping[str, Shape], notes: Notes) -> dict[str, set[int]]:
    """Add rows that are known to be lost, as far as something is left of them; return the ids known by table."""
    known: dict[str, set[int]] = {}
    for name, shape in reversed(list(shapes.items())):
        table = salvage.tables[name]
        known[name] = set(table.rows)
        if not table.broken:
            continue
        known[name] |= set(table.indexed) | _referred_to(salvage, shapes, name) | _searched(salvage, name)
        lost = known[name] - set(table.rows)
        if not lost:
            continue
        older = {int(str(row["id"])): row for row in _oldest_first(salvage, name)}
        for row_id in sorted(lost):
            indexed = table.indexed.get(row_id, {})
            if row_id in older:
                table.rows[row_id] = _brought_forward(older[row_id], indexed)
                notes.add(OLDER)
            elif (row := _from_indexes(salvage, shape, row_id, indexed)) is not None:
                table.rows[row_id] = row
                notes.add(REBUILT)
    _keep_lost_texts(salvage, notes)
    return known


def _oldest_first(salvage: Salvage, name: str) -> Iterator[Row]:
    """Yield the old rows of a table so that the newest of each comes last."""
    yield from (row for row in reversed(list(salvage.history(name))) if isinstance(row["id"], int))


def _referred_to(salvage: Salvage, shapes: Mapping[str, Shape], name: str) -> set[int]:
    return {
        value
        for child, shape in shapes.items()
        for reference in shape.references
        if reference.parent == name
        for row in salvage.tables[child].rows.values()
        if isinstance(value := row.get(reference.column), int)
    }


def _searched(salvage: Salvage, name: str) -> set[int]:
    return {row_id for row_id, row in salvage.texts.rows.items() if row.get("c1") == name}


def _brought_forward(older: Row, indexed: Row) -> Row:
    """Return an older state of a row with what indexes know of its newest."""
    row = {**older, **indexed}
    if "t_lo" in indexed and _bounds_of(str(older.get("t") or "")) != (indexed["t_lo"], indexed["t_hi"]):
        row["t"] = date_of(indexed["t_lo"], indexed["t_hi"])
    return row


def _bounds_of(text: str) -> tuple[int | None, int | None] | None:
    try:
        return when.bounds(text)[:2]
    except when.WhenError:
        return None


def _from_indexes(salvage: Salvage, shape: Shape, row_id: int, indexed: Row) -> Row | None:
    """Return what indexes know of a row, or None where that is too little."""
    if shape.table not in _FROM_INDEXES:
        return None
    row: Row = {"id": row_id, **indexed}
    if shape.table == "citation":
        row |= _evidence(row.pop("start", None))
    if shape.table == "attribution":
        actor = salvage.tables["actor"].rows.get(int(str(indexed.get("actor_id") or 0)), {})
        row["name"] = actor.get("name") or "?"
    if shape.table == "view":
        row |= {"name": indexed.get("name") or "?", "kind": "graph" if _places_actors(salvage, row_id) else "timeline"}
    if shape.table == "event":
        row["t"] = date_of(indexed.get("t_lo"), indexed.get("t_hi"))
    if column := _NAMES.get(shape.table):
        text = _indexed_text(salvage, row_id)
        if text or column != "label":
            row[column] = _name(salvage, shape.table, row_id, text) or "?"
        found = {"recovered": tr("in part, from indexes; what is not here is not known")}
        row["extra"] = json_text({**found, "found": text} if text else found)
    required = (column.name for column in shape.columns if column.required and not column.has_default)
    return row if all(row.get(name) is not None for name in required) else None


def _indexed_text(salvage: Salvage, row_id: int) -> str:
    """Return what the search index holds of a row, '' for nothing; bytes that are no text become visible marks."""
    text = str(salvage.texts.rows.get(row_id, {}).get("c0") or "")
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def _places_actors(salvage: Salvage, view_id: int) -> bool:
    """Tell whether a view gives actors a place, as only graphs do."""
    rows = salvage.tables["placement"].rows.values()
    return any(row.get("view_id") == view_id and row.get("actor_id") is not None for row in rows)


def _evidence(start: Value) -> Row:
    """Return what can be said of a passage whose words are lost."""
    place = tr("Recovered in part; the passage began at character {start}.", start=start)
    return {"stance": "mentions", "anchor": "lost", "note": place if start is not None else tr("Recovered in part.")}


def _name(salvage: Salvage, table: str, row_id: int, text: str) -> str:
    """Return a name in its own letters where other rows have it, else as the search index has it."""
    if table == "actor":
        for child in ("actor_name", "attribution"):
            for row in salvage.tables[child].rows.values():
                name = str(row.get("name") or "")
                if row.get("actor_id") == row_id and name and text.startswith(fold(name)):
                    return name
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def _keep_lost_texts(salvage: Salvage, notes: Notes) -> None:
    """Keep the words of lost texts with their sources."""
    texts, sources = salvage.tables["source_text"], salvage.tables["source"].rows
    for row_id, indexed in texts.indexed.items():
        words = _indexed_text(salvage, row_id)
        source = sources.get(int(str(indexed.get("source_id") or 0)))
        if row_id in texts.rows or not words or source is None:
            continue
        if source.get("extra", "{}") == "{}":
            source["extra"] = json_text({"lost text": words[:_LONGEST_TEXT]})
            notes.add(INDEXED)


def date_of(lo: Value, hi: Value) -> str:
    """Return the plainest EDTF text that has these bounds, '' where there is none."""
    if not isinstance(lo, int) or not isinstance(hi, int) or lo >= hi:
        return ""
    start = "" if lo == when.OPEN_START else _day(lo)
    end = "" if hi == when.OPEN_END else _day(hi - 1)
    decade = f"{start[:3]}X"
    for text in (start, start[:7], start[:4], decade, f"{start or '..'}/{end or '..'}"):
        if _bounds_of(text) == (lo, hi):
            return text
    return ""


def _day(second: int) -> str:
    year, month, day = when.civil(second // when.DAY)
    return f"{year:04d}-{month:02d}-{day:02d}" if 0 <= year <= 9_999 else ""
