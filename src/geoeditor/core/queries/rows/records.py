"""Whole records as plain rows for inspector, reader and exchange, one class a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.spelling import json_text


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as a table shows it; `kind` is a key or ''."""

    id: int
    name: str
    kind: str
    named: bool
    description: str
    country: str
    t: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a table shows it; `words` are the date words it was dated by, if any."""

    id: int
    title: str
    kind: str
    status: str
    t: str
    description: str
    likelihood: int | None
    words: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as a table shows it."""

    id: int
    from_id: int
    to_id: int
    kind: str
    label: str
    status: str
    t: str
    description: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a table shows it, without its text."""

    id: int
    title: str
    kind: str
    author: str
    publisher: str
    published: str
    reliability: str
    characters: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker of a citation, outermost first."""

    name: str
    mode: str
    actor_id: int | None


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation with the fact it bears on; `start` and `end` are code points, None for the source as a whole."""

    id: int
    source_id: int
    fact: str
    fact_id: int
    quote: str
    start: int | None
    end: int | None
    stance: str
    credibility: int | None
    note: str
    origin: str
    speakers: tuple[SpeakerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The stretches of a source that are used (cited) or set aside, in code points, half-open."""

    used: tuple[tuple[int, int], ...] = field(default=())
    set_aside: tuple[tuple[int, int], ...] = field(default=())


def actors(document: Document) -> list[ActorRow]:
    """Return all actors with their other names, in the order in which they were made."""
    with document.read() as connection:
        names: dict[int, list[str]] = {}
        for actor, name in connection.execute("SELECT actor_id, name FROM actor_name ORDER BY id"):
            names.setdefault(actor, []).append(name)
        rows = connection.execute(
            "SELECT a.id, a.name, coalesce(k.key, ''), a.named, a.description, a.country, a.t FROM actor a"
            " LEFT JOIN kind k ON k.id = a.kind_id ORDER BY a.id"
        ).fetchall()
    return [
        ActorRow(row, name, kind, bool(named), description, country, t, tuple(names.get(row, ())))
        for row, name, kind, named, description, country, t in rows
    ]


def events(document: Document) -> list[EventRow]:
    """Return all events by their earliest date, the undated ones last."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT e.id, e.title, coalesce(k.key, ''), e.status, e.t, e.description, e.likelihood,"
            " coalesce(d.words, '') FROM event e LEFT JOIN kind k ON k.id = e.kind_id"
            " LEFT JOIN dating d ON d.event_id = e.id ORDER BY e.t_lo IS NULL, e.t_lo, e.t_hi, e.id"
        ).fetchall()
    return [EventRow(*row) for row in rows]


def links(document: Document) -> list[LinkRow]:
    """Return all links in the order in which they were made."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT l.id, l.from_id, l.to_id, coalesce(k.key, ''), coalesce(nullif(l.label, ''), k.label, ''),"
            " l.status, l.t, l.description FROM link l LEFT JOIN kind k ON k.id = l.kind_id ORDER BY l.id"
        ).fetchall()
    return [LinkRow(*row) for row in rows]


def sources(document: Document) -> list[SourceRow]:
    """Return all sources in the order in which they came in."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT s.id, s.title, s.kind, s.author, s.publisher, s.t, s.reliability, coalesce(length(x.text), 0)"
            " FROM source s LEFT JOIN source_text x ON x.source_id = s.id ORDER BY s.id"
        ).fetchall()
    return [SourceRow(*row) for row in rows]


def source_text(document: Document, source_id: int) -> str:
    """Return the text of a source, '' where it has none."""
    with document.read() as connection:
        row = connection.execute("SELECT text FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
    return "" if row is None else row[0]


_FACTS = ("actor", "event", "participation", "link", "relation")


def citations(document: Document, fact: str = "", fact_ids: Sequence[int] = ()) -> list[CitationRow]:
    """Return the citations of some facts of one table, or all of them where no table is named.

    Raises: BugError for a table that has no citations.
    """
    if fact not in ("", *_FACTS):
        raise BugError(f"{fact} has no citations")
    which = ", ".join(f"c.{name}_id" for name in _FACTS)
    name = "".join(f" WHEN c.{name}_id IS NOT NULL THEN '{name}'" for name in _FACTS)
    # the ids go in as one JSON text, because a statement takes no more than 32,766 values
    condition = f"WHERE c.{fact}_id IN (SELECT value FROM json_each(?))" if fact else ""
    with document.read() as connection:
        rows = connection.execute(
            f'SELECT c.id, c.source_id, CASE{name} END, coalesce({which}), c.quote, c."start", c."end", c.stance,'
            f' c.credibility, c.note, c.origin FROM citation c {condition} ORDER BY c.source_id, c."start", c.id',
            (json_text(list(fact_ids)),) if fact else (),
        ).fetchall()
        speakers: dict[int, list[SpeakerRow]] = {}
        for citation, *speaker in connection.execute(
            "SELECT citation_id, name, mode, actor_id FROM attribution ORDER BY citation_id, ordinal"
        ):
            speakers.setdefault(citation, []).append(SpeakerRow(*speaker))
    return [CitationRow(*(*row, tuple(speakers.get(row[0], ())))) for row in rows]


def ledger(document: Document, source_id: int) -> Ledger:
    """Return what of a source is used or set aside."""
    with document.read() as connection:
        used = connection.execute(
            'SELECT DISTINCT "start", "end" FROM citation WHERE source_id = ? AND "start" IS NOT NULL ORDER BY 1, 2',
            (source_id,),
        ).fetchall()
        aside = connection.execute(
            'SELECT "start", "end" FROM set_aside WHERE source_id = ? ORDER BY 1, 2', (source_id,)
        ).fetchall()
    return Ledger(tuple(used), tuple(aside))
