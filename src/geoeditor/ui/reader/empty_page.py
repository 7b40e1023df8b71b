"""What stands where no source is: what to do next, with the buttons that do it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.plain import PlainLabel


class EmptyPage(QWidget):
    """Invites to bring in an article."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = PlainLabel(tr("No article yet"), self, role="heading")
        words = PlainLabel(
            tr("Paste an article here, drop a file, or open the sample."), self, role="muted", wraps=True
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        for key, text in (
            ("project.paste", tr("Paste Article")),
            ("project.import", tr("Import File…")),
            ("project.sample", tr("Open Sample")),
        ):
            button = self._button(actions[key], text)
            button.setProperty("role", "primary" if key == "project.paste" else "")
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _button(self, action: QAction, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(action.toolTip())
        button.setMinimumWidth(140)
        button.clicked.connect(action.trigger)
        return button
