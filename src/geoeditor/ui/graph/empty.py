"""What stands on an empty graph: why it is empty, and a button for what to do next."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.plain import PlainLabel


class EmptyHint(QWidget):
    """A sentence and a button in the middle of the canvas."""

    def __init__(self, canvas: QWidget, actions: Actions) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._actions = actions
        self.text = PlainLabel("", self, role="muted", wraps=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(tr("Add an actor"), self)
        self.button.setAccessibleName(self.button.text())
        self.button.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        canvas.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, button: bool) -> None:
        """Show this sentence, and the button where it helps."""
        self.text.setText(text)
        self.button.setVisible(button)
        self.setVisible(bool(text))
        self._centre()

    def _add(self) -> None:
        self._actions.run("actor.add")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._centre()
        return False

    def _centre(self) -> None:
        width = min(self._canvas.width(), 420)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((self._canvas.width() - width) // 2, (self._canvas.height() - height) // 2, width, height)
