"""Numpy columns for drawing: one array a column, in the order of ids, filled without an object a row."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geoeditor.core.document import Document


@dataclass(frozen=True, slots=True)
class EventColumns:
    """All events: ids, bounds in seconds since 1970 (open ends at the limits of int64), whether dated, kind ids.

    All arrays have one entry an event; undated ones have 0 in both bounds and `dated` false, untyped ones kind 0.
    """

    ids: NDArray[np.int64]
    t_lo: NDArray[np.int64]
    t_hi: NDArray[np.int64]
    dated: NDArray[np.bool_]
    kind_ids: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """All links: ids, the actors at both ends, kind ids (0 for untyped)."""

    ids: NDArray[np.int64]
    from_ids: NDArray[np.int64]
    to_ids: NDArray[np.int64]
    kind_ids: NDArray[np.int64]


def _table(rows: Iterable[tuple[int, ...]], width: int) -> NDArray[np.int64]:
    flat = (value for row in rows for value in row)
    return np.fromiter(flat, dtype=np.int64).reshape(-1, width)


def event_columns(document: Document) -> EventColumns:
    """Return the columns that a timeline draws from."""
    with document.read() as connection:
        table = _table(
            connection.execute(
                "SELECT id, coalesce(t_lo, 0), coalesce(t_hi, 0), t_lo IS NOT NULL, coalesce(kind_id, 0)"
                " FROM event ORDER BY id"
            ),
            5,
        )
    return EventColumns(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.bool_), table[:, 4])


def link_columns(document: Document) -> LinkColumns:
    """Return the columns that a graph draws from."""
    with document.read() as connection:
        table = _table(connection.execute("SELECT id, from_id, to_id, coalesce(kind_id, 0) FROM link ORDER BY id"), 4)
    return LinkColumns(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def event_titles(document: Document) -> list[str]:
    """Return the titles of all events, in the order of `event_columns`."""
    with document.read() as connection:
        return [title for (title,) in connection.execute("SELECT title FROM event ORDER BY id")]
