"""Where the files of `resources/` are: in a checkout and in an installed package. A leaf: imports nothing of ours."""

from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the file or folder of this name in `resources/`, such as `resource_path("sample", "article.txt")`.

    Raises:
        FileNotFoundError: there is none, so the program is not whole.
        ValueError: the name leads out of `resources/`.
    """
    name = Path(*parts)
    if name.is_absolute() or ".." in name.parts:
        raise ValueError(f"{name} is not inside resources")
    here = Path(__file__).resolve()
    # Installed, the folder lies beside this module; in a checkout, beside `src`.
    for folder in (here.parent / "resources", here.parents[2] / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is missing from the program's resources")
