"""The strip that asks who an unnamed actor is: one or several named ones, new ones too. It is no dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.commands.acceptance import Who
from geoeditor.translation import shown, tr
from geoeditor.ui.fields.offers import Offering
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.reader.people_field import PeopleField

Store = Callable[[int, Sequence[Who], str], str]
"""Resolves an actor to people, with a reason; returns '' or the sentence that says why not."""


class ResolveStrip(QFrame):
    """Open for one unnamed actor at a time; Enter in the empty field resolves, Esc leaves all as it is."""

    opened = Signal()
    closed = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._store = store
        self._actor = 0
        self.title = PlainLabel("", self, role="section", wraps=True)
        self.people = PeopleField(self)
        self.people.field.setPlaceholderText(tr("Name of an actor, or of a new one"))
        self.people.field.setAccessibleName(tr("Who it is"))
        self.people.changed.connect(self._clear)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(tr("Why, if you wish"))
        self.reason.setAccessibleName(tr("Why it is them"))
        self.problem = PlainLabel("", self, role="reason", wraps=True)
        self.keep = QPushButton(tr("Resolve ↵"), self)
        self.keep.setProperty("role", "primary")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self.store)
        self._leave = QToolButton(self)
        self._leave.setText(tr("Close Esc"))
        self._leave.clicked.connect(self.close_strip)
        self._lay_out()
        self.people.field.installEventFilter(self)
        self.setAccessibleName(tr("Resolve an unnamed actor"))
        self.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        for widget in (self.title, self.people, self.reason, self.problem):
            column.addWidget(widget)
        column.addLayout(foot)
        QWidget.setTabOrder(self.people, self.reason)

    @property
    def actor(self) -> int:
        """Return whom it asks about, 0 while it is closed."""
        return self._actor

    def open_for(self, actor: int, name: str, offer: Offering) -> None:
        """Ask about an actor; `offer` is of those who it can be."""
        if actor != self._actor:
            self._actor = actor
            self.people.set_people(())
            self.people.field.discard()
            self.reason.clear()
        self.title.setText(tr("Who is “{name}”?", name=shown(name, 80)))
        self.people.set_offer(offer)
        self._clear()
        self.show()
        self.opened.emit()
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def store(self) -> None:
        """Resolve, and close; a refusal is shown here and nothing that was typed is lost."""
        if not self._actor:
            return
        people = self.people.people
        if not people:
            self._refuse(tr("Say who it is: type a name."))
            return
        problem = self._store(self._actor, people, self.reason.text().strip())
        if problem:
            self._refuse(problem)
        else:
            self.close_strip()

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def _clear(self) -> None:
        self.problem.hide()

    def close_strip(self) -> None:
        """Close without changing anything."""
        if self._actor:
            self._actor = 0
            self.hide()
            self.closed.emit()

    def minimumSizeHint(self) -> QSize:
        """Let the pane be as narrow as it likes."""
        return QSize(160, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take back what was refused as soon as somebody types again."""
        if (
            watched is self.people.field
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text()
        ):
            self._clear()
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Resolve by Enter, close by Esc; what a field wants for itself does not come here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.store()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        else:
            super().keyPressEvent(event)
