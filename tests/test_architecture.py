"""The rules of the house: each test is one of them, and its message names the places that break it."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "src" / "geoeditor"

LONGEST_MODULE = 400  # lines; then it becomes a folder of the same name
LONGEST_TEST_MODULE = 600
LONGEST_FUNCTION = 60
BELOW_PICTURES = ("charts", "exchange", "reading", "layout", "core", "when", "translation", "resources", "settings")
MAKES_FILES = PACKAGE / "exchange" / "writer.py"
MAKES_A_PRIVATE_COPY = PACKAGE / "core" / "inspection" / "private_copy.py"  # in a temporary folder, gone afterwards

# Folders that a checkout has beside what is kept in it; used where git can not tell.
NOT_KEPT = frozenset(
    {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis", "out", "dist", "build"}
)


def _kept_files() -> list[Path]:
    """Return the files that are, or would be, under version control."""
    if shutil.which("git") and (CHECKOUT / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(CHECKOUT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            capture_output=True,
            text=True,
            check=False,
        )
        if listed.returncode == 0:
            paths = (CHECKOUT / name for name in listed.stdout.split("\0") if name)
            return sorted(path for path in set(paths) if path.is_file())
    everything = (path for path in CHECKOUT.rglob("*") if path.is_file())
    return sorted(path for path in everything if not NOT_KEPT.intersection(path.relative_to(CHECKOUT).parts))


KEPT = _kept_files()
SOURCES = [path for path in KEPT if path.suffix == ".py" and path.is_relative_to(PACKAGE)]
MODULES = [path for path in KEPT if path.suffix == ".py"]


def _name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes(), filename=_name(path))


def _nodes(paths: list[Path]) -> Iterator[tuple[Path, ast.AST, str]]:
    """Yield every node of every module, with the place it stands at."""
    for path in paths:
        for node in ast.walk(_tree(path)):
            yield path, node, f"{_name(path)}:{getattr(node, 'lineno', 0)}"


def _called(node: ast.AST) -> str:
    """Return the name that is called, without what stands before its last dot; "" where nothing is called."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
        case _:
            return ""


