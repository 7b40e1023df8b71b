"""Finding what waits to be checked beside everything else: a few ms at a time, and anew a moment after a change."""

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from geoeditor.core.document import Document
from geoeditor.core.queries.checking import MOST, RESOLVED, TITLES, CheckItem, Found, finders
from geoeditor.core.queries.titles import TitleUse, find_mismatches
from geoeditor.core.queries.version_checks import version_finders
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking.rows import Section

_SLICE_S: Final = 0.004
_PAUSE_MS: Final = 120
"""How long further changes are waited for."""


class Search(QObject):
    """One walk over all sections at a time."""

    found = Signal(object)
    """The sections, as a tuple, when all have been gone through."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.titles: Mapping[int, Sequence[TitleUse]] = {}
        """The titles of the texts that were read, by source."""
        self._walk: Iterator[None] | None = None
        self._items: dict[str, list[CheckItem]] = {}
        self._more: dict[str, int] = {}
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.start)

    @property
    def is_busy(self) -> bool:
        """Tell whether a walk is on its way or about to begin."""
        return self._turn.isActive() or self._pause.isActive()

    def start(self) -> None:
        """Begin anew; small projects are done when this returns."""
        self.stop()
        if self._bridge.is_open:
            self._walk = self._all(self._bridge.document)
            self._turn.start()
            self._go_on()

    def start_soon(self) -> None:
        """Begin anew when nothing has changed for a moment."""
        self.stop()
        self._pause.start()

    def stop(self) -> None:
        """Give the walk up."""
        self._turn.stop()
        self._pause.stop()
        self._walk = None

    def _all(self, document: Document) -> Iterator[None]:
        self._items, self._more = {}, {}
        found = {**version_finders(), **finders()}
        resolved = found.pop(RESOLVED)  # what is done comes last
        found[TITLES] = partial(find_mismatches, uses=self.titles)
        found[RESOLVED] = resolved
        for key, find in found.items():
            self._items[key], self._more[key] = [], 0
            for piece in find(document, MOST):
                self._take(key, piece)
                yield

    def _take(self, key: str, piece: Found) -> None:
        self._items[key] += piece.items
        self._more[key] += piece.more

    def _go_on(self) -> None:
        end = time.perf_counter() + _SLICE_S
        walk = self._walk
        while walk is not None and time.perf_counter() < end:
            try:
                next(walk)
            except StopIteration:
                self.stop()
                self.found.emit(self._sections(self._items, self._more))
                return

    @staticmethod
    def _sections(items: Mapping[str, list[CheckItem]], more: Mapping[str, int]) -> tuple[Section, ...]:
        return tuple(Section(key, tuple(found), more[key]) for key, found in items.items())
