"""The file is whole or not there, nobody's names are lost, and a strange file is never written over."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from geoeditor.core.errors import UserError
from geoeditor.ui.kept_names.entries import KeptName, learn
from geoeditor.ui.kept_names.file import NameFile


def learning(name: str) -> partial[None]:
    return partial(learn, entry=KeptName(name, last_used="2025-01-01T00:00:00+00:00"))


@pytest.fixture
def file(tmp_path: Path) -> NameFile:
    return NameFile(tmp_path / "data" / "names.json")


def test_nothing_is_made_by_reading(file: NameFile) -> None:
    assert file.read().names == {}
    assert not file.path.parent.exists()


def test_what_is_written_is_read_again_and_is_for_its_owner_only(file: NameFile) -> None:
    held = file.update([learning("Ana Roe")])
    assert file.read() == held
    assert held.stamp == file.stamp() > 0
    if os.name == "posix":
        assert file.path.stat().st_mode & 0o077 == 0
        file.update([learning("Pell Vance")])
        assert file.path.stat().st_mode & 0o077 == 0
    values = json.loads(file.path.read_text())
    assert (values["format"], values["version"]) == ("geoeditor-names", 1)
    assert set(values["names"][0]) == {"name", "is_actor", "type", "kind", "aliases", "last_used"}


def test_what_two_windows_learn_from_the_same_state_is_all_kept(file: NameFile) -> None:
    other = NameFile(file.path)
    file.read()
    other.read()
    file.update([learning("Ana Roe")])
    other.update([learning("Pell Vance")])
    assert set(file.read().names) == {"ana roe", "pell vance"}


def test_processes_that_write_at_once_lose_nothing(file: NameFile) -> None:
    code = (
        "import sys; from functools import partial; from pathlib import Path\n"
        "from geoeditor.ui.kept_names.entries import KeptName, learn\n"
        "from geoeditor.ui.kept_names.file import NameFile\n"
        "file = NameFile(Path(sys.argv[1]))\n"
        "for n in range(15): file.update([partial(learn, entry=KeptName(f'Name {sys.argv[2]}{n}'))], 60)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(file.path), letter]) for letter in "ab"]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(file.read().names) == 30


@pytest.mark.logs
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"format": "other"}',
        b'{"format": "geoeditor-names"}',
    ],
    ids=["empty", "cut", "list", "null", "binary", "deep", "other", "no version"],
)
def test_a_broken_file_is_put_aside_and_told(file: NameFile, content: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    held = file.read()
    assert held.names == {}
    assert "put aside as “names.json.broken”" in held.told
    assert file.path.with_name("names.json.broken").read_bytes() == content
    assert file.update([learning("Ana Roe")]).told == ""


def test_a_file_of_a_newer_program_is_left_as_it_is(file: NameFile) -> None:
    file.path.parent.mkdir()
    content = b'{"format": "geoeditor-names", "version": 2, "names": {}}'
    file.path.write_bytes(content)
    for act in (file.read, partial(file.update, [learning("Ana Roe")])):
        with pytest.raises(UserError, match="newer GeoEditor"):
            act()
    assert file.path.read_bytes() == content


@pytest.mark.logs
def test_a_full_disk_leaves_the_old_file_whole(file: NameFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.update([learning("Ana Roe")])
    before = file.path.read_bytes()

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(UserError):
        file.update([learning("Pell Vance")])
    monkeypatch.undo()
    assert file.path.read_bytes() == before


@pytest.mark.logs
def test_a_lock_that_is_not_given_back_is_told_and_not_waited_for(file: NameFile) -> None:
    from filelock import FileLock

    file.update([learning("Ana Roe")])
    with FileLock(file.path.with_name(".names.json.lock")), pytest.raises(UserError, match="can't be written"):
        file.update([learning("Pell Vance")], 0.1)
