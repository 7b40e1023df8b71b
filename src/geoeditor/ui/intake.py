"""How articles and files come in: dropped, pasted or chosen, read by the worker, stored as one step.

One batch after the other; what can't be taken in is named in a sentence and leaves nothing behind.
"""

import re
from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from geoeditor.translation import shown, tr, trn
from geoeditor.ui import prompts
from geoeditor.ui.bridge import Bridge, Outcome
from geoeditor.ui.intake_batch import Batch, Wish, Written, first_words, twins_told, write
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.slicing import Slicer
from geoeditor.ui.workers import Worker

PROJECT_SUFFIX: Final = ".geoeditor"
_ADDRESS: Final = re.compile(r"\s*(?:https?|ftp)://\S+\s*", re.IGNORECASE)
_MOST_NAMED: Final = 20
_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Intake(QObject):
    """Takes in what comes from outside the window."""

    open_requested = Signal(object)
    """A project was dropped: its path."""
    project_needed = Signal(str)
    """There is no project to store in: what to call a new one, which is to be made before this returns."""
    imported = Signal(object)
    """The id of a source that came in."""

    def __init__(self, bridge: Bridge, selection: Selection, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._selection, self._worker, self._window = bridge, selection, worker, window
        self._batches: deque[Batch] = deque()
        self._batch: Batch | None = None
        self._slicer: Slicer[Written] | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being read or stored."""
        return self._batch is not None

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Take in articles and projects' JSON; a project file alone is opened."""
        if len(paths) == 1 and paths[0].suffix.lower() == PROJECT_SUFFIX:
            self.open_requested.emit(paths[0])
            return
        problems = [
            tr("“{name}” is a project; drop it alone to open it.", name=shown(path.name))
            for path in paths
            if path.suffix.lower() == PROJECT_SUFFIX
        ]
        wishes = [Wish(path.name, path) for path in paths if path.suffix.lower() != PROJECT_SUFFIX]
        self._take(wishes, problems)

    def take_text(self, text: str) -> None:
        """Take in a pasted article."""
        if _ADDRESS.fullmatch(text[:10_000]):
            self._refuse_address(text.strip())
        elif not text.strip():
            self._bridge.refused.emit(_nothing_there())
        else:
            self._take([Wish(tr("The pasted text"), text=text)], [])

    def accepts(self, mime: QMimeData) -> bool:
        """Tell whether there is anything in it that could be taken in."""
        return mime.hasUrls() or mime.hasText() or mime.hasHtml()

    def take_mime(self, mime: QMimeData) -> None:
        """Take in what was dropped or lies on the clipboard: files, plain text, the words of a page."""
        urls = mime.urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            self.take_paths(list(dict.fromkeys(paths)))
        elif urls and (not mime.hasText() or _ADDRESS.fullmatch(mime.text()[:10_000])):
            self._refuse_address(urls[0].toString())
        elif mime.hasText() and mime.text().strip():
            self.take_text(mime.text())
        elif mime.hasHtml() and mime.html().strip():
            self._take([Wish(tr("The pasted page"), text=mime.html(), is_page=True)], [])
        elif mime.hasImage():
            self._bridge.refused.emit(
                tr("GeoEditor can not read pictures yet; copy the text itself and paste it with Ctrl+V.")
            )
        else:
            self._bridge.refused.emit(_nothing_there())

    def _refuse_address(self, address: str) -> None:
        self._bridge.refused.emit(
            tr(
                "GeoEditor can not fetch “{address}” yet; open it, copy the text and paste it with Ctrl+V.",
                address=shown(address),
            )
        )

    def cancel(self) -> None:
        """Give up all that is on its way in; what was begun is taken back."""
        self._batches.clear()
        self._batch = None
        if self._slicer is not None:
            slicer, self._slicer = self._slicer, None
            slicer.give_up()

    def _take(self, wishes: list[Wish], problems: list[str]) -> None:
        if self._bridge.is_open and self._bridge.document.read_only and wishes:
            name = shown(self._bridge.document.path.name)
            self._bridge.refused.emit(tr("“{name}” is open to read only, so nothing was taken in.", name=name))
            return
        self._batches.append(
            Batch(wishes, self._bridge.document if self._bridge.is_open else None, problems=list(problems))
        )
        if self._batch is None:
            self._next_batch()

    def _next_batch(self) -> None:
        self._batch = self._batches.popleft() if self._batches else None
        if self._batch is not None:
            self._read_next(self._batch)

    def _read_next(self, batch: Batch) -> None:
        """Read what is left of a batch, one after the other, then store it."""
        if batch is not self._batch:  # it was given up
            return
        if not batch.wishes:
            self._store(batch)
            return
        wish = batch.wishes.pop(0)
        wish.read(self._worker, partial(self._on_read, batch, wish), partial(self._on_failed, batch))

    def _on_read(self, batch: Batch, wish: Wish, values: dict[str, Any]) -> None:
        batch.read.append((wish, values))
        self._read_next(batch)

    def _on_failed(self, batch: Batch, sentence: str) -> None:
        batch.problems.append(sentence)
        self._read_next(batch)

    def _store(self, batch: Batch) -> None:
        if not batch.read or not self._has_place(batch):
            self._finish(batch, Written())
            return
        words = trn("Storing {n} file…", "Storing {n} files…", len(batch.read))
        work = write(self._bridge.document, batch)
        self._slicer = Slicer(self._bridge, work, words, partial(self._on_written, batch), self._window)
        self._slicer.start()

    def _has_place(self, batch: Batch) -> bool:
        """Make sure that the project is open that the batch is for; make one where none is."""
        if batch.document is not None:
            if self._bridge.is_open and self._bridge.document is batch.document:
                return True
            batch.problems.append(tr("The project was closed before all was read, so nothing was taken in."))
            return False
        if not self._bridge.is_open:
            self.project_needed.emit(first_words(batch.title).rstrip("…"))
        return self._bridge.is_open

    def _on_written(self, batch: Batch, outcome: Outcome[Written]) -> None:
        self._slicer = None
        if outcome.value is None:
            batch.problems.append(outcome.problem)
        self._finish(batch, outcome.value or Written())

    def _finish(self, batch: Batch, written: Written) -> None:
        """Show what came in, tell what did not, and go on with what came meanwhile."""
        shown_ids = [source for source, _ in written.sources] or [twin.id for twin in written.twins]
        try:
            if shown_ids:
                self._selection.choose(Fact("source", source) for source in shown_ids)
            if written.sources:
                self.imported.emit(written.sources[0][0])
            if words := written.words():
                self._bridge.announced.emit(words)
            self._tell([*batch.problems, *written.problems, *twins_told(written.twins)])
        finally:
            if batch is self._batch:
                self._next_batch()

    def _tell(self, problems: list[str]) -> None:
        """Name problems: a single one in the strip, several in a list."""
        if len(problems) == 1:
            self._bridge.refused.emit(problems[0])
        elif problems:
            named = problems[:_MOST_NAMED]
            more = len(problems) - len(named)
            if more:
                named.append(trn("… and {n} more", "… and {n} more", more))
            head = trn("{n} file was not taken in", "{n} files were not taken in", len(problems))
            prompts.tell(self._window, head, "\n".join(named))

    def install(self, window: QWidget) -> None:
        """Let things be dropped anywhere on a window: on it and on the text fields that are in it now."""
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for kind in (QLineEdit, QPlainTextEdit):
            for text_field in window.findChildren(kind):
                text_field.installEventFilter(self)
                if isinstance(text_field, QPlainTextEdit):
                    text_field.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drops that come from elsewhere; a text field keeps text that is dropped on it."""
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        mime = event.mimeData()
        if event.source() is not None or not self.accepts(mime):
            return False
        if watched is not self._window and not mime.hasUrls():
            return False
        if Qt.DropAction.CopyAction in event.possibleActions():  # a move would let the other side delete the file
            event.setDropAction(Qt.DropAction.CopyAction)
        elif Qt.DropAction.LinkAction in event.possibleActions():
            event.setDropAction(Qt.DropAction.LinkAction)
        else:
            return False
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.take_mime(mime)
        return True


def _nothing_there() -> str:
    return tr("There is no text to take in; copy an article first, then paste it with Ctrl+V.")
