"""The commands, one by one: exit codes, answers and their forms, as the contract has them."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geoeditor import __version__, cli, jobs
from geoeditor.cli import entry
from geoeditor.cli.parser import COMMANDS
from geoeditor.core.errors import BugError, UserError

TEXT = """Minsk and Moscow agree on gas

Belarusian President Alexander Lukashenko met Russian President Vladimir Putin in Minsk on Tuesday. Russia will supply
gas to Belarus before the end of the year, Lukashenko said. Ukraine accused Russia of blackmail.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run: exit code, stdout and stderr."""

    code: int
    out: str
    talk: str

    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """Return what stdout holds."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return the program, run in this process in an empty folder; `typed` is its stdin.

    No picture is made here: a process has one Qt application, and other tests need a full one.
    """
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str, typed: str = "") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        code = cli.main(arguments)
        out, talk = capfdbinary.readouterr()
        return Answer(code, out.decode(), talk.decode())

    return ran


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Return the name of a file with an article in it."""
    (tmp_path / "gas.txt").write_text(TEXT, "utf-8")
    return "gas.txt"


def test_help_names_every_command(run: Run) -> None:
    answer = run("--help")
    assert (answer.code, answer.talk) == (0, "")
    for command in COMMANDS:
        assert f"\n    {command} " in answer.out
        assert run(command, "--help").out.startswith(f"usage: geoeditor {command} ")


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version") == Answer(0, f"geoeditor {__version__}\n", "")


def test_options_are_taken_only_in_full(run: Run, article: str) -> None:
    assert run("suggest", article, "--pub", "2025").code == 2


def test_an_article_without_accept_is_kept_as_a_source_only(run: Run, article: str) -> None:
    answer = run("import", "p.geoeditor", article)
    assert answer == Answer(0, "“Minsk and Moscow agree on gas”: the text is kept, nothing was accepted\n", "")
    info = run("info", "p.geoeditor", "--json").json()
    assert info["title"] == "Minsk and Moscow agree on gas"
    assert (info["counts"]["source"], info["counts"]["actor"]) == (1, 0)


def test_the_same_text_twice_is_named_and_left_out(run: Run, article: str, tmp_path: Path) -> None:
    assert run("import", "p.geoeditor", article).code == 0
    (tmp_path / "copy.md").write_text(TEXT.replace("\n", "\r\n"), "utf-8", newline="")
    for name in (article, "copy.md"):
        again = run("import", "p.geoeditor", name)
        assert (again.code, again.out) == (1, "")
        assert "in the project already" in again.talk
    assert run("import", "q.geoeditor", article, article).code == 1
    assert run("info", "q.geoeditor", "--json").json()["counts"]["source"] == 1


