"""A filled project that the tests of a module share: what a test did to it is undone at its end."""

from collections.abc import Iterator

import pytest
from tests.core.commands.project import Ids, done, fill, opened
from tests.proofs.soundness import facts

from geoeditor.core.document import Document


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Document, Ids]]:
    """Return a project with one of everything, and the ids of what is in it."""
    with opened(tmp_path_factory.mktemp("filled") / "project.geoeditor") as made:
        yield made, fill(made)


@pytest.fixture
def document(filled: tuple[Document, Ids]) -> Iterator[Document]:
    """Return the filled project; after the test all its steps are undone, which must bring back what was there."""
    document, _ = filled
    before, steps = facts(document), len(done(document))
    yield document
    while len(done(document)) > steps:
        document.undo()
    assert facts(document) == before


@pytest.fixture
def ids(filled: tuple[Document, Ids]) -> Ids:
    """Return the ids of what is in the filled project."""
    return filled[1]
