"""The project file: made whole or not at all, opened by any name it has, and sound again after a crash."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from tests.proofs import recorder, scripted
from tests.proofs.power_cuts import NAME, Disk, Image, record
from tests.proofs.soundness import problems, state

from geoeditor.core import project_file, schema
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

NAMES = [
    "a?b%20c#d&e=f.geoeditor",
    "file:x.geoeditor",
    'Łódź ‘quoted’ "double" 平和.geoeditor',
    "new\nline.geoeditor",
    "-rf.geoeditor",
    " blanks .geoeditor",
    "UPPER.GEOEDITOR",
    "two.dots.geoeditor",
    "x" * 220 + ".geoeditor",
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:20])
def test_a_project_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Document.create(path, "Title") as document, document.edit("Add") as edit:
        edit.execute("INSERT INTO event(id, title) VALUES(1, 'x')")
    with Document.open(path) as document:
        assert document.path == path
        assert problems(document) == []
        found = state(document)
    with Document.open_copy(path) as copy:
        assert state(copy) == found
    assert {each.name for each in tmp_path.iterdir()} <= {name, f".{name}.lock"}


def test_a_new_project_has_its_title_the_vocabulary_and_no_history(path: Path) -> None:
    with Document.create(path, "Spring 2025") as document:
        with document.read() as connection:
            assert connection.execute("SELECT title FROM project").fetchall() == [("Spring 2025",)]
            assert connection.execute("SELECT count(*) FROM kind").fetchone() == (165,)
            assert connection.execute("SELECT count(*) FROM event").fetchone() == (0,)
        assert document.history() == []
        assert problems(document) == []


@pytest.mark.parametrize("name", ["project", "project.db", "project.geoeditor.txt", ".geoeditor", "geoeditor"])
def test_a_name_without_the_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="can't be the name"):
        Document.create(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["file", "folder", "dangling link"])
def test_what_is_there_already_is_never_replaced(path: Path, there: str) -> None:
    if there == "file":
        path.write_bytes(b"precious")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    before = os.lstat(path)
    with pytest.raises(UserError, match="exists already"):
        Document.create(path)
    assert os.lstat(path) == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_appears_meanwhile_is_never_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = schema.build

    def slow(connection: sqlite3.Connection, title: str) -> None:
        build(connection, title)
        path.write_bytes(b"precious")

    monkeypatch.setattr(schema, "build", slow)
    with pytest.raises(UserError, match="exists already"):
        Document.create(path)
    assert path.read_bytes() == b"precious"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("folder", ["missing", "file.txt", "x\0y"])
def test_a_project_is_not_made_where_there_is_no_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(UserError, match="could not be made"):
        Document.create(tmp_path / folder / "project.geoeditor")
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_a_full_disk_leaves_no_half_project_behind(tmp_path: Path, run_elsewhere: Callable[..., str]) -> None:
    code = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
said = set()
for room in (0, 511, 4_096, 50_000, 150_000, 300_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    said.add(sentence(lambda: Document.create(folder / "project.geoeditor")) or "made")
    if list(folder.iterdir()):
        break
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(len(list(folder.iterdir())), *said, sep="\\n")
"""
    left, *said = run_elsewhere(code, tmp_path).splitlines()
    assert left == "0"
    assert all("nothing was left behind" in sentence for sentence in said)


def test_a_full_disk_does_not_keep_a_project_shut(closed: Path, run_elsewhere: Callable[..., str]) -> None:
    code = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
with Document.open(sys.argv[1]) as document:
    print(sentence(lambda: write(document)))
    print(sentence(document.undo))
    with document.read() as connection:
        print(connection.execute("SELECT count(*) FROM event").fetchone()[0])
