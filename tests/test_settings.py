from pathlib import Path

import pytest

from geoeditor import settings
from geoeditor.settings import Preferences, read_preferences


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


def test_a_new_project_can_go_to_a_folder_of_the_users_own(documents: Path) -> None:
    mine = documents / "mine"
    assert settings.free_project_path("A", mine) == mine / "A.geoeditor"
    assert Preferences(folder=str(mine)).projects_folder == mine
    assert Preferences().projects_folder == documents / "GeoEditor"


def test_preferences_and_log_have_places_and_nothing_is_made() -> None:
    assert settings.preferences_path().name == "preferences.json"
    assert settings.preferences_path().parent.name == "geoeditor"
    assert settings.log_folder().is_absolute()
    assert settings.names_path().name == "names.json"
    assert settings.names_path().is_absolute()


def test_preferences_come_back_from_their_values() -> None:
    chosen = Preferences("dark", 18, reopens=False, folder=str(Path.cwd()), remembers=True, pipeline="en_core_web_sm")
    assert read_preferences(chosen.as_values()) == chosen
    assert read_preferences({}) == Preferences()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("remembers", 1),
        ("pipeline", 7),
        ("pipeline", "a\nb"),
        ("pipeline", "x" * 500),
        ("theme", None),
        ("theme", ["dark"]),
        ("reader_px", 2),
        ("reader_px", 10**30),
        ("reader_px", True),
        ("reader_px", 13.5),
        ("reopens", "yes"),
        ("folder", "relative/place"),
        ("folder", "/a\0b"),
        ("folder", 7),
    ],
)
def test_a_value_that_does_not_fit_gives_way_to_its_default(name: str, value: object) -> None:
    values = Preferences(theme="dark", reader_px=20).as_values() | {name: value}
    found = read_preferences(values)
    assert getattr(found, name) == getattr(Preferences(), name)
    if name != "theme":
        assert found.theme == "dark"
