"""What a check reports: each thing that can be wrong, in one line, and nothing of a sound project."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from geoeditor.core import schema, search
from geoeditor.core.commands.actors import add_actor, add_name, change_actor
from geoeditor.core.commands.citations import Speaker, cite
from geoeditor.core.commands.dating import date_in_words
from geoeditor.core.commands.events import add_event, connect_actor, relate_events
from geoeditor.core.commands.links import link_actors
from geoeditor.core.commands.project import attach
from geoeditor.core.commands.sources import add_source, decide, set_aside
from geoeditor.core.commands.tags import add_tag, tag
from geoeditor.core.commands.views import add_view, annotate, place
from geoeditor.core.commands.vocabulary import add_field, add_kind
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.inspection import MOST_LINES, inspect_project
from geoeditor.core.inspection.records import SEARCHED
from geoeditor.core.project_file import SUFFIX

TEXT = "Łukašenka met Putin on Valaam. They spoke of missiles 🚀 and of the end of the year."


def _fill(document: Document) -> None:
    """Put something into every table, and leave steps that are undone."""
    portrait = attach(document, b"\x89PNG", "image/png", name="portrait")
    someone = add_actor(document, name="Aljaksandr Łukašenka", kind="actor.person", portrait=portrait, extra={"a": 1})
    other = add_actor(document, name="Uładzimir Pucin", kind="actor.person", t="1952-10-07/..")
    add_name(document, someone, name="Łukašenka", language="be", t="1994/..")
    before = add_event(document, title="A visit to Valaam", kind="event.consult.visit", t="2025-08-01", score=4.0)
    after = add_event(document, title="Missiles", status="planned", likelihood=60)
    connect_actor(document, before, someone, role="role.actor")
    connect_actor(document, before, other)
    relate_events(document, before, after, kind="relation.announces")
    link = link_actors(document, someone, other, kind="link.allied_with", label="allies", t="1999-12-08/..")
    source = add_source(document, TEXT, title="The meeting", t="2025-08-07", reliability="C")
    add_source(document, "Another text.", title="The meeting, corrected", version_of=source)
    date_in_words(document, "event", after, "the end of the year", t="2025-12", rule="year", anchor_source=source)
    speakers = (Speaker(actor_id=someone), Speaker("a spokesman", "denies"))
    cite(document, source, "event", before, (0, 29), speakers, credibility=2)
    cite(document, source, "link", link, (54, 59))
    cite(document, source, "actor", someone)
    set_aside(document, source, 31, 41, "nothing in it")
    decide(document, source, 0, 9, what="actor", value="Łukašenka", verdict="accepted")
    topic = add_tag(document, name="Talks", colour="#2a7f7a")
    tag(document, topic, "event", before)
    add_kind(document, key="event.pilgrimage", scope="event", label="Pilgrimage")
    add_field(document, scope="event", key="place", label="Place")
    view = add_view(document, name="Who", kind="graph", state={"zoom": 1.5})
    place(document, view, "actor", someone, x=1.0, y=2.0)
    annotate(document, view, text="An island")
    change_actor(document, someone, description="President of Belarus")
    change_actor(document, someone, country="BY")
    document.undo()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound project with something in every table; tests work on copies."""
    made = tmp_path_factory.mktemp("model") / f"model{SUFFIX}"
    with Document.create(made, "Belarus") as document:
        _fill(document)
    return made


@pytest.fixture
def project(model: Path, tmp_path: Path) -> Path:
    """Return a copy of the sound project."""
    folder = tmp_path / "projects"
    folder.mkdir()
    return Path(shutil.copy(model, folder / "project.geoeditor"))


