"""What tests of the document share: a fresh project, and the way to the proofs."""

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
