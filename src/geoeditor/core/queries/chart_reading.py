"""Reading of the facts that charts are drawn from, in a handful of statements whatever the size."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.queries.chart_facts import (
    ChartActor,
    ChartEvent,
    ChartFacts,
    ChartLink,
    ChartSource,
    Evidence,
)
from geoeditor.core.queries.hues import FAIR, HUES, hues
from geoeditor.translation import tr

_NONE: Final = Evidence()
BASE_KINDS: Final = ("actor.person", "actor.state", "actor.organisation", "actor.group", "actor.place", "actor.other")


def chart_facts(document: Document, view_id: int | None = None) -> ChartFacts:
    """Return all facts of the project for a chart, with the places that a saved view gives to actors."""
    with document.read() as connection:
        return ChartFacts(
            title=connection.execute("SELECT title FROM project").fetchone()[0] or document.path.stem,
            actors=read_actors(connection),
            events=_events(connection),
            links=read_links(connection),
            sources=read_sources(connection),
            positions=_positions(connection, view_id),
        )


def _evidence(connection: sqlite3.Connection, target: str, ids: Collection[int] | None = None) -> dict[int, Evidence]:
    """Return what each fact of a table rests on; facts without citations are not among them."""
    chosen, values = _only(f"c.{target}_id", ids)
    rows = connection.execute(
        f"SELECT c.{target}_id, c.stance, coalesce(nullif(s.publisher, ''), s.title),"
        " (SELECT coalesce(p.name, a.name) FROM attribution a LEFT JOIN actor p ON p.id = a.actor_id"
        " WHERE a.citation_id = c.id ORDER BY a.ordinal DESC LIMIT 1)"
        f" FROM citation c JOIN source s ON s.id = c.source_id WHERE c.{target}_id IS NOT NULL{chosen} ORDER BY c.id",
        values,
    )
    supports: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    disputed: set[int] = set()
    for fact, stance, publisher, speaker in rows:
        if stance == "supports":
            supports[fact].append((publisher, speaker))
        elif stance == "contradicts":
            disputed.add(fact)
    return {
        fact: Evidence(
            passages=len(supports[fact]),
            publishers=len({publisher for publisher, _ in supports[fact]}),
            speakers=_sole_speakers([speaker for _, speaker in supports[fact]]),
            disputed=fact in disputed,
        )
        for fact in {*supports, *disputed}
    }


def _only(column: str, ids: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    """Return what a statement adds to its WHERE to read these rows alone, and its values; None reads all."""
    if ids is None:
        return "", ()
    return f" AND {column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)


def _sole_speakers(speakers: list[str | None]) -> tuple[str, ...]:
    """Return who said it, where nobody but them did; one passage in the author's own voice is enough for none."""
    named = [speaker for speaker in speakers if speaker is not None]
    return tuple(dict.fromkeys(named)) if len(named) == len(speakers) else ()


def read_actors(connection: sqlite3.Connection, ids: Collection[int] | None = None) -> tuple[ChartActor, ...]:
    """Return these actors, or all, in the order of their ids."""
    evidence = _evidence(connection, "actor", ids)
    chosen, values = _only("id", ids)
    rows = connection.execute(
        f"SELECT id, name, kind_id, named, colour FROM actor WHERE true{chosen} ORDER BY id", values
    ).fetchall()
    bases = _base_kinds(connection)
    shared = hues(row for (row,) in connection.execute("SELECT id FROM actor ORDER BY id LIMIT ?", (FAIR,)))
    return tuple(
        ChartActor(
            row, name, bases.get(kind, ""), bool(named), colour, evidence.get(row, _NONE), shared.get(row, row % HUES)
        )
        for row, name, kind, named, colour in rows
    )


