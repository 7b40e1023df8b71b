"""The child that uses a pipeline: its bounds, what it may not do, and that the other child never loads anything."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geoeditor import worker

TEXT = "Latvian Foreign Minister Juris Ozols spoke in Riga. Zorbelish men left."
LIMITS = (
    "import resource, sys; from types import SimpleNamespace as S\n"
    "def load(name): return read\n"
    "def read(text): return S(ents=[S(start_char=0, end_char=len(str(soft())), label_='ORG')])\n"
    "def soft(): sys.stderr.write('AS %d\\n' % resource.getrlimit(resource.RLIMIT_AS)[0]); return 1234\n"
)


def ask(*tasks: dict[str, object], pipeline: bool = True) -> tuple[list[dict[str, Any]], str]:
    """Return the last line of each answer, with what came in pieces put into it, and what was said on stderr."""
    arguments = [worker.PIPELINE_FLAG] if pipeline else []
    lines = b"".join(json.dumps({"id": number, **task}).encode() + b"\n" for number, task in enumerate(tasks))
    done = subprocess.run([*worker.command(), *arguments], input=lines, capture_output=True, timeout=60, check=True)
    answers: list[dict[str, Any]] = [{} for _ in tasks]
    for line in done.stdout.splitlines():
        message = json.loads(line)
        answer = answers[message["id"]]
        for key, piece in message.get("more", {}).items():
            answer.setdefault(key, []).extend(piece)
        answer.update(message.get("value", {}))
        if "problem" in message:
            answer["problem"] = message["problem"]
    return answers, done.stderr.decode()


@pytest.fixture
def spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a package of that name on the child's path."""
    folder = tmp_path / "spacy"
    folder.mkdir()
    (folder / "util.py").write_text("def get_installed_models():\n    return ['xx_news', 7, 'bad\\nname']\n")
    (folder / "__init__.py").write_text(LIMITS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return folder


def _suggest(**more: object) -> dict[str, object]:
    return {"do": "suggest", "text": TEXT, "published": "", "known": [], **more}


def test_installed_pipelines_are_told_where_there_are_some(spacy: Path) -> None:
    (answer,), _ = ask({"do": "pipelines"})
    assert answer == {"is_there": True, "names": ["xx_news"], "fault": ""}


def test_without_spacy_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (answer,), _ = ask({"do": "pipelines"})
    assert answer["names"] == []
    assert answer["fault"] == ""


def test_a_spacy_that_can_not_be_loaded_is_told_by_kind(spacy: Path) -> None:
    (spacy / "__init__.py").write_text("raise OSError('where you keep your things')\n")
    (answer,), _ = ask({"do": "pipelines"})
    assert answer == {"is_there": True, "names": [], "fault": "OSError"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_memory_is_bounded_higher_than_for_foreign_files(spacy: Path) -> None:
    _, said = ask(_suggest(pipeline="xx_news"))
    assert f"AS {worker.PIPELINE_MEMORY_BYTES}" in said
    _, said = ask(_suggest(pipeline="xx_news"), pipeline=False)
    assert f"AS {worker.MEMORY_BYTES}" in said
    assert worker.MEMORY_BYTES < worker.PIPELINE_MEMORY_BYTES


def test_nothing_of_spacy_is_loaded_before_it_is_asked_for(spacy: Path) -> None:
    (spacy / "__init__.py").write_text("raise SystemExit(3)\n")
    (answer,), _ = ask(_suggest())
    assert "Juris Ozols" in {actor["name"] for actor in answer["actors"]}
    (failed, after), _ = ask(_suggest(pipeline="xx_news"), _suggest())
    assert "“xx_news” found no names here: SystemExit." in failed["problem"]
    assert after["actors"] == answer["actors"]


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "open(__file__ + '.out', 'w')",
        "open('/etc/hostname').read()",
    ],
)
def test_a_pipeline_gets_no_network_no_program_and_no_file_of_the_user(spacy: Path, act: str) -> None:
    (spacy / "__init__.py").write_text(f"def load(name):\n    {act}\n")
    (answer,), _ = ask(_suggest(pipeline="xx_news"))
    assert "PermissionError" in answer["problem"]


def test_names_of_other_projects_go_along() -> None:
    learned = [{"name": "Zorbelish", "kind": "actor.group", "names": []}]
    (answer,), _ = ask(_suggest(learned=learned), pipeline=False)
    rules = {actor["name"]: actor["rule"] for actor in answer["actors"]}
    assert rules["Zorbelish"] == "learned from your other projects"
