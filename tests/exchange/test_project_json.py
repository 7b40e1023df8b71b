"""Project JSON is lossless, the same bytes for the same facts, and refused with a reason where it is wrong."""

import base64
import copy
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geoeditor.core.commands import actors, citations, dating, events, fields, links, project, sources, tags, views
from geoeditor.core.commands import vocabulary as kinds
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.entities import Entity
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import IdMaker, new_id, to_text
from geoeditor.core.vocabulary import words
from geoeditor.exchange.project_json import export_json, import_json, read_json_file
from geoeditor.exchange.project_json.layout import ROOT, Layout, layouts
from geoeditor.exchange.project_json.parsing import SIZE_LIMIT
from geoeditor.resources import resource_path

Json = Any
"""Values of a file, as a test looks into them."""
_KEYS = {scope: [word.key for word in words() if word.scope == scope] for scope in fields.SCOPES}
_DATES = ("", "2019", "2025-08-07", "1994-07-20/..", "-0044-03-15", "[2025-08-01,2025-08-05]", "2025-06-23~/2025-08-07")
_TEXT = "Lukashenko met Zelensky’s envoy 🕊 in Minsk.\nMissiles come “before the end of the year”."


class Maker:
    """Makes a project through commands: a few records of every table, with values of all sorts."""

    def __init__(self, document: Document, random: Random, texts: list[str]) -> None:
        self.document = document
        self.random = random
        self.texts = texts

    def text(self) -> str:
        return self.random.choice(self.texts)

    def name(self) -> str:
        return f"{' '.join(self.text().split())} {self.random.randrange(10**6)}"

    def maybe(self, **values: Any) -> Any:
        """Return some of the values."""
        return {name: value for name, value in values.items() if self.random.random() < 0.5}

    def number(self, low: float, high: float) -> float | None:
        return self.random.choice((None, self.random.uniform(low, high), float(round(low))))

    def extra(self) -> dict[str, object]:
        inner: list[object] = [self.text(), 1, -(2**62), 0.1, 1e300, True, None, {"deep": [[]]}]
        return {self.text(): self.random.choice(inner), "z": 1, "a": 2}

    def make(self) -> None:
        """Fill the project in one step."""
        with self.document.edit("Fill"):
            self.words()
            self.people()
            self.facts()
            self.evidence()
            self.pictures()

    def words(self) -> None:
        random, document = self.random, self.document
        values = self.maybe(description=self.text(), language="be", date_order="day-month", vague_days={"recently": 30})
        project.change_project(document, title=self.name(), copy_of=random.choice((None, new_id())), **values)
        own = kinds.add_kind(document, key="event.own", scope="event", label=self.name(), score=-1.5, icon="x")
        kinds.add_kind(document, key="event.own.child", scope="event", label=self.name(), parent=own, hidden=True)
        with document.read() as connection:
            known = dict(connection.execute("SELECT key, id FROM kind").fetchall())
        kinds.change_kind(document, known["link.leads"], label=self.name(), colour="#2A7f7a", **self.maybe(sign=0))
        values = self.maybe(type="choice", options={"choices": [self.text()]}, ordinal=-3)
        fields_made = kinds.add_field(document, scope="actor", key="height", label=self.name(), **values)
        assert fields_made
        self.tags = [tags.add_tag(document, name=self.name(), **self.maybe(colour="#000000")) for _ in range(3)]
        self.files = [
            project.attach(
                document, random.randbytes(random.randint(1, 50)), "image/png", **self.maybe(name="a", credit="b")
            )
            for _ in range(2)
        ]

    def tag(self, what: str, record: int) -> None:
        for tag in self.random.sample(self.tags, self.random.randrange(3)):
            tags.tag(self.document, tag, what, record)

    def people(self) -> None:
        random, document = self.random, self.document
        self.actors = []
        for _ in range(random.randint(2, 5)):
            values = self.maybe(
                kind=random.choice(["", *_KEYS["actor"]]),
                named=False,
                description=self.text(),
                country="BY",
                lat=self.number(-90, 90),
                lon=self.number(-180, 180),
                colour="#abcdef",
                t=random.choice(_DATES),
                portrait=random.choice(self.files),
                ext_ids={"wikidata": "Q2866"},
                extra=self.extra(),
            )
            actor = actors.add_actor(document, name=self.name(), **values)
            self.actors.append(actor)
            self.tag("actor", actor)
            for _ in range(random.randrange(3)):
                values = self.maybe(language="be-Latn", kind="former", t=random.choice(_DATES))
                actors.add_name(document, actor, name=self.name(), **values)

    def facts(self) -> None:
        random, document = self.random, self.document
        self.sources = [
            sources.add_source(
                document,
                random.choice(("", _TEXT)),
                title=self.name(),
                **self.maybe(
                    kind="report",
                    author=self.name(),
                    url="https://example.org/?a=1",
                    t=random.choice(_DATES),
                    reliability="C",
                    file=self.files[0],
                    csl={"type": "article", "issued": {"raw": "2025"}},
                    extra=self.extra(),
                ),
            )
            for _ in range(2)
        ]
        self.sources.append(sources.add_source(document, _TEXT, title=self.name(), version_of=self.sources[0]))
        sources.change_source(document, self.sources[1], version_of=self.sources[2])
        self.events = []
        for _ in range(random.randint(2, 4)):
            values = self.maybe(
                kind=random.choice(["", "event.own", *_KEYS["event"]]),
                description=self.text(),
                status=random.choice(fields.STATUSES),
                score=self.number(-10, 10),
                likelihood=random.choice((None, 0, 60)),
                colour="#010203",
                t=random.choice(_DATES),
                extra=self.extra(),
            )
            event = events.add_event(document, title=self.name(), **values)
            self.events.append(event)
            self.tag("event", event)
            for actor in random.sample(self.actors, random.randint(1, 2)):
                values = self.maybe(role=random.choice(_KEYS["role"]), note=self.text(), ordinal=random.randint(-2, 2))
                self.participation = events.connect_actor(document, event, actor, **values)
        anchors: list[Any] = [{}, {"anchor_source": self.sources[0]}, {"anchor_event": self.events[1]}]
        dating.date_in_words(document, "event", self.events[0], "a 2019 meeting", t="2019", **random.choice(anchors))
        self.links = []
        for _ in range(2):
            ends = random.sample(self.actors, 2)
            values = self.maybe(
                kind=random.choice(["", *_KEYS["link"]]),
                label=self.name(),
                status="planned",
                sign=random.choice((None, -1, 0, 1)),
                strength=self.number(0, 1),
                likelihood=5,
                t=random.choice(_DATES),
                extra=self.extra(),
            )
            link = links.link_actors(document, ends[0], ends[1], **values)
            self.links.append(link)
            self.tag("link", link)
        dating.date_in_words(document, "link", self.links[0], "since then", rule="since")
        kind = random.choice(_KEYS["relation"])
        self.relation = events.relate_events(
            document, self.events[0], self.events[1], kind=kind, **self.maybe(note="n")
        )

    def evidence(self) -> None:
        random, document = self.random, self.document
        source = self.sources[2]
        self.tag("source", source)
        targets: list[tuple[str, int]] = [
            ("actor", self.actors[0]),
            ("event", self.events[0]),
            ("participation", self.participation),
            ("link", self.links[0]),
            ("relation", self.relation),
        ]
        for target, target_id in targets:
            speakers = [
                citations.Speaker("John Bolton", "alleges"),
                citations.Speaker(mode="claims", actor_id=random.choice(self.actors)),
            ][: random.randrange(3)]
            span = random.choice((None, (0, 10), (15, 34)))
            values = self.maybe(
                field="t", value="2019", stance="contradicts", credibility=3, note=self.text(), origin="x"
            )
            citations.cite(document, source, target, target_id, span, speakers, **values)
        sources.set_aside(document, source, 3, 9, **self.maybe(reason="headline"))
        verdict = random.choice(fields.VERDICTS)
        sources.decide(
            document, source, 0, 10, what="actor", value=self.text(), verdict=verdict, correction=self.text()
        )

    def pictures(self) -> None:
        document = self.document
        view = views.add_view(document, name=self.name(), kind="graph", **self.maybe(ordinal=2, state=self.extra()))
        views.place(document, view, "actor", self.actors[0], x=1.5, y=-0.25)
        views.place(document, view, "event", self.events[0], x=0, y=1e6, pinned=False)
        views.place(document, view, "lane", "Belarus", x=0, y=0)
        values = self.maybe(shape="arrow", text=self.text(), w=3.25, h=-4, style={"bold": True})
        views.annotate(document, view, x=2, y=0, **values)
        merge = {"old": new_id(), "new": self.actors[0], "at": "2025-08-07", "same": False, "moved": {"citation": [1]}}
        add_records(document, "Merge", [Batch("merge", [merge], [new_id()])])


