"""The strip that says what was refused, until the user has read it. Nothing modal stands in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from geoeditor.translation import printable, tr
from geoeditor.ui.plain import PlainLabel


class NoticeBar(QFrame):
    """Shows one sentence at a time, with a button that takes it away."""

    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        self._label = PlainLabel("", self, wraps=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self._label, 1)
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(tr("Close this message"))
        self._close.clicked.connect(self.dismiss)
        row.addWidget(self._close)

    @property
    def text(self) -> str:
        """Return the sentence shown now, '' for none."""
        return self._label.text()

    def dismiss(self) -> None:
        """Take the sentence away."""
        self._label.setText("")
        self.shown_changed.emit(False)

    def say(self, sentence: str) -> None:
        """Show this sentence."""
        self._label.setText(printable(sentence))
        self.setAccessibleName(self._label.text())
        self.shown_changed.emit(True)
