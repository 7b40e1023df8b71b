"""The field that chooses from a list as one types, as a cell has it: it says what was picked when it is left."""

from PySide6.QtCore import QModelIndex, Signal

from geoeditor.ui.fields import Choice, TypeAhead
from geoeditor.ui.tables.cell_values import Entered


class ChoiceEdit(TypeAhead):
    """One of several choices in a cell; where it `creates`, also words of one's own."""

    chosen = Signal()
    """Something was picked from the list by the mouse."""

    def __init__(self, choices: list[Choice], *, creates: bool = False) -> None:
        super().__init__(creates=creates)
        self._is_new = False
        self.set_choices(choices)
        self.created.connect(self._make_new)
        self.textEdited.connect(self._forget_new)

    def begin(self, value: object, text: str) -> None:
        """Begin with what the cell holds; its words may be others than those of the value."""
        self.set_value(value)
        self.setText(text)

    def entered(self) -> Entered:
        """Return the words, and what they stand for."""
        text, value = self.text().strip(), self.value()
        return Entered(text, None if value is None else Choice(value, text), self._is_new)

    def take_current(self) -> None:
        """Pick what is marked in the list, if it is open."""
        if self.is_offering:
            self.settle()
        self._close()

    def close_list(self) -> bool:
        """Close the list, and tell whether it was open."""
        was_open = self.is_offering
        self._close()
        return was_open

    def _click(self, index: QModelIndex) -> None:
        super()._click(index)
        self.chosen.emit()

    def _make_new(self) -> None:
        self._is_new = True

    def _forget_new(self) -> None:
        self._is_new = False
