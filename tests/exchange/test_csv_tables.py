"""Tables as CSV hold names beside ids, survive any text, and never make a spreadsheet calculate."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geoeditor.core.commands import actors, citations, dating, events, links, sources, tags, vocabulary
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import to_text
from geoeditor.exchange.csv_tables import csv_bundle, csv_table, csv_tables

NAMES = ("actors", "events", "links", "participations", "sources", "citations")
TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")


def read(data: bytes) -> list[dict[str, str]]:
    """Return the rows as a spreadsheet sees them."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def fill(made: Document) -> None:
    """Make one or two records of each table."""
    vocabulary.add_field(made, scope="event", key="dead", label="Dead", type="number")
    vocabulary.add_field(made, scope="event", key="title", label="title")
    diplomatic, urgent = tags.add_tag(made, name="diplomatic"), tags.add_tag(made, name="Urgent")
    lukashenko = actors.add_actor(
        made, name="Łukašenka", kind="actor.person", country="BY", lat=-53.9, t="1954-08-30/.."
    )
    actors.add_name(made, lukashenko, name="Lukashenko")
    actors.add_name(made, lukashenko, name="=Batka")
    envoy = actors.add_actor(made, name="an envoy", named=False)
    talks = events.add_event(
        made, title="Talks", kind="event.consult.visit", score=-2.5, extra={"dead": -3, "title": ["x"], "other": 1}
    )
    events.add_event(made, title="Nothing known")
    tags.tag(made, urgent, "event", talks)
    tags.tag(made, diplomatic, "event", talks)
    dating.date_in_words(made, "event", talks, "in early August", t="2025-08-01/2025-08-05")
    events.connect_actor(made, talks, lukashenko, role="role.host", note='line\r\nbreak, “quoted” "x"')
    part = events.connect_actor(made, talks, envoy)
    link = links.link_actors(made, lukashenko, envoy, kind="link.opposes", t="-0044~", sign=-1)
    source = sources.add_source(made, "Łukašenka met an envoy.", title="An article", reliability="C", t="2025-08-07")
    citations.cite(made, source, "participation", part, (0, 9), [citations.Speaker("Bolton", "alleges")])
    citations.cite(made, source, "link", link, credibility=3)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """Return a project with records in each table, which no test changes."""
    with Document.create(tmp_path_factory.mktemp("tables") / "project.geoeditor") as made:
        with made.edit("Fill"):
            fill(made)
        yield made


def test_there_is_a_file_for_each_table(document: Document) -> None:
    assert list(csv_tables(document)) == [f"{name}.csv" for name in NAMES]


def test_actors_have_their_names_kinds_and_days(document: Document) -> None:
    first, second = read(csv_table(document, "actors"))
    assert len(first["id"]) == 13
    assert first["name"] == "Łukašenka"
    assert first["kind"] == "person"
    assert first["other names"] == "Lukashenko; =Batka"
    assert (first["date"], first["earliest"], first["latest"]) == ("1954-08-30/..", "1954-08-30", "")
    assert first["latitude"] == "-53.9"
    assert (second["named"], second["kind"], second["date"], second["earliest"]) == ("no", "", "", "")


def test_events_have_participants_tags_and_fields_of_the_user(document: Document) -> None:
    first, second = read(csv_table(document, "events"))
    assert first["participants"] == "Łukašenka (host); an envoy (participant)"
    assert first["tags"] == "Urgent; diplomatic"
    assert (first["score"], first["Dead"], first["title (title)"]) == ("-2.5", "-3", '["x"]')
    assert (first["earliest"], first["latest"], first["date words"]) == ("2025-08-01", "2025-08-05", "in early August")
    assert (second["title"], second["score"], second["participants"], second["Dead"]) == ("Nothing known", "", "", "")


def test_links_have_names_beside_ids(document: Document) -> None:
    (link,) = read(csv_table(document, "links"))
    assert (link["from"], link["kind"], link["to"]) == ("Łukašenka", "opposes", "an envoy")
    assert (link["date"], link["earliest"], link["latest"], link["sign"]) == (
        "-0044~",
        "-0044-01-01",
        "-0044-12-31",
        "-1",
    )
    with document.read() as connection:
        assert [link["from id"], link["to id"]] == [
            to_text(row) for (row,) in connection.execute("SELECT id FROM actor")
        ]


def test_participations_keep_line_breaks_and_quotes(document: Document) -> None:
    first, second = read(csv_table(document, "participations"))
    assert first["note"] == 'line\r\nbreak, “quoted” "x"'
    assert (first["event"], first["actor"], first["role"]) == ("Talks", "Łukašenka", "host")
    assert second["order"] == "1"


def test_sources_and_citations_say_what_is_written_where(document: Document) -> None:
    (source,) = read(csv_table(document, "sources"))
    assert (source["characters"], source["reliability"], source["earliest"]) == ("23", "C", "2025-08-07")
    first, second = read(csv_table(document, "citations"))
    assert (first["source"], first["quote"], first["speakers"]) == ("An article", "Łukašenka", "Bolton (alleges)")
    assert (first["fact sort"], first["fact"]) == ("participation", "an envoy (participant): Talks")
    assert (second["fact"], second["start"], second["credibility"]) == ("Łukašenka – opposes → an envoy", "", "3")


def test_lines_end_as_rfc_4180_wants(document: Document) -> None:
    for data in csv_tables(document).values():
        assert data.endswith(b"\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_archive_holds_all_tables_and_is_always_the_same(document: Document) -> None:
    data = csv_bundle(document)
    assert csv_bundle(document) == data
    with ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == csv_tables(document)


def test_a_copy_that_can_only_be_read_will_do(document: Document) -> None:
    with Document.open_copy(document.path) as copied:
        assert csv_tables(copied) == csv_tables(document)


def test_an_unknown_table_is_refused_with_those_there_are(document: Document) -> None:
    with pytest.raises(UserError, match=r"There is no table “people”.*actors, events, links"):
        csv_table(document, "people")


@settings(max_examples=20)
@given(
    text=st.text(st.sampled_from("='+-@\t\r\n＝＋－＠a1;\","))
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"))
)
@example(text="=cmd|' /C calc'!A0")
@example(text="'=1")
@example(text="''@x")
@example(text="－1")
def test_no_text_is_calculated_and_every_text_comes_back(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Document.create(Path(folder) / "one.geoeditor") as document:
        with document.edit("Fill"):
            vocabulary.add_field(document, scope="actor", key="own", label=f"={len(text)}")
            actors.add_actor(document, name=f"x{text}", description=text, extra={"own": text})
        data = csv_table(document, "actors")
    (row,) = read(data)
    cells = [cell for pair in row.items() for cell in pair]
    assert not [cell for cell in cells if cell.startswith(TRIGGERS)]
    assert row["description"] == row[f"'={len(text)}"]
    guarded = row["description"]
    back = guarded[1:] if guarded.startswith("'") and guarded.lstrip("'").startswith(TRIGGERS) else guarded
    assert back == text
