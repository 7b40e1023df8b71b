"""A line of plain text that floats under a field while it is typed in: how the text is read, or why it is not."""

from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from geoeditor.translation import printable
from geoeditor.ui.plain import PlainLabel

_LEAST_WIDTH: Final = 200
_LONGEST: Final = 300
_LOOK: Final = (
    "QLabel { background: palette(base); color: palette(text); border: 1px solid palette(mid); border-radius: 4px;"
    " padding: 3px 6px; }"
)


class FieldHint(PlainLabel):
    """The line; it belongs to the window of its field, so that nothing cuts it off, and never takes focus or clicks."""

    def __init__(self, field: QWidget) -> None:
        super().__init__("", field.window(), wraps=True)
        self._field = field
        self.setStyleSheet(_LOOK)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        field.destroyed.connect(self.deleteLater)

    def say(self, text: str) -> None:
        """Show a text below the field, or above where there is no room below."""
        words = printable(text)
        self.setText(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
        window = self._field.window()
        self.setParent(window)
        width = min(max(self._field.width(), _LEAST_WIDTH), window.width())
        height = self.heightForWidth(width) if self.sizeHint().width() > width else self.sizeHint().height()
        width = min(max(self.sizeHint().width(), 0), width)
        place = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if place.y() + height > window.height():
            place.setY(max(self._field.mapTo(window, QPoint(0, 0)).y() - height - 2, 0))
        place.setX(max(min(place.x(), window.width() - width), 0))
        self.setGeometry(place.x(), place.y(), width, height)
        self.show()
        self.raise_()
