"""The door: what an edit promises where all goes well and where it does not, and who is told."""

import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.proofs.soundness import digest, problems, state

from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.entities import Actor, Event, Link
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.identifiers import new_id
from geoeditor.core.journal import ChangeSet


def add_event(edit: Edit, number: int, title: str = "An event") -> sqlite3.Cursor:
    return edit.execute("INSERT INTO event(id, title) VALUES(?, ?)", (number, title))


def net(changes: ChangeSet) -> tuple[object, object, object]:
    """Return what was added, updated and removed."""
    return changes.added, changes.updated, changes.removed


def titles(document: Document) -> list[str]:
    with document.read() as connection:
        return [title for (title,) in connection.execute("SELECT title FROM event ORDER BY id")]


@contextmanager
def nothing_changes(document: Document) -> Iterator[None]:
    """Make sure that the block leaves rows, steps, search and the barred door as they were, and gives no notice."""
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    before = state(document)
    yield
    document.changed.disconnect(heard.append)
    assert not heard
    assert state(document) == before
    assert problems(document) == []
    with document.read() as connection:
        assert connection.execute("PRAGMA query_only").fetchone() == (1,)
    assert not document._connection.in_transaction


def test_outside_an_edit_a_stray_write_raises(document: Document) -> None:
    with nothing_changes(document):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            document._connection.execute("DELETE FROM kind")
        with pytest.raises((BugError, UserError)), document.read() as connection:
            connection.execute("INSERT INTO event(id, title) VALUES(1, 'x')")


def test_an_edit_is_one_step_and_one_notice_after_it_is_durable(document: Document, path: Path) -> None:
    heard = []

    def listener(changes: ChangeSet) -> None:
        with sqlite3.connect(path) as other:
            heard.append((changes, other.execute("SELECT title FROM event ORDER BY id").fetchall()))
        other.close()

    document.changed.connect(listener)
    with document.edit("Add two", origin="table") as edit:
        add_event(edit, 11, "One")
        add_event(edit, 12, "Two")
        assert not heard
    [(changes, seen)] = heard
    assert seen == [("One",), ("Two",)]
    [step] = document.history()
    assert (changes.label, changes.way, changes.origin, changes.step_id) == ("Add two", "do", "table", step.id)
    assert net(changes) == ({"event": {11, 12}}, {}, {})
    assert (step.label, step.origin, step.undone) == ("Add two", "table", False)


def test_the_notice_is_the_net_change(document: Document) -> None:
    with document.edit("Begin") as edit:
        for number in (1, 2, 3):
            add_event(edit, number)
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    with document.edit("Much") as edit:
        add_event(edit, 4)
        edit.execute("UPDATE event SET title = 'new' WHERE id IN (1, 4)")  # 4 counts as added only
        edit.execute("UPDATE event SET title = 'never seen' WHERE id = 2")
        edit.remove("event", 2)  # counts as removed only
        add_event(edit, 5)
        edit.remove("event", 5)  # came and went
        edit.remove("event", 3)
        add_event(edit, 3, "Another")  # another one under the same id
    [changes] = heard
    assert net(changes) == ({"event": {4}}, {"event": {1, 3}}, {"event": {2}})


def test_cascades_are_in_the_notice(document: Document) -> None:
    with document.edit("Begin") as edit:
        edit.execute("INSERT INTO actor(id, name) VALUES(1, 'a'), (2, 'b')")
        edit.execute("INSERT INTO link(id, from_id, to_id) VALUES(3, 1, 2)")
        edit.execute("INSERT INTO tag(id, name) VALUES(4, 't')")
        edit.execute("INSERT INTO tagging(id, tag_id, link_id) VALUES(5, 4, 3)")
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    with document.edit("Remove") as edit:
        assert edit.remove("actor", 1)
        assert not edit.remove("actor", 77)
    assert heard[0].removed == {"actor": {1}, "link": {3}, "tagging": {5}}


