"""Where things are kept on this computer, and what the user prefers. A leaf: imports nothing of ours, writes nothing.

What is read here came from a file that anybody may have edited: every value that does not fit gives way to its default.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from itertools import count
from pathlib import Path
from typing import Final

import platformdirs

THEMES: Final = ("system", "light", "dark")
READER_PX: Final = (11, 28)
"""Least and most px of the reader's text."""
_NAME: Final = "geoeditor"
_LONGEST_PIPELINE: Final = 120


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user chose in the preferences; a fresh one holds the defaults."""

    theme: str = "system"
    reader_px: int = 14
    """Px of the text in the reader."""
    reopens: bool = True
    """The project that was open last is opened at the start."""
    folder: str = ""
    """Folder of new projects; '' for GeoEditor among the documents."""
    fetches: bool = False
    """Articles are fetched from addresses that the user gives; nothing else ever is."""

    remembers: bool = False
    """Names that the user decided on are kept in a list for all projects."""
    pipeline: str = ""
    """The spaCy pipeline that looks for names too; '' for none."""

    @property
    def projects_folder(self) -> Path:
        """Return the folder that new projects go to."""
        return Path(self.folder) if self.folder else projects_folder()

    def as_values(self) -> dict[str, object]:
        """Return plain values by the names of the fields."""
        return asdict(self)


def read_preferences(values: Mapping[str, object]) -> Preferences:
    """Return preferences from plain values; what is missing, unknown or does not fit is as by default."""
    kept: dict[str, object] = {}
    for field in fields(Preferences):
        value = values.get(field.name)
        if type(value) is type(field.default) and _fits(field.name, value):
            kept[field.name] = value
    default = Preferences().as_values()
    found = {name: kept.get(name, standing) for name, standing in default.items()}
    return Preferences(
        theme=str(found["theme"]),
        reader_px=int(str(found["reader_px"])),
        reopens=bool(found["reopens"]),
        folder=str(found["folder"]),
        fetches=bool(found["fetches"]),
        remembers=bool(found["remembers"]),
        pipeline=str(found["pipeline"]),
    )


def _fits(name: str, value: object) -> bool:
    if name == "theme":
        return value in THEMES
    if name == "reader_px":
        return isinstance(value, int) and READER_PX[0] <= value <= READER_PX[1]
    if name == "folder":
        return isinstance(value, str) and "\0" not in value and (not value or Path(value).is_absolute())
    if name == "pipeline":
        return isinstance(value, str) and len(value) < _LONGEST_PIPELINE and (not value or value.isprintable())
    return True


def projects_folder() -> Path:
    """Return the folder that new projects go to by default: GeoEditor among the user's documents."""
    return platformdirs.user_documents_path() / "GeoEditor"


def free_project_path(stem: str = "Untitled", folder: Path | None = None) -> Path:
    """Return a path in the projects folder where nothing is yet: “Untitled.geoeditor”, “Untitled 2.geoeditor”, …."""
    place = projects_folder() if folder is None else folder
    names = (stem if number == 1 else f"{stem} {number}" for number in count(1))
    return next(path for name in names if not (path := place / f"{name}.geoeditor").exists())


def preferences_path() -> Path:
    """Return the file that keeps preferences, recent projects and the state of the window."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "preferences.json"


def names_path() -> Path:
    """Return the file that keeps names across projects."""
    return platformdirs.user_data_path(_NAME, appauthor=False) / "names.json"


def log_folder() -> Path:
    """Return the folder of the log and of reports of crashes."""
    return platformdirs.user_log_path(_NAME, appauthor=False)