def _plant(path: Path, statements: str, *, indexed: bool = True) -> None:
    """Change a project behind its back, and bring the search index up to date unless that is the point."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.executescript(statements)
        if indexed:
            connection.execute("BEGIN")
            search.rebuild(connection)
            connection.execute("COMMIT")


def _state(path: Path) -> object:
    """Return all that must stay as it is: bytes, times, and what lies beside the file."""
    return (
        hashlib.sha256(path.read_bytes()).hexdigest(),
        path.stat().st_mtime_ns,
        sorted(each.name for each in path.parent.iterdir()),
    )


def test_a_sound_project_has_no_problems_and_something_in_every_table(project: Path) -> None:
    before = _state(project)
    assert inspect_project(project) == []
    assert _state(project) == before
    with closing(sqlite3.connect(project)) as connection:
        empty = [name for name in schema.tables() if not connection.execute(f"SELECT 1 FROM {name}").fetchone()]
    assert empty == ["merge"]


PLANTED = {
    "status": ("UPDATE event SET status = 'rumoured' WHERE title = 'Missiles'", "“rumoured” can't be the"),
    "status of a link": ("UPDATE link SET status = ''", "is blank"),
    "stance": ("UPDATE citation SET stance = 'hints' WHERE start = 0", "“hints” can't be the"),
    "anchor": ("UPDATE citation SET anchor = 'drifting' WHERE start IS NULL", "“drifting” can't be the"),
    "mode": ("UPDATE attribution SET mode = 'sings' WHERE ordinal = 0", "“sings” can't be the"),
    "kind of name": ("UPDATE actor_name SET kind = 'nickname'", "“nickname” can't be the"),
    "reliability": ("UPDATE source SET reliability = 'Z' WHERE title = 'The meeting'", "“Z” can't be the"),
    "verdict": ("UPDATE decision SET verdict = 'perhaps'", "“perhaps” can't be the"),
    "proposal": ("UPDATE decision SET what = 'thing'", "“thing” can't be the"),
    "scope of a field": ("UPDATE field SET scope = 'place'", "“place” can't be the"),
    "type of a field": ("UPDATE field SET type = 'blob'", "“blob” can't be the"),
    "kind of view": ("UPDATE view SET kind = 'map'", "“map” can't be the"),
    "shape": ("UPDATE annotation SET shape = 'star'", "“star” can't be the"),
    "order of dates": ("UPDATE project SET date_order = 'year-day'", "“year-day” can't be the"),
    "colour": ("UPDATE tag SET colour = 'red; x'", "“red; x” can't be the"),
    "likelihood": ("UPDATE event SET likelihood = 101 WHERE title = 'Missiles'", "“101” can't be the"),
    "score": ("UPDATE event SET score = 9e999 WHERE title = 'Missiles'", "“inf” can't be the"),
    "truth value": ("UPDATE actor SET named = 7 WHERE country = '' AND t <> ''", "“7” can't be the"),
    "NUL": ("UPDATE link SET label = 'a' || char(0) || 'b'", "“a�b” can't be the"),
    "JSON": ("UPDATE event SET extra = '{not' WHERE title = 'Missiles'", "can't be read as JSON"),
    "JSON that is no object": ("UPDATE view SET state = '[1]'", "can't be read as JSON"),
    "JSON of the project": ("UPDATE project SET vague_days = ''", "can't be read as JSON"),
    "UTF-8": (
        "UPDATE event SET description = CAST(x'C328' AS TEXT) WHERE title = 'Missiles'",
        "is not text",
    ),
    "UTF-8 in a title": ("UPDATE event SET title = CAST(x'41FF' AS TEXT) WHERE status = 'planned'", "Event “A�”"),
    "date": (
        "UPDATE event SET t = '2025-13', t_lo = 1, t_hi = 2 WHERE title = 'Missiles'",
        "the date “2025-13” can't be read",
    ),
    "bounds": (
        "UPDATE event SET t_lo = t_lo - 1 WHERE title = 'A visit to Valaam'",
        "bounds kept for the date “2025-08-01”",
    ),
    "precision": ("UPDATE actor_name SET t_prec = 'day'", "bounds kept for the date “1994/..”"),
    "bounds without a date": (
        "UPDATE actor SET t_lo = 1, t_hi = 2 WHERE t = ''",
        "bounds kept for the date “”",
    ),
    "blank title": ("UPDATE event SET title = char(8195, 160) WHERE status = 'planned'", "is blank"),
    "blank name": ("UPDATE tag SET name = char(8239)", "is blank"),
    "link to itself": ("UPDATE link SET to_id = from_id", "both of its ends are the same"),
    "relation to itself": ("UPDATE relation SET to_id = from_id", "both of its ends are the same"),
    "quote": ("UPDATE citation SET quote = 'something else' WHERE start = 54", "not those at its place"),
    "passage outside": ('UPDATE citation SET start = 500, "end" = 529 WHERE start = 0', "lies outside the text"),
    "half a passage": ('UPDATE citation SET "end" = NULL WHERE start = 0', "lies outside the text"),
    "stretch outside": ('UPDATE set_aside SET "end" = 5000', "lies outside the text"),
    "decision outside": ("UPDATE decision SET start = -1", "Decision"),
    "key of a name": ("UPDATE actor_name SET key = 'lukasenka!'", "the key by which this name is found"),
    "hash of a text": (
        "UPDATE source SET text_sha256 = 'ab' WHERE title = 'The meeting'",
        "its text is not the one it was added with",
    ),
    "missing text": (
        "DELETE FROM source_text WHERE source_id = (SELECT id FROM source WHERE version_of IS NOT NULL)",
        "its text is missing",
    ),
    "bytes of a file": ("UPDATE attachment_data SET data = x'00'", "its bytes are not the ones"),
    "missing bytes": ("DELETE FROM attachment_data", "its bytes are missing"),
    "kind of another scope": (
        "UPDATE event SET kind_id = 100 WHERE title = 'Missiles'",
        "its kind “person” is not one for it",
    ),
    "role of another scope": ("UPDATE participation SET role_id = 100 WHERE ordinal = 0", "Participation"),
    "parent of another scope": ("UPDATE kind SET parent_id = 100 WHERE key = 'event.pilgrimage'", "the kind above it"),
    "built-in key": ("UPDATE kind SET key = 'actor.human' WHERE id = 100", "built-in kind was changed to"),
    "key of another scope": (
        "UPDATE kind SET key = 'role.pilgrimage' WHERE key = 'event.pilgrimage'",
        "does not begin",
    ),
    "circle of kinds": (
        "UPDATE kind SET parent_id = 207 WHERE key = 'event.agree'; UPDATE kind SET parent_id = 200 WHERE id = 207",
        "it is above itself",
    ),
    "circle of versions": (
        "UPDATE source SET version_of = (SELECT id FROM source WHERE version_of IS NOT NULL) WHERE version_of IS NULL",
        "it is a version of itself",
    ),
    "reference": (
        "UPDATE participation SET actor_id = 12345 WHERE ordinal = 1",
        "the actor that it refers to is not there",
    ),
    "bears on nothing": ("UPDATE tagging SET event_id = NULL", "exactly one thing"),
    "two anchors": ("UPDATE dating SET anchor_event_id = event_id", "from a source and from an event at once"),
    "no project": ("DELETE FROM project", "there are 0"),
    "id": ("UPDATE annotation SET id = -5", "Annotation -5: a negative number can't be an id"),
    "stranger": ("CREATE TABLE diary(day)", "“diary” is not as GeoEditor makes it"),
    "trigger": (
        "CREATE TRIGGER bomb AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "“bomb” is not as GeoEditor makes it",
    ),
    "missing index": ("DROP INDEX ix_event_t_hi", "“ix_event_t_hi” is not as GeoEditor makes it"),
    "missing change": (
        "DELETE FROM journal_log WHERE seq = (SELECT first FROM journal_step WHERE label = 'Add tag')",
        "“Add tag” of the history is broken: some of its changes are missing",
    ),
    "missing old row": ("DELETE FROM journal_actor WHERE country = 'BY'", "rows kept for it are missing"),
    "old row of another": ("UPDATE journal_actor SET id = 1 WHERE country = 'BY'", "rows kept for it are missing"),
    "unknown change": (
        "UPDATE journal_log SET mark = '+diary' WHERE seq = (SELECT first FROM journal_step WHERE label = 'Tag')",
        "“Tag” of the history is broken: rows kept for it",
    ),
    "change of no step": ("INSERT INTO journal_log(mark, id) VALUES('+event', 1)", "1 changes of no step"),
    "old row of no step": ("INSERT INTO journal_tag VALUES(99999, 1, 'x', '')", "1 old rows of tag"),
    "undone before done": ("UPDATE journal_step SET undone = 1 WHERE n = 1", "it is undone, and a later one is not"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_each_kind_of_problem_is_reported_in_one_line_and_nothing_else(project: Path, name: str) -> None:
    statements, expected = PLANTED[name]
    _plant(project, statements, indexed=not name.startswith("UTF-8"))
    before = _state(project)
    problems = inspect_project(project)
    assert len(problems) == 1, problems
    assert expected in problems[0].text
    assert problems[0].text.splitlines() == [problems[0].text]
    assert _state(project) == before


@pytest.mark.parametrize(
    "statements",
    [
        "UPDATE event SET title = 'Renamed' WHERE title = 'Missiles'",
        "DELETE FROM search WHERE text LIKE 'missiles%'",
        "INSERT INTO search(rowid, text, origin) VALUES(77, 'nothing', 'event')",
        "DELETE FROM search_data WHERE id = (SELECT max(id) FROM search_data)",
    ],
)
def test_a_search_index_that_is_not_up_to_date_is_reported(project: Path, statements: str) -> None:
    _plant(project, statements, indexed=False)
    problems = inspect_project(project)
    assert [problem.text.startswith("The search index") for problem in problems] == [True], problems


def test_ids_that_two_records_share_are_reported(project: Path) -> None:
    _plant(
        project,
        "INSERT INTO source(id, title) SELECT id, 'A twin' FROM event WHERE title = 'Missiles'",
        indexed=False,
    )
    (problem,) = inspect_project(project)
    assert "another record has the same id" in problem.text
    assert problem.table == "source"


def test_the_tables_that_share_ids_are_those_of_the_search_index() -> None:
    assert set(SEARCHED) == set(search._TEXTS)


def test_steps_that_share_changes_are_reported(project: Path) -> None:
    _plant(project, "UPDATE journal_step SET first = first - 1 WHERE label = 'Add tag'")
    texts = [problem.text for problem in inspect_project(project)]
    assert any("shares changes with another step" in text for text in texts)


def test_a_problem_names_its_row(project: Path) -> None:
    _plant(project, "UPDATE event SET status = 'rumoured' WHERE title = 'Missiles'")
    (problem,) = inspect_project(project)
    with closing(sqlite3.connect(project)) as connection:
        row = connection.execute("SELECT id FROM event WHERE title = 'Missiles'").fetchone()[0]
    assert (problem.table, problem.row_id) == ("event", row)
    assert problem.text.startswith("Event “Missiles” (")


def test_a_changed_table_of_ours_is_reported_and_not_read(project: Path) -> None:
    _plant(
        project,
        "ALTER TABLE tagging RENAME TO hidden; CREATE VIEW tagging AS SELECT * FROM hidden, kind a, kind b, kind c",
        indexed=False,
    )
    texts = [problem.text for problem in inspect_project(project)]
    assert any("“tagging” is not as" in text for text in texts)
    assert texts[-1].startswith("Tables of the project itself were changed")


def test_many_problems_are_capped_and_counted(project: Path) -> None:
    values = ", ".join(f"({number}, 'E', 'x')" for number in range(10**15, 10**15 + 300))
    _plant(project, f"INSERT INTO event(id, title, status) VALUES {values}")
    problems = inspect_project(project)
    assert len(problems) == MOST_LINES + 1
    assert problems[-1].text == "… and 100 more problems."


def test_a_control_character_in_a_name_makes_no_second_line(project: Path) -> None:
    _plant(project, "UPDATE event SET title = 'a' || char(10, 8238) || 'b', status = 'x' WHERE title = 'Missiles'")
    (problem,) = inspect_project(project)
    assert problem.text.startswith("Event “a �b”")


def _page_of(path: Path, name: str) -> tuple[int, int]:
    """Return the first page of a table and the size of a page."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        return page, connection.execute("PRAGMA page_size").fetchone()[0]


