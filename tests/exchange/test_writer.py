import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.core.errors import UserError
from geoeditor.exchange.writer import write_atomically

OLD = b"the old file, whole"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.svg"
    path.write_bytes(OLD)
    return path


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own that finds this package."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        timeout=60,
        check=False,
    )


def test_a_new_file_holds_the_data_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new.json", b"{}")
    assert (tmp_path / "new.json").read_bytes() == b"{}"
    assert _names(tmp_path) == ["new.json"]


def test_an_old_file_is_replaced_whole_by_pieces_made_one_after_the_other(target: Path) -> None:
    write_atomically(target, (b"x" * size for size in (0, 1, 100_000)))
    assert target.read_bytes() == b"x" * 100_001
    assert _names(target.parent) == [target.name]


@given(st.lists(st.binary(max_size=50)))
def test_any_pieces_read_back_as_their_sum(pieces: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_atomically(Path(folder) / "x", iter(pieces))
        assert (Path(folder) / "x").read_bytes() == b"".join(pieces)


def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_an_old_file_keeps_its_permissions(target: Path, mode: int) -> None:
    target.chmod(mode)
    write_atomically(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_link_is_followed_and_stays_a_link(target: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.svg"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert _names(link.parent) == ["link.svg"]


def test_a_name_as_long_as_the_disk_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ł" * 127)
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError, match="“out” is a folder"):
        write_atomically(tmp_path / "out", b"x")
    assert _names(tmp_path) == ["out"]


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="device or a pipe"):
        write_atomically(tmp_path / "pipe", b"x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_device_is_refused() -> None:
    with pytest.raises(UserError, match="device or a pipe"):
        write_atomically(Path(os.devnull), b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_missing_folder_is_named_as_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="because its folder does not exist; no file was made: make the folder"):
        write_atomically(tmp_path / "nowhere" / "x.png", b"x")
    assert _names(tmp_path) == []


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(UserError, match="round in a circle"):
        write_atomically(tmp_path / "a", b"x")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="its name is too long"):
        write_atomically(tmp_path / ("x" * 300), b"x")


class _StopError(Exception):
    """Raised by data that can not be made."""


@pytest.mark.parametrize("error", [_StopError, KeyboardInterrupt, SystemExit, MemoryError])
def test_data_that_fail_half_way_leave_the_old_file_and_no_other(target: Path, error: type[BaseException]) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise error

    with pytest.raises(error):
        write_atomically(target, pieces())
    assert target.read_bytes() == OLD
    assert _names(target.parent) == [target.name]


def test_short_writes_are_finished(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, bytes(data)[:7]))
    write_atomically(target, [b"a" * 100, b"b" * 50])
    monkeypatch.undo()
    assert target.read_bytes() == b"a" * 100 + b"b" * 50


def test_a_disk_that_takes_nothing_is_an_error(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda handle, data: 0)
    with pytest.raises(UserError, match="the file that was there is unchanged"):
        write_atomically(target, b"x")
    assert target.read_bytes() == OLD


