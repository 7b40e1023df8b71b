"""What tests of the asking share: a package that stands in for spaCy on the child's path."""

from collections.abc import Callable
from pathlib import Path

import pytest

_PACKAGE = """
import os, time
from types import SimpleNamespace

def load(name):
    {loading}
    return read

def read(text):
    start = text.find("Zorbelish")
    return SimpleNamespace(ents=[SimpleNamespace(start_char=start, end_char=start + 9, label_="NORP")])
"""


@pytest.fixture
def make_spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that puts such a package on the child's path; `loading` is what happens in its `load`."""

    def make(loading: str = "pass", names: tuple[str, ...] = ("xx_news",)) -> None:
        folder = tmp_path / "path" / "spacy"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").write_text(_PACKAGE.format(loading=loading))
        (folder / "util.py").write_text(f"def get_installed_models():\n    return {list(names)!r}\n")
        monkeypatch.setenv("PYTHONPATH", str(folder.parent))

    return make
