import subprocess
import sys
from pathlib import Path

import pytest

from geoeditor.resources import resource_path


def test_the_folder_itself_is_found_in_a_checkout(checkout: Path) -> None:
    assert resource_path() == checkout / "resources"


def test_every_file_of_the_folder_is_found(checkout: Path) -> None:
    folder = checkout / "resources"
    names = [path.relative_to(folder) for path in folder.rglob("*")]
    assert [resource_path(*name.parts) for name in names] == [folder / name for name in names]


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"sample/nowhere.txt is missing"):
        resource_path("sample", "nowhere.txt")


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("sample", "..", "..", "x"), ("/etc",)])
def test_a_name_that_leads_out_of_the_folder_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not inside resources"):
        resource_path(*parts)


def test_an_installed_package_finds_its_own_copy(checkout: Path, tmp_path: Path) -> None:
    package = tmp_path / "geoeditor"
    (package / "resources" / "sample").mkdir(parents=True)
    (package / "resources" / "sample" / "article.txt").touch()
    for name in ("__init__.py", "resources.py"):
        (package / name).write_bytes((checkout / "src" / "geoeditor" / name).read_bytes())
    code = "from geoeditor.resources import resource_path; print(resource_path('sample', 'article.txt'))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, env={}
    )
    assert found.stdout.strip() == str(package / "resources" / "sample" / "article.txt")
