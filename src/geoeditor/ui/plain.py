"""Widgets that show text as it is: Qt would read tags, and files named in them, in labels, tooltips and messages."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from geoeditor.translation import printable

LONGEST_TIP = 600
"""Characters of a tooltip; more would cover the screen."""


def tip(text: str) -> str:
    """Return a text as a tooltip that shows it to the letter, broken into lines."""
    cut = text if len(text) <= LONGEST_TIP else f"{text[: LONGEST_TIP - 1]}…"
    lines = (escape(printable(line)) for line in cut.splitlines())
    return f"<qt>{'<br>'.join(lines)}</qt>" if cut else ""


class PlainLabel(QLabel):
    """A label that shows text to the letter; `role` is one of the styles of the theme, such as muted or heading."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "", wraps: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)
        self.setText(text)


class ElidedLabel(PlainLabel):
    """A label of one line that is cut with an ellipsis where room is short; the tooltip has it all."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        self._whole = ""
        super().__init__("", parent, role=role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    @property
    def whole(self) -> str:
        """Return the text, uncut."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show this text on one line."""
        self._whole = printable(text)
        self.setAccessibleName(self._whole[:LONGEST_TIP])
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole[:2_000], Qt.TextElideMode.ElideRight, max(self.width() - 2, 0))
        self.setText(shown)
        self.setToolTip(tip(self._whole) if shown != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew to the width."""
        super().resizeEvent(event)
        self._cut()
