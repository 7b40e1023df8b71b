"""A thin bar of all sentences of a source: used, set aside, open. A click goes to the sentence."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import tip
from geoeditor.ui.reader.ledger import ASIDE, OPEN, Ledger
from geoeditor.ui.theme import Theme, on_theme

_HEIGHT: Final = 12
_BAR: Final = 6
_GAP_FROM: Final = 4.0
"""Width of a sentence in px from which on a gap is left between two of them."""


class LedgerBar(QWidget):
    """Paints one piece for each sentence, or for each px where there are more sentences."""

    chosen = Signal(object)
    """The span of the sentence that was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ledger = Ledger()
        self._current = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        on_theme(theme, self.update)

    def show_ledger(self, ledger: Ledger) -> None:
        """Show the state of all sentences."""
        self._ledger = ledger
        self.setVisible(bool(ledger.lines))
        total, aside = len(ledger.lines), sum(line.state == ASIDE for line in ledger.lines)
        words = tr(
            "{done} of {total} sentences read, {aside} of them set aside", done=ledger.done, total=total, aside=aside
        )
        self.setAccessibleName(tr("Sentence ledger: {words}", words=words))
        self.update()

    def show_current(self, span: tuple[int, int] | None) -> None:
        """Mark a sentence as the one that is looked at."""
        lines = self._ledger.lines
        place = -1 if span is None else next((n for n, line in enumerate(lines) if line.span[1] > span[0]), -1)
        if place != self._current:
            self._current = place
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the bar."""
        return QSize(120, _HEIGHT)

    def _piece(self, place: int) -> QRectF:
        width = self.width() / max(len(self._ledger.lines), 1)
        gap = 1.0 if width >= _GAP_FROM else 0.0
        return QRectF(place * width, (self.height() - _BAR) / 2, max(width - gap, 1.0), _BAR)

    def _place_at(self, x: float) -> int:
        count = len(self._ledger.lines)
        return min(max(int(x / max(self.width(), 1) * count), 0), count - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces; of many sentences in one px the open ones are seen."""
        palette, tones = self._theme.palette, self._theme.tones
        colours = {OPEN: QColor(palette.hairline), ASIDE: QColor(palette.muted)}
        painter = QPainter(self)
        lines = self._ledger.lines
        step = max(len(lines) // max(self.width(), 1), 1)
        for place in range(0, len(lines), step):
            states = {line.state for line in lines[place : place + step]}
            state = OPEN if OPEN in states else ASIDE if states == {ASIDE} else ""
            piece = self._piece(place)
            if state == ASIDE:  # half as high: told apart without colour
                piece.setTop(piece.center().y())
            painter.fillRect(piece, colours.get(state, QColor(tones.accent)))
        if 0 <= self._current < len(lines):
            spot = self._piece(self._current)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.ink))
            middle = spot.center().x()
            painter.drawPolygon([QPointF(middle - 3, 0), QPointF(middle + 3, 0), QPointF(middle, 3)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the sentence that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self._ledger.lines:
            self.chosen.emit(self._ledger.lines[self._place_at(event.position().x())].span)

    def event(self, event: QEvent) -> bool:
        """Say what became of the sentence under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._ledger.lines:
            place = self._place_at(event.pos().x())
            line = self._ledger.lines[place]
            words = tr(
                "Sentence {n} of {total}: {state}", n=place + 1, total=len(self._ledger.lines), state=line.words()
            )
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return bool(super().event(event))
