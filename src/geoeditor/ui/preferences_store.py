"""What the window remembers between two starts: preferences, recent projects, its own state; one JSON file.

The file is written whole or not at all, and a broken one never stops the start: it is put aside and everything is as
by default. Several windows may share the file; each writes over only what it changed itself. Imports no widgets.
"""

import base64
import binascii
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from geoeditor import settings
from geoeditor.core.errors import UserError
from geoeditor.exchange.writer import write_atomically
from geoeditor.settings import Preferences, read_preferences

MOST_RECENT: Final = 10
_LARGEST: Final = 4_000_000
"""Bytes of a file that can be ours."""
_BROKEN: Final = ".broken"
logger = logging.getLogger(__name__)


class Recent(NamedTuple):
    """A project that was open once, and whether its file is still there."""

    path: Path
    exists: bool


class Store(QObject):
    """Preferences, recent projects and states of the window; kept in a file."""

    changed = Signal()
    """The preferences are others now."""
    recent_changed = Signal()
    """A project was opened, or the list was cleared."""

    def __init__(self, path: Path | None = None, log_folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = settings.preferences_path() if path is None else path
        self.names_path = settings.names_path() if path is None else path.with_name("names.json")
        """Where names are kept across projects."""
        self.log_folder = settings.log_folder() if log_folder is None else log_folder
        self._values = self._read()
        self._touched: set[str] = set()
        """Parts of the file that this window changed and has not written yet."""
        self._preferences = read_preferences(_mapping(self._values.get("preferences")))

    @property
    def preferences(self) -> Preferences:
        """Return what the user prefers."""
        return self._preferences

    def set_preferences(self, preferences: Preferences) -> bool:
        """Use other preferences from now on; tell whether they could be written."""
        if preferences == self._preferences:
            return True
        self._preferences = preferences
        known = dict(_mapping(self._values.get("preferences")))  # what a newer version has added stays
        self._set("preferences", known | preferences.as_values())
        self.changed.emit()
        return self.save()

    def recent(self) -> list[Recent]:
        """Return the projects that were open, the newest first."""
        return [Recent(path, path.is_file()) for path in _paths(self._values.get("recent"))]

    def remember(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        listed = _paths(self._read().get("recent"))  # another window may have opened some meanwhile
        others = [other for other in listed if _identity(other) != _identity(path)]
        self._set("recent", [str(place) for place in (path.absolute(), *others)][:MOST_RECENT])
        self.save()
        self.recent_changed.emit()

    def forget(self, path: Path) -> None:
        """Take a project out of the recent ones."""
        kept = [other for other in _paths(self._values.get("recent")) if _identity(other) != _identity(path)]
        self._set("recent", [str(place) for place in kept])
        self.save()
        self.recent_changed.emit()

    def clear_recent(self) -> None:
        """Forget all recent projects; their files stay."""
        self._set("recent", [])
        self.save()
        self.recent_changed.emit()

    def window_bytes(self, key: str) -> bytes:
        """Return a state of the window, such as its geometry; b'' where there is none."""
        text = _mapping(self._values.get("window")).get(key)
        try:
            return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
        except (binascii.Error, ValueError):
            logger.info("a state of the window could not be read and is as at first")
            return b""

    def set_window_bytes(self, key: str, data: bytes) -> None:
        """Remember a state of the window; `save` writes it."""
        known = dict(_mapping(self._values.get("window")))
        self._set("window", known | {key: base64.b64encode(data).decode("ascii")})

    def state(self, key: str) -> dict[str, object]:
        """Return what a table or dialog remembered, as plain values; empty where there is nothing."""
        return dict(_mapping(_mapping(self._values.get("states")).get(key)))

    def set_state(self, key: str, values: Mapping[str, object]) -> None:
        """Remember plain values for a table or dialog; `save` writes them."""
        known = dict(_mapping(self._values.get("states")))
        self._set("states", known | {key: dict(values)})

    def save(self) -> bool:
        """Write what was changed, if anything; tell whether that could be done."""
        if not self._touched:
            return True
        merged = self._read() | {part: self._values[part] for part in self._touched}
        data = json.dumps(merged, indent=1, sort_keys=True).encode("ascii")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self.path, data + b"\n")
        except (OSError, UserError) as problem:
            logger.warning("the preferences could not be written (%s)", type(problem).__name__)
            return False
        self._values, self._touched = merged, set()
        return True

    def _set(self, part: str, value: object) -> None:
        self._values[part] = value
        self._touched.add(part)

    def _read(self) -> dict[str, object]:
        """Return what the file holds; a broken one is put aside."""
        try:
            with self.path.open("rb") as file:
                data = file.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                raise ValueError("the file is too large")
            values = json.loads(data)
        except FileNotFoundError:
            return {}
        except OSError as problem:
            logger.warning("the preferences could not be read (%s)", type(problem).__name__)
            return {}
        except (ValueError, RecursionError):
            values = None
        if isinstance(values, dict):
            return values
        self._put_aside()
        return {}

    def _put_aside(self) -> None:
        logger.warning("the file of preferences is broken and was put aside")
        try:
            self.path.replace(self.path.with_name(self.path.name + _BROKEN))
        except OSError as problem:
            logger.warning("the broken file could not be put aside (%s)", type(problem).__name__)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _paths(value: object) -> list[Path]:
    """Return the paths of a list from a file: absolute ones, none twice."""
    if not isinstance(value, list):
        return []
    found: dict[str, Path] = {}
    for text in value:
        if isinstance(text, str) and text and "\0" not in text and Path(text).is_absolute():
            found.setdefault(_identity(Path(text)), Path(text))
    return list(found.values())[:MOST_RECENT]


def _identity(path: Path) -> str:
    """Return what is the same for two paths to one file."""
    return os.path.normcase(os.path.realpath(path))
