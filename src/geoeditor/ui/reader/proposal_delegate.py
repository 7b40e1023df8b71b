"""Paints a proposal as a card: what it is, what it says, when, who says so, and the words it comes from."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from geoeditor.translation import printable, tr
from geoeditor.ui.reader.cards import Card
from geoeditor.ui.reader.proposal_model import CARD
from geoeditor.ui.theme import Theme

_GAP: Final = 4
_PAD: Final = 8
_SIDE: Final = 12
_DOT: Final = 8
_MOST: Final = 300
"""Characters of a line that are measured; more never fit."""


def _sized(font: QFont, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(round(pixels))
    sized.setWeight(weight)
    return sized


class ProposalDelegate(QStyledItemDelegate):
    """Paints cards of equal height."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of a card: three lines."""
        small = QFontMetrics(_sized(option.font, 11)).height()
        title = QFontMetrics(_sized(option.font, 13)).height()
        return QSize(120, title + 2 * small + 2 * _PAD + _GAP)

    def button_rect(self, rect: QRect, font: QFont) -> QRect:
        """Return where the current card has its button."""
        metrics = QFontMetrics(_sized(font, 11, QFont.Weight.DemiBold))
        size = QSize(metrics.horizontalAdvance(_accept_word()) + 16, metrics.height() + 4)
        card = _card_rect(rect)
        return QRect(
            card.right() - _PAD - size.width(), card.bottom() - _PAD - size.height() + 1, size.width(), size.height()
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card."""
        card = index.data(CARD)
        if not isinstance(card, Card):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, current)
        self._paint_words(painter, option, card, current)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, current: bool) -> None:
        palette, tones = self._theme.palette, self._theme.tones
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = current and bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground = tones.selected if current else tones.hover if hovered else palette.surface
        painter.setPen(QPen(QColor(tones.accent if current else palette.hairline), 1.5 if focused else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(_card_rect(option.rect)).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, card: Card, current: bool) -> None:
        palette, tones = self._theme.palette, self._theme.tones
        title, small = _sized(option.font, 12.5), _sized(option.font, 11)
        bold = _sized(option.font, 11, QFont.Weight.DemiBold)
        room = _card_rect(option.rect).adjusted(_SIDE, _PAD, -_PAD, -_PAD)
        heights = QFontMetrics(title).height(), QFontMetrics(small).height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._dot(card)))
        painter.drawEllipse(QPointF(room.left() + _DOT / 2, room.top() + heights[0] / 2), _DOT / 2, _DOT / 2)
        kind_left = room.left() + _DOT + 6
        words = max(QFontMetrics(bold).horizontalAdvance(word) for word in (tr("Actor"), tr("Event"), tr("Link")))
        left = kind_left + words + 8
        line = QRect(kind_left, room.top(), words + 4, heights[0])
        _write(painter, line, card.kind, bold, palette.muted)
        score = f"{card.score:.0%}"
        score_width = QFontMetrics(small).horizontalAdvance("100%") + 8
        line = QRect(left, room.top(), room.right() - left - score_width, heights[0])
        _write(painter, line, card.title, title, palette.ink)
        line = QRect(room.right() - score_width, room.top(), score_width, heights[0])
        _write(painter, line, score, small, palette.muted, Qt.AlignmentFlag.AlignRight)
        button = self.button_rect(option.rect, option.font)
        right = button.left() - 8 if current else room.right()
        details = " · ".join(filter(None, (card.details, card.speaker)))
        top = room.top() + heights[0]
        _write(painter, QRect(left, top, right - left, heights[1]), details, small, palette.muted)
        top += heights[1]
        _write(painter, QRect(left, top, right - left, heights[1]), card.snippet, small, palette.muted)
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.accent))
            painter.drawRoundedRect(QRectF(button), 4, 4)
            painter.setPen(QColor(tones.accent_text))
            painter.setFont(bold)
            painter.drawText(button, Qt.AlignmentFlag.AlignCenter, _accept_word())

    def _dot(self, card: Card) -> str:
        return self._theme.tones.accent if card.what == "actor" else self._theme.palette.of_sign(card.sign)


def _accept_word() -> str:
    return tr("Accept ↵")


def _card_rect(rect: QRect) -> QRect:
    return rect.adjusted(_PAD, 0, -_PAD, -_GAP)


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    shown = QFontMetrics(font).elidedText(printable(text[:_MOST]), Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
