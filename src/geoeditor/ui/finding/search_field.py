"""What stands in the tool bar for the palette: it looks like a field and opens where one types."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from geoeditor.translation import tr

if TYPE_CHECKING:
    from geoeditor.ui.finding.palette import FindAnything


class SearchField(QAbstractButton):
    """A round field that says “Find anything…  Ctrl+K”; a click, Enter or any letter opens the palette over it."""

    def __init__(self, anything: "FindAnything", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anything = anything
        anything.anchor_to(self)
        self.setAccessibleName(tr("Find anything"))
        self.setText(tr("Find anything…"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(72)
        self.clicked.connect(anything.open_empty)

    def sizeHint(self) -> QSize:
        """Return a size in which all words fit."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._words()) + 60, metrics.height() + 12)

    def minimumSizeHint(self) -> QSize:
        """Return the least: the mark and some letters."""
        return QSize(self.minimumWidth(), self.sizeHint().height())

    def _words(self) -> str:
        keys = self._anything.keys
        return f"{self.text()}  {keys}" if keys else self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the palette with the letter that was typed in it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._anything.open()
        elif event.text().isprintable() and event.text().strip():
            self._anything.open(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        theme = self._anything.theme
        palette, tones = theme.palette, theme.tones
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = tones.accent if self.hasFocus() or self.underMouse() else palette.hairline
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(tones.hover))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(QPen(QColor(palette.muted), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(17, area.center().y() - 1)
        painter.drawEllipse(middle, 4.2, 4.2)
        painter.drawLine(middle + QPointF(3.1, 3.1), middle + QPointF(6, 6))
        painter.setPen(QColor(palette.muted))
        words = QRectF(30, 0, self.width() - 42, self.height())
        shown = QFontMetrics(self.font()).elidedText(self._words(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()
