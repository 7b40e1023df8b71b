"""What stands above the text: title, kind, date of publication, reliability, facts, and how far it was read.

Where no date of publication is known, a quiet strip asks for it.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.charts.wording import date_words
from geoeditor.core.queries.reading_desk import SourceHead
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.fields import DateField
from geoeditor.ui.plain import ElidedLabel, PlainLabel
from geoeditor.ui.reader.bare_keys import keep_bare_key
from geoeditor.ui.reader.headline import Headline
from geoeditor.ui.reader.ledger_bar import LedgerBar
from geoeditor.ui.theme import Theme


class DateStrip(QFrame):
    """Asks when a source was published; never in the way."""

    given = Signal(str)
    """The date, as EDTF."""
    left_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._question = PlainLabel("", self, wraps=True)
        self.field = DateField(self)
        self.field.setAccessibleName(tr("Date of publication"))
        self.field.committed.connect(self._give)
        self._skip = QToolButton(self)
        self._skip.setText(tr("Skip"))
        self._skip.setToolTip(tr("Leave the date of publication unknown"))
        self._skip.clicked.connect(self.left_out)
        self._question.setBuddy(self.field)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._skip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self._question)
        layout.addLayout(row)

    def ask(self, edtf: str) -> None:
        """Ask, with what is known now in the field."""
        self._question.setText(
            tr("When was this published?")
            if edtf
            else tr("When was this published? Without a date, “last week” stays undated.")
        )
        self.field.set_edtf(edtf)
        self._skip.setText(tr("Close") if edtf else tr("Skip"))

    def event(self, event: QEvent) -> bool:
        """Keep bare keys for the field."""
        return keep_bare_key(event) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)

    def _give(self, edtf: str) -> None:
        self.given.emit(edtf)


class Masthead(QWidget):
    """Title and what is known of the source."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Headline(theme, self)
        self.ledger = LedgerBar(theme, self)
        self._kind = PlainLabel("", self, role="small")
        self._date = QToolButton(self)
        self._date.setProperty("role", "flat")
        self._date.setToolTip(tr("Say when the source was published"))
        self._date.setStyleSheet(
            "QToolButton { font-size: 11px; padding: 0; margin: 0; border: 0; text-decoration: underline; }"
        )
        self._date.clicked.connect(actions["source.date"].trigger)
        self._rest = ElidedLabel("", self, role="small")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._kind)
        row.addWidget(self._date)
        row.addWidget(self._rest, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 4)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addLayout(row)
        layout.addWidget(self.ledger)

    def show_head(self, head: SourceHead) -> None:
        """Show what is known of a source."""
        self.title.show_text(head.title)
        self._kind.setText(f"{kind_word(head.kind)} ·")
        published = tr("published {date}", date=date_words(head.published)) if head.published else tr("date unknown")
        self._date.setText(printable(published)[:60])
        self._date.setAccessibleName(tr("Publication date: {date}", date=printable(published)))
        parts = [trn("{n} fact", "{n} facts", head.facts)]
        if head.reliability:
            parts.insert(0, tr("reliability {letter}", letter=head.reliability))
        self._rest.show_text("· " + " · ".join(parts))


def kind_word(kind: str) -> str:
    """Return the kind of a source as it stands at the beginning of a line."""
    words = {"article": tr("News article")}
    line = printable(words.get(kind, kind))[:40]
    return line[:1].upper() + line[1:]
