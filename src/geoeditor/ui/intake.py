"""How articles and files come in: dropped, pasted or chosen, read by the worker, looked at, stored as one step.

One batch after the other. What is plain is stored at once; pages, documents and guesses wait in the preview, and a
text that looks like a later version of a source waits for a word of the user. What can't be taken in is named in a
sentence and leaves nothing behind.
"""

import re
from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from geoeditor.core.document import Document
from geoeditor.core.queries.same_text import Twin
from geoeditor.translation import shown, tr, trn
from geoeditor.ui import prompts
from geoeditor.ui.bridge import Bridge, Outcome
from geoeditor.ui.fetching import Fetched
from geoeditor.ui.intake_batch import Batch, Item, Wish, Written, first_words, twins_told, write
from geoeditor.ui.intake_preview.drops import PROJECT_SUFFIX, Drops, local_paths
from geoeditor.ui.intake_preview.incoming import Incoming, NewSource, Values
from geoeditor.ui.intake_preview.offer_bar import Answer, OfferBar
from geoeditor.ui.intake_preview.versions import looks_like, version_answers
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.slicing import Slicer
from geoeditor.ui.workers import Worker

if TYPE_CHECKING:
    from geoeditor.ui.intake_preview.preview import PreviewWindow

_ADDRESS: Final = re.compile(r"\s*(?:https?|ftp)://\S+\s*", re.IGNORECASE)
_MOST_NAMED: Final = 20


class _Offer(NamedTuple):
    """A question to the user that waits for its turn."""

    sentence: str
    answers: list[Answer]


