"""The evidence of a fact as cards: the quote, where it stands, who says it, and what it is worth."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.queries.details import EvidenceRow
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.fields import stance_choices
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.theme import Theme

_LONGEST = 320
_FEW = 12


def worth(row: EvidenceRow) -> str:
    """Return reliability and credibility as one code with its words, as in “B2 · probably true”."""
    code = f"{row.reliability}{row.credibility or ''}"
    words = {
        1: tr("confirmed"),
        2: tr("probably true"),
        3: tr("possibly true"),
        4: tr("doubtful"),
        5: tr("improbable"),
        6: tr("can’t be judged"),
    }
    return " · ".join(part for part in (code, words.get(row.credibility or 0, "")) if part)


class Card(QFrame):
    """One citation; a click or Enter opens its passage, the small button selects it to be edited."""

    opened = Signal(object)
    selected = Signal(object)

    def __init__(self, row: EvidenceRow, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._theme = theme
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 6, 8)
        column.setSpacing(3)
        quote = printable(row.quote if len(row.quote) <= _LONGEST else f"{row.quote[: _LONGEST - 1]}…")
        words = f"“{quote}”" if quote else tr("the source as a whole")
        label = PlainLabel(words, self, wraps=True)
        font = label.font()
        font.setItalic(bool(quote))
        label.setFont(font)
        label.setMinimumWidth(40)
        column.addWidget(label)
        column.addWidget(PlainLabel(self._place(), self, role="small", wraps=True))
        foot = QHBoxLayout()
        stance = next((choice.label for choice in stance_choices() if choice.value == row.stance), row.stance)
        judged = " · ".join(part for part in (worth(row), "" if row.stance == "supports" else stance) if part)
        self._judged = PlainLabel(judged, self, role="small")
        foot.addWidget(self._judged, 1)
        edit = QToolButton(self)
        edit.setText(tr("Edit"))
        edit.setProperty("role", "flat")
        edit.setAccessibleName(tr("Edit this evidence"))
        edit.clicked.connect(partial(self.selected.emit, row.id))
        foot.addWidget(edit)
        column.addLayout(foot)
        self.setAccessibleName(f"{words} {self._place()}")
        self.setToolTip(tip(row.quote))

    def _place(self) -> str:
        row = self.row
        parts = [printable(row.source)]
        if row.paragraph is not None:
            parts.append(f"¶{row.paragraph}")
        if row.speakers:
            parts.append(tr("says {who}", who=printable(row.speakers)))
        return " · ".join(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and a bar in the accent at the left."""
        super().paintEvent(event)
        painter = QPainter(self)
        palette = self._theme.palette
        colour = palette.conflict if self.row.stance == "contradicts" else self._theme.tones.accent
        painter.fillRect(1, 6, 3, self.height() - 12, QColor(colour))
        if self.hasFocus():
            painter.setPen(QColor(self._theme.tones.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the passage."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.row.id)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the passage by Enter, select the citation by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.row.id)
        elif event.key() == Qt.Key.Key_Space:
            self.selected.emit(self.row.id)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        self.update()


class EvidenceList(QWidget):
    """All citations of a fact."""

    opened = Signal(object)
    """The passage of this citation is to be shown."""
    selected = Signal(object)
    """This citation is to be edited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[EvidenceRow] | None = None
        self._is_whole = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Evidence"), self, role="section"), 1)
        self._count = PlainLabel("", self, role="small")
        head.addWidget(self._count)
        self._column.addLayout(head)
        self._cards: list[QWidget] = []
        self._more = QToolButton(self)
        self._more.setProperty("role", "flat")
        self._more.clicked.connect(self._show_all)
        self._column.addWidget(self._more)

    @property
    def cards(self) -> list[QWidget]:
        """Return the cards that are shown."""
        return list(self._cards)

    def fill(self, rows: Sequence[EvidenceRow]) -> None:
        """Show these citations."""
        if rows != self._rows:
            self._rows = rows
            self._lay_out()

    def _show_all(self) -> None:
        self._is_whole = True
        self._lay_out()

    def _lay_out(self) -> None:
        rows = self._rows or ()
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        shown = rows if self._is_whole else rows[:_FEW]
        self._cards = [self._card(row) for row in shown]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(1 + place, card)
            card.show()
        sources = len({row.source_id for row in rows})
        quotes = trn("{n} quote", "{n} quotes", len(rows))
        self._count.setText(f"{quotes} · {trn('{n} source', '{n} sources', sources)}" if rows else "")
        left = len(rows) - len(shown)
        self._more.setText(trn("Show {n} more", "Show {n} more", left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(rows))

    def _card(self, row: EvidenceRow) -> Card:
        card = Card(row, self._theme, self)
        card.opened.connect(self.opened)
        card.selected.connect(self.selected)
        return card
