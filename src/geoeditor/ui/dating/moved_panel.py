"""The list of dates that moved with a change: it floats over the panes, and a row leads to its fact."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.queries.dating import MovedDate
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.dating.moved_model import ROW, MovedDelegate, MovedModel
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme, on_theme

_WIDTH: Final = 480
_MOST_ROWS: Final = 8
_AROUND: Final = 112
"""Height of what stands above and below the rows, with some room to the edge of the window."""


class MovedPanel(QFrame):
    """What moved in one step; Enter or a click goes to a fact, Esc takes the list away."""

    def __init__(self, selection: Selection, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection, self._theme = selection, theme
        self._before: QWidget | None = None
        self.setObjectName("moved_panel")
        self.setAccessibleName(tr("Dates that moved"))
        self.rows = MovedModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = PlainLabel("", self, role="section")
        head.addWidget(self.title, 1)
        self.undo = QToolButton(self)
        self.undo.setDefaultAction(actions["edit.undo"])
        self.undo.setProperty("role", "flat")
        self.shut = QToolButton(self)
        self.shut.setText("✕")
        self.shut.setAccessibleName(tr("Close the list"))
        self.shut.setProperty("role", "flat")
        self.shut.clicked.connect(self.dismiss)
        for button in (self.undo, self.shut):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(button)
        column.addLayout(head)
        self.list = QListView(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(MovedDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Dates that moved"))
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        column.addWidget(self.list)
        self.note = PlainLabel(tr("Dates typed by hand stay where they are."), self, role="small", wraps=True)
        column.addWidget(self.note)
        on_theme(theme, self._paint_frame)
        self.hide()

    def _paint_frame(self) -> None:
        palette = self._theme.palette
        self.setStyleSheet(
            f"QFrame#moved_panel {{ background: {palette.surface}; border: 1px solid {palette.neutral};"
            " border-radius: 6px; }"
        )

    def show_moved(self, moved: Sequence[MovedDate], label: str) -> None:
        """Show what moved in the step of this name."""
        self.title.setText(
            trn("{n} date moved with “{step}”", "{n} dates moved with “{step}”", len(moved), step=shown(label, 60))
        )
        self.rows.show_rows(moved)

    def open_at(self, anchor: QWidget) -> None:
        """Show the list under a widget, inside the window."""
        self._before = QApplication.focusWidget()
        window = anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = anchor.mapTo(window, QPoint(anchor.width(), anchor.height()))
        width = min(_WIDTH, window.width() - 16)
        below = window.height() - corner.y() - _AROUND
        above = anchor is not window and below < ROW * _MOST_ROWS
        room = max(corner.y() - anchor.height() - _AROUND if above else below, ROW) // ROW
        self.list.setFixedHeight(ROW * min(self.rows.rowCount(), _MOST_ROWS, room) + 2)
        self.setFixedWidth(width)
        self.adjustSize()
        top = corner.y() - anchor.height() - self.height() - 4 if above else corner.y() + 4
        self.move(max(8, min(corner.x() - width, window.width() - width - 8)), top)
        self.show()
        self.raise_()
        self.list.setCurrentIndex(self.rows.index(0))
        self.list.setFocus()

    def dismiss(self) -> None:
        """Take the list away and give the focus back."""
        if self.isHidden():
            return
        inside = QApplication.focusWidget()
        had_focus = inside is not None and self.isAncestorOf(inside)
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            moved = self.rows.rows[index.row()]
            self._selection.choose([Fact(moved.fact, moved.id)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
