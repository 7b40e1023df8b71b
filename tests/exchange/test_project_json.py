"""Project JSON is lossless, the same bytes for the same facts, and refused with a reason where it is wrong."""

import json
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geoeditor.core.commands import actors, citations, dating, events, fields, links, project, sources, tags, views
from geoeditor.core.commands import vocabulary as kinds
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.entities import Entity
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import from_text, new_id, to_text
from geoeditor.core.inspection import inspect_project
from geoeditor.core.vocabulary import words
from geoeditor.exchange.project_json import export_json, import_json
from geoeditor.exchange.project_json.layout import ROOT, Layout, layouts
from geoeditor.resources import resource_path

Json = Any
"""Values of a file, as a test looks into them."""
Values = Any
"""Keyword arguments of a command."""
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

    def maybe(self, **values: object) -> Values:
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
            self.relationships()
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

    def relationships(self) -> None:
        random, document = self.random, self.document
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


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """Return a project with records in every table, which no test changes."""
    with Document.create(tmp_path_factory.mktemp("full") / "full.geoeditor") as document:
        Maker(document, Random(7), ["Zoë", "a", "“Talks”"]).make()
        yield document


@pytest.fixture(scope="module")
def data(full: Document) -> bytes:
    """Return a file with records of every table."""
    return export_json(full)


@pytest.fixture
def root(data: bytes) -> Json:
    """Return the values of a full file."""
    return orjson.loads(data)


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


_LETTERS = st.characters(codec="utf-8", exclude_characters="\0")


@settings(max_examples=20)
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
            assert inspect_project(two.path) == []


def test_a_copy_that_can_only_be_read_gives_the_same_bytes(full: Document) -> None:
    with Document.open_copy(full.path) as copied:
        assert export_json(copied) == export_json(full)


def test_a_file_is_laid_out_as_orjson_indents_by_two(full: Document) -> None:
    data = export_json(full)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    assert orjson.dumps(orjson.loads(data), option=options) == data
    assert "“Talks”".encode() in data
    assert b"\r" not in data


def test_an_empty_project_has_every_list_of_the_root(open_new: Callable[[], Document]) -> None:
    data = export_json(open_new())
    assert list(orjson.loads(data)) == ["$schema", "format", "version", "project", *ROOT]
    assert data.endswith(b'  "merges": []\n}\n')


def test_more_records_than_fit_into_one_piece_stay_one_list(open_new: Callable[[], Document]) -> None:
    one, two = open_new(), open_new()
    ids = [new_id() for _ in range(1_501)]
    add_records(one, "Fill", [Batch("event", [{"title": f"Event {row}"} for row in ids], ids)])
    data = export_json(one)
    assert [event["id"] for event in orjson.loads(data)["events"]] == [to_text(row) for row in ids]
    import_json(two, data)
    assert export_json(two) == data


def test_changing_one_date_changes_one_line(data: bytes, open_new: Callable[[], Document]) -> None:
    changing = open_new()
    import_json(changing, data)
    with changing.read() as connection:
        (event,) = connection.execute("SELECT id FROM event WHERE t = '2019'").fetchone()
    events.change_event(changing, event, t="2020")
    before = export_json(changing).splitlines()
    events.change_event(changing, event, t="2021")
    changed = [pair for pair in zip(before, export_json(changing).splitlines(), strict=True) if pair[0] != pair[1]]
    assert changed == [(b'      "t": "2020",', b'      "t": "2021",')]


def test_every_column_is_written_or_derived_or_part_of_the_nesting(root: Json) -> None:
    derived = {"t_lo", "t_hi", "t_prec", "actor_name.key", "source.text_sha256"}
    inside = {"tagging": "tags", "source_text": "text", "attachment_data": "data"}
    nests = [nest for layout in layouts().values() for nest in layout.nests]
    parents = {(nest.layout.table, f"{nest.field}_id") for nest in nests}
    found = {layout.table: layout for layout in [*layouts().values(), *(nest.layout for nest in nests)]}
    for name, table in Entity.metadata.tables.items():
        if name in inside:
            continue
        columns = [
            column.name
            for column in table.columns
            if column.name not in derived
            and f"{name}.{column.name}" not in derived
            and (name, column.name) not in parents
        ]
        assert columns == ["id", *(key.column for key in found[name].keys)], "in the order of the model"
    lists = [record for name in ROOT for record in root[name]]
    assert all(any(key in record for record in lists) for key in inside.values())


def _records(layout: Layout, values: list[Json]) -> Iterator[tuple[Layout, Json]]:
    for value in values:
        yield layout, value
        for nest in layout.nests:
            inner = value.get(nest.name, [])
            yield from _records(nest.layout, [inner] if nest.single and inner else inner)


def test_columns_with_values_all_come_into_the_file_and_defaults_do_not(full: Document, root: Json) -> None:
    tables = [("project", [root["project"]]), *((table, root[name]) for name, table in ROOT.items() if table != "kind")]
    for layout, record in (pair for table, values in tables for pair in _records(layouts()[table], values)):
        with full.read() as connection:
            cursor = connection.execute(f"SELECT * FROM {layout.table} WHERE id = ?", (from_text(record["id"]),))
            row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
            defaults = {info[1]: info[4] for info in connection.execute(f"PRAGMA table_info({layout.table})")}
            usual = {
                name: connection.execute(f"SELECT {text or 'NULL'}").fetchone()[0] for name, text in defaults.items()
            }
        for key in layout.keys:
            assert (key.name in record) == (row[key.column] != usual[key.column]), (layout.table, key.name)
            if key.sort == "plain" and key.name in record:
                assert record[key.name] == row[key.column]


