"""What is known of a text that is about to come in, in fields that can be mended: title, who, when, where."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from geoeditor.core.commands.values import LINE_LIMIT
from geoeditor.translation import tr
from geoeditor.ui.fields import DateField, LineField
from geoeditor.ui.intake_preview.wording import GUESSED, TYPED, origin_words
from geoeditor.ui.plain import PlainLabel, tip

LINES: Final = ("author", "publisher", "url", "language", "kind")
_LONGEST_ADDRESS: Final = 10_000


class Details(QWidget):
    """The fields beside the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {name: LineField("", self) for name in LINES}
        self.date = DateField(self)
        self.date.setAccessibleName(tr("Date of publication"))
        self.date.textChanged.connect(self._name_origin)
        self.origin = PlainLabel("", self, role="small", wraps=True)
        self.keeps = QCheckBox(tr("Keep the original file"), self)
        self.keeps.setAccessibleName(tr("Keep the original file in the project"))
        self.keeps.setToolTip(tip(tr("Store the file itself in the project, so that it can be looked at later")))
        self._shown: dict[str, str] = {}
        self._from = ""
        names = self._names()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for name in ("author", "publisher"):
            self._add(column, names[name], self.lines[name])
        self._add(column, tr("Published"), self.date)
        column.insertWidget(column.count() - 1, self.origin)
        for name in ("url", "kind", "language"):
            self._add(column, names[name], self.lines[name])
        column.addStretch(1)
        column.addWidget(self.keeps)
        self.lines["url"].setPlaceholderText("https://…")

    def _names(self) -> dict[str, str]:
        return {
            "author": tr("Author"),
            "publisher": tr("Publisher"),
            "url": tr("Address"),
            "language": tr("Language"),
            "kind": tr("Kind"),
        }

    def _add(self, column: QVBoxLayout, name: str, field: QWidget) -> None:
        label = PlainLabel(name, self, role="small")
        label.setBuddy(field)
        if not isinstance(field, DateField):
            field.setAccessibleName(name)
        if isinstance(field, LineField):
            field.setMaxLength(_LONGEST_ADDRESS if field is self.lines["url"] else LINE_LIMIT)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(6)

    def show_values(self, values: Mapping[str, str], *, afresh: bool) -> None:
        """Show what was read; unless it is another text, what the user changed stays as it is."""
        typed = {} if afresh else self._typed()
        self._shown = {name: values.get(name, "") for name in (*LINES, "t")}
        self._from = values.get("published_from", "")
        for name, field in self.lines.items():
            if name not in typed:
                field.set_stored(self._shown[name])
                field.discard()
                field.setCursorPosition(0)
        if "t" not in typed:
            self.date.discard()
            self.date.set_edtf(self._shown["t"])
        self._name_origin()

    def _typed(self) -> dict[str, str]:
        """Return what differs from what was read."""
        now = {name: field.text() for name, field in self.lines.items()}
        t = self.date.edtf()
        now["t"] = self.date.text() if t is None else t
        return {name: text for name, text in now.items() if text != self._shown.get(name, "")}

    def values(self) -> dict[str, str] | None:
        """Return what the fields hold, None where what was typed as a date is none."""
        t = self.date.edtf()
        if t is None:
            return None
        values = {name: field.text() for name, field in self.lines.items()}
        return {**values, "t": t, "published_from": self._origin(t)}

    def _origin(self, t: str) -> str:
        if not t:
            return ""
        return self._from if t == self._shown.get("t") and self._from else TYPED

    def refuse_date(self) -> None:
        """Say that what was typed is no date, and let it be mended."""
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)
        self.date.selectAll()
        self.date.editingFinished.emit()

    def _name_origin(self) -> None:
        """Say under the date where it came from."""
        t = self.date.edtf()
        origin = self._origin(t) if t else ""
        words = origin_words(origin)
        if not t:
            words = tr("not found; without it, “last week” stays undated") if t == "" else ""
        self.origin.setText(words)
        self.date.setAccessibleDescription(words)
        role = "reason" if origin == GUESSED else "small"
        if self.origin.property("role") != role:
            self.origin.setProperty("role", role)
            self.origin.style().unpolish(self.origin)
            self.origin.style().polish(self.origin)

    @property
    def wants_date(self) -> bool:
        """Tell whether the date should be looked at first: there is none, or it was only guessed."""
        return not self._shown.get("t") or self._from == GUESSED
