"""The child process by itself: a line in, lines out, and nothing that comes in can end it or make it do harm."""

import json
import os
import resource
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geoeditor import worker
from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.slices import at_once
from geoeditor.core.commands.sources import add_source
from geoeditor.core.document import Document
from geoeditor.exchange.articles import LARGEST_ARTICLE
from geoeditor.exchange.project_json import export_json, together

TEXT = "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said.\n"
Ask = Callable[..., dict[str, Any]]


class Child:
    """A running worker, spoken to as the window does."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            worker.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.longest = 0

    def send(self, line: bytes) -> dict[str, Any]:
        """Send a line and return the answer, its pieces put together."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        pieces: dict[str, Any] = {}
        while True:
            got = self.process.stdout.readline()
            assert got, "the worker ended"
            self.longest = max(self.longest, len(got))
            message: dict[str, Any] = json.loads(got)
            if "more" not in message:
                return {**message, "value": {**message["value"], **pieces}} if "value" in message else message
            for key, piece in message["more"].items():
                pieces[key] = pieces[key] + piece if key in pieces else piece

    def ask(self, **task: object) -> dict[str, Any]:
        """Give a task and return the answer."""
        return self.send(json.dumps({"id": 1, **task}).encode())

    def end(self) -> tuple[int, bytes]:
        """Close its stdin; return the exit code and what it said on stderr."""
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child()
    yield made
    if made.process.poll() is None:
        code, _ = made.end()
        assert code == 0


def test_proposals_are_those_of_the_command_line(child: Child) -> None:
    from geoeditor.reading import KnownActor, as_json, suggest

    known = [{"name": "Anna Tamm", "kind": "person", "names": ["Tamm"]}]
    answer = child.ask(do="suggest", text=TEXT, published="2025-08-07", known=known)
    assert answer["id"] == 1
    assert answer["value"] == as_json(suggest(TEXT, "2025-08-07", [KnownActor("Anna Tamm", "person", ("Tamm",))]))


def test_an_article_from_a_file_and_from_bytes_is_the_same(child: Child, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# Überschrift\r\nText – mehr\r\n".encode())
    read = child.ask(do="article", path=str(path))["value"]
    assert read == child.ask(do="article", bytes=b64encode(path.read_bytes()).decode(), name="a.md")["value"]
    assert (read["text"], read["title"]) == ("# Überschrift\nText – mehr\n", "Überschrift")


def test_a_pasted_text_is_kept_to_the_letter(child: Child) -> None:
    text = "  Title\n\n\tTwo\u2028three \u202e \U0001f600\n"
    assert child.ask(do="article", text=text, name="x")["value"]["text"] == text
    assert "empty" in child.ask(do="article", text=" \n", name="x")["problem"]
    assert "not text" in child.ask(do="article", text="a\0b", name="x")["problem"]


def test_a_page_gives_its_words_and_opens_nothing(child: Child, tmp_path: Path) -> None:
    page = (
        "<head><title>T</title><style>p{}</style></head><body><h1>Head</h1><p>One &amp; two<br>three"
        f"<img src='file://{tmp_path}/a.png'><script>bad()</script><ul><li>Four<li>Five</ul></body>"
    )
    assert child.ask(do="page", html=page, name="x")["value"]["text"] == "Head\n\nOne & two\nthree\nFour\nFive"
    deep = child.ask(do="page", html="<div><b>" * 100_000 + "words", name="x")
    assert deep["value"]["text"] == "words"


def test_a_project_comes_apart_and_goes_together_again(child: Child, tmp_path: Path) -> None:
    with Document.create(tmp_path / "a.geoeditor", "Affair") as document:
        add_actor(document, name="Anna Tamm")
        add_source(document, TEXT * 2_000, title="Long")
        data = export_json(document)
    path = tmp_path / "a.json"
    path.write_bytes(data)
    answer = child.ask(do="project_json", path=str(path))
    found = at_once(together(answer["value"]))
    assert found.title == "Affair"
    rows = {batch.table: batch.rows for batch in found.batches}
    assert rows["actor"][0]["name"] == "Anna Tamm"
    assert rows["source"][0]["text"] == TEXT * 2_000
    assert child.longest < 2 * worker.PIECE


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"nonsense", "mistake"),
        (b"[1]", "mistake"),
        (b'{"id": 5}', "mistake"),
        (b'{"id": 5, "do": "fly"}', "mistake"),
        (b'{"id": 5, "do": "article", "path": 7}', "mistake"),
        (b'{"id": 5, "do": "article", "path": "a\\u0000b.txt"}', "name of a file"),
        (b'{"id": 5, "do": "article", "bytes": "%%%"}', "mistake"),
        (b'{"id": 5, "do": "suggest", "text": "x", "published": "soon", "known": []}', "mistake"),
        (b"\xff\xfe\x00", "mistake"),
        (b"[" * 100_000, "mistake"),
    ],
)
def test_a_bad_line_is_answered_and_survived(child: Child, line: bytes, told: str) -> None:
    assert told in child.send(line)["problem"]
    assert child.ask(do="article", text="Words", name="x")["value"]["text"] == "Words"


