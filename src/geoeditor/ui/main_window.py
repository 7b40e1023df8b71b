"""The main window: a shell that is painted at once, then the panes, joined by one bridge, selection and filter.

The shell imports no view and no store; `furnish` brings them in after the first paint.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QTabWidget, QToolBar, QVBoxLayout, QWidget

from geoeditor.translation import shown, tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.notice_bar import NoticeBar
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.tool_bar import ToolBar
from geoeditor.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from geoeditor.ui.finding.find_bar import FindBar
    from geoeditor.ui.furnishing import Furnishing
    from geoeditor.ui.intake_preview.offer_bar import OfferBar
    from geoeditor.ui.preferences_store import Store

_START_SIZE: Final = QSize(1440, 900)
_FRAME: Final = QSize(8, 48)
"""Room for what a window manager puts around a window."""


class MainWindow(QMainWindow):
    """The window of the program; one project at a time."""

    painted = Signal()
    """The first picture is on the screen."""

    def __init__(self, theme: Theme, store: "Store") -> None:
        super().__init__()
        self.theme = theme
        self.store = store
        self.bridge = Bridge(self)
        self.selection = Selection(self)
        self.filter = Filter(self)
        self.actions_ = Actions(self)
        self.furnishing: Furnishing | None = None
        self._has_painted = False
        self._arrangement = QByteArray()
        self.setWindowTitle("GeoEditor")
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.menus = self.actions_.fill(self.menuBar())
        self.tool_bar = ToolBar(self.actions_, self)
        self.addToolBar(self.tool_bar)
        self.notices = NoticeBar(self)
        self.bridge.refused.connect(self.notices.say)
        self.welcome = WelcomePage(self.actions_, theme, store.recent, self)
        self.setCentralWidget(self.welcome)
        self.statusBar().setSizeGripEnabled(False)
        self._place()

    def strip(self, widget: "FindBar | OfferBar", name: str, area: Qt.ToolBarArea) -> QToolBar:
        """Put a widget into a bar of its own that is there only while the widget is."""
        bar = QToolBar(self)
        bar.setObjectName(name)
        bar.setMovable(False)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setProperty("role", "strip")
        holder = QWidget(bar)  # a bar decides itself whether what it holds is shown, so it holds what always is
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        bar.addWidget(holder)
        self.addToolBarBreak(area)
        self.addToolBar(area, bar)
        bar.hide()
        widget.shown_changed.connect(bar.setVisible)
        return bar

    def createPopupMenu(self) -> QMenu:
        """Offer the panes by right click on a bar, as the Window menu does."""
        return self.menus["window"]

    def _place(self) -> None:
        """Put the window where it was, or in the middle, but never larger than the screen."""
        geometry = self.store.window_bytes("geometry")
        if geometry and self.restoreGeometry(QByteArray(geometry)):
            return
        self.resize(_START_SIZE.boundedTo(self.screen().availableSize() - _FRAME))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that something is to be seen."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def furnish(self) -> "Furnishing":
        """Bring in the panes and all that works on a project; once."""
        if self.furnishing is None:
            from geoeditor.ui.furnishing import Furnishing

            self.furnishing = Furnishing(self)
            self.bridge.document_changed.connect(self._show_project)
            self._show_project()
        return self.furnishing

    def _show_project(self) -> None:
        """Show panes or welcome page, and the name of the project in the title."""
        furnishing = self.furnish()
        if self.bridge.is_open:
            name = shown(self.bridge.document.path.stem, 80)
            mark = tr(" (read only)") if self.bridge.document.read_only else ""
            self.setWindowTitle(f"{name}{mark} — GeoEditor")
            self.welcome.hide()
            furnishing.show_panes()
        else:
            self.setWindowTitle("GeoEditor")
            furnishing.hide_panes()
            self.welcome.refresh()
            self.welcome.show()
        self.actions_.update()

    def open_path(self, path: Path) -> bool:
        """Open a project by its path."""
        opened: bool = self.furnish().projects.open(path)
        return opened

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed, remember the window, let go of the project; only then close."""
        event.ignore()
        field = QApplication.focusWidget()
        if field is not None:
            field.clearFocus()
        self.store.set_window_bytes("geometry", bytes(self.saveGeometry().data()))
        if self.furnishing is not None:
            self.furnishing.put_away()
        self.store.save()
        event.accept()
