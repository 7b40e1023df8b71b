"""What became of the passages of a text in its new version: what waits for a yes or no, and what is lost."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedLayout, QTableView, QVBoxLayout, QWidget

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.checking import LOST, NEAR, CheckItem
from geoeditor.core.queries.version_checks import lost_item, near_item
from geoeditor.core.queries.versions import VersionFigures, newest_version, version_figures
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking.drawing import RowDelegate, height_of
from geoeditor.ui.checking.foot import Foot
from geoeditor.ui.checking.rows import Heading, RowModel, Section
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme, on_theme
from geoeditor.ui.versions.deeds import ACTIONS
from geoeditor.ui.versions.paste_strip import PasteStrip
from geoeditor.ui.versions.wording import Wording
from geoeditor.ui.view import View

_CONCERNED: Final = frozenset(("source", "citation", "actor", "event", "link", "participation", "relation", "kind"))


class VersionView(View):
    """The report of one version at a time; arrows show how the words changed, keys say yes or no."""

    place_requested = Signal(object, object)
    """The reader is to show this stretch (start, end) of the source of this id."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, parent)
        self.actions_ = actions
        self._source = 0
        self._figures: VersionFigures | None = None
        self._is_showing = False
        self.strip = PasteStrip(self)
        self.strip.closed.connect(self._leave_strip)
        self.title = PlainLabel("", self, role="section", wraps=True)
        self.summary = PlainLabel("", self, role="muted", wraps=True)
        self.model = RowModel(self)
        self.list = QTableView(self)
        self._make_list(theme)
        self.wording = Wording(theme, self)
        self.foot = Foot(actions, theme, self)
        self.foot_for_all = Foot(actions, theme, self)
        self._lay_out()
        bridge.document_changed.connect(self._forget)
        on_theme(theme, self.list.viewport().update)

    def _make_list(self, theme: Theme) -> None:
        table = self.list
        table.setModel(self.model)
        table.setItemDelegate(RowDelegate(theme, table))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setMouseTracking(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().setVisible(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setMinimumSectionSize(1)
        table.setAccessibleName(tr("Passages to look at"))
        table.clicked.connect(self._click)
        table.activated.connect(self._open)
        table.selectionModel().currentChanged.connect(self._choose_row)
        self.model.rowsInserted.connect(self._set_heights)

    def _lay_out(self) -> None:
        self.hint = PlainLabel(_hint(), self, role="muted", wraps=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(24, 24, 24, 24)
        self.done = PlainLabel(
            tr("Nothing to decide: every passage stands in the new text."), self, role="muted", wraps=True
        )
        self.done.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.done.setContentsMargins(24, 24, 24, 24)
        head = QFrame(self)
        head.setProperty("role", "pane")
        lines = QVBoxLayout(head)
        lines.setContentsMargins(12, 10, 12, 8)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addWidget(self.summary)
        body = QWidget(self)
        self._body = QStackedLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        both = QWidget(body)
        rows = QVBoxLayout(both)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.list, 3)
        self._changed = QFrame(both)
        self._changed.setProperty("role", "bar")
        changed = QVBoxLayout(self._changed)
        changed.setContentsMargins(12, 8, 12, 4)
        changed.addWidget(PlainLabel(tr("What changed"), self._changed, role="section"))
        rows.addWidget(self._changed)
        rows.addWidget(self.wording, 2)
        self._body.addWidget(both)
        self._body.addWidget(self.done)
        report = QWidget(self)
        column = QVBoxLayout(report)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)
        column.addWidget(self.foot)
        column.addWidget(self.foot_for_all)
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(report)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip, 1)
        whole.addWidget(pages, 1)

    @property
    def source(self) -> int:
        """Return the version whose report is shown, 0 for none."""
        return self._source

    @property
    def current(self) -> CheckItem | None:
        """Return the passage that the keys are on."""
        row = self.model.row(self.list.currentIndex().row())
        return row if isinstance(row, CheckItem) and self._figures is not None else None

    def show_report(self, source: int) -> None:
        """Show what became of the passages in this version."""
        self._source = source
        self.list.setCurrentIndex(QModelIndex())
        self.reload()
        self._go_to_first()

    def reload(self) -> None:
        """Read the report anew; of the newest version there is, where none was asked for."""
        document = self.bridge.document if self.bridge.is_open else None
        self._figures = version_figures(document, self._source) if document is not None and self._source else None
        if document is not None and self._figures is None:
            self._source = newest_version(document)
            self._figures = version_figures(document, self._source) if self._source else None
        self._show()

    def apply(self, changes: ChangeSet) -> None:
        """Read the report anew where a change may bear on it."""
        if not _CONCERNED.isdisjoint((*changes.added, *changes.updated, *changes.removed)):
            self.reload()

    def _forget(self) -> None:
        self._source = 0
        self.strip.close_strip()

    def _show(self) -> None:
        figures, before, row = self._figures, self.current, self.list.currentIndex().row()
        near = figures.near if figures is not None else ()
        lost = figures.lost if figures is not None else ()
        sections = (Section(NEAR, tuple(map(near_item, near))), Section(LOST, tuple(map(lost_item, lost))))
        self._is_showing = True
        self.model.show_sections(sections)
        if before is not None:
            place = self.model.place_of(before.section, before.id)
            self._put_keys(min(row, self.model.rowCount() - 1) if place is None else place)
        self._is_showing = False
        if figures is not None:
            self.title.setText(tr("New version of “{title}”", title=shown(figures.title, 120)))
            self.summary.setText(_summary(figures))
        self._pages.setCurrentIndex(1 if figures is not None else 0)
        self._body.setCurrentIndex(0 if self.model.rows else 1)
        self.lead_focus(self.list if figures is not None and self.model.rows else None)
        self.status_changed.emit(trn("{n} to decide", "{n} to decide", len(near)) if near else "")
        self._offer()

    def _go_to_first(self) -> None:
        row = next((number for number, row in enumerate(self.model.rows) if isinstance(row, CheckItem)), -1)
        if row >= 0:
            self._put_keys(row)
            self._offer()

    def _put_keys(self, row: int) -> None:
        """Put the keys on a row, or on the passage after a heading."""
        if isinstance(self.model.row(row), Heading) and isinstance(self.model.row(row + 1), CheckItem):
            row += 1
        was_showing, self._is_showing = self._is_showing, True
        self.list.setCurrentIndex(self.model.index(max(row, 0)))
        self._is_showing = was_showing

    def _offer(self) -> None:
        """Show how the words of the current row changed, and what can be done about it."""
        item = self.current
        figures = self._figures
        near = next((row for row in figures.near if item and row.citation_id == item.id), None) if figures else None
        lost = next((row for row in figures.lost if item and row.citation_id == item.id), None) if figures else None
        if near is not None:
            self.wording.show_change(near.quote, near.now)
        else:
            self.wording.show_quote(lost.quote if lost is not None else "")
        self.wording.setVisible(item is not None)
        self._changed.setVisible(item is not None)
        keys = ACTIONS.get(item.section, ()) if item is not None else ()
        typographic = figures is not None and sum(1 for row in figures.near if row.typographic) > 1
        self.foot.show_actions(keys)
        self.foot_for_all.show_actions(("version.agree_typography",) if typographic and near is not None else ())
        self.actions_.update()

    def _leave_strip(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_heights(self, _parent: QModelIndex, first: int, last: int) -> None:
        header, metrics = self.list.verticalHeader(), self.list.fontMetrics()
        for number in range(first, last + 1):
            header.resizeSection(number, height_of(self.model.row(number), metrics))

    def _choose_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Select the fact of a row that was reached by a gesture, and show the passage beside it."""
        row = self.model.row(index.row())
        if not self._is_showing and isinstance(row, CheckItem) and row.fact is not None:
            self.choose([Fact(*row.fact)])
        self._offer()

    def _click(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Heading):
            self.model.fold(row.section, not row.folded)
        elif isinstance(row, CheckItem):
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        """Show the passage of a row in the reader: a near one in the new text, a lost one in the text that has it."""
        row = self.model.row(index.row())
        if isinstance(row, Heading):
            self.model.fold(row.section, not row.folded)
        elif isinstance(row, CheckItem) and row.source_id is not None and row.span is not None:
            self.place_requested.emit(row.source_id, row.span)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold a section by Left, unfold it by Right."""
        row = self.model.row(self.list.currentIndex().row())
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            self.model.fold(row.section, event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)


def _hint() -> str:
    return tr(
        "No text has a new version yet. When a source was corrected, open it, press Ctrl+Shift+N and paste the new"
        " text: the evidence follows to it, and what changed is listed here."
    )


def _summary(figures: VersionFigures) -> str:
    """Return in one line what became of the passages."""
    counted = (
        (figures.exact, tr("{n} as it was", n=figures.exact)),
        (figures.moved, tr("{n} moved", n=figures.moved)),
        (len(figures.near), tr("{n} with new wording", n=len(figures.near))),
        (len(figures.lost), tr("{n} lost", n=len(figures.lost))),
        (figures.whole, tr("{n} without a place", n=figures.whole)),
    )
    parts = [words for count, words in counted if count]
    return tr("Passages: {counts}", counts=" · ".join(parts)) if parts else tr("The source had no passages.")
