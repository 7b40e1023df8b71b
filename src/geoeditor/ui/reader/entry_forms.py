"""The fields of an actor, an event or a link that is about to be stored; filled from an entry, read back as one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from geoeditor.core.commands.acceptance import ActorEntry, Dated, EventEntry, LinkEntry, Who
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import Choice, DateField, TypeAhead
from geoeditor.ui.fields.offers import Offering
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.reader.people_field import PeopleField

_LABEL_WIDTH: Final = 40


class _Form(QWidget):
    """Labels at the left, fields at the right, two short fields to a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self.grid.setColumnStretch(1, 3)
        self.grid.setColumnStretch(2, 2)

    def row(self, label: str, *fields: QWidget) -> None:
        """Add a line of one or two fields."""
        number = self.grid.rowCount()
        name = PlainLabel(label, self, role="small")
        name.setBuddy(fields[0])
        self.grid.addWidget(name, number, 0)
        for place, widget in enumerate(fields):
            self.grid.addWidget(widget, number, 1 + place, 1, 2 if len(fields) == 1 else 1)

    def label_of(self, widget: QWidget) -> QWidget:
        """Return the label at the left of a field."""
        return next(label for label in self.findChildren(PlainLabel) if label.buddy() is widget)


class _DateInWords:
    """A date field that keeps the words a date came from for as long as the date stays as they gave it."""

    def __init__(self, field: DateField) -> None:
        self.field = field
        self._date = Dated()

    def fill(self, date: Dated) -> None:
        self._date = date
        self.field.set_edtf(date.t, date.words)
        self.field.setPlaceholderText(date.words if date.words and not date.t else tr("no date"))

    def read(self) -> Dated:
        t = self.field.edtf() or ""
        return self._date if t == self._date.t else Dated(t)

    def problem(self) -> str:
        """Return why the date can't be stored as typed, '' where it can."""
        return (
            ""
            if self.field.edtf() is not None
            else self.field.problem or tr("“{text}” is no date.", text=shown(self.field.text()))
        )


class ActorForm(_Form):
    """Name and kind of an actor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(tr("Name of the actor"))
        self.kind = TypeAhead(self, creates=False)
        self.kind.setAccessibleName(tr("Kind of actor"))
        self.kind.setPlaceholderText(tr("kind unknown"))
        self.first = self.name
        self._entry = ActorEntry("")
        self.row(tr("Name"), self.name)
        self.row(tr("Kind"), self.kind)

    def offer(self, kinds: Sequence[Choice]) -> None:
        """Offer these kinds."""
        self.kind.set_choices(kinds)

    def fill(self, entry: ActorEntry) -> None:
        """Show an entry."""
        self._entry = entry
        self.name.setPlaceholderText("" if entry.named else tr("such as “a senior diplomat”"))
        self.name.setText(entry.name)
        self.kind.set_value(entry.kind or None)

    def problem(self) -> str:
        """Return what can't be stored as typed, '' for nothing."""
        return _unmatched(self.kind)

    def read(self) -> ActorEntry:
        """Return what was entered; another name than before is another actor."""
        name = self.name.text().strip()
        same = name == self._entry.name
        return replace(
            self._entry,
            name=name,
            kind=_key(self.kind),
            actor_id=self._entry.actor_id if same else None,
        )


class EventForm(_Form):
    """Title, kind, status, date and people of an event."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit(self)
        self.title.setAccessibleName(tr("Title of the event"))
        self.kind = TypeAhead(self, creates=False)
        self.kind.setAccessibleName(tr("Kind of event"))
        self.kind.setPlaceholderText(tr("kind"))
        self.status = TypeAhead(self, creates=False)
        self.status.setAccessibleName(tr("Status of the event"))
        self.date = DateField(self)
        self.date.setAccessibleName(tr("Date of the event"))
        self.people = PeopleField(self)
        self.first = self.title
        self._dated = _DateInWords(self.date)
        self._entry = EventEntry("")
        self.row(tr("Title"), self.title)
        self.row(tr("Kind"), self.kind, self.status)
        self.row(tr("Date"), self.date)
        self.row(tr("Who"), self.people)

    def offer(self, kinds: Sequence[Choice], statuses: Sequence[Choice], actors: Offering) -> None:
        """Offer these kinds, statuses and actors."""
        self.kind.set_choices(kinds)
        self.status.set_choices(statuses)
        self.people.set_offer(actors)

    def fill(self, entry: EventEntry) -> None:
        """Show an entry."""
        self._entry = entry
        self.title.setText(entry.title)
        self.kind.set_value(entry.kind or None)
        self.status.set_value(entry.status)
        self._dated.fill(entry.date)
        self.people.set_people(entry.who)

    def problem(self) -> str:
        """Return what can't be stored as typed, '' for nothing."""
        return _unmatched(self.kind) or _unmatched(self.status) or self._dated.problem()

    def read(self) -> EventEntry:
        """Return what was entered."""
        return replace(
            self._entry,
            title=self.title.text().strip(),
            kind=_key(self.kind),
            status=_key(self.status) or "occurred",
            date=self._dated.read(),
            who=self.people.people,
        )


