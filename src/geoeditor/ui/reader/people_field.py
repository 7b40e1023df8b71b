"""Who takes part: a chip for each, and a field that takes actors of the project and new ones alike."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from geoeditor.core.commands.acceptance import Who
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import Choice, TypeAhead
from geoeditor.ui.fields.offers import Offer, Offering
from geoeditor.ui.plain import tip

_LONGEST: Final = 28
_GAP: Final = 4
_FIELD_LEAST: Final = 120


class PeopleField(QWidget):
    """Holds the people in their order."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[Who] = []
        self._chips: list[QToolButton] = []
        self._offer: Offering = Offer.of(())
        self.field = TypeAhead(self, creates=True)
        self.field.setPlaceholderText(tr("Add somebody"))
        self.field.setAccessibleName(tr("Who takes part"))
        self.field.picked.connect(self._pick)
        self.field.created.connect(self._create)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._arrange()

    @property
    def people(self) -> tuple[Who, ...]:
        """Return who takes part, with the name that stands in the field although nobody pressed Enter."""
        value, name = self.field.value(), self.field.text().strip()
        if not name:
            return tuple(self._people)
        return (*self._people, Who(self._name_of(value) or name, value if isinstance(value, int) else None))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these actors."""
        self.field.set_choices(choices)
        self._offer = Offer.of(choices)

    def set_offer(self, offer: Offering) -> None:
        """Offer actors that are looked for as one types."""
        self.field.set_offer(offer)
        self._offer = offer

    def _name_of(self, value: object) -> str:
        return self._offer.label(value) if isinstance(value, int) else ""

    def set_people(self, people: Sequence[Who]) -> None:
        """Show these people and no others."""
        chips, self._chips, self._people = self._chips, [], []
        for chip in chips:
            self._drop(chip)
        for who in people:
            self._add(who)

    def _pick(self, value: object) -> None:
        if isinstance(value, int):
            self._add(Who(self._name_of(value), value))
        self.field.set_value(None)

    def _create(self, name: str) -> None:
        if name.strip():
            self._add(Who(name.strip()))
        self.field.set_value(None)

    def _add(self, who: Who) -> None:
        if any((other.actor_id, other.name) == (who.actor_id, who.name) for other in self._people):
            return
        chip = QToolButton(self)
        chip.setProperty("role", "chip")
        chip.setText(f"{shown(who.name, _LONGEST)}  ✕".replace("&", "&&"))
        chip.setToolTip(tip(tr("Take {name} out", name=who.name)))
        chip.setAccessibleName(tr("Take {name} out", name=shown(who.name)))
        chip.clicked.connect(partial(self._remove, chip))
        self._people.append(who)
        self._chips.append(chip)
        chip.show()
        QWidget.setTabOrder(chip, self.field)
        self._arrange()
        self.changed.emit()

    def toggle(self, who: Who) -> None:
        """Put somebody in, or out where they are in."""
        for chip, other in zip(self._chips, self._people, strict=True):
            if (other.actor_id, other.name) == (who.actor_id, who.name):
                self._take_out(chip)
                self.changed.emit()
                return
        self._add(who)

    def _remove(self, chip: QToolButton, _checked: bool = False) -> None:
        self._take_out(chip)
        self.field.setFocus()
        self.changed.emit()

    def _take_out(self, chip: QToolButton) -> None:
        place = self._chips.index(chip)
        del self._chips[place], self._people[place]
        self._drop(chip)

    def _drop(self, chip: QToolButton) -> None:
        chip.hide()
        chip.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        """Put chips and field one after another, on as many lines as the width needs."""
        left = top = height = 0
        for widget in (*self._chips, self.field):
            hint = widget.sizeHint()
            width = min(max(hint.width(), _FIELD_LEAST if widget is self.field else 0), self.width())
            if left > 0 and left + width > self.width():
                left, top, height = 0, top + height + _GAP, 0
            if widget is self.field:
                width = self.width() - left  # it takes what is left of its line
            widget.setGeometry(left, top, width, hint.height())
            left, height = left + width + _GAP, max(height, hint.height())
        self.setFixedHeight(top + height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the last one out with Backspace in the empty field."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and self._chips
            and not self.field.text()
        ):
            self._remove(self._chips[-1])
            return True
        return bool(super().eventFilter(watched, event))
