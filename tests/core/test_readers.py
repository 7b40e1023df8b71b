"""Readers and the writer: a copy is of one moment, and no commit fails because somebody reads."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import pytest
from tests.proofs.soundness import problems

from geoeditor.core import project_file
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

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
    assert numbers == sorted(numbers)
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
