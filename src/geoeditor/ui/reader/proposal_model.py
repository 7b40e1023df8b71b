"""The item model of the open proposals."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from geoeditor.translation import printable, tr
from geoeditor.ui.plain import tip
from geoeditor.ui.reader.cards import Card, Key

CARD: Final = int(Qt.ItemDataRole.UserRole)
"""The role under which a row gives its card."""
Index = QModelIndex | QPersistentModelIndex


class ProposalModel(QAbstractListModel):
    """The cards, in the order of the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """Return all cards."""
        return self._cards

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; one that only went or came moves no other."""
        fresh = tuple(cards)
        if fresh == self._cards:
            return
        gone = self._only_missing(fresh)
        if gone is not None:
            self.beginRemoveRows(QModelIndex(), gone, gone)
            self._cards = fresh
            self.endRemoveRows()
            return
        self.beginResetModel()
        self._cards = fresh
        self.endResetModel()

    def _only_missing(self, fresh: tuple[Card, ...]) -> int | None:
        """Return the row that `fresh` lacks, if that is the only difference."""
        if len(fresh) + 1 != len(self._cards):
            return None
        row = next((row for row, card in enumerate(fresh) if card != self._cards[row]), len(fresh))
        return row if self._cards[row + 1 :] == fresh[row:] else None

    def row_of(self, key: Key) -> int | None:
        """Return the row of a proposal, None where it is not open."""
        return next((row for row, card in enumerate(self._cards) if card.key == key), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the card, or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return printable(card.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            found = tr("Found by “{rule}”, score {score:.2f}", rule=card.rule, score=card.score)
            return tip("\n".join(filter(None, (card.title, card.details, card.speaker, card.snippet, found))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return printable(", ".join(filter(None, (card.kind, card.title, card.details, card.speaker))))
        return None