def test_several_files_are_one_step(run: Run, article: str, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Talks in Paris\n\nFrance hosts Iran.\n", "utf-8")
    answer = run("import", "p.geoeditor", article, "b.md", "--accept", "0")
    assert (answer.code, answer.out.count("\n")) == (0, 2)
    steps = run("history", "p.geoeditor", "--json").json()
    assert [step["label"] for step in steps] == ["Import 2 files"]
    assert run("undo", "p.geoeditor").code == 0
    assert run("info", "p.geoeditor", "--json").json()["counts"]["source"] == 0


def test_progress_is_told_on_a_terminal_only(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("import", "p.geoeditor", article).talk == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run("import", "q.geoeditor", article).talk == "Working on “gas.txt” …\n"


def test_a_higher_score_accepts_no_more_and_one_accepts_least(run: Run, article: str) -> None:
    facts = []
    for score in ("0", "0.5", "0.7", "1"):
        assert (
            run("import", f"p{score}.geoeditor", article, "--accept", score, "--published", "7 August 2025").code == 0
        )
        counts = run("info", f"p{score}.geoeditor", "--json").json()["counts"]
        facts.append((counts["actor"], counts["event"], counts["link"]))
    assert facts == sorted(facts, reverse=True)
    assert facts[0] > facts[-1]
    found = run("suggest", article, "--published", "2025-08-07", "--json").json()
    assert facts[0] == (len(found["actors"]), len(found["events"]), len(found["links"]))


def test_publication_date_and_kind_are_stored(run: Run, article: str) -> None:
    assert run("import", "p.geoeditor", article, "--published", "7 August 2025", "--as", "report").code == 0
    source = json.loads(run("export", "p.geoeditor", "-").out)["sources"][0]
    assert (source["t"], source["kind"]) == ("2025-08-07", "report")


def test_stdin_is_an_article(run: Run) -> None:
    assert run("import", "p.geoeditor", "-", typed=TEXT).code == 0
    assert run("suggest", "-", typed=TEXT).out.startswith("Actors\n")


def test_suggestions_have_the_form_of_the_contract(run: Run, article: str) -> None:
    found = run("suggest", article, "--published", "7 August 2025", "--json").json()
    parts = ["format", "version", "published", "title", "sentences", "actors", "unnamed", "dates", "events", "links"]
    assert sorted(found) == sorted(parts)
    assert (found["format"], found["version"], found["published"]) == ("geoeditor-suggestions", 1, "2025-08-07")
    keys = {
        "actors": ["name", "kind", "named", "aliases", "mentions", "score", "rule"],
        "dates": ["span", "text", "edtf", "earliest", "latest", "vague", "rule"],
        "events": ["title", "kind", "actors", "edtf", "status", "speakers", "span", "score", "rule"],
        "links": ["source", "target", "kind", "label", "edtf", "status", "speakers", "span", "score", "rule"],
    }
    for part, wanted in keys.items():
        assert found[part], part
        assert all(set(wanted) <= set(item) for item in found[part])  # more may be added
    names = {actor["name"] for actor in found["actors"]}
    assert {link[end] for link in found["links"] for end in ("source", "target")} <= names
    assert {name for event in found["events"] for name in event["actors"]} <= names
    kinds = {"person", "state", "organisation", "group", "place", "untyped"}
    assert {actor["kind"] for actor in found["actors"]} <= kinds
    start, end = found["title"]["span"]
    assert TEXT[start:end] == found["title"]["text"] == "Minsk and Moscow agree on gas"
    for date in found["dates"]:
        assert TEXT[slice(*date["span"])] == date["text"]
    deadline = next(date for date in found["dates"] if date["text"] == "before the end of the year")
    assert (deadline["edtf"], deadline["earliest"]) == ("2025-08-07/2025-12-31", "2025-08-07")


def test_suggest_changes_nothing_and_knows_the_actors_of_a_project(run: Run, tmp_path: Path) -> None:
    text = "The Northern Lanterns met in Oslo.\n"
    (tmp_path / "a.txt").write_text("Notes\n\nSomething about Sigrid Undervik of Norway.\n")
    assert run("import", "p.geoeditor", "a.txt", "--accept", "0").code == 0
    before = (tmp_path / "p.geoeditor").read_bytes()
    known = run("suggest", "-", "--project", "p.geoeditor", "--json", typed=text + "Then Undervik spoke.\n").json()
    assert "Sigrid Undervik" in {actor["name"] for actor in known["actors"]}
    assert (tmp_path / "p.geoeditor").read_bytes() == before


def test_a_text_without_facts_says_so(run: Run) -> None:
    assert run("suggest", "-", typed="so it goes\n").out == "Nothing was found in this text.\n"


def test_info_and_history_of_the_sample(run: Run) -> None:
    assert run("sample", "--to", "s.geoeditor") == Answer(0, "Wrote s.geoeditor.\n", "")
    info = run("info", "s.geoeditor", "--json").json()
    assert list(info["counts"]) == ["actor", "event", "link", "source", "citation", "relation", "tag", "view"]
    text = run("info", "s.geoeditor").out
    assert f"{info['counts']['actor']} actors" in text
    assert f"{info['bytes']:,} bytes, schema version {info['version']}" in text
    assert f"Events from {info['first']} to {info['last']}" in text
    steps = run("history", "s.geoeditor", "--json").json()
    assert [(list(step), step["label"]) for step in steps] == [
        (["id", "label", "origin", "at", "undone"], "Sample project")
    ]
    assert run("check", "s.geoeditor") == Answer(0, "The project is sound.\n", "")


def test_undo_and_redo_count_and_say_when_nothing_is_left(run: Run, article: str) -> None:
    assert run("sample", "--to", "s.geoeditor").code == 0
    assert run("import", "s.geoeditor", article).code == 0
    label = "Import “Minsk and Moscow agree on gas”"
    assert run("undo", "s.geoeditor") == Answer(0, f"Undid: {label}\n", "")
    assert [step["undone"] for step in run("history", "s.geoeditor", "--json").json()] == [True, False]
    assert run("history", "s.geoeditor").out.splitlines()[0].endswith(f"{label}  (undone)")
    assert run("redo", "s.geoeditor", "5") == Answer(1, f"Redid: {label}\n", "Nothing left to redo after 1 step.\n")
    assert run("undo", "s.geoeditor", "2").out == f"Undid: {label}\nUndid: Sample project\n"
    assert run("undo", "s.geoeditor") == Answer(1, "", "Nothing left to undo.\n")


def test_an_export_replaces_the_old_file_whole(run: Run, tmp_path: Path) -> None:
    assert run("sample", "--to", "s.geoeditor").code == 0
    (tmp_path / "out.json").write_bytes(b"x" * 200_000)
    answer = run("export", "s.geoeditor", "out.json")
    data = (tmp_path / "out.json").read_bytes()
    assert answer == Answer(0, f"Wrote out.json ({len(data):,} bytes).\n", "")
    assert json.loads(data)["format"] == "geoeditor-project"


def test_pictures_can_be_made_again_and_again_in_one_process_and_come_out_the_same(run: Run, tmp_path: Path) -> None:
    assert run("sample", "--to", "s.geoeditor").code == 0
    code = """
import sys
from geoeditor.cli import main
for name in ("a.png", "b.svg", "c.pdf", "d.png"):
    if main(["export", "s.geoeditor", name, "--view", "graph"]):
        sys.exit(1)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "d.png").read_bytes()


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (UserError("The disk is full; nothing was changed."), "The disk is full; nothing was changed.\n"),
        (BugError("a gap"), "The program made a mistake (a gap); what was stored is kept, please report it.\n"),
        (KeyboardInterrupt(), "Interrupted; what was not finished was not stored, everything else is as it was.\n"),
        (OSError(5, "Input/output error"), "The computer refused a step (Input/output error)"),
        (ValueError("secret name"), "The program made a mistake (ValueError, test_cli.py:"),
    ],
)
def test_whatever_happens_people_get_a_sentence_and_code_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, failure: BaseException, said: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise failure

    monkeypatch.setattr(entry, "_give_up_stdout", lambda: None)
    monkeypatch.setattr(jobs, "typed_date", fail)
    answer = run("suggest", "-", typed="Text")
    assert (answer.code, answer.out) == (2, "")
    assert answer.talk.startswith(said)
    assert answer.talk.count("\n") == 1
    assert "secret" not in answer.talk


def test_nothing_in_a_project_can_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    text = "Minsk \u202etalks\u202c go on\n\nBelarus met Russia in Minsk.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    answer = run("import", "p.geoeditor", "a.txt")
    assert answer.code == 0
    for shown in (answer.out, run("info", "p.geoeditor").out, run("history", "p.geoeditor").out):
        assert "Minsk" in shown
        assert "\u202e" not in shown
    assert "\u202e" in run("export", "p.geoeditor", "-").out
