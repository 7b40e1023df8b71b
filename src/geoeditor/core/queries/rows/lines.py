"""The lines of tables: a record with the names it points at and the numbers of what hangs on it, all or some by id."""

import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.queries.speakers import says_of
from geoeditor.core.spelling import json_text
from geoeditor.translation import tr


class ActorLine(NamedTuple):
    """An actor in a table; `names` are its other names, set apart by “; ”."""

    id: int
    name: str
    kind: str
    kind_label: str
    names: str
    country: str
    t: str
    t_lo: int | None
    t_hi: int | None
    description: str
    events: int
    links: int
    passages: int


class EventLine(NamedTuple):
    """An event in a table; `participants` are set apart by “; ”."""

    id: int
    t: str
    t_lo: int | None
    t_hi: int | None
    title: str
    kind: str
    kind_label: str
    status: str
    participants: str
    passages: int
    says: str
    """On whose word it rests, set apart by “; ”: the last speakers, and the sources themselves last."""


class LinkLine(NamedTuple):
    """A link in a table; `label` is what it is called, its own word or that of its kind."""

    id: int
    from_id: int
    from_name: str
    kind: str
    label: str
    to_id: int
    to_name: str
    t: str
    t_lo: int | None
    t_hi: int | None
    status: str
    passages: int
    says: str
    """As of an event."""


class SourceLine(NamedTuple):
    """A source in a table."""

    id: int
    title: str
    t: str
    t_lo: int | None
    t_hi: int | None
    publisher: str
    kind: str
    reliability: str
    characters: int
    facts: int


class CitationLine(NamedTuple):
    """A citation in a table; `fact` says what it bears on, `speakers` are set apart by “; ”, outermost first."""

    id: int
    quote: str
    fact_table: str
    fact_id: int
    fact: str
    source_id: int
    source: str
    start: int | None
    speakers: str
    stance: str
    credibility: int | None


Line: TypeAlias = ActorLine | EventLine | LinkLine | SourceLine | CitationLine


def lines(document: Document, table: str, ids: Iterable[int] | None = None) -> list[Line]:
    """Return the lines of a table in its own order, all or those of some ids; ids that are not there have none.

    Raises: BugError for a table that has no lines.
    """
    if table not in LINES:
        raise BugError(f"{table} has no lines")
    line, statement, order = LINES[table]
    values: tuple[str, ...] = ()
    condition = ""
    if ids is not None:
        # the ids go in as one JSON text, because a statement takes no more than 32,766 values
        condition, values = " WHERE r.id IN (SELECT value FROM json_each(?))", (json_text(list(ids)),)
    with document.read() as connection:
        found = connection.execute(f"{statement}{condition} ORDER BY {order}", values)
        if table not in _SAID:
            return list(map(line._make, found))
        says = says_of(connection, table, tr("source"), None if ids is None else json.loads(values[0]))
        return [line._make((*row, says.get(row[0], ""))) for row in found]


def _count(of: str) -> str:
    return f"(SELECT count(*) FROM {of})"


def _joined(expression: str, of: str) -> str:
    # SQLite before 3.44 knows no order inside of group_concat; it keeps that of the rows it gets
    return f"coalesce((SELECT group_concat(word, '; ') FROM (SELECT {expression} AS word FROM {of})), '')"


