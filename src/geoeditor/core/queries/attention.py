"""What a careful reader would mend or doubt: of one fact, and of the project as a list. Reads only."""

import sqlite3
from typing import Final, NamedTuple

from geoeditor.core.document import Document
from geoeditor.translation import shown, tr, trn

_FACTS: Final = ("actor", "event", "link")
_MOST_LINKS: Final = 3
"""Links of an actor that are named for resting on one source."""


class Question(NamedTuple):
    """A fact that needs attention: its table, id and name, and why in a few words."""

    table: str
    id: int
    name: str
    why: str


def attention(document: Document, table: str, row: int) -> list[str]:
    """Return what a careful reader would mend or doubt about a fact, each in a few words."""
    if table not in _FACTS:
        return []
    with document.read() as connection:
        rests = connection.execute(
            "SELECT c.stance, coalesce(nullif(s.publisher, ''), s.title),"
            " EXISTS (SELECT 1 FROM attribution a WHERE a.citation_id = c.id), c.anchor,"
            " EXISTS (SELECT 1 FROM source v WHERE v.version_of = s.id) FROM citation c"
            f" JOIN source s ON s.id = c.source_id WHERE c.{table}_id = ?",
            (row,),
        ).fetchall()
        return [*_doubts(table, rests), *_gaps(connection, table, row)]


def _doubts(table: str, rests: list[tuple[str, str, int, str, int]]) -> list[str]:
    """Return what is weak about the passages; one that is lost from the newest version of its text bears nothing."""
    stand = [(stance, publisher, claimed) for stance, publisher, claimed, anchor, _ in rests if anchor != "lost"]
    supports = [(publisher, claimed) for stance, publisher, claimed in stand if stance == "supports"]
    doubts = []
    if rests and not stand:
        doubts.append(tr("Unsupported: its passages are lost from the newest version of the text."))
    elif not supports:
        doubts.append(tr("Rests on no passage."))
    elif table != "actor" and len({publisher for publisher, _ in supports}) == 1:
        doubts.append(tr("Rests on a single source."))
    bearing = [is_earlier for stance, _, _, anchor, is_earlier in rests if anchor != "lost" and stance == "supports"]
    if bearing and all(bearing):
        doubts.append(tr("Rests only on an earlier version of its text."))
    if supports and table != "actor" and all(claimed for _, claimed in supports):
        doubts.append(tr("Rests only on what somebody said."))
    against = sum(1 for stance, _, _ in stand if stance == "contradicts")
    if against:
        doubts.append(trn("{n} passage contradicts it.", "{n} passages contradict it.", against))
    return doubts


def _gaps(connection: sqlite3.Connection, table: str, row: int) -> list[str]:
    """Return what is missing of a fact, and what of an actor's links is weak."""
    if table == "event":
        found = connection.execute("SELECT t = '' FROM event WHERE id = ?", (row,)).fetchone()
        return [tr("Has no date yet.")] if found and found[0] else []
    if table == "link":
        return []
    found = connection.execute("SELECT NOT named FROM actor WHERE id = ?", (row,)).fetchone()
    weak = connection.execute(
        "SELECT coalesce(nullif(l.label, ''), k.label, ''), count(DISTINCT c.source_id) AS sources FROM link l"
        " LEFT JOIN kind k ON k.id = l.kind_id LEFT JOIN citation c ON c.link_id = l.id AND c.stance = 'supports'"
        " WHERE l.from_id = ? GROUP BY l.id HAVING sources < 2 ORDER BY sources, l.id LIMIT ?",
        (row, _MOST_LINKS),
    ).fetchall()
    return [
        *([tr("Not yet named.")] if found and found[0] else []),
        *(_weak_link(words, sources) for words, sources in weak),
    ]


def _weak_link(words: str, sources: int) -> str:
    name = shown(words, 40) or tr("a link")
    return (
        tr("“{link}” rests on a single source.", link=name) if sources else tr("“{link}” rests on nothing.", link=name)
    )


def open_questions(document: Document, most: int) -> list[Question]:
    """Return up to so many facts of the project that need attention, some of each sort before more of one."""
    found: list[list[Question]] = []
    with document.read() as connection:
        for table, why, query in _questions():
            rows = connection.execute(query, (most,))
            found.append([Question(table, row, name, why) for row, name in rows])
    share = max(most // max(sum(1 for some in found if some), 1), 1)
    chosen = [question for some in found for question in some[:share]]
    return chosen[:most]


def question_count(document: Document) -> int:
    """Return how many facts of the project need attention, each once a reason."""
    total = 0
    with document.read() as connection:
        for _, _, query in _questions():
            total += connection.execute(f"SELECT count(*) FROM ({query})", (-1,)).fetchone()[0]
    return total


def _questions() -> tuple[tuple[str, str, str], ...]:
    """Return what is asked: the table, the reason, and the statement that finds id and name."""
    bare = "NOT EXISTS (SELECT 1 FROM citation c WHERE c.{table}_id = r.id)"
    link = (
        "SELECT r.id, a.name || ' – ' || coalesce(nullif(r.label, ''), k.label, '') || ' → ' || b.name FROM link r"
        " JOIN actor a ON a.id = r.from_id JOIN actor b ON b.id = r.to_id LEFT JOIN kind k ON k.id = r.kind_id"
    )
    return (
        ("event", tr("no passage"), f"SELECT r.id, r.title FROM event r WHERE {bare.format(table='event')} LIMIT ?"),
        ("link", tr("no passage"), f"{link} WHERE {bare.format(table='link')} LIMIT ?"),
        ("actor", tr("not named"), "SELECT id, name FROM actor WHERE NOT named LIMIT ?"),
        ("event", tr("no date"), "SELECT id, title FROM event WHERE t = '' LIMIT ?"),
        ("source", tr("no date"), "SELECT id, title FROM source WHERE t = '' LIMIT ?"),
    )
