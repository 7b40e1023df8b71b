"""How a step is drawn: on one line, plain text only and elided."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from geoeditor.core.journal import Step
from geoeditor.translation import tr
from geoeditor.ui.history.steps import STEP, StepModel, moment, origin_words
from geoeditor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class StepDelegate(QStyledItemDelegate):
    """Draws a step on one line: when, what, and where it came from."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row; all are alike."""
        return QSize(120, QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        model = index.model()
        if not isinstance(model, StepModel):
            return
        palette, tones = self._theme.palette, self._theme.tones
        area: QRect = option.rect
        is_now, is_undone = index.row() == model.undone, index.row() < model.undone
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_now or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(tones.selected if is_now else tones.hover))
        self._mark(painter, area, is_now=is_now, is_undone=is_undone)
        step = index.data(STEP)
        muted = palette.muted
        font = QFont(option.font)
        font.setItalic(is_undone)
        metrics = QFontMetrics(font)
        time_width = QFontMetrics(option.font).horizontalAdvance("00 Mmm 00")
        right = area.right() - 12
        words = tr("now") if is_now else origin_words(step.origin) if isinstance(step, Step) else ""
        if words:
            width = min(metrics.horizontalAdvance(words) + 4, area.width() // 4)
            self._line(
                painter,
                font,
                words,
                QRect(right - width, area.top(), width, area.height()),
                tones.accent if is_now else muted,
            )
            right -= width + 8
        if isinstance(step, Step):
            place = QRect(area.left() + 28, area.top(), time_width, area.height())
            self._line(painter, font, moment(step.at), place, muted)
        font.setBold(is_now)
        left = area.left() + 28 + time_width + 8
        ink = palette.muted if is_undone else palette.ink
        self._line(painter, font, str(index.data()), QRect(left, area.top(), max(right - left, 0), area.height()), ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tones.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(area).adjusted(1.5, 0.5, -1.5, -0.5))
        painter.restore()

    def _mark(self, painter: QPainter, area: QRect, *, is_now: bool, is_undone: bool) -> None:
        """Draw the way through the steps at the left: full where it is done, hollow where undone."""
        colour = QColor(self._theme.tones.accent if not is_undone else self._theme.palette.neutral)
        size = 5.0 if is_now else 3.5
        painter.setPen(colour)
        painter.setBrush(Qt.BrushStyle.NoBrush if is_undone else colour)
        painter.drawEllipse(QRectF(area.left() + 14 - size, area.center().y() + 1 - size, 2 * size, 2 * size))

    def _line(self, painter: QPainter, font: QFont, text: str, area: QRect, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(flags | Qt.TextFlag.TextSingleLine), cut)
