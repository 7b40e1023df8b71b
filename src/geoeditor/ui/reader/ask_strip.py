"""The strip that asks one short question beside the text: same as whom, which kind, why set aside.

It is no dialog. The most likely answers have digits; anything else is typed; Esc leaves all as it is.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.translation import shown, tr
from geoeditor.ui.fields import Choice, TypeAhead
from geoeditor.ui.fields.offers import Offering
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.reader.bare_keys import keep_bare_key

_MOST: Final = 9
_GAP: Final = 4
_LONGEST: Final = 26


class Answer(NamedTuple):
    """What was answered: a choice by its value, or words that are none."""

    value: object | None
    words: str


class Question(NamedTuple):
    """What is asked; `quick` are answers with a digit, `take` returns '' or why the answer can't be taken."""

    words: str
    hint: str
    choices: Offering
    quick: Sequence[Choice]
    take: Callable[[Answer], str]
    creates: bool = False


class _Quick(QWidget):
    """Buttons on as many lines as the width needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []

    def show_buttons(self, buttons: list[QToolButton]) -> None:
        """Show these buttons and no others."""
        old, self._buttons = self._buttons, buttons
        for button in old:
            button.hide()
            button.deleteLater()
        for button in buttons:
            button.setParent(self)
            button.show()
        self._arrange()

    def _arrange(self) -> None:
        left = top = height = 0
        for button in self._buttons:
            size = button.sizeHint()
            if left > 0 and left + size.width() > self.width():
                left, top, height = 0, top + height + _GAP, 0
            button.setGeometry(left, top, min(size.width(), self.width()), size.height())
            left, height = left + size.width() + _GAP, max(height, size.height())
        self.setFixedHeight(top + height)
        self.setVisible(bool(self._buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()


class AskStrip(QFrame):
    """One question at a time."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._question: Question | None = None
        self._title = PlainLabel("", self, role="section")
        self._place = QVBoxLayout()
        self.field = TypeAhead(self)
        self._quick = _Quick(self)
        self._problem = PlainLabel("", self, role="attention", wraps=True)
        self._close = QToolButton(self)
        self._close.setText(tr("Close Esc"))
        self._close.clicked.connect(self.close_strip)
        self._lay_out()
        self.setAccessibleName(tr("Question"))
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        self._place.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._quick)
        layout.addLayout(self._place)
        layout.addWidget(self._problem)
        self._put_field(creates=False)

    def _put_field(self, *, creates: bool) -> None:
        """Put a fresh field, which takes new words where `creates`."""
        self.field.hide()
        self.field.deleteLater()
        self.field = TypeAhead(self, creates=creates)
        self.field.picked.connect(self._pick)
        self.field.created.connect(self._create)
        self.field.installEventFilter(self)
        self._place.addWidget(self.field)

    @property
    def question(self) -> Question | None:
        """Return what is asked, None while the strip is closed."""
        return self._question

    def ask(self, question: Question) -> None:
        """Ask; the field has the focus."""
        self._question = question
        self._problem.hide()
        self._title.setText(question.words)
        self._put_field(creates=question.creates)
        self.field.setPlaceholderText(question.hint)
        self.field.setAccessibleName(question.words)
        self.field.set_offer(question.choices)
        self._quick.show_buttons([self._button(n, choice) for n, choice in enumerate(question.quick[:_MOST], 1)])
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, number: int, choice: Choice) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "chip")
        button.setText(f"{number}  {shown(choice.label, _LONGEST)}".replace("&", "&&"))
        button.setToolTip(tip(choice.label))
        button.setAccessibleName(tr("{n}: {name}", n=number, name=shown(choice.label)))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._click, choice.value))
        return button

    def _click(self, value: object, _checked: bool = False) -> None:
        self._pick(value)

    def _pick(self, value: object) -> None:
        self._answer(Answer(value, ""))

    def _create(self, words: str) -> None:
        self._answer(Answer(None, words))

    def _answer(self, answer: Answer) -> None:
        if self._question is None:
            return
        problem = self._question.take(answer)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            self.close_strip()

    def close_strip(self) -> None:
        """Close without an answer."""
        if self._question is not None:
            self._question = None
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep bare keys for the field."""
        return keep_bare_key(event) or bool(super().event(event))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit in the empty field as the answer that has it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._question is not None:
            place = event.key() - Qt.Key.Key_1
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and not self.field.text() and 0 <= place < min(len(self._question.quick), _MOST):
                self._pick(self._question.quick[place].value)
                return True
            if event.key() == Qt.Key.Key_Escape:  # also with words typed or a list open: nothing is stored yet
                self.close_strip()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.field.text().strip():
                if self._question.creates:
                    self._create("")
                return True
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        else:
            super().keyPressEvent(event)
