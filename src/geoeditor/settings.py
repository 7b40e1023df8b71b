"""Where things are kept on this computer. A leaf: imports nothing of ours and makes no folder by itself."""

from itertools import count
from pathlib import Path

import platformdirs


def projects_folder() -> Path:
    """Return the folder that new projects go to: GeoEditor among the user's documents."""
    return platformdirs.user_documents_path() / "GeoEditor"


def free_project_path(stem: str = "Untitled") -> Path:
    """Return a path in the projects folder where nothing is yet: “Untitled.geoeditor”, “Untitled 2.geoeditor”, …."""
    folder = projects_folder()
    names = (stem if number == 1 else f"{stem} {number}" for number in count(1))
    return next(path for name in names if not (path := folder / f"{name}.geoeditor").exists())
