"""The kinds in use as a tree to tick: actors, events, links, and below them the kinds by their keys."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from geoeditor.core.queries.finding import UsedKind
from geoeditor.translation import printable, tr
from geoeditor.ui.filtering import Filter
from geoeditor.ui.theme import Theme

_KEY: Final = Qt.ItemDataRole.UserRole


class KindTree(QStandardItemModel):
    """Ticked is what the charts show; a tick hides or shows a kind with all below it."""

    def __init__(self, filter_: Filter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = filter_
        self._items: dict[str, QStandardItem] = {}
        self._is_filling = False
        self.itemChanged.connect(self._take_tick)
        filter_.changed.connect(self._show_ticks)

    def show(self, kinds: Iterable[UsedKind]) -> None:
        """Show these kinds; each scope that has any stands above them."""
        listed = list(kinds)
        self._is_filling = True
        self.clear()
        self._items = {}
        totals = {kind.key: 0 for kind in listed}
        for kind in listed:
            for key in _upwards(kind.key):
                totals[key] = totals.get(key, 0) + kind.count
        for scope, name in (("actor", tr("Actors")), ("event", tr("Events")), ("link", tr("Links"))):
            if scope in totals:
                self.appendRow(self._item(scope, name, totals[scope]))
        for kind in sorted(listed, key=lambda kind: kind.key.count(".")):
            above = next((self._items[key] for key in _upwards(kind.key)[1:] if key in self._items), None)
            if above is not None:
                above.appendRow(self._item(kind.key, kind.label, totals[kind.key]))
        self._is_filling = False
        self._show_ticks()

    def _item(self, key: str, name: str, count: int) -> QStandardItem:
        item = QStandardItem(tr("{name}  {count}", name=printable(name[:200]), count=count))
        item.setData(key, _KEY)
        item.setEditable(False)
        item.setCheckable(True)
        self._items[key] = item
        return item

    def item_of(self, key: str) -> QStandardItem | None:
        """Return the item of a kind or scope."""
        return self._items.get(key)

    def branches(self) -> dict[str, QModelIndex]:
        """Return the places of all kinds that have others below them."""
        return {key: item.index() for key, item in self._items.items() if item.hasChildren()}

    def _show_ticks(self) -> None:
        """Tick what the filter shows; half where some below are hidden."""
        self._is_filling = True
        for key, item in self._items.items():
            if self._filter.hides_kind(key):
                state = Qt.CheckState.Unchecked
            elif any(_is_below(hidden, key) for hidden in self._filter.kinds):
                state = Qt.CheckState.PartiallyChecked
            else:
                state = Qt.CheckState.Checked
            if item.checkState() != state:
                item.setCheckState(state)
        self._is_filling = False

    def _take_tick(self, item: QStandardItem) -> None:
        if not self._is_filling:
            key = str(item.data(_KEY))
            if item.checkState() == Qt.CheckState.Checked:
                hidden = self._shown(key)
            else:
                hidden = {kind for kind in self._filter.kinds if not _is_below(kind, key)} | {key}
            self._filter.hide_kinds(frozenset(hidden))
            self._show_ticks()

    def _shown(self, key: str) -> set[str]:
        """Return what is hidden once a kind is shown: not the kinds above it, but all else that was hidden by them."""
        hidden = {kind for kind in self._filter.kinds if kind != key and not _is_below(kind, key)}
        way = _upwards(key)
        was_hidden = False
        for above in reversed(way[1:]):
            was_hidden = was_hidden or above in hidden
            hidden.discard(above)
            if was_hidden:
                hidden |= {kind for kind in self._children(above) if kind not in way}
        return hidden

    def _children(self, key: str) -> list[str]:
        item = self._items.get(key)
        return [] if item is None else [str(item.child(row).data(_KEY)) for row in range(item.rowCount())]


class KindDelegate(QStyledItemDelegate):
    """Draws the boxes to tick so that they are seen on dark ground too."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Give the style another shade for the frame of a box, which it takes from this role."""
        super().initStyleOption(option, index)
        option.palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.palette.muted))


def _upwards(key: str) -> list[str]:
    """Return a key and those above it, the scope last."""
    parts = key.split(".")
    return [".".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _is_below(key: str, above: str) -> bool:
    return key.startswith(f"{above}.")
