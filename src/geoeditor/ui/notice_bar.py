"""The strip that says what was refused, or what came of a change, until the user has read it; nothing is modal."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from geoeditor.translation import printable, tr
from geoeditor.ui.plain import PlainLabel

_NARROW: Final = 300
"""A bar that is no wider has not been laid out yet."""


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
        self._act: Callable[[], object] | None = None
        self.button = QToolButton(self)
        self.button.clicked.connect(self._do)
        self.button.hide()
        row.addWidget(self.button)
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
        self._act = None
        self.button.hide()
        self.shown_changed.emit(False)

    def say(self, sentence: str) -> None:
        """Show this sentence."""
        self._act = None
        self.button.hide()
        self._show(sentence)

    def offer(self, sentence: str, words: str, act: Callable[[], object]) -> None:
        """Show this sentence with a button of these words that does something about it."""
        self._act = act
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}: {printable(sentence)}")
        self.button.show()
        self._show(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the sentence needs at this width, in a moment: a tool bar guesses more for what may wrap."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and self.width() > _NARROW:
            self.setFixedHeight(layout.heightForWidth(self.width()))

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def _show(self, sentence: str) -> None:
        self._label.setText(printable(sentence))
        self.setAccessibleName(self._label.text())
        self.shown_changed.emit(True)
        QTimer.singleShot(0, self, self._fit)