@pytest.mark.parametrize(
    "write",
    [
        lambda edit: edit.execute("SELECT count(*) FROM event").fetchone(),
        lambda edit: edit.execute("UPDATE event SET title = title"),
        lambda edit: edit.execute("DELETE FROM event WHERE id = 77"),
        lambda edit: (add_event(edit, 5), edit.remove("event", 5)),
        lambda edit: (
            edit.execute("UPDATE event SET title = 'b' WHERE id = 1"),
            edit.execute("UPDATE event SET title = 'An event' WHERE id = 1"),
        ),
        lambda edit: (edit.remove("event", 1), add_event(edit, 1)),
    ],
    ids=["reads", "writes the same", "deletes nothing", "comes and goes", "there and back", "out and in again"],
)
def test_an_edit_that_changes_nothing_leaves_no_step(document: Document, write: Callable[[Edit], object]) -> None:
    with document.edit("Begin") as edit:
        add_event(edit, 1)
        add_event(edit, 2)
    with document.edit("Undone") as edit:
        add_event(edit, 3)
    document.undo()
    with nothing_changes(document), document.edit("Nothing") as edit:
        write(edit)
    assert document.redo() is not None


def test_a_nested_edit_joins_the_open_one(document: Document) -> None:
    with document.edit("Outer") as outer:
        add_event(outer, 1)
        with document.edit("Inner") as inner:
            assert inner is outer
            add_event(inner, 2)
        add_event(outer, 3)
    assert [step.label for step in document.history()] == ["Outer"]
    document.undo()
    assert titles(document) == []


def test_a_failed_part_dooms_the_whole_edit_even_where_it_is_caught(document: Document) -> None:
    with nothing_changes(document), pytest.raises(BugError, match="part"), document.edit("Outer") as outer:
        add_event(outer, 1)
        with pytest.raises(ValueError, match="no"), document.edit("Inner") as inner:
            add_event(inner, 2)
            raise ValueError("no")
        add_event(outer, 3)


@pytest.mark.parametrize("problem", [ValueError("x"), KeyboardInterrupt(), SystemExit(3), UserError("No.")])
def test_an_exception_rolls_all_back_and_comes_out_as_it_is(document: Document, problem: BaseException) -> None:
    with nothing_changes(document):
        with pytest.raises(type(problem)) as caught, document.edit("Fails") as edit:
            add_event(edit, 1)
            edit.add(Event(id=2, title="An entity"))
            raise problem
        assert caught.value is problem


def test_what_sqlite_refuses_is_a_bug_of_ours_without_the_values(document: Document) -> None:
    with nothing_changes(document):
        for title in ("Secret", ""):
            with pytest.raises(BugError, match="CONSTRAINT") as caught, document.edit("Fails") as edit:
                edit.add(Event(id=1, title="Secret canary"))
                edit.add(Link(id=5, from_id=1, to_id=2, label="Secret canary"))
                add_event(edit, 1, title)
            assert "canary" not in f"{caught.value} {caught.value.__cause__}"


def test_an_edit_goes_on_after_a_refused_statement_that_is_caught(document: Document) -> None:
    with document.edit("Add") as edit:
        add_event(edit, 1)
        with pytest.raises(sqlite3.IntegrityError):
            edit.executemany("INSERT INTO event(id, title) VALUES(?, ?)", [(2, "Two"), (3, "Three"), (1, "Once more")])
        add_event(edit, 4)
    assert len(titles(document)) == 4  # executemany is many statements: the first two were fine
    document.undo()
    assert titles(document) == []


@pytest.mark.parametrize("verb", ["INSERT OR ROLLBACK", "UPDATE OR ROLLBACK"])
def test_an_edit_whose_transaction_sqlite_ended_stores_nothing_more(document: Document, verb: str) -> None:
    with document.edit("Begin") as edit:
        add_event(edit, 1)
    statement = {
        "INSERT OR ROLLBACK": "INSERT OR ROLLBACK INTO event(id, title) VALUES(1, 'x')",
        "UPDATE OR ROLLBACK": "UPDATE OR ROLLBACK event SET title = ''",
    }[verb]
    with nothing_changes(document):
        with pytest.raises(BugError), document.edit("Fails") as edit:
            add_event(edit, 2)
            with pytest.raises(sqlite3.IntegrityError):
                edit.execute(statement)
            add_event(edit, 3)
        with pytest.raises(BugError), document.edit("Fails") as edit, pytest.raises(sqlite3.IntegrityError):
            edit.execute(statement)


