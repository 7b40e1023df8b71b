"""The file of the names kept across projects: whole or not at all, and one writer at a time.

Changes are made to what the file holds at that moment, so two windows never undo what the other learned. A broken
file is put aside; one that a newer program wrote is left as it is. Nothing here waits for a widget.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from filelock import FileLock, Timeout

from geoeditor.core.errors import UserError
from geoeditor.exchange.writer import write_atomically
from geoeditor.translation import shown, tr
from geoeditor.ui.kept_names.entries import Change, Names, as_values, read_entries

FORMAT, VERSION = "geoeditor-names", 1
_LARGEST: Final = 32_000_000
"""Bytes of a file that can be ours."""
_BROKEN: Final = ".broken"
_PATIENCE_S: Final = 5.0
logger = logging.getLogger(__name__)


class Held(NamedTuple):
    """What the file holds, which state of it that was, and what the user should know of it ('' for nothing)."""

    names: Names
    stamp: int
    told: str = ""


class NameFile:
    """The one file; every function may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = path.with_name(f".{path.name}.lock")

    def stamp(self) -> int:
        """Return what changes whenever the file does, 0 where it is not there."""
        try:
            return self.path.stat().st_mtime_ns
        except OSError:
            return 0

    def read(self) -> Held:
        """Return what the file holds.

        Raises: UserError where it can't be read or is of a newer program.
        """
        held = self._parsed()
        if held is not None:
            return held
        with self._locked(_PATIENCE_S):  # another window may just be putting it aside
            return self._read_or_begin()

    def _parsed(self) -> Held | None:
        """Return what the file holds, None where it is broken."""
        import orjson

        stamp = self.stamp()
        try:
            with self.path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return Held({}, 0)
        except OSError as problem:
            logger.warning("the kept names could not be read (%s)", type(problem).__name__)
            raise UserError(
                tr("The names kept across projects can't be read just now; this project is not affected.")
            ) from problem
        try:
            values = orjson.loads(data) if len(data) <= _LARGEST else None
        except orjson.JSONDecodeError:
            values = None
        if not isinstance(values, dict) or values.get("format") != FORMAT or type(values.get("version")) is not int:
            return None
        if values["version"] > VERSION:
            raise UserError(
                tr("The names kept across projects were written by a newer GeoEditor; they are left as they are.")
            )
        return Held(read_entries(values.get("names")), stamp)

    def _read_or_begin(self) -> Held:
        held = self._parsed()
        return Held({}, 0, self._put_aside()) if held is None else held

    @contextmanager
    def _locked(self, patience_s: float) -> Iterator[None]:
        """Be the only writer for a while, and turn what the disk says into a sentence."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._lock, timeout=patience_s, mode=0o600, thread_local=False):
                yield
        except (OSError, Timeout) as problem:
            logger.warning("the kept names could not be written (%s)", type(problem).__name__)
            raise UserError(
                tr("The names kept across projects can't be written; they hold until you quit, this project is safe.")
            ) from problem

    def update(self, changes: Sequence[Change], patience_s: float = _PATIENCE_S) -> Held:
        """Make changes to what the file holds now and write it.

        Raises: UserError where that can't be done; the file is as it was then.
        """
        import orjson

        with self._locked(patience_s):
            held = self._read_or_begin()
            for change in changes:
                change(held.names)
            values = {"format": FORMAT, "version": VERSION, "names": as_values(held.names)}
            self._write(orjson.dumps(values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
            return held._replace(stamp=self.stamp())

    def _write(self, data: bytes) -> None:
        is_new = not self.path.exists()
        write_atomically(self.path, data)
        if is_new:
            self.path.chmod(0o600)  # names alone may tell what somebody works on

    def _put_aside(self) -> str:
        """Move a broken file out of the way; return a sentence about it."""
        aside = self.path.with_name(self.path.name + _BROKEN)
        logger.warning("the file of kept names is broken and was put aside")
        try:
            self.path.replace(aside)
        except OSError as problem:
            raise UserError(
                tr("The names kept across projects are damaged and can't be put aside; they are left as they are.")
            ) from problem
        return tr(
            "The names kept across projects were damaged; the file was put aside as “{name}”, a new list begins.",
            name=shown(aside.name),
        )
