"""The line on the canvas in which a new event gets its title, or an old one another. One edit, or none at all."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from geoeditor.ui.plain import tip

Store = Callable[[str], str]
"""Stores what was typed and returns why not, '' where it worked."""


class NameField(QLineEdit):
    """A line edit that is there only while something is being named."""

    def __init__(self, parent: QWidget, done: Callable[[], None]) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._before = ""
        self._done = done
        self.setMaxLength(1_000)
        self.hide()
        self.textEdited.connect(self._accept_again)

    @property
    def is_naming(self) -> bool:
        """Tell whether something is being named."""
        return self._store is not None

    def begin(self, box: QRect, text: str, words: str, store: Store) -> None:
        """Open over a box of the canvas; `words` say what is being typed."""
        self.finish(keep=True)
        self._store, self._before = store, text
        self._accept_again()
        self.setText(text)
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setGeometry(box)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, keep: bool) -> None:
        """Store what was typed, or drop it; what is refused stays in the field."""
        store, text = self._store, self.text().strip()
        if store is None:
            return
        if keep and text and text != self._before:
            self._store = None  # a question that is asked on the way takes the focus, which must not store twice
            problem = store(text)
            if problem:
                self._store = store
                self._refuse(problem)
                return
        self._store = None
        had_focus = self.hasFocus()
        self.hide()
        self._done()
        parent = self.parentWidget()
        if had_focus and parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, problem: str) -> None:
        self.setProperty("refused", True)
        self.setToolTip(tip(problem))
        self.setAccessibleDescription(problem)
        self._restyle()

    def _accept_again(self) -> None:
        if self.property("refused"):
            self.setProperty("refused", False)
            self.setToolTip("")
            self.setAccessibleDescription("")
            self._restyle()

    def _restyle(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store by Enter, drop by Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.finish(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store when the focus goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish(keep=True)
