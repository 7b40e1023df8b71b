"""Fields that stand on the canvas at a place of the graph and go where it goes, as to name an actor."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from geoeditor.ui.graph.canvas import Canvas
from geoeditor.ui.plain import tip

_NAME_WIDTH = 190
_GAP = 6


class NameField(QLineEdit):
    """A line for a name; Enter or going elsewhere enters it, Esc leaves it."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, canvas: Canvas, text: str, words: str, hint: str) -> None:
        super().__init__(text, canvas)
        self.setAccessibleName(words)
        self.setPlaceholderText(hint)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(_NAME_WIDTH)
        self.setMaxLength(2_000)
        self._done = False
        self.selectAll()
        self.returnPressed.connect(self._enter)
        self.textEdited.connect(self._accept_again)

    def refuse(self, reason: str) -> None:
        """Say why the name is not taken, and keep it to be mended."""
        self._done = False
        self.setProperty("refused", True)
        self.setToolTip(tip(reason))
        self.setAccessibleDescription(reason)
        self.style().polish(self)
        self.setFocus()

    def _accept_again(self) -> None:
        if self.property("refused"):
            self.setProperty("refused", False)
            self.setToolTip("")
            self.style().polish(self)

    def _enter(self) -> None:
        if not self._done:
            self._done = True
            self.entered.emit(self.text())

    def leave(self) -> None:
        """Go without a name."""
        if not self._done:
            self._done = True
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Enter what was typed, as going elsewhere does in every field; a refused name is left."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        if self.property("refused") or not self.text().strip():
            self.leave()
        else:
            self._enter()


class Stand(QWidget):
    """Keeps a field at a place of the graph while the camera moves, and inside the canvas."""

    def __init__(self, canvas: Canvas, field: QWidget, spot: Callable[[], tuple[float, float]]) -> None:
        super().__init__(canvas)
        self.setFixedSize(0, 0)
        self._canvas = canvas
        self.field = field
        self._spot = spot
        canvas.camera_moved.connect(self.follow)
        field.adjustSize()
        self.follow()
        field.show()
        field.raise_()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Put the field below its spot."""
        x, y = self._canvas.camera.to_pane(*self._spot())
        left = min(max(round(x - self.field.width() / 2), 4), max(self._canvas.width() - self.field.width() - 4, 4))
        top = min(max(round(y), 4), max(self._canvas.height() - self.field.height() - 4, 4))
        self.field.move(QPoint(left, top + _GAP))

    def clear(self) -> None:
        """Take the field away; the canvas has the focus again."""
        self._canvas.camera_moved.disconnect(self.follow)
        focused = QApplication.focusWidget()
        had_focus = focused is not None and (focused is self.field or self.field.isAncestorOf(focused))
        self.field.hide()
        self.field.deleteLater()
        self.deleteLater()
        if had_focus:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
