"""What the graph of the window is drawn from: all actors and links, or only some, and where the default view has them.

Plain values only; what a chart draws of an actor or a link is read as for the exported picture.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.chart_facts import ChartActor, ChartLink
from geoeditor.core.queries.chart_reading import read_actors, read_links
from geoeditor.core.spelling import json_text


@dataclass(frozen=True, slots=True)
class GraphActor:
    """An actor as it is drawn, and the key of its own kind, which may be finer than the one that is drawn."""

    shown: ChartActor
    kind: str


@dataclass(frozen=True, slots=True)
class GraphLink:
    """A link as it is drawn, and its bounds in seconds since 1970, None where it has no date or an open end."""

    shown: ChartLink
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class GraphFacts:
    """Actors, links and the places of actors in chart units."""

    actors: tuple[GraphActor, ...]
    links: tuple[GraphLink, ...]
    places: dict[int, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Touched:
    """What of the graph has to be read anew after a change; None of either means all of it."""

    actors: frozenset[int] | None = frozenset()
    links: frozenset[int] | None = frozenset()
    places: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything has to be read."""
        return self.actors is None or self.links is None or bool(self.actors or self.links or self.places)


_LIMITS = (-(2**63), 2**63 - 1)
_MOST = 2_000
"""Facts above which reading all is cheaper than reading some."""


def default_graph_view(connection: sqlite3.Connection) -> int | None:
    """Return the id of the view that says where the graph has its nodes; None where nobody has moved one yet."""
    row = connection.execute("SELECT id FROM view WHERE kind = 'graph' ORDER BY ordinal, id LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def graph_facts(
    document: Document, actors: Collection[int] | None = None, links: Collection[int] | None = None, *,
    places: bool = True,
) -> GraphFacts:  # fmt: skip
    """Return all that the graph shows, or only these actors and links; places are those of all actors, or left out."""
    with document.read() as connection:
        chosen, values = _only("a.id", actors)
        kinds = dict(
            connection.execute(
                f"SELECT a.id, coalesce(k.key, '') FROM actor a LEFT JOIN kind k ON k.id = a.kind_id{chosen}", values
            )
        )
        chosen, values = _only("id", links)
        times = {
            row: (lo if lo not in _LIMITS else None, hi if hi not in _LIMITS else None)
            for row, lo, hi in connection.execute(f"SELECT id, t_lo, t_hi FROM link{chosen}", values)
            if lo is not None
        }
        return GraphFacts(
            tuple(GraphActor(actor, kinds[actor.id]) for actor in read_actors(connection, actors)),
            tuple(GraphLink(link, *times.get(link.id, (None, None))) for link in read_links(connection, links)),
            _places(connection) if places else {},
        )


def _only(column: str, ids: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    """Return what a statement ends with to read these rows alone, and its values; None reads all."""
    if ids is None:
        return "", ()
    return f" WHERE {column} IN (SELECT value FROM json_each(?))", (json_text(sorted(ids)),)


def _places(connection: sqlite3.Connection) -> dict[int, tuple[float, float]]:
    rows = connection.execute(
        "SELECT actor_id, x, y FROM placement WHERE view_id = ? AND actor_id IS NOT NULL",
        (default_graph_view(connection),),
    )
    return {actor: (x, y) for actor, x, y in rows}


def touched(document: Document, changes: ChangeSet) -> Touched:
    """Return what a change did to the graph."""
    changed: dict[str, set[int]] = {}
    for rows_of in (changes.added, changes.updated, changes.removed):
        for table, rows in rows_of.items():
            changed.setdefault(table, set()).update(rows)
    places = bool(changed.keys() & {"placement", "view"})
    # Of what was removed nobody can tell any more which fact it spoke for, and a kind may bear on any. What is new
    # bears on nothing but by citations, or by facts of that kind, which have changed then too.
    altered = changes.updated.keys() | changes.removed.keys()
    sweeping = "kind" in altered or changes.removed.keys() & {"citation", "attribution"}
    actors, links = changed.get("actor", set()), changed.get("link", set())
    spoken = changed.keys() & {"citation", "attribution"} or changes.updated.keys() & {"actor", "source"}
    if not sweeping and spoken:
        changed["speaker"] = set(changes.updated.get("actor", ()))
        changed["read"] = set(changes.updated.get("source", ()))
        with document.read() as connection:
            for actor, link in _spoken_for(connection, changed):
                actors |= set() if actor is None else {actor}
                links |= set() if link is None else {link}
    if sweeping or len(actors) + len(links) > _MOST:
        return Touched(None, None, places)
    return Touched(frozenset(actors), frozenset(links), places)


def _spoken_for(connection: sqlite3.Connection, changed: dict[str, set[int]]) -> list[tuple[int | None, int | None]]:
    """Return actor and link of each citation that changed, itself, in its source or in who said it, by what name."""
    found: list[tuple[int | None, int | None]] = []
    for citation in changed.get("citation", ()):
        found += connection.execute("SELECT actor_id, link_id FROM citation WHERE id = ?", (citation,))
    for attribution in changed.get("attribution", ()):
        found += connection.execute(
            "SELECT c.actor_id, c.link_id FROM attribution a JOIN citation c ON c.id = a.citation_id WHERE a.id = ?",
            (attribution,),
        )
    found += connection.execute(
        "SELECT c.actor_id, c.link_id FROM attribution a JOIN citation c ON c.id = a.citation_id"
        " WHERE a.actor_id IN (SELECT value FROM json_each(?))",
        (json_text(sorted(changed.get("speaker", ()))),),
    )
    if changed.get("read"):
        found += connection.execute(
            "SELECT actor_id, link_id FROM citation WHERE source_id IN (SELECT value FROM json_each(?))",
            (json_text(sorted(changed["read"])),),
        )
    return found


def participants(document: Document, events: Collection[int]) -> frozenset[int]:
    """Return the actors who take part in any of these events."""
    with document.read() as connection:
        return frozenset(
            actor
            for event in events
            for (actor,) in connection.execute("SELECT actor_id FROM participation WHERE event_id = ?", (event,))
        )
