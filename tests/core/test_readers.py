"""Readers and the writer: a copy is of one moment, and no commit fails because somebody reads."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from subprocess import Popen

import pytest
from tests.proofs.soundness import problems

from geoeditor.core import project_file
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.inspection.private_copy import private_copy

Elsewhere = Callable[..., AbstractContextManager["Popen[str]"]]

KEEP_EDITING = """
import threading
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
failed = stored = number = 0
with Document.open(sys.argv[1]) as document:
    with document.edit("Begin") as edit:
        edit.execute("INSERT INTO tag(id, name) VALUES(1, '0')")
        edit.execute("INSERT INTO view(id, name, kind) VALUES(1, '0', 'graph')")
    print("ready", flush=True)
    while not stop.is_set():
        number += 1
        try:
            with document.edit("Count") as edit:
                edit.execute("UPDATE tag SET name = ? WHERE id = 1", (str(number),))
                edit.execute("UPDATE event SET description = ? WHERE id % 3 = ?", (f"{number} " * 100, number % 3))
                edit.execute("UPDATE view SET name = ? WHERE id = 1", (str(number),))
            stored += 1
            if number % 7 == 0:
                document.undo()
                document.redo()
        except UserError as refusal:
            failed += 1
            print(refusal, file=sys.stderr)
    assert not problems(document)
print(failed, stored)
"""


def test_copies_are_of_one_moment_and_no_commit_fails(closed: Path, elsewhere: Elsewhere) -> None:
    with elsewhere(KEEP_EDITING, closed) as writer:
        numbers: list[int] = []
        while len(numbers) < 20:
            with Document.open_copy(closed) as copy:
                with copy.read() as connection:
                    tag, view = connection.execute("SELECT tag.name, view.name FROM tag, view").fetchone()
                    longest = connection.execute("SELECT max(CAST(description AS INTEGER)) FROM event").fetchone()[0]
                assert tag == view
                assert longest <= int(tag)
                if len(numbers) % 5 == 0:
                    assert problems(copy) == []
                numbers.append(int(tag))
        output, errors = writer.communicate("\n")
    failed, stored = map(int, output.split())
    assert (failed, errors) == (0, "")
    # every seventh edit is undone and done again, so a copy may be one step behind the copy before it
    assert all(later >= sooner or (sooner % 7, later) == (0, sooner - 1) for sooner, later in pairwise(numbers))
    assert stored >= len(set(numbers)) > 3


IN_AN_EDIT = """
with Document.open(sys.argv[1]) as document:
    document._connection.execute("PRAGMA cache_size=10")
    with document.edit("Long") as edit:
        rows = [(10_000 + number, "Long " * 100) for number in range(int(sys.argv[2]))]
        edit.executemany("INSERT INTO event(id, title) VALUES(?, ?)", rows)
        print("ready", flush=True)
        sys.stdin.readline()
    print(len(problems(document)))
"""


def test_inside_an_edit_others_read_what_was_before_it(closed: Path, elsewhere: Elsewhere) -> None:
    with elsewhere(IN_AN_EDIT, closed, 1) as writer:
        with Document.open_copy(closed) as copy, copy.read() as connection:
            assert connection.execute("SELECT count(*) FROM event").fetchone() == (100,)
        assert writer.communicate("\n") == ("0\n", "")
    with Document.open_copy(closed) as copy, copy.read() as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (101,)


def test_during_a_long_import_readers_are_told_to_come_back(
    closed: Path, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_file, "_READERS_PATIENCE_S", 0.2)
    with elsewhere(IN_AN_EDIT, closed, 3_000) as writer:
        with pytest.raises(UserError, match="busy with a long change"):
            Document.open_copy(closed)
        assert writer.communicate("\n") == ("0\n", "")
    with Document.open_copy(closed) as copy, copy.read() as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (3_100,)


TRY_TO_WRITE = """
import sqlite3
other = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    other.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as refusal:
    print(refusal)
else:
    print("got in")
"""


def _refused_open(path: Path) -> None:
    with pytest.raises(UserError):
        Document.open(path)


def _copied(path: Path) -> None:
    Document.open_copy(path).close()


def _looked_at(path: Path) -> None:
    project_file.read_header(path)


def _checked(path: Path) -> None:
    with private_copy(path):
        pass


@pytest.mark.parametrize("look", [_looked_at, _refused_open, _copied, _checked])
def test_looking_at_a_project_that_this_process_edits_keeps_its_locks(
    closed: Path, run_elsewhere: Callable[..., str], look: Callable[[Path], None]
) -> None:
    """On POSIX the locks of a process on a file go with the first descriptor of it that is closed."""
    with Document.open(closed) as document:
        with document.edit("Long") as edit:
            edit.execute("UPDATE event SET title = title || '!'")
            assert "locked" in run_elsewhere(TRY_TO_WRITE, closed)
            look(closed)
            assert "locked" in run_elsewhere(TRY_TO_WRITE, closed)
        assert problems(document) == []


def test_a_copy_holds_its_shared_lock_until_it_is_made(
    closed: Path, run_elsewhere: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    verify = project_file.verify

    def watched(connection: sqlite3.Connection, path: Path) -> None:
        if connection.in_transaction:  # on the file itself, just before it is copied
            said.append(run_elsewhere(TRY_TO_WRITE.replace("IMMEDIATE", "EXCLUSIVE"), closed))
        verify(connection, path)

    monkeypatch.setattr(project_file, "_LARGE", 0)
    monkeypatch.setattr(project_file, "verify", watched)
    Document.open_copy(closed).close()
    assert len(said) == 1
    assert "locked" in said[0]