def test_files_that_are_no_articles_are_refused(child: Child, tmp_path: Path) -> None:
    (tmp_path / "zero.txt").write_bytes(b"")
    (tmp_path / "nul.txt").write_bytes(b"Text\0with a hole")
    (tmp_path / "bad.txt").write_bytes(b"A sentence \xc3\x28 and more \xe2\x28\xa1 \xff\xfe " + "Zürich ".encode() * 50)
    (tmp_path / "folder.txt").mkdir()
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(LARGEST_ARTICLE + 5_000_000)
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "bad.json").write_bytes(b'{"format": "geoeditor-project", "version": 1, "version": 2}')
    told = {
        name: child.ask(do="article", path=str(tmp_path / name))["problem"]
        for name in ("zero.txt", "nul.txt", "bad.txt", "folder.txt", "big.txt", "pipe.txt", "none.txt")
    }
    for name, word in (
        ("zero.txt", "empty"),
        ("nul.txt", "not text"),
        ("bad.txt", "damaged characters"),
        ("folder.txt", "folder"),
        ("big.txt", "20 MB"),
        ("pipe.txt", "pipe"),
        ("none.txt", "does not exist"),
    ):
        assert word in told[name]
        assert name in told[name]
    assert "pipe" in child.ask(do="project_json", path=str(tmp_path / "pipe.json"))["problem"]
    assert "twice" in child.ask(do="project_json", path=str(tmp_path / "bad.json"))["problem"]