def _base_kinds(connection: sqlite3.Connection) -> dict[int | None, str]:
    """Return for each kind of actor, by id, the base kind that it belongs to, such as actor.group for an armed group.

    What is neither under a base kind nor named like one is actor.other.
    """
    listed = connection.execute("SELECT id, key, parent_id FROM kind WHERE scope = 'actor'")
    kinds = {row: (key, parent) for row, key, parent in listed}
    return {row: _base(kinds, row) for row in kinds}


def _base(kinds: dict[int, tuple[str, int | None]], kind: int) -> str:
    above: int | None = kind
    for _ in kinds:  # no longer way up than there are kinds, even in a circle
        if above not in kinds:
            break
        key, above = kinds[above]
        base = ".".join(key.split(".")[:2])
        if base in BASE_KINDS:
            return base
    return "actor.other"


def _events(connection: sqlite3.Connection) -> tuple[ChartEvent, ...]:
    evidence = _evidence(connection, "event")
    taking_part: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for event, actor, role in connection.execute(
        "SELECT p.event_id, p.actor_id, k.key FROM participation p JOIN kind k ON k.id = p.role_id"
        " ORDER BY p.event_id, p.ordinal, p.id"
    ):
        taking_part[event].append((actor, role))
    rows = connection.execute(
        "SELECT e.id, e.title, coalesce(k.key, ''), coalesce(k.label, ''), coalesce(k.sign, 0), e.status, e.t"
        " FROM event e LEFT JOIN kind k ON k.id = e.kind_id ORDER BY e.id"
    )
    return tuple(
        ChartEvent(row, title, kind, label, sign, status, t, tuple(taking_part[row]), evidence.get(row, _NONE))
        for row, title, kind, label, sign, status, t in rows
    )


def read_links(connection: sqlite3.Connection, ids: Collection[int] | None = None) -> tuple[ChartLink, ...]:
    """Return these links, or all, in the order of their ids.

    A link whose kind has no direction has one where its own label says something else than the kind does: such a
    label ("travels to") is read from one end to the other, and only an arrow tells from which.
    """
    evidence = _evidence(connection, "link", ids)
    chosen, values = _only("l.id", ids)
    rows = connection.execute(
        "SELECT l.id, l.from_id, l.to_id, l.label, coalesce(k.key, ''), coalesce(k.label, ''),"
        " coalesce(k.inverse, ''), coalesce(k.directed, 1), coalesce(l.sign, k.sign, 0), l.status, l.t, l.strength"
        f" FROM link l LEFT JOIN kind k ON k.id = l.kind_id WHERE true{chosen} ORDER BY l.id",
        values,
    )
    return tuple(
        ChartLink(
            id=row,
            from_id=from_id,
            to_id=to_id,
            label=label or kind_label or tr("linked with"),
            kind=kind,
            directed=bool(directed) or _is_own(label, kind_label, inverse),
            sign=sign,
            status=status,
            t=t,
            strength=strength,
            evidence=evidence.get(row, _NONE),
        )
        for row, from_id, to_id, label, kind, kind_label, inverse, directed, sign, status, t, strength in rows
    )


def _is_own(label: str, *of_the_kind: str) -> bool:
    """Tell whether the label of a link says something else than its kind does."""
    words = label.strip().casefold()
    return bool(words) and words not in (text.strip().casefold() for text in of_the_kind)


def read_sources(connection: sqlite3.Connection, ids: Collection[int] | None = None) -> tuple[ChartSource, ...]:
    """Return these sources, or all, in the order of their dates."""
    chosen, values = _only("id", ids)
    rows = connection.execute(f"SELECT title, publisher, t FROM source WHERE true{chosen} ORDER BY t_lo, id", values)
    return tuple(ChartSource(title, publisher, t) for title, publisher, t in rows)


def _positions(connection: sqlite3.Connection, view_id: int | None) -> dict[int, tuple[float, float]]:
    rows = connection.execute(
        "SELECT actor_id, x, y FROM placement WHERE view_id = ? AND actor_id IS NOT NULL", (view_id,)
    )
    return {actor: (x, y) for actor, x, y in rows}
