"""Importing a project: what is refused and where, what goes into `extra`, and what becomes of what is there."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geoeditor.core import search
from geoeditor.core.commands import actors, events
from geoeditor.core.commands.bulk import ImportCounts
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import from_text, to_text
from geoeditor.exchange.project_json import export_json, import_json, read_json_file
from geoeditor.exchange.project_json.parsing import SIZE_LIMIT

Json = Any
TEXT = "Lukashenko met an envoy in Minsk."


def row(number: int) -> str:
    """Return an id that no test makes by itself."""
    return to_text(number + 2**40)


@pytest.fixture
def root() -> Json:
    """Return a small project as one might write it by hand."""
    return {
        "format": "geoeditor-project",
        "version": 1,
        "project": {"id": row(0), "title": "Belarus 2025"},
        "fields": [{"id": row(1), "scope": "event", "key": "dead", "label": "Dead", "type": "number"}],
        "tags": [{"id": row(2), "name": "diplomatic"}],
        "actors": [
            {
                "id": row(10),
                "kind": "actor.person",
                "name": "Alexander Lukashenko",
                "country": "BY",
                "tags": ["diplomatic"],
            },
            {"id": row(11), "name": "an envoy", "named": False, "names": [{"id": row(12), "name": "the envoy"}]},
        ],
        "events": [
            {
                "id": row(20),
                "kind": "event.consult.visit",
                "title": "Talks in Minsk",
                "t": "2025-08-07",
                "participants": [{"id": row(21), "actor": row(10), "role": "role.host"}],
            },
            {
                "id": row(22),
                "title": "The answer",
                "dating": {"id": row(23), "words": "a day later", "anchor_event": row(20)},
            },
        ],
        "links": [{"id": row(30), "kind": "link.opposes", "from": row(10), "to": row(11)}],
        "relations": [{"id": row(40), "kind": "relation.causes", "from": row(20), "to": row(22)}],
        "sources": [
            {"id": row(50), "title": "An article", "version_of": row(51)},
            {"id": row(51), "title": "An article", "text": TEXT, "set_aside": [{"id": row(52), "start": 0, "end": 4}]},
        ],
        "citations": [
            {
                "id": row(60),
                "source": row(51),
                "participation": row(21),
                "quote": TEXT[:10],
                "start": 0,
                "end": 10,
                "speakers": [{"id": row(61), "name": "Bolton"}],
            }
        ],
        "views": [
            {
                "id": row(70),
                "name": "Everybody",
                "kind": "graph",
                "placements": [{"id": row(71), "actor": row(10), "x": 1}],
            }
        ],
        "merges": [{"id": row(80), "old": row(81), "new": row(10)}],
    }


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "project.geoeditor") as made:
        yield made


def spoilt(*path: str | int, **values: object) -> Callable[[Json], None]:
    """Return what changes a record at a path."""

    def spoil(root: Json) -> None:
        for step in path:
            root = root[step]
        root.update(values)

    return spoil


REFUSED: dict[str, tuple[str, str, Callable[[Json], object]]] = {
    "impossible date": ("events[0].t", "no day 30", spoilt("events", 0, t="2025-02-30")),
    "end before start": ("events[0].t", "", spoilt("events", 0, t="2025/2024")),
    "blank title": ("events[1].title", "", spoilt("events", 1, title=" \t ")),
    "blank name": ("actors[1].names[0].name", "", spoilt("actors", 1, "names", 0, name="")),
    "wrong type": ("actors[0].named", "", spoilt("actors", 0, named="no")),
    "nothing for text": ("events[0].title", "", spoilt("events", 0, title=None)),
    "unknown kind": ("events[0].kind", "event.nothing", spoilt("events", 0, kind="event.nothing")),
    "unknown role": ("events[0].participants[0].role", "", spoilt("events", 0, "participants", 0, role="role.x")),
    "unknown word": ("events[0].status", "perhaps", spoilt("events", 0, status="perhaps")),
    "unknown key": ("relations[0].colour", "not known", spoilt("relations", 0, colour="#000000")),
    "unknown key in a nest": (
        "events[0].participants[0].event",
        "",
        spoilt("events", 0, "participants", 0, event=row(20)),
    ),
    "unknown key of the root": ("people", "not known", spoilt(people=[])),
    "no list": ("actors", "list", spoilt(actors={})),
    "no list of names": ("actors[0].names", "list", spoilt("actors", 0, names={})),
    "no record": ("actors[0]", "object", lambda root: root["actors"].__setitem__(0, [])),
    "no project": ("project", "missing", lambda root: root.pop("project")),
    "no title": ("events[0]", "title", lambda root: root["events"][0].pop("title")),
    "no id": ("events[0].participants[0]", "id", lambda root: root["events"][0]["participants"][0].pop("id")),
    "bad id": ("links[0].id", "13", spoilt("links", 0, id="4711")),
    "number as id": ("links[0].id", "13", spoilt("links", 0, id=4711)),
    "id twice in a list": ("events[1].id", "same id", spoilt("events", 1, id=row(20))),
    "id twice anywhere": ("citations[0].speakers[0].id", "", spoilt("citations", 0, "speakers", 0, id=row(10))),
    "dangling": ("links[0].to", "no actor", spoilt("links", 0, to=row(999))),
    "of another table": ("links[0].to", "no actor", spoilt("links", 0, to=row(20))),
    "dangling anchor": ("events[1].dating.anchor_source", "", spoilt("events", 1, "dating", anchor_source=row(9))),
    "dangling tag": ("actors[0].tags[0]", "legal", spoilt("actors", 0, tags=["legal"])),
    "tag twice": ("actors[0].tags[1]", "actors[0].tags[0]", spoilt("actors", 0, tags=["diplomatic"] * 2)),
    "both ends one": ("links[0]", "two different", spoilt("links", 0, to=row(10))),
    "two targets": ("citations[0]", "exactly one", spoilt("citations", 0, actor=row(10))),
    "no target": ("citations[0]", "exactly one", lambda root: root["citations"][0].pop("participation")),
    "start without end": ("citations[0]", "end", lambda root: root["citations"][0].pop("end")),
    "end without start": ("citations[0]", "start", lambda root: root["citations"][0].pop("start")),
    "end before start of passage": ("citations[0]", "before", spoilt("citations", 0, start=10, end=5)),
    "outside the text": ("citations[0]", "outside", spoilt("citations", 0, start=30, end=90)),
    "other words": ("citations[0]", "quote", spoilt("citations", 0, quote="Lukashenka")),
    "set aside outside": ("sources[1].set_aside[0]", "outside", spoilt("sources", 1, "set_aside", 0, end=90)),
    "two anchors": ("events[1].dating", "both", spoilt("events", 1, "dating", anchor_source=row(50))),
    "circle of dates": ("events[1].dating", "itself", spoilt("events", 1, "dating", anchor_event=row(22))),
    "circle of versions": ("sources[0]", "itself", spoilt("sources", 1, version_of=row(50))),
    "placement of two": ("views[0].placements[0]", "one", spoilt("views", 0, "placements", 0, lane="x")),
    "tag in another case": (
        "tags[1]",
        "tags[0]",
        lambda root: root["tags"].append({"id": row(3), "name": "Diplomatic"}),
    ),
    "no base64": (
        "attachments[0].data",
        "base64",
        spoilt(attachments=[{"id": row(4), "media_type": "a/b", "data": "*"}]),
    ),
    "no bytes": ("attachments[0]", "empty", spoilt(attachments=[{"id": row(4), "media_type": "a/b"}])),
    "newer": ("version", "newer", spoilt(version=2)),
    "no version": ("version", "number", spoilt(version="1")),
    "other format": ("“format”", "geoeditor-project", spoilt(format="gexf")),
    "kind of no scope": ("kinds[0]", "key", spoilt(kinds=[{"id": row(5), "key": "x", "scope": "event", "label": "X"}])),
    "surrogate": ("events[0].title", "0xd83d", spoilt("events", 0, title="\ud83d")),
    "surrogate in a key": ("events[0].extra.\ufffd", "0xd800", spoilt("events", 0, extra={"\ud800": 1})),
    "nul": ("events[0].extra.a", "0x0000", spoilt("events", 0, extra={"a": "\0"})),
    "not a number": ("events[0].score", "NaN", spoilt("events", 0, score=float("nan"))),
    "infinite": ("events[0].extra.a[0]", "Infinity", spoilt("events", 0, extra={"a": [float("-inf")]})),
    "large number": ("events[0].extra.a", "too large", spoilt("events", 0, extra={"a": 2**63})),
    "deep": ("events[0].extra", "deep", spoilt("events", 0, extra={"a": json.loads("[" * 70 + "]" * 70)})),
}


@pytest.mark.parametrize(("place", "reason", "spoil"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(
    place: str, reason: str, spoil: Callable[[Json], object], root: Json, document: Document
) -> None:
    before = export_json(document)
    spoil(root)
    with pytest.raises(UserError) as refusal:
        import_json(document, json.dumps(root).encode())
    sentence = str(refusal.value)
    assert place in sentence
    assert reason in sentence
    assert sentence.endswith("; nothing was changed.")
    assert sentence.count(". ") == 0
    assert export_json(document) == before
    assert document.history() == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "line 1"),
        (b'{\n"a": 1,\n}', "line 3"),
        (b"[]", "not an object"),
        (b'{"format": "a", "format": "b"}', "“format” is there twice"),
        (b'{"events": [{"extra": {"a": 1, "b": 2, "a": 3}}]}', "events[0].extra: the key “a” is there twice"),
        (b'{"events": [{"score": 1e999}]}', "events[0].score: 1e999"),
        (b'{"events": [{"extra": {"a": ' + b"9" * 5_000 + b"}}]}", "events[0].extra.a: the number 9999"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
        (b'{"format": "caf\xe9"}', "line 1 is not UTF-8"),
        ('{"format": "ä"}'.encode("utf-16"), "line 1 is not UTF-8"),
        (b'{"format": "\x00"}', "line 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_json_of_ours_is_refused(data: bytes, reason: str, document: Document) -> None:
    with pytest.raises(UserError) as refusal:
        import_json(document, data)
    assert reason in str(refusal.value)
    assert str(refusal.value).endswith("; nothing was changed.")
    assert len(str(refusal.value)) < 200


def test_a_file_that_is_too_large_is_refused(document: Document) -> None:
    with pytest.raises(UserError, match=r"larger than 200 MB; nothing was changed\.$"):
        import_json(document, bytes(SIZE_LIMIT + 1))


def test_a_byte_order_mark_and_pairs_of_surrogates_are_read(root: Json, document: Document) -> None:
    root["events"][0]["title"] = "Dove 🕊"
    import_json(document, b"\xef\xbb\xbf" + json.dumps(root).encode())
    assert b'"title": "Dove \xf0\x9f\x95\x8a"' in export_json(document)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"“none\.json” could not be read"):
        read_json_file(tmp_path / "none.json")
    (tmp_path / "some.json").write_bytes(b"{}")
    assert read_json_file(tmp_path / "some.json") == b"{}"


def test_an_import_is_one_step_that_undo_takes_back_whole(root: Json, document: Document) -> None:
    before = export_json(document)
    counts = import_json(document, json.dumps(root).encode())
    assert counts.added["actor"] == 2
    assert counts.added["tagging"] == 1
    assert [step.label for step in document.history()] == ["Import “Belarus 2025”"]
    after = export_json(document)
    document.undo()
    assert export_json(document) == before
    document.redo()
    assert export_json(document) == after


def test_an_empty_project_becomes_the_one_in_the_file(root: Json, document: Document) -> None:
    import_json(document, json.dumps(root).encode())
    written = json.loads(export_json(document))
    assert written["project"] == root["project"]
    for name in ("fields", "tags", "relations", "citations", "links", "sources", "actors", "events"):
        assert written[name] == root[name]


def test_what_is_imported_is_found_by_search(root: Json, document: Document) -> None:
    import_json(document, json.dumps(root).encode())
    with document.read() as connection:
        assert [(hit.table, hit.id) for hit in search.find(connection, "talks")] == [("event", from_text(row(20)))]
        assert {hit.table for hit in search.find(connection, "envoy minsk")} == {"source_text"}
        assert search.differences(connection) == []


def test_the_same_file_again_changes_nothing(root: Json, document: Document) -> None:
    data = json.dumps(root).encode()
    first = import_json(document, data)
    before = export_json(document)
    again = import_json(document, data)
    assert again.added == {}
    assert again.renumbered == 0
    assert sum(again.present.values()) == sum(first.added.values())
    assert export_json(document) == before
    assert len(document.history()) == 1


def test_a_project_with_records_keeps_its_row_and_gets_the_rest(root: Json, document: Document) -> None:
    actors.add_actor(document, name="Somebody")
    before = json.loads(export_json(document))
    import_json(document, json.dumps(root).encode())
    after = json.loads(export_json(document))
    assert after["project"] == before["project"]
    assert len(after["actors"]) == 3


def test_an_id_that_is_taken_by_something_else_is_changed_with_all_that_points_at_it(
    root: Json, document: Document
) -> None:
    data = json.dumps(root).encode()
    import_json(document, data)
    with document.read() as connection:
        talks = connection.execute("SELECT id FROM event WHERE title LIKE 'Talks%'").fetchone()[0]
    events.change_event(document, talks, title="Talks elsewhere")
    counts = import_json(document, data)
    assert counts.added == {"event": 1, "participation": 1, "relation": 1, "citation": 1, "attribution": 1}
    assert counts.renumbered == 5
    after = json.loads(export_json(document))
    fresh = next(event for event in after["events"] if event["title"] == "Talks in Minsk")
    assert fresh["id"] != row(20)
    assert fresh["participants"][0]["id"] != row(21)
    cited = [citation["participation"] for citation in after["citations"]]
    assert cited == [row(21), fresh["participants"][0]["id"]]
    assert {relation["from"] for relation in after["relations"]} == {row(20), fresh["id"]}
    assert len(after["actors"]) == 2


def test_unknown_keys_are_kept_in_extra_unless_the_import_is_strict(root: Json, document: Document) -> None:
    root["events"][0] |= {"deaths": 3, "extra": {"known": 1}, "place": "Minsk"}
    data = json.dumps(root | {"kinds": [], "attachments": []}).encode()
    with pytest.raises(UserError, match=r"events\[0\]\.deaths: this key is not known"):
        import_json(document, data, strict=True)
    import_json(document, data)
    written = json.loads(export_json(document))
    assert written["events"][0]["extra"] == {"known": 1, "deaths": 3, "place": "Minsk"}


def test_a_key_that_extra_has_already_is_not_overwritten(root: Json, document: Document) -> None:
    root["events"][0] |= {"deaths": 3, "extra": {"deaths": 4}}
    with pytest.raises(UserError, match=r"events\[0\]\.deaths"):
        import_json(document, json.dumps(root).encode())


def test_a_strict_import_wants_every_list(root: Json, document: Document) -> None:
    with pytest.raises(UserError, match="kinds: it is missing"):
        import_json(document, json.dumps(root).encode(), strict=True)


def test_an_attachment_whose_hash_is_wrong_is_refused(root: Json, document: Document) -> None:
    data = base64.b64encode(b"picture").decode()
    root["attachments"] = [{"id": row(4), "media_type": "image/png", "data": data, "sha256": "0" * 64}]
    with pytest.raises(UserError, match="SHA-256"):
        import_json(document, json.dumps(root).encode())
    root["attachments"][0].pop("sha256")
    import_json(document, json.dumps(root).encode())
    assert json.loads(export_json(document))["attachments"][0]["data"] == data


def test_a_passage_whose_words_have_moved_keeps_them(root: Json, document: Document) -> None:
    root["citations"][0] |= {"quote": "Lukashenka", "anchor": "near"}
    import_json(document, json.dumps(root).encode())
    assert json.loads(export_json(document))["citations"] == root["citations"]


def test_ids_may_be_written_in_small_letters(root: Json, document: Document) -> None:
    root["links"][0]["to"] = row(11).lower()
    import_json(document, json.dumps(root).encode())
    assert json.loads(export_json(document))["links"][0]["to"] == row(11)


def test_counts_are_described_for_the_user(root: Json, document: Document) -> None:
    data = json.dumps(root).encode()
    new = "2 new actors, 2 new events, 1 new link, 2 new sources, 13 other new records"
    assert import_json(document, data).described() == new
    assert import_json(document, data).described() == "20 records were there already"
    assert ImportCounts({}, {}).described() == "nothing new"