def test_a_wrong_reference_fails_at_its_own_statement(document: Document) -> None:
    with document.edit("Add") as edit:
        with pytest.raises(sqlite3.IntegrityError):
            edit.execute("INSERT INTO link(id, from_id, to_id) VALUES(1, 2, 3)")
        add_event(edit, 1)


def test_entities_and_statements_see_each_other(document: Document) -> None:
    with document.edit("Begin") as edit:
        edit.add(Actor(id=1, name="Anna", lat=0.1, extra={"a": [1, 0.1]}))
        assert edit.execute("SELECT name, extra FROM actor").fetchone() == ("Anna", '{"a":[1,0.1]}')
        found = edit.get(Actor, 1)
        assert found is not None
        found.name = "Berta"
        assert edit.execute("SELECT name FROM actor").fetchone() == ("Berta",)
        edit.execute("UPDATE actor SET name = 'Clara'")
        assert found.name == "Clara"
        edit.executemany("UPDATE actor SET name = ? WHERE id = ?", [("Dora", 1)])
        assert found.name == "Dora"
        found.name = "Emma"
        with document.read() as connection:
            assert connection.execute("SELECT name FROM actor").fetchone() == ("Emma",)
        found.name = "Frida"  # written when the edit ends
        assert edit.get(Actor, 2) is None
    with document.read() as connection:
        assert connection.execute("SELECT name FROM actor").fetchone() == ("Frida",)


def test_an_entity_of_an_earlier_edit_is_not_written_by_a_later_one(document: Document) -> None:
    actor = Actor(id=1, name="Anna")
    with document.edit("Add") as edit:
        edit.add(actor)
    actor.name = "Berta"
    with nothing_changes(document), document.edit("Nothing"):
        pass


def test_reading_joins_an_open_edit_and_another_reading(document: Document) -> None:
    with document.edit("Add") as edit:
        add_event(edit, 1, "Seen")
        assert titles(document) == ["Seen"]
        with document.read() as outer, document.read() as inner:
            assert outer is inner
        add_event(edit, 2)
    with document.read(), document.read():
        assert len(titles(document)) == 2
    assert not document._connection.in_transaction


def test_a_reading_is_of_one_moment_and_ends(document: Document, path: Path) -> None:
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with document.read() as connection:
        connection.execute("SELECT count(*) FROM event").fetchone()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO event(id, title) VALUES(1, 'x')")
    other.execute("INSERT INTO event(id, title) VALUES(1, 'x')")
    other.close()


def test_an_edit_can_not_begin_inside_a_read(document: Document) -> None:
    with nothing_changes(document), document.read() as connection:
        with pytest.raises(BugError, match="read"), document.edit("Fails") as edit:
            add_event(edit, 1)
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (0,)


def test_undo_and_redo_can_not_be_part_of_an_edit(document: Document) -> None:
    with document.edit("Add") as edit:
        add_event(edit, 1)
        for act in (document.undo, document.redo, document.close):
            with pytest.raises(BugError):
                act()
    assert titles(document) == ["An event"]


