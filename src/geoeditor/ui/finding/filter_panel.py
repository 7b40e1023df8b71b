"""The panel in which one chooses what is left out: signs, kinds and times in the charts, and what people say.

Every tick shows at once.

A child of the window that floats over its panes, so that the charts can be seen and used beside it.
"""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from geoeditor import when
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.finding import used_kinds
from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.chips import DOT, SIGNS, FilterChips, day_of, dot, sign_mark, sign_name
from geoeditor.ui.finding.kind_tree import KindDelegate, KindTree
from geoeditor.ui.finding.speaker_choice import SpeakerChoice
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.theme import Theme, on_theme

if TYPE_CHECKING:
    from geoeditor.ui.fields.date_field import DateField

__all__ = ["FilterChips", "FilterPanel"]

_WIDTH: Final = 348
_HEIGHT: Final = 520
_KINDS_TABLES: Final = frozenset({"actor", "event", "link", "kind"})
_SPEAKER_TABLES: Final = frozenset({"actor", "actor_name", "event", "link", "citation", "attribution"})


class FilterPanel(QFrame):
    """What the charts show; `open_at` puts it under a widget, Esc takes it away."""

    def __init__(
        self, filter_: Filter, bridge: Bridge, theme: Theme, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._filter, self._bridge, self._theme = filter_, bridge, theme
        self._before: QWidget | None = None
        self.typed = {"since": "", "until": ""}
        self.setAccessibleName(tr("Filter"))
        self.setObjectName("filter_panel")
        self.kinds = KindTree(filter_, self)
        self.speakers = SpeakerChoice(filter_, bridge, self)
        self.signs: dict[int, QToolButton] = {}
        self.dates: dict[str, DateField] = {}
        self._make(actions)
        filter_.changed.connect(self._show_filter)
        bridge.changed.connect(self._note_change)
        bridge.document_changed.connect(self._refill)
        on_theme(theme, self._paint_frame)
        self.hide()

    def _make(self, actions: Actions) -> None:
        self.addAction(actions["view.filter"])  # its key closes the panel as it opened it
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Show in timeline and graph"), self, role="section"), 1)
        self.clear = _flat(tr("Clear"), tr("Show everything again"), self)
        self.clear.clicked.connect(self._filter.clear)
        self.shut = _flat("✕", tr("Close the filter"), self)
        self.shut.clicked.connect(self.dismiss)
        head.addWidget(self.clear)
        head.addWidget(self.shut)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(6)
        for sign in SIGNS:
            toggle = QToolButton(self)
            toggle.setProperty("role", "chip")
            toggle.setCheckable(True)
            toggle.setText(f"{sign_mark(sign)} {sign_name(sign)}")
            toggle.setAccessibleName(tr("Show {name}", name=sign_name(sign)))
            toggle.setIconSize(DOT)
            toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            toggle.toggled.connect(partial(self._toggle, sign))
            self.signs[sign] = toggle
            row.addWidget(toggle)
        row.addStretch(1)
        column.addLayout(row)
        self.tree = QTreeView(self)
        self.tree.setModel(self.kinds)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(18)
        self.tree.setItemDelegate(KindDelegate(self._theme, self.tree))
        self.tree.setAccessibleName(tr("Kinds"))
        column.addWidget(self.tree, 1)
        self.nothing = PlainLabel(
            tr("No kinds are in use yet. Give actors, events or links a kind, and they can be left out here."),
            self,
            role="muted",
            wraps=True,
        )
        column.addWidget(self.nothing, 1)
        self._times = QFormLayout()
        self._times.setSpacing(6)
        column.addLayout(self._times)
        column.addWidget(self.speakers)
        self.problem = PlainLabel("", self, role="attention", wraps=True)
        self.problem.hide()
        column.addWidget(self.problem)

    def _make_dates(self) -> None:
        """Make the fields of time when the panel is first opened."""
        from geoeditor.ui.fields.date_field import DateField

        for name, label in (("since", tr("From")), ("until", tr("Until"))):
            field = DateField(self)
            field.setAccessibleName(label)
            field.committed.connect(partial(self._take_date, name))
            self.dates[name] = field
            self._times.addRow(PlainLabel(label, self), field)

    def _paint_frame(self) -> None:
        palette = self._theme.palette
        self.setStyleSheet(
            f"QFrame#filter_panel {{ background: {palette.surface}; border: 1px solid {palette.neutral};"
            " border-radius: 6px; }"
        )
        self._show_signs()

    def open_at(self, anchor: QWidget) -> None:
        """Show the panel under a widget; where it is open, take it away."""
        if self.isVisible():
            self.dismiss()
            return
        self._before = QApplication.focusWidget()
        if not self.dates:
            self._make_dates()
        window = anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._refill()
        self._show_filter()
        self._place(anchor, window)
        self.show()
        self.raise_()
        self.signs[SIGNS[0]].setFocus()

    def _place(self, anchor: QWidget, window: QWidget) -> None:
        """Put the panel under the anchor, inside the window."""
        corner = anchor.mapTo(window, QPoint(0, anchor.height()))
        width = min(max(_WIDTH, self.sizeHint().width()), window.width() - 16)
        top = min(corner.y() + 6, max(8, window.height() // 3))
        height = min(_HEIGHT, window.height() - top - 12)
        left = max(8, min(corner.x(), window.width() - width - 8))
        self.setGeometry(left, top, width, height)

    def dismiss(self) -> None:
        """Take the panel away and give the focus back."""
        if self.isHidden():
            return
        inside = QApplication.focusWidget()
        had_focus = inside is not None and self.isAncestorOf(inside)
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _note_change(self, changes: ChangeSet) -> None:
        changed = {*changes.added, *changes.updated, *changes.removed}
        if _SPEAKER_TABLES & changed:
            self.speakers.forget()
        if self.isVisible() and _KINDS_TABLES & changed:
            self._refill()

    def _refill(self) -> None:
        """Read the kinds that are in use; branches that were closed stay so."""
        self.speakers.forget()
        if not self._bridge.is_open:
            self.dismiss()
            self.kinds.show(())
            return
        closed = {key for key, index in self.kinds.branches().items() if not self.tree.isExpanded(index)}
        self.kinds.show(used_kinds(self._bridge.document))
        for key, index in self.kinds.branches().items():
            self.tree.setExpanded(index, key not in closed)
        self.tree.setVisible(self.kinds.rowCount() > 0)
        self.nothing.setVisible(self.kinds.rowCount() == 0)

    def _toggle(self, sign: int, shown: bool) -> None:
        hidden = self._filter.signs
        self._filter.hide_signs(hidden - {sign} if shown else hidden | {sign})

    def _show_filter(self) -> None:
        """Show the filter as it is now, whoever set it."""
        self._show_signs()
        self.clear.setEnabled(not self._filter.is_empty)
        for name, field in self.dates.items():
            moment = self._filter.since if name == "since" else self._filter.until
            if moment != self._moment(name):
                day = "" if moment is None else day_of(moment if name == "since" else moment - 1)
                self.typed[name] = day
                field.set_edtf(day)
        self._say("")

    def _show_signs(self) -> None:
        for sign, toggle in self.signs.items():
            toggle.blockSignals(True)
            toggle.setChecked(sign not in self._filter.signs)
            toggle.blockSignals(False)
            colour = self._theme.palette.of_sign(sign)
            toggle.setIcon(dot(colour, filled=toggle.isChecked(), ratio=self.devicePixelRatioF()))

    def _moment(self, name: str) -> int | None:
        """Return the moment that was typed: the beginning of the first date, the end of the last."""
        bounds = when.bounds(self.typed[name])
        if name == "since":
            return None if bounds.t_lo == when.OPEN_START else bounds.t_lo
        return None if bounds.t_hi == when.OPEN_END else bounds.t_hi

    def _take_date(self, name: str, text: str) -> None:
        """Show only what may lie between the two dates; where they are the wrong way round, say so."""
        self.typed[name] = text
        since, until = self._moment("since"), self._moment("until")
        if since is not None and until is not None and since >= until:
            problem = tr("“Until” lies before “From”, so the time is not limited yet; change one of them.")
            self._say(problem)
            self.dates[name].set_refusal(problem)
            return
        for field_name, field in self.dates.items():
            field.set_edtf(self.typed[field_name])
        self._say("")
        self._filter.limit(since, until)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def _flat(text: str, about: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setProperty("role", "flat")
    button.setAccessibleName(about)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
