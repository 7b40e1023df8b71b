"""What is refused: one sentence, exit code 2, and every byte of the project as it was."""

import os
import resource
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.journeys.command_line import Here, assert_refused, there, unprivileged

READING = ("info", "history", "check", "export")
ALL = (*READING, "import", "undo", "redo")


def _arguments(command: str, project: Path | str, article: Path) -> list[str]:
    more = {"export": ["out.json"], "import": [str(article)]}
    return [command, str(project), *more.get(command, [])]


@pytest.fixture
def kept(project: Path) -> Iterator[Path]:
    """Return the project, and make sure at the end that no byte of it has changed."""
    before = project.read_bytes()
    yield project
    assert project.read_bytes() == before
    assert not list(project.parent.glob("*-journal"))


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(a)")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _newer(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(data)


def _with(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)

    return change


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("Nothing of the kind. " * 20), "not a GeoEditor project"),
    "zero bytes": (lambda path: path.write_bytes(b""), "is empty"),
    "another program's": (_foreign, "another program"),
    "newer": (_newer, "newer version"),
    "truncated": (lambda path: os.truncate(path, 200_000), "damaged"),
    "damaged": (lambda path: path.write_bytes(path.read_bytes()[:100_000] + bytes(400_000)), "damaged"),
    "missing": (lambda path: path.unlink(), "There is no project"),
    "a folder": (_folder, "is a folder"),
    "a pipe": (_pipe, "not an ordinary file"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_sound_project_is_refused_by_every_command(
    here: Here, project: Path, article: Path, case: str
) -> None:
    spoil, because = BROKEN[case]
    spoil(project)
    before = project.read_bytes() if project.is_file() else None
    commands = [command for command in ALL if not (command == "check" and because == "damaged")]
    for command in commands:
        if command == "import" and case == "missing":
            continue  # that makes it
        assert because in assert_refused(here(*_arguments(command, project, article)))
    assert (project.read_bytes() if project.is_file() else None) == before
    assert not Path("out.json").exists()


@pytest.mark.parametrize(
    "statement",
    ["CREATE TRIGGER evil AFTER INSERT ON event BEGIN DELETE FROM actor; END", "CREATE VIEW evil AS SELECT 1"],
)
def test_a_project_with_a_trigger_or_view_of_a_stranger_is_refused(
    here: Here, project: Path, article: Path, statement: str
) -> None:
    _with(statement)(project)
    before = project.read_bytes()
    for command in ALL:
        answer = here(*_arguments(command, project, article))
        if command == "check":
            assert answer.code == 1
            assert "evil" in answer.out.decode()
        else:
            assert "evil" in assert_refused(answer)
    assert project.read_bytes() == before


TEXTS = {
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "paper.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "archive.txt": b"PK\x03\x04\x14\0\0\0" + bytes(range(200)),
    "noise.txt": bytes(range(256)) * 9,
    "nul.txt": b"Belarus and\0Russia met.",
    "surrogate.txt": "Łukasz met “them” ".encode() + b"\xed\xa0\x80 in Paris.",
    "empty.txt": b"",
    "blank.md": b" \n\t\n ",
    "large.txt": b"Belarus met Russia. " * 1_050_000,
    "letter.docx": b"PK\x03\x04",
    "page.html": b"<script>nothing()</script>",
    "table.xyz": b"a;b",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_no_text_is_refused(here: Here, kept: Path, name: str) -> None:
    Path(name).write_bytes(TEXTS[name])
    assert name in assert_refused(here("import", kept, name))
    assert name in assert_refused(here("suggest", name))
    assert_refused(here("import", "new.geoeditor", name))
    assert not Path("new.geoeditor").exists()
    if name.endswith(".txt"):
        assert_refused(here("import", kept, "-", typed=TEXTS[name]))


HEAD = b'{"format": "geoeditor-project", "version": 1, "project": {"id": "0000000000001"}'
ACTOR = b'{"id": "0000000000002", "name": "%s"}'
JSON = {
    "no JSON": b"{",
    "no object": b"[]",
    "nothing": b"",
    "wrong format": b'{"format": "timeline", "version": 1, "project": {}}',
    "newer version": HEAD.replace(b": 1,", b": 2,") + b"}",
    "no project": b'{"format": "geoeditor-project", "version": 1}',
    "not UTF-8": HEAD + b', "actors": [' + ACTOR % b"\xff\xfe" + b"]}",
    "a surrogate": HEAD + b', "actors": [' + ACTOR % b"\\ud800" + b"]}",
    "a NUL": HEAD + b', "actors": [' + ACTOR % b"\\u0000" + b"]}",
    "a very long name": HEAD + b', "actors": [' + ACTOR % (b"n" * 10_000) + b"]}",
    "a blank name": HEAD + b', "actors": [' + ACTOR % b"  " + b"]}",
    "no name": HEAD + b', "actors": [{"id": "0000000000002"}]}',
    "the same id twice": HEAD + b', "actors": [' + ACTOR % b"A" + b", " + ACTOR % b"B" + b"]}",
    "a link to itself": HEAD
    + b', "actors": ['
    + ACTOR % b"A"
    + b'], "links": [{"id": "0000000000003", "from": "0000000000002", "to": "0000000000002"}]}',
    "a link to nobody": HEAD + b', "links": [{"id": "0000000000003", "from": "0000000000004", "to": "0000000000005"}]}',
    "an impossible date": HEAD + b', "events": [{"id": "0000000000003", "title": "E", "t": "2025-02-31"}]}',
    "infinity": HEAD + b', "events": [{"id": "0000000000003", "title": "E", "likelihood": 1e999}]}',
    "deep": HEAD + b', "actors": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an unknown key": HEAD + b', "people": []}',
}


@pytest.mark.parametrize("case", JSON)
def test_json_that_is_no_project_is_refused(here: Here, kept: Path, case: str) -> None:
    Path("given.json").write_bytes(JSON[case])
    assert_refused(here("import", kept, "given.json"))
    assert_refused(here("import", "new.geoeditor", "given.json"))
    assert not Path("new.geoeditor").exists()


def test_one_bad_file_among_several_keeps_out_all(here: Here, kept: Path, article: Path) -> None:
    Path("given.json").write_bytes(JSON["a link to itself"])
    Path("second.txt").write_text("Minsk and Moscow talk.\n")
    for bad in ("missing.txt", "missing.json", "given.json"):
        assert_refused(here("import", kept, article, "second.txt", bad))
        assert_refused(here("import", "new.geoeditor", article, bad))
    assert not Path("new.geoeditor").exists()
    Path("given.json").write_bytes(JSON["a link to itself"])


@pytest.mark.parametrize(
    "date", ["31 February 2025", "2025-13-01", "7 to 1 August 2025", "yesterday", "8/7/2025", "no date", "x" * 5_000]
)
def test_an_impossible_date_is_refused(here: Here, kept: Path, article: Path, date: str) -> None:
    assert_refused(here("import", kept, article, "--published", date))
    assert_refused(here("suggest", article, "--published", date))


ARGUMENTS = [
    ("exprt", "p", "out.png"),
    ("--frobnicate",),
    ("import",),
    ("export", "PROJECT"),
    ("export", "PROJECT", "out.xyz"),
    ("export", "PROJECT", "out"),
    ("export", "PROJECT", ""),
    ("export", "PROJECT", "PROJECT"),
    ("export", "PROJECT", "out.svg", "--view", "no such view"),
    ("export", "PROJECT", "out.json", "--view", "graph"),
    ("export", "PROJECT", "out.svg", "--view", "\udcff"),
    ("export", "PROJECT", "out.png", "--size", "big"),
    ("export", "PROJECT", "out.png", "--size", "1x1"),
    ("export", "PROJECT", "out.png", "--size", "99999x99999"),
    ("export", "PROJECT", "out.png", "--dpi", "0"),
    ("import", "PROJECT", "ARTICLE", "--accept", "much"),
    ("import", "PROJECT", "ARTICLE", "--accept", "1.5"),
    ("import", "PROJECT", "ARTICLE", "--accept", "nan"),
    ("import", "PROJECT", "ARTICLE", "--as", "\udcff"),
    ("import", "PROJECT", "PROJECT"),
    ("import", "PROJECT", "."),
    ("import", "PROJECT", "\udcff.txt"),
    ("import", "PROJECT", "a\nb\x1b[31m.txt"),
    ("import", "new.txt", "ARTICLE"),
    ("import", "missing/new.geoeditor", "ARTICLE"),
    ("import", "n" * 300 + ".geoeditor", "ARTICLE"),
    ("undo", "PROJECT", "0"),
    ("redo", "PROJECT", "some"),
    ("info", "\udcff.geoeditor"),
    ("info", "\x1b[31m\u202e.geoeditor"),
    ("info", ""),
    ("sample", "--to", "PROJECT"),
    ("sample", "--to", "missing/new.geoeditor"),
    ("sample", "--out", "ARTICLE"),
    ("check", "PROJECT", "--recover", "PROJECT"),
]


@pytest.mark.parametrize(
    "arguments", ARGUMENTS, ids=lambda given: " ".join(given)[:40].encode("ascii", "replace").decode()
)
def test_what_can_not_be_done_is_refused(here: Here, kept: Path, article: Path, arguments: tuple[str, ...]) -> None:
    places = {"PROJECT": kept.name, "ARTICLE": article.name}
    before = {path.name for path in Path().iterdir()}
    assert_refused(here(*(places.get(argument, argument) for argument in arguments)))
    assert {path.name for path in Path().iterdir()} - {f".{kept.name}.lock"} == before


def test_an_export_never_writes_over_a_project(here: Here, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(kept)
    other = tmp_path / "other.json"
    shutil.copy(kept, other)
    before = other.read_bytes()
    assert_refused(here("export", kept, "link.json"))
    assert_refused(here("export", kept, other))
    assert_refused(here("export", other, other))
    (tmp_path / "out").mkdir()
    shutil.copy(kept, tmp_path / "out" / "graph.png")
    assert_refused(here("sample", "--out", "out"))
    assert other.read_bytes() == before == (tmp_path / "out" / "graph.png").read_bytes()


def test_where_nothing_can_be_written_nothing_is(here: Here, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "device.json").symlink_to("/dev/full")
    (tmp_path / "round.json").symlink_to("round.json")
    for out in ("folder.png", "pipe.json", "device.json", "round.json", "missing/out.json", "n" * 300 + ".json"):
        assert_refused(here("export", kept, out))


def test_a_read_only_place_is_refused_for_writing_and_serves_for_reading(here: Here, kept: Path, article: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        for path in (kept, article):
            shutil.copy(path, place)
            (place / path.name).chmod(0o444)
        (place / "out.json").write_text("old")
        (place / "out.json").chmod(0o444)
        os.chdir(place)
        runs = [["export", kept.name, "new.json"], ["export", kept.name, "out.json"]]
        runs += [["import", kept.name, article.name, "--accept", "0"], ["import", "new.geoeditor", article.name]]
        runs += [["undo", kept.name], ["sample", "--to", "new.geoeditor"], ["sample", "--out", "pictures"]]
        assert here("export", kept, "-").code == 0  # loads what can't be loaded by nobody
        assert here("suggest", article, "--json").code == 0
        place.chmod(0o555)
        names = sorted(path.name for path in place.iterdir())
        with unprivileged():
            refusals = [here(*run) for run in runs]
            read = here("info", kept.name)
        assert sorted(path.name for path in place.iterdir()) == names
        assert (place / "out.json").read_text() == "old"
        place.chmod(0o755)
        (place / kept.name).chmod(0)
        with unprivileged():
            refusals.append(here("info", kept.name))
        os.chdir(kept.parent)
    assert read.code == 0
    for refusal in refusals:
        assert_refused(refusal)


@pytest.mark.parametrize("limit", [5_000, 100_000])
def test_a_full_disk_leaves_everything_as_it_was(here: Here, kept: Path, article: Path, limit: int) -> None:
    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    Path("out.json").write_text("old")
    runs: list[list[str | Path]] = [
        ["import", kept, article, "--accept", "0"],
        ["undo", kept],
        ["import", "new.geoeditor", article],
    ]
    if limit < 50_000:
        runs.append(["export", kept, "out.json"])
    for run in runs:
        assert_refused(there(*run, before=full))
    assert not Path("new.geoeditor").exists()
    assert Path("out.json").read_text() == "old"
    assert {path.suffix for path in Path().iterdir()} <= {".geoeditor", ".txt", ".json", ".lock"}


def test_names_that_are_no_text_are_taken_from_a_real_command_line(kept: Path, article: Path) -> None:
    for arguments in ([b"info", b"\xff.geoeditor"], [b"suggest", b"\xff.txt"], [b"\xff"], [b"\xff", b"x"]):
        assert_refused(there(*arguments))
