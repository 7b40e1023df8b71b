"""Projects made at random by commands, and their tables as plain dictionaries to calculate from."""

from random import Random
from typing import Any, Final

from geoeditor.core.commands import actors, citations, dating, events, links, sources, views, vocabulary
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId

Table = list[dict[str, Any]]
_DATES: Final = ("", "", "2025", "2025-08-01", "-0044-03-15", "../1999", "1994-07-20/..", "Y17000", "/2025~", "201X")
_TEXT: Final = "Some text that may be cited here and there, in stretches of any length."


def fill_at_random(document: Document, seed: int) -> None:
    """Fill a project with some dozen facts of all sorts, as one step."""
    random = Random(seed)
    with one_step(document, "At random"):
        _Filling(document, random).fill()


class _Filling:
    def __init__(self, document: Document, random: Random) -> None:
        self._document = document
        self._random = random

    def fill(self) -> None:
        random, document = self._random, self._document
        vocabulary.add_kind(document, key="actor.militia", scope="actor", label="militia")
        kinds = ("", "actor.person", "actor.organisation.company", "actor.militia")
        who = [
            actors.add_actor(document, name=f"Actor {n}", kind=random.choice(kinds), named=random.random() < 0.8)
            for n in range(random.randint(2, 8))
        ]
        for n in range(random.randrange(6)):
            kind = random.choice(("alias", "description"))
            actors.add_name(document, random.choice(who), name=f"Name {n}", kind=kind)
        what = [
            events.add_event(
                document,
                title=f"Event {n}",
                kind=random.choice(("", "event.accuse", "event.aid")),
                t=random.choice(_DATES),
            )
            for n in range(random.randrange(8))
        ]
        between = [
            links.link_actors(
                document,
                *random.sample(who, 2),
                kind=random.choice(("", "link.leads", "link.allied_with", "link.opposes")),
                label=random.choice(("", "a label")),
                sign=random.choice((None, -1, 0, 1)),
                t=random.choice(_DATES),
            )
            for _ in range(random.randrange(8))
        ]
        for event in what:
            for actor in random.sample(who, random.randrange(len(who))):
                role = random.choice(("role.actor", "role.location"))
                events.connect_actor(document, event, actor, role=role, ordinal=random.randint(0, 2))
            if random.random() < 0.3:
                dating.date_in_words(document, "event", event, "soon", t=random.choice(_DATES))
        view = views.add_view(document, name="A view", kind="graph")
        for actor in random.sample(who, len(who) // 2):
            views.place(document, view, "actor", actor, x=random.uniform(-9, 9), y=random.random())
        self._cite(
            [("actor", row) for row in who] + [("event", row) for row in what] + [("link", row) for row in between]
        )

    def _cite(self, facts: list[tuple[str, int]]) -> None:
        random, document = self._random, self._document
        where = [
            sources.add_source(
                document,
                random.choice((_TEXT, _TEXT, "")),
                title=f"Source {n}",
                publisher=random.choice(("", "The Paper", "The Other Paper")),
                t=random.choice(_DATES),
            )
            for n in range(random.randint(1, 4))
        ]
        for _ in range(random.randrange(30)):
            source = random.choice(where)
            start = random.randrange(10)
            speakers = [
                Speaker(random.choice(("Bolton", "Batka", "Anna")), "claims", random.choice((None, self._actor(facts))))
                for _ in range(random.choice((0, 0, 1, 1, 2)))
            ]
            with document.read() as connection:
                found = connection.execute("SELECT 1 FROM source_text WHERE source_id = ?", (source,)).fetchone()
            span = (start, start + random.randint(1, 9)) if found and random.random() < 0.7 else None
            stance = random.choice(("supports", "supports", "contradicts", "mentions"))
            citations.cite(document, source, *random.choice(facts), span, speakers, stance=stance)
            if span is not None and random.random() < 0.2 and not self._is_aside(source, span):
                sources.set_aside(document, source, *span)

    def _actor(self, facts: list[tuple[str, int]]) -> ActorId:
        return ActorId(self._random.choice([row for table, row in facts if table == "actor"]))

    def _is_aside(self, source: int, span: tuple[int, int]) -> bool:
        with self._document.read() as connection:
            query = 'SELECT 1 FROM set_aside WHERE source_id = ? AND "start" = ? AND "end" = ?'
            return connection.execute(query, (source, *span)).fetchone() is not None


def table(document: Document, name: str) -> Table:
    """Return all rows of a table by their column names, in the order of ids."""
    with document.read() as connection:
        cursor = connection.execute(f"SELECT * FROM {name} ORDER BY id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def one(rows: Table, row_id: int | None) -> dict[str, Any] | None:
    """Return the row with an id, or None."""
    return next((row for row in rows if row["id"] == row_id), None)