@pytest.mark.logs
def test_a_failing_listener_is_logged_and_stops_nobody(document: Document, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []

    def fails(_changes: ChangeSet) -> None:
        raise RuntimeError("no")

    document.changed.connect(fails)
    document.changed.connect(lambda changes: heard.append(changes.way))
    with document.edit("Add") as edit:
        add_event(edit, 1)
    document.undo()
    document.redo()
    assert heard == ["do", "undo", "redo"]
    assert len(caplog.records) == 3
    document.changed.disconnect(fails)
    document.undo()
    assert len(caplog.records) == 3


@pytest.mark.logs
def test_a_listener_may_read_but_not_edit(document: Document, caplog: pytest.LogCaptureFixture) -> None:
    seen = []

    def listener(_changes: ChangeSet) -> None:
        seen.append(titles(document))
        with pytest.raises(BugError, match="listener"):
            document.undo()
        with document.edit("Fails") as edit:
            add_event(edit, 2)

    document.changed.connect(listener)
    with document.edit("Add") as edit:
        add_event(edit, 1)
    assert seen == [["An event"]] == [titles(document)]
    assert "a listener may not edit" in caplog.text
    document.changed.disconnect(listener)
    with document.edit("Add") as edit:
        add_event(edit, 3)


def test_another_thread_can_not_write(document: Document) -> None:
    failed: list[BaseException] = []

    def other() -> None:
        try:
            with document.edit("Fails") as edit:
                add_event(edit, 1)
        except (BugError, sqlite3.Error) as problem:
            failed.append(problem)

    with nothing_changes(document):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(failed) == 1


HOLD = """
import sqlite3, sys
reader = sqlite3.connect(sys.argv[1], isolation_level=None)
reader.execute("BEGIN")
reader.execute("SELECT count(*) FROM event").fetchone()
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_a_reader(path: Path) -> Iterator[None]:
    """Let another process read, and keep its shared lock, as no GeoEditor does."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n")


def test_a_commit_that_finds_the_file_busy_leaves_no_trace(document: Document, path: Path) -> None:
    with document.edit("Begin") as edit:
        add_event(edit, 1)
    document._connection.execute("PRAGMA busy_timeout=50")
    with held_by_a_reader(path):
        with nothing_changes(document), pytest.raises(UserError, match="busy"), document.edit("Fails") as edit:
            add_event(edit, 2)
            edit.add(Actor(id=3, name="Anna"))
        with nothing_changes(document), pytest.raises(UserError, match="busy"):
            document.undo()
    with document.edit("Works") as edit:
        add_event(edit, 2)
    assert len(titles(document)) == 2


