"""What the timeline shows as long as a project has no events: what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import PlainLabel


class EmptyPage(QWidget):
    """A hint and a button."""

    def __init__(self, add: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        hint = tr("Accept one that was found in a source, or add one yourself.")
        for text, role in ((tr("No events yet"), "heading"), (hint, "muted")):
            label = PlainLabel(text, self, role=role, wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.button = QPushButton(tr("Add an event"), self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(add.trigger)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
