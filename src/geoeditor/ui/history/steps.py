"""The steps as an item model, read in pages as they come into sight, and what is said of them. Changes nothing."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from geoeditor.core.journal import ChangeSet, Step
from geoeditor.core.queries.history import history_extent, history_page
from geoeditor.translation import printable, tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.plain import tip

Index = QModelIndex | QPersistentModelIndex
STEP: Final = Qt.ItemDataRole.UserRole
_ROOT: Final = QModelIndex()
_PAGE: Final = 200
_MOST_PAGES: Final = 20
_LONGEST: Final = 300


class StepModel(QAbstractListModel):
    """All steps and, under the oldest, the beginning. Row `undone` is where the project stands now."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._count = -1
        self.undone = 0
        """How many steps, at the top, are undone."""
        self._pages: dict[int, list[Step]] = {}

    @property
    def steps(self) -> int:
        """Return how many steps there are."""
        return max(self._count, 0)

    def reload(self) -> None:
        """Forget all and begin anew."""
        self.beginResetModel()
        self._pages.clear()
        self._count, self.undone = history_extent(self._bridge.document) if self._bridge.is_open else (-1, 0)
        self.endResetModel()

    def follow(self, changes: ChangeSet) -> None:
        """Show what an edit, an undo or a redo did to the steps."""
        count, undone = history_extent(self._bridge.document)
        if changes.way == "do" and count == self._count - self.undone + 1 and not undone:
            self._replace_undone()
        elif changes.way != "do" and count == self._count:
            first, last = sorted((undone, self.undone))
            self._pages.clear()
            self.undone = undone
            self.dataChanged.emit(self.index(first), self.index(last))
        else:
            self.reload()

    def _replace_undone(self) -> None:
        """Take out the steps that an edit made forgotten, and put its own at the top."""
        self._pages.clear()
        if self.undone:
            self.beginRemoveRows(QModelIndex(), 0, self.undone - 1)
            self._count, self.undone = self._count - self.undone, 0
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._count += 1
        self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of steps and one for the beginning; none while no project is open."""
        return 0 if parent.isValid() else self._count + 1

    def step(self, row: int) -> Step | None:
        """Return the step of a row; None for the beginning."""
        if not 0 <= row < self._count or not self._bridge.is_open:
            return None
        page = row // _PAGE
        if page not in self._pages:
            if len(self._pages) >= _MOST_PAGES:
                self._pages.clear()
            self._pages[page] = history_page(self._bridge.document, page * _PAGE, _PAGE)
        steps = self._pages[page]
        return steps[row % _PAGE] if row % _PAGE < len(steps) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a step, what is heard of it, its tooltip, or the step itself."""
        if not index.isValid() or index.row() > self._count:
            return None
        if role not in (
            STEP,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        step = self.step(index.row())
        if role == STEP:
            return step
        label = printable(step.label[:_LONGEST]) if step else tr("Beginning, before the first step")
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        parts = [label, origin_words(step.origin) if step else "", moment(step.at, full=True) if step else ""]
        state = self.state(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (*parts, state) if part)
        return tip("\n".join(part for part in parts if part))

    def state(self, row: int) -> str:
        """Return in a word whether a row is where the project stands, or undone; '' for what is done."""
        return tr("now") if row == self.undone else tr("undone") if row < self.undone else ""


def origin_words(origin: str) -> str:
    """Return where a step came from, in words; '' for the user's own hand."""
    known = {"import": tr("import"), "sample": tr("sample"), "recovery": tr("recovery")}
    return known.get(origin, printable(origin[:40]))


def moment(at: str, *, full: bool = False) -> str:
    """Return a moment, stored in UTC, in the user's own time: the time of today, or the day."""
    try:
        then = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return printable(at[:20])
    locale, shown_at = QLocale(), QDateTime.fromSecsSinceEpoch(int(then.timestamp()))
    now = datetime.now().astimezone()
    if full:
        return locale.toString(shown_at, QLocale.FormatType.ShortFormat)
    if then.date() == now.date():
        return locale.toString(shown_at.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(shown_at.date(), tr("d MMM") if then.year == now.year else tr("MMM yyyy"))
