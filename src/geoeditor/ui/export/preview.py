"""The picture of what will be written, as large as there is room. Paints a finished image, never a chart."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from geoeditor.ui.theme import Theme

_MARGIN = 8


class Preview(QWidget):
    """Shows an image in the middle of its room, or words where there is none."""

    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._words = ""
        self._is_stale = False
        self.setMinimumSize(240, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def room(self) -> QSize:
        """Return the size there is for the picture."""
        return QSize(max(self.width() - 2 * _MARGIN, 1), max(self.height() - 2 * _MARGIN, 1))

    @property
    def image(self) -> QImage | None:
        """Return what is shown."""
        return self._image

    @property
    def words(self) -> str:
        """Return what is said in the place of an image."""
        return self._words

    def show_image(self, image: QImage | None) -> None:
        """Show this image."""
        self._image, self._words, self._is_stale = image, "", False
        self.update()

    def show_words(self, words: str) -> None:
        """Show words instead of an image."""
        self._image, self._words = None, words
        self.update()

    def fade(self) -> None:
        """Show that a newer image is on its way."""
        self._is_stale = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image in the middle, with a hairline around it."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is None:
            painter.setPen(QColor(palette.muted))
            room = self.rect().adjusted(24, 16, -24, -16)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        size = self._image.deviceIndependentSize().toSize().scaled(self.room, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(self._image.deviceIndependentSize().toSize())
        corner = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        painter.setOpacity(0.55 if self._is_stale else 1.0)
        painter.drawImage(QRect(corner, size), self._image)
        painter.setOpacity(1.0)
        painter.setPen(QColor(palette.hairline))
        painter.drawRect(QRect(corner, size).adjusted(-1, -1, 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for an image of the new size."""
        super().resizeEvent(event)
        self.resized.emit()
