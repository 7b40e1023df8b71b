"""The line under the list: what can be done about the row that the keys are on, as buttons with their keys."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from geoeditor.ui.actions import Actions
from geoeditor.ui.theme import Theme, on_theme


class Foot(QFrame):
    """Shows the actions of one section."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._actions = actions
        self._theme = theme
        self._keys: tuple[str, ...] = ()
        self._buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.hide()
        on_theme(theme, self.update)

    def show_actions(self, keys: Sequence[str]) -> None:
        """Show these actions, and nothing where there are none."""
        if tuple(keys) == self._keys:
            return
        self._keys = tuple(keys)
        for button in self._buttons.values():
            button.hide()
        for place, key in enumerate(keys):
            button = self._buttons.get(key) or self._made(key)
            self._row.removeWidget(button)
            self._row.insertWidget(place, button)
            button.show()
        self.setVisible(bool(keys))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a hairline above."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.palette.hairline))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def button(self, key: str) -> QToolButton:
        """Return the button of an action."""
        return self._buttons[key]

    def _made(self, key: str) -> QToolButton:
        action = self._actions[key]
        button = QToolButton(self)
        button.setText(_words(action))
        button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self._buttons[key] = button
        return button


def _words(action: QAction) -> str:
    """Return the words of an action with its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = action.text().replace("&", "")
    return f"{words}  {key}" if key else words
