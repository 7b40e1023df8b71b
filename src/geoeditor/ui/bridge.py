"""Between the open document and the views: one signal for every change, one way to make one, one place for refusals.

Views hold the bridge, never a document of their own. Work that changes something is given to `attempt`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from geoeditor.core.document import Document
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.journal import ChangeSet
from geoeditor.translation import tr
from geoeditor.ui.turns import Turns

T = TypeVar("T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What an attempt came to: a value, or the sentence that says why not."""

    value: T | None = None
    problem: str = ""

    @property
    def done(self) -> bool:
        """Tell whether it worked."""
        return not self.problem


class Bridge(QObject):
    """The open document, if any, as the views see it."""

    document_changed = Signal()
    """Another document is open, or none."""
    leaving = Signal()
    """The open document is about to be let go: what is still being written into it ends now, and is taken back."""
    changed = Signal(object)
    """A ChangeSet, once after each commit."""
    refused = Signal(str)
    """A sentence for the user: what happened, what was kept, what to do."""
    announced = Signal(str)
    """A short word for the status line that something was done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns = Turns(self)
        """Where a view that shows much waits to follow a change."""
        self._document: Document | None = None
        self._is_held = False
        self._is_telling = False
        self._kept: list[ChangeSet] = []
        """Notices that came while changes were held back."""

    @property
    def is_open(self) -> bool:
        """Tell whether a document is open."""
        return self._document is not None

    @property
    def can_edit(self) -> bool:
        """Tell whether a document is open and may be changed."""
        return self._document is not None and not self._document.read_only and not self._is_held

    def hold(self, is_held: bool) -> None:
        """Refuse all changes for as long as a long one is being written in slices, or let them again."""
        self._is_held = is_held
        if not is_held:
            kept, self._kept = self._kept, []
            for changes in kept:
                self._tell(changes)

    def _pass_on(self, changes: ChangeSet) -> None:
        """Tell the views; of a long change only when it is over, for until then nothing may be edited."""
        if self._is_held:
            self._kept.append(changes)
        else:
            self._tell(changes)

    def _tell(self, changes: ChangeSet) -> None:
        """Let the views show a change; meanwhile they may change nothing."""
        was_telling, self._is_telling = self._is_telling, True
        try:
            self.changed.emit(changes)
        finally:
            self._is_telling = was_telling

    @property
    def document(self) -> Document:
        """Return the open document; ask `is_open` first."""
        if self._document is None:
            raise BugError("no document is open")
        return self._document

    def adopt(self, document: Document | None) -> None:
        """Let go of the open document, closing it, and show this one instead."""
        if self._document is not None:
            self.leaving.emit()
        previous, self._document = self._document, document
        if previous is not None:
            previous.changed.disconnect(self._pass_on)
            previous.close()
        if document is not None:
            document.changed.connect(self._pass_on)
        self.document_changed.emit()

    def attempt(self, work: Callable[[Document], T], *, tell: bool = True) -> Outcome[T]:
        """Do work on the document; a refusal comes back as a sentence and, where `tell`, is shown to the user."""
        try:
            if self._is_held:
                raise UserError(tr("Something large is being stored just now, so this was not done; try again then."))
            if self._is_telling:  # a field that stores when it is left was hidden by a view that shows the change
                logger.warning("a change was asked for while another one was being shown", stack_info=True)
                raise UserError(tr("Another change came in at that moment, so this was not stored; do it once more."))
            return Outcome(value=work(self.document))
        except UserError as refusal:
            if tell:
                self.refused.emit(str(refusal))
            return Outcome(problem=str(refusal))

    def undo(self) -> ChangeSet | None:
        """Take back the newest step."""
        return self.attempt(Document.undo).value

    def redo(self) -> ChangeSet | None:
        """Do again what was undone last."""
        return self.attempt(Document.redo).value
