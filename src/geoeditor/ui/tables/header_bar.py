"""What stands beside the title of a table: a button for a new row, the filter, and how many rows it leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import PlainLabel, tip


class FilterField(QLineEdit):
    """A field whose Esc empties it, and whose Down and Enter go on to the rows."""

    left = Signal()
    """The rows are wanted."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty by Esc, leave by Down and Enter."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HeaderBar(QWidget):
    """The controls of one table."""

    def __init__(self, title: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = QToolButton(self)
        self.add.setText(add)
        self.add.setProperty("role", "flat")
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setAccessibleName(add)
        self.add.setToolTip(tip(tr("Add a row and type (Insert)")))
        self.add.setVisible(bool(add))
        self.filter = FilterField(self)
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(tr("Filter {table}", table=title))
        self.filter.setToolTip(tip(tr("Show only the rows that hold these words in any column")))
        self.filter.setMaxLength(1_000)
        self.filter.setMinimumWidth(70)
        self.filter.setMaximumWidth(220)
        self.filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.count = PlainLabel("", self, role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.filter, 2)

    def show_count(self, shown: int, total: int, is_filtered: bool) -> None:
        """Say how many rows there are, and how many of them are shown."""
        text = tr("{shown:,} of {total:,}", shown=shown, total=total) if is_filtered else f"{total:,}" if total else ""
        self.count.setText(text)

    def show_hits(self, place: int, count: int) -> None:
        """Say where a search stands."""
        self.count.setText(tr("{place:,} of {count:,}", place=place, count=count) if count else tr("no hits"))
