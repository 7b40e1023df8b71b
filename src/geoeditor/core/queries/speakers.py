"""Who says it: on whose word each event, link and citation rests, and what is left when some are not believed.

A citation has a chain of speakers, outermost first; it *ends* in the last one, whose word it is, or in nobody: then the
source says it itself. A fact *rests only on* somebody where it has supporting citations and all of them end in them; a
contradicting or passing mention is nothing that it rests on. Somebody *says* a fact where they stand anywhere in the
chain of a supporting citation, for who passes on another's words says so too. Reads only; imports no drawing.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geoeditor.core.document import Document

Standing = Literal["uncited", "mentioned", "claimed", "reported", "corroborated", "disputed"]
TABLES: Final = ("event", "link", "citation")
"""What rests on somebody's word."""


class Voice(NamedTuple):
    """Somebody who says things: an actor, None for one who is known by name only, and the names that stand for them.

    The first name is shown. Citations that name a speaker without an actor count by these names.
    """

    actor: int | None
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name that is shown."""
        return self.names[0] if self.names else ""

    @property
    def key(self) -> object:
        """Return what makes two voices the same whatever they are called now: the actor, else the name."""
        return self.name if self.actor is None else self.actor


@dataclass(frozen=True, slots=True)
class SpeakerLimits:
    """What is wanted of what people say; nothing wanted leaves everything."""

    only: tuple[Voice, ...] = ()
    """Only what one of these says."""
    without: tuple[Voice, ...] = ()
    """Nothing that rests only on these."""
    stances: frozenset[str] = frozenset()
    """Nothing whose citations all are of one of these stances."""

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.only or self.without or self.stances)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Which records of one table are left out: the hidden ones, and where only some are wanted, all others."""

    hidden: frozenset[int] = frozenset()
    only: frozenset[int] | None = None

    def __bool__(self) -> bool:
        """Tell whether anything may be left out."""
        return bool(self.hidden) or self.only is not None

    def hides(self, row: int) -> bool:
        """Tell whether a record is left out."""
        return row in self.hidden or (self.only is not None and row not in self.only)

    def mask(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each id whether it is left out."""
        hidden = np.isin(ids, _array(self.hidden)) if self.hidden else np.zeros(len(ids), np.bool_)
        return hidden if self.only is None else hidden | ~np.isin(ids, _array(self.only))

    def with_fresh(self, ids: Collection[int], fresh: "LeftOut") -> "LeftOut":
        """Return this with what is true of some records now; the very same where that is no news."""
        hidden = (self.hidden - frozenset(ids)) | fresh.hidden
        only = None if self.only is None else (self.only - frozenset(ids)) | (fresh.only or frozenset())
        changed = LeftOut(hidden, only)
        return self if changed == self else changed


def _array(ids: frozenset[int]) -> NDArray[np.int64]:
    return np.fromiter(ids, np.int64, len(ids))


def left_out(document: Document, table: str, limits: SpeakerLimits, ids: Collection[int] | None = None) -> LeftOut:
    """Return which events, links or citations these limits leave out, of all or of some by id."""
    if not limits:
        return LeftOut()
    with document.read() as connection:
        asked = _Asked(connection, table, ids)
        hidden: set[int] = set()
        if limits.without:
            hidden |= asked.resting_only_on(limits.without)
        if limits.stances:
            hidden |= asked.only_of(limits.stances)
        return LeftOut(frozenset(hidden), frozenset(asked.said_by(limits.only)) if limits.only else None)


class _Asked:
    """Answers for the records of one table, all or some."""

    def __init__(self, connection: sqlite3.Connection, table: str, ids: Collection[int] | None) -> None:
        self._connection = connection
        self._is_fact = table != "citation"
        self._column = f"c.{table}_id" if self._is_fact else "c.id"
        self._supports = " AND c.stance = 'supports'" if self._is_fact else ""
        self._ids = None if ids is None else json.dumps(sorted(ids))

    def resting_only_on(self, voices: Iterable[Voice]) -> set[int]:
        """Return what has supporting citations that all end in one of these."""
        ends = f"EXISTS (SELECT 1 FROM attribution t WHERE t.citation_id = c.id AND {_IS_VOICE} AND {_IS_LAST})"
        return self._found(
            f"SELECT {self._column} FROM citation c WHERE {self._candidates()}{self._supports}"
            f" GROUP BY {self._column} HAVING min({ends})",
            voices,
        )

    def said_by(self, voices: Iterable[Voice]) -> set[int]:
        """Return what one of these says, in their own words or passing on somebody's."""
        says = f"EXISTS (SELECT 1 FROM attribution t WHERE t.citation_id = c.id AND {_IS_VOICE})"
        return self._found(
            f"SELECT DISTINCT {self._column} FROM citation c WHERE {self._candidates()}{self._supports} AND {says}",
            voices,
        )

    def _candidates(self) -> str:
        """Return the condition on records that may be found: those asked for, or all that these voices speak of."""
        if self._ids is not None:
            return f"{self._column} IN (SELECT value FROM json_each(:ids))"
        theirs = self._column.replace("c.", "d.")
        # “+” keeps SQLite from walking through all attributions by citation instead of by speaker
        return (
            f"{self._column} IN (SELECT {theirs} FROM attribution t JOIN citation d ON d.id = +t.citation_id"
            f" WHERE {_IS_VOICE} AND {theirs} IS NOT NULL)"
        )

    def _found(self, statement: str, voices: Iterable[Voice]) -> set[int]:
        known = list(voices)
        values = {
            "actors": json.dumps([voice.actor for voice in known if voice.actor is not None]),
            "names": json.dumps([name for voice in known for name in voice.names]),
            "ids": self._ids or "[]",
        }
        return {row for (row,) in self._connection.execute(statement, values)}

    def only_of(self, stances: Collection[str]) -> set[int]:
        """Return what has citations, all of them of one of these stances."""
        asked = f"{self._column} IS NOT NULL"
        if self._ids is not None:
            asked = f"{self._column} IN (SELECT value FROM json_each(:ids))"
        rows = self._connection.execute(
            f"SELECT {self._column} FROM citation c WHERE {asked} GROUP BY {self._column}"
            " HAVING min(c.stance IN (SELECT value FROM json_each(:stances)))",
            {"ids": self._ids or "[]", "stances": json.dumps(sorted(stances))},
        )
        return {row for (row,) in rows}


_IS_VOICE: Final = (
    "(t.actor_id IN (SELECT value FROM json_each(:actors))"
    " OR (t.actor_id IS NULL AND t.name IN (SELECT value FROM json_each(:names))))"
)
_IS_LAST: Final = (
    "NOT EXISTS (SELECT 1 FROM attribution l WHERE l.citation_id = t.citation_id AND l.ordinal > t.ordinal)"
)


def voice_of(document: Document, actor: int) -> Voice | None:
    """Return an actor as a voice, with all names; None where it is gone."""
    with document.read() as connection:
        found = connection.execute("SELECT name FROM actor WHERE id = ?", (actor,)).fetchone()
        others = connection.execute("SELECT name FROM actor_name WHERE actor_id = ? ORDER BY id", (actor,)).fetchall()
    return None if found is None else Voice(actor, tuple(dict.fromkeys(name for (name,) in (found, *others))))


def voices_behind(document: Document, table: str, row: int) -> tuple[Voice, ...]:
    """Return on whose word a record rests: of an actor the actor, of a citation its last speaker.

    Of an event or link it is those whose claims it rests on, where it rests on nothing else.
    """
    if table == "actor":
        own = voice_of(document, row)
        return () if own is None else (own,)
    if table not in TABLES:
        return ()
    column, stance = ("c.id", "") if table == "citation" else (f"c.{table}_id", " AND c.stance = 'supports'")
    with document.read() as connection:
        rows = connection.execute(
            "SELECT c.id, t.actor_id, t.name FROM citation c LEFT JOIN attribution t ON t.citation_id = c.id AND"
            f" {_IS_LAST} WHERE {column} = ?{stance} ORDER BY c.id",
            (row,),
        ).fetchall()
    if any(name is None for _, _, name in rows):
        return ()  # a source says so itself
    found = dict.fromkeys((actor, "" if actor is not None else name) for _, actor, name in rows)
    voices = [Voice(None, (name,)) if actor is None else voice_of(document, actor) for actor, name in found]
    return tuple(voice for voice in voices if voice is not None)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody who is quoted: of how many events and links, and how many rest on their word alone."""

    voice: Voice
    says: int
    alone: int


_RUN: Final = 1_000
"""Rows that are looked at in one piece."""
_Who = tuple[int | None, str]
"""An actor, or None and a name."""


def speakers(document: Document) -> list[Quoted]:
    """Return all who are quoted for events and links, those who say most first."""
    *_, found = speakers_in_pieces(document)
    return found or []


def speakers_in_pieces(document: Document) -> Iterator[list[Quoted] | None]:
    """Find the same in pieces of a few ms: None after each, the speakers at last.

    No read stays open from one piece to the next, so that anything may change meanwhile.
    """
    said: dict[_Who, set[int]] = {}
    resting: dict[int, _Who | None] = {}
    last: int | None = -1
    while last is not None:
        with document.read() as connection:
            last, facts, rows = _run(connection, last)
        ends: dict[int, _Who] = {}
        for citation, actor, name in rows:
            ends[citation] = (actor, name)  # the last one wins
            said.setdefault((actor, name), set()).add(facts[citation])
        for citation, fact in facts.items():
            who = ends.get(citation)
            resting[fact] = who if resting.get(fact, who) == who else None
        yield None
    names: dict[int, tuple[str, ...]] = {}
    actors = sorted(actor for actor, _ in said if actor is not None)
    for start in range(0, len(actors), _RUN):
        with document.read() as connection:
            names |= _names(connection, actors[start : start + _RUN])
        yield None
    yield from _counted(said, resting, names)


def _run(
    connection: sqlite3.Connection, after: int
) -> tuple[int | None, dict[int, int], list[tuple[int, int | None, str]]]:
    """Return how far the next citations go (None: none are left), what facts they support, and who says so."""
    (last,) = connection.execute(
        "SELECT max(id) FROM (SELECT id FROM citation WHERE id > ? ORDER BY id LIMIT ?)", (after, _RUN)
    ).fetchone()
    facts: dict[int, int] = dict(
        connection.execute(
            "SELECT id, coalesce(event_id, -link_id) FROM citation WHERE id > ? AND id <= ?"
            " AND stance = 'supports' AND (event_id IS NOT NULL OR link_id IS NOT NULL)",
            (after, last),
        )
    )
    rows = connection.execute(
        "SELECT citation_id, actor_id, CASE WHEN actor_id IS NULL THEN name ELSE '' END FROM attribution"
        " WHERE citation_id > ? AND citation_id <= ? ORDER BY citation_id, ordinal",
        (after, last),
    )
    return last, facts, [row for row in rows if row[0] in facts]


def _counted(
    said: Mapping[_Who, set[int]], resting: Mapping[int, _Who | None], names: dict[int, tuple[str, ...]]
) -> Iterator[list[Quoted] | None]:
    """Count, with all who are known by a name alone taken for the actor of that name, where there is one."""
    known = {name: actor for actor, all_names in reversed(names.items()) for name in all_names}

    def same(who: _Who) -> _Who:
        actor, name = who
        return (known[name], "") if actor is None and name in known else who

    facts: dict[_Who, set[int]] = {}
    for who, those in said.items():
        facts.setdefault(same(who), set()).update(those)
    yield None
    alone = Counter(same(sole) for sole in resting.values() if sole is not None)
    yield None
    found: list[Quoted] = []
    for who, those in facts.items():
        actor, name = who
        found.append(Quoted(Voice(actor, (name,) if actor is None else names[actor]), len(those), alone[who]))
        if len(found) % _RUN == 0:
            yield None
    found.sort(key=lambda quoted: (-quoted.says, quoted.voice.name))
    yield found


def _names(connection: sqlite3.Connection, actors: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of actors, the one that is shown first."""
    names: dict[int, tuple[str, ...]] = {}
    for actor, name in connection.execute(
        "SELECT id, name FROM actor WHERE id IN (SELECT value FROM json_each(?1)) UNION ALL"
        " SELECT actor_id, name FROM actor_name WHERE actor_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(sorted(actors)),),
    ):
        if name not in names.get(actor, ()):
            names[actor] = (*names.get(actor, ()), name)
    return names


@dataclass(frozen=True, slots=True)
class Footing:
    """What a fact rests on, derived: how it stands, by how many publishers, on whose word, how many are against it."""

    standing: Standing
    supports: int = 0
    publishers: int = 0
    against: int = 0
    speakers: tuple[str, ...] = ()
    """Those whose word it rests on alone; none where a source says it itself."""


def footing(document: Document, table: str, row: int) -> Footing:
    """Return how a fact stands: uncited, only mentioned, claimed, reported, corroborated, or disputed.

    Passages that are lost in a new version of their text do not count.
    """
    with document.read() as connection:
        rows = connection.execute(
            "SELECT c.stance, coalesce(nullif(s.publisher, ''), s.title), coalesce(a.name, t.name) FROM citation c"
            " JOIN source s ON s.id = c.source_id LEFT JOIN attribution t ON t.citation_id = c.id"
            f" AND {_IS_LAST} LEFT JOIN actor a ON a.id = t.actor_id WHERE c.{table}_id = ? AND c.anchor <> 'lost'"
            " ORDER BY c.id",
            (row,),
        ).fetchall()
    supporting = [(publisher, name) for stance, publisher, name in rows if stance == "supports"]
    against = sum(1 for stance, _, _ in rows if stance == "contradicts")
    publishers = len({publisher for publisher, _ in supporting})
    said = [name for _, name in supporting if name is not None]
    alone = tuple(dict.fromkeys(said)) if len(said) == len(supporting) else ()
    standing: Standing = "reported"
    if against:
        standing = "disputed"
    elif not supporting:
        standing = "mentioned" if rows else "uncited"
    elif alone:
        standing = "claimed"
    elif publishers > 1:
        standing = "corroborated"
    return Footing(standing, len(supporting), publishers, against, alone)


def says_of(
    connection: sqlite3.Connection, table: str, own: str, ids: Collection[int] | None = None
) -> Mapping[int, str]:
    """Return for each event or link who says so, set apart by “; ”: the last speakers, last `own` for a source."""
    asked = f"c.{table}_id IS NOT NULL" if ids is None else f"c.{table}_id IN (SELECT value FROM json_each(:ids))"
    rows = connection.execute(
        f"SELECT c.{table}_id, coalesce(a.name, t.name) FROM citation c LEFT JOIN attribution t"
        f" ON t.citation_id = c.id AND {_IS_LAST} LEFT JOIN actor a ON a.id = t.actor_id"
        f" WHERE {asked} AND c.stance = 'supports' ORDER BY c.{table}_id, t.name IS NULL, c.id",
        {"ids": json.dumps(sorted(ids or ()))},
    )
    found: dict[int, dict[str, None]] = {}
    for fact, name in rows:
        found.setdefault(fact, {})[own if name is None else name] = None
    return {fact: "; ".join(names) for fact, names in found.items()}
