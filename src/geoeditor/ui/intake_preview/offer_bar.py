"""A strip that says one thing and offers a few ways to go on; it waits, and nothing stands still for it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import ElidedLabel, tip


class Answer(NamedTuple):
    """A way to go on: what its button says, what it does, and what its tooltip tells."""

    words: str
    act: Callable[[], object]
    about: str = ""


class OfferBar(QFrame):
    """Shows a sentence with buttons; what was answered, or put aside with ✕ or Esc, is gone."""

    shown_changed = Signal(bool)
    """The strip has something to say, or no more."""
    answered = Signal()
    """It was answered or put aside."""

    def __init__(self, parent: QWidget | None = None, *, can_close: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._given_up: Callable[[], object] | None = None
        self.buttons: list[QPushButton] = []
        self._label = ElidedLabel("", self)  # a bar of the window gives a label that wraps far more room than it needs
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(tr("Leave it out"))
        self._close.setToolTip(tip(tr("Leave it out (Esc)")))
        self._close.clicked.connect(self.give_up)
        self._close.setVisible(can_close)
        self._can_close = can_close
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6 if can_close else 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is said now, '' for nothing."""
        return self._label.whole

    def ask(self, sentence: str, answers: Sequence[Answer], given_up: Callable[[], object] | None = None) -> None:
        """Say this and offer these ways to go on; `given_up` is called where it is put aside."""
        self._clear()
        self._given_up = given_up
        self._label.show_text(sentence)
        self.setAccessibleName(self.text)
        for answer in answers:
            button = QPushButton(answer.words, self)
            button.setAutoDefault(False)
            button.setAccessibleName(answer.words)
            button.setToolTip(tip(answer.about))
            button.clicked.connect(partial(self._answer, answer.act))
            self._row.insertWidget(self._row.count() - 1, button)
            self.buttons.append(button)
        self.show()
        self.shown_changed.emit(True)

    def take_focus(self) -> None:
        """Let the first way to go on be taken by Enter or Space."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Say nothing any more."""
        self._clear()
        self.hide()
        self.shown_changed.emit(False)

    def give_up(self) -> None:
        """Put it aside."""
        if self._given_up is not None:
            self._answer(self._given_up)
        else:
            self._answer(None)

    def _clear(self) -> None:
        self._label.show_text("")
        self._given_up = None
        buttons, self.buttons = self.buttons, []
        for button in buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()

    def _answer(self, act: Callable[[], object] | None, *_checked: bool) -> None:
        self.end()
        if act is not None:
            act()
        self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the way that has the focus by Enter; put all aside by Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in self.buttons:
                if button is self.focusWidget():
                    button.click()
                    return
        if event.key() == Qt.Key.Key_Escape and self._can_close:
            self.give_up()
            return
        super().keyPressEvent(event)