"""
    written, undone, count = run_elsewhere(code, closed).splitlines()
    assert "disk" in written
    assert "disk" in undone
    assert count == "100"


def test_a_project_opens_by_every_way_that_leads_to_it(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, folder = closed.with_name("link"), closed.with_name("folder")
    link.symlink_to(closed.name)
    folder.symlink_to(".")
    monkeypatch.chdir(closed.parent)
    for way in (closed, str(closed), closed.name, link, folder / closed.name, f"././{closed.name}"):
        with Document.open(way) as document:
            assert document.path == closed.resolve()
    relative = Document.open(closed.name)
    monkeypatch.chdir("/")
    with relative, relative.edit("Add") as edit:  # where the program stands does not matter any more
        edit.execute("INSERT INTO event(id, title) VALUES(1, 'x')")


@pytest.mark.parametrize("name", ["", ".", "..", "missing.geoeditor", "x\0y", "x" * 5_000, "\udcff.geoeditor"])
def test_what_is_not_there_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for opener in (Document.open, Document.open_copy):
        with pytest.raises(UserError) as caught:
            opener(name)
        str(caught.value).encode()
        assert len(str(caught.value)) < 300
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def crash(tmp_path_factory: pytest.TempPathFactory) -> tuple[Image, list[str], int]:
    """Return what a crash in the middle of a commit left: a file shorter than its header says, and a hot journal.

    With it the states of the session, and how many of its steps were acknowledged.
    """
    if not recorder.available():
        pytest.skip("the library of sqlite3 can not be reached")
    session = record(tmp_path_factory.mktemp("crash"), 5, 12)
    disk, acknowledged = Disk(session.image), 0
    for entry in session.entries:
        disk.apply(entry)
        acknowledged += entry.deed == "acknowledge"
        image = disk.remains("last write torn", Random(0))
        promised = int.from_bytes(image[NAME][28:32], "big") * 4096
        if promised > len(image[NAME]) and len(image.get(f"{NAME}-journal", b"")) > 512:
            return image, session.states, acknowledged
    raise AssertionError("the session never grew the file")


@pytest.fixture
def crashed(crash: tuple[Image, list[str], int], tmp_path: Path) -> Iterator[Path]:
    """Return the path of a project that was left so."""
    for name, data in crash[0].items():
        (tmp_path / name).write_bytes(data)
    yield tmp_path / NAME
    assert not (tmp_path / f"{NAME}-journal").exists()


@pytest.mark.parametrize("opener", [Document.open, Document.open_copy])
def test_a_file_that_a_crash_left_shorter_than_it_says_is_rolled_back_and_opens(
    crash: tuple[Image, list[str], int], crashed: Path, opener: Callable[[Path], Document]
) -> None:
    _, states, acknowledged = crash
    with opener(crashed) as document:
        assert state(document) == states[acknowledged]
        assert problems(document) == []
    with Document.open(crashed) as document:
        assert state(document) == states[acknowledged]


def test_a_hot_journal_in_a_folder_that_can_not_be_written_to_is_left_alone(
    crash: tuple[Image, list[str], int], closed: Path, open_folder: Path, run_elsewhere: Callable[..., str]
) -> None:
    for name, data in crash[0].items():
        (open_folder / name).write_bytes(data)
    open_folder.chmod(0o555)
    code = """
with Document.open(sys.argv[2]):  # so that all is imported that is imported late
    pass
become_nobody()
print(sentence(lambda: Document.open(sys.argv[1])))
print(sentence(lambda: Document.open_copy(sys.argv[1])))
"""
    said = run_elsewhere(code, open_folder / NAME, closed).splitlines()
    assert len(said) == 2
    assert all(sentence.endswith(".") for sentence in said)
    for name, data in crash[0].items():
        assert (open_folder / name).read_bytes() == data


def test_a_journal_of_another_file_beside_a_project_does_no_harm(closed: Path) -> None:
    beside = closed.with_name(f"{closed.name}-journal")
    with Document.open(closed) as document:
        before = state(document)
    for content in (b"", bytes(512), b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 5_000, b"no journal at all"):
        beside.write_bytes(content)
        with Document.open(closed) as document:
            assert state(document) == before
            assert problems(document) == []


READ_ONLY = """
path = Path(sys.argv[1])
with Document.open(path):
    pass
become_nobody()
print(sentence(lambda: Document.open(path)))
with Document.open_copy(path) as copy:
    print(len(problems(copy)))
    print(sentence(lambda: write(copy)))
