"""Asking the worker for proposals: once a text, date and set of known names; late answers are dropped."""

from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal

from geoeditor.core.commands.acceptance import Proposals
from geoeditor.core.queries.summary import KnownName
from geoeditor.ui.reader.worker import Proposer
from geoeditor.when.habits import USUAL, Habits

_PATIENCE: Final = 400
"""Milliseconds in which further changes of names are waited for."""
Question = tuple[int, str, Habits, tuple[KnownName, ...], tuple[str, ...]]


class Asking(QObject):
    """The one question that is open."""

    started = Signal()
    answered = Signal(object)
    """The proposals."""
    failed = Signal(str)

    def __init__(self, worker: Proposer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._question: Question | None = None
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._ask)

    def forget(self) -> None:
        """Ask nothing any more and drop what is under way."""
        self._question = None
        self._timer.stop()

    def about(
        self,
        source_id: int,
        text: str,
        published: str,
        known: Iterable[KnownName],
        habits: Habits = USUAL,
        unwanted: Iterable[str] = (),
    ) -> None:
        """Ask, unless just this was asked; where only names have changed, a moment later."""
        question = (source_id, published, habits, tuple(known), tuple(unwanted))
        if question == self._question:
            return
        only_names = self._question is not None and self._question[:3] == question[:3]
        self._question, self._text = question, text
        if only_names:
            self._timer.start()
        else:
            self._ask()

    def again(self) -> None:
        """Ask the same once more."""
        if self._question is not None:
            self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        question = self._question
        if question is None:
            return
        _, published, habits, actors, unwanted = question
        known = [{"name": actor.name, "kind": actor.kind, "names": list(actor.names)} for actor in actors]
        self.started.emit()
        done, failed = partial(self._take, question), partial(self._give_up, question)
        self._worker.suggest(self._text, published, known, done, failed, habits=asdict(habits), unwanted=unwanted)

    def _take(self, question: Question, found: dict[str, Any]) -> None:
        if question == self._question:
            self.answered.emit(cast("Proposals", found))

    def _give_up(self, question: Question, sentence: str) -> None:
        if question == self._question:
            self.failed.emit(sentence)
