"""Work in a thread beside the window: facts read from a copy, charts computed, files written. Imports Qt's core only.

The thread is given plain values and may not touch a widget; its answer comes back in the window's own thread.
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from geoeditor.core.errors import UserError
from geoeditor.translation import tr

T = TypeVar("T")


class CancelledError(Exception):
    """The work was given up because nobody waits for it any more."""


class Answer(Generic[T]):
    """What an errand came to: a value, or the sentence that says why there is none."""

    __slots__ = ("problem", "value")

    def __init__(self, value: T | None, problem: str = "") -> None:
        self.value = value
        self.problem = problem


class Errand(QObject):
    """One piece of work on its way; `work` asks `check` now and then, which ends it once it was cancelled."""

    _answered = Signal(object)

    def __init__(self, work: Callable[["Errand"], object], tell: Callable[[Answer[object]], object]) -> None:
        super().__init__()
        self._work = work
        self._is_cancelled = threading.Event()
        self._answered.connect(tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="errand", daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise where the work was cancelled; to be called from inside it."""
        if self._is_cancelled.is_set():
            raise CancelledError

    def cancel(self) -> None:
        """Let nobody be told, and let the work end when it next asks."""
        self._is_cancelled.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end of the thread, and tell whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        problem = tr("Something went wrong, so this was not done; what was there before is kept.")
        value: object = None
        try:
            value = self._work(self)
            problem = ""
        except UserError as refusal:
            problem = str(refusal)
        except CancelledError:
            return
        finally:
            if not self._is_cancelled.is_set():
                self._answered.emit(Answer(value, problem))
