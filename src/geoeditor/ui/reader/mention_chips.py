"""Who is named in the sentence that is looked at: a chip for each, with the digit that picks it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from geoeditor.core.commands.acceptance import Who
from geoeditor.translation import shown, tr
from geoeditor.ui.plain import PlainLabel, tip

MOST: Final = 9
"""As many as there are digits."""
_GAP: Final = 4
_LONGEST: Final = 28
_SIDE: Final = 16


class MentionChips(QWidget):
    """One line of chips; those that find no room can still be picked by their digit."""

    picked = Signal(object)
    """A Who."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Who, ...] = ()
        self._chips: list[QToolButton] = []
        self._nobody = PlainLabel(tr("Nobody is named in this sentence"), self, role="small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Named in this sentence"))
        self._arrange()

    @property
    def people(self) -> tuple[Who, ...]:
        """Return who is named, in the order of the text."""
        return self._people

    def who(self, digit: int) -> Who | None:
        """Return who has this digit, 1 to 9."""
        return self._people[digit - 1] if 1 <= digit <= len(self._people) else None

    def show_people(self, people: Sequence[Who]) -> None:
        """Show these people, at most nine."""
        fresh = tuple(people[:MOST])
        if fresh == self._people:
            return
        self._people = fresh
        chips, self._chips = self._chips, []
        for chip in chips:
            chip.hide()
            chip.deleteLater()
        for number, who in enumerate(fresh, 1):
            self._chips.append(self._chip(number, who))
        self._arrange()

    def _chip(self, number: int, who: Who) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("role", "chip")
        chip.setText(f"{number}  {shown(who.name, _LONGEST)}".replace("&", "&&"))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the digit does the same, and Tab stays short
        is_new = who.actor_id is None
        about = tr("{name}, not in the project yet", name=who.name) if is_new else who.name
        chip.setToolTip(tip(tr("{about} (press {n})", about=about, n=number)))
        chip.setAccessibleName(tr("{n}: {name}", n=number, name=shown(who.name)))
        if is_new:
            font = chip.font()
            font.setItalic(True)
            chip.setFont(font)
        chip.clicked.connect(partial(self._pick, who))
        chip.show()
        return chip

    def _pick(self, who: Who, _checked: bool = False) -> None:
        self.picked.emit(who)

    def _arrange(self) -> None:
        """Put the chips one after another; what has no room is left out of sight."""
        left = _SIDE
        for chip in self._chips:
            size = chip.sizeHint()
            width = min(size.width(), max(self.width() - left - _SIDE, 0))
            has_room = width >= min(size.width(), 60)
            chip.setVisible(has_room)
            if has_room:
                chip.setGeometry(left, (self.height() - size.height()) // 2, width, size.height())
            left += size.width() + _GAP
        self._nobody.setVisible(not self._chips)
        self._nobody.setGeometry(_SIDE, 0, max(self.width() - 2 * _SIDE, 0), self.height())

    def sizeHint(self) -> QSize:
        """Return the room of a line."""
        return QSize(200, self.fontMetrics().height() + 14)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew where letters change their size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()
