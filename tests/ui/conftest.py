"""What tests of the window share: a bridge over a real project, the selection, actions, theme and filter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from geoeditor.core.document import Document
from geoeditor.jobs import make_sample
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme


@pytest.fixture(scope="session")
def _sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.geoeditor"
    make_sample(str(path), None)
    return path.read_bytes()


@pytest.fixture
def bridge(qapp: QApplication, tmp_path: Path) -> Iterator[Bridge]:
    """Return a bridge over an empty project."""
    made = Bridge()
    made.adopt(Document.create(tmp_path / "empty.geoeditor"))
    yield made
    made.adopt(None)


@pytest.fixture
def sample(qapp: QApplication, tmp_path: Path, _sample_bytes: bytes) -> Iterator[Bridge]:
    """Return a bridge over a copy of the sample project."""
    path = tmp_path / "sample.geoeditor"
    path.write_bytes(_sample_bytes)
    made = Bridge()
    made.adopt(Document.open(path))
    yield made
    made.adopt(None)


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    """Return an empty selection."""
    return Selection()


@pytest.fixture
def window(qapp: QApplication) -> QWidget:
    """Return a bare window that owns the actions; views under test are put into it or shown by themselves."""
    return QWidget()


@pytest.fixture
def actions(window: QWidget) -> Actions:
    """Return all actions of the table."""
    return Actions(window)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Return the light theme."""
    made = Theme(qapp, "light")
    yield made
    made.setParent(None)


@pytest.fixture
def filter_(qapp: QApplication) -> Filter:
    """Return a filter that hides nothing."""
    return Filter()
