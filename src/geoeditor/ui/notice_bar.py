"""The strip that says what was refused, or what came of a change, until the user has read it; nothing is modal.

It floats over the lower edge of the window, so that nothing moves that is being read.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QToolButton, QWidget

from geoeditor.translation import printable, tr
from geoeditor.ui.plain import PlainLabel

_WIDEST: Final = 760
_AROUND: Final = 12
"""What is left free at its sides and below it."""


class NoticeBar(QFrame):
    """Shows one sentence at a time, with a button that takes it away."""

    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "floating")
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
        self.hide()
        if parent is not None:
            parent.installEventFilter(self)

    @property
    def text(self) -> str:
        """Return the sentence shown now, '' for none."""
        return self._label.text()

    def dismiss(self) -> None:
        """Take the sentence away."""
        self._label.setText("")
        self._act = None
        self.button.hide()
        self.hide()
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self._fit)  # when the panes have their new places
        return bool(super().eventFilter(watched, event))

    def _fit(self) -> None:
        """Lie in the middle over the line at the bottom, as high as the sentence needs."""
        window, layout = self.parentWidget(), self.layout()
        if window is None or layout is None:
            return
        bottom = window.height()
        if isinstance(window, QMainWindow) and window.statusBar().isVisible():
            bottom = window.statusBar().y()
        needed = self.sizeHint().width() + self._label.fontMetrics().horizontalAdvance(self._label.text())
        width = min(needed, _WIDEST, window.width() - 2 * _AROUND)
        height = layout.totalHeightForWidth(width)
        self.setGeometry((window.width() - width) // 2, bottom - height - _AROUND, width, height)
        self.raise_()

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def _show(self, sentence: str) -> None:
        self._label.setText(printable(sentence))
        self.setAccessibleName(self._label.text())
        self.show()
        self._fit()
        self.shown_changed.emit(True)
