"""What every view is: it shows the open document, takes part in the selection, and sleeps while hidden.

A view that is not visible only notes that it is stale and catches up when it is shown. One that shows much and is not
the one that is worked in follows a change in a turn of its own, so that what was asked for is seen before.
"""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from geoeditor.core.errors import BugError
from geoeditor.core.journal import ChangeSet
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact, Selection

MOST_KEPT = 20
"""Notices kept while hidden; after more, reading everything anew is cheaper."""


class Found(tuple[int, int]):
    """Where a search stands: which hit, from 1 (0 for none), and of how many."""

    __slots__ = ()

    def __new__(cls, place: int, count: int) -> "Found":
        """Make it of place and count."""
        return super().__new__(cls, (place, count))

    @property
    def place(self) -> int:
        """Return which hit is shown, from 1; 0 for none."""
        return self[0]

    @property
    def hits(self) -> int:
        """Return how many hits there are."""
        return self[1]


class View(QWidget):
    """One of the panes that show the document."""

    status_changed = Signal(str)
    """What the view wants to say in its header, such as how many rows a filter hides."""

    def __init__(self, bridge: Bridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.selection = selection
        self._is_stale = True
        self._kept: list[ChangeSet] = []
        self._token = object()
        bridge.turns.came.connect(self._take_turn)
        bridge.document_changed.connect(self._reset)
        bridge.changed.connect(self._notice)
        selection.changed.connect(self._select)

    def reload(self) -> None:
        """Read all that is shown anew; also when the document went away."""
        raise BugError(f"{type(self).__name__} can't reload")

    def apply(self, changes: ChangeSet) -> None:
        """Show what a change did; reads everything anew unless a view knows better."""
        self.reload()

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Show what is selected now; the view may be the one that chose it."""

    def seek(self, text: str, step: int = 0) -> Found:
        """Show the hit of a search that lies `step` hits on (0: the nearest, 1: next, -1: previous); '' ends it."""
        return Found(0, 0)

    def header(self) -> QWidget | None:
        """Return what stands beside the title of the pane, such as modes and zoom; called once."""
        return None

    def lead_focus(self, part: QWidget | None) -> None:
        """Let the focus of the view be that of a part; None while no part is shown: a hidden one would stop Tab."""
        if part is not self.focusProxy():
            QWidget.setFocusProxy(self, cast("QWidget", part))  # None ends it, which the stubs do not say

    def choose(self, facts: Iterable[Fact]) -> None:
        """Select facts, as a gesture of this view."""
        self.selection.choose(facts)

    def refresh(self) -> None:
        """Catch up with what was missed, visible or not."""
        stale, self._is_stale = self._is_stale, False
        kept, self._kept = self._kept, []
        if stale:
            self.reload()
        else:
            for changes in kept:
                self.apply(changes)
        if stale or kept:
            self.show_selection(self.selection.facts)

    def shows_much(self) -> bool:
        """Tell whether following a change takes so long that it should not hold up the pane in which it was made."""
        return False

    def _is_worked_in(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _take_turn(self, token: object) -> None:
        if token is self._token and self.isVisible() and (self._is_stale or self._kept):
            self.refresh()

    def _reset(self) -> None:
        self._is_stale = True
        self._kept = []
        if self.isVisible():
            self.refresh()

    def _notice(self, changes: ChangeSet) -> None:
        if self._is_stale:
            return
        self._kept.append(changes)
        if self.isVisible() and self.shows_much() and not self._is_worked_in():
            self.bridge.turns.ask(self._token)
        elif self.isVisible():
            self.refresh()
        elif len(self._kept) > MOST_KEPT:
            self._is_stale, self._kept = True, []

    def _select(self, facts: tuple[Fact, ...]) -> None:
        if self.isVisible() and not self._is_stale and not self._kept:  # else it is shown when the view has caught up
            self.show_selection(facts)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before anything is seen."""
        self.refresh()
        self.show_selection(self.selection.facts)
        super().showEvent(event)
