"""Two programs at one project, an impatient reader, and Ctrl-C: real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.journeys.command_line import COMMAND, Here, assert_refused, faults, there

from geoeditor.core.document import Document

HOLDER = """
import sys, threading
from geoeditor.core.commands.actors import add_actor
from geoeditor.core.document import Document
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
with Document.open(sys.argv[1]) as document:
    print("open", flush=True)
    edits = 0
    while not ended.wait(0.005):
        if sys.argv[2] == "busy":
            add_actor(document, name=f"Person {edits}")
            edits += 1
print(edits)
"""


@contextmanager
def _holder(project: Path, mood: str) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, project, mood],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_project_held_by_another_process_can_be_read_and_not_written(
    here: Here, project: Path, article: Path, tmp_path: Path
) -> None:
    before = project.read_bytes()
    with _holder(project, "calm"):
        writing: list[list[str | Path]]
        writing = [["import", project, article, "--accept", "0"], ["undo", project], ["redo", project]]
        for run in writing:
            assert "open in another window" in assert_refused(here(*run))
        for command in ("info", "history", "check"):
            assert here(command, project).code == 0
        assert here("export", project, "out.svg").code == 0
        assert here("suggest", article, "--project", project).code == 0
        assert project.read_bytes() == before
    assert here("undo", project).code == 0


def test_readers_get_right_answers_while_another_process_edits_and_never_make_it_fail(
    here: Here, project: Path, article: Path
) -> None:
    counts: list[int] = []
    with _holder(project, "busy") as holder:
        until = time.monotonic() + 30
        while len(set(counts)) < 8 and time.monotonic() < until:
            info = here("info", project, "--json")
            assert info.code == 0, info
            counts.append(json.loads(info.out)["counts"]["actor"])
            out = here("export", project, "-")
            assert out.code == 0, out
            counts.append(len(json.loads(out.out)["actors"]))
            assert here("suggest", article, "--project", project, "--json").code == 0
        edits, complaints = holder.communicate("", timeout=20)
    assert complaints == ""
    assert counts == sorted(counts)
    assert len(set(counts)) >= 8
    assert json.loads(here("info", project, "--json").out)["counts"]["actor"] == 17 + int(edits)
    assert here("check", project).code == 0


def _long_article(path: Path) -> Path:
    sentence = "President Anna Nowak of Poland met President Ivan Petrov of Bulgaria in Paris on {day} May {year}. "
    path.write_text("".join(sentence.format(day=n % 28 + 1, year=1900 + n // 28) for n in range(500)))
    return path


@pytest.mark.parametrize("fresh", [False, True])
def test_ctrl_c_during_a_long_import_leaves_the_project_as_before(
    here: Here, project: Path, tmp_path: Path, fresh: bool
) -> None:
    if fresh:
        project = tmp_path / "new.geoeditor"
    before = None if fresh else here("export", project, "-").out
    journal = project.with_name(project.name + "-journal")
    with subprocess.Popen(
        [*COMMAND, "import", project, _long_article(tmp_path / "long.txt"), "--accept", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        while process.poll() is None and not (project.exists() and journal.exists()):
            time.sleep(0.002)
        time.sleep(0.1)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, talk = process.communicate(timeout=20)
    assert process.returncode == 2
    assert out == b""
    assert talk.decode().startswith("Interrupted;"), talk.decode()
    assert faults(talk.decode()) == []
    if fresh:
        assert not project.exists()
    else:
        assert here("export", project, "-").out == before
    assert not journal.exists()


@pytest.mark.parametrize(
    "arguments", [["export", "PROJECT", "-"], ["info", "PROJECT"], ["undo", "PROJECT"], ["--help"]]
)
def test_a_reader_that_has_enough_is_no_problem(project: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, *(str(project) if word == "PROJECT" else word for word in arguments)],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_answer_that_finds_no_room_is_no_traceback(project: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "info", project], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert faults(done.stderr.decode()) == []


def test_a_picture_needs_no_display(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.setenv("WAYLAND_DISPLAY", "nowhere")
    answer = there("export", project, tmp_path / "out.png")
    assert (answer.code, answer.talk) == (0, "")


def test_without_a_screen_the_window_is_refused_in_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for arguments in ([], [project], ["sample"]):
        assert "no screen" in assert_refused(there(*arguments))


def test_a_window_is_not_opened_on_what_is_no_project(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.geoeditor"
    stranger.write_bytes(b"not a project")
    for path in (stranger, tmp_path / "missing.geoeditor"):
        assert_refused(there(path))


def test_a_closed_project_opens_for_another_process_at_once(project: Path) -> None:
    with Document.open(project):
        assert_refused(there("undo", project))
    assert there("undo", project).code == 0