def test_a_disk_that_claims_more_than_it_wrote_is_found_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write

    def lie(handle: int, data: bytes) -> int:
        whole(handle, bytes(data)[:-1])
        return len(data)

    monkeypatch.setattr(os, "write", lie)
    with pytest.raises(UserError, match="9 bytes arrived of 10"):
        write_atomically(target, b"x" * 10)
    assert target.read_bytes() == OLD
    assert _names(target.parent) == [target.name]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_a_fault_at_any_step_keeps_the_old_file(target: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    real = getattr(os, call)

    def fail(*arguments: object, **more: object) -> object:
        if call == "close":
            real(*arguments, **more)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(UserError, match="Input/output error"):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert _names(target.parent) == [target.name]


FULL = """
import resource, signal, sys
from pathlib import Path
from geoeditor.core.errors import UserError
from geoeditor.exchange.writer import write_atomically
path, size = Path(sys.argv[1]), int(sys.argv[2])
wrong = []
for limit in [*range(0, 64), *range(64, size, 97), size - 1]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        write_atomically(path, (b"n" * 13 for _ in range(size // 13)))
        wrong.append(f"{limit}: no error")
    except UserError as error:
        if "no room" not in str(error):
            wrong.append(f"{limit}: {error}")
    if path.read_bytes() != b"old" or [each.name for each in path.parent.iterdir()] != [path.name]:
        wrong.append(f"{limit}: the old file is not as it was")
print(wrong)
"""


def test_a_disk_full_at_any_byte_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.png"
    path.write_bytes(b"old")
    result = _run(FULL, str(path), str(13 * 400))
    assert (result.stdout.strip(), result.stderr) == ("[]", "")


WRITER = """
import itertools, sys
from pathlib import Path
from geoeditor.exchange.writer import write_atomically
path = Path(sys.argv[1])
for number in itertools.count():
    write_atomically(path, (bytes([number % 256]) * 1000 for _ in range(200)))
    if number < 2:
        print("going", flush=True)
"""


def test_thirty_kills_of_a_writing_process_leave_a_whole_file_every_time(tmp_path: Path) -> None:
    path = tmp_path / "project.json"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    left = set()
    for kill in range(30):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, env=environment)
        assert process.stdout is not None
        assert process.stdout.readline() == b"going\n"
        threading.Event().wait(0.0007 * kill)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        data = path.read_bytes()
        assert len(data) == 200_000
        assert len(set(data)) == 1
        left |= set(_names(tmp_path)) - {path.name}
    assert left, "no kill came in the middle of a write, so nothing was shown"
    write_atomically(path, b"new")
    assert _names(tmp_path) == [path.name]


def test_leftovers_of_others_are_let_alone(target: Path) -> None:
    folder = target.parent
    write_atomically(target, b"first")
    seen: list[str] = []

    def pieces() -> Iterator[bytes]:
        seen.extend(set(_names(folder)) - {target.name})
        yield b"second"

    write_atomically(target, pieces())
    (mine,) = seen
    dead = _run("import os; print(os.getpid())").stdout.strip()
    host = mine.removeprefix(f".{target.name}.").partition("-")[0]
    kept = [
        f".{target.name}.{host}-1-00000000.part",  # a process that runs
        f".{target.name}.00000000-{dead}-00000000.part",  # another computer's
        f".other.svg.{host}-{dead}-00000000.part",  # another file's
        f".{target.name}.{host}-notanumber-0.part",
    ]
    stale = f".{target.name}.{host}-{dead}-00000000.part"
    for name in [*kept, stale]:
        (folder / name).touch()
    write_atomically(target, b"third")
    assert _names(folder) == sorted([*kept, target.name])


def test_two_threads_writing_one_file_leave_one_of_the_two(target: Path) -> None:
    threads = [threading.Thread(target=write_atomically, args=(target, bytes([n]) * 300_000)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = target.read_bytes()
    assert len(data) == 300_000
    assert len(set(data)) == 1
    assert _names(target.parent) == [target.name]


REFUSED = """
import os, pwd, sys
from pathlib import Path
from geoeditor.core.errors import UserError
from geoeditor.exchange.writer import write_atomically
if os.geteuid() == 0:
    os.setuid(pwd.getpwnam("nobody").pw_uid)
for name in sys.argv[1:]:
    try:
        write_atomically(Path(name), b"new")
    except UserError as error:
        print(error)
"""


def test_places_that_may_not_be_written_to_are_refused() -> None:
    """Root may write anywhere, so there the attempts are made by a user who owns nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        locked = folder / "locked"
        locked.mkdir()
        (locked / "old.csv").write_bytes(OLD)
        (locked / "old.csv").chmod(0o666)
        (folder / "protected.csv").write_bytes(OLD)
        (folder / "protected.csv").chmod(0o444)
        locked.chmod(0o555)
        folder.chmod(0o777)
        result = _run(REFUSED, str(locked / "old.csv"), str(locked / "new.csv"), str(folder / "protected.csv"))
        locked.chmod(0o755)
        assert result.stdout.splitlines() == [
            "“old.csv” could not be written because the folder can not be written to; "
            "the file that was there is unchanged: choose another folder.",
            "“new.csv” could not be written because the folder can not be written to; "
            "no file was made: choose another folder.",
            "“protected.csv” is write-protected and was kept as it is; choose another name or place.",
        ], result.stderr
        assert _names(locked) == ["old.csv"]
        assert (locked / "old.csv").read_bytes() == (folder / "protected.csv").read_bytes() == OLD