def _run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a command in the checkout and fail with what it said where it fails."""
    result = subprocess.run(
        command,
        cwd=CHECKOUT,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout[-6000:]}\n{result.stderr[-3000:]}"


def _imports_of(module: str) -> set[str]:
    """Return the top-level names of all modules that are there after an import in a fresh interpreter."""
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


def test_the_style_is_ours() -> None:
    _run(sys.executable, "-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")
    _run(sys.executable, "-m", "ruff", "format", "--check", "--quiet", ".")


def test_the_types_hold() -> None:
    _run(sys.executable, "-m", "mypy")


def test_arrows_point_down_only() -> None:
    _run(
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        "--no-logo",
        environment={"PYTHONPATH": "src"},
    )


def test_nothing_below_pictures_loads_qt() -> None:
    names = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in SOURCES]
    below = [name.removesuffix(".__init__") for name in names if name.split(".")[1] in BELOW_PICTURES]
    assert len(below) > len(BELOW_PICTURES)
    assert not _imports_of(", ".join(below)) & {"PySide6", "shiboken6"}


def test_the_command_line_loads_neither_qt_nor_the_store_before_it_needs_them() -> None:
    assert not _imports_of("geoeditor.cli") & {"PySide6", "shiboken6", "sqlmodel", "sqlalchemy", "numpy"}


def test_widgets_are_known_to_the_window_only_and_drawing_to_pictures() -> None:
    allowed = {
        "ui": None,  # everything
        "app.py": None,
        "pictures": {"QtCore", "QtGui"},
    }
    wrong = []
    for path, node, place in _nodes(SOURCES):
        room = path.relative_to(PACKAGE).parts[0]
        parts: set[str] = set()
        match node:
            case ast.Import(names=names):
                parts = {name.name.partition(".")[2] for name in names if name.name.split(".")[0] == "PySide6"}
            case ast.ImportFrom(module="PySide6", names=names):
                parts = {name.name for name in names}
            case ast.ImportFrom(module=str(module)) if module.startswith("PySide6."):
                parts = {module.split(".")[1]}
        permitted = allowed.get(room, set())
        if permitted is not None and parts - permitted:
            wrong.append(f"{place} {parts}")
    assert not wrong


def test_only_commands_open_an_edit() -> None:
    def may_edit(path: Path) -> bool:
        room = path.relative_to(PACKAGE).parts[:2]
        return room[0] == "core" and room[1] in {"commands", "commands.py", "document", "document.py"}

    wrong = [place for path, node, place in _nodes(SOURCES) if _called(node) == "edit" and not may_edit(path)]
    assert not wrong


def test_no_module_is_too_long() -> None:
    def longest(path: Path) -> int:
        return LONGEST_MODULE if path.is_relative_to(PACKAGE) else LONGEST_TEST_MODULE

    lines = {path: path.read_bytes().count(b"\n") for path in MODULES}
    assert not [f"{_name(path)}: {count}" for path, count in lines.items() if count > longest(path)]


def test_no_module_stands_beside_a_folder_of_its_name() -> None:
    """Python would read the folder and never the module, which would be dead without a sign of it."""
    assert not [_name(path) for path in MODULES if path.with_suffix("").is_dir()]


def test_no_function_is_too_long() -> None:
    wrong = [
        f"{place} {node.name}: {node.end_lineno - node.lineno + 1}"
        for _, node, place in _nodes(MODULES)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert not wrong


def test_nothing_runs_code_from_data_or_goes_through_a_shell() -> None:
    wrong = []
    for _, node, place in _nodes(MODULES):
        match node:
            case ast.Call(func=ast.Name(id="eval" | "exec" | "__import__" as name)):
                wrong.append(f"{place} {name}")
            case ast.Import(names=names) if {each.name for each in names} & {"pickle", "shelve", "marshal", "yaml"}:
                wrong.append(f"{place} {[each.name for each in names]}")
            case ast.ImportFrom(module="pickle" | "shelve" | "marshal" | "yaml" as name):
                wrong.append(f"{place} {name}")
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                wrong.append(f"{place} shell")
            case ast.Attribute(value=ast.Name(id="os"), attr="system" | "popen" as name):
                wrong.append(f"{place} os.{name}")
    assert not wrong


def test_only_the_writer_makes_files_that_stay() -> None:
    wrong = [
        place
        for path, node, place in _nodes(SOURCES)
        if path not in (MAKES_FILES, MAKES_A_PRIVATE_COPY) and (_writes(node) or _opens_to_write(node))
    ]
    assert not wrong


def _writes(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _called(node) in {
        "write_text",
        "write_bytes",
        "NamedTemporaryFile",
        "mkstemp",
    }


def _opens_to_write(node: ast.AST) -> bool:
    """Tell whether this is a call of some `open` whose mode, or what stands where a mode does, writes."""
    if not isinstance(node, ast.Call) or _called(node) not in {"open", "fdopen"}:
        return False
    given = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    given += [word.value.value for word in node.keywords if isinstance(word.value, ast.Constant) and word.arg == "mode"]
    modes = (text for text in given if isinstance(text, str) and re.fullmatch(r"[rwaxbt+]{1,3}", text))
    return any(set(mode) & set("wax+") for mode in modes)


def test_no_state_is_global() -> None:
    assert not [place for _, node, place in _nodes(MODULES) if isinstance(node, ast.Global)]


def test_nothing_is_left_for_later_and_no_error_is_swallowed() -> None:
    later = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "NotImplemented" + "Error")))
    wrong = [
        f"{_name(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rf"\b(?:{later.pattern})\b", line)
    ]
    for _, node, place in _nodes(MODULES):
        match node:
            case ast.ExceptHandler(body=[ast.Pass() | ast.Expr(value=ast.Constant())]):
                wrong.append(place)
    assert not wrong


def test_no_file_names_a_place_of_one_machine_or_a_host_of_packages() -> None:
    machine = re.compile(rb"(?<![\w.])/(?:work|root|home|Users)/\w|[A-Z]:\\Users\\")
    host = re.compile(rb"py" + rb"pi\.org|python" + rb"hosted\.org|npm" + rb"js\.org|--(?:extra-)?" + rb"index-url[ =]")
    wrong = []
    for path in KEPT:
        data = path.read_bytes()
        if b"\0" not in data and (found := machine.search(data) or host.search(data)):
            wrong.append(f"{_name(path)}: {found[0]!r}")
    assert not wrong


def test_no_kept_file_is_over_a_megabyte() -> None:
    assert not [_name(path) for path in KEPT if path.stat().st_size > 1_000_000]


def _map_of_the_tree() -> list[Path]:
    """Return what the README's map names: the first block that begins with the package's folder.

    Each level is four columns to the right of the one above; a line may name several modules and folders before it
    says what they are for.
    """
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^```\w*\nsrc/geoeditor/[^\n]*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert block is not None, "README.md has no map of the tree"
    found: list[Path] = []
    above = [PACKAGE]
    for line in block[1].splitlines():
        drawn = re.match(r"[│├└─ ]*", line)
        assert drawn is not None
        names = re.match(r"(?:\w+(?:\.py|/)(?: \([^)]*\))?[, ]*)+", line[drawn.end() :])
        level = drawn.end() // 4
        if names is None or not 0 < level <= len(above):
            continue
        here = [above[level - 1] / name for name in re.findall(r"\w+(?:\.py|/)", re.sub(r"\([^)]*\)", "", names[0]))]
        found += here
        above = [*above[:level], here[-1]]
    return found


def test_the_map_in_the_readme_is_the_tree() -> None:
    named = _map_of_the_tree()
    assert not [_name(path) for path in named if not path.exists()], "on the map, not in the tree"
    inside = [path.relative_to(PACKAGE).parts for path in SOURCES]
    rooms = {PACKAGE.joinpath(*parts[:depth]) for parts in inside for depth in (1, 2)}
    rooms = {path for path in rooms if path.name != "__init__.py"}
    assert not sorted(_name(path) for path in rooms - set(named)), "in the tree, not on the map"


@pytest.mark.parametrize(
    ("code", "is_caught"),
    [
        ("open('x', 'w')", True),
        ("path.open('ab')", True),
        ("path.open(mode='x')", True),
        ("path.write_text('x')", True),
        ("open('w.txt')", False),
        ("path.open('rb')", False),
        ("path.read_text()", False),
    ],
)
def test_the_check_for_writing_sees_what_it_should(code: str, is_caught: bool) -> None:
    nodes = list(ast.walk(ast.parse(code)))
    assert any(_writes(node) or _opens_to_write(node) for node in nodes) == is_caught
