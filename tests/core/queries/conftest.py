"""Projects for the queries: an empty one to build by hand, and some made at random."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.project import opened
from tests.core.queries.random_projects import fill_at_random

from geoeditor.core.document import Document


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """Return a new project, open."""
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


@pytest.fixture(scope="session", params=range(6))
def at_random(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """Return a project made at random, which the tests only read."""
    with opened(tmp_path_factory.mktemp("random") / "project.geoeditor") as made:
        fill_at_random(made, request.param)
        yield made
