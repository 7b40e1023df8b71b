"""Titles of the sources' texts, read by the worker one source after another while the pane is seen, and kept.

Nothing is read where no role is known, or while the worker has anything else to do.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from geoeditor.core.queries.rows import source_text
from geoeditor.core.queries.titles import TitleUse, dated_sources, has_roles
from geoeditor.ui.bridge import Bridge

LONGEST: Final = 300_000
"""Letters of a text in which titles are looked for; what comes after them is left."""
_PATIENCE_MS: Final = 250
"""How long a busy worker is left alone."""


class TitleFinder(Protocol):
    """The part of the worker that is needed here."""

    @property
    def is_busy(self) -> bool:
        """Tell whether it works on anything else."""

    def find_titles(self, text: str, done: Callable[[dict[str, Any]], object], failed: Callable[[str], object]) -> None:
        """Call `done` with the titles of a text, or `failed` with a sentence, some time later."""


class TitleReading(QObject):
    """Knows the titles of the texts that were read."""

    changed = Signal()
    """More titles are known, or fewer."""

    def __init__(self, bridge: Bridge, worker: TitleFinder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._worker = worker
        self._uses: dict[int, list[TitleUse]] = {}
        self._read: dict[int, str] = {}
        self._asked = 0
        self._wait = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._wait.timeout.connect(self.look)
        bridge.document_changed.connect(self.forget)

    @property
    def uses(self) -> Mapping[int, list[TitleUse]]:
        """Return the titles by source."""
        return self._uses

    @property
    def is_busy(self) -> bool:
        """Tell whether a text is being read, or will be."""
        return self._asked != 0 or self._wait.isActive()

    def forget(self) -> None:
        """Forget everything, because another document is open."""
        self._uses, self._read, self._asked = {}, {}, 0
        self._wait.stop()

    def look(self) -> None:
        """Read the next text that was not read yet, if there is any."""
        if self._asked or not self._bridge.is_open or not has_roles(self._bridge.document):
            return
        sources = dated_sources(self._bridge.document)
        gone = [source for source in self._read if sources.get(source) != self._read[source]]
        for source in gone:
            del self._read[source]
            self._uses.pop(source, None)
        fresh = next((source for source in sources if source not in self._read), 0)
        if fresh and self._worker.is_busy:
            self._wait.start()
        elif fresh:
            self._asked = fresh
            text = source_text(self._bridge.document, fresh)[:LONGEST]
            state = (fresh, sources[fresh])
            self._worker.find_titles(text, partial(self._take, state), partial(self._leave, state))
        if gone:
            self.changed.emit()

    def _take(self, state: tuple[int, str], found: dict[str, Any]) -> None:
        if state[0] != self._asked:
            return  # of another document
        self._note(state)
        titles = cast("list[TitleUse]", found.get("titles", []))
        if titles:
            self._uses[state[0]] = titles
            self.changed.emit()
        self.look()

    def _leave(self, state: tuple[int, str], _why: str) -> None:
        """Pass over a text that can't be read."""
        if state[0] == self._asked:
            self._note(state)
            self.look()

    def _note(self, state: tuple[int, str]) -> None:
        self._asked = 0
        self._read[state[0]] = state[1]
