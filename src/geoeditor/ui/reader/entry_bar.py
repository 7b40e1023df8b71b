"""The strip under the text in which a fact is corrected before it is stored; nothing is stored until Enter.

It is no dialog: the text above can be read, scrolled and searched while it is open.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoeditor.core.commands.acceptance import ActorEntry, EventEntry, LinkEntry, Who
from geoeditor.core.document import Document
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import Offer, TypeAhead, actor_choices, kind_choices, status_choices
from geoeditor.ui.plain import ElidedLabel, PlainLabel
from geoeditor.ui.reader.bare_keys import keep_bare_key
from geoeditor.ui.reader.entry_forms import ActorForm, EventForm, LinkForm
from geoeditor.ui.reader.gestures import Draft, Entry

_LEAST: Final = 64
_LONGEST: Final = 160


class _FormArea(QScrollArea):
    """As high as its form, and scrolled where there is less room."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)
        form.setAutoFillBackground(False)  # the ground is that of the bar

    def sizeHint(self) -> QSize:
        """Return the size of the form."""
        form = self.widget()
        return form.sizeHint() if form is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the room of two lines."""
        return QSize(160, _LEAST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the form when it grows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))


class EntryBar(QFrame):
    """Holds one draft at a time; `store` stores it and returns '' or the sentence that says why not.

    `named` gives who has a digit in the sentence: in a link digits pick subject and object, in an event Alt and a digit
    put somebody in or out.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self, store: Callable[[Draft], str], named: Callable[[int], Who | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._store = store
        self._named = named
        self._draft: Draft | None = None
        self.title = PlainLabel("", self, role="section")
        self.words = ElidedLabel("", self, role="small")
        self.proposed = PlainLabel("", self, wraps=True)
        self.problem = PlainLabel("", self, role="attention", wraps=True)
        self.actor, self.event_form, self.link = ActorForm(self), EventForm(self), LinkForm(self)
        self._forms = QStackedWidget(self)
        for form in (self.actor, self.event_form, self.link):
            self._forms.addWidget(form)
        self.keep = QPushButton(tr("Keep ↵"), self)
        self.keep.setProperty("role", "primary")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self.store)
        self._close = QToolButton(self)
        self._close.setText(tr("Close Esc"))
        self._close.clicked.connect(self.close_bar)
        self._lay_out()
        for field in (*self.link.findChildren(QLineEdit), *self.event_form.findChildren(QLineEdit)):
            field.installEventFilter(self)
        self.setAccessibleName(tr("New entry"))
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.words, 1)
        top.addWidget(self.proposed, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addStretch(1)
        bottom.addWidget(self._close)
        bottom.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(_FormArea(self._forms, self))
        layout.addWidget(self.problem)
        layout.addLayout(bottom)

    @property
    def draft(self) -> Draft | None:
        """Return what is being entered, None while the bar is closed."""
        return self._draft

    def open_for(self, draft: Draft, document: Document, words: str, proposed: str = "") -> None:
        """Show a draft; `words` are those of its passage, `proposed` those of the card that is corrected."""
        self._draft = draft
        self.problem.hide()
        self.proposed.setText(tr("Proposed: {words}", words=shown(proposed, _LONGEST)) if proposed else "")
        self.proposed.setVisible(bool(proposed))
        self.words.setVisible(not proposed)  # the passage stands marked in the text
        self.words.show_text(f"“{shown(words, 200)}”")
        actors = Offer(partial(actor_choices, document))  # read when somebody is looked for, and not before
        form: ActorForm | EventForm | LinkForm
        if isinstance(draft.entry, ActorEntry):
            form, name = self.actor, tr("Actor") if draft.entry.named else tr("Unnamed actor")
            self.actor.offer(kind_choices(document, "actor"))
            self.actor.fill(draft.entry)
        elif isinstance(draft.entry, EventEntry):
            form, name = self.event_form, tr("Event")
            self.event_form.offer(kind_choices(document, "event"), status_choices(), actors)
            self.event_form.fill(draft.entry)
        else:
            form, name = self.link, tr("Link")
            self.link.offer(kind_choices(document, "link"), status_choices(), actors)
            self.link.fill(draft.entry)
        self.title.setText(name)
        self._show_form(form)
        self.show()
        self.opened.emit()
        first = _first_field(form, draft.entry)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.setSelection(len(first.text()), -len(first.text()))  # all of it, its beginning in sight

    def _show_form(self, form: QWidget) -> None:
        """Show one form and let the bar be no higher than it."""
        for place in range(self._forms.count()):
            other = self._forms.widget(place)
            if other is None:
                continue
            policy = other.sizePolicy()
            kind = policy.Policy.Preferred if other is form else policy.Policy.Ignored
            policy.setVerticalPolicy(kind)
            other.setSizePolicy(policy)
        self._forms.setCurrentWidget(form)
        self._forms.updateGeometry()

    def store(self) -> None:
        """Store what was entered and close; a refusal is shown here and nothing that was typed is lost."""
        if self._draft is None:
            return
        form = self._forms.currentWidget()
        if not isinstance(form, ActorForm | EventForm | LinkForm):
            return
        draft = self._draft
        problem = form.problem()
        if not problem:
            problem = self._store(Draft(draft.source_id, draft.span, form.read(), draft.origin))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.close_bar()

    def close_bar(self) -> None:
        """Close without storing anything."""
        if self._draft is not None:
            self._draft = None
            self.hide()
            self.closed.emit()

    def pick(self, who: Who) -> None:
        """Put somebody who is named in the sentence into the form."""
        if self._draft is None:
            return
        form = self._forms.currentWidget()
        if isinstance(form, LinkForm):
            form.pick(who)
        elif isinstance(form, EventForm):
            form.people.toggle(who)

    def _pick_digit(self, event: QKeyEvent) -> bool:
        """Put in whom the digit of a key press stands for; tell whether it stood for somebody."""
        digit = event.key() - Qt.Key.Key_0
        who = self._named(digit) if 1 <= digit <= 9 else None
        if who is not None:
            self.pick(who)
        return who is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take digits in the untouched fields of a link as people, and Enter on its kind as the end of the entry."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and self._pick_digit(event):
                return True
            if isinstance(watched, TypeAhead) and watched in (self.link.start, self.link.kind, self.link.end):
                return self._heed_link_key(watched, event)
        return bool(super().eventFilter(watched, event))

    def _heed_link_key(self, field: TypeAhead, event: QKeyEvent) -> bool:
        """Do what a key does in a field of a link before the field sees it; tell whether it was done."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        untouched = not field.text() or field.selectedText() == field.text()
        if plain and untouched and self._pick_digit(event):
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and field is self.link.kind and field.has_changes:
            field.settle()
            if not field.problem:
                self.store()
            return True
        return False

    def event(self, event: QEvent) -> bool:
        """Keep bare keys for the fields: here they are letters, not acts."""
        if keep_bare_key(event):
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store on Enter, close on Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.store()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


def _first_field(form: ActorForm | EventForm | LinkForm, entry: Entry) -> QWidget:
    """Return the field to begin with: an end of a link that is missing, or else what comes first."""
    if isinstance(form, LinkForm) and isinstance(entry, LinkEntry):
        if not entry.start.name:
            return form.start
        if not entry.end.name:
            return form.end
    return form.first