class Intake(QObject):
    """Takes in what comes from outside the window."""

    open_requested = Signal(object)
    """A project was dropped: its path."""
    project_needed = Signal(str)
    """There is no project to store in: what to call a new one, which is to be made before this returns."""
    address_given = Signal(str)
    """An address was pasted or dropped; what lies there comes back by `take_fetched`, if the user wants that."""
    imported = Signal(object)
    """The id of a source that came in."""
    version_added = Signal(object)
    """The id of a source that came in as a new version of another one."""

    def __init__(self, bridge: Bridge, selection: Selection, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._selection, self._worker, self._window = bridge, selection, worker, window
        self._batches: deque[Batch] = deque()
        self._batch: Batch | None = None
        self._slicer: Slicer[Written] | None = None
        self._offers: deque[_Offer] = deque()
        self._preview: PreviewWindow | None = None
        self._drops: Drops | None = None
        self.offer = OfferBar(window)
        """The strip that asks about what was pasted; whoever owns the window gives it a place."""
        self.offer.answered.connect(self._offer_next)
        bridge.document_changed.connect(self._forget_offers)

    @property
    def preview(self) -> "PreviewWindow | None":
        """Return the window that shows texts before they come in, None while there was nothing to show."""
        return self._preview

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
            self.take_address(text.strip())
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
        if paths := local_paths(mime):
            self.take_paths(paths)
        elif urls and (not mime.hasText() or _ADDRESS.fullmatch(mime.text()[:10_000])):
            self.take_address(urls[0].toString())
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

    def take_address(self, address: str) -> None:
        """Let an address be fetched, if there is a project to write to; nothing is contacted here."""
        if not self._refuses_to_write():
            self.address_given.emit(address)

    def take_fetched(self, found: Fetched) -> None:
        """Show what was fetched, read by the worker as a file is."""
        self._take([Wish(found.name, fetched=found)], [])

    def _refuses_to_write(self) -> bool:
        if not (self._bridge.is_open and self._bridge.document.read_only):
            return False
        name = shown(self._bridge.document.path.name)
        self._bridge.refused.emit(tr("“{name}” is open to read only, so nothing was taken in.", name=name))
        return True

    def cancel(self) -> None:
        """Give up all that is on its way in; what was begun is taken back."""
        self._batches.clear()
        self._batch = None
        if self._slicer is not None:
            slicer, self._slicer = self._slicer, None
            slicer.give_up()

    def _take(self, wishes: list[Wish], problems: list[str]) -> None:
        if wishes and self._refuses_to_write():
            return
        self._batches.append(Batch(wishes, self._document(), problems=list(problems)))
        if self._batch is None:
            self._next_batch()

    def _take_ready(self, items: list[Item], incoming: list[Incoming]) -> None:
        """Store what was looked at, before all else that waits."""
        self._batches.appendleft(Batch([], self._document(), ready=items, incoming=incoming))
        if self._batch is None:
            self._next_batch()

    def _document(self) -> Document | None:
        return self._bridge.document if self._bridge.is_open else None

    def _next_batch(self) -> None:
        self._batch = self._batches.popleft() if self._batches else None
        if self._batch is not None:
            self._read_next(self._batch)

    def _read_next(self, batch: Batch) -> None:
        """Read what is left of a batch, one after the other, then store it."""
        if batch is not self._batch:  # it was given up
            return
        if not batch.wishes:
            self._sort(batch)
            return
        wish = batch.wishes.pop(0)
        wish.read(self._worker, partial(self._on_read, batch, wish), partial(self._on_failed, batch))

    def _on_read(self, batch: Batch, wish: Wish, values: Values) -> None:
        batch.read.append((wish, values))
        self._read_next(batch)

    def _on_failed(self, batch: Batch, sentence: str) -> None:
        batch.problems.append(sentence)
        self._read_next(batch)

    def _sort(self, batch: Batch) -> None:
        """Store what needs no look, and show the rest."""
        apart = [(wish, values) for wish, values in batch.read if not wish.can_go_in(values)]
        batch.read = [(wish, values) for wish, values in batch.read if wish.can_go_in(values)]
        batch.ready += [wish.item(values) for wish, values in batch.read]
        if apart and (batch.document is None or batch.document is self._document()):
            self._show([wish.incoming(values, self._document()) for wish, values in apart])
        elif apart:
            batch.problems.append(_closed_before())
        if batch.ready and self._has_place(batch):
            self._store(batch)
        else:
            self._finish(batch, Written())

    def _store(self, batch: Batch) -> None:
        words = trn("Storing {n} file…", "Storing {n} files…", len(batch.ready))
        work = write(self._bridge.document, batch.ready)
        self._slicer = Slicer(self._bridge, work, words, partial(self._on_written, batch), self._window)
        self._slicer.start()

    def _has_place(self, batch: Batch) -> bool:
        """Make sure that the project is open that the batch is for; make one where none is."""
        if batch.document is not None:
            if batch.document is self._document():
                return True
            if _closed_before() not in batch.problems:
                batch.problems.append(_closed_before())
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
        fresh = [*written.sources, *written.versions]
        shown_ids = [source for source, _ in fresh] or [twin.id for twin in written.twins]
        try:
            if shown_ids:
                self._selection.choose(Fact("source", source) for source in shown_ids)
            if written.sources:
                self.imported.emit(written.sources[0][0])
            for source, _ in written.versions:
                self.version_added.emit(source)
            if words := written.words():
                self._bridge.announced.emit(words)
            problems = [*batch.problems, *written.problems]
            if batch.incoming:
                self._settle(batch, written, [*problems, *twins_told(written.twins)])
            else:
                self._ask_about(batch, written)
                self._tell_twins(problems, written.twins)
        finally:
            if batch is self._batch:
                self._next_batch()

    # what waits for a word of the user

    def _show(self, items: list[Incoming]) -> None:
        """Show texts before they come in."""
        if self._preview is None:
            from geoeditor.ui.intake_preview.preview import PreviewWindow

            self._preview = PreviewWindow(self._bridge, self._worker, self._window)
            self._preview.take_requested.connect(self._take_shown)
            self._preview.show_requested.connect(self._show_source)
        self._preview.add(items)

    def _take_shown(self, items: list[Incoming]) -> None:
        self._take_ready([item.source() for item in items], items)

    def _settle(self, batch: Batch, written: Written, problems: list[str]) -> None:
        """Let the preview go on without what was stored."""
        if self._preview is not None:
            gone = {id(item) for item in written.gone}
            pairs = zip(batch.incoming, batch.ready, strict=True)
            self._preview.settle([incoming for incoming, item in pairs if id(item) in gone], "\n".join(problems))
            if not self._preview.waiting:
                self._tell(problems)

    def _ask_about(self, batch: Batch, written: Written) -> None:
        """Ask about texts that look like a later version: of what was pasted in the strip, of files in the preview."""
        wishes = {id(item): pair for item, pair in zip(batch.ready, batch.read, strict=False)}
        files: list[Incoming] = []
        for source, similar in written.similar:
            pair = wishes.get(id(source))
            if pair is None or pair[0].is_pasted:
                answers = version_answers(partial(self._decide, source, similar.id), partial(self._decide, source, 0))
                self._offers.append(_Offer(looks_like(similar.title), answers))
            else:
                files.append(pair[0].incoming(pair[1], self._document()))
        if files:
            self._show(files)
        if written.similar and not self.offer.text:
            self._offer_next()

    def _decide(self, source: NewSource, version_of: int) -> None:
        source.version_of, source.is_decided = version_of, True
        self._take_ready([source], [])

    def _offer_next(self) -> None:
        """Ask about the next text that waits for an answer."""
        if self._offers:
            offer = self._offers.popleft()
            self.offer.ask(offer.sentence, offer.answers)
            self.offer.take_focus()

    def _forget_offers(self) -> None:
        """Ask no more about texts that were for another project."""
        self._offers.clear()
        if self.offer.text:
            self.offer.end()

    def _show_source(self, source: int) -> None:
        self._selection.choose([Fact("source", source)])
        self._selection.passage_requested.emit(Fact("source", source))

    def _tell_twins(self, problems: list[str], twins: list[Twin]) -> None:
        """Tell what was not taken in; of a single text that is there already, offer to show it."""
        if problems or len(twins) != 1 or self.offer.text:
            self._tell([*problems, *twins_told(twins)])
            return
        show = Answer(tr("Show It"), partial(self._show_source, twins[0].id), tr("Go to that source"))
        self.offer.ask(twins_told(twins)[0], [show])

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
        self._drops = Drops(window, self.accepts, self.take_mime)


def articles_pattern() -> str:
    """Return what the dialog for files to import offers."""
    return tr(
        "Articles and projects (*.txt *.md *.html *.htm *.xhtml *.mhtml *.mht *.pdf *.docx *.eml *.json);;All (*)"
    )


def _closed_before() -> str:
    return tr("The project was closed before all was read, so nothing was taken in.")


def _nothing_there() -> str:
    return tr("There is no text to take in; copy an article first, then paste it with Ctrl+V.")
