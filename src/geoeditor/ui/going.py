"""Keys that lead to a pane: it comes to the front and has the focus."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt

from geoeditor.ui.actions import Actions
from geoeditor.ui.panes import Pane

PLACES = ("reader", "timeline", "graph", "inspector", "checking", "actors", "events", "links", "sources")
"""The panes with a key of their own, in the order of the digits."""


class Going(QObject):
    """Joins the actions `go.…` to the panes."""

    def __init__(self, panes: Mapping[str, Pane], actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        for key in PLACES:
            actions.handle(f"go.{key}", partial(self._go, key), partial(self._can_go, key))

    def _can_go(self, key: str) -> bool:
        return self._panes[key].view.bridge.is_open

    def _go(self, key: str) -> None:
        pane = self._panes[key]
        pane.show_up()
        pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
