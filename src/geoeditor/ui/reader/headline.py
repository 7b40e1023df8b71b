"""A title of at most two lines, cut with an ellipsis, shown to the letter whatever is in it."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from geoeditor.translation import printable
from geoeditor.ui.plain import tip
from geoeditor.ui.theme import Theme, on_theme

_LINES: Final = 2
_MOST: Final = 600


class Headline(QWidget):
    """Paints a title; its height follows its width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        font = QFont(self.font())
        font.setPixelSize(16)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        on_theme(theme, self.update)

    @property
    def text(self) -> str:
        """Return the title, uncut."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show this title."""
        self._text = printable(text)
        self.setAccessibleName(self._text[:_MOST])
        self._fit()

    def _lines(self, width: float) -> list[str]:
        """Return the lines of the title at a width, the last one cut where there is more."""
        text = self._text[:_MOST]
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        stretches: list[tuple[int, int]] = []
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            stretches.append((line.textStart(), line.textLength()))
        layout.endLayout()
        units = text.encode("utf-16-le")
        lines = [units[2 * start : 2 * (start + length)].decode("utf-16-le", "ignore") for start, length in stretches]
        if stretches and (sum(stretches[-1]) * 2 < len(units) or len(self._text) > _MOST):
            rest = units[2 * stretches[-1][0] :].decode("utf-16-le", "ignore")
            metrics = QFontMetricsF(self.font())
            lines[-1] = metrics.elidedText(f"{rest}…", Qt.TextElideMode.ElideRight, width)
        return lines

    def _height(self, width: int) -> int:
        return round(max(len(self._lines(width)), 1) * QFontMetricsF(self.font()).lineSpacing())

    def sizeHint(self) -> QSize:
        """Return the height at the width there is."""
        return QSize(200, self._height(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a title is never squeezed."""
        return QSize(0, self._height(max(self.width(), 1)))

    def _fit(self) -> None:
        lines = self._lines(self.width())
        self.setToolTip(tip(self._text) if lines and lines[-1].endswith("…") else "")
        self.setFixedHeight(self._height(self.width()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the width needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(self._theme.palette.ink)
        metrics = QFontMetricsF(self.font())
        for number, line in enumerate(self._lines(self.width())):
            painter.drawText(QPointF(0, metrics.ascent() + number * metrics.lineSpacing()), line.rstrip())
