"""Tells of mouse buttons pressed outside some widgets, whoever is pressed there and whether it takes the focus."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class OutsidePress(QObject):
    """Watches the whole program for as long as it is told to."""

    happened = Signal()

    def __init__(self, inside: Callable[[], Sequence[QWidget]], application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._inside = inside
        self._application = application

    def watch(self, is_watching: bool) -> None:
        """Begin to watch, or end."""
        if is_watching:
            self._application.installEventFilter(self)
        else:
            self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of a press, which goes on to what was pressed."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            place = event.globalPosition().toPoint()
            is_inside = any(widget.rect().contains(widget.mapFromGlobal(place)) for widget in self._inside())
            if isinstance(watched, QWidget) and not is_inside:
                self.happened.emit()
        return False