"""


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_what_can_not_be_written_to_can_be_read(
    closed: Path, open_folder: Path, run_elsewhere: Callable[..., str], file_mode: int, folder_mode: int
) -> None:
    path = Path(shutil.copyfile(closed, open_folder / closed.name))
    with Document.open(path):
        pass
    path.chmod(file_mode)
    (open_folder / f".{path.name}.lock").unlink()
    open_folder.chmod(folder_mode)
    data = path.read_bytes()
    code = READ_ONLY if os.geteuid() == 0 else READ_ONLY.replace("with Document.open(path):\n    pass\n", "")
    opened, wrong, written = run_elsewhere(code, path).splitlines()
    assert "read-only" in opened or "can't be written to" in opened
    assert wrong == "0"
    assert "read only" in written
    assert path.read_bytes() == data


def test_a_file_that_may_not_be_read_is_refused(
    closed: Path, open_folder: Path, run_elsewhere: Callable[..., str]
) -> None:
    path = Path(shutil.copyfile(closed, open_folder / closed.name))
    path.chmod(0)
    code = """
become_nobody()
print(sentence(lambda: Document.open(sys.argv[1])))
print(sentence(lambda: Document.open_copy(sys.argv[1])))
"""
    said = run_elsewhere(code, path).splitlines()
    assert ["can't be read" in sentence for sentence in said] == [True, True]
    assert [each.name for each in open_folder.iterdir()] == [path.name]


def test_a_folder_that_becomes_read_only_stops_edits_and_loses_none(
    closed: Path, open_folder: Path, run_elsewhere: Callable[..., str]
) -> None:
    path = Path(shutil.copyfile(closed, open_folder / closed.name))
    path.chmod(0o666)
    code = """
folder = Path(sys.argv[1]).parent
with Document.open(sys.argv[1]) as warm:
    write(warm)
(folder / ("." + Path(sys.argv[1]).name + ".lock")).chmod(0o666)
if os.geteuid() == 0:
    os.setgroups([]), os.setegid(65534), os.seteuid(65534)
with Document.open(sys.argv[1]) as document:
    before = state(document)
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)
    print(sentence(lambda: write(document)))
    assert state(document) == before
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o777)
    if os.getuid() == 0:
        os.seteuid(65534)
    write(document)
    print(len(problems(document)))
"""
    refusal, wrong = run_elsewhere(code, path).splitlines()
    assert "can't be written to" in refusal
    assert wrong == "0"


def test_a_file_of_this_version_that_is_busy_for_long_is_told_so(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_file, "_READERS_PATIENCE_S", 0.1)
    monkeypatch.setattr(project_file, "_WRITERS_PATIENCE_S", 0.1)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for opener in (Document.open, Document.open_copy):
            began = time.monotonic()
            with pytest.raises(UserError, match="busy"):
                opener(closed)
            assert time.monotonic() - began < 1
    with Document.open(closed) as document:
        assert problems(document) == []


def test_a_copy_in_memory_lets_go_of_the_file_at_once(closed: Path) -> None:
    with Document.open_copy(closed) as copy:
        closed.unlink()
        assert problems(copy) == []
        assert [each.name for each in closed.parent.iterdir()] == []


def test_reading_a_project_loads_no_sqlmodel(closed: Path, run_elsewhere: Callable[..., str]) -> None:
    code = """
with Document.open(sys.argv[1]) as document:
    write(document)
    document.undo()
    document.redo()
print(sorted({"sqlmodel", "sqlalchemy", "pydantic"} & set(sys.modules)))
"""
    assert run_elsewhere(code, closed) == "[]\n"


def test_a_script_of_edits_is_the_same_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one.geoeditor", tmp_path / "two.geoeditor"
    scripted.make(one)
    shutil.copyfile(one, two)
    found = scripted.states(one, 1, 15)
    assert scripted.states(two, 1, 15) == found
    assert len(set(found)) > 12


def test_opening_takes_no_other_program(closed: Path) -> None:
    code = "import sys\nfrom geoeditor.core.document import Document\nDocument.open_copy(sys.argv[1]).close()"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(closed)], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
