"""Rows of small fields under a heading, such as participants; made anew with the document, the focus kept."""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.errors import BugError
from geoeditor.translation import printable, tr
from geoeditor.ui.plain import PlainLabel, tip

T = TypeVar("T")
_STEP: Final = 30
"""Rows that are shown at first, and with each press of the button more."""


class RowStack(QWidget, Generic[T]):
    """The rows; a subclass makes the row of an item, and puts what adds another one at the end."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: Sequence[T] = ()
        self.rows: list[QWidget] = []
        self._most = _STEP
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(PlainLabel(title, self, role="section"))
        self._more = QToolButton(self)
        self._more.setProperty("role", "flat")
        self._more.clicked.connect(self._show_more)
        self._column.addWidget(self._more)
        self._more.hide()
        self._last: QWidget | None = None

    def put_last(self, widget: QWidget) -> None:
        """Put a widget after the rows."""
        self._column.addWidget(widget)
        self._last = widget

    def make_row(self, place: int, item: T) -> QWidget:
        """Return the row of an item."""
        raise BugError(f"{type(self).__name__} makes no rows")

    def close_up(self) -> None:
        """Show only the first rows again, as for another record."""
        self._most = _STEP

    def fill(self, items: Sequence[T]) -> None:
        """Show these items; where they are the same, nothing is touched."""
        if list(items) != list(self.items):
            self.items = items
            self._make_rows()

    def _show_more(self) -> None:
        self._most += _STEP
        self._make_rows()

    def _make_rows(self) -> None:
        place, part = self._focus()
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self.make_row(at, item) for at, item in enumerate(self.items[: self._most])]
        for at, row in enumerate(self.rows):
            self._column.insertWidget(1 + at, row)
            row.show()
        left = len(self.items) - len(self.rows)
        self._more.setText(tr("Show {n} more", n=min(left, _STEP)))
        self._more.setVisible(left > 0)
        if place >= 0:
            self._give_focus(place, part)

    def _focus(self) -> tuple[int, int]:
        """Return which row has the focus, and which of its parts; -1 for none."""
        focused = QApplication.focusWidget()
        for place, row in enumerate(self.rows):
            parts = row.findChildren(QWidget)
            if focused in parts:
                return place, parts.index(focused)
        return -1, 0

    def _give_focus(self, place: int, part: int) -> None:
        if not self.rows:
            if self._last is not None:
                self._last.setFocus()
            return
        parts = self.rows[min(place, len(self.rows) - 1)].findChildren(QWidget)
        parts[min(part, len(parts) - 1)].setFocus()


def row_of(parent: QWidget, *parts: tuple[QWidget, int]) -> QWidget:
    """Return a row of widgets with their shares of the width."""
    row = QWidget(parent)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    for widget, share in parts:
        widget.setParent(row)
        layout.addWidget(widget, share)
    return row


def small_button(sign: str, words: str) -> QToolButton:
    """Return a button of one sign that says in words what it does."""
    button = QToolButton()
    button.setText(sign)
    button.setProperty("role", "flat")
    button.setProperty("edits", True)
    button.setAccessibleName(printable(words[:120]))
    button.setToolTip(tip(words))
    return button
