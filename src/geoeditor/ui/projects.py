"""Opening, making, copying, moving and closing projects. What goes wrong is said in one sentence; nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from geoeditor.core.document import Document
from geoeditor.core.errors import UnwritableError, UserError
from geoeditor.core.lock import WriteLock
from geoeditor.exchange.writer import write_atomically
from geoeditor.resources import resource_path
from geoeditor.settings import free_project_path, projects_folder
from geoeditor.translation import shown, tr
from geoeditor.ui import prompts
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.preferences_store import Store

SUFFIX: Final = ".geoeditor"


def pattern() -> str:
    """Return what file dialogs offer."""
    return tr("GeoEditor projects (*{suffix})", suffix=SUFFIX)


class Projects(QObject):
    """Which project is open, and the ways to another one."""

    opened = Signal(object)
    """The path of a project that was opened or made."""

    def __init__(self, bridge: Bridge, window: QWidget, store: Store) -> None:
        super().__init__(window)
        self._store = store
        self._bridge = bridge
        self._window = window

    def new(self, title: str = "") -> bool:
        """Start an empty project at a free place of the projects folder, without a question."""
        from geoeditor.ui.export.names import file_name

        stem = file_name(title, "", tr("Untitled")) if title else tr("Untitled")
        return self._adopt(lambda: _made(self._free(stem), title))

    def open(self, path: Path) -> bool:
        """Open a project, or offer to read it where somebody else writes to it."""
        if self._bridge.is_open and _same(self._bridge.document.path, path):
            return True
        try:
            document = Document.open(path)
        except UnwritableError as held:
            return self._offer_to_read(path, str(held))
        except UserError as refusal:
            self._bridge.refused.emit(str(refusal))
            return False
        self._show(document)
        return True

    def _free(self, stem: str) -> Path:
        """Return a free path in the folder where the user wants new projects."""
        return free_project_path(stem, self._store.preferences.projects_folder)

    def ask_to_open(self) -> bool:
        """Let the user choose a project and open it."""
        path = prompts.open_path(self._window, tr("Open project"), self.folder(), pattern())
        return path is not None and self.open(path)

    def open_sample(self) -> bool:
        """Make a fresh copy of the sample project and open it."""

        def sample() -> Document:
            from geoeditor.exchange.sample import build_sample

            document = _made(self._free(tr("Sample")), "")
            try:
                build_sample(document, resource_path("sample"))
            except BaseException:  # whatever it was, no half-made sample stays behind
                document.close()
                document.path.unlink(missing_ok=True)
                raise
            return document

        return self._adopt(sample)

    def save_copy(self) -> Path | None:
        """Write the project as it is now to another file, which stays closed."""
        source = self._bridge.document
        suggestion = source.path.with_name(tr("{name} copy", name=source.path.stem) + SUFFIX)
        target = prompts.save_path(self._window, tr("Save a copy"), suggestion, pattern())
        if target is None:
            return None
        target = _with_suffix(target)
        outcome = self._bridge.attempt(lambda document: _write_copy(document, target))
        if outcome.done:
            self._bridge.announced.emit(tr("Saved a copy as “{name}”", name=shown(target.name)))
        return target if outcome.done else None

    def move(self) -> Path | None:
        """Give the project another name or place, and go on with it there."""
        source = self._bridge.document.path
        target = prompts.save_path(self._window, tr("Rename or move"), source, pattern())
        if target is None or _same(source, _with_suffix(target)):
            return None
        target = _with_suffix(target)
        try:
            self._move(source, target)
        except UserError as refusal:
            self._bridge.refused.emit(str(refusal))
        else:
            self._bridge.announced.emit(tr("The project is now “{name}”", name=shown(target.name)))
        self.open(target if target.exists() and not source.exists() else source)
        return self._bridge.document.path if self._bridge.is_open else None

    def _move(self, source: Path, target: Path) -> None:
        if target.exists():
            raise UserError(
                tr("There is a file “{name}” there already, so nothing was moved.", name=shown(target.name))
            )
        self._bridge.adopt(None)
        try:
            shutil.move(source, target)
        except OSError as problem:
            raise UserError(
                tr(
                    "“{name}” can't be moved there ({reason}) and stays where it was.",
                    name=shown(source.name),
                    reason=problem.strerror or type(problem).__name__,
                )
            ) from problem

    def close(self) -> None:
        """Close the project; everything is saved."""
        self._bridge.adopt(None)

    def folder(self) -> Path:
        """Return the folder that dialogs begin in."""
        if self._bridge.is_open:
            return self._bridge.document.path.parent
        folder = projects_folder()
        return folder if folder.is_dir() else Path.home()

    def _offer_to_read(self, path: Path, why: str) -> bool:
        if prompts.choose(self._window, why, [tr("Open to read only")]) is None:
            return False
        return self._adopt(lambda: Document.open_copy(path))

    def _adopt(self, make: Callable[[], Document]) -> bool:
        try:
            document = make()
        except UserError as refusal:
            self._bridge.refused.emit(str(refusal))
            return False
        self._show(document)
        return True

    def _show(self, document: Document) -> None:
        self._bridge.adopt(document)
        self.opened.emit(document.path)


def _made(path: Path, title: str) -> Document:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            tr("The folder “{name}” can't be made, so there is no new project.", name=shown(path.parent.name))
        ) from problem
    return Document.create(path, title)


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _write_copy(document: Document, target: Path) -> None:
    if _same(document.path, target):
        raise UserError(tr("This is the project itself, so no copy was written; choose another name."))
    if not target.exists():
        write_atomically(target, document.image())
        return
    lock = WriteLock(target.resolve())  # a project that another window has open is not written over
    lock.acquire()
    try:
        write_atomically(target, document.image())
    finally:
        lock.release()