@pytest.fixture
def open_new(tmp_path: Path) -> Iterator[Callable[[], Document]]:
    """Return what opens a new project; all are closed in the end."""
    opened: list[Document] = []

    def make() -> Document:
        opened.append(Document.create(tmp_path / f"{len(opened)}.geoeditor"))
        return opened[-1]

    yield make
    for document in opened:
        document.close()


@pytest.fixture
def full(open_new: Callable[[], Document]) -> Document:
    """Return a project with records in every table."""
    document = open_new()
    Maker(document, Random(7), ["Zoë", "a", "“Talks”"]).make()
    return document


@pytest.fixture
def root(full: Document) -> Json:
    """Return the values of a full file."""
    return orjson.loads(export_json(full))


def packed(root: Json) -> bytes:
    return orjson.dumps(root)


def bounds(document: Document) -> list[tuple[object, ...]]:
    """Return all that is derived."""
    queries = [
        f"SELECT id, t, t_lo, t_hi, t_prec FROM {table}" for table in ("actor", "actor_name", "event", "link", "source")
    ]
    queries += [
        "SELECT id, name, key FROM actor_name",
        "SELECT id, text_sha256 FROM source",
        "SELECT id, sha256 FROM attachment",
    ]
    with document.read() as connection:
        return [row for query in queries for row in connection.execute(f"{query} ORDER BY id")]


_LETTERS = st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")


@given(seed=st.integers(0, 2**32), texts=st.lists(st.text(_LETTERS, max_size=12), min_size=1, max_size=4))
@example(seed=1, texts=["=1+1", "\u2028", "\x7f\x1b\t\r\n", "e\u0301\ufeff", "\U0001f54a"])
def test_the_second_round_gives_the_same_bytes_and_bounds(seed: int, texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Document.create(Path(folder) / "one.geoeditor") as one:
        Maker(one, Random(seed), texts).make()
        first = export_json(one)
        with Document.create(Path(folder) / "two.geoeditor") as two:
            counts = import_json(two, first, strict=True)
            assert export_json(two) == first
            assert bounds(two) == bounds(one)
            assert not counts.present
            assert not counts.renumbered