def test_a_full_database_leaves_no_trace_at_any_size(document: Document) -> None:
    with document.edit("Begin") as edit:
        add_event(edit, 1)
        edit.execute("DELETE FROM event")
        add_event(edit, 1)
    pages = document._connection.execute("PRAGMA page_count").fetchone()[0]
    failed = 0
    for more in range(0, 84, 6):
        document._connection.execute(f"PRAGMA max_page_count={pages + more}")
        before = state(document)
        try:
            with document.edit("Grow") as edit:
                for number in range(100, 160):
                    add_event(edit, number, "Long " * 200)
        except UserError as refusal:
            failed += 1
            assert "full" in str(refusal)
            assert state(document) == before
            assert problems(document) == []
        else:
            document.undo()
    assert 5 < failed < 14
    document._connection.execute("PRAGMA max_page_count=1000000")
    with document.edit("Works") as edit:
        add_event(edit, 2)
    assert problems(document) == []


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from tests.proofs.soundness import problems, state
path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
refused = stored = 0
with Document.open(path) as document:
    for room in range(0, 400_000, 9_000):
        before = state(document)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            with document.edit("Grow") as edit:
                rows = [(10_000 + number, "Long " * 400) for number in range(30)]
                edit.executemany("INSERT INTO event(id, title) VALUES(?, ?)", rows)
        except UserError as refusal:
            refused += 1
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            assert "disk" in str(refusal), refusal
            assert state(document) == before
            assert not problems(document)
        else:
            stored += 1
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            document.undo()
print(refused, stored)
"""


def test_a_full_disk_at_any_size_of_file_leaves_no_trace(closed: Path, checkout: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    result = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(closed)], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    refused, stored = map(int, result.stdout.split())
    assert refused > 10
    assert refused + stored == 45
    with Document.open(closed) as document:
        assert problems(document) == []
        assert len(titles(document)) == 100


def _moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.geoeditor"))


def _deleted(path: Path) -> None:
    path.unlink()


def _replaced(path: Path) -> None:
    copy = shutil.copyfile(path, path.with_name("copy"))
    Path(copy).replace(path)


@pytest.mark.parametrize("happens", [_moved, _deleted, _replaced])
def test_a_file_that_was_moved_deleted_or_replaced_is_not_written_to(
    closed: Path, happens: Callable[[Path], None]
) -> None:
    heard: list[ChangeSet] = []
    with Document.open(closed) as document:
        document.changed.connect(heard.append)
        happens(closed)
        there = {file.name: file.read_bytes() for file in closed.parent.iterdir() if file.suffix != ".lock"}
        for act in (document.undo, lambda: _edit_once(document)):
            with pytest.raises(UserError, match="moved, replaced or deleted"):
                act()
        assert not heard
        assert len(titles(document)) == 100  # what is in the open file can still be read, to save it elsewhere
        assert there == {file.name: file.read_bytes() for file in closed.parent.iterdir() if file.suffix != ".lock"}


def test_a_file_that_goes_away_inside_an_edit_is_not_written_to(closed: Path) -> None:
    away = closed.with_name("elsewhere.geoeditor")
    with Document.open(closed) as document:
        with pytest.raises(UserError), document.edit("Fails") as edit:
            closed.rename(away)
            add_event(edit, 1)
        away.rename(closed)
        with document.edit("Works") as edit:
            add_event(edit, 1)
        assert problems(document) == []


def _edit_once(document: Document) -> None:
    with document.edit("Add") as edit:
        add_event(edit, new_id())


def _other_text(path: Path) -> bytes:
    return b"something else entirely " * 40


def _nothing(path: Path) -> bytes:
    return b""


def _half(path: Path) -> bytes:
    data = path.read_bytes()
    return data[: len(data) // 2 // 4096 * 4096]


@pytest.mark.parametrize("content", [_other_text, _nothing, _half])
def test_a_file_overwritten_in_place_is_left_as_it_is(closed: Path, content: Callable[[Path], bytes]) -> None:
    with Document.open(closed) as document:
        assert len(titles(document)) == 100
        data = content(closed)
        closed.write_bytes(data)
        for act in (lambda: _edit_once(document), document.undo):
            with pytest.raises(UserError):
                act()
        assert closed.read_bytes() == data


def test_a_file_overwritten_in_place_by_another_project_is_left_as_it_is(closed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.geoeditor"
    with Document.create(other, "Another project") as made:
        _edit_once(made)
    data = other.read_bytes()
    with Document.open(closed) as document:
        assert len(titles(document)) == 100
        closed.write_bytes(data)
        with pytest.raises(UserError):
            _edit_once(document)
        assert closed.read_bytes() == data


def test_a_copy_in_memory_refuses_every_edit(closed: Path) -> None:
    with Document.open_copy(closed) as copy:
        assert copy.read_only
        before = digest(copy)
        for act in (copy.undo, lambda: _edit_once(copy)):
            with pytest.raises(UserError, match="read only"):
                act()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            copy._connection.execute("DELETE FROM event")
        assert digest(copy) == before
        assert [step.label for step in copy.history()] == ["Begin"]
    with Document.open(closed) as document:
        assert not document.read_only
        assert digest(document) == before


def test_the_file_is_durable_as_we_chose(document: Document) -> None:
    def pragma(name: str) -> object:
        return document._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("synchronous") == 3  # EXTRA
    assert pragma("journal_mode") == "truncate"
    assert pragma("foreign_keys") == pragma("recursive_triggers") == 1
    assert pragma("trusted_schema") == pragma("mmap_size") == 0
    assert document._connection.isolation_level is None


def test_closing_twice_is_harmless_and_a_closed_document_does_nothing(document: Document) -> None:
    document.close()
    document.close()
    with pytest.raises((BugError, sqlite3.Error)):
        _edit_once(document)
