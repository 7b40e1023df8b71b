"""What tests of the document share: a fresh project, the way to the proofs, and another process at the same file."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from geoeditor.core.document import Document

CHECKOUT = str(Path(__file__).resolve().parents[2])
if CHECKOUT not in sys.path:  # the proofs are modules of the checkout, not of the program
    sys.path.append(CHECKOUT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the project of the test is, or may be made."""
    return tmp_path / "project.geoeditor"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    """Return a new project, open."""
    with Document.create(path, "A project") as made:
        yield made


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "template.geoeditor"
    with Document.create(path, "A project") as document, document.edit("Begin") as edit:
        edit.executemany(
            "INSERT INTO event(id, title, description) VALUES(?, ?, ?)",
            [(number, f"Event {number}", "Talks on peace. " * 20) for number in range(1_000, 1_100)],
        )
        edit.execute("INSERT INTO actor(id, name) VALUES(2000, 'Anna'), (2001, 'Berta')")
        edit.execute("INSERT INTO link(id, from_id, to_id) VALUES(3000, 2000, 2001)")
    return path.read_bytes()


@pytest.fixture
def closed(path: Path, _template: bytes) -> Path:
    """Return the path of a closed project with a hundred events (ids from 1000), two actors (2000, 2001) and a link."""
    path.write_bytes(_template)
    return path


PRELUDE = """
import os, sys
from pathlib import Path
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError, UserError
from tests.proofs.soundness import problems, state

def write(document):
    with document.edit("Add") as edit:
        edit.execute("INSERT INTO event(id, title) VALUES((SELECT coalesce(max(id), 0) + 1 FROM event), 'x')")

def become_nobody():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

def sentence(act):
    try:
        act()
    except UserError as refusal:
        return str(refusal)
    return ""

"""


@pytest.fixture
def run_elsewhere(checkout: Path) -> Callable[..., str]:
    """Return a function that runs code in another process, with arguments, and returns what it printed."""

    def run(code: str, *arguments: object) -> str:
        command = [sys.executable, "-c", PRELUDE + code, *map(str, arguments)]
        result = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, timeout=60)
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


@pytest.fixture
def elsewhere(checkout: Path) -> Callable[..., AbstractContextManager[subprocess.Popen[str]]]:
    """Return a function that starts code in another process, waits for its first line, and ends it with the block.

    A line to its input asks it to go on; it is killed where it does not end.
    """

    @contextmanager
    def start(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-c", PRELUDE + code, *map(str, arguments)]
        with subprocess.Popen(
            command, cwd=checkout, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            try:
                assert first == "ready\n", process.communicate("\n")[1]
                yield process
            finally:
                if process.poll() is None:
                    process.kill()

    return start


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that everybody may write to, also where tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)
        Path(folder).chmod(0o777)
