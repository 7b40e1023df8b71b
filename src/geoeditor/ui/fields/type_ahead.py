"""A field that chooses from a list as one types; where it may, also something new. The list never takes the focus."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from geoeditor.translation import printable, shown, tr
from geoeditor.ui.fields.choices import Choice
from geoeditor.ui.fields.offers import Offer, Offering
from geoeditor.ui.fields.refusals import show_refusal
from geoeditor.ui.fields.undoing import is_left_to_window
from geoeditor.ui.plain import tip

_MOST: Final = 50
_SEEN: Final = 8
_ROW: Final = 26
_LONGEST: Final = 120
_SHORT: Final = 30
_MOVES: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SEEN, Qt.Key.Key_PageUp: -_SEEN}
_TAKES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LOOK: Final = "QListView { border: 1px solid palette(mid); } QListView::item { padding: 4px 6px; }"


class TypeAhead(QLineEdit):
    """One of several choices; `value` is None while what is typed stands for none of them."""

    picked = Signal(object)
    """The value that was chosen, by key or click."""
    created = Signal(str)
    """Enter on words that are no choice, where new ones may be made."""
    cancelled = Signal()
    """Esc: the field shows again what it held before."""
    refused = Signal(str)
    """Why what was typed is no choice; '' once it is one."""

    def __init__(self, parent: QWidget | None = None, *, creates: bool = False) -> None:
        super().__init__(parent)
        self._creates = creates
        self.problem = ""
        self._offer_of: Offering = Offer.of(())
        self._value: object | None = None
        self._shown = ""
        self._offered: list[Choice | None] = []
        self._model = QStringListModel(self)
        self._list: QListView | None = None
        self.textEdited.connect(self._edit)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these from now on; what is chosen stays where it is among them."""
        self._offer_of = Offer.of(choices)
        if not self.hasFocus():
            self.set_value(self._value)

    def set_offer(self, offer: Offering) -> None:
        """Offer what is read when it is first needed; see `show_choice` for what is chosen already."""
        self._offer_of = offer

    def set_value(self, value: object | None) -> None:
        """Show this choice; None shows nothing unless None itself is a choice."""
        self.show_choice(value, self._offer_of.label(value))

    def show_choice(self, value: object | None, label: str) -> None:
        """Show a choice by its words, without a look at the others."""
        self._value = value
        self._shown = printable(label)
        self.setText(self._shown)
        self.setCursorPosition(0)
        self._close()
        self.set_refusal("")
        self.setToolTip(tip(label) if len(label) > _SHORT else "")

    def value(self) -> object | None:
        """Return the choice that the text stands for, None for none."""
        if self._value is not None and self.text() == self._shown:
            return self._value
        exact = self._exact()
        return None if exact is None else exact.value

    @property
    def has_changes(self) -> bool:
        """Tell whether something was typed and not yet chosen."""
        return self.text() != self._shown

    def discard(self) -> None:
        """Show what was chosen, whatever was typed; the field is about to show something else."""
        self.show_choice(self._value, self._shown)

    def set_refusal(self, sentence: str) -> None:
        """Say why what was typed could not be stored; it stays as typed."""
        if sentence != self.problem:
            self.problem = sentence
            show_refusal(self, sentence)
            self.refused.emit(sentence)

    def _exact(self) -> Choice | None:
        """Return the one choice whose words are the text, if there is one."""
        if not self.text().strip():
            return None
        return self._offer_of.exact(self.text())

    @property
    def is_offering(self) -> bool:
        """Tell whether the list is open."""
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> list[str]:
        """Return the lines of the list."""
        return self._model.stringList()

    def _edit(self, text: str) -> None:
        self.set_refusal("")
        self._offer(text)

    def _offer(self, text: str) -> None:
        """Open the list on what fits the text."""
        if self.isReadOnly():
            return
        found = self._offer_of.find(text, _MOST)
        self._offered = [*found]
        lines = [_words(choice) for choice in found]
        if self._creates and text.strip() and self._offer_of.exact(text) is None:
            self._offered.append(None)
            lines.append(tr("New “{text}”", text=shown(text.strip())))
        self._model.setStringList(lines)
        if not lines:
            self._close()
            return
        listed = self._opened()
        listed.setCurrentIndex(self._model.index(self._begun_at(text), 0))

    def offer_again(self) -> None:
        """List anew what fits where the list is open, or would be: there are other choices now."""
        if self.is_offering or (self.hasFocus() and self.has_changes):
            self._offer(self.text() if self.has_changes else "")

    def _begun_at(self, text: str) -> int:
        """Return the row that is marked at first: the best, or what is chosen now; none where the text was emptied."""
        if text.strip():
            return 0
        if self.has_changes:
            return -1
        places = (row for row, choice in enumerate(self._offered) if choice is not None and choice.value == self._value)
        return next(places, 0)

    def _opened(self) -> QListView:
        if self._list is None:
            self._list = self._made()
        rows = min(max(self._model.rowCount(), 1), _SEEN)
        size = QSize(max(self.width(), 260), rows * _ROW + 4)
        window = self.window()
        below = self.mapTo(window, QPoint(0, self.height()))
        if below.y() + size.height() > window.height():
            below.setY(max(self.mapTo(window, QPoint(0, 0)).y() - size.height(), 0))
        below.setX(max(min(below.x(), window.width() - size.width()), 0))
        self._list.setParent(window)
        self._list.setGeometry(below.x(), below.y(), size.width(), size.height())
        self._list.show()
        self._list.raise_()
        return self._list

    def _made(self) -> QListView:
        made = QListView(self.window())
        made.setModel(self._model)
        self._model.setParent(made)  # the list outlives the field by a moment, and must not be without a model then
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFrameShape(QFrame.Shape.Box)
        made.setStyleSheet(_LOOK)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setUniformItemSizes(True)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName(tr("Choices"))
        made.clicked.connect(self._click)
        self.destroyed.connect(made.deleteLater)
        return made

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _click(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        choice = self._offered[row] if 0 <= row < len(self._offered) else None
        if choice is not None:
            self._choose(choice)
        elif self._creates:
            self._close()
            self.created.emit(self.text().strip())

    def _choose(self, choice: Choice) -> None:
        self.show_choice(choice.value, choice.label)
        self.picked.emit(choice.value)

    def event(self, event: QEvent) -> bool:
        """Keep Tab for taking what is marked while the list is open; Qt would only move the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.settle()
        if is_left_to_window(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list by arrows, take by Enter, leave by Esc."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in _TAKES and (self.is_offering or self.has_changes):
            self.settle()
        elif key == Qt.Key.Key_Escape and (self.is_offering or self.has_changes):
            self.show_choice(self._value, self._shown)
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        if not self.is_offering or self._list is None:
            self._offer(self.text() if self.has_changes else "")
            return
        row = max(0, min(self._list.currentIndex().row() + by, self._model.rowCount() - 1))
        self._list.setCurrentIndex(self._model.index(row, 0))

    def settle(self) -> None:
        """Take what is marked, or what the text stands for, as Enter does."""
        if self.is_offering and self._list is not None and self._list.currentIndex().isValid():
            self._take(self._list.currentIndex().row())
            return
        if not self.has_changes:
            return
        text, exact = self.text().strip(), self._exact()
        if exact is not None:
            self._choose(exact)
        elif text and self._creates:
            self.created.emit(text)
        elif not text:
            self._empty()
        else:
            self._refuse_text()

    def _empty(self) -> None:
        """Take it that nothing is chosen."""
        self.show_choice(None, self._offer_of.label(None))
        self.picked.emit(None)

    def _refuse_text(self) -> None:
        """Say that what was typed is none of the choices, and what is."""
        if self._offer_of.count(self.text()) > 1:
            name = shown(self.text().strip())
            self.set_refusal(tr("Several are called “{text}”. Choose one of them from the list.", text=name))
            return
        first = self._offer_of.find("", 1)
        example = tr(" Choose one from the list, such as “{label}”.", label=shown(first[0].label)) if first else ""
        self.set_refusal(tr("“{text}” is not in the list.", text=shown(self.text().strip())) + example)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the whole list at a click into the field."""
        super().mousePressEvent(event)
        if not self.isReadOnly() and not self.is_offering:
            self.selectAll()
            self._offer("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list; a whole name that was typed counts as chosen, any other text stays to be seen."""
        self._close()
        passing = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if not passing and self.has_changes:
            exact = self._exact()
            if exact is not None and exact.value != self._value:
                self._choose(exact)
            elif exact is not None:
                self.show_choice(exact.value, exact.label)
            elif self.text().strip() and not self._creates:
                self._refuse_text()
            elif not self.text().strip() and self._value is not None:
                self._empty()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        self._close()
        super().hideEvent(event)


def _words(choice: Choice) -> str:
    text = f"{choice.label}   {choice.note}" if choice.note else choice.label
    return printable(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