def test_lists_are_in_their_order(root: Json) -> None:
    for name in set(ROOT) - {"tags"}:
        ids = [record["id"] for record in root[name]]
        assert ids == sorted(ids)
    assert [tag["name"] for tag in root["tags"]] == sorted(tag["name"] for tag in root["tags"])
    for event in root["events"]:
        order = [(member.get("ordinal", 0), member["id"]) for member in event.get("participants", [])]
        assert order == sorted(order)
        assert event.get("tags", []) == sorted(event.get("tags", []))


def test_only_kinds_that_a_new_project_does_not_have_are_written(root: Json) -> None:
    assert [kind["key"] for kind in root["kinds"]] == ["link.leads", "event.own", "event.own.child"]
    assert root["kinds"][2]["parent"] == "event.own"


@pytest.fixture(scope="module")
def validator() -> Json:
    """Return the validator of the schema that ships with the program."""
    schema = json.loads(resource_path("schema", "geoeditor-project-1.schema.json").read_text("utf-8"))
    found = import_module("jsonschema").Draft202012Validator
    found.check_schema(schema)
    return found(schema)


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_every_export_fits_the_schema(validator: Json, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Document.create(Path(folder) / "one.geoeditor") as one:
        Maker(one, Random(seed), ["Zoë", "a b", ""]).make()
        validator.validate(orjson.loads(export_json(one)))


def test_the_schema_knows_exactly_the_keys_and_words_that_the_program_knows(validator: Json) -> None:
    schema = validator.schema
    assert list(schema["properties"]) == ["$schema", "format", "version", "project", *ROOT]
    assert schema["required"] == ["format", "version", "project", *ROOT]
    every = [*layouts().values(), *(nest.layout for layout in layouts().values() for nest in layout.nests)]
    for layout in every:
        shape = schema["$defs"][layout.table]
        assert set(shape["properties"]) == layout.names
        assert list(shape["properties"])[: len(layout.keys) + 1] == ["id", *(key.name for key in layout.keys)]
        assert shape["additionalProperties"] is False
        needed = {name for name in fields.RECORDS[layout.table].required if name in layout.names} - {"sha256"}
        assert set(shape["required"]) == {"id", *needed, *({"data"} if layout.table == "attachment" else ())}
        for name, check in fields.RECORDS[layout.table].fields.items():
            if "enum" in (part := shape["properties"].get(name, {})):
                for word in [*part["enum"], "other"]:
                    _expect_word(check, name, word, accepted=word in part["enum"])


def _expect_word(check: Callable[..., object], name: str, word: str, *, accepted: bool) -> None:
    if accepted:
        check(None, name, word)
    else:
        with pytest.raises(UserError):
            check(None, name, word)


def _first(root: Json, name: str, key: str = "id") -> Json:
    return next(record for record in root[name] if key in record)


def _spoil_id(root: Json) -> None:
    _first(root, "actors")["id"] = "U" * 13


SPOILT: dict[str, Callable[[Json], object]] = {
    "two targets": lambda root: root["citations"][0].update(event=root["events"][0]["id"], link=root["links"][0]["id"]),
    "start without end": lambda root: _first(root, "citations", "start").pop("end"),
    "end without start": lambda root: _first(root, "citations", "start").pop("start"),
    "unknown status": lambda root: root["events"][0].update(status="perhaps"),
    "unknown key in a relation": lambda root: root["relations"][0].update(colour="#000000"),
    "unknown key in the root": lambda root: root.update(people=[]),
    "no title": lambda root: root["events"][0].pop("title"),
    "blank title": lambda root: root["events"][0].update(title=" "),
    "likelihood": lambda root: root["events"][0].update(likelihood=101),
    "half a likelihood": lambda root: root["events"][0].update(likelihood=0.5),
    "number for text": lambda root: root["events"][0].update(title=1),
    "list for object": lambda root: root["events"][0].update(extra=[]),
    "reliability": lambda root: root["sources"][0].update(reliability="G"),
    "credibility": lambda root: root["citations"][0].update(credibility=7),
    "mode": lambda root: _first(root, "citations", "speakers")["speakers"][0].update(mode="sings"),
    "kind of another scope": lambda root: root["events"][0].update(kind="link.leads"),
    "format": lambda root: root.update(format="project"),
    "version": lambda root: root.update(version=2),
    "no list": lambda root: root.update(actors={}),
    "no id": lambda root: root["views"][0].pop("id"),
    "bad id": _spoil_id,
    "placement of two": lambda root: root["views"][0]["placements"][0].update(lane="x"),
    "colour": lambda root: root["tags"][0].update(colour="red"),
    "no base64": lambda root: root["attachments"][0].update(data="*"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_the_schema_refuses_the_program_refuses(
    spoil: Callable[[Json], object], validator: Json, root: Json, open_new: Callable[[], Document]
) -> None:
    spoil(root)
    assert not validator.is_valid(root)
    other = open_new()
    before = export_json(other)
    with pytest.raises(UserError, match=r"; nothing was changed\.$"):
        import_json(other, orjson.dumps(root), strict=True)
    assert export_json(other) == before
    assert other.history() == []


def test_a_project_that_takes_in_another_stays_sound_and_undo_brings_it_back(
    full: Document, data: bytes, open_new: Callable[[], Document]
) -> None:
    other = open_new()
    Maker(other, Random(8), ["Zoë", "b"]).make()
    before = export_json(other)
    import_json(other, data)
    assert inspect_project(other.path) == []
    with full.read() as one, other.read() as both:
        for table in ("actor", "event", "link", "citation", "view", "merge"):
            count = f"SELECT count(*) FROM {table}"
            assert both.execute(count).fetchone()[0] > one.execute(count).fetchone()[0] > 0
    other.undo()
    assert export_json(other) == before