def test_a_text_of_twenty_megabytes_is_read_and_one_byte_more_is_refused(child: Child, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    text = (TEXT * (LARGEST_ARTICLE // len(TEXT) + 1))[:LARGEST_ARTICLE]
    path.write_text(text)
    assert child.ask(do="article", path=str(path))["value"]["text"] == text
    path.write_text(f"{text}x")
    told = "“large.txt” is larger than the 20 MB an article may have; split it; the project was not changed."
    assert child.ask(do="article", path=str(path))["problem"] == told
    assert child.ask(do="article", bytes=b64encode(f"{text}x".encode()).decode(), name="large.txt")["problem"] == told


@pytest.mark.parametrize("name", ["forms_out_of_sight.pdf", "shown_often.pdf"])
def test_what_a_parser_does_not_come_back_from_ends_it_with_a_sentence(tmp_path: Path, name: str) -> None:
    from tests.hostile_imports.lures import Lures
    from tests.hostile_imports.structures import STRUCTURES

    path = tmp_path / name
    path.write_bytes(STRUCTURES[name](Lures.nowhere()))
    child = Child()
    answer = child.ask(do="article", path=str(path))
    assert f"“{name}” can not be read as a PDF document: it needs more time or memory" in answer["problem"]
    assert answer["is_last"] is True
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert child.end()[0] == 1
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime < 3  # with the start of Python


def test_what_goes_wrong_says_nothing_of_the_text(child: Child) -> None:
    answer = child.ask(do="suggest", text=7, published="CANARY", known=[])
    code, said = child.end()
    assert code == 0
    assert b"CANARY" not in said
    assert "CANARY" not in answer["problem"]


WATCHED = """
import os, socket, subprocess, sys
from pathlib import Path
import geoeditor.worker as w
watch = w.Watch()
watch.begin()
folder = Path(sys.argv[1])
watch.allow(folder / "asked.txt")
acts = {
    "asked": lambda: (folder / "asked.txt").read_text(),
    "other": lambda: (folder / "other.txt").read_text(),
    "through a link": lambda: (folder / "link.txt").read_text(),
    "by number": lambda: os.open(folder / "other.txt", os.O_RDONLY),
    "list": lambda: os.listdir(folder),
    "write": lambda: (folder / "new.txt").write_text("x"),
    "write over": lambda: (folder / "asked.txt").write_text("x"),
    "remove": lambda: (folder / "other.txt").unlink(),
    "rename": lambda: (folder / "other.txt").rename(folder / "new.txt"),
    "folder": lambda: (folder / "new").mkdir(),
    "socket": lambda: socket.socket(),
    "name": lambda: socket.getaddrinfo("localhost", 80),
    "program": lambda: subprocess.run([sys.executable, "-c", ""]),
    "shell": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "fork": lambda: os.fork(),
    "module": lambda: __import__("colorsys").__name__,
    "package": lambda: __import__("openpyxl").__name__,
}
for name, act in acts.items():
    try:
        print(name, "done", str(act())[:5], sep=": ")
    except PermissionError:
        print(name, "refused", sep=": ")
watch.allow(None)
try:
    (folder / "asked.txt").read_text()
except PermissionError:
    print("asked before: refused")
"""


def test_it_opens_nothing_but_what_the_task_names_and_calls_nobody(tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text("words")
    (tmp_path / "other.txt").write_text("secret")
    (tmp_path / "link.txt").symlink_to(tmp_path / "other.txt")
    run = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    told = run.stdout.splitlines()
    may = {"asked: done: words", "module: done: color", "package: done: openp"}
    assert [line for line in told if "refused" not in line] == sorted(may)
    assert len(told) == 18, run.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["asked.txt", "link.txt", "other.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_it_can_neither_write_nor_take_all_memory(tmp_path: Path) -> None:
    code = (
        "import sys, geoeditor.worker as w\n"
        "w._limit_ourselves(w.MEMORY_BYTES)\n"
        "for act in (lambda: open(sys.argv[1], 'w').write('x'), lambda: bytearray(3 * 1024**3)):\n"
        "    try:\n"
        "        act()\n"
        "        print('done')\n"
        "    except (OSError, MemoryError) as problem:\n"
        "        print(type(problem).__name__)\n"
    )
    run = subprocess.run(
        [sys.executable, "-B", "-c", code, str(tmp_path / "x")], capture_output=True, text=True, check=False
    )
    assert run.stdout.splitlines()[-1] == "MemoryError"
    assert (tmp_path / "x").read_text() == ""


def test_a_thing_that_is_printed_does_not_get_between_answers() -> None:
    code = "import os, geoeditor.worker as w; w._article = lambda task: {}; w.main()"
    task = b'{"id": 1, "do": "article", "text": "x", "name": "x"}\n'
    run = subprocess.run(
        [sys.executable, "-c", f"import atexit; atexit.register(print, 'stray'); {code}"],
        input=task,
        capture_output=True,
        check=False,
    )
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [1]
    assert b"stray" in run.stderr


def test_it_ends_when_nobody_asks_any_more(child: Child) -> None:
    assert child.end() == (0, b"")


def test_it_starts_without_what_it_may_not_need() -> None:
    code = "import sys, geoeditor.worker; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"PySide6", "sqlite3", "sqlmodel", "sqlalchemy", "numpy", "socket", "ssl", "geoeditor.reading"}


def test_the_command_line_holds_also_when_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker.command()[:1] == [sys.executable]
    assert worker.command()[-2:] == ["-m", "geoeditor.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker.command() == [sys.executable, worker.FROZEN_FLAG]
