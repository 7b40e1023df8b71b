"""What became of the passages of a text in its new version: what waits for a yes or no, and what is lost."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.checking import LOST, NEAR, CheckItem
from geoeditor.core.queries.version_checks import lost_item, near_group_item
from geoeditor.core.queries.versions import VersionFigures, near_groups, newest_version, version_figures
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking.foot import Foot
from geoeditor.ui.checking.row_list import RowList
from geoeditor.ui.checking.row_view import RowView
from geoeditor.ui.checking.rows import Section
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.versions.deeds import ACTIONS
from geoeditor.ui.versions.paste_strip import PasteStrip
from geoeditor.ui.versions.wording import Wording

_CONCERNED: Final = frozenset(("source", "citation", "actor", "event", "link", "participation", "relation", "kind"))


class VersionView(RowView):
    """The report of one version at a time; arrows show how the words changed, keys say yes or no."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, actions, RowList(theme, tr("Passages to look at")), ACTIONS, parent)
        self._source = 0
        self._figures: VersionFigures | None = None
        self.strip = PasteStrip(self)
        self.strip.opened.connect(self._give_room)
        self.strip.closed.connect(self._leave_strip)
        self.title = PlainLabel("", self, role="section", wraps=True)
        self.summary = PlainLabel("", self, role="muted", wraps=True)
        self.list.clicked.connect(self._show_clicked)
        self.list.opened.connect(self._open)
        self.list.reached.connect(self._offer)
        self.wording = Wording(theme, self)
        self.foot = Foot(actions, theme, self)
        self.foot_for_all = Foot(actions, theme, self)
        self._lay_out()
        bridge.document_changed.connect(self._forget)

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
        self._under = QWidget(self)
        self._pages = QStackedLayout(self._under)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(report)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip, 1)
        whole.addWidget(self._under, 1)

    @property
    def source(self) -> int:
        """Return the version whose report is shown, 0 for none."""
        return self._source

    @property
    def current(self) -> CheckItem | None:
        """Return the passage that the keys are on."""
        return self.list.current if self._figures is not None else None

    def show_report(self, source: int) -> None:
        """Show what became of the passages in this version."""
        self._source = source
        self.list.setCurrentIndex(QModelIndex())
        self.reload()
        if self.list.put_keys_first():
            self._offer()

    def take_keys(self) -> None:
        """Take the focus, so that Y and O work at once; with nothing to decide it stays where it is."""
        if self.current is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

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
        figures = self._figures
        near = near_groups(figures.near) if figures is not None else []
        lost = figures.lost if figures is not None else ()
        self.list.show_sections(
            (Section(NEAR, tuple(map(near_group_item, near))), Section(LOST, tuple(map(lost_item, lost))))
        )
        if figures is not None:
            self.title.setText(tr("New version of “{title}”", title=shown(figures.title, 120)))
            self.summary.setText(_summary(figures))
        self._pages.setCurrentIndex(1 if figures is not None else 0)
        self._body.setCurrentIndex(0 if self.model.rows else 1)
        self.lead_focus(self.list if figures is not None and self.model.rows else None)
        self.status_changed.emit(trn("{n} to decide", "{n} to decide", len(near)) if near else "")
        self._offer()

    def _offer(self, _item: CheckItem | None = None) -> None:
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
        typographic = figures is not None and sum(1 for row in figures.near if row.typographic) > 1
        self.foot.show_actions(self.keys_of_current())
        self.foot_for_all.show_actions(("version.agree_typography",) if typographic and near is not None else ())
        self.actions_.update()

    def _give_room(self) -> None:
        """Put the report away while a text is taken in."""
        self._under.hide()

    def _leave_strip(self) -> None:
        self._under.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_clicked(self, _index: QModelIndex) -> None:
        if self.current is not None:
            self._open(self.current)

    def _open(self, item: CheckItem) -> None:
        """Show the passage of a row in the reader: a near one in the new text, a lost one in the text that has it."""
        if item.source_id is not None and item.span is not None:
            self.place_requested.emit(item.source_id, item.span)


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
        (figures.kept, tr("{n} in an earlier version", n=figures.kept)),
        (figures.whole, tr("{n} without a place", n=figures.whole)),
    )
    parts = [words for count, words in counted if count]
    return tr("Passages: {counts}", counts=" · ".join(parts)) if parts else tr("The source had no passages.")
