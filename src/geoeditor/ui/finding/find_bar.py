"""The strip that seeks in one view: a field, where one is among the hits, and the way to the next and the last.

Any view can be sought in: it says by `View.seek` what it found and shows it itself.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.view import Found, View


class FindBar(QFrame):
    """Seeks in the view it is attached to; hidden until it is opened."""

    shown_changed = Signal(bool)
    """The bar was opened or closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: View | None = None
        self._found = Found(0, 0)
        self.setProperty("role", "pane")
        self.field = QLineEdit(self)
        self.field.setMaxLength(500)
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(160)
        self.field.setMaximumWidth(420)
        self.field.textChanged.connect(self._seek)
        self.field.installEventFilter(self)
        self.count = PlainLabel("", self, role="muted")
        self.count.setMinimumWidth(96)
        self.previous = self._button("↑", tr("Go to the hit before (Shift+F3)"), tr("Previous hit"))
        self.previous.clicked.connect(self._go_back)
        self.next = self._button("↓", tr("Go to the next hit (F3)"), tr("Next hit"))
        self.next.clicked.connect(self._go_on)
        self.shut = self._button("✕", tr("Close (Esc)"), tr("Close the find bar"))
        self.shut.clicked.connect(self._shut)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.field, 3)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.shut)
        self.attach(None)
        self.hide()

    def _button(self, sign: str, about: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setProperty("role", "flat")
        button.setToolTip(tip(about))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @property
    def view(self) -> View | None:
        """Return the view that is sought in."""
        return self._view

    @property
    def found(self) -> Found:
        """Return where the search stands."""
        return self._found

    def attach(self, view: View | None) -> None:
        """Seek in this view from now on; the search in the one before is over."""
        if view is not self._view:
            if self._view is not None:
                self._view.destroyed.disconnect(self._lose)
                self._view.seek("")
            self._view = view
            if view is not None:
                view.destroyed.connect(self._lose)
        name = _name(view)
        about = tr("Find in {pane}", pane=name) if name else tr("Find in this view")
        self.field.setPlaceholderText(about)
        self.field.setAccessibleName(about)
        self._seek()

    def _lose(self) -> None:
        self._view = None
        self.close()

    def open_for(self, view: View, text: str | None = None) -> None:
        """Show the bar for a view and let the user type, or seek this text at once."""
        self.show()
        self.shown_changed.emit(True)
        self.attach(view)
        if text is not None:
            self.field.setText(text)
        self.field.setFocus()
        self.field.selectAll()

    def close(self) -> bool:
        """End the search, hide the bar, and let the view have the focus again."""
        if self.isHidden():
            return True
        view = self._view
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.hide()
        self.shown_changed.emit(False)
        if view is not None:
            view.seek("")
            if had_focus:
                view.setFocus()
        return True

    def step(self, by: int) -> None:
        """Go to a hit further on (1) or before (-1)."""
        if self._view is not None and self.field.text():
            self._show(self._view.seek(self.field.text(), by))

    def _seek(self) -> None:
        text = self.field.text()
        if self._view is not None and not self.isHidden():
            self._show(self._view.seek(text))
        else:
            self._show(Found(0, 0))

    def _show(self, found: Found) -> None:
        self._found = found
        asked = bool(self.field.text()) and self._view is not None
        if not asked:
            words = ""
        elif not found.hits:
            words = tr("Nothing found")
        elif not found.place:
            words = tr("{hits} found", hits=found.hits)
        else:
            words = tr("{place} of {hits}", place=found.place, hits=found.hits)
        self.count.setText(words)
        self.field.setAccessibleDescription(words)
        for button in (self.previous, self.next):
            button.setEnabled(found.hits > 0)
        refused = asked and not found.hits
        if bool(self.field.property("refused")) != refused:
            self.field.setProperty("refused", refused)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def _go_on(self) -> None:
        self.step(1)

    def _go_back(self) -> None:
        self.step(-1)

    def _shut(self) -> None:
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, F3 and Esc in the field, before shortcuts do."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not isinstance(event, QKeyEvent) or event.type() not in kinds or not self._is_ours(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._act(event)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc and F3 also while a button has the focus."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F3):
            self._act(event)
        else:
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3, Qt.Key.Key_Escape) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )

    def _act(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)


def _name(view: View | None) -> str:
    """Return what the pane of a view is called."""
    widget: QWidget | None = view
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget.windowTitle() if widget is not None else ""
