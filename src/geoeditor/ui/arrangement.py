"""Where the panes are: reader and tables at the left, timeline over graph in the middle, inspector at the right."""

from typing import Final

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QTabBar

from geoeditor.ui.panes import Pane

LEFT: Final = ("reader", "actors", "events", "links", "sources", "citations")
_WIDTHS: Final = (0.275, 0.52, 0.205)
"""Shares of the window's width: left, middle, right."""
_HEIGHTS: Final = (0.5, 0.5)


class Arrangement(QObject):
    """The docks of a window, put where they belong and back again."""

    def __init__(self, window: QMainWindow, panes: dict[str, Pane]) -> None:
        super().__init__(window)
        self._window = window
        self._panes = panes
        self._shown = QByteArray()
        """How the docks were when they were last hidden."""
        self._put()
        self.hide()

    def _put(self) -> None:
        """Put every dock at its first place."""
        window, panes = self._window, self._panes
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        for pane in panes.values():
            pane.setFloating(False)  # a pane that floats would go on floating
            window.removeDockWidget(pane)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, panes["reader"])
        window.splitDockWidget(panes["reader"], panes["timeline"], horizontal)
        window.splitDockWidget(panes["timeline"], panes["inspector"], horizontal)
        window.splitDockWidget(panes["timeline"], panes["graph"], vertical)
        for key in LEFT[1:]:
            window.tabifyDockWidget(panes[LEFT[0]], panes[key])
        window.tabifyDockWidget(panes["inspector"], panes["checking"])
        window.tabifyDockWidget(panes["checking"], panes["versions"])
        window.tabifyDockWidget(panes["versions"], panes["history"])

    def reset(self) -> None:
        """Put everything back where it was at first."""
        self._put()
        self._show_first()

    def _show_first(self) -> None:
        for key, pane in self._panes.items():
            pane.setVisible(key not in ("history", "versions"))
        self._share()
        self._panes["inspector"].raise_()
        self._panes["reader"].raise_()
        self._name_tabs()

    def _share(self) -> None:
        """Give the panes their shares of the window."""
        panes, window = self._panes, self._window
        width, height = window.width(), window.height()
        columns = [panes["reader"], panes["timeline"], panes["inspector"]]
        window.resizeDocks(columns, [int(width * share) for share in _WIDTHS], Qt.Orientation.Horizontal)
        rows = [panes["timeline"], panes["graph"]]
        window.resizeDocks(rows, [int(height * share) for share in _HEIGHTS], Qt.Orientation.Vertical)

    def show(self, remembered: bytes) -> None:
        """Show the panes as they were when last hidden, else as remembered from another day, else as at first."""
        if not self._shown.isEmpty():
            self._window.restoreState(self._shown)
        elif not (remembered and self._window.restoreState(QByteArray(remembered))):
            self._show_first()
        self._name_tabs()

    def hide(self) -> None:
        """Hide all panes and keep in mind how they were."""
        if any(not pane.isHidden() for pane in self._panes.values()) and not self._shown.isEmpty():
            self._shown = self._window.saveState()
        for pane in self._panes.values():
            pane.hide()

    def state(self) -> bytes:
        """Return how the panes are, to be remembered."""
        showing = any(not pane.isHidden() for pane in self._panes.values())
        return bytes((self._window.saveState() if showing else self._shown).data())

    def keep(self) -> None:
        """Keep in mind how the panes are now."""
        self._shown = self._window.saveState()

    def _name_tabs(self) -> None:
        """Let the tabs of docks be reached and read out, and no title say again what its tab says."""
        for pane in self._panes.values():
            pane.bar.name()
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            bar.setDocumentMode(True)
            bar.setExpanding(False)
            bar.setDrawBase(False)
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setAccessibleName(", ".join(bar.tabText(index) for index in range(bar.count())))
