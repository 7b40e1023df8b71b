"""The proposals under the text: a line that says what is left and which keys decide, and the cards."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.plain import ElidedLabel, PlainLabel
from geoeditor.ui.reader.bare_keys import bare_act, bare_digit
from geoeditor.ui.reader.cards import CERTAIN, Card, Key
from geoeditor.ui.reader.proposal_delegate import ProposalDelegate
from geoeditor.ui.reader.proposal_model import ProposalModel
from geoeditor.ui.theme import Theme, on_theme

_HEADER: Final = 32


class CardList(QListView):
    """The cards; one of them is the current one as long as there are any."""

    accept_requested = Signal()
    digit_pressed = Signal(int)
    key_unused = Signal(str)
    """A bare letter, or Enter, that no action took."""
    menu_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ProposalDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Proposals"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Accept where the button of the current card is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            button = self._delegate.button_rect(self.visualRect(index), self.font())
            if button.contains(event.position().toPoint()):
                self.accept_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of digits, which pick somebody; the rest moves in the list."""
        if digit := bare_digit(event):
            self.digit_pressed.emit(digit)
        elif keys := bare_act(event):
            self.key_unused.emit(keys)  # a letter is an act, and never goes to a card by its first letter
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the current card where a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu_requested.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))


class ProposalPane(QWidget):
    """The list with its header; says what goes on while there is no list."""

    current_changed = Signal(object)
    """The card that is current now, or None."""
    retry_requested = Signal()

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProposalModel(self)
        self.list = CardList(theme, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        self._title = PlainLabel(tr("Proposals"), self, role="section")
        self._hint = ElidedLabel("", self, role="small")
        self._certain = QToolButton(self)
        self._certain.setProperty("role", "flat")
        self._certain.setStyleSheet("QToolButton { font-size: 11px; padding: 2px 4px; }")
        self._certain.setAccessibleName(tr("Accept all certain proposals"))
        self._certain.setToolTip(actions["proposal.accept_certain"].toolTip())
        self._certain.clicked.connect(actions["proposal.accept_certain"].trigger)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(3)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing below moves when it comes and goes
        self._progress.setSizePolicy(policy)
        self._progress.setAccessibleName(tr("Looking for proposals"))
        self._message = PlainLabel("", self, role="muted", wraps=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._retry = QPushButton(tr("Try Again"), self)
        self._retry.clicked.connect(self.retry_requested)
        self._is_asking = False
        self._failure = ""
        self._lay_out()
        on_theme(theme, self.list.viewport().update)
        self._update_words()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 4, 8, 4)
        bar.setSpacing(6)
        bar.addWidget(self._title)
        bar.addWidget(self._hint, 1)
        bar.addWidget(self._certain)
        empty = QWidget(self)
        column = QVBoxLayout(empty)
        column.setContentsMargins(16, 8, 16, 16)
        column.addStretch(1)
        column.addWidget(self._message)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._progress)
        layout.addLayout(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """Leave the text the room: the header and a little more will do."""
        return QSize(120, _HEADER + 48)

    @property
    def current(self) -> Card | None:
        """Return the card that the keys decide on."""
        row = self.list.currentIndex().row()
        return self.model.cards[row] if 0 <= row < len(self.model.cards) else None

    @property
    def is_asking(self) -> bool:
        """Tell whether proposals are on their way."""
        return self._is_asking

    @property
    def certain(self) -> list[Card]:
        """Return the open proposals that are taken together; who is unnamed or was changed is for its own key."""
        return [card for card in self._sure if card.what != "unnamed" and not card.amended]

    @property
    def sure_for_themselves(self) -> list[Card]:
        """Return the open proposals of high score that are not taken together with the others."""
        return [card for card in self._sure if card.what == "unnamed" or card.amended]

    @property
    def _sure(self) -> list[Card]:
        return [card for card in self.model.cards if card.score >= CERTAIN]

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; the current one stays current, or the one that followed it becomes so."""
        before, row = self.current, max(self.list.currentIndex().row(), 0)
        self.model.show_cards(cards)
        kept = self.model.row_of(before.key) if before is not None else None
        self._go_to(row if kept is None else kept)
        self._update_words()

    def go_to(self, key: Key) -> None:
        """Make a proposal the current one, if it is open."""
        row = self.model.row_of(key)
        if row is not None:
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        row = min(row, len(self.model.cards) - 1)
        if row >= 0:
            index = self.model.index(row, 0)
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        else:
            self.current_changed.emit(None)

    def step(self, by: int) -> None:
        """Go some cards on or back."""
        self._go_to(min(max(self.list.currentIndex().row() + by, 0), len(self.model.cards) - 1))

    def _tell_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self._update_words()
        self.current_changed.emit(self.current)

    def show_asking(self, is_asking: bool) -> None:
        """Show that proposals are on their way, or no longer."""
        self._is_asking = is_asking
        if is_asking:
            self._failure = ""
        self._update_words()

    def show_failure(self, sentence: str) -> None:
        """Show why there are none."""
        self._is_asking, self._failure = False, sentence
        self._update_words()

    def _update_words(self) -> None:
        count, certain = len(self.model.cards), len(self.certain)
        left = trn("{n} left", "{n} left", count)
        keys = f"{left} · {_keys_of(self.current)}" if count else ""
        self._hint.show_text(self._failure if self._failure and count else keys)
        self._certain.setText(trn("✓ {n} certain", "✓ {n} certain", certain))
        self._certain.setVisible(certain > 0)
        self._progress.setVisible(self._is_asking)
        self._retry.setVisible(bool(self._failure))
        if self._failure:
            self._message.setText(self._failure)
        elif self._is_asking:
            self._message.setText(tr("Looking for actors, events and links…"))
        else:
            self._message.setText(tr("Nothing is left to decide. Select words and press A, E or L to add more."))
        self._stack.setCurrentIndex(0 if count else 1)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the cards out anew where letters change their size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.list.scheduleDelayedItemsLayout()


def _keys_of(card: Card | None) -> str:
    """Return the keys that decide on a card."""
    match card.what if card is not None else "":
        case "actor" | "unnamed":
            return tr("Accept ↵  Skip X  Edit F2  Same as M  Type T")
        case "link":
            return tr("Accept ↵  Skip X  Edit F2  Kind K  Swap W")
        case _:
            return tr("Accept ↵  Skip X  Edit F2  Kind K")
