"""Rows of fields, label at the left: each reads its value from a record and stores what is entered at once."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from geoeditor.translation import tr
from geoeditor.ui.fields import Choice, DateField, LineField, ProseField, TypeAhead
from geoeditor.ui.plain import PlainLabel

Store = Callable[[str, object], str]
"""Stores a value under the name of its field; returns '' or the sentence that says why not."""
MIXED: Final = object()
"""Stands for values that differ among the records shown together."""
_LABEL_WIDTH: Final = 84


class Form(QWidget):
    """Fields of one record, or of several together."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._show: dict[str, Callable[[object], None]] = {}
        self.fields: dict[str, QWidget] = {}
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(6)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show these values in the fields that are not being typed in."""
        for name, show in self._show.items():
            if name in values:
                show(values[name])

    def add(self, label: str, name: str, field: QWidget) -> None:
        """Add a row."""
        words = PlainLabel(label, self, role="muted")
        words.setMinimumWidth(_LABEL_WIDTH)
        words.setWordWrap(True)
        words.setBuddy(field)
        if not field.accessibleName() or isinstance(field, DateField):
            field.setAccessibleName(label)
        self.fields[name] = field
        self.rows.addRow(words, field)

    def line(self, label: str, name: str) -> LineField:
        """Add a line of text."""
        field = LineField("", self)
        field.committed.connect(partial(self._commit_text, name, field))
        self._show[name] = partial(_show_line, field)
        self.add(label, name, field)
        return field

    def prose(self, label: str, name: str) -> ProseField:
        """Add text of several lines."""
        field = ProseField("", self)
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

    def choice(self, label: str, name: str, choices: Sequence[Choice], nothing: object = None) -> TypeAhead:
        """Add a choice; an emptied field stores `nothing`."""
        field = TypeAhead(self)
        field.set_choices(choices)
        field.picked.connect(partial(self._commit_choice, name, nothing))
        self._show[name] = partial(_show_choice, field)
        self.add(label, name, field)
        return field

    def number(self, label: str, name: str, example: str, *, whole: bool = False) -> LineField:
        """Add a number, which may be left empty."""
        field = LineField("", self)
        field.setPlaceholderText(example)
        field.committed.connect(partial(self._commit_number, name, field, whole))
        self._show[name] = partial(_show_line, field)
        self.add(label, name, field)
        return field

    def check(self, label: str, name: str, words: str) -> QCheckBox:
        """Add a yes or no."""
        field = QCheckBox(words, self)
        field.setAccessibleName(label)
        field.clicked.connect(partial(self._commit_truth, name))
        self._show[name] = partial(_show_check, field)
        self.add(label, name, field)
        return field

    def _commit_text(self, name: str, field: LineField | ProseField | DateField, text: str) -> None:
        field.set_refusal(self._store(name, text))

    def _commit_choice(self, name: str, nothing: object, value: object) -> None:
        self._store(name, nothing if value is None else value)

    def _commit_truth(self, name: str, value: bool) -> None:
        self._store(name, value)

    def _commit_number(self, name: str, field: LineField, whole: bool, text: str) -> None:
        given = text.strip().replace(",", ".").replace("−", "-")
        try:
            value = None if not given else int(given) if whole else float(given)
        except ValueError:
            example = field.placeholderText()
            field.set_refusal(tr("This is no number; type for example {example}, or leave it empty.", example=example))
            return
        field.set_refusal(self._store(name, value))


def _show_line(field: LineField, value: object) -> None:
    if value is MIXED:
        field.setPlaceholderText(tr("mixed"))
    field.set_stored(
        "" if value is None or value is MIXED else f"{value:g}" if isinstance(value, float) else str(value)
    )


def _show_prose(field: ProseField, value: object) -> None:
    field.set_stored("" if value is None or value is MIXED else str(value))


def _show_date(field: DateField, value: object) -> None:
    if value is MIXED:
        field.setPlaceholderText(tr("mixed"))
    field.set_edtf("" if value is MIXED else str(value))


def _show_choice(field: TypeAhead, value: object) -> None:
    mixed = value is MIXED
    field.setPlaceholderText(tr("mixed") if mixed else tr("not said"))
    if not field.is_offering:
        field.set_value(None if mixed else value)


def _show_check(field: QCheckBox, value: object) -> None:
    field.setTristate(value is MIXED)
    field.setChecked(bool(value) and value is not MIXED)


def first_field(form: Form) -> QLineEdit | None:
    """Return the first line of a form, for what wants to name a thing."""
    return next((field for field in form.fields.values() if isinstance(field, QLineEdit)), None)
