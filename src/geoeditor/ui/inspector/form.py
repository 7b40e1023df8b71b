"""Rows of fields, label at the left: each shows its value of a record and stores what is entered at once."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSizePolicy, QWidget

from geoeditor.translation import printable, tr
from geoeditor.ui.fields import DateField, LineField, Offer, ProseField, TypeAhead
from geoeditor.ui.plain import PlainLabel

Store = Callable[[str, object], str]
"""Stores a value under the name of its field; returns '' or the sentence that says why not."""
Field: TypeAlias = LineField | ProseField | DateField | TypeAhead
MIXED: Final = object()
"""Stands for values that differ among the records shown together."""
_LABEL_WIDTH: Final = 66


class Reason(PlainLabel):
    """Says under a field why what was typed can't be stored; there only while it says something."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="reason", wraps=True)
        self.setMinimumWidth(40)
        self.setContentsMargins(0, 0, 0, 4)
        self.hide()
        field.refused.connect(self.say)

    def say(self, sentence: str) -> None:
        """Show a sentence, '' for none."""
        self.setText(printable(sentence))
        self.setVisible(bool(sentence))


class Form(QWidget):
    """Fields of one record, or of several together."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._show: dict[str, Callable[[object], None]] = {}
        self.fields: dict[str, QWidget] = {}
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(4)
        self.rows.setVerticalSpacing(2)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show these values in the fields that are not being typed in."""
        for name, show in self._show.items():
            if name in values:
                show(values[name])

    def set_there(self, name: str, there: bool) -> None:
        """Show a row, or leave it out."""
        self.rows.setRowVisible(self.fields[name], there)

    def discard(self) -> None:
        """Drop what was typed and not stored, before another record is shown."""
        for field in self.fields.values():
            if isinstance(field, Field):
                field.discard()

    def add(self, label: str, name: str, field: QWidget) -> None:
        """Add a row."""
        words = PlainLabel(label, self, role="small", wraps=True)
        words.setFixedWidth(_LABEL_WIDTH)
        words.setContentsMargins(0, 5, 0, 0)
        words.setBuddy(field)
        if not field.accessibleName() or isinstance(field, DateField):
            field.setAccessibleName(label)
        self.fields[name] = field
        self.rows.addRow(words, field)
        if isinstance(field, Field):
            if not field.property("role"):
                field.setProperty("role", "quiet")
            self.rows.addRow(Reason(field, self))

    def line(self, label: str, name: str, example: str = "") -> LineField:
        """Add a line of text."""
        field = LineField("", self)
        field.setPlaceholderText(example)
        field.committed.connect(partial(self._commit_text, name, field))
        self._show[name] = partial(_show_line, field, example)
        self.add(label, name, field)
        return field

    def prose(self, label: str, name: str) -> ProseField:
        """Add text of several lines."""
        field = ProseField("", self, lines=1)
        field.setProperty("role", "quiet")
        field.committed.connect(partial(self._commit_text, name, field))
        self._show[name] = partial(_show_prose, field)
        self.add(label, name, field)
        return field

    def date(self, label: str, name: str = "t") -> DateField:
        """Add a date."""
        field = DateField(self)
        field.committed.connect(partial(self._commit_text, name, field))
        self._show[name] = partial(_show_date, field)
        self.add(label, name, field)
        return field

    def choice(self, label: str, name: str, offer: Offer, nothing: object = None) -> TypeAhead:
        """Add a choice; an emptied field stores `nothing`."""
        field = TypeAhead(self)
        field.set_offer(offer)
        field.setPlaceholderText(tr("not said"))
        field.picked.connect(partial(self._commit_choice, name, field, nothing))
        self._show[name] = partial(_show_choice, field, offer)
        self.add(label, name, field)
        return field

    def number(self, label: str, name: str, example: str, *, whole: bool = False) -> LineField:
        """Add a number, which may be left empty."""
        field = LineField("", self)
        hint = tr("such as {example}", example=example)
        field.setPlaceholderText(hint)
        field.committed.connect(partial(self._commit_number, name, field, example, whole))
        self._show[name] = partial(_show_line, field, hint)
        self.add(label, name, field)
        return field

    def check(self, label: str, name: str, words: str) -> QCheckBox:
        """Add a yes or no."""
        field = QCheckBox(words, self)
        field.setAccessibleName(f"{label} {words}")
        field.clicked.connect(partial(self._commit_truth, name, field))
        self._show[name] = partial(_show_check, field)
        self.add(label, name, field)
        return field

    def value(self, label: str, name: str) -> None:
        """Add a line that is only read."""
        words = PlainLabel("", self, wraps=True)
        words.setContentsMargins(7, 5, 0, 4)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._show[name] = partial(_show_value, words)
        self.add(label, name, words)

    def _commit_text(self, name: str, field: LineField | ProseField | DateField, text: str) -> None:
        field.set_refusal(self._store(name, text))

    def _commit_choice(self, name: str, field: TypeAhead, nothing: object, value: object) -> None:
        field.set_refusal(self._store(name, nothing if value is None else value))

    def _commit_truth(self, name: str, field: QCheckBox) -> None:
        self._store(name, field.isChecked())

    def _commit_number(self, name: str, field: LineField, example: str, whole: bool, text: str) -> None:
        given = text.strip().replace(",", ".").replace("−", "-").removesuffix("%").strip()
        try:
            value = None if not given else int(given) if whole else float(given)
        except ValueError:
            field.set_refusal(tr("This is no number; type for example {example}, or nothing.", example=example))
            return
        field.set_refusal(self._store(name, value))


def _show_line(field: LineField, example: str, value: object) -> None:
    field.setPlaceholderText(tr("mixed") if value is MIXED else example)
    field.set_stored(
        "" if value is None or value is MIXED else f"{value:.12g}" if isinstance(value, float) else str(value)
    )


def _show_prose(field: ProseField, value: object) -> None:
    field.setPlaceholderText(tr("mixed") if value is MIXED else "")
    field.set_stored("" if value is None or value is MIXED else str(value))


def _show_date(field: DateField, value: object) -> None:
    field.setPlaceholderText(tr("mixed") if value is MIXED else tr("no date"))
    field.set_edtf("" if value is MIXED else str(value))


def _show_choice(field: TypeAhead, offer: Offer, value: object) -> None:
    mixed = value is MIXED
    field.setPlaceholderText(tr("mixed") if mixed else tr("not said"))
    if field.has_changes and (field.hasFocus() or field.problem):
        return
    if mixed:
        field.show_choice(None, "")
    elif isinstance(value, Shown):
        field.show_choice(value.value, value.label)
    else:
        field.show_choice(value, offer.label(value))


def _show_check(field: QCheckBox, value: object) -> None:
    field.setTristate(value is MIXED)
    state = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
    field.setCheckState(Qt.CheckState.PartiallyChecked if value is MIXED else state)


def _show_value(field: PlainLabel, value: object) -> None:
    field.setText(printable(str(value)))


class Shown:
    """A chosen value with its words, where the list of choices need not be read for them."""

    __slots__ = ("label", "value")

    def __init__(self, value: object, label: str) -> None:
        self.value = value
        self.label = label
