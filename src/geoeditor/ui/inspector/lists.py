"""Lists of the inspector: rows that lead to another fact, and the cards of the evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoeditor.translation import printable, tr, trn
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

FEW: Final = 30
"""Rows shown at first; a button shows the rest."""
_ROW: Final = 26
_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the fact it leads to, its words, a muted word at the right, and the colour of its dot, '' for none."""

    fact: Fact
    words: str
    note: str = ""
    dot: str = ""
    removes: Callable[[], object] | None = None


class LineButton(QAbstractButton):
    """A row that is clicked, or pressed by Enter or Space, to go to its fact."""

    def __init__(self, line: Line, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self._theme = theme
        self._words = printable(line.words)
        self._note = printable(line.note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._words}, {self._note}" if self._note else self._words)
        self.setToolTip(tip(f"{line.words}\n{line.note}" if line.note else line.words))

    def sizeHint(self) -> QSize:
        """Return a height; the width is what there is."""
        return QSize(120, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dot, words cut to the room there is, and the note at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, tones = self._theme.palette, self._theme.tones
        if self.underMouse() or self.isDown():
            painter.fillRect(event.rect(), QColor(tones.hover))
        left = 0
        if self.line.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.line.dot))
            painter.drawEllipse(QRectF(1, _ROW / 2 - 4, 8, 8))
            left = 16
        metrics = self.fontMetrics()
        note = metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, self.width() // 2)
        room = self.width() - left - (metrics.horizontalAdvance(note) + 10 if note else 2)
        painter.setPen(QColor(palette.ink))
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 0))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, room, _ROW), flags, words)
        painter.setPen(QColor(palette.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, self.width() - 2, _ROW), right, note)
        if self.hasFocus():
            painter.setPen(QColor(tones.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class Section(QWidget):
    """A heading with a list under it; there only while the list has something, unless it can be added to."""

    chosen = Signal(object)
    """The fact of a row that was clicked."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[Line] = ()
        self._rows: list[QWidget] = []
        self._is_whole = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, self, role="section"), 1)
        self._note = PlainLabel("", self, role="small")
        head.addWidget(self._note)
        self.head = head
        self._column.addLayout(head)
        self._more = QToolButton(self)
        self._more.setProperty("role", "flat")
        self._more.clicked.connect(self._show_all)
        self._column.addWidget(self._more)
        self._keeps = False

    def keep(self, widget: QWidget) -> None:
        """Put a widget, such as a field that adds, at the end; the section then stays without rows too."""
        self._column.addWidget(widget)
        self._keeps = True

    def fill(self, lines: Sequence[Line], note: str = "") -> None:
        """Show these rows."""
        if lines == self._lines and note == self._note.text():
            return
        self._lines = lines
        self._note.setText(note)
        self._lay_out()

    def _show_all(self) -> None:
        self._is_whole = True
        self._lay_out()

    def _lay_out(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = self._lines[: _MOST if self._is_whole else FEW]
        self._rows = [self._row(line) for line in shown]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(1 + place, row)
            row.show()
        left = len(self._lines) - len(shown)
        self._more.setText(trn("Show {n} more", "Show {n} more", left))
        self._more.setVisible(left > 0 and not self._is_whole)
        self.setVisible(bool(self._lines) or self._keeps)

    def _row(self, line: Line) -> QWidget:
        button = LineButton(line, self._theme, self)
        button.clicked.connect(partial(self.chosen.emit, line.fact))
        if line.removes is None:
            return button
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(button, 1)
        remove = QToolButton(row)
        remove.setText("✕")
        remove.setProperty("role", "flat")
        remove.setAccessibleName(tr("Remove {what}", what=printable(line.words[:60])))
        remove.clicked.connect(line.removes)
        layout.addWidget(remove)
        return row