class LinkForm(_Form):
    """Ends, kind, status and date of a link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = TypeAhead(self, creates=True)
        self.start.setAccessibleName(tr("The link goes from"))
        self.start.setPlaceholderText(tr("somebody"))
        self.kind = TypeAhead(self, creates=True)
        self.kind.setAccessibleName(tr("Kind of link"))
        self.kind.setPlaceholderText(tr("kind, or your own words"))
        self.end = TypeAhead(self, creates=True)
        self.end.setAccessibleName(tr("The link goes to"))
        self.end.setPlaceholderText(tr("somebody"))
        self.start.created.connect(self._go_to_kind)
        self.end.created.connect(self._go_to_date)
        self.words = QLineEdit(self)
        self.words.setAccessibleName(tr("Own words of the link"))
        self.words.setPlaceholderText(tr("as its kind"))
        self.kind.picked.connect(self._heed_kind)
        self.status = TypeAhead(self, creates=False)
        self.status.setAccessibleName(tr("Status of the link"))
        self.date = DateField(self)
        self.date.setAccessibleName(tr("Date of the link"))
        self.first = self.kind
        self._dated = _DateInWords(self.date)
        self._entry = LinkEntry(Who(""), Who(""))
        self._next_end = self.start
        self.row(tr("From"), self.start)
        self.row(tr("Kind"), self.kind, self.status)
        self.row(tr("Words"), self.words)
        self.row(tr("To"), self.end)
        self.row(tr("Date"), self.date)

    def pick(self, who: Who) -> None:
        """Put somebody at an end: the one that has the focus, or else subject and object in turn."""
        end = self.end if self.end.hasFocus() else self.start if self.start.hasFocus() else self._next_end
        _show_end(end, who)
        if end is self.start:
            self._entry = replace(self._entry, start=who)
            self._next_end = self.end
        else:
            self._entry = replace(self._entry, end=who)
            self._next_end = self.start
        empty = next((field for field in (self.start, self.end) if not field.text().strip()), None)
        (empty or self.kind).setFocus()

    def _heed_kind(self, kind: object) -> None:
        """Take words that were proposed with another kind away, before one's eyes; they come back with it."""
        if self.words.text() in ("", self._entry.label) and self._entry.kind:
            self.words.setText(self._entry.label if kind == self._entry.kind else "")

    def _show_words(self, are_there: bool) -> None:
        """Show the field of own words where there are some; a link without is told by its kind."""
        for part in (self.words, self.label_of(self.words)):
            part.setVisible(are_there)

    def _go_to_kind(self, _name: str) -> None:
        self.kind.setFocus()

    def _go_to_date(self, _name: str) -> None:
        self.date.setFocus()

    def offer(self, kinds: Sequence[Choice], statuses: Sequence[Choice], actors: Offering) -> None:
        """Offer these kinds, statuses and actors."""
        self.kind.set_choices(kinds)
        self.status.set_choices(statuses)
        self.start.set_offer(actors)
        self.end.set_offer(actors)

    def fill(self, entry: LinkEntry) -> None:
        """Show an entry."""
        self._entry = entry
        self._next_end = self.start
        _show_end(self.start, entry.start)
        _show_end(self.end, entry.end)
        self.kind.set_value(entry.kind or None)
        if entry.label and not entry.kind:
            self.kind.setText(entry.label)
        self.words.setText(entry.label if entry.kind else "")
        self._show_words(bool(entry.kind and entry.label))
        self.status.set_value(entry.status)
        self._dated.fill(entry.date)

    def problem(self) -> str:
        """Return what can't be stored as typed, '' for nothing."""
        return _unmatched(self.status) or self._dated.problem()

    def read(self) -> LinkEntry:
        """Return what was entered; words that are no kind are the link's own."""
        kind = _key(self.kind)
        words = (self.words if kind else self.kind).text().strip()
        return replace(
            self._entry,
            start=_end(self.start, self._entry.start),
            end=_end(self.end, self._entry.end),
            kind=kind,
            label=words,
            status=_key(self.status) or "occurred",
            date=self._dated.read(),
        )


def _key(field: TypeAhead) -> str:
    value = field.value()
    return value if isinstance(value, str) else ""


def _unmatched(field: TypeAhead) -> str:
    """Return a sentence where a field holds words that are none of its choices."""
    words = field.text().strip()
    if not words or field.value() is not None:
        return ""
    return tr("“{words}” is none of the kinds here; choose one from the list.", words=shown(words))


def _show_end(field: TypeAhead, who: Who) -> None:
    if who.actor_id is not None:
        field.show_choice(who.actor_id, who.name)  # without a look at all the others
    else:
        field.show_choice(None, "")
        field.setText(who.name)


def _end(field: TypeAhead, before: Who) -> Who:
    """Return the actor in a field: one of the project, the one it was filled with, or a new one by its name."""
    value, name = field.value(), field.text().strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return Who(name, value)
    if before.actor_id is None and name == before.name:
        return before
    return Who(name)
