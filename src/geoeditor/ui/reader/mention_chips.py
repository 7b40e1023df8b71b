"""Who is named in the sentence that is looked at: a chip for each, with the digit that picks it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from geoeditor.core.commands.acceptance import Who
from geoeditor.translation import shown, tr
from geoeditor.ui.plain import PlainLabel, tip

MOST: Final = 9
"""As many as there are digits."""
_GAP: Final = 4
_PAD: Final = 2
_WIDEST: Final = 260
"""Pixels of a chip; longer names are cut at their end."""
_MOST_LINES: Final = 3
_FEW_LINES: Final = 2
"""So many lines leave the text its room, in a high pane and in a low one."""
_SIDE: Final = 16
_ROOM: Final = 24
"""What a chip has around its words."""


class MentionChips(QWidget):
    """Chips on as many lines as they need; those that find no room can still be picked by their digit."""

    picked = Signal(object)
    """A Who."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Who, ...] = ()
        self._chips: list[QToolButton] = []
        self._nobody = PlainLabel(tr("Nobody is named in this sentence"), self, role="small")
        self._lines, self._most = 1, _MOST_LINES
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

    def spare_room(self, is_short: bool) -> None:
        """Take fewer lines where room is short."""
        most = _FEW_LINES if is_short else _MOST_LINES
        if most != self._most:
            self._most = most
            self._arrange()

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
        """Put the chips one after another and line under line; what has no room at all is left out of sight."""
        room, line_height = max(self.width() - 2 * _SIDE, 0), self._line_height()
        left = line = 0
        for chip, (number, who) in zip(self._chips, enumerate(self._people, 1), strict=True):
            metrics = QFontMetrics(chip.font())  # Qt itself would cut the words in their middle
            words = f"{number}  {shown(who.name, 200)}"
            widest = max(min(room, _WIDEST) - _ROOM, 0)
            chip.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, widest).replace("&", "&&"))
            size = chip.sizeHint()
            if left > 0 and left + size.width() > room:
                left, line = 0, line + 1
            chip.setVisible(line < self._most)
            top = line * line_height + (line_height - size.height()) // 2
            chip.setGeometry(_SIDE + left, top + _PAD, min(size.width(), room), size.height())
            left += size.width() + _GAP
        lines = min(line + 1, self._most)
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
        self._nobody.setVisible(not self._chips)
        self._nobody.setGeometry(_SIDE, 0, room, self.height())

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 10

    def sizeHint(self) -> QSize:
        """Return the room of the lines that the chips need at this width."""
        return QSize(200, self._lines * self._line_height() + 2 * _PAD)

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
