"""Checks of each value by itself: text that is text, allowed words, numbers in range, JSON, dates and their bounds.

What may stand in a column is asked of the commands' own checks, so that both can't drift apart.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import orjson

from geoeditor import when
from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.values import Check, is_blank, json_object, name_key, named, truth
from geoeditor.core.errors import UserError
from geoeditor.core.inspection.findings import Finding
from geoeditor.core.schema import tables
from geoeditor.translation import shown, tr

DATED: Final = tuple(name for name, record in RECORDS.items() if "t" in record.fields)
"""The tables with the four time columns."""
_TOGETHER: Final = ("t", "start", "end")
"""Columns that are checked with others."""


def tolerant_text(data: bytes) -> str:
    """Return stored text; bytes that are no UTF-8 become lone surrogates instead of an exception."""
    return data.decode("utf-8", "surrogateescape")


def is_text(value: str) -> bool:
    """Tell whether what `tolerant_text` returned was UTF-8."""
    return value.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in value)


class _NoKinds:
    """Kinds are ids in the tables, so no check of a stored value asks for one."""

    def kind_id(self, scope: str, key: str) -> int | None:
        """Return None."""
        return None


def is_allowed(check: Check, field: str, value: object) -> bool:
    """Tell whether a stored value, not NULL, is one that a command would store."""
    try:
        if check is truth:
            return value in (0, 1)
        if check is json_object:
            value = orjson.loads(value) if isinstance(value, str) else None
        check(_NoKinds(), field, value)
    except (UserError, orjson.JSONDecodeError, UnicodeEncodeError):
        return False
    return True


def checked_columns(table: str) -> dict[str, Check]:
    """Return the columns whose values can be checked by themselves: no references, dates or ends of passages."""
    if table not in RECORDS:
        return {}
    here = tables()[table].columns
    return {field: check for field, check in RECORDS[table].fields.items() if field in here and field not in _TOGETHER}


def no_text(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find text that is not UTF-8; where there is some, the connection reads it from then on without an exception."""
    broken = [table for table in tables() if not _reads(connection, table)]
    connection.text_factory = tolerant_text if broken else str
    for table in broken:
        columns = tables()[table].columns
        for row in connection.execute(f"SELECT {_listed(columns)} FROM {table} ORDER BY id"):
            for column, value in zip(columns, row, strict=True):
                if isinstance(value, str) and not is_text(value):
                    sentence = tr("the {field} is not text (its bytes are no UTF-8).", field=named(column))
                    yield Finding(sentence, table, row[0])


def _reads(connection: sqlite3.Connection, table: str) -> bool:
    """Tell whether all text of a table is UTF-8."""
    connection.text_factory = str
    try:
        for _ in connection.execute(f"SELECT {_listed(tables()[table].columns)} FROM {table}"):
            pass
    except UnicodeDecodeError:
        return False
    except sqlite3.OperationalError as problem:
        if hasattr(problem, "sqlite_errorcode"):  # from SQLite itself; Python's own about text has no code
            raise
        return False
    return True


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def odd_values(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find values that no command would have stored."""
    for table in tables():
        checks = checked_columns(table)
        if not checks:
            continue
        rows = connection.execute(f"SELECT id, {_listed(checks)} FROM {table}").fetchall()
        for place, (column, check) in enumerate(checks.items(), start=1):
            values = {row[place] for row in rows} - {None}  # many rows, few values: each is checked once
            odd = {value for value in values if not is_allowed(check, column, value)}
            for row in rows if odd else ():
                value = row[place]
                if value in odd and not (isinstance(value, str) and not is_text(value)):
                    yield Finding(_why(check, column, value), table, row[0])


def _why(check: Check, column: str, value: object) -> str:
    field = named(column)
    if check is json_object:
        return tr("the {field} can't be read as JSON.", field=field)
    if isinstance(value, str) and is_blank(value):
        return tr("the {field} is blank.", field=field)
    return tr("“{value}” can't be the {field}.", value=shown(str(value)), field=field)


def odd_ids(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find rows whose id can't be written as one."""
    for table in tables():
        for (row_id,) in connection.execute(f"SELECT id FROM {table} WHERE id < 0"):
            yield Finding(tr("a negative number can't be an id."), table, row_id)


def odd_dates(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find dates that are no EDTF, and bounds that are not those of their date."""
    for table in DATED:
        rows = connection.execute(f"SELECT id, t, t_lo, t_hi, t_prec FROM {table}")
        seen: dict[tuple[object, ...], str] = {}
        for row_id, *date in rows:
            key = tuple(date)
            if key not in seen:
                seen[key] = _about_date(*date)
            if seen[key]:
                yield Finding(seen[key], table, row_id)


def _about_date(t: str, t_lo: int | None, t_hi: int | None, t_prec: str) -> str:
    if not is_text(t):
        return ""  # found already
    try:
        bounds = when.bounds(t)
    except when.WhenError:
        return tr("the date “{date}” can't be read.", date=shown(t))
    if bounds == (t_lo, t_hi, t_prec):
        return ""
    return tr("the bounds kept for the date “{date}” are not what it says.", date=shown(t))


def odd_keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find names whose search key is not theirs."""
    for row_id, name, key in connection.execute("SELECT id, name, key FROM actor_name"):
        if key != name_key(name) and is_text(name):
            yield Finding(tr("the key by which this name is found is not that of the name."), "actor_name", row_id)


VALUE_RULES: Final[tuple[Callable[[sqlite3.Connection], Iterator[Finding]], ...]] = (
    odd_values,
    odd_ids,
    odd_dates,
    odd_keys,
)