def test_a_destroyed_page_is_reported(project: Path) -> None:
    page, size = _page_of(project, "event")
    data = bytearray(project.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    project.write_bytes(data)
    before = _state(project)
    texts = [problem.text for problem in inspect_project(project)]
    assert any("damaged inside" in text for text in texts)
    assert "--recover" in texts[-1]
    assert _state(project) == before


def test_a_file_that_was_cut_off_is_reported(project: Path) -> None:
    _, size = _page_of(project, "event")
    project.write_bytes(project.read_bytes()[: -3 * size - 100])
    before = _state(project)
    texts = [problem.text for problem in inspect_project(project)]
    assert texts[0] == "The file was cut off: 4 pages are missing."
    assert _state(project) == before


def test_a_file_without_a_schema_is_refused(project: Path) -> None:
    data = bytearray(project.read_bytes())
    data[100:4096] = bytes(4096 - 100)
    project.write_bytes(data)
    before = _state(project)
    with pytest.raises(UserError, match="damaged"):
        inspect_project(project)
    assert _state(project) == before


def _strangers(folder: Path) -> Iterator[Path]:
    (folder / "empty.geoeditor").write_bytes(b"")
    (folder / "text.geoeditor").write_bytes(b"no database " * 100)
    (folder / "folder.geoeditor").mkdir()
    with closing(sqlite3.connect(folder / "other.geoeditor")) as connection:
        connection.execute("CREATE TABLE t(a)")
    yield from sorted(folder.iterdir())
    yield folder / "missing.geoeditor"


def test_what_is_no_project_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for path in _strangers(tmp_path):
        with pytest.raises(UserError) as refused:
            inspect_project(path)
        assert path.name in str(refused.value)
        assert "geoeditor-" not in str(refused.value)


def test_a_newer_project_is_refused(project: Path) -> None:
    _plant(project, f"PRAGMA user_version={schema.VERSION + 1}")
    with pytest.raises(UserError, match="newer"):
        inspect_project(project)


def test_a_project_is_checked_while_it_is_open(project: Path) -> None:
    with Document.open(project) as document:
        assert inspect_project(project) == []
        with document.edit("Half done") as edit:
            edit.execute("UPDATE event SET likelihood = 1")
            assert inspect_project(project) == []
        assert inspect_project(project) == []


def test_what_a_crash_left_is_rolled_back_in_the_copy_only(project: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(project, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("PRAGMA cache_spill=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE event SET status = 'rumoured'")
        connection.executemany("INSERT INTO tag(id, name) VALUES(?, ?)", ((n, f"{n:0500}") for n in range(1, 500)))
        journal = project.with_name(f"{project.name}-journal")
        for each in (project, journal):
            shutil.copy(each, crashed / each.name)
        connection.execute("ROLLBACK")
    left = crashed / project.name
    assert left.stat().st_size > project.stat().st_size  # pages of the unfinished change are in the file
    before = _state(left)
    assert inspect_project(left) == []
    assert _state(left) == before
