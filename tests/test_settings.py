from pathlib import Path

import pytest

from geoeditor import settings


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    return tmp_path


def test_new_projects_go_to_a_folder_of_ours_among_the_documents(documents: Path) -> None:
    assert settings.projects_folder() == documents / "GeoEditor"
    assert list(documents.iterdir()) == []


def test_a_new_project_never_takes_a_name_that_is_taken(documents: Path) -> None:
    folder = documents / "GeoEditor"
    assert settings.free_project_path() == folder / "Untitled.geoeditor"
    folder.mkdir()
    for expected in ("Untitled.geoeditor", "Untitled 2.geoeditor", "Untitled 3.geoeditor"):
        path = settings.free_project_path()
        assert path == folder / expected
        path.touch()
    assert settings.free_project_path("Sample") == folder / "Sample.geoeditor"
