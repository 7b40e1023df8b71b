"""What a project holds, counted; and the names it knows, for the reading of new texts."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from geoeditor import when
from geoeditor.core.document import Document
from geoeditor.core.schema import VERSION

COUNTED: Final = ("actor", "event", "link", "source", "citation", "relation", "tag", "view")


@dataclass(frozen=True, slots=True)
class Summary:
    """A project in figures; `first` and `last` are inclusive days or '' (dated facts with an open end have none)."""

    title: str
    description: str
    counts: dict[str, int]
    first: str
    last: str
    undated_events: int
    facts_without_evidence: int
    steps: int
    steps_undone: int
    bytes: int
    version: int


@dataclass(frozen=True, slots=True)
class KnownName:
    """An actor of the project by its names; `kind` is a key or ''."""

    id: int
    name: str
    kind: str
    names: tuple[str, ...]


def summary(document: Document) -> Summary:
    """Return the project in figures."""
    with document.read() as connection:
        title, description = connection.execute("SELECT title, description FROM project").fetchone()
        counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}
        low, high = connection.execute(
            "SELECT min(t_lo) FILTER (WHERE t_lo > ?), max(t_hi) FILTER (WHERE t_hi < ?) FROM event",
            (when.OPEN_START, when.OPEN_END),
        ).fetchone()
        undated = connection.execute("SELECT count(*) FROM event WHERE t_lo IS NULL").fetchone()[0]
        bare = sum(
            connection.execute(
                f"SELECT count(*) FROM {fact} WHERE NOT EXISTS (SELECT 1 FROM citation c WHERE c.{fact}_id = {fact}.id)"
            ).fetchone()[0]
            for fact in ("event", "link")
        )
        steps, undone = connection.execute("SELECT count(*), coalesce(sum(undone), 0) FROM journal_step").fetchone()
    return Summary(
        title=title or document.path.stem,
        description=description,
        counts=counts,
        first="" if low is None else _day(low // when.DAY),
        last="" if high is None else _day((high - 1) // when.DAY),
        undated_events=undated,
        facts_without_evidence=bare,
        steps=steps,
        steps_undone=undone,
        bytes=document.path.stat().st_size,
        version=VERSION,
    )


def _day(days: int) -> str:
    year, month, day = when.civil(days)
    sign = "-" if year < 0 else "+" if year > 9_999 else ""  # as `when.earliest_day` writes it
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def known_names(
    document: Document, ids: Collection[int] | None = None, name_ids: Collection[int] = ()
) -> list[KnownName]:
    """Return the named actors of the project with their other names; or only some, by their ids or those of names."""
    asked = {"ids": json.dumps(sorted(ids or ())), "names": json.dumps(sorted(name_ids))}
    some = (
        "IN (SELECT value FROM json_each(:ids) UNION SELECT actor_id FROM actor_name"
        " WHERE id IN (SELECT value FROM json_each(:names)))"
    )
    with document.read() as connection:
        others: dict[int, list[str]] = {}
        for actor, name in connection.execute(
            "SELECT actor_id, name FROM actor_name WHERE kind <> 'description'"
            f"{'' if ids is None else f' AND actor_id {some}'} ORDER BY id",
            asked,
        ):
            others.setdefault(actor, []).append(name)
        rows = connection.execute(
            "SELECT a.id, a.name, coalesce(k.key, '') FROM actor a LEFT JOIN kind k ON k.id = a.kind_id"
            f" WHERE a.named{'' if ids is None else f' AND a.id {some}'} ORDER BY a.id",
            asked,
        ).fetchall()
    return [KnownName(row, name, kind, tuple(others.get(row, ()))) for row, name, kind in rows]
