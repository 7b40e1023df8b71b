"""What tests of the document share: a fresh project, the way to the proofs, and another process at the same file."""

import sys
from collections.abc import Iterator
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
