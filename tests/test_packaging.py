"""What a stranger's machine needs: scripts that run from anywhere, pins that name no place, a whole wheel."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import geoeditor

SCRIPTS = ("setup", "run", "test", "lock")


@pytest.fixture(scope="module")
def pins(checkout: Path) -> dict[str, tuple[Version, int]]:
    """Return the version of each pinned package, and how many hashes it has."""
    text = (checkout / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^([\w.-]+)==(\S+) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)
    return {canonicalize_name(name): (Version(version), hashes.count("sha256")) for name, version, hashes in blocks}


def _declared(checkout: Path) -> list[Requirement]:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]


def test_every_declared_dependency_is_pinned_to_a_version_it_allows(
    checkout: Path, pins: dict[str, tuple[Version, int]]
) -> None:
    wrong = [
        str(needed)
        for needed in _declared(checkout)
        if (name := canonicalize_name(needed.name)) not in pins or pins[name][0] not in needed.specifier
    ]
    assert not wrong, "run `sh packaging/lock`"


def test_every_pinned_package_has_hashes_and_nothing_else_is_asked_for(
    checkout: Path, pins: dict[str, tuple[Version, int]]
) -> None:
    lines = (checkout / "packaging" / "requirements.lock").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(asked) == len(pins) > 40
    # Those that are compiled come in many builds, one for each system and version of Python.
    assert {name for name in ("numpy", "orjson", "pydantic-core", "sqlalchemy") if pins[name][1] >= 20} == {
        "numpy",
        "orjson",
        "pydantic-core",
        "sqlalchemy",
    }


def test_the_pins_name_no_host_and_no_path(checkout: Path) -> None:
    text = (checkout / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    assert not re.findall(r"(?i)\S*(?:http|index|find-links|file:|/(?:tmp|usr|opt)/)\S*", text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_are_sound_for_a_plain_shell(checkout: Path, name: str) -> None:
    script = checkout / "packaging" / name
    assert script.read_bytes().startswith(b"#!/bin/sh\n")
    assert os.access(script, os.X_OK)
    checked = subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """Return a checkout that has only the scripts and the declarations, in a folder with a space in its name."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    shutil.copytree(checkout / "packaging", folder / "packaging")
    shutil.copy(checkout / "pyproject.toml", folder)
    return folder


def _fake(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def _shell(
    script: Path, *arguments: str, programs: Path | None = None, folder: Path | None = None, screen: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a script, without a screen unless one is named; where programs is given, they are before the system's."""
    path = os.pathsep.join(filter(None, [str(programs) if programs else "", os.environ["PATH"]]))
    return subprocess.run(
        ["sh", str(script), *arguments],
        env=os.environ | {"PATH": path, "PYTHON": "", "DISPLAY": screen, "WAYLAND_DISPLAY": ""},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_setup_says_which_line_installs_what_is_missing_where_it_may_not_do_so_itself(
    copy: Path, tmp_path: Path
) -> None:
    programs = tmp_path / "programs"
    _fake(programs, "ldconfig", "echo '\tlibEGL.so.1 (libc6) => /x'; echo '\tlibdbus-1.so.3 (libc6) => /x'")
    _fake(programs, "id", "echo 1000")
    _fake(programs, "uname", "echo Linux")
    _fake(programs, "apt-get", "echo must not run; exit 9")
    result = _shell(copy / "packaging" / "setup", programs=programs)
    assert result.returncode == 1
    line = "sudo apt-get install --no-install-recommends libgl1 libxkbcommon0 libfontconfig1 libglib2.0-0"
    assert line in result.stderr
    assert "must not run" not in result.stdout
    assert not (copy / ".venv").exists()


def test_setup_installs_exactly_what_is_missing_for_root(copy: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    _fake(programs, "ldconfig", "echo '\tlibEGL.so.1 (libc6) => /x'")
    _fake(programs, "id", "echo 0")
    _fake(programs, "uname", "echo Linux")
    _fake(programs, "apt-get", 'echo "$DEBIAN_FRONTEND: $*" >>"${0%/*}/log"; [ "$1" = update ]')
    result = _shell(copy / "packaging" / "setup", programs=programs)
    assert result.returncode != 0, "an installation that fails must stop the setup"
    first, second = (programs / "log").read_text(encoding="utf-8").splitlines()
    assert first.startswith("noninteractive: update")
    assert " install -y -qq --no-install-recommends libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1" in second
    assert not (copy / ".venv").exists()


def test_setup_without_a_python_that_is_new_enough_says_so(copy: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        _fake(programs, name, "exit 1")
    _fake(programs, "id", "echo 0")
    _fake(programs, "uname", "echo Other")
    _fake(programs, "apt-get", "exit 0")
    result = _shell(copy / "packaging" / "setup", programs=programs)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer" in result.stderr


@pytest.mark.parametrize(
    ("script", "program", "line"),
    [("run", "geoeditor", "sample --headless --out out"), ("test", "pytest", "-q -n auto")],
)
def test_the_two_commands_pass_their_arguments_on_and_their_result_back(
    copy: Path, tmp_path: Path, script: str, program: str, line: str
) -> None:
    (copy / "packaging" / "setup").write_text("#!/bin/sh\n", encoding="utf-8")
    (copy / ".venv").mkdir()
    _fake(copy / ".venv" / "bin", program, 'printf "%s|" "$@"; echo "$QT_QPA_PLATFORM"; exit 7')
    result = _shell(copy / "packaging" / script, "-k", "a b", folder=tmp_path)
    assert result.returncode == 7
    assert result.stdout == f"{'|'.join([*line.split(), '-k', 'a b'])}|offscreen\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [((), "sample"), (("--headless",), "sample --headless --out out --headless")],
)
def test_run_opens_the_window_where_there_is_a_screen_unless_told_not_to(
    copy: Path, tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    (copy / "packaging" / "setup").write_text("#!/bin/sh\n", encoding="utf-8")
    (copy / ".venv").mkdir()
    _fake(copy / ".venv" / "bin", "geoeditor", 'printf "%s|" "$@"')
    result = _shell(copy / "packaging" / "run", *arguments, folder=tmp_path, screen=":77")
    assert result.stdout == f"{'|'.join(line.split())}|"


def test_setup_asks_for_what_a_window_needs_where_there_is_a_screen(copy: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    _fake(programs, "ldconfig", "echo '\tlibEGL.so.1 (libc6) => /x'")
    _fake(programs, "id", "echo 1000")
    _fake(programs, "uname", "echo Linux")
    result = _shell(copy / "packaging" / "setup", programs=programs, screen=":77")
    assert "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0" in result.stderr


def test_ci_runs_the_test_command(checkout: Path) -> None:
    assert os.access(checkout / ".ci" / "run", os.X_OK)
    assert (checkout / ".ci" / "run").read_text(encoding="utf-8").endswith("exec sh packaging/test\n")


def test_the_licence_is_the_whole_apache_licence(checkout: Path) -> None:
    text = (checkout / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text) > 11_000


def test_the_wheel_is_whole_and_finds_its_resources(checkout: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith(f"geoeditor-{geoeditor.__version__}-")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    package = checkout / "src" / "geoeditor"
    for origin, place in ((package, "geoeditor"), (checkout / "resources", "geoeditor/resources")):
        for file in origin.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                copied = tmp_path / "site" / place / file.relative_to(origin)
                assert hashlib.sha256(copied.read_bytes()).digest() == hashlib.sha256(file.read_bytes()).digest()
    code = "from geoeditor.resources import resource_path; print(resource_path())"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == str(tmp_path / "site" / "geoeditor" / "resources")
