"""The lock: one writer for each real file, named to the others, gone with its process."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.lock import WriteLock

Elsewhere = Callable[..., AbstractContextManager["subprocess.Popen[str]"]]
HOLD = """
with Document.open(sys.argv[1]) as document:
    print("ready", flush=True)
    sys.stdin.readline()
"""


def test_a_second_writer_is_refused_fast_and_told_who_holds_the_lock(closed: Path, elsewhere: Elsewhere) -> None:
    with elsewhere(HOLD, closed) as process:
        data, began = closed.read_bytes(), time.monotonic()
        with pytest.raises(UserError) as caught:
            Document.open(closed)
        assert time.monotonic() - began < 1
        assert closed.read_bytes() == data
        assert socket.gethostname() in str(caught.value)
        assert f"process {process.pid}" in str(caught.value)
        with Document.open_copy(closed) as copy:  # reading is not refused
            assert copy.read_only
        process.communicate("\n")
    with Document.open(closed):
        pass


def test_a_second_document_of_the_same_process_is_refused(closed: Path) -> None:
    with Document.open(closed):
        with pytest.raises(UserError, match=f"process {os.getpid()}"):
            Document.open(closed)
        with pytest.raises(UserError, match="open in another window"):
            Document.open(closed)
    with Document.open(closed):
        pass


@pytest.mark.parametrize("first_by_alias", [False, True])
def test_an_alias_does_not_open_a_second_writer(closed: Path, first_by_alias: bool) -> None:
    link, folder = closed.with_name("alias.geoeditor"), closed.parent / "folder"
    link.symlink_to(closed)
    folder.symlink_to(closed.parent)
    ways = [closed, link, folder / link.name, folder / closed.name]
    first = ways.pop(1 if first_by_alias else 0)
    with Document.open(first):
        for way in ways:
            with pytest.raises(UserError, match="open in another window"):
                Document.open(way)


def test_a_second_name_of_the_file_does_not_open_a_second_writer(closed: Path) -> None:
    other = closed.with_name("hard.geoeditor")
    os.link(closed, other)
    opened = []
    for way in (closed, other):
        try:
            opened.append(Document.open(way))
        except UserError as refusal:
            assert len(str(refusal)) < 300
    for document in opened:
        document.close()
    assert len(opened) < 2


def test_the_lock_is_free_after_its_process_was_killed(closed: Path, elsewhere: Elsewhere) -> None:
    with elsewhere(HOLD, closed) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        began = time.monotonic()
        with Document.open(closed):
            assert time.monotonic() - began < 1


def test_the_lock_is_free_after_a_refusal(closed: Path) -> None:
    data = closed.read_bytes()
    closed.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError, match="damaged"):
        Document.open(closed)
    lock = WriteLock(closed)
    lock.acquire()
    lock.release()
    lock.release()
    closed.write_bytes(data)
    with Document.open(closed):
        pass


def test_the_lock_is_free_after_an_unforeseen_error(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("geoeditor.core.project_file.verify", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Document.open(closed)
    with monkeypatch.context() as patch:
        patch.setattr("geoeditor.core.journal.watch", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Document.open(closed)
    with Document.open(closed):
        pass


@pytest.mark.parametrize("note", [b"", b"\xff\xfe\x00" * 50, b"line\nline", "a\u202eb".encode(), b"x" * 100_000])
def test_whatever_stands_in_the_lock_file_makes_one_sentence(closed: Path, note: bytes) -> None:
    with Document.open(closed):
        closed.with_name(f".{closed.name}.lock").write_bytes(note)
        with pytest.raises(UserError) as caught:
            Document.open(closed)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


def test_a_lock_file_that_leads_elsewhere_harms_nothing(closed: Path, tmp_path: Path) -> None:
    victim, lock = tmp_path / "victim", closed.with_name(f".{closed.name}.lock")
    victim.write_text("precious")
    lock.symlink_to(victim)
    try:
        with Document.open(closed):
            pass
    except UserError as refusal:
        assert str(refusal).endswith(".")
    assert victim.read_text() == "precious"


def test_a_folder_in_the_place_of_the_lock_file_is_told_in_one_sentence(closed: Path) -> None:
    closed.with_name(f".{closed.name}.lock").mkdir()
    with pytest.raises(UserError, match="can't be written to"):
        Document.open(closed)
    with Document.open_copy(closed):
        pass


def test_a_pipe_in_the_place_of_the_lock_file_hangs_nobody(
    closed: Path, elsewhere: Elsewhere, run_elsewhere: Callable[..., str]
) -> None:
    os.mkfifo(closed.with_name(f".{closed.name}.lock"))
    try_it = "import signal; signal.alarm(5); print(sentence(lambda: Document.open(sys.argv[1]).close()))"
    first = run_elsewhere(try_it, closed)
    if not first.strip():  # it could be taken all the same: then who comes second must not wait for ever
        with elsewhere(HOLD, closed):
            assert run_elsewhere(try_it, closed).strip()
