"""The names kept across projects in a plain list, where single ones can be let go and put back."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from geoeditor.translation import printable, tr, trn
from geoeditor.ui.kept_names.entries import KeptName, forget, key_of, put_back, type_of
from geoeditor.ui.kept_names.names import KeptNames
from geoeditor.ui.plain import PlainLabel

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_LAST_USED: Final = 3


def _type_word(entry: KeptName) -> str:
    """Return what a name is, as a person reads it."""
    words = {
        "": tr("no actor"),
        "person": tr("person"),
        "state": tr("state"),
        "organisation": tr("organisation"),
        "group": tr("group"),
        "place": tr("place"),
    }
    return words.get(type_of(entry), tr("kind unknown"))


class NamesModel(QAbstractTableModel):
    """Name, what it is, its other names, the day it was used last; sorted, and cut down to what is looked for.

    Sorted and sought here: a proxy would ask for every cell one by one.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[KeptName] = []
        """Those that are shown, in their order."""
        self._all: list[tuple[KeptName, tuple[str, ...], str]] = []
        self._sought = ""
        self._by, self._is_down = _LAST_USED, True
        self._heads = (tr("Name"), tr("Kind"), tr("Other names"), tr("Last used"))

    def show_entries(self, entries: Sequence[KeptName]) -> None:
        """Show these."""
        self._all = []
        for entry in entries:
            cells = (entry.name, _type_word(entry), ", ".join(entry.aliases), entry.last_used)
            self._all.append((entry, tuple(cell.casefold() for cell in cells), key_of(" ".join(cells[:3]))))
        self._arrange()

    def seek(self, text: str) -> None:
        """Show only what holds this text, whatever its case and accents."""
        self._sought = key_of(text)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._by, self._is_down = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = [row for row in self._all if self._sought in row[2]]
        rows.sort(key=self._sort_key, reverse=self._is_down)
        self.entries = [row[0] for row in rows]
        self.endResetModel()

    def _sort_key(self, row: tuple[KeptName, tuple[str, ...], str]) -> str:
        return row[1][self._by]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many names there are."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how much is shown of each."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        entry = self.entries[index.row()]
        cells = (entry.name, _type_word(entry), ", ".join(entry.aliases), entry.last_used[:10])
        return printable(cells[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the head of a column."""
        is_ours = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if is_ours else None


class NamesDialog(QDialog):
    """Shows the list; stays open beside everything else."""

    def __init__(self, names: KeptNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Names Kept Across Projects"))
        self._names = names
        self._gone: dict[str, KeptName] = {}
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Find a name"))
        self.field.setAccessibleName(tr("Find a name in the list"))
        self.field.setClearButtonEnabled(True)
        self.model = NamesModel(self)
        self.list = QTableView(self)
        self.said = PlainLabel("", self, role="small", wraps=True)
        self.remove = QPushButton(tr("&Remove"), self)
        self.remove.setAccessibleName(tr("Remove the selected names from the list"))
        self.back = QPushButton(tr("Put &Back"), self)
        self.back.setAccessibleName(tr("Put back the names removed last"))
        self._set_up_list()
        self._lay_out()
        self.field.textChanged.connect(self._seek)
        self.remove.clicked.connect(self._remove)
        self.back.clicked.connect(self._put_back)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        self.list.selectionModel().selectionChanged.connect(self._update)
        names.changed.connect(self._show)
        self._show()
        self.resize(640, 480)

    def _set_up_list(self) -> None:
        view = self.list
        view.setModel(self.model)
        view.setAccessibleName(tr("Names kept across projects"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(26)
        head = view.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 200), (1, 110), (3, 96)):
            head.resizeSection(column, width)
        view.setSortingEnabled(True)
        view.sortByColumn(_LAST_USED, Qt.SortOrder.DescendingOrder)

    def _lay_out(self) -> None:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter is for the field
        about = PlainLabel(
            tr("Names only; no text and no source is kept here. New texts are read with them while the switch is on."),
            self,
            role="small",
            wraps=True,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.remove, self.back):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.said, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(about)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def _show(self) -> None:
        chosen = {key_of(entry.name) for entry in self._chosen()}
        self.model.show_entries(list(self._names.names.values()))
        for row, entry in enumerate(self.model.entries) if chosen else ():
            if key_of(entry.name) in chosen:
                self.list.selectRow(row)
        number = len(self._names.names)
        self.said.setText(trn("{n} name", "{n} names", number) if number else tr("No name is kept."))
        self._update()

    def _seek(self, text: str) -> None:
        self.model.seek(text)
        self._update()

    def _update(self, *_what: object) -> None:
        self.remove.setEnabled(self.list.selectionModel().hasSelection())
        self.back.setEnabled(bool(self._gone))

    def _chosen(self) -> list[KeptName]:
        return [self.model.entries[index.row()] for index in self.list.selectionModel().selectedRows()]

    def _remove(self) -> None:
        """Let go of the chosen names, and choose the one below."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        gone = {key_of(entry.name): entry for entry in self._chosen()}
        if not gone:
            return
        self.list.clearSelection()
        self._gone = gone
        self._names.change([partial(forget, keys=list(gone))])
        if self.model.rowCount():
            self.list.selectRow(min(rows[0], self.model.rowCount() - 1))
        self.said.setText(trn("{n} name was removed", "{n} names were removed", len(gone)))

    def _put_back(self) -> None:
        back, self._gone = self._gone, {}
        self._names.change([partial(put_back, entries=back)])
        self.list.setFocus()
