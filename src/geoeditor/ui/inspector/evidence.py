"""The evidence of a fact: how it stands by what was said, and a card a passage with who says it and its worth."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.document import Document
from geoeditor.core.queries import details, speakers
from geoeditor.core.queries.details import EvidenceRow
from geoeditor.translation import printable, shown, tr, trn
from geoeditor.ui.fields import stance_choices
from geoeditor.ui.inspector.speaking import chain_words, footing_words
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme

_LONGEST: Final = 320
_FEW: Final = 12
_ABOVE: Final = 2
"""What stands above the cards: the heading, and how the fact stands."""
_STANDS: Final = ("event", "link")
_STEP: Final = 30
"""Cards that the button adds."""


def worth(reliability: str, credibility: int | None) -> str:
    """Return reliability and credibility as one code with its words, as in “B2 probably true”."""
    words = {
        1: tr("confirmed"),
        2: tr("probably true"),
        3: tr("possibly true"),
        4: tr("doubtful"),
        5: tr("improbable"),
        6: tr("can’t be judged"),
    }
    code = f"{reliability}{credibility or ''}"
    return " ".join(part for part in (code, words.get(credibility or 0, "")) if part)


class Card(QFrame):
    """One citation; a click or Enter opens its passage, the small button or Space selects it to be edited."""

    opened = Signal(object)
    selected = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.row: EvidenceRow | None = None
        self._theme = theme
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 6, 6)
        column.setSpacing(2)
        self._quote = PlainLabel("", self, wraps=True)
        self._quote.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self._quote.font()
        font.setItalic(True)
        self._quote.setFont(font)
        column.addWidget(self._quote)
        self._place = PlainLabel("", self, role="small", wraps=True)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._place)
        self._says = PlainLabel("", self, wraps=True)
        self._says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._says)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        self._worth = PlainLabel("", self, role="small")
        foot.addWidget(self._worth, 1)
        edit = QToolButton(self)
        edit.setText(tr("Edit"))
        edit.setProperty("role", "flat")
        edit.setAccessibleName(tr("Edit this evidence"))
        edit.setToolTip(tip(tr("Change stance, credibility and speakers")))
        edit.clicked.connect(self._select)
        foot.addWidget(edit)
        column.addLayout(foot)

    @property
    def fact(self) -> Fact | None:
        """Return the citation as a fact."""
        return None if self.row is None else Fact("citation", self.row.id)

    def show_row(self, row: EvidenceRow) -> None:
        """Show this citation."""
        if row != self.row:
            self.row = row
            quote = row.quote if len(row.quote) <= _LONGEST else f"{row.quote[: _LONGEST - 1]}…"
            words = f"“{printable(quote)}”" if quote else tr("the source as a whole")
            self._quote.setText(words)
            says = chain_words(row.speakers)
            self._place.setText(_place_words(row))
            self._says.setText(says)
            self._says.setVisible(bool(says))
            self._worth.setText(_judged(row))
            spoken = (words, _place_words(row), says, _judged(row))
            self.setAccessibleName(" ".join(part for part in spoken if part))
            self.setToolTip(tip(row.quote))
        self.follow_theme()

    def follow_theme(self) -> None:
        """Take the colours of the theme."""
        palette = self._theme.palette
        against = self.row is not None and self.row.stance == "contradicts"
        judged = self.row is not None and (against or self.row.credibility is not None or bool(self.row.reliability))
        colour = palette.conflict_text if against else palette.cooperation_text if judged else palette.muted
        self._worth.setStyleSheet(f"font-weight: {600 if judged else 400}; color: {colour};")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, a bar in the accent at the left, and a ring with the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        palette = self._theme.palette
        against = self.row is not None and self.row.stance == "contradicts"
        painter.fillRect(1, 6, 3, self.height() - 12, QColor(palette.conflict if against else self._theme.tones.accent))
        if self.hasFocus():
            painter.setPen(QColor(self._theme.tones.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()

    def _open(self) -> None:
        if self.row is not None:
            self.opened.emit(self.row.id)

    def _select(self) -> None:
        if self.row is not None:
            self.selected.emit(self.row.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the passage."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the passage by Enter, select the citation by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Space:
            self._select()
        else:
            super().keyPressEvent(event)


def _place_words(row: EvidenceRow) -> str:
    parts = [shown(row.source, 90)]
    if row.paragraph is not None:
        parts.append(f"¶{row.paragraph}")
    parts += [words for version, words in _versions() if version == row.version]
    return " · ".join(parts)


def _versions() -> tuple[tuple[str, str], ...]:
    return (
        ("earlier", tr("in an earlier version")),
        ("near", tr("the words changed, not decided yet")),
        ("lost", tr("lost from the newest version")),
    )


def _judged(row: EvidenceRow) -> str:
    stance = next((choice.label for choice in stance_choices() if choice.value == row.stance), row.stance)
    code = worth(row.reliability, row.credibility)
    return " · ".join(part for part in (code, "" if code and row.stance == "supports" else stance) if part)


class EvidenceList(QWidget):
    """The citations of a fact."""

    opened = Signal(object)
    """The passage of this citation is to be shown."""
    selected = Signal(object)
    """This citation is to be edited."""
    enlarged = Signal()
    """More of them are to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = _FEW
        self._made: list[Card] = []
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Evidence"), self, role="section"), 1)
        self._count = PlainLabel("", self, role="small")
        head.addWidget(self._count)
        self._column.addLayout(head)
        self.footing = PlainLabel("", self, role="muted", wraps=True)
        self.footing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column.addWidget(self.footing)
        self._more = QToolButton(self)
        self._more.setProperty("role", "flat")
        self._more.clicked.connect(self._enlarge)
        self._column.addWidget(self._more)
        theme.changed.connect(self._repaint)

    @property
    def cards(self) -> list[Card]:
        """Return the cards that are shown."""
        return self._made[: self._shown]

    def close_up(self) -> None:
        """Show only the first ones again, as for another record."""
        self._most = _FEW

    def read(self, document: Document, table: str, row: int) -> None:
        """Show the citations of a fact."""
        quotes, sources = details.evidence_count(document, table, row)
        rows = details.evidence_of(document, table, row, self._most) if quotes else []
        while len(self._made) < len(rows):
            self._made.append(self._card())
        for card, found in zip(self._made, rows, strict=False):
            card.show_row(found)
            card.show()
        for card in self._made[len(rows) :]:
            card.hide()
        self._shown = len(rows)
        words = trn("{n} quote", "{n} quotes", quotes)
        self._count.setText(f"{words} · {trn('{n} source', '{n} sources', sources)}" if rows else "")
        stands = footing_words(speakers.footing(document, table, row)) if table in _STANDS and rows else ""
        self.footing.setText(stands)
        self.footing.setVisible(bool(stands))
        left = quotes - len(rows)
        self._more.setText(tr("Show {n} more", n=min(left, _STEP)))
        self._more.setVisible(left > 0)
        self.setVisible(bool(rows))

    def _enlarge(self) -> None:
        self._most += _STEP
        self.enlarged.emit()

    def _card(self) -> Card:
        card = Card(self._theme, self)
        card.opened.connect(self.opened)
        card.selected.connect(self.selected)
        self._column.insertWidget(_ABOVE + len(self._made), card)
        return card

    def _repaint(self) -> None:
        for card in self._made:
            card.follow_theme()
            card.update()
