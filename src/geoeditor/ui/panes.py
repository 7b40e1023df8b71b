"""The panes of the window: docks with a flat title bar that holds what the view puts beside its title."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QToolButton, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import ElidedLabel, PlainLabel
from geoeditor.ui.view import View


class TitleBar(QWidget):
    """What stands above a view: its title, its own controls, a word of status, and a button to let it float."""

    def __init__(self, dock: "Pane", view: View) -> None:
        super().__init__(dock)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(8)
        self._dock = dock
        self._title = PlainLabel(dock.windowTitle(), self, role="section")
        row.addWidget(self._title)
        header = view.header()
        if header is not None:
            row.addWidget(header, 1)
        self._status = ElidedLabel("", self, role="small")
        self._status.setVisible(False)
        row.addWidget(self._status, 1)
        if header is None:
            row.addStretch(1)
        self._float = QToolButton(self)
        self._float.setText("⇱")
        self._float.setProperty("role", "flat")
        self._float.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._float.setToolTip(tr("Let this pane float, or put it back"))
        self._float.setAccessibleName(tr("Float {pane}", pane=dock.windowTitle()))
        self._float.clicked.connect(dock.toggle_floating)
        row.addWidget(self._float)
        self.setMinimumHeight(34)
        view.status_changed.connect(self._say)
        dock.visibilityChanged.connect(self.name)
        dock.topLevelChanged.connect(self.name)

    def name(self, *_now: object) -> None:
        """Show the title unless a tab shows it already."""
        window = self._dock.parentWidget()
        is_tab = isinstance(window, QMainWindow) and bool(window.tabifiedDockWidgets(self._dock))
        self._title.setVisible(self._dock.isFloating() or not is_tab)

    def _say(self, text: str) -> None:
        self._status.show_text(text)
        self._status.setVisible(bool(text))


class Pane(QDockWidget):
    """A dock around one view."""

    def __init__(self, key: str, title: str, view: View, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.view = view
        self.setObjectName(f"pane.{key}")
        self.setAccessibleName(title)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        self.setWidget(view)
        self.bar = TitleBar(self, view)
        self.setTitleBarWidget(self.bar)
        toggle = self.toggleViewAction()
        toggle.setStatusTip(tr("Show or hide the pane {pane}", pane=title))

    def toggle_floating(self) -> None:
        """Let the pane float on its own, or put it back."""
        self.setFloating(not self.isFloating())

    def show_up(self) -> None:
        """Bring the pane to the front."""
        self.show()
        self.raise_()


class FocusWatch(QObject):
    """Tells which view the focus is in, as it goes from widget to widget."""

    entered = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._last: View | None = None

    @property
    def last(self) -> View | None:
        """Return the view that had the focus last."""
        return self._last

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Note where the focus went; to be joined to the application's signal."""
        widget: QObject | None = new
        while widget is not None and not isinstance(widget, View):
            widget = widget.parent()
        if isinstance(widget, View) and widget is not self._last:
            self._last = widget
            self.entered.emit(widget)