_KIND: Final = "coalesce(k.key, ''), coalesce(k.label, '')"
_ACTORS: Final = (
    f"SELECT r.id, r.name, {_KIND}, {_joined('n.name', 'actor_name n WHERE n.actor_id = r.id ORDER BY n.id')},"
    " r.country, r.t, r.t_lo, r.t_hi, r.description,"
    " (SELECT count(DISTINCT p.event_id) FROM participation p WHERE p.actor_id = r.id),"
    f" {_count('link l WHERE l.from_id = r.id')} + {_count('link l WHERE l.to_id = r.id')},"
    f" {_count('citation c WHERE c.actor_id = r.id')}"
    " FROM actor r LEFT JOIN kind k ON k.id = r.kind_id"
)
_TAKING_PART: Final = (
    "participation p JOIN actor a ON a.id = p.actor_id WHERE p.event_id = r.id ORDER BY p.ordinal, p.id"
)
_EVENTS: Final = (
    f"SELECT r.id, r.t, r.t_lo, r.t_hi, r.title, {_KIND}, r.status, {_joined('a.name', _TAKING_PART)},"
    f" {_count('citation c WHERE c.event_id = r.id')} FROM event r LEFT JOIN kind k ON k.id = r.kind_id"
)
_LINKS: Final = (
    "SELECT r.id, r.from_id, a.name, coalesce(k.key, ''), coalesce(nullif(r.label, ''), k.label, ''), r.to_id, b.name,"
    f" r.t, r.t_lo, r.t_hi, r.status, {_count('citation c WHERE c.link_id = r.id')}"
    " FROM link r LEFT JOIN kind k ON k.id = r.kind_id JOIN actor a ON a.id = r.from_id JOIN actor b ON b.id = r.to_id"
)
_SOURCES: Final = (
    "SELECT r.id, r.title, r.t, r.t_lo, r.t_hi, r.publisher, r.kind, r.reliability, coalesce(length(x.text), 0),"
    f" {_count('citation c WHERE c.source_id = r.id')} FROM source r LEFT JOIN source_text x ON x.source_id = r.id"
)
_FACTS: Final = ("actor", "event", "participation", "link", "relation")
_FACT_TABLE: Final = "".join(f" WHEN r.{name}_id IS NOT NULL THEN '{name}'" for name in _FACTS)
_FACT: Final = (
    "coalesce((SELECT name FROM actor WHERE id = r.actor_id), (SELECT title FROM event WHERE id = r.event_id),"
    " (SELECT a.name || ' – ' || e.title FROM participation p JOIN actor a ON a.id = p.actor_id"
    " JOIN event e ON e.id = p.event_id WHERE p.id = r.participation_id),"
    " (SELECT a.name || ' – ' || coalesce(nullif(l.label, ''), k.label, '') || ' → ' || b.name FROM link l"
    " LEFT JOIN kind k ON k.id = l.kind_id JOIN actor a ON a.id = l.from_id JOIN actor b ON b.id = l.to_id"
    " WHERE l.id = r.link_id),"
    " (SELECT a.title || ' – ' || k.label || ' → ' || b.title FROM relation l JOIN kind k ON k.id = l.kind_id"
    " JOIN event a ON a.id = l.from_id JOIN event b ON b.id = l.to_id WHERE l.id = r.relation_id), '')"
)
_SPEAKERS: Final = "attribution t LEFT JOIN actor a ON a.id = t.actor_id WHERE t.citation_id = r.id ORDER BY t.ordinal"
_CITATIONS: Final = (
    f"SELECT r.id, r.quote, CASE{_FACT_TABLE} END, coalesce({', '.join(f'r.{name}_id' for name in _FACTS)}), {_FACT},"
    ' r.source_id, s.title, r."start",'
    f" {_joined('coalesce(a.name, t.name)', _SPEAKERS)}, r.stance, r.credibility"
    " FROM citation r JOIN source s ON s.id = r.source_id"
)
_SAID: Final = ("event", "link")
"""Tables whose lines say on whose word they rest."""
_Make: TypeAlias = type[ActorLine] | type[EventLine] | type[LinkLine] | type[SourceLine] | type[CitationLine]

LINES: Final[Mapping[str, tuple[_Make, str, str]]] = {
    "actor": (ActorLine, _ACTORS, "r.id"),
    "event": (EventLine, _EVENTS, "r.t_lo IS NULL, r.t_lo, r.t_hi, r.id"),
    "link": (LinkLine, _LINKS, "r.id"),
    "source": (SourceLine, _SOURCES, "r.id"),
    "citation": (CitationLine, _CITATIONS, 'r.source_id, r."start", r.id'),
}
"""By table: the class of its lines, the statement that reads them, and their own order."""
