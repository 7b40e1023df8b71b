"""A name that leads to its fact: pressed by a click, Enter or Space; cut to the room there is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from geoeditor.translation import printable, shown, tr
from geoeditor.ui.plain import tip
from geoeditor.ui.theme import Theme

_HEIGHT = 26
_LONGEST = 400


class LineButton(QAbstractButton):
    """The button."""

    def __init__(self, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = printable(words[:_LONGEST])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Select {name}", name=shown(words)))
        self.setToolTip(tip(words))

    def sizeHint(self) -> QSize:
        """Return a height; the width is what there is."""
        return QSize(80, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, tones = self._theme.palette, self._theme.tones
        if self.underMouse() or self.isDown():
            painter.fillRect(event.rect(), QColor(tones.hover))
        painter.setPen(QColor(palette.ink))
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 4)
        painter.drawText(self.rect().adjusted(2, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            painter.setPen(QColor(tones.accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
