"""The names of the open project, kept up to date for the palette: read in slices, between the user's keys."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.finding import NameIndex
from geoeditor.ui.bridge import Bridge

_SLICE_S: Final = 0.008


class Names(QObject):
    """Holds the index of names; reads it anew when it is wanted and the project has changed."""

    filled = Signal()
    """The index has all names as they are now."""
    changed = Signal()
    """Something in the project changed, so that the index is stale."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.index = NameIndex()
        self._filling: Iterator[None] | None = None
        self._is_stale = True
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        bridge.changed.connect(self._note_change)
        bridge.document_changed.connect(self._forget)

    @property
    def is_filling(self) -> bool:
        """Tell whether names are being read."""
        return self._filling is not None

    def catch_up(self) -> None:
        """Read the names where they have changed; until that is done the old ones answer."""
        if self._is_stale and self._bridge.is_open:
            self._is_stale = False
            self._filling = self.index.fill(self._bridge.document)
            self._slices.start()

    def _go_on(self) -> None:
        begun = perf_counter()
        while self._filling is not None and perf_counter() - begun < _SLICE_S:
            if next(self._filling, _DONE) is _DONE:
                self._slices.stop()
                self.filled.emit()
                self._filling = None

    def _note_change(self, _changes: ChangeSet) -> None:
        self._is_stale = True
        self.changed.emit()

    def _forget(self) -> None:
        """Let go of the names of a project that is no longer open."""
        self._slices.stop()
        self._filling = None
        self.index, self._is_stale = NameIndex(), True


_DONE: Final = object()
